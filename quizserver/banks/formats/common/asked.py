"""What other tools can hold of an item: a plain question with its key. The counterpart of made.py, for every format that goes out.

Nothing is cut and nothing is added without a word: what has no place there is said by name, and an item that has none is refused.
"""

from __future__ import annotations

import html
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from quizserver.banks.drafting import REVIEW
from quizserver.banks.formats.common import extras, made
from quizserver.banks.formats.common.keys import BOTH_WAYS
from quizserver.banks.sources.said import Refusal, Said
from quizserver.catalogue import LANGUAGES, catalogue
from quizserver.core.facts import Json
from quizserver.core.matching import joined
from quizserver.core.round_type import say
from quizserver.rounds import choice, verdict


@dataclass(slots=True)
class Asked:
    """`kind`: choice (`options` and `right`, indexes from 0), statement (`is_true`), typed (`answers`), number (`value`, `tolerance`),
    poll (`options`) or order (`options`, as they follow each other). `why` is empty without an explanation."""

    id: str
    kind: str
    text: str
    options: list[str] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    is_true: bool = False
    answers: list[str] = field(default_factory=list)
    value: float = 0
    tolerance: float = 0
    why: str = ""
    seconds: float | None = None
    tags: list[str] = field(default_factory=list)


def both_ways(found: Asked, lang: str) -> Asked:
    """A statement as a choice, for formats that know nothing else."""
    if found.kind != "statement":
        return found
    options = [say(option["text"], lang) for option in choice.TRUE_FALSE]
    return replace(found, kind="choice", options=options, right=[0 if found.is_true else 1])


def asked(item: Json, lang: str, left: list[Said], *, kinds: Collection[str], keeps: Collection[str], is_plain: bool) -> Asked:
    """The question that an item is. `kinds`: those that the format knows; `keeps`: fields that it has a place for besides.

    `is_plain`: it says that its texts are no HTML. `left` gets what is left out, and what will not come back as it is. Raises Refusal.
    """
    found = _asked(item, lang, left)
    if found.kind not in kinds:
        raise Refusal("export.kind", kind=type_said(item["type"]))
    held = {"id", "type", "text", "explanation", *REVIEW, *keeps, *HELD[item["type"]]}
    for name in item:
        if name not in held and item[name] not in (None, [], {}):
            left.append(Said("export.part_left", {"part": _field(name)}))
    others = [other for other in LANGUAGES if other != lang and _speaks(item, other)]
    left += [Said("export.language_left", {"language": Said(f"export.language.{other}")}) for other in others]
    texts = [found.text, found.why, *found.answers, *found.options]
    if any(_as_read(text, is_plain) != text for text in texts) or any("\n" in option for option in found.options):
        left.append(Said("export.text_differs"))
    if len({" ".join(option.split()) for option in found.options}) < len(found.options):
        left.append(Said("export.options_alike"))
    found.seconds = item.get("seconds") if "seconds" in keeps else None
    found.tags = item.get("tags", []) if "tags" in keeps else []
    return found


def leave_answers(found: Asked, left: list[Said], marks: Collection[str]) -> None:
    """Typed answers with one of these in them mean something else in the format, and stay out. Raises Refusal when the first one does."""
    out = [answer for answer in found.answers if any(mark in answer for mark in marks)]
    if found.answers[:1] == out[:1] != []:
        raise Refusal("export.mark_in_answer", answer=out[0])
    if out:
        left.append(Said("import.answers_left", {"answers": ", ".join(out)}))
    found.answers = [answer for answer in found.answers if answer not in out]


def tags_kept(found: Asked, left: list[Said]) -> list[str]:
    """Its tags, and a word where they would not come back as they are."""
    if found.tags and extras.tag(made.Made({}), found.tags).item.get("tags") != found.tags:
        left.append(Said("export.part_left", {"part": _field("tags")}))
    return found.tags


def shown(number: float) -> str:
    return f"{number:.10f}".rstrip("0").rstrip(".")


HELD: dict[str, tuple[str, ...]] = {
    "choice": ("options", "answer"),
    "verdict": ("key", "ask"),
    "guess": ("word", "clues", "accept"),
    "estimate": ("value", "tolerance"),
    "poll": ("options",),
    "order": ("steps",),
}
"""By round type, the fields that a question takes along; no other type is one."""


def _asked(item: Json, lang: str, left: list[Said]) -> Asked:
    kind = item["type"]
    if kind not in HELD:
        raise Refusal("export.kind", kind=type_said(kind))
    text = say(item.get("text"), lang)
    found = Asked(item["id"], kind, text, why=say(item.get("explanation"), lang))
    if kind == "choice" and item.get("options"):
        found.options = [say(option["text"], lang) for option in item["options"]]
        found.right = [n for n, option in enumerate(item["options"]) if option.get("right")]
        if {option.casefold() for option in found.options} in BOTH_WAYS and len(found.options) == 2:
            left.append(Said("export.becomes_statement"))
    elif kind == "choice":
        found.kind, found.is_true = "statement", item["answer"]
    elif kind == "verdict":
        _verdict(found, item, lang)
        left.append(Said("export.becomes", {"kind": type_said("choice")}))
    elif kind == "guess":
        _guess(found, item, lang, left)
    elif kind == "estimate":
        found.kind, found.value, found.tolerance = "number", item["value"], item.get("tolerance", 0)
    else:
        found.options = [say(option, lang) for option in item["options" if kind == "poll" else "steps"]]
    return found


def _verdict(found: Asked, item: Json, lang: str) -> None:
    ask = item.get("ask", "bullying")
    found.kind = "choice"
    found.text = f"{found.text} {verdict.WORDS[f'phone.verdict.ask.{ask}'][lang]}"
    found.options = [verdict.WORDS[f"phone.verdict.{ask}.{name}"][lang] for name in verdict.VERDICTS]
    found.right = [n for n, name in enumerate(verdict.VERDICTS) if name in verdict.KEYS[item["key"]]]


def _guess(found: Asked, item: Json, lang: str, left: list[Said]) -> None:
    clues = [say(clue, lang) for clue in item.get("clues", ())]
    if not clues:
        raise Refusal("export.no_clue")
    if len(clues) > 1:
        left.append(Said("export.clues_joined"))
    if not any(char.isalpha() for char in joined(say(item["word"], lang))):
        left.append(Said("export.no_letters"))
    found.kind, found.text = "typed", "\n".join(clues)
    found.answers = [say(item["word"], lang), *item.get("accept", {}).get(lang, ())]


def _speaks(value: object, lang: str) -> bool:
    """Whether anything in it is said in this language."""
    if isinstance(value, dict):
        return bool(value.get(lang)) or any(_speaks(inner, lang) for inner in value.values())
    return isinstance(value, list) and any(_speaks(inner, lang) for inner in value)


def _as_read(text: str, is_plain: bool) -> str | None:
    """What our own import would make of it: what it changes, others may change too."""
    try:
        return made.clean(html.escape(text, quote=False) if is_plain else text, [])
    except Refusal:
        return None


def _field(name: str) -> Said | str:
    key = f"staff.field.{name}"
    return Said(key) if key in catalogue() else name


def type_said(kind: str) -> Said | str:
    key = f"staff.type.{kind}"
    return Said(key) if key in catalogue() else kind
