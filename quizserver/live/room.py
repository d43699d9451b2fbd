"""One running room. Read `handle` first: it is the whole way of an answer, and it keeps the output-commit rule:

nothing a command caused leaves this process before its facts are on disk. Views are encoded when facts are applied and held
until their commit; readers wait for the pending commit; a refused commit drops all held output and the room is rebuilt.
No socket id, callback object or thread comes in here: plain commands in, `done(outcome)` out. Next:
sockets/phone.py, store/journal.py.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from quizserver.core import facts as f
from quizserver.core.commands import Command, Tick
from quizserver.core.decide import TICK_EVERY
from quizserver.core.decision import Decision
from quizserver.core.game import Game
from quizserver.core.minutes import minutes_ahead, seconds_left
from quizserver.core.moderation import entries_view
from quizserver.core.rebooked import booked, differing
from quizserver.core.round_type import sealing
from quizserver.core.state import COVERS, State
from quizserver.core.views import people_view
from quizserver.errors import QuizError, Unavailable
from quizserver.live.clock import RoomClock, minute_of_day
from quizserver.live.outlet import Encoded, Outlet
from quizserver.store.journal import Journal

log = logging.getLogger(__name__)

Release = Callable[[QuizError | None], None]

REQUESTS = (f.TakenBack, *f.OF_THE_LEAD)
"""Facts that nobody is told of: the lead's page asks. A message sent just then would point at the phone it came from."""

QUIET = (
    *(f.Answered, f.Ticked, f.CodeIssued, f.TokenReplaced, f.PlayerJoined, f.PlayerRenamed),
    *(f.PlayerAdmitted, f.PlayerMoved, f.HeadsChanged, f.TimeFactorSet, f.PlayersMerged),
    *REQUESTS,
)
"""Facts after which screen and desk need new counts, not a whole view."""

RESULTS = (f.RoundClosed, f.RoundReopened)
"""Facts after which every player's own view changes."""

OF_ONE = (f.PlayerRenamed, f.PlayerRemoved, f.PlayerRestored, f.PlayerAdmitted, f.PlayerMoved, f.HeadsChanged, f.TimeFactorSet)
"""Facts after which one player's own view changes."""


@dataclass(frozen=True, slots=True)
class Ack:
    """A command was taken: `v` is the version of the room it saw or caused, `reply` is what else its sender learns."""

    v: int
    reply: f.Json


@dataclass(slots=True)
class Batch:
    """Facts that will share a commit, and everything that waits for it."""

    entries: list[f.Entry] = field(default_factory=list)
    held: list[Release] = field(default_factory=list)


class Room:
    def __init__(
        self, id: str, game: Game, journal: Journal, outlet: Outlet, clock: RoomClock, now: Callable[[], float], state: State
    ) -> None:
        self.id = id
        self.state = state
        self._game = game
        self._journal = journal
        self._outlet = outlet
        self._clock = clock
        self._now = now
        self._batch = Batch()
        self._flying: Batch | None = None
        self._is_stale = False
        self._progress_due = False
        self._minute = 0

    @property
    def at(self) -> float:
        """Room time now, in seconds."""
        return self._clock.read(paused=self.state.paused)

    def handle(self, command: Command, done: Callable[[Ack | QuizError], None]) -> None:
        """Decides, applies, encodes and holds; `done` is called once, when what it says is durable. Never raises QuizError."""
        if self._is_stale:
            done(Unavailable("store/refused", retry=True))
            return
        at = self.at
        known = self.state.known_reply(command.actor, command.id) if command.id else None
        try:
            decision = Decision(reply=known) if known is not None else self._game.decide(self.state, command, at)
        except QuizError as refusal:
            outcome: Ack | QuizError = refusal
        else:
            self._apply(command, decision, at)
            outcome = Ack(self.state.version, decision.reply)
        self.when_durable(lambda error: done(error or outcome))
        self._flush()

    def when_durable(self, release: Release) -> None:
        """Calls `release(None)` once everything applied so far is on disk, `release(error)` if it never will be."""
        batch = self._batch if self._batch.entries else self._flying
        if self._is_stale:
            release(Unavailable("store/refused", retry=True))
        elif batch is None:
            release(None)
        else:
            batch.held.append(release)

    def beat(self) -> None:
        """What time brings: steps, deadlines, a note of room time, the counts. Called about ten times a second; cheap when idle."""
        if self._is_stale:
            self._rebuild()
            return
        at = self.at
        if self.state.visit.get("ends_at") and self._minute != (minute := int(self._now() // 60)):
            self._minute, self._progress_due = minute, True
        if self.state.phase == "open" and not self.state.paused and not self.state.closed:
            due = self._game.next_at(self.state)
            if (due is not None and at >= due) or at - self.state.at >= TICK_EVERY:
                self.handle(Tick(actor="clock"), lambda outcome: None)

    def send_progress(self) -> None:
        """Sends the counts if they changed. Called at most five times a second."""
        if self._progress_due and not self._is_stale:
            self._progress_due = False
            players = self.state.players
            connected = sum(1 for player in self._outlet.seated() if player in players and not players[player].removed)
            more = {"connected": connected, "ahead": self._minutes_ahead()}
            self._to_walls("progress", lambda role, lang: self._game.progress(self.state, role) | more)

    def counts_changed(self) -> None:
        """Asks for new counts, e.g. because a phone came or went."""
        self._progress_due = True

    def phone_views(self, player: str, lang: str) -> list[tuple[str, Encoded]]:
        """What a phone that comes (back) must show. Deliver only through `when_durable`."""
        at = self.at
        view, you = self._game.phone(self.state, lang, at), self._game.you(self.state, player, at)
        return [("view", self._outlet.encode(view)), ("you", self._outlet.encode(you))]

    def wall_views(self, role: str, lang: str) -> list[tuple[str, Encoded]]:
        """What a screen or desk that comes (back) must show. Deliver only through `when_durable`."""
        view = self._game.screen if role == "screen" else self._game.desk
        self.counts_changed()
        return [("view", self._outlet.encode(view(self.state, lang, self.at)))]

    def people(self, page: int, find: str, group: str) -> Encoded:
        """A page of the player list, for a desk. Deliver only through `when_durable`."""
        return self._outlet.encode(people_view(self.state, page, find, group, set(self._outlet.seated())))

    def readable(self, number: int, payload: f.Json) -> f.Json:
        """What the word filter may look at of an answer: of a sealed one, what is sealed to this room."""
        now = self.state.round
        kind = sealing(self._game.types[now.type]) if now is not None and now.number == number else None
        return payload if now is None or kind is None else {"texts": kind.texts(now.state, payload)}

    def entries(self, page: int, show: str, device: str, lang: str) -> Encoded:
        """A page of what was typed, for a desk that may moderate. Deliver only through `when_durable`."""
        return self._outlet.encode(entries_view(self.state, page, show, device, lang, self.at))

    def programme(self, role: str, lang: str) -> Encoded:
        """The run list, for a screen or desk. Deliver only through `when_durable`."""
        return self._outlet.encode(self._game.programme(self.state, lang, role, self.at, minute_of_day(self._now())))

    def written(self, number: int) -> Encoded:
        """What was typed in this round and could be accepted, for a desk nobody reads along. Deliver only through `when_durable`."""
        return self._outlet.encode(self._game.written(self.state, number))

    def _minutes_ahead(self) -> int | None:
        ends_at = self.state.visit.get("ends_at", "")
        left = seconds_left(self._game.types, self.state, self.at) if ends_at else 0.0
        return minutes_ahead(ends_at, minute_of_day(self._now()), left)

    def _apply(self, command: Command, decision: Decision, at: float) -> None:
        before, staged = _what_phones_show(self.state), self._on_stage()
        facts = decision.facts
        worth = booked(self.state.ledger, facts)
        for n, fact in enumerate(facts, start=1):
            last = n == len(facts)
            entry = f.Entry(
                seq=self.state.seq + 1,
                at=at,
                wall=self._now(),
                actor=command.actor,
                command=command.id if last else "",
                fact=fact,
                reply=decision.reply if last else {},
            )
            self._game.apply(self.state, entry)
            self._batch.entries.append(entry)
        if facts:
            self._hold_views(facts, phones=before != _what_phones_show(self.state))
            self._tell_rebooked(differing(worth, booked(self.state.ledger, facts)), at)
            self._hold_own_views(staged, self._on_stage())

    def _hold_views(self, facts: list[f.Fact], *, phones: bool) -> None:
        """Encodes now what must be shown later: a phone hears something only when its own screen must change."""
        at = self.at
        self._progress_due |= not all(isinstance(fact, f.OF_THE_LEAD) for fact in facts)
        if phones:
            for lang in self._outlet.languages("phone"):
                view = self._outlet.encode(self._game.phone(self.state, lang, at))
                self._when_ok(partial(self._outlet.to_role, "phone", lang, "view", view))
        if not all(isinstance(fact, QUIET) for fact in facts):
            views = {"screen": self._game.screen, "desk": self._game.desk}
            self._to_walls("view", lambda role, lang: views[role](self.state, lang, at))
        if any(isinstance(fact, RESULTS) for fact in facts):
            for player in self._outlet.seated():
                self._to_player(player, at)
        for fact in facts:
            if isinstance(fact, OF_ONE):
                self._to_player(fact.player, at)
            elif isinstance(fact, f.PlayersMerged):
                self._to_player(fact.into, at)
                self._when_ok(partial(self._outlet.players_merged, fact.gone, fact.into))
            elif isinstance(fact, f.TokenReplaced):
                self._when_ok(partial(self._outlet.player_changed, fact.player))
            elif isinstance(fact, f.RoomClosed):
                self._when_ok(self._outlet.room_moved if fact.moved else self._outlet.room_closed)

    def _tell_rebooked(self, sources: set[str], at: float) -> None:
        """A round was voided or a spelling accepted: those whose points changed see it, nobody else hears of it."""
        for player in self._outlet.seated() if sources else ():
            if player in sources:
                self._to_player(player, at)

    def _on_stage(self) -> dict[str, f.Json | None]:
        """What those see for themselves whose own view may change by what others do."""
        now = self.state.round
        return {player: self._game.own(self.state, player) for player in (now.state.get("on_stage", ()) if now else ())}

    def _hold_own_views(self, before: dict[str, f.Json | None], after: dict[str, f.Json | None]) -> None:
        for player in {**before, **after}:
            if before.get(player) != after.get(player):
                self._to_player(player, self.at)

    def _to_walls(self, event: str, view: Callable[[str, str], f.Json]) -> None:
        for role in ("screen", "desk"):
            for lang in self._outlet.languages(role):
                data = self._outlet.encode(view(role, lang))
                self._when_ok(partial(self._outlet.to_role, role, lang, event, data))

    def _to_player(self, player: str, at: float) -> None:
        data = self._outlet.encode(self._game.you(self.state, player, at))
        self._when_ok(partial(self._outlet.to_player, player, "you", data))

    def _when_ok(self, send: Callable[[], None]) -> None:
        self.when_durable(lambda error: None if error else send())

    def _flush(self) -> None:
        """Starts a commit when none is under way: what arrives meanwhile shares the next one."""
        if self._flying is None and self._batch.entries:
            self._flying, self._batch = self._batch, Batch()
            self._journal.append(self.id, self._flying.entries, self._committed)

    def _committed(self, error: QuizError | None) -> None:
        assert self._flying is not None, "a commit came back that was never sent"
        held, self._flying = self._flying.held, None
        if error is not None:
            # What came after stands on facts that do not exist: refused with the rest.
            held += self._batch.held
            self._batch = Batch()
            self._is_stale = True
        self._outlet.trouble(error)
        for release in held:
            try:
                release(error)
            except Exception:
                # A message that cannot be delivered must not keep the acks of all others back.
                log.exception("an outcome could not be released")
        self._flush()

    def _rebuild(self) -> None:
        """Back to what is on disk, after a refused commit."""
        try:
            entries = self._journal.read(self.id)
        except Unavailable:
            return
        if not entries:
            return  # wiped meanwhile: nothing may be written to it any more
        self.state = self._game.replay(entries)
        self._clock.rewind(self.state.at)
        self._is_stale = False


def _what_phones_show(state: State) -> tuple[object, ...]:
    """Two states that agree in this look the same on every phone that has not answered in between."""
    now = state.round
    return (
        state.phase,
        state.number,
        state.paused,
        state.wall if state.wall in COVERS else "",
        (now.steps, now.ends_at, now.voided) if now else None,
    )
