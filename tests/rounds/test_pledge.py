"""The pledge: two ways to promise that nobody can tell apart, heads that are counted, class after class, and no list of anybody."""

from __future__ import annotations

import json

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.errors import Rejected
from tests.conftest import Classroom, sample

CLASSES = [{"id": "g1", "name": "7A", "size": None}, {"id": "g2", "name": "7B", "size": None}]


def a_pledge(*, groups: list[Json] | None = None) -> Classroom:
    room = Classroom(sample("pledge"), groups=groups or [])
    group = groups[0]["id"] if groups else None
    room.join("ani", "budi", group=group)
    room.join("kelompok", weight=4, group=group)
    room.open()
    room.outlet.sent.clear()
    return room


def signed(room: Classroom) -> int:
    return int(room.game.progress(room.state)["extra"]["signed"])


def test_signing_and_keeping_it_in_the_heart_are_the_same_to_everybody_the_server_included() -> None:
    room = a_pledge()
    assert room.answer("ani", pledge="sign") == room.answer("budi", pledge="keep") == {}
    assert signed(room) == 2
    ani, budi = room.view("ani"), room.view("budi")
    assert ani["round"] == budi["round"]
    facts = [entry.fact.body() for entry in room.journal.read("room")][-2:]
    assert facts[0] == facts[1] | {"player": facts[0]["player"]}, "not even the journal knows which it was"
    assert room.outlet.to("phone") == [], "no other phone hears of it"


def test_one_tap_of_a_group_phone_counts_all_its_heads_and_a_second_tap_nothing() -> None:
    room = a_pledge()
    room.answer("kelompok", pledge="sign")
    room.answer("kelompok", pledge="keep")
    assert signed(room) == 4


def test_hands_of_those_without_a_phone_are_woven_in() -> None:
    room = a_pledge()
    room.answer("ani", pledge="sign")
    room.do(c.Act(actor="desk", id="hands", round=1, action="hands", payload={"counts": {"signed": 30}}))
    assert signed(room) == 31
    assert room.state.threads == 31


def test_no_list_says_who_signed_or_who_did_not() -> None:
    room = a_pledge(groups=CLASSES)
    room.answer("ani", pledge="sign")
    assert '"answered": true' not in str(room.room.people(1, "", ""))
    public = json.dumps([room.view(audience) for audience in ("phone", "screen", "desk")])
    assert not any(name in public for name in ("ani", "budi", *room.names.values()))
    assert [group["answered"] for group in room.game.progress(room.state, "desk")["groups"]] == [0, 0]
    room.close()
    assert room.state.ledger.entries == {}
    assert room.view("ani")["round"].get("result") == room.view("budi")["round"].get("result")


def test_class_after_class_speaks_then_all_together_then_the_cloth_is_whole() -> None:
    room = a_pledge(groups=CLASSES)
    seen = []
    while room.state.phase == "open":
        body = room.view("screen")["round"]["body"]
        seen.append((room.view("screen")["round"]["step"], body.get("speaks"), room.view("phone")["round"]["body"].get("speaks")))
        room.advance()
    assert seen == [("sign", None, None), ("turn1", "7A", "7A"), ("turn2", "7B", "7B"), ("together", None, None)]
    assert room.view("screen")["round"]["reveal"] == {"signed": 0}


def test_without_classes_there_is_one_page_for_all() -> None:
    room = a_pledge()
    assert room.view("screen")["next"]["does"] == "together"
    room.advance()
    assert room.view("screen")["next"]["does"] == "close"


def test_a_desk_may_type_the_classes_that_come_forward_before_the_turns_begin() -> None:
    room = a_pledge()
    order = c.Act(actor="desk", id="order", round=1, action="classes", payload={"names": "7B,  7A , ,7C"})
    room.do(order)
    assert room.view("desk")["round"]["body"]["order"] == ["7B", "7A", "7C"]
    for refused in ("7A, 7a", "x" * 21, "a\u202eb", ",".join(str(n) for n in range(41))):
        with pytest.raises(Rejected, match="group/"):
            room.do(c.Act(actor="desk", id=next(room.ids), round=1, action="classes", payload={"names": refused}))
    room.advance()
    assert room.view("screen")["round"]["body"]["speaks"] == "7B"
    with pytest.raises(Rejected, match="act/not_now"):
        room.do(c.Act(actor="desk", id="late", round=1, action="classes", payload={"names": ""}))


def test_who_comes_late_weaves_too() -> None:
    room = a_pledge(groups=CLASSES)
    room.advance()
    room.answer("budi", pledge="keep")
    room.advance()
    assert signed(room) == 1
    assert room.view("budi")["round"]["body"] == {"pledge": "signed"}


@pytest.mark.parametrize("payload", [{}, {"pledge": "no"}, {"pledge": None}, {"pledge": ["sign"]}])
def test_anything_else_is_refused(payload: Json) -> None:
    room = a_pledge()
    with pytest.raises(Rejected, match="answer/unknown_option"):
        room.answer("ani", **payload)
    assert signed(room) == 0


def test_the_report_is_told_heads() -> None:
    room = a_pledge()
    room.answer("kelompok", pledge="keep")
    room.close()
    kind, state = room.game.types["pledge"], room.state.rounds[1].state
    told = kind.results(state, "id")
    assert told is not None
    assert (told["heads"], [row["heads"] for row in told["rows"]]) == (4, [4])
