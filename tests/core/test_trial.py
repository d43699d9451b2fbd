"""Every round type's samples play from their opening to their end in a trial, and keep their secrets there."""

from __future__ import annotations

import json

import pytest

from quizserver.core import trial
from quizserver.core.facts import Json
from quizserver.core.game import Game
from quizserver.errors import BadRequest
from tests.conftest import sample
from tests.rounds.playing import TYPES, every_question_with_a_key, every_sample
from tests.rounds.test_secrecy import twins_of

GAME = Game(TYPES)
TITLE = {"id": "Uji coba", "en": "Trial"}
MOST_PRESSES = 70


def play(question: Json, *moves: Json, at: float | None = None) -> Json:
    now = at if at is not None else moves[-1]["at"] if moves else 0.0
    return trial.play(GAME, question, TITLE, moves, now, "id")


def walk(question: Json) -> list[tuple[list[Json], Json]]:
    """Answers whatever is taken and presses next until the end: the moves and what was seen, after each of them."""
    answers = TYPES[question["type"]].sample_answers(question) if TYPES[question["type"]].answers else []
    moves: list[Json] = []
    seen = [(moves, play(question))]
    for press in range(MOST_PRESSES):
        shown = seen[-1][1]["screen"]
        if shown["phase"] in ("closed", "ended"):
            return seen
        step = shown["round"]["step"]
        tries: list[Json] = [{"do": "answer", "step": step, "payload": payload} for when, payload in answers if when == step]
        for one in [*tries, {"do": "advance"}]:
            after = play(question, *moves, {**one, "at": float(press)})
            if after["ack"]["ok"]:
                moves = [*moves, {**one, "at": float(press)}]
                seen.append((moves, after))
    raise AssertionError("a trial must come to an end")


@every_sample
def test_every_sample_plays_from_its_opening_to_its_end(name: str, question: Json) -> None:
    seen = walk(question)
    first, last = seen[0][1], seen[-1][1]
    assert first["screen"]["phase"] == "open"
    assert first["you"]["player"]["name"] == trial.NAME
    if last["screen"]["phase"] == "closed":
        assert "reveal" in last["phone"]["round"]
        assert "reveal" in last["desk"]["round"]
    if TYPES[name].answers:
        assert any(shown["you"]["round"]["body"] for _, shown in seen[1:] if "round" in shown["you"])
    json.dumps([shown for _, shown in seen])


@every_question_with_a_key
def test_no_phone_is_shown_the_key_before_the_close(name: str, question: Json) -> None:
    """Twins differ in their key alone: what a trial shows of them is the same, byte for byte."""
    for twin in twins_of(name)(question, trial.SEED + 1):
        assert json.dumps(play(question)["phone"]) == json.dumps(play(twin)["phone"])
        assert json.dumps(play(question)["screen"]) == json.dumps(play(twin)["screen"])
    assert all("reveal" not in shown["phone"]["round"] for _, shown in walk(question)[:-1])


def test_the_same_moves_show_what_was_changed_meanwhile() -> None:
    question = sample("choice")
    moves = [{"do": "answer", "step": "answer", "payload": {"picks": [0]}, "at": 3.0}, {"do": "advance", "at": 4.0}]
    changed = question | {"explanation": {"id": "Baru ditulis.", "en": "Just written."}}
    assert play(changed, *moves)["phone"]["round"]["reveal"]["explanation"] == "Baru ditulis."


def test_a_refused_move_says_why_and_ends_the_moves() -> None:
    fits = {"do": "answer", "step": "answer", "payload": {"picks": [0]}, "at": 1.0}
    gone = {"do": "answer", "step": "answer", "payload": {"picks": [9]}, "at": 2.0}
    told = play(sample("choice"), fits, gone, {"do": "advance", "at": 3.0})
    assert told["played"] == 1
    assert told["ack"]["error"].code == "answer/unknown_option"
    assert told["screen"]["phase"] == "open"


def test_time_brings_what_it_brings_in_the_hall() -> None:
    question = sample("choice") | {"seconds": 10}
    waiting = play(question, at=4.0)
    assert (waiting["screen"]["round"]["left"], waiting["due"]) == (6.0, 7.0)
    assert play(question, at=4.0 + waiting["due"])["screen"]["phase"] == "closed"
    assert play(sample("guess"), at=5_000.0)["screen"]["phase"] == "closed"


def test_what_is_typed_is_let_in_by_the_one_who_typed_it() -> None:
    typed = {"do": "answer", "step": "answer", "payload": {"text": "rukun sekali"}, "at": 1.0}
    assert [word["text"] for word in play(sample("cloud", 1), typed)["progress"]["extra"]["words"]] == ["rukun sekali"]


NO_MOVES: list[Json] = [{}, {"do": "remove", "at": 1}, {"do": "advance"}, {"do": "answer", "at": 1}, {"do": "act", "at": 1, "payload": 3}]


@pytest.mark.parametrize("move", NO_MOVES)
def test_what_is_no_move_is_refused(move: Json) -> None:
    with pytest.raises(BadRequest):
        play(sample("choice"), move, at=0.0)


def test_no_more_moves_than_a_person_makes() -> None:
    with pytest.raises(BadRequest):
        play(sample("choice"), *[{"do": "advance", "at": 0.0}] * (trial.MOST_MOVES + 1))
