"""The staff pages without a server process: a Flask app, a library, a clock, and browsers with cookies."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import flask
import pytest
from jinja2 import FileSystemBytecodeCache
from werkzeug.test import TestResponse

from quizserver.banks.programmes import Shelf
from quizserver.cli import Here
from quizserver.live import child
from quizserver.live.bringing import Bringing
from quizserver.live.editing import Editing
from quizserver.live.packages import Packages
from quizserver.live.presence import Presence
from quizserver.live.statistics import of_item
from quizserver.settings import shipped
from quizserver.staff import passwords
from quizserver.staff.passwords import Hashing
from quizserver.staff.register import Register
from quizserver.store.history import History
from quizserver.store.library import Library
from quizserver.web import guard
from quizserver.web.render import Renderer
from quizserver.web.staff import banks, bringing, package
from quizserver.web.staff.frame import Frame
from quizserver.web.staff.pages import register_staff

TEMPLATES = FileSystemBytecodeCache(tempfile.mkdtemp())
"""Compiled once for all tests."""

PASSWORD = "lampu kuning tepi sawah"
LAPTOP, ELSEWHERE = "127.0.0.1", "192.168.7.20"


@pytest.fixture(autouse=True, scope="session")
def _quick_hashes() -> Any:
    """The cheapest Argon2 there is: what it costs is not what these tests are about."""
    kept = passwords.HASHER, passwords.NOBODY
    passwords.HASHER = passwords.argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords.NOBODY = passwords.HASHER.hash("nobody's")
    yield
    passwords.HASHER, passwords.NOBODY = kept


class Wall:
    """Wall time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class NoRooms:
    """Rooms as the pages see them: whether one is open."""

    is_open: bool = False

    def current(self) -> Any:
        return type("Room", (), {"state": type("State", (), {"lang": "id"})})() if self.is_open else None


class Browser:
    """One browser at one address. `get` and `post` as a person does it: a form carries the token of the page it stands on."""

    def __init__(self, app: flask.Flask, address: str) -> None:
        self.client = app.test_client()
        self.address = address

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(path, environ_base={"REMOTE_ADDR": self.address}, **more)

    def post(self, path: str, page: str = "", **fields: Any) -> TestResponse:
        token = self.token(page or path)
        return self.client.post(path, data={"csrf_token": token, **fields}, environ_base={"REMOTE_ADDR": self.address})

    def api(self, method: str, path: str, **sent: Any) -> TestResponse:
        """A request to the JSON API, as a page's script makes it."""
        headers = {"X-CSRFToken": self.token("/staff")}
        place = {"REMOTE_ADDR": self.address}
        return self.client.open(f"/staff/api/{path}", method=method, json=sent or None, headers=headers, environ_base=place)

    def token(self, page: str) -> str:
        """The token of a page, or of the login page when that one leads there."""
        text = self.client.get(page, environ_base={"REMOTE_ADDR": self.address}, follow_redirects=True).text
        found = re.search(r'name="csrf-token" content="([^"]+)"', text)
        assert found, text
        return found[1]

    def log_in(self, name: str, password: str = PASSWORD, wanted: str = "/staff") -> TestResponse:
        return self.post("/staff/login", name=name, password=password, next=wanted)

    def cookie(self, name: str, path: str = "/staff") -> str:
        cookie = self.client.get_cookie(name, path=path)
        return cookie.value if cookie else ""


@dataclass
class StaffRoom:
    """Everything behind the staff pages. `add` makes an account that has chosen its password already."""

    folder: Path
    now: Wall = field(default_factory=Wall)
    rooms: NoRooms = field(default_factory=NoRooms)

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.library = Library(self.folder / "library.sqlite3", Here())
        self.hashed = 0

        def counted(job: Callable[[], Any]) -> Any:
            self.hashed += 1
            return job()

        self.register = Register(self.library, Hashing(counted), self.now)
        self.app = flask.Flask("quizserver", static_folder=None, template_folder=str(shipped("templates")))
        self.app.jinja_options = {"bytecode_cache": TEMPLATES}
        rooms: Any = self.rooms
        render = Renderer(rooms, "test", "id")
        guard.register(self.app, render)
        self.app.get("/")(lambda: render.page("phone.html", "phone", room=""))
        register_staff(self.app, Frame(render), self.register, rooms, self.library, b"s" * 32)
        self.banks = self.folder / "banks"
        self.banks.mkdir(exist_ok=True)
        history = History(self.library)
        approved = history.approved()
        self.shelf = Shelf(self.banks, lambda bank, item: approved.get((bank, item)))
        self.editing = Editing(self.banks, self.shelf, history, approved, lambda: None, self.now)
        self.visits: list[Any] = []

        def make(command: Sequence[str], content: bytes) -> bytes:
            return child.run(command, time.sleep, stdin=content)

        def stats(bank: str, item: str, lang: str) -> Any:
            return of_item(self.visits, bank, item, lang)

        self.app.register_blueprint(banks.create(Frame(render), self.editing, Presence(self.now), stats, make))
        self.app.register_blueprint(bringing.create(Frame(render), Bringing(self.editing, time.sleep), make))
        where = ["--data", str(self.folder), "--banks", str(self.banks)]
        packages = Packages(self.banks, self.folder, self.library)
        self.app.register_blueprint(package.create(Frame(render), self.editing, packages, self.library, make, where, lambda: None))

    def add(self, name: str, *roles: str, password: str = PASSWORD) -> None:
        self.register.add(name, name.title(), roles, "terminal")
        self.register.accounts.change(name, password_hash=passwords.HASHER.hash(password), one_time_until=None)

    def browser(self, address: str = ELSEWHERE) -> Browser:
        return Browser(self.app, address)

    def logged_in(self, name: str, address: str = ELSEWHERE) -> Browser:
        browser = self.browser(address)
        assert browser.log_in(name).status_code == 303
        return browser

    def noted(self) -> list[tuple[str, str, str]]:
        return [(note.who, note.what, note.about) for _, note in reversed(self.register.audit.newest(1_000))]


@pytest.fixture
def staff(tmp_path: Path) -> StaffRoom:
    return StaffRoom(tmp_path)
