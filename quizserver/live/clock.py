"""Room time: the seconds a room has run. It stands still while the server is down or asleep, or the room is paused."""

from __future__ import annotations

import time
from collections.abc import Callable

ASLEEP_AFTER = 5.0
"""Seconds between two readings after which the machine must have slept: the cadence reads ten times a second."""


def minute_of_day(wall: float) -> float:
    """Unix time as the laptop's own time of day, in minutes since midnight."""
    local = time.localtime(wall)
    return local.tm_hour * 60 + local.tm_min + local.tm_sec / 60


class RoomClock:
    """Starts at the room time that the journal knew last. `monotonic` gives seconds from any origin."""

    def __init__(self, at: float, monotonic: Callable[[], float]) -> None:
        self._at = at
        self._monotonic = monotonic
        self._read = monotonic()

    def read(self, *, paused: bool) -> float:
        """Room time now, in seconds."""
        now = self._monotonic()
        passed = now - self._read
        self._read = now
        if not paused and 0 <= passed <= ASLEEP_AFTER:
            self._at += passed
        return self._at

    def rewind(self, at: float) -> None:
        """Back to the last durable time, when a room is rebuilt from the journal."""
        self._at = at
        self._read = self._monotonic()
