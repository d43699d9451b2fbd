"""Files to break: a bank and a programme that are right, written to a folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizserver.banks.check import check
from quizserver.banks.model import Problem

BANK = """\
format: 1
kind: bank
id: kuis
title: {id: "Kuis", en: "Quiz"}
source: "Ditulis untuk uji coba."
items:
  - id: satu
    type: choice
    text:
      id: "Siapa yang bisa membantu?"
      en: "Who can help?"
    options:
      - text:
          id: "Guru BK"
          en: "A counsellor"
        right: true
      - text:
          id: "Tidak ada"
          en: "Nobody"
    explanation:
      id: "Orang dewasa yang kamu percaya."
      en: "An adult you trust."
  - id: dua
    type: choice
    text: {id: "Bercerita itu berani.", en: "Telling is brave."}
    answer: true
    explanation: {id: "Ya, dan menolong.", en: "Yes, and it helps."}
"""

PROGRAMME = """\
format: 1
kind: programme
id: pagi
title: {id: "Pagi", en: "Morning"}
minutes: 30
sections:
  - title: {id: "Kuis", en: "Quiz"}
    intro: {id: "Dua soal.", en: "Two questions."}
    items:
      - kuis/satu
      - kuis/dua
"""

GUESS = """\
format: 1
kind: bank
id: kata
title: {id: "Kata", en: "Words"}
source: "Ditulis untuk uji coba."
items:
  - id: hormat
    type: guess
    word: {id: "hormat", en: "honour"}
    clues:
      - {id: "Terlihat dari sikap", en: "Seen in how one acts"}
      - {id: "Untuk semua orang", en: "For everyone"}
      - {id: "Kepada guru aku …", en: "To a teacher I show …"}
    explanation: {id: "Semua orang layak dihargai.", en: "Everyone deserves it."}
  - id: menghargai
    type: guess
    word: {id: "menghargai", en: "respect"}
    clues:
      - {id: "Lawannya meremehkan", en: "Not looking down"}
      - {id: "Saat pendapat berbeda", en: "When opinions differ"}
      - {id: "Aku tetap … pendapatmu", en: "I still … your view"}
    accept:
      id: [hargai]
      en: [value]
    near:
      id: [penghargaan]
      en: []
    explanation: {id: "Mendengar sampai selesai.", en: "Listening to the end."}
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """`write("kuis.yaml", BANK, old="…", new="…")` puts a file, with one place of it changed, into the test's folder."""

    def to_file(name: str, text: str | bytes, old: str = "", new: str = "") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            assert old in text
            path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8", newline="")
        return path

    return to_file


def only(path: Path, lang: str = "en") -> Problem:
    """The one problem of a file."""
    problems = check([path], lang)
    assert len(problems) == 1, problems
    return problems[0]


def line_of(path: Path, text: str, which: int = 1) -> int:
    """The line of the `which`th line that holds `text`."""
    found = [number for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1) if text in line]
    return found[which - 1]
