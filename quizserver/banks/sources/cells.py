"""A table and its cells: what a person sees in each, and which of them cannot be taken for what they show.

Used by workbook.py and delimited.py; what the columns mean: columns.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal

from quizserver.banks.sources.said import Said

MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 10_000
"""Characters; what is longer is refused by the limits of every field anyway."""

ERRORS = re.compile(r"#(REF!|NAME\?|N/A|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|#{3,}")
ALTERED_BY_EXCEL = re.compile(r"\d{1,2}[-/ ](jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)[a-z]*", re.IGNORECASE)
"""A text that Excel most likely made of something like `1-2`, in a csv file that it saved."""

AS_TEXT = re.compile(r'="([^"]*)"')
"""How some programs keep a spreadsheet from taking text for a number."""

RISKY = ("=", "+", "-", "@", "\t", "\r")
MARKED = re.compile(rf"'(?='*[=+\-@]|'*(?:{ERRORS.pattern})\Z)")
"""An apostrophe that only keeps a text from being taken for something else."""


@dataclass(slots=True)
class Table:
    """A sheet, or a csv file (then `name` is empty). Cells are trimmed text as a person sees them: `20`, not `20.0`; empty cells are ``.

    `rows[n]` is line or row n + 1 of the file: empty ones are kept, so that a place can be named; cells that are missing at
    the end of a row are empty. `odd`: by row and column (from 0), why a cell cannot be taken for what it shows. `is_cut`: a text had
    more lines than a table may have; it may still be no table at all. `widths`: of a csv, how
    many cells each row has, empty ones at its end counted too. `is_wide`: there are cells beyond `MOST_COLUMNS`, not read.
    """

    name: str
    rows: list[list[str]]
    odd: dict[tuple[int, int], Said] = field(default_factory=dict)
    is_cut: bool = False
    widths: dict[int, int] = field(default_factory=dict)
    is_wide: bool = False


def as_text(value: object, number_format: str = "General") -> tuple[str, Said | None]:
    """What a person sees in a cell, and what is odd about it."""
    if value is None:
        return "", None
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), None
    if isinstance(value, int | float):
        return _number(value, number_format), None
    if isinstance(value, date | time | timedelta):  # a datetime is a date
        shown = str(value).removesuffix(" 00:00:00")
        return shown, Said("import.cell_date", {"shown": shown})
    text = str(value).replace("_x000D_", "").strip()
    if ERRORS.fullmatch(text):
        return text, Said("import.cell_error", {"shown": text})
    if len(text) > LONGEST_CELL:
        return text[:LONGEST_CELL], Said("import.cell_long", {"length": len(text), "most": LONGEST_CELL})
    if kept := AS_TEXT.fullmatch(text):
        return kept[1].strip(), None
    return (text[1:] if MARKED.match(text) else text), None


def is_risky(text: str) -> bool:
    """Whether a spreadsheet would run this text as a formula, if it took it for one."""
    return text.startswith(RISKY)


def kept(text: str) -> str:
    """The text as it has to stand in a cell so that `as_text` gives it back: with an apostrophe where it would be taken for something."""
    return text if as_text(text) == (text.strip(), None) else f"'{text}"


def guarded(text: str) -> str:
    """The text as it has to stand in a csv, where only an apostrophe keeps it from being a formula."""
    return f"'{text}" if is_risky(text) else kept(text)


def _number(value: float, number_format: str) -> str:
    if number_format.endswith("%"):
        return f"{value * 100:.15g}%"
    text = f"{value:.15g}"
    if re.fullmatch(r"0{2,}", number_format) and text.isdecimal():
        return text.zfill(len(number_format))
    return text if "e" not in text else f"{Decimal(text):f}"
