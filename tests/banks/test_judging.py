from __future__ import annotations

from typing import Any

import pytest

from quizserver.banks.judging import judge
from quizserver.banks.sentences import MOST_TOLD
from quizserver.core.facts import Json
from tests.conftest import sample
from tests.rounds.playing import every_sample


@every_sample
def test_a_valid_item_comes_out_as_a_room_gets_it(name: str, question: Json) -> None:
    judged = judge(question, "id")
    assert (judged.errors, judged.question is not None and judged.question["type"]) == ([], name)


def test_an_item_of_no_type_says_so() -> None:
    for item in ({}, {"type": "chioce"}, {"type": ["choice"]}):
        assert [one["field"] for one in judge(item, "id").errors] == ["type"]


def without(item: Json, key: str) -> Json:
    return {name: value for name, value in item.items() if name != key}


@pytest.mark.parametrize(
    "kind, change, field, words",
    [
        ("choice", {"text": {"id": "", "en": ""}}, "text.id", "Still empty"),
        ("choice", {"text": None}, "text", "Still empty"),
        ("choice", {"text": {"id": "ya" * 500}}, "text.id", "Make it shorter"),
        ("choice", {"options": None}, "options", "options to choose from"),
        ("choice", {"options": [{"text": {"id": "a"}}, {"text": {"id": "b"}}]}, "options", "Mark at least one"),
        ("choice", {"options": [{"text": {"id": "a"}, "right": True}, {"text": {"id": ""}}]}, "options.1.text.id", "Still empty"),
        ("choice", {"seconds": "lama"}, "seconds", "number"),
        ("choice", {"level": "sulit"}, "level", "Choose"),
        ("estimate", {"min": 9, "max": 3}, "max", "smaller"),
        ("guess", {"word": {"id": "aman", "en": ""}, "clues": [{"id": "Kata ini aman"}] * 3}, "clues.0.id", "holds the word"),
        ("poll", {"signs": True, "options": [{"id": "a"}, {"id": "b"}]}, "options", "three"),
        ("scale", {"pulse": "defend", "moment": None}, "moment", "both or none"),
        ("verdict", {"tests": None}, "tests", "four questions"),
        ("verdict", {"key": "Y", "forms": []}, "forms", "needs its form"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_in_plain_words(kind: str, change: Json, field: str, words: str) -> None:
    judged = judge({**sample(kind), **change}, "en")
    assert judged.question is None
    assert any(one["field"] == field and words in one["message"] for one in judged.errors), judged.errors


def test_each_caution_stands_at_its_field() -> None:
    item = {**sample("choice"), "text": {"id": "Menurut Dimas, siapa pembully itu?", "en": ""}}
    cautions: list[Any] = judge(item, "id").cautions
    assert {one["field"] for one in cautions} == {"text.id"}
    assert any("Dimas" in one["message"] for one in cautions)


def test_an_item_of_thousands_of_wrong_fields_is_told_the_first() -> None:
    """Each costs a millisecond; the server judges what is typed."""
    wrong = {f"field{n}": 1 for n in range(5_000)}
    assert len(judge(sample("choice") | wrong, "id").errors) == MOST_TOLD
