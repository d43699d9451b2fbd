"""The leaflets for students, teachers and parents: A5 to fold (two A4 sides, landscape) or A4 (two sides, two columns).

The texts come from question_banks/help/leaflet.yaml, the numbers are those that children may be shown now. Read next: festival.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quizserver.banks.help import Block, Leaflet
from quizserver.core.round_type import LocalText
from quizserver.reports.festival import Festival
from quizserver.reports.paper import CARD, CREAM, EDGE, INK, INK_SOFT, LEAF, PAPER, ROSE, VIOLET, VIOLET_DARK, WARM, Colour
from quizserver.safety.channels import Channel

READERS = ("siswa", "guru", "ortu")
SIZES = ("a5", "a4")
SCALES = (1.42, 1.36, 1.3, 1.24, 1.18, 1.12, 1.06, 1.0, 0.95, 0.9, 0.86, 0.82, 0.78)
"""Type as large as the texts allow; at the last one (7 pt) a leaflet is too long, and a test fails before anybody prints it."""

GAP = 5.0
MOST_AIR = 9.0
"""Room that is left goes between the pieces of paper, up to this much each."""

PAD = 4.5
SIGN = 7.4
NUMBERED = ("tests", "steps")
SHADES = {"siswa": VIOLET, "guru": LEAF, "ortu": WARM}
ON_STEPS = (VIOLET, LEAF, ROSE, VIOLET_DARK, LEAF)


@dataclass(frozen=True, slots=True)
class Office:
    """Who gives the leaflet out."""

    name: str = ""
    logo: Path | None = None
    follow: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The few words that are no text of the leaflet's own, in its language."""

    lang: str
    emergency: str
    costs: str
    checked: str
    follow: str
    own: str


def leaflet(reader: str, text: Leaflet, size: str, words: Words, channels: Sequence[Channel], office: Office) -> bytes:
    """A PDF."""
    sheet = Festival(_say(text.cover.title, words.lang), words.lang)
    maker = Maker(sheet, words, list(channels), office)
    if size == "a5":
        _to_fold(maker, reader, text)
    else:
        _in_columns(maker, reader, text)
    return bytes(sheet.output())


def _to_fold(maker: Maker, reader: str, text: Leaflet) -> None:
    """Outside: back left, cover right. Inside: pages two and three. Folded in the middle it is A5."""
    wide, high, side, top, foot = 148.5, 210.0, 11.0, 13.0, 16.0
    column, room = wide - 2 * side, high - top - foot
    sheet = maker.sheet
    sheet.sheet(2 * wide, high)
    maker.cover(wide, 0, wide, high, reader, text)
    maker.page(text.pages[2], side, top, column, room)
    maker.colophon(side, high - 8, column)
    sheet.sheet(2 * wide, high)
    scale = min(maker.scale(page, column, room) for page in text.pages[:2])
    for number in (0, 1):
        maker.page(text.pages[number], number * wide + side, top, column, room, scale)
    sheet.woven(0, high - 5, 2 * wide, 5)


def _in_columns(maker: Maker, reader: str, text: Leaflet) -> None:
    """Two A4 pages of two columns: what to know and do in front, where to turn behind."""
    wide, high, side, head, foot, between = 210.0, 297.0, 14.0, 62.0, 16.0, 7.0
    column = (wide - 2 * side - between) / 2
    sheet = maker.sheet
    sheet.sheet(wide, high)
    room = high - head - foot - 6
    front = min(maker.scale(page, column, room) for page in text.pages[:2])
    maker.banner(0, 0, wide, head, reader, text)
    for number in (0, 1):
        maker.page(text.pages[number], side + number * (column + between), head + 6, column, room, front)
    sheet.woven(0, high - 6, wide, 6)
    sheet.sheet(wide, high)
    sheet.bunting(0, 0, wide, sag=8, flag=11)
    maker.page(text.pages[2], side, 29, wide - 2 * side, 196)
    maker.own_lines(side, 232, wide - 2 * side, 38)
    maker.colophon(side, high - foot + 3, wide - 2 * side)
    sheet.woven(0, high - 6, wide, 6)


def _say(text: LocalText, lang: str) -> str:
    return text.en if lang == "en" and text.en else text.id


class Maker:
    """Draws blocks; each drawing function returns the height it took, and takes it without a trace while `measures`."""

    def __init__(self, sheet: Festival, words: Words, channels: list[Channel], office: Office) -> None:
        self.sheet = sheet
        self.words = words
        self.channels = channels
        self.office = office
        self.measures = False

    def page(self, blocks: Sequence[Block], x: float, y: float, width: float, height: float, scale: float | None = None) -> None:
        """Blocks under each other, as large as they fit, with what room is left between them."""
        scale = scale or self.scale(blocks, width, height)
        air = min(MOST_AIR, max(0.0, height - self._tall(blocks, width, scale)) / max(1, len(blocks)))
        for block in blocks:
            y += self.block(block, x, y, width, scale) + GAP * scale + air

    def _tall(self, blocks: Sequence[Block], width: float, scale: float) -> float:
        self.measures = True
        height = sum(self.block(block, 0, 0, width, scale) for block in blocks) + GAP * scale * (len(blocks) - 1)
        self.measures = False
        return height

    def scale(self, blocks: Sequence[Block], width: float, height: float) -> float:
        """The largest type at which these blocks fit."""
        return next((scale for scale in SCALES if self._tall(blocks, width, scale) <= height), SCALES[-1])

    def text(
        self, x: float, y: float, text: str, size: float, width: float, *, weight: str = "", ink: Colour = INK, align: str = "L"
    ) -> float:
        if self.measures:
            return self.sheet.height(text, size=size, width=width, weight=weight, leading=1.3)
        return self.sheet.say(x, y, text, size=size, weight=weight, ink=ink, width=width, align=align, leading=1.3)

    def lead(self, x: float, y: float, text: str, size: float, width: float) -> float:
        """What stands before the colon bold on its own line, the rest below."""
        bold, colon, rest = text.partition(": ")
        if not colon or len(bold) > 34:
            return self.text(x, y, text, size, width)
        took = self.text(x, y, bold, size, width, weight="bold")
        return took + self.text(x, y + took, rest[:1].upper() + rest[1:], size, width)

    def block(self, block: Block, x: float, y: float, width: float, scale: float) -> float:
        """One block on its own piece of paper."""
        if not self.measures:
            self.measures = True
            height = self._inside(block, x + PAD, y + PAD, width - 2 * PAD, scale)
            self.measures = False
            self.sheet.card(x, y, width, height + 2 * PAD, fill=CREAM if block.kind == "note" else CARD)
        return self._inside(block, x + PAD, y + PAD, width - 2 * PAD, scale) + 2 * PAD

    def _inside(self, block: Block, x: float, y: float, width: float, scale: float) -> float:
        top = y
        if block.title:
            y += self.text(x, y, _say(block.title, self.words.lang), 13.5 * scale, width, weight="bold", ink=VIOLET_DARK) + 1.4 * scale
        if block.intro:
            y += self.text(x, y, _say(block.intro, self.words.lang), 9.6 * scale, width, ink=INK_SOFT) + 1.6 * scale
        if block.kind == "help":
            y += self._help(x, y, width, scale)
        for n, item in enumerate(block.items):
            y += self._item(block.kind, n, _say(item, self.words.lang), x, y, width, scale) + 1.9 * scale
        return y - top - (1.9 * scale if block.items else 0)

    def _item(self, kind: str, n: int, text: str, x: float, y: float, width: float, scale: float) -> float:
        size = 9.6 * scale
        if kind == "note":
            return self.text(x, y, text, 10.6 * scale, width, weight="semi")
        least = SIGN * scale if kind in NUMBERED else 0.0
        inset = (9.5 if kind in NUMBERED else 5.5) * scale
        if self.measures:
            return max(self.lead(x + inset, y, text, size, width - inset), least)
        self._sign(kind, n, x, y, scale)
        self.measures = True
        took = self.lead(x + inset, y, text, size, width - inset)
        self.measures = False
        self.lead(x + inset, y + max(0.0, least - took) / 2, text, size, width - inset)
        return max(took, least)

    def _sign(self, kind: str, n: int, x: float, y: float, scale: float) -> None:
        """What stands before an item: a number in a shape, a small diamond, or a ring."""
        sheet = self.sheet
        if kind == "tests":
            sheet.diamond(x + 3.6 * scale, y + 3.4 * scale, 4 * scale, INK)
        elif kind == "steps":
            sheet.set_fill_color(*ON_STEPS[n % len(ON_STEPS)])
            sheet.ellipse(x, y, 7 * scale, 7 * scale, style="F")
        elif kind == "dont":
            sheet.set_draw_color(*ROSE)
            sheet.set_line_width(0.7 * scale)
            sheet.ellipse(x + 0.5, y + 1.1 * scale, 2.8 * scale, 2.8 * scale, style="D")
        else:
            sheet.diamond(x + 1.6 * scale, y + 2.3 * scale, 1.4 * scale, VIOLET)
        if kind in NUMBERED:
            wide = (7.2 if kind == "tests" else 7) * scale
            self.text(x, y + 1.35 * scale, str(n + 1), 9.4 * scale, wide, weight="bold", ink=PAPER, align="C")

    def _help(self, x: float, y: float, width: float, scale: float) -> float:
        """The numbers on the left, one QR code on the right for those who would rather scan."""
        top = y
        code = scan_of(self.channels)
        size = 32 * scale if code else 0
        column = width - (size + 4 if code else 0)
        for channel in self.channels:
            if not self.measures and channel is not self.channels[0]:
                self.sheet.rule(x, y - 0.8 * scale, column)
            y += self._channel(channel, x, y, column, scale) + 1.8 * scale
        y += self.text(x, y, self.words.costs, 8 * scale, column, ink=INK_SOFT)
        if code:
            if not self.measures:
                self.sheet.qr(x + width - size, top, size, code[1])
                self.text(x + width - size, top + size, code[0], 7.6 * scale, size, weight="semi", ink=INK_SOFT, align="C")
            y = max(y, top + size + 8 * scale)
        return y - top + (2 * scale)

    def _channel(self, channel: Channel, x: float, y: float, width: float, scale: float) -> float:
        lang, top = self.words.lang, y
        name = channel.label.get(lang) or channel.label["id"]
        if channel.kind == "emergency":
            name = f"{self.words.emergency}: {name}"
        y += self.text(x, y, name, 9.4 * scale, width, weight="semi")
        y += self.text(x, y, channel.number, 14 * scale, width, weight="bold")
        if channel.wa:
            y += self.text(x, y, f"WA {channel.wa}", 10.4 * scale, width, weight="bold")
        more = ". ".join(part for part in (channel.hours.get(lang, ""), channel.note.get(lang, "")) if part)
        return y - top + (self.text(x, y, more, 8 * scale, width, ink=INK_SOFT) if more else 0)

    def cover(self, x: float, y: float, width: float, height: float, reader: str, text: Leaflet) -> None:
        sheet, lang = self.sheet, self.words.lang
        sheet.bunting(x, y, width, sag=12, flag=14)
        tall = sheet.height(_say(text.cover.title, lang), size=38, weight="bold", width=width - 26, leading=1.04)
        top = y + 92 - tall
        sheet.say(x + 14, top, _say(text.cover.title, lang), size=38, weight="bold", width=width - 26, leading=1.04)
        sheet.say(x + 14, y + 96, _say(text.cover.line, lang), size=14, ink=INK_SOFT, width=width - 30, leading=1.3)
        sheet.card(x + 11, y + 116, width - 22, 62)
        sheet.cloth(x + 14, y + 119, width - 28, 56, 20, 9)
        self._from(x + 14, y + 186, width - 28)
        sheet.box(x, y + height - 5, width, 5, SHADES[reader])

    def banner(self, x: float, y: float, width: float, height: float, reader: str, text: Leaflet) -> None:
        sheet, lang = self.sheet, self.words.lang
        sheet.bunting(x, y, width, sag=8, flag=11)
        took = sheet.say(x + 14, y + 29, _say(text.cover.title, lang), size=28, weight="bold", width=122, leading=1.06)
        sheet.say(x + 14, y + 31 + took, _say(text.cover.line, lang), size=12, ink=INK_SOFT, width=122)
        sheet.card(x + width - 66, y + 27, 52, 34)
        sheet.cloth(x + width - 64, y + 29, 48, 30, 11, 7)

    def own_lines(self, x: float, y: float, width: float, height: float) -> None:
        """Room to write the school's own people in by hand."""
        self.sheet.card(x, y, width, height, fill=CREAM)
        self.sheet.say(x + PAD, y + PAD - 0.5, self.words.own, size=11, weight="bold", ink=VIOLET_DARK, width=width - 2 * PAD)
        for row in (18.0, 30.0):
            self.sheet.rule(x + PAD, y + row, (width - 3 * PAD) / 2, ink=EDGE)
            self.sheet.rule(x + 2 * PAD + (width - 3 * PAD) / 2, y + row, (width - 3 * PAD) / 2, ink=EDGE)

    def _from(self, x: float, y: float, width: float) -> None:
        """The office: its mark and its name."""
        took = self.sheet.logo(x, y, 12, self.office.logo)
        if self.office.name:
            aside, down = (took + 4, 3.5) if took else (0.0, 0.0)
            self.sheet.say(x + aside, y + down, self.office.name, size=10.5, weight="semi", width=width - aside)

    def colophon(self, x: float, y: float, width: float) -> None:
        """The last lines of the back: who follows up, who gives it out, when the numbers were called."""
        lines = [f"{self.words.follow}: {self.office.follow}"] if self.office.follow else []
        lines += [" · ".join(part for part in (self.office.name, self.words.checked) if part)]
        for line in reversed(lines):
            self.sheet.say(x, y, line, size=7.6, ink=INK_SOFT, width=width)
            y -= 4


def scan_of(channels: Sequence[Channel]) -> tuple[str, str] | None:
    """Name and address of the QR code: the WhatsApp of the first number that has one, else its telephone; None without numbers."""
    # Never the emergency number: a code is scanned to see what happens.
    calm = [one for one in channels if one.kind != "emergency"]
    with_wa = [one for one in calm if one.wa and " ext " not in one.wa]
    if with_wa:
        digits = "".join(char for char in with_wa[0].wa if char.isdigit())
        return f"WA {with_wa[0].wa}", f"https://wa.me/{'62' + digits[1:] if digits.startswith('0') else digits}"
    if not calm:
        return None
    return calm[0].number, "tel:" + "".join(char for char in calm[0].number.partition(" ext ")[0] if char in "+0123456789")


