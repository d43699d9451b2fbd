"""Moodle's GIFT: questions as text, answers in braces. Which mark means what: as Moodle's own importer reads it.

Where this is kinder than Moodle: questions need no empty line between them, and an empty line may stand inside braces. An entry whose
braces do not match is refused alone. How one answer block is read: gift_answers.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizserver.banks.formats import Entry, gift_answers
from quizserver.banks.formats.common import columns, made
from quizserver.banks.formats.common.extras import tag
from quizserver.banks.sources.cells import Table
from quizserver.banks.sources.said import Refusal, Said, at_line
from quizserver.banks.sources.source import Source

TITLE = {"id": "GIFT (Moodle)", "en": "GIFT (Moodle)"}
ENDINGS = (".gift", ".txt")

LONGEST = 100_000
"""Characters of one entry."""

CATEGORY = "$CATEGORY:"
BLOCK = re.compile(r"\{\s*(?:[=~#]|(?i:t|true|f|false|benar|salah)\s*[#}])")
NAMED = re.compile(r"^[ \t]*::[^\n]*?::", re.MULTILINE)
ASIDE = re.compile(r"(?:^|(?<=\s))//\s(.*)$")
"""A comment behind a text. Moodle shows it to the students; an address (`http://…`) is none."""
BY_PROGRAM = re.compile(r"^[ \t]*//.*\[id:", re.MULTILINE)
"""Moodle and this program write an id above each question, and no comment behind a text: there `//` belongs to the text."""
NOTE = re.compile(r"\[(id|tag):([^\]]{1,100})\]")
NEXT = re.compile(r"\s*(?:::|[A-Z0-9¿¡])")
"""How a question begins that stands on the same line as the one before."""


@dataclass(slots=True)
class Piece:
    """The text of one entry and the line (from 1) where it begins; `tags` and `id` come from a comment above it."""

    line: int
    text: str
    category: str = ""
    tags: list[str] = field(default_factory=list)
    id: str = ""
    asides: list[str] = field(default_factory=list)
    is_balanced: bool = True


def recognise(source: Source) -> bool:
    text = source.text or ""
    is_one = BLOCK.search(text) or text.lstrip().startswith(CATEGORY) or ("{" in text and NAMED.search(text))
    return bool(is_one) and not any(map(_holds_braces, source.tables))


def parse(source: Source) -> Iterator[Entry]:
    text = gift_answers.escaped(source.text or "")
    for piece in _pieces(text.split("\n"), takes_asides=not BY_PROGRAM.search(text)):
        yield from _entries(piece)


def _holds_braces(table: Table) -> bool:
    """Whether the first brace stands in a row below a table's header, as wide as that: a question about braces."""
    header, first = columns.find(table), next((at for at, cells in enumerate(table.rows) if "{" in "".join(cells)), -1)
    return header is not None and first > header.row and table.widths.get(first, 0) >= table.widths.get(header.row, 0)


def _entries(piece: Piece) -> Iterator[Entry]:
    """Those of one paragraph; more than one when several questions share a line."""
    text, line, start = piece.text, piece.line, 0
    while start < len(text):
        end = text.find("}", start) + 1
        if not end or not piece.is_balanced or text.find("{", end) < 0 or not NEXT.match(text, end):
            end = len(text)
        own = text[start:end].lstrip()
        line += text.count("\n", start, end - len(own))
        if own:
            yield _entry(own.rstrip(), line, piece)
        line += own.count("\n")
        start = end


def _entry(text: str, line: int, piece: Piece) -> Entry:
    name, stem, block, tail = _parts(text)
    title = gift_answers.spoken(name) or gift_answers.spoken(f"{stem}{' _____ ' if tail else ''}{tail}")

    def make() -> made.Made:
        if len(text) > LONGEST:
            raise Refusal("import.entry_long", length=len(text), most=LONGEST)
        if not piece.is_balanced or text.count("{") != text.count("}"):
            raise Refusal("import.braces")
        if text.count("{") > 1:
            raise Refusal("import.two_blocks")
        if block is None:
            raise Refusal("import.kind_unknown", kind="description")
        # Moodle writes the gap only when something follows the braces.
        found = gift_answers.read(f"{stem}_____{tail}" if tail else stem, block)
        tags = [*piece.tags, *filter(None, [piece.category])]
        return tag(found, tags, piece.id)

    aside = made.one_line(" ".join(map(gift_answers.spoken, piece.asides)))
    repairs = [Said("import.comment_left", {"text": aside})] if aside else []
    return made.entry(at_line(line), title, make, repairs, raw=text)


def _parts(text: str) -> tuple[str, str, str | None, str]:
    """`::name:: stem {block} tail`; no block when there are no braces."""
    name = ""
    if text.startswith("::"):
        name, found, rest = text[2:].partition("::")
        if found:
            text = rest.strip()
        else:
            name = ""
    stem, opened, rest = text.partition("{")
    block, _, tail = rest.partition("}")
    return name, stem, block.strip() if opened else None, tail


def _pieces(lines: list[str], *, takes_asides: bool) -> Iterator[Piece]:
    """Paragraphs, with comments taken out and a line's place kept."""
    asides: dict[int, str] = {}
    if takes_asides:
        asides = {n: found[1] for n, line in enumerate(lines) if "//" in line and not _is_comment(line) and (found := ASIDE.search(line))}
        lines = [ASIDE.sub("", line) if n in asides else line for n, line in enumerate(lines)]
    braces = [(n, mark) for n, line in enumerate(lines) if not _is_comment(line) for mark in re.findall(r"[{}]", line)]
    gaps = [n for n, line in enumerate(lines) if not line.strip()]

    def next_brace(n: int) -> tuple[int, str]:
        """Line and kind of the first brace at this line or below it."""
        return braces[at] if (at := bisect_left(braces, (n, ""))) < len(braces) else (len(lines), "")

    def next_gap(n: int) -> int:
        return gaps[at] if (at := bisect_left(gaps, n)) < len(gaps) else len(lines)

    taken: list[str] = []
    first, category, notes, is_open, is_closed = 0, "", Piece(0, ""), False, False
    for n, line in enumerate([*lines, ""]):
        if _is_comment(line):
            _note(line, notes)
            taken.append("")
            continue
        bare = line.strip()
        is_start = bare.startswith(("::", CATEGORY))
        brace_at, brace = next_brace(n)
        if is_open:
            ends = brace != "}" if is_start or not bare else False
        else:
            ends = not bare or is_start or (is_closed and brace == "{" and brace_at < next_gap(n))
        if ends:
            if any(taken):
                yield Piece(first + 1, "\n".join(taken), category, notes.tags, notes.id, notes.asides, is_balanced=not is_open)
                notes = Piece(0, "")
            taken, first, is_open, is_closed = [], n, False, False
        if bare.startswith(CATEGORY) and not is_open:
            category = bare.removeprefix(CATEGORY).strip()
            continue
        if not taken:
            first = n
        taken.append(line)
        if n in asides:
            notes.asides.append(asides[n])
        for mark in re.findall(r"[{}]", line):
            is_open, is_closed = mark == "{", mark == "}"


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("//")


def _note(line: str, notes: Piece) -> None:
    """`// [id:…] [tag:…]`, as Moodle writes above a question."""
    for kind, value in NOTE.findall(line):
        if kind == "tag":
            notes.tags.append(value)
        else:
            notes.id = value
