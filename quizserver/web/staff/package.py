"""The visit package for staff: a page, and its JSON API below /staff/api/package. The doing: live/packages.py, in children.

Made by who may export. It carries approved items and help channels, so it is brought in by who may change all of that alone (PACKAGE),
and on the laptop itself by the browser that drives the screen.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import flask_login
from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from quizserver.banks.package import MOST_BYTES
from quizserver.catalogue import say
from quizserver.core.facts import Json
from quizserver.errors import BadInput, BadRequest, QuizError, Unauthorized
from quizserver.live.editing import Editing, Person
from quizserver.live.packages import Packages
from quizserver.protocol import COOKIE
from quizserver.store.library import Library
from quizserver.web.staff import guard
from quizserver.web.staff.frame import HOME, Frame
from quizserver.web.staff.guard import ANYBODY, current_staff, needs
from quizserver.web.staff.sent import body

PACKAGE = frozenset({"import", "approve", "help", "accounts"})
"""What somebody needs to bring a package in: nobody approves what is in it, so an editor could write and approve alone."""

Make = Callable[[Sequence[str], bytes], bytes]


def create(
    frame: Frame, editing: Editing, packages: Packages, library: Library, make: Make, where: Sequence[str], arrived: Callable[[], None]
) -> Blueprint:
    """`where`: the options that name the server's folders to its children; `arrived` is told when something was brought in."""
    pages = Blueprint("staff_package", __name__, url_prefix=HOME)
    turn = threading.Lock()  # there is one place to lay a package ready

    def taker() -> Person:
        """Who brings a package in. Raises Unauthorized."""
        if flask_login.current_user.is_authenticated and current_staff().powers >= PACKAGE and not current_staff().must_change:
            return Person(current_staff().name, current_staff().display, frame.lang)
        key = request.cookies.get(COOKIE, "")
        if guard.is_laptop(request) and key and library.kind_of_key(key) == "browser":
            return Person("", say("cli.package.who", frame.lang), frame.lang)
        raise Unauthorized("staff/no_power")

    @pages.errorhandler(QuizError)
    def refused(error: QuizError) -> AnyResponse:
        status = 403 if isinstance(error, Unauthorized) else 400 if isinstance(error, BadRequest | BadInput) else 409
        return frame.refused(error, status)

    @pages.get("/package")
    @needs(ANYBODY)
    def package_page() -> AnyResponse:
        powers = current_staff().powers if flask_login.current_user.is_authenticated else frozenset()
        try:
            taker()
            takes = "yes"
        except Unauthorized as error:
            takes = ""
            if "export" not in powers:
                return frame.refused(error, 403)
        return frame.page("staff/package.html", makes="yes" if "export" in powers else "", takes=takes)

    @pages.get("/api/package")
    @needs("export")
    def programmes() -> Json:
        listed = editing.shelf.programmes()
        return {"ok": True, "programmes": [{"id": one.id, "title": one.title, "waiting": one.waiting} for one in listed]}

    @pages.post("/api/package/make")
    @needs("export")
    def make_package() -> Response:
        chosen = [str(name) for name in body().get("programmes") or []]
        if not chosen or any(name.startswith("-") for name in chosen):
            raise BadRequest("request/malformed")
        made = make(["package", "make", *where, "--lang", frame.lang, "--by", current_staff().display, *chosen], b"")
        return Response(b'{"ok": true, "made": ' + made + b"}", mimetype="application/json")

    @pages.post("/api/package/look")
    @needs(ANYBODY, MOST_BYTES)
    def look() -> Response:
        taker()
        seen = make(["package", "look", *where, "--lang", frame.lang], request.get_data(cache=False))
        return Response(b'{"ok": true, "seen": ' + seen + b"}", mimetype="application/json")

    @pages.post("/api/package/take")
    @needs(ANYBODY, MOST_BYTES)
    def take() -> Json:
        who = taker()
        replace = [option for path in request.args.getlist("replace") for option in ("--replace", path)]
        content = request.get_data(cache=False)
        with turn:
            make(["package", "stage", *where, "--lang", frame.lang, *replace], content)
            done = packages.finish(editing, who)
        arrived()
        return {"ok": True, "files": done}

    return pages
