"""Paper for the school festival: bunting, cut cards, the cloth and QR codes on sheets without the report's head and foot.
Leaflets, certificates and posters are drawn with it. Millimetres, from the top left. Read next: paper.py (colours, type), leaflet.py.
"""

from __future__ import annotations

import math
from pathlib import Path

import qrcode

from quizserver.reports.paper import CARD, INK, LEAF, LINE, PAPER, ROSE, SKY, SUN, VIOLET, WARM, Colour, Sheet

PAPERS = (VIOLET, WARM, LEAF, SUN, SKY, ROSE)
"""The six papers of the festival, in the order they hang (static/js/ui/art.js)."""

QUIET = 4
"""White modules around a QR code that cameras need."""


def qr_modules(text: str) -> list[list[bool]]:
    """The code of a text, without its quiet zone."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def thread(column: int, row: int, columns: int, rows: int) -> Colour:
    """The paper of one diamond, mirrored to the middle as on the loom."""
    place = min(column, columns - 1 - column) + 2 * min(row, rows - 1 - row)
    return PAPERS[int(place / 1.5) % len(PAPERS)]


class Festival(Sheet):
    """Pages are drawn whole by hand, in any format; `sheet` begins one."""

    def header(self) -> None:
        pass

    def footer(self) -> None:
        pass

    def sheet(self, width: float, height: float) -> None:
        self.add_page(format=(min(width, height), max(width, height)), orientation="L" if width > height else "P")
        self.box(0, 0, width, height, PAPER)

    def bunting(self, x: float, y: float, width: float, sag: float = 9, flag: float = 11) -> None:
        """One string of cut-paper flags."""
        steps = 40
        points = [(x + width * n / steps, y + 4 * sag * (n / steps) * (1 - n / steps)) for n in range(steps + 1)]
        self.set_draw_color(*INK)
        self.set_line_width(0.45)
        self.polyline(points)
        count = max(3, round(width / (flag * 1.45)))
        for n in range(count):
            part = (n + 0.5) / count
            middle, top, half = x + width * part, y + 4 * sag * part * (1 - part), flag / 2
            tilt = math.sin(n * 2.3) * 0.7
            shapes = (
                [(-half, 0), (half, 0), (tilt, flag * 1.06)],
                [(-half, 0), (half, 0), (half, flag), (0, flag * 0.78), (-half, flag)],
                [(-half, 0), (half, 0), (half, flag * 0.62), (half * 0.5, flag * 0.95), (-half * 0.5, flag * 0.95), (-half, flag * 0.62)],
            )
            self.set_fill_color(*PAPERS[(n * 5 + n // 4) % len(PAPERS)])
            self.polygon([(middle + dx, top + dy) for dx, dy in shapes[n % 3]], style="F")

    def card(self, x: float, y: float, width: float, height: float, fill: Colour = CARD, radius: float = 4) -> None:
        """A piece of paper lying on the sheet."""
        self.box(x, y + 0.8, width, height, LINE, radius=radius)
        self.box(x, y, width, height, fill, radius=radius)

    def cloth(self, x: float, y: float, width: float, height: float, columns: int, rows: int) -> None:
        """The finished tapis: every diamond woven."""
        wide, high = width / columns, height / rows
        for row in range(rows):
            for column in range(columns):
                middle, level = x + (column + 0.5) * wide, y + (row + 0.5) * high
                dx, dy = wide * 0.46, high * 0.46
                self.set_fill_color(*thread(column, row, columns, rows))
                self.polygon([(middle, level - dy), (middle + dx, level), (middle, level + dy), (middle - dx, level)], style="F")

    def qr(self, x: float, y: float, size: float, text: str) -> None:
        """A QR code with its quiet zone, on white. Each run of dark modules is one rectangle as high as a module."""
        modules = qr_modules(text)
        one = size / (len(modules) + 2 * QUIET)
        self.box(x, y, size, size, CARD, radius=2)
        self.set_fill_color(*INK)
        for row, line in enumerate(modules):
            start = 0
            while start < len(line):
                end = start
                while end < len(line) and line[end]:
                    end += 1
                if end > start:
                    self.rect(x + (start + QUIET) * one, y + (row + QUIET) * one, (end - start) * one, one, style="F")
                start = max(end, start + 1)

    def logo(self, x: float, y: float, height: float, file: Path | None) -> float:
        """The office's own mark; returns the width it took, 0 without one."""
        if file is None:
            return 0.0
        drawn = self.image(file, x=x, y=y, h=height)
        return float(drawn.rendered_width)
