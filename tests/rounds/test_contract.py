"""What every round type owes the game. The types are found, not listed: a new one is held to all of this by its file name.

That they keep their secrets until the close: test_secrecy.py.
"""

from __future__ import annotations

import copy
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.core.ledger import MODES
from quizserver.core.round_type import MOST_STEPS, Accepted, Attempt, RoundType, Setup
from quizserver.errors import Rejected
from tests.conftest import Classroom, search
from tests.rounds.playing import (
    ANSWERED,
    TYPES,
    a_moment,
    a_room,
    answer_all,
    every_question,
    every_question_with_a_key,
    every_sample,
    next_step,
    outcome,
    seed_of_first_round,
    to_step,
)

CLIENT_FILES = Path(__file__).parents[2] / "static" / "js" / "rounds"

MOST_ACCEPTED = 600
"""Characters of JSON: what one answer may at most add to the journal, besides what came sealed (of one size, however short)."""


def begun(kind: RoundType, question: Json, mode: str = "tiebreak") -> Json:
    seconds = None if mode == "off" and kind.answers else kind.seconds(question)
    return kind.begin(question, Setup(mode, "id", seed_of_first_round(mode), 0.0, seconds))


def at_each_step(kind: RoundType, question: Json) -> Iterator[Json]:
    """A fresh state at every step the round goes through."""
    for stepped in range(MOST_STEPS):
        state = begun(kind, question)
        for _ in range(stepped):
            if kind.next_step(state) is None:
                return
            kind.tick(state, 1.0)
        yield state
    raise AssertionError("a round must come to an end")


def attempt(payload: Json, player: str = "p1") -> Attempt:
    return Attempt(player=player, weight=1, payload=payload, at=2.0, took=2.0)


def is_json(value: Any) -> bool:
    return bool(json.loads(json.dumps(value, allow_nan=False)) == value)


# Samples


@every_sample
def test_samples_are_valid_questions_and_survive_the_way_through_a_bank(name: str, question: Json) -> None:
    kind = TYPES[name]
    checked = kind.Question.model_validate(question)
    stored = json.loads(json.dumps(checked.model_dump(mode="json", exclude_none=True)))
    assert kind.Question.model_validate(stored) == checked
    assert stored["type"] == name
    assert begun(kind, stored)["step"], "what went through a bank can be played"


@pytest.mark.parametrize("name", TYPES)
def test_a_question_refuses_a_field_it_does_not_know(name: str) -> None:
    question = TYPES[name].samples()[0]
    with pytest.raises(ValueError, match="pilihan_benar"):
        TYPES[name].Question.model_validate(question | {"pilihan_benar": 1})


@every_question
def test_sample_answers_are_accepted_at_their_step(name: str, question: Json) -> None:
    answers = TYPES[name].sample_answers(question)
    assert answers
    for step, payload in answers:
        room = a_room(question)
        to_step(room, step)
        room.answer("ani", **payload)
        assert room.view("ani")["round"]["body"] is not None


@every_question_with_a_key
def test_one_of_the_sample_answers_is_right_and_paid(name: str, question: Json) -> None:
    assert any(outcome(question, sent, "tiebreak")[1] for sent in TYPES[name].sample_answers(question))


# Anything at all as an answer

HUGE = "a" * 10_000
NESTED: Any = []
for _ in range(300):
    NESTED = [NESTED]

NASTY: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1,
    10**400,
    -(10**400),
    0.0,
    1.0,
    0.1,
    1e308,
    "",
    " ",
    "\n",
    "\x00",
    "0",
    HUGE,
    "שלום",  # right to left
    "a\u202eb",  # direction override
    "\u200b\u200d\ufeff",  # zero width only
    "e\u0301" * 20,
    "🐷👍🏽👨‍👩‍👧‍👦",
    "ﷺ" * 20,  # one character that becomes eighteen
    "İıſß",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{word}%s%n",
    [],
    {},
    [None],
    [True],
    [0.0],
    ["0"],
    [[0]],
    [{}],
    [0] * 10_000,
    list(range(1000)),
    [HUGE],
    {"0": 0},
    {"": {"": {}}},
    NESTED,
]


def payload_keys(kind: RoundType) -> list[str]:
    return sorted({key for q in kind.samples() for _, payload in kind.sample_answers(q) for key in payload})


def try_answer(kind: RoundType, state: Json, payload: Json) -> Accepted | None:
    """Checks a payload, and takes it in if it is accepted. Fails if checking changes anything."""
    sent, before = attempt(payload), copy.deepcopy(state)
    said = copy.deepcopy(payload)
    try:
        accepted = kind.check(state, sent)
    except Rejected:
        return None
    finally:
        assert state == before, "check changed the state"
        assert payload == said, "check changed the payload"
    if accepted is not None:
        assert is_json(accepted.payload)
        assert is_json(accepted.reply)
        assert len(json.dumps(accepted.payload)) <= MOST_ACCEPTED + len(accepted.payload.get("sealed", ""))
        kind.apply(state, attempt(accepted.payload))
        assert is_json(state)
        assert kind.you(state, "p1") is not None
    return accepted


@every_sample
def test_a_nasty_answer_is_accepted_or_rejected_and_nothing_else(name: str, question: Json) -> None:
    kind = TYPES[name]
    for state in at_each_step(kind, question):
        for payload in [{}, {"": None}, {"lone": 1}, *({key: nasty} for key in payload_keys(kind) for nasty in NASTY)]:
            try_answer(kind, copy.deepcopy(state), payload)


KEYS = sorted({key for kind in TYPES.values() for key in payload_keys(kind)})
VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=40)
JSON = st.recursive(
    VALUES | st.sampled_from(["yes", "depends", "fisik", "empati", "rasa empati"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@search(150)
@given(payload=st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), JSON, max_size=3))
def test_any_json_as_answer_is_accepted_or_rejected(payload: Json) -> None:
    for kind in TYPES.values():
        for state in at_each_step(kind, kind.samples()[0]):
            try_answer(kind, state, payload)


@every_question
def test_a_huge_answer_is_refused(name: str, question: Json) -> None:
    kind = TYPES[name]
    for state in at_each_step(kind, question):
        for payload in [payload for step, payload in kind.sample_answers(question) if step == state["step"]]:
            assert try_answer(kind, copy.deepcopy(state), payload) is not None
            assert try_answer(kind, copy.deepcopy(state), {key: swollen(value) for key, value in payload.items()}) is None


def swollen(value: Any) -> Any:
    """The same kind of value, ten thousand times as long."""
    return value * 10_000 if isinstance(value, str | list) else 10**10_000


@every_sample
def test_what_a_desk_sends_is_accepted_or_rejected_too(name: str, question: Json) -> None:
    kind = TYPES[name]
    for state in at_each_step(kind, question):
        for action in kind.actions(state, True):
            for payload in [{}, {"lone": 1}, *({"counts": nasty} for nasty in NASTY), {"counts": {"0": True, "yes": 0.5}}]:
                before = copy.deepcopy(state)
                try:
                    accepted = kind.act(state, action, payload)
                except Rejected:
                    assert state == before
                    continue
                assert state == before, "act changed the state"
                kind.apply_act(state, action, accepted.payload)
                assert is_json(state)


# Replay, cost, words, client


@pytest.mark.parametrize("mode", MODES)
@every_sample
def test_replay_equals_live(name: str, question: Json, mode: str) -> None:
    room = a_room(question, mode)
    for _ in range(MOST_STEPS):
        for player in ("ani", "budi"):
            answer_all(room, player, TYPES[name].sample_answers(question))
        a_moment(room)
        if next_step(room) is None:
            break
        room.advance()
    assert room.game.replay(room.journal.read("room")) == room.state
    room.advance()
    assert room.state.phase in ("closed", "ended")
    assert room.game.replay(room.journal.read("room")) == room.state


def instructions(run: Callable[[], object]) -> int:
    """How many bytecode instructions Python runs for this."""
    count = 0

    def trace(frame: Any, event: str, arg: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", ANSWERED)
def test_one_answer_costs_the_same_for_the_10th_and_the_2000th_player(name: str) -> None:
    question = TYPES[name].samples()[0]
    room = Classroom(question)
    room.join(*(f"s{n}" for n in range(2_000)))
    room.open()
    step, payload = TYPES[name].sample_answers(question)[0]
    to_step(room, step)
    cost = []
    for n in range(2_000):
        now = room.state.round
        assert now is not None
        answer = c.Answer(actor=room.names[f"s{n}"], id=next(room.ids), round=1, step=step, payload=payload, took=2.0)
        if n + 1 in (10, 2_000):
            cost.append(instructions(lambda answer=answer: room.do(answer)))  # type: ignore[misc]
        else:
            room.do(answer)
    assert cost[0] > 100, "the counter must have counted"
    assert cost[1] <= cost[0] * 1.05


@pytest.mark.parametrize("name", TYPES)
def test_words_are_in_both_languages_and_say_which_surface_needs_them(name: str) -> None:
    words = TYPES[name].WORDS
    assert words
    for key, sentence in words.items():
        assert re.fullmatch(rf"(phone|screen|desk)\.{name}\.[a-z_.]+|staff\.type\.{name}(\.\w+)?", key)
        assert set(sentence) == {"id", "en"}
        assert all(text.strip() == text and text for text in sentence.values())


@pytest.mark.parametrize("name", TYPES)
def test_the_client_file_offers_a_part_for_each_surface(name: str) -> None:
    client = (CLIENT_FILES / f"{name}.js").read_text("utf-8")
    exported = set(re.findall(r"^export (?:async )?(?:function|const|class) (\w+)", client, re.MULTILINE))
    for names in re.findall(r"^export \{([^}]*)\}", client, re.MULTILINE):
        exported |= {part.split(" as ")[-1].strip() for part in names.split(",")}
    assert {"Phone", "Screen", "Desk"} <= exported
