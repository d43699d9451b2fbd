"""JSON as people write it: many names, and keys that are never guessed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quizserver.banks.formats import questions
from tests.banks.formats.conftest import key, parsed, refusals, said, source

OPTIONS = ["Guru BK", "Tidak ada", "Teman"]
BASE = {"question": "Siapa menolong?", "options": OPTIONS}


def right(*asked: dict[str, Any], last: int = -1) -> list[str]:
    """What is right in the last question."""
    entry = parsed(questions, json.dumps(list(asked)))[last]
    assert entry.item, entry.why
    return key(entry.item)


@pytest.mark.parametrize(
    "asked",
    [
        BASE | {"answer": "Teman"},
        BASE | {"answer": "C"},
        BASE | {"answer": "c)"},
        BASE | {"correct_answer": ["Teman"]},
        BASE | {"correctIndex": 3},
        {"soal": "Siapa?", "pilihan": {"A": "Guru BK", "B": "Tidak ada", "C": "Teman"}, "kunci": "C"},
        {"pertanyaan": "Siapa?", "a": "Guru BK", "b": "Tidak ada", "c": "Teman", "jawaban": "c"},
        {"question": "Siapa?", "option1": "Guru BK", "option2": "Tidak ada", "option3": "Teman", "answer": "Teman"},
        {"question": "Siapa?", "choices": [{"text": "Guru BK", "correct": False}, {"text": "Teman", "correct": True}]},
        {"questionText": "Siapa?", "answerOptions": [{"answer": "Guru BK", "isCorrect": False}, {"answer": "Teman", "isCorrect": True}]},
    ],
)
@pytest.mark.parametrize("outer", [None, "questions", "soal", "apa saja"])
def test_the_usual_names(asked: dict[str, Any], outer: str | None) -> None:
    text = json.dumps({outer: [asked]} if outer else [asked])
    assert questions.recognise(source(text))
    (entry,) = parsed(questions, text)
    assert entry.item, entry.why
    assert key(entry.item) == ["Teman"]


def test_numbers_count_from_what_all_keys_of_the_file_allow() -> None:
    assert right(BASE | {"answer": 0}, BASE | {"answer": 1}) == ["Tidak ada"]
    assert right(BASE | {"answer": 3}, BASE | {"answer": 1}) == ["Guru BK"]
    assert right(BASE | {"answer": "0"}, BASE | {"answer": "1"}) == ["Tidak ada"]
    assert right(BASE | {"answer": 0}, BASE | {"answer": [0, 2]}) == ["Guru BK", "Teman"]


@pytest.mark.parametrize("answers", [(1,), (1, 2), (0, 3), ("1", "2")])
def test_numbers_that_fit_both_ways_or_none_are_refused(answers: tuple[Any, ...]) -> None:
    text = json.dumps([BASE | {"answer": answer} for answer in answers])
    assert {why for _, why in refusals(questions, text)} == {"import.key_base"}


def test_a_number_that_is_an_options_text() -> None:
    numbers = {"question": "2 + 1?", "options": ["2", "3", "4"], "answer": 4}
    assert right(numbers) == ["4"]
    assert right(numbers | {"options": [2, 3, 4], "answer": "4"}) == ["4"]


def test_without_options() -> None:
    typed, number, statement = parsed(
        questions,
        json.dumps(
            [{"question": "Kata?", "answer": "berani"}, {"question": "Berapa?", "answer": 12}, {"question": "Benar?", "answer": False}]
        ),
    )
    assert [entry.item and entry.item["type"] for entry in (typed, number, statement)] == ["guess", "estimate", "choice"]
    assert statement.item
    assert statement.item["answer"] is False


def test_what_stands_beside_it() -> None:
    more = {"explanation": "Karena.", "time": 20_000, "image": "a/b.png", "category": "Sikap baik", "difficulty": "Mudah"}
    (entry,) = parsed(questions, json.dumps([BASE | {"answer": "A"} | more]))
    assert entry.item
    assert [entry.item[name] for name in ("explanation", "seconds", "tags", "level")] == [{"id": "Karena."}, 20, ["sikap-baik"], "easy"]
    assert said(entry) == ["import.picture_left"]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (BASE, "no_key"),
        (BASE | {"answer": "Z"}, "key_empty"),
        (BASE | {"answer": "Polisi"}, "key_unknown"),
        ({"answer": "x"}, "no_question"),
    ],
)
def test_a_broken_one_is_refused_alone(broken: dict[str, Any], why: str) -> None:
    assert refusals(questions, json.dumps([BASE | {"answer": "Teman"}, broken])) == [("question 2", f"import.{why}")]


@pytest.mark.parametrize(
    "outer",
    [
        lambda one: {"quiz": {"olahraga": {"q1": one}}},
        lambda one: {"bab": [{"judul": "x", "soal": [one]}, {"judul": "y", "soal": []}]},
        lambda one: one,
    ],
)
def test_questions_are_found_wherever_they_stand(outer: Any) -> None:
    text = json.dumps(outer(BASE | {"answer": "Teman"}))
    assert questions.recognise(source(text))
    assert len(parsed(questions, text)) == 1


def test_one_object_on_each_line() -> None:
    line = json.dumps(BASE | {"answer": "Teman"})
    assert len(parsed(questions, f"{line}\n\n{line}\n")) == 2


def test_other_json_is_none() -> None:
    for text in ("[]", '["kata", "lain"]', '[{"word": "x"}]', '{"a": 1}', '[{"question": "x"}]', '{"questions": 5}'):
        assert not questions.recognise(source(text)), text


def test_a_right_answer_beside_wrong_ones_and_letters_in_front_of_all() -> None:
    trivia = {"question": {"text": "Siapa?"}, "correctAnswer": "aku", "incorrectAnswers": ["kamu", "dia"]}
    lettered = {"question": "Berapa?", "options": ["A. 2,75", "B. 3,00", "C. 3,25"], "correctAnswer": "C. 3,25"}
    assert right(trivia) == ["aku"]
    assert right(lettered) == ["3,25"]


def test_a_key_may_name_its_option_by_id() -> None:
    options = [{"id": n, "text": text} for n, text in zip((7, 2, 1), OPTIONS, strict=True)]
    assert right({"question": "Siapa?", "options": options, "correctAnswerId": 2}) == ["Tidak ada"]
    assert right({"question": "Siapa?", "options": options, "answer": 7}, {"question": "Apa?", "options": options, "answer": 1}) == [
        "Teman"
    ]
    from_zero = [{"question": "Siapa?", "options": options, "correct": 0}, {"question": "Apa?", "options": options, "correct": 1}]
    assert right(*from_zero) == ["Tidak ada"]
    lost = json.dumps([{"question": "Siapa?", "options": options, "correctOptionId": 5}])
    assert [why for _, why in refusals(questions, lost)] == ["import.key_unknown"]
