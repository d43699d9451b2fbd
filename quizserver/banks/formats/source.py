"""A file that somebody brought, in each shape that a format may ask for: text, tables, JSON, XML, a zip's parts. Made once, when asked.

All bounds against hostile files are here. What the content means is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

MOST_BYTES = 20_000_000
"""A larger file is refused before it is read."""


class Unreadable(Exception):
    """The file as a whole cannot be read: `key` and `values` of a sentence in words/import.yaml."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet, or a csv file (then `name` is empty). Cells are trimmed text as a person sees them: `20`, not `20.0`; empty cells are ``.

    `rows[n]` is line or row n + 1 of the file: empty ones are kept, so that a place can be named.
    """

    name: str
    rows: list[list[str]]


@dataclass(frozen=True)
class Source:
    """`name` is for people only. Every property is None (or empty) when the content is no such thing."""

    name: str
    content: bytes

    @cached_property
    def text(self) -> str | None:
        """Decoded, with `\\n` line ends and no BOM: UTF-8, UTF-16, else what charset-normalizer finds likely."""
        raise NotImplementedError

    @cached_property
    def tables(self) -> list[Table]:
        """The sheets of an xlsx, or the one table of a csv (any of , ; tab | between cells)."""
        raise NotImplementedError

    @cached_property
    def json(self) -> Any:
        raise NotImplementedError

    @cached_property
    def xml(self) -> Element | None:
        """The root, read by defusedxml."""
        raise NotImplementedError

    @cached_property
    def parts(self) -> Mapping[str, bytes]:
        """The files of a zip by their path, bounded in number, size and ratio; names that lead outside are left out."""
        raise NotImplementedError
