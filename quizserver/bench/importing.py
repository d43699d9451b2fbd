"""How long a large workbook of another tool takes to come in as a bank, child process and all."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass

import openpyxl

from quizserver.banks.importing import to_bank
from quizserver.live import imports

ROWS = 5_000
TARGET_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """`small_seconds`: of a tenth of the rows, to see that time grows with them and not faster."""

    rows: int
    seconds: float
    small_seconds: float

    def line(self) -> str:
        is_ok = self.seconds <= TARGET_SECONDS
        return (
            f"Import of {self.rows:,} rows: {self.seconds:.1f} s, a tenth of them {self.small_seconds:.1f} s.  "
            f"≤ {TARGET_SECONDS:.0f} {'ok' if is_ok else 'MISSED'}"
        )


def measure(lang: str, rows: int = ROWS) -> ImportedRows:
    """From the file's bytes to the text of the bank. Raises as imports.read does."""
    small, whole = _seconds(rows // 10, lang), _seconds(rows, lang)
    return ImportedRows(rows, whole, small)


def _seconds(rows: int, lang: str) -> float:
    content = workbook(rows)
    began = time.perf_counter()
    told = imports.read("bench.xlsx", content, lang, time.sleep)
    items = [entry["item"] for entry in told["items"]]
    to_bank(items, "bench", "Bench", "Bench.")
    if len(items) != rows:
        raise RuntimeError(f"{len(items)} of {rows} rows were imported")
    return time.perf_counter() - began


def workbook(rows: int) -> bytes:
    """A spreadsheet with so many questions."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Kuis")
    sheet.append(["Soal", "A", "B", "C", "D", "Kunci", "Waktu", "Pembahasan"])
    for n in range(rows):
        question = f"Soal nomor {n} tentang perundungan?"
        sheet.append([question, f"jawaban {n}", "kamu", "dia", "mereka", "A", 20.0, "Karena begitulah adanya."])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
