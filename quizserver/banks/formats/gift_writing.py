"""Writes Moodle's GIFT: a comment with id and tags, the question, its answers in braces.

What reads it: gift.py. Texts say that they are plain (`[plain]`), and what means something in GIFT is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizserver.banks.formats.common.asked import Asked, asked, leave_answers, shown, tags_kept
from quizserver.banks.formats.gift import ENDINGS, TITLE
from quizserver.banks.formats.gift_answers import FALSE, FORMAT, TRUE
from quizserver.banks.sources.said import Said
from quizserver.core.facts import Json

__all__ = ["ENDING", "TITLE", "piece", "write"]

ENDING = ENDINGS[0]

KINDS = ("choice", "statement", "typed", "number")
MARKS = re.compile(r"([\\:#={}~])")


def piece(item: Json, lang: str, left: list[Said]) -> str:
    found = asked(item, lang, left, kinds=KINDS, keeps=("tags",), is_plain=True)
    leave_answers(found, left, ("*", "->"))  # anything at all, and pairs
    notes = " ".join([f"[id:{found.id}]", *(f"[tag:{tag}]" for tag in tags_kept(found, left))])
    return f"// {notes}\n::{_escaped(found.id)}::[plain]{_escaped(found.text)} {{{_block(found)}\n}}\n"


def write(title: str, pieces: Sequence[str], lang: str) -> bytes:
    return "\n".join([f"// {' '.join(title.split())}\n", *pieces]).encode()


def _block(found: Asked) -> str:
    why = f"\n\t####{_marked(found.why)}" if found.why else ""
    match found.kind:
        case "statement":
            return ("TRUE" if found.is_true else "FALSE") + why
        case "number":
            return f"#{shown(found.value)}:{shown(found.tolerance)}{why}"
        case "typed":
            return "".join(f"\n\t={_typed(one)}" for one in found.answers) + why
        case _:
            return "".join(map("\n\t{}".format, _options(found))) + why


def _options(found: Asked) -> list[str]:
    """Several right ones share the whole, and each wrong one takes as much away."""
    if len(found.right) == 1:
        return [f"{'=' if n in found.right else '~'}{_marked(option)}" for n, option in enumerate(found.options)]
    share = f"{100 / len(found.right):.5f}".rstrip("0").rstrip(".")
    return [f"~%{'' if n in found.right else '-'}{share}%{_marked(option)}" for n, option in enumerate(found.options)]


def _typed(text: str) -> str:
    """An answer that would be read as true or false says its weight."""
    return f"%100%{_marked(text)}" if text.casefold() in TRUE | FALSE else _marked(text)


def _marked(text: str) -> str:
    return ("[plain]" if FORMAT.match(text) or text.startswith("%") else "") + _escaped(text)


def _escaped(text: str) -> str:
    return MARKS.sub(r"\\\1", text).replace("\n", "\\n")
