"""Puts the guard and every staff page into the app. A new group of pages adds its line here; each of its views is marked with `needs`."""

from __future__ import annotations

from flask import Flask

from quizserver import rounds
from quizserver.core.game import Game
from quizserver.live.rooms import Rooms
from quizserver.staff.register import Register
from quizserver.store.library import Library
from quizserver.web.staff import editor, guard, home, login, own, people
from quizserver.web.staff.frame import Frame


def register_staff(app: Flask, frame: Frame, register: Register, rooms: Rooms, library: Library, secret: bytes) -> None:
    """`secret` signs the cookies of logins and known browsers."""
    guard.register(app, frame, register.accounts, rooms, secret)
    app.register_blueprint(login.create(frame, register, library, secret))
    app.register_blueprint(own.create(frame, register))
    app.register_blueprint(home.create(frame, register, library))
    app.register_blueprint(people.create(frame, register))
    app.register_blueprint(editor.create(frame, Game(rounds.discover())))
