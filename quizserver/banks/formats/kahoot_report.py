"""Kahoot's results report: what children answered, not a quiz. Recognised, so that it can be refused with that reason."""

from __future__ import annotations

from collections.abc import Iterator

from quizserver.banks.formats import Entry, Refusal
from quizserver.banks.formats.common.columns import SEARCHED_ROWS, named
from quizserver.banks.sources.source import Source

TITLE = {"id": "Laporan hasil Kahoot (ditolak: bukan kuis)", "en": "Kahoot results report (refused: it is no quiz)"}
ENDINGS = (".xlsx",)

SHEETS = {"rawreportdata data", "final scores", "kahoot! summary", "skor akhir"}
MARKS = {
    "player",
    "correct / incorrect",
    "score (points)",
    "score without answer streak bonus (points)",
    "current total score (points)",
    "answer time (seconds)",
    "answer time (%)",
    "total score (points)",
    "correct answers",
    "incorrect answers",
    "rank",
}
FEWEST_MARKS = 3


def recognise(source: Source) -> bool:
    for table in source.tables:
        if table.name.casefold() in SHEETS:
            return True
        if any(len({named(cell) for cell in row} & MARKS) >= FEWEST_MARKS for row in table.rows[:SEARCHED_ROWS]):
            return True
    return False


def parse(source: Source) -> Iterator[Entry]:
    raise Refusal("import.kahoot_report")
