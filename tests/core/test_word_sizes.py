"""Words of a cloud: all fit, none outshouts the next one, no place tells a rank."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest

from quizserver.core.word_sizes import BASES, GROWS, MOST_WORDS, room_under, sizes

Words = list[tuple[str, int]]

HIGH = room_under("x" * 140)


def many(count: int, seed: int, letters: int = 24) -> Words:
    chance = random.Random(seed)
    return [(f"{n:02}" + "x" * chance.randint(0, letters - 2), chance.choice([1, 1, 1, 2, 3, 5, 9, 40, 320])) for n in range(count)]


CLOUDS = [many(count, seed) for seed, count in enumerate([1, 2, 5, 12, 25, 40, 41, 200])]
CLOUDS += [[("M" * 24, n) for n in range(1, 61)], [("ramah", 5_000), ("jujur", 1)], [("😀" * 24, 3)] * 3]


@pytest.mark.parametrize("words", CLOUDS)
def test_no_word_is_more_than_twice_the_next_smaller_one(words: Words) -> None:
    ranked = sorted(size for _, size in sizes(words, HIGH))
    assert ranked
    assert all(larger <= smaller * GROWS + 0.1 for smaller, larger in pairwise(ranked))
    assert ranked[0] >= BASES[-1], "the last row can read every word"


@pytest.mark.parametrize("words", CLOUDS)
def test_words_keep_their_order_and_the_most_chosen_ones_are_among_them(words: Words) -> None:
    shown = [text for text, _ in sizes(words, HIGH)]
    assert len(shown) <= MOST_WORDS
    places = [[text for text, _ in words].index(text) for text in dict.fromkeys(shown)]
    assert places == sorted(places)
    assert max(words, key=lambda word: word[1])[0] in shown


def test_forty_usual_words_all_have_a_place() -> None:
    words = [(f"saling{n:02}", n) for n in range(1, 41)]
    assert len(sizes(words, HIGH)) == 40


def test_a_word_chosen_more_often_is_larger_and_one_head_cannot_be_told_from_two() -> None:
    by_text = dict(sizes([("ramah", 120), ("jujur", 30), ("adil", 2), ("sabar", 1)], HIGH))
    assert by_text["ramah"] > by_text["jujur"] > by_text["adil"] == by_text["sabar"]


def test_few_words_stand_large() -> None:
    assert sizes([("kompak", 3)], HIGH)[0][1] >= 10
    assert sizes([], HIGH) == []


def test_the_worst_cloud_costs_little() -> None:
    started = time.perf_counter()
    sizes([("W" * 24, n) for n in range(2_000, 0, -1)], HIGH)
    assert time.perf_counter() - started < 0.1
