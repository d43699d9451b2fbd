"""Reads one YAML file in one pass: its values, and the line of each. Whatever is wrong becomes a finding, never an exception.

A long list is parsed entry by entry, and an entry that was seen before is not parsed again (the parser takes a millisecond for each).

It takes the parser's events instead of its finished objects: they carry lines, cost no second parse, and cannot blow up. ruamel's C
parser dies of deep nesting when it builds objects (seen: `[` 100,000 times), and words like `yes` and `no` stay text with either.
What the values should be is not known here: reading.py.
"""

from __future__ import annotations

import codecs
import math
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml import events as e
from ruamel.yaml.error import MarkedYAMLError

from quizserver.banks.model import Finding
from quizserver.banks.outline import Outline, outline
from quizserver.banks.sentences import finding
from quizserver.core.facts import Json

MOST_BYTES = 5_000_000
MOST_DEPTH = 20
MOST_REMEMBERED = 8_000
"""Entries that are not parsed again; each takes about 10 kB."""

PAUSE_EVERY = 4
LONGEST_NUMBER = 15

Loc = Sequence[str | int]

OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)

# Also refuses U+0085, U+2028 and U+2029: YAML counts them as line ends and editors do not, so every line number would be off.
UNREADABLE = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ufffd\U00010000-\U0010ffff]")

SYNTAX = (
    ("mapping values are not allowed", "bank.yaml_colon", False),
    ("unknown escape|escape sequence|hexadecimal", "bank.yaml_escape", False),
    ("quoted scalar", "bank.yaml_quote", True),
    ("flow (sequence|mapping)", "bank.yaml_bracket", True),
    ("could not find expected ':'|simple key", "bank.yaml_no_colon", True),
    ("cannot start any token", "bank.yaml_character", False),
    ("block (end|mapping|sequence|collection)|did not find expected (key|'-')", "bank.yaml_indent", False),
)
"""What the parsers' complaints mean, and whether the place where the broken thing began says more than where it was noticed."""

PLAIN: Mapping[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
WHOLE = re.compile(r"[-+]?[0-9]+")
DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
TEXT_TAGS = ("!", "tag:yaml.org,2002:str")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, and what is inside it; `above` lines come before the one that the lines inside are counted from."""

    line: int
    inside: Mapping[str | int, Place] = field(default_factory=dict)
    above: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is YAML and a mapping. `text` has `\\n` as line ends; `outline` is there when its list was read entry by entry."""

    path: Path
    value: Json
    place: Place
    text: str
    outline: Outline | None = None

    def line(self, loc: Loc) -> int:
        """The line of what `loc` points to, or of the nearest thing around it."""
        place, above = self.place, 0
        for part in loc:
            inner = place.inside.get(part)
            if inner is not None:
                place, above = inner, above + place.above
        return above + place.line


class _Wrong(Exception):
    """Ends the reading of a file; never leaves this module."""

    def __init__(self, line: int, key: str, **values: Any) -> None:
        super().__init__(key)
        self.line = line
        self.key = key
        self.values = values


def read(path: Path, pause: Callable[[], None] = lambda: None) -> tuple[Document | None, list[Finding]]:
    """The document, None if nothing of it can be used, and what is wrong with it. `pause` lets others work, every few entries."""
    try:
        return parse(path, _bytes(path), pause)
    except _Wrong as wrong:
        return None, [finding(path, wrong.line, wrong.key, **wrong.values)]


def parse(path: Path, content: bytes, pause: Callable[[], None] = lambda: None) -> tuple[Document | None, list[Finding]]:
    """The same for what is, or is to be, the content of `path`."""
    findings: list[Finding] = []
    try:
        text = _decode(content, path, findings)
        document = _entry_by_entry(path, text, pause)
        if document is None:
            value, place = _Composer(path, text, findings).document()
            document = Document(path, value, place, text)
    except _Wrong as wrong:
        return None, [*findings, finding(path, wrong.line, wrong.key, **wrong.values)]
    return document, findings


def _entry_by_entry(path: Path, text: str, pause: Callable[[], None]) -> Document | None:
    """The document, None where this way cannot be gone or something is wrong: then the whole is parsed and says what and where."""
    plan = outline(text)
    if plan is None:
        return None
    findings: list[Finding] = []
    try:
        value, place = _Composer(path, plan.rest, findings).document()
    except _Wrong:
        return None
    if findings or value.get(plan.key, plan) is not None:
        return None
    values, places = [], dict[str | int, Place]()
    for number, (line, entry) in enumerate(zip(plan.lines, plan.texts, strict=True)):
        if number % PAUSE_EVERY == 0:
            pause()
        parsed = parse_entry(entry)
        if parsed is None:
            return None
        values.append(parsed[0])
        places[number] = Place(parsed[1].line + line, parsed[1].inside, line)
    hidden = plan.stop - plan.lines[0]
    inside = dict(place.inside)
    for key, inner in place.inside.items():
        if inner.line > plan.lines[0]:
            inside[key] = Place(inner.line + hidden, inner.inside, hidden)
    inside[plan.key] = Place(inside[plan.key].line, places)
    return Document(path, value | {plan.key: values}, Place(place.line, inside), text, plan)


@lru_cache(maxsize=MOST_REMEMBERED)
def parse_entry(text: str) -> tuple[Any, Place] | None:
    """The value and place of a text that is one entry of a block list, None if it is not, or if anything in it is wrong."""
    findings: list[Finding] = []
    try:
        values, place = _Composer(Path(), text, findings).entries()
    except _Wrong:
        return None
    return (values[0], place.inside[0]) if len(values) == 1 and not findings else None


def _bytes(path: Path) -> bytes:
    try:
        # A pipe or device with the right name would make open() wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise _Wrong(1, "bank.not_a_file")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _Wrong(1, "bank.no_file") from None
    except (OSError, ValueError) as error:
        raise _Wrong(1, "bank.unreadable", original=error) from None
    if len(content) > MOST_BYTES:
        raise _Wrong(1, "bank.too_large", most=MOST_BYTES // 1_000_000)
    return content


def _decode(content: bytes, path: Path, findings: list[Finding]) -> str:
    for mark, name in OTHER_ENCODINGS:
        if content.startswith(mark):
            raise _Wrong(1, "bank.encoding", encoding=name)
    if b"\0" in content[:4]:
        raise _Wrong(1, "bank.encoding", encoding="UTF-16")
    if content.startswith(codecs.BOM_UTF8):
        content = content.removeprefix(codecs.BOM_UTF8)
        findings.append(finding(path, 1, "bank.bom", is_warning=True))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _Wrong(line, "bank.not_utf8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Composer:
    """Values and places from the parser's events."""

    def __init__(self, path: Path, text: str, findings: list[Finding]) -> None:
        self._path = path
        self._text = text
        self._findings = findings
        self._events = self._parse()

    def document(self) -> tuple[Json, Place]:
        value, place = self._root(0)
        if not isinstance(value, dict):
            raise _Wrong(1, "bank.not_a_mapping" if value is not None else "bank.empty_file")
        return value, place

    def entries(self) -> tuple[list[Any], Place]:
        """The text as a list that stands inside a document."""
        value, place = self._root(1)
        return (value, place) if isinstance(value, list) else ([], place)

    def _root(self, depth: int) -> tuple[Any, Place]:
        unreadable = UNREADABLE.search(self._text)
        if unreadable:
            line = self._text.count("\n", 0, unreadable.start()) + 1
            raise _Wrong(line, "bank.invisible", char=f"U+{ord(unreadable[0]):04X}")
        for event in self._events:
            if not isinstance(event, e.StreamStartEvent | e.DocumentStartEvent):
                break
        if isinstance(event, e.StreamEndEvent):
            raise _Wrong(1, "bank.empty_file")
        value, place = self._value(event, depth)
        for event in self._events:
            if isinstance(event, e.DocumentStartEvent):
                raise _Wrong(_line(event), "bank.second_document")
        return value, place

    def _parse(self) -> Iterator[Any]:
        try:
            yield from YAML(typ="safe").parse(self._text)
        except MarkedYAMLError as error:
            raise self._syntax(error) from None
        except Exception as error:
            # The parser raises whatever happens to it on odd input (ValueError, AttributeError, ... seen in fuzzing).
            raise _Wrong(1, "bank.yaml_other", original=error) from None

    def _value(self, event: Any, depth: int) -> tuple[Any, Place]:
        if isinstance(event, e.AliasEvent) or event.anchor is not None:
            # An item must be readable and editable by itself; and no alias can unfold a small file into a huge one.
            raise _Wrong(_line(event), "bank.alias", name=event.anchor)
        if depth > MOST_DEPTH:
            raise _Wrong(_line(event), "bank.too_deep", most=MOST_DEPTH)
        if isinstance(event, e.ScalarEvent):
            return _scalar(event), Place(_line(event))
        if event.tag is not None:
            raise _Wrong(_line(event), "bank.tag", tag=event.tag)
        if isinstance(event, e.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _sequence(self, start: Any, depth: int) -> tuple[list[Any], Place]:
        values: list[Any] = []
        places: dict[str | int, Place] = {}
        for event in self._events:
            if isinstance(event, e.SequenceEndEvent):
                break
            value, places[len(values)] = self._value(event, depth + 1)
            values.append(value)
        return values, Place(_line(start), places)

    def _mapping(self, start: Any, depth: int) -> tuple[Json, Place]:
        values: Json = {}
        places: dict[str | int, Place] = {}
        for event in self._events:
            if isinstance(event, e.MappingEndEvent):
                break
            if not isinstance(event, e.ScalarEvent) or event.anchor is not None:
                raise _Wrong(_line(event), "bank.key")
            key = event.value
            value, place = self._value(next(self._events), depth + 1)
            if key in values:
                first = places[key].line
                self._findings.append(finding(self._path, _line(event), "bank.key_twice", name=key, first=first))
                continue
            values[key] = value
            # People look for the line of the key, also when its value stands below it.
            places[key] = Place(_line(event), place.inside)
        return values, Place(_line(start), places)

    def _syntax(self, error: MarkedYAMLError) -> _Wrong:
        """The parser's complaint as a sentence, at the line where a person has to look."""
        said = f"{error.context or ''} {error.problem or ''}"
        noticed = error.problem_mark or error.context_mark
        lines = self._text.rstrip("\n").split("\n")
        at = min(noticed.line, len(lines) - 1) if noticed else 0
        for line in range(max(at - 1, 0), min(at + 2, len(lines))):
            if re.match(r" *\t", lines[line]):
                return _Wrong(line + 1, "bank.tab")
        for pattern, key, at_its_start in SYNTAX:
            if re.search(pattern, said):
                if at_its_start and error.context_mark:
                    at = min(error.context_mark.line, at)
                return _Wrong(at + 1, key)
        return _Wrong(at + 1, "bank.yaml_other", original=error.problem)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _scalar(event: Any) -> object:
    if event.tag is not None and event.tag not in TEXT_TAGS:
        raise _Wrong(_line(event), "bank.tag", tag=event.tag)
    is_plain = event.tag is None and event.implicit[0]
    return _plain(event.value) if is_plain else event.value


def _plain(text: str) -> object:
    """A value without quotes, as the core schema of YAML 1.2 has it; what is no sensible number stays text."""
    if text in PLAIN:
        return PLAIN[text]
    if len(text) <= LONGEST_NUMBER:
        if WHOLE.fullmatch(text):
            return int(text)
        if DECIMAL.fullmatch(text) and math.isfinite(float(text)):
            return float(text)
    return text
