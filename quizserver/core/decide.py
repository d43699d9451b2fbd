"""Which facts a command causes, or why it is refused: `decide` looks the command up and one function decides it. Changes nothing.

Every refusal is a `Rejected` with a code from words/errors.yaml. The functions stand in who_plays.py (players), answering.py (answers)
course.py (how the visit goes on) and arranging.py (what is still to come); apply.py changes the state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizserver.core import answering, arranging, course, requesting, who_plays
from quizserver.core import commands as c
from quizserver.core import facts as f
from quizserver.core.apply import Types, open_round
from quizserver.core.decision import Decision
from quizserver.core.state import State
from quizserver.errors import Rejected

TICK_EVERY = 2.0


def decide(types: Types, state: State, command: c.Command, at: float) -> Decision:
    """What `command` causes at room time `at`. Raises Rejected."""
    if state.closed and (state.moved or not isinstance(command, requesting.AFTER_THE_CLOSE)):
        raise Rejected("room/ended")
    if isinstance(command, c.Course) and command.step not in (None, state.step_token()):
        return Decision(reply={"stale": True})
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
    if state.phase == "ended" and state.next_item is None:
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
        "reopen": course.may_reopen(state, at),
        "skip": state.phase in ("ready", "open"),
        "back": _further_back(state) or 0,
        "act": list(types[now.type].actions(now.state, state.phase == "open")) if now is not None else [],
    }


def _further_back(state: State) -> int | None:
    """Number of the result that one more press of "last result" shows."""
    return state.result_before(state.shown_result if state.wall == "last" and state.shown_result else state.number + 1)


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


_DECIDE: dict[type[c.Command], Callable[[Types, State, Any, float], Decision]] = {
    c.Join: who_plays.join,
    c.Spin: who_plays.spin,
    c.Answer: answering.answer,
    c.IssueCode: who_plays.issue_code,
    c.UseCode: who_plays.use_code,
    c.Advance: course.advance,
    c.Skip: course.skip,
    c.Pause: course.pause,
    c.AddTime: course.add_time,
    c.Reopen: course.reopen,
    c.VoidRound: arranging.void_round,
    c.Arrange: arranging.arrange,
    c.Lock: course.lock,
    c.TurnWall: course.turn_wall,
    c.Act: answering.act,
    c.Moderate: answering.moderate,
    c.Remove: who_plays.remove,
    c.Restore: who_plays.restore,
    c.Rename: who_plays.rename,
    c.Admit: who_plays.admit,
    c.Move: who_plays.move,
    c.SetHeads: who_plays.set_heads,
    c.SetTimeFactor: who_plays.set_time_factor,
    c.MergePlayers: who_plays.merge,
    c.TurnSigns: answering.turn_signs,
    c.Tick: _tick,
    c.CloseRoom: course.close_room,
    c.ChangeLead: requesting.change_lead,
    c.AddRequest: requesting.add_request,
    c.TakeBack: requesting.take_back,
    c.ReadRequest: requesting.read_request,
    c.SetOutcome: requesting.set_outcome,
    c.HandOver: requesting.hand_over,
}
