"""Tries at a login: ten in ten minutes for an account, whoever asks and from wherever; a known or unknown name is treated alike.

A stranger can use up an account's tries, never those of its owner: a browser that has logged in as her before has tries of its own
(a "device cookie"), and so has the laptop itself. Names share 4,096 counters, so that made-up names need no memory.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from quizserver.errors import Rejected

TRIES = 10
MINUTES = 10
COUNTERS = 4_096


class Credits:
    """In memory: a restart gives everybody their tries back, which nobody but the person at the laptop can cause."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._item = RateLimitItemPerMinute(TRIES, MINUTES)
        self._secret = secrets.token_bytes(32)

    def use(self, name: str, device: str = "") -> None:
        """Takes one try. Raises Rejected `staff/wait` with the minutes until the next."""
        counter = self._counter(name, device)
        if not self._limiter.hit(self._item, counter):
            seconds = self._limiter.get_window_stats(self._item, counter).reset_time - time.time()
            raise Rejected("staff/wait", minutes=max(1, math.ceil(seconds / 60)))

    def give_back(self, name: str, device: str = "") -> None:
        """The person was right: she starts anew."""
        self._limiter.clear(self._item, self._counter(name, device))

    def _counter(self, name: str, device: str) -> str:
        digest = hmac.digest(self._secret, f"{name}\n{device}".encode(), hashlib.sha256)
        return str(int.from_bytes(digest[:4]) % COUNTERS)
