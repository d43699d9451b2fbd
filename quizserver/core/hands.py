"""Hand counts of a hall without phones, typed at the desk: the `hands` action that every round type with options offers."""

from __future__ import annotations

from collections.abc import Collection

from quizserver.core.facts import Json
from quizserver.core.round_type import Accepted
from quizserver.core.tally import set_paper
from quizserver.errors import Rejected

MOST_HANDS = 2_000


def check(payload: Json, options: Collection[str]) -> Accepted:
    """`{"counts": {option: heads}}`. Raises Rejected for an unknown option or a count out of range."""
    counts = payload.get("counts")
    if not isinstance(counts, dict) or not set(counts) <= set(options):
        raise Rejected("act/unknown_option")
    if not all(type(heads) is int and 0 <= heads <= MOST_HANDS for heads in counts.values()):
        raise Rejected("act/hands_range", most=MOST_HANDS)
    return Accepted({"counts": counts})


def apply(tally: Json, payload: Json, *, several: bool = False) -> None:
    """Takes accepted counts in; they replace the earlier ones of this round. `several`: one may choose more than one option."""
    set_paper(tally, payload["counts"], several=several)
