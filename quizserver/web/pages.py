"""What everyone may open: the phone page, the QR codes, the Info page, health. Pages are thin; the surfaces live in static/js."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, redirect, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from quizserver import __version__
from quizserver.core.facts import Json
from quizserver.errors import Rejected
from quizserver.live.office import Office
from quizserver.live.rooms import Rooms
from quizserver.rounds import discover
from quizserver.web.render import Renderer


def create(render: Renderer, rooms: Rooms, office: Office, pictures: Path) -> Blueprint:
    """The public addresses. `pictures` is the folder of the banks' pictures."""
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def phone() -> Response:
        return render.page("phone.html", "phone", room="", rounds=list(discover()))

    @pages.get("/<code>")
    def phone_in_room(code: str) -> Response:
        room = rooms.find(code)
        if room is None:
            looks_like_a_code = len(code) == 4 and code.isalpha()
            return render.notice(Rejected("room/none" if looks_like_a_code else "web/not_found"), 404)
        return render.page("phone.html", "phone", room=room.state.code, rounds=list(discover()))

    @pages.get("/qr/<what>.svg")
    def qr_code(what: str) -> Response:
        picture = office.picture(what)
        if picture is None:
            return render.notice(Rejected("web/not_found"), 404)
        return Response(picture, mimetype="image/svg+xml")

    @pages.get("/info.json")
    def info() -> Json:
        return office.info(render.lang())

    @pages.get("/pictures/<name>")
    def picture(name: str) -> Response:
        return send_from_directory(pictures.absolute(), name)

    @pages.get("/healthz")
    def health() -> Json:
        running = rooms.running()
        players = sum(room.state.heads for room in running)
        return {"status": "ok", "version": __version__, "rooms": len(running), "players": players}

    @pages.get("/favicon.ico")
    def favicon() -> AnyResponse:
        return redirect(f"{render.static}/art/favicon.svg")

    return pages
