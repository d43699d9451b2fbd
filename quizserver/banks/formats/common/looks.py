"""How the sheets look that we write: their font, and rows as tall as what stands in them.

Excel measures such rows itself when it opens a file; LibreOffice Calc takes the height that the file gives and cuts the text off.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from openpyxl.styles import Font
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension

LINE = 15
"""Points, of Calibri 11."""

PER_WIDTH = 1.1
"""Letters of a line for each 1 of a column's width, what wrapping loses taken off."""

MOST_LINES = 27
"""Excel shows no taller row."""


def font(**looks: Any) -> Font:
    """The font of cells without one of their own; without a name each program takes another."""
    return Font(**{"name": "Calibri", "size": 11, **looks})


class _Row(RowDimension):  # type: ignore[misc]
    """A height that is only where the row begins: it still grows and shrinks with its text."""

    @property
    def customHeight(self) -> bool:
        return False


def fit_rows(sheet: Any) -> None:
    """For wrapped cells: columns have their widths by now, and rows that are hidden or have a height stay so."""
    room = {place: int(PER_WIDTH * sheet.column_dimensions[get_column_letter(place)].width) for place in range(1, sheet.max_column + 1)}
    lines: Counter[int] = Counter()
    for (at, place), cell in sheet._cells.items():
        if isinstance(cell.value, str) and (len(cell.value) > room[place] or "\n" in cell.value):
            needed = sum(max(1, -(-len(line) // room[place])) for line in cell.value.split("\n"))
            lines[at] = max(lines[at], needed)
    for at, count in lines.items():
        if count > 1 and at not in sheet.row_dimensions:
            sheet.row_dimensions[at] = _Row(sheet, index=at, ht=LINE * min(count, MOST_LINES))
