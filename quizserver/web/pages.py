"""The pages: phone, screen, desk, and the kind notice for everything else. They are thin; the surfaces live in static/js."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from quizserver import __version__
from quizserver.catalogue import LANGUAGES, explain, say
from quizserver.core.facts import Json
from quizserver.errors import QuizError, Rejected
from quizserver.live.office import Office
from quizserver.live.pairing import Pairing
from quizserver.live.rooms import Rooms
from quizserver.protocol import COOKIE, PROTOCOL
from quizserver.store.library import Library

KEY_SECONDS = 365 * 24 * 3600
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; connect-src 'self' ws: wss:; "
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages need of the server."""

    rooms: Rooms
    office: Office
    library: Library
    pairing: Pairing
    release: str
    lang: str


def create(server: Desk) -> Blueprint:
    """All pages of the four surfaces."""
    pages = Blueprint("pages", __name__)

    def lang_asked() -> str:
        """What the address asks for, else the language of the room: a hall reads one language unless somebody chooses."""
        room = server.rooms.current()
        asked = request.args.get("lang", "")
        return asked if asked in LANGUAGES else room.state.lang if room else server.lang

    def page(template: str, surface: str, **values: object) -> str:
        lang = lang_asked()
        static = f"/static/{server.release}"
        words = f"{static}/words/{surface}.{lang}.js"
        return render_template(
            template, lang=lang, static=static, words=words, protocol=PROTOCOL, say=partial(say, lang=lang), **values
        )

    def notice(error: QuizError, status: int) -> Response:
        lang = lang_asked()
        body = render_template(
            "notice.html",
            lang=lang,
            static=f"/static/{server.release}",
            title=say("page.notice.title", lang),
            text=explain(error, lang),
            way_on=say("page.notice.way_on", lang),
        )
        return make_response(body, status)

    def key_kind() -> str | None:
        key = request.cookies.get(COOKIE, "")
        return server.library.kind_of_key(key) if key else None

    def with_key(response: AnyResponse, kind: str) -> AnyResponse:
        """Lets this browser in from now on; the cookie survives restarts of both sides."""
        key = secrets.token_urlsafe(32)
        server.library.add_key(key, kind)
        response.set_cookie(COOKIE, key, max_age=KEY_SECONDS, httponly=True, samesite="Lax")
        return response

    @pages.get("/")
    def phone() -> str:
        return page("phone.html", "phone", room="")

    @pages.get("/<code>")
    def phone_in_room(code: str) -> str | Response:
        room = server.rooms.find(code)
        if room is None:
            error = Rejected("room/none") if len(code) == 4 and code.isalpha() else Rejected("web/not_found")
            return notice(error, 404)
        return page("phone.html", "phone", room=room.state.code)

    @pages.get("/screen")
    def screen() -> str | Response:
        return page("screen.html", "screen") if key_kind() == "browser" else notice(Rejected("grant/none"), 403)

    @pages.get("/desk")
    def desk() -> str | Response:
        return page("desk.html", "desk") if key_kind() else make_response(page("pair.html", "desk"))

    @pages.get("/start/<link>")
    def start(link: str) -> AnyResponse:
        if server.library.use_link(link):
            return with_key(redirect("/screen?fresh=1"), "browser")
        if key_kind() == "browser":
            return redirect("/screen")
        return notice(Rejected("web/link_used"), 403)

    @pages.post("/pair")
    def ask_to_pair() -> Json:
        ticket, digits = server.pairing.ask()
        return {"ok": True, "ticket": ticket, "digits": digits}

    @pages.get("/pair/<ticket>")
    def wait_to_pair(ticket: str) -> AnyResponse:
        let_in = server.pairing.is_let_in(ticket)
        state = "again" if let_in is None else "in" if let_in else "waiting"
        response = make_response({"ok": True, "state": state})
        return with_key(response, "desk") if let_in else response

    @pages.get("/qr/<what>.svg")
    def qr_code(what: str) -> Response:
        picture = server.office.picture(what)
        if picture is None:
            return notice(Rejected("web/not_found"), 404)
        return Response(picture, mimetype="image/svg+xml")

    @pages.get("/healthz")
    def health() -> Json:
        running = server.rooms.running()
        players = sum(room.state.heads for room in running)
        return {"status": "ok", "version": __version__, "rooms": len(running), "players": players}

    @pages.get("/favicon.ico")
    def favicon() -> AnyResponse:
        return redirect(f"/static/{server.release}/art/favicon.svg")

    @pages.app_errorhandler(QuizError)
    def refused(error: QuizError) -> tuple[Json, int]:
        lang = lang_asked()
        return {"ok": False, "error": {"code": error.code, "message": explain(error, lang), "retry": error.retry}}, 409

    @pages.app_errorhandler(HTTPException)
    def not_served(error: HTTPException) -> Response:
        found = error.code or 500
        return notice(Rejected("web/not_found" if found < 500 else "web/failed"), found)

    @pages.after_app_request
    def guard(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return pages
