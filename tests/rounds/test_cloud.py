"""The word cloud: what comes on the wall, when, and what never does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quizserver.banks.wordlists import load_filter
from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.errors import Rejected
from tests.conftest import Classroom, sample

FILTER = load_filter()


class Hall(Classroom):
    """A room with a cloud, and two devices that may moderate."""

    def write(self, name: str, text: object) -> Json:
        now = self.state.round
        assert now is not None
        payload = {"text": text}
        flags = FILTER.flags_in(payload)
        sent = c.Answer(
            actor=self.names[name], id=next(self.ids), round=now.number, step="answer", payload=payload, took=2.0, flags=flags
        )
        return self.do(sent)

    def moderate(self, action: str, entry: int = 0, by: str = "desk-a", text: str = "", seen: int | None = None) -> None:
        version = self.state.rounds[1].state["queue"]["entries"][entry]["version"]
        self.do(
            c.Moderate(
                actor=by,
                id=next(self.ids),
                round=1,
                action=action,
                entry=entry,
                seen=version if seen is None else seen,
                text=text,
                flags=FILTER.flags(text),
            )
        )

    def wall(self) -> list[str]:
        block = self.view("screen")["round"]
        return [word["text"] for word in block.get("reveal", block["body"])["words"]]


def a_hall(*names: str, question: int = 0, weight: int = 1) -> Hall:
    hall = Hall(sample("cloud", question), sample("slide"))
    hall.join(*(names or ("ani", "budi", "citra")), weight=weight)
    hall.open()
    return hall


def code(hall: Hall, name: str, text: object) -> str:
    with pytest.raises(Rejected) as refusal:
        hall.write(name, text)
    return refusal.value.code


def test_a_word_of_the_banks_list_is_shown_at_once_and_needs_nobody() -> None:
    hall = a_hall()
    hall.write("ani", "kompak")
    hall.write("budi", "KOMPAK!")
    assert hall.wall() == ["kompak"]
    hall.write("citra", "team spirit")
    assert hall.wall() == ["kompak"], "the English wording is the same word"
    assert hall.state.rounds[1].state["queue"]["entries"] == []


def test_anything_else_waits_for_a_person() -> None:
    hall = a_hall()
    hall.write("ani", "teman yang ramah")
    assert hall.wall() == []
    hall.moderate("approve")
    assert hall.wall() == ["teman yang ramah"]
    hall.moderate("remove")
    assert hall.wall() == []
    hall.moderate("undo")
    assert hall.wall() == ["teman yang ramah"]


def test_the_same_word_is_read_once_and_grows() -> None:
    hall = a_hall()
    hall.write("ani", "Kerja sama")
    hall.write("budi", "kerjasama!!")
    assert len(hall.state.rounds[1].state["queue"]["entries"]) == 1
    hall.moderate("approve")
    hall.write("citra", "kerja-sama")
    hall.close()
    results = hall.game.types["cloud"].results(hall.state.rounds[1].state, "id")
    assert results is not None
    assert results["rows"] == [{"label": "Kerja sama", "heads": 3, "right": None}]
    assert results["heads"] == 3


def test_what_was_taken_off_stays_off_when_it_is_sent_again() -> None:
    hall = a_hall()
    hall.write("ani", "anjing")
    hall.moderate("remove")
    hall.write("budi", "a.n.j.i.n.g")
    assert hall.wall() == []
    assert hall.state.rounds[1].state["queue"]["held"] == 0, "nobody has to read it again"


def test_a_rewritten_word_joins_the_one_it_became() -> None:
    hall = a_hall()
    hall.write("ani", "kompak")
    hall.write("budi", "kompakkk bgt")
    hall.moderate("rewrite", text="kompak")
    assert hall.wall() == ["kompak"]
    assert hall.state.rounds[1].state["words"]["kompak"]["heads"] == 2
    assert hall.state.rounds[1].state["queue"]["entries"][0]["text"] == "kompakkk bgt"


def test_a_given_name_needs_two_devices() -> None:
    hall = a_hall()
    hall.write("ani", "Siti baik")
    hall.moderate("approve", by="desk-a")
    assert hall.wall() == []
    with pytest.raises(Rejected, match="act/second_person"):
        hall.moderate("approve", by="desk-a")
    hall.moderate("approve", by="desk-b")
    assert hall.wall() == ["Siti baik"]


def test_two_desks_that_act_at_once_do_not_undo_each_other() -> None:
    hall = a_hall()
    hall.write("ani", "ramah")
    hall.moderate("remove", seen=1)
    with pytest.raises(Rejected, match="act/changed"):
        hall.moderate("approve", by="desk-b", seen=1)
    assert hall.wall() == []


def test_three_different_ones_and_no_more() -> None:
    hall = a_hall()
    for text in ("satu", "dua", "dua!", "tiga"):
        hall.write("ani", text)
    assert code(hall, "ani", "empat") == "answer/enough"
    assert hall.view("ani")["round"]["body"] == {"sent": ["satu", "dua", "tiga"], "left": 0}
    assert hall.write("ani", "SATU") == {}, "the same again is nothing new"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "answer/empty"),
        (" \t\n", "answer/empty"),
        ("\u200b\u200d\u202e", "answer/empty"),
        (None, "answer/empty"),
        (7, "answer/empty"),
        (["a"], "answer/empty"),
        ("x" * 25, "answer/too_long"),
        ("x" * 10_000, "answer/too_long"),
        ("\u200b" * 10_000, "answer/too_long"),
    ],
)
def test_what_is_empty_or_too_long_is_refused_and_nothing_else_is(text: object, refusal: str) -> None:
    hall = a_hall()
    assert code(hall, "ani", text) == refusal
    hall.write("ani", "x" * 24)


ODD = {"ab\u202ecd": "abcd", "ra\u200bmah": "ramah", "😀": "😀", "teman\nbaik": "teman baik", "z\u0351\u0352\u0353": "z", "سلام": "سلام"}


@pytest.mark.parametrize(("typed", "shown"), ODD.items())
def test_odd_characters_are_kept_for_moderators_and_never_reach_the_wall(typed: str, shown: str) -> None:
    hall = a_hall()
    hall.write("ani", typed)
    assert hall.state.rounds[1].state["queue"]["entries"][0]["text"] == typed
    for device in ("desk-a", "desk-b"):
        if hall.state.rounds[1].state["queue"]["held"]:
            hall.moderate("approve", by=device)
    assert hall.wall() == [shown]


def test_a_group_phone_counts_for_its_heads_and_nobody_is_paid() -> None:
    hall = a_hall(weight=4)
    hall.write("ani", "kompak")
    hall.close()
    assert hall.state.rounds[1].state["words"]["kompak"]["heads"] == 4
    assert hall.points("ani") == 0
    assert hall.view("ani")["round"]["result"]["right"] is None


def test_moderation_goes_on_when_the_round_is_over() -> None:
    hall = a_hall()
    hall.write("ani", "ramah")
    hall.close()
    hall.moderate("approve")
    assert hall.wall() == ["ramah"]
    while hall.state.number == 1 and hall.state.phase != "ended":
        hall.advance()
    hall.moderate("remove")
    assert hall.state.rounds[1].state["words"]["ramah"]["heads"] == 0


def test_the_wall_learns_of_words_with_the_counts_and_of_no_number_behind_them() -> None:
    hall = a_hall()
    hall.write("ani", "kompak")
    hall.wait(0.3)
    shown = [view["extra"]["words"] for view in hall.outlet.to("screen", "progress")]
    assert [[set(word) for word in words] for words in shown[-1:]] == [[{"text", "size"}]]


def test_a_list_of_what_waits_is_paged_oldest_first_and_says_who_is_still_needed() -> None:
    hall = a_hall(*(f"s{n}" for n in range(45)))
    for n in range(45):
        hall.write(f"s{n}", f"kata nomor {n}" if n else "Budi")
        hall.wait(0.1)
    hall.moderate("approve", entry=0, by="desk-a")
    first = page(hall, 1)
    assert (first["pages"], first["total"], first["held"]) == (3, 45, 45)
    assert [entry["entry"] for entry in first["entries"]] == list(range(20))
    assert first["entries"][0] | {"age": 0} == {
        "round": 1,
        "entry": 0,
        "version": 2,
        "about": "Apa yang membuat kelas terasa nyaman?",
        "text": "Budi",
        "shown": "Budi",
        "status": "held",
        "flags": ["name"],
        "heads": 1,
        "age": 0,
        "approvals": 1,
        "mine": True,
        "undo": True,
        "longest": 24,
    }
    assert first["entries"][1]["age"] >= 4
    assert page(hall, 1, device="desk-b")["entries"][0]["mine"] is False
    assert [entry["entry"] for entry in page(hall, 99)["entries"]] == list(range(40, 45)), "past the end is the last page"
    hall.moderate("approve", entry=1)
    assert page(hall, 1, show="approved")["total"] == 1
    assert page(hall, 1, show="all")["total"] == 45


def page(hall: Hall, number: int, show: str = "held", device: str = "desk-a") -> Any:
    return json.loads(hall.room.entries(number, show, device, "id"))


def test_replay_knows_every_approval() -> None:
    hall = a_hall()
    for name, text in (("ani", "Budi"), ("budi", "ramah"), ("citra", "kompak"), ("ani", "babi")):
        hall.write(name, text)
    hall.moderate("approve", entry=0, by="desk-a")
    hall.moderate("rewrite", entry=1, text="jujur sekali")
    hall.moderate("remove", entry=2)
    hall.moderate("undo", entry=1)
    assert hall.game.replay(hall.journal.read("room")) == hall.state


def test_320_phones_that_send_in_one_second_are_all_taken_and_cost_little() -> None:
    names = [f"s{n}" for n in range(320)]
    hall = a_hall(*names)
    for n, name in enumerate(names):
        for text in (f"kata {n:03}a", "semangat", "x" * 24):
            hall.write(name, text)
    assert hall.state.rounds[1].state["heads"] == 320
    assert len(hall.state.rounds[1].state["queue"]["entries"]) == 322
    assert page(hall, 17)["pages"] == 17
