"""What holds for every answer of the web side: its headers, and what becomes of refusals and unknown addresses."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from quizserver.catalogue import explain
from quizserver.core.facts import Json
from quizserver.errors import QuizError, Rejected
from quizserver.web.render import Renderer

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; connect-src 'self' ws: wss:; "
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)


def register(app: Flask, render: Renderer) -> None:
    """Puts the handlers in place."""

    @app.errorhandler(QuizError)
    def refused(error: QuizError) -> tuple[Json, int]:
        message = explain(error, render.lang())
        return {"ok": False, "error": {"code": error.code, "message": message, "retry": error.retry}}, 409

    @app.errorhandler(HTTPException)
    def not_served(error: HTTPException) -> Response:
        status = error.code or 500
        return render.notice(Rejected("web/not_found" if status < 500 else "web/failed"), status)

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers.setdefault("Cache-Control", "no-store")
        return _compressed(response)


def _compressed(response: Response) -> Response:
    """Pages as gzip where the browser takes it: 320 phones ask for one at the same moment."""
    if response.mimetype == "text/html" and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(gzip.compress(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
    return response
