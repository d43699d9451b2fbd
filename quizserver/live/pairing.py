"""Letting another device in: it shows four digits, the facilitator types them on the screen and says for whom. In memory; nothing lasts.

Typing (rather than picking from a list) proves that the device let in is the one in her hand, whoever else asks at the same time.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from quizserver.errors import Rejected

OPEN_SECONDS = 120.0
WAITING_SECONDS = 600.0
SILENT_SECONDS = 60.0
"""A device asks every 1.5 seconds whether it is in. One that stopped gives up its place, or twenty closed pages would keep the others out
for ten minutes; a phone that went dark on the way to the laptop keeps it for this long."""

MOST_WAITING = 20
"""Few, so that a mistyped number lets a stranger in with one chance in five hundred at worst."""

MOST_WRONG = 5
KINDS = ("desk", "moderator", "lead")
"""For whom a device is let in; what each may do: sockets/walls.py, DESK_POWERS."""


@dataclass(slots=True)
class Waiting:
    digits: str
    asked_at: float
    seen_at: float
    let_in_as: str = ""


class Pairing:
    """`monotonic` gives seconds from any origin."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._waiting: dict[str, Waiting] = {}
        self._open_until = 0.0
        self._wrong = 0

    def ask(self) -> tuple[str, str]:
        """A ticket for the device to wait with, and the digits it shows. Raises Rejected when too many wait."""
        self._forget_old()
        if len(self._waiting) >= MOST_WAITING:
            raise Rejected("pair/busy", retry=True)
        taken = {waiting.digits for waiting in self._waiting.values()}
        digits = next(d for d in iter(lambda: f"{secrets.randbelow(10_000):04d}", None) if d not in taken)
        ticket = secrets.token_urlsafe(24)
        now = self._monotonic()
        self._waiting[ticket] = Waiting(digits, now, now)
        return ticket, digits

    def let_in_as(self, ticket: str) -> str | None:
        """The kind, once, for a device that was let in; empty while it waits; None when it must ask again."""
        self._forget_old()
        waiting = self._waiting.get(ticket)
        if waiting is None:
            return None
        waiting.seen_at = self._monotonic()
        if waiting.let_in_as:
            del self._waiting[ticket]
        return waiting.let_in_as

    def open(self) -> None:
        """The facilitator is ready to type."""
        self._open_until = self._monotonic() + OPEN_SECONDS
        self._wrong = 0

    def confirm(self, digits: str, kind: str) -> None:
        """Lets the device with these digits in, as one of KINDS. Raises Rejected."""
        self._forget_old()
        if self._monotonic() > self._open_until or self._wrong >= MOST_WRONG:
            raise Rejected("pair/closed")
        for waiting in self._waiting.values():
            if waiting.digits == digits.strip() and not waiting.let_in_as:
                waiting.let_in_as = kind
                self._open_until = 0.0
                return
        self._wrong += 1
        raise Rejected("pair/unknown")

    def _forget_old(self) -> None:
        now = self._monotonic()
        held = {ticket: w for ticket, w in self._waiting.items() if now - w.asked_at < WAITING_SECONDS}
        self._waiting = {ticket: w for ticket, w in held.items() if now - w.seen_at < SILENT_SECONDS}
