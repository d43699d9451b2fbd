"""The audit log: who did what about what, on pages and by command. Codes and names of things; never an address, a text or a key."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from quizserver.store.library import Library
from quizserver.store.tables import audit

KEPT_SECONDS = 2 * 365 * 24 * 3600.0
MOST_NOTES = 10_000
MOST_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Note:
    """`who` is an account's name or `terminal`, `what` a code (words: `staff.audit.<what>`), `about` the name or id of what it concerns."""

    at: float
    who: str
    what: str
    about: str


class Audit:
    """Every call may raise Unavailable: the disk refused. Kept: two years, and at most 10,000 notes."""

    def __init__(self, library: Library, now: Callable[[], float] = time.time) -> None:
        self._library = library
        self._now = now

    def note(self, who: str, what: str, about: str = "") -> None:
        now = self._now()

        def job(db: Connection) -> None:
            db.execute(insert(audit), {"at": now, "who": who, "what": what, "about": about[:MOST_CHARACTERS]})
            newest = select(func.max(audit.c.number)).scalar_subquery()
            db.execute(delete(audit).where((audit.c.at < now - KEPT_SECONDS) | (audit.c.number <= newest - MOST_NOTES)))

        self._library.run(job)

    def newest(self, most: int, before: int | None = None) -> list[tuple[int, Note]]:
        """Notes by number, newest first; `before` a number gives the older ones."""
        found = select(audit).order_by(audit.c.number.desc()).limit(most)
        if before is not None:
            found = found.where(audit.c.number < before)
        rows = self._library.run(lambda db: db.execute(found).mappings().all())
        return [(row["number"], Note(row["at"], row["who"], row["what"], row["about"])) for row in rows]
