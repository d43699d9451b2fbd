"""The run list: what was played, is on, comes and was dropped, and how the time stands. For the facilitator, built up from nothing.

It may be seen by the hall: no key, nothing typed, and no text of an item whose text is its secret. A round type says in
`label(question, lang)` what its items may be called; without it the section and the place in it have to do. On the screen
played items alone have a label.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizserver.core.facts import Json
from quizserver.core.minutes import could_be_dropped, minutes_ahead, seconds_left, seconds_of
from quizserver.core.round_type import RoundType, say
from quizserver.core.state import State

Types = Mapping[str, RoundType]

LONGEST_LABEL = 80


def label_of(types: Types, item: Json, lang: str) -> str:
    """What this item may be called before it was played; empty where any name would tell too much."""
    label = getattr(types[item["type"]], "label", None)
    text: str = label(item["question"], lang) if label else ""
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rstrip() + "…"


def programme_view(types: Types, state: State, lang: str, audience: str, at: float, minute_of_day: float) -> Json:
    """The whole list. `minute_of_day` is the laptop's local time, in minutes since midnight."""
    left = seconds_left(types, state, at)
    ends_at = state.visit.get("ends_at", "")
    ahead = minutes_ahead(ends_at, minute_of_day, left)
    return {
        "v": state.version,
        "seen": state.arrangement,
        "items": _rows(types, state, lang, audience),
        "left": round(left / 60),
        "ends_at": ends_at,
        "ahead": ahead,
        "drop": could_be_dropped(types, state, -ahead) if ahead is not None and ahead < 0 else [],
    }


def _rows(types: Types, state: State, lang: str, audience: str) -> list[Json]:
    rows: list[Json] = []
    coming = state.items[state.number :]
    for number, item in enumerate(state.items[: state.number], start=1):
        is_now = number == state.number and state.phase in ("ready", "open", "closed")
        if is_now or number in state.rounds:
            rows.append(_row(types, item, lang, shows_label=True) | _played(state, number, is_now))
    shows_label = audience == "desk"
    rows += [_row(types, item, lang, shows_label) | {"state": "next"} for item in coming]
    dropped = state.free_uids() - {item["uid"] for item in coming}
    rows += [_row(types, item, lang, shows_label) | {"state": "dropped"} for uid, item in state.pool.items() if uid in dropped]
    return rows


def _played(state: State, number: int, is_now: bool) -> Json:
    played = state.rounds.get(number)
    if played is None or (is_now and not played.has_result):
        return {"number": number, "state": "now", "may_void": False, "voided": False}
    how = "now" if is_now else "skipped" if played.skipped else "done"
    return {"number": number, "state": how, "may_void": played.has_result, "voided": played.voided}


def _row(types: Types, item: Json, lang: str, shows_label: bool) -> Json:
    return {
        "uid": item["uid"],
        "type": item["type"],
        "section": say(item["title"], lang),
        "index": item["index"],
        "in_section": item["in_section"],
        "label": label_of(types, item, lang) if shows_label else "",
        "minutes": round(seconds_of(types, item) / 60, 1),
    }
