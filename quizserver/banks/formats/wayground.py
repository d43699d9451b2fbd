"""Wayground's (formerly Quizizz) spreadsheet: a type for each question, and below the header a row of instructions."""

from __future__ import annotations

import re

from quizserver.banks.formats.common import rows
from quizserver.banks.formats.common.columns import Header, find
from quizserver.banks.sources.cells import Table

TITLE = {"id": "Templat Wayground (Quizizz)", "en": "Wayground (Quizizz) template"}
ENDINGS = (".xlsx", ".csv")

INSTRUCTION = re.compile(
    r"\((required|optional|default|wajib|opsional)|default (is|adalah)|^text (of|for) |^teks (soal|pertanyaan|untuk) ", re.IGNORECASE
)


def _header(table: Table) -> Header | None:
    """`row` is the row of instructions, where there is one."""
    header = find(table)
    if header is None or not header.has("question", "type") or len(header.options) < 2 or not header.keys:
        return None
    names = [header.names[column] for column in (header.fields["question"], header.fields["type"], *header.options[:2])]
    if names != ["question text", "question type", "option 1", "option 2"] and "quiz" not in table.name.casefold():
        return None
    below = table.rows[header.row + 1] if header.row + 1 < len(table.rows) else []
    if any(INSTRUCTION.search(cell) for cell in below):
        header.row += 1
    return header


recognise, parse = rows.of_template(_header, prefer="name")
