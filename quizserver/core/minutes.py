"""How long the rest of the programme takes, and what could be dropped to be home on time. Arithmetic only; the time of day is given in.

An item takes its own seconds on the clock and some talking; a round type says how much in its `TALK`, otherwise it is ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from quizserver.core.arranging import ASKED_ONCE
from quizserver.core.facts import Json
from quizserver.core.round_type import RoundType
from quizserver.core.state import State

Types = Mapping[str, RoundType]

TALK = 60.0
"""Seconds of talk around an item: reading it out, the result, a word about it."""

CARD = 15.0
"""Seconds the card before a section stands."""

DAY = 24 * 60


def seconds_of(types: Types, item: Json) -> float:
    """What this item will probably take, talk included."""
    kind, question = types[item["type"]], item["question"]
    own = question.get("seconds") or kind.seconds(question) or 0.0
    return float(own) + float(getattr(kind, "TALK", TALK))


def seconds_left(types: Types, state: State, at: float) -> float:
    """From now to the end of the programme, as far as one can tell. O(items)."""
    now, number = state.round, state.number
    total = 0.0
    if now is not None:
        total += max(0.0, seconds_of(types, now.item) - (at - now.opened_at))
    elif state.phase == "ready":
        total += seconds_of(types, state.items[number - 1])
    before = state.items[number - 1]["section"] if number else None
    for item in state.items[number:]:
        total += seconds_of(types, item) + (CARD if item["section"] != before else 0.0)
        before = item["section"]
    return total


def minute_of(clock: str) -> int | None:
    """`11:30` as minutes since midnight, None for what is no time of day."""
    hours, _, minutes = clock.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2) or int(hours) > 23 or int(minutes) > 59:
        return None
    return int(hours) * 60 + int(minutes)


def minutes_ahead(ends_at: str, minute_of_day: float, left: float) -> int | None:
    """Minutes to spare at the end of the programme, negative when it will run late; None without an end time.

    The nearer reading counts: an end at 00:10 seen at 23:50 is in twenty minutes.
    """
    end = minute_of(ends_at)
    if end is None:
        return None
    until_end = (end - minute_of_day + DAY / 2) % DAY - DAY / 2
    return round(until_end - left / 60)


def could_be_dropped(types: Types, state: State, minutes: float) -> list[str]:
    """Uids of items to come that make up for `minutes`: the last ones of the sections with most left, never the only one of its kind."""
    coming = [item for item in state.items[state.number :] if item["type"] in ASKED_ONCE]
    sizes = Counter((item["section"], item["type"]) for item in coming)
    dropped: list[str] = []
    while minutes > 0 and sizes:
        kind, size = max(sizes.items(), key=lambda one: one[1])
        if size < 2:
            break
        item = next(i for i in reversed(coming) if (i["section"], i["type"]) == kind and i["uid"] not in dropped)
        dropped.append(item["uid"])
        sizes[kind] -= 1
        minutes -= seconds_of(types, item) / 60
    return dropped
