"""Every save of a bank or programme: who, when, which items, and the whole text. The newest 500 of a file are kept.

Also who changed each item last, however long ago, and the last approved version of each that is a draft now.
What is compared and restored is live/past.py's.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from quizserver.core.facts import Json
from quizserver.store import tables
from quizserver.store.library import Library

MOST_KEPT = 500
NO_CONTENT = ("approved", "moved", "found")
"""Saves that change nothing of what an item says."""

LEVEL = 1
"""Of compression: a tenth larger than the best, at a third of the time."""


@dataclass(frozen=True, slots=True)
class Save:
    """`account` and `who`, the name to show, are empty for what came from outside (git, an editor). `items` are ids."""

    number: int
    file: str
    at: float
    account: str
    who: str
    what: str
    items: list[str]
    digest: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who changed an item last; empty as in Save."""

    at: float
    account: str
    who: str


class History:
    """Every call may raise Unavailable."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def saves(self, file: str) -> list[Save]:
        """Of one file, newest first."""
        table = tables.saves
        query = select(table).where(table.c.file == file).order_by(table.c.number.desc())
        rows = self._library.run(lambda db: db.execute(query).mappings().all())
        return [Save(**row) for row in rows]

    def newest(self) -> dict[str, Save]:
        """The newest save of each file."""
        table = tables.saves
        numbers = select(func.max(table.c.number)).group_by(table.c.file)
        rows = self._library.run(lambda db: db.execute(select(table).where(table.c.number.in_(numbers))).mappings().all())
        return {row["file"]: Save(**row) for row in rows}

    def save(self, file: str, number: int) -> tuple[Save, bytes] | None:
        """One save with the text that it left."""
        table, texts = tables.saves, tables.texts
        query = select(table, texts.c.body).join(texts, texts.c.digest == table.c.digest)
        query = query.where(table.c.file == file, table.c.number == number)

        def job(db: Connection) -> Any:
            row = db.execute(query).mappings().first()
            return row and (Save(**{key: row[key] for key in row if key != "body"}), zlib.decompress(row["body"]))

        found: tuple[Save, bytes] | None = self._library.run(job)
        return found

    def author(self, file: str, item: str) -> Author | None:
        """Who changed last what this item says: none may approve what she wrote, not even when her save is no longer kept."""
        table = tables.authors
        query = select(table.c.at, table.c.account, table.c.who).where(table.c.file == file, table.c.item == item)
        row = self._library.run(lambda db: db.execute(query).mappings().first())
        return Author(**row) if row else None

    def authors(self, file: str) -> dict[str, Author]:
        """The same of every item of a file, by its id."""
        table = tables.authors
        query = select(table.c.item, table.c.at, table.c.account, table.c.who).where(table.c.file == file)
        rows = self._library.run(lambda db: db.execute(query).mappings().all())
        return {row["item"]: Author(row["at"], row["account"], row["who"]) for row in rows}

    def approved(self) -> dict[tuple[str, str], Json]:
        """The last approved version of items that were edited since, by bank and item."""
        rows = self._library.run(lambda db: db.execute(select(tables.approved)).mappings().all())
        return {(row["bank"], row["item"]): row["question"] for row in rows}

    def run(self, job: Any) -> Any:
        """Does `job` with a connection: for `record` together with the writing of the file itself."""
        return self._library.run(job)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def record(db: Connection, save: Save, content: bytes, approved: Sequence[Json]) -> int:
    """Notes a save in the transaction of `db` and returns its number; `approved`: rows `{bank, item, question}` to be kept."""
    table = tables.saves
    db.execute(insert(tables.texts).prefix_with("OR IGNORE"), {"digest": save.digest, "body": zlib.compress(content, LEVEL)})
    row = {key: value for key, value in asdict(save).items() if key != "number"}
    number = db.execute(insert(table), row).inserted_primary_key
    kept = select(table.c.number).where(table.c.file == save.file).order_by(table.c.number.desc()).limit(MOST_KEPT)
    if db.execute(delete(table).where(table.c.file == save.file, table.c.number.not_in(kept))).rowcount:
        db.execute(delete(tables.texts).where(tables.texts.c.digest.not_in(select(table.c.digest))))
    if save.items and save.what not in NO_CONTENT:
        author = {"file": save.file, "at": save.at, "account": save.account, "who": save.who}
        # All at once: an import has thousands, and a hall may be playing.
        db.execute(insert(tables.authors).prefix_with("OR REPLACE"), [author | {"item": item} for item in save.items])
    if approved:
        db.execute(insert(tables.approved).prefix_with("OR REPLACE"), list(approved))
    return int(number[0]) if number else 0
