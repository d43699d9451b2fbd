"""Blooket's import template: a title row, column names with line breaks in them, a column `typing` for answers that are typed."""

from __future__ import annotations

from quizserver.banks.formats.common import rows
from quizserver.banks.formats.common.columns import Header, find, said_above
from quizserver.banks.sources.cells import Table

TITLE = {"id": "Templat Blooket", "en": "Blooket template"}
ENDINGS = (".csv", ".xlsx")


def _header(table: Table) -> Header | None:
    header = find(table)
    if header is None or len(header.options) < 2 or not header.keys:
        return None
    unnamed = [column for row in table.rows[header.row + 1 :] for column, cell in enumerate(row) if cell.casefold() == "typing"]
    if unnamed and not header.has("typing") and not any(header.names[unnamed[0] : unnamed[0] + 1]):
        header.fields["typing"] = unnamed[0]
    above = said_above(table, header)
    by_name = "question #" in header.names and "question text" in header.names
    return header if "blooket" in above or by_name else None


recognise, parse = rows.of_template(_header, prefer="name")
