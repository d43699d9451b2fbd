"""Kahoot's spreadsheet template, in both generations and any language: its header may stand anywhere in the first rows.

Answers are numbered from 1 in its key ("1,3"). Its results report is no quiz: kahoot_report.py.
"""

from __future__ import annotations

import re

from quizserver.banks.formats.common import rows
from quizserver.banks.formats.common.columns import Header, find, said_above
from quizserver.banks.sources.cells import Table

TITLE = {"id": "Templat Kahoot", "en": "Kahoot template"}
ENDINGS = (".xlsx", ".csv")

LIMIT = re.compile(r"\b\d{2,3}\b.*(char|karakter|caract|zeichen|tekens|teken|tecken|tegn|znak|merk)")
"""`max 120 characters`, in whatever language."""

ANSWER = re.compile(r"(answer|jawaban|respuesta|antwort|réponse|resposta|risposta|cevap|antwoord)s? ?\d")


def _header(table: Table) -> Header | None:
    header = find(table)
    if header is None or len(header.options) < 2 or not header.keys:
        return None
    above = said_above(table, header)
    is_named = "kahoot" in above or "quiz template" in above or LIMIT.search(header.names[header.fields["question"]])
    is_plain = header.has("time") and not any(map(header.has, ("type", "explanation", "number")))
    is_bare = is_plain and all(ANSWER.match(header.names[column]) for column in header.options)
    return header if is_named or is_bare else None


recognise, parse = rows.of_template(_header, prefer="name")
