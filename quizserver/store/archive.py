"""What stays of visits: their counts, and after the wipe the receipt of it. No player, token or typed text is ever in here.

The counts are made by reports/counts.py; when what is kept or wiped is decided by live/aftercare.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from quizserver.core.facts import Json
from quizserver.store import tables
from quizserver.store.library import Library


@dataclass(frozen=True, slots=True)
class Visit:
    """`moved`: it went on at another laptop, which reports on it. `receipt` None: its facts are still in the journal."""

    number: int
    room: str
    moved: bool
    counts: Json
    receipt: Json | None


class Archive:
    """Visits by number, from 1. Every call may raise Unavailable."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def visits(self) -> list[Visit]:
        """All that were ever closed on this laptop, oldest first."""
        return self._select(select(tables.visits).order_by(tables.visits.c.number))

    def visit(self, number: int) -> Visit | None:
        return next(iter(self._select(select(tables.visits).where(tables.visits.c.number == number))), None)

    def add(self, room: str, counts: Json, *, moved: bool) -> None:
        """Keeps the counts of a closed room; once, however often it is called."""
        row = {"room": room, "counts": counts, "moved": moved, "receipt": None}
        self._library.run(lambda db: db.execute(insert(tables.visits).prefix_with("OR IGNORE"), row))

    def note_wiped(self, number: int, receipt: Json) -> None:
        query = update(tables.visits).where(tables.visits.c.number == number).values(receipt=receipt)
        self._library.run(lambda db: db.execute(query))

    def _select(self, query: Any) -> list[Visit]:
        rows = self._library.run(lambda db: db.execute(query).mappings().all())
        return [Visit(**row) for row in rows]
