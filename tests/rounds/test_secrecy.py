"""Nothing of the key is seen, told or can be guessed from anything before the close: by twins, questions that differ only in it.

Each type whose answers are right or wrong gives `twins(question, seed)` in its own test file, tests/rounds/test_<type>.py. The types are
found, not listed.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.core.ledger import MODES
from quizserver.core.round_type import MOST_STEPS
from tests.conftest import Classroom
from tests.rounds.playing import (
    QUESTIONS,
    TYPES,
    Sent,
    a_room,
    answer_all,
    every_question_with_a_key,
    has_key,
    next_step,
    outcome,
    seed_of_first_round,
)


def views(room: Classroom) -> list[Json]:
    """All that anybody is shown now, in both languages."""
    at, game, state = room.room.at, room.game, room.state
    public = [view(state, lang, at) for lang in ("id", "en") for view in (game.phone, game.screen, game.desk)]
    public += [game.programme(state, lang, role, at, 600.0) for lang in ("id", "en") for role in ("screen", "desk")]
    public.append(game.written(state, state.number))
    return [*public, game.progress(state), *(room.view(name) for name in room.names)]


def watch(question: Json, mode: str, answers: list[Sent]) -> tuple[list[str], list[str]]:
    """All that was shown or sent before the close, byte for byte, while ani and budi answer; and what is shown after it."""
    room = a_room(question, mode)
    seen: list[Any] = []
    for _ in range(MOST_STEPS):
        seen += views(room)
        for name in ("ani", "budi"):
            seen += answer_all(room, name, answers)
        seen += views(room)
        if next_step(room) is None:
            break
        room.advance()
    seen += [list(message) for message in room.outlet.sent]
    room.close()
    return [json.dumps(one) for one in seen], [json.dumps(one) for one in views(room)]


def is_voted_on_twice(question: Json) -> bool:
    return has_key(question) and "again" in a_room(question).view("screen")["can"]["act"]


def twins_of(name: str) -> Callable[[Json, int], list[Json]]:
    """What the type's own test file offers."""
    twins: Callable[[Json, int], list[Json]] = importlib.import_module(f"tests.rounds.test_{name}").twins
    return twins


@pytest.mark.parametrize("mode", MODES)
@every_question_with_a_key
def test_nobody_can_tell_before_the_close_which_key_a_question_has(name: str, question: Json, mode: str) -> None:
    twins = twins_of(name)(question, seed_of_first_round(mode))
    assert len(twins) > 1
    answers = TYPES[name].sample_answers(question)
    with_answers = 0
    for twin in twins:
        TYPES[name].Question.model_validate(twin)
        told = [(outcome(question, sent, mode), outcome(twin, sent, mode)) for sent in answers]
        wrong = [sent for sent, (here, there) in zip(answers, told, strict=True) if here == there and not here[1]]
        with_answers += bool(wrong)
        before, after = watch(question, mode, wrong)
        twin_before, twin_after = watch(twin, mode, wrong)
        assert before == twin_before
        assert after != twin_after, "twins must differ in what the close reveals, or they prove nothing"
    assert with_answers, "wrong answers must be among what was watched"


@pytest.mark.parametrize("name, question", [param for param in QUESTIONS if is_voted_on_twice(param.values[1])])
def test_a_second_vote_tells_nobody_the_key(name: str, question: Json) -> None:
    def all_seen(asked: Json) -> list[str]:
        room = a_room(asked)
        answer_all(room, "ani", wrong)
        room.do(c.Act(actor="screen", id="v", round=1, action="again"))
        seen: list[Any] = []
        for _ in range(MOST_STEPS):
            seen += [*views(room), answer_all(room, "budi", wrong), *views(room)]
            if next_step(room) is None:
                return [json.dumps(one) for one in seen] + [json.dumps(list(one)) for one in room.outlet.sent]
            room.advance()
        raise AssertionError("the round must come to an end")

    answers = TYPES[name].sample_answers(question)
    wrong = [sent for sent in answers if not outcome(question, sent, "tiebreak")[1]]
    twins = twins_of(name)(question, seed_of_first_round("tiebreak"))
    alike = [twin for twin in twins if not any(outcome(twin, sent, "tiebreak")[1] for sent in wrong)]
    assert wrong
    assert alike
    wrong += [("again", payload) for step, payload in wrong if step == "answer"]
    for twin in alike:
        assert all_seen(question) == all_seen(twin)


@every_question_with_a_key
def test_nothing_that_the_close_reveals_was_shown_before(name: str, question: Json) -> None:
    before, _ = watch(question, "tiebreak", [])
    room = a_room(question)
    room.close()
    reveal = room.view("phone")["round"]["reveal"]
    revealed = {text for text in texts(reveal) if len(text) > 3}
    assert revealed or not question.get("explanation")
    shown = [text for view in before for text in texts(json.loads(view))]
    assert not [secret for secret in revealed if any(secret in text for text in shown)]


def texts(value: Any) -> Iterator[str]:
    """All texts in a JSON value."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(inner)


@every_question_with_a_key
def test_the_close_adds_the_reveal_for_every_audience(name: str, question: Json) -> None:
    room = a_room(question)
    for audience in ("phone", "screen", "desk"):
        assert "reveal" not in room.view(audience)["round"]
    room.close()
    for audience in ("phone", "screen", "desk"):
        assert room.view(audience)["round"]["reveal"]
