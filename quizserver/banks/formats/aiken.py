"""Aiken: a question, its options as `A.` or `A)`, then `ANSWER: C`. Empty lines may stand anywhere or nowhere.

The plainest format of texts: read it before writing another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from quizserver.banks.formats import Entry
from quizserver.banks.formats.common import made
from quizserver.banks.sources.said import Refusal, at_line
from quizserver.banks.sources.source import Source

TITLE = {"id": "Aiken (Moodle)", "en": "Aiken (Moodle)"}
ENDINGS = (".txt", ".aiken")

OPTION = re.compile(r"\(?([A-Za-z])[.):](?:(\s+)?(.*))?")
NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
WHY = re.compile(r"(?:FEEDBACK|EXPLANATION|PEMBAHASAN|PENJELASAN)\s*[:=]\s*(.*)", re.IGNORECASE)
KEY = re.compile(r"(?:ANSWERS?|JAWABAN|KUNCI(?: JAWABAN)?)\s*[:=]\s*(.*)", re.IGNORECASE)


@dataclass(slots=True)
class Question:
    """As it stands in the file: options by their lines, `keys` are the right sides of its ANSWER lines."""

    line: int
    stem: list[str] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    why: str = ""
    is_in_order: bool = True


def recognise(source: Source) -> bool:
    lines = [line.strip() for line in (source.text or "").split("\n")]
    return any(map(KEY.fullmatch, lines)) and sum(1 for line in lines if OPTION.fullmatch(line)) >= 2


def parse(source: Source) -> Iterator[Entry]:
    questions = list(_questions((source.text or "").split("\n")))
    _without_numbers(questions)
    for question in questions:
        yield made.entry(at_line(question.line), " ".join(question.stem), partial(_made, question))


def _without_numbers(questions: list[Question]) -> None:
    """Takes the numbers in front away, where the questions are numbered one after another."""
    numbers = [NUMBER.match(question.stem[0]) if question.stem else None for question in questions]
    if all(number and int(number[1]) == n for n, number in enumerate(numbers, start=1)):
        for question in questions:
            question.stem[0] = NUMBER.sub("", question.stem[0], count=1)


def _questions(lines: list[str]) -> Iterator[Question]:
    now, gap = Question(1), False
    for n, line in enumerate(map(str.strip, lines), start=1):
        option, key = _option(line, now), KEY.fullmatch(line)
        place = ord(option[1].upper()) - ord("A") if option else -1
        if not line:
            gap = True
            continue
        if key:
            now.keys.append(key[1].strip())
        elif now.keys and not now.why and (why := WHY.fullmatch(line)):
            now.why = why[1].strip()
        elif option and place == len(now.options) and not now.keys:
            now.options.append([option[3] or ""])
        elif option and place == 0 and not now.keys and len(now.options[-1]) > 1:
            # The question before has no ANSWER: what looked like more of its last option is the next question.
            stem, now.options[-1] = now.options[-1][1:], now.options[-1][:1]
            yield now
            now = Question(n - len(stem), stem, [[option[3] or ""]])
        elif option and now.options and not now.keys:
            now.is_in_order = False
        elif now.keys or (now.options and gap):
            yield now
            now = Question(n, [line])
        elif now.options:
            now.options[-1].append(line)
        else:
            now.line = now.line if now.stem else n
            now.stem.append(line)
        gap = False
    if now.stem or now.options or now.keys:
        yield now


def _option(line: str, now: Question) -> re.Match[str] | None:
    """`A. text`; without the space only where just that letter is awaited, since names begin so too (`A.Yani`)."""
    option = OPTION.fullmatch(line)
    if option and option[3] and not option[2]:
        awaited = chr(ord("A") + len(now.options))
        return option if now.stem and not now.keys and option[1] == awaited else None
    return option


def _made(question: Question) -> made.Made:
    if not question.options and not question.keys:
        raise Refusal("import.kind_unknown", kind="description")
    if not question.is_in_order:
        raise Refusal("import.letters_order")
    if not question.keys or not any(question.keys):
        raise Refusal("import.no_answer_line")
    letters = [_letters(key) for key in question.keys]
    if any(one != letters[0] for one in letters):
        raise Refusal("import.two_answer_lines")
    right = [ord(letter) - ord("A") for letter in letters[0]]
    return made.choice(" ".join(question.stem), list(map(" ".join, question.options)), right, why=question.why)


def _letters(key: str) -> list[str]:
    """`C`, `c)`, `A, C`, `C. the text of it`. Raises Refusal."""
    several = re.fullmatch(r"\(?[A-Za-z][.):]?(?:\s*(?:[,;&/+]|\bdan\b|\band\b)\s*\(?[A-Za-z][.):]?)*", key, re.IGNORECASE)
    if several:
        return sorted({letter.upper() for letter in re.findall(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])", key)})
    labelled = re.fullmatch(r"\(?([A-Za-z])[.):]\s+.*", key)
    if labelled:
        return [labelled[1].upper()]
    raise Refusal("import.key_unknown", key=key[:50])
