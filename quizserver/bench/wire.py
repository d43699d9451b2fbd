"""A phone, screen or desk in Python: Socket.IO 5 over Engine.IO 4, straight by websocket, counting and timing what arrives.

For the bench and for tests/sockets; of the server only its protocol number is imported. Start with `Phone.connect`.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import orjson

from quizserver.bench.websocket import Inbox, Lost, WebSocket
from quizserver.protocol import PROTOCOL

HEARTBEAT_BYTES = 3
"""Of Engine.IO's ping on the socket, uncompressed."""


class Refused(Exception):
    """The server said no to the connection."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Seen(NamedTuple):
    """Something that arrived: an event (or `ack`), what it carried, and when, by `time.perf_counter`."""

    name: str
    data: Any
    at: float


def hex_token() -> str:
    """128 random bits in hex, as a phone makes its token."""
    return secrets.token_hex(16)


def phone_auth(token: str, lang: str = "id") -> dict[str, Any]:
    """The `auth` of a phone that speaks this protocol."""
    return {"protocol": PROTOCOL, "lang": lang, "token": token}


def wall_auth(lang: str = "id", **more: Any) -> dict[str, Any]:
    """The `auth` of a screen or desk; `more` is e.g. `projector_off=True`."""
    return {"protocol": PROTOCOL, "lang": lang, **more}


class Phone:
    """One connection to one namespace. Counts leave the HTTP handshake and the heartbeats out.

    `seen` has every event in order, `newest` the last of each name, `acks` every ack by its number.
    """

    def __init__(self, namespace: str, auth: dict[str, Any], inbox: Inbox) -> None:
        self.seen: list[Seen] = []
        self.newest: dict[str, Seen] = {}
        self.acks: dict[int, Seen] = {}
        self.messages_in = self.messages_out = self.bytes_out = self.heartbeats = 0
        self.is_closed = False
        self._namespace = namespace
        self._auth = auth
        self._socket = WebSocket(inbox, self._take, self._end)
        self._loop = asyncio.get_running_loop()
        self._ready: asyncio.Future[None] = self._loop.create_future()
        self._news: asyncio.Future[None] | None = None
        self._unread: dict[str, deque[Any]] = defaultdict(deque)
        self._verbs = 0

    @property
    def bytes_in(self) -> int:
        """Bytes of the socket, frame heads included."""
        return self._socket.bytes_in - HEARTBEAT_BYTES * self.heartbeats

    @property
    def close_code(self) -> int | None:
        """The websocket's close code; None while open, when it was cut, or when the server ended the namespace only."""
        return self._socket.close_code

    @property
    def is_compressed(self) -> bool:
        """Whether the server took the offered permessage-deflate."""
        return self._socket.is_compressed

    @classmethod
    @asynccontextmanager
    async def connect(
        cls,
        url: str,
        namespace: str,
        auth: dict[str, Any],
        cookie: str | None = None,
        *,
        timeout: float = 10.0,
        inbox: Inbox | None = None,
    ) -> AsyncIterator[Phone]:
        """A connected phone, closed at the end. Raises Refused with the server's code, Lost, TimeoutError."""
        phone = cls(namespace, auth, inbox or Inbox())
        try:
            async with asyncio.timeout(timeout):
                await phone._socket.open(url, cookie)
                await phone._ready
            yield phone
        finally:
            phone.close()

    async def verb(self, name: str, payload: dict[str, Any] | None = None, timeout: float = 5.0) -> dict[str, Any]:
        """Sends a verb and returns its ack. Raises Lost, TimeoutError."""
        number, frame = self.encode(name, payload or {})
        self.transmit(frame)
        await self._until(lambda: number in self.acks, timeout, f"ack of {name}")
        ack: dict[str, Any] = self.acks[number].data
        return ack

    async def event(self, name: str, timeout: float = 5.0, where: Callable[[Any], bool] = lambda data: True) -> Any:
        """What the next event of this name that fits `where` carries; each is given once, the others are passed over.

        Raises Lost, TimeoutError.
        """
        unread = self._unread[name]

        def found() -> bool:
            while unread and not where(unread[0]):
                unread.popleft()
            return bool(unread)

        await self._until(found, timeout, name)
        return unread.popleft()

    async def send_raw(self, message: str | bytes) -> None:
        """Sends a websocket message as it is. Raises Lost."""
        self.transmit(self._socket.frame(message))

    async def until_closed(self, timeout: float = 5.0) -> int | None:
        """Waits for the end of the connection; returns `close_code`. Raises TimeoutError."""
        await self._until(lambda: self.is_closed, timeout, "close")
        return self.close_code

    def close(self) -> None:
        """Ends the connection as a browser does that goes away."""
        self._socket.close()

    def encode(self, name: str, payload: dict[str, Any]) -> tuple[int, bytes]:
        """A verb as bytes for `transmit`, and the number under which `acks` will have its ack. Adds a random `id`. Raises Lost."""
        self._verbs += 1
        body = orjson.dumps([name, {"id": secrets.token_hex(8), **payload}]).decode()
        return self._verbs, self._socket.frame(f"42{self._namespace},{self._verbs}{body}")

    def transmit(self, frame: bytes) -> None:
        """Writes an encoded frame. Raises Lost."""
        if self.is_closed:
            raise Lost(f"{self._namespace} is closed")
        self.messages_out += 1
        self.bytes_out += len(frame)
        self._socket.write(frame)

    async def _until(self, is_so: Callable[[], bool], timeout: float, what: str) -> None:
        try:
            async with asyncio.timeout(timeout):
                while not is_so():
                    if self.is_closed:
                        raise Lost(f"{self._namespace} closed while waiting for {what}")
                    if self._news is None or self._news.done():
                        self._news = self._loop.create_future()
                    await self._news
        except TimeoutError:
            names = ", ".join(seen.name for seen in self.seen[-12:])
            raise TimeoutError(f"no {what} on {self._namespace} within {timeout} s; came so far: {names}") from None

    def _tell(self) -> None:
        if self._news is not None and not self._news.done():
            self._news.set_result(None)

    def _end(self, why: Exception) -> None:
        self.is_closed = True
        if not self._ready.done():
            self._ready.set_exception(why)
            self._ready.exception()  # taken note of, should nobody wait for it any more
        self._tell()

    def _take(self, text: str, at: float) -> None:
        """Engine.IO: a heartbeat, the greeting, the end, or a packet of Socket.IO."""
        kind = text[:1]
        if kind == "2":
            self.heartbeats += 1
            self._socket.write(self._socket.frame(f"3{text[1:]}"))
            return
        self.messages_in += 1
        if kind == "4":
            self._take_packet(text[1:2], text[2:], at)
        elif kind == "0":
            self.transmit(self._socket.frame(f"40{self._namespace},{orjson.dumps(self._auth).decode()}"))
        elif kind == "1":
            self._socket.close()
        self._tell()

    def _take_packet(self, kind: str, rest: str, at: float) -> None:
        if rest.startswith("/"):
            rest = rest.partition(",")[2]
        body = rest.lstrip("0123456789")
        carried: Any = orjson.loads(body) if body else None
        if kind == "2":
            seen = Seen(carried[0], carried[1] if len(carried) > 1 else None, at)
            self.seen.append(seen)
            self.newest[seen.name] = seen
            self._unread[seen.name].append(seen.data)
        elif kind == "3":
            self.acks[int(rest[: len(rest) - len(body)])] = Seen("ack", carried[0] if carried else None, at)
        elif kind == "0" and not self._ready.done():
            self._ready.set_result(None)
        elif kind == "4":
            about = carried.get("data") or carried
            self._end(Refused(about.get("code", ""), about.get("message", "")))
        elif kind == "1":
            self._end(Lost("the server ended the connection"))
