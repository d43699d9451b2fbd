from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import time

import pytest

from quizserver.bench.command import measure_hall
from quizserver.core.facts import Json

pytestmark = pytest.mark.server

PLAYERS = 8


def check(hall: Json) -> None:
    assert (hall["wrong"], hall["joined"]) == ([], PLAYERS)
    for item in hall["items"]:
        answered = [step for step in item["steps"] if step["asked"]]
        assert answered
        assert all(step["acked"] == step["counted"] == PLAYERS for step in answered)
        assert item["results"] == PLAYERS
        if item["most_messages"] is not None:
            assert item["messages"] <= item["most_messages"]


def test_the_command_plays_a_small_hall_through_and_every_answer_counts() -> None:
    command = [sys.executable, "-m", "quizserver", "bench", "--players", str(PLAYERS), "--rounds", "1", "--json"]
    run = subprocess.run([*command, "--async-mode", "eventlet"], capture_output=True, text=True, timeout=250)

    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert len(found["halls"]) == 2
    for hall in found["halls"]:
        check(hall)
    assert found["imported"]
    assert found["reported"]


def test_so_does_the_other_server() -> None:
    check(dataclasses.asdict(measure_hall(PLAYERS, "gevent", 1, "id", time.monotonic() + 250)))
