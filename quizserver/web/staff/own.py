"""A person's own page: her password, and the end of her logins. Open also to somebody who has to change a password she was given."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from quizserver.errors import QuizError, Rejected
from quizserver.staff.register import Register
from quizserver.web.staff import guard
from quizserver.web.staff.frame import HOME, Frame
from quizserver.web.staff.guard import current_staff, needs

OWN = f"{HOME}/me"


def create(frame: Frame, register: Register) -> Blueprint:
    pages = Blueprint("staff_own", __name__)

    @pages.get(OWN)
    @needs("")
    def own_page() -> AnyResponse:
        return frame.page("staff/own.html", done=request.args.get("done", ""))

    @pages.post(OWN)
    @needs("")
    def change_password() -> AnyResponse:
        staff = current_staff()
        old, new, again = (request.form.get(field, "") for field in ("old", "password", "again"))
        try:
            if new != again:
                raise Rejected("staff/not_the_same")
            register.change_password(staff.account, old, new, staff.token, staff.token)
        except QuizError as error:
            return frame.page("staff/own.html", 422, error=error)
        return redirect(HOME if staff.must_change else f"{OWN}?done=changed", 303)

    @pages.post(f"{HOME}/logout")
    @needs("")
    def log_out() -> AnyResponse:
        register.accounts.log_out(current_staff().token)
        guard.log_out()
        return redirect(f"{HOME}/login", 303)

    @pages.post(f"{OWN}/logout-everywhere")
    @needs("")
    def log_out_everywhere() -> AnyResponse:
        staff = current_staff()
        register.log_out_everywhere(staff.account)
        guard.log_out()
        return redirect(f"{HOME}/login", 303)

    return pages
