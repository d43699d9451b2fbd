"""Our own spreadsheet: a bank goes out and comes back without loss, and what was edited in it comes back as exactly that."""

from __future__ import annotations

import copy
import csv
import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given

from quizserver import rounds
from quizserver.banks import files, formats
from quizserver.banks.check import check
from quizserver.banks.compare import Brought, Compared, compare
from quizserver.banks.formats.ours_book import FIRST_ROW, template, write
from quizserver.banks.formats.ours_columns import plan
from quizserver.banks.importing import Imported, say
from quizserver.banks.sources.cells import RISKY
from quizserver.banks.sources.source import Source
from quizserver.cli import main
from tests.banks.formats.conftest import read, saved
from tests.banks.items import banks, canonical
from tests.conftest import search

Json = dict[str, Any]
BANKS = [path for path in sorted(Path("question_banks").glob("*.yaml")) if not path.name.startswith("program-")]
QUIZ = Path("question_banks/kuis-peksos.yaml")
STAGE = Path("question_banks/kartu-panggung.yaml")


def items_of(path: Path) -> list[Json]:
    document = files.read(path)[0]
    assert document is not None
    items: list[Json] = copy.deepcopy(document.value["items"])  # files.py remembers what it read
    return items


def parsed(content: bytes) -> list[Json]:
    """The items as they stand in the file, before anybody makes drafts of them."""
    entries = list(formats.discover()["ours_xlsx"].parse(Source("x.xlsx", content)))
    assert [say(entry.why, "en") for entry in entries if entry.why] == []
    return [entry.item for entry in entries if entry.item]


@pytest.mark.parametrize("path, lang", [*((path, "id") for path in BANKS), (QUIZ, "en")], ids=lambda one: getattr(one, "stem", one))
def test_a_shipped_bank_comes_back_as_it_went(path: Path, lang: str) -> None:
    content = write("Bank", items_of(path), lang)
    imported = read(content)
    assert (imported.format, imported.skipped, imported.notes) == ("ours_xlsx", [], [])
    assert list(map(canonical, parsed(content))) == list(map(canonical, items_of(path)))
    assert {row.state for row in compared(content, items_of(path))} == {"unchanged"}


@search(25)
@given(banks())
def test_any_bank_comes_back_as_it_went(items: list[Json]) -> None:
    assert list(map(canonical, parsed(write("Bank", items, "id")))) == list(map(canonical, items))


def test_every_field_of_every_type_has_a_column() -> None:
    for name, kind in rounds.discover().items():
        told = {column.path.split(".")[0] for column in plan(name).columns} | set(plan(name).below)
        assert told == set(kind.Question.model_fields) - {"id", "type"}, name
        assert [column.path for column in plan(name).columns if column.kind == "any"] == []


@search(12)
@given(banks())
def test_no_cell_can_run(items: list[Json]) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(write("=1+1", items, "id"))):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type in ("s", "n"), cell.value
            assert cell.quotePrefix or not str(cell.value).startswith(RISKY) or cell.data_type == "n"


def test_rows_are_as_tall_as_their_text_and_the_cursor_is_below_the_hidden_row() -> None:
    """LibreOffice Calc takes the height that a file gives; a person who types at once must not type over the mark in A1."""
    book = openpyxl.load_workbook(io.BytesIO(write("Kuis", items_of(QUIZ), "id")))
    quiz = book["Kuis"]
    explained = [quiz.cell(row, column(quiz, "explanation.id")).value or "" for row in range(FIRST_ROW + 1, quiz.max_row + 1)]
    longest = max(explained, key=len)
    assert len(longest) > 140
    assert quiz.row_dimensions[FIRST_ROW + 1 + explained.index(longest)].height >= 45
    assert quiz.row_dimensions[1].hidden
    assert book["Petunjuk"].row_dimensions[4].height >= 30
    assert {(one.activeCell, one.sqref) for one in quiz.sheet_view.selection} == {("D3", "D3")}
    assert {cell.font.name for sheet in book for cells in sheet.iter_rows() for cell in cells} == {"Calibri"}


def test_a_row_grows_with_what_is_typed_into_it() -> None:
    with zipfile.ZipFile(io.BytesIO(write("Kuis", items_of(QUIZ), "id"))) as packed:
        rows = re.findall(rb"<row [^>]*>", packed.read("xl/worksheets/sheet3.xml"))
    assert any(b' ht="' in row for row in rows[FIRST_ROW:])
    assert not any(b"customHeight" in row for row in rows[FIRST_ROW:])


# Edited and brought back


def edited(content: bytes, change: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    return saved(book)


def column(sheet: Any, path: str) -> int:
    return [cell.value for cell in sheet[1]].index(path) + 1


def compared(content: bytes | Imported, now: list[Json]) -> list[Compared]:
    imported = read(content) if isinstance(content, bytes) else content
    taken = [Brought(one.item, one.base, one.edited) for one in imported.items]
    return compare(taken, now, [one.id for one in imported.skipped])


def states(rows: list[Compared]) -> dict[str, str]:
    return {row.id: row.state for row in rows if row.state != "unchanged"}


def quiz_edits(book: Any) -> None:
    """Two cells edited, one row deleted, one added."""
    sheet = book["Kuis"]
    last = sheet.max_row + 1
    sheet.cell(FIRST_ROW + 1, column(sheet, "text.id")).value = "Pertanyaan baru?"
    sheet.cell(FIRST_ROW + 2, column(sheet, "level")).value = "mudah"
    new = {"text.id": "Siapa?", "options.0.text.id": "Aku", "options.0.right": "ya", "options.1.text.id": "Kamu", "seconds": 30}
    for path, value in new.items():
        sheet.cell(last, column(sheet, path)).value = value
    sheet.delete_rows(FIRST_ROW + 3)


def test_an_edited_spreadsheet_comes_back_as_exactly_the_changed_rows() -> None:
    now = items_of(QUIZ)
    rows = compared(edited(write("Kuis", now, "id"), quiz_edits), now)
    first, second, third = (item["id"] for item in now[:3])
    assert states(rows) == {first: "changed", second: "changed", "siapa": "new", third: "gone"}
    assert rows[0].now == now[0]
    assert rows[0].theirs is not None
    assert rows[0].theirs["text"]["id"] == "Pertanyaan baru?"
    assert len(rows) == len(now) + 1


def test_what_the_bank_changed_meanwhile_is_shown_beside_it() -> None:
    before = items_of(QUIZ)
    content = edited(write("Kuis", before, "id"), quiz_edits)
    first, second, third, fourth, fifth, *rest = items_of(QUIZ)
    first["text"] = {"id": "Lain lagi?"}
    fourth["text"] = {"id": "Diubah di bank saja?"}
    rows = compared(content, [first, third, fourth, *rest])
    assert states(rows) == {
        first["id"]: "both_changed",
        second["id"]: "both_changed",
        third["id"]: "gone",
        fifth["id"]: "both_changed",
        "siapa": "new",
    }
    assert {row.id: row.now for row in rows}[second["id"]] is None


def test_what_a_cell_cannot_hold_is_no_edit() -> None:
    """An empty list, space around a text, 30.0 seconds: the bank may change such an item later without two sides being at odds."""
    odd = {"near": {"id": ["bersahabat"], "en": []}, "explanation": {"id": "Begitu.\n"}, "seconds": 30.0}
    now = [{"id": "sahabat", "type": "guess", "word": {"id": "sahabat"}, "clues": [{"id": "Karib."}] * 3, **odd}]
    imported = read(write("Tebak", now, "id"))
    assert [one.edited for one in imported.items] == [False]
    assert states(compared(imported, [now[0] | {"word": {"id": "kawan"}}])) == {}

    def change(book: Any) -> None:
        sheet = book["Tebak kata"]
        sheet.cell(3, column(sheet, "word.id")).value = "teman"

    assert states(compared(edited(write("Tebak", now, "id"), change), now)) == {"sahabat": "changed"}


def test_one_sheet_saved_as_csv_says_that_the_others_are_missing() -> None:
    now = items_of(QUIZ)
    sheet = openpyxl.load_workbook(io.BytesIO(write("Kuis", now, "id")))["Kuis"]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(sheet.values)
    imported = read(text.getvalue().encode("cp1252"))
    assert set(states(compared(imported, now)).values()) == {"gone"}
    assert len(imported.items) == sheet.max_row - FIRST_ROW
    assert [note.key for note in imported.notes] == ["import.ours_csv"]


def test_a_row_that_was_copied_is_a_new_item_and_one_that_is_refused_is_not_gone() -> None:
    now = items_of(QUIZ)[:3]

    def change(book: Any) -> None:
        sheet = book["Kuis"]
        for place in range(1, sheet.max_column + 1):
            sheet.cell(6, place).value = sheet.cell(3, place).value
        sheet.cell(6, column(sheet, "text.id")).value = "Salinan yang diubah?"
        sheet.cell(4, column(sheet, "options.0.right")).value = "mungkin"
        sheet.cell(5, column(sheet, "text.id")).value = None

    imported = read(edited(write("Kuis", now, "id"), change))
    assert states(compared(imported, now)) == {"salinan-yang-diubah": "new"}
    assert [(one.id, say(one.where, "id")) for one in imported.skipped] == [
        (now[1]["id"], "lembar Kuis, baris 4"),
        (now[2]["id"], "lembar Kuis, baris 5"),
    ]
    assert "“mungkin”" in say(imported.skipped[0].why, "id")


def test_cards_stand_on_a_sheet_of_their_own() -> None:
    now = items_of(STAGE)

    def change(book: Any) -> None:
        sheet = book["Kartu panggung - Kartu"]
        assert sheet.cell(3, 1).value == now[0]["id"]
        sheet.cell(3, column(sheet, "word.id")).value = "kata baru"

    rows = compared(edited(write("Panggung", now, "id"), change), now)
    assert states(rows) == {now[0]["id"]: "changed"}
    assert rows[0].theirs is not None
    assert rows[0].theirs["cards"][1:] == now[0]["cards"][1:]


def test_a_card_without_its_item_is_named_and_a_new_item_takes_its_own_cards() -> None:
    now = items_of(STAGE)

    def change(book: Any) -> None:
        stages, cards = book["Kartu panggung"], book["Kartu panggung - Kartu"]
        for id in ("baru", "tanpa-soal", None):
            last = cards.max_row + 1
            values = {1: id, column(cards, "word.id"): "adil", column(cards, "forbidden.0.id"): "hakim"}
            for place, value in values.items():
                cards.cell(last, place).value = value
        last = stages.max_row + 1
        stages.cell(last, 1).value = "baru"
        stages.cell(last, column(stages, "title.id")).value = "Babak baru"
        stages.row_dimensions[4].hidden = True

    imported = read(edited(write("Panggung", now, "id"), change))
    assert states(compared(imported, now)) == {"baru": "new"}
    assert imported.items[-1].item["cards"] == [{"word": {"id": "adil"}, "forbidden": [{"id": "hakim"}]}]
    assert [one.why.values["id"] for one in imported.skipped] == ["tanpa-soal", "?"]
    assert [(note.key, note.values["rows"]) for note in imported.notes] == [("import.rows_hidden", "1, 4")]


def test_what_a_spreadsheet_made_of_a_date_is_named_or_undone() -> None:
    day = datetime.date(2026, 11, 26)
    now = [items_of(QUIZ)[0] | {"reviewer": "Sari", "reviewed_on": "2026-11-26"}]

    def change(book: Any) -> None:
        sheet = book["Kuis"]
        sheet.cell(3, column(sheet, "reviewed_on")).value = day

    content = write("Kuis", now, "id")
    assert parsed(edited(content, change)) == now

    def spoil(book: Any) -> None:
        sheet = book["Kuis"]
        sheet.cell(3, column(sheet, "text.id")).value = day

    imported = read(edited(content, spoil))
    assert [one.id for one in imported.skipped] == [now[0]["id"]]


def test_the_template_is_empty_and_takes_an_item_of_every_type(tmp_path: Path) -> None:
    out = tmp_path / "soal-baru.xlsx"
    assert CliRunner().invoke(main, ["bank", "template", "--out", str(out), "--lang", "id"]).exit_code == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[0] == "Petunjuk"
    assert not read(out.read_bytes()).items
    quiz = book["Kuis"]
    assert quiz.freeze_panes == "D3"
    rules = {str(rule.sqref).split(":")[0] for rule in quiz.data_validations.dataValidation if rule.type == "list"}
    assert quiz.cell(3, column(quiz, "options.0.right")).coordinate in rules
    assert template(["choice"], "en") != template(["choice"], "id")


# The commands


def test_a_bank_goes_out_and_comes_back_by_command(tmp_path: Path) -> None:
    out, back = tmp_path / "kuis.xlsx", tmp_path / "kembali.yaml"
    done = CliRunner().invoke(main, ["bank", "export", str(QUIZ), "--to", "ours_xlsx", "--out", str(out), "--json"])
    assert (done.exit_code, done.output) == (0, '{"format": "ours_xlsx", "items": 40, "left": []}\n')
    assert CliRunner().invoke(main, ["bank", "import", str(out), "--out", str(back)]).exit_code == 0
    assert check([back], "en") == []
    assert [item["id"] for item in items_of(back)] == [item["id"] for item in items_of(QUIZ)]
    assert {item["status"] for item in items_of(back)} == {"draft"}


@pytest.mark.parametrize("bank, out, said", [("nirwana.yaml", "a.xlsx", "nirwana.yaml"), (str(QUIZ), "a.yaml", "a.xlsx")])
def test_what_cannot_be_written_ends_with_a_sentence(tmp_path: Path, bank: str, out: str, said: str) -> None:
    done = CliRunner().invoke(main, ["bank", "export", bank, "--to", "ours_xlsx", "--out", str(tmp_path / out), "--lang", "en"])
    assert done.exit_code == 2
    assert said in done.output
    assert list(tmp_path.iterdir()) == []
