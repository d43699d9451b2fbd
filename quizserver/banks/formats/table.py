"""Any table of questions with a header that can be read, in Indonesian or English (and a few more): see common/columns.py for the names.

The key may be a letter, a number from 1, or the text of the answer. What all rows have in common settles what one row leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizserver.banks.formats import Entry, Refusal, Said
from quizserver.banks.formats.common import columns as col
from quizserver.banks.formats.common import keys, made, rows
from quizserver.banks.formats.common.columns import Header, Row
from quizserver.banks.sources.source import Source

TITLE = {"id": "Tabel soal (CSV atau Excel)", "en": "Table of questions (CSV or Excel)"}
ENDINGS = (".xlsx", ".csv", ".tsv", ".txt")

FEWEST_KEYS = 3
"""So many keys must agree before a 0 among them is believed."""


def recognise(source: Source) -> bool:
    return any(map(col.find, source.tables))


def parse(source: Source) -> Iterator[Entry]:
    headers: Sequence[Header | None] = [col.find(table) for table in source.tables]
    pairs = [pair for row in col.rows(source.tables, headers) if (pair := _pair(row))]
    says_index = any("index" in header.names[column] for header in headers if header for column in header.keys)
    first = _first(pairs, says_index)
    if first == 0:
        source.notes.append(Said("import.key_from_zero"))
    return rows.entries(source, headers, prefer=keys.settled(pairs, first) if pairs else "", first=first)


def _pair(row: Row) -> tuple[str, Sequence[str]] | None:
    """The key of a row and its options, if it has one of each."""
    try:
        answer, options = row.cells(row.header.keys)[:1], rows.listed(row)
        shown = [made.clean(option, []) for option in options]
    except Refusal:
        return None
    return (keys.whole(answer[0], shown), shown) if answer and answer[0] and any(shown) and not row.header.wrong else None


def _first(pairs: Sequence[tuple[str, Sequence[str]]], says_index: bool) -> int | None:
    """What keys count from: 0 when all are whole numbers, one of them is 0 and none is the number of the last option; else 1.

    A column that calls itself an index may count from either: None, when its keys do not tell.
    """
    numbers = [(int(key), sum(map(bool, options))) for key, options in pairs if key.isdecimal() and key not in options]
    if any(key >= count for key, count in numbers) or len(numbers) < len(pairs):
        return 1
    if any(key == 0 for key, _ in numbers) and len(numbers) >= (1 if says_index else FEWEST_KEYS):
        return 0
    return None if says_index else 1
