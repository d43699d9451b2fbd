"""The laptop of the tests: a real server process that can be started, killed and started again on the same folder and port."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from quizserver.settings import shipped

HOST = "kuis.test"
"""A name that the browser maps to loopback: unlike localhost it is no secure context, as in the hall."""

LINK = re.compile(r"http://127\.0\.0\.1:\d+(/start/\S+)")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Laptop:
    """`url` for the browser, `local` for plain clients; `output` is everything the server printed."""

    def __init__(self, folder: Path, *options: str, banks: Path | None = None, async_mode: str = "auto", port: int = 0) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.url = f"http://{HOST}:{self.port}"
        self.local = f"http://127.0.0.1:{self.port}"
        self.log = folder / "output.txt"
        self._command = [sys.executable, "-m", "quizserver", "run", "--no-browser", "--host", "127.0.0.1"]
        self._command += ["--port", str(self.port), "--data", str(folder / "data"), "--lang", "id"]
        self._command += ["--banks", str(banks or shipped("question_banks")), "--async-mode", async_mode, *options]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def output(self) -> str:
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    def start(self) -> str:
        """Starts the server and returns the path of a fresh one-time link."""
        before = len(self.output)
        with self.log.open("ab") as sink:
            self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT)
        for _ in range(600):
            time.sleep(0.05)
            found = LINK.search(self.output[before:])
            if found and self._listens():
                return found.group(1)
            assert self._process.poll() is None, f"the server ended: {self.output}"
        raise AssertionError(f"the server printed no link: {self.output}")

    def kill(self) -> None:
        """As a power cut does it: no chance to tidy up."""
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(10)

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=0.2).close()
        except OSError:
            return False
        return True


def chromium() -> str:
    """The browser of the system; `make test` installs it."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), "")
    assert found, "no Chromium found; run `make test`, which installs it, or set CHROMIUM"
    return found
