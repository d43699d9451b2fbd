"""One item as it is being written: the valid question, or what is wrong with it, field by field; and what the check would warn of.

Fields are paths that count from 0, as a form does: `options.0.text.id`. Nothing is read from a file here; files are reading.py's.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from quizserver import rounds
from quizserver.banks import cautions
from quizserver.banks.sentences import field_errors
from quizserver.catalogue import say
from quizserver.core.facts import Json


@dataclass(frozen=True, slots=True)
class Judgement:
    """`question` as a bank gives it to a room, None while it has errors. Both lists: `[{field, message}]`."""

    question: Json | None
    errors: list[Json]
    cautions: list[Json]


def judge(item: Json, lang: str) -> Judgement:
    """Never raises, whatever the item is; `lang` is one of the catalogue's."""
    warned = [
        {"field": ".".join(map(str, loc)), "message": {"id": caution.id, "en": caution.en}[lang].format(found=found)}
        for loc, caution, found in cautions.in_item(item)
    ]
    kind = item.get("type")
    known = rounds.discover()
    if not isinstance(kind, str) or kind not in known:
        return Judgement(None, [{"field": "type", "message": say("staff.wrong.type", lang)}], warned)
    shape = known[kind].Question
    try:
        return Judgement(shape.model_validate(item).model_dump(mode="json", exclude_none=True), [], warned)
    except ValidationError as error:
        return Judgement(None, field_errors(error, shape, lang), warned)
