"""Who is connected, with which right, and how room output reaches them: the Outlet of live/, over Socket.IO rooms.

A link is one connection with one frozen grant. Nothing here is durable; after a restart it fills again as everyone reconnects.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from quizserver.catalogue import explain
from quizserver.core.facts import Json
from quizserver.errors import QuizError, Rejected
from quizserver.live.outlet import Encoded
from quizserver.live.room import Room
from quizserver.sockets import codec

DRIVE = "drive"
PEOPLE = "people"
PAIR = "pair"
MODERATE = "moderate"
SAFEGUARD = "safeguard"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a connection may do, settled once at connect. `identity` is the hash of a phone's token or a browser's key."""

    role: str
    room: Room | None
    powers: frozenset[str] = frozenset()
    identity: str = ""


@dataclass(slots=True)
class Link:
    """`credit` bounds how fast one connection may send; `player` is who sits here. No address is known or kept."""

    sid: str
    grant: Grant
    lang: str
    player: str = ""
    listens: bool = False
    credit: float = 0.0
    credit_at: float = 0.0


@dataclass(slots=True)
class Links:
    """All links of this process, and the Outlet that rooms write to. `server` is the python-socketio server."""

    server: Any = None
    by_sid: dict[tuple[str, str], Link] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    _speaking: dict[str, Counter[str]] = field(default_factory=lambda: {role: Counter() for role in ("phone", "screen", "desk")})
    _trouble: QuizError | None = None
    _trouble_code: str | None = None

    def add(self, link: Link) -> None:
        self.by_sid[link.grant.role, link.sid] = link

    def get(self, role: str, sid: str) -> Link | None:
        return self.by_sid.get((role, sid))

    def is_here(self, link: Link) -> bool:
        """Whether this connection has not ended meanwhile."""
        return self.get(link.grant.role, link.sid) is link

    def of_roles(self, *roles: str) -> list[Link]:
        return [link for link in self.by_sid.values() if link.grant.role in roles]

    def listen(self, link: Link) -> None:
        """From now on this link hears what its role is told in its language."""
        if link.listens or not self.is_here(link):
            return
        link.listens = True
        self._speaking[link.grant.role][link.lang] += 1
        self.server.enter_room(link.sid, link.lang, namespace=f"/{link.grant.role}")

    def seat(self, link: Link, player: str) -> None:
        """This phone is the player's now; an older connection of the same player is told and ended."""
        if not self.is_here(link):
            # It left while the disk was busy. A seat for nobody would end in failure whenever the player comes back.
            return
        older = self.seats.get(player)
        self.seats[player] = link.sid
        link.player = player
        if older is not None and older != link.sid:
            self.end(self.by_sid["phone", older], Rejected("player/replaced"))
        self.listen(link)

    def remove(self, role: str, sid: str) -> Link | None:
        """Forgets a connection that ended."""
        link = self.by_sid.pop((role, sid), None)
        if link is None:
            return None
        if link.listens:
            self._speaking[role][link.lang] -= 1
        if link.player and self.seats.get(link.player) == sid:
            del self.seats[link.player]
        return link

    def end(self, link: Link, why: QuizError) -> None:
        """Says a last word and ends the connection."""
        role, namespace = link.grant.role, f"/{link.grant.role}"
        self.server.emit("bye", {"code": why.code, "message": explain(why, link.lang)}, to=link.sid, namespace=namespace)
        self.remove(role, link.sid)
        self.server.disconnect(link.sid, namespace=namespace)

    # The Outlet of live/:

    def languages(self, role: str) -> Iterable[str]:
        return [lang for lang, count in self._speaking[role].items() if count > 0]

    def seated(self) -> Iterable[str]:
        return list(self.seats)

    def encode(self, view: Json) -> Encoded:
        return codec.encode(view)

    def to_role(self, role: str, lang: str, event: str, data: Encoded) -> None:
        self.server.emit(event, data, to=lang, namespace=f"/{role}")

    def to_player(self, player: str, event: str, data: Encoded) -> None:
        sid = self.seats.get(player)
        if sid is not None:
            self.server.emit(event, data, to=sid, namespace="/phone")

    def player_changed(self, player: str) -> None:
        sid = self.seats.get(player)
        if sid is not None:
            self.end(self.by_sid["phone", sid], Rejected("player/replaced"))

    def players_merged(self, gone: str, into: str) -> None:
        """With nobody on the other phone, this one comes again by itself and is `into` then; else it is told, and may take over."""
        sid = self.seats.get(gone)
        if sid is None:
            return
        if into in self.seats:
            self.end(self.by_sid["phone", sid], Rejected("player/replaced"))
        else:
            self.remove("phone", sid)
            self.server.disconnect(sid, namespace="/phone")

    def room_closed(self) -> None:
        for link in self.of_roles("phone"):
            self.end(link, Rejected("room/ended"))

    def room_moved(self) -> None:
        for link in self.of_roles("phone"):
            self.remove("phone", link.sid)
            self.server.disconnect(link.sid, namespace="/phone")

    def trouble(self, error: QuizError | None) -> None:
        code = error.code if error is not None else None
        if code == self._trouble_code:
            return
        self._trouble, self._trouble_code = error, code
        for link in self.of_roles("screen", "desk"):
            self._say_trouble(link)

    # For sockets/ only:

    def to_walls(self, event: str, view: Json) -> None:
        """The same to every screen and desk."""
        for link in self.of_roles("screen", "desk"):
            self.server.emit(event, view, to=link.sid, namespace=f"/{link.grant.role}")

    def tell_trouble(self, link: Link) -> None:
        """What a screen or desk that comes must know of a disk that refuses."""
        if self._trouble is not None:
            self._say_trouble(link)

    def _say_trouble(self, link: Link) -> None:
        message = explain(self._trouble, link.lang) if self._trouble else ""
        said = {"code": self._trouble_code, "message": message}
        self.server.emit("trouble", said, to=link.sid, namespace=f"/{link.grant.role}")
