"""Puts the guard and every staff page into the app. A new group of pages adds its line here; each of its views is marked with `needs`."""

from __future__ import annotations

from flask import Flask

from quizserver import rounds
from quizserver.core.game import Game
from quizserver.errors import QuizError
from quizserver.live.rooms import Rooms
from quizserver.staff.register import Register
from quizserver.store.library import Library
from quizserver.web.staff import editor, guard, home, login, own, people
from quizserver.web.staff.frame import Frame


def register_staff(app: Flask, frame: Frame, register: Register, rooms: Rooms, library: Library, secret: bytes) -> None:
    """`secret` signs the cookies of logins and known browsers."""
    guard.register(app, frame, register.accounts, rooms, secret)
    ours = (
        login.create(frame, register, library, secret),
        own.create(frame, register),
        home.create(frame, register, library),
        people.create(frame, register),
    )
    for pages in ours:
        pages.register_error_handler(QuizError, lambda error: frame.refused(error, 503))
        app.register_blueprint(pages)
    app.register_blueprint(editor.create(frame, Game(rounds.discover())))
