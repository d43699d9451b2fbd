"""The sheet that reports are drawn on: the project's colours, its typeface, the woven band, and text that knows its own height.

What stands on it is said elsewhere (page_one.py, report_pdf.py, receipt.py). Lengths are millimetres, from the top left.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fpdf import FPDF

FONTS = Path(__file__).parent / "fonts"
FAMILY = "jakarta"
WEIGHTS = {"": "Regular", "semi": "SemiBold", "bold": "ExtraBold"}

Colour = tuple[int, int, int]


def colour(hexed: str) -> Colour:
    return int(hexed[1:3], 16), int(hexed[3:5], 16), int(hexed[5:7], 16)


# static/css/tokens.css, with the same names.
INK, INK_SOFT = colour("#1b1730"), colour("#5a5470")
PAPER, CARD, LINE, EDGE = colour("#fffbf2"), colour("#ffffff"), colour("#e9dcc0"), colour("#8a7f95")
VIOLET, VIOLET_DARK, LILAC = colour("#5b2edb"), colour("#3f1ba8"), colour("#e6dbff")
WARM, RUST, SUN = colour("#ff7a1a"), colour("#c2560f"), colour("#ffc93c")
LEAF, SKY, ROSE = colour("#0b7a53"), colour("#0b67c2"), colour("#c2185b")
MINT, CREAM = colour("#d8f2e6"), colour("#fff1d6")

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 18.0
BAND = 9.0
INNER = WIDTH - 2 * MARGIN


class Sheet(FPDF):
    """A4 on warm paper, with the woven band at its head. Every page is drawn by hand: nothing flows over by itself."""

    def __init__(self, title: str, lang: str) -> None:
        super().__init__(format="A4")
        for style, name in WEIGHTS.items():
            self.add_font(f"{FAMILY}{style}", "", FONTS / f"PlusJakartaSans-{name}.ttf")
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        self.set_title(title)
        self.set_lang(lang)
        self.set_creator("quizserver")
        self.foot = ""
        self.page_word = "{page}"

    def header(self) -> None:
        self.box(0, 0, WIDTH, HEIGHT, PAPER)
        self.woven(0, 0, WIDTH, BAND)

    def footer(self) -> None:
        self.say(MARGIN, HEIGHT - 11, self.foot, size=7.5, ink=INK_SOFT)
        page = self.page_word.format(page=self.page_no())
        self.say(WIDTH - MARGIN - 40, HEIGHT - 11, page, size=7.5, ink=INK_SOFT, width=40, align="R")

    def output(self, *args: Any, **kwargs: Any) -> Any:
        """As FPDF's; it leaves the font files open otherwise."""
        made = super().output(*args, **kwargs)
        for font in self.fonts.values():
            font.ttfont.close()  # type: ignore[union-attr]
        return made

    def type(self, size: float, weight: str = "", ink: Colour = INK) -> None:
        self.set_font(f"{FAMILY}{weight}", size=size)
        self.set_text_color(*ink)

    def say(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 10,
        weight: str = "",
        ink: Colour = INK,
        width: float = INNER,
        align: str = "L",
        leading: float = 1.35,
    ) -> float:
        """Writes `text` in lines of at most `width`; returns the height it took."""
        self.type(size, weight, ink)
        line = size * 0.3528 * leading
        before = y
        self.set_xy(x, y)
        self.multi_cell(width, line, text, align=align, new_x="LEFT", new_y="NEXT")
        return float(self.get_y() - before)

    def height(self, text: str, *, size: float, width: float, weight: str = "", leading: float = 1.35) -> float:
        """The height `say` would take."""
        self.type(size, weight)
        lines: Any = self.multi_cell(width, size, text, dry_run=True, output="LINES")
        return len(lines) * size * 0.3528 * leading

    def box(self, x: float, y: float, width: float, height: float, fill: Colour, *, radius: float = 0, edge: Colour | None = None) -> None:
        """A filled rectangle, with round corners and a thin edge if wanted."""
        if width <= 0 or height <= 0:
            return
        self.set_fill_color(*fill)
        if edge is not None:
            self.set_draw_color(*edge)
            self.set_line_width(0.3)
        style = "F" if edge is None else "DF"
        self.rect(x, y, width, height, style=style, round_corners=radius > 0, corner_radius=min(radius, width / 2, height / 2))

    def diamond(self, x: float, y: float, half: float, fill: Colour) -> None:
        """A filled diamond around its middle: the cloth's stitch."""
        self.set_fill_color(*fill)
        self.polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], style="F")

    def rule(self, x: float, y: float, width: float, ink: Colour = LINE, thick: float = 0.3) -> None:
        self.set_draw_color(*ink)
        self.set_line_width(thick)
        self.line(x, y, x + width, y)

    def woven(self, x: float, y: float, width: float, height: float, threads: Sequence[Colour] = (SUN, WARM, SUN, MINT, SUN, ROSE)) -> None:
        """A strip of tapis: diamonds within diamonds on dark violet, with a gold selvage."""
        self.box(x, y, width, height, VIOLET_DARK)
        step = height * 0.82
        count = int(width / step) + 2
        offset = (width - (count - 1) * step) / 2
        with self.rect_clip(x, y, width, height):
            for n in range(count):
                middle = x + offset + n * step
                self.diamond(middle, y + height / 2, height * 0.36, threads[n % len(threads)])
                self.diamond(middle, y + height / 2, height * 0.2, VIOLET_DARK)
                self.diamond(middle, y + height / 2, height * 0.09, SUN)
        self.box(x, y + height, width, 0.7, SUN)
