"""Deciding what the rest of the programme is, and which played round no longer counts. Changes nothing; apply.py does.

Played rounds keep their numbers: only what comes after the present item can be put in another order, dropped, taken back or added.
"""

from __future__ import annotations

from quizserver.core import commands as c
from quizserver.core import facts as f
from quizserver.core.apply import Types
from quizserver.core.decision import Decision
from quizserver.core.state import State
from quizserver.errors import Rejected

MOST_ITEMS = 200
"""Items to come; more than a whole day could hold."""

ASKED_ONCE = ("choice", "describe", "estimate", "guess", "order", "verdict")
"""Types with an answer one can know afterwards: no such item comes a second time, and one of them more or less harms no programme."""


def arrange(types: Types, state: State, command: c.Arrange, at: float) -> Decision:
    """The rest of the programme in the order wanted: uids of known items, and new items as the office copied them from a bank."""
    if command.seen != state.arrangement:
        raise Rejected("programme/changed")
    if len(command.rest) > MOST_ITEMS:
        raise Rejected("programme/too_long", most=MOST_ITEMS)
    free, rest, added = state.free_uids(), list[str](), list[f.Json]()
    before = state.items[state.number - 1] if state.number else None
    for wanted in command.rest:
        if isinstance(wanted, str):
            if wanted not in free or wanted in rest:
                raise Rejected("programme/item_unknown")
            item = state.pool[wanted]
        else:
            item = _new(state, wanted, before, added)
            added.append(item)
        rest.append(item["uid"])
        before = item
    if not added and rest == [item["uid"] for item in state.items[state.number :]]:
        return Decision()
    return Decision([f.ProgrammeArranged(rest, added)])


def _new(state: State, wanted: f.Json, before: f.Json | None, added: list[f.Json]) -> f.Json:
    """A new item with a uid and a section: that of the item before it if both are of one kind from one bank, else its own."""
    same = (wanted["bank"], wanted["id"])
    known = [played.item for played in state.rounds.values()] + [state.items[n - 1] for n in (state.number,) if n]
    if wanted["type"] in ASKED_ONCE and any((item["bank"], item["id"]) == same for item in known):
        raise Rejected("programme/played")
    wanted = {**wanted, "uid": f"i{len(state.pool) + len(added) + 1}", "index": 1, "in_section": 1}
    if before is not None and (before["bank"], before["type"]) == (wanted["bank"], wanted["type"]):
        return {**wanted, "section": before["section"], "title": before["title"], "intro": before["intro"]}
    section = 1 + max((item["section"] for item in (*state.pool.values(), *added)), default=-1)
    return {**wanted, "section": section}


def void_round(types: Types, state: State, command: c.VoidRound, at: float) -> Decision:
    """Strikes a played round from all scores, or counts it again."""
    played = state.rounds.get(command.round)
    if played is None or not played.has_result:
        raise Rejected("round/not_played")
    return Decision([] if played.voided == command.on else [f.RoundVoided(command.round, command.on)])
