"""Opinions: never scored, never told while the vote runs, never a bar of one. The second vote: tests/core/test_second_vote.py."""

from __future__ import annotations

import pytest

from quizserver.errors import Rejected
from quizserver.rounds import poll
from tests.conftest import Classroom, sample


def play(students: int = 2, n: int = 0) -> Classroom:
    room = Classroom(sample("poll", n))
    room.join(*(f"s{i}" for i in range(students)))
    room.open()
    return room


def test_an_opinion_is_thanked_for_and_never_scored() -> None:
    room = play()
    room.answer("s0", pick=0)
    room.close()
    assert room.view("s0")["round"]["result"] == {"right": None, "points": 0, "tiebreak": 0, "reason": ""}
    assert room.state.hall()["answers"] == 0


def test_nobody_sees_the_others_while_the_vote_runs() -> None:
    room = play(30)
    before = [room.view(surface)["round"]["body"] for surface in ("phone", "screen", "desk")]
    for i in range(30):
        room.answer(f"s{i}", pick=i % 3)
    assert [room.view(surface)["round"]["body"] for surface in ("phone", "screen", "desk")] == before
    assert room.game.progress(room.state)["extra"] == {}


def test_few_heads_are_a_few_on_the_wall_and_nothing_on_phones() -> None:
    room = play(60)
    for i in range(60):
        room.answer(f"s{i}", pick=0 if i < 30 else 1 if i < 51 else 2)
    room.close()
    shares = room.view("screen")["round"]["reveal"]["shares"]
    assert shares == [{"share": 50, "few": False}, {"share": 35, "few": False}, {"share": None, "few": True}]
    assert room.view("phone")["round"]["reveal"] == {}


def test_the_newest_answer_counts_with_all_heads_of_the_phone() -> None:
    room = Classroom(sample("poll"))
    room.join("kelompok", weight=5)
    room.open()
    room.answer("kelompok", pick=0)
    room.answer("kelompok", pick=2)
    assert [row["heads"] for row in poll.results(room.state.round.state, "id")["rows"]] == [0, 0, 5]


@pytest.mark.parametrize("pick", [None, True, "0", 3, -1, 0.0, [0]])
def test_what_is_no_option_is_refused(pick: object) -> None:
    room = play()
    with pytest.raises(Rejected, match="answer/unknown_option"):
        room.answer("s0", pick=pick)


def test_signs_are_taught_three_at_a_time() -> None:
    question = sample("poll", 1) | {"signs": True}
    with pytest.raises(ValueError, match="exactly 3 options"):
        poll.Question.model_validate(question)
