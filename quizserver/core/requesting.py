"""Deciding about sealed requests: who may add, take back, read, close and hand them over. Changes nothing; apply.py does.

All but the phones' own go on after the room is closed: a child is not forgotten because the programme is over.
"""

from __future__ import annotations

from quizserver.core import commands as c
from quizserver.core import facts as f
from quizserver.core.apply import Types
from quizserver.core.decision import Decision
from quizserver.core.requests import OUTCOMES, Request, open_count, unread_of
from quizserver.core.round_type import sealing as sealed_type
from quizserver.core.state import State
from quizserver.errors import Rejected
from quizserver.safety import sealing

AFTER_THE_CLOSE = (c.AddRequest, c.ReadRequest, c.SetOutcome, c.HandOver)
MOST_ADDED = 1_000


def change_lead(types: Types, state: State, command: c.ChangeLead, at: float) -> Decision:
    return Decision([] if command.public == state.lead else [f.LeadChanged(command.public, command.wrapped)])


def add_request(types: Types, state: State, command: c.AddRequest, at: float) -> Decision:
    if not sealing.is_sealed(command.sealed):
        raise Rejected("box/unreadable")
    if state.requests_made >= MOST_ADDED and len(state.requests) >= MOST_ADDED:
        raise Rejected("box/full")
    return Decision([f.RequestAdded(command.source, command.sealed)])


def take_back(types: Types, state: State, command: c.TakeBack, at: float) -> Decision:
    """One fact and one kind of refusal, whichever door it was: neither tells them apart."""
    played = state.rounds.get(command.round)
    kind = sealed_type(types[played.type]) if played is not None else None
    if played is None or kind is None:
        raise Rejected("box/nothing_to_take_back")
    mine = unread_of(state, command.actor, command.round)
    if mine is None and not kind.may_take_back(played.state, command.actor):
        raise Rejected("box/nothing_to_take_back")
    return Decision([f.TakenBack(command.actor, command.round)])


def read_request(types: Types, state: State, command: c.ReadRequest, at: float) -> Decision:
    request = _known(state, command.request)
    return Decision([] if request.is_read else [f.RequestRead(request.id)])


def set_outcome(types: Types, state: State, command: c.SetOutcome, at: float) -> Decision:
    """Only what was opened has an outcome; "no request" needs two people."""
    request = _known(state, command.request)
    if command.outcome not in OUTCOMES:
        raise Rejected("box/unknown_outcome")
    if not request.is_read:
        raise Rejected("box/not_read")
    if command.outcome == "not_request" and not request.is_doubted:
        return Decision([f.RequestDoubted(request.id)])
    if command.outcome == "not_request" and not command.second:
        raise Rejected("box/second_person")
    return Decision([f.OutcomeSet(request.id, command.outcome)])


def hand_over(types: Types, state: State, command: c.HandOver, at: float) -> Decision:
    if open_count(state):
        raise Rejected("box/outcomes_first")
    return Decision([] if state.handed_over or not state.requests else [f.RequestsHandedOver(command.way)])


def _known(state: State, request: str) -> Request:
    if request not in state.requests:
        raise Rejected("box/gone")
    return state.requests[request]
