from __future__ import annotations

import pytest

from quizserver.banks.check import check
from tests.banks.conftest import BANK, GUESS, PROGRAMME, Write, line_of, only


def test_a_good_bank_and_programme_have_no_problem(write: Write) -> None:
    assert check([write("kuis.yaml", BANK).parent, write("program-pagi.yaml", PROGRAMME)], "id") == []


@pytest.mark.parametrize(
    "old, new, at, words",
    [
        ("format: 1", "format: 2", "format", "format: `2` is not known here. Choose one of: 1."),
        ("kind: bank", "kind: bunk", "kind", "Write `kind:` with one of: bank, programme, words."),
        ("id: kuis", "id: lain", "id: lain", "Write `id: kuis`, or rename the file to lain.yaml."),
        ("id: kuis", "id: Kuis Baru", "id: Kuis", "id: `Kuis Baru` cannot be an id."),
        ("source:", "sources:", "format: 1", "source: Missing"),
        ("source:", "sources:", "sources", "Did you mean `source`?"),
        ('source: "Ditulis untuk uji coba."', "source:", "source", "Still empty."),
        ('title: {id: "Kuis", en: "Quiz"}', 'title: "Kuis"', "title", "Text is written by language"),
        ("  - id: satu", "  - id: SATU", "SATU", "item SATU, id: `SATU` cannot be an id."),
        ("    type: choice", "    type: chioce", "chioce", "The type `chioce` is not known. There are: "),
        ("    type: choice\n", "", "id: satu", "item satu, type: The type is missing."),
        ("  - id: dua", "  - id: satu", "id: satu", "item satu, id: This id is already used on line 7."),
        ('          id: "Tidak ada"\n', "", "- text:", "item satu, options[2].text.id: Missing, but required."),
        ('"Nobody"', "12", "en: 12", 'item satu, options[2].text.en: This must be text. Write it in quotes: "12".'),
        ('"Nobody"', "N" * 121, "en: NN", "options[2].text.en: Has 121 characters, but only 120 fit the screen."),
        ('"Nobody"', '"No\\u200bbody"', "u200b", "options[2].text.en: There is an invisible character U+200B."),
        ("right: true", "right: perhaps", "right", "options[1].right: This must be `true` or `false`."),
        ("right: true", "rigth: true", "rigth", "options[1].rigth: This field is not known here. Did you mean `right`?"),
        ("    answer: true", "    answer: true\n    seconds: 4", "seconds: 4", "seconds: 4 is too small. At least 5."),
        ("    answer: true", "    answer: true\n    seconds: 9999", "seconds", "seconds: 9999 is too large. At most 600."),
        ("    answer: true", "    answer: true\n    seconds: lama", "seconds", "`lama` is not a number."),
        ("    answer: true", "    answer: true\n    options: no", "options: no", "options: This must be a list"),
        ("    answer: true", "    answer: true\n    picture: C:\\x", "picture", "does not match the pattern"),
        ("    answer: true\n", "", "id: dua", "item dua, options: Give one of the two: options to choose from"),
        ("        right: true\n", "", "options:", "item satu, options: No option is right yet."),
    ],
)
def test_what_is_wrong_with_an_item_is_said_at_its_line(write: Write, old: str, new: str, at: str, words: str) -> None:
    path = write("kuis.yaml", BANK, old, new)
    which = 2 if "id: satu" in new or at == "- text:" else 1
    assert (line_of(path, at, which), True) in {(found.line, words in found.message) for found in check([path], "en")}


def test_all_that_is_wrong_is_said_at_once(write: Write) -> None:
    path = write(
        "kuis.yaml", BANK.replace("answer: true", "answer: mungkin").replace("right: true", "right: 7").replace("format: 1", "format: 9")
    )
    assert [problem.line for problem in check([path], "id")] == [1, line_of(path, "right: 7"), line_of(path, "mungkin")]


def test_messages_are_in_the_language_asked_for(write: Write) -> None:
    path = write("kuis.yaml", BANK, '"Nobody"', "12")
    assert only(path, "id").message == 'item satu, options[2].text.en: Harus berupa teks. Tulis dalam tanda kutip: "12".'
    assert "This must be text" in only(path, "en").message


def test_an_item_that_is_no_mapping_is_said(write: Write) -> None:
    path = write("kuis.yaml", BANK + "  - hanya teks\n")
    problem = only(path)
    assert problem.line == line_of(path, "hanya teks")
    assert problem.message.startswith("items[3]: This must hold `name: value` pairs")


def test_a_clue_that_holds_the_word_is_an_error_at_that_clue(write: Write) -> None:
    path = write("kata.yaml", GUESS, "Kepada guru aku …", "Kepada guru aku hormat")
    problem = only(path)
    assert problem.line == line_of(path, "aku hormat")
    assert problem.message == "item hormat, clues[3].id: This clue holds the word itself. Put … in its place."
    assert not problem.is_warning


@pytest.mark.parametrize("old, new", [("[hargai]", "[hargai, Hormat]"), ("[penghargaan]", "[hormaaat]"), ("[value]", "[honour]")])
def test_a_guess_that_is_the_word_of_another_item_is_a_warning(write: Write, old: str, new: str) -> None:
    path = write("kata.yaml", GUESS, old, new)
    problem = only(path)
    assert problem.is_warning
    assert problem.line == line_of(path, new)
    assert f"is the word of item `hormat` (line {line_of(path, 'id: hormat')})" in problem.message


def test_a_word_may_be_listed_under_itself(write: Write) -> None:
    assert check([write("kata.yaml", GUESS, "[hargai]", "[menghargai]")], "id") == []
