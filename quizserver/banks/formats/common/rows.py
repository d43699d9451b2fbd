"""From a row of a table to an item, by the kind of question that it says or shows. Which columns there are: columns.py."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from quizserver.banks.formats import Entry, Refusal, Said
from quizserver.banks.formats.common import columns, keys, made, scales
from quizserver.banks.formats.common.columns import Header, Row, rows
from quizserver.banks.formats.common.extras import tag
from quizserver.banks.formats.common.made import Made
from quizserver.banks.sources.cells import Table
from quizserver.banks.sources.source import Source

KINDS: tuple[tuple[str, str], ...] = (
    ("choice", r"multiple.?choice|multi.?choice|mcq?\b|single|checkbox|multi.?select|multiple.?(answer|response|select)|quiz$|choice|abcd"),
    ("choice", r"pilihan ganda|pg\b|pilgan|kotak centang"),
    ("statement", r"true.?(or |/|-)? ?.?false|t ?/ ?f|tf$|benar.{0,4}salah|b ?/ ?s|boolean"),
    ("poll", r"poll|surve[iy]|angket|jajak|voting|opinion|pendapat"),
    ("number", r"numeric|number|angka|numerik|slider"),
    ("typed", r"fill|short|isian|typed?\b|type.?answer|typing|jawaban singkat|blank|text"),
    ("open", r"open|essay|esai|uraian|free|draw|gambar|menggambar|word ?cloud|puzzle|match|menjodohkan|order|reorder|urut|drag|drop"),
    ("open", r"hotspot|audio|video|passage|slide|label|categor"),
)
"""What a question is called, by how that begins."""

YES = {"true", "1", "x", "v", "✓", "✔", "yes", "ya", "y", "benar", "betul", "correct", "right"}
SEVERAL = re.compile(r"\s*[;|\n]\s*")
SEVERAL_TAGS = re.compile(r"\s*[,;|\n]\s*")
LETTERS = re.compile(r"\(?[A-Ha-h][.)]?(\s*[,;/&+]\s*\(?[A-Ha-h][.)]?)*")
CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})")
AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(m)?")
"""How long a question may take: `0:20`, `30`, `1 menit 30 detik`."""

BOTH_WAYS = re.compile(rf".*({columns.BOTH_WAYS})\b")

LABEL = re.compile(r"(?:^|\s|(?<=[;|,]))\(?([A-Ha-h1-8])[.)]\s+")
BELOW = re.compile(r"^[ \t]*\(?([A-Ha-h])[.)][ \t]*(?=\S)|[ \t]\(?([A-Ha-h])[.)][ \t]+(?=\S)", re.MULTILINE)
"""The letter of an option in the cell of its question: at the head of a line, or within one."""

ENDS = ("?", "!", ".", ":", "…", "_")


def of_template(
    header_of: Callable[[Table], Header | None], *, prefer: str = ""
) -> tuple[Callable[[Source], bool], Callable[[Source], Iterator[Entry]]]:
    """`recognise` and `parse` of a tool's own template, by what finds its header in a sheet. `prefer`: see keys.read."""

    def recognise(source: Source) -> bool:
        return any(map(header_of, source.tables))

    def parse(source: Source) -> Iterator[Entry]:
        return entries(source, list(map(header_of, source.tables)), prefer=prefer)

    return recognise, parse


def entries(source: Source, headers: Sequence[Header | None], *, prefer: str = "", first: int | None = 1) -> Iterator[Entry]:
    """All rows below these headers. `prefer` and `first`: see keys.read."""
    for row in rows(source.tables, headers):
        yield made.entry(row.where, row.title, partial(item, row, prefer=prefer, first=first))


def item(row: Row, *, prefer: str = "", first: int | None = 1) -> Made:
    """Raises Refusal."""
    repairs: list[Said] = []
    text, why, kind = row.cell("question"), _explanation(row, repairs), _kind(row)
    if row.cell("image"):
        repairs.append(Said("import.picture_left", {"name": made.one_line(row.cell("image"))}))
    time = seconds(row, repairs)
    options, answer = listed(row), " ; ".join(filter(None, row.cells(row.header.keys)))
    if not any(options) and kind in ("", "choice") and row.header.keys:
        text, options = below(text, answer)
    with made.as_read(text, options, why):
        found = _found(row, text, options, answer, kind, why, time, prefer, first, repairs)
    found.repairs[:0] = repairs
    return _tagged(found, row)


def _found(
    row: Row, text: str, options: Sequence[str], answer: str, kind: str, why: str, time: float | None, prefer: str, first: int | None,
    repairs: list[Said],
) -> Made:  # fmt: skip
    if not text:
        raise Refusal("import.no_question")
    if kind == "open":
        raise Refusal("import.kind_unknown", kind=row.cell("type"))
    if row.header.options and not any(options) and kind in ("", "choice") and (prefer == "name" or keys.NAME.fullmatch(answer)):
        raise Refusal("import.few_options", count=0)  # or the number of an option would be taken for an answer
    if kind == "poll":
        return made.poll(text, options, seconds=time)
    if kind == "number":
        return _number(text, answer or (options or [""])[0], why, time)
    if kind == "typed" or (not any(options) and not row.header.wrong):
        return _typed(text, options, answer, kind, why, time)
    right = _right(row, options, answer, prefer, first, repairs)
    return made.choice(text, options, right, seconds=time, why=why)


def _tagged(found: Made, row: Row) -> Made:
    """With what the row says for those who look for items. A cell that cannot be read costs nothing else."""
    names = [name for column in row.header.tags for name in SEVERAL_TAGS.split(row.shown(column))]
    if source := row.shown(row.header.fields.get("source", -1)):
        found.item["source"] = source
    return tag(found, names, level=row.shown(row.header.fields.get("level", -1)))


def listed(row: Row) -> list[str]:
    """The options of a row: of their columns, of one column that lists them all, or a right one and wrong ones."""
    if row.header.options:
        return made.unlabelled(row.cells(row.header.options))
    if row.header.wrong:
        return [*(row.cells(row.header.keys)[:1]), *row.cells(row.header.wrong)]
    return apart(row.cell("options")) if row.header.keys else []


def apart(cell: str) -> list[str]:
    """The options in one cell: `A. satu B. dua`, or a list with ; | or line breaks between them."""
    marks = list(LABEL.finditer(cell))
    if len(marks) > 1 and [mark[1].lower() for mark in marks] in (list("abcdefgh")[: len(marks)], list("12345678")[: len(marks)]):
        return _behind(marks, cell)
    if cell.startswith("[") and cell.endswith("]"):
        try:
            return [str(one) for one in json.loads(cell)]
        except ValueError:
            cell = cell[1:-1]
    parts = SEVERAL.split(cell)
    return parts if len(parts) > 1 else [part.strip() for part in cell.split(",")]


def below(cell: str, answer: str) -> tuple[str, list[str]]:
    """The question and the options in one cell, `Siapa?`, `A. aku` and `B. kamu` a line each; no options where they are not sure.

    Within a line, letters are believed only behind the end of a sentence, and when the key is letters too.
    """
    marks = list(BELOW.finditer(cell))
    letters = "".join(mark[1] or mark[2] for mark in marks)
    if len(marks) < 2 or letters not in ("ABCDEFGH"[: len(marks)], "abcdefgh"[: len(marks)]):
        return cell, []
    text, options = cell[: marks[0].start()].strip(), _behind(marks, cell)
    is_sure = all(mark[1] for mark in marks) or (LETTERS.fullmatch(answer) and text.endswith(ENDS))
    return (text, options) if text and is_sure and not any("\n" in option for option in options) else (cell, [])


def _behind(marks: Sequence[re.Match[str]], cell: str) -> list[str]:
    """What stands behind each mark, up to the next one."""
    ends = [*(mark.start() for mark in marks[1:]), len(cell)]
    return [cell[mark.end() : end].strip(" ;|,\n") for mark, end in zip(marks, ends, strict=True)]


def seconds(row: Row, repairs: list[Said]) -> float | None:
    """The time limit, None if the row has none that can be read."""
    try:
        given = row.cell("time")
    except Refusal:
        given = "?"
    if not given:
        return None
    if clock := CLOCK.fullmatch(given):
        return float(clock[1] or 0) * 3600 + float(clock[2]) * 60 + float(clock[3])
    found = AMOUNT.findall(given.casefold())
    if not found:
        repairs.append(Said("import.time_left"))
        return None
    return sum(float(amount.replace(",", ".")) * (60 if minutes else 1) for amount, minutes in found)


def _explanation(row: Row, repairs: list[Said]) -> str:
    """A cell that cannot be read costs the explanation only."""
    try:
        return row.cell("explanation")
    except Refusal as refusal:
        repairs.append(Said("import.explanation_left", {"why": refusal.said}))
        return ""


def _kind(row: Row) -> str:
    given = row.cell("type").casefold().strip()
    if row.cell("typing"):
        return "typed" if row.cell("typing").casefold() not in ("0", "false", "no", "tidak", "-") else ""
    if not given and any(BOTH_WAYS.match(row.header.names[key]) for key in row.header.keys):
        return "statement"
    return next((kind for kind, pattern in KINDS if given and re.match(pattern, given)), "")


def _number(text: str, answer: str, why: str, time: float | None) -> Made:
    value = scales.number_in(answer)
    if value is None:
        raise Refusal("import.no_number", given=answer)
    return made.number(text, value, 0, seconds=time, why=why)


def _typed(text: str, options: Sequence[str], answer: str, kind: str, why: str, time: float | None) -> Made:
    """Answers that are typed stand in the columns of the options or in the key; `Benar` alone answers a statement."""
    if kind == "statement" or (kind != "typed" and keys.same(answer) in keys.TRUE | keys.FALSE):
        return made.statement(text, keys.is_true(answer), seconds=time, why=why)
    answers = [option for option in options if option] or SEVERAL.split(answer)
    if LETTERS.fullmatch(answer) and not any(options):
        raise Refusal("import.options_missing", key=answer)
    return made.typed(text, answers, seconds=time, why=why)


def _right(row: Row, options: Sequence[str], answer: str, prefer: str, first: int | None, repairs: list[Said]) -> list[int]:
    header = row.header
    if header.wrong and not header.options:
        if not options[0]:
            raise Refusal("import.no_key")
        return [0]
    if header.flags and not header.keys:
        return [n for n, flag in enumerate(row.cells(header.flags)) if flag.casefold() in YES]
    if len(header.keys) > 1:
        given = [key for key in row.cells(header.keys) if key]
        return sorted({n for key in given for n in keys.read(key, options, first=first, prefer=prefer, repairs=repairs)})
    if {keys.same(option) for option in options if option} in keys.BOTH_WAYS and [
        header.names[column][-1:] for column in header.options[:1]
    ] == ["a"]:
        prefer = prefer or "name"  # of columns A and B, a `B` is the second
    return keys.read(answer, options, first=first, prefer=prefer, repairs=repairs)
