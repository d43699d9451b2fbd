"""A websocket of asyncio over wsproto that costs little and notes when its bytes arrived.

Nothing is known here of what the texts say: wire.py reads them.
"""

from __future__ import annotations

import asyncio
import base64
import secrets
import socket
import time
from collections import deque
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Ping, TextMessage
from wsproto.extensions import PerMessageDeflate

from quizserver.bench.browser import accepted_extensions, upgrade_request

PORTION = 8
"""Chunks read between two looks at the sockets: reading must not make the arrivals of others look late."""

GOING_AWAY = 1001

QUICKACK: int | None = getattr(socket, "TCP_QUICKACK", None)
"""Linux acknowledges at once on loopback. Phones wait up to 40 ms, and a server with Nagle's algorithm then waits for them."""


class Lost(Exception):
    """The connection is closed, or could not be opened."""


class Inbox:
    """Bytes that arrived and wait to be read, a few at a time. Sockets that share one do not disturb each other's arrival times."""

    def __init__(self) -> None:
        self.buffer = bytearray(65_536)
        self._waiting: deque[tuple[Callable[[bytes, float], None], bytes, float]] = deque()
        self._loop = asyncio.get_running_loop()

    def put(self, read: Callable[[bytes, float], None], size: int) -> None:
        """Takes the first `size` bytes of the buffer, to be handed to `read` with the present moment."""
        if not self._waiting:
            self._loop.call_soon(self._read_some)
        self._waiting.append((read, bytes(memoryview(self.buffer)[:size]), time.perf_counter()))

    def _read_some(self) -> None:
        for _ in range(min(PORTION, len(self._waiting))):
            read, chunk, at = self._waiting.popleft()
            read(chunk, at)
        if self._waiting:
            self._loop.call_soon(self._read_some)


class WebSocket(asyncio.BufferedProtocol):
    """Calls `on_text(text, at)` for every text, and `on_end(why)` once. `bytes_in` leaves the HTTP handshake out."""

    def __init__(self, inbox: Inbox, on_text: Callable[[str, float], None], on_end: Callable[[Exception], None]) -> None:
        self.bytes_in = 0
        self.close_code: int | None = None
        self.is_compressed = False
        self._inbox = inbox
        self._on_text = on_text
        self._on_end = on_end
        self._transport: Any = None
        self._key = base64.b64encode(secrets.token_bytes(16))
        self._head = b""
        self._frames: Connection | None = None
        self._text = ""
        self._is_over = False

    async def open(self, url: str, cookie: str | None) -> None:
        """Connects and asks for the upgrade; whatever comes of it comes through the calls. Raises Lost."""
        where = urlsplit(url)
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: self, where.hostname or "", where.port or 80)
        except OSError as error:
            raise Lost(str(error)) from error
        self._transport.write(upgrade_request(where.netloc, self._key, cookie or ""))

    def frame(self, message: str | bytes) -> bytes:
        """A whole message as it goes over the socket: text, or bytes as a binary one. Raises Lost."""
        if self._frames is None or self._is_over:
            raise Lost("not connected")
        return self._frames.send(TextMessage(message) if isinstance(message, str) else BytesMessage(message))

    def write(self, frame: bytes) -> None:
        self._transport.write(frame)

    def close(self) -> None:
        """Ends the connection as a browser does that goes away."""
        if self._frames is not None and not self._is_over:
            self.write(self._frames.send(CloseConnection(code=GOING_AWAY)))
        self._end(Lost("closed"))

    def _end(self, why: Exception) -> None:
        if self._transport is not None:
            self._transport.close()
        if not self._is_over:
            self._is_over = True
            self._on_end(why)

    # What asyncio calls:

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def get_buffer(self, sizehint: int) -> bytearray:
        return self._inbox.buffer

    def buffer_updated(self, nbytes: int) -> None:
        self._inbox.put(self._read, nbytes)
        if QUICKACK is not None:
            self._transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, QUICKACK, 0)

    def connection_lost(self, exc: Exception | None) -> None:
        self._inbox.put(self._read, 0)

    def _read(self, chunk: bytes, at: float) -> None:
        """Takes in what arrived; no bytes at all are the end."""
        if not chunk:
            self._end(Lost("the server cut the connection"))
            return
        if self._frames is None:
            chunk = self._upgraded(chunk)
        if self._frames is None or self._is_over or not chunk:
            return
        self.bytes_in += len(chunk)
        self._frames.receive_data(chunk)
        for event in self._frames.events():
            if isinstance(event, TextMessage):
                self._text += event.data
                if event.message_finished:
                    text, self._text = self._text, ""
                    self._on_text(text, at)
            elif isinstance(event, Ping):
                self.write(self._frames.send(event.response()))
            elif isinstance(event, CloseConnection):
                self.close_code = int(event.code)
                self._end(Lost(f"closed by the server with code {self.close_code}"))

    def _upgraded(self, chunk: bytes) -> bytes:
        """Reads the HTTP answer; returns what came behind it."""
        self._head += chunk
        head, end, rest = self._head.partition(b"\r\n\r\n")
        if not end:
            return b""
        try:
            taken = accepted_extensions(head, self._key)
        except ConnectionError as error:
            self._end(Lost(str(error)))
            return b""
        deflate = PerMessageDeflate()
        self.is_compressed = taken.startswith(deflate.name)
        if self.is_compressed:
            deflate.finalize(taken)
        self._frames = Connection(ConnectionType.CLIENT, [deflate] if self.is_compressed else [])
        return rest
