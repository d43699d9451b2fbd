"""ClassQuiz's export to Excel: title and description above, answers called `1st Answer`, their numbers in the key.

Its own file format (.cqa): classquiz.py.
"""

from __future__ import annotations

from quizserver.banks.formats.common import rows
from quizserver.banks.formats.common.columns import Header, find
from quizserver.banks.sources.cells import Table

TITLE = {"id": "ClassQuiz (Excel)", "en": "ClassQuiz (Excel)"}
ENDINGS = (".xlsx",)


def _header(table: Table) -> Header | None:
    header = find(table)
    is_ours = header is not None and "1st answer" in header.names and bool(header.keys)
    return header if is_ours else None


recognise, parse = rows.of_template(_header, prefer="name")
