"""The tapis cloth through the morning: a thread for every head and step answered, right or wrong; none is taken out for a person."""

from __future__ import annotations

from quizserver.core import commands as c
from tests.conftest import Classroom, sample


def woven(room: Classroom) -> tuple[int, float]:
    progress = room.game.progress(room.state)
    return progress["threads"], progress["woven"]


def a_morning() -> Classroom:
    room = Classroom(sample("choice"), sample("slide"), sample("verdict"))
    room.join("ani", "budi")
    room.join("kelompok", weight=3)
    room.open()
    return room


def test_every_answer_adds_a_thread_for_each_head_right_or_wrong_and_changing_it_none() -> None:
    room = a_morning()
    for name in ("ani", "budi", "kelompok"):
        room.answer(name, picks=[0])
    assert woven(room) == (5, 0.5)
    room.answer("ani", picks=[1])
    assert woven(room) == (5, 0.5)


def test_each_step_of_a_round_is_a_thread() -> None:
    room = a_morning()
    while room.state.number < 3 or room.state.phase != "open":
        room.advance()
    room.answer("ani", verdict="yes")
    room.advance()
    room.answer("ani", forms=["fisik"])
    assert woven(room)[0] == 2


def test_hands_in_the_hall_are_threads_and_a_corrected_count_corrects_them() -> None:
    room = a_morning()
    for n, heads in enumerate((120, 12)):
        room.do(c.Act(actor="desk", id=f"hands-{n}", round=1, action="hands", payload={"counts": {"0": heads, "1": 8}}))
        assert woven(room)[0] == heads + 8


def test_who_leaves_leaves_the_thread_in_the_cloth_and_it_is_never_more_than_whole() -> None:
    room = a_morning()
    room.answer("kelompok", picks=[0])
    for name in ("kelompok", "budi"):
        room.do(c.Remove(actor="desk", id=f"remove-{name}", player=room.names[name]))
    assert woven(room) == (3, 1.0)


def test_the_cloth_is_the_same_after_a_restart() -> None:
    room = a_morning()
    room.answer("ani", picks=[0])
    before = woven(room)
    room.restarted()
    assert woven(room) == before


def test_an_empty_hall_has_no_cloth() -> None:
    room = Classroom(sample("choice"))
    assert woven(room) == (0, 0.0)
