"""Word lists and taboo decks, in each shape that people keep them in."""

from __future__ import annotations

import json

import pytest

from quizserver.banks.sources.unreadable import Unreadable
from tests.banks.formats.conftest import csv, items, read, sheet, skipped


@pytest.mark.parametrize(
    "content",
    [
        csv("empati", "jujur", "guru BK"),
        csv("# kata kelas 7", "1. empati", "2. jujur", "", "3. guru BK"),
        csv("- empati", "- jujur", "- guru BK"),
        csv("kata", "empati", "jujur", "guru BK"),
        sheet(["Kata"], ["empati"], ["jujur"], ["guru BK"]),
        csv("1\tempati", "2\tjujur", "3\tguru BK"),
        csv("empati, jujur, guru BK"),
        json.dumps(["empati", "jujur", "guru BK"]).encode(),
        json.dumps({"title": "Kelas 7", "words": ["empati", "jujur", "guru BK"]}).encode(),
    ],
)
def test_a_list_of_words_is_guessed_without_clues(content: bytes) -> None:
    found = items(content)
    assert [(item["type"], item["word"]["id"], item["clues"]) for item in found] == [
        ("guess", "empati", []),
        ("guess", "jujur", []),
        ("guess", "guru BK", []),
    ]


@pytest.mark.parametrize(
    "content",
    [
        csv("empati: merasakan isi hati orang lain", "jujur: berkata apa adanya"),
        csv("empati\tmerasakan isi hati orang lain", "jujur\tberkata apa adanya"),
        csv("empati - merasakan isi hati orang lain", "jujur – berkata apa adanya"),
        csv("kata,petunjuk", "empati,merasakan isi hati orang lain", "jujur,berkata apa adanya"),
        csv("Target Word,Clue", "empati,merasakan isi hati orang lain", "jujur,berkata apa adanya"),
        csv("Istilah;Definisi", "empati;merasakan isi hati orang lain", "jujur;berkata apa adanya"),
        csv("word,hint 1,hint 2", "empati,merasakan isi hati orang lain,", "jujur,berkata apa adanya,"),
    ],
)
def test_a_word_may_bring_its_clues(content: bytes) -> None:
    found = items(content)
    assert [(item["word"]["id"], item["clues"]) for item in found] == [
        ("empati", [{"id": "merasakan isi hati orang lain"}]),
        ("jujur", [{"id": "berkata apa adanya"}]),
    ]


def test_a_word_keeps_its_explanation() -> None:
    assert items(csv("kata,petunjuk,penjelasan", "empati,merasakan,Begitu."))[0]["explanation"] == {"id": "Begitu."}


DECKS = {
    "columns": csv("kata,terlarang1,terlarang2,terlarang3", "empati,rasa,peduli,hati", "jujur,bohong,,"),
    "one column": csv("Word;Taboo words", "empati;rasa, peduli, hati", "jujur;bohong"),
    "english": csv("word,forbidden1,forbidden2,forbidden3", "empati,rasa,peduli,hati", "jujur,bohong,,"),
    "object": json.dumps({"empati": ["rasa", "peduli", "hati"], "jujur": ["bohong"]}).encode(),
    "objects": json.dumps([{"word": "empati", "taboo": ["rasa", "peduli", "hati"]}, {"word": "jujur", "taboo": ["bohong"]}]).encode(),
    "indonesian": json.dumps([{"kata": "empati", "tabu": "rasa, peduli, hati"}, {"kata": "jujur", "tabu": ["bohong"]}]).encode(),
    "inside": json.dumps(
        {"cards": [{"word": "empati", "forbidden": ["rasa", "peduli", "hati"]}, {"word": "jujur", "forbidden": ["bohong"]}]}
    ).encode(),
}


@pytest.mark.parametrize("content", DECKS.values(), ids=DECKS)
def test_words_with_forbidden_ones_become_a_deck(content: bytes) -> None:
    (deck,) = items(content)
    assert deck["type"] == "describe"
    assert [(card["word"]["id"], [one["id"] for one in card["forbidden"]]) for card in deck["cards"]] == [
        ("empati", ["rasa", "peduli", "hati"]),
        ("jujur", ["bohong"]),
    ]


def test_a_card_that_cannot_be_played_is_named_and_the_others_stay() -> None:
    content = csv("kata,terlarang 1,terlarang 2", "empati,rasa,peduli", "jujur,Jujur,", "empati,hati,", "hormat,segan,sopan")
    assert skipped(content) == [("row 3", "import.forbidden_is_word"), ("row 4", "import.twice")]
    assert [card["word"]["id"] for card in read(content).items[0].item["cards"]] == ["empati", "hormat"]


def test_many_cards_make_several_decks() -> None:
    letters = "abcdefghij"
    words = [f"kata{one}{other}" for one in letters for other in letters][:70]
    decks = items(csv("kata,terlarang", *(f"{word},larangan" for word in words)))
    assert [len(deck["cards"]) for deck in decks] == [30, 30, 10]
    assert len({deck["id"] for deck in decks}) == 3


@pytest.mark.parametrize(
    "content",
    [
        csv("Ini sebuah surat untuk orang tua.", "Besok kita libur."),
        csv("empati,merasakan isi hati", "jujur,berkata apa adanya"),
        csv("satu baris saja"),
        csv("Word: empati", "Taboo: rasa, peduli", "", "Word: jujur", "Taboo: bohong"),
        json.dumps({"a": 1, "b": 2}).encode(),
        json.dumps(["Ini sebuah kalimat, bukan kata.", "Ini juga sebuah kalimat."]).encode(),
    ],
)
def test_what_does_not_look_like_words_is_not_guessed_to_be_some(content: bytes) -> None:
    with pytest.raises(Unreadable, match="unknown_format"):
        read(content)


def test_a_word_that_its_clue_gives_away_is_refused() -> None:
    assert skipped(csv("kata,petunjuk", "empati,empati itu baik", "jujur,berkata apa adanya")) == [("row 2", "bank.clue_holds_word")]


def test_a_column_without_a_header_and_cards_as_pairs() -> None:
    assert [item["word"]["id"] for item in items(sheet(["DAFTAR KATA"], [], ["empati"], ["jujur"]))] == ["empati", "jujur"]
    assert [item["word"]["id"] for item in items(csv("No,Kata", "1,empati", "2,jujur"))] == ["empati", "jujur"]
    pairs = [["empati", ["rasa", "hati"]], ["jujur", ["bohong"]]]
    chapters = {"rasa": [{"word": "empati", "taboo": ["hati"]}], "sikap": [{"word": "jujur", "taboo": ["bohong"]}]}
    for deck in (pairs, chapters):
        assert [card["word"]["id"] for card in items(json.dumps(deck).encode())[0]["cards"]] == ["empati", "jujur"]


@pytest.mark.parametrize("content", [csv("No,Kunci", "1,A", "2,B"), sheet([80], [90], [75]), sheet(["empati", "rasa"], ["jujur", None])])
def test_keys_numbers_and_other_columns_are_no_words(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read(content)
