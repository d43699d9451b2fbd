"""What the facilitator can do at any time, and that nothing runs on when it should stand still."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizserver.core import commands as c
from quizserver.core.state import GRACE
from quizserver.errors import Rejected
from tests.conftest import Classroom, sample
from tests.core.facilitator import can, does, left, more_time, pause, playing, reopen, right, skip, wall

# Pause and time


def test_a_pause_stops_the_clock_and_space_goes_on() -> None:
    room = playing()
    before = left(room)
    pause(room)
    room.wait(30)
    assert room.view("phone")["paused"]
    assert left(room) == pytest.approx(before, abs=0.2)
    with pytest.raises(Rejected, match="answer/paused") as refused:
        room.answer("ani", picks=[0])
    assert refused.value.retry, "the phone sends it again when we go on"
    assert does(room) == "resume"
    room.advance()
    room.answer("ani", picks=[0])
    assert room.state.phase == "open"


def test_pausing_twice_or_where_nothing_runs_changes_nothing() -> None:
    room = playing()
    pause(room)
    seq = room.state.seq
    pause(room)
    assert room.state.seq == seq
    lobby = Classroom(sample("choice"))
    assert can(lobby)["pause"] is False
    with pytest.raises(Rejected, match="round/nothing_to_pause"):
        pause(lobby)


def tick(room: Classroom, at: float) -> list[str]:
    """Kinds of the facts that time alone brings at room time `at`."""
    return [fact.kind for fact in room.game.decide(room.state, c.Tick(actor="clock"), at).facts]


def test_while_it_is_paused_time_brings_nothing() -> None:
    room = playing()
    pause(room)
    assert room.game.next_at(room.state) is None
    assert tick(room, 10_000) == []
    pause(room, on=False)
    assert tick(room, 10_000) == ["round_closed"]


def test_when_the_time_is_over_the_round_closes_whatever_clue_was_still_to_come() -> None:
    room = playing(sample("guess"))
    closes = room.state.closes_at()
    assert closes is not None
    assert tick(room, closes - 1) == ["stepped"]
    assert tick(room, closes) == ["round_closed"]


def test_time_is_noted_only_where_it_runs_out() -> None:
    limited, free = playing(), playing(sample("slide"))
    assert tick(limited, limited.state.at + 3) == ["ticked"]
    assert tick(free, free.state.at + 3) == []


def test_more_time_moves_the_deadline_for_everyone() -> None:
    room = playing()
    before = left(room)
    more_time(room, 30)
    assert left(room) == before + 30
    room.wait(before + GRACE + 5)
    room.answer("ani", picks=[0])
    room.wait(26)
    assert room.state.phase == "closed"


def test_there_is_no_more_time_where_there_is_no_clock() -> None:
    room = playing(mode="off")
    assert can(room)["more_time"] is False
    with pytest.raises(Rejected, match="round/no_clock"):
        more_time(room)
    timed = playing()
    assert can(timed)["more_time"] is True
    timed.close()
    assert can(timed)["more_time"] is False
    with pytest.raises(Rejected, match="round/no_clock"):
        more_time(timed)


def test_an_answer_counts_in_the_grace_after_the_deadline_and_not_later() -> None:
    room = playing()
    room.wait(left(room) + GRACE - 0.2)
    room.answer("ani", picks=right(room), took=30)
    room.clock.now += 0.3
    with pytest.raises(Rejected, match="answer/too_late"):
        room.answer("budi", picks=right(room), took=1)


# How long an answer took


@pytest.mark.parametrize(
    "said, counted",
    [
        (4.0, 4.0),  # as the phone says
        (0.0, 1.0),  # at most three seconds earlier than the server saw it
        (2.5, 2.5),
        (99.0, 4.0),  # never longer than the question is open
    ],
)
def test_time_on_the_phone_is_believed_within_what_the_server_saw(said: float, counted: float) -> None:
    room = playing()
    room.wait(4)
    room.answer("ani", picks=[0], took=said)
    assert room.state.rounds[1].state["picks"][room.names["ani"]][1] == pytest.approx(counted, abs=0.05)


def test_a_pause_is_not_counted_as_thinking_time() -> None:
    room = playing()
    room.wait(2)
    pause(room)
    room.wait(60)
    pause(room, on=False)
    room.wait(1)
    room.answer("ani", picks=[0], took=63.0)
    assert room.state.rounds[1].state["picks"][room.names["ani"]][1] == pytest.approx(3.0, abs=0.2)


# Closing, reopening, skipping


def test_a_question_may_be_reopened_within_ten_seconds_and_not_later() -> None:
    room = playing()
    room.answer("ani", picks=[(right(room)[0] + 1) % 4])
    room.close()
    room.wait(9.5)
    assert can(room)["reopen"] is True
    reopen(room)
    assert left(room) >= 10
    assert "reveal" not in room.view("phone")["round"]
    room.answer("budi", picks=right(room))
    room.close()
    assert (room.points("ani"), room.points("budi")) == (0, 1000)
    room.wait(10.5)
    assert can(room)["reopen"] is False
    with pytest.raises(Rejected, match="round/too_late_to_reopen"):
        reopen(room)


def test_reopening_takes_the_points_back_until_the_next_close() -> None:
    room = playing()
    room.answer("ani", picks=right(room))
    room.close()
    reopen(room)
    assert room.points("ani") == 0
    assert "result" not in room.view("ani")["round"]
    room.close()
    assert room.points("ani") == 1000


def test_a_reopened_question_with_much_time_left_keeps_it() -> None:
    room = playing()
    before = left(room)
    room.close()
    reopen(room)
    assert left(room) == pytest.approx(before, abs=0.1)


def test_only_a_result_that_is_shown_can_be_reopened() -> None:
    room = playing()
    with pytest.raises(Rejected, match="round/too_late_to_reopen"):
        reopen(room)
    room.close()
    room.advance()
    with pytest.raises(Rejected, match="round/too_late_to_reopen"):
        reopen(room)


def test_while_a_reopened_question_runs_the_wall_does_not_show_its_result() -> None:
    room = playing()
    room.close()
    wall(room, "last")
    reopen(room)
    assert "last" not in room.view("screen")
    assert room.view("screen")["wall"] == "game"
    assert can(room)["back"] == 0
    with pytest.raises(Rejected, match="wall/no_last"):
        wall(room, "last")
    room.close()
    assert can(room)["back"] == 1


def test_a_skipped_question_changes_nobodys_score() -> None:
    room = playing()
    room.answer("ani", picks=right(room))
    skip(room)
    assert (room.state.number, room.state.phase) == (2, "open")
    assert room.points("ani") == 0
    assert room.state.ledger.entries == {}


def test_a_reopened_and_then_skipped_question_leaves_no_points() -> None:
    room = playing()
    room.answer("ani", picks=right(room))
    room.close()
    reopen(room)
    skip(room)
    assert room.points("ani") == 0
    assert can(room)["back"] == 0


def test_a_result_cannot_be_skipped_it_has_space() -> None:
    room = playing()
    room.close()
    assert can(room)["skip"] is False
    with pytest.raises(Rejected, match="round/nothing_to_skip"):
        skip(room)


def test_skipping_a_paused_question_goes_on_running() -> None:
    room = playing()
    pause(room)
    skip(room)
    assert (room.state.number, room.state.paused) == (2, False)


@pytest.mark.parametrize("command", [c.Skip, c.Advance])
def test_a_second_press_from_an_old_view_has_no_effect(command: Callable[..., c.Command]) -> None:
    room = playing()
    step = room.state.step_token()
    for n in range(2):
        room.do(command(actor="screen", id=f"press-no-{n}", step=step, **({"confirmed": True} if command is c.Advance else {})))
    assert (room.state.number, room.state.phase) == ((2, "open") if command is c.Skip else (1, "closed"))


def test_closing_early_asks_only_while_few_have_answered_and_time_is_left() -> None:
    room = playing()
    with pytest.raises(Rejected, match="round/confirm_close") as asked:
        room.advance(confirmed=False)
    assert asked.value.values == {"answered": 0, "players": 2}
    room.answer("ani", picks=[0])
    room.join("citra")
    with pytest.raises(Rejected, match="round/confirm_close"):
        room.advance(confirmed=False)
    room.answer("budi", picks=[0])
    room.advance(confirmed=False)
    assert room.state.phase == "closed", "half of the hall and more has answered"
    empty = playing()
    empty.wait(left(empty) - 4)
    empty.advance(confirmed=False)
    assert empty.state.phase == "closed", "the last seconds need no question"


# The wall


def test_the_last_result_can_be_shown_again_while_the_next_question_runs() -> None:
    room = playing()
    assert can(room)["back"] == 0
    with pytest.raises(Rejected, match="wall/no_last"):
        wall(room, "last")
    room.close()
    room.advance()
    wall(room, "last")
    shown = room.view("screen")
    assert shown["last"]["number"] == 1
    assert shown["last"]["reveal"]["right"] == right(room)
    assert "reveal" not in shown["round"]
    assert "last" not in room.view("phone")
    assert does(room) == "game"
    room.advance()
    assert (room.state.wall, room.state.phase, room.state.number) == ("game", "open", 2)


@pytest.mark.parametrize("show", ["blank", "qr"])
def test_a_blank_wall_is_no_pause_and_the_next_press_brings_the_game_back(show: str) -> None:
    room = playing()
    before = left(room)
    wall(room, show)
    room.wait(3)
    assert left(room) == pytest.approx(before - 3, abs=0.2)
    room.answer("ani", picks=[0])
    room.advance()
    assert (room.state.wall, room.state.phase) == ("game", "open")


@pytest.mark.parametrize("type", ["choice", "verdict"])
def test_body_signs_are_on_the_wall_only_while_they_answer_something(type: str) -> None:
    room = playing(sample(type))
    room.do(c.TurnSigns(actor="desk", id=next(room.ids), on=True))
    assert "signs" in room.view("screen")["round"]
    room.advance()
    assert room.view("screen")["round"]["step"] == ("form" if type == "verdict" else "answer")
    assert "signs" not in room.view("screen")["round"]


def test_the_wall_names_who_follows_up_at_the_end_and_not_before() -> None:
    room = playing(sample("choice"))
    room.state.visit = {"follow_up_who": "Bu Rina", "follow_up_when": "Senin"}
    room.close()
    assert "follow_up" not in room.view("screen")
    room.advance()
    assert room.view("screen")["follow_up"] == {"who": "Bu Rina", "when": "Senin"}


def test_where_nothing_was_typed_there_is_nothing_to_moderate() -> None:
    room = playing()
    for number in (1, 9):
        with pytest.raises(Rejected, match="act/not_now"):
            room.do(c.Moderate(actor="desk", id=next(room.ids), round=number, action="approve", entry=0, seen=1))


def test_what_the_wall_does_not_know_is_refused() -> None:
    room = playing()
    with pytest.raises(Rejected, match="wall/unknown"):
        wall(room, "../etc")
    assert room.state.wall == "game"


def test_jeda_lembut_stops_a_running_clock_and_the_phones_are_calm_too() -> None:
    room = playing()
    before = left(room)
    wall(room, "calm")
    room.wait(300)
    assert room.view("phone")["calm"]
    assert left(room) == pytest.approx(before, abs=0.2)
    room.advance()
    assert room.view("phone")["calm"] is False
    assert room.state.paused, "first the game is shown again, then it goes on"
    room.advance()
    assert not room.state.paused
    room.wait(2)
    assert left(room) == pytest.approx(before - 2, abs=0.3)


def test_jeda_lembut_over_a_result_is_no_pause_one_press_leads_out() -> None:
    room = playing()
    room.close()
    wall(room, "calm")
    assert not room.state.paused
    room.advance()
    assert (room.state.wall, room.state.phase, room.state.number) == ("game", "closed", 1)


def test_jeda_lembut_is_there_in_every_phase_and_space_leads_out() -> None:
    room = Classroom(sample("choice"), sample("slide"))
    room.join("ani")
    seen = []
    while room.state.phase != "ended" or room.state.wall != "calm":
        seen.append(room.state.phase)
        wall(room, "calm")
        if room.state.phase == "ended":
            break
        room.advance()
        if room.state.paused:
            room.advance()
        room.advance()
    assert seen == ["lobby", "ready", "open", "closed", "open", "ended"]


@pytest.mark.parametrize("go_on", [skip, reopen])
def test_nothing_starts_to_run_behind_the_calm_picture(go_on: Callable[[Classroom], None]) -> None:
    room = playing()
    if go_on is reopen:
        room.close()
    wall(room, "calm")
    go_on(room)
    before = left(room)
    room.wait(120)
    assert room.state.phase == "open"
    assert left(room) == pytest.approx(before, abs=0.2)


def test_ending_the_pause_behind_the_calm_picture_brings_the_game_back_with_it() -> None:
    room = playing()
    wall(room, "calm")
    pause(room, on=False)
    assert (room.state.wall, room.state.paused) == ("game", False)
    assert room.view("phone")["calm"] is False
