"""Pages without an answer: shown, talked about, left with one press of space."""

from __future__ import annotations

import pytest

from quizserver.core.facts import Json
from quizserver.core.ledger import MODES
from quizserver.errors import Rejected
from tests.conftest import Classroom, sample


def play(*questions: Json, mode: str = "tiebreak") -> Classroom:
    room = Classroom(*questions, mode=mode)
    room.join("ani")
    room.open()
    return room


def test_a_slide_shows_the_same_to_everyone_and_takes_no_answer() -> None:
    room = play(sample("slide"))
    body = {"kind": "message", "title": "Satu sapaan", "text": "Sapa satu teman baru hari ini."}
    assert [room.view(audience)["round"]["body"] for audience in ("phone", "screen", "desk")] == [body] * 3
    with pytest.raises(Rejected, match="answer/not_open"):
        room.answer("ani", text="halo")
    assert room.view("ani")["round"]["body"] is None


def test_one_press_of_space_leaves_a_slide_for_the_next_item() -> None:
    room = play(sample("slide"), sample("choice"))
    assert room.view("screen")["next"]["does"] == "next"
    room.advance()
    assert (room.state.phase, room.state.number) == ("open", 2)
    assert room.view("screen")["can"]["back"] == 0, "a slide is no result to come back to"


def test_a_slide_has_no_clock_and_waits_for_the_facilitator() -> None:
    room = play(sample("slide"))
    assert "left" not in room.view("phone")["round"]
    room.wait(300)
    assert room.state.phase == "open"


@pytest.mark.parametrize("mode", MODES)
def test_a_discussion_may_have_a_timer_in_any_mode_and_it_ends_nothing(mode: str) -> None:
    room = play(sample("slide", 1), mode=mode)
    assert room.view("phone")["round"]["left"] == 60
    room.wait(90)
    assert room.state.phase == "open"
    assert room.view("phone")["round"]["left"] == 0


def test_a_slide_never_scores() -> None:
    room = play(sample("slide"), sample("slide", 1))
    while room.state.phase != "ended":
        room.advance()
    assert room.state.ledger.entries == {}


def test_a_picture_is_shown_and_said_in_words() -> None:
    seen = {"picture": "bangku.jpg", "picture_text": {"id": "Dua anak duduk di satu bangku.", "en": "Two students on one bench."}}
    room = play(sample("slide") | seen, sample("choice") | seen)
    for _ in range(2):
        body = room.view("phone")["round"]["body"]
        assert (body["picture"], body["picture_text"]) == ("/pictures/bangku.jpg", "Dua anak duduk di satu bangku.")
        room.advance()
