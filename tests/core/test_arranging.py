"""The rest of the programme changes while it runs: another order, dropped, taken back, added, jumped to; and a round struck afterwards."""

from __future__ import annotations

import pytest

from quizserver.core import commands as c
from quizserver.core.arranging import MOST_ITEMS
from quizserver.core.facts import Entry, Json, RoomOpened
from quizserver.core.items import first_of_sections
from quizserver.errors import Rejected
from tests.conftest import Classroom, an_item, sample
from tests.core.facilitator import arrange, can, coming, does, playing, reopen, right, skip, void, wall


def rows(room: Classroom, audience: str = "desk") -> list[Json]:
    listed: list[Json] = room.game.programme(room.state, "id", audience, room.room.at, 0.0)["items"]
    return listed


def states(room: Classroom) -> dict[str, str]:
    return {row["uid"]: row["state"] for row in rows(room)}


def slides(count: int) -> Classroom:
    room = playing(*(sample("slide") | {"id": f"slide-{n}"} for n in range(1, count + 1)))
    assert coming(room) == [f"i{n}" for n in range(2, count + 1)]
    return room


def from_shelf(question: Json) -> Json:
    """An item as the office copies it from a bank: without a place in any programme."""
    return {key: value for key, value in an_item(question).items() if key not in ("section", "index", "in_section")}


def test_what_is_to_come_is_played_in_the_new_order() -> None:
    room = slides(4)
    arrange(room, "i4", "i2", "i3")
    played = []
    while room.state.phase != "ended":
        played.append(room.state.items[room.state.number - 1]["id"])
        room.advance()
    assert played == ["slide-1", "slide-4", "slide-2", "slide-3"]


def test_a_dropped_item_is_not_played_and_can_be_taken_back() -> None:
    room = slides(3)
    arrange(room, "i3")
    assert states(room) == {"i1": "now", "i3": "next", "i2": "dropped"}
    assert room.view("screen")["round"]["of"] == 2
    arrange(room, "i2", "i3")
    assert states(room) == {"i1": "now", "i2": "next", "i3": "next"}
    room.advance()
    assert room.state.items[room.state.number - 1]["id"] == "slide-2"


def test_places_in_a_section_follow_the_arrangement_but_not_for_what_is_shown() -> None:
    room = slides(4)
    shown = room.view("phone")["round"]
    arrange(room, "i2")
    assert room.view("phone")["round"] == shown | {"of": 2}
    room.advance()
    assert (room.view("phone")["round"]["index"], room.view("phone")["round"]["in_section"]) == (2, 2)


def test_a_played_or_shown_item_never_comes_again() -> None:
    room = slides(3)
    room.advance()
    for taken in ("i1", "i2", "i99"):
        with pytest.raises(Rejected, match="programme/item_unknown"):
            arrange(room, "i3", taken)
    with pytest.raises(Rejected, match="programme/item_unknown"):
        arrange(room, "i3", "i3")


def test_an_item_on_its_card_is_not_taken_away_but_comes_back_once_it_was_skipped_unseen() -> None:
    room = Classroom(sample("choice"), sample("slide"))
    room.join("ani")
    room.advance()
    with pytest.raises(Rejected, match="programme/item_unknown"):
        arrange(room, "i1", "i2")
    skip(room)
    assert states(room) == {"i1": "dropped", "i2": "now"}
    arrange(room, "i1")
    room.advance()
    assert (room.state.number, room.state.items[2]["uid"]) == (3, "i1")


def test_a_stale_desk_is_told_and_changes_nothing() -> None:
    room = slides(4)
    seen = room.state.arrangement
    arrange(room, "i4", "i3", "i2")
    before = room.state.seq
    with pytest.raises(Rejected, match="programme/changed"):
        arrange(room, "i2", "i3", seen=seen)
    room.advance()
    with pytest.raises(Rejected, match="programme/changed"):
        arrange(room, "i2", "i3", "i4", seen=seen)
    assert coming(room) == ["i3", "i2"]
    assert room.state.seq > before


def test_the_same_order_again_is_no_change() -> None:
    room = slides(3)
    before = room.state.seq
    arrange(room, "i2", "i3")
    assert room.state.seq == before


def test_an_item_from_any_bank_is_added_with_a_card_of_its_own() -> None:
    room = slides(2)
    arrange(room, from_shelf(sample("guess")) | {"bank": "kata", "title": {"id": "Tebak kata"}}, "i2")
    assert [row["section"] for row in rows(room)] == ["Bagian 0", "Tebak kata", "Bagian 0"]
    room.advance()
    assert (room.state.phase, room.view("screen")["round"]["section"]) == ("ready", "Tebak kata")
    room.open()
    assert room.view("phone")["round"]["type"] == "guess"


def test_an_item_of_the_bank_before_it_joins_that_section() -> None:
    room = slides(2)
    arrange(room, "i2", from_shelf(sample("slide", 1)))
    assert [(row["section"], row["index"], row["in_section"]) for row in rows(room)[1:]] == [("Bagian 0", 2, 3), ("Bagian 0", 3, 3)]
    room.advance()
    room.advance()
    assert room.state.phase == "open", "no card between"


def test_the_same_item_twice_in_a_programme_is_two_items() -> None:
    room = playing(sample("poll"), sample("slide"), sample("poll"))
    arrange(room, "i3")
    assert states(room) == {"i1": "now", "i3": "next", "i2": "dropped"}
    room.close()
    room.open()
    assert [played.item["id"] for played in room.state.rounds.values()] == [sample("poll")["id"]] * 2


def test_an_added_item_that_is_dropped_is_listed_and_can_be_taken_back() -> None:
    room = slides(2)
    arrange(room, from_shelf(sample("slide", 1)))
    arrange(room)
    assert states(room) == {"i1": "now", "i2": "dropped", "i3": "dropped"}
    arrange(room, "i3")
    assert coming(room) == ["i3"]


def test_a_question_that_was_asked_is_never_asked_again_but_a_slide_may_be_shown_twice() -> None:
    room = playing(sample("choice"), sample("slide"), sample("choice", 1))
    for again in (sample("choice"),):
        with pytest.raises(Rejected, match="programme/played"):
            arrange(room, an_item(again))
    arrange(room, an_item(sample("slide")), "i2")
    assert len(coming(room)) == 2


def test_a_programme_has_an_end() -> None:
    room = slides(2)
    with pytest.raises(Rejected, match="programme/too_long"):
        arrange(room, *(an_item(sample("slide")) for _ in range(MOST_ITEMS + 1)))


def test_after_the_last_item_another_one_can_be_added_and_space_goes_on() -> None:
    room = slides(1)
    room.advance()
    assert (room.state.phase, does(room)) == ("ended", "end")
    arrange(room, an_item(sample("slide", 1)))
    assert does(room) == "next"
    room.advance()
    assert room.state.phase == "open"
    room.advance()
    assert room.state.phase == "ended"


def test_dropping_all_that_is_left_leads_to_the_end() -> None:
    room = slides(3)
    arrange(room)
    assert does(room) == "finish"


def test_a_journal_from_before_items_had_names_replays() -> None:
    room = slides(3)
    entries = room.journal.read("room")
    opened = entries[0].fact
    assert isinstance(opened, RoomOpened)
    assert not any("uid" in item for item in opened.items)
    assert list(room.game.replay([Entry(1, 0.0, 0.0, "screen", "", opened)]).pool) == ["i1", "i2", "i3"]


def test_fewer_items_of_a_section_are_chosen_before_the_visit() -> None:
    items = [an_item(sample("slide"), section) for section in (0, 0, 0, 1, 2)]
    chosen = first_of_sections(items, [2, 0])
    assert [(item["section"], item["index"], item["in_section"]) for item in chosen] == [(0, 1, 2), (0, 2, 2), (2, 1, 1)]
    assert len(first_of_sections(items, [])) == 5


# Voiding


def played() -> Classroom:
    """Ani was right and budi wrong; the next question is open."""
    room = playing()
    room.answer("ani", picks=right(room))
    room.answer("budi", picks=[next(n for n in range(4) if n not in right(room))])
    room.close()
    return room


def test_a_voided_round_counts_for_nobody_until_it_is_counted_again() -> None:
    room = played()
    room.advance()
    before = room.state.ledger.entries[1]
    void(room, 1)
    assert (room.points("ani"), room.view("ani")["score"]["points"], room.state.hall()["answers"]) == (0, 0, 0)
    assert rows(room)[0]["voided"] is True
    void(room, 1, on=False)
    assert room.points("ani") == 1000
    assert room.state.ledger.entries[1] == before


def test_those_who_lose_or_get_points_are_told_and_nobody_else() -> None:
    room = played()
    room.join("citra")
    room.advance()
    room.outlet.sent.clear()
    void(room, 1)
    assert room.outlet.to(room.names["ani"], "you")[-1]["score"]["points"] == 0
    assert room.outlet.to(room.names["citra"], "you") == []
    assert room.outlet.to("phone") == [], "the question on the phones is another one"


def test_voiding_the_result_that_is_shown_says_so_on_every_surface() -> None:
    room = played()
    void(room, 1)
    assert room.outlet.to("phone")[-1]["round"]["voided"] is True
    assert room.view("screen")["round"]["voided"] is True
    assert "result" not in room.view("ani")["round"]


def test_a_voided_question_that_is_reopened_stays_voided() -> None:
    room = played()
    void(room, 1)
    reopen(room)
    room.close()
    assert room.points("ani") == 0


@pytest.mark.parametrize("number", [0, 1, 2, 9])
def test_only_a_round_whose_result_was_shown_can_be_voided(number: int) -> None:
    room = playing()
    with pytest.raises(Rejected, match="round/not_played"):
        void(room, number)


# Two desks


@pytest.mark.parametrize("kind", [c.Advance, c.Skip, c.Reopen])
def test_a_desk_that_saw_an_older_step_is_told_and_changes_nothing(kind: type[c.Course]) -> None:
    room = played()
    seen = room.state.step_token()
    room.advance()
    before = room.state.seq
    assert room.do(kind(actor="desk", id=next(room.ids), step=seen)) == {"stale": True}
    assert room.state.seq == before


# Earlier results


def test_results_can_be_paged_back_one_by_one() -> None:
    room = playing(sample("choice"), sample("slide"), sample("choice", 1), sample("choice"))
    room.close()
    room.advance()
    room.advance()
    room.close()
    room.advance()
    assert can(room)["back"] == 3
    wall(room, "last")
    assert (room.view("screen")["last"]["number"], can(room)["back"]) == (3, 1)
    room.do(c.TurnWall(actor="screen", id=next(room.ids), show="last", round=1))
    assert (room.view("screen")["last"]["number"], can(room)["back"]) == (1, 0)
    for nothing in (0, 2, 4):
        with pytest.raises(Rejected, match="wall/no_last"):
            room.do(c.TurnWall(actor="screen", id=next(room.ids), show="last", round=nothing))
    room.advance()
    assert (room.state.wall, room.state.phase) == ("game", "open")


# The list


def test_the_run_list_tells_no_word_before_it_is_played_and_the_wall_tells_no_question() -> None:
    room = playing(sample("slide"), sample("guess"), sample("choice"))
    room.state.rounds.clear()
    assert "empati" not in str(rows(room))
    choice = sample("choice")["text"]["id"][:30]
    assert choice in str(rows(room))
    assert choice not in str(rows(room, "screen"))
