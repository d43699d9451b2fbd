"""Rahoot and Razzia: keys from 0, one or several, surveys, numbers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quizserver.banks.formats import rahoot
from tests.banks.formats.conftest import key, parsed, refusals, said, source

QUESTION = {"question": "Siapa menolong?", "answers": ["Tidak ada", "Guru BK", "Teman"], "solution": 1, "cooldown": 5, "time": 15}


def quiz(*questions: dict[str, Any], **more: Any) -> str:
    return json.dumps({"subject": "Kuis", "questions": questions, **more})


@pytest.mark.parametrize(
    ("solution", "right"),
    [
        ({"solution": 1}, ["Guru BK"]),
        ({"solution": 0}, ["Tidak ada"]),
        ({"solution": [1, 2]}, ["Guru BK", "Teman"]),
        ({"solutions": [1]}, ["Guru BK"]),
        ({"solutions": 2}, ["Teman"]),
        ({"solution": "1"}, ["Guru BK"]),
        ({"solution": 1.0}, ["Guru BK"]),
    ],
)
def test_keys_count_from_zero(solution: dict[str, Any], right: list[str]) -> None:
    question = {name: value for name, value in QUESTION.items() if name != "solution"} | solution
    (entry,) = parsed(rahoot, quiz(question))
    assert entry.item
    assert (key(entry.item), entry.item["seconds"]) == (right, 15)
    assert rahoot.recognise(source(quiz(question)))


@pytest.mark.parametrize(
    ("solution", "why"),
    [
        (None, "no_key"),
        ([], "no_key"),
        (3, "key_empty"),
        (-1, "key_empty"),
        ("B", "key_unknown"),
        (1.5, "key_unknown"),
        (True, "key_unknown"),
    ],
)
def test_a_key_that_fits_nothing_is_refused_alone(solution: Any, why: str) -> None:
    assert refusals(rahoot, quiz(QUESTION, QUESTION | {"solution": solution})) == [("question 2", f"import.{why}")]


def test_options_that_repeat() -> None:
    (entry,) = parsed(rahoot, quiz(QUESTION | {"answers": ["Tidak", "Ya", "Tidak", "Tidak"]}))
    assert entry.item
    assert [option["text"]["id"] for option in entry.item["options"]] == ["Tidak", "Ya"]
    assert "import.option_twice" in said(entry)
    assert refusals(rahoot, quiz(QUESTION | {"answers": ["Ya", "Ya"]})) == [("question 1", "import.same_right_wrong")]


@pytest.mark.parametrize(
    "media",
    [{"image": "https://contoh.id/a/foto%201.png?x=1"}, {"media": {"type": "video", "url": "/media/foto 1.png"}}, {"audio": "foto 1.png"}],
)
def test_pictures_sounds_and_films_are_named(media: dict[str, Any]) -> None:
    (entry,) = parsed(rahoot, quiz(QUESTION | media))
    assert entry.item
    assert said(entry) == ["import.picture_left"]
    assert entry.repairs[0].values["name"].startswith("foto 1.png")


def test_a_survey_becomes_polls() -> None:
    asked = {"question": "Suka apa?", "answers": ["Bakso", "Soto"], "type": "multi", "time": 20}
    assert rahoot.recognise(source(quiz(asked, gameMode="survey")))
    (entry,) = parsed(rahoot, quiz(asked, gameMode="survey"))
    assert entry.item
    assert entry.item["type"] == "poll"


def test_an_estimation_brings_its_scale() -> None:
    options = {"inputMode": "slider", "min": 0, "max": 60, "step": 1, "margin": 5}
    asked = {"type": "estimation", "question": "Berapa hari?", "answers": [], "solutions": [28], "options": options, "time": 30}
    (entry,) = parsed(rahoot, quiz(asked))
    assert entry.item
    assert [entry.item[name] for name in ("type", "value", "min", "max", "step", "tolerance")] == ["estimate", 28, 0, 60, 1, 5]
    assert said(entry) == []
    (entry,) = parsed(rahoot, quiz(asked | {"options": options | {"max": 20}}))
    assert said(entry) == ["import.scale_made"]
    assert refusals(rahoot, quiz(asked | {"solutions": []})) == [("question 1", "import.no_key")]


def test_an_old_file_with_its_settings() -> None:
    text = json.dumps({"password": "x", "quizz": {"subject": "Kuis", "questions": [QUESTION]}})
    assert rahoot.recognise(source(text))
    assert len(parsed(rahoot, text)) == 1


def test_html_becomes_text_and_no_time_is_no_time() -> None:
    (entry,) = parsed(rahoot, quiz(QUESTION | {"question": "<p>Siapa <b>menolong</b>?</p><script>alert(1)</script>", "time": -1}))
    assert entry.item
    assert entry.item["text"] == {"id": "Siapa menolong?"}
    assert entry.title == "Siapa menolong?"
    assert "seconds" not in entry.item
