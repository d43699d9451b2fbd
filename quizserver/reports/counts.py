"""A visit as counts: what is kept of it for good. Built up from nothing, so that no player, name, token or typed word can be in it.

Counts of fewer than ten heads are left out here already, with their complement: what is not kept cannot be told. Nothing about the
question box is counted. The sentences and figures made of it are findings.py's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from quizserver.catalogue import LANGUAGES
from quizserver.core.apply import Types, apply
from quizserver.core.facts import Answered, Entry, Json, RoomClosed
from quizserver.core.round_type import RoundType, Setup
from quizserver.core.state import Round, State

FORMAT = 1
FEWEST = 10
"""Heads below which a table or a class is not told."""

UNCOUNTED = ("box",)
"""Round types of which nothing is told, not even how many took part."""

VISIT_FIELDS = ("school", "follow_up_who", "follow_up_when", "steps")
SKILLS = {"verdict": "recognise"}
"""What a type asks for when its question does not say."""


def summarise(types: Types, entries: Iterable[Entry]) -> Json:
    """The counts of the visit that these entries are. Costs a replay."""
    state, opened, closed, answers, facts = State(), 0.0, 0.0, 0, 0
    for entry in entries:
        apply(types, state, entry)
        opened = opened or entry.wall
        # A closed room may still get facts: the safeguarding lead goes on.
        closed = closed if state.closed and not isinstance(entry.fact, RoomClosed) else entry.wall
        answers += isinstance(entry.fact, Answered)
        facts += 1
    played = [one for one in state.rounds.values() if _is_told(types, one)]
    items = [_item(types, state, one) for one in played]
    return {
        "format": FORMAT,
        "title": state.title,
        "lang": state.lang,
        "visit": {name: state.visit[name] for name in VISIT_FIELDS if state.visit.get(name)},
        "opened": opened,
        "closed": closed,
        "attendance": _attendance(state, played),
        "threads": state.threads,
        "pledged": max((item["heads"] or 0 for item in items if item["type"] == "pledge"), default=0),
        "items": items,
        "kept": {"facts": facts, "players": len(state.players), "answers": answers},
    }


def _is_told(types: Types, played: Round) -> bool:
    if not played.has_result or played.type in UNCOUNTED:
        return False
    return types[played.type].results(played.state, LANGUAGES[0]) is not None


def _attendance(state: State, played: list[Round]) -> Json:
    here = [player for player in state.players.values() if player.plays]
    groups = {key: group["name"] for key, group in state.groups.items()}
    by_hand, on_paper = _on_paper(played)
    heads: dict[str | None, int] = {key: on_paper.get(key, 0) for key in groups}
    answered: dict[str | None, int] = dict.fromkeys(groups, 0)
    for player in here:
        heads[player.group] = heads.get(player.group, 0) + player.weight
    for one in played:
        for source in state.ledger.entries.get(one.number, {}):
            who = state.players.get(source)
            if who is not None and who.plays:
                answered[who.group] = answered.get(who.group, 0) + who.weight
    told = told_together(heads) if groups else set()
    rows = [
        {
            "name": groups.get(key or "", ""),
            "heads": count if key in told else None,
            "turnout": _percent(answered[key], count * len(played)) if key in told and answered.get(key) else None,
        }
        for key, count in heads.items()
    ]
    return {
        "phones": len(here),
        "heads": sum(player.weight for player in here) + by_hand,
        "by_hand": by_hand,
        "group_phones": sum(1 for player in here if player.weight > 1),
        "groups": rows if groups else [],
    }


def _on_paper(played: Iterable[Round]) -> tuple[int, dict[str, int]]:
    """Heads that took part by raised hands or cards, in all and class by class: the most of any one round (core/tally.py)."""
    by_hand, classes = 0, dict[str, int]()
    for one in played:
        tally = one.state.get("tally") or {}
        by_hand = max(by_hand, tally.get("heads", {}).get("paper", 0))
        for group, counts in tally.get("classes", {}).items():
            classes[group] = max(classes.get(group, 0), sum(counts.values()))
    return by_hand, classes


def told_together(heads: Mapping[Any, int]) -> set[Any]:
    """Which parts of a whole may be told: none below ten heads, and none that would give such a one away by subtraction."""
    told = {key for key, count in heads.items() if count >= FEWEST}
    hidden = [count for key, count in heads.items() if key not in told and count]
    for key in sorted(told, key=lambda one: heads[one]):
        if not hidden or (len(hidden) > 1 and sum(hidden) >= FEWEST):
            break
        told.discard(key)
        hidden.append(heads[key])
    return told


def _item(types: Types, state: State, played: Round) -> Json:
    question, kind = played.item["question"], types[played.type]
    told = {lang: kind.results(played.state, lang) or {"text": "", "heads": 0, "rows": []} for lang in LANGUAGES}
    first = told[LANGUAGES[0]]
    rows = [
        {"label": {lang: told[lang]["rows"][n]["label"] for lang in LANGUAGES}, "heads": row["heads"], "right": row.get("right")}
        for n, row in enumerate(first["rows"])
    ]
    right, judged = _right(state, played, first)
    heads = max(first["heads"], judged)
    own = _own_words(kind, question)
    item = {
        "number": played.number,
        "bank": played.item["bank"],
        "item": played.item["id"],
        "type": played.type,
        "section": played.item["title"],
        "text": {lang: told[lang]["text"] if own(told[lang]["text"]) else "" for lang in LANGUAGES},
        "skill": question.get("skill") or SKILLS.get(played.type),
        "pulse": question.get("pulse"),
        "moment": question.get("moment"),
        "scored": question.get("scored", True),
        "voided": played.voided,
        "heads": heads,
        "right": right if judged else None,
        "judged": judged,
        "rows": [row for row in rows if all(own(label) for label in row["label"].values())],
    }
    return item if heads >= FEWEST or not heads else item | {"heads": None, "right": None, "judged": 0, "rows": []}


def _right(state: State, played: Round, told: Json) -> tuple[int, int]:
    """Heads that were right, and heads that could be: by the ledger; hand counts come on top where each head chose one option."""
    right = judged = 0
    for source, award in state.ledger.entries.get(played.number, {}).items():
        who = state.players.get(source)
        if who is not None and award.right is not None:
            judged += who.weight
            right += who.weight if award.right else 0
    rows = told["rows"]
    chosen = sum(row["heads"] for row in rows)
    is_scored = played.item["question"].get("scored", True)
    if is_scored and any(row.get("right") for row in rows) and chosen == told["heads"] > judged:
        return sum(row["heads"] for row in rows if row.get("right")), told["heads"]
    return right, judged


def _own_words(kind: RoundType, question: Json) -> Callable[[str], bool]:
    """Whether a text is made of the bank's and the type's own words only: what somebody typed in the hall must not be kept.

    What an untouched round of this question would tell was typed by nobody.
    """
    untouched = kind.begin(question, Setup("off", LANGUAGES[0], 0, 0.0, None))
    told = [kind.results(untouched, lang) for lang in LANGUAGES]
    known = set(_words_in([dict(kind.WORDS), question, told]))
    return lambda text: known.issuperset(_words_in(text))


def _words_in(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield from (word.lower() for word in re.findall(r"[^\W\d_]+", value))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _words_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _words_in(part)


def _percent(part: int, whole: int) -> int | None:
    return min(100, round(100 * part / whole)) if whole else None
