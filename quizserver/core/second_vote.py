"""Discuss and answer again (key V): a vote ends without a result, the hall talks, and the same question is voted on once more.

For round types whose state holds `votes` (player to option) and `tally`; `fresh()` gives both. They import `act` and `apply_act` as their
own, those of no further step `next_step` and `tick` too. Two steps stand between the first vote and the close: `talk`, in which phones do
not answer, and `again`. No key is known here. Examples: rounds/poll.py, rounds/verdict.py.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizserver.core import hands
from quizserver.core.facts import Json
from quizserver.core.round_type import Accepted, NextStep
from quizserver.core.tally import empty_tally, heads_for, shares
from quizserver.errors import Rejected

ACTION = "again"
TALK, AGAIN = "talk", "again"
TALK_SECONDS = 60.0
AGAIN_SECONDS = 20.0
"""The question is known by now: no time to read it is needed."""


def fresh(options: Iterable[str]) -> Json:
    """What a round's state needs for it. `again_due`: asked for, and not begun yet; `first`: the first vote, once the second has begun."""
    return {"votes": {}, "tally": empty_tally(), "counted": list(options), "again_due": False, "silent": False, "first": None}


def is_offered(state: Json) -> bool:
    """Whether there may be a second vote: there is never a third."""
    return state["first"] is None and state["step"] != TALK


def act(state: Json, action: str, payload: Json) -> Accepted:
    """The desk asks for it, or types in hands. Raises Rejected."""
    if action == "hands":
        return hands.check(payload, state["counted"])
    if not is_offered(state):
        raise Rejected("act/not_now")
    return Accepted({}, steps=True)


def apply_act(state: Json, action: str, payload: Json) -> None:
    if action == "hands":
        hands.apply(state["tally"], payload)
    else:
        state["again_due"] = True


def next_step(state: Json) -> NextStep | None:
    """The step that the second vote brings next, None if it brings none."""
    if state["again_due"]:
        return NextStep(TALK)
    return NextStep(AGAIN) if state["step"] == TALK else None


def tick(state: Json, at: float) -> float | None:
    """Goes to that step."""
    if state["again_due"]:
        state.update(step=TALK, again_due=False, silent=True)
        return TALK_SECONDS
    first = {"votes": state["votes"], "tally": state["tally"]}
    state.update(fresh(state["counted"]) | {"step": AGAIN, "first": first})
    return AGAIN_SECONDS


def votes_of(state: Json, player: str) -> list[str]:
    """What this player chose: the first time, and again. Either may be missing."""
    rounds = [state["first"]["votes"], state["votes"]] if state["first"] else [state["votes"]]
    return [votes[player] for votes in rounds if player in votes]


def voters(state: Json) -> list[str]:
    """All who chose something, the first time or again."""
    first = state["first"]["votes"] if state["first"] else {}
    return list(first | state["votes"])


def counted(state: Json, option: str) -> Json:
    """Heads for the report: of the last vote, and `before`, of the first, where there were two."""
    before = {"before": heads_for(state["first"]["tally"], option)} if state["first"] else {}
    return {"heads": heads_for(state["tally"], option)} | before


def shown_shares(state: Json) -> Json:
    """`shares` of the last vote for the wall, and `before`, those of the first, where there were two."""
    shown: Json = {"shares": shares(state["tally"], state["counted"])}
    if state["first"]:
        shown["before"] = shares(state["first"]["tally"], state["counted"])
    return shown
