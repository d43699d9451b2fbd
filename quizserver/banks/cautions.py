"""Warns of what a text for the hall may not hold (names of children, phrases that hurt or teach wrongly, law no longer in force), and of
items that can be played but lack something or ask much of a hall.

All rules are in cautions.yaml, each with the sentence that says what would be right. Code here only finds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from ruamel.yaml import YAML

from quizserver.banks.files import Document
from quizserver.banks.model import Finding
from quizserver.banks.sentences import where
from quizserver.core.facts import Json

Loc = tuple[str | int, ...]

LONGEST_TEXT = 2_000
"""Longer texts are errors anyway; what follows is not looked at, so that no file can keep the check busy for minutes."""

SENTENCE_END = re.compile(r"[.!?…]+[”\"’')]*\s|\n")
MID_SENTENCE = r"\b(?:[a-z]\w*|\w+,) "
"""Before a capitalised word that begins no sentence and stands in no title."""


def _compiled(pattern: object) -> object:
    return re.compile(pattern, re.IGNORECASE) if isinstance(pattern, str) else pattern


Pattern = Annotated[re.Pattern[str], BeforeValidator(_compiled)]


class Caution(BaseModel):
    """One rule. No `types` or `fields`: all of them; `unless` excuses the sentence that it also matches."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    pattern: Pattern
    unless: Pattern | None = None
    types: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    id: str
    en: str

    def concerns(self, kind: str, field: str) -> bool:
        """Whether it is about this field of items of this type."""
        return (not self.types or kind in self.types) and (not self.fields or field in self.fields) and field not in self.not_in

    def find(self, text: str) -> str:
        """The words that break this rule, empty if none do."""
        for found in self.pattern.finditer(text, 0, LONGEST_TEXT):
            if self.unless is None or not self.unless.search(_sentence_around(text, found)):
                return found.groupdict().get("name") or found[0]
        return ""


class Count(BaseModel):
    """One rule about how many entries a field of these types has. `field` may lead through lists: `cards.forbidden`. Absent: none."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    types: tuple[str, ...]
    field: str
    least: int = 0
    most: int = 1_000
    id: str
    en: str


@cache
def counts() -> tuple[Count, ...]:
    return tuple(Count(**rule) for rule in _rules()["counts"])


def _rules() -> Json:
    file: Json = YAML(typ="safe").load(resources.files("quizserver.banks").joinpath("cautions.yaml").read_text("utf-8"))
    return file


@cache
def cautions() -> tuple[Caution, ...]:
    """All rules; names become patterns of whole capitalised words."""
    file = _rules()
    names = file["names"]
    rules = [Caution(**rule) for rule in file["cautions"]]
    for kind, before in (("sure", r"\b"), ("also_words", MID_SENTENCE)):
        # The look ahead spares most words the long list: three times as fast.
        pattern = re.compile(rf"{before}(?=[A-Z])(?P<name>{'|'.join(names[kind].split())})\b")
        rules.append(Caution(pattern=pattern, **names["rule"]))
    return tuple(rules)


@cache
def given_names() -> frozenset[str]:
    """Names of children that are no words, in small letters."""
    return frozenset(_rules()["names"]["sure"].casefold().split())


@lru_cache(maxsize=500)
def cautions_for(kind: str, field: str) -> tuple[Caution, ...]:
    return tuple(caution for caution in cautions() if caution.concerns(kind, field))


def find(document: Document) -> Iterator[Finding]:
    """Warnings for the texts of a bank or programme, broken items included."""
    outer = document.value
    for key, value in outer.items():
        if key != "items":
            for loc, caution, found in in_value(str(outer.get("kind")), (key,), value):
                yield _warning(document, loc, "", loc, caution, found)
    items = outer.get("items")
    for number, item in enumerate(items if isinstance(items, list) else []):
        name = str(item.get("id") or f"#{number + 1}") if isinstance(item, dict) else ""
        for loc, rule, found in in_item(item):
            yield _warning(document, ("items", number, *loc), name, loc, rule, found)


def in_item(item: Any) -> Iterator[tuple[Loc, Caution | Count, str]]:
    """What an item may not hold, and what it lacks: the place in it, the rule, and the words or the number."""
    if isinstance(item, dict):
        for key, value in item.items():
            yield from in_value(str(item.get("type")), (key,), value)
        for rule in counts():
            for loc, count in _sizes(item, tuple(rule.field.split("."))) if item.get("type") in rule.types else ():
                if not rule.least <= count <= rule.most:
                    yield loc, rule, str(count)


def _sizes(value: Any, names: tuple[str, ...], loc: Loc = ()) -> Iterator[tuple[Loc, int]]:
    """How many entries stand at each place that the names lead to; a value that is no list is one."""
    if isinstance(value, list) and names:
        for at, inner in enumerate(value):
            yield from _sizes(inner, names, (*loc, at))
    elif isinstance(value, dict) and names:
        yield from _sizes(value.get(names[0]), names[1:], (*loc, names[0]))
    elif not names:
        yield loc, len(value) if isinstance(value, list) else int(bool(value))


def in_value(kind: str, loc: Loc, value: Any) -> Iterator[tuple[Loc, Caution, str]]:
    if isinstance(value, str):
        for caution in cautions_for(kind, str(loc[0])):
            found = caution.find(value)
            if found:
                yield loc, caution, found
        return
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, inner in inside:
        yield from in_value(kind, (*loc, part), inner)


def _warning(document: Document, at: Loc, item: str, loc: Loc, rule: Caution | Count, found: str) -> Finding:
    """`at` is the place in the file, `loc` the place in the item."""
    return Finding(document.path, document.line(at), {"id": rule.id, "en": rule.en}, {"found": found}, where(item, loc), True)


def _sentence_around(text: str, found: re.Match[str]) -> str:
    start = max((end.end() for end in SENTENCE_END.finditer(text, 0, found.start())), default=0)
    after = SENTENCE_END.search(text, found.end())
    return text[start : after.start() if after else len(text)]
