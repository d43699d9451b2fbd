"""How young writers spell, and what a guess may be taken for (domain.md 5.3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizserver.core.matching import distance, is_misspelt, joined, normalise, readings, tolerance
from tests.conftest import search


@pytest.mark.parametrize(
    "written, listed",
    [
        ("teman2", "teman-teman"),
        ("teman²", "teman-teman"),
        ("teman teman", "teman-teman"),
        ("temanteman", "teman-teman"),
        ("TEMAN2", "teman-teman"),
        ("olok2an", "olok-olokan"),
        ("kerjasama", "kerja sama"),
        ("kerja-sama", "kerja sama"),
        ("percayadiri", "percaya diri"),
        ("Percaya  Diri!", "percaya diri"),
        ("terimakasih", "terima kasih"),
        ("ma'af", "maaf"),
        ("ma’af", "maaf"),
        ("ma`af", "maaf"),
        ("sabaaar", "sabar"),
        ("sabarrrrr", "sabar"),
        ("empati.", "empati"),
        ("#empati", "empati"),
        ("émpati", "empati"),
        ("empati 😀", "empati"),
        ("em\u200bpa\u00adti", "empati"),
        ("ＥＭＰＡＴＩ", "empati"),
        ("\tempati\n", "empati"),
    ],
)
def test_spelling_habits_compare_as_the_listed_word(written: str, listed: str) -> None:
    assert joined(written) == joined(listed)


@pytest.mark.parametrize("written, listed", [("maaaf", "maaf"), ("saaabar", "sabar"), ("MAAAAAF", "maaf"), ("keeempat", "keempat")])
def test_a_long_drawn_letter_may_stand_for_one_or_two(written: str, listed: str) -> None:
    assert joined(listed) in readings(written)


@pytest.mark.parametrize(
    "one, other", [("lapor", "lapar"), ("maf", "maaf"), ("menolong", "tolong"), ("2", "22"), ("b2", "bb"), ("saabar", "sabar")]
)
def test_words_that_differ_stay_different(one: str, other: str) -> None:
    assert joined(one) != joined(other)


@pytest.mark.parametrize("text", ["", " ", "😀", "👨‍👩‍👧", "...", "\u200b", "\u202e", "\u0301", "\x00", "٣", "л"])
def test_what_has_no_letter_to_compare_is_empty(text: str) -> None:
    assert joined(text) == ""


def test_letters_of_other_alphabets_that_look_alike_are_not_taken_for_ours() -> None:
    assert joined("еmpati") == "mpati", "the first letter is Cyrillic"
    assert not is_misspelt(joined("еmpati"), ["empati"])


@pytest.mark.parametrize("written", ["EMPATİ", "EMPATI", "empatı", "empati"])
def test_the_four_kinds_of_i_on_a_phone_keyboard_are_one(written: str) -> None:
    assert joined(written) == "empati"


@pytest.mark.parametrize("text", ["Teman2 \u200b baik-baik saaaja", "İIıi", "ﷺ", "ﬁ2", "a" * 60, "2²2²", "ß²"])
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@search(300)
@given(st.text(max_size=60))
def test_any_text_becomes_plain_letters_digits_and_single_spaces(text: str) -> None:
    plain = normalise(text)
    assert set(plain) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert plain == " ".join(plain.split())
    assert readings(text)[0] == plain.replace(" ", "")


@pytest.mark.parametrize("length, edits", [(1, 0), (5, 0), (6, 1), (8, 1), (9, 2), (20, 2)])
def test_longer_words_forgive_more(length: int, edits: int) -> None:
    assert tolerance(length) == edits


@pytest.mark.parametrize(
    "guess, word, nearly",
    [
        ("lapar", "lapor", False),  # five letters: exact only
        ("rapor", "lapor", False),
        ("lapor", "lapor", False),  # right is not misspelt
        ("sahabt", "sahabat", True),
        ("sahabta", "sahabat", True),  # neighbours swapped are one slip
        ("sahbt", "sahabat", False),
        ("dukugan", "dukungan", True),
        ("lukungan", "dukungan", False),  # another first letter is another word
        ("perundugan", "perundungan", True),
        ("perunduan", "perundungan", True),
        ("perudan", "perundungan", False),
        ("", "perundungan", False),
    ],
)
def test_a_typo_within_reach_of_the_same_first_letter_is_nearly(guess: str, word: str, nearly: bool) -> None:
    assert is_misspelt(guess, [word]) is nearly


@pytest.mark.parametrize(
    "neighbours",
    ["lapor lapar rapor", "kawan lawan", "sabar sadar sebar", "saksi sakti", "damai ramai", "rukun dukun", "aman iman", "benci banci"],
)
def test_neighbouring_words_are_never_taken_for_each_other(neighbours: str) -> None:
    words = neighbours.split()
    for one in words:
        assert not any(is_misspelt(one, [other]) or joined(one) == joined(other) for other in words if other != one)


@pytest.mark.parametrize(
    "one, other, edits",
    [("", "", 0), ("a", "", 1), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "acb", 1), ("abcd", "badc", 2), ("kitten", "sitting", 3)],
)
def test_distance_counts_inserts_deletes_replacements_and_swaps(one: str, other: str, edits: int) -> None:
    assert distance(one, other, 3) == edits
    assert distance(other, one, 3) == edits


def test_distance_stops_counting_beyond_what_matters() -> None:
    assert distance("abcdef", "uvwxyz", 2) == 3
    assert distance("a", "abcdefgh", 2) == 3
