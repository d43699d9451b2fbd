"""Files that staff bring: read, compared with a bank and saved into it, each by a child process (cli/imports.py). Nothing is kept
between these steps: what was read is the browser's until it is saved, so there is nothing here to forget or to mix up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator

from quizserver.core.facts import Json
from quizserver.live import child, imports
from quizserver.live.editing import Editing, Person

MOST_AT_ONCE = 2
"""Files that are read at a time: two cores, and a hall may be playing. Others wait their turn."""


class Bringing:
    """`sleep` lets the others work."""

    def __init__(self, editing: Editing, sleep: Callable[[float], None]) -> None:
        self._editing = editing
        self._sleep = sleep
        self._reading = 0

    def read(self, name: str, content: bytes, lang: str) -> Generator[int, None, bytes]:
        """How many entries are done, again and again (-1: waits for its turn), and at the end the JSON of importing.Imported.told.

        Closing it ends the child. Raises as imports.steps does.
        """
        while self._reading >= MOST_AT_ONCE:
            self._sleep(child.POLL_SECONDS)
            yield -1
        self._reading += 1
        try:
            return (yield from imports.steps(name, content, lang, self._sleep))
        finally:
            self._reading -= 1

    def compare(self, bank: str | None, asked: bytes, lang: str) -> bytes:
        """The JSON of merging.compared for the JSON that the page sent; with None the likely bank is looked for. Raises QuizError."""
        if bank:
            self._editing.path("banks", bank)
        chosen = ["--bank", bank] if bank is not None else []
        return self._run("compare", asked, lang, *chosen)

    def save(self, bank: str, asked: bytes, who: Person) -> Json:
        """Does what merging.merged says, as one save of the bank, "": a new one. `{bank, added, changed, deleted}`. Raises QuizError."""
        if bank:
            self._editing.path("banks", bank)
        head, _, content = self._run("merge", asked, who.lang, "--bank", bank).partition(b"\n")
        merged: Json = json.loads(head)
        if bank:
            self._editing.refuse_if_used(bank, merged["deleted"])
        if merged["items"]:
            self._editing.put(f"{merged['bank']}.yaml", content, merged["seen"], "imported", merged["items"], merged["kept"], who)
        return {"bank": merged["bank"], **merged["counts"]}

    def _run(self, command: str, asked: bytes, lang: str, *more: str) -> bytes:
        whole = ["bank", command, "--banks", str(self._editing.folder), "--lang", lang, *more]
        return child.run(whole, self._sleep, stdin=asked, megabytes=imports.MEGABYTES)

