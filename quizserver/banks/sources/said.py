"""What an import says of a file: places, repairs, and the refusal of one entry. Sentences: words/import.yaml.

Nothing is said in a language here: importing.py does that. The refusal of a file as a whole: unreadable.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Said(NamedTuple):
    """A sentence of words/import.yaml before it is said in a language. A value may itself be one."""

    key: str
    values: Mapping[str, Any] = {}


def at_row(row: int, sheet: str = "") -> Said:
    """A place in a table; rows count from 1, as spreadsheets do."""
    return Said("import.sheet_row", {"sheet": sheet, "row": row}) if sheet else Said("import.row", {"row": row})


def at_line(line: int) -> Said:
    return Said("import.line", {"line": line})


def at_number(n: int) -> Said:
    """A place in a file that has neither rows nor lines worth naming; counted from 1."""
    return Said("import.number", {"n": n})


def at_part(path: str, n: int = 0) -> Said:
    """A file inside a package, and the question in it, counted from 1; 0 when it holds one only."""
    return Said("import.part_number", {"path": path, "n": n}) if n else Said("import.part", {"path": path})


class Refusal(Exception):
    """This entry of a file cannot become an item; the others go on. Raised by `parse` helpers (made.py), caught by `made.entry`.

    `read`: as much of an item as could be read, for a person who puts it right.
    """

    def __init__(self, key: str, /, **values: Any) -> None:
        super().__init__(key)
        self.said = Said(key, values)
        self.read: dict[str, Any] | None = None
