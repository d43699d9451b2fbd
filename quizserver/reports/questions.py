"""A bank on paper: its questions on pages of their own, then the key with the explanations.

It is a `Writer`, like those of banks/formats. Cards to answer with where there are no phones: answer_cards.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizserver.banks.formats.common.asked import HELD, Asked, asked, both_ways, shown, type_said
from quizserver.banks.sources.said import Refusal, Said
from quizserver.catalogue import say
from quizserver.core.facts import Json
from quizserver.core.round_type import say as text_in
from quizserver.reports.paper import CARD, EDGE, HEIGHT, INK_SOFT, INNER, MARGIN, VIOLET_DARK, WIDTH, Sheet

TITLE: Mapping[str, str] = {"id": "Untuk dicetak (PDF)", "en": "To print (PDF)"}
ENDING = ".pdf"

KINDS = ("choice", "statement", "typed", "number", "poll", "order")
KEEPS = (
    *("tags", "level", "skill", "source", "scored", "enabled", "seconds", "notes", "near", "tests", "talk", "forms"),
    *("min", "max", "step", "unit", "signs"),
)
"""What a page needs not say: it is for those who hold the paper, not for another program."""

LETTERS = "ABCDEFGH"
BOTTOM = HEIGHT - 18
INDENT = 10.0
BESIDE, VERY_SHORT = 34, 16
"""Characters of an option up to which two of them, or all of three, stand beside each other."""

GAP = 6.0


@dataclass(frozen=True, slots=True)
class Printed:
    """`options` are lettered, `lines` are not; `to_fill`: a line to write on stands below. `key` and `why` go to the pages at the end."""

    text: str
    options: Sequence[str] = ()
    lines: Sequence[str] = ()
    to_fill: bool = False
    key: str = ""
    why: str = ""


def piece(item: Json, lang: str, left: list[Said]) -> Printed:
    if item["type"] not in HELD:
        return _told(item, lang)
    said: list[Said] = []
    found = both_ways(asked(item, lang, said, kinds=KINDS, keeps=KEEPS, is_plain=True), lang)
    left += [one for one in said if one.key == "export.part_left"]
    key = _key(found, item, lang)
    if found.kind == "order":
        return Printed(found.text, lines=[f"[   ] {step}" for step in sorted(found.options)], key=key, why=found.why)
    if found.kind in ("typed", "number"):
        clues = found.text.split("\n")
        unit = text_in(item.get("unit"), lang)
        text = clues[0] if len(clues) == 1 else say("export.paper.guess", lang)
        return Printed(f"{text} ({unit})" if unit else text, lines=clues if len(clues) > 1 else (), to_fill=True, key=key, why=found.why)
    return Printed(found.text, found.options, key=key, why=found.why)


def _told(item: Json, lang: str) -> Printed:
    """What is read, played or talked about: a title, a text, a list. Raises Refusal for what has none of them."""
    title, text = text_in(item.get("title"), lang), text_in(item.get("text"), lang)
    lines = [f"{n}. {_line(one, lang)}" for name in ("steps", "cards") for n, one in enumerate(item.get(name, ()), start=1)]
    if not text and not lines:
        raise Refusal("export.kind", kind=type_said(item["type"]))
    return Printed(title or text, lines=[text, *lines] if title and text else lines)


def _line(one: Json, lang: str) -> str:
    if "word" not in one:
        return text_in(one, lang)
    return f"{text_in(one['word'], lang)} ({', '.join(text_in(word, lang) for word in one['forbidden'])})"


def _key(found: Asked, item: Json, lang: str) -> str:
    match found.kind:
        case "choice":
            return "; ".join(f"{LETTERS[n]}. {found.options[n]}" for n in found.right)
        case "typed":
            return ", ".join(found.answers)
        case "number":
            room = f" ± {shown(found.tolerance)}" if found.tolerance else ""
            return f"{shown(found.value)}{room} {text_in(item.get('unit'), lang)}".strip()
        case "order":
            return "  ".join(f"{n}) {step}" for n, step in enumerate(found.options, start=1))
        case _:
            return ""


def write(title: str, pieces: Sequence[Printed], lang: str) -> bytes:
    """A PDF."""
    pages = Pages(title, lang)
    keyed = [(n, printed) for n, printed in enumerate(pieces, start=1) if printed.key or printed.why]
    pages.begin(title, say("export.paper.about", lang) if keyed else "")
    for n, printed in enumerate(pieces, start=1):
        pages.question(n, printed)
    if keyed:
        pages.begin(say("export.paper.key", lang), say("export.paper.key_about", lang))
        for n, printed in keyed:
            pages.key(n, printed)
    return bytes(pages.output())


class Pages(Sheet):
    """Flows from page to page; what belongs together stays together."""

    def __init__(self, title: str, lang: str) -> None:
        super().__init__(title, lang)
        self.foot = title
        self.page_word = say("report.page", lang)
        self._y = 0.0

    def header(self) -> None:
        self.woven(0, 0, WIDTH, 4)

    def begin(self, title: str, about: str) -> None:
        """A new page with a title."""
        self.add_page()
        self._y = 14 + self.say(MARGIN, 14, title, size=21, weight="bold", ink=VIOLET_DARK, leading=1.15)
        self._y += self.say(MARGIN, self._y + 1, about, size=9.5, ink=INK_SOFT) + GAP

    def question(self, n: int, printed: Printed) -> None:
        longest = max(map(len, printed.options), default=0)
        columns = 3 if len(printed.options) == 3 and longest <= VERY_SHORT else 2 if longest <= BESIDE else 1
        wide = (INNER - INDENT) / columns
        rows = [printed.options[at : at + columns] for at in range(0, len(printed.options), columns)]
        high = self.height(printed.text, size=12, weight="semi", width=INNER - INDENT) + 2
        high += sum(max(self._option_height(option, wide) for option in row) for row in rows)
        high += sum(self.height(line, size=10.5, width=INNER - INDENT) + 1 for line in printed.lines) + (12 if printed.to_fill else 0)
        self._room(high)
        self._number(n, 12)
        self._y += self.say(MARGIN + INDENT, self._y, printed.text, size=12, weight="semi", width=INNER - INDENT) + 2
        for line in printed.lines:
            self._y += self.say(MARGIN + INDENT, self._y, line, size=10.5, width=INNER - INDENT) + 1
        for at, row in enumerate(rows):
            for place, option in enumerate(row):
                self._option(MARGIN + INDENT + place * wide, at * columns + place, option, wide)
            self._y += max(self._option_height(option, wide) for option in row)
        if printed.to_fill:
            self.rule(MARGIN + INDENT, self._y + 9, 90, ink=EDGE)
            self._y += 12
        self._y += GAP

    def key(self, n: int, printed: Printed) -> None:
        wide = INNER - INDENT
        high = self.height(printed.key, size=11, weight="semi", width=wide) if printed.key else 0
        self._room(high + (self.height(printed.why, size=10, width=wide) + 1 if printed.why else 0))
        self._number(n, 11)
        if printed.key:
            self._y += self.say(MARGIN + INDENT, self._y, printed.key, size=11, weight="semi", width=wide)
        if printed.why:
            self._y += self.say(MARGIN + INDENT, self._y + 0.6, printed.why, size=10, ink=INK_SOFT, width=wide) + 0.6
        self._y += 3.4

    def _room(self, high: float) -> None:
        if self._y + high > BOTTOM:
            self.add_page()
            self._y = 14.0

    def _number(self, n: int, size: float) -> None:
        self.say(MARGIN, self._y, f"{n}.", size=size, weight="bold", ink=VIOLET_DARK, width=INDENT)

    def _option(self, x: float, n: int, text: str, wide: float) -> None:
        self.set_draw_color(*EDGE)
        self.set_line_width(0.35)
        self.set_fill_color(*CARD)
        self.ellipse(x, self._y, 6, 6, style="D")
        self.say(x, self._y + 0.9, LETTERS[n], size=9, weight="bold", width=6, align="C", leading=1.3)
        self.say(x + 8.5, self._y + 0.5, text, size=11, width=wide - 12)

    def _option_height(self, text: str, wide: float) -> float:
        return max(7.6, self.height(text, size=11, width=wide - 12) + 2.2)
