"""Who is in the room: names, heads, taking over on another phone, coming late, extra time, leaving and coming back."""

from __future__ import annotations

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.core.state import GRACE, SPINS
from quizserver.errors import Rejected
from tests.conftest import Classroom, sample


def lobby(*names: str) -> Classroom:
    room = Classroom(sample("choice"), sample("choice", 1))
    room.join(*names)
    return room


def playing(*names: str) -> Classroom:
    room = lobby(*names)
    room.open()
    return room


def name_of(room: Classroom, student: str) -> str:
    return str(room.view(student)["player"]["name"])


def spin(room: Classroom, student: str, name: str) -> Json:
    return room.do(c.Spin(actor=room.names[student], id=next(room.ids), name=name))


def remove(room: Classroom, student: str) -> None:
    room.do(c.Remove(actor="desk", id=next(room.ids), player=room.names[student]))


def restore(room: Classroom, student: str) -> None:
    room.do(c.Restore(actor="desk", id=next(room.ids), player=room.names[student]))


def issue_code(room: Classroom, student: str, code: str) -> None:
    room.do(c.IssueCode(actor=room.names[student], player=room.names[student], code_hash=code))


def use_code(room: Classroom, code: str, token: str) -> None:
    room.do(c.UseCode(actor=token, id=next(room.ids), code_hash=code, token_hash=token))


# Names and heads


def test_no_two_players_have_one_name() -> None:
    room = lobby("Elang Ramah")
    with pytest.raises(Rejected, match="join/name_taken") as refused:
        room.do(c.Join(actor="other", token_hash="other", name="Elang Ramah", weight=1))
    assert refused.value.retry, "the phone is offered another name and tries again"
    room.join("Camar Ceria")
    with pytest.raises(Rejected, match="join/name_taken"):
        spin(room, "Camar Ceria", "Elang Ramah")


def test_a_name_may_be_spun_three_times_and_the_old_one_is_free_again() -> None:
    room = lobby("ani", "budi")
    for n in range(SPINS):
        spin(room, "ani", f"name {n}")
    with pytest.raises(Rejected, match="join/no_spins"):
        spin(room, "ani", "name 9")
    assert (name_of(room, "ani"), room.view("ani")["player"]["spins_left"]) == ("name 2", 0)
    spin(room, "budi", "name 0")
    assert name_of(room, "budi") == "name 0"


def test_a_refused_spin_costs_none() -> None:
    room = lobby("ani", "budi")
    with pytest.raises(Rejected):
        spin(room, "ani", "budi")
    assert room.view("ani")["player"]["spins_left"] == SPINS


def test_a_rename_by_the_desk_costs_the_student_no_spin() -> None:
    room = lobby("ani")
    room.do(c.Rename(actor="desk", player=room.names["ani"], name="Merpati Tulus"))
    assert (name_of(room, "ani"), room.view("ani")["player"]["spins_left"]) == ("Merpati Tulus", SPINS)
    assert room.game.progress(room.state)["newest"] == ["Merpati Tulus"]


def test_a_group_phone_counts_all_its_heads() -> None:
    room = Classroom(sample("choice"))
    room.join("ani", weight=5)
    room.join("budi")
    room.open()
    room.answer("ani", picks=[0])
    counts = room.game.progress(room.state)
    assert (counts["players"], counts["phones"], counts["answered"]) == (6, 2, 5)
    room.answer("ani", picks=[1])
    assert room.game.progress(room.state)["answered"] == 5, "a changed answer is no second one"
    room.do(c.Remove(actor="desk", id="remove", player=room.names["budi"]))
    assert room.game.progress(room.state)["phones"] == 1, "who was sent out is no phone that is missing"


def test_joining_twice_with_one_token_is_one_player() -> None:
    room = lobby("ani")
    room.do(c.Join(actor="token-ani", id="another-id", token_hash="token-ani", name="other", weight=3))
    assert room.game.progress(room.state)["players"] == 1
    assert name_of(room, "ani") == "ani"


# Removed and restored


def test_a_removed_player_plays_no_more_and_keeps_the_score_for_coming_back() -> None:
    room = playing("ani", "budi")
    room.answer("ani", picks=room.state.rounds[1].state["right"])
    room.close()
    remove(room, "ani")
    assert room.view("ani")["player"]["removed"]
    assert room.game.progress(room.state)["players"] == 1
    room.advance()
    with pytest.raises(Rejected, match="player/removed"):
        room.answer("ani", picks=[0])
    restore(room, "ani")
    room.answer("ani", picks=[0])
    assert room.points("ani") == 1000
    assert room.game.progress(room.state)["players"] == 2


def test_removing_or_restoring_twice_changes_nothing_more() -> None:
    room = lobby("ani", "budi")
    remove(room, "ani")
    remove(room, "ani")
    assert room.state.heads == 1
    restore(room, "ani")
    restore(room, "ani")
    assert room.state.heads == 2


def test_never_more_answers_than_players_are_counted() -> None:
    room = playing("ani", "budi")
    room.answer("ani", picks=[0])
    remove(room, "ani")
    counts = room.game.progress(room.state)
    assert (counts["players"], counts["answered"]) == (1, 0)
    restore(room, "ani")
    counts = room.game.progress(room.state)
    assert (counts["players"], counts["answered"]) == (2, 1)


def test_the_name_of_a_removed_player_is_not_given_to_another() -> None:
    room = lobby("ani")
    remove(room, "ani")
    with pytest.raises(Rejected, match="join/name_taken"):
        room.do(c.Join(actor="x", token_hash="x", name="ani", weight=1))


def test_a_player_that_does_not_exist_is_refused() -> None:
    room = lobby("ani")
    for command in (
        c.Remove(actor="desk", player="p9"),
        c.Restore(actor="desk", player="p9"),
        c.Rename(actor="desk", player="p9", name="x"),
        c.IssueCode(actor="desk", player="p9", code_hash="x"),
    ):
        with pytest.raises(Rejected, match="player/unknown"):
            room.do(command)


# Another phone


def test_a_short_code_moves_the_game_to_another_phone_and_the_old_token_dies() -> None:
    room = playing("ani")
    room.answer("ani", picks=[2])
    issue_code(room, "ani", "K3TT7P")
    use_code(room, "K3TT7P", "new-phone")
    assert room.state.tokens == {"new-phone": room.names["ani"]}
    assert (room.names["ani"], "bye", {}) in room.outlet.sent, "the old phone is told"
    assert room.view("ani")["round"]["body"] == {"picks": [2]}
    with pytest.raises(Rejected, match="code/unknown"):
        use_code(room, "K3TT7P", "third-phone")


def test_a_code_is_valid_for_ten_minutes_of_room_time() -> None:
    room = playing("ani", "budi")
    issue_code(room, "ani", "ANI")
    issue_code(room, "budi", "BUDI")
    room.do(c.Pause(actor="desk", id="a-long-pause", on=True))
    room.wait(60)
    room.do(c.Pause(actor="desk", id="on-again", on=False))
    room.clock.now += 3_600
    room.wait(0.1)
    use_code(room, "ANI", "new-phone")
    while room.room.at < 601:
        room.clock.now += 4
    with pytest.raises(Rejected, match="code/unknown"):
        use_code(room, "BUDI", "other-phone")


def test_a_new_code_makes_the_earlier_one_worthless() -> None:
    room = lobby("ani")
    issue_code(room, "ani", "FIRST")
    issue_code(room, "ani", "SECOND")
    with pytest.raises(Rejected, match="code/unknown"):
        use_code(room, "FIRST", "new-phone")
    use_code(room, "SECOND", "new-phone")


def test_a_code_that_happens_to_exist_is_drawn_again() -> None:
    room = lobby("ani", "budi")
    issue_code(room, "ani", "SAME")
    with pytest.raises(Rejected, match="code/again") as refused:
        issue_code(room, "budi", "SAME")
    assert refused.value.retry


def test_a_code_does_not_turn_a_phone_that_plays_into_somebody_else() -> None:
    room = lobby("ani", "budi")
    issue_code(room, "ani", "CODE")
    use_code(room, "CODE", "token-budi")
    assert room.state.tokens["token-budi"] == room.names["budi"]
    assert room.state.tokens["token-ani"] == room.names["ani"]


# The door, and coming late


def test_a_locked_lobby_takes_no_newcomer_but_lets_who_was_in_come_back() -> None:
    room = lobby("ani")
    room.do(c.Lock(actor="screen", id="lock-the-door", on=True))
    with pytest.raises(Rejected, match="join/locked"):
        room.do(c.Join(actor="new", token_hash="new", name="new", weight=1))
    room.do(c.Join(actor="token-ani", id="ani-is-back", token_hash="token-ani", name="ani", weight=1))
    issue_code(room, "ani", "CODE")
    use_code(room, "CODE", "anis-new-phone")
    assert room.state.tokens == {"anis-new-phone": room.names["ani"]}
    room.do(c.Lock(actor="screen", id="open-the-door", on=False))
    room.join("new")
    assert room.state.heads == 2


def test_who_comes_late_is_at_the_current_question_and_may_answer_it() -> None:
    room = playing("ani")
    room.wait(6)
    room.join("terlambat")
    assert room.view("phone")["round"]["number"] == 1
    assert room.view("terlambat")["round"]["body"] is None
    room.answer("terlambat", picks=room.state.rounds[1].state["right"], took=1.0)
    room.close()
    assert room.points("terlambat") == 1000


# Extra time


def with_double_time(room: Classroom, student: str) -> None:
    room.do(c.SetTimeFactor(actor="desk", id=next(room.ids), player=room.names[student], factor=2.0))


def test_extra_time_lets_one_player_answer_after_the_halls_deadline() -> None:
    room = playing("ani", "budi")
    with_double_time(room, "budi")
    left = room.view("phone")["round"]["left"]
    assert room.view("budi")["round"]["left"] == pytest.approx(2 * left, abs=0.1)
    assert "left" not in room.view("ani")["round"], "everybody else reads the hall's clock"
    room.answer("ani", picks=[0])
    room.wait(left + GRACE + 1)
    assert room.state.phase == "open", "somebody is still owed time"
    assert room.view("screen")["round"]["left"] == 0, "the public clock shows the hall's"
    with pytest.raises(Rejected, match="answer/too_late"):
        room.answer("ani", picks=[1])
    room.answer("budi", picks=room.state.rounds[1].state["right"])
    room.wait(0.5)
    assert room.state.phase == "closed", "nobody is owed time any more"
    assert room.points("budi") == 1000


def test_a_round_closes_when_the_last_extra_time_is_over() -> None:
    room = playing("ani", "budi")
    with_double_time(room, "budi")
    left = room.view("phone")["round"]["left"]
    room.wait(2 * left + GRACE - 0.5)
    assert room.state.phase == "open"
    room.wait(1)
    assert room.state.phase == "closed"
    assert room.view("budi")["round"].get("result") is None


def test_extra_time_is_not_slower_time() -> None:
    room = playing("ani", "budi")
    with_double_time(room, "budi")
    right = room.state.rounds[1].state["right"]
    room.wait(5)
    room.answer("ani", picks=right, took=5.0)
    room.wait(5)
    room.answer("budi", picks=right, took=10.0)
    room.close()
    tiebreaks = [room.state.ledger.score(room.names[name]).tiebreak for name in ("ani", "budi")]
    assert tiebreaks[0] == pytest.approx(tiebreaks[1], abs=5)


def test_nobody_waits_for_the_extra_time_of_somebody_who_was_removed() -> None:
    room = playing("ani", "budi")
    with_double_time(room, "budi")
    remove(room, "budi")
    room.wait(room.view("phone")["round"]["left"] + GRACE + 0.5)
    assert room.state.phase == "closed"


def test_extra_time_is_owed_until_a_guesser_has_found_the_word() -> None:
    room = Classroom(sample("guess"))
    room.join("ani", "budi")
    room.open()
    with_double_time(room, "budi")
    room.answer("budi", text="jeruk")
    room.wait(62)
    assert room.state.phase == "open"
    room.answer("budi", text="empati")
    room.wait(0.5)
    assert room.state.phase == "closed"
