"""The figure for rescoring is taken from real work: everybody is credited, then nobody has points, and every phone hears of both."""

from __future__ import annotations

from quizserver.bench.rescore import TARGET_MS, Rescored, rescore


def test_every_phone_is_told_of_both_changes() -> None:
    found = rescore(players=40)
    assert found.told == 80
    assert found.void_ms > 0
    assert found.accept_ms > 0
    assert found.counts_ms > 0


def test_a_missed_target_is_said() -> None:
    assert Rescored(5, TARGET_MS, 1.0, 0.1, 10).line().splitlines()[0].endswith("ok")
    assert Rescored(5, TARGET_MS + 1, 1.0, 0.1, 10).line().splitlines()[0].endswith("MISSED")
