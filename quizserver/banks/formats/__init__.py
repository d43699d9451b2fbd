"""Formats that banks come in from other tools and go out to: one file each, found by `ORDER`. They run in a child process.

Nothing here judges an item (importing.py does, with the round types' own models) or writes a bank file. What a file in here offers
is `Format`; kahoot.py (tables) and aiken.py (text) are the ones to read first.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from quizserver.banks.formats.said import Refusal, Said, at_line, at_number, at_row
from quizserver.banks.formats.source import Source
from quizserver.core.facts import Json

__all__ = ["Entry", "Format", "Refusal", "Said", "Source", "at_line", "at_number", "at_row", "discover", "recognise"]

ORDER: tuple[str, ...] = (
    *("kahoot_report", "classquiz_xlsx", "gimkit", "blooket", "wayground", "socrative", "kahoot"),
    *("h5p", "qti", "classquiz", "moodle_xml", "rahoot", "opentdb", "gift", "aiken", "questions", "table", "words"),
)
"""Which formats are asked whether a file is theirs, the most particular first: the first that says yes reads it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of a file, where it stands (a row, a line, a name) and what it is called there: an item, or why it is none.

    `item` is in the shape of a bank, without `id` unless the file names one of ours. `repairs` say what was changed or left out.
    `raw` is what stands in the file, where two entries that became the same item may differ there.
    """

    where: Said
    title: str
    item: Json | None = None
    why: Said | None = None
    repairs: Sequence[Said] = ()
    raw: str = ""


class Format(Protocol):
    """A module in here."""

    TITLE: Mapping[str, str]
    """What staff call it, in both languages."""
    ENDINGS: Sequence[str]
    """How such files usually end; for people, recognition is by content."""

    def recognise(self, source: Source) -> bool:
        """Whether this file is of this format, by its content. Raises only what `source` raises: Unreadable."""

    def parse(self, source: Source) -> Iterator[Entry]:
        """Its entries in order. Raises Refusal when the file as a whole cannot be taken (a results report)."""


@cache
def discover() -> dict[str, Format]:
    """All formats by name, in the order in which they are asked."""
    return {name: cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in ORDER}


def recognise(source: Source) -> str | None:
    """The name of the format of this file, None if it is none that we know. Raises Unreadable."""
    return next((name for name, format in discover().items() if format.recognise(source)), None)
