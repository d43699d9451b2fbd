"""Work that would starve the hub, done in a child process: `sys.executable -m quizserver <command>`, with bounds of time and memory.

Whatever may use more than 20 ms of CPU goes through `run`; a thread would not help, it shares the interpreter. It works in a green
thread of either server and in a plain one: the child's streams are files and its end is polled, so nothing here can block the others.
Input and output touch the disk for a moment: what must never do that does not belong here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from typing import IO

from quizserver.errors import Rejected, Unavailable

POLL_SECONDS = 0.02
LONGEST = 60.0
MEGABYTES = 600
"""Address space, not memory in use: a Python with SQLAlchemy and fpdf2 maps about 250."""

MOST_SAID = 500
LIMITS = "QUIZSERVER_CHILD"
"""Environment variable that tells a child its bounds; `live_within` takes it."""

EXIT_BAD_INPUT = 2
NICENESS = 5
"""The hall comes first, but somebody waits for the child too."""


def run(
    command: Sequence[str],
    sleep: Callable[[float], None],
    *,
    stdin: bytes = b"",
    seconds: float = LONGEST,
    megabytes: int = MEGABYTES,
) -> bytes:
    """What `quizserver <command>` printed. `sleep` is serving.sleep in a server, time.sleep elsewhere.

    Raises Rejected: `child/refused` with the sentence the command gave; Unavailable: `child/too_long` or `child/failed`.
    """
    working = steps(command, sleep, stdin=stdin, seconds=seconds, megabytes=megabytes)
    while True:
        try:
            next(working)
        except StopIteration as end:
            return bytes(end.value)


def steps(
    command: Sequence[str], sleep: Callable[[float], None], *, stdin: bytes, seconds: float, megabytes: int
) -> Generator[None, None, bytes]:
    """The same with a say every POLL_SECONDS: who shows progress goes on with it, who closes it ends the child."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        given.write(stdin)
        given.seek(0)
        code = yield from _wait(_start(command, given, said, complained, seconds, megabytes), sleep, seconds)
        if code is None:
            raise Unavailable("child/too_long", retry=True)
        if code == EXIT_BAD_INPUT:
            raise Rejected("child/refused", said=_read(complained).decode("utf-8", "replace").strip()[:MOST_SAID])
        if code != 0:
            raise Unavailable("child/failed", retry=True)
        return _read(said)


def live_within(limits: str) -> None:
    """Called first in a child: bounds its memory and CPU where the system can, and lets the server go first."""
    if sys.platform == "win32":
        return
    import resource

    megabytes, seconds = map(int, limits.split(","))
    for what, most in ((resource.RLIMIT_AS, megabytes * 1024 * 1024), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    os.nice(NICENESS)


def _start(
    command: Sequence[str], given: IO[bytes], said: IO[bytes], complained: IO[bytes], seconds: float, megabytes: int
) -> subprocess.Popen[bytes]:
    bounds = {LIMITS: f"{megabytes},{int(seconds) + 1}", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    quiet = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "quizserver", *command],
            stdin=given,
            stdout=said,
            stderr=complained,
            env=os.environ | bounds,
            creationflags=quiet,
        )
    except OSError as error:
        raise Unavailable("child/failed", retry=True) from error


def _wait(started: subprocess.Popen[bytes], sleep: Callable[[float], None], seconds: float) -> Generator[None, None, int | None]:
    """The exit code; None when it had to be ended."""
    until = time.monotonic() + seconds
    try:
        while (code := started.poll()) is None and time.monotonic() < until:
            sleep(POLL_SECONDS)
            yield
        return code
    finally:
        # Also when the one who waits is ended: nobody would ever ask for this child again.
        while started.poll() is None:
            started.kill()
            sleep(POLL_SECONDS)


def _read(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    return stream.read()
