"""Classes over the wire: what set-up may send, who waits, who is told of a move, and which phone goes on after a merge."""

from __future__ import annotations

import pytest

from tests.conftest import sample
from tests.server import Hall, until

pytestmark = pytest.mark.server

CLASSES = [{"name": "7A", "size": 1}, {"name": "7B"}]


def test_classes_that_cannot_be_used_are_refused_in_a_sentence_with_their_line(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    hall.close_room()
    for groups, code in (
        ([{"name": "7A"}, {"name": " 7a "}], "group/name_twice"),
        ([{"name": "x" * 21}], "group/name"),
        ([{"name": "7A", "size": 0}], "group/size"),
        ([{"name": f"{n}"} for n in range(41)], "group/too_many"),
        ([{"name": "7A", "colour": "red"}], "request/malformed"),
        ([{"name": "x" * 201}], "request/malformed"),
        ([{"name": "7A", "size": "32"}], "request/malformed"),
    ):
        ack = hall.screen.verb("open_room", programme="tes", groups=groups)
        assert ack["error"]["code"] == code
        assert "x" * 21 not in ack["error"]["message"]
    assert hall.screen.view["phase"] == "setup"


def test_a_phone_chooses_from_the_classes_and_waits_where_one_is_full(hall: Hall) -> None:
    hall.open_room(sample("choice"), groups=CLASSES)
    guest = hall.phone()
    assert [(group["name"], group["is_full"]) for group in guest.you["groups"]] == [("7A", False), ("7B", False)]
    assert guest.code("join") == "group/choose"
    assert guest.code("join", group="g9") == "group/unknown"
    guest.join(group="g1")
    late = hall.student(group="g1")
    assert late.you["player"]["waits"] is True
    hall.go_to("open")
    late.sees("open")
    assert late.answer(picks=[0])["error"]["code"] == "join/waits"
    desk = hall.desk(projector_off=True)
    until(lambda: (desk.newest("progress") or {}).get("waiting") == 1, "the desk's count")
    assert desk.code("move", player="p2", group="g2", was="g1") == "ok"
    until(lambda: "waits" not in late.you["player"], "being let in")
    assert late.you["player"]["group"]["name"] == "7B"
    assert late.answer(picks=[0])["ok"]


def test_of_two_desks_the_later_one_is_told_and_others_see_nothing(hall: Hall) -> None:
    hall.open_room(sample("choice"), groups=[*CLASSES, {"name": "7C"}])
    ani, budi = hall.student(group="g2"), hall.student(group="g3")
    one, other = hall.desk(projector_off=True), hall.desk(projector_off=True)
    seen = len(budi.wire.seen)
    assert one.code("move", player="p1", group="g3", was="g2") == "ok"
    assert other.code("move", player="p1", group="g1", was="g2") == "group/moved_meanwhile"
    assert one.code("set_time", player="p1", factor=2) == "ok"
    assert one.code("set_heads", player="p1", weight=9) == "player/heads_range"
    until(lambda: ani.you["player"].get("group", {}).get("name") == "7C", "the move")
    assert len(budi.wire.seen) == seen, "no other phone hears of it"
    assert "7C" not in str(hall.screen.wire.seen), "and the wall does not either"


def test_a_merged_phone_goes_on_by_itself_when_the_other_one_is_gone(hall: Hall) -> None:
    hall.open_room(sample("choice"), groups=[{"name": "7A"}])
    first = hall.student(group="g1")
    name = first.you["player"]["name"]
    first.close()
    second, desk = hall.student(group="g1"), hall.desk(projector_off=True)
    until(lambda: (desk.newest("progress") or {}).get("connected") == 1, "the first phone to be gone")
    assert desk.code("merge", gone="p2", into="p1") == "ok"
    second.ends()
    assert not second.events("bye"), "nothing to be told: it comes again at once"
    assert hall.phone(second.token).you["player"]["name"] == name
    assert desk.code("merge", gone="p1", into="p1") == "player/cannot_merge"
    assert desk.code("restore", player="p2") == "player/merged"
