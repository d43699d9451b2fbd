"""Numbers that are written as text, and the scale on which one is estimated. What an item looks like is made.py's business."""

from __future__ import annotations

import hashlib
import re
from decimal import ROUND_CEILING, Decimal

from quizserver.banks.sources.said import Refusal
from quizserver.core.facts import Json

MOST = Decimal(1_000_000)
MOST_PLACES = 6
MOST_MARKS = 5_000
LEAST_MARKS = 20
YEARS = (1000, 2100)
"""A whole number between these is most likely a year: its scale is two centuries wide."""

YEARS_WIDE = 200
PLACES = ("0.25", "0.3", "0.35", "0.4", "0.6", "0.65", "0.7", "0.75")
"""Where on its scale an answer may stand: never in the middle, where people guess first, nor at an end."""

PLAIN = re.compile(r"[-+−]?\d+([.,]\d+)?")
DOTTED = re.compile(r"[-+−]?\d{1,3}(\.\d{3})+(,\d+)?")
COMMAED = re.compile(r"[-+−]?\d{1,3}(,\d{3}){2,}(\.\d+)?|[-+−]?\d{1,3}(,\d{3})+\.\d+")


def number_in(text: str) -> float | None:
    """The number that a text is, if it is one and nothing else: `3,5`, `3.5`, `17.508` (read as Indonesians write it), `-4`."""
    bare = text.strip().replace(" ", "").replace("−", "-")
    if DOTTED.fullmatch(bare) and not bare.lstrip("+-").startswith("0."):
        bare = bare.replace(".", "").replace(",", ".")
    elif COMMAED.fullmatch(bare):
        bare = bare.replace(",", "")
    elif PLAIN.fullmatch(bare):
        bare = bare.replace(",", ".")
    else:
        return None
    return float(bare)


def around(value: float, tolerance: float, text: str) -> Json:
    """`{min, max, step, value, tolerance?}`: the same for the same question, with room for the tolerance. Raises Refusal."""
    answer, room = _exact(value), abs(_exact(tolerance))
    unit = Decimal(1).scaleb(min(_exponent(answer), _exponent(room), 0))
    wide = max(abs(answer), LEAST_MARKS * unit, 8 * room)
    if answer == int(answer) and YEARS[0] <= answer <= YEARS[1]:
        wide = max(Decimal(YEARS_WIDE), 8 * room)
    step = unit
    while wide / step > MOST_MARKS:
        step *= 10
    place = Decimal(PLACES[hashlib.sha256(text.encode()).digest()[0] % len(PLACES)])
    low, high = _ends(answer, room, step, wide, place)
    if high - answer < room or answer - low < room <= answer:
        # Close to the end of what there is, a fine step reaches farther.
        low, high = _ends(answer, room, unit, MOST_MARKS * unit, place)
    if high - answer < room or not low < high:
        raise Refusal("import.number_range", value=f"{value:.10g}", most=int(MOST))
    scale = {"min": _plain(low), "max": _plain(high), "step": _plain(unit if (high - low) / step % 1 else step), "value": _plain(answer)}
    return scale | ({"tolerance": _plain(room)} if room else {})


def _ends(answer: Decimal, room: Decimal, step: Decimal, wide: Decimal, place: Decimal) -> tuple[Decimal, Decimal]:
    """The two ends, in whole steps from the answer, within what an item may hold; nothing below zero for what is counted or measured."""
    below, above = (max(_steps(way, step), _steps(room, step)) for way in (wide * place, wide * (1 - place)))
    lowest = -MOST if answer < 0 or room > answer else Decimal(0)
    return answer - min(below, int((answer - lowest) / step)) * step, answer + min(above, int((MOST - answer) / step)) * step


def _steps(way: Decimal, step: Decimal) -> int:
    return int((way / step).to_integral_value(ROUND_CEILING))


def _exact(value: float) -> Decimal:
    try:
        exact = Decimal(f"{value:.10g}").normalize()
    except ArithmeticError:
        exact = Decimal("nan")
    if not exact.is_finite() or abs(exact) > MOST:
        raise Refusal("import.number_range", value=f"{value:.10g}", most=int(MOST))
    return exact


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(exponent, -MOST_PLACES) if isinstance(exponent, int) else 0


def _plain(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def between(ends: tuple[float, float], value: float) -> Json:
    """`{min, max, step}` from end to end in steps of 1, 10, 100 or 1000; empty unless all are whole numbers and the answer lies within."""
    low, high = ends
    if not all(one % 1 == 0 and abs(one) <= MOST for one in (low, high, value)) or not low <= value <= high or low == high:
        return {}
    fitting = (step for step in (1, 10, 100, 1000) if (high - low) % step == 0 and (high - low) / step <= MOST_MARKS)
    step = next(fitting, None)
    return {"min": int(low), "max": int(high), "step": step} if step else {}
