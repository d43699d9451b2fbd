"""Moodle XML: a question bank as Moodle exports it, HTML in its texts and files within."""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element

from quizserver.banks.formats import Entry
from quizserver.banks.formats.common import made
from quizserver.banks.formats.common.extras import FULL, NEARLY, by_weight, half_credit, media_left, repaired, tag
from quizserver.banks.sources.markup import media, without_markdown
from quizserver.banks.sources.objects import number
from quizserver.banks.sources.said import Refusal, Said, at_number
from quizserver.banks.sources.source import Source

TITLE = {"id": "Moodle XML", "en": "Moodle XML"}
ENDINGS = (".xml",)

CHOICES = ("multichoice", "multichoiceset")


def recognise(source: Source) -> bool:
    root = source.xml
    return root is not None and root.tag == "quiz" and root.find("question") is not None


def parse(source: Source) -> Iterator[Entry]:
    root, category, n = source.xml, "", 0
    for question in root.iterfind("question") if root is not None else ():
        if question.get("type") == "category":
            category = _text(question, "category")
            continue
        n += 1
        title = _text(question, "name") or _text(question, "questiontext")
        yield made.entry(at_number(n), title, partial(_made, question, category), _files(question))


def _made(question: Element, category: str) -> made.Made:
    kind = question.get("type", "")
    if kind in CHOICES:
        found = _choice(question)
    elif kind == "truefalse":
        found = _statement(question)
    elif kind == "shortanswer":
        found = _typed(question)
    elif kind == "numerical":
        found = _number(question)
    elif kind == "ordering":
        found = made.order(_text(question, "questiontext"), list(map(_text, question.findall("answer"))), why=_general(question))
    else:
        raise Refusal("import.kind_unknown", kind=kind or "?")
    names = [_text(one) for one in question.iterfind("tags/tag")]
    return tag(found, [*names, category], (question.findtext("idnumber") or "").strip())


def _text(element: Element, path: str = "") -> str:
    """What stands in `<text>` below this element, as HTML."""
    holder = element.find(path) if path else element
    if holder is None:
        return ""
    text = holder.findtext("text") or ""
    match holder.get("format", element.get("format", "")):
        case "plain_text":
            return html.escape(text, quote=False)
        case "markdown":
            return without_markdown(text)
        case _:
            return text


def _files(question: Element) -> list[Said]:
    """Files within the question that its HTML does not show; those it shows are named with the text."""
    shown = {name for text in question.iter("text") for name in media(text.text or "")}
    return media_left(name for file in question.iter("file") if (name := file.get("name", "")) and name not in shown)


def _weights(question: Element) -> list[float]:
    """What each answer is worth, in percent."""
    return [number(answer.get("fraction", "")) or 0 for answer in question.iterfind("answer")]


def _general(question: Element) -> str:
    return _text(question, "generalfeedback")


def _why(question: Element, right: list[Element], repairs: list[Said]) -> str:
    """The explanation: what is said of the question, else of the right answers. What is said of wrong ones has no place here."""
    said = [_text(answer, "feedback").strip() for answer in right]
    why = _general(question).strip() or " ".join(dict.fromkeys(filter(None, said)))
    others = (_text(answer, "feedback").strip() for answer in question.iterfind("answer"))
    if any(other and other not in why for other in others):
        repairs.append(Said("import.feedback_left"))
    return why


def _choice(question: Element) -> made.Made:
    answers = question.findall("answer")
    right, partly = by_weight(_weights(question))
    repairs = half_credit(_text(answers[n]) for n in partly)
    why = _why(question, [answers[n] for n in right], repairs)
    return repaired(made.choice(_text(question, "questiontext"), list(map(_text, answers)), right, why=why), repairs)


def _statement(question: Element) -> made.Made:
    for answer, weight in zip(question.findall("answer"), _weights(question), strict=True):
        said = _text(answer).strip().casefold()
        if weight >= FULL - NEARLY and said in ("true", "false"):
            why = _general(question).strip() or " ".join(_text(one, "feedback") for one in question.iterfind("answer"))
            return made.statement(_text(question, "questiontext"), said == "true", why=why)
    raise Refusal("import.no_key")


def _typed(question: Element) -> made.Made:
    repairs: list[Said] = []
    answers = question.findall("answer")
    full = [answer for answer, weight in zip(answers, _weights(question), strict=True) if weight >= FULL - NEARLY]
    right = [answer for answer in full if "*" not in _text(answer)]
    if full and not right:
        raise Refusal("import.wildcard")
    if left := [made.one_line(_text(answer)) for answer in answers if answer not in right and _text(answer).strip("* ")]:
        repairs.append(Said("import.answers_left", {"answers": ", ".join(left)}))
    why = _why(question, right, repairs)
    return repaired(made.typed(_text(question, "questiontext"), list(map(_text, right)), why=why), repairs)


def _number(question: Element) -> made.Made:
    repairs: list[Said] = []
    weighed = zip(question.findall("answer"), _weights(question), strict=True)
    right = [answer for answer, weight in weighed if weight >= FULL - NEARLY and _text(answer).strip() != "*"]
    if not right:
        raise Refusal("import.no_answer")
    value = number(_text(right[0]))
    if value is None:
        raise Refusal("import.no_number", given=_text(right[0])[:50])
    if left := [made.one_line(_text(answer)) for answer in question.findall("answer") if answer is not right[0]]:
        repairs.append(Said("import.answers_left", {"answers": ", ".join(left)}))
    tolerance = abs(number(right[0].findtext("tolerance") or "") or 0)
    why = _why(question, right[:1], repairs)
    return repaired(made.number(_text(question, "questiontext"), value, tolerance, why=why), repairs)
