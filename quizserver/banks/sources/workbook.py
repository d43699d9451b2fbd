"""From an .xlsx or .xlsm to tables: cells only, nothing is run, followed or fetched. Bounds: below, and `MOST_*` of cells.py.

openpyxl reads the values; three things it does not tell when it streams (merged cells, hidden rows, whether there are formulas at all)
are looked up in the sheet's XML by name.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries

from quizserver.banks.sources.cells import MOST_COLUMNS, MOST_ROWS, Table, as_text
from quizserver.banks.sources.said import Said
from quizserver.banks.sources.unreadable import Unreadable

MOST_UNPACKED = 100_000_000
MOST_RATIO = 300
"""Unpacked to packed size of the whole file. Sheets with a million empty rows reach 150."""

MOST_PARTS = 2_000
MOST_SHEETS = 30
MOST_MERGED = 5_000
"""Cells that are filled from merged ones, per sheet."""

BOOK = "xl/workbook.xml"
OFFICE = (b"xl/", b"word/", b"ppt/", b"mimetype", b".iwa")
"""What stands in every zip that an office program wrote: names are not packed."""

MERGED = re.compile(rb'<mergeCell ref="([A-Z]+\d+:[A-Z]+\d+)"')
HIDDEN = re.compile(rb'<row (?=[^>]{0,300}\bhidden="(?:1|true)")[^>]{0,300}\br="(\d+)"')
ROW = re.compile(rb'<row\b(?:[^>]{0,300}?\br="(\d{1,9})")?')
CONTENT = re.compile(rb"<v>[^<]|<is[ />]|<f[ />]")
FORMULA = re.compile(rb"<f[ />]")
FAR = re.compile(rb'<c r="(?:C[W-Z]|[D-Z][A-Z]|[A-Z]{3})\d+"[^>]{0,100}>\s*<(?:v|is|f)[ />]')
"""A cell with something in it beyond column CV, the last of `MOST_COLUMNS`."""


@dataclass(slots=True)
class Beside:
    """What a sheet's XML says beside its values: merged ranges, hidden rows (from 1), the last row to read where only empty ones follow."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    has_formulas: bool = False
    is_wide: bool = False
    last_row: int | None = None


def _unpacked_within(packed: zipfile.ZipFile, size: int) -> None:
    """Raises Unreadable when a zip says that it holds more than the bounds allow. zipfile gives no more than was said."""
    said = sum(part.file_size for part in packed.infolist())
    if len(packed.infolist()) > MOST_PARTS or said > MOST_UNPACKED or said > MOST_RATIO * max(size, 10_000):
        raise Unreadable("import.bomb", most=MOST_UNPACKED // 1_000_000)


def read(content: bytes, notes: list[Said]) -> list[Table]:
    """The visible sheets; `notes` gets what was left alone. Raises Unreadable."""
    if not any(mark in content for mark in OFFICE):
        return []  # a zip of another kind: archive.py
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
            _unpacked_within(packed, len(content))
            _refuse_others(packed, names)
            if BOOK not in names:
                return []
            if any(name.endswith("vbaProject.bin") for name in names):
                notes.append(Said("import.macros"))
            if any(name.startswith("xl/externalLinks/") for name in names):
                notes.append(Said("import.external_links"))
            beside = {name: _beside(packed.read(name)) for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")}
        return _tables(content, beside, notes)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        # openpyxl and zipfile raise whatever happens to them on odd input (KeyError, ValueError, zlib.error, ParseError, ...).
        raise Unreadable("import.workbook_broken") from error


def _refuse_others(packed: zipfile.ZipFile, names: set[str]) -> None:
    """Office files in a zip that are no .xlsx."""
    kind = packed.read("mimetype")[:100] if "mimetype" in names else b""
    if b"opendocument" in kind or "xl/workbook.bin" in names or any(name.endswith(".iwa") for name in names):
        raise Unreadable("import.save_as_xlsx")
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise Unreadable("import.no_table_file")


def _beside(xml: bytes) -> Beside:
    merged = [bounds for found in MERGED.findall(xml)[:MOST_MERGED] if (bounds := _bounds(found.decode()))]
    return Beside(
        merged, {int(row) for row in HIDDEN.findall(xml)}, FORMULA.search(xml) is not None, FAR.search(xml) is not None, _last_row(xml)
    )


def _last_row(xml: bytes) -> int | None:
    """`MOST_ROWS` when the rows after it hold nothing: a sheet may have a million rows that are only formatted. Raises Unreadable."""
    for n, row in enumerate(ROW.finditer(xml), start=1):
        if int(row[1] or n) > MOST_ROWS:
            if CONTENT.search(xml, row.start()):
                raise Unreadable("import.too_many_rows", most=MOST_ROWS)
            return MOST_ROWS
    return None


def _bounds(reference: str) -> tuple[int, int, int, int] | None:
    try:
        left, top, right, bottom = range_boundaries(reference)
    except ValueError:
        return None
    return left, top, right, bottom


def _tables(content: bytes, beside: Mapping[str, Beside], notes: list[Said]) -> list[Table]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(sheets) > MOST_SHEETS:
        raise Unreadable("import.too_many_sheets", most=MOST_SHEETS)
    notes += [Said("import.sheet_hidden", {"sheet": sheet.title}) for sheet in book.worksheets if sheet not in sheets]
    formulas = None
    tables = []
    for sheet in sheets:
        known = beside.get(sheet._worksheet_path.lstrip("/"), Beside())
        table = _table(sheet, known.last_row)
        table.is_wide = known.is_wide
        if known.has_formulas:
            formulas = formulas or openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            _mark_formulas(table, formulas[sheet.title], known.last_row)
        _fill_merged(table, known.merged)
        hidden = [row for row in sorted(known.hidden) if row <= len(table.rows) and table.rows[row - 1]]
        if hidden:
            rows = ", ".join(map(str, hidden[:10])) + (" …" if len(hidden) > 10 else "")
            notes.append(Said("import.rows_hidden", {"sheet": sheet.title, "rows": rows}))
        tables.append(table)
    return tables


def _table(sheet: Any, last_row: int | None) -> Table:
    table = Table(sheet.title, [])
    for at, cells in _filled(sheet, last_row):
        texts: list[str] = []
        for column, cell in enumerate(cells):
            if cell.value is None:
                texts.append("")
                continue
            text, odd = as_text(cell.value, getattr(cell, "number_format", None) or "General")
            texts.append(text)
            if odd:
                table.odd[at, column] = odd
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            if at >= MOST_ROWS:
                raise Unreadable("import.too_many_rows", most=MOST_ROWS)
            table.rows += [[] for _ in range(at - len(table.rows))]
            table.rows.append(texts)
    return table


def _filled(sheet: Any, last_row: int | None) -> Iterator[tuple[int, Any]]:
    """Rows with a value, by number from 0. What a sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    gap = None
    for at, cells in enumerate(sheet.iter_rows(max_row=last_row, max_col=MOST_COLUMNS)):
        # For rows that the file leaves out openpyxl gives one and the same tuple: there may be a million of them.
        if cells is gap:
            continue
        if any(cell.value is not None for cell in cells):
            yield at, cells
        else:
            gap = cells


def _mark_formulas(table: Table, sheet: Any, last_row: int | None) -> None:
    """A formula whose result was not saved with it shows nothing: what was meant is not known."""
    for at, cells in _filled(sheet, last_row):
        for column, cell in enumerate(cells):
            if cell.data_type != "f":
                continue
            row = table.rows[at] if at < len(table.rows) else []
            if column >= len(row) or not row[column]:
                table.odd[at, column] = Said("import.cell_formula")
                table.rows += [[] for _ in range(at + 1 - len(table.rows))]


def _fill_merged(table: Table, merged: list[tuple[int, int, int, int]]) -> None:
    """A cell merged downwards stands for each of its rows; one merged sideways is only wide."""
    filled = 0
    for left, top, right, bottom in merged:
        first = table.rows[top - 1] if top <= len(table.rows) else []
        text = first[left - 1] if left <= len(first) else ""
        if not text or right > left:
            continue
        for row in table.rows[top : min(bottom, len(table.rows))]:
            filled += 1
            if filled > MOST_MERGED:
                return
            row += [""] * (left - len(row))
            row[left - 1] = row[left - 1] or text
