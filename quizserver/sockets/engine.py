"""Hardens Engine.IO, the library under Socket.IO, against clients that send what no client should. Nothing of the game is here.

Each measure answers an attack that was seen to work (tests/sockets/test_attacks.py): one phone that sends without pause starved the
hall, a packet that cannot be read raised through the web server with the sender's address in the log, a refused upload left a thread
behind for ever, and the library's complaints put a student's text on the facilitator's terminal.
"""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable
from typing import Any

from quizserver.serving import sleep

BURST = 48 * 1024
PER_SECOND = 16 * 1024
"""Bytes that one connection may send at once, and how fast they come back: 60 small messages a second, far more than a phone needs."""

LEAST = 64
"""What a read costs at least, however few bytes it brings."""

TURN = 1024
"""After so many bytes the others get their turn: a green thread that always finds more to read lets nobody in."""

CLIENT_FAULTS = ("post request handler error", "Unknown receive error")

Websocket = Callable[..., Any]


def library_log() -> logging.Logger:
    """A log for the library that keeps failures of our own handlers and nothing that a client can cause or word."""
    log = logging.getLogger("quizserver.engineio")
    log.setLevel(logging.ERROR)
    log.addFilter(_is_ours)
    return log


def _is_ours(record: logging.LogRecord) -> bool:
    return record.exc_info is not None and record.msg not in CLIENT_FAULTS


def harden(engine: Any, most_bytes: int) -> None:
    """Puts all measures in place. `engine` is the engineio server."""
    websocket = engine._async["websocket"]
    engine._async = {**engine._async, "websocket": lambda handler, server: _Sheltered(websocket, handler, server, most_bytes)}

    def end(sid: str) -> None:
        """As the library's, without waiting for a client to fetch what it never will."""
        session = engine.sockets.pop(sid, None)
        if session is not None:
            session.close(wait=False)

    engine.disconnect = end


class _Sheltered:
    """The library's websocket with a patient reader; what it cannot read ends the connection, quietly."""

    def __init__(self, websocket: Websocket, handler: Any, server: Any, most_bytes: int) -> None:
        self._handler = handler
        self._websocket = websocket(self._handle, server)
        settings = getattr(self._websocket, "server_args", None)
        if settings is not None:  # gevent: simple-websocket
            settings["max_message_size"] = most_bytes
            settings["receive_bytes"] = TURN
            settings["thread_class"] = _quiet(settings["thread_class"])

    def __call__(self, environ: Any, start_response: Any) -> Any:
        try:
            return self._websocket(environ, start_response)
        except Exception:
            # The handshake itself was not one: nothing was sent yet.
            start_response("400 Bad Request", [("Content-Length", "0")])
            return []

    def _handle(self, websocket: Any) -> Any:
        session, wait = self._handler.__self__, websocket.wait
        inner = getattr(websocket, "ws", websocket)
        name = "sock" if hasattr(inner, "sock") else "socket"
        setattr(inner, name, _PatientSocket(getattr(inner, name)))
        # Else the second of two messages (a view, then its ack) waits 40 ms for the client to confirm the first.
        getattr(inner, name).setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # What still comes in after the end is nobody's any more.
        websocket.wait = lambda: None if (message := wait()) is None or session.closed else message
        try:
            return self._handler(websocket)
        except Exception:
            session.close(wait=False, abort=True)
            return []


class _PatientSocket:
    """A socket that is read no faster than any phone has reason to send.

    It reads ahead: eventlet asks for the head of a frame in twos and fours, and each would be a call to the system.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._credit = float(BURST)
        self._at = time.monotonic()
        self._turn = TURN
        self._ahead = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def recv(self, size: int) -> bytes:
        if not self._ahead:
            self._ahead = self._read(max(size, TURN))
        piece, self._ahead = self._ahead[:size], self._ahead[size:]
        return piece

    def _read(self, size: int) -> bytes:
        chunk: bytes = self._inner.recv(size)
        cost = max(LEAST, len(chunk))
        now = time.monotonic()
        self._credit = min(BURST, self._credit + (now - self._at) * PER_SECOND) - cost
        self._at = now
        self._turn -= cost
        if self._credit < 0:
            sleep(-self._credit / PER_SECOND)
        elif self._turn < 0:
            self._turn = TURN
            sleep(0)
        return chunk


def _quiet(thread_class: Any) -> Any:
    """simple-websocket reads in a thread; a frame that breaks the rules would kill it with a traceback and leave the phone hanging."""

    def thread(target: Any) -> Any:
        def run() -> None:
            try:
                target()
            except Exception:
                websocket = target.__self__
                websocket.connected = False
                websocket.event.set()
                websocket.sock.close()

        return thread_class(target=run)

    return thread
