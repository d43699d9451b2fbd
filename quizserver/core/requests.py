"""The sealed requests of a room: what children (or the adults for them) ask the safeguarding lead. Opaque here: nothing reads them.

A request stays until it has an outcome and was handed over; nothing is ever deleted by age. How many there are is told nowhere but on
the lead's own page; desks hear count and age of those unread for too long (`waiting`). Deciding is in requesting.py; this file keeps
the list, and what others ask of it: `may_wipe` before anything of a visit is deleted, `due` for the warnings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizserver.core.state import State

OUTCOMES = ("met", "referred", "to_counsellor", "table_offered", "not_found", "not_request")
"""Met; referred; given to the school counsellor; no identity: the table was offered; not found: given to the counsellor; no request
(two people have read it)."""

SOURCES = ("phone", "paper", "note")
WAITS_AFTER = 180.0
WARN_HOURS = (24, 72)
"""After the first the lead is warned; after the second the laptop does nothing else until the hand-over is made."""


@dataclass(slots=True)
class Request:
    """`date` is Unix time. `player` and `number` (of the round) are there to take it back with, and are shown to nobody."""

    id: str
    source: str
    sealed: str
    date: float
    player: str = ""
    number: int = 0
    is_read: bool = False
    is_doubted: bool = False
    outcome: str = ""


def add(state: State, source: str, sealed: str, player: str = "", number: int = 0) -> None:
    """A new request; what was handed over before is no longer all there is."""
    state.requests_made += 1
    name = f"r{state.requests_made}"
    state.requests[name] = Request(name, source, sealed, state.date, player, number)
    if player:
        state.newest_request[player, number] = name
    state.handed_over = False


def sent(state: State, number: int, player: str, sealed: str) -> None:
    """A phone has sent something in a sealed round: its newest counts, so an older unread request of the round gives way."""
    withdraw(state, player, number)
    if sealed:
        add(state, "phone", sealed, player, number)


def unread_of(state: State, player: str, number: int) -> Request | None:
    """The one open request this player may still take back in this round."""
    mine = state.requests.get(state.newest_request.get((player, number), ""))
    return mine if mine is not None and not mine.is_read else None


def withdraw(state: State, player: str, number: int) -> None:
    mine = unread_of(state, player, number)
    if mine is not None:
        del state.requests[mine.id]


def open_count(state: State) -> int:
    """Requests without an outcome. For the lead's own page, and for comparing with 0."""
    return sum(not request.outcome for request in state.requests.values())


def is_finished(state: State) -> bool:
    """Nothing is left to be done for the lead here: there was nothing, it goes on elsewhere, or all has an outcome and was handed over."""
    return state.moved or not state.requests or (state.handed_over and open_count(state) == 0)


def may_wipe(state: State) -> bool:
    """Whether the facts of this visit may be deleted as far as requests are concerned."""
    return is_finished(state)


def due(state: State, now: float) -> int:
    """Which of WARN_HOURS the oldest request not handed over has passed, 0 for none. `now` is Unix time."""
    if is_finished(state):
        return 0
    hours = (now - min(request.date for request in state.requests.values())) / 3600
    return max((warn for warn in WARN_HOURS if hours >= warn), default=0)


def waiting(state: State, now: float) -> list[float]:
    """Ages, in seconds, of the requests that nobody has read for WAITS_AFTER; oldest first."""
    ages = (now - request.date for request in state.requests.values() if not request.is_read)
    return sorted((age for age in ages if age >= WAITS_AFTER), reverse=True)
