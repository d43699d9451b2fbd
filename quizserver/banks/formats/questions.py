"""JSON as people and small programs write it: a list of objects with a question, its options and its answer, in any of the usual names.

Numbers as keys may count from 0 or from 1. Nothing is guessed: all keys of the file together decide, or such a question is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from quizserver.banks.formats import Entry
from quizserver.banks.formats.common import keys, made
from quizserver.banks.formats.common.extras import media_left, repaired, tag
from quizserver.banks.sources.objects import Object, listed, number, objects, text
from quizserver.banks.sources.said import Refusal, Said, at_number
from quizserver.banks.sources.source import Source

TITLE = {"id": "JSON biasa", "en": "Plain JSON"}
ENDINGS = (".json",)

QUESTION = ("question", "questionText", "question_text", "soal", "pertanyaan", "prompt", "stem", "text", "q", "statement", "pernyataan")
OPTIONS = ("options", "choices", "answers", "pilihan", "opsi", "alternatives", "answerOptions", "pilihan_jawaban", "responses")
WRONG = ("incorrectAnswers", "incorrect_answers", "wrongAnswers", "wrong_answers")
KEY_OF_ID = ("correctOptionId", "correctAnswerId", "correctChoiceId", "correctId", "correct_option_id", "correct_answer_id")
KEY = (
    *("answer", "correctAnswer", "correct_answer", "correctAnswers", "correct_answers", "correct", "answerIndex", "correctIndex"),
    *("correct_index", "correctOption", "correct_option", "correctAnswerIndex", "correctIndices", "solution", "key"),
    *("kunci", "kunci_jawaban", "jawaban", *KEY_OF_ID),
)
OPTION_TEXT = (
    *("text", "answer", "option", "label", "value", "content", "teks", "jawaban", "alternative"),
    *("responseText", "answerText", "optionText", "option_text"),
)
OPTION_ID = ("id", "key", "letter", "identifier")
OPTION_RIGHT = ("correct", "isCorrect", "is_correct", "right", "benar", "isRight")
WHY = ("explanation", "penjelasan", "rationale", "feedback", "pembahasan", "reason", "why")
SECONDS = ("time", "timeLimit", "time_limit", "seconds", "waktu", "timer", "duration")
MEDIA = ("image", "imageUrl", "image_url", "picture", "gambar", "video", "audio", "media")
LEVEL = ("difficulty", "level", "tingkat")
TAGS = ("category", "topic", "tag", "kategori", "topik")
LETTERED = re.compile(r"(?:option|pilihan|opsi|answer|jawaban|choice)?[\s_-]*([a-h]|[1-8])", re.IGNORECASE)


def recognise(source: Source) -> bool:
    return bool(_objects(source.json))


def parse(source: Source) -> Iterator[Entry]:
    questions = _objects(source.json)
    are_ids = all(map(_are_ids, questions))
    first = None if are_ids else _counts_from(questions)
    for n, question in enumerate(questions, start=1):
        left = media_left(question.text(name) or question.inner(name).text("url", "src") for name in MEDIA)
        yield made.entry(at_number(n), _asked(question), partial(_made, question, first, are_ids), left)


def _objects(value: Any) -> list[Object]:
    """The questions, wherever they stand: in a list (all of it, when one of them is a question), under any name, in chapters."""
    if isinstance(value, list):
        held = objects(value)
        return held if any(map(_is_question, held)) else [found for one in value for found in _objects(one)]
    if isinstance(value, dict):
        return [Object(value)] if _is_question(Object(value)) else [found for one in value.values() for found in _objects(one)]
    return []


def _is_question(one: Object) -> bool:
    return bool(_asked(one)) and (bool(_options(one)) or one.value(*KEY) is not None)


def _asked(question: Object) -> str:
    return question.text(*QUESTION) or question.inner(*QUESTION).text("text")


def _options(question: Object) -> list[str]:
    """The texts of its options, without letters in front that all of them have."""
    return made.unlabelled(_listed(question))


def _listed(question: Object) -> list[str]:
    """A list of texts or objects, an object by letters, fields of their own (`a`, `option_b`), or the right one and the wrong ones."""
    value = question.value(*OPTIONS)
    if value is None and isinstance(wrong := question.value(*WRONG), list):
        return [question.text(*KEY), *listed(wrong)]
    if isinstance(value, list):
        return [Object(one).text(*OPTION_TEXT) if isinstance(one, dict) else text(one) for one in value]
    fields = value if isinstance(value, dict) else question.held
    named = {found[1].casefold(): text(fields[name]) for name in fields if (found := LETTERED.fullmatch(name))}
    return [named[name] for name in sorted(named)] if len(named) > 1 and _is_unbroken(named) else []


def _is_unbroken(names: Iterable[str]) -> bool:
    """Whether letters or numbers run on from `a` or `1`."""
    ordered = "".join(sorted(names))
    return "abcdefgh".startswith(ordered) or "12345678".startswith(ordered)


def _marked(question: Object) -> list[int] | None:
    """Options that say themselves that they are right; None when none of them says anything."""
    if question.value(*OPTIONS) is None and question.value(*WRONG) is not None:
        return [0] if question.text(*KEY) else []
    options = objects(question.value(*OPTIONS))
    if not any(option.value(*OPTION_RIGHT) is not None for option in options):
        return None
    return [n for n, option in enumerate(options) if option.value(*OPTION_RIGHT) in (True, 1, "true", "1")]


def _given(question: Object) -> list[str]:
    value = question.value(*KEY)
    return listed(value) if isinstance(value, list) else [text(value)]


def _ids(question: Object) -> list[str]:
    """What its options are called; empty, if not each has a name of its own."""
    ids = [option.text(*OPTION_ID) for option in objects(question.value(*OPTIONS))]
    return ids if all(ids) and len(set(ids)) == len(ids) else []


def _are_ids(question: Object) -> bool:
    """Whether its key names options by their ids: then that may be so in the whole file."""
    return bool(_ids(question)) and set(_given(question)) <= set(_ids(question))


def _by_id(question: Object) -> list[int]:
    """Raises Refusal."""
    ids = _ids(question)
    if lost := next((one for one in _given(question) if one not in ids), ""):
        raise Refusal("import.key_unknown", key=lost)
    return [ids.index(one) for one in _given(question) if one]


def _places(question: Object) -> list[int]:
    """Its keys that are numbers of options, as they stand there."""
    options, value = _options(question), question.value(*KEY)
    if _marked(question) is not None:
        return []
    whole = [number(one) for one in (value if isinstance(value, list) else [value]) if not _is_text_of(one, options)]
    return [int(one) for one in whole if one is not None and one.is_integer()] if options else []


def _is_text_of(key: Any, options: Sequence[str]) -> bool:
    return keys.same(text(key)) in map(keys.same, options)


def _counts_from(questions: Sequence[Object]) -> int | None:
    """What numbers as keys count from in this file: 0, 1, or None when both would fit."""
    used = [(n, len(_options(question))) for question in questions for n in _places(question)]
    from_zero = all(0 <= n < count for n, count in used)
    from_one = all(1 <= n <= count for n, count in used)
    return None if from_zero == from_one else 0 if from_zero else 1


def _made(question: Object, first: int | None, are_ids: bool) -> made.Made:
    asked, options, key = _asked(question), _options(question), question.value(*KEY)
    why, seconds = question.text(*WHY), _seconds(question)
    repairs: list[Said] = []
    if options:
        right = _marked(question)
        if right is None:
            right = (
                _by_id(question) if are_ids or question.value(*KEY_OF_ID) is not None else _right(question, key, options, first, repairs)
            )
        found = made.choice(asked, options, right, seconds=seconds, why=why)
    elif isinstance(key, bool) or text(key).strip().casefold() in keys.TRUE | keys.FALSE:
        found = made.statement(asked, text(key).strip().casefold() in keys.TRUE, seconds=seconds, why=why)
    elif key is None:
        raise Refusal("import.no_key")
    else:
        found = made.typed(asked, listed(key) if isinstance(key, list) else [text(key)], seconds=seconds, why=why)
    names = [question.text(*TAGS), *listed(question.value("tags"))]
    return tag(repaired(found, repairs), names, level=question.text(*LEVEL))


def _right(question: Object, key: Any, options: Sequence[str], first: int | None, repairs: list[Said]) -> list[int]:
    """Raises Refusal."""
    if _places(question) and first is None:
        raise Refusal("import.key_base", key=", ".join(map(str, _places(question))))
    given = key if isinstance(key, list) else [key]
    return [n for one in given for n in keys.read(text(one), options, first=first or 0, repairs=repairs)]


def _seconds(question: Object) -> float | None:
    """Many a thousand seconds are milliseconds."""
    given = question.number(*SECONDS)
    return given / 1000 if given and given >= 1000 else given
