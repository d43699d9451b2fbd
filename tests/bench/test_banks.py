from __future__ import annotations

import dataclasses

from quizserver.bench.banks import measure


def test_a_bank_is_made_listed_checked_and_saved() -> None:
    figures = measure(items=40)
    assert min(figures.check_ms, figures.first_ms, figures.list_ms, figures.save_ms) > 0
    assert "MISSED" in dataclasses.replace(figures, save_ms=151.0).line()
