"""JSON Schemas of items and files, from the models: the staff form is drawn from them, and editors check files with them."""

from __future__ import annotations

from functools import cache
from typing import Any

from quizserver import rounds
from quizserver.banks.model import BankFile, ProgrammeFile
from quizserver.core.facts import Json


@cache
def of_types() -> dict[str, Json]:
    """`{type: {schema, blank}}`; `blank` is an item of the type without texts."""
    return {
        name: {"schema": kind.Question.model_json_schema(), "blank": _blank(kind.samples()[0]) | {"type": name}}
        for name, kind in rounds.discover().items()
    }


def _blank(value: Any) -> Any:
    """The shape of a sample without what it says."""
    if isinstance(value, dict):
        if value.keys() <= {"id", "en"}:
            return {"id": "", "en": ""}
        return {key: _blank(inner) for key, inner in value.items() if key != "id"}
    if isinstance(value, list):
        return [_blank(inner) for inner in value]
    return False if isinstance(value, bool) else value


def of_files() -> Json:
    """One schema for bank and programme files, for editors of YAML: `# yaml-language-server: $schema=…`."""
    definitions: Json = {}
    items = [_part(f"item-{name}", kind.Question.model_json_schema(), definitions, type=name) for name, kind in rounds.discover().items()]
    bank = _part("bank", BankFile.model_json_schema(), definitions)
    definitions["bank"]["properties"]["items"] = {"type": "array", "items": {"anyOf": items}}
    programme = _part("programme", ProgrammeFile.model_json_schema(), definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "quizserver: a question bank or a programme",
        "anyOf": [bank, programme],
        "$defs": definitions,
    }


def _part(name: str, schema: Json, definitions: Json, **constants: str) -> Json:
    """Puts a schema among the definitions, its own ones beside it under names that cannot clash; a reference to it."""
    inner = schema.pop("$defs", {})
    for key, value in inner.items():
        definitions[f"{name}-{key}"] = _renamed(value, name)
    whole = _renamed(schema, name)
    for key, constant in constants.items():
        whole["properties"][key] = {"const": constant}
    definitions[name] = whole
    return {"$ref": f"#/$defs/{name}"}


def _renamed(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {
            key: inner.replace("#/$defs/", f"#/$defs/{name}-") if key == "$ref" and isinstance(inner, str) else _renamed(inner, name)
            for key, inner in value.items()
        }
    return [_renamed(inner, name) for inner in value] if isinstance(value, list) else value
