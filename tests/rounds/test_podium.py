"""The end of the games: one number for the whole hall, nobody first and nobody last."""

from __future__ import annotations

import json

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.errors import Rejected
from tests.conftest import Classroom, sample


def statement(**fields: object) -> Json:
    return sample("choice", 1) | fields


def to_podium(room: Classroom) -> Json:
    """Closes what is open and goes on to the podium; returns what phones show."""
    room.close()
    room.advance()
    assert room.view("phone")["round"]["type"] == "podium"
    body: Json = room.view("phone")["round"]["body"]
    return body


def after_one_question(*, right: dict[str, int], wrong: dict[str, int]) -> Classroom:
    """A room in which these have answered: name to heads."""
    room = Classroom(statement(), sample("podium"))
    for name, heads in (right | wrong).items():
        room.join(name, weight=heads)
    room.open()
    key = room.state.rounds[1].state["right"][0]
    for name in right | wrong:
        room.answer(name, picks=[key if name in right else 1 - key])
    return room


def test_the_hall_gets_one_number_of_heads_not_of_phones() -> None:
    room = after_one_question(right={"ani": 3}, wrong={"budi": 1})
    assert to_podium(room)["hall"] == {"right_share": 75, "answers": 4, "players": 4}


def test_no_name_and_no_single_score_is_in_any_public_view() -> None:
    room = after_one_question(right={"ani": 1}, wrong={"budi": 1})
    to_podium(room)
    for audience in ("phone", "screen", "desk"):
        shown = json.dumps(room.view(audience)["round"]["body"])
        assert not any(part in shown for part in ("ani", "budi", "1000", "rank"))
    assert room.view("ani")["score"]["points"] == 1000


def test_without_a_scored_answer_there_is_no_number() -> None:
    room = Classroom(statement(scored=False), sample("podium"))
    room.join("ani")
    room.open()
    room.answer("ani", picks=[0])
    assert to_podium(room)["hall"]["right_share"] is None


def test_who_was_removed_is_not_in_the_number() -> None:
    room = after_one_question(right={"ani": 1}, wrong={"budi": 1})
    room.do(c.Remove(actor="desk", id="remove-budi", player=room.names["budi"]))
    assert to_podium(room)["hall"] == {"right_share": 100, "answers": 1, "players": 1}


def test_the_number_stays_as_it_was_when_the_podium_came() -> None:
    room = after_one_question(right={"ani": 1}, wrong={"budi": 1})
    hall = to_podium(room)["hall"]
    room.do(c.Remove(actor="desk", id="remove-budi", player=room.names["budi"]))
    assert room.view("screen")["round"]["body"]["hall"] == hall


def test_the_podium_takes_no_answer_and_ends_with_space() -> None:
    room = after_one_question(right={"ani": 1}, wrong={})
    to_podium(room)
    with pytest.raises(Rejected, match="answer/not_open"):
        room.answer("ani", picks=[0])
    assert room.view("screen")["next"]["does"] == "finish"
    room.advance()
    assert room.state.phase == "ended"
