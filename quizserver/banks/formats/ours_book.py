"""Makes our own spreadsheet: instructions, a sheet for each round type with drop-downs, the id and version of each item in grey.

No cell can run: what begins like a formula is kept as text, marked so that it stays one when it is edited. Reading: ours_xlsx.py.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils.cell import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from quizserver.banks.formats.common.looks import fit_rows, font
from quizserver.banks.formats.ours_columns import (
    Cell,
    Column,
    cells,
    field_label,
    heading,
    plan,
    type_about,
    type_label,
    value_labels,
    yes_no,
)
from quizserver.banks.sources.cells import is_risky, kept
from quizserver.banks.sources.said import Said
from quizserver.banks.versions import bare_version
from quizserver.catalogue import LANGUAGES, say
from quizserver.core.facts import Json

TITLE = {"id": "Lembar kerja quizserver", "en": "quizserver spreadsheet"}
ENDING = ".xlsx"

MARK = "quizserver/1/"
"""How the first cell of each sheet begins; the round type follows, and for a sheet of rows that belong to items, the field."""

OWN_COLUMNS: Mapping[bool, Sequence[str]] = {False: ("id", "version", "place"), True: ("id",)}
"""What stands before the columns of the model, on a sheet of items and on one of rows that belong to items."""

FIRST_ROW = 2
"""From 0: below the hidden row of paths and the row of headings."""

LIST_SHEET = "quizserver"
"""Hidden: what the drop-downs offer."""

EMPTY_ROWS = 500
"""Below the items, ready to be filled in."""

HEAD, GREY = PatternFill("solid", fgColor="5B2EDB"), PatternFill("solid", fgColor="E7E6E6")
WIDTHS = {"text": 36, "several": 24, "one": 18, "number": 11, "yes": 11, "any": 24}
OWN_WIDTHS = {"id": 26, "version": 16, "place": 11}
WIDE = 60
"""Of texts that may be long."""

HEAD_FONT, GREY_FONT = font(bold=True, color="FFFFFF"), font(color="595959")
HEAD_ALIGNED, ALIGNED = Alignment(wrap_text=True, vertical="center"), Alignment(wrap_text=True, vertical="top")
REVIEWED = ("status", "reviewer", "reviewed_on")
LONGEST_SHEET_NAME = 31
ABOUT = ("fill", "add", "grey", "lists", "language", "delete", "back")
"""What the first sheet explains, in order."""


Placed = tuple[int, Json]
"""An item and its place in the bank, from 1."""


def piece(item: Json, lang: str, left: list[Said]) -> Json:
    """Everything fits."""
    return item


def write(title: str, items: Sequence[Json], lang: str) -> bytes:
    """An .xlsx of these items, in their order within each type."""
    placed = list(enumerate(items, start=1))
    kinds = dict.fromkeys(str(item["type"]) for item in items)
    return _book(title, {kind: [one for one in placed if one[1]["type"] == kind] for kind in kinds}, lang)


def template(kinds: Iterable[str], lang: str) -> bytes:
    """An .xlsx without items, to be filled in."""
    return _book("", {kind: [] for kind in kinds}, lang)


def _book(title: str, items: Mapping[str, Sequence[Placed]], lang: str) -> bytes:
    book = Workbook()
    book.properties.creator = "quizserver"
    book.properties.title = title
    sheet: Any = book.active
    sheet.title = say("export.sheet_about", lang)
    _instructions(sheet, title, list(items))
    choices = _Choices(book)
    for kind, those in items.items():
        _items(book, kind, those, lang, choices)
        for field, columns in plan(kind).below.items():
            _below(book, kind, field, those, columns, lang, choices)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _items(book: Workbook, kind: str, items: Sequence[Placed], lang: str, choices: _Choices) -> None:
    columns = plan(kind).columns
    rows = [[item["id"], bare_version(item), place, *cells(item, columns, lang, kind)] for place, item in items]
    _sheet(book, type_label(kind, lang), MARK + kind, OWN_COLUMNS[False], columns, rows, lang, kind, choices)


def _below(book: Workbook, kind: str, field: str, items: Sequence[Placed], columns: Sequence[Column], lang: str, choices: _Choices) -> None:
    rows = [[item["id"], *cells(row, columns, lang, kind)] for _, item in items for row in item.get(field) or ()]
    name = f"{type_label(kind, lang)} - {field_label(field, lang, kind)}"
    _sheet(book, name, f"{MARK}{kind}/{field}", OWN_COLUMNS[True], columns, rows, lang, kind, choices)


def _sheet(
    book: Workbook,
    name: str,
    mark: str,
    own: Sequence[str],
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    lang: str,
    kind: str,
    choices: _Choices,
) -> None:
    sheet: Any = book.create_sheet(_sheet_name(name, book.sheetnames))
    heads = [*(say(f"export.own.{one}", lang) for one in own), *(heading(column.path, lang, kind) for column in columns)]
    for at, row in enumerate([[mark, *own[1:], *(column.path for column in columns)], heads, *rows], start=1):
        for place, value in enumerate(row, start=1):
            put(sheet, at, place, value)
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 46
    _start(sheet, f"{get_column_letter(len(own) + 1)}{FIRST_ROW + 1}")
    for place, head in enumerate(heads, start=1):
        column = columns[place - len(own) - 1] if place > len(own) else None
        _style(sheet, place, column, FIRST_ROW + len(rows))
        width = _width(column) if column else OWN_WIDTHS[own[place - 1]]
        sheet.column_dimensions[get_column_letter(place)].width = max(width, 0.55 * len(head))
        if column:
            choices.offer(sheet, place, column, lang, kind, FIRST_ROW + len(rows) + EMPTY_ROWS)
    fit_rows(sheet)


def _start(sheet: Any, first: str) -> None:
    """What is above and left of the first cell to fill in stays in sight, and the cursor is in it: in A1 it would type over the mark."""
    sheet.freeze_panes = first
    for chosen in sheet.sheet_view.selection:
        chosen.activeCell = chosen.sqref = first


def _style(sheet: Any, place: int, column: Column | None, last: int) -> None:
    """Of one column, also below the last item: what is typed there must not become a date."""
    head = sheet.cell(2, place)
    head.font, head.fill, head.alignment = HEAD_FONT, HEAD, HEAD_ALIGNED
    whole = sheet.column_dimensions[get_column_letter(place)]
    whole.number_format, whole.alignment = "General" if column and column.kind == "number" else "@", ALIGNED
    if column is None or column.path in REVIEWED:
        whole.fill, whole.font = GREY, GREY_FONT
    for at in range(FIRST_ROW + 1, last + 1):
        cell = sheet._cells.get((at, place))
        if cell is not None:
            # Setting a font, a fill and so on takes ten times as long.
            quoted = cell.quotePrefix
            cell._style = copy(whole._style)
            cell.quotePrefix = quoted


def _width(column: Column) -> int:
    return WIDE if column.kind == "text" and (column.longest or 0) >= 140 else WIDTHS[column.kind]


def put(sheet: Any, at: int, place: int, value: Cell) -> None:
    """Writes one cell (rows and columns from 1): a text stays a text, whatever it begins with."""
    if value is None:
        return
    cell = sheet.cell(at, place)
    cell.value = value
    if isinstance(value, str):
        cell.value, cell.data_type = kept(value), "s"
        cell.quotePrefix = is_risky(value)


def _sheet_name(name: str, taken: Sequence[str]) -> str:
    bare = "".join(char for char in name if char not in "[]:*?/\\'")[:LONGEST_SHEET_NAME].strip()
    return next(made for n in range(1, 1_000) if (made := bare if n == 1 else f"{bare[: LONGEST_SHEET_NAME - 4]} {n}") not in taken)


class _Choices:
    """The lists that drop-downs offer, on a hidden sheet: labels may hold commas, and may be long."""

    def __init__(self, book: Workbook) -> None:
        self._sheet: Any = book.create_sheet(LIST_SHEET)
        self._sheet.sheet_state = "hidden"
        self._known: dict[tuple[str, ...], str] = {}

    def offer(self, sheet: Any, place: int, column: Column, lang: str, kind: str, last: int) -> None:
        rule = self._rule(column, lang, kind)
        if rule:
            letter = get_column_letter(place)
            sheet.add_data_validation(rule)
            rule.add(f"{letter}{FIRST_ROW + 1}:{letter}{last}")

    def _rule(self, column: Column, lang: str, kind: str) -> DataValidation | None:
        if column.kind == "text" and column.longest:
            return DataValidation(
                type="textLength",
                operator="lessThanOrEqual",
                formula1=str(column.longest),
                allow_blank=True,
                errorStyle="warning",
                showErrorMessage=True,
                error=say("export.too_long", lang, most=column.longest),
            )
        if column.kind == "yes":
            labels: tuple[str, ...] = (yes_no(True, lang), yes_no(False, lang))
        elif column.kind == "one":
            labels = tuple(value_labels(column, lang, kind).values())
        else:
            return None
        wrong = say("export.choose", lang)
        return DataValidation(type="list", formula1=self._range(labels), allow_blank=True, showErrorMessage=True, error=wrong)

    def _range(self, labels: tuple[str, ...]) -> str:
        if labels not in self._known:
            place = len(self._known) + 1
            for at, label in enumerate(labels, start=1):
                put(self._sheet, at, place, label)
            letter = get_column_letter(place)
            self._known[labels] = f"{quote_sheetname(LIST_SHEET)}!${letter}$1:${letter}${len(labels)}"
        return self._known[labels]


def _instructions(sheet: Any, title: str, kinds: Sequence[str]) -> None:
    """Both languages side by side."""
    texts = {lang: [say(f"export.about.{what}", lang) for what in ABOUT] for lang in LANGUAGES}
    for place, lang in enumerate(LANGUAGES, start=1):
        put(sheet, 1, place, title or say("export.about_title", lang))
        sheet.cell(1, place).font = font(bold=True, size=16, color="3F1BA8")
        lines = [*texts[lang], "", *(f"{type_label(kind, lang)}: {type_about(kind, lang)}" for kind in kinds)]
        for at, line in enumerate(lines, start=3):
            put(sheet, at, place, line)
            sheet.cell(at, place).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = 76
    sheet.row_dimensions[1].height = 24
    fit_rows(sheet)
