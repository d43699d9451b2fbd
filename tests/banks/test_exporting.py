"""Banks that go out to other tools: what a format holds comes back as it went, and all that it does not hold is named."""

from __future__ import annotations

import copy
import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from quizserver.banks import files, formats
from quizserver.banks.exporting import Exported, export
from quizserver.banks.formats.kahoot_writing import TIMES
from quizserver.banks.importing import say
from quizserver.banks.sources.cells import RISKY
from quizserver.cli import format_docs, main
from quizserver.cli.export import WRITERS
from quizserver.core.matching import joined
from tests.banks.formats.conftest import read
from tests.banks.items import LETTERS, TRAPS, banks, canonical
from tests.conftest import search

Json = dict[str, Any]
FOLDER = Path("question_banks")
READ_BY = {"ours_xlsx": "ours_xlsx", "kahoot": "kahoot", "gift": "gift", "moodle_xml": "moodle_xml", "csv": "table"}
OTHERS = [name for name in formats.WRITERS if name != "ours_xlsx"]
KINDS = ("choice", "verdict", "guess", "estimate", "poll", "order")

ALTERED = {"export.text_differs", "export.options_alike", "export.becomes", "export.becomes_statement", "export.clues_joined"}
ALTERED |= {"export.no_letters"}
"""What comes back as something else, and was said to."""

WORDS = [*TRAPS, "satu", "dua", "tiga", "Siapa?", "B", "2", "tidak"]
TEXTS = st.sampled_from(WORDS) | st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(" ".join)
TEXTS |= st.text(LETTERS, min_size=1, max_size=20)


def items_of(name: str) -> list[Json]:
    document = files.read(FOLDER / f"{name}.yaml")[0]
    assert document is not None
    items: list[Json] = copy.deepcopy(document.value["items"])  # files.py remembers what it read
    return items


def sent(to: str, items: list[Json], lang: str = "id") -> Exported:
    return export(formats.writers()[to], {"id": "Bank: uji", "en": "A bank"}, items, lang)


def left_of(exported: Exported, id: str) -> set[str]:
    """What was said of one item: keys, and the names of the parts that were left out."""
    said = {one.why.key for one in exported.left if one.id == id}
    parts = (one.why.values.get("part") for one in exported.left if one.id == id)
    return said | {str(part.key).rpartition(".")[2] if isinstance(part, formats.Said) else str(part) for part in parts if part}


def held(item: Json, left: set[str]) -> Json:
    """What has to come back of it."""
    whole = canonical(item)
    gone = {"id", "status", "reviewer", "reviewed_on", "en", *left}
    if whole["type"] == "estimate":
        gone |= {"min", "max", "step"}  # made by the import
    if left & {"export.time_made", "export.time_changed"}:
        gone.add("seconds")
    if "import.answers_left" in left:
        gone.add("accept")
    kept = {name: value for name, value in whole.items() if name not in gone}
    if "accept" in kept:
        # Spellings that are the same to a guess count once.
        kept["accept"] = sorted({joined(one) for one in kept["accept"]["id"]} - {"", joined(whole["word"]["id"])})
    return {name: one_language(value) for name, value in kept.items()}


def one_language(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: one_language(inner) for name, inner in value.items() if name != "en"}
    return [one_language(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("to", OTHERS)
@search(60)
@given(items=banks(*KINDS, texts=TEXTS))
def test_what_a_format_holds_comes_back_and_the_rest_is_named(to: str, items: list[Json]) -> None:
    first = sent(to, items)
    left = {item["id"]: left_of(first, item["id"]) for item in items}
    whole = {one.id for one in first.left if one.whole}
    kept = [item for item in items if item["id"] not in whole and not left[item["id"]] & ALTERED]
    # A file holds a question once.
    kept = list({str(one_language(item.get("clues", item.get("text")))).casefold(): item for item in kept}.values())
    exported = sent(to, kept)
    assert exported.written == len(kept)
    if kept:
        imported = read(exported.content)
        assert imported.format == READ_BY[to]
        assert [say(one.why, "en") for one in imported.skipped] == []
        for back, item in zip(imported.items, kept, strict=True):
            assert held(back.item, left[item["id"]]) == held(item, left[item["id"]])


def test_two_strokes_in_a_text_are_not_a_comment_in_our_own_gift() -> None:
    item = quiz("0 // 0", "1 // 1") | {"text": {"id": "Pilih // yang mana?"}}
    (back,) = read(sent("gift", [item]).content).items
    assert (back.item["text"], back.item["options"]) == (item["text"], item["options"])


@pytest.mark.parametrize("to", OTHERS)
def test_what_is_shipped_goes_out_and_comes_back(to: str) -> None:
    exported = sent(to, items_of("kuis-peksos"))
    whole = [one for one in exported.left if one.whole]
    assert exported.written + len(whole) == 40
    assert len(read(exported.content).items) == exported.written > 20
    english = read(sent(to, items_of("kuis-peksos"), "en").content)
    assert {item.item["text"]["id"] for item in english.items if "text" in item.item} <= {
        item["text"]["en"] for item in items_of("kuis-peksos") if "text" in item
    }


@search(15)
@given(items=banks(*KINDS))
def test_no_cell_of_any_spreadsheet_can_run(items: list[Json]) -> None:
    for cell in (cell for sheet in openpyxl.load_workbook(io.BytesIO(sent("kahoot", items).content)) for row in sheet for cell in row):
        assert cell.value is None or cell.data_type in ("s", "n")
        assert cell.quotePrefix or not str(cell.value).startswith(RISKY) or cell.data_type == "n"
    rows = csv.reader(io.StringIO(sent("csv", items).content.decode("utf-8-sig")), delimiter=";")
    assert [cell for row in rows for cell in row if cell.startswith(RISKY)] == []


def quiz(*options: str, right: int = 0, **fields: Any) -> Json:
    listed = [{"text": {"id": text}, "right": True} if n == right else {"text": {"id": text}} for n, text in enumerate(options)]
    return {"id": "soal", "type": "choice", "text": {"id": "Siapa?"}, "options": listed} | fields


def why(to: str, item: Json) -> list[tuple[bool, str]]:
    return [(one["whole"], one["why"]) for one in sent(to, [item]).told(to, "id")["left"]]


@pytest.mark.parametrize(
    "item, said",
    [
        (quiz("a", "b", text={"id": "x" * 121}), "121"),
        (quiz("a", "b" * 76), "76"),
        (quiz(*"abcde"), "5 pilihan"),
        ({"id": "j", "type": "poll", "text": {"id": "Suka?"}, "options": [{"id": "ya"}, {"id": "tidak"}]}, "Jajak pendapat"),
    ],
)
def test_kahoot_is_given_nothing_that_it_would_cut(item: Json, said: str) -> None:
    ((_, sentence),) = [one for one in why("kahoot", item) if one[0]]
    assert said in sentence
    assert sent("kahoot", [item]).written == 0


@pytest.mark.parametrize("given_seconds, kept", [(5, 5), (25, 30), (100, 120), (600, 240), (None, 20)])
def test_kahoot_is_given_the_next_time_that_it_knows_and_it_is_said(given_seconds: int | None, kept: int) -> None:
    item = quiz("a", "b") | ({"seconds": given_seconds} if given_seconds else {})
    (back,) = read(sent("kahoot", [item]).content).items
    assert back.item["seconds"] == kept in TIMES
    assert [str(kept) in sentence for _, sentence in why("kahoot", item)] == ([True] if given_seconds != kept else [])


def test_rows_of_kahoots_sheet_are_as_tall_as_their_text() -> None:
    long = quiz("aku", "kamu", text={"id": "Siapa yang menolong? " * 5})
    sheet = openpyxl.load_workbook(io.BytesIO(sent("kahoot", [long]).content)).worksheets[0]
    assert [sheet.row_dimensions[row].height for row in (8, 9)] == [60, 30]
    assert sheet["B9"].alignment.wrap_text


def test_kahoots_header_is_its_own() -> None:
    theirs = "Question - max 120 characters|Answer 1 - max 75 characters|Answer 2 - max 75 characters|Answer 3 - max 75 characters"
    sheet = openpyxl.load_workbook(io.BytesIO(sent("kahoot", [quiz("a", "b")]).content)).worksheets[0]
    cells = [cell.value for cell in sheet[8]]
    assert "|".join(cells[1:5]) == theirs
    assert cells[6] == "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs"
    assert [cell.value for cell in sheet[9]] == [1, "Siapa?", "a", "b", None, None, 20, 1]


def test_parts_and_languages_that_stay_behind_are_named() -> None:
    item = quiz("a", "b", notes={"id": "Pelan."}, explanation={"id": "Begitu.", "en": "So."}, tags=["sikap"], seconds=20)
    said = [sentence for _, sentence in why("kahoot", item)]
    assert len(said) == 4
    for part in ("Catatan untuk pemandu", "Label", "bahasa Inggris", "Penjelasan"):
        assert any(part in sentence for sentence in said), part


def test_gift_escapes_what_means_something_and_weighs_several_right_answers() -> None:
    item = quiz("a = {b}", "~c#", "d: e", text={"id": "1 ~ 2?\nYa"}, explanation={"id": "Karena #1."})
    item["options"][2]["right"] = True
    text = sent("gift", [item]).content.decode()
    assert "~%50%a \\= \\{b\\}" in text
    assert "~%-50%\\~c\\#" in text
    assert "####Karena \\#1." in text
    assert "[id:soal]" in text


@pytest.mark.parametrize("field", ["text", "explanation"])
def test_a_text_that_begins_like_a_mark_of_gifts_comes_back_whole(field: str) -> None:
    item = quiz("[html]a", "%50%b") | {"text": {"id": "Apa?"}, field: {"id": "[html]x"}}
    (back,) = read(sent("gift", [item]).content).items
    assert (back.item[field], back.item["options"]) == (item[field], item["options"])


def test_a_case_becomes_a_question_with_its_three_answers() -> None:
    case = next(item for item in items_of("apakah-ini-bullying") if item["key"] == "O")
    (back,) = read(sent("moodle_xml", [case]).content).items
    assert [option.get("right", False) for option in back.item["options"]] == [False, True, True]
    assert back.item["id"] == case["id"]
    assert any("Kuis" in sentence for _, sentence in why("moodle_xml", case))


def test_the_page_of_formats_is_as_generated() -> None:
    page = format_docs.markdown(WRITERS)
    assert Path("docs/formats.md").read_text("utf-8") == page, "stale: run `make docs`"
    assert [name for name in (*formats.ORDER, *WRITERS) if f"| `{name}` |" not in page] == []


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["bank", "export", *arguments, "--lang", "id"])
    return done.exit_code, done.output


def test_the_command_lists_what_stays_behind_and_says_when_nothing_fits(tmp_path: Path) -> None:
    out = tmp_path / "kuis.gift"
    code, told = run(str(FOLDER / "kuis-peksos.yaml"), "--to", "gift", "--out", str(out), "--json")
    found = json.loads(told)
    assert (code, found["format"]) == (0, "gift")
    assert {"id", "title", "whole", "why"} == set(found["left"][0])
    code, told = run(str(FOLDER / "kuis-peksos.yaml"), "--to", "gift", "--out", str(out))
    assert code == 0
    assert "Tidak ikut: teks bahasa Inggris." in told
    nothing = tmp_path / "kotak.gift"
    code, told = run(str(FOLDER / "kotak.yaml"), "--to", "gift", "--out", str(nothing))
    assert (code, nothing.exists()) == (1, False)
    assert "Tidak ada yang ditulis" in told
