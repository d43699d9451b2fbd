"""Writes Kahoot's spreadsheet template: at most four answers, 120 and 75 characters, and the time limits that Kahoot knows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils.cell import get_column_letter

from quizserver import rounds
from quizserver.banks.formats.common.asked import Asked, asked, both_ways
from quizserver.banks.formats.common.looks import fit_rows, font
from quizserver.banks.formats.kahoot import TITLE
from quizserver.banks.formats.ours_book import put
from quizserver.banks.sources.said import Refusal, Said
from quizserver.core.facts import Json

__all__ = ["ENDING", "TITLE", "piece", "write"]

ENDING = ".xlsx"

LONGEST_QUESTION, LONGEST_ANSWER, MOST_ANSWERS = 120, 75, 4
TIMES = (5, 10, 20, 30, 60, 90, 120, 240)
HEADER_ROW = 8
HEADER = (
    *("", "Question - max 120 characters"),
    *(f"Answer {n} - max 75 characters" for n in range(1, MOST_ANSWERS + 1)),
    *("Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one"),
)
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDTHS = (5, 60, 34, 34, 34, 34, 14, 14)


@dataclass(frozen=True, slots=True)
class Row:
    asked: Asked
    seconds: int


def piece(item: Json, lang: str, left: list[Said]) -> Row:
    found = both_ways(asked(item, lang, left, kinds=("choice", "statement"), keeps=("seconds",), is_plain=False), lang)
    if len(found.text) > LONGEST_QUESTION:
        raise Refusal("export.question_long", length=len(found.text), most=LONGEST_QUESTION)
    if len(found.options) > MOST_ANSWERS:
        raise Refusal("export.many_options", count=len(found.options), most=MOST_ANSWERS)
    if long := next((option for option in found.options if len(option) > LONGEST_ANSWER), ""):
        raise Refusal("export.option_long", option=long, length=len(long), most=LONGEST_ANSWER)
    if found.why:
        left.append(Said("export.part_left", {"part": Said("staff.field.explanation")}))
    return Row(found, _time(item, left))


def _time(item: Json, left: list[Said]) -> int:
    """The next limit that Kahoot knows, never a shorter one as long as there is one."""
    given = item.get("seconds")
    wanted = given or rounds.discover()[item["type"]].seconds(item) or TIMES[2]
    kept = next((time for time in TIMES if time >= wanted), TIMES[-1])
    if given is None:
        left.append(Said("export.time_made", {"kept": kept}))
    elif given != kept:
        left.append(Said("export.time_changed", {"given": f"{given:g}", "kept": kept}))
    return kept


def write(title: str, pieces: Sequence[Row], lang: str) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    put(sheet, 2, 2, "Quiz template")
    put(sheet, 3, 2, title)
    for place, (name, width) in enumerate(zip(HEADER, WIDTHS, strict=True), start=1):
        put(sheet, HEADER_ROW, place, name or None)
        sheet.cell(HEADER_ROW, place).font = font(bold=True)
        sheet.cell(HEADER_ROW, place).alignment = WRAPPED
        sheet.column_dimensions[get_column_letter(place)].width = width
    for n, row in enumerate(pieces, start=1):
        options = [*row.asked.options, *[None] * (MOST_ANSWERS - len(row.asked.options))]
        key = ",".join(str(right + 1) for right in row.asked.right)
        cells = (n, row.asked.text, *options, row.seconds, int(key) if key.isdecimal() else key)
        for place, value in enumerate(cells, start=1):
            put(sheet, HEADER_ROW + n, place, value)
            sheet.cell(HEADER_ROW + n, place).alignment = WRAPPED
    fit_rows(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
