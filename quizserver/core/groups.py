"""Groups or classes of a visit: their names, who is placed where, and what a group has scored. No player's own score is ranked.

A group's score is the average of its heads' points, plus points given to the group itself. Who decides: core/who_plays.py.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from quizserver.core.facts import Json
from quizserver.errors import Rejected

if TYPE_CHECKING:
    from quizserver.core.state import State

ASSIGN = ("choose", "balance")
MOST_GROUPS = 40
MOST_LETTERS = 20
MOST_IN_GROUP = 500
BEST = 3


def named(given: Sequence[Any]) -> list[Json]:
    """The groups of a new visit, `[{id, name, size}]`, from what was typed as `{name, size}`. Raises Rejected, naming the line."""
    if len(given) > MOST_GROUPS:
        raise Rejected("group/too_many", most=MOST_GROUPS)
    groups: list[Json] = []
    seen: set[str] = set()
    for place, group in enumerate(given, start=1):
        name, size = " ".join(group["name"].split()), group.get("size")
        if not 1 <= len(name) <= MOST_LETTERS or any(unicodedata.category(char).startswith("C") for char in name):
            raise Rejected("group/name", place=place, most=MOST_LETTERS)
        if name.casefold() in seen:
            raise Rejected("group/name_twice", place=place)
        if size is not None and not 1 <= size <= MOST_IN_GROUP:
            raise Rejected("group/size", place=place, most=MOST_IN_GROUP)
        seen.add(name.casefold())
        groups.append({"id": f"g{place}", "name": name, "size": size})
    return groups


def has_room(state: State, group: str, weight: int = 1) -> bool:
    """Whether so many heads more still fit the class; without a size they always do."""
    size = state.groups[group]["size"]
    return size is None or state.group_heads.get(group, 0) + weight <= size


def place(state: State, wanted: str | None, weight: int) -> tuple[str | None, bool]:
    """The group of a newcomer, and whether they must wait for the desk because it is full. Raises Rejected. O(groups)."""
    if wanted is not None and wanted not in state.groups:
        raise Rejected("group/unknown")
    if not state.groups:
        return None, False
    if state.assign == "balance":
        wanted = _emptiest(state, weight)
    if wanted is None:
        raise Rejected("group/choose")
    return wanted, not has_room(state, wanted, weight)


def _emptiest(state: State, weight: int) -> str:
    """The group with fewest heads for its size, one with room first. A class without a size counts as large as the average one."""
    sizes = [group["size"] for group in state.groups.values() if group["size"]]
    usual = sum(sizes) / len(sizes) if sizes else 1.0

    def fullness(group: str) -> tuple[bool, float]:
        return not has_room(state, group, weight), state.group_heads.get(group, 0) / (state.groups[group]["size"] or usual)

    return min(state.groups, key=fullness)


def choices(state: State) -> list[Json]:
    """What a phone may choose from before it joins; empty where the server places everybody."""
    if state.assign != "choose":
        return []
    return [{"id": key, "name": group["name"], "is_full": not has_room(state, key)} for key, group in state.groups.items()]


def averages(state: State) -> dict[str, int]:
    """Score of each group that has somebody in it or was given points itself; remembered until the next fact. O(players) once."""
    if state.averages is None or state.averages[0] != state.seq:
        state.averages = (state.seq, _averages(state))
    return state.averages[1]


def _averages(state: State) -> dict[str, int]:
    points = dict.fromkeys(state.groups, 0)
    for player, total in state.ledger.totals.items():
        who = state.players.get(player)
        if who is not None and who.plays and who.group in points:
            points[who.group] += total.points * who.weight
    scores = {}
    for group, sum_of_points in points.items():
        heads, own = state.group_heads.get(group, 0), state.ledger.score(group).points
        if heads or own:
            scores[group] = round(sum_of_points / heads if heads else 0) + own
    return scores


def best(state: State) -> list[Json]:
    """The three best groups as `[{place, names, points}]`, a tie in one row. Never the last one, never a group without points."""
    scores = averages(state)
    if len(scores) < 2:
        return []
    rows: list[Json] = []
    shown = 0
    lowest = min(scores.values())
    for points in sorted(set(scores.values()), reverse=True):
        names = [state.groups[group]["name"] for group, score in scores.items() if score == points]
        is_last = points == lowest and shown
        if is_last or points <= 0 or shown >= BEST:
            break
        rows.append({"place": shown + 1, "names": names, "points": points})
        shown += len(names)
    return rows


def turnout(state: State) -> list[Json]:
    """Who has come and answered, class by class. O(groups). For the desk only: nobody is late or missing in public."""
    now = state.round
    answered = now.group_answered if now is not None and not now.is_unlisted else {}
    return [
        {"id": key, "name": group["name"], "size": group["size"], "heads": state.group_heads.get(key, 0), "answered": answered.get(key, 0)}
        for key, group in state.groups.items()
    ]
