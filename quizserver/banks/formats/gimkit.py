"""Gimkit's two import templates: a right answer and up to three wrong ones, or a right answer that is typed.

The right answer stands first for everybody: the round type shows options in an order of each room's own.
"""

from __future__ import annotations

from quizserver.banks.formats.common import rows
from quizserver.banks.formats.common.columns import Header, find, said_above
from quizserver.banks.sources.cells import Table

TITLE = {"id": "Templat Gimkit", "en": "Gimkit template"}
ENDINGS = (".csv", ".xlsx")


def _header(table: Table) -> Header | None:
    header = find(table)
    if header is None or not header.keys or header.options:
        return None
    above = said_above(table, header)
    by_name = header.names[:3] == ["question", "correct answer", "incorrect answer 1"]
    return header if "gimkit" in above or by_name else None


recognise, parse = rows.of_template(_header)
