"""Deciding how the visit goes on: the next step, pause, time, reopening, the wall, the end. Changes nothing; apply.py does."""

from __future__ import annotations

from quizserver.core import commands as c
from quizserver.core import facts as f
from quizserver.core.apply import Types, open_round
from quizserver.core.decision import Decision
from quizserver.core.state import COVERS, REOPEN_WITHIN, WALLS, State
from quizserver.errors import Rejected

SURE_ABOVE_SECONDS = 5.0
REOPEN_SECONDS = 10.0


def advance(types: Types, state: State, command: c.Advance, at: float) -> Decision:
    if state.wall != "game":
        return Decision([f.WallTurned("game")])
    if state.paused:
        return Decision([f.Resumed()])
    if state.phase == "open":
        return Decision(_leave_step(types, state, command.confirmed, at))
    if state.phase == "ready":
        return Decision([f.RoundOpened(state.number)])
    if state.phase == "ended" and state.next_item is None:
        raise Rejected("round/none_left")
    return Decision(_next_item(state))


def _leave_step(types: Types, state: State, confirmed: bool, at: float) -> list[f.Fact]:
    now = open_round(state)
    kind = types[now.type]
    step = kind.next_step(now.state)
    if step is not None and step.blocked:
        raise Rejected(step.blocked)
    if step is not None and (step.at is not None or not kind.answers):
        return [f.Stepped()]
    if not kind.answers:
        return [f.RoundClosed(reopens=False), *_next_item(state)]
    early = now.ends_at is not None and now.ends_at - at > SURE_ABOVE_SECONDS
    if early and not confirmed and not now.has_one_clock and 2 * now.answered_heads < state.heads:
        raise Rejected("round/confirm_close", answered=now.answered_heads, players=state.heads)
    return [f.Stepped()] if step is not None else [f.RoundClosed(reopens=True)]


def _next_item(state: State) -> list[f.Fact]:
    item = state.next_item
    if item is None:
        return [f.ProgrammeFinished()]
    number = state.number + 1
    before = state.items[state.number - 1] if state.number else None
    new_section = before is None or before["section"] != item["section"]
    return [f.RoundAnnounced(number) if new_section else f.RoundOpened(number)]


def skip(types: Types, state: State, command: c.Skip, at: float) -> Decision:
    if state.phase not in ("ready", "open"):
        raise Rejected("round/nothing_to_skip")
    following = _next_item(state)
    if state.wall in COVERS and isinstance(following[-1], f.RoundOpened):
        return Decision([f.RoundSkipped(), *following, *_stand_still(state)])
    resumed: list[f.Fact] = [f.Resumed()] if state.paused else []
    return Decision([*resumed, f.RoundSkipped(), *following])


def pause(types: Types, state: State, command: c.Pause, at: float) -> Decision:
    if command.on == state.paused:
        return Decision()
    if command.on and state.phase not in ("ready", "open", "closed"):
        raise Rejected("round/nothing_to_pause")
    if command.on:
        return Decision([f.Paused()])
    shows: list[f.Fact] = [f.WallTurned("game")] if state.wall in COVERS and state.phase == "open" else []
    return Decision([*shows, f.Resumed()])


def add_time(types: Types, state: State, command: c.AddTime, at: float) -> Decision:
    now = state.round
    if now is None or state.phase != "open" or now.ends_at is None:
        raise Rejected("round/no_clock")
    return Decision([f.TimeAdded(command.seconds)])


def may_reopen(state: State, at: float) -> bool:
    """Whether the round that was closed last may be opened again for a moment."""
    now = state.round
    closed_at = now.closed_at if now is not None and now.reopens and state.phase == "closed" else None
    return closed_at is not None and at - closed_at <= REOPEN_WITHIN


def reopen(types: Types, state: State, command: c.Reopen, at: float) -> Decision:
    if not may_reopen(state, at):
        raise Rejected("round/too_late_to_reopen")
    return Decision([f.RoundReopened(REOPEN_SECONDS), *(_stand_still(state) if state.wall in COVERS else [])])


def lock(types: Types, state: State, command: c.Lock, at: float) -> Decision:
    return Decision([] if command.on == state.locked else [f.LobbyLocked(command.on)])


def turn_wall(types: Types, state: State, command: c.TurnWall, at: float) -> Decision:
    if command.show not in WALLS:
        raise Rejected("wall/unknown")
    number = None
    if command.show == "last":
        number = state.last_closed if command.round is None else command.round
        if number is None or number != state.result_before(number + 1):
            raise Rejected("wall/no_last")
    if (command.show, number) == (state.wall, state.shown_result):
        return Decision()
    stops = command.show in COVERS and state.phase == "open"
    return Decision([f.WallTurned(command.show, number), *(_stand_still(state) if stops else [])])


def _stand_still(state: State) -> list[f.Fact]:
    """A child may just have said something: nothing must run on, or start to run, behind the calm picture or the help page."""
    return [] if state.paused else [f.Paused()]


def close_room(types: Types, state: State, command: c.CloseRoom, at: float) -> Decision:
    return Decision([f.RoomClosed(moved=command.moved)])
