"""Accounts and the audit log, for who has the power `accounts`."""

from __future__ import annotations

import datetime

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from quizserver.catalogue import say
from quizserver.errors import BadRequest, QuizError
from quizserver.staff.register import Register
from quizserver.staff.roles import ROLES
from quizserver.web.staff.frame import HOME, Frame
from quizserver.web.staff.guard import current_staff, needs

ACCOUNTS = f"{HOME}/accounts"
NOTES_ON_A_PAGE = 100


def create(frame: Frame, register: Register) -> Blueprint:
    pages = Blueprint("staff_people", __name__)

    def listed(status: int = 200, **values: object) -> AnyResponse:
        """The page with all accounts. `given`, if any: whose new one-time password is shown, this once."""
        words = {role: say(f"staff.role.{role}", frame.lang) for role in ROLES}
        about = {role: say(f"staff.role_may.{role}", frame.lang) for role in ROLES}
        shown = {"given": None, "name": "", "display": "", "chosen": (), "error": None} | values
        return frame.page("staff/accounts.html", status, accounts=register.accounts.all(), roles=words, about=about, **shown)  # type: ignore[arg-type]

    @pages.get(ACCOUNTS)
    @needs("accounts")
    def accounts_page() -> AnyResponse:
        return listed()

    @pages.post(ACCOUNTS)
    @needs("accounts")
    def add() -> AnyResponse:
        name, display, roles = request.form.get("name", ""), request.form.get("display", ""), request.form.getlist("role")
        try:
            password = register.add(name, display, roles, current_staff().name)
        except QuizError as error:
            return listed(422, error=error, name=name, display=display, chosen=roles)
        return listed(given=(name.strip().casefold(), password))

    @pages.post(f"{ACCOUNTS}/<name>/<change>")
    @needs("accounts")
    def change(name: str, change: str) -> AnyResponse:
        by = current_staff().name
        try:
            if change == "password":
                return listed(given=(name, register.give_password(name, by)))
            if change == "roles":
                register.set_roles(name, request.form.getlist("role"), by)
            elif change in ("disable", "enable"):
                register.set_disabled(name, change == "disable", by)
            else:
                raise BadRequest("request/malformed")
        except QuizError as error:
            return listed(422, error=error)
        return redirect(f"{ACCOUNTS}#{name}", 303)

    @pages.get(f"{HOME}/audit")
    @needs("accounts")
    def audit_page() -> AnyResponse:
        before = request.args.get("before", type=int)
        notes = register.audit.newest(NOTES_ON_A_PAGE, None if before is None else max(0, min(before, 2**53)))
        rows = [
            {
                "at": datetime.datetime.fromtimestamp(note.at).astimezone().strftime("%Y-%m-%d %H:%M").split(),
                "who": note.who,
                "what": say(f"staff.audit.{note.what}", frame.lang),
                "about": note.about,
            }
            for _, note in notes
        ]
        older = notes[-1][0] if len(notes) == NOTES_ON_A_PAGE else None
        return frame.page("staff/audit.html", rows=rows, older=older)

    return pages
