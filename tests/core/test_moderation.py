"""What people approve before it is shown: each act, undo, two devices at once, the second person for a flagged text."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from quizserver.core import moderation as m
from quizserver.core.facts import Json
from quizserver.errors import Rejected


def a_queue(*texts: str, flags: tuple[str, ...] = ()) -> Json:
    queue = m.empty_queue(longest=24)
    for n, text in enumerate(texts):
        m.submit(queue, text, at=float(n), flags=flags)
    return queue


def act(queue: Json, action: str, by: str = "desk-a", entry: int = 0, **more: Any) -> tuple[str, str]:
    """Sends an act as a device that has just looked would."""
    now = queue["entries"][entry] if 0 <= entry < len(queue["entries"]) else {"version": 1}
    given = {"entry": entry, "seen": now["version"], "by": by, "text": "", "flags": []} | more
    before = copy.deepcopy(queue)
    try:
        accepted = m.check(queue, action, given)
    finally:
        assert queue == before, "check changed the queue"
    changed = m.apply(queue, action, json.loads(json.dumps(accepted)))
    assert json.loads(json.dumps(queue)) == queue
    assert queue["held"] == sum(entry["status"] == m.HELD for entry in queue["entries"])
    return changed


def refused(queue: Json, action: str, **how: Any) -> str:
    with pytest.raises(Rejected) as refusal:
        act(queue, action, **how)
    return refusal.value.code


def test_an_entry_is_held_until_somebody_approves_it() -> None:
    queue = a_queue("teman baik")
    assert m.visible(queue, 0) == ""
    assert act(queue, "approve") == ("", "teman baik")
    assert m.visible(queue, 0) == "teman baik"


@pytest.mark.parametrize("action", ["hold", "remove"])
def test_what_was_approved_can_be_taken_off_the_wall(action: str) -> None:
    queue = a_queue("teman baik")
    act(queue, "approve")
    assert act(queue, action) == ("teman baik", "")


def test_a_rewritten_entry_shows_the_new_text_and_keeps_the_written_one() -> None:
    queue = a_queue("temen  gue yg baik")
    assert act(queue, "rewrite", text=" teman \n baik ") == ("", "teman baik")
    assert queue["entries"][0]["text"] == "temen  gue yg baik"
    assert refused(queue, "rewrite", text=" \u200b ") == "answer/empty"
    assert refused(queue, "rewrite", text="x" * 25) == "answer/too_long"


def test_undo_goes_back_once_and_no_further() -> None:
    queue = a_queue("a", "b")
    act(queue, "approve")
    act(queue, "rewrite", text="c")
    assert act(queue, "undo") == ("c", "a")
    assert refused(queue, "undo") == "act/nothing_to_undo"
    assert refused(queue, "undo", entry=1) == "act/nothing_to_undo"


def test_undoing_a_first_approval_takes_it_back() -> None:
    queue = a_queue("Budi", flags=("name",))
    act(queue, "approve", by="desk-a")
    act(queue, "undo", by="desk-a")
    assert act(queue, "approve", by="desk-b") == ("", ""), "one approval is left, not two"


def test_a_flagged_entry_needs_two_different_devices() -> None:
    queue = a_queue("Budi", flags=("name",))
    assert act(queue, "approve", by="desk-a") == ("", "")
    assert refused(queue, "approve", by="desk-a") == "act/second_person"
    assert act(queue, "approve", by="desk-b") == ("", "Budi")


def test_taking_a_flagged_entry_back_asks_for_both_people_again() -> None:
    queue = a_queue("Budi", flags=("name",))
    act(queue, "approve", by="desk-a")
    act(queue, "hold", by="desk-b")
    assert act(queue, "approve", by="desk-b") == ("", "")


def test_one_person_may_rewrite_a_flagged_entry_unless_the_new_text_is_flagged_too() -> None:
    queue = a_queue("Budi baik", flags=("name",))
    assert act(queue, "rewrite", text="Budi", flags=["name"]) == ("", "")
    assert refused(queue, "approve", by="desk-a") == "act/second_person"
    assert act(queue, "rewrite", text="teman baik", flags=[]) == ("", "teman baik")


def test_who_approved_the_text_before_has_not_approved_the_new_one() -> None:
    queue = a_queue("Budi", flags=("name",))
    act(queue, "approve", by="desk-a")
    assert act(queue, "rewrite", by="desk-b", text="Budi dan Siti", flags=["name"]) == ("", "")
    assert act(queue, "approve", by="desk-a") == ("", "Budi dan Siti")


def test_the_second_of_two_devices_is_told_that_it_saw_an_older_state() -> None:
    queue = a_queue("teman")
    act(queue, "remove", by="desk-a", seen=1)
    assert refused(queue, "approve", by="desk-b", seen=1) == "act/changed"
    assert m.visible(queue, 0) == ""


@pytest.mark.parametrize("entry", [-1, 1, 10**9])
def test_an_entry_that_does_not_exist_is_refused(entry: int) -> None:
    assert refused(a_queue("a"), "approve", entry=entry) == "act/unknown_entry"


def test_an_act_that_nobody_knows_is_refused() -> None:
    assert refused(a_queue("a"), "publish") == "act/not_now"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  teman \t\n baik ", "teman baik"),
        ("a\u202eb\u200bc\x00d\ufeff", "abcd"),
        ("z\u0351\u0352\u0353a", "za"),
        ("re\u0301union", "réunion"),
        ("semangat 😀", "semangat 😀"),
        ("\u200b\u200d\u2028", ""),
    ],
)
def test_what_is_shown_is_one_line_without_invisible_characters(typed: str, shown: str) -> None:
    assert m.presentable(typed) == shown
