"""Says what is wrong in plain words: pydantic's error types and the round types' own texts become keys of words/bank.yaml.

What is checked is not decided here. A new kind of error is a line in one of the tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizserver.banks.model import REFERENCE, SLUG, Finding
from quizserver.catalogue import catalogue
from quizserver.core.facts import Json

if TYPE_CHECKING:
    from quizserver.banks.files import Document

TYPES = {
    "missing": "bank.missing",
    "extra_forbidden": "bank.extra",
    "string_type": "bank.text",
    "string_too_short": "bank.empty",
    "string_too_long": "bank.long",
    "int_type": "bank.whole",
    "int_parsing": "bank.whole",
    "int_from_float": "bank.whole",
    "float_type": "bank.number",
    "float_parsing": "bank.number",
    "finite_number": "bank.number",
    "bool_type": "bank.true_false",
    "bool_parsing": "bank.true_false",
    "list_type": "bank.list",
    "dict_type": "bank.mapping",
    "model_type": "bank.mapping",
    "too_short": "bank.few",
    "too_long": "bank.many",
    "greater_than_equal": "bank.at_least",
    "less_than_equal": "bank.at_most",
    "literal_error": "bank.one_of",
    "value_error": "bank.own",
}
"""pydantic's error types. One that is not here is shown in pydantic's own English."""

PATTERNS = {SLUG: "bank.slug", REFERENCE: "bank.reference"}

OWN_TEXTS = (
    (r"(?P<lang>id|en): has (?P<count>\d+) characters, at most (?P<most>\d+) fit", "bank.long_for_screen", "{lang}"),
    (r"holds the invisible character (?P<char>U\+\w+)", "bank.invisible", ""),
    (r"clue (?P<n>\d+) \((?P<lang>id|en)\) holds the word itself", "bank.clue_holds_word", "clues.{n}.{lang}"),
    (r"the word has no letters", "bank.word_letters", "word"),
    (r"give either `options` or `answer", "bank.options_or_answer", "options"),
    (r"no option is right", "bank.none_right", "options"),
    (r"every option is right", "bank.all_right", "options"),
    (r"the word (?P<word>.+) \((?P<lang>id|en)\) is on two cards", "bank.card_twice", "cards"),
    (r"card (?P<n>\d+) \((?P<lang>id|en)\): the word itself", "bank.card_gives_word", "cards.{n}.forbidden"),
    (r"seconds: ", "bank.no_seconds", "seconds"),
    (r"`min` must be smaller", "bank.scale_ends", "max"),
    (r"`step` must divide", "bank.scale_step", "step"),
    (r"`value`, the answer, must lie", "bank.scale_value", "value"),
    (r"two steps are the same in `(?P<lang>id|en)`", "bank.steps_same", "steps"),
    (r"`signs: true` teaches", "bank.three_signs", "options"),
    (r"`pulse` and `moment", "bank.pulse_moment", "moment"),
    (r"key L is asked as", "bank.key_tell", "key"),
    (r"an item with `ask: tell` has key", "bank.tell_keys", "key"),
    (r"key Y needs `forms`", "bank.forms_missing", "forms"),
    (r"key (?P<verdict>\w+) has no `forms`", "bank.forms_left_over", "forms"),
    (r"the four `tests` are missing", "bank.tests_missing", "tests"),
)
"""Texts of round types that staff meet often: their sentence here, and the field inside the value that they speak of."""

IN_A_FORM = {
    "bank.missing": "staff.wrong.empty",
    "bank.empty": "staff.wrong.empty",
    "bank.text": "staff.wrong.empty",
    "bank.both_languages": "staff.wrong.empty",
    "bank.number": "staff.wrong.number",
    "bank.whole": "staff.wrong.number",
    "bank.one_of": "staff.wrong.choose",
    "bank.true_false": "staff.wrong.choose",
    "bank.list": "staff.wrong.empty",
    "bank.mapping": "staff.wrong.empty",
    "bank.few": "staff.wrong.few",
    "bank.pattern": "staff.wrong.pattern",
}
"""Sentences that speak of lines in a file, and what a form says instead."""

LONGEST_QUOTE = 40


def finding(path: Path, line: int, key: str, /, *, where: str = "", is_warning: bool = False, **values: Any) -> Finding:
    """A finding with the sentence `key` of the catalogue."""
    return Finding(path, line, catalogue()[key], values, where, is_warning)


def nearest(word: str, known: Sequence[str], cutoff: float = 0.6) -> str:
    """The known word that looks most like `word`, empty if none does."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=cutoff)), "")


def words_for(loc: Sequence[str | int]) -> str:
    """`options[3].text.en`, counted from 1."""
    path = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc)
    return path.removeprefix(".")


def where(item: str, loc: Sequence[str | int]) -> str:
    """`item julukan-badan, options[3].text.en`; without an item only the field."""
    return ", ".join(part for part in (item and f"item {item}", words_for(loc)) if part)


def explain(
    document: Document, error: ValidationError, model: type[BaseModel], item: str = "", base: Sequence[str | int] = ()
) -> list[Finding]:
    """What pydantic found, in words. `base` is where the checked value stands in the file, `item` names it."""
    return [_explain(document, detail, model, item, base) for detail in error.errors(include_url=False)]


MOST_TOLD = 50
"""Of one item. Looking for what a wrong name may have meant takes a millisecond: 60,000 of them would stop the server for a minute."""


def field_errors(error: ValidationError, model: type[BaseModel], lang: str) -> list[Json]:
    """What pydantic found, for a form: `[{field: "options.0.text.id", message}]`, lists counted from 0."""
    return [
        {"field": ".".join(map(str, place)), "message": catalogue()[key][lang].format(**values)}
        for place, key, values in placed(error, model)
    ]


def placed(error: ValidationError, model: type[BaseModel]) -> list[tuple[tuple[str | int, ...], str, Json]]:
    """What pydantic found, where there is no file: the place in the value, the key of a sentence, and what fills it."""
    found = []
    for detail in error.errors(include_url=False)[:MOST_TOLD]:
        key, values, inside = _sentence(detail, model)
        found.append((_place(detail, inside), IN_A_FORM.get(key, key), values))
    return found


def _place(detail: ErrorDetails, inside: str) -> tuple[str | int, ...]:
    return (*detail["loc"], *(int(part) - 1 if part.isdigit() else part for part in inside.split(".") if part))


def _explain(document: Document, detail: ErrorDetails, model: type[BaseModel], item: str, base: Sequence[str | int]) -> Finding:
    key, values, inside = _sentence(detail, model)
    loc = _place(detail, inside)
    line = document.line((*base, *loc))
    return finding(document.path, line, key, where=where(item, loc), **values)


def _sentence(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, Json, str]:
    """Which sentence, what fills it, and the field inside the value that it is about."""
    kind, given = detail["type"], detail["input"]
    values: Json = {**detail.get("ctx", {}), "given": _quote(given), "original": detail["msg"]}
    key = TYPES.get(kind, "bank.other")
    if given is None and kind.endswith("_type"):
        key = "bank.empty"
    elif kind in ("too_short", "too_long") and isinstance(given, str):
        key = "bank.empty" if kind == "too_short" else "bank.long"
    elif kind == "string_type" and isinstance(given, int | float):
        key = "bank.text_in_quotes"
    elif kind == "model_type" and values.get("class_name") == "LocalText":
        key = "bank.both_languages"
    elif kind == "string_pattern_mismatch":
        key = PATTERNS.get(str(values["pattern"]), "bank.pattern")
    elif kind == "literal_error":
        values["known"] = ", ".join(re.findall(r"'([^']*)'", str(values["expected"]))) or values["expected"]
    elif kind == "extra_forbidden":
        values["near"] = nearest(str(detail["loc"][-1]), field_names(model))
        key = "bank.extra_near" if values["near"] else key
    elif kind == "value_error":
        text = str(values["error"])
        for pattern, own, inside in OWN_TEXTS:
            if found := re.match(pattern, text):
                return own, dict(found.groupdict()), inside.format(**found.groupdict())
        values["original"] = text
    return key, values, ""


def _quote(given: Any) -> str:
    text = str(given)
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"


def field_names(model: type[BaseModel]) -> list[str]:
    """All fields of a model and of the models inside it."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})
