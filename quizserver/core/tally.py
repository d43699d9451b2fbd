"""Counting heads per option. A tally never looks at the players' table: it counts entries (source, option, heads).

A source is `players` or `paper` (hand counts typed at the desk), so group phones and halls without phones count alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizserver.core.facts import Json

FEW_HEADS = 10
FEW_PERCENT = 5
"""Below either, the wall says "a few" instead of a number: nobody is a bar of one (product.md, scoring doctrine)."""


def empty_tally() -> Json:
    """`players` and `paper` map an option to heads; `heads` is how many heads answered, per source; `classes` is paper class by class."""
    return {"players": {}, "paper": {}, "heads": {"players": 0, "paper": 0}, "classes": {}}


def move(tally: Json, old: Iterable[str] | None, new: Iterable[str], weight: int) -> None:
    """Counts a player's newest options instead of the old ones (None: first answer). O(options)."""
    counts = tally["players"]
    if old is None:
        tally["heads"]["players"] += weight
    for option in old or ():
        counts[option] -= weight
    for option in new:
        counts[option] = counts.get(option, 0) + weight


def move_each(tally: Json, old: Iterable[str], new: Iterable[str]) -> None:
    """Counts the options of several people on one phone, a head each, instead of what they said before. O(options)."""
    for options, heads in ((old, -1), (new, 1)):
        for option in options:
            tally["players"][option] = tally["players"].get(option, 0) + heads
            tally["heads"]["players"] += heads


def set_paper(tally: Json, counts: dict[str, int], *, several: bool, group: str | None = None) -> None:
    """Replaces the hand counts of this class, or of the whole hall: one of the two ways holds, never both added up.

    Where one may raise a hand more than once, the fullest option counts heads.
    """
    classes = {key: old for key, old in tally["classes"].items() if key} if group else {}
    tally["classes"] = classes | {group or "": dict(counts)}
    paper: dict[str, int] = {}
    heads = 0
    for of_class in tally["classes"].values():
        for option, count in of_class.items():
            paper[option] = paper.get(option, 0) + count
        heads += max(of_class.values(), default=0) if several else sum(of_class.values())
    tally["paper"], tally["heads"]["paper"] = paper, heads


def heads_for(tally: Json, option: str) -> int:
    """Heads that chose this option, over all sources."""
    heads: int = tally["players"].get(option, 0) + tally["paper"].get(option, 0)
    return heads


def all_heads(tally: Json) -> int:
    """Heads that answered, over all sources."""
    return int(sum(tally["heads"].values()))


def paper_heads(state: Json) -> int:
    """Heads typed in from paper or raised hands in this round's state, over all its tallies."""
    tallies = (value for value in state.values() if isinstance(value, dict) and value.keys() >= {"paper", "heads"})
    return int(sum(tally["heads"]["paper"] for tally in tallies))


def shares(tally: Json, options: Iterable[str]) -> dict[str, Json]:
    """`{option: {share: percent or None, few: bool}}` over all sources; None where the wall must not be exact.

    Neither a share nor a few: nobody has answered at all.
    """
    total = all_heads(tally)
    result = {}
    for option in options:
        heads = heads_for(tally, option)
        few = total > 0 and (heads < FEW_HEADS or 100 * heads < FEW_PERCENT * total)
        result[option] = {"share": None if few or not total else round(100 * heads / total), "few": few}
    return result
