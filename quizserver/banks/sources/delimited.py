"""From text to a table: csv with , ; tab or | between cells, as Excel, Google Sheets and hands write it.

A quotation mark that nobody closed spoils its own line only. What the columns mean is not known here: columns.py.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from quizserver.banks.sources.cells import MOST_COLUMNS, MOST_ROWS, Table, as_text
from quizserver.banks.sources.said import Said

SEPARATORS = ",;\t|"
SAMPLE_LINES = 200
MOST_LINES_IN_CELL = 60
LONGEST_LINE = 200_000
"""Characters. A longer line is no row of a table, unless it is one long cell among rows."""

MOST_CELLS_IN_LONG_LINE = 1_000

NAMED_SEPARATOR = re.compile(r'"?sep=(.)"?\s*$', re.IGNORECASE)
Row = tuple[int, list[str], bool]
"""Its first line, from 0; its cells; whether a quotation mark was left open."""


def read(text: str) -> Table | None:
    """The table, None if no separator makes one of this text. No more than `MOST_ROWS` lines of it are looked at."""
    lines = text.rstrip("\n").split("\n")
    is_cut, lines = len(lines) > MOST_ROWS, lines[:MOST_ROWS]
    long = [line for line in lines if len(line) > LONGEST_LINE]
    if long and (lines[0] in long or any(line.count(mark) > MOST_CELLS_IN_LONG_LINE for line in long for mark in SEPARATORS)):
        return None
    before = csv.field_size_limit(sum(map(len, lines)) + len(lines))
    try:
        table = _read(lines)
    finally:
        csv.field_size_limit(before)  # it is the whole process's
    if table is not None:
        table.is_cut = is_cut
    return table


def _read(lines: list[str]) -> Table | None:
    first = 0
    if named := NAMED_SEPARATOR.match(lines[0]):
        separator, first = named[1], 1
    elif all(_is_one_quoted(line) for line in lines[:SAMPLE_LINES] if line.strip()):
        # A csv that was opened and saved as one column: every line is a cell.
        lines = [line.strip()[1:-1].replace('""', '"') if line.strip() else "" for line in lines]
        separator = _separator(lines)
    else:
        separator = _separator(lines)
    if not separator:
        return None
    return _table(lines, separator, first)


def _is_one_quoted(line: str) -> bool:
    line = line.strip()
    inner = line[1:-1].replace('""', "")
    return len(line) > 1 and line[0] == line[-1] == '"' and '"' not in inner and any(separator in inner for separator in SEPARATORS)


def _separator(lines: Sequence[str]) -> str:
    """The one that cuts most rows into the same number of cells; empty if none cuts any."""
    best, found = 0.0, ""
    for separator in SEPARATORS:
        if not any(separator in line for line in lines[:SAMPLE_LINES]):
            continue
        widths = [len(cells) for _, cells, _ in _rows(lines[:SAMPLE_LINES], separator) if any(cells)]
        usual, times = Counter(width for width in widths if width > 1).most_common(1)[0] if any(w > 1 for w in widths) else (0, 0)
        score = times / max(1, len(widths)) * min(usual, 6)
        if score > best:
            best, found = score, separator
    return found


def _table(lines: Sequence[str], separator: str, first: int) -> Table:
    table = Table("", [[] for _ in lines])
    for at, cells, is_open in _rows(lines, separator, first):
        for column, cell in enumerate(cells[:MOST_COLUMNS]):
            text, odd = as_text(cell)
            cells[column] = text
            if is_open and text:
                odd = Said("import.quote_open")
            if odd:
                table.odd[at, column] = odd
        table.is_wide = table.is_wide or any(cells[MOST_COLUMNS:])
        table.widths[at] = len(cells)
        table.rows[at] = _stripped(cells[:MOST_COLUMNS])
    return table


def _stripped(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _rows(lines: Sequence[str], separator: str, first: int = 0) -> list[Row]:
    rows: list[Row] = []
    at = first
    while at < len(lines):
        reader = csv.reader((line + "\n" for line in islice(lines, at, at + MOST_LINES_IN_CELL)), delimiter=separator, strict=False)
        try:
            cells, used = next(reader), reader.line_num
        except (csv.Error, StopIteration):
            cells, used = [], MOST_LINES_IN_CELL
        is_open = used > 1 and _is_open(lines[at : at + used], separator)
        if is_open or not cells:
            is_open, cells, used = is_open or used > 1, lines[at].split(separator), 1
        rows.append((at, [cell.strip() for cell in cells], is_open))
        at += used
    return rows


def _is_open(lines: Sequence[str], separator: str) -> bool:
    """Whether a mark was never closed, or by one that opens a cell of another row."""
    try:
        for _ in csv.reader((line + "\n" for line in lines), delimiter=separator, strict=True):
            pass
    except csv.Error:
        return True
    return False
