"""What past visits tell of one item: how many answered, how many were right, which wrong option most chose. Counts only.

The counts of each visit are made and thinned out by reports/counts.py; nothing below ten heads is told here either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from quizserver.core.facts import Json
from quizserver.reports.counts import FEWEST


def of_item(visits: Iterable[Json], bank: str, item: str, lang: str) -> Json | None:
    """`{visits, heads, right: percent or None, wrong: {label, percent} or None}`, summed up; None where too few ever answered.

    An item that was rewritten keeps its figures: they are of all its versions.
    """
    played = [one for counts in visits for one in counts["items"] if (one.get("bank"), one.get("item")) == (bank, item)]
    played = [one for one in played if one["heads"] and not one["voided"]]
    heads, judged = sum(one["heads"] for one in played), sum(one["judged"] for one in played)
    if heads < FEWEST:
        return None
    right = sum(one["right"] or 0 for one in played)
    wrong = Counter[str]()
    for row in (row for one in played for row in one["rows"] if row["right"] is False):
        wrong[row["label"][lang]] += row["heads"]
    text, most = wrong.most_common(1)[0] if wrong else ("", 0)
    return {
        "visits": len(played),
        "heads": heads,
        "right": round(100 * right / judged) if judged >= FEWEST else None,
        "wrong": {"label": text, "percent": round(100 * most / heads)} if most >= FEWEST else None,
    }
