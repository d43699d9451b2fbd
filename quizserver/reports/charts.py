"""The bars of the report: answers to one question, before and after, and the five steps left and right of the middle. Drawn, no library."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from quizserver.catalogue import say
from quizserver.reports.findings import Bar, Pulse, Report, Side
from quizserver.reports.paper import (
    CARD,
    CREAM,
    EDGE,
    INK,
    INK_SOFT,
    INNER,
    LEAF,
    LILAC,
    LINE,
    MARGIN,
    VIOLET,
    VIOLET_DARK,
    Colour,
    Sheet,
    colour,
)

STEPS: tuple[Colour, ...] = (colour("#c2560f"), colour("#f3b27a"), LINE, colour("#a58bf0"), VIOLET_DARK)
"""From the lowest step of a scale to the highest; apart in brightness, so that they hold in grey."""

AMBER: Colour = colour("#f0a35e")
BAR = 4.2
ROW = 6.4
LABEL = 62.0


def before_and_after(sheet: Sheet, report: Report, x: float, y: float, width: float, height: float) -> None:
    """Two bars for each pulse item, the earlier one pale; a card of its own."""
    word = partial(say, lang=report.lang)
    sheet.box(x, y, width, height, CARD, radius=4, edge=LINE)
    x, width = x + 5, width - 10
    sheet.say(x, y + 2.6, word("report.pulse"), size=11, weight="bold", width=width * 0.5)
    sheet.say(x, y + 8, word("report.pulse.text"), size=8, ink=INK_SOFT, width=width)
    _legend(sheet, report.lang, x + width - 45, y + 4.4)
    row = y + 15
    for pulse in report.pulses:
        name = word(f"report.pulse.{pulse.key}")
        sheet.say(x, row + 1.2, name, size=9.5, weight="bold", width=36)
        _pair(sheet, pulse, x + 38, row, width - 38 - 16)
        if pulse.change is not None:
            ink = LEAF if pulse.change > 0 else INK_SOFT
            sheet.say(x + width - 16, row + 1.2, f"{pulse.change:+d}", size=12, weight="bold", ink=ink, width=16, align="R")
        row += 12.3


def _pair(sheet: Sheet, pulse: Pulse, x: float, y: float, width: float) -> None:
    for n, (side, fill, ink) in enumerate(((pulse.before, LILAC, INK_SOFT), (pulse.after, VIOLET, INK))):
        top = y + n * 5
        sheet.box(x, top, width - 14, BAR, CREAM, radius=2)
        if side is not None:
            sheet.box(x, top, (width - 14) * side.top / 100, BAR, fill, radius=2)
        sheet.say(x + width - 13, top - 0.2, f"{side.top} %" if side else "–", size=8.5, weight="semi", ink=ink, width=13, align="R")


def _legend(sheet: Sheet, lang: str, x: float, y: float) -> None:
    for n, (fill, key) in enumerate(((LILAC, "before"), (VIOLET, "after"))):
        sheet.box(x + n * 24, y, 4, 3, fill, radius=1)
        sheet.say(x + 5 + n * 24, y - 0.7, say(f"report.pulse.{key}", lang), size=8, ink=INK_SOFT, width=21)


def diverging(sheet: Sheet, pulse: Pulse, lang: str, y: float) -> float:
    """All five steps of one pulse item, disagreement to the left of the middle and agreement to the right; returns its height."""
    start = y
    y += sheet.say(MARGIN, y, say(f"report.pulse.{pulse.key}", lang), size=10.5, weight="bold")
    y += sheet.say(MARGIN, y, pulse.text, size=9, ink=INK_SOFT) + 1.5
    for side, key in ((pulse.before, "before"), (pulse.after, "after")):
        sheet.say(MARGIN, y + 0.9, say(f"report.pulse.{key}", lang), size=8.5, weight="semi", width=22)
        sheet.say(MARGIN + INNER - 20, y + 0.9, f"n = {side.n}" if side else "–", size=8, ink=INK_SOFT, width=20, align="R")
        if side is not None:
            _steps(sheet, side, MARGIN + 24, y, INNER - 46)
        y += ROW + 1
    return y - start


def _steps(sheet: Sheet, side: Side, x: float, y: float, width: float) -> None:
    """The middle step sits across the middle line, so that the eye compares the two ends."""
    scale = width / 200
    below = len(side.shares) // 2
    left = sum(side.shares[:below]) + side.shares[below] / 2
    at = x + width / 2 - left * scale
    for step, share in enumerate(side.shares):
        wide = share * scale
        sheet.box(at, y, wide, ROW - 0.8, _step_colour(step, len(side.shares)))
        if share >= 8:
            ink = CARD if step in (0, len(side.shares) - 1) else INK
            sheet.say(at, y + 0.9, f"{share} %", size=7.5, weight="semi", ink=ink, width=wide, align="C")
        at += wide
    sheet.set_draw_color(*EDGE)
    sheet.set_line_width(0.25)
    for top in (y - 1.2, y + ROW - 0.8):
        sheet.line(x + width / 2, top, x + width / 2, top + 1.2)


def _step_colour(step: int, count: int) -> Colour:
    return STEPS[round(step * (len(STEPS) - 1) / max(1, count - 1))]


def steps_legend(sheet: Sheet, labels: Sequence[str], y: float) -> float:
    """What the five colours mean."""
    x = MARGIN
    for n, label in enumerate(labels):
        sheet.type(7.5)
        wide = sheet.get_string_width(label) + 9
        if x + wide > MARGIN + INNER:
            x, y = MARGIN, y + 5
        sheet.box(x, y, 3.4, 3, _step_colour(n, len(labels)), radius=0.8)
        sheet.say(x + 4.6, y - 0.6, label, size=7.5, ink=INK_SOFT, width=wide)
        x += wide + 2
    return y + 5


def bars_height(sheet: Sheet, bars: Sequence[Bar]) -> float:
    return sum(_bar_height(sheet, bar) for bar in bars)


def _bar_height(sheet: Sheet, bar: Bar) -> float:
    return max(ROW, sheet.height(bar.label, size=8.5, width=LABEL - 6) + 1.6)


def answer_bars(sheet: Sheet, bars: Sequence[Bar], y: float) -> float:
    """One bar for each answer; right ones carry a tick and the leaf colour. Returns the height."""
    start, width = y, INNER - LABEL - 32
    for bar in bars:
        fill = LEAF if bar.right else AMBER if bar.right is False else VIOLET
        if bar.right:
            _tick(sheet, MARGIN + 1.6, y + 2.2)
        sheet.say(MARGIN + 5, y + 0.6, bar.label, size=8.5, weight="semi" if bar.right else "", width=LABEL - 6)
        sheet.box(MARGIN + LABEL, y + 0.6, width, BAR, CREAM, radius=1.5)
        sheet.box(MARGIN + LABEL, y + 0.6, width * bar.share / 100, BAR, fill, radius=1.5)
        sheet.say(MARGIN + LABEL + width + 2, y + 0.5, f"{bar.share} %", size=8.5, weight="semi", width=14, align="R")
        sheet.say(MARGIN + LABEL + width + 17, y + 0.5, str(bar.heads), size=8.5, ink=INK_SOFT, width=13, align="R")
        y += _bar_height(sheet, bar)
    return y - start


def _tick(sheet: Sheet, x: float, y: float) -> None:
    sheet.set_draw_color(*LEAF)
    sheet.set_line_width(0.7)
    sheet.line(x - 1, y, x, y + 1.1)
    sheet.line(x, y + 1.1, x + 1.8, y - 1.4)
