"""A file that somebody brought, in each shape that a format may ask for: text, tables, JSON, XML, a zip's parts. Made once, when asked.

What the content means is not known here. Bounds against hostile files: here, in cells.py (rows, columns), workbook.py (unpacked size),
archive.py (zips) and trees.py (JSON, XML).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from quizserver.banks.sources import archive, decoding, delimited, trees, workbook
from quizserver.banks.sources.cells import MOST_COLUMNS, Table
from quizserver.banks.sources.said import Said
from quizserver.banks.sources.unreadable import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .xls files begin, and every Office file with a password."""

OTHER_SPREADSHEETS = re.compile(
    r"\s*(?:<\?xml[^\0]{0,3000}?(?:schemas-microsoft-com:office:spreadsheet|opendocument\.spreadsheet)"
    r"|<table\b|<(?:!doctype )?html[^\0]{0,20000}?(?:schemas-microsoft-com:office:excel|<table\b)"
    r"|ID;P|TABLE\s+0,1\s)",
    re.IGNORECASE,
)
"""How spreadsheets begin that are written as text: web pages (many a program calls them .xls), XML of Excel 2003, .fods, .slk and .dif."""

PASSWORD = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Source:
    """`name` is for people only. Every property is None (or empty) when the content is no such thing, and raises Unreadable when the
    file can be of no use in any format. `notes` gets what is worth saying of the file as a whole, as it is read."""

    name: str
    content: bytes
    notes: list[Said] = field(default_factory=list)

    @cached_property
    def text(self) -> str | None:
        """Decoded, with `\\n` line ends and no BOM: UTF-8, UTF-16, cp1252, else what charset-normalizer finds likely."""
        return decoding.decode(self.content)

    @cached_property
    def tables(self) -> list[Table]:
        """The visible sheets of an xlsx, or the one table of a csv (any of , ; tab | between cells)."""
        if self.content.startswith(OLE):
            raise Unreadable("import.password" if PASSWORD in self.content else "import.save_as_xlsx")
        if self.content.startswith(b"PK"):
            tables = workbook.read(self.content, self.notes)
        else:
            if OTHER_SPREADSHEETS.match(self.text or ""):
                raise Unreadable("import.save_as_xlsx")
            table = delimited.read(self.text) if self.text else None
            tables = [table] if table else []
        if any(table.is_wide for table in tables):
            self.notes.append(Said("import.columns_left", {"most": MOST_COLUMNS}))
        return tables

    @cached_property
    def json(self) -> Any:
        """The object or list of a JSON file: trees.py."""
        return trees.read_json(self.text or "")

    @cached_property
    def xml(self) -> Element | None:
        """The root of an XML file; nothing outside it is ever read: trees.py."""
        return trees.read_xml(self.content, self.text or "")

    @cached_property
    def parts(self) -> Mapping[str, bytes]:
        """The files of a zip by their path, each unpacked when it is asked for: archive.py."""
        return archive.Archive(self.content) if self.content.startswith((b"PK\3\4", b"PK\5\6")) else {}

    @cached_property
    def gzip(self) -> bytes | None:
        """What the gzip stream at the head of the file holds; more may follow it."""
        return archive.unzipped(self.content) if self.content.startswith(b"\x1f\x8b\x08") else None
