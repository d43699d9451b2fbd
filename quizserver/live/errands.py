"""What the server has its children do about visits: report, receipt, wipe, moving in and out. Nothing is computed here.

Each is a command of cli/visit.py, run by child.py; its refusal comes back as its own sentence.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from quizserver.core.facts import Json
from quizserver.errors import QuizError
from quizserver.live import child

WIPE_SECONDS = 120.0
"""Building a large journal anew on a slow disk."""


class Errands:
    """`data` is the server's own folder; `sleep` lets the others run meanwhile."""

    def __init__(self, data: Path, sleep: Callable[[float], None]) -> None:
        self._data = data
        self._sleep = sleep

    def visits(self, lang: str) -> list[Json]:
        """Every visit that was closed here, newest first; keeps the counts of those just closed. All here raise as child.run does."""
        listed: list[Json] = json.loads(self._run(["visits"], lang))
        return listed

    def catch_up(self, lang: str) -> None:
        """Keeps counts and does what is due. What fails is done the next time."""
        try:
            self.visits(lang)
        except QuizError:
            return

    def report(self, visit: str, kind: str, lang: str) -> bytes:
        """The report on a visit (a number or `last`) as `pdf`, `xlsx` or `csv`; its `receipt` as PDF."""
        return self._run(["report", visit, f"--{kind}", "--out", "-"], lang)

    def wipe(self, number: int, lang: str) -> None:
        self._run(["wipe", str(number), "--yes"], lang, seconds=WIPE_SECONDS)

    def packed(self, room: str, lang: str) -> bytes:
        """The file of a visit that was closed as moved: `last`, or its number."""
        return self._run(["room", "export", room, "--out", "-", "--beside"], lang)

    def unpacked(self, content: bytes, lang: str) -> str:
        """Takes a visit over into the journal; the name of its room."""
        return self._run(["room", "import", "-", "--beside"], lang, stdin=content).decode().strip()

    def _run(self, command: list[str], lang: str, *, stdin: bytes = b"", seconds: float = child.LONGEST) -> bytes:
        return child.run([*command, "--data", str(self._data), "--lang", lang], self._sleep, stdin=stdin, seconds=seconds)
