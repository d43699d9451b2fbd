"""What every round type owes the game. The types are found, not listed: a new one is held to all of this by its file name.

Its own test file, tests/rounds/test_<type>.py, gives `twins(question, seed)`: the question with another key. Whoever sees the game
before the close must not be able to tell twins apart.
"""

from __future__ import annotations

import copy
import importlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizserver import rounds
from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.core.ledger import MODES, Award
from quizserver.core.round_type import MOST_STEPS, Accepted, Attempt, RoundType, Setup
from quizserver.errors import Rejected
from tests.conftest import Classroom

CLIENT_FILES = Path(__file__).parents[2] / "static" / "js" / "rounds"
TYPES = rounds.discover()
ANSWERED = [name for name, kind in TYPES.items() if kind.answers]
SAMPLES = [pytest.param(name, q, id=f"{name}-{q['id']}") for name, kind in TYPES.items() for q in kind.samples()]
QUESTIONS = [param for param in SAMPLES if param.values[0] in ANSWERED]

SEED = 7
FIRST_ROUND_SEED = SEED + 1
MOST_ACCEPTED = 600
"""Characters of JSON: what one answer may at most add to the journal."""

every_sample = pytest.mark.parametrize("name, question", SAMPLES)
every_question = pytest.mark.parametrize("name, question", QUESTIONS)


def begun(kind: RoundType, question: Json, mode: str = "tiebreak") -> Json:
    seconds = None if mode == "off" and kind.answers else kind.seconds(question)
    return kind.begin(question, Setup(mode, "id", FIRST_ROUND_SEED, 0.0, seconds))


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
def test_sample_answers_are_accepted_at_their_step_and_one_is_right(name: str, question: Json) -> None:
    answers = TYPES[name].sample_answers(question)
    assert answers
    for step, payload in answers:
        room = a_room(question)
        to_step(room, step)
        room.answer("ani", **payload)
        assert room.view("ani")["round"]["body"] is not None
    assert any(outcome(question, sent, "tiebreak")[1] for sent in answers)


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
        assert len(json.dumps(accepted.payload)) <= MOST_ACCEPTED
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


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
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


# Secrets


def a_room(question: Json, mode: str = "tiebreak") -> Classroom:
    room = Classroom(question, mode=mode, seed=SEED)
    room.join("ani", "budi", "citra")
    room.outlet.sent.clear()
    room.open()
    return room


def next_step(room: Classroom) -> object:
    now = room.state.round
    assert now is not None
    return room.game.types[now.type].next_step(now.state)


def to_step(room: Classroom, step: str) -> None:
    while room.state.round is not None and room.state.round.state["step"] != step:
        assert next_step(room) is not None, f"step {step} never comes"
        room.advance()


def award_of(room: Classroom, name: str) -> Award:
    return room.state.ledger.award(1, room.names[name]) or Award()


Sent = tuple[str, Json]


def answer_all(room: Classroom, name: str, answers: list[Sent]) -> list[Json]:
    """Gives those of `answers` that belong to the step which the room is in; what each was told, refusals too."""
    now = room.state.round
    assert now is not None
    told = []
    for step, payload in answers:
        if step == now.state["step"]:
            room.wait(2)
            try:
                told.append(room.answer(name, **payload))
            except Rejected as refused:
                told.append({"refused": refused.code})
    return told


def outcome(question: Json, sent: Sent, mode: str) -> tuple[Json, bool]:
    """What this one answer is told, and whether it is paid."""
    room = a_room(question, mode)
    to_step(room, sent[0])
    reply = room.answer("ani", **sent[1])
    room.close()
    return reply, award_of(room, "ani").points > 0


def views(room: Classroom) -> list[Json]:
    """All that anybody is shown now, in both languages."""
    at, game, state = room.room.at, room.game, room.state
    public = [view(state, lang, at) for lang in ("id", "en") for view in (game.phone, game.screen, game.desk)]
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


def twins_of(name: str) -> Callable[[Json, int], list[Json]]:
    """What the type's own test file offers."""
    twins: Callable[[Json, int], list[Json]] = importlib.import_module(f"tests.rounds.test_{name}").twins
    return twins


@pytest.mark.parametrize("mode", MODES)
@every_question
def test_nobody_can_tell_before_the_close_which_key_a_question_has(name: str, question: Json, mode: str) -> None:
    twins = twins_of(name)(question, FIRST_ROUND_SEED)
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


@every_question
def test_nothing_that_the_close_reveals_was_shown_before(name: str, question: Json) -> None:
    before, _ = watch(question, "tiebreak", [])
    room = a_room(question)
    room.close()
    reveal = room.view("phone")["round"]["reveal"]
    revealed = {text for text in texts(reveal) if len(text) > 3}
    assert revealed
    shown = [text for view in before for text in texts(json.loads(view))]
    assert not [secret for secret in revealed if any(secret in text for text in shown)]


def texts(value: Any) -> Iterator[str]:
    """All texts in a JSON value."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(inner)


@every_question
def test_the_close_adds_the_reveal_for_every_audience(name: str, question: Json) -> None:
    room = a_room(question)
    for audience in ("phone", "screen", "desk"):
        assert "reveal" not in room.view(audience)["round"]
    room.close()
    for audience in ("phone", "screen", "desk"):
        assert room.view(audience)["round"]["reveal"]


# Replay, cost, words, client


@pytest.mark.parametrize("mode", MODES)
@every_sample
def test_replay_equals_live(name: str, question: Json, mode: str) -> None:
    room = a_room(question, mode)
    for _ in range(MOST_STEPS):
        for player in ("ani", "budi"):
            answer_all(room, player, TYPES[name].sample_answers(question))
        room.wait(3)
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
        assert re.fullmatch(rf"(phone|screen|desk)\.{name}\.[a-z_.]+", key)
        assert set(sentence) == {"id", "en"}
        assert all(text.strip() == text and text for text in sentence.values())


@pytest.mark.parametrize("name", TYPES)
def test_the_client_file_offers_a_part_for_each_surface(name: str) -> None:
    client = (CLIENT_FILES / f"{name}.js").read_text("utf-8")
    exported = set(re.findall(r"^export (?:async )?(?:function|const|class) (\w+)", client, re.MULTILINE))
    for names in re.findall(r"^export \{([^}]*)\}", client, re.MULTILINE):
        exported |= {part.split(" as ")[-1].strip() for part in names.split(",")}
    assert {"Phone", "Screen", "Desk"} <= exported
