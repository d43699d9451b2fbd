"""The poster for each row of seats: both QR codes, the Wi-Fi and the address in text, and three steps. One A4 page."""

from __future__ import annotations

from dataclasses import dataclass

from quizserver.catalogue import say
from quizserver.reports.festival import Festival
from quizserver.reports.paper import INK_SOFT, PAPER, VIOLET_DARK

WIDE, HIGH, SIDE = 210.0, 297.0, 16.0
CARD_WIDE, CARD_HIGH = 85.0, 118.0


@dataclass(frozen=True, slots=True)
class Hall:
    """What phones need: `wifi_code` is the text of the Wi-Fi's QR code, empty without a name."""

    wifi_name: str
    wifi_password: str
    wifi_code: str
    url: str


def poster(hall: Hall, lang: str) -> bytes:
    """A PDF."""
    sheet = Festival(say("paper.poster.title", lang), lang)
    sheet.sheet(WIDE, HIGH)
    sheet.bunting(0, 0, WIDE, sag=12, flag=14)
    sheet.say(SIDE, 36, say("paper.poster.title", lang), size=46, weight="bold", width=WIDE - 2 * SIDE, leading=1.1)
    address = hall.url.removeprefix("http://").rstrip("/")
    game = (say("paper.poster.game", lang), address)
    secret = say("paper.poster.password", lang, password=hall.wifi_password) if hall.wifi_password else say("paper.poster.open", lang)
    if hall.wifi_code:
        _code(sheet, SIDE, 64, 1, hall.wifi_code, hall.wifi_name, secret)
        _code(sheet, WIDE - SIDE - CARD_WIDE, 64, 3, hall.url, *game)
    else:
        _code(sheet, (WIDE - CARD_WIDE) / 2, 64, 3, hall.url, *game)
    y = 196.0
    for number, key in enumerate(("one", "two", "three"), start=1):
        _number(sheet, SIDE, y, number)
        took = sheet.say(SIDE + 15, y + 0.8, _step(key, lang), size=19, weight="semi", width=WIDE - 2 * SIDE - 15, leading=1.2)
        y += max(15.0, took + 5)
    size = _fitting(sheet, address, 34)
    sheet.say(SIDE, HIGH - 48, address, size=size, weight="bold", ink=VIOLET_DARK, width=WIDE - 2 * SIDE, leading=1.1)
    sheet.say(SIDE, HIGH - 27, say("paper.poster.share", lang), size=14, ink=INK_SOFT, width=WIDE - 2 * SIDE)
    sheet.woven(0, HIGH - 11, WIDE, 11)
    return bytes(sheet.output())


def _step(number: str, lang: str) -> str:
    steps = {
        "one": say("paper.poster.one", lang),
        "two": say("paper.poster.two", lang),
        "three": say("paper.poster.three", lang),
    }
    return steps[number]


def _code(sheet: Festival, x: float, y: float, number: int, text: str, name: str, below: str) -> None:
    sheet.card(x, y, CARD_WIDE, CARD_HIGH, radius=6)
    sheet.qr(x + 2.5, y + 4, CARD_WIDE - 5, text)
    _number(sheet, x - 4, y - 5, number)
    x, wide = x + 4, CARD_WIDE - 8
    sheet.say(x, y + CARD_WIDE + 2, name, size=_fitting(sheet, name, 18, wide), weight="bold", width=wide, align="C", leading=1.15)
    below_size = _fitting(sheet, below, 15, wide)
    sheet.say(x, y + CARD_WIDE + 13, below, size=below_size, weight="semi", ink=INK_SOFT, width=wide, align="C")


def _number(sheet: Festival, x: float, y: float, number: int) -> None:
    sheet.set_fill_color(*VIOLET_DARK)
    sheet.ellipse(x, y, 11.5, 11.5, style="F")
    sheet.say(x, y + 2.5, str(number), size=17, weight="bold", ink=PAPER, width=11.5, align="C", leading=1.1)


def _fitting(sheet: Festival, text: str, size: float, width: float = WIDE - 2 * SIDE) -> float:
    """The size at which this line fits; a Wi-Fi name may have 32 characters, a password 63."""
    sheet.type(size, "bold")
    return size * min(1.0, width / max(1.0, sheet.get_string_width(text)) * 0.97)
