"""How large each word of a cloud stands on the wall, so that all fit without overlap and none outshouts the others. Pure numbers.

Lengths are hundredths of the wall's height (`--u` of static/css/screen.css); the narrowest wall (4:3) decides. Words keep the order in
which they were approved: a place in the cloud is no rank, and a word on the wall stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from math import log, sqrt

MOST_WORDS = 40
GROWS = 2.0
"""No word is larger than this many times the next smaller one."""

WIDE = 122.0
"""Room for the words on a wall of 4:3. How high it is depends on the prompt above."""

LINE, BETWEEN_LINES = 1.3, 1.0
PADDING, BETWEEN_WORDS = 0.72, 1.4
"""A slip of paper around a word, in its own type size, and the space to its neighbours, as in static/js/rounds/cloud.js."""

BASES = (13.0, 11.0, 9.5, 8.0, 7.0, 6.0, 5.2, 4.6, 4.0, 3.5)
"""Type of the rarest words; the last is the smallest that a hall can read."""

SPREADS = (4.0, 3.0, 2.0, 1.5, 1.0)
"""How many times larger than the rarest a word may be: less where room is short."""

TRIES = sorted(product(BASES, SPREADS), key=lambda tried: -tried[0] * tried[1])

WIDTHS = {"ijlI' ": 0.3, "frtJ1-.,:;!’": 0.46, "mw": 0.93, "MOQGW@%&": 1.0, "0123456789": 0.66}
"""Of the wall's display face, in its own type size; all others below in `_em`."""

EMS = {char: ems for chars, ems in WIDTHS.items() for char in chars}


def room_under(prompt: str) -> float:
    """How much height a prompt of this length leaves, with wide letters at that."""
    return 65.0 - 4.7 * -(-len(prompt) // 38)


def sizes(words: Sequence[tuple[str, int]], high: float) -> list[tuple[str, float]]:
    """`(text, size)` of those that fit, in the given order. `words`: `(text, heads)`; with too many the least chosen ones wait."""
    return list(_sizes(tuple(words), high))


@lru_cache(maxsize=16)
def _sizes(words: tuple[tuple[str, int], ...], high: float) -> tuple[tuple[str, float], ...]:
    """Asked again for every wall and language, so the last answers are kept."""
    ranked = sorted(range(len(words)), key=lambda i: (-words[i][1], i))[:MOST_WORDS]
    while ranked and not _fits([(words[i][0], BASES[-1]) for i in sorted(ranked)], high):
        ranked.pop()
    kept = [words[i] for i in sorted(ranked)]
    return next((tuple(sized) for base, spread in TRIES if _fits(sized := _scaled(kept, base, spread), high)), ())


def _scaled(words: Sequence[tuple[str, int]], base: float, spread: float) -> list[tuple[str, float]]:
    """The rarest words at `base`, the most chosen one at most `spread` times as large, the others between."""
    grown = [_grown(heads) for _, heads in words]
    most = max(grown, default=1.0)
    power = 1.0 if most <= spread else log(spread) / log(most)
    size: dict[int, float] = {}
    before = base / GROWS
    for i in sorted(range(len(words)), key=lambda i: (grown[i], i)):
        before = size[i] = min(base * grown[i] ** power, before * GROWS, WIDE / _ems(words[i][0]))
    return [(text, round(size[i], 1)) for i, (text, _) in enumerate(words)]


def _grown(heads: int) -> float:
    """Steps of a quarter, and one size for one and two heads: nobody can count heads from type, or find the word of one child."""
    return int(sqrt(max(heads, 2) / 2) * 4) / 4


def _ems(text: str) -> float:
    """About how wide a slip is in its own type size, on the safe side. An emoji or a foreign letter counts as broad."""
    return PADDING + sum(map(_em, text))


def _em(char: str) -> float:
    if char in EMS:
        return EMS[char]
    if not char.isascii():
        return 1.1
    return 0.76 if char.isupper() else 0.62


def _fits(sized: Sequence[tuple[str, float]], room: float) -> bool:
    """Whether the lines, filled one after another as the page does it, stay within the room."""
    used, line, high = 0.0, 0.0, -BETWEEN_LINES
    for text, size in sized:
        wide = _ems(text) * size
        if line and used + BETWEEN_WORDS + wide > WIDE:
            used, line, high = 0.0, 0.0, high + line + BETWEEN_LINES
        used, line = used + (BETWEEN_WORDS if line else 0.0) + wide, max(line, size * LINE)
    return high + line + BETWEEN_LINES <= room
