"""Rahoot and its successor Razzia: questions as JSON. `solution` counts from 0 and may be a list; a survey has no key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from quizserver.banks.formats import Entry
from quizserver.banks.formats.common import made
from quizserver.banks.formats.common.extras import media_left
from quizserver.banks.sources.objects import Object, listed, number, objects, text
from quizserver.banks.sources.said import Refusal, Said, at_number
from quizserver.banks.sources.source import Source

TITLE = {"id": "Rahoot, Razzia", "en": "Rahoot, Razzia"}
ENDINGS = (".json",)

SURVEY, ESTIMATION = "survey", "estimation"
MEDIA = ("image", "video", "audio", "media")


def recognise(source: Source) -> bool:
    quiz = _quiz(source.json)
    return any(
        isinstance(question.value("answers"), list)
        and all(isinstance(answer, str) for answer in question.held["answers"])
        and ("solution" in question or "solutions" in question or (quiz.text("gameMode") == SURVEY and "question" in question))
        for question in objects(quiz.value("questions"))
    )


def parse(source: Source) -> Iterator[Entry]:
    quiz = _quiz(source.json)
    is_survey = quiz.text("gameMode") == SURVEY
    for n, question in enumerate(objects(quiz.value("questions")), start=1):
        yield made.entry(at_number(n), question.text("question"), partial(_made, question, is_survey), _media(question))


def _quiz(value: Any) -> Object:
    """The quiz itself; old versions kept it under `quizz`, in one file with their settings."""
    outer = Object(value if isinstance(value, dict) else {})
    return outer if isinstance(outer.value("questions"), list) else outer.inner("quizz", "quiz")


def _made(question: Object, is_survey: bool) -> made.Made:
    asked, options = question.text("question"), listed(question.value("answers"))
    seconds = question.number("time")
    if question.text("type") == ESTIMATION:
        return _estimate(question, asked, is_survey)
    if is_survey:
        return made.poll(asked, options, seconds=seconds)
    key = question.value("solutions", "solution")
    return made.choice(asked, options, [_index(one) for one in (key if isinstance(key, list) else [key])], seconds=seconds)


def _index(key: Any) -> int:
    """Raises Refusal."""
    if key is None or key == "":
        raise Refusal("import.no_key")
    n = number(key)
    if n is None or not n.is_integer():
        raise Refusal("import.key_unknown", key=text(key)[:50])
    return int(n)


def _estimate(question: Object, asked: str, is_survey: bool) -> made.Made:
    if is_survey:
        raise Refusal("import.no_key")
    key = question.value("solutions", "solution")
    value = number(key[0] if isinstance(key, list) and len(key) == 1 else key)
    if value is None:
        raise Refusal("import.no_key")
    scale = question.inner("options")
    low, high = scale.number("min"), scale.number("max")
    ends = (low, high) if low is not None and high is not None else None
    return made.number(asked, value, abs(scale.number("margin") or 0), ends=ends, seconds=question.number("time"))


def _media(question: Object) -> list[Said]:
    return media_left(question.text(name) or question.inner(name).text("url") for name in MEDIA)
