"""The actors of the tests: a Classroom that plays a room without sockets, and the fakes it needs. No mock library."""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from quizserver import rounds
from quizserver.core import commands as c
from quizserver.core.facts import Entry, Json, RoomOpened
from quizserver.core.game import Game
from quizserver.core.state import State
from quizserver.errors import QuizError, Unavailable
from quizserver.live.clock import RoomClock
from quizserver.live.room import Ack, Room
from quizserver.safety import sealing
from quizserver.store.journal import MemoryJournal

HUNTED = 25
"""Times as many examples in a hunt."""

# Every run draws the same examples: a commit that passed cannot fail by chance, nor because a machine is slow.
settings.register_profile("same", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("hunt", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")


def search(examples: int, **more: Any) -> settings:
    """How long a test of a property looks for what breaks it; CONTRIBUTING.md says how to look longer, and elsewhere."""
    is_hunt = settings.get_current_profile_name() == "hunt"
    return settings(max_examples=examples * (HUNTED if is_hunt else 1), **more)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who asks for the browser is a browser test: the mark cannot be forgotten, and `make unit` stays fast."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


class FakeClock:
    """Monotonic time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class SlowJournal(MemoryJournal):
    """Commits when told to; `refuse` makes the disk full."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], None]] = []
        self.holds = False
        self.refuses = False

    def append(self, room: str, entries: Any, done: Any) -> None:
        entries = list(entries)

        def commit() -> None:
            if self.refuses:
                done(Unavailable("store/refused", retry=True))
            else:
                MemoryJournal.append(self, room, entries, done)

        if self.holds:
            self.waiting.append(commit)
        else:
            commit()

    def commit(self) -> None:
        """Lets the commit under way finish (and the next begin)."""
        self.waiting.pop(0)()


@dataclass
class RecordingOutlet:
    """Keeps what left the room, as JSON texts: `(audience, event, view)`."""

    sent: list[tuple[str, str, Json]] = field(default_factory=list)
    seats: list[str] = field(default_factory=list)
    troubles: list[str | None] = field(default_factory=list)
    is_closed: bool = False

    def languages(self, role: str) -> Iterable[str]:
        return ["id"]

    def seated(self) -> Iterable[str]:
        return list(self.seats)

    def encode(self, view: Json) -> str:
        return json.dumps(view)

    def to_role(self, role: str, lang: str, event: str, data: str) -> None:
        self.sent.append((role, event, json.loads(data)))

    def to_player(self, player: str, event: str, data: str) -> None:
        self.sent.append((player, event, json.loads(data)))

    def player_changed(self, player: str) -> None:
        self.sent.append((player, "bye", {}))

    def players_merged(self, gone: str, into: str) -> None:
        self.sent.append((gone, "bye", {"into": into}))

    def room_closed(self) -> None:
        self.is_closed = True

    def room_moved(self) -> None:
        self.is_closed = True

    def trouble(self, error: QuizError | None) -> None:
        self.troubles.append(error.code if error else None)

    def to(self, audience: str, event: str = "view") -> list[Json]:
        return [view for who, what, view in self.sent if who == audience and what == event]


ROOM_SECRET = base64.b64encode(bytes(range(32))).decode()
LEAD_SECRET = base64.b64encode(bytes(range(32, 64))).decode()
"""Keys of every Classroom: what is sealed to the room, and to a safeguarding lead who is ready."""


def an_item(question: Json, section: int = 0) -> Json:
    """A programme item around a bank question."""
    text = {"id": f"Bagian {section}", "en": f"Part {section}"}
    return {
        "bank": "test",
        "id": question["id"],
        "type": question["type"],
        "section": section,
        "title": text,
        "intro": text,
        "index": 1,
        "in_section": 1,
        "question": question,
    }


def sample(kind: str, n: int = 0) -> Json:
    """A sample question of a round type, as a bank holds it."""
    question: Json = rounds.discover()[kind].samples()[n]
    return question


class Classroom:
    """A room with students and a facilitator. Tests read as sentences: `room.join("ani")`, `room.answer("ani", picks=[0])`."""

    def __init__(
        self,
        *questions: Json,
        mode: str = "tiebreak",
        seed: int = 7,
        journal: SlowJournal | None = None,
        groups: Iterable[Json] = (),
        assign: str = "choose",
        game: Game | None = None,
    ) -> None:
        self.clock = FakeClock()
        self.journal = journal or SlowJournal()
        self.outlet = RecordingOutlet()
        self.game = game or Game(rounds.discover())
        self.ids = (f"command-{n}" for n in itertools.count(1))
        self.names: dict[str, str] = {}
        items = [an_item(question) for question in questions]
        keys = {"room_key": ROOM_SECRET, "lead": sealing.public_of(LEAD_SECRET)}
        opened = RoomOpened("TEST", {"id": "Uji", "en": "Test"}, "id", mode, seed, items, list(groups), assign, **keys)
        self.journal.append("room", [Entry(1, 0.0, 0.0, "screen", "", opened)], lambda error: None)
        self.room = self.restarted()

    def restarted(self) -> Room:
        """A new room object from the journal alone, as after a kill."""
        state = self.game.replay(self.journal.read("room"))
        clock = RoomClock(state.at, self.clock)
        self.room = Room("room", self.game, self.journal, self.outlet, clock, lambda: 0.0, state)
        return self.room

    @property
    def state(self) -> State:
        return self.room.state

    def send(self, command: c.Command) -> list[Ack | QuizError]:
        """Hands a command over; the list gets the outcome when it is durable."""
        outcomes: list[Ack | QuizError] = []
        self.room.handle(command, outcomes.append)
        return outcomes

    def do(self, command: c.Command) -> Json:
        """Hands a command over and returns its reply. Raises what it was refused with."""
        outcome = self.send(command)[0]
        if isinstance(outcome, QuizError):
            raise outcome
        return outcome.reply

    def join(self, *names: str, weight: int = 1, group: str | None = None) -> None:
        for name in names:
            token = f"token-{name}"
            self.do(c.Join(actor=token, id=next(self.ids), token_hash=token, name=name, weight=weight, group=group))
            self.names[name] = self.state.tokens[f"token-{name}"]
            self.outlet.seats.append(self.names[name])

    def answer(self, name: str, *, took: float = 2.0, **payload: Any) -> Json:
        now = self.state.round
        assert now is not None
        return self.do(
            c.Answer(
                actor=self.names[name], id=next(self.ids), round=now.number, step=now.state["step"], payload=payload, took=took
            )
        )

    def advance(self, *, confirmed: bool = True) -> None:
        """A press of space."""
        self.do(c.Advance(actor="screen", id=next(self.ids), step=self.state.step_token(), confirmed=confirmed))

    def open(self) -> None:
        """Presses space until a question is open."""
        while self.state.phase != "open":
            self.advance()

    def close(self) -> None:
        """Presses space until the result is shown."""
        while self.state.phase == "open":
            self.advance()

    def wait(self, seconds: float) -> None:
        """Lets room time pass in beats, as the cadence does."""
        for _ in range(round(seconds * 10)):
            self.clock.now += 0.1
            self.room.beat()
            self.room.send_progress()

    def points(self, name: str) -> int:
        return self.state.ledger.score(self.names[name]).points

    def view(self, audience: str) -> Json:
        """What this audience is shown now: `phone`, `screen`, `desk`, or a student's name."""
        at = self.room.at
        if audience in self.names:
            return self.game.you(self.state, self.names[audience], at)
        if audience == "phone":
            return self.game.phone(self.state, "id", at)
        return (self.game.screen if audience == "screen" else self.game.desk)(self.state, "id", at)


@pytest.fixture
def classroom() -> type[Classroom]:
    return Classroom
