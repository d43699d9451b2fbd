"""What becomes of a visit after its end: its counts are kept, its facts are wiped, and a receipt says so. Runs in a child process.

Asked for by a person, and done by itself where `LONGEST_DAYS` have passed: so long the general questions of a visit may be kept.
Nothing is wiped while a request to the safeguarding lead is unfinished, however old it is; that rule is core/requests.py's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quizserver import __version__
from quizserver.core.apply import Types
from quizserver.core.facts import Entry, Json, RoomClosed
from quizserver.core.game import Game
from quizserver.core.state import State
from quizserver.errors import Rejected
from quizserver.reports.counts import summarise
from quizserver.store.archive import Archive, Visit
from quizserver.store.journal import Journal

LONGEST_DAYS = 7
DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Aftercare:
    """`now` is Unix time; `is_settled` says whether nothing of a room is left to do for the safeguarding lead."""

    journal: Journal
    archive: Archive
    types: Types
    now: Callable[[], float]
    is_settled: Callable[[State], bool]

    def catch_up(self) -> None:
        """Keeps the counts of every closed visit, notes a wipe that was interrupted, and wipes what was kept long enough."""
        here = self.journal.closed_rooms()
        known = {visit.room: visit for visit in self.archive.visits()}
        for room in here:
            if room not in known:
                entries = self.journal.read(room)
                self.archive.add(room, summarise(self.types, entries), moved=_was_moved(entries))
        running = self.journal.open_rooms()
        for visit in self.archive.visits():
            if visit.receipt is None and visit.room not in here:
                self.archive.note_wiped(visit.number, self._receipt(visit))
            elif visit.receipt is None and not running and self._age(visit) > LONGEST_DAYS:
                last = self._last_if_settled(visit)
                if last is not None:
                    self._delete(visit, last)

    def visit(self, which: str) -> Visit:
        """The visit with this number; `last`: the newest, also one that still runs (its number is 0). Raises Rejected."""
        self.catch_up()
        if which == "last":
            for room in reversed(self.journal.open_rooms()):
                return Visit(0, room, False, summarise(self.types, self.journal.read(room)), None)
        visits = [visit for visit in self.archive.visits() if not visit.moved]
        found = visits[-1] if which == "last" and visits else next((one for one in visits if str(one.number) == which), None)
        if found is None:
            raise Rejected("visit/unknown")
        return found

    def earlier(self) -> list[Json]:
        """The counts of all visits this laptop reports on."""
        return [visit.counts for visit in self.archive.visits() if not visit.moved]

    def visit_of(self, number: int) -> Visit:
        """A visit that was closed here, also one that moved on. Raises Rejected."""
        self.catch_up()
        found = self.archive.visit(number)
        if found is None:
            raise Rejected("visit/unknown")
        return found

    def wipe(self, number: int) -> Json:
        """Deletes the facts of a closed visit for good; returns the receipt. Raises Rejected."""
        visit = self.visit_of(number)
        if visit.receipt is not None:
            return visit.receipt
        if self.journal.open_rooms():
            raise Rejected("visit/one_runs")
        last = self._last_if_settled(visit)
        if last is None:
            raise Rejected("visit/unsettled")
        return self._delete(visit, last)

    def _delete(self, visit: Visit, last: int) -> Json:
        self.journal.wipe(visit.room, last)
        receipt = self._receipt(visit)
        self.archive.note_wiped(visit.number, receipt)
        return receipt

    def _last_if_settled(self, visit: Visit) -> int | None:
        """The newest fact of a visit that may be wiped; None where something is left to do."""
        state = Game(self.types).replay(self.journal.read(visit.room))
        return state.seq if visit.moved or self.is_settled(state) else None

    def _receipt(self, visit: Visit) -> Json:
        """Made from what was counted before, so that an interrupted wipe gets the same one."""
        return {"wiped_at": self.now(), "version": __version__, **visit.counts["kept"]}

    def _age(self, visit: Visit) -> float:
        """Days since the visit was closed."""
        return float(self.now() - visit.counts["closed"]) / DAY


def _was_moved(entries: list[Entry]) -> bool:
    return any(isinstance(entry.fact, RoomClosed) and entry.fact.moved for entry in entries)
