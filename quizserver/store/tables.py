"""The tables, and how a database file is opened so that neither a kill nor a power cut loses what was committed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Engine, Float, Integer, LargeBinary, MetaData, String, Table, create_engine, event
from sqlalchemy.pool import StaticPool

metadata = MetaData()

facts = Table(
    "facts",
    metadata,
    Column("room", String, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("wall", Float, nullable=False),
    Column("actor", String, nullable=False),
    Column("command", String, nullable=False),
    Column("kind", String, nullable=False, index=True),
    Column("body", JSON, nullable=False),
    Column("reply", JSON, nullable=False),
    sqlite_with_rowid=False,
)

library = MetaData()

keys = Table(
    "keys",
    library,
    Column("key_hash", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("made_at", Float, nullable=False),
)

settings = Table(
    "settings",
    library,
    Column("name", String, primary_key=True),
    Column("value", JSON, nullable=False),
)


visits = Table(
    "visits",
    library,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("room", String, nullable=False, unique=True),
    Column("moved", Boolean, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("receipt", JSON),
    sqlite_autoincrement=True,
)

accounts = Table(
    "accounts",
    library,
    Column("name", String, primary_key=True),
    Column("display", String, nullable=False),
    Column("password_hash", String, nullable=False),
    Column("one_time_until", Float),  # none when the password is the person's own choice
    Column("roles", JSON, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("disabled", Boolean, nullable=False),
)

key_owners = Table(
    "key_owners",
    library,
    Column("key_hash", String, primary_key=True),
    Column("account", String, nullable=False, index=True),
)

logins = Table(
    "logins",
    library,
    Column("token_hash", String, primary_key=True),
    Column("account", String, nullable=False, index=True),
    Column("made_at", Float, nullable=False),
    Column("seen_at", Float, nullable=False),
)

audit = Table(
    "audit",
    library,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Float, nullable=False),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("about", String, nullable=False),
    sqlite_autoincrement=True,
)

saves = Table(
    "saves",
    library,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("file", String, nullable=False, index=True),
    Column("at", Float, nullable=False),
    Column("account", String, nullable=False),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("items", JSON, nullable=False),
    Column("digest", String, nullable=False),
    sqlite_autoincrement=True,
)

texts = Table(
    "texts",
    library,
    Column("digest", String, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

authors = Table(
    "authors",
    library,
    Column("file", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("at", Float, nullable=False),
    Column("account", String, nullable=False),
    Column("who", String, nullable=False),
)

approved = Table(
    "approved",
    library,
    Column("bank", String, primary_key=True),
    Column("item", String, primary_key=True),
    Column("question", JSON, nullable=False),
)


def open_engine(path: Path, tables: MetaData, *, max_pages: int | None = None) -> Engine:
    """An engine with one connection, for one thread. WAL with synchronous=FULL: a commit that returned is on the disk.

    `max_pages` bounds the file (4 kB a page), which makes an honest full disk for tests.
    """
    engine = create_engine(
        f"sqlite:///{path}", poolclass=StaticPool, connect_args={"check_same_thread": False, "timeout": 5}
    )

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        if max_pages is not None:
            connection.execute(f"PRAGMA max_page_count={max_pages}")

    tables.create_all(engine)
    return engine
