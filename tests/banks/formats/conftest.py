"""Files of other tools, built here: a sheet or csv from rows, and what becomes of it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from quizserver import rounds
from quizserver.banks.importing import Imported, read_file, say


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
