"""Sets Socket.IO up: the server's options, the three namespaces, and what happens when a connection comes or goes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

import flask
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as Refused

from quizserver.catalogue import LANGUAGES, explain
from quizserver.core.facts import Json
from quizserver.errors import BadRequest, QuizError, Unavailable
from quizserver.protocol import COOKIE, PROTOCOL
from quizserver.serving import sleep, spawn
from quizserver.sockets import ack, codec, engine, phone, walls
from quizserver.sockets.links import Grant, Link, Links

log = logging.getLogger(__name__)

MOST_FRAME_BYTES = 65_536
PING_EVERY = 12
PING_TIMEOUT = 10
WELCOME_AGAIN = (0.2,) * 5 + (1.0,) * 20
"""Seconds between attempts to show somebody the room while the disk refuses."""


def create(
    app: flask.Flask, mode: str, links: Links, office: walls.Office, kind_of_key: Callable[[str], str | None]
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

    def grant(role: str, environ: Mapping[str, Any], auth: Mapping[str, Any]) -> Grant:
        if role == "phone":
            return phone.settle(auth, office.room())
        return walls.settle(role, kind_of_key(_cookie(environ)), auth)

    def welcome(link: Link) -> None:
        for wait in WELCOME_AGAIN:
            try:
                if link.grant.role == "phone":
                    phone.welcome(links, link)
                else:
                    walls.welcome(links, link, office)
                return
            except Unavailable as error:
                # A goodbye is for good; a disk that refused is read again within a beat.
                refused = error
                sleep(wait)
            except QuizError as error:
                links.end(link, error)
                return
        links.end(link, refused)

    def on_connect(role: str) -> Callable[..., None]:
        def connect(sid: str, environ: Mapping[str, Any], auth: Any = None) -> None:
            auth = auth if isinstance(auth, dict) else {}
            lang = auth.get("lang") if auth.get("lang") in LANGUAGES else LANGUAGES[0]
            try:
                if auth.get("protocol") != PROTOCOL:
                    raise BadRequest("protocol/mismatch")
                link = Link(sid, grant(role, environ, auth), str(lang))
            except QuizError as error:
                raise Refused(explain(error, str(lang)), _refusal(error, str(lang))) from None
            links.add(link)
            # Later, because the library tells the client that it is connected only after this handler.
            spawn(welcome, link)

        return connect

    def on_disconnect(role: str) -> Callable[..., None]:
        def disconnect(sid: str, _reason: object = None) -> None:
            link = links.remove(role, sid)
            if link is not None and role == "phone":
                phone.leave(links, link)

        return disconnect

    for role, verbs in (
        ("phone", phone.verbs(links)),
        ("screen", walls.verbs(links, office)),
        ("desk", walls.verbs(links, office)),
    ):
        server.on("connect", on_connect(role), namespace=f"/{role}")
        server.on("disconnect", on_disconnect(role), namespace=f"/{role}")
        ack.register(links, role, verbs)
    return pipe


def _cookie(environ: Mapping[str, Any]) -> str:
    try:
        jar = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def _refusal(error: QuizError, lang: str) -> Json:
    return {"code": error.code, "message": explain(error, lang)}
