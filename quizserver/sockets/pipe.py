"""Sets Socket.IO up: the server's options, the three namespaces, and what happens when a connection comes or goes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http.cookies import CookieError, SimpleCookie
from typing import Any

import flask
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as Refused

from quizserver.catalogue import LANGUAGES, explain
from quizserver.errors import BadRequest, QuizError, Unavailable
from quizserver.protocol import COOKIE, PROTOCOL
from quizserver.safety.filter import WordFilter
from quizserver.serving import sleep, spawn
from quizserver.sockets import ack, codec, engine, phone, walls
from quizserver.sockets.links import Grant, Link, Links
from quizserver.store.library import hash_of

log = logging.getLogger(__name__)

MOST_FRAME_BYTES = 65_536
PING_EVERY = 12
PING_TIMEOUT = 10
WELCOME_AGAIN = (0.2,) * 5 + (1.0,) * 20
"""Seconds between attempts to show somebody the room while the disk refuses."""


def create(
    app: flask.Flask, mode: str, links: Links, office: walls.Office, kind_of_key: Callable[[str], str | None], words: WordFilter
) -> SocketIO:
    """The Socket.IO side of the app. Hot handlers sit on the python-socketio server: no Flask context per event."""
    pipe = SocketIO(
        app,
        async_mode=mode,
        serializer=codec.Packet,
        async_handlers=False,
        manage_session=False,
        max_http_buffer_size=MOST_FRAME_BYTES,
        ping_interval=PING_EVERY,
        ping_timeout=PING_TIMEOUT,
        http_compression=False,
        logger=engine.library_log(),
        engineio_logger=engine.library_log(),
    )
    server = links.server = pipe.server
    engine.harden(server.eio, MOST_FRAME_BYTES)

    tables = {"phone": phone.verbs(links, words), "screen": walls.verbs(links, office, words), "desk": walls.verbs(links, office, words)}
    for role, verbs in tables.items():
        door = Door(role, links, office, kind_of_key)
        server.on("connect", door.connect, namespace=f"/{role}")
        server.on("disconnect", door.disconnect, namespace=f"/{role}")
        ack.register(links, role, verbs)
    return pipe


@dataclass(frozen=True, slots=True)
class Door:
    """How connections of one role come and go: the grant is settled at connect, once."""

    role: str
    links: Links
    office: walls.Office
    kind_of_key: Callable[[str], str | None]

    def connect(self, sid: str, environ: Mapping[str, Any], auth: Any = None) -> None:
        """Lets a connection in, or raises the library's refusal with our code and sentence."""
        auth = auth if isinstance(auth, dict) else {}
        lang = str(auth["lang"]) if auth.get("lang") in LANGUAGES else LANGUAGES[0]
        try:
            if auth.get("protocol") != PROTOCOL:
                raise BadRequest("protocol/mismatch")
            link = Link(sid, self._grant(environ, auth), lang)
        except QuizError as error:
            said = explain(error, lang)
            raise Refused(said, {"code": error.code, "message": said}) from None
        self.links.add(link)
        # Later, because the library tells the client that it is connected only after this handler.
        spawn(self._welcome, link)

    def disconnect(self, sid: str, _reason: object = None) -> None:
        link = self.links.remove(self.role, sid)
        if link is not None and self.role == "phone":
            phone.leave(self.links, link)

    def _grant(self, environ: Mapping[str, Any], auth: Mapping[str, Any]) -> Grant:
        if self.role == "phone":
            return phone.settle(auth, self.office.room())
        key = _cookie(environ)
        return replace(walls.settle(self.role, self.kind_of_key(key), auth), identity=hash_of(key))

    def _welcome(self, link: Link) -> None:
        """Shows them the room. A disk that refused is read again within a beat, so that is tried again; a goodbye is for good."""
        for wait in (*WELCOME_AGAIN, None):
            try:
                if self.role == "phone":
                    phone.welcome(self.links, link)
                else:
                    walls.welcome(self.links, link, self.office)
                return
            except QuizError as error:
                if wait is None or not isinstance(error, Unavailable):
                    self.links.end(link, error)
                    return
                sleep(wait)


def _cookie(environ: Mapping[str, Any]) -> str:
    try:
        jar = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""
