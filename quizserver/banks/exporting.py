"""A bank goes out in a format of another tool; what that format cannot hold is listed by name. Formats: formats/ (`WRITERS`), and paper.

Nothing is cut to fit, and nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from quizserver.banks.drafting import label_of
from quizserver.banks.formats import Refusal, Said, Writer
from quizserver.banks.formats.common.made import one_line
from quizserver.banks.importing import say
from quizserver.core.facts import Json
from quizserver.core.round_type import say as text_in


class Left(NamedTuple):
    """What did not go out: the whole item, or a part of it."""

    id: str
    title: str
    whole: bool
    why: Said


class Exported(NamedTuple):
    """`written` is how many items the file holds."""

    content: bytes
    written: int
    left: list[Left]

    def told(self, format: str, lang: str) -> Json:
        """`{format, items: written, left: [{id, title, whole, why: sentence}]}`."""
        left = [{"id": one.id, "title": one.title, "whole": one.whole, "why": say(one.why, lang)} for one in self.left]
        return {"format": format, "items": self.written, "left": left}


def export(writer: Writer, title: Json, items: Sequence[Json], lang: str) -> Exported:
    """The file that this writer makes. `items` as their bank has them, valid; texts in `lang` where one has to do."""
    pieces: list[Any] = []
    left: list[Left] = []
    for item in items:
        named = (str(item["id"]), one_line(label_of(item, lang)))
        parts: list[Said] = []
        try:
            pieces.append(writer.piece(item, lang, parts))
        except Refusal as refusal:
            left.append(Left(*named, True, refusal.said))
        else:
            left += [Left(*named, False, part) for part in parts]
    return Exported(writer.write(text_in(title, lang), pieces, lang), len(pieces), left)
