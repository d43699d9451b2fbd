from __future__ import annotations

import sqlite3
from pathlib import Path

from quizserver import rounds
from quizserver.bench.figures import HallFigures, ItemFigures, StepFigures, times
from quizserver.bench.fixture import plays, reference
from quizserver.bench.server import fsync_ms, wal_commits
from quizserver.bench.table import table


def test_the_reference_item_has_the_lengths_of_the_budget() -> None:
    item = reference("reference-1")

    assert len(item["text"]["id"]) == 60
    assert [len(option["text"]["id"]) for option in item["options"]] == [20, 20, 20, 20]
    assert len(item["explanation"]["id"]) == 200


def test_every_item_of_the_bench_is_a_valid_question() -> None:
    for play in plays(2):
        rounds.discover()[play.question["type"]].Question.model_validate(play.question)


def test_commits_are_counted_from_the_write_ahead_log(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "some.sqlite3", isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE t (n)")
        salt, before = wal_commits(tmp_path / "some.sqlite3-wal")
        for n in range(3):
            database.execute("BEGIN")
            database.executemany("INSERT INTO t VALUES (?)", [(n,), (n,)])
            database.execute("COMMIT")
        assert wal_commits(tmp_path / "some.sqlite3-wal") == (salt, before + 3)
    finally:
        database.close()
    assert wal_commits(tmp_path / "none") == (b"", 0)


def test_times_are_ordered_and_in_milliseconds() -> None:
    found = times([n / 1_000 for n in range(100, 0, -1)])

    assert found is not None
    assert (found.first, found.p50, found.p99, found.last) == (1.0, 50.0, 99.0, 100.0)
    assert times([]) is None


def test_the_disk_is_measured(tmp_path: Path) -> None:
    assert fsync_ms(tmp_path, times=2) > 0


def test_what_is_wrong_stands_in_the_table() -> None:
    item = ItemFigures("choice", 5, 1_500, steps=[StepFigures("answer", asked=2, counted=1)], wall=1.0)
    hall = HallFigures(2, joined=1, items=[item])
    hall.wrong.append("1 of 2 phones did not join")
    printed = table(hall, hall, "eventlet", "id")

    assert "WRONG: 1 of 2 phones did not join" in printed
    assert "= 2 MISSED" in printed
