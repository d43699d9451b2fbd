"""The report as a spreadsheet (XLSX, with charts) and as one flat table (CSV). The figures are those of the PDF; nothing is computed here.

A text that a spreadsheet would run as a formula is written with an apostrophe before it, in both.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import partial
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, PatternFill

from quizserver.banks.formats.common.looks import fit_rows, font
from quizserver.banks.sources import cells
from quizserver.catalogue import say
from quizserver.reports.findings import LIMITS, PULSES, SKILLS, Item, Pulse, Report, state_note

DELIMITER = ";"
"""What Excel splits at where the comma is the decimal sign, as in Indonesia."""

BOM = "\ufeff"
HEAD = PatternFill("solid", fgColor="5B2EDB")

Cell = str | int | None


def guarded(value: Cell) -> Cell:
    """`value`, unable to be a formula."""
    return cells.guarded(value) if isinstance(value, str) else value


def xlsx(report: Report) -> bytes:
    """The workbook: summary, who took part, questions, answers, before and after, other visits, limits."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _summary(book, report)
    _attendance(book, report)
    _questions(book, report)
    _answers(book, report)
    _pulses(book, report)
    _earlier(book, report)
    _limits(book, report)
    book.properties.creator = "quizserver"
    book.properties.title = say("report.title", report.lang)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv_table(report: Report) -> bytes:
    """One row for each answer of each question; `;` between cells, UTF-8 with a byte order mark, so that Excel opens it by a click."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow([guarded(say(f"report.item.{name}", report.lang)) for name in ANSWERS])
    writer.writerows([[guarded(cell) for cell in row] for item in report.items for row in _answer_rows(report, item)])
    return (BOM + text.getvalue()).encode("utf-8")


def _sheet(book: Workbook, report: Report, name: str, head: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[int]) -> Any:
    sheet: Any = book.create_sheet(say(f"report.sheet.{name}", report.lang))
    sheet.append([guarded(cell) for cell in head])
    for row in rows:
        sheet.append([guarded(cell) for cell in row])
    for cell in sheet[1]:
        cell.font, cell.fill, cell.alignment = font(bold=True, color="FFFFFF"), HEAD, Alignment(wrap_text=True, vertical="center")
    for n, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + n)].width = width
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=isinstance(cell.value, str), vertical="top")
    sheet.freeze_panes = "A2"
    fit_rows(sheet)
    return sheet


def _summary(book: Workbook, report: Report) -> None:
    word = partial(say, lang=report.lang)
    rows: list[tuple[Cell, Cell]] = [(report.title, report.date)]
    rows += [(word("report.fact.heads"), report.heads), (word("report.fact.phones"), report.phones)]
    rows += [(word("report.fact.shared"), report.group_phones), (word("report.fact.answers"), report.answers)]
    rows += [(word("report.fact.by_hand"), report.by_hand), (word("report.fact.threads"), report.threads)]
    rows += [(word("report.fact.pledged"), report.pledged)]
    rows += [(word(f"report.skill.{name}") + " (%)", skill.share) for name, skill in report.skills.items()]
    rows += [(f"{word('report.findings')} {n}", text) for n, text in enumerate(report.findings, start=1)]
    rows += [(word("report.steps.who"), report.who), (word("report.steps.when"), report.when)]
    rows += [(f"{word('report.steps')} {n}", text) for n, text in enumerate(report.steps, start=1)]
    school = report.school or word("report.no_school")
    _sheet(book, report, "summary", [word("report.title"), school], rows, (34, 90))


def _attendance(book: Workbook, report: Report) -> None:
    word = partial(say, lang=report.lang)
    head = [word("report.attendance.class"), word("report.attendance.heads"), word("report.attendance.turnout") + " (%)"]
    rows = [(group.name, group.heads, group.turnout) for group in report.groups]
    sheet = _sheet(book, report, "attendance", head, rows, (30, 12, 16))
    if rows:
        _bars(sheet, word("report.attendance"), len(rows), columns=(3, 3), at="E2")
    if any(heads is None for _, heads, _ in rows):
        sheet.append([])
        sheet.append([word("report.attendance.hidden")])


QUESTIONS = ("number", "section", "text", "skill", "heads", "right", "wrong", "state")
ANSWERS = ("number", "section", "text", "skill", "option", "heads", "share", "right", "state")


def _questions(book: Workbook, report: Report) -> None:
    word = partial(say, lang=report.lang)
    head = [word(f"report.item.{name}") + (" (%)" if name == "right" else "") for name in QUESTIONS]
    rows = [
        (*_first(report, item), item.heads, item.right_share, item.wrong, state_note(item, report.lang)) for item in report.items
    ]
    _sheet(book, report, "items", head, rows, (6, 22, 70, 22, 10, 12, 40, 30))


def _answers(book: Workbook, report: Report) -> None:
    head = [say(f"report.item.{name}", report.lang) for name in ANSWERS]
    rows = [row for item in report.items for row in _answer_rows(report, item)]
    _sheet(book, report, "answers", head, rows, (6, 22, 60, 22, 44, 10, 10, 10, 30))


def _answer_rows(report: Report, item: Item) -> list[tuple[Cell, ...]]:
    word = partial(say, lang=report.lang)
    first, state = _first(report, item), state_note(item, report.lang)
    if not item.bars:
        return [(*first, "", None, None, "", state)]
    right = {True: word("report.yes"), False: word("report.no"), None: ""}
    return [(*first, bar.label, bar.heads, bar.share, right[bar.right], state) for bar in item.bars]


def _first(report: Report, item: Item) -> tuple[Cell, ...]:
    skill = say(f"report.skill.{item.skill}", report.lang) if item.skill else ""
    return item.number, item.section, item.text, skill


def _pulses(book: Workbook, report: Report) -> None:
    """The chart stands beside shares of agreement; the five steps of each item follow below."""
    word = partial(say, lang=report.lang)
    before, after = word("report.pulse.before"), word("report.pulse.after")
    head = [word("report.pulse"), f"{before} (%)", f"{after} (%)", f"n {before}", f"n {after}", word("report.item.text")]
    rows: list[Sequence[Cell]] = [
        (
            word(f"report.pulse.{pulse.key}"),
            pulse.before.top if pulse.before else None,
            pulse.after.top if pulse.after else None,
            pulse.before.n if pulse.before else None,
            pulse.after.n if pulse.after else None,
            pulse.text,
        )
        for pulse in report.pulses
    ]
    sheet = _sheet(book, report, "pulse", head, rows or [(word("report.pulse.none"),)], (26, 16, 16, 16, 16, 70))
    if report.pulses:
        _bars(sheet, word("report.pulse.top"), len(rows), columns=(2, 3), at=f"A{len(rows) + 4 + 4 * len(rows)}")
    for pulse in report.pulses:
        sheet.append([])
        sheet.append([guarded(cell) for cell in (word(f"report.pulse.{pulse.key}"), *pulse.labels)])
        for key in ("before", "after"):
            sheet.append([word(f"report.pulse.{key}") + " (%)", *_steps(pulse, key)])


def _steps(pulse: Pulse, key: str) -> tuple[int, ...]:
    side = pulse.before if key == "before" else pulse.after
    return side.shares if side else ()


def _earlier(book: Workbook, report: Report) -> None:
    word = partial(say, lang=report.lang)
    names = [word(f"report.fact.{skill}") for skill in SKILLS] + [word(f"report.pulse.{key}") for key in PULSES]
    rows: list[Sequence[Cell]] = [
        (one.date, one.heads, *one.skills.values(), *one.pulses.values()) for one in report.earlier
    ]
    head = [word("report.earlier.date"), word("report.attendance.heads"), *(f"{name} (%)" for name in names)]
    _sheet(book, report, "earlier", head, rows or [(word("report.earlier.none"),)], (24, 10, 18, 18, 18, 18, 18))


def _limits(book: Workbook, report: Report) -> None:
    rows = [(say(f"report.limits.{name}", report.lang),) for name in LIMITS]
    _sheet(book, report, "limits", [say("report.limits", report.lang)], rows, (120,))


def _bars(sheet: Any, title: str, count: int, *, columns: tuple[int, int], at: str) -> None:
    """A bar chart of percentages; names stand in the first column."""
    chart: Any = BarChart()
    chart.type, chart.style, chart.title = "bar", 10, title
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.add_data(Reference(sheet, min_col=columns[0], max_col=columns[1], min_row=1, max_row=count + 1), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=count + 1))
    for series, ink in zip(chart.series, ("A58BF0", "5B2EDB") if len(chart.series) > 1 else ("5B2EDB",), strict=True):
        series.graphicalProperties.solidFill = ink
    chart.height, chart.width = 2.5 + 0.9 * count, 18
    sheet.add_chart(chart, at)
