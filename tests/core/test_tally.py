"""Counting heads per option, from phones and from hands on paper, and what the wall may say of it."""

from __future__ import annotations

import pytest

from quizserver.core import hands
from quizserver.core.facts import Json
from quizserver.core.tally import empty_tally, move, set_paper, shares
from quizserver.errors import Rejected

OPTIONS = ["a", "b"]


def a_tally(**heads: int) -> Json:
    """A tally in which one phone per option answered for so many heads."""
    tally = empty_tally()
    for option, weight in heads.items():
        move(tally, None, [option], weight)
    return tally


def test_a_group_phone_counts_all_its_heads() -> None:
    tally = a_tally(a=4)
    assert tally["players"] == {"a": 4}
    assert tally["heads"]["players"] == 4


def test_a_changed_answer_moves_its_heads_and_counts_them_once() -> None:
    tally = a_tally(a=4)
    move(tally, ["a"], ["b"], 4)
    assert tally["players"] == {"a": 0, "b": 4}
    assert tally["heads"]["players"] == 4


def test_several_options_count_each_and_the_heads_once() -> None:
    tally = empty_tally()
    move(tally, None, ["a", "b"], 2)
    move(tally, ["a", "b"], ["b"], 2)
    assert tally["players"] == {"a": 0, "b": 2}
    assert tally["heads"]["players"] == 2


def test_paper_counts_beside_the_phones_and_a_new_count_replaces_the_old() -> None:
    tally = a_tally(a=10)
    set_paper(tally, {"a": 1, "b": 99}, several=False)
    set_paper(tally, {"b": 30}, several=False)
    assert tally["heads"] == {"players": 10, "paper": 30}
    assert shares(tally, OPTIONS) == {"a": {"share": 25, "few": False}, "b": {"share": 75, "few": False}}


@pytest.mark.parametrize(
    "a, b, few",
    [
        (100, 9, True),  # fewer than ten heads
        (100, 10, False),
        (300, 12, True),  # ten heads, but under five percent
        (286, 14, True),  # 4.67 percent is under five, however it is rounded
        (285, 15, False),  # five percent exactly
        (100, 0, True),
    ],
)
def test_the_wall_says_a_few_below_ten_heads_or_five_percent(a: int, b: int, few: bool) -> None:
    share = shares(a_tally(a=a, b=b), OPTIONS)["b"]
    assert share["few"] is few
    assert (share["share"] is None) is few, "no number where it says a few"


def test_an_empty_hall_divides_by_nothing() -> None:
    assert shares(empty_tally(), OPTIONS) == {option: {"share": None, "few": False} for option in OPTIONS}


def test_only_options_asked_for_are_told() -> None:
    assert list(shares(a_tally(a=50, b=50, c=50), ["b"])) == ["b"]


def test_hand_counts_are_checked_before_they_count() -> None:
    assert hands.check({"counts": {"a": 0, "b": 2_000}}, OPTIONS).payload == {"counts": {"a": 0, "b": 2_000}}
    unknown, range_ = "act/unknown_option", "act/hands_range"
    for counts, code in [({"c": 1}, unknown), (None, unknown), ({"a": -1}, range_), ({"a": 2_001}, range_), ({"a": True}, range_)]:
        with pytest.raises(Rejected, match=code):
            hands.check({"counts": counts}, OPTIONS)


def test_where_a_hand_may_go_up_twice_the_fullest_option_counts_heads() -> None:
    tally = empty_tally()
    set_paper(tally, {"a": 40, "b": 30}, several=True)
    assert shares(tally, ["a", "b"])["a"]["share"] == 100
    assert shares(tally, ["a", "b"])["b"]["share"] == 75


SIZED = {"g1": {"name": "7A", "size": 30}, "g2": {"name": "7B", "size": None}}


def counted(**payload: object) -> dict[str, int]:
    """What the desk's entry comes to, with the classes of the room known."""
    accepted = hands.check(hands.resolve(payload, SIZED), OPTIONS)
    counts: dict[str, int] = accepted.payload["counts"]
    return counts


def test_a_class_replaces_only_its_own_count() -> None:
    tally = empty_tally()
    for group, counts in [("g1", {"a": 20, "b": 10}), ("g2", {"a": 5}), ("g1", {"b": 30})]:
        set_paper(tally, counts, several=False, group=group)
    assert tally["paper"] == {"a": 5, "b": 30}
    assert tally["heads"]["paper"] == 35


def test_a_count_of_the_hall_and_counts_of_classes_are_never_added_up() -> None:
    tally = empty_tally()
    set_paper(tally, {"a": 20}, several=False, group="g1")
    set_paper(tally, {"a": 100}, several=False)
    assert tally["heads"]["paper"] == 100
    set_paper(tally, {"a": 25}, several=False, group="g1")
    assert tally["heads"]["paper"] == 25


def test_four_words_stand_for_shares_of_the_heads_in_front_of_the_desk() -> None:
    assert counted(words={"a": "few", "b": "half"}, heads=40) == {"a": 8, "b": 20}
    assert counted(words={"a": "nearly_all"}, heads=40, group="g2") == {"a": 36}
    assert counted(words={"a": "most"}, group="g1") == {"a": 21}, "the class size is the headcount"


def test_words_that_come_to_more_than_everybody_are_scaled_down() -> None:
    heads = counted(words={"a": "nearly_all", "b": "most"}, heads=100)
    assert sum(heads.values()) <= 100
    assert heads["a"] > heads["b"]
    several = hands.check({"words": {"a": "nearly_all", "b": "most"}, "heads": 100}, OPTIONS, several=True)
    assert several.payload["counts"] == {"a": 90, "b": 70}


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"counts": {"a": 31}, "group": "g1"}, "act/hands_class"),
        ({"counts": {"a": 20, "b": 11}, "group": "g1"}, "act/hands_class"),
        ({"counts": {"a": 1}, "group": "g7"}, "group/unknown"),
        ({"counts": {"a": 1}, "group": ["g1"]}, "group/unknown"),
        ({"counts": {"a": 1_500, "b": 1_500}}, "act/hands_range"),
        ({"words": {"a": "most"}}, "act/no_headcount"),
        ({"words": {"a": "most"}, "heads": 0}, "act/hands_range"),
        ({"words": {"a": "most"}, "heads": 2_001}, "act/hands_range"),
        ({"words": {"a": "most"}, "heads": "30"}, "act/hands_range"),
        ({"words": {"a": "everybody"}, "heads": 30}, "act/unknown_word"),
        ({"words": {"a": ["few"]}, "heads": 30}, "act/unknown_word"),
        ({"words": {"z": "few"}, "heads": 30}, "act/unknown_option"),
        ({"words": "most", "heads": 30}, "act/unknown_option"),
    ],
)
def test_a_paper_entry_out_of_range_is_refused(payload: Json, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        counted(**payload)
    assert refused.value.code == code


def test_a_desk_cannot_raise_the_limit_itself() -> None:
    with pytest.raises(Rejected, match="act/hands_class"):
        counted(counts={"a": 99}, group="g1", most=5_000)


def test_long_answers_are_shown_with_letters_and_too_many_without_signs() -> None:
    shown = hands.signs(["Ya", "Tergantung", "Bukan"])
    assert shown is not None
    assert [sign["label"] for sign in shown] == ["Ya", "Tergantung", "Bukan"]
    shown = hands.signs(["Guru BK", "x" * 50])
    assert shown is not None
    assert [sign["label"] for sign in shown] == ["A", "B"]
    assert hands.signs(["1", "2", "3", "4", "5", "6"]) == []
    assert hands.signs(["1"]) is None
