"""All running rooms: opened, recovered from the journal when the server starts, found by code. One room is the normal case."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from quizserver.core import facts as f
from quizserver.core import requests
from quizserver.core.game import Game
from quizserver.core.state import State
from quizserver.errors import QuizError, Rejected
from quizserver.live.clock import RoomClock
from quizserver.live.outlet import Outlet
from quizserver.live.room import Room
from quizserver.store.journal import Journal

CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels: no code spells a word. No digits: none is taken for a letter."""


class Rooms:
    def __init__(self, game: Game, journal: Journal, outlet: Outlet, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._game = game
        self._journal = journal
        self._outlet = outlet
        self._monotonic = monotonic
        self._rooms: dict[str, Room] = {}
        self._is_opening = False
        self._are_held: Callable[[], bool] = lambda: False

    def hold_while(self, are_held: Callable[[], bool]) -> None:
        """While this is so no room runs: none is found, none goes on. Nothing of them is lost."""
        self._are_held = are_held

    def recover(self) -> list[Room]:
        """Brings every open room back as the journal knows it: same phase, scores, answers and remaining time.

        Closed ones too while the safeguarding lead is not done with them, and the last one: a paper slip may still turn up.
        """
        closed = self._journal.closed_rooms()
        for name in [*closed, *self._journal.open_rooms()]:
            state = self._game.replay(self._journal.read(name))
            if not state.closed or name == closed[-1] or not requests.is_finished(state):
                self._run(name, state)
        return self.running()

    def with_requests(self) -> list[Room]:
        """Rooms, open or closed, in which the safeguarding lead has something left to do; oldest first.

        What moved to another laptop is done there.
        """
        return [room for room in self._rooms.values() if not room.state.moved and not requests.is_finished(room.state)]

    def all(self) -> list[Room]:
        """All rooms here, oldest first."""
        return list(self._rooms.values())

    def newest(self) -> Room | None:
        """The room that runs, or the last one that did."""
        return self.current() or next((room for room in reversed(self._rooms.values()) if not room.state.moved), None)

    def take_in(self, room: str) -> None:
        """Runs a room that was written to the journal by somebody else: it came from another laptop."""
        self._run(room, self._game.replay(self._journal.read(room)))

    def forget_wiped(self) -> None:
        """Lets go of closed rooms whose facts are gone: nothing may be written to them any more. Raises Unavailable."""
        here = set(self._journal.closed_rooms())
        self._rooms = {name: room for name, room in self._rooms.items() if not room.state.closed or name in here}

    def unwiped(self) -> int:
        """Closed visits whose facts are still here. Raises Unavailable."""
        return len(self._journal.closed_rooms())

    def open(self, opened: f.RoomOpened, done: Callable[[Room | QuizError], None]) -> None:
        """Opens a room; `done` gets it once it is durable. Refused with `room/one_is_open` while another runs."""
        if self._is_opening or self.current() is not None:
            done(Rejected("room/one_is_open"))
            return
        self._is_opening = True
        name = secrets.token_hex(8)
        entry = f.Entry(seq=1, at=0.0, wall=time.time(), actor="screen", command="", fact=opened)

        def committed(error: QuizError | None) -> None:
            self._is_opening = False
            done(error or self._run(name, self._game.replay([entry])))

        self._journal.append(name, [entry], committed)

    def current(self) -> Room | None:
        """The room that the bare address joins: the newest open one."""
        return next(reversed(self.running()), None)

    def find(self, code: str) -> Room | None:
        """The open room with this code, whatever the case of its letters."""
        wanted = code.upper()
        return next((r for r in self._rooms.values() if r.state.code == wanted and not r.state.closed), None)

    def running(self) -> list[Room]:
        return [] if self._are_held() else [room for room in self._rooms.values() if not room.state.closed]

    def new_code(self) -> str:
        """A code no running room has."""
        while True:
            code = "".join(secrets.choice(CODE_LETTERS) for _ in range(4))
            if self.find(code) is None:
                return code

    def _run(self, name: str, state: State) -> Room:
        clock = RoomClock(state.at, self._monotonic)
        room = Room(name, self._game, self._journal, self._outlet, clock, time.time, state)
        kept = {key: old for key, old in self._rooms.items() if not old.state.closed or not requests.is_finished(old.state)}
        self._rooms = kept | {name: room}
        return room
