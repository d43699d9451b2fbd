"""ClassQuiz: its .cqa file (a gzip stream of JSON, then pictures) and the same JSON as its editor saves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from quizserver.banks.formats import Entry
from quizserver.banks.formats.common import made
from quizserver.banks.formats.common.extras import media_left
from quizserver.banks.sources.objects import Object, objects, text
from quizserver.banks.sources.said import Refusal, Said, at_number
from quizserver.banks.sources.source import Source

TITLE = {"id": "ClassQuiz", "en": "ClassQuiz"}
ENDINGS = (".cqa", ".json")

KINDS = ("ABCD", "CHECK", "RANGE", "VOTING", "SLIDE", "TEXT", "ORDER")


def recognise(source: Source) -> bool:
    return any(question.text("type") in KINDS or _has_rights(question) for question in _questions(source))


def parse(source: Source) -> Iterator[Entry]:
    for n, question in enumerate(_questions(source), start=1):
        yield made.entry(at_number(n), question.text("question"), partial(_made, source, question), _pictures(question))


def _questions(source: Source) -> list[Object]:
    value = source.json if source.gzip is None else _inner(source, source.gzip.decode(errors="replace"))
    questions = value.get("questions") if isinstance(value, dict) else None
    return objects(_inner(source, questions) if isinstance(questions, str) else questions)


def _inner(source: Source, text: str) -> Any:
    """JSON within the file, within the same bounds."""
    return Source(source.name, text.encode(errors="replace")).json


def _has_rights(question: Object) -> bool:
    """Old files do not name their kind."""
    answers = objects(question.value("answers"))
    return bool(answers) and all("right" in answer and "answer" in answer for answer in answers)


def _made(source: Source, question: Object) -> made.Made:
    kind = question.text("type").upper() or "ABCD"
    if kind not in MAKERS:
        raise Refusal("import.kind_unknown", kind=kind)
    return MAKERS[kind](source, question)


def _choice(source: Source, question: Object) -> made.Made:
    answers = objects(question.value("answers"))
    right = [n for n, answer in enumerate(answers) if answer.value("right") is True]
    return made.choice(question.text("question"), _texts(question), right, seconds=question.number("time"))


def _poll(source: Source, question: Object) -> made.Made:
    return made.poll(question.text("question"), _texts(question), seconds=question.number("time"))


def _order(source: Source, question: Object) -> made.Made:
    return made.order(question.text("question"), _texts(question), seconds=question.number("time"))


def _typed(source: Source, question: Object) -> made.Made:
    return made.typed(question.text("question"), _texts(question), seconds=question.number("time"))


def _range(source: Source, question: Object) -> made.Made:
    answer = question.inner("answers")
    low, high = answer.number("min_correct"), answer.number("max_correct")
    if low is None or high is None:
        raise Refusal("import.no_key")
    value, ends = (low + high) / 2, (answer.number("min"), answer.number("max"))
    scale = None if ends[0] is None or ends[1] is None else (ends[0], ends[1])
    return made.number(question.text("question"), value, abs(high - low) / 2, ends=scale, seconds=question.number("time"))


def _slide(source: Source, question: Object) -> made.Made:
    """The page is drawn with boxes: their texts, from the first to the last."""
    page = question.value("answers")
    drawn = _inner(source, page) if isinstance(page, str) else page
    boxes = objects(drawn.get("elements")) if isinstance(drawn, dict) else objects(drawn)
    texts = [box.text("data", "text", "content") for box in boxes] if boxes or not isinstance(page, str) else [page]
    return made.slide(question.text("question"), "\n".join(filter(None, texts)))


MAKERS: dict[str, Callable[[Source, Object], made.Made]] = {
    "ABCD": _choice,
    "CHECK": _choice,
    "RANGE": _range,
    "VOTING": _poll,
    "SLIDE": _slide,
    "TEXT": _typed,
    "ORDER": _order,
}


def _texts(question: Object) -> list[str]:
    return [answer.text("answer") for answer in objects(question.value("answers"))]


def _pictures(question: Object) -> list[Said]:
    """In a .cqa they are numbered, elsewhere they are addresses."""
    images = [question.value("image"), *(answer.value("image") for answer in objects(question.value("answers")))]
    return media_left(map(text, images))
