"""The columns of our own spreadsheet, drawn from each round type's model: an item becomes cells and cells become an item, without loss.

A new round type needs no change here. How the sheets look: ours_book.py; how a file of them is read: ours_xlsx.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from quizserver import rounds
from quizserver.banks.formats.common.scales import number_in
from quizserver.banks.sources.said import Refusal
from quizserver.catalogue import LANGUAGES, catalogue, say
from quizserver.core.facts import Json
from quizserver.core.round_type import Question

NUMBERED = 8
"""A list of at most so many gets columns of its own; a longer one stands in one cell, or on a sheet of its own."""

SHARED = tuple(name for name in Question.model_fields if name not in ("id", "type"))
YES = {"ya", "y", "yes", "true", "benar", "betul", "1"}
NO = {"tidak", "no", "n", "false", "salah", "0"}
PLAIN_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """`path` is where in the item it stands: `options.0.text.id`. `kind`: text, number, yes (or no), one (of `values`), several, any.

    `apart` is what stands between several texts; `longest` counts characters; `any` is what no other kind fits: JSON.
    """

    path: str
    kind: str
    values: tuple[str, ...] = ()
    longest: int | None = None
    apart: str = "\n"


@dataclass(frozen=True, slots=True)
class Plan:
    """What the sheets of a round type hold: its columns, and by field those of the rows that stand on a sheet of their own."""

    columns: Sequence[Column]
    below: Mapping[str, Sequence[Column]] = field(default_factory=dict)


@cache
def plan(kind: str) -> Plan:
    """The type's own fields first, then those that every item has; `id` and `type` are not among them."""
    schema = rounds.discover()[kind].Question.model_json_schema()
    known = schema.get("$defs", {})
    columns: list[Column] = []
    below: dict[str, Sequence[Column]] = {}
    own = [name for name in schema["properties"] if name not in (*SHARED, "id", "type")]
    for name in (*own, *SHARED):
        inner = _bare(schema["properties"][name], known)
        if _is_long(inner) and _bare(inner["items"], known).get("type") == "object":
            below[name] = list(_columns("", inner["items"], known))
        else:
            columns += _columns(name, inner, known)
    return Plan(columns, below)


def _columns(path: str, schema: Json, known: Json) -> Iterator[Column]:
    schema = _bare(schema, known)
    start = f"{path}." if path else ""
    kind = schema.get("type")
    if kind == "object" and schema.get("properties"):
        for name, inner in schema["properties"].items():
            yield from _columns(f"{start}{name}", inner, known)
    elif kind == "array" and not _is_long(schema):
        for n in range(schema["maxItems"]):
            yield from _columns(f"{start}{n}", schema["items"], known)
    elif kind == "array" and _bare(schema["items"], known).get("type") == "string":
        # What has a pattern holds no comma.
        yield Column(path, "several", apart=", " if "pattern" in schema["items"] else "\n")
    elif "enum" in schema:
        yield Column(path, "one", tuple(schema["enum"]))
    elif kind in ("number", "integer"):
        yield Column(path, "number")
    elif kind == "boolean":
        yield Column(path, "yes")
    elif kind == "string":
        yield Column(path, "text", longest=schema.get("maxLength"))
    else:
        yield Column(path, "any")


def _bare(schema: Json, known: Json) -> Json:
    """The schema itself: without a reference, and without saying that it may be left out."""
    if "anyOf" in schema:
        others = [one for one in schema["anyOf"] if one.get("type") != "null"]
        if len(others) == 1:
            return _bare(others[0], known)
    if "$ref" not in schema:
        return schema
    whole = known[schema["$ref"].rpartition("/")[2]]
    limits: Json = schema.get("properties", {})
    inside = {name: {**inner, **limits.get(name, {})} for name, inner in whole.get("properties", {}).items()}
    return {**whole, "properties": inside}


def _is_long(schema: Json) -> bool:
    return schema.get("type") == "array" and not schema.get("maxItems", NUMBERED + 1) <= NUMBERED


# Cells


def cells(value: Json, columns: Sequence[Column], lang: str, kind: str) -> list[Cell]:
    """What stands in each column for this item (or row of one)."""
    return [_cell(_at(value, column.path), column, lang, kind) for column in columns]


def _at(value: Any, path: str) -> Any:
    for part in path.split("."):
        if isinstance(value, list):
            value = value[int(part)] if int(part) < len(value) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


def _cell(value: Any, column: Column, lang: str, kind: str) -> Cell:
    if value is None:
        return None
    match column.kind:
        case "yes":
            return yes_no(bool(value), lang)
        case "one":
            return value_labels(column, lang, kind)[value]
        case "several":
            return column.apart.join(one.replace("\\", "\\\\").replace("\n", "\\n") for one in value) or None
        case "any":
            return json.dumps(value, ensure_ascii=False)
        case _:
            kept: Cell = value
            return kept


def put_together(values: Mapping[str, Any]) -> Json:
    """The item (or row of one) whose values stand at these paths."""
    made: Json = {}
    for path, value in values.items():
        place = made
        *way, last = path.split(".")
        for part in way:
            place = place.setdefault(part, {})
        place[last] = value
    whole: Json = _lists(made)
    return whole


def _lists(value: Any) -> Any:
    """Objects whose names are numbers are lists. What holds nothing but a "no" is a row that was left empty."""
    if not isinstance(value, dict):
        return value
    inner = {name: _lists(one) for name, one in value.items()}
    if inner and all(name.isdecimal() for name in inner):
        return [inner[name] for name in sorted(inner, key=int) if not _is_empty(inner[name])]
    return inner


def _is_empty(value: Any) -> bool:
    return isinstance(value, dict) and all(one is False for one in value.values())


def value(text: str, column: Column, kind: str) -> Any:
    """What a filled cell of this column means. Raises Refusal."""
    match column.kind:
        case "number":
            return _number(text)
        case "yes":
            return _yes(text)
        case "one":
            return _one(text, column, kind)
        case "several":
            parts = text.split(column.apart.strip(" "))
            return [_unescaped(part.strip()) for part in parts if part.strip()]
        case "any":
            try:
                return json.loads(text)
            except ValueError:
                raise Refusal("import.ours_value", given=text, known="JSON") from None
        case _:
            return text


def _unescaped(text: str) -> str:
    return re.sub(r"\\([n\\])", lambda found: "\n" if found[1] == "n" else "\\", text)


def number_of(text: str) -> float | None:
    """The number in a cell. It is no text: `17.508` is not seventeen thousand."""
    return float(text.replace(",", ".")) if PLAIN_NUMBER.fullmatch(text) else number_in(text)


def _number(text: str) -> int | float:
    value = number_of(text)
    if value is None:
        raise Refusal("import.ours_number", given=text)
    return int(value) if value.is_integer() else value


def _yes(text: str) -> bool:
    given = text.casefold()
    if given not in YES | NO:
        raise Refusal("import.ours_value", given=text, known=" / ".join(yes_no(one, LANGUAGES[0]) for one in (True, False)))
    return given in YES


def _one(text: str, column: Column, kind: str) -> str:
    named = {value.casefold(): value for value in column.values}
    for lang in LANGUAGES:
        named |= {label.casefold(): value for value, label in value_labels(column, lang, kind).items()}
    if text.casefold() not in named:
        raise Refusal("import.ours_value", given=text, known=" / ".join(value_labels(column, LANGUAGES[0], kind).values()))
    return named[text.casefold()]


# Words


def yes_no(value: bool, lang: str) -> str:
    return say("export.yes", lang) if value else say("export.no", lang)


def value_labels(column: Column, lang: str, kind: str) -> Mapping[str, str]:
    """What each value of a column is called; each by itself where two would be called the same."""
    return _value_labels(column.values, _names(column.path)[-1], lang, kind)


@cache
def _value_labels(values: tuple[str, ...], name: str, lang: str, kind: str) -> Mapping[str, str]:
    keys = ("staff.type.{kind}.{name}_{value}", "staff.value.{name}_{value}", "export.value.{name}_{value}")
    labels = {value: _word([key.format(kind=kind, name=name, value=value) for key in keys], lang) for value in values}
    named = {value: label or value for value, label in labels.items()}
    return named if len({label.casefold() for label in named.values()}) == len(values) else {value: value for value in values}


def heading(path: str, lang: str, kind: str) -> str:
    """What a column is called above its cells: `Pilihan 2 (id)`, `Pilihan 2 benar`."""
    shown: list[str] = []
    parts = path.split(".")
    for n, part in enumerate(parts):
        if part.isdecimal():
            shown.append(str(int(part) + 1))
        elif n and part in LANGUAGES:
            shown.append(f"({part})")
        elif n and part == "text" and parts[n - 1].isdecimal():
            continue  # `Pilihan 1` says enough
        else:
            shown.append(field_label(part, lang, kind if n == 0 else ""))
    return " ".join(shown)


def field_label(name: str, lang: str, kind: str = "") -> str:
    """What staff call a field of this type."""
    return _word((f"staff.type.{kind}.{name}", f"staff.field.{name}", f"export.field.{name}"), lang) or name


def type_about(kind: str, lang: str) -> str:
    return _word((f"staff.type.{kind}.about",), lang)


def type_label(kind: str, lang: str) -> str:
    return _word((f"staff.type.{kind}",), lang) or kind


def _word(keys: Sequence[str], lang: str) -> str:
    return next((catalogue()[key][lang] for key in keys if key in catalogue()), "")


def _names(path: str) -> list[str]:
    return [part for part in path.split(".") if not part.isdecimal()]
