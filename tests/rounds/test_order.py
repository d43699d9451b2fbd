"""Steps in order: what part of an order is worth, and that the list shown tells nothing of the right one."""

from __future__ import annotations

import itertools

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.errors import Rejected
from quizserver.rounds import order
from tests.conftest import Classroom, sample

BOTH = {"id": "lain sekali", "en": "something else"}


def twins(question: Json, seed: int) -> list[Json]:
    """The same steps in other orders; another explanation; both."""
    steps = question["steps"]
    turned = [question | {"steps": steps[n:] + steps[:n]} for n in range(1, len(steps))] + [question | {"steps": steps[::-1]}]
    return [question | {"explanation": BOTH}, *turned, *(one | {"explanation": BOTH} for one in turned)]


def four(**changes: object) -> Json:
    return sample("order") | {"steps": [{"id": text, "en": text} for text in ("satu", "dua", "tiga", "empat")]} | changes


def play(question: Json | None = None, *, students: int = 1, **options: str) -> Classroom:
    room = Classroom(question or four(), **options)  # type: ignore[arg-type]
    room.join(*(f"s{i}" for i in range(students)))
    room.open()
    return room


def right_of(room: Classroom) -> list[int]:
    right: list[int] = room.state.round.state["right"]
    return list(right)


@pytest.mark.parametrize(
    ("places", "points"),
    [((0, 1, 2, 3), 1000), ((0, 1, 3, 2), 500), ((1, 2, 3, 0), 500), ((0, 2, 1, 3), 250), ((3, 2, 1, 0), 0), ((2, 3, 0, 1), 500)],
)
def test_each_step_that_follows_the_right_one_is_worth_its_part(places: tuple[int, ...], points: int) -> None:
    room = play()
    right = right_of(room)
    room.answer("s0", order=[right[place] for place in places])
    room.close()
    result = room.view("s0")["round"]["result"]
    assert (result["points"], result["right"], result["reason"]) == (points, points == 1000, "partly" if 0 < points < 1000 else "")


def test_speed_only_breaks_ties_even_in_classic_mode() -> None:
    room = play(students=2, mode="classic")
    right = right_of(room)
    room.wait(8)
    room.answer("s0", took=1.0, order=right)
    room.answer("s1", took=8.0, order=right)
    room.close()
    assert room.points("s0") == room.points("s1") == 1000
    quick, slow = (room.state.ledger.score(room.names[name]).tiebreak for name in ("s0", "s1"))
    assert quick > slow


def test_the_list_shown_depends_on_the_room_and_not_on_the_key() -> None:
    shown = set()
    for seed in range(30):
        lists = set()
        for steps in itertools.permutations(sample("order")["steps"]):
            room = Classroom(sample("order") | {"steps": list(steps)}, seed=seed)
            room.open()
            lists.add(tuple(room.view("phone")["round"]["body"]["steps"]))
        assert len(lists) == 1
        shown |= lists
    assert len(shown) == 6


def test_the_wall_counts_how_many_put_each_step_in_its_place() -> None:
    room = play(students=40)
    right = right_of(room)
    for i in range(40):
        room.answer(f"s{i}", order=right if i < 20 else [right[0], *right[:0:-1]])
    room.close()
    assert [one["share"] for one in room.view("screen")["round"]["reveal"]["shares"]] == [100, 50, 100, 50]


def test_the_newest_order_replaces_the_one_before() -> None:
    room = play()
    right = right_of(room)
    room.answer("s0", order=right[::-1])
    room.answer("s0", order=right)
    rows = order.results(room.state.round.state, "id")["rows"]
    assert [row["heads"] for row in rows] == [1, 1, 1, 1]


def test_hands_are_counted_once_the_right_order_is_on_the_wall() -> None:
    room = play()
    hands = c.Act(actor="desk", id="h", round=1, action="hands", payload={"counts": {"0": 40, "1": 30, "2": 20, "3": 20}})
    with pytest.raises(Rejected, match="act/not_now"):
        room.do(hands)
    room.close()
    room.do(hands)
    assert [one["share"] for one in room.view("screen")["round"]["reveal"]["shares"]] == [100, 75, 50, 50]


@pytest.mark.parametrize("sent", [None, [], [0, 1, 2], [0, 1, 2, 2], [0, 1, 2, 4], [0, 1, 2, True], [0, 1, 2, 3.0], "0123", [[0], 1, 2, 3]])
def test_only_the_whole_list_in_some_order_is_an_answer(sent: object) -> None:
    room = play()
    with pytest.raises(Rejected, match="answer/unknown_option"):
        room.answer("s0", order=sent)


def test_two_equal_steps_are_no_question() -> None:
    steps = [{"id": "a", "en": "a"}, {"id": "b", "en": "b"}, {"id": "a", "en": "c"}]
    with pytest.raises(ValueError, match="two steps are the same in `id`"):
        order.Question.model_validate(four(steps=steps))
