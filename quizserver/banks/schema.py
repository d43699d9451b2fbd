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
        name: {"schema": kind.Question.model_json_schema(), "blank": {"type": name, **_blank(kind.samples()[0])}}
        for name, kind in rounds.discover().items()
    }


def _blank(value: Any) -> Any:
    """The places for texts of a sample, empty, and nothing else: a key, number or choice must be a person's own. None: no text in it."""
    if isinstance(value, dict):
        if value.keys() <= {"id", "en"} and all(isinstance(text, str) for text in value.values()):
            return {"id": "", "en": ""}
        inner = {key: blank for key, part in value.items() if (blank := _blank(part)) is not None}
        return inner or None
    if isinstance(value, list):
        return [blank for part in value if (blank := _blank(part)) is not None] or None
    return None


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
