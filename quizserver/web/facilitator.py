"""The facilitator's way in: the one-time link, the screen, the desk, and pairing. Who has no key gets a kind page and nothing else."""

from __future__ import annotations

import secrets

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from quizserver.core.facts import Json
from quizserver.errors import Rejected
from quizserver.live.pairing import Pairing
from quizserver.protocol import COOKIE
from quizserver.store.library import Library
from quizserver.web.render import Renderer

KEY_SECONDS = 365 * 24 * 3600


def with_key(response: AnyResponse, library: Library, kind: str, owner: str = "") -> AnyResponse:
    """Lets this browser in from now on, or as long as the account `owner` does; the cookie survives restarts of both sides."""
    key = secrets.token_urlsafe(32)
    library.add_key(key, kind, owner)
    response.set_cookie(COOKIE, key, max_age=KEY_SECONDS, httponly=True, samesite="Lax")
    return response


def create(render: Renderer, library: Library, pairing: Pairing) -> Blueprint:
    """The addresses of the screen and the desk."""
    pages = Blueprint("facilitator", __name__)

    def key_kind() -> str | None:
        key = request.cookies.get(COOKIE, "")
        return library.kind_of_key(key) if key else None

    @pages.get("/screen")
    def screen() -> Response:
        return render.page("screen.html", "screen") if key_kind() == "browser" else render.notice(Rejected("grant/none"), 403)

    @pages.get("/desk")
    def desk() -> Response:
        return render.page("desk.html" if key_kind() else "pair.html", "desk")

    @pages.get("/start/<link>")
    def start(link: str) -> AnyResponse:
        if library.use_link(link):
            return with_key(redirect("/screen?fresh=1"), library, "browser")
        if key_kind() == "browser":
            return redirect("/screen")
        return render.notice(Rejected("web/link_used"), 403)

    @pages.post("/pair")
    def ask_to_pair() -> Json:
        ticket, digits = pairing.ask()
        return {"ok": True, "ticket": ticket, "digits": digits}

    @pages.get("/pair/<ticket>")
    def wait_to_pair(ticket: str) -> AnyResponse:
        kind = pairing.let_in_as(ticket)
        state = "again" if kind is None else "in" if kind else "waiting"
        response = make_response({"ok": True, "state": state})
        return with_key(response, library, kind) if kind else response

    return pages
