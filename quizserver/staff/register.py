"""What is done with accounts, with the rules that keep somebody in charge, each noted in the audit log. Pages and commands call this."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Iterable

from quizserver.errors import Rejected
from quizserver.staff import passwords
from quizserver.staff.credits import Credits
from quizserver.staff.passwords import Hashing
from quizserver.staff.roles import ROLES, powers_of
from quizserver.store.accounts import Account, Accounts
from quizserver.store.audit import Audit
from quizserver.store.library import Library

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
LONGEST_DISPLAY = 60
ONE_TIME_SECONDS = 7 * 24 * 3600.0
TERMINAL = "terminal"
"""Who did it, when it was done by command on the laptop; no account can have this name."""


class Register:
    """`by` is the name of the account that does it, or TERMINAL. Every call may raise Unavailable: disk, or too many hashes at a time."""

    def __init__(self, library: Library, hashing: Hashing, now: Callable[[], float] = time.time) -> None:
        self._library = library
        self.accounts = Accounts(library, now)
        self.audit = Audit(library, now)
        self._hashing = hashing
        self._now = now
        self._credits = Credits()

    def log_in(self, name: str, password: str, device: str) -> tuple[Account, str]:
        """The account and a new login's token. Raises Rejected: `staff/wait`, `staff/wrong` (whatever was wrong), `staff/one_time_over`."""
        name = name.strip().casefold()
        self._credits.use(name, device)
        account = self.accounts.find(name) if NAME.fullmatch(name) else None
        is_right = self._hashing.is_right(password, account.password_hash if account else passwords.NOBODY)
        if account is None or not is_right or account.disabled:
            raise Rejected("staff/wrong")
        self._credits.give_back(name, device)
        if account.one_time_until is not None and account.one_time_until < self._now():
            raise Rejected("staff/one_time_over")
        return account, self._new_login(account)

    def add_first(self, name: str, display: str, password: str) -> tuple[Account, str]:
        """The first account, an admin, and its login. Raises Rejected."""
        account = self._made(name, display, ["admin"], password, None)
        self.accounts.add(account, is_first=True)
        self.audit.note(account.name, "first_account")
        return account, self._new_login(account)

    def add(self, name: str, display: str, roles: Iterable[str], by: str) -> str:
        """A new account; returns the one-time password to tell its owner. Raises Rejected."""
        password = passwords.one_time()
        account = self._made(name, display, roles, password, self._now() + ONE_TIME_SECONDS)
        self.accounts.add(account)
        self.audit.note(by, "account_added", account.name)
        return password

    def give_password(self, name: str, by: str) -> str:
        """A new one-time password for somebody who forgot hers; ends her logins."""
        account = self._account(name)
        password = passwords.one_time()
        until = self._now() + ONE_TIME_SECONDS
        self.accounts.change(account.name, password_hash=self._hashing.hash(password), one_time_until=until)
        self.accounts.log_out_everywhere(account.name)
        self.audit.note(by, "password_given", account.name)
        return password

    def change_password(self, account: Account, old: str, new: str, device: str, token: str) -> None:
        """A person's own choice; ends her other logins. Raises Rejected."""
        self._credits.use(account.name, device)
        if not self._hashing.is_right(old, account.password_hash):
            raise Rejected("staff/old_wrong")
        self._credits.give_back(account.name, device)
        if old == new:
            raise Rejected("staff/password_same")
        passwords.check(new, (account.name, account.display))
        self.accounts.change(account.name, password_hash=self._hashing.hash(new), one_time_until=None)
        self.accounts.log_out_everywhere(account.name, but=token)
        self.audit.note(account.name, "password_changed")

    def log_out_everywhere(self, account: Account) -> None:
        """Ends all her logins, and the desks she let in: a device may be lost."""
        self.accounts.log_out_everywhere(account.name)
        self._library.forget_keys_of(account.name)
        self.audit.note(account.name, "logged_out_everywhere")

    def set_roles(self, name: str, roles: Iterable[str], by: str) -> None:
        """Who loses a power loses the desks she let in with it: all of hers, those that she may still have are quickly let in again."""
        account, kept = self._account(name), _known(roles)
        self.accounts.change(account.name, roles=kept, only_if=_somebody_is_in_charge)
        if powers_of(account.roles) - powers_of(kept):
            self._library.forget_keys_of(account.name)
        self.audit.note(by, "roles_changed", account.name)

    def set_disabled(self, name: str, disabled: bool, by: str) -> None:
        """A disabled account's logins and desks end at once; enabling it brings none back."""
        account = self._account(name)
        self.accounts.change(account.name, disabled=disabled, only_if=_somebody_is_in_charge)
        self.accounts.log_out_everywhere(account.name)
        self._library.forget_keys_of(account.name)
        self.audit.note(by, "account_disabled" if disabled else "account_enabled", account.name)

    def _account(self, name: str) -> Account:
        account = self.accounts.find(name)
        if account is None:
            raise Rejected("staff/unknown", name=name)
        return account

    def _made(self, name: str, display: str, roles: Iterable[str], password: str, one_time_until: float | None) -> Account:
        name, display = name.strip().casefold(), " ".join(display.split())
        if not NAME.fullmatch(name) or name == TERMINAL:
            raise Rejected("staff/name_form")
        if not 1 <= len(display) <= LONGEST_DISPLAY or not display.isprintable():
            raise Rejected("staff/display_form", most=LONGEST_DISPLAY)
        kept = _known(roles)
        if one_time_until is None:
            passwords.check(password, (name, display))
        return Account(name, display, tuple(kept), self._hashing.hash(password), one_time_until)

    def _new_login(self, account: Account) -> str:
        token = secrets.token_urlsafe(32)
        self.accounts.log_in(account, token)
        self.audit.note(account.name, "logged_in")
        return token


def _known(roles: Iterable[str]) -> list[str]:
    """In the table's order, each once. Raises Rejected when there is none, or one that is not in the table."""
    asked = set(roles)
    if not asked or not asked <= ROLES.keys():
        raise Rejected("staff/roles", roles=", ".join(ROLES))
    return [role for role in ROLES if role in asked]


def _somebody_is_in_charge(accounts: list[Account]) -> None:
    if not any("admin" in account.roles and not account.disabled for account in accounts):
        raise Rejected("staff/last_admin")
