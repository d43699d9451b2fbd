"""Scores are a ledger: an entry per round and player, totals beside it, and a second number that only breaks ties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizserver.core.ledger import FASTEST, Award, Ledger, Score, speed_value, timed_award
from tests.conftest import search


@pytest.mark.parametrize("took, value", [(0, 1000), (10, 750), (20, 500), (25, 500), (FASTEST, 1000)])
def test_speed_is_valued_as_players_know_it_from_other_quizzes(took: float, value: int) -> None:
    assert speed_value(took, 20) == value


def test_nobody_gains_below_the_time_that_reading_takes() -> None:
    assert speed_value(0.01, 20) == speed_value(FASTEST, 20) == 1000
    assert speed_value(FASTEST + 0.5, 20) < 1000


@pytest.mark.parametrize(
    "mode, seconds, award",
    [
        ("tiebreak", 20.0, Award(1000, 750, True)),
        ("classic", 20.0, Award(750, 0, True)),
        ("off", 20.0, Award(1000, 0, True)),
        ("tiebreak", None, Award(1000, 0, True)),
        ("classic", None, Award(1000, 0, True)),
    ],
)
def test_each_mode_pays_for_speed_in_its_own_way(mode: str, seconds: float | None, award: Award) -> None:
    assert timed_award(mode, 10.0, seconds) == award


def test_the_tiebreak_is_never_added_to_the_points() -> None:
    ledger = Ledger()
    ledger.replace(1, {"ani": Award(1000, 900, True)})
    ledger.replace(2, {"ani": Award(1000, 500, True)})
    assert ledger.score("ani") == Score(2000, 1400)


def test_replacing_a_round_takes_the_old_entries_back() -> None:
    ledger = Ledger()
    ledger.replace(1, {"ani": Award(1000, 900, True), "budi": Award(right=False)})
    ledger.replace(2, {"ani": Award(1000, 10, True)})
    ledger.replace(1, {"budi": Award(1000, 5, True)})
    assert ledger.score("ani") == Score(1000, 10)
    assert ledger.score("budi") == Score(1000, 5)
    assert ledger.award(1, "ani") is None


def test_voiding_a_round_leaves_no_trace() -> None:
    ledger = Ledger()
    ledger.replace(1, {"ani": Award(1000, 900, True), "budi": Award(right=False)})
    ledger.replace(1, {})
    assert ledger == Ledger()


def test_who_never_scored_has_zero() -> None:
    ledger = Ledger()
    ledger.replace(1, {"budi": Award(right=False)})
    assert ledger.score("budi") == ledger.score("nobody") == Score(0, 0)
    assert ledger.award(1, "budi") == Award(right=False), "a wrong answer is booked too"


def test_a_score_handed_out_is_not_a_way_into_the_ledger() -> None:
    ledger = Ledger()
    ledger.score("ani").points += 500
    assert ledger.score("ani") == Score(0, 0)


awards = st.builds(Award, points=st.integers(0, 1000), tiebreak=st.integers(0, 1000))
bookings = st.tuples(st.integers(1, 4), st.dictionaries(st.sampled_from(["ani", "budi", "citra"]), awards))


@search(100)
@given(st.lists(bookings, max_size=12))
def test_totals_are_always_the_sum_of_the_entries(booked: list[tuple[int, dict[str, Award]]]) -> None:
    ledger = Ledger()
    for number, entries in booked:
        ledger.replace(number, entries)
    newest = dict(booked)
    for player in ("ani", "budi", "citra"):
        own = [entries[player] for entries in newest.values() if player in entries]
        assert ledger.score(player) == Score(sum(award.points for award in own), sum(award.tiebreak for award in own))
        assert ledger.score(player).points >= 0
