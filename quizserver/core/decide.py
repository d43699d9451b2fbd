"""Which facts a command causes, or why it is refused. Reads the state, changes nothing; apply.py changes it.

Every refusal is a `Rejected` with a code from words/errors.yaml. Read `decide` first, then any handler below it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from quizserver.core import commands as c
from quizserver.core import facts as f
from quizserver.core.apply import Types, attempt, open_round
from quizserver.core.state import GRACE, MOST_PLAYERS, REOPEN_WITHIN, WALLS, Round, State
from quizserver.errors import Rejected

SLOWEST_AIR = 3.0
"""Seconds an answer may have been on its way: how much earlier than the server saw it a phone may say it was tapped."""

TICK_EVERY = 2.0
CODE_SECONDS = 600.0
SURE_ABOVE_SECONDS = 5.0
REOPEN_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Decision:
    """Facts to journal, in order, and what the ack adds to `ok`. No facts: nothing changes."""

    facts: list[f.Fact] = field(default_factory=list)
    reply: f.Json = field(default_factory=dict)


def decide(types: Types, state: State, command: c.Command, at: float) -> Decision:
    """What `command` causes at room time `at`. Raises Rejected."""
    if state.closed:
        raise Rejected("room/ended")
    return _DECIDE[type(command)](types, state, command, at)


def next_does(types: Types, state: State) -> str:
    """What the next press of space does; the footer of the screen says it."""
    if state.wall != "game":
        return "game"
    if state.paused:
        return "resume"
    if state.phase == "open":
        now = open_round(state)
        step = types[now.type].next_step(now.state)
        if step is not None:
            return step.name
        if types[now.type].answers:
            return "close"
    if state.phase == "ready":
        return "open"
    if state.phase == "ended":
        return "end"
    return "start" if state.phase == "lobby" else "next" if state.next_item else "finish"


def next_at(types: Types, state: State) -> float | None:
    """Room time at which something is due by itself, None if nothing is."""
    if state.phase != "open" or state.paused:
        return None
    now = open_round(state)
    kind = types[now.type]
    step = kind.next_step(now.state)
    closes = state.closes_at() if kind.answers else None
    times = [at for at in (step.at if step else None, closes) if at is not None]
    return min(times, default=None)


def can(types: Types, state: State, at: float) -> f.Json:
    """Which of the facilitator's other commands would be taken now."""
    now = state.round
    return {
        "pause": state.phase in ("ready", "open", "closed"),
        "more_time": now is not None and state.phase == "open" and now.ends_at is not None,
        "reopen": _may_reopen(types, state, at),
        "skip": state.phase in ("ready", "open"),
        "back": state.last_closed is not None,
        "act": list(types[now.type].actions(now.state, state.phase == "open")) if now is not None else [],
    }


def _join(types: Types, state: State, command: c.Join, at: float) -> Decision:
    if command.token_hash in state.tokens:
        return Decision()
    if state.locked:
        raise Rejected("join/locked")
    if len(state.players) >= MOST_PLAYERS:
        raise Rejected("join/full")
    if command.name in state.names:
        raise Rejected("join/name_taken", retry=True)
    player = f"p{len(state.players) + 1}"
    return Decision([f.PlayerJoined(player, command.token_hash, command.name, command.weight)])


def _spin(types: Types, state: State, command: c.Spin, at: float) -> Decision:
    if state.players[command.actor].spins_left <= 0:
        raise Rejected("join/no_spins")
    if command.name in state.names:
        raise Rejected("join/name_taken", retry=True)
    return Decision([f.PlayerRenamed(command.actor, command.name, spun=True)])


def _answer(types: Types, state: State, command: c.Answer, at: float) -> Decision:
    who = state.players[command.actor]
    now = state.round
    if who.removed:
        raise Rejected("player/removed")
    if state.paused:
        raise Rejected("answer/paused", retry=True)
    if now is None or command.round != now.number or state.phase != "open":
        raise Rejected("answer/too_late" if command.round <= state.number else "answer/not_open")
    if not types[now.type].answers:
        raise Rejected("answer/not_open")
    if command.step != now.state["step"]:
        raise Rejected("answer/too_late")
    deadline = now.deadline(who.time_factor)
    if deadline is not None and at > deadline + GRACE:
        raise Rejected("answer/too_late")
    waited = at - now.step_at
    took = min(max(command.took, waited - SLOWEST_AIR, 0.0), waited)
    accepted = types[now.type].check(now.state, attempt(state, command.actor, command.payload, took, at))
    if accepted is None:
        return Decision()
    return Decision([f.Answered(command.actor, accepted.payload, round(took, 3), accepted.is_final)], accepted.reply)


def _issue_code(types: Types, state: State, command: c.IssueCode, at: float) -> Decision:
    _player(state, command.player)
    if command.code_hash in state.codes:
        raise Rejected("code/again", retry=True)
    return Decision([f.CodeIssued(command.player, command.code_hash, at + CODE_SECONDS)])


def _use_code(types: Types, state: State, command: c.UseCode, at: float) -> Decision:
    if command.token_hash in state.tokens:
        return Decision()
    code = state.codes.get(command.code_hash)
    if code is None or at > code.until:
        raise Rejected("code/unknown")
    return Decision([f.TokenReplaced(code.player, command.token_hash)])


def _advance(types: Types, state: State, command: c.Advance, at: float) -> Decision:
    if command.step != state.step_token():
        return Decision()
    if state.wall != "game":
        return Decision([f.WallTurned("game")])
    if state.paused:
        return Decision([f.Resumed()])
    if state.phase == "open":
        return Decision(_leave_step(types, state, command.confirmed, at))
    if state.phase == "ready":
        return Decision([f.RoundOpened(state.number)])
    if state.phase == "ended":
        raise Rejected("round/none_left")
    return Decision(_next_item(state))


def _leave_step(types: Types, state: State, confirmed: bool, at: float) -> list[f.Fact]:
    now = open_round(state)
    kind = types[now.type]
    if not kind.answers:
        return [f.RoundClosed(reopens=False), *_next_item(state)]
    step = kind.next_step(now.state)
    if step is not None and step.at is not None:
        return [f.Stepped()]
    early = now.ends_at is not None and now.ends_at - at > SURE_ABOVE_SECONDS
    if early and not confirmed and 2 * now.answered_heads < state.heads:
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


def _skip(types: Types, state: State, command: c.Skip, at: float) -> Decision:
    if command.step != state.step_token():
        return Decision()
    if state.phase not in ("ready", "open"):
        raise Rejected("round/nothing_to_skip")
    following = _next_item(state)
    if state.wall == "calm" and isinstance(following[-1], f.RoundOpened):
        return Decision([f.RoundSkipped(), *following, *_stand_still(state)])
    resumed: list[f.Fact] = [f.Resumed()] if state.paused else []
    return Decision([*resumed, f.RoundSkipped(), *following])


def _pause(types: Types, state: State, command: c.Pause, at: float) -> Decision:
    if command.on == state.paused:
        return Decision()
    if command.on and state.phase not in ("ready", "open", "closed"):
        raise Rejected("round/nothing_to_pause")
    if command.on:
        return Decision([f.Paused()])
    shows: list[f.Fact] = [f.WallTurned("game")] if state.wall == "calm" and state.phase == "open" else []
    return Decision([*shows, f.Resumed()])


def _add_time(types: Types, state: State, command: c.AddTime, at: float) -> Decision:
    now = state.round
    if now is None or state.phase != "open" or now.ends_at is None:
        raise Rejected("round/no_clock")
    return Decision([f.TimeAdded(command.seconds)])


def _may_reopen(types: Types, state: State, at: float) -> bool:
    now = state.round
    closed_at = now.closed_at if now is not None and now.reopens and state.phase == "closed" else None
    return closed_at is not None and at - closed_at <= REOPEN_WITHIN


def _reopen(types: Types, state: State, command: c.Reopen, at: float) -> Decision:
    if not _may_reopen(types, state, at):
        raise Rejected("round/too_late_to_reopen")
    return Decision([f.RoundReopened(REOPEN_SECONDS), *(_stand_still(state) if state.wall == "calm" else [])])


def _lock(types: Types, state: State, command: c.Lock, at: float) -> Decision:
    return Decision([] if command.on == state.locked else [f.LobbyLocked(command.on)])


def _turn_wall(types: Types, state: State, command: c.TurnWall, at: float) -> Decision:
    if command.show not in WALLS:
        raise Rejected("wall/unknown")
    if command.show == "last" and state.last_closed is None:
        raise Rejected("wall/no_last")
    if command.show == state.wall:
        return Decision()
    stops = command.show == "calm" and state.phase == "open"
    return Decision([f.WallTurned(command.show), *(_stand_still(state) if stops else [])])


def _stand_still(state: State) -> list[f.Fact]:
    """A child may just have said something: nothing must run on, or start to run, behind the calm picture."""
    return [] if state.paused else [f.Paused()]


def _act(types: Types, state: State, command: c.Act, at: float) -> Decision:
    now: Round | None = state.round
    if now is None or now.number != command.round:
        raise Rejected("act/not_now")
    if command.action not in types[now.type].actions(now.state, state.phase == "open"):
        raise Rejected("act/not_now")
    accepted = types[now.type].act(now.state, command.action, command.payload)
    closed: list[f.Fact] = [f.RoundClosed(reopens=False)] if accepted.ends_round and state.phase == "open" else []
    return Decision([f.Acted(now.number, command.action, accepted.payload), *closed], accepted.reply)


def _player(state: State, player: str) -> None:
    if player not in state.players:
        raise Rejected("player/unknown")


def _remove(types: Types, state: State, command: c.Remove, at: float) -> Decision:
    _player(state, command.player)
    return Decision([] if state.players[command.player].removed else [f.PlayerRemoved(command.player)])


def _restore(types: Types, state: State, command: c.Restore, at: float) -> Decision:
    _player(state, command.player)
    return Decision([f.PlayerRestored(command.player)] if state.players[command.player].removed else [])


def _rename(types: Types, state: State, command: c.Rename, at: float) -> Decision:
    _player(state, command.player)
    if command.name in state.names:
        raise Rejected("join/name_taken", retry=True)
    return Decision([f.PlayerRenamed(command.player, command.name, spun=False)])


def _tick(types: Types, state: State, command: c.Tick, at: float) -> Decision:
    if state.phase != "open" or state.paused:
        return Decision()
    due = next_at(types, state)
    if due is not None and at >= due:
        now = open_round(state)
        step = types[now.type].next_step(now.state)
        closes = state.closes_at()
        over = closes is not None and at >= closes
        if step is not None and (step.at is None) == over:
            return Decision([f.Stepped()])
        return Decision([f.RoundClosed(reopens=True)])
    runs_out = open_round(state).ends_at is not None
    return Decision([f.Ticked()] if runs_out and at - state.at >= TICK_EVERY else [])


def _close_room(types: Types, state: State, command: c.CloseRoom, at: float) -> Decision:
    return Decision([f.RoomClosed()])


_DECIDE: dict[type[c.Command], Callable[[Types, State, Any, float], Decision]] = {
    c.Join: _join,
    c.Spin: _spin,
    c.Answer: _answer,
    c.IssueCode: _issue_code,
    c.UseCode: _use_code,
    c.Advance: _advance,
    c.Skip: _skip,
    c.Pause: _pause,
    c.AddTime: _add_time,
    c.Reopen: _reopen,
    c.Lock: _lock,
    c.TurnWall: _turn_wall,
    c.Act: _act,
    c.Remove: _remove,
    c.Restore: _restore,
    c.Rename: _rename,
    c.Tick: _tick,
    c.CloseRoom: _close_room,
}
