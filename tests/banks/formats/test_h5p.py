"""H5P packages: questions wherever they stand, each kind in its own way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quizserver.banks.formats import h5p
from tests.banks.formats import conftest
from tests.banks.formats.conftest import key, parsed, refusals, said, source

CHOICE = {
    "question": "<p>Siapa <b>menolong</b>?</p>\n",
    "answers": [
        {"text": "<div>Guru BK</div>\n", "correct": True, "tipsAndFeedback": {"tip": "", "chosenFeedback": "<div>Tepat!</div>"}},
        {"text": "<div>Tidak ada</div>\n", "correct": False, "tipsAndFeedback": {"chosenFeedback": "Bukan"}},
    ],
}


def package(library: str, params: Any, title: str = "Judul") -> dict[str, str | bytes]:
    about = {"title": title, "mainLibrary": library, "preloadedDependencies": []}
    return {"h5p.json": json.dumps(about), "content/content.json": json.dumps(params), "H5P.X-1.0/library.json": "{}"}


def inner(library: str, params: Any) -> dict[str, Any]:
    return {"library": f"{library} 1.16", "params": params, "subContentId": "x", "metadata": {"title": "Bagian"}}


def items(library: str, params: Any) -> list[dict[str, Any]]:
    found = parsed(h5p, package(library, params))
    assert [entry.why for entry in found if entry.why] == []
    return [entry.item for entry in found if entry.item]


def test_multiple_choice() -> None:
    files = package("H5P.MultiChoice", CHOICE)
    assert h5p.recognise(source(files))
    (entry,) = parsed(h5p, files)
    assert entry.item
    assert (entry.title, key(entry.item), entry.item["explanation"]["id"]) == ("Siapa menolong?", ["Guru BK"], "Tepat!")
    assert said(entry) == ["import.feedback_left"]


@pytest.mark.parametrize(("correct", "is_true"), [("true", True), ("false", False), (True, True)])
def test_true_or_false(correct: Any, is_true: bool) -> None:
    (item,) = items("H5P.TrueFalse", {"question": "<p>Menyapa itu baik.</p>", "correct": correct})
    assert item["answer"] is is_true


def test_single_choice_set_names_the_right_one_first() -> None:
    params = {
        "choices": [{"question": "<p>Satu?</p>", "answers": ["<p>a</p>", "b"]}, {"question": "Dua?", "answers": ["c", "d"]}, {"x": 1}]
    }
    assert [key(item) for item in items("H5P.SingleChoiceSet", params)] == [["a"], ["c"]]


def test_summary_names_the_right_one_first() -> None:
    params = {"intro": "Mana yang benar?", "summaries": [{"summary": ["<p>Menyapa itu baik</p>", "Mengejek itu lucu"]}, {}]}
    (item,) = items("H5P.Summary", params)
    assert key(item) == ["Menyapa itu baik"]


def test_each_sentence_with_one_gap_is_a_question() -> None:
    params = {
        "text": "Isi",
        "questions": ["<p>Ibu kota: *Jakarta/DKI Jakarta:diawali J*. Lalu 2 \\* 3 = *enam*.</p>", "Dua *satu* dan *dua*."],
    }
    one, two, three = parsed(h5p, package("H5P.Blanks", params))
    assert one.item
    assert (one.item["word"]["id"], one.item["accept"]["id"]) == ("Jakarta", ["DKI Jakarta"])
    assert one.item["clues"] == [{"id": "Ibu kota: _____. (diawali J)"}]
    assert two.item
    assert two.item["clues"] == [{"id": "Lalu 2 * 3 = _____."}]
    assert three.why
    assert (three.why.key, three.why.values["count"]) == ("import.several_parts", 2)


def test_cards_become_words_with_a_clue() -> None:
    params = {"dialogs": [{"text": "<p>Merasakan isi hati orang</p>", "answer": "<p>empati</p>", "image": {"path": "images/a.png"}}]}
    (entry,) = parsed(h5p, package("H5P.Dialogcards", params))
    assert entry.item
    assert (entry.item["word"]["id"], entry.item["clues"][0]["id"]) == ("empati", "Merasakan isi hati orang")
    assert entry.repairs[0].values == {"name": "a.png"}
    (item,) = items("H5P.Flashcards", {"cards": [{"text": "3 + 4?", "answer": "tujuh/7", "tip": ""}]})
    assert item["accept"] == {"id": ["7"]}
    (item,) = items("H5P.Crossword", {"words": [{"clue": "Tidak takut", "answer": "berani"}]})
    assert item["word"]["id"] == "berani"


def test_order_and_poll() -> None:
    (item,) = items("H5P.SortParagraphs", {"taskDescription": "Urutkan", "paragraphs": ["<p>a</p>", "b", "c"]})
    assert [step["id"] for step in item["steps"]] == ["a", "b", "c"]
    (item,) = items("H5P.SimpleMultiChoice", {"question": "Suka apa?", "alternatives": [{"text": "Bakso"}, {"text": "Soto"}]})
    assert item["type"] == "poll"


def test_questions_inside_a_set_a_presentation_and_a_video() -> None:
    choice, statement = inner("H5P.MultiChoice", CHOICE), inner("H5P.TrueFalse", {"question": "Benarkah?", "correct": "true"})
    text, essay = inner("H5P.AdvancedText", {"text": "Halo"}), inner("H5P.Essay", {"taskDescription": "Ceritakan"})
    frames = {
        "H5P.QuestionSet": {"introPage": {}, "questions": [choice, statement, essay]},
        "H5P.CoursePresentation": {
            "presentation": {
                "slides": [
                    {"elements": [{"action": text}, {"action": choice}]},
                    {"elements": [{"action": statement}, {"action": essay}, {"action": text}]},
                ]
            }
        },
        "H5P.InteractiveVideo": {
            "interactiveVideo": {"assets": {"interactions": [{"action": one} for one in (choice, statement, essay, text)]}}
        },
        "H5P.Column": {"content": [{"content": one} for one in (choice, text, statement, essay)]},
    }
    for library, params in frames.items():
        found = parsed(h5p, package(library, params))
        assert [entry.item and entry.item["type"] for entry in found[:3]] == ["choice", "choice", None], library
        told = [(entry.why.key, entry.why.values["kind"]) for entry in found if entry.why]
        assert told[0] == ("import.kind_unknown", "Essay")
        assert told[1:] in ([], [("import.no_question_kind", "H5P.AdvancedText")])
        assert bool(told[1:]) == (library != "H5P.QuestionSet")


def test_pictures_are_named() -> None:
    media = {"type": {"library": "H5P.Image 1.1", "params": {"file": {"path": "images/foto-1.png", "mime": "image/png"}}}}
    (entry,) = parsed(h5p, package("H5P.MultiChoice", CHOICE | {"media": media}))
    assert entry.repairs[0].values == {"name": "foto-1.png"}


@pytest.mark.parametrize(
    ("library", "params", "why"),
    [
        ("H5P.MultiChoice", {}, "no_question"),
        ("H5P.MultiChoice", {"question": "x", "answers": 5}, "no_key"),
        ("H5P.TrueFalse", {"question": "x"}, "no_key"),
        ("H5P.DragText", {"taskDescription": "x"}, "kind_unknown"),
        ("H5P.Baru", {"question": "x"}, "no_question_kind"),
        ("H5P.Flashcards", {"cards": [{"text": "x"}]}, "no_answer"),
    ],
)
def test_what_cannot_be_taken_is_named(library: str, params: Any, why: str) -> None:
    assert [key for _, key in refusals(h5p, package(library, params))] == [f"import.{why}"]


def test_content_that_is_no_object_holds_nothing() -> None:
    assert parsed(h5p, package("H5P.QuestionSet", [1, "x"])) == []
    assert not h5p.recognise(source({"h5p.json": "{}"}))


def test_a_content_that_came_without_its_package() -> None:
    held = {
        "questions": [
            inner("H5P.TrueFalse", {"question": "Bumi bulat", "correct": "true"}),
            inner("H5P.Essay", {"taskDescription": "Tulis"}),
        ]
    }
    imported = conftest.read(json.dumps(held).encode())
    assert (imported.format, [taken.item["answer"] for taken in imported.items], len(imported.skipped)) == ("h5p", [True], 1)
