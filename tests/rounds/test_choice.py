"""The points and the edges of quiz questions."""

from __future__ import annotations

import pytest

from quizserver.core.facts import Json
from quizserver.errors import Rejected
from tests.conftest import Classroom, sample


def play(kind: str = "choice", n: int = 0, **options: str) -> Classroom:
    room = Classroom(sample(kind, n), **options)  # type: ignore[arg-type]
    room.join("ani", "budi")
    room.open()
    return room


def twins(question: Json, seed: int) -> list[Json]:
    """The same question with the right marks on other options, as many as before; with another explanation; with both."""
    other = {"explanation": {"id": "lain sekali", "en": "something else"}}
    if question.get("options"):
        marks = [bool(option.get("right")) for option in question["options"]]
        turned = [marks[n:] + marks[:n] for n in range(1, min(4, len(marks)))]
        remarked = [
            question | {"options": [option | {"right": right} for option, right in zip(question["options"], turn, strict=True)]}
            for turn in turned
            if turn != marks
        ]
    else:
        remarked = [question | {"answer": not question["answer"]}]
    return [question | other, *remarked, *(one | other for one in remarked)]


def test_a_right_answer_is_worth_1000_and_speed_only_breaks_ties() -> None:
    room = play()
    right = room.state.round.state["right"][0]
    room.wait(2)
    room.answer("ani", picks=[right], took=2.0)
    room.answer("budi", picks=[(right + 1) % 4])
    room.close()
    assert (room.points("ani"), room.points("budi")) == (1000, 0)
    assert 900 < room.state.ledger.score(room.names["ani"]).tiebreak < 1000


def test_in_classic_mode_speed_is_worth_points() -> None:
    room = play(mode="classic")
    right = room.state.round.state["right"][0]
    room.wait(10)
    room.answer("ani", picks=[right], took=10.0)
    room.close()
    seconds = room.state.round.state["seconds"]
    assert room.points("ani") == pytest.approx(1000 * (1 - 10 / (2 * seconds)), abs=10)


def test_the_newest_answer_counts_until_the_close() -> None:
    room = play()
    right = room.state.round.state["right"][0]
    room.answer("ani", picks=[(right + 1) % 4])
    room.answer("ani", picks=[right])
    room.close()
    assert room.points("ani") == 1000
    assert sum(room.state.round.state["tally"]["players"].values()) == 1


def test_an_answer_after_the_close_is_too_late() -> None:
    room = play()
    room.close()
    with pytest.raises(Rejected, match="answer/too_late"):
        room.answer("ani", picks=[0])
    assert room.points("ani") == 0


def test_one_right_option_takes_one_pick_only() -> None:
    room = play()
    with pytest.raises(Rejected, match="answer/pick_count"):
        room.answer("ani", picks=[0, 1])


@pytest.mark.parametrize("picks", [None, [], [4], [-1], [True], [0.0], ["0"], [[0]], [0, 0, 0, 0, 0]])
def test_what_is_no_option_is_refused(picks: object) -> None:
    room = play()
    with pytest.raises(Rejected, match=r"answer/(unknown_option|pick_count)"):
        room.answer("ani", picks=picks)
    assert room.view("ani")["round"]["body"] is None


def test_several_right_options_must_all_be_found() -> None:
    room = play(n=2)
    right = room.state.round.state["right"]
    room.answer("ani", picks=right)
    room.answer("budi", picks=right[:1])
    room.close()
    assert (room.points("ani"), room.points("budi")) == (1000, 0)


def test_options_come_in_an_order_of_the_rooms_own() -> None:
    orders = set()
    for seed in range(30):
        room = Classroom(sample("choice"), seed=seed)
        room.open()
        orders.add(tuple(room.state.round.state["right"]))
    assert len(orders) > 1
