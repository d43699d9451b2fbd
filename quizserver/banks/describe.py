"""The format of banks and programmes as Markdown, generated from the models: docs/bank-format.md. What fields mean is meanings.yaml's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from ruamel.yaml import YAML

from quizserver import rounds
from quizserver.banks import emit
from quizserver.banks.model import BankFile, ProgrammeFile
from quizserver.core.facts import Json
from quizserver.core.round_type import Question

HEAD = """\
# The format of question banks and programmes

Generated from the models by `make docs`; a test says when it is stale. For editors that check while you write: put
`# yaml-language-server: $schema=bank.schema.json` in the first line (the file is beside this one; `quizserver bank schema` prints it).

Files are YAML, UTF-8, in one folder: a bank is `<id>.yaml`, a programme `program-<id>.yaml`, pictures lie in `pictures/`. Comments, order
and quotes are kept when the staff pages save. Check files with `quizserver bank check FOLDER`. Texts are `{id: "…", en: "…"}`: Bahasa
Indonesia, and English, which may be missing. Put texts in quotes: then no colon or dash in them means anything to YAML.
"""


def markdown() -> str:
    parts = [HEAD, *_part("A bank file", "bank", BankFile.model_json_schema(), ())]
    parts += _part("A programme file", "programme", ProgrammeFile.model_json_schema(), ())
    parts += _part("What every item has", "item", Question.model_json_schema(), ())
    known = tuple(name for name in Question.model_fields)
    for name, kind in sorted(rounds.discover().items()):
        parts += _part(f"Type `{name}`", name, kind.Question.model_json_schema(), known)
        parts.append("```yaml\n" + emit.write(kind.samples()[0], 0) + "\n```\n")
    return "\n".join(parts)


def fields(name: str, schema: Json) -> Iterator[tuple[str, str, Json, bool]]:
    """Every field and the fields inside it: its path, its bare name, its schema, whether it has to be there."""
    yield from _fields(name, "", schema, schema.get("$defs", {}))


def _fields(owner: str, before: str, schema: Json, definitions: Json) -> Iterator[tuple[str, str, Json, bool]]:
    for name, field in schema.get("properties", {}).items():
        whole = _resolved(field, definitions)
        yield f"{before}{name}", name, whole, name in schema.get("required", ())
        inner = _resolved(whole.get("items", whole), definitions)
        if "properties" in inner and not inner["properties"].keys() <= {"id", "en"}:
            yield from _fields(owner, f"{before}{name}.", inner, definitions)


def meaning(owner: str, path: str, name: str) -> str:
    """Raises KeyError for a field without a line in meanings.yaml."""
    known = _meanings()
    return known.get(f"{owner}.{path}") or known.get(path) or known[name]


@cache
def _meanings() -> dict[str, str]:
    words: dict[str, str] = YAML(typ="safe").load(resources.files("quizserver.banks").joinpath("meanings.yaml").read_text("utf-8"))
    return words


def _part(title: str, owner: str, schema: Json, left_out: tuple[str, ...]) -> list[str]:
    about = schema.get("description", "").split("\n\n")[0] if owner != "item" else ""
    rows = [
        f"| `{path}` | {_kind(field, schema.get('$defs', {}))} | {_default(field, is_needed)} | {meaning(owner, path, name)} |"
        for path, name, field, is_needed in fields(owner, schema)
        if path not in left_out
    ]
    table = ["| field | what it holds | without it | meaning |", "|---|---|---|---|", *rows, ""] if rows else []
    return [f"## {title}\n", *([" ".join(about.split()) + "\n"] if about else []), *table]


def _resolved(field: Json, definitions: Json) -> Json:
    """The schema behind a reference, or the one of a field that may also be missing."""
    options = [one for one in field.get("anyOf", ()) if one.get("type") != "null"]
    if len(options) == 1:
        return _resolved(options[0] | {key: field[key] for key in ("default",) if key in field}, definitions)
    if "$ref" in field:
        target = definitions[field["$ref"].rsplit("/", 1)[1]]
        merged = {key: dict(value) for key, value in target.get("properties", {}).items()}
        for key, more in field.get("properties", {}).items():
            merged[key] = merged.get(key, {}) | more
        whole: Json = target | {key: value for key, value in field.items() if key not in ("$ref", "properties")} | {"properties": merged}
        return whole
    return field


def _is_text(schema: Json) -> bool:
    return schema.get("title") == "LocalText"


def _kind(field: Json, definitions: Json) -> str:
    if _is_text(field):
        most = field["properties"]["id"].get("maxLength")
        return f"text, up to {most} characters" if most else "text"
    if field.get("properties", {}).keys() == {"id", "en"}:
        return f"for `id` and `en`: {_kind(field['properties']['id'], definitions)}"
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    kind = field.get("type")
    if kind == "array":
        each = _kind(_resolved(field["items"], definitions), definitions)
        return f"list{_between(field.get('minItems'), field.get('maxItems'))} of: {each}"
    if kind == "string":
        shape = f" like `{field['pattern']}`".replace("|", "\\|") if "pattern" in field else ""
        return "characters" + _between(field.get("minLength"), field.get("maxLength")) + shape
    if kind in ("integer", "number"):
        return ("whole number" if kind == "integer" else "number") + _between(field.get("minimum"), field.get("maximum"))
    return {"boolean": "`true` or `false`", "object": "fields"}.get(str(kind), "value")


def _between(least: Any, most: Any) -> str:
    if least is None and most is None:
        return ""
    if most is None:
        return f", at least {least}"
    return f", {least} to {most}" if least is not None and least != most else f", {'up to ' if least is None else ''}{most}"


def _default(field: Json, is_needed: bool) -> str:
    if is_needed:
        return "must be there"
    default = field.get("default")
    return "–" if default in (None, [], {}) else f"`{json.dumps(default)}`"
