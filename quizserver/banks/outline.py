"""Where the entries of a file's list stand (`items` of a bank, `sections` of a programme), found by looking at lines, not by parsing.

Reading takes it to parse entries one by one (files.py), saving to replace one and leave all other bytes alone (splice.py).
A guess is enough here: files.py parses every entry by itself, and a text that was cut wrongly does not parse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LISTS = ("items", "sections")
LIST_KEY = re.compile(r"^(items|sections):[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*(?=( *)-(?:[ \n]|\Z))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outline:
    """`lines` are those of the entries' dashes, counted from 0; `stop` is the line after the list, `column` that of the dashes.

    `texts` are the entries, each with the blank lines and comments that follow it; `rest` is the file without them.
    """

    key: str
    column: int
    lines: tuple[int, ...]
    stop: int
    texts: tuple[str, ...]
    rest: str


def outline(text: str) -> Outline | None:
    """The outline of a text with `\\n` as line ends; None where its list is not written as a block of dashes in one column."""
    found = LIST_KEY.search(text)
    if found is None or text.startswith("%"):
        return None
    key, column = found[1], len(found[2])
    # Patterns that begin with a line end are found ten times as fast as those with ^.
    begin = found.end() - 1
    end = _end(column).search(text, begin)
    stop = end.start() + 1 if end else len(text)
    dashes = re.compile(rf"\n {{{column}}}-(?=[ \n]|\Z)").finditer(text, begin, stop)
    starts = [dash.start() + 1 for dash in dashes]
    lines, line, before = [], 0, 0
    for start in starts:
        line += text.count("\n", before, start)
        lines.append(line)
        before = start
    texts = tuple(text[start:until] for start, until in zip(starts, [*starts[1:], stop], strict=True))
    last = line + text.count("\n", before, stop) + (not text.endswith("\n", before, stop))
    return Outline(key, column, tuple(lines), last, texts, text[: starts[0]] + text[stop:])


def _end(column: int) -> re.Pattern[str]:
    """The first line that no longer belongs to a list whose dashes stand in this column."""
    further_left = rf" {{0,{column - 1}}}[^ \n#]|" if column else r"---(?=[ \n]|\Z)|"
    return re.compile(rf"\n(?:{further_left} {{{column}}}(?!-(?:[ \n]|\Z))[^ \n#])")
