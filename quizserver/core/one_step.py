"""What round types of a single step have in common, counted by hands where there are any: they import these as their own.

`fresh()` gives the state these need; a type of more steps has its own `next_step` and `tick` (core/second_vote.py).
Examples: rounds/choice.py, rounds/scale.py.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizserver.core import hands
from quizserver.core.facts import Json
from quizserver.core.round_type import Accepted, NextStep
from quizserver.core.tally import empty_tally


def fresh(options: Iterable[str], *, several: bool = False) -> Json:
    """A state with the tally of these options. `several`: one head may choose more than one of them."""
    return {"step": "answer", "tally": empty_tally(), "counted": list(options), "several": several}


def next_step(state: Json) -> NextStep | None:
    return None


def tick(state: Json, at: float) -> float | None:
    raise AssertionError("there is no next step")


def actions(state: Json, is_open: bool) -> list[str]:
    return ["hands"]


def act(state: Json, action: str, payload: Json) -> Accepted:
    return hands.check(payload, state["counted"], several=state["several"])


def apply_act(state: Json, action: str, payload: Json) -> None:
    hands.apply(state["tally"], payload, several=state["several"])
