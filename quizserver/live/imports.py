"""Reads a file of another tool in a child process (`quizserver bank read`): it may be hostile, and a hall may be playing meanwhile.

What the file becomes is decided by banks/importing.py, inside the child. Nothing is written here.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path

from quizserver.core.facts import Json
from quizserver.errors import Unavailable
from quizserver.live import child

SECONDS = 60.0
MEGABYTES = 1_000
"""Address space; a workbook of 20 MB needs about 600."""


def read(
    name: str, content: bytes, lang: str, sleep: Callable[[float], None], progress: Callable[[int], None] | None = None
) -> Json:
    """What the file becomes (importing.Imported.told), read by a child. `progress` is told now and then how many entries are done.

    Raises as `steps` does.
    """
    working = steps(name, content, lang, sleep)
    while True:
        try:
            done = next(working)
        except StopIteration as end:
            told: Json = json.loads(end.value)
            return told
        if progress and done:
            progress(done)


def steps(name: str, content: bytes, lang: str, sleep: Callable[[float], None]) -> Generator[int, None, bytes]:
    """How many entries are done so far, again and again, and at the end `told` as JSON. Closing it ends the child.

    Raises Rejected: `child/refused` with the reason; Unavailable: `import/too_heavy` when the child came to its bounds.
    """
    with tempfile.TemporaryDirectory() as folder:
        seen = Path(folder) / "done"
        command = ["bank", "read", "--name", name, "--lang", lang, "--progress", str(seen)]
        working = child.steps(command, sleep, stdin=content, seconds=SECONDS, megabytes=MEGABYTES)
        try:
            while True:
                next(working)
                done = seen.read_text("utf-8") if seen.exists() else ""
                yield int(done) if done.isdecimal() else 0
        except StopIteration as end:
            return bytes(end.value)
        except Unavailable as error:
            raise Unavailable("import/too_heavy") from error
        finally:
            working.close()
