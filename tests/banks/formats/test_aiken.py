"""Aiken, as people type it: any letter, any mark behind it, empty lines anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizserver.banks.formats import aiken
from tests.banks.formats.conftest import key, parsed, refusals, source
from tests.conftest import search

PLAIN = "Siapa yang bisa menolong?\nA. Guru BK\nB. Tidak ada\nC. Teman\nANSWER: C\n"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        "\ufeff" + PLAIN,
        PLAIN.replace(". ", ") "),
        PLAIN.replace("A. ", "a) ").replace("B. ", "(b) ").replace("C. ", "c: ").replace("ANSWER: C", "answer : c"),
        PLAIN.replace("\n", "\n\n"),
        "\n\n" + PLAIN.replace("ANSWER: C", "Answer:C."),
        PLAIN.replace("ANSWER: C", "JAWABAN: C"),
        PLAIN.replace("ANSWER: C", "Kunci jawaban = C) Teman"),
        PLAIN.replace("yang bisa", "yang\nbisa"),
        PLAIN.replace("A. ", "A.").replace("B. ", "B)").replace("C. ", "C."),
    ],
)
def test_one_question(text: str) -> None:
    (entry,) = parsed(aiken, text)
    assert entry.item
    assert entry.item["text"] == {"id": "Siapa yang bisa menolong?"}
    assert key(entry.item) == ["Teman"]
    assert aiken.recognise(source(text))


def test_questions_follow_each_other_without_a_gap() -> None:
    text = PLAIN + PLAIN.replace("Siapa", "Kapan") + "\n" + PLAIN.replace("Siapa", "Di mana")
    assert [entry.where.values["line"] for entry in parsed(aiken, text)] == [1, 6, 12]


def test_nine_options() -> None:
    text = "Soal?\n" + "".join(f"{letter}. pilihan {letter}\n" for letter in "ABCDEFGHI") + "ANSWER: I"
    (entry,) = parsed(aiken, text)
    assert entry.item
    assert key(entry.item) == ["pilihan I"]


def test_a_name_is_no_option() -> None:
    (entry,) = parsed(aiken, "A.Yani atau\nB.J. Habibie?\nA. ya\nB. tidak\nANSWER: A\n")
    assert entry.item
    assert entry.item["text"] == {"id": "A.Yani atau B.J. Habibie?"}


def test_several_right() -> None:
    (entry,) = parsed(aiken, PLAIN.replace("ANSWER: C", "ANSWER: A, C"))
    assert entry.item
    assert key(entry.item) == ["Guru BK", "Teman"]


def test_an_option_may_go_on_below() -> None:
    (entry,) = parsed(aiken, PLAIN.replace("Guru BK", "Guru BK\ndi sekolah"))
    assert entry.item
    assert entry.item["options"][0]["text"] == {"id": "Guru BK di sekolah"}


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (PLAIN.replace("ANSWER: C\n", ""), "no_answer_line"),
        (PLAIN.replace("ANSWER: C", "ANSWER:"), "no_answer_line"),
        (PLAIN + "ANSWER: A\n", "two_answer_lines"),
        (PLAIN.replace("ANSWER: C", "ANSWER: E"), "key_empty"),
        (PLAIN.replace("ANSWER: C", "ANSWER: Guru"), "key_unknown"),
        (PLAIN.replace("B. Tidak ada", "D. Tidak ada"), "letters_order"),
        (PLAIN.replace("B. Tidak ada\nC. Teman\n", "").replace("ANSWER: C", "ANSWER: A"), "few_options"),
    ],
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_broken_one_spoils_no_other(broken: str, why: str, gap: str) -> None:
    found = parsed(aiken, PLAIN + gap + broken + gap + PLAIN.replace("Siapa", "Kapan"))
    assert [entry.why and entry.why.key for entry in found] == [None, f"import.{why}", None]


def test_a_sentence_after_the_last_question_is_no_question() -> None:
    assert [why for _, why in refusals(aiken, PLAIN + "\nSelesai.")] == ["import.kind_unknown"]


def test_two_answer_lines_that_agree_are_one() -> None:
    assert refusals(aiken, PLAIN + "ANSWER: C\n") == []


def test_a_question_without_its_answer_line_is_not_mixed_with_the_next() -> None:
    text = "Satu?\nA. x\nB. y\nDua?\nA. p\nB. q\nANSWER: B\n"
    first, second = parsed(aiken, text)
    assert first.why
    assert first.why.key == "import.no_answer_line"
    assert second.item
    assert (second.item["text"]["id"], key(second.item), second.where.values["line"]) == ("Dua?", ["q"], 4)


def test_other_texts_are_not_taken_for_it() -> None:
    for text in ("", "A. x\nB. y", "ANSWER: A", "Soal,A,B,Kunci\nx,1,2,A"):
        assert not aiken.recognise(source(text)), text


@given(st.text(alphabet="AaBCD.)( \nxANSWER:", max_size=80))
@search(100)
def test_any_text_becomes_entries(text: str) -> None:
    for entry in parsed(aiken, text):
        assert (entry.item is None) != (entry.why is None)


def test_numbers_in_front_go_where_all_questions_have_them() -> None:
    second = PLAIN.replace("Siapa", "2) Kapan")
    assert [entry.item["text"]["id"].split()[0] for entry in parsed(aiken, "1. " + PLAIN + second) if entry.item] == ["Siapa", "Kapan"]
    assert [entry.item["text"]["id"][:2] for entry in parsed(aiken, PLAIN + second) if entry.item] == ["Si", "2)"]


def test_an_explanation_below_the_key() -> None:
    first, second = parsed(aiken, PLAIN + "Feedback: guru BK menolong\n\n" + PLAIN.replace("Siapa", "Kapan"))
    assert first.item
    assert second.item
    assert (first.item["explanation"], second.item["text"]["id"]) == ({"id": "guru BK menolong"}, "Kapan yang bisa menolong?")
