"""Socrative's quiz template: a type, answers A to E, and up to five columns for the letters of the right ones."""

from __future__ import annotations

from collections.abc import Iterator

from quizserver.banks.formats import Entry, rows
from quizserver.banks.formats.columns import Header, find
from quizserver.banks.sources.cells import Table
from quizserver.banks.sources.source import Source

TITLE = {"id": "Templat Socrative", "en": "Socrative template"}
ENDINGS = (".xlsx",)


def recognise(source: Source) -> bool:
    return any(map(_header, source.tables))


def parse(source: Source) -> Iterator[Entry]:
    return rows.entries(source, [_header(table) for table in source.tables], prefer="name")


def _header(table: Table) -> Header | None:
    header = find(table)
    if header is None or not header.has("question", "type") or len(header.options) < 2 or not header.keys:
        return None
    above = " ".join(cell for row in table.rows[: header.row] for cell in row).casefold()
    return header if "socrative" in above or len(header.keys) > 1 or "quiz name" in above else None
