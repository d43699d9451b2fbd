"""Passwords: what is refused, how they are hashed and compared, and the ones that are given out. Nothing here knows an account's row.

The rules follow NIST SP 800-63B: length, no rules of composition, no change by age; the common ones and one's own names are refused.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TypeVar

import argon2

from quizserver.errors import Rejected, Unavailable

T = TypeVar("T")

SHORTEST = 10
LONGEST = 200
LEAST_DIFFERENT = 5
MOST_BESIDE_A_NAME = 5

HASHER = argon2.PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's second choice for Argon2id: 19 MiB, two passes. 19 ms of CPU as measured on a server's core, 100 ms on a
slow laptop by estimate, all of it without the GIL."""

NOBODY = HASHER.hash(secrets.token_urlsafe(32))
"""Compared with when there is no such account: an unknown name costs as much time as a known one."""

MOST_WAITING = 8
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of passwords that are given out: none is taken for another one."""


class Hashing:
    """Hashes in `run`, which is a real thread of its own in a server (serving.Worker) and a plain call in a command.

    Raises Unavailable `staff/busy` when too many wait: whoever floods the login page must not fill memory.
    """

    def __init__(self, run: Callable[[Callable[[], str | bool]], str | bool]) -> None:
        self._run = run
        self._waiting = 0

    def hash(self, password: str) -> str:
        return str(self._in_turn(lambda: HASHER.hash(_same_form(password))))

    def is_right(self, password: str, password_hash: str) -> bool:
        """Compares; costs the same whatever the outcome, and whether there is an account or not (NOBODY)."""

        def job() -> bool:
            try:
                return HASHER.verify(password_hash, _same_form(password[: LONGEST + 1]))
            except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
                return False

        return bool(self._in_turn(job))

    def _in_turn(self, job: Callable[[], str | bool]) -> str | bool:
        if self._waiting >= MOST_WAITING:
            raise Unavailable("staff/busy", retry=True)
        self._waiting += 1
        try:
            return self._run(job)
        finally:
            self._waiting -= 1


def check(password: str, own_words: Iterable[str]) -> None:
    """Raises Rejected with what to do instead. `own_words` are the person's names, which a password may not be made of."""
    said = _same_form(password).casefold()
    if len(said) < SHORTEST:
        raise Rejected("staff/password_short", least=SHORTEST)
    if len(said) > LONGEST:
        raise Rejected("staff/password_long", most=LONGEST)
    if len(set(said)) < LEAST_DIFFERENT or said in common() or _core(said) in common() or _is_a_run(said):
        raise Rejected("staff/password_common")
    names = [word for text in ("quizserver", "peksos", *own_words) for word in text.casefold().split() if len(word) > 2]
    rest = said
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, "")
    if rest != said and len(rest) <= MOST_BESIDE_A_NAME:
        raise Rejected("staff/password_own_name")


def one_time() -> str:
    """A password to be given out: three groups of four, 59 bits, easy to read out."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


@cache
def common() -> frozenset[str]:
    """Passwords that everybody tries first."""
    text = resources.files("quizserver.staff").joinpath("common.txt").read_text("utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def _core(said: str) -> str:
    """Without the digits and signs that people put behind a word."""
    return said.rstrip("0123456789!.?@#*-_ ").lstrip("0123456789!.?@#*-_ ")


def _is_a_run(said: str) -> bool:
    """Neighbours in the alphabet or among the digits, up or down: abcdefghij, 9876543210."""
    steps = {ord(b) - ord(a) for a, b in pairwise(said)}
    return steps <= {1} or steps <= {-1} or (said.isdigit() and steps <= {1, -9}) or (said.isdigit() and steps <= {-1, 9})


def _same_form(password: str) -> str:
    """One spelling for what keyboards send in several (NFKC, as NIST asks)."""
    return unicodedata.normalize("NFKC", password)
