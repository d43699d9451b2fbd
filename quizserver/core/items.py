"""The items of a programme as a list: names of their own (`uid`) and their place in a section. Pure lists, no state is changed here.

The same bank item may stand in a programme twice (the pulse, before and after), so only the uid tells two items apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from quizserver.core.facts import Json


def with_uids(items: Iterable[Json]) -> list[Json]:
    """Items with a uid each. A journal from before there were any gets the same ones at every replay."""
    return [{"uid": f"i{n}", **item} for n, item in enumerate(items, start=1)]


def numbered(items: Sequence[Json], *, played: int = 0) -> list[Json]:
    """Items with their place in their section; the first `played` ones keep the place they were shown with."""
    sizes = Counter(item["section"] for item in items)
    seen: Counter[int] = Counter()
    placed: list[Json] = []
    for n, item in enumerate(items):
        section = item["section"]
        seen[section] += 1
        placed.append(item if n < played else {**item, "index": seen[section], "in_section": sizes[section]})
    return placed


def first_of_sections(items: Iterable[Json], counts: Sequence[int]) -> list[Json]:
    """The first `counts[n]` items of the n-th section, in order; sections beyond the end of `counts` stay whole."""
    left = dict(enumerate(counts))
    chosen: list[Json] = []
    for item in items:
        section = item["section"]
        if left.get(section, 1) > 0:
            chosen.append(item)
            if section in left:
                left[section] -= 1
    return numbered(chosen)
