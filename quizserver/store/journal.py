"""The journal: every fact of every room, in order. Append and read; nothing is ever changed, and a closed room is
deleted as a whole or not at all.

`append` answers through `done`, because live/room.py goes on working while the disk does. No decision is made here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select

from quizserver.core.facts import Entry, RoomClosed, RoomOpened
from quizserver.errors import QuizError, Unavailable
from quizserver.store import tables

Done = Callable[[QuizError | None], None]


PREDECESSOR = select(tables.facts.c.seq).where(
    tables.facts.c.room == bindparam("room"), tables.facts.c.seq == bindparam("seq") - 1
)
"""A room that was wiped takes no more facts: alone, they would be a room nobody can read."""


class Journal(Protocol):
    """Where facts go. The same test suite runs over every implementation."""

    def append(self, room: str, entries: Sequence[Entry], done: Done) -> None:
        """Writes all entries or none, then calls `done(None)`, or `done(Unavailable)` when the disk refused."""

    def read(self, room: str) -> list[Entry]:
        """All durable entries of a room, in order. Raises Unavailable."""

    def open_rooms(self) -> list[str]:
        """Rooms that were opened and not closed, oldest first. Raises Unavailable."""

    def closed_rooms(self) -> list[str]:
        """Rooms whose visit is over and whose facts are still here, oldest first. Raises Unavailable."""

    def wipe(self, room: str, last: int) -> None:
        """Deletes a room's facts for good, if fact `last` is still the newest. Raises Unavailable; nobody's newer fact is lost."""


class Thread(Protocol):
    """What the journal needs of serving.Worker."""

    def submit(self, job: Callable[[], Any], done: Callable[[Any, Exception | None], None]) -> None: ...

    def run(self, job: Callable[[], Any]) -> Any: ...


class MemoryJournal:
    """Keeps facts for as long as the process lives: for rehearsals and tests."""

    def __init__(self) -> None:
        self._rooms: dict[str, list[Entry]] = defaultdict(list)

    def append(self, room: str, entries: Sequence[Entry], done: Done) -> None:
        known = self._rooms[room]
        if entries and (entries[0].seq <= known[-1].seq if known else entries[0].seq > 1):
            done(Unavailable("store/second_writer"))
            return
        known.extend(entries)
        done(None)

    def read(self, room: str) -> list[Entry]:
        return list(self._rooms[room])

    def open_rooms(self) -> list[str]:
        return [
            room for room, entries in self._rooms.items() if not any(isinstance(e.fact, RoomClosed) for e in entries)
        ]

    def closed_rooms(self) -> list[str]:
        return [room for room in self._rooms if room not in self.open_rooms()]

    def wipe(self, room: str, last: int) -> None:
        if self._rooms[room][-1].seq != last:
            raise Unavailable("store/refused", retry=True)
        del self._rooms[room]


class SqlJournal:
    """Facts in a SQLite file, written by one real thread. A second writer fails on the primary key (room, seq)."""

    def __init__(self, path: Path, thread: Thread, *, max_pages: int | None = None) -> None:
        self._path = path
        self._thread = thread
        self._max_pages = max_pages
        self._engine: Engine | None = None
        self.commits = 0

    def append(self, room: str, entries: Sequence[Entry], done: Done) -> None:
        rows = [{"room": room, **entry.as_row()} for entry in entries]

        def finished(_result: Any, error: Exception | None) -> None:
            done(None if error is None else Unavailable("store/refused", retry=True))

        self._thread.submit(lambda: self._write(rows), finished)

    def read(self, room: str) -> list[Entry]:
        query = select(tables.facts).where(tables.facts.c.room == room).order_by(tables.facts.c.seq)
        rows = self._select(query)
        return [Entry.from_row({key: value for key, value in row.items() if key != "room"}) for row in rows]

    def open_rooms(self) -> list[str]:
        fact = tables.facts.c
        closed = select(fact.room).where(fact.kind == RoomClosed.kind)
        query = select(fact.room, fact.wall).where(fact.kind == RoomOpened.kind, fact.room.not_in(closed))
        return [row["room"] for row in self._select(query.order_by(fact.wall))]

    def closed_rooms(self) -> list[str]:
        fact = tables.facts.c
        query = select(fact.room).where(fact.kind == RoomClosed.kind).order_by(fact.wall)
        return [row["room"] for row in self._select(query)]

    def wipe(self, room: str, last: int) -> None:
        self._run(lambda: self._delete(room, last))

    def _delete(self, room: str, last: int) -> None:
        """Overwrites what is deleted, builds the file anew without it, and empties the write-ahead log that still held it."""
        facts = tables.facts.c
        newest = select(func.max(facts.seq)).where(facts.room == room).scalar_subquery()
        gone = delete(tables.facts).where(facts.room == room, newest == last)
        with self._connected().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
            if not connection.execute(gone).rowcount:
                raise OSError("a newer fact has come")
            self._empty_log(connection)
            connection.exec_driver_sql("VACUUM")
            self._empty_log(connection)

    def _empty_log(self, connection: Connection) -> None:
        busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if busy:
            raise OSError("somebody still reads what is to be deleted")

    def _connected(self) -> Engine:
        if self._engine is None:
            self._engine = tables.open_engine(self._path, tables.metadata, max_pages=self._max_pages)
        return self._engine

    def _write(self, rows: list[dict[str, Any]]) -> None:
        first = {key: rows[0][key] for key in ("room", "seq")}
        with self._connected().begin() as connection:
            if first["seq"] > 1 and connection.execute(PREDECESSOR, first).first() is None:
                raise OSError("the facts before these are gone")
            connection.execute(insert(tables.facts), rows)
        self.commits += 1

    def _select(self, query: Any) -> list[dict[str, Any]]:
        def job() -> list[dict[str, Any]]:
            with self._connected().connect() as connection:
                return [dict(row) for row in connection.execute(query).mappings()]

        rows: list[dict[str, Any]] = self._run(job)
        return rows

    def _run(self, job: Callable[[], Any]) -> Any:
        try:
            return self._thread.run(job)
        except Exception as error:
            raise Unavailable("store/refused", retry=True) from error
