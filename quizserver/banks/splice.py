"""Changes to the text of a file that leave every other byte alone: entries of its list set, added, deleted, moved; a value of its head.

A `Page` is the text cut into what comes before the list, its entries and what follows. Nothing is read from disk or checked here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from quizserver.banks import emit
from quizserver.banks.files import Document, parse_entry
from quizserver.banks.outline import LISTS
from quizserver.core.facts import Json

EMPTY_LIST = re.compile(rf"^({'|'.join(LISTS)}):[ \t]*\[[ \t]*\]", re.MULTILINE)
KEY = re.compile(rf"^({'|'.join(LISTS)}):", re.MULTILINE)
NEW_COLUMN = 2


@dataclass(slots=True)
class Entry:
    """`own` are the lines of an entry, `gap` the empty lines and comments up to the next, both as they stand in the file."""

    own: str
    gap: str


class Page:
    """The content of a file that was read as `document`. `value` is what `content()` has to be read as after the changes."""

    def __init__(self, content: bytes, document: Document) -> None:
        """Raises ValueError where the list is not written as a block of dashes."""
        self._mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        lines = content.removeprefix(self._mark).decode("utf-8").splitlines(keepends=True)
        plan = document.outline
        self._line_end = lines[0][len(lines[0].rstrip("\r\n")) :] or "\n"
        self._ends = lines[-1].endswith(("\n", "\r"))
        if not self._ends:
            lines[-1] += self._line_end
        if plan:
            self._column, key = plan.column, plan.key
            bounds = [*plan.lines, plan.stop]
            self._head, self._tail = "".join(lines[: bounds[0]]), "".join(lines[plan.stop :])
            self._entries = [self._entry(lines[start:end]) for start, end in pairwise(bounds)]
        else:
            text = "".join(lines)
            found = EMPTY_LIST.search(text)
            if found is None:
                raise ValueError("the list is not a block of dashes")
            self._column, key, self._entries = NEW_COLUMN, found[1], []
            line = text.index(self._line_end, found.end()) + len(self._line_end)
            self._head, self._tail = text[: found.start()] + f"{key}:" + text[found.end() : line], text[line:]
        # Whether empty lines stand between entries; where there is one entry only, they do.
        gap = self._entries[0].gap if len(self._entries) > 1 else "\n"
        self._spaced = self._line_end if any(not line.strip() for line in gap.splitlines()) else ""
        self.values: list[Any] = list(document.value[key])
        self.value: Json = document.value | {key: self.values}

    def content(self) -> bytes:
        head = self._head if self._entries else KEY.sub(r"\1: []", self._head)
        text = "".join([head, *(entry.own + entry.gap for entry in self._entries), self._tail])
        return self._mark + (text if self._ends else text.removesuffix(self._line_end)).encode("utf-8")

    def text_of(self, number: int) -> str:
        """The lines of an entry, with `\\n` as line ends and none at the end."""
        return "\n".join(line.rstrip("\r\n") for line in self._entries[number].own.splitlines(keepends=True))

    def set(self, number: int, value: Any) -> None:
        self._entries[number].own = self._raw(self._changed(self.text_of(number), value))
        self.values[number] = value

    def put(self, number: int, text: str, value: Any) -> None:
        """Replaces an entry by `text`, which is this value."""
        self._entries[number].own = self._raw(_moved(text, self._column))
        self.values[number] = value

    def add(self, after: int, value: Any) -> None:
        """A new entry behind entry `after`; -1: the first."""
        self.insert(after, emit.write(value, self._column), value)

    def insert(self, after: int, text: str, value: Any) -> None:
        """The same with a text that is this value, its dash in whatever column."""
        new = Entry(self._raw(_moved(text, self._column)), self._spaced)
        if after >= 0:
            before = self._entries[after]
            before.gap, new.gap = self._spaced, before.gap
        elif not self._entries:
            new.gap = ""
        self._entries.insert(after + 1, new)
        self.values.insert(after + 1, value)

    def delete(self, number: int) -> None:
        """Takes an entry away, and one empty line with it. Comments between entries stay."""
        gone = self._entries.pop(number)
        del self.values[number]
        first, *rest = gone.gap.splitlines(keepends=True) or [""]
        gap = "".join(rest) if not first.strip() else gone.gap
        if number:
            before = self._entries[number - 1]
            is_last = number == len(self._entries) and not gone.gap
            before.gap = before.gap.removesuffix(self._line_end) if is_last and not before.gap.strip() else before.gap + gap
        else:
            self._head += gap

    def move(self, number: int, after: int) -> None:
        """Puts an entry behind entry `after` (-1: first); comments between entries stay where they are."""
        text, value = self.text_of(number), self.values[number]
        if after not in (number, number - 1):
            self.delete(number)
            self.insert(after if after < number else after - 1, text, value)

    def set_all(self, values: Sequence[Any]) -> None:
        """The whole list: what is there already keeps its text, wherever it moves; what has the title of one that goes, its comments."""
        old = [(value, self.text_of(number)) for number, value in enumerate(self.values)]
        left = [(value, text) for value, text in old if value not in values]
        last = self._entries[-1].gap if self._entries else ""
        entries = []
        for value in values:
            text = next((text for known, text in old if known == value), "")
            if not text:
                twin = next((one for one in left if one[0].get("title") == value.get("title")), None)
                text = self._changed(twin[1], value) if twin else emit.write(value, self._column)
            entries.append(Entry(self._raw(text), self._spaced))
        if entries:
            entries[-1].gap = last
        self._entries[:] = entries
        self.values[:] = values

    def set_head(self, key: str, value: Any) -> None:
        """A value outside the list; a key that is not there yet comes just before it."""
        self.value[key] = value
        own = re.compile(rf"^{re.escape(key)}:(?:[ \t].*)?(?:\r\n|\r|\n)(?:[ \t]+\S.*(?:\r\n|\r|\n))*", re.MULTILINE)
        for part in ("_head", "_tail"):
            text: str = getattr(self, part)
            if found := own.search(text):
                line = "\n".join(found[0].splitlines())
                setattr(self, part, text[: found.start()] + self._raw(emit.rewrite_key(line, key, value)) + text[found.end() :])
                return
        self._head = KEY.sub(lambda found: self._raw(emit.rewrite_key("", key, value)) + found[0], self._head)

    def _changed(self, text: str, value: Any) -> str:
        """The entry `text` with another value; written anew where its own way of writing cannot hold it."""
        try:
            changed = emit.rewrite(text, value)
        except Exception:
            # The round-trip parser raises whatever happens to it on odd input; what it gives is checked anyway.
            changed = ""
        parsed = parse_entry(changed)
        return changed if parsed and parsed[0] == value else emit.write(value, self._column)

    def _entry(self, lines: list[str]) -> Entry:
        end = len(lines)
        while not self._is_own(lines[end - 1]):
            end -= 1
        return Entry("".join(lines[:end]), "".join(lines[end:]))

    def _is_own(self, line: str) -> bool:
        """Neither an empty line nor a comment at the level of the list: what of the end of an entry belongs to it."""
        text = line.strip()
        return bool(text) and (not text.startswith("#") or len(line) - len(line.lstrip(" ")) > self._column)

    def _raw(self, text: str) -> str:
        return "".join(line + self._line_end for line in text.split("\n"))


def _moved(text: str, column: int) -> str:
    """The entry with its dash in this column."""
    by = column - (len(text) - len(text.lstrip(" ")))
    lines = text.split("\n")
    if by >= 0:
        return "\n".join(" " * by + line if line else line for line in lines)
    return "\n".join(line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines)
