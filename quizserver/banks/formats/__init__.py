"""Formats that banks come in from other tools and go out to: one file each, found by `ORDER` and `WRITERS`; what they share is in common/.

They run in a child process. Nothing here judges an item (importing.py does, with the round types' own models) or writes a bank file.
What a file in here offers is `Format` or `Writer`; kahoot.py (tables) and aiken.py (text) are the ones to read first.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, cast

from quizserver.banks.sources.said import Refusal, Said, at_line, at_number, at_row
from quizserver.banks.sources.source import Source
from quizserver.core.facts import Json

__all__ = ["Entry", "Format", "Refusal", "Said", "Source", "Writer", "at_line", "at_number", "at_row", "discover", "recognise", "writers"]

ORDER: tuple[str, ...] = (
    *("ours_xlsx", "kahoot_report", "people", "classquiz_xlsx", "gimkit", "blooket", "wayground", "socrative", "kahoot"),
    *("h5p", "qti", "classquiz", "moodle_xml", "rahoot", "opentdb", "gift", "aiken", "questions", "table", "words"),
)
"""Which formats are asked whether a file is theirs, the most particular first: the first that says yes reads it."""


WRITERS: Mapping[str, str] = {
    "ours_xlsx": "ours_book",
    "kahoot": "kahoot_writing",
    "gift": "gift_writing",
    "moodle_xml": "moodle_writing",
    "csv": "csv_writing",
}
"""Formats that banks go out in, by name: the module that writes each, a `Writer`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of a file, where it stands (a row, a line, a name) and what it is called there: an item, or why it is none.

    `item` is in the shape of a bank, without `id` unless the file names one of ours. `repairs` say what was changed or left out.
    `raw` is what stands in the file, where two entries that became the same item may differ there. `id` and `base`: which item of ours,
    and which version of it (versions.py), the entry was exported from; `id` is there for refused entries too;
    `read` is as much of an item as could be read of one.
    """

    where: Said
    title: str
    item: Json | None = None
    why: Said | None = None
    repairs: Sequence[Said] = ()
    raw: str = ""
    id: str = ""
    base: str = ""
    read: Json | None = None


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


class Writer(Protocol):
    """A module that writes a format. It may offer less than a bank holds; what it cannot hold it says, and it never cuts a text."""

    TITLE: Mapping[str, str]
    ENDING: str
    """Of its files, with the dot."""

    def piece(self, item: Json, lang: str, left: list[Said]) -> Any:
        """What becomes of an item (as in a file), for `write`; `left` gets what of it is left out. Raises Refusal when it cannot go."""

    def write(self, title: str, pieces: Sequence[Any], lang: str) -> bytes:
        """The file."""


@cache
def writers() -> dict[str, Writer]:
    """All that write, by the name of the format."""
    return {name: cast(Writer, importlib.import_module(f"{__name__}.{module}")) for name, module in WRITERS.items()}


@cache
def discover() -> dict[str, Format]:
    """All formats by name, in the order in which they are asked."""
    return {name: cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in ORDER}


def recognise(source: Source) -> str | None:
    """The name of the format of this file, None if it is none that we know. Raises Unreadable."""
    return next((name for name, format in discover().items() if format.recognise(source)), None)
