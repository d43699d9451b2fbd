from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.server

PLAYERS = 8


@pytest.mark.parametrize("async_mode", ["eventlet", "gevent"])
def test_a_small_hall_is_played_through_and_every_answer_counts(async_mode: str) -> None:
    command = [sys.executable, "-m", "quizserver", "bench", "--players", str(PLAYERS), "--rounds", "1", "--json"]
    run = subprocess.run([*command, "--async-mode", async_mode], capture_output=True, text=True, timeout=100)

    assert run.returncode == 0, run.stderr
    halls = json.loads(run.stdout)["halls"]
    assert [hall["wrong"] for hall in halls] == [[], []]
    assert [hall["joined"] for hall in halls] == [PLAYERS, PLAYERS]
    for item in [item for hall in halls for item in hall["items"]]:
        answered = [step for step in item["steps"] if step["asked"]]
        assert answered
        assert all(step["acked"] == step["counted"] == PLAYERS for step in answered)
        assert item["results"] == PLAYERS
        if item["most_messages"] is not None:
            assert item["messages"] <= item["most_messages"]
