"""The way in: the login page, and the first account of a fresh laptop. Tries and rules are in staff/register.py."""

from __future__ import annotations

import secrets

from flask import Blueprint, redirect, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response as AnyResponse

from quizserver.errors import QuizError, Rejected
from quizserver.protocol import COOKIE
from quizserver.staff.register import Register
from quizserver.store.accounts import Account
from quizserver.store.library import Library
from quizserver.web.staff import guard
from quizserver.web.staff.frame import HOME, YEAR_SECONDS, Frame, way_back
from quizserver.web.staff.guard import ANYBODY, Staff, needs

DEVICE_COOKIE = "quizserver_device"
LOGIN = f"{HOME}/login"


def create(frame: Frame, register: Register, library: Library, secret: bytes) -> Blueprint:
    """`secret` signs the cookie of a browser that somebody has logged in with before."""
    pages = Blueprint("staff_login", __name__)
    signer = URLSafeSerializer(secret, salt="device")

    def device_of(name: str) -> str:
        """What tries are counted for beside the name: this browser when it has been hers before, the laptop itself, or nothing."""
        if guard.is_laptop(request):
            return "laptop"
        try:
            owner, device = signer.loads(request.cookies.get(DEVICE_COOKIE, ""))
        except (BadSignature, ValueError, TypeError):
            return ""
        return str(device) if owner == name.strip().casefold() else ""

    def in_as(account: Account, token: str, address: str) -> AnyResponse:
        guard.log_in(Staff(account, token))
        response = redirect(address, 303)
        device = signer.dumps([account.name, secrets.token_urlsafe(12)])
        response.set_cookie(DEVICE_COOKIE, device, max_age=YEAR_SECONDS, path=LOGIN, httponly=True, samesite="Strict")
        return response

    def is_ready_for_first() -> bool:
        """The first account is made on the laptop itself, by the browser that drives the screen."""
        key = request.cookies.get(COOKIE, "")
        return guard.is_laptop(request) and bool(key) and library.kind_of_key(key) == "browser"

    @pages.get(LOGIN)
    @needs(ANYBODY)
    def login_page() -> AnyResponse:
        if register.accounts.is_empty():
            return redirect(f"{HOME}/first")
        return frame.page("staff/login.html", next=way_back(request.args.get("next", "")), name="")

    @pages.post(LOGIN)
    @needs(ANYBODY)
    def log_in() -> AnyResponse:
        name, address = request.form.get("name", ""), way_back(request.form.get("next", ""))
        try:
            account, token = register.log_in(name, request.form.get("password", ""), device_of(name))
        except QuizError as error:
            status = 429 if error.code in ("staff/wait", "staff/busy") else 401
            return frame.page("staff/login.html", status, error=error, next=address, name=name)
        return in_as(account, token, address)

    @pages.get(f"{HOME}/first")
    @needs(ANYBODY)
    def first_page() -> AnyResponse:
        if not register.accounts.is_empty():
            return redirect(LOGIN)
        if not is_ready_for_first():
            return frame.refused(Rejected("staff/first_elsewhere"), 403)
        return frame.page("staff/first.html", name="", display="")

    @pages.post(f"{HOME}/first")
    @needs(ANYBODY)
    def make_first() -> AnyResponse:
        if not is_ready_for_first():
            return frame.refused(Rejected("staff/first_elsewhere"), 403)
        name, display, password = (request.form.get(field, "") for field in ("name", "display", "password"))
        try:
            if password != request.form.get("again", ""):
                raise Rejected("staff/not_the_same")
            account, token = register.add_first(name, display, password)
        except QuizError as error:
            return frame.page("staff/first.html", 422, error=error, name=name, display=display)
        return in_as(account, token, HOME)

    return pages
