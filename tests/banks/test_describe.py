"""The published format: complete, and what the committed files say is what the models say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quizserver import rounds
from quizserver.banks import describe, schema

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", rounds.discover())
def test_every_field_has_a_meaning_and_every_type_a_chapter(name: str) -> None:
    for path, field, _, _ in describe.fields(name, rounds.discover()[name].Question.model_json_schema()):
        assert describe.meaning(name, path, field).endswith(".")
    assert f"## Type `{name}`" in describe.markdown()


def test_the_committed_files_are_as_generated() -> None:
    assert (DOCS / "bank-format.md").read_text("utf-8") == describe.markdown(), "stale: run `make docs`"
    assert json.loads((DOCS / "bank.schema.json").read_text("utf-8")) == schema.of_files(), "stale: run `make docs`"


def test_every_reference_in_the_schema_leads_somewhere() -> None:
    whole = schema.of_files()

    def check(value: Any) -> None:
        if isinstance(value, dict):
            if "$ref" in value:
                assert value["$ref"].removeprefix("#/$defs/") in whole["$defs"]
            for inner in value.values():
                check(inner)
        elif isinstance(value, list):
            for inner in value:
                check(inner)

    check(whole)
