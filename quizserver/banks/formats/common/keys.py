"""Which options a key means: letters, numbers from 1, the texts themselves, or several of them. What fits none, or two, is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quizserver.banks.sources.cells import ALTERED_BY_EXCEL
from quizserver.banks.sources.said import Refusal, Said

APART = re.compile(r"\s*(?:[,;/&|+\n]|\bdan\b|\band\b|\s)\s*", re.IGNORECASE)
TEXTS_APART = tuple(re.compile(mark, re.IGNORECASE) for mark in (r"\s*[;|\n]\s*", r"\s*,\s*", r"\s*/\s*", r"\s+(?:dan|and|&)\s+"))
NAME = re.compile(r"(?:(?:option|opsi|pilihan|answer|jawaban|choice|ans|opt)[\s._:-]*)?\(?([a-z]|\d{1,2})\)?[.):]?", re.IGNORECASE)
LABELLED = re.compile(r"\(?([a-z]|\d{1,2})[.):]\s+(?P<text>.+)", re.IGNORECASE | re.DOTALL)
SPACES = re.compile(r"[^\S\n]+")
TOGETHER = re.compile(r"[A-H]{2,8}")
DOTTED = re.compile(r"\d(?:\.\d){2,7}")
DECIMAL = re.compile(r"[1-9]\.[1-9]")
WHOLE = re.compile(r"(\d{1,2})\.0+")
"""A whole number as programs write it in a column with empty cells: `2.0`."""

TRUE = {"true", "benar", "betul", "ya", "yes"}
BOTH_WAYS = ({"benar", "salah"}, {"betul", "salah"}, {"true", "false"})
FALSE = {"false", "salah", "tidak", "no"}


def read(given: str, options: Sequence[str], *, first: int | None = 1, prefer: str = "", repairs: list[Said] | None = None) -> list[int]:
    """Indexes from 0 of what the key `given` means. `first`: what its numbers count from, None where nothing tells; `prefer`: "text" or
    "name" (a number or letter), where the file has settled which of the two its keys are.

    Raises Refusal when it is empty, fits no option, or fits two ways that differ.
    """
    key = whole(SPACES.sub(" ", given.strip()), options)
    if not key:
        raise Refusal("import.no_key")
    by_text = _by_text(key, options) or _labelled(key, options)
    try:
        by_name = _by_name(key, options, first)
    except Refusal:
        if not by_text or prefer == "name":
            raise
        by_name = []
    is_one = NAME.fullmatch(key) or not re.search(r"[A-Za-z]", key)
    if by_text and by_name and by_text != by_name and not (prefer and is_one):
        raise Refusal("import.key_two_ways", key=key)
    if found := (by_name or by_text) if prefer == "name" else (by_text or by_name):
        return found
    if DECIMAL.fullmatch(key):
        if repairs is not None:
            repairs.append(Said("import.key_decimal", {"key": key}))
        return _by_name(key.replace(".", ","), options, first)
    return _several_texts(key, options) or _unknown(key)


def settled(pairs: Iterable[tuple[str, Sequence[str]]], first: int | None = 1) -> str:
    """Whether all keys of a file are texts of options ("text") or numbers and letters ("name"); empty when that does not settle it."""
    text = name = True
    for given, options in pairs:
        key = whole(given, options)
        text = text and bool(_by_text(key, options) or _several_texts(key, options))
        try:
            name = name and bool(_by_name(key, options, first))
        except Refusal:
            name = False
    return "" if text == name else "text" if text else "name"


def whole(key: str, options: Sequence[str]) -> str:
    """`2.0` as `2`, unless an option is written so."""
    return key if key in options else WHOLE.sub(r"\1", key) if WHOLE.fullmatch(key) else key


def _unknown(key: str) -> list[int]:
    if ALTERED_BY_EXCEL.fullmatch(key):
        raise Refusal("import.cell_date", shown=key)
    raise Refusal("import.key_unknown", key=key)


def is_true(answer: str) -> bool:
    """What the key of a statement says, one letter or a 0 or 1 included. Raises Refusal."""
    given = same(answer)
    if given in TRUE | {"b", "t", "y", "1"}:
        return True
    if given in FALSE | {"s", "f", "n", "0"}:
        return False
    raise Refusal("import.key_unknown" if given else "import.no_key", key=answer)


def same(text: str) -> str:
    """How texts are compared with a key."""
    return " ".join(text.casefold().replace("’", "'").replace("“", '"').replace("”", '"').split())


def _by_text(key: str, options: Sequence[str]) -> list[int]:
    """All options that are this text: two that differ in right and wrong are told apart later (made.py)."""
    exact = [n for n, option in enumerate(options) if option.strip() == key]
    loose = exact or [n for n, option in enumerate(options) if option and same(option) == same(key)]
    if not loose and same(key) in TRUE | FALSE:
        mine = TRUE if same(key) in TRUE else FALSE
        loose = [n for n, option in enumerate(options) if same(option) in mine]
    if not loose and {same(option) for option in options if option} in BOTH_WAYS:
        loose = [n for n, option in enumerate(options) if option and same(option)[0] == same(key)]  # `B` and `S`
    return loose


def _several_texts(key: str, options: Sequence[str]) -> list[int]:
    for apart in TEXTS_APART:
        parts = [part for part in apart.split(key) if part]
        found = [_by_text(part, options) for part in parts]
        if len(parts) > 1 and all(found):
            return sorted({n for ns in found for n in ns})
    return []


def _labelled(key: str, options: Sequence[str]) -> list[int]:
    """`B. Guru BK`: the text, with the label that it has elsewhere."""
    label = LABELLED.fullmatch(key)
    return _by_text(label["text"], options) if label else []


def _by_name(key: str, options: Sequence[str], first: int | None) -> list[int]:
    parts = [part for part in APART.split(key) if part]
    if NAME.fullmatch(key):
        parts = [key]
    elif TOGETHER.fullmatch(key) and list(key) == sorted(set(key)):
        parts = list(key)
    elif DOTTED.fullmatch(key):
        parts = key.split(".")
    found = []
    for part in parts:
        name = NAME.fullmatch(part)
        if not name:
            return []
        if first is None and name[1].isdigit():
            raise Refusal("import.key_base", key=key)
        n = int(name[1]) - (first or 0) if name[1].isdigit() else ord(name[1].lower()) - ord("a")
        if not 0 <= n < len(options) or not options[n]:
            raise Refusal("import.key_empty", n=name[1])
        found.append(n)
    return sorted(set(found))
