"""One round of any type, played in a room of three: what the contract and the secrecy tests share."""

from __future__ import annotations

import pytest

from quizserver import rounds
from quizserver.core.facts import Json
from quizserver.core.ledger import Award
from quizserver.errors import Rejected
from tests.conftest import Classroom

TYPES = rounds.discover()
ANSWERED = [name for name, kind in TYPES.items() if kind.answers]
SAMPLES = [pytest.param(name, q, id=f"{name}-{q['id']}") for name, kind in TYPES.items() for q in kind.samples()]
QUESTIONS = [param for param in SAMPLES if param.values[0] in ANSWERED]

SEEDS = {"tiebreak": 7, "off": 8, "classic": 9}
"""A room's seed decides the order of options and which letters open: each mode is played with another."""

every_sample = pytest.mark.parametrize("name, question", SAMPLES)
every_question = pytest.mark.parametrize("name, question", QUESTIONS)
"""Those that phones answer; see also `every_question_with_a_key` below."""


def seed_of_first_round(mode: str) -> int:
    return SEEDS[mode] + 1


def a_room(question: Json, mode: str = "tiebreak") -> Classroom:
    room = Classroom(question, mode=mode, seed=SEEDS[mode])
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


def a_moment(room: Classroom) -> None:
    """A second in one beat, and the counts that are sent then."""
    room.clock.now += 1
    room.room.beat()
    room.room.send_progress()


def answer_all(room: Classroom, name: str, answers: list[Sent]) -> list[Json]:
    """Gives those of `answers` that belong to the step which the room is in; what each was told, refusals too."""
    now = room.state.round
    assert now is not None
    told = []
    for step, payload in answers:
        if step == now.state["step"]:
            a_moment(room)
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


def has_key(question: Json) -> bool:
    """Whether an answer can be right or wrong here: an opinion cannot."""
    room = a_room(question)
    while True:
        answer_all(room, "ani", TYPES[question["type"]].sample_answers(question))
        if next_step(room) is None:
            break
        room.advance()
    room.close()
    return award_of(room, "ani").right is not None


every_question_with_a_key = pytest.mark.parametrize("name, question", [param for param in QUESTIONS if has_key(param.values[1])])
