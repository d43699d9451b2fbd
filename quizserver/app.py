"""Puts everything together: `create_app(settings, listener)` is the only place where ports meet implementations.
Nothing is decided here.
"""

from __future__ import annotations

import datetime
import io
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import flask

from quizserver import rounds, serving
from quizserver.banks.programmes import Shelf
from quizserver.banks.wordlists import load_filter
from quizserver.catalogue import LANGUAGES
from quizserver.core.facts import Json
from quizserver.core.game import Game
from quizserver.errors import BadInput, QuizError
from quizserver.live import cadence, child
from quizserver.live.bringing import Bringing
from quizserver.live.editing import Editing
from quizserver.live.errands import Errands
from quizserver.live.helping import Helping
from quizserver.live.listing import Listing
from quizserver.live.office import Office
from quizserver.live.packages import Packages
from quizserver.live.pairing import Pairing
from quizserver.live.presence import Presence
from quizserver.live.rooms import Rooms
from quizserver.live.safeguarding import Safeguarding
from quizserver.live.statistics import of_item
from quizserver.settings import Settings, secret_of, shipped
from quizserver.sockets import pipe, safeguarding, walls
from quizserver.sockets.links import Links
from quizserver.staff.passwords import Hashing
from quizserver.staff.register import Register
from quizserver.store.archive import Archive
from quizserver.store.history import History
from quizserver.store.journal import SqlJournal
from quizserver.store.library import Library
from quizserver.web import after, assets, facilitator, guard, pages, paper
from quizserver.web.render import Renderer
from quizserver.web.staff import banks, bringing, package
from quizserver.web.staff.frame import Frame
from quizserver.web.staff.pages import register_staff

LONGEST_STEP, TURN = 0.005, 0.001
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Server:
    """What `run` needs: the WSGI app, a new link that lets a browser in, and the addresses for phones."""

    wsgi: Any
    office: Office
    new_link: Callable[[], str]


def create_app(settings: Settings, port: int) -> Server:
    """A server with its rooms recovered and its clock running. `serving.patch` was called before. Raises BadInput, Unavailable."""
    journal = SqlJournal(settings.journal_file, serving.Worker(), max_pages=settings.max_pages)
    library = Library(settings.library_file, serving.Worker())
    packages = Packages(settings.banks, settings.data, library)
    packages.finish()
    links = Links()
    rooms = Rooms(Game(rounds.discover()), journal, links)
    pairing = Pairing(time.monotonic)
    approved, breath = History(library).approved(), Breath()
    shelf = Shelf(settings.banks, lambda bank, item: approved.get((bank, item)), breath)
    helping = Helping(settings.banks, library, lambda: datetime.datetime.now().astimezone().date())
    lead = Safeguarding(rooms, library, time.monotonic, time.time)
    office = Office(rooms, shelf, library, pairing, port, helping, lead)
    office.load()
    library.set_setting("port", port)

    static, release = assets.prepare(shipped("static"), settings.cache)
    app = flask.Flask("quizserver", static_folder=None, template_folder=str(shipped("templates")))
    render = Renderer(rooms, release, settings.lang)
    app.register_blueprint(pages.create(render, rooms, office, settings.banks / "pictures"))
    app.register_blueprint(facilitator.create(render, library, pairing))
    where = ["--data", str(settings.data)]
    app.register_blueprint(
        paper.create(render, library, office, lambda command: child.run(command, serving.sleep), where, str(settings.banks))
    )
    guard.register(app, render)
    frame = Frame(render)
    staff = Register(library, Hashing(serving.Worker().run))
    register_staff(app, frame, staff, rooms, library, secret_of(settings.staff_secret_file))
    editing = Editing(settings.banks, shelf, History(library), approved, breath, time.time)
    _register_banks(app, frame, editing, library)
    errands = Errands(settings.data, serving.sleep)

    def catch_up() -> None:
        errands.catch_up(settings.lang)
        rooms.forget_wiped()

    office.visit_closed = partial(serving.spawn, catch_up)

    def arrived(room: str) -> None:
        rooms.take_in(room)
        walls.show_all(links, office)

    def wiped() -> None:
        rooms.forget_wiped()
        walls.show_all(links, office)

    def brought() -> None:
        helping.load()
        walls.show_all(links, office)

    app.register_blueprint(after.create(render, library, errands, arrived, wiped))
    here = [*where, "--banks", str(settings.banks)]
    app.register_blueprint(package.create(frame, editing, packages, library, _in_child, here, brought))
    pipe.create(app, serving.choose(settings.async_mode), links, office, library.kind_of_key, load_filter(settings.banks))
    if not rooms.recover():
        _check_playable(settings, shelf)
    if rooms.unwiped() or any(visit.receipt is None for visit in Archive(library).visits()):
        office.visit_closed()
    serving.spawn(cadence.run, rooms, serving.sleep)
    serving.spawn(walls.follow_hall, links, office, serving.sleep)
    serving.spawn(safeguarding.follow, links, lead, lambda: walls.show_all(links, office), serving.sleep)

    def new_link() -> str:
        link = secrets.token_urlsafe(18)
        library.add_key(link, "link")
        return link

    return Server(_sheltered(assets.serve(app.wsgi_app, static, release)), office, new_link)


def _in_child(command: Sequence[str], content: bytes) -> bytes:
    return child.run(command, serving.sleep, stdin=content)


def _register_banks(app: flask.Flask, frame: Frame, editing: Editing, library: Library) -> None:
    """What staff edit banks with."""

    def stats(bank: str, item: str, lang: str) -> Json | None:
        counts = [visit.counts for visit in Archive(library).visits() if not visit.moved]
        return of_item(counts, bank, item, lang)

    def warm() -> None:
        with suppress(QuizError):
            Listing(editing).warm(LANGUAGES[0])

    app.register_blueprint(banks.create(frame, editing, Presence(time.monotonic), stats, _in_child))
    app.register_blueprint(bringing.create(frame, Bringing(editing, serving.sleep), _in_child))
    # While somebody types her password, and on no laptop where nobody does.
    frame.arrived = partial(serving.spawn, warm)


class Breath:
    """Called every few steps of something long: lets the others have a turn when 5 ms have passed since the last one.

    A moment of sleep, not 0 seconds: only then all that waits gets its turn with gevent, too.
    """

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self) -> None:
        if time.monotonic() - self._last > LONGEST_STEP:
            serving.sleep(TURN)
            self._last = time.monotonic()


def _check_playable(settings: Settings, shelf: Shelf) -> None:
    """A server with nothing to play and no visit to continue helps nobody. Raises BadInput with the first thing to mend."""
    if shelf.programmes():
        return
    problems = shelf.problems(settings.lang)
    if not problems:
        raise BadInput("cli/banks_missing", path=settings.banks)
    first = problems[0]
    raise BadInput("cli/banks_broken", problem=f"{first.file}:{first.line}: {first.message}")


def _sheltered(wsgi: Any) -> Any:
    """Browsers offer permessage-deflate; refusing it saves 90 kB a phone and a quarter of the CPU, and no message can be a bomb.

    The others get a turn before each request: one client that asks without pause must not keep them out. And the libraries
    have nowhere to write: they would name the phones that went away (their addresses).
    """

    def sheltered(environ: dict[str, Any], start_response: Any) -> Any:
        serving.sleep(0)
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        environ["wsgi.errors"] = _Nowhere()
        return wsgi(environ, start_response)

    return sheltered


class _Nowhere(io.TextIOBase):
    def write(self, text: str) -> int:
        return len(text)
