"""How long voiding a round and accepting a spelling take in the largest room there may be: from the verb to the last phone's new view.

In this process, without sockets and disk: what is measured is the work of the room, which nothing else may wait for longer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from quizserver import rounds
from quizserver.core import commands as c
from quizserver.core.facts import Answered, Entry, Fact, Json, PlayerJoined, RoomOpened, RoundClosed, RoundOpened
from quizserver.core.game import Game
from quizserver.core.state import MOST_PLAYERS
from quizserver.errors import QuizError
from quizserver.live.clock import RoomClock
from quizserver.live.outlet import Encoded
from quizserver.live.room import Ack, Room
from quizserver.sockets import codec
from quizserver.store.journal import MemoryJournal

TARGET_MS = 200.0
GUESSES = ("jeruk", "empatik")


@dataclass(slots=True)
class Seats:
    """An outlet with a phone on every seat; it counts what it would send."""

    players: list[str] = field(default_factory=list)
    sent: int = 0

    def languages(self, role: str) -> Iterable[str]:
        return ["id"]

    def seated(self) -> Iterable[str]:
        return self.players

    def encode(self, view: Json) -> Encoded:
        return codec.encode(view)

    def to_role(self, role: str, lang: str, event: str, data: Encoded) -> None: ...

    def to_player(self, player: str, event: str, data: Encoded) -> None:
        self.sent += 1

    def player_changed(self, player: str) -> None: ...

    def players_merged(self, gone: str, into: str) -> None: ...

    def room_moved(self) -> None: ...

    def room_closed(self) -> None: ...

    def trouble(self, error: QuizError | None) -> None: ...


@dataclass(frozen=True, slots=True)
class Rescored:
    players: int
    void_ms: float
    accept_ms: float
    counts_ms: float
    told: int

    def line(self) -> str:
        worst = max(self.void_ms, self.accept_ms)
        verdict = "ok" if worst <= TARGET_MS else "MISSED"
        return (
            f"Rescoring {self.players:,} players, CPU of the room: a round voided in {self.void_ms:.0f} ms, a spelling accepted "
            f"in {self.accept_ms:.0f} ms, {self.told:,} phones told.  ≤ {TARGET_MS:.0f} {verdict}\n"
            f"Counts for a desk, five times a second: {self.counts_ms:.2f} ms"
        )


def rescore(players: int = MOST_PLAYERS, times: int = 3) -> Rescored:
    """Everyone wrote two guesses; one of them is accepted, then the round is voided. The best of a few times."""
    found = [_rescore(players) for _ in range(times)]
    void_ms, accept_ms = min(one.void_ms for one in found), min(one.accept_ms for one in found)
    return Rescored(players, void_ms, accept_ms, min(one.counts_ms for one in found), found[0].told)


def _rescore(players: int) -> Rescored:
    game, seats = Game(rounds.discover()), Seats([f"p{n}" for n in range(1, players + 1)])
    entries, journal = list(_played(players)), MemoryJournal()
    journal.append("bench", entries, lambda error: None)
    state = game.replay(entries)
    room = Room("bench", game, journal, seats, RoomClock(state.at, time.monotonic), time.time, state)
    accept = c.Act(actor="desk", id="accept-it", round=1, action="accept", payload={"text": GUESSES[1]})
    accept_ms = _timed(room, accept)
    void_ms = _timed(room, c.VoidRound(actor="desk", id="void-it", round=1, on=True))
    counts_ms = _milliseconds(lambda: game.progress(room.state, "desk"))
    return Rescored(players, void_ms, accept_ms, counts_ms, seats.sent)


def _timed(room: Room, command: c.Command) -> float:
    outcomes: list[Ack | QuizError] = []
    took = _milliseconds(lambda: room.handle(command, outcomes.append))
    if not outcomes or isinstance(outcomes[0], QuizError):
        raise RuntimeError(f"{type(command).__name__} was refused")
    return took


def _milliseconds(work: Callable[[], object]) -> float:
    """CPU of this thread: the room waits for nothing here, and other programs must not count."""
    began = time.thread_time()
    work()
    return 1_000 * (time.thread_time() - began)


def _played(players: int) -> Iterable[Entry]:
    question = rounds.discover()["guess"].samples()[0]
    text = {"id": "Bench"}
    item: Json = {"bank": "bench", "id": "word", "type": "guess", "question": question, "section": 0, "title": text, "intro": text}
    facts: list[Fact] = [RoomOpened("TEST", text, "id", "tiebreak", 7, [item | {"index": 1, "in_section": 1}])]
    facts += [PlayerJoined(f"p{n}", f"token-{n}", f"Elang {n}", 1) for n in range(1, players + 1)]
    facts.append(RoundOpened(1))
    for guess in GUESSES:
        facts += [Answered(f"p{n}", {"text": guess, "result": "no"}, 2.0, False) for n in range(1, players + 1)]
    facts.append(RoundClosed(False))
    return (Entry(seq, 1.0, 0.0, "bench", "", fact) for seq, fact in enumerate(facts, start=1))
