"""Files of other tools, built here: a sheet or csv from rows, and what becomes of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

import openpyxl

from quizserver import rounds
from quizserver.banks.formats import Entry
from quizserver.banks.formats.common.made import UNFORESEEN
from quizserver.banks.importing import Imported, read_file, say
from quizserver.banks.sources.source import Source


def sheet(*rows: Sequence[Any], title: str = "Lembar1") -> bytes:
    """An .xlsx with one sheet."""
    return saved(book(title, *rows))


def book(title: str, *rows: Sequence[Any]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(list(row))
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def read(content: bytes, name: str = "berkas") -> Imported:
    return read_file(name, content, rounds.discover())


def items(content: bytes) -> list[dict[str, Any]]:
    """Its items, all of which must have been taken."""
    imported = read(content)
    assert [say(one.why, "en") for one in imported.skipped] == []
    return [taken.item for taken in imported.items]


def key(item: dict[str, Any]) -> list[str]:
    """The texts of the right options."""
    return [option["text"]["id"] for option in item["options"] if option.get("right")]


def skipped(content: bytes) -> list[tuple[str, str]]:
    """Where and why, as catalogue keys; what is wrong with a cell or field is told by the inner one."""
    return [(say(one.where, "en"), _inner(one.why)) for one in read(content).skipped]


def _inner(said: Any) -> str:
    inner = said.values.get("why") or said.values.get("what")
    return _inner(inner) if inner is not None and hasattr(inner, "key") else str(said.key)


def repairs(content: bytes) -> list[str]:
    return [repair.key for taken in read(content).items for repair in taken.repairs]


def source(content: str | bytes | Mapping[str, str | bytes]) -> Source:
    """A text, bytes, or a zip with these files."""
    if isinstance(content, Mapping):
        return Source("berkas.zip", zipped(content))
    return Source("berkas", content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return stream.getvalue()


def parsed(format: ModuleType, content: str | bytes | Mapping[str, str | bytes]) -> list[Entry]:
    """What a format makes of it, before a round type judges it. Nothing may have happened that nobody thought of."""
    entries = list(format.parse(source(content)))
    assert all(entry.why is None or entry.why.key != UNFORESEEN for entry in entries)
    return entries


def refusals(format: ModuleType, content: str | bytes | Mapping[str, str | bytes]) -> list[tuple[str, str]]:
    """Where and why, as catalogue keys."""
    return [(say(entry.where, "en"), entry.why.key) for entry in parsed(format, content) if entry.why]


def said(entry: Entry) -> list[str]:
    """Its repairs, as catalogue keys."""
    return [repair.key for repair in entry.repairs]
