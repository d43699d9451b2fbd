"""Writes a plain table of questions with `;` between cells, that any spreadsheet opens and the import reads back.

What reads it: table.py.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from contextlib import suppress

from quizserver.banks.formats.common import keys
from quizserver.banks.formats.common.asked import Asked, asked, both_ways, shown
from quizserver.banks.formats.table import TITLE
from quizserver.banks.sources.cells import guarded
from quizserver.banks.sources.said import Refusal, Said
from quizserver.catalogue import say
from quizserver.core.facts import Json

__all__ = ["ENDING", "TITLE", "piece", "write"]

ENDING = ".csv"

KINDS = ("choice", "statement", "typed", "number", "poll")
MOST_OPTIONS = 8
LETTERS = "ABCDEFGH"
DELIMITER = ";"
"""What Excel splits at where the comma is the decimal sign, as in Indonesia."""

BOM = "\ufeff"


def piece(item: Json, lang: str, left: list[Said]) -> list[str]:
    found = asked(item, lang, left, kinds=KINDS, keeps=("seconds",), is_plain=False)
    kind, options, key = found.kind, found.options, ""
    if kind in ("choice", "statement"):
        found = both_ways(found, lang)
        options, key = found.options, _key(found)
    elif kind == "typed":
        options = found.answers[:MOST_OPTIONS]
        if left_out := found.answers[MOST_OPTIONS:]:
            left.append(Said("import.answers_left", {"answers": ", ".join(left_out)}))
    elif kind == "number":
        # With a comma, as in Indonesia: with a point it could be thousands.
        key = shown(found.value).replace(".", ",")
        if found.tolerance:
            left.append(Said("export.part_left", {"part": Said("staff.field.tolerance")}))
    listed = [*options, *[""] * (MOST_OPTIONS - len(options))]
    seconds = f"{found.seconds:g}".replace(".", ",") if found.seconds else ""
    return [say(f"export.csv.kind.{kind}", lang), found.text, *listed, key, seconds, found.why]


def _key(found: Asked) -> str:
    """Letters, or with their column's name where an option reads like a letter itself."""
    letters = ", ".join(LETTERS[n] for n in found.right)
    with suppress(Refusal):
        if keys.read(letters, found.options) == found.right and not any(keys.NAME.fullmatch(option) for option in found.options):
            return letters
    return ", ".join(f"option_{LETTERS[n]}" for n in found.right)


def write(title: str, pieces: Sequence[Sequence[str]], lang: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    options = [f"{say('export.csv.option', lang)} {letter}" for letter in LETTERS]
    names = ("kind", "question", "key", "seconds", "why")
    kind, question, *rest = (say(f"export.csv.{name}", lang) for name in names)
    writer.writerow([kind, question, *options, *rest])
    writer.writerows([guarded(cell) for cell in row] for row in pieces)
    return (BOM + text.getvalue()).encode()
