"""A server process of the bench's own: started fresh on loopback, watched through /proc where there is one, always ended."""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 40.0
STOP_SECONDS = 5.0
LINK = re.compile(r"http://127\.0\.0\.1:\d+/start/\S+")


class NotMeasured(Exception):
    """The bench could not go on; says why."""


@dataclass(frozen=True, slots=True)
class FreshServer:
    """`link` lets one browser in. Figures are None where this system does not tell them."""

    pid: int
    url: str
    link: str
    folder: Path

    def cpu_seconds(self) -> float | None:
        """CPU used so far, all threads; to the nanosecond where Linux counts so, else in clock ticks."""
        tasks = Path(f"/proc/{self.pid}/task")
        try:
            return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9
        except (OSError, IndexError, ValueError):
            pass
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except (OSError, IndexError, ValueError, AttributeError):
            return None

    def memory_mb(self, field: str) -> float | None:
        """`VmRSS` (now) or `VmHWM` (most so far) in MB of a million bytes."""
        try:
            lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
            return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:")) * 1024 / 1e6
        except (OSError, StopIteration):
            return None

    def commits(self) -> tuple[bytes, int]:
        """Commits in the journal's write-ahead log, and its salt: another salt means that SQLite began the log anew."""
        return wal_commits(self.folder / "journal.sqlite3-wal")


@contextmanager
def fresh_server(folder: Path, banks: Path, async_mode: str, lang: str) -> Iterator[FreshServer]:
    """Runs `quizserver run` on loopback with its data in `folder`, and ends it. Raises NotMeasured when it does not start."""
    folder.mkdir(parents=True)
    port = free_port()
    output = folder / "output.txt"
    command = [sys.executable, "-m", "quizserver", "run", "--no-browser", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--data", str(folder), "--banks", str(banks), "--async-mode", async_mode, "--lang", lang]
    with output.open("wb") as sink:
        started = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT)
    try:
        yield FreshServer(started.pid, f"http://127.0.0.1:{port}", _wait_for_link(started, output), folder)
    finally:
        started.terminate()
        try:
            started.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def _wait_for_link(started: subprocess.Popen[bytes], output: Path) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        said = output.read_text("utf-8", "replace")
        if found := LINK.search(said):
            _wait_for_port(found.group())
            return found.group()
        if started.poll() is not None:
            raise NotMeasured(f"the server ended with code {started.returncode} before it listened:\n{said.strip()}")
        time.sleep(0.05)
    raise NotMeasured(f"the server printed no link within {START_SECONDS:.0f} s")


def _wait_for_port(link: str) -> None:
    """The link is printed just before the first connection is taken; this makes sure that the server is at rest then."""
    port = int(link.split(":")[2].split("/")[0])
    with socket.create_connection(("127.0.0.1", port), timeout=STOP_SECONDS):
        time.sleep(0.3)


def busy_seconds() -> float | None:
    """CPU that all programs of this machine have used so far, time taken by other virtual machines included; None if nobody tells."""
    try:
        user, nice, system, _idle, _iowait, *interrupts = Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
        return sum(map(int, (user, nice, system, *interrupts))) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError, AttributeError):
        return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wal_commits(log: Path) -> tuple[bytes, int]:
    """Counts the frames that end a transaction in a SQLite write-ahead log (sqlite.org/fileformat2.html, "The WAL file")."""
    try:
        content = log.read_bytes()
    except OSError:
        return b"", 0
    frame = 24 + int.from_bytes(content[8:12], "big")
    salt = content[16:24]
    commits = 0
    for start in range(32, len(content) - frame + 1, frame):
        if content[start + 8 : start + 16] != salt:
            break  # left over from before the log began anew
        commits += content[start + 4 : start + 8] != b"\0\0\0\0"
    return salt, commits


def fsync_ms(folder: Path, times: int = 20) -> float:
    """Median time to write 4 kB and have them on the disk that holds `folder`, in ms."""
    taken = []
    with (folder / "fsync-probe").open("wb", buffering=0) as probe:
        for _ in range(times):
            began = time.perf_counter()
            probe.write(os.urandom(4_096))
            os.fsync(probe.fileno())
            taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1_000
