"""A spelling that nobody listed is accepted at the reveal: everyone who wrote it is credited, with the clue at which they wrote it."""

from __future__ import annotations

import json

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.errors import Rejected
from tests.conftest import Classroom
from tests.rounds.test_guess import a_word, play


def accept(room: Classroom, text: object, on: bool = True) -> None:
    room.do(c.Act(actor="desk", id=next(room.ids), round=1, action="accept", payload={"text": text, "on": on}))


def written(room: Classroom) -> list[Json]:
    rows: list[Json] = room.game.written(room.state, 1)["rows"]
    return rows


def a_round() -> Classroom:
    """Ani writes "bulying" with one clue open, budi with two; citra finds the word, dewi writes something else."""
    room = play(a_word("perundungan"), joined=("ani", "budi", "citra", "dewi"))
    room.join("eka", weight=3)
    room.answer("ani", text="Bulying!")
    room.advance()
    room.answer("budi", text="bulying")
    room.answer("citra", text="perundungan")
    room.answer("dewi", text="jeruk")
    room.answer("eka", text="jeruk")
    room.close()
    return room


def test_the_desk_sees_the_wrong_spellings_by_heads_after_the_close() -> None:
    assert written(a_round()) == [
        {"text": "jeruk", "heads": 4, "accepted": False},
        {"text": "bulying", "heads": 2, "accepted": False},
    ]


def test_nothing_written_is_told_while_the_word_is_open_and_never_in_a_view() -> None:
    room = play(a_word())
    room.answer("ani", text="jeruk")
    assert written(room) == []
    room.close()
    for audience in ("phone", "screen", "desk", "budi"):
        assert "jeruk" not in json.dumps(room.view(audience))


def test_everyone_who_wrote_it_gets_the_worth_of_the_clue_they_saw() -> None:
    room = a_round()
    assert (room.points("ani"), room.points("citra")) == (0, 1000)
    accept(room, "bulying")
    awards = {name: room.state.ledger.award(1, room.names[name]) for name in ("ani", "budi", "citra", "dewi")}
    assert {name: (award.points, award.tiebreak, award.right) for name, award in awards.items() if award} == {
        "ani": (1000, 1000, True),
        "budi": (1000, 700, True),
        "citra": (1000, 700, True),
        "dewi": (0, 0, False),
    }
    assert room.view("screen")["round"]["reveal"]["found"] == 3
    told = room.outlet.to(room.names["ani"], "you")[-1]
    assert told["round"]["result"]["right"] is True
    assert told["round"]["body"] == {"found": True, "guesses": [{"text": "Bulying!", "result": "right"}]}


def test_an_accepted_spelling_can_be_taken_back() -> None:
    room = a_round()
    before = room.state.ledger.entries[1]
    accept(room, "bulying")
    assert written(room)[1]["accepted"] is True
    accept(room, "bulying", on=False)
    assert room.state.ledger.entries[1] == before
    assert room.view("screen")["round"]["reveal"]["found"] == 1


@pytest.mark.parametrize("text", ["mangga", "", None, 7, "x" * 1000, "!!"])
def test_only_what_somebody_wrote_can_be_accepted(text: object) -> None:
    with pytest.raises(Rejected, match="act/not_written"):
        accept(a_round(), text)


def test_it_is_accepted_at_the_reveal_only_and_not_for_a_shouted_word() -> None:
    room = play(a_word())
    room.answer("ani", text="jeruk")
    with pytest.raises(Rejected, match="act/not_now"):
        accept(room, "jeruk")
    room.do(c.Act(actor="desk", id=next(room.ids), round=1, action="leaked"))
    with pytest.raises(Rejected, match="act/not_now"):
        accept(room, "jeruk")


def test_an_accepted_spelling_survives_a_restart() -> None:
    room = a_round()
    accept(room, "bulying")
    before = room.state
    assert room.restarted().state == before
