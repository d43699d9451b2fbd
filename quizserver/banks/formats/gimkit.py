"""Gimkit's two import templates: a right answer and up to three wrong ones, or a right answer that is typed.

The right answer stands first for everybody: the round type shows options in an order of each room's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizserver.banks.formats import Entry, rows
from quizserver.banks.formats.columns import Header, find
from quizserver.banks.sources.cells import Table
from quizserver.banks.sources.source import Source

TITLE = {"id": "Templat Gimkit", "en": "Gimkit template"}
ENDINGS = (".csv", ".xlsx")


def recognise(source: Source) -> bool:
    return any(map(_header, source.tables))


def parse(source: Source) -> Iterator[Entry]:
    return rows.entries(source, [_header(table) for table in source.tables])


def _header(table: Table) -> Header | None:
    header = find(table)
    if header is None or not header.keys or header.options:
        return None
    above = " ".join(cell for row in table.rows[: header.row] for cell in row).casefold()
    by_name = header.names[:3] == ["question", "correct answer", "incorrect answer 1"]
    return header if "gimkit" in above or by_name else None
