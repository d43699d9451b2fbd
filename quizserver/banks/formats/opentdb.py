"""Open Trivia DB, as its API answers: texts with HTML entities, in base64, or percent-encoded; a category and a difficulty each."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import unquote_plus

from quizserver.banks.formats import Entry
from quizserver.banks.formats.common import made
from quizserver.banks.formats.common.extras import tag
from quizserver.banks.sources.objects import Object, listed, objects
from quizserver.banks.sources.said import Refusal, at_number
from quizserver.banks.sources.source import Source

TITLE = {"id": "Open Trivia DB", "en": "Open Trivia DB"}
ENDINGS = (".json",)

TEXTS = ("category", "type", "difficulty", "question", "correct_answer")
BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def recognise(source: Source) -> bool:
    return any("correct_answer" in one and "incorrect_answers" in one for one in _results(source.json))


def parse(source: Source) -> Iterator[Entry]:
    results = _results(source.json)
    decode = _decoder(results)
    for n, result in enumerate(results, start=1):
        yield made.entry(at_number(n), decode(result.text("question")), partial(_made, result, decode))


def _results(value: Any) -> list[Object]:
    """The API's own reply, or only its list."""
    return objects(value.get("results") if isinstance(value, dict) else value)


def _made(result: Object, decode: Callable[[str], str]) -> made.Made:
    text = decode(result.text("question"))
    right = decode(result.text("correct_answer"))
    wrong = [decode(answer) for answer in listed(result.value("incorrect_answers"))]
    if not right:
        raise Refusal("import.no_key")
    if decode(result.text("type")) == "boolean" and right.casefold() in ("true", "false"):
        found = made.statement(text, right.casefold() == "true")
    else:
        found = made.choice(text, [right, *wrong], [0])
    return tag(found, [decode(result.text("category")).rpartition(": ")[2]], level=decode(result.text("difficulty")))


def _decoder(results: list[Object]) -> Callable[[str], str]:
    """How the whole file is encoded: nobody writes `multiple` and `boolean` in base64 by chance."""
    texts = [result.text(name) for result in results for name in TEXTS]
    kinds = {result.text("type") for result in results}
    if kinds & {"bXVsdGlwbGU=", "Ym9vbGVhbg=="}:
        return _from_base64
    if any(re.search(r"%[0-9A-Fa-f]{2}", text) for text in texts) and not any(" " in text for text in texts):
        return unquote_plus  # a plus that is meant comes as %2B
    return str


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode() if BASE64.fullmatch(text) else text
    except (binascii.Error, UnicodeError):
        return text
