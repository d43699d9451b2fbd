"""Cards to answer with in a hall without phones: A to D, with shape and colour of the tiles and the body sign. Half an A4 page each."""

from __future__ import annotations

import io

from quizserver.catalogue import say
from quizserver.core.hands import SIGNS
from quizserver.reports.festival import Festival
from quizserver.reports.paper import CARD, EDGE, INK_SOFT, Colour, colour

LETTERS = "ABCD"
WIDE, HIGH = 210.0, 148.5
EDGE_WIDE = 9.0

# static/css/tokens.css (--option-a to --option-d), static/js/ui/icons.js and static/js/ui/signs.js: a test compares them.
COLOURS = ("#5b2edb", "#0b67c2", "#a8480a", "#c2185b")
SHAPES = (
    '<circle cx="24" cy="24" r="17" />',
    '<rect x="8" y="8" width="32" height="32" rx="4" />',
    '<path d="M24 6l20 34H4z" stroke-linejoin="round" />',
    '<path d="M24 3l21 21-21 21L3 24z" />',
)
ARMS = {
    "up": "M20 37L12 50M44 37L54 22L54 9",
    "scales": "M20 36L10 46L3 35M44 36L54 46L61 35",
    "ring": "M20 37Q2 20 27 5M44 37Q62 20 37 5",
    "hug": "M20 36L22 52L40 42M44 36L42 52L24 42",
}
HANDS = {
    "up": ((12, 51), (54, 7)),
    "scales": ((4, 33), (60, 33)),
    "ring": ((28, 5), (36, 5)),
    "hug": ((41, 41), (23, 41)),
}
BODY = "M18 64V40q0-8 8-8h12q8 0 8 8v24z"
SIZES, MIDDLES = (140, 140, 112, 140), (52.0, 52.0, 62.0, 52.0)
"""Of each letter, in points, and how far below the top of its shape its middle is: a triangle has less room, and lower."""


def answer_cards(lang: str) -> bytes:
    """A PDF of two pages, each to be cut in half."""
    sheet = Festival(say("export.cards.title", lang), lang)
    for n, letter in enumerate(LETTERS):
        if n % 2 == 0:
            sheet.sheet(WIDE, 2 * HIGH)
            sheet.box(0, 0, WIDE, 2 * HIGH, CARD)
        _card(sheet, (n % 2) * HIGH, n, letter, lang)
        if n % 2:
            sheet.set_draw_color(*EDGE)
            sheet.set_line_width(0.2)
            sheet.set_dash_pattern(dash=2, gap=2)
            sheet.line(0, HIGH, WIDE, HIGH)
            sheet.set_dash_pattern()
    return bytes(sheet.output())


def _card(sheet: Festival, y: float, n: int, letter: str, lang: str) -> None:
    tone: Colour = colour(COLOURS[n])
    sheet.box(8, y + 8, WIDE - 16, HIGH - 16, tone, radius=9)
    sheet.box(8 + EDGE_WIDE, y + 8 + EDGE_WIDE, WIDE - 16 - 2 * EDGE_WIDE, HIGH - 16 - 2 * EDGE_WIDE, CARD, radius=5)
    _draw(sheet, 22, y + 22, 104, _svg(f'<g fill="{COLOURS[n]}">{SHAPES[n]}</g>', 48))
    # Capitals stand a little above the middle of their line.
    top = y + 22 + MIDDLES[n] - SIZES[n] * 0.15
    sheet.say(22, top, letter, size=SIZES[n], weight="bold", ink=CARD, width=104, align="C", leading=1.0)
    _draw(sheet, 134, y + 34, 50, _svg(_sign(SIGNS[n]), 64))
    sheet.say(128, y + 96, say("export.cards.sign", lang), size=12, ink=INK_SOFT, width=62, align="C")


def _sign(sign: str) -> str:
    hands = "".join(f'<circle cx="{x}" cy="{y}" r="4.2" fill="#a8480a" />' for x, y in HANDS[sign])
    arms = f'<path d="{ARMS[sign]}" fill="none" stroke="#3f1ba8" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" />'
    return f'<path d="{BODY}" fill="#e6dbff" /><circle cx="32" cy="20" r="9.5" fill="#a8480a" />{arms}{hands}'


def _svg(drawing: str, box: int) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box} {box}">{drawing}</svg>'.encode()


def _draw(sheet: Festival, x: float, y: float, size: float, svg: bytes) -> None:
    sheet.image(io.BytesIO(svg), x=x, y=y, w=size, h=size)
