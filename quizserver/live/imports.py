"""Reads a file of another tool in a child process (`quizserver bank read`): it may be hostile, and a hall may be playing meanwhile.

What the file becomes is decided by banks/importing.py, inside the child. Nothing is written here.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
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

    Raises Unavailable: `child/refused` with the reason, `import/too_heavy` when the child came to its bounds.
    """
    with tempfile.TemporaryDirectory() as folder:
        seen = Path(folder) / "done"

        def nap(seconds: float) -> None:
            sleep(seconds)
            if progress and seen.exists() and (done := seen.read_text("utf-8")).isdecimal():
                progress(int(done))

        command = ["bank", "read", "--name", name, "--lang", lang, "--progress", str(seen)]
        try:
            said = child.run(command, nap, stdin=content, seconds=SECONDS, megabytes=MEGABYTES)
        except Unavailable as error:
            if error.code == "child/refused":
                raise
            raise Unavailable("import/too_heavy") from error
    told: Json = json.loads(said)
    return told
