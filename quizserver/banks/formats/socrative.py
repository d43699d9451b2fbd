"""Socrative's quiz template: a type, answers A to E, and up to five columns for the letters of the right ones."""

from __future__ import annotations

from quizserver.banks.formats.common import rows
from quizserver.banks.formats.common.columns import Header, find, said_above
from quizserver.banks.sources.cells import Table

TITLE = {"id": "Templat Socrative", "en": "Socrative template"}
ENDINGS = (".xlsx",)


def _header(table: Table) -> Header | None:
    header = find(table)
    if header is None or not header.has("question", "type") or len(header.options) < 2 or not header.keys:
        return None
    above = said_above(table, header)
    return header if "socrative" in above or len(header.keys) > 1 or "quiz name" in above else None


recognise, parse = rows.of_template(_header, prefer="name")
