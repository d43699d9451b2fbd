"""Writes Moodle XML, with texts that say that they are plain, the id of each item and its tags.

What reads it: moodle_xml.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from quizserver.banks.formats.common.asked import Asked, asked, leave_answers, shown, tags_kept
from quizserver.banks.formats.moodle_xml import ENDINGS, TITLE
from quizserver.banks.sources.said import Said
from quizserver.core.facts import Json

__all__ = ["ENDING", "TITLE", "piece", "write"]

ENDING = ENDINGS[0]

KINDS = {"choice": "multichoice", "statement": "truefalse", "typed": "shortanswer", "number": "numerical", "order": "ordering"}
LONGEST_NAME = 100
"""A question's name is only for lists; its text stands in full beside it."""


def piece(item: Json, lang: str, left: list[Said]) -> Element:
    found = asked(item, lang, left, kinds=KINDS, keeps=("tags",), is_plain=True)
    leave_answers(found, left, ("*",))  # stands for anything
    question = Element("question", type=KINDS[found.kind])
    name = " ".join(found.text.split())
    _text(question, "name", name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…", "")
    _text(question, "questiontext", found.text)
    _text(question, "generalfeedback", found.why)
    SubElement(question, "idnumber").text = found.id
    _answers(question, found)
    tags = SubElement(question, "tags")
    for tag in tags_kept(found, left):
        _text(tags, "tag", tag, "")
    return question


def write(title: str, pieces: Sequence[Element], lang: str) -> bytes:
    quiz = Element("quiz")
    quiz.extend(pieces)
    indent(quiz)
    made: bytes = tostring(quiz, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _answers(question: Element, found: Asked) -> None:
    match found.kind:
        case "choice":
            SubElement(question, "single").text = "true" if len(found.right) == 1 else "false"
            share = 100 / len(found.right)
            for n, option in enumerate(found.options):
                _answer(question, option, share if n in found.right else 0 if len(found.right) == 1 else -share)
        case "statement":
            for is_true in (True, False):
                _answer(question, str(is_true).lower(), 100 * (is_true == found.is_true), "")
        case "typed":
            SubElement(question, "usecase").text = "0"
            for answer in found.answers:
                _answer(question, answer, 100)
        case "number":
            value = _answer(question, shown(found.value), 100, "")
            SubElement(value, "tolerance").text = shown(found.tolerance)
        case _:
            for n, step in enumerate(found.options, start=1):
                _answer(question, step, n)


def _answer(question: Element, text: str, fraction: float, format: str = "plain_text") -> Element:
    weight = {"fraction": f"{fraction:.5f}".rstrip("0").rstrip(".")}
    answer = SubElement(question, "answer", weight | ({"format": format} if format else {}))
    SubElement(answer, "text").text = text
    return answer


def _text(parent: Element, name: str, text: str, format: str = "plain_text") -> None:
    holder = SubElement(parent, name, {"format": format} if format else {})
    SubElement(holder, "text").text = text
