"""The safeguarding lead: her keys (wrapped; the passphrase is never here), whether her device answers, and the requests that wait for her.

How many requests there are is told to her alone, sealed. Desks hear count and age of what nobody has read for three minutes. Where a
request is older than three days the laptop does nothing else (`is_overdue`).
Rules: core/requests.py. Over the wire: sockets/safeguarding.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable

from quizserver.core import commands as c
from quizserver.core import requests
from quizserver.core.facts import Json
from quizserver.core.round_type import say
from quizserver.errors import Rejected
from quizserver.live.room import Room
from quizserver.live.rooms import Rooms
from quizserver.safety import sealing
from quizserver.store.library import Library

HERE_SECONDS = 15.0
"""So long after her page was last heard of the lead counts as answering; it says something every five seconds."""

BATCH_SECONDS = 20.0
"""Phones' requests come to her list in batches: what came singly would point at the phone that had just sent."""


class Safeguarding:
    """`monotonic` gives seconds from any origin, `now` is Unix time."""

    def __init__(self, rooms: Rooms, library: Library, monotonic: Callable[[], float], now: Callable[[], float]) -> None:
        self._rooms = rooms
        self._library = library
        self._monotonic = monotonic
        self._now = now
        self._kept: list[Json] = []
        self._heard_at: float | None = None
        rooms.hold_while(self.is_overdue)

    def load(self) -> None:
        self._kept = self._library.setting("lead_keys", [])

    # Keys

    def key(self) -> Json | None:
        """The key that phones seal to: `{public, wrapped}`."""
        return next(iter(self.keys()), None)

    def keys(self) -> list[Json]:
        """Every key that something here may be sealed to, newest first; also those that came with a visit from another laptop."""
        known = {public: wrapped for room in self._rooms.all() for public, wrapped in room.state.lead_keys.items() if wrapped}
        kept = {key["public"]: key["wrapped"] for key in self._kept}
        # Hers come after all that rooms know, so that a room which knows her newest key does not put an older one before it.
        known = {public: wrapped for public, wrapped in known.items() if public not in kept} | kept
        return [{"public": public, "wrapped": wrapped} for public, wrapped in reversed(known.items())]

    def keep(self, public: str, wrapped: Json) -> None:
        """Remembers a new key; older ones stay. Refused while somebody answers with the present one."""
        if not sealing.is_public_key(public):
            raise Rejected("box/unreadable")
        if self.is_here():
            raise Rejected("box/key_in_use")
        self._kept = [*self._kept, {"public": public, "wrapped": wrapped}]
        self._library.set_setting("lead_keys", self._kept)

    # Presence

    def here(self, public: str) -> None:
        """Her page is open and unlocked. Raises Rejected when another key has replaced hers."""
        key = self.key()
        if key is None or key["public"] != public:
            raise Rejected("box/key_replaced")
        self._heard_at = self._monotonic()

    def away(self) -> None:
        self._heard_at = None

    def is_here(self) -> bool:
        return self._heard_at is not None and self._monotonic() - self._heard_at <= HERE_SECONDS

    def beat(self) -> None:
        """Tells the running rooms whether she answers. Called about once a second; cheap when nothing changed."""
        key = self.key() if self.is_here() else None
        public, wrapped = (key["public"], key["wrapped"]) if key else ("", {})
        for room in self._rooms.running():
            if room.state.lead != public:
                room.handle(c.ChangeLead(actor="lead", public=public, wrapped=wrapped), lambda outcome: None)

    # Requests

    def listed(self, lang: str) -> str:
        """Her list, sealed to her key."""
        now = self._now()
        batch = math.floor(now / BATCH_SECONDS) * BATCH_SECONDS
        rows = [
            {
                "room": room.id,
                "visit": say(room.state.title, lang),
                "request": request.id,
                "source": request.source,
                "age": round(now - request.date),
                "is_read": request.is_read,
                "is_doubted": request.is_doubted,
                "outcome": request.outcome,
            }
            for room in self._rooms.with_requests()
            for request in room.state.requests.values()
            if request.source != "phone" or request.date < batch
        ]
        key = self.key()
        assert key is not None, "only who answers with a key asks"
        return sealing.seal_list(key["public"], json.dumps({"requests": rows, "due": self.due()}))

    def room_of(self, name: str) -> Room:
        """The room a request of the list is in. Raises Rejected."""
        found = next((room for room in self._rooms.with_requests() if room.id == name), None)
        if found is None:
            raise Rejected("box/gone")
        return found

    def rooms(self) -> list[Room]:
        return self._rooms.with_requests()

    def newest_room(self) -> Room:
        """Where a slip or a note belongs. Raises Rejected."""
        room = self._rooms.newest()
        if room is None:
            raise Rejected("room/none")
        return room

    def due(self) -> int:
        """Hours of requests.WARN_HOURS that the oldest one has passed, 0 for none."""
        now = self._now()
        return max((requests.due(room.state, now) for room in self._rooms.with_requests()), default=0)

    def is_overdue(self) -> bool:
        """The laptop does nothing else until the hand-over is made."""
        return self.due() >= requests.WARN_HOURS[-1]

    def status(self, *, unseen: bool) -> Json:
        """What a desk may know; `unseen`: no projector shows it."""
        key, now = self.key(), self._now()
        ages = [age for room in self._rooms.with_requests() for age in requests.waiting(room.state, now)]
        waiting = {"count": len(ages), "minutes": int(max(ages) // 60)} if ages and unseen else None
        return {"key": key["public"] if key else None, "here": self.is_here(), "waiting": waiting}
