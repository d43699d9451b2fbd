"""The receipt of a wipe: one sheet that says what was deleted, how much and when, to be kept with the visit's papers."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from quizserver.catalogue import say
from quizserver.core.facts import Json
from quizserver.reports.findings import date_in_words, grouped
from quizserver.reports.paper import BAND, CARD, HEIGHT, INK_SOFT, INNER, LINE, MARGIN, VIOLET, VIOLET_DARK, WIDTH, Sheet

ROWS = ("facts", "players", "answers")


def make(number: int, counts: Json, receipt: Json, lang: str) -> bytes:
    """The sheet as PDF."""
    word = partial(say, lang=lang)
    sheet = Sheet(word("report.receipt.title"), lang)
    sheet.foot, sheet.page_word = word("report.foot"), word("report.page")
    sheet.add_page()
    y = BAND + 12
    over = f"{word('report.receipt.visit', number=number)} · {date_in_words(counts['opened'], lang)}".upper()
    sheet.say(MARGIN, y, over, size=8.5, weight="bold", ink=VIOLET)
    y += 6 + sheet.say(MARGIN, y + 6, word("report.receipt.title"), size=25, weight="bold", leading=1.15)
    y += 2 + sheet.say(MARGIN, y + 2, counts["visit"].get("school", ""), size=13, weight="semi", ink=INK_SOFT)
    when = datetime.fromtimestamp(receipt["wiped_at"]).astimezone()
    told = word("report.receipt.text", date=date_in_words(receipt["wiped_at"], lang), time=f"{when:%H.%M}")
    y += 6 + sheet.say(MARGIN, y + 6, told, size=11)
    y += 8
    sheet.box(MARGIN, y, INNER, 14.0 * len(ROWS) + 6, CARD, radius=4, edge=LINE)
    for n, row in enumerate(ROWS):
        top = y + 5 + n * 14
        sheet.say(MARGIN + 6, top, grouped(receipt[row], lang), size=19, weight="bold", ink=VIOLET_DARK, width=38, align="R", leading=1.1)
        sheet.say(MARGIN + 50, top + 1.8, word(f"report.receipt.{row}"), size=10.5, width=INNER - 56)
    y += 14.0 * len(ROWS) + 14
    for part in ("stays", "how", "box"):
        sheet.diamond(MARGIN + 1.4, y + 2.6, 1.2, VIOLET)
        y += sheet.say(MARGIN + 6, y, word(f"report.receipt.{part}"), size=10.5, width=INNER - 6) + 3
    y += 22
    half = INNER / 2 - 3
    for n, label in enumerate((word("report.steps.office"), word("report.receipt.date"))):
        sheet.rule(MARGIN + n * (half + 6), y, half, INK_SOFT)
        sheet.say(MARGIN + n * (half + 6), y + 1, label, size=8, ink=INK_SOFT, width=half)
    sheet.say(MARGIN, HEIGHT - 18, f"quizserver {receipt['version']}", size=7.5, ink=INK_SOFT)
    sheet.woven(0, HEIGHT - 5, WIDTH, 5)
    return bytes(sheet.output())
