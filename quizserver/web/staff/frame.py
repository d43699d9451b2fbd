"""The frame of the staff pages: navigation, languages, notices. What stands in a page is in the other files here."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlsplit

import flask_login
from flask import Response, jsonify, make_response, request
from werkzeug.wrappers import Response as AnyResponse

from quizserver.catalogue import LANGUAGES, explain, say
from quizserver.errors import QuizError
from quizserver.web.render import LANG_COOKIE, Renderer

HOME = "/staff"
NAVIGATION = (
    ("staff.nav.banks", "/staff/banks", "read"),
    ("staff.nav.import", "/staff/import", "import"),
    ("staff.nav.waiting", "/staff/waiting", "approve"),
    ("staff.nav.package", "/staff/package", "export"),
    ("staff.nav.accounts", "/staff/accounts", "accounts"),
    ("staff.nav.audit", "/staff/audit", "accounts"),
)
"""Words, address and power of what the navigation offers, in order. A new page adds its row here."""

YEAR_SECONDS = 365 * 24 * 3600


class Frame:
    """`arrived` is called once, when somebody opens a staff page for the first time since the start."""

    def __init__(self, render: Renderer) -> None:
        self._render = render
        self.arrived: Callable[[], None] | None = None

    @property
    def lang(self) -> str:
        return self._render.lang()

    def page(self, template: str, status: int = 200, *, error: QuizError | None = None, **values: object) -> Response:
        """A staff page; `error` is shown on top of it. The template extends `staff.html`."""
        arrived, self.arrived = self.arrived, None
        if arrived:
            arrived()
        staff = flask_login.current_user
        powers = staff.powers if staff.is_authenticated and not staff.must_change else frozenset()
        links = [(words, path) for words, path, power in NAVIGATION if power in powers]
        response = self._render.page(
            template,
            "staff",
            links=links,
            here=request.path,
            staff=staff if staff.is_authenticated else None,
            error=explain(error, self.lang) if error else "",
            **values,
        )
        response.status_code = status
        return response

    def preview(self, surface: str, lang: str) -> Response:
        """A document without this frame, with the styles and words of another surface."""
        title = say(f"staff.frame.{surface}", lang)
        return self._render.page_in(lang, "staff/frame.html", surface, kind=surface, title=title)

    def refused(self, error: QuizError, status: int) -> AnyResponse:
        """Says no: in JSON to a script, as a page to a person."""
        if self.is_api():
            body = {"code": error.code, "message": explain(error, self.lang), "retry": error.retry}
            return make_response(jsonify({"ok": False, "error": body}), status)
        return self.page("staff/notice.html", status, error=error)

    def is_api(self) -> bool:
        return request.path.startswith(f"{HOME}/api/")

    def login_address(self) -> str:
        """The login page, which leads back to what was asked for."""
        wanted = request.full_path.rstrip("?") if request.method == "GET" else HOME
        return f"{HOME}/login?next={quote(wanted)}"

    def keep_language(self, response: Response) -> Response:
        """Who chooses a language on a staff page keeps it in this browser."""
        asked = request.args.get("lang", "")
        if asked in LANGUAGES:
            response.set_cookie(LANG_COOKIE, asked, max_age=YEAR_SECONDS, path=HOME, httponly=True, samesite="Lax")
        return response


def way_back(wanted: str) -> str:
    """Where to go after a login: only to a staff page of this very server."""
    parts = urlsplit(wanted)
    is_ours = not parts.scheme and not parts.netloc and (parts.path == HOME or parts.path.startswith(f"{HOME}/"))
    return wanted if is_ours and "\\" not in wanted and wanted.isprintable() else HOME
