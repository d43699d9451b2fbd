"""Finds the header of a table, wherever it stands and in whatever language, and reads rows by what their columns are called.

Which header belongs to which tool: the formats. What becomes of a row: rows.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from openpyxl.utils.cell import get_column_letter

from quizserver.banks.sources.cells import MOST_ROWS, Table
from quizserver.banks.sources.said import Refusal, Said, at_row
from quizserver.banks.sources.unreadable import Unreadable

SEARCHED_ROWS = 40
LONGEST_NAME = 160
"""A longer cell is no column's name but an instruction."""

ANSWER = (
    "answer|option|choice|alternative|ans|opt|jawaban|jawapan|jwb|pilihan jawaban|pilihan|opsi|alternatif|respuesta|opción|opcion|antwort|"
    "réponse|reponse|resposta|alternativa|opção|antwoord|optie|risposta|opzione|cevap|yanıt|seçenek|svar|svaralternativ|vastaus|odpowiedź|"
    "ответ|вариант|答案|选项|đáp án|lựa chọn|ตัวเลือก"
)
QUESTION = (
    "question|pertanyaan|soal|soalan|pregunta|frage|pergunta|vraag|domanda|soru|spørsmål|spörsmål|fråga|kysymys|pytanie|вопрос|問題|问题|"
    "câu hỏi|คำถาม|stem|prompt|statement|pernyataan|title text"
)
BOTH_WAYS = "b ?/ ?s|t ?/ ?f|benar ?/ ?salah|true ?/ ?false"
"""How a column for the answers to statements may be called."""

RIGHT = "right|benar|betul|tepat|corr?e[ck]?t|richtig|juist|bonne|doğru|riktig|rätt|oikea|poprawn|правильн|đúng|key|kunci|solution|solusi"

FIELDS: tuple[tuple[str, str], ...] = (
    (
        "explanation",
        r"(answer |jawaban )?(explan|explic|erkl|rationale|feedback|umpan balik|penjelasan|pembahasan|keterangan|alasan|reason|justif)",
    ),
    ("wrong", r"(incorrect|wrong|false answer|jawaban (yang )?salah|pilihan salah|salah|distra[ck]tor|pengecoh)\b"),
    ("flag", r"(is ?(correct|right|true)|correct\??|benar\??|right\??) ?[\da-h]$"),
    ("key", rf"(the |nomor |no\.? |kode |index |number of )*({RIGHT})|({ANSWER})\W.*({RIGHT})|{BOTH_WAYS}$"),
    ("type", r"(question |soal )?(type|tipe|jenis|bentuk|tipo|typ)\b|(jenis|tipe|bentuk) (soal|pertanyaan)"),
    ("time", r"(time(?!stamp)|waktu|batas waktu|durasi|duration|seconds?$|detik|l[ií]mite de t|zeit|temps|tempo|tijd|had masa|süre|limit)"),
    ("level", r"(tingkat|level|difficulty|kesulitan|taraf)( kesulitan| kesukaran| level)?$"),
    ("tag", r"(tags?|label|kategori|category|topik|topic|tema|materi|subject|mata pelajaran|mapel|bab)$"),
    ("source", r"(sumber|source|referensi|reference|rujukan)( soal)?$"),
    ("image", r".*\b(image|gambar|picture|foto|photo|media|video|bild|imagen|imagem)\b"),
    ("typing", r"typing|typed"),
    ("points", r"(points?|score|skor|bobot|nilai|poin|marks?)\b"),
    ("options", rf"(list of |daftar )?({ANSWER})(s|es|n)?( jawaban)?( \(.*)?$"),
    ("number", rf"(no|nr|nomor|num|number|#|id|urutan|({QUESTION}) ?(#|no\b|nomor|number|id\b)).{{0,3}}$"),
    ("question", rf"(text |teks |isi |butir |naskah |bunyi |uraian |kalimat |multiple choice )*({QUESTION})|q$"),
)
"""What a column is, by how its name begins; the first that fits. Options come before all of them: `OPTION`."""

OPTION = re.compile(
    rf"(text for )?(({ANSWER}) )?({ANSWER})s?[ .:_-]*\(?(\d{{1,2}}|[a-j])\b(?! ?/)(?!.*\b(image|gambar|explan|feedback))|"
    rf"\d(st|nd|rd|th) ({ANSWER})|([a-h]|\d)[.)]? ({ANSWER}|seçeneği)|[a-h1-8][.)]?$"
)
LISTING = re.compile(r"(list of |daftar )?(option|choice|alternati|pilihan|opsi|opci|opção|optie|opzion)")
"""A column of answers that are offered; `Jawaban` may also be the one that is right."""

PEOPLE = re.compile(
    r"(nama|name)( lengkap)? (siswa|murid|peserta( didik)?|anak)|(siswa|murid|peserta didik|nisn?|nis ?/ ?nisn|l ?/ ?p)|"
    r"(student|player|participant)s?'?( (full )?names?)?|player .+|accuracy|average time|unattempted|times (answered|correct)"
)
"""A column of what children are called or have answered: such a table is no quiz (people.py)."""

RULE = re.compile(r"[ :|_=-]*")
UNNAMED = re.compile(r"typing$|https?://")
"""What tools write beyond the columns that they name."""

KEY = re.compile(rf"(the )?({RIGHT})( ({ANSWER})| jawaban)?")
KNOWN = tuple((name, re.compile(pattern)) for name, pattern in FIELDS)
BRACKETS = re.compile(r"[\[\]]")
PARTS = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|_")


def named(cell: str) -> str:
    """A column's name as it is compared: small letters, one space, plain dashes, no square brackets; `correctAnswer` is
    `correct answer`."""
    plain = re.sub(r"[–—]", "-", BRACKETS.sub(" ", PARTS.sub(" ", cell)))
    return re.sub(r"^\d+\. (?=\w{2})", "", " ".join(plain.casefold().split())).strip(" :*?“”")


@dataclass(slots=True)
class Header:
    """Where the columns of a table stand, from 0. `row` is the last row of the header."""

    row: int
    names: list[str]
    fields: dict[str, int] = field(default_factory=dict)
    options: list[int] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)

    def has(self, *names: str) -> bool:
        return all(name in self.fields for name in names)

    @property
    def is_quiz(self) -> bool:
        answers = len(self.options) > 1 or self.keys or self.wrong or self.has("options")
        return self.has("question") and bool(answers) and not any(map(PEOPLE.fullmatch, self.names))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table below its header. Reading a cell raises Refusal when it cannot be taken for what it shows."""

    table: Table
    header: Header
    at: int
    where: Said

    @property
    def title(self) -> str:
        return self._text(self.header.fields["question"]) or next(filter(None, self.table.rows[self.at]), "")

    def cell(self, name: str) -> str:
        """The cell in the column of this kind; empty if there is none."""
        return self.at_column(self.header.fields[name]) if name in self.header.fields else ""

    def cells(self, columns: Sequence[int]) -> list[str]:
        return [self.at_column(column) for column in columns]

    def at_column(self, column: int) -> str:
        if odd := self.table.odd.get((self.at, column)):
            raise Refusal("import.in_column", column=get_column_letter(column + 1), why=odd)
        return self._text(column)

    def shown(self, column: int) -> str:
        """The cell as it looks, whatever it was meant to be; empty for -1."""
        return self._text(column) if column >= 0 else ""

    def _text(self, column: int) -> str:
        row = self.table.rows[self.at]
        return row[column] if column < len(row) else ""


def said_above(table: Table, header: Header) -> str:
    """All that stands above the header, in small letters: templates name themselves there."""
    return " ".join(cell for row in table.rows[: header.row] for cell in row).casefold()


def find(table: Table) -> Header | None:
    """The first row that names a question and its answers. Two rows may do so together ("Pilihan jawaban" above A, B, C, D)."""
    for at, cells in enumerate(table.rows[:SEARCHED_ROWS]):
        if sum(map(bool, cells)) < 2:
            continue
        header = read(at, cells)
        below = table.rows[at + 1] if at + 1 < len(table.rows) else []
        if header.has("question") and len(header.options) < 2:
            both = read(at + 1, _together(cells, below))
            if len(both.options) > 1 and all(map(_is_lower_name, below, _padded(cells, len(below)))):
                return both
        if header.is_quiz and not _only_counts(table, header):
            return header
    return None


def _only_counts(table: Table, header: Header) -> bool:
    """Whether `Correct` and `Incorrect` say how many answered so: a results report."""
    columns = [column for column, name in enumerate(header.names) if name in ("correct", "incorrect")]
    cells = [row[column] for row in table.rows[header.row + 1 :] for column in columns if column < len(row) and row[column]]
    return len(columns) == 2 and not header.options and all(map(str.isdecimal, cells))


def read(at: int, cells: Sequence[str]) -> Header:
    """What the cells of row `at` call their columns."""
    header = Header(at, [named(cell) if len(cell) <= LONGEST_NAME else "" for cell in cells])
    alone: list[int] = []
    lists = {
        "option": header.options,
        "key": header.keys,
        "wrong": header.wrong,
        "flag": header.flags,
        "tag": header.tags,
        "options": alone,
    }
    for column, name in enumerate(header.names):
        kind = "option" if OPTION.match(name) else next((kind for kind, pattern in KNOWN if pattern.match(name)), "")
        if kind in lists:
            lists[kind].append(column)
        elif kind:
            header.fields.setdefault(kind, column)
    if not header.has("question") and len(header.names) > 1:
        _numbers_are_questions(header)
    _place_unnumbered(header, alone)
    return header


def _place_unnumbered(header: Header, columns: Sequence[int]) -> None:
    """Columns called `Jawaban` or `Pilihan` and no more: several options, one list of them, or the key, by what else there is."""
    listing = [column for column in columns if LISTING.match(header.names[column])]
    if len(columns) > 1 and len({header.names[column] for column in columns}) == 1:
        header.options = header.options or list(columns)
    elif len(header.options) > 1 or header.wrong or not (listing or header.keys):
        header.keys = header.keys or list(columns[:1])
    elif columns:
        header.fields["options"] = (listing or list(columns))[0]
        header.keys = header.keys or [column for column in columns if column not in listing][:1] or list(listing[1:2])
    if header.has("options") and not header.keys:
        header.keys = [header.fields.pop("options")]


def _numbers_are_questions(header: Header) -> None:
    """`Soal` may be called by what looks like its number only (`Question #`), with nothing else that holds the text."""
    column = header.fields.get("number", -1)
    if column >= 0 and re.match(QUESTION, header.names[column]):
        header.fields["question"] = header.fields.pop("number")


def _together(above: Sequence[str], below: Sequence[str]) -> list[str]:
    wide = max(len(above), len(below))
    return [low or high for high, low in zip(_padded(above, wide), _padded(below, wide), strict=True)]


def _padded(cells: Sequence[str], wide: int) -> list[str]:
    return [*cells, *[""] * (wide - len(cells))][:wide]


def _is_lower_name(cell: str, above: str) -> bool:
    """Whether a cell of a header's second row names its column, or is the first row's cell merged downwards."""
    name = named(cell)
    return name in ("", named(above)) or bool(OPTION.match(name) or KEY.fullmatch(name))


def _mark_shifted(table: Table, header: Header) -> None:
    """Rows of a csv with more cells than the header: a comma without quotation marks moved what follows into other columns. Where all
    rows are so, the header lacks a name."""
    filled = [at for at in table.widths if at > header.row and table.rows[at]]
    most = table.widths.get(header.row, 0)
    long = [at for at in filled if table.widths[at] > most]
    for at in long if len(long) < max(len(filled), 2) else ():
        beyond = [cell for cell in table.rows[at][most:] if cell]
        if not beyond or not all(map(UNNAMED.match, beyond)):
            table.odd[at, header.fields["question"]] = Said("import.many_cells", {"count": table.widths[at], "most": most})


def rows(tables: Sequence[Table], headers: Sequence[Header | None]) -> Iterator[Row]:
    """The rows with content below each header; numbers, times and types alone are a template that was not filled in.

    Raises Unreadable when a table goes on beyond what is read of one.
    """
    several = sum(header is not None for header in headers) > 1
    for table, header in zip(tables, headers, strict=True):
        if header is None:
            continue
        if table.is_cut:
            raise Unreadable("import.too_many_rows", most=MOST_ROWS)
        _mark_shifted(table, header)
        told = [header.fields[name] for name in ("question", "options", "explanation") if header.has(name)]
        told += [*header.options, *header.keys, *header.wrong]
        for at in range(header.row + 1, len(table.rows)):
            cells = table.rows[at]
            is_filled = any((column < len(cells) and cells[column]) or (at, column) in table.odd for column in told)
            is_row = [named(cell) for cell in cells] != header.names and not all(map(RULE.fullmatch, cells))
            if is_filled and is_row:
                yield Row(table, header, at, at_row(at + 1, table.name if several else ""))
