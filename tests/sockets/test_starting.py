"""What is wrong at the start is said in one line, with what would be right, and exit code 2. Nothing starts halfway."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from quizserver.settings import shipped
from tests.server import MODES, Hall

pytestmark = pytest.mark.server


class Attempt:
    """`quizserver run` that is expected to give up. `said` is all it printed."""

    def __init__(self, folder: Path, mode: str, *options: str, ulimit: int = 0) -> None:
        options = ("--data", str(folder / "data"), "--banks", str(shipped("question_banks")), "--port", str(free_port()), *options)
        command = [sys.executable, "-m", "quizserver", "run", "--no-browser", "--lang", "en", "--async-mode", mode, *options]
        if ulimit:
            command = ["sh", "-c", f'ulimit -n {ulimit} && exec "$@"', "sh", *command]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
        self.code, self.said = done.returncode, (done.stdout + done.stderr).strip()

    def gives_up_with(self, *words: str) -> None:
        assert self.code == 2, self.said
        assert len(self.said.splitlines()) == 1, self.said
        for word in words:
            assert word in self.said


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_second_server_stays_away_from_the_folder_of_the_first(tmp_path: Path, mode: str) -> None:
    with Hall(tmp_path, mode) as hall:
        Attempt(tmp_path, mode).gives_up_with(str(tmp_path / "data"), "--data")
        Attempt(tmp_path / "other", mode, "--port", str(hall.port)).gives_up_with(str(hall.port), "--port")
        assert hall.is_well()
    Attempt(tmp_path, mode, "--banks", str(tmp_path / "none")).gives_up_with("--banks"), "the folder is free again"


def test_a_folder_that_cannot_be_written(tmp_path: Path, mode: str) -> None:
    (tmp_path / "file").write_text("not a folder")
    for folder in (tmp_path / "file", tmp_path / "file" / "data", Path("/proc/quizserver")):
        Attempt(tmp_path, mode, "--data", str(folder)).gives_up_with(str(folder), "--data")


def test_a_folder_without_banks(tmp_path: Path, mode: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("not a folder")
    for name in ("missing", "empty", "file"):
        Attempt(tmp_path, mode, "--banks", str(tmp_path / name)).gives_up_with(str(tmp_path / name), "--banks")


def test_a_folder_with_broken_banks_names_file_and_line(tmp_path: Path, mode: str) -> None:
    banks = tmp_path / "banks"
    banks.mkdir()
    (banks / "program-uji.yaml").write_text("format: 1\nkind: programme\nid: uji\ntitle: [\n")
    Attempt(tmp_path, mode, "--banks", str(banks)).gives_up_with("program-uji.yaml:4")


def test_too_few_open_files(tmp_path: Path, mode: str) -> None:
    Attempt(tmp_path, mode, ulimit=512).gives_up_with("512", "ulimit -n 65536")


def test_an_address_that_is_not_this_laptops(tmp_path: Path, mode: str) -> None:
    Attempt(tmp_path, mode, "--host", "192.0.2.77").gives_up_with("192.0.2.77", "--host")


@pytest.mark.parametrize("name", ["journal.sqlite3", "library.sqlite3"])
def test_a_data_file_that_is_damaged(tmp_path: Path, mode: str, name: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_bytes(b"coffee" * 2_000)
    Attempt(tmp_path, mode).gives_up_with()
    assert (tmp_path / "data" / name).read_bytes() == b"coffee" * 2_000, "it may still be mended"


@pytest.mark.parametrize("option", [("--port", "0"), ("--port", "70000"), ("--lang", "xx"), ("--async-mode", "threads"), ("--nonsense",)])
def test_a_wrong_option_is_named(tmp_path: Path, option: tuple[str, ...]) -> None:
    attempt = Attempt(tmp_path, "auto", *option)
    assert attempt.code == 2
    assert option[0] in attempt.said
    assert "Traceback" not in attempt.said
