"""Guess a number. Exact, or within the tolerance, is full credit; beyond it the points fall evenly, to nothing at a quarter of the range.

Speed only breaks ties, in every mode. The wall shows the guesses in at most ten bins, never one by one.
Client side: static/js/rounds/estimate.js.
"""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field, model_validator

from quizserver.core import one_step
from quizserver.core.facts import Json
from quizserver.core.ledger import Award, part_award
from quizserver.core.one_step import act, actions, apply_act, next_step, tick  # noqa: F401  (the interface of a type of one step)
from quizserver.core.round_type import Accepted, Attempt, Setup, Text24, Text200, Text240, reading_seconds, say
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.core.tally import all_heads, heads_for, move, shares
from quizserver.errors import Rejected

answers = True

MOST_BINS = 10
MOST_MARKS = 10_000
"""Numbers that a scale may offer."""

REACH = 0.25
"""Part of the range, beyond the tolerance, at which a guess is worth nothing."""

WORDS = {
    "phone.estimate.label": {"id": "Tebakanmu", "en": "Your guess"},
    "phone.estimate.range": {"id": "antara {min} dan {max}", "en": "between {min} and {max}"},
    "phone.estimate.less": {"id": "Kurangi {by}", "en": "Less by {by}"},
    "phone.estimate.more": {"id": "Tambah {by}", "en": "More by {by}"},
    "phone.estimate.no_number": {"id": "Tulis angka {min} sampai {max}.", "en": "Write a number from {min} to {max}."},
    "phone.estimate.near": {"id": "Lumayan dekat!", "en": "Quite close!"},
    "phone.estimate.answer": {"id": "Jawabannya", "en": "The answer"},
    "phone.estimate.mine": {"id": "Tebakanmu {value}", "en": "Your guess: {value}"},
    "screen.estimate.ask": {"id": "Tebak angkanya di HP", "en": "Guess the number on your phone"},
    "screen.estimate.bin": {"id": "{from} – {to}", "en": "{from} – {to}"},
    "desk.estimate.answer": {"id": "Jawaban:", "en": "Answer:"},
}

Number = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]


class Question(AnyQuestion):
    """`min`, `max` and `step` make the scale; `value` is the answer, `tolerance` what still counts as exact."""

    text: Text200
    min: Number = 0
    max: Number
    step: Annotated[float, Field(gt=0, le=1_000_000)] = 1
    unit: Text24 | None = None
    value: Number
    tolerance: Annotated[float, Field(ge=0, le=1_000_000)] = 0
    explanation: Text240 | None = None

    @model_validator(mode="after")
    def _scale_fits(self) -> Question:
        if not self.min < self.max:
            raise ValueError("`min` must be smaller than `max`")
        marks = (self.max - self.min) / self.step
        if marks > MOST_MARKS or abs(marks - round(marks)) > 1e-6:
            raise ValueError(f"`step` must divide the way from `min` to `max` evenly, into at most {MOST_MARKS} steps")
        if not self.min <= self.value <= self.max:
            raise ValueError("`value`, the answer, must lie between `min` and `max`")
        return self


def samples() -> list[Json]:
    def both(text: str) -> Json:
        return {"id": text, "en": text}

    return [
        {
            "id": "sample-few",
            "type": "estimate",
            "text": {"id": "Ada berapa bentuk perundungan?", "en": "How many forms of bullying are there?"},
            "min": 1,
            "max": 8,
            "value": 4,
            "explanation": {"id": "Fisik, verbal, sosial, siber.", "en": "Physical, verbal, social, cyber."},
        },
        {
            "id": "sample-decimal",
            "type": "estimate",
            "text": both("Berapa meter?"),
            "min": -2.5,
            "max": 12.5,
            "step": 0.5,
            "unit": both("meter"),
            "value": 3.25,
            "tolerance": 0.25,
        },
        {
            "id": "sample-longest",
            "type": "estimate",
            "text": both("kata panjang " * 15),
            "min": -1_000_000,
            "max": 1_000_000,
            "step": 1_000,
            "unit": both("W" * 24),
            "value": -123_456,
            "tolerance": 1_000,
            "explanation": both("e " * 120),
        },
    ]


def sample_answers(question: Json) -> list[tuple[str, Json]]:
    low, high, value = question.get("min", 0), question["max"], question["value"]
    return [("answer", {"value": guess}) for guess in (value, low, high, (low + high) / 2, (value + high) / 2)]


TALK = 45.0


def label(question: Json, lang: str) -> str:
    return say(question["text"], lang)


def seconds(question: Json) -> float | None:
    return reading_seconds(question, question["text"], extra=20)


def begin(question: Json, setup: Setup) -> Json:
    low, high, step = question.get("min", 0), question["max"], question.get("step", 1)
    marks = round((high - low) / step) + 1
    per_bin = math.ceil(marks / MOST_BINS)
    return {
        "question": question,
        "scale": {"min": _plain(low), "max": _plain(high), "step": _plain(step)},
        "marks": marks,
        "per_bin": per_bin,
        "seconds": setup.seconds,
        "mode": setup.mode,
        "guesses": {},
    } | one_step.fresh(map(str, range(math.ceil(marks / per_bin))))


def _plain(number: float) -> int | float:
    """Without the crumbs of binary fractions, and without `.0`."""
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _at_mark(state: Json, mark: int) -> int | float:
    return _plain(state["scale"]["min"] + mark * state["scale"]["step"])


def _mark_of(state: Json, value: float) -> int:
    """The nearest mark of the scale, counted from `min`."""
    scale = state["scale"]
    mark: int = round((value - scale["min"]) / scale["step"])
    return mark


def check(state: Json, attempt: Attempt) -> Accepted | None:
    """A number on the scale; one between two marks is taken for the nearer one."""
    value = attempt.payload.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float) or not state["scale"]["min"] <= value <= state["scale"]["max"]:
        raise Rejected("answer/out_of_range")
    mark = _mark_of(state, value)
    before = state["guesses"].get(attempt.player)
    return None if before is not None and before[0] == mark else Accepted({"value": _at_mark(state, mark)})


def apply(state: Json, attempt: Attempt) -> None:
    before, mark = state["guesses"].get(attempt.player), _mark_of(state, attempt.payload["value"])
    state["guesses"][attempt.player] = [mark, attempt.took]
    move(state["tally"], None if before is None else [_bin(state, before[0])], [_bin(state, mark)], attempt.weight)


def _bin(state: Json, mark: int) -> str:
    return str(mark // state["per_bin"])


def _bounds(state: Json) -> list[Json]:
    """First and last number of each bin."""
    per_bin, last = state["per_bin"], state["marks"] - 1
    firsts = [int(one) * per_bin for one in state["counted"]]
    return [{"from": _at_mark(state, first), "to": _at_mark(state, min(first + per_bin - 1, last))} for first in firsts]


def _share_right(state: Json, mark: int) -> float:
    question = state["question"]
    reach = REACH * (question["max"] - question.get("min", 0))
    over = abs(_at_mark(state, mark) - question["value"]) - question.get("tolerance", 0)
    return 1.0 if over <= 1e-9 else max(0.0, 1 - over / reach)


def awards(state: Json) -> dict[str, Award]:
    return {
        player: part_award(state["mode"], took, state["seconds"], _share_right(state, mark))
        for player, (mark, took) in state["guesses"].items()
    }


def phone(state: Json, lang: str) -> Json:
    question = state["question"]
    return {"text": say(question["text"], lang), "unit": say(question.get("unit"), lang), **state["scale"]}


screen = phone


def desk(state: Json, lang: str) -> Json:
    """With the bins, for hands counted in the hall."""
    return {**phone(state, lang), "bins": _bounds(state)}


def reveal(state: Json, lang: str, audience: str) -> Json:
    question = state["question"]
    shown: Json = {"value": _plain(question["value"]), "explanation": say(question.get("explanation"), lang)}
    if audience != "phone":
        by_bin = shares(state["tally"], state["counted"]).values()
        shown["bins"] = [bounds | share for bounds, share in zip(_bounds(state), by_bin, strict=True)]
        shown["right_bin"] = int(_bin(state, _mark_of(state, question["value"])))
    return shown


def you(state: Json, player: str) -> Json | None:
    sent = state["guesses"].get(player)
    return None if sent is None else {"value": _at_mark(state, sent[0])}


def results(state: Json, lang: str) -> Json | None:
    right = _bin(state, _mark_of(state, state["question"]["value"]))
    rows = [
        {"label": str(bounds["from"]) if bounds["from"] == bounds["to"] else f"{bounds['from']} – {bounds['to']}"}
        | {"heads": heads_for(state["tally"], one), "right": one == right}
        for one, bounds in zip(state["counted"], _bounds(state), strict=True)
    ]
    return {"text": say(state["question"]["text"], lang), "heads": all_heads(state["tally"]), "rows": rows}


def progress(state: Json) -> Json:
    return {}
