"""A picture for the school's channels, 1080 x 1350: the cloth and one number. Counts only, and none below ten."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from quizserver.catalogue import say
from quizserver.reports.festival import PAPERS, thread
from quizserver.reports.paper import CARD, FONTS, INK, INK_SOFT, PAPER, VIOLET_DARK

WIDE, HIGH, SIDE = 1080, 1350, 76
FEWEST = 10
COLUMNS, ROWS = 17, 9
SHARP = 3
"""Drawn larger and made smaller: Pillow cuts edges without smoothing them."""

KINDS = ("pledge", "joined")


def picture(heads: int, kind: str, school: str, office: str, lang: str) -> bytes:
    """A PNG. `heads` is at least ten: who calls has seen to it."""
    if heads < FEWEST:
        raise ValueError("a count below ten is not shown")
    image = Image.new("RGB", (WIDE * SHARP, HIGH * SHARP), PAPER)
    draw = ImageDraw.Draw(image)
    _bunting(draw)
    _line(draw, f"{heads:,}".replace(",", "." if lang == "id" else ","), 190, 250, "ExtraBold", VIOLET_DARK)
    _line(draw, _what(kind, lang), 470, 56, "SemiBold", INK)
    _cloth(draw, 590, 440)
    _line(draw, f"“{say('paper.certificate.sentence', lang)}”", 1080, 66, "ExtraBold", INK)
    _line(draw, say("paper.picture.line", lang), 1168, 36, "Regular", INK_SOFT)
    _line(draw, " · ".join(part for part in (school, office) if part), 1262, 32, "SemiBold", INK_SOFT)
    out = io.BytesIO()
    image.resize((WIDE, HIGH), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _what(kind: str, lang: str) -> str:
    return say("paper.picture.pledge", lang) if kind == "pledge" else say("paper.picture.joined", lang)


def _line(draw: ImageDraw.ImageDraw, text: str, y: int, size: int, weight: str, ink: tuple[int, int, int]) -> None:
    """A line in the middle, smaller if it would not fit."""
    while True:
        font = ImageFont.truetype(str(FONTS / f"PlusJakartaSans-{weight}.ttf"), size * SHARP)
        if draw.textlength(text, font) <= (WIDE - 2 * SIDE) * SHARP or size <= 16:
            break
        size -= 2
    draw.text((WIDE * SHARP / 2, y * SHARP), text, font=font, fill=ink, anchor="ma")


def _bunting(draw: ImageDraw.ImageDraw) -> None:
    def sag(x: float) -> float:
        return 10 + 4 * 70 * (x / WIDE) * (1 - x / WIDE)

    points = [(x * SHARP, sag(x) * SHARP) for x in range(0, WIDE + 1, 20)]
    draw.line(points, fill=INK, width=5 * SHARP)
    for n in range(9):
        x = 60 + n * 120
        shape = [(-44, 0), (44, 0), (44, 84), (0, 62), (-44, 84)] if n % 2 else [(-48, 0), (48, 0), (2, 98)]
        draw.polygon([((x + dx) * SHARP, (sag(x) + dy) * SHARP) for dx, dy in shape], fill=PAPERS[(n * 5) % len(PAPERS)])


def _cloth(draw: ImageDraw.ImageDraw, top: int, high: int) -> None:
    around = (SIDE - 24, top - 24, WIDE - SIDE + 24, top + high + 24)
    draw.rounded_rectangle([edge * SHARP for edge in around], 30 * SHARP, fill=CARD)
    wide, tall = (WIDE - 2 * SIDE) / COLUMNS, high / ROWS
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y = SIDE + (column + 0.5) * wide, top + (row + 0.5) * tall
            dx, dy = wide * 0.46, tall * 0.46
            corners = [(x, y - dy), (x + dx, y), (x, y + dy), (x - dx, y)]
            draw.polygon([(a * SHARP, b * SHARP) for a, b in corners], fill=thread(column, row, COLUMNS, ROWS))
