"""The output-commit rule: durable, then visible, then acknowledged. And nothing to phones that their own screen does not need."""

from __future__ import annotations

from quizserver.core import commands as c
from quizserver.errors import Unavailable
from quizserver.live.room import Ack
from tests.conftest import Classroom, sample


def a_room(*names: str, kind: str = "choice") -> Classroom:
    room = Classroom(sample(kind), sample(kind))
    room.join(*names)
    room.open()
    room.outlet.sent.clear()
    return room


def an_answer(room: Classroom, name: str, pick: int = 0) -> c.Answer:
    now = room.state.round
    assert now is not None
    payload = {"picks": [pick]}
    return c.Answer(actor=room.names[name], id=next(room.ids), round=now.number, step="answer", payload=payload, took=1.0)


def test_no_ack_and_no_view_leave_before_the_commit() -> None:
    room = a_room("ani")
    room.journal.holds = True
    acks = room.send(an_answer(room, "ani"))
    room.send(c.Advance(actor="screen", id="close-it-now", step=room.state.step_token(), confirmed=True))
    room.wait(1)
    assert acks == []
    assert room.outlet.sent == []
    room.journal.commit()
    assert [type(ack) for ack in acks] == [Ack]
    assert room.outlet.to("phone") == [], "the close has its own commit, still under way"
    room.journal.commit()
    assert room.outlet.to("phone")[0]["phase"] == "closed"


def test_commands_that_arrive_during_a_commit_share_the_next_one() -> None:
    room = a_room(*(f"s{n}" for n in range(50)))
    room.journal.holds = True
    acks = [room.send(an_answer(room, f"s{n}")) for n in range(50)]
    room.journal.commit()
    room.journal.commit()
    assert room.journal.waiting == []
    assert all(len(ack) == 1 for ack in acks)


def test_a_refused_commit_refuses_everything_since_and_loses_nothing_acknowledged() -> None:
    room = a_room("ani", "budi")
    room.do(an_answer(room, "ani", 1))
    durable = len(room.journal.read("room"))
    room.journal.holds = room.journal.refuses = True
    answered = room.send(an_answer(room, "budi"))
    closed = room.send(c.Advance(actor="screen", id="close-it-now", step=room.state.step_token(), confirmed=True))
    room.outlet.sent.clear()
    room.journal.commit()
    assert [type(outcome) for outcome in answered + closed] == [Unavailable, Unavailable]
    assert room.outlet.to("phone") == []
    assert room.outlet.troubles[-1] == "store/refused"
    room.journal.holds = room.journal.refuses = False
    room.wait(0.2)
    assert room.state.phase == "open"
    assert room.state.seq == durable
    assert room.view("ani")["round"]["body"] == {"picks": [1]}
    room.answer("budi", picks=[2])
    assert room.outlet.troubles[-1] is None


def test_a_reader_waits_for_the_pending_commit() -> None:
    room = a_room("ani")
    room.journal.holds = True
    room.send(an_answer(room, "ani"))
    seen: list[object] = []
    room.room.when_durable(seen.append)
    assert seen == []
    room.journal.commit()
    assert seen == [None]


def test_a_command_sent_twice_has_one_effect_even_after_a_crash() -> None:
    room = a_room("ani")
    command = an_answer(room, "ani", 2)
    first = room.do(command)
    seq = room.state.seq
    assert room.do(command) == first
    room.restarted()
    assert room.do(command) == first
    assert room.state.seq == seq


def test_a_guess_sent_twice_gets_the_same_verdict() -> None:
    room = Classroom(sample("guess"))
    room.join("ani")
    room.open()
    command = c.Answer(actor=room.names["ani"], id="the-same-id", round=1, step="guess", payload={"text": "empati"}, took=3.0)
    assert room.do(command) == {"result": "right"}
    assert room.do(command) == {"result": "right"}
    room.restarted()
    assert room.do(command) == {"result": "right"}


def test_a_join_or_an_answer_sends_nothing_to_any_phone() -> None:
    room = a_room("ani", "budi")
    room.join("citra")
    room.answer("ani", picks=[0])
    room.wait(1)
    to_phones = [message for message in room.outlet.sent if message[0] not in ("screen", "desk")]
    assert to_phones == []


def test_counts_go_out_at_most_five_times_a_second() -> None:
    room = a_room(*(f"s{n}" for n in range(40)))
    for n in range(40):
        room.answer(f"s{n}", picks=[0])
        room.clock.now += 0.025
        if n % 4 == 3:
            room.room.beat()
        if n % 8 == 7:
            room.room.send_progress()
    assert len(room.outlet.to("screen", "progress")) <= 5
    assert room.outlet.to("screen", "progress")[-1]["answered"] == 40


def test_two_presses_of_space_count_once() -> None:
    room = a_room("ani")
    step = room.state.step_token()
    for n in range(2):
        room.do(c.Advance(actor="screen", id=f"press-no-{n}", step=step, confirmed=True))
    assert room.state.phase == "closed"
    assert room.state.number == 1


def test_closing_early_with_few_answers_asks_once() -> None:
    room = a_room("ani", "budi", "citra")
    step = room.state.step_token()
    asked = room.send(c.Advance(actor="screen", id="press-no-1", step=step))[0]
    assert getattr(asked, "code", "") == "round/confirm_close"
    room.do(c.Advance(actor="screen", id="press-no-2", step=step, confirmed=True))
    assert room.state.phase == "closed"
