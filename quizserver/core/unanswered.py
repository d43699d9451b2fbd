"""What a round type without answers has in common with every other one: a slide or the podium imports these as its own.

`label` and `seconds` suit every type that has a title and no limit (rounds/describe.py).
"""

from __future__ import annotations

from quizserver.core.facts import Json
from quizserver.core.ledger import Award
from quizserver.core.round_type import Accepted, Attempt, NextStep, say
from quizserver.errors import Rejected

answers = False


def label(question: Json, lang: str) -> str:
    return say(question["title"], lang)


def seconds(question: Json) -> float | None:
    return None


def sample_answers(question: Json) -> list[tuple[str, Json]]:
    return []


def check(state: Json, attempt: Attempt) -> Accepted | None:
    raise Rejected("answer/not_open")


def apply(state: Json, attempt: Attempt) -> None:
    raise AssertionError("nothing was accepted")


def next_step(state: Json) -> NextStep | None:
    return None


def tick(state: Json, at: float) -> float | None:
    raise AssertionError("there is no next step")


def actions(state: Json, is_open: bool) -> list[str]:
    return []


def act(state: Json, action: str, payload: Json) -> Accepted:
    raise Rejected("act/not_now")


def apply_act(state: Json, action: str, payload: Json) -> None:
    raise AssertionError("nothing was accepted")


def awards(state: Json) -> dict[str, Award]:
    return {}


def reveal(state: Json, lang: str, audience: str) -> Json:
    return {}


def you(state: Json, player: str) -> Json | None:
    return None


def results(state: Json, lang: str) -> Json | None:
    return None


def progress(state: Json) -> Json:
    return {}
