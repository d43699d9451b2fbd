"""Our own spreadsheet, as `bank export` and `bank template` make it: a sheet for each round type, known by the mark in its first cell.

It holds everything that a bank does, with the id of each item and the version it was exported from. The first row is hidden and says
where in an item each column belongs. Columns: ours_columns.py; how the file is made: ours_book.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from openpyxl.utils.cell import get_column_letter

from quizserver import rounds
from quizserver.banks.formats import Entry, Refusal, Said, ours_columns
from quizserver.banks.formats.common import made
from quizserver.banks.formats.ours_book import FIRST_ROW, LIST_SHEET, MARK, OWN_COLUMNS, TITLE
from quizserver.banks.formats.ours_columns import Column, plan
from quizserver.banks.sources.cells import Table
from quizserver.banks.sources.said import at_row
from quizserver.banks.sources.source import Source
from quizserver.core.facts import Json

__all__ = ["ENDINGS", "TITLE", "parse", "recognise"]

ENDINGS = (".xlsx",)

@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of items, or of rows that belong to items: `columns` by their place."""

    table: Table
    kind: str
    field: str
    columns: Mapping[int, Column]


def recognise(source: Source) -> bool:
    return any(_mark(table) for table in source.tables)


def parse(source: Source) -> Iterator[Entry]:
    sheets = [sheet for table in source.tables if (sheet := _sheet(table, source.notes))]
    source.notes[:] = [note for note in source.notes if not _is_ours(note, {sheet.table.name for sheet in sheets})]
    if any(not sheet.table.name for sheet in sheets):
        source.notes.append(Said("import.ours_csv"))
    items = _in_order([sheet for sheet in sheets if not sheet.field])
    named = {(sheet.kind, id) for sheet, at in items if (id := _text(sheet, at, 0))}
    below: dict[tuple[str, str], dict[str, list[tuple[Sheet, int]]]] = defaultdict(lambda: defaultdict(list))
    alone = []
    for sheet in sheets:
        for at in _filled(sheet) if sheet.field else ():
            id = _text(sheet, at, 0)
            if (sheet.kind, id) in named:
                below[sheet.kind, id][sheet.field].append((sheet, at))
            else:
                alone.append(Entry(at_row(at + 1, sheet.table.name), id, why=Said("import.ours_alone", {"id": id or "?"})))
    for sheet, at in items:
        yield _entry(sheet, at, below[sheet.kind, _text(sheet, at, 0)])
    yield from alone


def _is_ours(note: Said, sheets: set[str]) -> bool:
    """Whether it speaks of what is hidden in every file of ours."""
    if note.key == "import.sheet_hidden":
        return bool(note.values["sheet"] == LIST_SHEET)
    return note.key == "import.rows_hidden" and note.values["sheet"] in sheets and note.values["rows"] == "1"


def _in_order(sheets: Sequence[Sheet]) -> list[tuple[Sheet, int]]:
    """The rows of items as their bank had them; a row that is new stands behind the one above it."""
    places: list[tuple[float, Sheet, int]] = []
    for sheet in sheets:
        place = 0.0
        for at in _filled(sheet):
            place = ours_columns.number_of(_text(sheet, at, 2)) or place
            places.append((place, sheet, at))
    return [(sheet, at) for _, sheet, at in sorted(places, key=lambda one: one[0])]


def _mark(table: Table) -> str:
    first = table.rows[0][0] if table.rows and table.rows[0] else ""
    return first if first.startswith(MARK) else ""


def _sheet(table: Table, notes: list[Said]) -> Sheet | None:
    """What the sheet holds; None and a note if it is of a round type that this version does not know."""
    kind, _, field = _mark(table).removeprefix(MARK).partition("/")
    if not kind:
        return None
    known = plan(kind) if kind in rounds.discover() else None
    wanted = known.below.get(field) if known and field else known.columns if known else None
    if wanted is None:
        notes.append(Said("import.ours_sheet", {"sheet": table.name}))
        return None
    by_path = {column.path: column for column in wanted}
    columns = {}
    for at, path in enumerate(table.rows[0]):
        if at >= len(OWN_COLUMNS[bool(field)]) and path:
            if path in by_path:
                columns[at] = by_path[path]
            else:
                notes.append(Said("import.ours_column", {"sheet": table.name, "column": get_column_letter(at + 1)}))
    return Sheet(table, kind, field, columns)


def _filled(sheet: Sheet) -> Iterator[int]:
    """Rows with anything in them, from 0."""
    return (at for at in range(FIRST_ROW, len(sheet.table.rows)) if any(sheet.table.rows[at]))


def _text(sheet: Sheet, at: int, column: int) -> str:
    row = sheet.table.rows[at]
    return row[column] if column < len(row) else ""


def _entry(sheet: Sheet, at: int, below: Mapping[str, Sequence[tuple[Sheet, int]]]) -> Entry:
    shown = (_text(sheet, at, column) for column, what in sheet.columns.items() if what.kind == "text")
    id, base = _text(sheet, at, 0), _text(sheet, at, 1)
    entry = made.entry(at_row(at + 1, sheet.table.name), next(filter(None, shown), id), partial(_made, sheet, at, below))
    return replace(entry, id=id, base=base if id else "")


def _made(sheet: Sheet, at: int, below: Mapping[str, Sequence[tuple[Sheet, int]]]) -> made.Made:
    own = _row(sheet, at)
    if not own and not below:
        raise Refusal("import.ours_empty")
    for field, rows in below.items():
        own[field] = [_row(*row) for row in rows]
    id = _text(sheet, at, 0)
    return made.Made(({"id": id} if id else {}) | {"type": sheet.kind, **own})


def _row(sheet: Sheet, at: int) -> Json:
    """Raises Refusal, with the column where it is wrong."""
    values = {}
    for place, column in sheet.columns.items():
        try:
            if text := _cell(sheet, at, place, column):
                values[column.path] = ours_columns.value(text, column, sheet.kind)
        except Refusal as refusal:
            raise Refusal("import.in_column", column=get_column_letter(place + 1), why=refusal.said) from None
    return ours_columns.put_together(values)


def _cell(sheet: Sheet, at: int, place: int, column: Column) -> str:
    odd = sheet.table.odd.get((at, place))
    # A whole date is what such a column holds, however the spreadsheet keeps it.
    if odd and not (odd.key == "import.cell_date" and column.path == "reviewed_on"):
        raise Refusal(odd.key, **odd.values)
    return _text(sheet, at, place)
