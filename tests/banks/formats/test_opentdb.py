"""Open Trivia DB in its three encodings."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest

from quizserver.banks.formats import opentdb
from tests.banks.formats.conftest import key, parsed, refusals, source

RESULT = {
    "type": "multiple",
    "difficulty": "easy",
    "category": "Entertainment: Film",
    "question": "Siapa yang berkata “Jangan takut & maju”?",
    "correct_answer": "Budi + Ani",
    "incorrect_answers": ["Tono", "Sri"],
}
STATEMENT = RESULT | {"type": "boolean", "difficulty": "hard", "correct_answer": "False", "incorrect_answers": ["True"]}


def encoded(result: dict[str, Any], encode: Any) -> dict[str, Any]:
    return {name: [encode(one) for one in value] if isinstance(value, list) else encode(value) for name, value in result.items()}


def as_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("“", "&ldquo;").replace("”", "&rdquo;")


def reply(*results: dict[str, Any]) -> str:
    return json.dumps({"response_code": 0, "results": results})


@pytest.mark.parametrize("encode", [str, entities, as_base64, lambda text: quote(text, safe="")])
def test_each_encoding(encode: Any) -> None:
    one, two = parsed(opentdb, reply(encoded(RESULT, encode), encoded(STATEMENT, encode)))
    assert one.item
    assert one.item["text"] == {"id": RESULT["question"]}
    assert key(one.item) == ["Budi + Ani"]
    assert (one.item["level"], one.item["tags"]) == ("easy", ["film"])
    assert two.item
    assert (two.item["answer"], two.item["level"]) == (False, "hard")
    assert one.title == RESULT["question"]


def test_the_list_alone_is_enough() -> None:
    text = json.dumps([RESULT])
    assert opentdb.recognise(source(text))
    assert len(parsed(opentdb, text)) == 1


def test_an_empty_reply_is_none() -> None:
    assert not opentdb.recognise(source(reply()))


def test_what_is_missing_is_refused_alone() -> None:
    broken = [RESULT | {"correct_answer": None}, RESULT | {"incorrect_answers": 5}, {}, RESULT | {"question": ""}]
    told = refusals(opentdb, reply(RESULT, *broken))
    assert told == [
        ("question 2", "import.no_key"),
        ("question 3", "import.few_options"),
        ("question 4", "import.no_key"),
        ("question 5", "import.no_question"),
    ]
