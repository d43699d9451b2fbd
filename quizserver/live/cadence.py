"""The heartbeat of all rooms: one green thread that lets time pass in each. The server runs the clock, no browser does."""

from __future__ import annotations

import logging
from collections.abc import Callable

from quizserver.live.rooms import Rooms

log = logging.getLogger(__name__)

BEAT = 0.1
BEATS_PER_PROGRESS = 2
"""Counts go out at most five times a second."""


def run(rooms: Rooms, sleep: Callable[[float], None], *, beats: int | None = None) -> None:
    """Beats for ever, or `beats` times. A room that fails is logged and does not stop the others."""
    n = 0
    while beats is None or n < beats:
        n += 1
        for room in rooms.running():
            try:
                room.beat()
                if n % BEATS_PER_PROGRESS == 0:
                    room.send_progress()
            except Exception:
                log.exception("room failed in its beat")
        sleep(BEAT)
