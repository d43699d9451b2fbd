"""Lists of students, marks and results reports of any tool: no quiz. Recognised, so that they can be refused with that reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizserver.banks.formats import Entry, Refusal
from quizserver.banks.formats.common.columns import PEOPLE, SEARCHED_ROWS, find, named
from quizserver.banks.sources.source import Source

TITLE = {"id": "Daftar siswa atau laporan hasil (ditolak: bukan soal)", "en": "List of students or results report (refused: it is no quiz)"}
ENDINGS = (".xlsx", ".csv")

NAME = re.compile(r"(nama|name)( lengkap)?|full name|nickname|first name|last name|nama (panggilan|depan|belakang)")
BESIDE = re.compile(
    r"no\W*( absen)?|nomor|kelas|class|group|nilai( akhir)?|skor|score|rank|mark|hadir|tanda tangan|paraf|email( address)?|"
    r"alamat( email)?|umur|(soal |jawaban |q)?\d+$"
)
"""What stands in such lists beside names, by how it begins."""


def recognise(source: Source) -> bool:
    """No table is a quiz, and one has a column for people."""
    rows = [row for table in source.tables for row in table.rows[:SEARCHED_ROWS]]
    if not source.tables and source.text:
        rows = [[line] for line in source.text.strip().split("\n", 1)[:1]]
    return any(map(_is_header, rows)) and not any(map(find, source.tables))


def parse(source: Source) -> Iterator[Entry]:
    raise Refusal("import.people")


def _is_header(row: Sequence[str]) -> bool:
    """`No, Nama Siswa, Nilai`; a plain `Nama` only where nothing but what belongs to lists of people stands beside it."""
    names = [name for name in map(named, row) if name]
    if any(map(PEOPLE.fullmatch, names)):
        return len(names) > 1
    return any(map(NAME.fullmatch, names)) and all(NAME.fullmatch(name) or BESIDE.match(name) for name in names)
