"""Deciding what players and desks do inside a round: an answer, an action of the round type's own. Changes nothing."""

from __future__ import annotations

from dataclasses import replace

from quizserver.core import commands as c
from quizserver.core import facts as f
from quizserver.core import hands, moderation
from quizserver.core.apply import Types, attempt
from quizserver.core.decision import Decision
from quizserver.core.state import GRACE, Round, State
from quizserver.errors import Rejected

SLOWEST_AIR = 3.0
"""Seconds an answer may have been on its way: how much earlier than the server saw it a phone may say it was tapped."""


def answer(types: Types, state: State, command: c.Answer, at: float) -> Decision:
    who = state.players[command.actor]
    now = state.round
    if who.removed:
        raise Rejected("player/removed")
    if who.waits:
        raise Rejected("join/waits", retry=True)
    if state.paused and not _steps_down(now, command):
        raise Rejected("answer/paused", retry=True)
    if now is None or command.round != now.number or state.phase != "open":
        raise Rejected("answer/too_late" if command.round <= state.number else "answer/not_open")
    if not types[now.type].answers or now.is_silent:
        raise Rejected("answer/not_open")
    if command.step != now.state["step"]:
        raise Rejected("answer/too_late")
    deadline = now.deadline(who.time_factor)
    if deadline is not None and at > deadline + GRACE:
        raise Rejected("answer/too_late")
    waited = at - now.step_at
    took = min(max(command.took, waited - SLOWEST_AIR, 0.0), waited)
    sent = replace(attempt(state, command.actor, command.payload, took, at), flags=command.flags)
    accepted = types[now.type].check(now.state, sent)
    if accepted is None:
        return Decision()
    return Decision([f.Answered(command.actor, accepted.payload, round(took, 3), accepted.is_final)], accepted.reply)


def _steps_down(now: Round | None, command: c.Answer) -> bool:
    """Who is on stage may always stop, also while the game stands still."""
    return now is not None and command.payload.get("stop") is True and command.actor in now.state.get("on_stage", ())


def act(types: Types, state: State, command: c.Act, at: float) -> Decision:
    now: Round | None = state.round
    if now is None or now.number != command.round:
        raise Rejected("act/not_now")
    if command.action not in types[now.type].actions(now.state, state.phase == "open"):
        raise Rejected("act/not_now")
    payload = hands.resolve(command.payload, state.groups) if command.action == "hands" else command.payload
    accepted = types[now.type].act(now.state, command.action, payload)
    if accepted.steps:
        if state.wall == "calm":
            raise Rejected("act/not_now")
        opens: list[f.Fact] = [f.RoundReopened(0.0)] if state.phase == "closed" else []
        return Decision([*opens, f.Acted(now.number, command.action, accepted.payload), f.Stepped()], accepted.reply)
    closed: list[f.Fact] = [f.RoundClosed(reopens=False)] if accepted.ends_round and state.phase == "open" else []
    return Decision([f.Acted(now.number, command.action, accepted.payload), *closed], accepted.reply)


def moderate(types: Types, state: State, command: c.Moderate, at: float) -> Decision:
    """Also in a round that is over: what it collected may still be talked about."""
    played = state.rounds.get(command.round)
    if played is None or "queue" not in played.state:
        raise Rejected("act/not_now")
    given = {"entry": command.entry, "seen": command.seen, "by": command.actor, "text": command.text, "flags": command.flags}
    accepted = moderation.check(played.state["queue"], command.action, given)
    return Decision([f.Acted(played.number, command.action, accepted)])


def turn_signs(types: Types, state: State, command: c.TurnSigns, at: float) -> Decision:
    return Decision([] if command.on == state.signs else [f.SignsTurned(command.on)])
