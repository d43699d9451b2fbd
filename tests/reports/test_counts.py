"""What is kept of a visit: counts, nothing else, and none that gives a small group away."""

from __future__ import annotations

import json

from quizserver import rounds
from quizserver.core.facts import Json
from quizserver.reports.counts import summarise, told_together
from tests.conftest import an_item, sample
from tests.reports.visits import SCHOOL, Visit

TYPES = rounds.discover()


def counts_of(visit: Visit) -> Json:
    return summarise(TYPES, visit.close())


def test_a_visit_is_counted_in_heads() -> None:
    visit = Visit([an_item(sample("choice")), an_item(sample("verdict"))], visit=SCHOOL)
    visit.join(20)
    visit.join(3, weight=5)
    visit.play(turnout=1.0, skill=1.0)
    counted = counts_of(visit)
    assert counted["attendance"] | {"groups": None} == {"phones": 23, "heads": 35, "by_hand": 0, "group_phones": 3, "groups": None}
    assert [(item["heads"], item["right"], item["judged"]) for item in counted["items"]] == [(35, 35, 35), (35, 35, 35)]
    assert sum(row["heads"] for row in counted["items"][0]["rows"]) == 35
    assert counted["visit"] == SCHOOL
    assert counted["kept"]["players"] == 23


def test_no_player_name_token_or_typed_word_is_kept() -> None:
    visit = Visit([an_item(sample("guess")), an_item(sample("choice"))])
    visit.join(30)
    visit.play()
    kept = json.dumps(counts_of(visit))
    assert "Elang" not in kept
    assert f"{7:064x}" not in kept
    assert '"p7"' not in kept
    typed = {str(entry.fact.body()["payload"].get("text")) for entry in visit.entries if entry.fact.kind == "answered"} - {"None"}
    own = json.dumps([TYPES["guess"].WORDS, sample("guess")]).lower()
    assert typed
    assert [text for text in typed if text in kept.lower() and text not in own] == []


def test_a_question_with_fewer_than_ten_heads_is_not_kept() -> None:
    visit = Visit([an_item(sample("choice"))])
    visit.join(9)
    visit.play(turnout=1.0)
    (item,) = counts_of(visit)["items"]
    assert (item["heads"], item["right"], item["rows"]) == (None, None, [])
    empty = Visit([an_item(sample("choice"))])
    empty.play()
    (item,) = counts_of(empty)["items"]
    assert item["heads"] == 0


def test_a_small_class_is_hidden_with_one_that_would_give_it_away() -> None:
    assert told_together({"7A": 30, "7B": 12, "7C": 3}) == {"7A"}
    assert told_together({"7A": 30, "7B": 12, "7C": 4, "7D": 3}) == {"7A"}
    assert told_together({"7A": 30, "7B": 12, "7C": 6, "7D": 5}) == {"7A", "7B"}
    assert told_together({"7A": 30, "7B": 0}) == {"7A"}, "an empty class gives nobody away"
    visit = Visit([an_item(sample("choice"))], groups=["7A", "7B", "7C"])
    for group, count in (("g1", 30), ("g2", 12), ("g3", 3)):
        visit.join(count, group=group)
    visit.play()
    heads = {row["name"]: row["heads"] for row in counts_of(visit)["attendance"]["groups"]}
    assert heads == {"7A": 30, "7B": None, "7C": None}


def test_skipped_unanswerable_and_unfinished_rounds_are_not_counted_and_voided_ones_are_marked() -> None:
    from quizserver.core import commands as c

    visit = Visit([an_item(sample("slide")), an_item(sample("choice"), 1), an_item(sample("choice"), 2), an_item(sample("choice"), 3)])
    visit.join(12)
    for _ in range(3):
        visit.step()
    assert visit.state.number == 2
    visit.step()
    visit.skip()
    visit.play(turnout=1.0)
    assert visit.do(c.VoidRound(actor="desk", round=4, on=True))
    told = {item["number"]: item["voided"] for item in counts_of(visit)["items"]}
    assert 1 not in told
    assert told[4] is True
    assert [number for number, voided in told.items() if not voided] == [n for n in told if n != 4]
    assert len(told) == 2
