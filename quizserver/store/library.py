"""The library: what the office keeps between visits. Keys that let browsers in (as hashes) and settings.
Not the game: that is the journal.

Calls wait for the disk in a worker of their own, so no query here stands before a commit of the journal.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from quizserver.errors import Unavailable
from quizserver.store import tables
from quizserver.store.journal import Thread


def hash_of(secret: str) -> str:
    """What is kept of a token, key or code: its SHA-256. Enough, because the secrets are random and long (codes: short-lived)."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Library:
    """Every call may raise Unavailable: the disk refused."""

    def __init__(self, path: Path, thread: Thread) -> None:
        self._path = path
        self._thread = thread
        self._engine: Engine | None = None

    def add_key(self, secret: str, kind: str, owner: str = "") -> None:
        """Remembers a key of kind `link`, `browser`, or one of live/pairing.py, KINDS; `owner` is the account it goes with."""
        row = {"key_hash": hash_of(secret), "kind": kind, "made_at": time.time()}

        def job(db: Connection) -> None:
            db.execute(insert(tables.keys), row)
            if owner:
                db.execute(insert(tables.key_owners), {"key_hash": row["key_hash"], "account": owner})

        self.run(job)

    def forget_keys_of(self, owner: str) -> None:
        """Lets no device in any more that this account let in."""
        owned = select(tables.key_owners.c.key_hash).where(tables.key_owners.c.account == owner)

        def job(db: Connection) -> None:
            db.execute(delete(tables.keys).where(tables.keys.c.key_hash.in_(owned)))
            db.execute(delete(tables.key_owners).where(tables.key_owners.c.account == owner))

        self.run(job)

    def kind_of_key(self, secret: str) -> str | None:
        """The kind of a key that lets one in. A link is none: it is good for one use, not for a quiet one beside it."""
        found = select(tables.keys.c.kind).where(tables.keys.c.key_hash == hash_of(secret), tables.keys.c.kind != "link")
        kind: str | None = self.run(lambda db: db.execute(found).scalar())
        return kind

    def use_link(self, secret: str) -> bool:
        """True once for a link: using it up and finding it are one step."""
        gone = delete(tables.keys).where(tables.keys.c.key_hash == hash_of(secret), tables.keys.c.kind == "link")
        used: bool = self.run(lambda db: db.execute(gone).rowcount == 1)
        return used

    def setting(self, name: str, default: Any = None) -> Any:
        found = select(tables.settings.c.value).where(tables.settings.c.name == name)
        value = self.run(lambda db: db.execute(found).scalar())
        return default if value is None else value

    def set_setting(self, name: str, value: Any) -> None:
        def job(db: Connection) -> None:
            row = tables.settings
            if not db.execute(update(row).where(row.c.name == name).values(value=value)).rowcount:
                db.execute(insert(row), {"name": name, "value": value})

        self.run(job)

    def run(self, job: Callable[[Connection], Any]) -> Any:
        """Does `job` with a connection, in one transaction."""

        def in_thread() -> Any:
            if self._engine is None:
                self._engine = tables.open_engine(self._path, tables.library)
            with self._engine.begin() as connection:
                return job(connection)

        try:
            return self._thread.run(in_thread)
        except SQLAlchemyError as error:
            raise Unavailable("store/refused", retry=True) from error
