"""Nothing that a student typed reaches the wall unless a person approved it: every round type, every step, every place for a text.

The types and the shape of their answers are found, not listed. A marker stands wherever an answer has a text, in the answer as it should
be and as a stranger might send it; then everything that left the room for the wall is searched, until the programme has ended.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.core.round_type import MOST_STEPS
from quizserver.core.state import WALLS
from quizserver.errors import QuizError
from quizserver.safety import sealing
from tests.conftest import LEAD_SECRET, ROOM_SECRET, Classroom
from tests.rounds.playing import QUESTIONS, TYPES, a_moment, every_question, next_step, to_step

MARKER = "zzjejak"


def marked(value: Any) -> Iterator[Any]:
    """The value with the marker instead of each text in it, and behind it, one place at a time."""
    if isinstance(value, str):
        yield from (MARKER, f"{value} {MARKER}", f"{MARKER}{value}")
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from ([*value[:at], other, *value[at + 1 :]] for other in marked(inner))
        yield [*value, MARKER]
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (value | {key: other} for other in marked(inner))
        yield value | {MARKER: MARKER}
        yield value | {"text": MARKER}
        yield value | {"name": MARKER, "note": [MARKER]}
    else:
        yield MARKER


def typed(question: Json) -> list[Json]:
    """Every answer with the marker somewhere, whatever its step; some are refused, and that is fine."""
    answers = [payload for _, payload in TYPES[question["type"]].sample_answers(question)]
    return [other for payload in answers for other in marked(payload)] + [{"text": MARKER}, *sealed()]


def sealed() -> Iterator[Json]:
    """As a phone seals its text: to the room, or to the safeguarding lead."""
    for key, door in ((ROOM_SECRET, "question"), (ROOM_SECRET, "hope"), (LEAD_SECRET, "talk")):
        for text in (MARKER, f"{MARKER} lagi"):
            inside = {"door": door, "text": text, "meet": [], "find": MARKER}
            yield {"sealed": sealing.seal(sealing.public_of(key), json.dumps(inside))}


def try_to_send(room: Classroom, name: str, payload: Json) -> None:
    now = room.state.round
    if now is None:
        return
    sent = c.Answer(
        actor=room.names[name], id=next(room.ids), round=now.number, step=now.state["step"], payload=payload, took=2.0
    )
    try:
        room.do(sent)
    except QuizError:
        return


def on_the_wall(room: Classroom) -> str:
    """Everything the wall was sent, and would be shown now whatever it is turned to."""
    sent = [view for who, _, view in room.outlet.sent if who == "screen"]
    wall = room.state.wall
    for shows in WALLS:
        room.state.wall = shows
        sent.append(room.view("screen"))
    room.state.wall = wall
    return json.dumps(sent, ensure_ascii=False)


@every_question
def test_no_text_of_a_phone_reaches_the_wall(name: str, question: Json) -> None:
    room = Classroom(question, mode="tiebreak")
    payloads = typed(question)
    names = [f"s{n}" for n in range(len(payloads))]
    room.join(*names)
    room.open()
    taken = 0
    for _ in range(MOST_STEPS):
        for student, payload in zip(names, payloads, strict=True):
            before = room.state.seq
            try_to_send(room, student, payload)
            taken += room.state.seq > before
        a_moment(room)
        assert MARKER not in on_the_wall(room)
        if next_step(room) is None:
            break
        room.advance()
    for _ in range(4):
        if room.state.phase != "ended":
            room.advance()
        a_moment(room)
        assert MARKER not in on_the_wall(room)
    assert room.state.phase == "ended"
    state = room.state.rounds[1].state
    if "queue" in state:
        assert taken, "texts were taken, or nothing is proved"
        assert MARKER in json.dumps(state)


def has_entries(question: Json) -> bool:
    room = Classroom(question)
    room.join("ani")
    room.open()
    return "queue" in room.state.rounds[1].state


WITH_ENTRIES = [param for param in QUESTIONS if has_entries(param.values[1])]


@pytest.mark.parametrize("name, question", WITH_ENTRIES)
def test_approving_one_entry_shows_no_other(name: str, question: Json) -> None:
    room = Classroom(question)
    payloads = typed(question)
    room.join(*(f"s{n}" for n in range(len(payloads))))
    room.open()
    to_step(room, TYPES[name].sample_answers(question)[0][0])
    for n, payload in enumerate(payloads):
        try_to_send(room, f"s{n}", payload)
    entries = room.state.rounds[1].state["queue"]["entries"]
    assert len(entries) > 1
    room.do(c.Moderate(actor="desk-a", id=next(room.ids), round=1, action="rewrite", entry=0, seen=1, text="sudah dibaca"))
    room.close()
    assert entries[0]["status"] == "approved"
    assert MARKER not in on_the_wall(room)


def test_guesses_are_walked_too() -> None:
    """The one type whose texts are kept without anybody approving them: they are the sender's own, and the desk's."""
    question = TYPES["guess"].samples()[0]
    room = Classroom(question)
    room.join("ani")
    room.open()
    room.answer("ani", text=MARKER)
    assert MARKER in json.dumps(room.view("ani"))
    assert MARKER not in json.dumps([room.view("screen"), room.view("desk"), room.view("phone")])
