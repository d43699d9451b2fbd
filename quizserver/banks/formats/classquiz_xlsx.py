"""ClassQuiz's export to Excel: title and description above, answers called `1st Answer`, their numbers in the key.

Its own file format (.cqa): classquiz.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizserver.banks.formats import Entry, rows
from quizserver.banks.formats.columns import Header, find
from quizserver.banks.sources.cells import Table
from quizserver.banks.sources.source import Source

TITLE = {"id": "ClassQuiz (Excel)", "en": "ClassQuiz (Excel)"}
ENDINGS = (".xlsx",)


def recognise(source: Source) -> bool:
    return any(map(_header, source.tables))


def parse(source: Source) -> Iterator[Entry]:
    return rows.entries(source, [_header(table) for table in source.tables], prefer="name")


def _header(table: Table) -> Header | None:
    header = find(table)
    is_ours = header is not None and "1st answer" in header.names and bool(header.keys)
    return header if is_ours else None
