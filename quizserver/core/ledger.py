"""Scores as a ledger: one entry per (round, player), totals kept beside it. Nothing else may add points.

Replacing a round's entries is the only change there is, so reopening, voiding or re-marking a round costs one call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FULL = 1000
"""Points of one right answer."""

FASTEST = 0.5
"""Seconds below which nobody gains by being faster."""

MODES = ("tiebreak", "off", "classic")


@dataclass(frozen=True, slots=True)
class Award:
    """What a player gets for one round. `tiebreak` is compared only when points are equal; `right` None:
    there was no right answer.
    """

    points: int = 0
    tiebreak: int = 0
    right: bool | None = None
    reason: str = ""


@dataclass(slots=True)
class Score:
    points: int = 0
    tiebreak: int = 0


def speed_value(took: float, seconds: float) -> int:
    """1000 × (1 − t/2T), the formula players know from other quizzes: 1000 at once, 500 at the deadline."""
    counted = min(took, seconds) if took > FASTEST else 0.0
    return round(FULL * (1 - counted / (2 * seconds)))



def timed_award(mode: str, took: float, seconds: float | None, *, reason: str = "") -> Award:
    """The award for a right answer after `took` seconds: `tiebreak` keeps speed apart, `classic` pays for it, `off` ignores it."""
    if mode == "off" or seconds is None:
        return Award(FULL, 0, True, reason)
    value = speed_value(took, seconds)
    return Award(value, 0, True, reason) if mode == "classic" else Award(FULL, value, True, reason)


def worth(award: Award) -> tuple[int, int, bool]:
    """Of two entries the greater is the better one."""
    return award.points, award.tiebreak, award.right is True


def folded(awards: Mapping[str, Award], merged: Mapping[str, str]) -> Mapping[str, Award]:
    """The awards of a round when players in `merged` (gone: kept) are one person: the better entry of both."""
    if not merged:
        return awards
    kept: dict[str, Award] = {}
    for player, award in awards.items():
        into = merged.get(player, player)
        kept[into] = max(award, kept.get(into, award), key=worth)
    return kept


def part_award(mode: str, took: float, seconds: float | None, share: float) -> Award:
    """The award for an answer that may be right in part (`share` 0 to 1). Speed only breaks ties, in every mode."""
    timed = share > 0 and mode != "off" and seconds is not None
    tiebreak = speed_value(took, seconds) if timed and seconds is not None else 0
    return Award(round(FULL * share), tiebreak, share == 1, "partly" if 0 < share < 1 else "")


@dataclass(slots=True)
class Ledger:
    entries: dict[int, dict[str, Award]] = field(default_factory=dict)
    totals: dict[str, Score] = field(default_factory=dict)

    def replace(self, number: int, awards: Mapping[str, Award]) -> None:
        """Books `awards` as the only entries of round `number`; costs O(entries of that round)."""
        for player, award in self.entries.pop(number, {}).items():
            self._add(player, -award.points, -award.tiebreak)
        if awards:
            self.entries[number] = dict(awards)
        for player, award in awards.items():
            self._add(player, award.points, award.tiebreak)

    def fold(self, gone: str, into: str) -> None:
        """Gives `into` the better of both entries of each round; `gone` has none any more. O(rounds)."""
        for entries in self.entries.values():
            award = entries.pop(gone, None)
            if award is None:
                continue
            self._add(gone, -award.points, -award.tiebreak)
            before = entries.get(into, Award())
            if into not in entries or worth(award) > worth(before):
                self._add(into, award.points - before.points, award.tiebreak - before.tiebreak)
                entries[into] = award

    def score(self, player: str) -> Score:
        return self.totals.get(player, Score())

    def award(self, number: int, player: str) -> Award | None:
        return self.entries.get(number, {}).get(player)

    def _add(self, player: str, points: int, tiebreak: int) -> None:
        total = self.totals.setdefault(player, Score())
        total.points += points
        total.tiebreak += tiebreak
        if total == Score():
            del self.totals[player]
