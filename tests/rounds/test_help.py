"""The Info page as an item of the programme: it asks nothing, tells nothing about anybody, and is the same for all."""

from __future__ import annotations

import pytest

from quizserver.core import commands as c
from quizserver.errors import Rejected
from tests.conftest import Classroom, sample


def at_the_help_page() -> Classroom:
    room = Classroom(sample("help"))
    room.join("siti")
    room.advance()
    room.advance()
    return room


def test_every_surface_is_told_the_title_alone() -> None:
    room = at_the_help_page()
    for surface in ("phone", "screen", "desk"):
        assert room.view(surface)["round"]["body"] == {"title": "Kamu tidak sendirian"}


def test_nothing_can_be_answered() -> None:
    room = at_the_help_page()
    with pytest.raises(Rejected, match="answer/not_open"):
        room.answer("siti", yes=True)


def test_the_next_step_leaves_it_and_nobody_has_a_point() -> None:
    room = at_the_help_page()
    room.advance()
    assert room.state.phase == "ended"
    assert room.state.rounds[1].state == {"step": "show", "question": room.state.items[0]["question"]}
    assert room.state.ledger.entries.get(1, {}) == {}


def test_the_facilitator_opens_it_on_all_phones_at_once_and_the_clock_stands_still() -> None:
    room = Classroom(sample("choice"), sample("choice", 1))
    room.join("siti")
    room.open()
    assert "help" not in room.view("phone")
    room.do(c.TurnWall(actor="desk", show="help"))
    assert room.view("phone")["help"] is True
    assert room.view("phone")["paused"] is True
    assert room.view("screen")["wall"] == "help"
    room.advance()
    assert "help" not in room.view("phone")


def test_the_phones_hear_of_it_once_when_it_opens_and_once_when_it_ends_and_of_other_walls_nothing() -> None:
    room = Classroom(sample("choice"), sample("choice", 1))
    room.join("siti")
    room.open()
    heard = len(room.outlet.to("phone"))
    for wall, phones in (("blank", 0), ("qr", 0), ("help", 1), ("game", 1)):
        room.do(c.TurnWall(actor="desk", show=wall))
        now = len(room.outlet.to("phone"))
        assert now - heard == phones, wall
        heard = now


def test_no_clock_runs_out_behind_it() -> None:
    room = Classroom(sample("choice"), sample("choice", 1))
    room.join("siti")
    room.open()
    left = room.view("phone")["round"]["left"]
    room.do(c.TurnWall(actor="desk", show="help"))
    room.wait(300)
    assert room.state.phase == "open"
    assert room.view("phone")["round"]["left"] == left
