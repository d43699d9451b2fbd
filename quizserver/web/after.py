"""After a visit, for the desk's last page: the list, reports and receipts as downloads, the wipe, and a visit that moves in or out.

Only who may drive gets in, by the cookie of screen or desk. Files are made for one answer and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, make_response, request

from quizserver.core.facts import Json
from quizserver.errors import BadInput, BadRequest, Unauthorized
from quizserver.live.errands import Errands
from quizserver.protocol import COOKIE
from quizserver.store.library import Library
from quizserver.web.render import Renderer

DRIVERS = ("browser", "desk")
KINDS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "receipt": "application/pdf",
}
MOST_UPLOADED = 128 * 1024 * 1024


def create(render: Renderer, library: Library, errands: Errands, arrived: Callable[[str], None], wiped: Callable[[], None]) -> Blueprint:
    """`arrived` takes a room in that was just written to the journal, `wiped` lets go of those that are no longer there."""
    pages = Blueprint("after", __name__, url_prefix="/desk/visits")

    @pages.before_request
    def only_drivers() -> None:
        key = request.cookies.get(COOKIE, "")
        if not key or library.kind_of_key(key) not in DRIVERS:
            raise Unauthorized("grant/none")

    @pages.get("")
    def visits() -> Json:
        return {"ok": True, "visits": errands.visits(render.lang())}

    @pages.post("/<visit>/<kind>")
    def report(visit: str, kind: str) -> Response:
        if kind not in KINDS or not (visit == "last" or visit.isdecimal()):
            raise BadRequest("request/malformed")
        return _download(errands.report(visit, kind, render.lang()), KINDS[kind])

    @pages.delete("/<int:number>")
    def wipe(number: int) -> Json:
        errands.wipe(number, render.lang())
        wiped()
        return {"ok": True}

    @pages.post("/<visit>/room")
    def packed(visit: str) -> Response:
        if not (visit == "last" or visit.isdecimal()):
            raise BadRequest("request/malformed")
        return _download(errands.packed(visit, render.lang()), "application/zip")

    @pages.post("")
    def unpacked() -> Json:
        if (request.content_length or 0) > MOST_UPLOADED:
            raise BadInput("move/too_large", megabytes=MOST_UPLOADED // 1024 // 1024)
        arrived(errands.unpacked(request.get_data(), render.lang()))
        return {"ok": True}

    return pages


def _download(content: bytes, kind: str) -> Response:
    """A file that no browser shows instead of saving it; the page names it."""
    response = make_response(content)
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = "attachment"
    return response
