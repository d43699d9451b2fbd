"""One item as staff send it: judged, put into the shape in which it stands in a file, and given an id. No file is read or written here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError

from quizserver import rounds
from quizserver.banks import files
from quizserver.banks.judging import Judgement, judge
from quizserver.banks.sentences import field_errors
from quizserver.core.facts import Json
from quizserver.core.round_type import Question
from quizserver.errors import Rejected

REVIEW = ("status", "reviewer", "reviewed_on")
"""What only an approval writes."""

NAMING = ("text", "title", "word", "statement", "prompt")
"""The texts of an item that say best which one it is."""

WORDS_OF_ID = 5
LONGEST_ID = 40


class Invalid(Rejected):
    """`errors`: `[{field: "options.0.text.id", message}]`, lists counted from 0."""

    def __init__(self, errors: list[Json]) -> None:
        super().__init__("bank/invalid", count=len(errors))
        self.errors = errors


def shaped(item: Any, lang: str) -> Json:
    """The item with its own fields first and nothing that goes without saying. Raises Invalid."""
    kind = item.get("type") if isinstance(item, dict) else None
    known = rounds.discover()
    if not isinstance(kind, str) or kind not in known:
        raise Rejected("bank/unknown_type")
    shape = known[kind].Question
    given = shaped_by(shape, {"id": "new"} | item, lang)
    own = [name for name in shape.model_fields if name not in Question.model_fields]
    order = ["id", "type", *own, *(name for name in Question.model_fields if name not in ("id", "type"))]
    return {name: given[name] for name in order if name in given and (name in REVIEW or given[name] != shape.model_fields[name].default)}


def shaped_by(shape: type[BaseModel], value: Json, lang: str) -> Json:
    """What was given, as this model has it. Raises Invalid."""
    try:
        dumped: Json = shape.model_validate(value).model_dump(mode="json", exclude_unset=True, exclude_none=True)
    except ValidationError as error:
        raise Invalid(field_errors(error, shape, lang)) from None
    whole: Json = _whole_numbers(dumped)
    return whole


def question_of(item: Any) -> Json | None:
    """What would be played of an item of a file; None if it is broken."""
    try:
        shape = rounds.discover()[item["type"]].Question
        question: Json = shape.model_validate(item).model_dump(mode="json", exclude_none=True)
    except (ValidationError, KeyError, TypeError):
        return None
    return question


def is_draft(item: Any) -> bool:
    return isinstance(item, dict) and item.get("status") == "draft"


def content_of(item: Json) -> Json:
    """The item without what approvals write."""
    return {name: value for name, value in item.items() if name not in REVIEW}


def items_of(document: files.Document | None) -> dict[str, Json]:
    """The items of a file by id, in its order."""
    items = document.value.get("items") if document else None
    return {str(item["id"]): item for item in items or [] if isinstance(item, dict) and "id" in item}


def demoted(bank: str, before: dict[str, Json], after: dict[str, Json]) -> list[Json]:
    """Rows `{bank, item, question}` of items that were approved and now are drafts or gone: what programmes go on playing."""
    changed = [id for id, item in before.items() if not is_draft(item) and (id not in after or is_draft(after[id]))]
    questions = {id: question_of(before[id]) for id in changed}
    return [{"bank": bank, "item": id, "question": question} for id, question in questions.items() if question]


def label_of(item: Any, lang: str) -> str:
    """What staff know the item by; its id where it has no text. Unlike core/run_list.py, this may tell the key."""
    texts = [item[name] for name in NAMING if isinstance(item.get(name), dict)] if isinstance(item, dict) else []
    texts += [value for value in item.values() if isinstance(value, dict) and "id" in value] if isinstance(item, dict) else []
    text = texts[0].get(lang) or texts[0].get("id") if texts else ""
    return str(text or (item.get("id", "") if isinstance(item, dict) else ""))


def new_id(item: Json, taken: Container[str]) -> str:
    """An id from the first words of the item that no other has."""
    plain = unicodedata.normalize("NFKD", label_of(item | {"id": ""}, "id")).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:WORDS_OF_ID] or [str(item["type"])]
    name = "-".join(words)[:LONGEST_ID].strip("-")
    return next(made for n in range(1, 100_000) if (made := name if n == 1 else f"{name}-{n}") not in taken)


@lru_cache(maxsize=files.MOST_REMEMBERED)
def notes_on(text: str, lang: str) -> Judgement:
    """What there is to say of an item of a file, by its text from the dash on."""
    parsed = files.parse_entry(text)
    return judge(parsed[0] if parsed and isinstance(parsed[0], dict) else {}, lang)


def _whole_numbers(value: Any) -> Any:
    """`30.0` becomes 30, as a person writes it."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole_numbers(inner) for key, inner in value.items()}
    return [_whole_numbers(inner) for inner in value] if isinstance(value, list) else value
