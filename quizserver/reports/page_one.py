"""Page one of the report: what a head of school reads, signs and may hang on a wall. School, four figures, three findings, before and
after, the agreed steps. Everything must fit this one page, with the longest texts. Nothing is decided here: see findings.py.
"""

from __future__ import annotations

from functools import partial

from quizserver.catalogue import say
from quizserver.reports.charts import before_and_after
from quizserver.reports.findings import Report, grouped
from quizserver.reports.paper import (
    BAND,
    CARD,
    HEIGHT,
    INK,
    INK_SOFT,
    INNER,
    LEAF,
    LINE,
    MARGIN,
    PAPER,
    ROSE,
    RUST,
    SKY,
    VIOLET,
    VIOLET_DARK,
    WIDTH,
    Colour,
    Sheet,
)

MARKS = (VIOLET, LEAF, RUST)
TILE = 25.0
GAP = 4.0
STEPS_HEIGHT = 56.0
FOOT = 16.0
CLOTH = 52.0


def draw(sheet: Sheet, report: Report) -> None:
    sheet.add_page()
    y = _head(sheet, report, BAND + 9)
    y = _figures(sheet, report, y + 5)
    below = HEIGHT - FOOT - STEPS_HEIGHT
    middle = CLOTH if not report.pulses else 22.0 + 12.3 * len(report.pulses)
    _findings(sheet, report, y + 7, below - middle - 4)
    if report.pulses:
        before_and_after(sheet, report, MARGIN, below - middle, INNER, middle - 5)
    else:
        _cloth(sheet, report.lang, below - middle)
    _steps(sheet, report, below)
    sheet.woven(0, HEIGHT - 5, WIDTH, 5)


def _head(sheet: Sheet, report: Report, y: float) -> float:
    word = partial(say, lang=report.lang)
    over = f"{word('report.title')} · {report.title}".upper()
    sheet.say(MARGIN, y, over, size=8.5, weight="bold", ink=VIOLET, width=INNER)
    school = report.school or word("report.no_school")
    size = next((size for size in (30, 25, 21, 17) if _is_one_line(sheet, school, size)), 15)
    y += 6 + sheet.say(MARGIN, y + 6, school, size=size, weight="bold", leading=1.1)
    parts = [report.date, f"{report.minutes} {word('report.fact.minutes')}" if report.minutes else ""]
    y += 1 + sheet.say(MARGIN, y + 1, " · ".join(part for part in parts if part), size=11, weight="semi", ink=INK_SOFT)
    return y


def _is_one_line(sheet: Sheet, text: str, size: float) -> bool:
    return sheet.height(text, size=size, width=INNER, weight="bold", leading=1) < size * 0.36


def _figures(sheet: Sheet, report: Report, y: float) -> float:
    word = partial(say, lang=report.lang)
    figures: list[tuple[str, str, Colour]] = [(grouped(report.heads, report.lang), word("report.fact.heads"), VIOLET_DARK)]
    figures.append((grouped(report.answers, report.lang), word("report.fact.answers"), SKY))
    for skill, ink in (("recognise", LEAF), ("act", ROSE)):
        if skill in report.skills:
            figures.append((f"{report.skills[skill].share} %", word(f"report.fact.{skill}"), ink))
    if len(figures) < 4:
        figures.insert(1, (grouped(report.phones, report.lang), word("report.fact.phones"), RUST))
    width = (INNER - GAP * (len(figures) - 1)) / len(figures)
    for n, (figure, label, ink) in enumerate(figures):
        x = MARGIN + n * (width + GAP)
        sheet.box(x, y, width, TILE, CARD, radius=4, edge=LINE)
        sheet.box(x, y + 5, 1.6, TILE - 10, ink)
        sheet.say(x + 6, y + 3.5, figure, size=25, weight="bold", ink=ink, width=width - 8, leading=1.1)
        sheet.say(x + 6, y + 15.5, label, size=9, weight="semi", ink=INK_SOFT, width=width - 8)
    return y + TILE


def _findings(sheet: Sheet, report: Report, y: float, bottom: float) -> None:
    sheet.say(MARGIN, y, say("report.findings", report.lang), size=14, weight="bold")
    y += 9.5
    width = INNER - 13
    texts = report.findings
    size = next(size for size in (13, 12, 11, 10, 9, 8, 7) if _room(sheet, texts, size, width) <= bottom - y or size == 7)
    spare = max(0.0, bottom - y - _room(sheet, texts, size, width))
    for n, text in enumerate(texts):
        sheet.diamond(MARGIN + 4, y + size * 0.24, 4, MARKS[n])
        sheet.say(MARGIN, y + size * 0.24 - 2, str(n + 1), size=8.5, weight="bold", ink=CARD, width=8, align="C")
        y += sheet.say(MARGIN + 13, y, text, size=size, width=width) + 3 + min(7.0, spare / 3)


def _room(sheet: Sheet, texts: tuple[str, ...], size: float, width: float) -> float:
    return sum(sheet.height(text, size=size, width=width) + 3 for text in texts)


def _cloth(sheet: Sheet, lang: str, y: float) -> None:
    """The woven cloth with the pledge's words, where there is no before and after to show."""
    strip = (CLOTH - 5) / 4
    for n in range(4):
        sheet.woven(MARGIN, y + n * strip, INNER, strip)
    wide = INNER * 0.62
    sheet.box(MARGIN + (INNER - wide) / 2, y + CLOTH / 2 - 11.5, wide, 18, PAPER, radius=9)
    sheet.say(MARGIN, y + CLOTH / 2 - 7, say("report.tagline", lang), size=19, weight="bold", ink=VIOLET_DARK, align="C")


def _steps(sheet: Sheet, report: Report, y: float) -> None:
    """Who and when, three steps (written or to be written), and two lines to sign on."""
    word = partial(say, lang=report.lang)
    sheet.box(MARGIN, y, INNER, STEPS_HEIGHT - 2, CARD, radius=4, edge=LINE)
    left, inner = MARGIN + 5, INNER - 10
    sheet.say(left, y + 3, word("report.steps"), size=12, weight="bold")
    half = inner / 2 - 3
    for n, (label, text) in enumerate(((word("report.steps.who"), report.who), (word("report.steps.when"), report.when))):
        x = left + n * (half + 6)
        sheet.say(x, y + 10, label, size=7.5, weight="semi", ink=INK_SOFT, width=half)
        sheet.say(x, y + 13.5, _one_line(sheet, text, 10, half), size=10, weight="semi", width=half)
        sheet.rule(x, y + 18.8, half, INK_SOFT if not text else LINE)
    for n, text in enumerate(report.steps):
        row = y + 21.5 + n * 7
        sheet.say(left, row, f"{n + 1}.", size=10, weight="bold", ink=VIOLET)
        sheet.say(left + 7, row, _one_line(sheet, text, 9.5, inner - 7), size=9.5, width=inner - 7)
        sheet.rule(left + 7, row + 5, inner - 7, INK_SOFT if not text else LINE)
    for n, label in enumerate((word("report.steps.signed"), word("report.steps.office"))):
        x = left + n * (half + 6)
        sheet.rule(x, y + 49, half, INK)
        sheet.say(x, y + 49.6, label, size=7, ink=INK_SOFT, width=half)


def _one_line(sheet: Sheet, text: str, size: float, width: float) -> str:
    """The text, cut with … where it would need a second line."""
    text = " ".join(text.split())
    sheet.type(size, "semi")
    if sheet.get_string_width(text) <= width - 2:
        return text
    while text and sheet.get_string_width(text + "…") > width - 2:
        text = text[:-1]
    return text.rstrip() + "…"
