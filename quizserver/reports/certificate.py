"""The certificate of the pledge: no name is printed and none is known; whoever wants to writes it in by hand. A4, or four on an A4."""

from __future__ import annotations

from quizserver.catalogue import say
from quizserver.reports.festival import Festival
from quizserver.reports.leaflet import Office
from quizserver.reports.paper import CARD, EDGE, INK_SOFT, VIOLET_DARK

WIDE, HIGH = 297.0, 210.0


def certificate(each: int, lang: str, office: Office) -> bytes:
    """A PDF with one certificate on the page, or with four to cut apart."""
    sheet = Festival(say("paper.certificate.kind", lang), lang)
    sheet.sheet(WIDE, HIGH)
    if each == 1:
        _one(sheet, 0, 0, 1.0, lang, office)
        return bytes(sheet.output())
    for place in range(4):
        _one(sheet, (place % 2) * WIDE / 2, (place // 2) * HIGH / 2, 0.5, lang, office)
    sheet.set_draw_color(*EDGE)
    sheet.set_line_width(0.2)
    sheet.set_dash_pattern(dash=2, gap=2)
    sheet.line(WIDE / 2, 0, WIDE / 2, HIGH)
    sheet.line(0, HIGH / 2, WIDE, HIGH / 2)
    return bytes(sheet.output())


def _one(sheet: Festival, x: float, y: float, k: float, lang: str, office: Office) -> None:
    """One certificate with its corner at (x, y), `k` times as large as an A4."""
    wide, high, edge = WIDE * k, HIGH * k, 10 * k
    for top in (y + 6 * k, y + high - edge - 6 * k):
        sheet.woven(x + 8 * k, top, wide - 16 * k, edge)
    sheet.card(x + 24 * k, y + 26 * k, wide - 48 * k, high - 53 * k, fill=CARD, radius=7 * k)
    sheet.bunting(x + 24 * k, y + 26 * k, wide - 48 * k, sag=8 * k, flag=10 * k)
    inside, column = x + 42 * k, wide - 84 * k

    def line(at: float, text: str, size: float, **how: object) -> None:
        sheet.say(inside, y + at * k, text, size=size * k, width=column, align="C", leading=1.25, **how)  # type: ignore[arg-type]

    line(56, say("paper.certificate.kind", lang).upper(), 13, weight="semi", ink=INK_SOFT)
    line(67, f"“{say('paper.certificate.sentence', lang)}”", 39, weight="bold", ink=VIOLET_DARK)
    line(92, say("paper.certificate.promise", lang), 16.5)
    sheet.rule(x + wide / 2 - 60 * k, y + 143 * k, 120 * k, ink=EDGE, thick=0.5 * k)
    line(145, say("paper.certificate.name", lang), 10, ink=INK_SOFT)
    sheet.cloth(x + 42 * k, y + 155 * k, column, 12 * k, 42, 2)
    took = sheet.logo(inside, y + 169.5 * k, 10 * k, office.logo)
    if office.name:
        sheet.say(inside + took, y + 171.5 * k, office.name, size=11 * k, weight="semi", ink=INK_SOFT, width=column - took, align="C")


