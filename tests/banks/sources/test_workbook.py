"""Workbooks as they come: cells that became something else, sheets that are hidden or lie about their size, and files that are traps."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl.styles import numbers

from quizserver import rounds
from quizserver.banks.importing import read_file
from quizserver.banks.sources import workbook
from quizserver.banks.sources.cells import MOST_ROWS
from quizserver.banks.sources.source import Source
from quizserver.banks.sources.unreadable import Unreadable
from tests.banks.formats.conftest import book, items, key, read, saved, sheet, skipped, zipped

HEADER = ["Soal", "A", "B", "Kunci", "Waktu", "Pembahasan"]
ROW = ["Siapa?", "aku", "kamu", "A", 20, "Begitu."]


def changed(change: Callable[[Any], None], *rows: list[Any]) -> bytes:
    made = book("Kuis", HEADER, *(rows or [ROW]))
    change(made.active)
    return saved(made)


def repacked(content: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """The same workbook with its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return stream.getvalue()


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new) if name == "xl/worksheets/sheet1.xml" else part


def test_numbers_and_yes_or_no_are_read_as_they_are_seen() -> None:
    def change(active: Any) -> None:
        active["B2"], active["C2"] = 0.25, 7
        active["B2"].number_format, active["C2"].number_format = numbers.FORMAT_PERCENTAGE, "000"

    item = items(changed(change))[0]
    assert [option["text"]["id"] for option in item["options"]] == ["25%", "007"]
    floats = items(sheet(HEADER, ["Berapa?", 20.0, 0.1 + 0.2, "A", 20, "Begitu."]))[0]
    assert [option["text"]["id"] for option in floats["options"]] == ["20", "0.3"]


@pytest.mark.parametrize("value", [datetime.date(2026, 2, 1), datetime.timedelta(hours=30), datetime.time(7, 30)])
@pytest.mark.parametrize("cell", ["A2", "B2", "D2"])
def test_a_cell_that_became_a_date_is_refused_by_name(value: object, cell: str) -> None:
    def change(active: Any) -> None:
        active[cell] = value

    content = changed(change)
    assert skipped(content) == [("row 2", "import.cell_date")]
    assert f"Column {cell[0]}: this cell became a date or time" in read(content).told("en")["skipped"][0]["why"]


def test_a_date_where_it_does_not_matter_costs_nothing_but_that_cell() -> None:
    def change(active: Any) -> None:
        active["E2"], active["F2"] = datetime.time(0, 20), datetime.date(2026, 1, 1)
        active["G1"], active["G2"] = "Dibuat", datetime.date(2026, 1, 1)

    content = changed(change)
    assert [repair.key for repair in read(content).items[0].repairs] == ["import.explanation_left", "import.time_left"]


def test_a_formula_is_its_saved_result_and_without_one_refused() -> None:
    content = changed(lambda active: active.__setitem__("B2", "=1+1"))
    assert skipped(content) == [("row 2", "import.cell_formula")]
    kept = repacked(content, in_sheet(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"))
    assert [option["text"]["id"] for option in items(kept)[0]["options"]] == ["2", "kamu"]


def test_an_error_in_a_cell_is_named() -> None:
    assert skipped(changed(lambda active: active.__setitem__("C2", "#REF!"))) == [("row 2", "import.cell_error")]


def test_cells_merged_downwards_stand_for_each_row_and_sideways_are_only_wide() -> None:
    def change(active: Any) -> None:
        active.merge_cells("E2:E3")
        active.merge_cells("G2:I2")

    first, second = items(changed(change, [*ROW[:4], 40, "Begitu."], ["Apa?", "ya", "tidak", "B", None, "Begitu."]))
    assert (first["seconds"], second["seconds"]) == (40, 40)


def test_hidden_sheets_are_left_alone_and_hidden_rows_named() -> None:
    made = book("Kuis", HEADER, ROW, ["Apa?", "ya", "tidak", "B", 20, "Begitu."])
    made.active.row_dimensions[3].hidden = True
    hidden = made.create_sheet("Rahasia")
    hidden.sheet_state = "hidden"
    for row in (HEADER, ["Rahasia?", "ya", "tidak", "A", 20, "x"]):
        hidden.append(row)
    imported = read(saved(made))
    assert len(imported.items) == 2
    assert {note.key: note.values for note in imported.notes} == {
        "import.sheet_hidden": {"sheet": "Rahasia"},
        "import.rows_hidden": {"sheet": "Kuis", "rows": "3"},
    }


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    content = repacked(sheet(HEADER, ROW), in_sheet(b'<dimension ref="A1:F2"', b'<dimension ref="A1:XFD1048576"'))
    assert key(items(content)[0]) == ["aku"]
    padded = repacked(
        sheet(HEADER, ROW), in_sheet(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')
    )
    assert key(items(padded)[0]) == ["aku"]


def test_a_table_that_is_too_long_is_refused_whole() -> None:
    far = f'<row r="{MOST_ROWS + 5}"><c r="A{MOST_ROWS + 5}" t="inlineStr"><is><t>Apa?</t></is></c></row></sheetData>'.encode()
    with pytest.raises(Unreadable, match="too_many_rows"):
        read(repacked(sheet(HEADER, ROW), in_sheet(b"</sheetData>", far)))
    with pytest.raises(Unreadable, match="too_many_rows"):
        read(b"Soal,A,B,Kunci\n" + b"Siapa?,ya,tidak,A\n" * MOST_ROWS)


def test_macros_and_links_outside_are_left_alone_and_said() -> None:
    extra = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    content = repacked(sheet(HEADER, ROW), lambda name, part: part, extra)
    imported = read(content)
    assert ([note.key for note in imported.notes], len(imported.items)) == (["import.macros", "import.external_links"], 1)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
OTHERS = {
    "xls": (OLE, "import.save_as_xlsx"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "import.password"),
    "ods": (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "import.save_as_xlsx"),
    "xls that is a page": (b"<html><head><style>td {color: red}</style></head><table><tr><td>Soal</td>", "import.save_as_xlsx"),
    "xls that is a page with a doctype": (b"<!DOCTYPE html>\n<html>\n<body><table border=0><tr><td>Soal</td>", "import.save_as_xlsx"),
    "xml of excel 2003": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "import.save_as_xlsx"),
    "fods": (b'<?xml version="1.0"?><d office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>', "import.save_as_xlsx"),
    "slk": (b'ID;PCALCOOO32\nC;X1;Y1;K"Jenis"\n', "import.save_as_xlsx"),
    "dif": (b'TABLE\n0,1\n"kuis"\nVECTORS\n0,13\n', "import.save_as_xlsx"),
    "xlsb": (zipped({"xl/workbook.bin": b"x"}), "import.save_as_xlsx"),
    "docx": (zipped({"word/document.xml": b"x"}), "import.no_table_file"),
    "broken": (sheet(HEADER, ROW)[:-40], "import.workbook_broken"),
    "cut": (b"PK\x03\x04" + b"x" * 100, "import.zip_broken"),
    "no sheets": (zipped({"xl/workbook.xml": b"<x/>"}), "import.workbook_broken"),
    "bomb": (zipped({"xl/workbook.xml": b"\0" * 30_000_000}), "import.bomb"),
    "entities": (
        repacked(sheet(HEADER, ROW), in_sheet(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet')),
        "import.workbook_broken",
    ),
}


@pytest.mark.parametrize("content, why", OTHERS.values(), ids=OTHERS)
def test_a_file_that_is_no_workbook_of_ours_is_refused_with_a_remedy(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_file("x", content, rounds.discover())


def test_a_zip_that_holds_no_workbook_has_no_tables() -> None:
    assert Source("x", zipped({"a": b"b"})).tables == []


def test_too_many_sheets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_SHEETS", 1)
    made = book("Kuis", HEADER, ROW)
    made.create_sheet("Lain")
    with pytest.raises(Unreadable, match="too_many_sheets"):
        read(saved(made))
