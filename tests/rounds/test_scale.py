"""Five faces: one per person, never scored; a pulse tells the wall how many agree and nothing that points at the others."""

from __future__ import annotations

from typing import Any

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.errors import Rejected
from quizserver.rounds import scale
from tests.conftest import Classroom, sample

PULSE = 1


def play(n: int = 0, *, students: int = 1, weight: int = 1) -> Classroom:
    room = Classroom(sample("scale", n))
    room.join(*(f"s{i}" for i in range(students)), weight=weight)
    room.open()
    return room


def wall_after(agree: int, others: int) -> Json:
    """What the wall says of a pulse to which this many agreed and did not."""
    room = play(PULSE, students=max(agree + others, 1))
    for i in range(agree + others):
        room.answer(f"s{i}", steps=[4 + i % 2 if i < agree else 1 + i % 3])
    room.close()
    revealed: Json = room.view("screen")["round"]["reveal"]
    return revealed


def test_an_opinion_is_never_scored() -> None:
    room = play()
    room.answer("s0", steps=[5])
    room.close()
    assert room.view("s0")["round"]["result"]["right"] is None
    assert room.points("s0") == 0


def test_a_phone_passed_round_counts_a_head_for_each_answer() -> None:
    room = play(weight=3)
    for said in ([5], [5, 2], [5, 2, 2]):
        room.answer("s0", steps=said)
    room.answer("s0", steps=[4, 2, 2])
    result = scale.results(room.state.round.state, "id")
    assert result is not None
    assert [row["heads"] for row in result["rows"]] == [0, 2, 0, 1, 0]
    assert result["heads"] == 3


def test_of_a_phone_passed_round_only_those_have_answered_who_did_and_the_others_are_still_owed_their_time() -> None:
    room = Classroom(sample("scale"), groups=[{"id": "g1", "name": "7A", "size": None}])
    room.join("kelompok", weight=3, group="g1")
    room.do(c.SetTimeFactor(actor="desk", id="more", player=room.names["kelompok"], factor=2.0))
    room.open()
    for said, answered in (([4], 1), ([4, 2], 2), ([4, 2, 5], 3)):
        hall_closes = room.state.closes_at()
        room.answer("kelompok", steps=said)
        counts = room.game.progress(room.state, "desk")
        assert (counts["answered"], counts["groups"][0]["answered"], counts["threads"]) == (answered,) * 3
        assert (room.state.closes_at() == hall_closes) == (answered < 3), "all have answered: the hall waits no longer"
    room.answer("kelompok", steps=[4, 2, 1])
    assert room.game.progress(room.state)["threads"] == 3


def test_those_who_do_not_answer_on_a_shared_phone_are_not_counted() -> None:
    room = play(weight=5)
    room.answer("s0", steps=[3, 4])
    assert scale.results(room.state.round.state, "id")["heads"] == 2


@pytest.mark.parametrize("said", [None, [], [0], [6], [True], ["4"], [4.0], [4, 4], 4, {"0": 4}])
def test_what_one_person_cannot_say_is_refused(said: Any) -> None:
    room = play()
    with pytest.raises(Rejected, match=r"answer/(pick_count|unknown_option)"):
        room.answer("s0", steps=said)


def test_hands_of_a_hall_without_phones_are_counted() -> None:
    room = play()
    counts = {"1": 0, "2": 5, "3": 15, "4": 40, "5": 40}
    room.do(c.Act(actor="desk", id="hands", round=1, action="hands", payload={"counts": counts}))
    room.close()
    shares = room.view("screen")["round"]["reveal"]["shares"]
    assert [one["share"] for one in shares] == [None, None, 15, 40, 40]


def test_nothing_of_a_pulse_is_shown_while_it_runs() -> None:
    room = play(PULSE, students=20)
    before = [room.view(surface)["round"] for surface in ("screen", "desk", "phone")]
    for i in range(20):
        room.answer(f"s{i}", steps=[5])
    assert [room.view(surface)["round"] for surface in ("screen", "desk", "phone")] == before
    assert room.game.progress(room.state)["extra"] == {}


def test_a_pulse_tells_the_wall_only_how_many_agree() -> None:
    assert wall_after(45, 15) == {"pulse": "recognise", "agree": {"share": 75}}


def test_fewer_than_ten_who_agree_are_not_told() -> None:
    assert wall_after(9, 30)["agree"] == {}


def test_a_pulse_that_nobody_answered_has_nobody_to_thank() -> None:
    assert wall_after(0, 0)["agree"] == {"nobody": True}


def test_fewer_than_ten_who_do_not_agree_cannot_be_worked_out() -> None:
    assert wall_after(30, 9)["agree"] == {"almost_all": True}
    assert wall_after(30, 0)["agree"] == {"share": 100}


def test_the_report_learns_which_pulse_it_was_and_when() -> None:
    room = play(PULSE)
    result = scale.results(room.state.round.state, "en")
    assert (result["pulse"], result["moment"]) == ("recognise", "before")
    assert "pulse" not in scale.results(play().state.round.state, "en")


def test_a_pulse_without_its_moment_is_no_question() -> None:
    with pytest.raises(ValueError, match="belong together"):
        scale.Question.model_validate(sample("scale") | {"pulse": "defend"})


def test_the_same_player_is_found_before_and_after() -> None:
    before, after = sample("scale", PULSE), sample("scale", PULSE) | {"id": "after", "moment": "after"}
    room = Classroom(before, after)
    room.join("ani")
    room.open()
    room.answer("ani", steps=[2])
    room.close()
    room.advance()
    room.answer("ani", steps=[5])
    ani = room.names["ani"]
    assert [played.state["said"][ani] for played in room.state.rounds.values()] == [[2], [5]]
