"""The way through a programme: cards before sections, space leads on from everywhere, and the end."""

from __future__ import annotations

import pytest

from quizserver.core import commands as c
from quizserver.core.state import WALLS
from quizserver.errors import Rejected
from tests.conftest import Classroom, sample
from tests.core.facilitator import can, does, pause, playing, skip, wall


def in_sections(*sections: int) -> Classroom:
    """A programme of slides in these sections."""
    room = Classroom(*(sample("slide") for _ in sections))
    for item, section in zip(room.state.items, sections, strict=True):
        item.update(section=section, title={"id": f"Bagian {section}"}, intro={"id": "Ayo!"})
    room.join("ani")
    return room


def test_a_card_comes_before_each_section_and_only_there() -> None:
    room = in_sections(0, 0, 1)
    way = []
    while room.state.phase != "ended":
        room.advance()
        way.append((room.state.phase, room.state.number))
    assert way == [("ready", 1), ("open", 1), ("open", 2), ("ready", 3), ("open", 3), ("ended", 3)]


def test_the_card_says_what_comes_and_shows_nothing_of_it() -> None:
    room = Classroom(sample("choice"))
    room.advance()
    for audience in ("phone", "screen", "desk"):
        card = room.view(audience)["round"]
        assert (card["section"], card["type"], card["of"]) == ("Bagian 0", "choice", 1)
        assert not {"body", "reveal", "left"} & set(card)
    assert does(room) == "open"


def test_an_announced_item_can_be_skipped() -> None:
    room = in_sections(0, 1)
    room.advance()
    skip(room)
    assert (room.state.phase, room.state.number) == ("ready", 2)
    skip(room)
    assert room.state.phase == "ended"


def test_the_programme_ends_and_space_then_offers_to_end_the_visit() -> None:
    room = playing(sample("choice"))
    room.close()
    assert does(room) == "finish"
    room.advance()
    assert room.state.phase == "ended"
    assert does(room) == "end"
    assert "round" not in room.view("phone")
    with pytest.raises(Rejected, match="round/none_left"):
        room.advance()
    room.do(c.CloseRoom(actor="screen", id="that-was-it"))
    with pytest.raises(Rejected, match="room/ended"):
        room.do(c.Lock(actor="screen", id="too-late", on=True))


@pytest.mark.parametrize("show", WALLS)
@pytest.mark.parametrize("paused", [False, True])
def test_space_leads_through_the_whole_programme_whatever_the_wall_shows(show: str, paused: bool) -> None:
    kinds = ["slide", "choice", "guess", "verdict", "podium"]
    room = playing(*(sample(kind) for kind in kinds))
    for _ in range(80):
        if room.state.phase == "ended":
            break
        if show != "last" or room.state.last_closed is not None:
            wall(room, show)
        if paused and can(room)["pause"] and not room.state.paused:
            pause(room)
        before, said = room.state.seq, does(room)
        while room.state.wall != "game" or room.state.paused:
            assert said in ("game", "resume")
            room.advance()
            said = does(room)
        room.advance()
        assert room.state.seq > before
    assert room.state.phase == "ended"


@pytest.mark.parametrize(
    "phase, what, code",
    [
        ("lobby", 1, "answer/not_open"),
        ("open", 2, "answer/not_open"),
        ("closed", 1, "answer/too_late"),
        ("next", 1, "answer/too_late"),
    ],
)
def test_an_answer_to_a_question_that_is_not_open_is_told_why(phase: str, what: int, code: str) -> None:
    room = Classroom(sample("choice"), sample("choice"))
    room.join("ani")
    if phase != "lobby":
        room.open()
    if phase in ("closed", "next"):
        room.close()
    if phase == "next":
        room.advance()
    with pytest.raises(Rejected, match=code):
        room.do(c.Answer(actor=room.names["ani"], round=what, step="answer", payload={"picks": [0]}, took=1.0))


def test_an_act_for_another_round_or_of_another_type_is_refused() -> None:
    room = playing()
    for number, action in [(2, "hands"), (1, "leaked"), (1, "wipe")]:
        with pytest.raises(Rejected, match="act/not_now"):
            room.do(c.Act(actor="desk", id=next(room.ids), round=number, action=action, payload={"counts": {}}))
