"""What becomes of a sealed request: read, outcome, hand-over; it outlives the room, and nothing forgets it."""

from __future__ import annotations

import pytest

from quizserver.core import commands as c
from quizserver.core import requesting, requests
from quizserver.core.requests import OUTCOMES
from quizserver.errors import Rejected
from quizserver.safety import sealing
from tests.conftest import LEAD_SECRET, Classroom, sample

LEAD = sealing.public_of(LEAD_SECRET)
HOUR = 3600.0


def a_room(*sources: str) -> Classroom:
    """A room with one request from each source; they are called r1, r2, …"""
    room = Classroom(sample("choice"))
    for source in sources:
        room.do(c.AddRequest(actor="lead", id=next(room.ids), source=source, sealed=sealing.seal(LEAD, "kertas")))
    return room


def read(room: Classroom, request: str = "r1") -> None:
    room.do(c.ReadRequest(actor="lead", id=next(room.ids), request=request))


def close_with(room: Classroom, outcome: str, request: str = "r1", *, second: bool = False) -> None:
    room.do(c.SetOutcome(actor="lead", id=next(room.ids), request=request, outcome=outcome, second=second))


def hand_over(room: Classroom) -> None:
    room.do(c.HandOver(actor="lead", id=next(room.ids), way="file"))


@pytest.mark.parametrize("outcome", [one for one in OUTCOMES if one != "not_request"])
def test_a_request_is_read_before_it_has_an_outcome(outcome: str) -> None:
    room = a_room("paper")
    with pytest.raises(Rejected, match="box/not_read"):
        close_with(room, outcome)
    read(room)
    assert requests.open_count(room.state) == 1
    close_with(room, outcome)
    assert requests.open_count(room.state) == 0


def test_what_one_person_takes_for_no_request_stays_open_until_a_second_has_read_it() -> None:
    room = a_room("paper")
    read(room)
    close_with(room, "not_request", second=True)
    assert requests.open_count(room.state) == 1, "nobody is two people at once"
    with pytest.raises(Rejected, match="box/second_person"):
        close_with(room, "not_request")
    close_with(room, "not_request", second=True)
    assert requests.open_count(room.state) == 0


def test_slips_typed_in_cannot_fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requesting, "MOST_ADDED", 2)
    with pytest.raises(Rejected, match="box/full"):
        a_room("paper", "paper", "paper")


def test_an_unknown_outcome_or_request_is_refused() -> None:
    room = a_room("note")
    read(room)
    with pytest.raises(Rejected, match="box/unknown_outcome"):
        close_with(room, "ignored")
    with pytest.raises(Rejected, match="box/gone"):
        read(room, "r9")
    with pytest.raises(Rejected, match="box/unreadable"):
        room.do(c.AddRequest(actor="lead", id=next(room.ids), source="paper", sealed="terbaca oleh semua"))


def test_a_visit_cannot_be_wiped_before_every_outcome_is_known_and_all_was_handed_over() -> None:
    room = a_room("paper", "note")
    assert requests.may_wipe(Classroom(sample("choice")).state), "a visit without requests holds nobody up"
    for request in ("r1", "r2"):
        assert not requests.may_wipe(room.state)
        with pytest.raises(Rejected, match="box/outcomes_first"):
            hand_over(room)
        read(room, request)
        close_with(room, "met", request)
    assert not requests.may_wipe(room.state)
    hand_over(room)
    assert requests.may_wipe(room.state)
    room.do(c.AddRequest(actor="lead", id=next(room.ids), source="paper", sealed=sealing.seal(LEAD, "satu lagi")))
    assert not requests.may_wipe(room.state), "a slip found later opens it again"


def test_requests_are_worked_on_after_the_room_is_closed_and_after_a_restart() -> None:
    room = a_room("paper")
    room.do(c.CloseRoom(actor="screen", id=next(room.ids)))
    room.restarted()
    with pytest.raises(Rejected, match="room/ended"):
        room.do(c.Pause(actor="screen", id=next(room.ids), on=True))
    read(room)
    close_with(room, "met")
    room.do(c.AddRequest(actor="lead", id=next(room.ids), source="paper", sealed=sealing.seal(LEAD, "dari kotak kertas")))
    read(room, "r2")
    close_with(room, "to_counsellor", "r2")
    hand_over(room)
    before = room.state
    room.restarted()
    assert room.state == before
    assert requests.is_finished(room.state)


def test_on_the_laptop_that_a_visit_has_left_nothing_goes_on_not_even_requests() -> None:
    room = a_room("paper")
    room.do(c.CloseRoom(actor="screen", id=next(room.ids), moved=True))
    for late in (read, hand_over, lambda room: close_with(room, "passed_on")):
        with pytest.raises(Rejected, match="room/ended"):
            late(room)


def test_the_lead_is_warned_after_a_day_and_the_laptop_stops_after_three_until_the_hand_over() -> None:
    room = a_room("paper")
    assert [requests.due(room.state, hours * HOUR) for hours in (0, 23.9, 24, 71.9, 72, 9_999)] == [0, 0, 24, 24, 72, 72]
    read(room)
    close_with(room, "met")
    assert requests.due(room.state, 72 * HOUR) == 72, "an outcome is no hand-over"
    hand_over(room)
    assert requests.due(room.state, 9_999 * HOUR) == 0
    assert room.state.requests, "nothing is deleted by age"


def test_desks_are_told_of_what_nobody_has_read_for_three_minutes() -> None:
    room = a_room("paper", "note")
    assert requests.waiting(room.state, 179) == []
    assert requests.waiting(room.state, 200) == [200, 200]
    read(room)
    assert requests.waiting(room.state, 200) == [200]


def test_no_view_of_wall_phone_or_desk_says_how_many_there_are() -> None:
    none, some = Classroom(sample("choice")), a_room("paper", "note", "paper")
    read(some)
    close_with(some, "met")
    for room in (none, some):
        room.join("ani")
    for audience in ("phone", "screen", "desk"):
        views = [room.view(audience) for room in (none, some)]
        assert views[0] == views[1]
    assert none.game.progress(none.state) == some.game.progress(some.state)


def test_no_count_is_sent_when_the_lead_does_something_with_a_request() -> None:
    room = a_room("paper")
    room.room.send_progress()
    room.outlet.sent.clear()
    read(room)
    close_with(room, "met")
    hand_over(room)
    room.room.send_progress()
    assert room.outlet.sent == []
