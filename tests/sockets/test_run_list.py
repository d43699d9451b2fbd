"""Programme control over the wire: two desks that arrange at once, inserting from the shelf, voiding, and who may see what was typed."""

from __future__ import annotations

import pytest

from tests.conftest import sample
from tests.server import Hall, Json, Line, until

pytestmark = pytest.mark.server


def listed(line: Line) -> Json:
    """A fresh run list."""
    before = len(line.events("programme"))
    assert line.verb("list_programme")["ok"]
    until(lambda: len(line.events("programme")) > before, "the run list")
    newest: Json = line.newest("programme")
    return newest


def to_come(line: Line) -> list[str]:
    return [row["uid"] for row in listed(line)["items"] if row["state"] == "next"]


def stale(line: Line, verb: str, **payload: object) -> bool:
    ack = line.verb(verb, **payload)
    assert ack["ok"], ack
    return bool(ack.get("stale", False))


def test_of_two_desks_that_arrange_at_once_the_later_one_is_told(hall: Hall) -> None:
    hall.open_room(sample("choice"), sample("slide"), sample("choice", 1))
    one, other = hall.desk(), hall.desk()
    seen = listed(one)["seen"]
    assert listed(other)["seen"] == seen
    assert one.code("arrange", seen=seen, rest=["i3", "i1"]) == "ok"
    assert other.code("arrange", seen=seen, rest=["i1"]) == "programme/changed"
    assert to_come(other) == ["i3", "i1"]
    assert [row["uid"] for row in listed(other)["items"] if row["state"] == "dropped"] == ["i2"]


def test_a_desk_with_an_older_step_is_told_that_it_went_on_already(hall: Hall) -> None:
    hall.open_room(sample("choice"), sample("choice", 1))
    desk = hall.desk()
    step = desk.view["next"]["step"]
    assert not stale(hall.screen, "advance", step=step)
    assert stale(desk, "advance", step=step)
    assert stale(desk, "skip", step=step)
    hall.go_to("open")
    assert stale(desk, "more_time", seconds=10, step=step)
    hall.go_to("closed")
    assert stale(desk, "reopen", step=step)
    assert hall.screen.view["phase"] == "closed"


def test_an_item_from_the_shelf_is_inserted_and_the_list_keeps_its_word(hall: Hall) -> None:
    hall.open_room(sample("choice"), sample("guess"), sample("slide"))
    desk = hall.desk()
    desk.verb("list_shelf")
    banks = until(lambda: desk.newest("shelf"), "the shelf")["banks"]
    assert [(item["ref"], item["type"]) for item in banks[0]["items"]][1] == ("soal/sample-short", "guess")
    assert "empati" not in str(banks)
    list_now = listed(desk)
    assert "empati" not in str(list_now)
    rest = [*to_come(desk), "soal/sample-message"]
    assert desk.code("arrange", seen=list_now["seen"], rest=rest) == "ok"
    assert [row["type"] for row in listed(desk)["items"]] == ["choice", "guess", "slide", "slide"]
    for wrong, code in (("soal/none", "programme/item_unknown"), ("nowhere/x", "programme/item_unknown"), ("../x", "request/malformed")):
        assert desk.code("arrange", seen=listed(desk)["seen"], rest=[wrong]) == code


def test_a_voided_round_changes_the_points_on_the_phones(hall: Hall) -> None:
    hall.open_room(sample("choice"), sample("choice", 1))
    ani, budi = hall.student(), hall.student()
    hall.go_to("open")
    for picks in range(4):
        ani.answer(picks=[picks])
    hall.go_to("closed")
    hall.advance()
    before = len(budi.events("you"))
    assert hall.screen.code("void", round=1, on=True) == "ok"
    until(lambda: ani.you["score"]["points"] == 0, "no points")
    assert listed(hall.screen)["items"][0]["voided"] is True
    assert len(budi.events("you")) == before
    assert hall.screen.code("void", round=9, on=True) == "round/not_played"


def test_a_spelling_is_accepted_on_a_desk_nobody_reads_along(hall: Hall) -> None:
    hall.open_room(sample("guess"))
    ani = hall.student()
    desk, mirrored = hall.desk(projector_off=True), hall.desk()
    hall.go_to("open")
    ani.answer(text="Empatis")
    hall.go_to("closed")
    assert mirrored.code("list_written", round=1) == "grant/power"
    assert hall.screen.code("list_written", round=1) == "grant/power"
    assert desk.code("list_written", round=1) == "ok"
    rows = until(lambda: desk.newest("written"), "what was written")["rows"]
    assert rows == [{"text": "empatis", "heads": 1, "accepted": False}]
    assert desk.code("act", round=1, action="accept", payload={"text": "empatis"}) == "ok"
    until(lambda: ani.you["round"].get("result", {}).get("right") is True, "the credit")


def test_set_up_takes_fewer_items_and_remembers_school_and_follow_up(hall: Hall) -> None:
    hall.open_room(sample("choice"), sample("slide"), sample("choice", 1))
    hall.close_room()
    visit = {"school": "SMPN 7", "ends_at": "11:30", "follow_up_who": "Bu Rina, guru BK", "follow_up_when": "Senin depan"}
    setup = hall.screen.view["setup"]["programmes"][0]
    assert [len(part["seconds"]) for part in setup["sections"]] == [1, 1, 1]
    assert hall.screen.code("open_room", programme="tes", sections=[0, 0, 0], visit=visit) == "programme/empty"
    assert hall.screen.code("open_room", programme="tes", sections=[1, 0], visit=visit | {"ends_at": "25:00"}) == "request/malformed"
    assert hall.screen.code("open_room", programme="tes", sections=[1, 0], visit=visit | {"school": "x" * 81}) == "request/malformed"
    assert hall.screen.code("open_room", programme="tes", sections=[1, 0], visit=visit) == "ok"
    hall.screen.sees("lobby")
    now = listed(hall.screen)
    assert (len(now["items"]), now["ends_at"], type(now["ahead"])) == (2, "11:30", int)
    assert type(until(lambda: hall.screen.newest("progress"), "counts")["ahead"]) is int
    hall.close_room()
    assert hall.screen.view["setup"]["visit"] == {key: text for key, text in visit.items() if key != "ends_at"}
