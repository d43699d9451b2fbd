"""The first page after a login: where to go, and the keys this browser may take for the next visit (the screen, a desk)."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from quizserver.errors import Rejected, Unauthorized
from quizserver.staff.register import Register
from quizserver.staff.roles import DEVICES
from quizserver.store.library import Library
from quizserver.web.facilitator import with_key
from quizserver.web.staff import guard
from quizserver.web.staff.frame import HOME, Frame
from quizserver.web.staff.guard import current_staff, needs


def create(frame: Frame, register: Register, library: Library) -> Blueprint:
    pages = Blueprint("staff_home", __name__)

    @pages.get(HOME, strict_slashes=False)
    @needs("")
    def home() -> AnyResponse:
        powers = current_staff().powers
        devices = [kind for power, kind in DEVICES.items() if power in powers]
        return frame.page("staff/home.html", devices=devices, is_laptop=guard.is_laptop(request), may_screen="screen" in powers)

    @pages.post(f"{HOME}/screen")
    @needs("screen")
    def open_screen() -> AnyResponse:
        """The wall belongs to the laptop: the hall sees what is on it. `programme`: the one that set-up begins with."""
        if not guard.is_laptop(request):
            return frame.refused(Rejected("staff/laptop_only"), 403)
        wanted = request.form.get("programme", "")
        # The key is the laptop's own: it stays when the person leaves.
        return let_in("/screen" + (f"?{urlencode({'programme': wanted})}" if wanted else ""), "browser")

    @pages.post(f"{HOME}/device")
    @needs("")
    def open_desk() -> AnyResponse:
        kind = request.form.get("kind", "")
        if kind not in [DEVICES[power] for power in current_staff().powers & DEVICES.keys()]:
            return frame.refused(Unauthorized("staff/no_power"), 403)
        return let_in("/desk", kind, current_staff().name)

    def let_in(address: str, kind: str, owner: str = "") -> AnyResponse:
        register.audit.note(current_staff().name, "device_let_in", kind)
        return with_key(redirect(address, 303), library, kind, owner)

    return pages
