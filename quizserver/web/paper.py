"""What the desk offers to print: leaflets, poster, cards, certificate, picture. Made in a child process, so that no phone waits for it.

Only browsers that may drive get them. What is drawn is in reports/; the commands are cli/paper.py's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, Response, request

from quizserver.errors import QuizError, Rejected, Unauthorized
from quizserver.live.office import Office
from quizserver.protocol import COOKIE
from quizserver.store.library import Library
from quizserver.web.render import Renderer

DRIVERS = ("browser", "desk")
KINDS = {"pdf": "application/pdf", "png": "image/png"}

Make = Callable[[Sequence[str]], bytes]
"""Runs a quizserver command in a child and returns what it printed."""


def create(render: Renderer, library: Library, office: Office, make: Make, where: Sequence[str], banks: str) -> Blueprint:
    """`where` are the options that name this server's data folder; `banks` its folder of question banks."""
    pages = Blueprint("paper", __name__)

    def printed(name: str, *command: str) -> Response:
        key = request.cookies.get(COOKIE, "")
        if not key or library.kind_of_key(key) not in DRIVERS:
            raise Unauthorized("grant/none")
        made = make([*command, "--lang", render.lang(), "--out", "-"])
        answer = Response(made, mimetype=KINDS[name.rsplit(".", 1)[1]])
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    def asked(name: str, known: Sequence[str]) -> str:
        value = request.args.get(name, known[0])
        if value not in known:
            raise Rejected("web/not_found")
        return value

    @pages.errorhandler(QuizError)
    def refused(error: QuizError) -> Response:
        """A page, not JSON: the desk's links lead here."""
        return render.notice(error, 403 if isinstance(error, Unauthorized) else 409)

    @pages.get("/paper/leaflet.pdf")
    def leaflet() -> Response:
        reader, size = asked("for", ("siswa", "guru", "ortu")), asked("paper", ("a5", "a4"))
        options = ["--for", reader, "--paper", size, "--follow", office.follow_up(), "--banks", banks]
        return printed(f"leaflet-{reader}-{size}.pdf", "leaflet", *options, *where)

    @pages.get("/paper/poster.pdf")
    def poster() -> Response:
        return printed("poster.pdf", "poster", "--url", office.hall()["url"], *where)

    @pages.get("/paper/cards.pdf")
    def cards() -> Response:
        return printed("cards.pdf", "bank", "cards")

    @pages.get("/paper/certificate.pdf")
    def certificate() -> Response:
        each = asked("each", ("1", "4"))
        return printed(f"certificate-{each}.pdf", "certificate", "--each", each, *where)

    @pages.get("/paper/picture.png")
    def picture() -> Response:
        what, heads, school = office.public_count()
        return printed("picture.png", "picture", "--what", what, "--heads", str(heads), "--school", school, *where)

    return pages
