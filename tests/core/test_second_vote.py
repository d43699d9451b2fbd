"""Discuss and answer again: what the facilitator does, what phones may do meanwhile, and what a child gains or keeps."""

from __future__ import annotations

from typing import Any

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.core.second_vote import AGAIN_SECONDS, TALK_SECONDS
from quizserver.errors import Rejected
from tests.conftest import Classroom, sample


def again(room: Classroom) -> None:
    """Key V."""
    room.do(c.Act(actor="screen", id=next(room.ids), round=room.state.number, action="again"))


def step_of(room: Classroom) -> str:
    return str(room.view("phone")["round"]["step"])


def a_room(kind: str = "verdict", *names: str, **changes: Any) -> Classroom:
    room = Classroom(sample(kind) | changes)
    room.join(*(names or ("ani", "budi", "citra")))
    room.open()
    return room


def test_the_vote_ends_without_a_result_and_the_hall_talks_for_a_minute() -> None:
    room = a_room()
    room.answer("ani", verdict="yes")
    again(room)
    shown = room.view("phone")["round"]
    assert (room.state.phase, shown["step"], shown["left"]) == ("open", "talk", TALK_SECONDS)
    assert not any("reveal" in room.view(surface)["round"] for surface in ("phone", "screen", "desk"))
    room.wait(TALK_SECONDS + 2)
    assert (step_of(room), round(room.view("phone")["round"]["left"])) == ("again", AGAIN_SECONDS - 1)


def test_phones_do_not_answer_while_the_hall_talks() -> None:
    room = a_room()
    again(room)
    with pytest.raises(Rejected, match="answer/not_open"):
        room.answer("ani", verdict="yes")
    assert room.view("ani")["round"]["body"] is None


def test_space_ends_the_talk_at_once_without_asking_twice() -> None:
    room = a_room()
    again(room)
    room.advance(confirmed=False)
    assert step_of(room) == "again"


def test_the_talk_waits_for_nobody_with_extra_time_and_shows_them_the_same_clock() -> None:
    room = a_room()
    room.state.players[room.names["ani"]].time_factor = 2.0
    room.state.extended[room.names["ani"]] = 2.0
    again(room)
    assert "left" not in room.view("ani")["round"]
    room.wait(TALK_SECONDS + 2)
    assert step_of(room) == "again"
    assert room.view("ani")["round"]["left"] > AGAIN_SECONDS


def test_after_the_second_vote_comes_what_would_have_come() -> None:
    room = a_room()
    again(room)
    steps = [step_of(room)]
    while room.state.phase == "open":
        room.advance()
        steps.append(step_of(room))
    assert steps == ["talk", "again", "form", "form"], "the form is asked once, then the close"


def test_a_form_that_was_asked_already_is_not_asked_again() -> None:
    room = a_room()
    room.advance()
    room.answer("ani", forms=["sosial"])
    again(room)
    room.advance()
    room.advance()
    assert room.state.phase == "closed"
    assert room.view("ani")["round"]["body"]["forms"] == ["sosial"]


@pytest.mark.parametrize(
    ("first", "second", "right"),
    [("yes", None, True), ("yes", "no", True), ("no", "yes", True), ("no", "depends", False), ("no", None, False), (None, "yes", True)],
)
def test_of_two_verdicts_the_better_one_counts(first: str | None, second: str | None, right: bool) -> None:
    room = a_room()
    if first:
        room.answer("ani", verdict=first)
    again(room)
    room.advance()
    if second:
        room.answer("ani", verdict=second)
    room.close()
    assert room.view("ani")["round"]["result"]["right"] is right
    assert (room.points("ani") > 0) is right


def test_the_wall_shows_both_votes_side_by_side_after_the_second_close() -> None:
    names = [f"s{n}" for n in range(40)]
    room = a_room("verdict", *names)
    for n, name in enumerate(names):
        room.answer(name, verdict="no" if n < 30 else "yes")
    again(room)
    room.advance()
    for n, name in enumerate(names):
        room.answer(name, verdict="no" if n < 10 else "yes")
    room.close()
    reveal = room.view("screen")["round"]["reveal"]
    shares: dict[str, Json] = {when: {sign: one["share"] for sign, one in reveal[when].items()} for when in ("before", "shares")}
    assert shares == {"before": {"yes": 25, "depends": None, "no": 75}, "shares": {"yes": 75, "depends": None, "no": 25}}
    assert "before" not in room.view("phone")["round"]["reveal"]


def test_hands_of_a_hall_without_phones_belong_to_the_vote_that_runs() -> None:
    room = a_room("poll")
    hands = {"0": 40, "1": 20, "2": 0}
    room.do(c.Act(actor="desk", id=next(room.ids), round=1, action="hands", payload={"counts": hands}))
    again(room)
    room.advance()
    room.do(c.Act(actor="desk", id=next(room.ids), round=1, action="hands", payload={"counts": {"0": 30, "1": 30, "2": 0}}))
    room.close()
    reveal = room.view("screen")["round"]["reveal"]
    assert [one["share"] for one in reveal["before"]] == [67, 33, None]
    assert [one["share"] for one in reveal["shares"]] == [50, 50, None]


def test_there_is_never_a_third_vote() -> None:
    room = a_room("poll")
    again(room)
    for _ in range(2):
        with pytest.raises(Rejected, match="act/not_now"):
            again(room)
        room.advance()
    assert room.view("screen")["can"]["act"] == ["hands"]


def test_a_poll_may_be_talked_over_with_its_result_on_the_wall() -> None:
    room = a_room("poll")
    room.answer("ani", pick=0)
    room.close()
    again(room)
    assert (room.state.phase, step_of(room)) == ("open", "talk")
    room.advance()
    room.answer("ani", pick=1)
    room.close()
    assert room.view("ani")["round"]["body"] == {"pick": 1, "first": 0}
    assert room.game.replay(room.journal.read("room")) == room.state


def test_a_verdict_is_not_voted_on_once_its_key_was_seen() -> None:
    room = a_room()
    room.close()
    with pytest.raises(Rejected, match="act/not_now"):
        again(room)


def test_nothing_starts_to_run_behind_the_calm_picture() -> None:
    room = a_room("poll")
    room.do(c.TurnWall(actor="screen", id=next(room.ids), show="calm"))
    with pytest.raises(Rejected, match="act/not_now"):
        again(room)


def test_a_phone_that_comes_back_knows_both_of_its_answers() -> None:
    room = a_room()
    room.answer("ani", verdict="no")
    again(room)
    assert room.view("ani")["round"]["body"] == {"verdict": "no", "forms": None}
    room.advance()
    assert room.view("ani")["round"]["body"] == {"verdict": None, "forms": None, "first": "no"}
