"""The formats that banks come in from and go out to as Markdown, generated from their modules: docs/formats.md."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence

from quizserver import rounds
from quizserver.banks import formats
from quizserver.banks.formats import Refusal, Writer
from quizserver.banks.sources import MOST_BYTES, cells, workbook
from quizserver.live import imports

HEAD = f"""\
# Formats

Generated from the code by `make docs`; a test says when it is stale. How our own files look: [bank-format.md](bank-format.md).

Files are recognised by what is in them, never by their names. Nothing is cut, no key is guessed, and one bad row spoils no other:
`quizserver bank import FILE` tells row by row what each becomes, what was repaired and what was refused. What is imported is a draft
until a second person has approved it.

Bounds: {MOST_BYTES // 1_000_000} MB a file, {workbook.MOST_UNPACKED // 1_000_000} MB unpacked, {cells.MOST_ROWS:,} rows and
{cells.MOST_COLUMNS} columns a sheet, {cells.LONGEST_CELL:,} characters a cell. A child process reads the file, with at most
{imports.SECONDS:.0f} s and {imports.MEGABYTES:,} MB of memory. No formula, macro or link is followed.
"""

OUT = """\
## Out

`quizserver bank export BANK.yaml --to FORMAT --out FILE` lists what it leaves out: `~` a part of an item, `✗` a whole one. Cells that begin
with `=`, `+`, `-` or `@` can run in no spreadsheet. `quizserver bank template --out FILE.xlsx` writes our own spreadsheet without items,
`quizserver bank cards --out FILE.pdf` the cards A to D for a hall without phones.

Only our own spreadsheet holds everything. Its first row is hidden and says where in an item each column belongs; the grey columns are the
id of each item, the version it was exported from and its place. Edited and compared with its bank again, exactly the rows that were edited
are `changed`; an item whose row is not there is `gone`, which deletes nothing unless a person asks for just that (`banks/compare.py`).
"""


def markdown(writers: Mapping[str, Writer]) -> str:
    incoming = [("format", "what it is", "files usually end in", "what is read")]
    incoming += [(f"`{name}`", one.TITLE["en"], " ".join(one.ENDINGS), _about(one)) for name, one in formats.discover().items()]
    outgoing = [("format", "what it is", "file ends in", "what is written")]
    outgoing += [(f"`{name}`", one.TITLE["en"], one.ENDING, _about(one)) for name, one in writers.items()]
    kinds: list[Sequence[str]] = [("item", *(f"`{name}`" for name in writers))]
    kinds += [(f"`{kind}`", *("yes" if _holds(one, kind) else "" for one in writers.values())) for kind in rounds.discover()]
    held = "Which kinds of items each of them holds:\n"
    return "\n".join([HEAD, "## In\n", *_table(incoming), OUT, *_table(outgoing), held, *_table(kinds)]).rstrip() + "\n"


def _about(module: object) -> str:
    """The first paragraph of what the module says of itself."""
    text = importlib.import_module(module.__name__).__doc__ or ""  # type: ignore[attr-defined]
    return " ".join(text.split("\n\n")[0].split()).replace("|", "\\|")


def _holds(writer: Writer, kind: str) -> bool:
    """Whether any sample of this kind fits."""
    for sample in rounds.discover()[kind].samples():
        try:
            writer.piece(sample, "id", [])
        except Refusal:
            continue
        return True
    return False


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from (f"| {' | '.join(row)} |" for row in rows[:1])
    yield "|" + "---|" * len(rows[0])
    yield from (f"| {' | '.join(row)} |" for row in rows[1:])
    yield ""
