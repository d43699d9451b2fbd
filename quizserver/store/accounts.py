"""Staff accounts and who is logged in, in the library. Rows only: the rules are in staff/ (passwords.py, roles.py, register.py).

A login is a random token whose hash is kept here, so that ending it (log out, new password, account disabled) holds at once and for good,
whatever a copied cookie says.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from quizserver.errors import Rejected
from quizserver.store.library import Library, hash_of
from quizserver.store.tables import accounts, logins

IDLE_SECONDS = 12 * 3600.0
LOGIN_SECONDS = 7 * 24 * 3600.0
SEEN_EVERY = 300.0
"""A login is written as seen at most this often: reading a page must not cost a commit."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person. `one_time_until` (wall time) is set while the password is one that was given to her: she must choose her own by then."""

    name: str
    display: str
    roles: tuple[str, ...]
    password_hash: str = field(repr=False)
    one_time_until: float | None = None
    disabled: bool = False


class Accounts:
    """Every call may raise Unavailable: the disk refused. `now` gives wall time."""

    def __init__(self, library: Library, now: Callable[[], float] = time.time) -> None:
        self._library = library
        self._now = now

    def all(self) -> list[Account]:
        rows = self._library.run(lambda db: db.execute(select(accounts).order_by(accounts.c.name)).mappings().all())
        return [_account(row) for row in rows]

    def is_empty(self) -> bool:
        return bool(self._library.run(_count) == 0)

    def find(self, name: str) -> Account | None:
        row = self._library.run(lambda db: db.execute(select(accounts).where(accounts.c.name == name)).mappings().first())
        return _account(row) if row else None

    def add(self, account: Account, *, is_first: bool = False) -> None:
        """Raises Rejected `staff/name_taken`, or `staff/first_done` when it should be the first and is not."""

        def job(db: Connection) -> None:
            if is_first and _count(db):
                raise Rejected("staff/first_done")
            if db.execute(select(accounts.c.name).where(accounts.c.name == account.name)).first():
                raise Rejected("staff/name_taken", name=account.name)
            row = {
                "name": account.name,
                "display": account.display,
                "roles": list(account.roles),
                "password_hash": account.password_hash,
                "one_time_until": account.one_time_until,
                "disabled": account.disabled,
                "made_at": self._now(),
            }
            db.execute(insert(accounts), row)

        self._library.run(job)

    def change(self, name: str, *, only_if: Callable[[list[Account]], None] | None = None, **values: Any) -> None:
        """Sets columns of one account. `only_if` sees all accounts as they would be, in the same transaction, and may raise."""

        def job(db: Connection) -> None:
            db.execute(update(accounts).where(accounts.c.name == name).values(**values))
            if only_if:
                only_if([_account(row) for row in db.execute(select(accounts)).mappings()])

        self._library.run(job)

    def log_in(self, account: Account, token: str) -> None:
        """Remembers a login; those that have run out are forgotten.

        Raises Rejected `staff/wrong` when the account was disabled or got another password since it was read: comparing takes a while.
        """
        now = self._now()
        same = select(accounts.c.name).where(
            accounts.c.name == account.name, accounts.c.password_hash == account.password_hash, ~accounts.c.disabled
        )

        def job(db: Connection) -> None:
            if db.execute(same).first() is None:
                raise Rejected("staff/wrong")
            db.execute(delete(logins).where((logins.c.made_at < now - LOGIN_SECONDS) | (logins.c.seen_at < now - IDLE_SECONDS)))
            db.execute(insert(logins), {"token_hash": hash_of(token), "account": account.name, "made_at": now, "seen_at": now})

        self._library.run(job)

    def logged_in(self, token: str) -> Account | None:
        """Who this login is, while it lasts: 12 hours since its last use, 7 days at most, and only while the account is not disabled."""
        now = self._now()
        found = (
            select(accounts, logins.c.seen_at)
            .join(logins, logins.c.account == accounts.c.name)
            .where(logins.c.token_hash == hash_of(token), ~accounts.c.disabled)
            .where(logins.c.made_at > now - LOGIN_SECONDS, logins.c.seen_at > now - IDLE_SECONDS)
        )

        def job(db: Connection) -> Account | None:
            row = db.execute(found).mappings().first()
            if row is None:
                return None
            if row["seen_at"] < now - SEEN_EVERY:
                db.execute(update(logins).where(logins.c.token_hash == hash_of(token)).values(seen_at=now))
            return _account(row)

        account: Account | None = self._library.run(job)
        return account

    def log_out(self, token: str) -> None:
        self._library.run(lambda db: db.execute(delete(logins).where(logins.c.token_hash == hash_of(token))))

    def log_out_everywhere(self, name: str, *, but: str = "") -> None:
        """Ends all logins of an account except the one with the token `but`."""
        gone = delete(logins).where(logins.c.account == name, logins.c.token_hash != hash_of(but))
        self._library.run(lambda db: db.execute(gone))


def _count(db: Connection) -> int:
    return db.execute(select(func.count()).select_from(accounts)).scalar_one()


def _account(row: RowMapping) -> Account:
    return Account(row["name"], row["display"], tuple(row["roles"]), row["password_hash"], row["one_time_until"], row["disabled"])
