"""A child process works beside the server: under both hubs and without one, bounded, and with a sentence when it fails."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quizserver.errors import Rejected, Unavailable
from quizserver.live import child
from quizserver.settings import shipped

MODES = ("eventlet", "gevent")

IN_A_SERVER = """
import sys
from quizserver import serving
serving.patch(sys.argv[1])
import time
from quizserver.live import child
gaps, over = [], []
def tick():
    last = time.monotonic()
    while not over:
        serving.sleep(0.005)
        now = time.monotonic()
        gaps.append(now - last)
        last = now
serving.spawn(tick)
serving.sleep(0.05)
began = time.monotonic()
said = child.run(["bank", "check", "--lang", "en", sys.argv[2]], serving.sleep)
took = time.monotonic() - began
over.append(True)
print(took, max(gaps), len(gaps), len(said))
"""


def test_a_command_says_what_it_prints(tmp_path: Path) -> None:
    assert child.run(["--version"], time.sleep).startswith(b"python -m quizserver, version")


def test_a_refusal_of_the_command_is_passed_on_as_its_sentence(tmp_path: Path) -> None:
    not_a_folder = tmp_path / "file"
    not_a_folder.write_text("")
    with pytest.raises(Rejected) as refused:
        child.run(["link", "--data", str(not_a_folder), "--lang", "en"], time.sleep)
    assert refused.value.code == "child/refused"
    assert str(not_a_folder) in str(refused.value.values["said"])


def test_a_command_that_fails_or_takes_too_long_is_ended_and_says_so() -> None:
    with pytest.raises(Unavailable) as failed:
        child.run(["bank", "check", "/no/such/file"], time.sleep)
    assert failed.value.code == "child/failed"
    began = time.monotonic()
    with pytest.raises(Unavailable) as late:
        child.run(["bank", "check", str(shipped("question_banks"))], time.sleep, seconds=0.1)
    assert late.value.code == "child/too_long"
    assert time.monotonic() - began < 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_child_that_wants_too_much_memory_fails_alone() -> None:
    greedy = "from quizserver.live.child import live_within; live_within('300,60'); bytearray(900_000_000)"
    ended = subprocess.run([sys.executable, "-c", greedy], capture_output=True, timeout=60, check=False)
    assert b"MemoryError" in ended.stderr
    with pytest.raises(Unavailable) as failed:
        child.run(["bank", "check", str(shipped("question_banks"))], time.sleep, megabytes=40)
    assert failed.value.code == "child/failed"


@pytest.mark.server
@pytest.mark.parametrize("mode", MODES)
def test_green_threads_go_on_while_a_child_works(mode: str) -> None:
    command = [sys.executable, "-W", "ignore", "-c", IN_A_SERVER, mode, str(shipped("question_banks"))]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False, env=os.environ | {"PYTHONPATH": "."})
    assert ended.returncode == 0, ended.stderr
    took, longest, ticks, _ = map(float, ended.stdout.split())
    assert took > 0.3, "the child did something"
    assert ticks > 20
    assert longest < took / 2, "the hub stood still while the child worked"
