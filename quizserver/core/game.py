"""The game as one object: the round types and the two functions everything hangs on, decide and apply. Pure.

`decide` may refuse and changes nothing; `apply` never refuses and alone changes state, in place. live/room.py runs it.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizserver.core import apply as applying
from quizserver.core import decide as deciding
from quizserver.core import run_list, views
from quizserver.core.commands import Command
from quizserver.core.decision import Decision
from quizserver.core.facts import Entry, Json
from quizserver.core.state import State


class Game:
    """The rules of a room, for a given set of round types (`rounds.discover()`)."""

    def __init__(self, types: applying.Types) -> None:
        self.types = types

    def decide(self, state: State, command: Command, at: float) -> Decision:
        """Facts that `command` causes at room time `at` (seconds). Raises Rejected; costs O(1) for an answer."""
        return deciding.decide(self.types, state, command, at)

    def apply(self, state: State, entry: Entry) -> None:
        """Changes `state` in place by one journal entry."""
        applying.apply(self.types, state, entry)

    def replay(self, entries: Iterable[Entry]) -> State:
        """The state that these entries, in order, lead to."""
        state = State()
        for entry in entries:
            self.apply(state, entry)
        return state

    def next_at(self, state: State) -> float | None:
        """Room time at which a Tick will find something to do."""
        return deciding.next_at(self.types, state)

    def phone(self, state: State, lang: str, at: float) -> Json:
        return views.phone_view(self.types, state, lang, at)

    def you(self, state: State, player: str, at: float) -> Json:
        return views.you_view(self.types, state, player, at)

    def own(self, state: State, player: str) -> Json | None:
        """What the present round tells this player alone."""
        now = state.round
        return None if now is None else self.types[now.type].you(now.state, player)

    def screen(self, state: State, lang: str, at: float) -> Json:
        return views.screen_view(self.types, state, lang, at)

    def desk(self, state: State, lang: str, at: float) -> Json:
        return views.desk_view(self.types, state, lang, at)

    def programme(self, state: State, lang: str, audience: str, at: float, minute_of_day: float) -> Json:
        return run_list.programme_view(self.types, state, lang, audience, at, minute_of_day)

    def written(self, state: State, number: int) -> Json:
        return views.written_view(self.types, state, number)

    def progress(self, state: State, role: str = "screen") -> Json:
        counts = views.progress_view(self.types, state)
        return counts | views.desk_counts(state) if role == "desk" else counts
