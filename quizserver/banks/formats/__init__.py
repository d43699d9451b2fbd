"""Formats that banks come in from other tools and go out to: one file each, found by `ORDER`. They run in a child process.

Nothing here judges an item (importing.py does, with the round types' own models) or writes a bank file. What a file in here offers
is `Format`; aiken.py is the one to read first.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, Protocol, cast

from quizserver.banks.formats.source import Source
from quizserver.core.facts import Json

ORDER: tuple[str, ...] = ()
"""Which formats are asked whether a file is theirs, the most particular first: the first that says yes reads it."""


class Said(NamedTuple):
    """A sentence of words/import.yaml before it is said in a language."""

    key: str
    values: Mapping[str, Any] = {}


def at_row(row: int, sheet: str = "") -> Said:
    """A place in a table; rows count from 1, as spreadsheets do."""
    return Said("import.sheet_row", {"sheet": sheet, "row": row}) if sheet else Said("import.row", {"row": row})


def at_line(line: int) -> Said:
    return Said("import.line", {"line": line})


def at_number(n: int) -> Said:
    """A place in a file that has neither rows nor lines worth naming; counted from 1."""
    return Said("import.number", {"n": n})


class Refusal(Exception):
    """This entry of a file cannot become an item; the others go on. Raised by `parse` helpers (made.py), caught by `entries`."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.said = Said(key, values)


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of a file, where it stands (a row, a line, a name) and what it is called there: an item, or why it is none.

    `item` is in the shape of a bank, without `id` unless the file names one of ours. `repairs` say what was changed or left out.
    """

    where: Said
    title: str
    item: Json | None = None
    why: Said | None = None
    repairs: Sequence[Said] = ()


class Format(Protocol):
    """A module in here."""

    TITLE: Mapping[str, str]
    """What staff call it, in both languages."""
    ENDINGS: Sequence[str]
    """How such files usually end; for people, recognition is by content."""

    def recognise(self, source: Source) -> bool:
        """Whether this file is of this format, by its content. Never raises."""

    def parse(self, source: Source) -> Iterator[Entry]:
        """Its entries in order. Raises Refusal when the file as a whole cannot be taken (a results report)."""


@cache
def discover() -> dict[str, Format]:
    """All formats by name, in the order in which they are asked."""
    return {name: cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in ORDER}


def recognise(source: Source) -> str | None:
    """The name of the format of this file, None if it is none that we know."""
    return next((name for name, format in discover().items() if format.recognise(source)), None)


def refused(where: Said, title: str, refusal: Refusal, repairs: Iterable[Said] = ()) -> Entry:
    return Entry(where, title, why=refusal.said, repairs=tuple(repairs))
