"""What holds for every address under /staff: who is logged in, what she may do, tokens against forged forms, and where it answers at all.

A view says what it needs with `needs`; one that says nothing is served to nobody. Nothing is drawn here: that is frame.py.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

import flask_login
from flask import Flask, Request, Response, current_app, redirect, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from quizserver.errors import BadInput, Rejected, Unauthorized
from quizserver.live.rooms import Rooms
from quizserver.staff.roles import powers_of
from quizserver.store.accounts import IDLE_SECONDS, Account, Accounts
from quizserver.web.staff.frame import Frame

View = TypeVar("View", bound=Callable[..., Any])

PREFIX = "/staff"
ANYBODY = None
LOGIN_COOKIE = "quizserver_staff"
PROXIES = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
MOST_BYTES = 1_000_000
"""What a view takes that does not say otherwise; the longest programme and the longest item have less than a tenth."""


@dataclass(frozen=True, slots=True)
class Staff(flask_login.UserMixin):  # type: ignore[misc]
    """Who is logged in. `powers`: staff/roles.py. `must_change` while her password is one that was given to her."""

    account: Account
    token: str = field(repr=False)

    @property
    def name(self) -> str:
        return self.account.name

    @property
    def display(self) -> str:
        return self.account.display

    @property
    def powers(self) -> frozenset[str]:
        return powers_of(self.account.roles)

    @property
    def must_change(self) -> bool:
        return self.account.one_time_until is not None

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the login's token, not the name."""
        return self.token


def needs(power: str | None, takes: int = MOST_BYTES) -> Callable[[View], View]:
    """Marks a view with the power it needs, "" is anybody who is logged in, ANYBODY is everybody, and with the most bytes it takes."""

    def mark(view: View) -> View:
        view.needs, view.takes = power, takes  # type: ignore[attr-defined]
        return view

    return mark


def current_staff() -> Staff:
    """Who asks. Only in a view that `needs` a power or a login."""
    staff: Staff = flask_login.current_user._get_current_object()
    return staff


def is_laptop(asked: Request) -> bool:
    """Whether the request comes from this very machine, not through somebody's proxy on it, and to a name that only this machine has.

    A page from elsewhere may give its own name our address (DNS rebinding): the laptop's browser then asks us on that page's behalf.
    """
    if any(name in asked.headers for name in PROXIES):
        return False
    try:
        name = urlsplit(f"//{asked.host}").hostname or ""
    except ValueError:
        return False
    return _is_loopback(asked.remote_addr or "") and (name == "localhost" or _is_loopback(name))


def _is_loopback(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    inside = getattr(address, "ipv4_mapped", None) or address
    return bool(inside.is_loopback)


class StaffOnlySessions(SecureCookieSessionInterface):
    """Flask's cookie session for /staff. Everywhere else it is empty and nothing can be put in: phones get no cookie."""

    def open_session(self, app: Flask, request: Request) -> Any:
        if not _is_staff(request.path):
            return self.make_null_session(app)
        return super().open_session(app, request)


def register(app: Flask, frame: Frame, accounts: Accounts, rooms: Rooms, secret: bytes) -> None:
    """Puts the guard before every request under /staff."""
    app.secret_key = secret
    app.session_interface = StaffOnlySessions()
    app.config.update(
        SESSION_COOKIE_NAME=LOGIN_COOKIE,
        SESSION_COOKIE_PATH=PREFIX,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(seconds=IDLE_SECONDS),
        WTF_CSRF_CHECK_DEFAULT=False,  # asked for below, where it is needed
        WTF_CSRF_TIME_LIMIT=None,  # as long as the login
        WTF_CSRF_SSL_STRICT=False,  # our pages send no referrer
    )
    csrf = CSRFProtect(app)
    logins = flask_login.LoginManager(app, add_context_processor=False)
    logins.session_protection = None  # it would tie a login to an address, and laptops change theirs

    @logins.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> Staff | None:
        account = accounts.logged_in(token)
        return Staff(account, token) if account else None

    @app.before_request
    def guard() -> AnyResponse | None:
        if not _is_staff(request.path):
            return None
        if rooms.current() is not None and not is_laptop(request):
            return frame.refused(Rejected("staff/visit_runs"), 403)
        if request.endpoint is None:
            return None
        view: Any = current_app.view_functions[request.endpoint]
        power: str | None = view.needs
        kept_out = None if power is ANYBODY else _kept_out(power)
        if kept_out is None and (request.content_length or 0) > view.takes:
            kept_out = frame.refused(BadInput("staff/too_large", megabytes=f"{view.takes / 1_000_000:g}"), 413)
        if kept_out is None:
            # Reads the whole form: only of people who may send one, and only so much.
            request.max_content_length = view.takes
            csrf.protect()
        return kept_out

    def _kept_out(power: str) -> AnyResponse | None:
        if not flask_login.current_user.is_authenticated:
            if frame.is_api():
                return frame.refused(Unauthorized("staff/log_in"), 401)
            if accounts.is_empty():
                return redirect(f"{PREFIX}/first")
            return redirect(frame.login_address())
        staff = current_staff()
        if staff.must_change and request.blueprint != "staff_own":
            return frame.refused(Unauthorized("staff/must_change"), 403) if frame.is_api() else redirect(f"{PREFIX}/me")
        if power and power not in staff.powers:
            return frame.refused(Unauthorized("staff/no_power"), 403)
        return None

    @app.errorhandler(CSRFError)
    def stale(_: CSRFError) -> AnyResponse:
        return frame.refused(Rejected("staff/stale", retry=True), 400)

    @app.after_request
    def keep_language(response: Response) -> Response:
        return frame.keep_language(response) if _is_staff(request.path) else response


def log_in(staff: Staff) -> None:
    """Makes this browser hers. What was in its cookie before goes: nobody can prepare a login for somebody else."""
    session.clear()
    session.permanent = True
    flask_login.login_user(staff)


def log_out() -> None:
    flask_login.logout_user()
    session.clear()


def _is_staff(path: str) -> bool:
    return path == PREFIX or path.startswith(f"{PREFIX}/")
