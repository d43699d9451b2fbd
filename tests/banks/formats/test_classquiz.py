"""ClassQuiz: each of its kinds, as .cqa and as JSON."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from quizserver.banks.formats import classquiz
from tests.banks.formats.conftest import key, parsed, refusals, said, source

ANSWERS = [{"right": True, "answer": "Guru BK", "color": None}, {"right": False, "answer": "Tidak ada", "color": "#fff"}]
ABCD = {"question": "<p>Siapa <b>menolong</b>?</p>", "time": "20", "type": "ABCD", "answers": ANSWERS, "image": None}


def quiz(*questions: dict[str, Any]) -> str:
    return json.dumps({"title": "Kuis", "description": "x", "questions": questions, "cover_image": None})


def cqa(*questions: dict[str, Any]) -> bytes:
    return gzip.compress(quiz(*questions).encode()) + b"\xc7\xc7\xc7\x00" + b"\xc6\xc6\xc6\x000\xc5\xc5\x00\x89PNG"


@pytest.mark.parametrize("content", [quiz(ABCD), cqa(ABCD), quiz(ABCD | {"type": None})])
def test_each_container(content: str | bytes) -> None:
    assert classquiz.recognise(source(content))
    (entry,) = parsed(classquiz, content)
    assert entry.item
    assert (entry.item["text"]["id"], key(entry.item), entry.item["seconds"]) == ("Siapa menolong?", ["Guru BK"], 20)


def test_questions_that_are_json_within_json() -> None:
    text = json.dumps({"title": "Kuis", "questions": json.dumps([ABCD])})
    assert classquiz.recognise(source(text))
    assert len(parsed(classquiz, text)) == 1


def test_each_kind() -> None:
    texts = [{"answer": "satu", "color": None}, {"answer": "dua"}, {"answer": "tiga"}]
    found = parsed(
        classquiz,
        cqa(
            ABCD | {"type": "CHECK", "answers": [*ANSWERS, {"right": True, "answer": "Teman"}]},
            ABCD | {"type": "RANGE", "answers": {"min": 0, "max": 50, "min_correct": 15, "max_correct": 19}},
            ABCD | {"type": "VOTING", "answers": texts},
            ABCD | {"type": "TEXT", "answers": [{"answer": "berani", "case_sensitive": False}, {"answer": "nekat"}]},
            ABCD | {"type": "ORDER", "answers": texts},
            ABCD
            | {
                "type": "SLIDE",
                "answers": json.dumps({"elements": [{"type": "TEXT", "data": "Halo <b>semua</b>"}, {"data": "Apa kabar"}]}),
            },
            ABCD | {"type": "SLIDE", "answers": "Hanya teks"},
        ),
    )
    items = [entry.item for entry in found if entry.item]
    assert [item["type"] for item in items] == ["choice", "estimate", "poll", "guess", "order", "slide", "slide"]
    assert key(items[0]) == ["Guru BK", "Teman"]
    assert [items[1][name] for name in ("value", "tolerance", "min", "max")] == [17, 2, 0, 50]
    assert items[3]["accept"] == {"id": ["nekat"]}
    assert [step["id"] for step in items[4]["steps"]] == ["satu", "dua", "tiga"]
    assert items[5]["text"] == {"id": "Halo semua\nApa kabar"}
    assert items[6]["text"] == {"id": "Hanya teks"}


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"answers": [ANSWERS[1], ANSWERS[1] | {"answer": "x"}]}, "no_key"),
        ({"answers": []}, "no_key"),
        ({"type": "RANGE"}, "no_key"),
        ({"type": "BARU"}, "kind_unknown"),
        ({"type": "TEXT", "answers": "x"}, "no_answer"),
        ({"type": "VOTING", "answers": None}, "few_options"),
        ({"question": None}, "no_question"),
    ],
)
def test_a_broken_one_is_refused_alone(broken: dict[str, Any], why: str) -> None:
    assert refusals(classquiz, quiz(ABCD, ABCD | broken)) == [("question 2", f"import.{why}")]


def test_pictures_are_named() -> None:
    (entry,) = parsed(classquiz, cqa(ABCD | {"image": 0, "answers": [*ANSWERS, {"right": False, "answer": "x", "image": "a/b.png"}]}))
    assert said(entry) == ["import.picture_left"]
    assert entry.repairs[0].values["name"] == "0, b.png"


def test_other_json_is_none() -> None:
    for text in ("[]", '{"questions": 5}', '{"questions": [{"question": "x", "answers": ["a", "b"], "solution": 0}]}'):
        assert not classquiz.recognise(source(text))
    assert not classquiz.recognise(source(gzip.compress(b"bukan json")))
