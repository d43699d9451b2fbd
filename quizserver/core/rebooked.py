"""Who has to be told that a round of theirs was booked anew. Nothing is changed here; live/room.py asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizserver.core.facts import Acted, Fact, RoundVoided
from quizserver.core.ledger import Award, Ledger

Booked = dict[int, Mapping[str, Award]]


def booked(ledger: Ledger, facts: Iterable[Fact]) -> Booked:
    """What the rounds that these facts touch are worth now. The ledger replaces such an entry as a whole, so this is a look, no copy."""
    return {fact.number: ledger.entries.get(fact.number, {}) for fact in facts if isinstance(fact, Acted | RoundVoided)}


def differing(before: Booked, after: Booked) -> set[str]:
    """Players (and groups) whose award is another one now. O(entries of those rounds)."""
    return {
        source
        for number, old in before.items()
        if (new := after.get(number, {})) is not old
        for source in old.keys() | new.keys()
        if old.get(source) != new.get(source)
    }
