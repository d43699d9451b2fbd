"""Guessing a number: how points fall with the distance, what is on the scale, and that the wall has bins and no single dots."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.errors import Rejected
from quizserver.rounds import estimate
from tests.conftest import Classroom, sample

BOTH = {"id": "lain sekali", "en": "something else"}


def twins(question: Json, seed: int) -> list[Json]:
    """The same scale with other answers and tolerances; another explanation; both."""
    low, high = question["min"], question["max"]
    others = [question | {"value": value} for value in (low, high, (low + high) / 2) if value != question["value"]]
    others.append(question | {"value": low, "tolerance": (high - low) / 50})
    return [question | {"explanation": BOTH}, *others, *(one | {"explanation": BOTH} for one in others)]


def a_question(**changes: Any) -> Json:
    """0 to 100; the answer is 60."""
    return sample("estimate") | {"min": 0, "max": 100, "step": 1, "value": 60} | changes


def play(*, students: int = 1, mode: str = "tiebreak", **changes: Any) -> Classroom:
    room = Classroom(a_question(**changes), mode=mode)
    room.join(*(f"s{i}" for i in range(students)))
    room.open()
    return room


@pytest.mark.parametrize(("guess", "points"), [(60, 1000), (61, 960), (55, 800), (72, 520), (84, 40), (85, 0), (35, 0), (0, 0)])
def test_points_fall_evenly_to_nothing_at_a_quarter_of_the_range(guess: int, points: int) -> None:
    room = play()
    room.answer("s0", value=guess)
    room.close()
    result = room.view("s0")["round"]["result"]
    assert (result["points"], result["right"]) == (points, points == 1000)


def test_within_the_tolerance_is_exact_and_the_fall_begins_there() -> None:
    room = play(students=3, tolerance=5)
    for name, guess in (("s0", 55), ("s1", 65), ("s2", 66)):
        room.answer(name, value=guess)
    room.close()
    assert [room.points(f"s{i}") for i in range(3)] == [1000, 1000, 960]


def test_speed_only_breaks_ties_even_in_classic_mode() -> None:
    room = play(students=2, mode="classic")
    room.wait(8)
    room.answer("s0", took=1.0, value=60)
    room.answer("s1", took=8.0, value=60)
    room.close()
    assert room.points("s0") == room.points("s1") == 1000
    quick, slow = (room.state.ledger.score(room.names[name]).tiebreak for name in ("s0", "s1"))
    assert quick > slow


def test_a_number_between_two_marks_is_the_nearer_one() -> None:
    room = play(min=0, max=10, step=0.1, value=0.3)
    room.answer("s0", value=0.30000000000000004)
    assert room.view("s0")["round"]["body"] == {"value": 0.3}
    room.answer("s0", value=7.26)
    assert room.view("s0")["round"]["body"] == {"value": 7.3}


@pytest.mark.parametrize("value", [None, True, "60", [60], -1, 101, 10**400, -(10**400), 1e308, {}])
def test_what_is_no_number_of_the_scale_is_refused(value: object) -> None:
    room = play()
    with pytest.raises(Rejected, match="answer/out_of_range"):
        room.answer("s0", value=value)


@pytest.mark.parametrize(
    ("low", "high", "step", "bins"),
    [(1, 8, 1, 8), (0, 100, 1, 10), (1, 10, 1, 10), (0, 10, 1, 6), (-5, 5, 0.5, 7), (0, 1_000_000, 1000, 10)],
)
def test_the_wall_shows_at_most_ten_bins_that_cover_the_scale_once(low: float, high: float, step: float, bins: int) -> None:
    room = play(min=low, max=high, step=step, value=low)
    room.close()
    shown = room.view("screen")["round"]["reveal"]["bins"]
    assert len(shown) == bins
    assert (shown[0]["from"], shown[-1]["to"]) == (low, high)
    assert all(here["to"] + step == pytest.approx(there["from"]) for here, there in pairwise(shown))


def test_a_bin_of_few_heads_tells_no_number() -> None:
    room = play(students=30)
    for i in range(30):
        room.answer(f"s{i}", value=99 if i == 0 else 60)
    room.close()
    reveal = room.view("screen")["round"]["reveal"]
    assert reveal["bins"][reveal["right_bin"]]["share"] == 97
    assert {one["share"] for n, one in enumerate(reveal["bins"]) if n != reveal["right_bin"]} == {None}
    assert "bins" not in room.view("phone")["round"]["reveal"]


def test_hands_of_a_hall_without_phones_are_counted_by_bin() -> None:
    room = play()
    assert room.view("desk")["round"]["body"]["bins"][0] == {"from": 0, "to": 10}
    room.do(c.Act(actor="desk", id="hands", round=1, action="hands", payload={"counts": {"5": 30, "6": 10}}))
    room.close()
    assert [one["share"] for one in room.view("screen")["round"]["reveal"]["bins"]][5:7] == [75, 25]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"min": 5, "max": 5}, "smaller than"),
        ({"step": 7}, "divide"),
        ({"max": 100_000, "step": 1}, "10000"),
        ({"value": 101}, "between"),
        ({"step": 0}, "greater than 0"),
    ],
)
def test_a_scale_that_cannot_be_played_says_why(changes: Json, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        estimate.Question.model_validate(a_question(**changes))
