"""From a file to a bank or a programme, with everything that is wrong inside this one file. What needs other files is not here.

Other files come in at programmes.py (the items a programme names) and check.py (ids used twice).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from quizserver import rounds
from quizserver.banks import clashes, files
from quizserver.banks.files import Document
from quizserver.banks.model import WORDS_PREFIX, Bank, BankFile, Finding, ProgrammeFile, WordsFile
from quizserver.banks.sentences import explain, finding, where
from quizserver.core.facts import Json

SHAPES: dict[str, type[BaseModel]] = {"bank": BankFile, "programme": ProgrammeFile, "words": WordsFile}
NAMES = {BankFile: "", ProgrammeFile: "program-", WordsFile: WORDS_PREFIX}
"""What stands before the id in the name of a file."""

PICTURES = "pictures"
"""Folder of pictures, beside the banks."""

MOST_PICTURE_BYTES = 10_000_000
"""Of a picture that somebody brings."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file gave: a bank, a programme or word lists if it has no error; the document, if it is YAML at all."""

    path: Path
    findings: list[Finding]
    document: Document | None = None
    bank: Bank | None = None
    programme: ProgrammeFile | None = None
    words: Json | None = None


def read(path: Path, pause: Callable[[], None] = lambda: None) -> Reading:
    """Never raises, whatever the file holds. `pause` lets others work, every few items."""
    return judge(path, *files.read(path, pause), pause)


def judge(path: Path, document: Document | None, findings: list[Finding], pause: Callable[[], None] = lambda: None) -> Reading:
    """What files.py found, as a bank or a programme."""
    if document is None:
        return Reading(path, findings)
    kind = document.value.get("kind")
    shape = SHAPES.get(kind) if isinstance(kind, str) else None
    if shape is None:
        wrong = finding(path, document.line(["kind"]), "bank.kind", known=", ".join(SHAPES))
        return Reading(path, [*findings, wrong], document)

    outer = _outer(document, shape, findings)
    items = _items(document, findings, pause) if shape is BankFile else {}
    if outer is None or not all(found.is_warning for found in findings):
        return Reading(path, findings, document)
    if isinstance(outer, BankFile):
        return Reading(path, findings, document, bank=Bank(outer.id, outer.title.model_dump(), items))
    if isinstance(outer, WordsFile):
        return Reading(path, findings, document, words=outer.lists())
    assert isinstance(outer, ProgrammeFile)
    return Reading(path, findings, document, programme=outer)


def _outer(document: Document, shape: type[BaseModel], findings: list[Finding]) -> BaseModel | None:
    try:
        outer = shape.model_validate(document.value)
    except ValidationError as error:
        findings += explain(document, error, shape)
        return None
    name = NAMES[shape] + document.value["id"]
    if document.path.stem != name:
        line, expected = document.line(["id"]), document.path.stem.removeprefix(NAMES[shape])
        findings.append(finding(document.path, line, "bank.id_is_name", expected=expected, name=f"{name}.yaml"))
    return outer


def _items(document: Document, findings: list[Finding], pause: Callable[[], None]) -> dict[str, Json]:
    """The valid items by id; each broken one says what is wrong with it."""
    given = document.value.get("items")
    items: dict[str, Json] = {}
    numbers: dict[str, int] = {}
    for number, item in enumerate(given if isinstance(given, list) else []):
        if not isinstance(item, dict):
            continue  # the outer shape has said so
        if number % files.PAUSE_EVERY == 0:
            pause()
        name = item["id"] if isinstance(item.get("id"), str) else f"#{number + 1}"
        question = _question(document, item, name, number, findings)
        if name in numbers:
            line, first = (document.line(["items", n, "id"]) for n in (number, numbers[name]))
            findings.append(finding(document.path, line, "bank.item_twice", where=where(name, ["id"]), first=first))
            continue
        numbers[name] = number
        if question is not None:
            items[name] = question
    findings += clashes.find(document, items, numbers)
    return items


def _question(document: Document, item: dict[str, Any], name: str, number: int, findings: list[Finding]) -> Json | None:
    plan = document.outline
    question = _seen_before(plan.texts[number]) if plan and plan.key == "items" else None
    if question is None:
        question = _checked(document, item, name, number, findings)
    if question is None or not question.get("picture"):
        return question
    picture = document.path.parent / PICTURES / question["picture"]
    if not picture.is_file():
        line = document.line(["items", number, "picture"])
        findings.append(finding(document.path, line, "bank.picture_missing", where=where(name, ["picture"]), picture=picture))
        return None
    return question


@lru_cache(maxsize=files.MOST_REMEMBERED)
def _seen_before(text: str) -> Json | None:
    """The question that this text of an item is; None if it is not right: then it has to be said what is wrong, and where."""
    parsed = files.parse_entry(text)
    item = parsed[0] if parsed else None
    shape = rounds.discover().get(str(item.get("type"))) if isinstance(item, dict) else None
    try:
        return shape.Question.model_validate(item).model_dump(mode="json", exclude_none=True) if shape else None
    except ValidationError:
        return None


def _checked(document: Document, item: dict[str, Any], name: str, number: int, findings: list[Finding]) -> Json | None:
    known = rounds.discover()
    kind = item.get("type")
    if not isinstance(kind, str) or kind not in known:
        key = "bank.no_type" if kind is None else "bank.unknown_type"
        line = document.line(["items", number, "type"])
        findings.append(finding(document.path, line, key, where=where(name, ["type"]), type=kind, known=", ".join(known)))
        return None
    shape = known[kind].Question
    try:
        return shape.model_validate(item).model_dump(mode="json", exclude_none=True)
    except ValidationError as error:
        findings += explain(document, error, shape, name, ["items", number])
        return None
