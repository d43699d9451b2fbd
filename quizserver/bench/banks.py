"""How long staff wait for a bank with 2,000 items: its list, a save, the check of all banks, a spreadsheet of it. In this process.

The items are those of the shipped quiz, again and again, each with a text of its own: no two are read as one.
"""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizserver.banks.check import run_check
from quizserver.banks.drafting import content_of
from quizserver.banks.exporting import export
from quizserver.banks.files import parse_entry, read
from quizserver.banks.formats import writers
from quizserver.banks.programmes import Shelf
from quizserver.cli import Here
from quizserver.live.editing import Editing, Person
from quizserver.live.listing import Listing
from quizserver.settings import shipped
from quizserver.store.history import History
from quizserver.store.library import Library

ITEMS = 2_000
SAVES = 5
BANK = "kuis-peksos"
LIST_MS, SAVE_MS, CHECK_MS = 300.0, 150.0, 2_000.0


@dataclass(frozen=True, slots=True)
class BankFigures:
    """Milliseconds of CPU: other programs must not count.

    `first_ms` is the first list after a start, `list_ms` every later one, `save_ms` the slowest of a few.
    """

    items: int
    check_ms: float
    first_ms: float
    list_ms: float
    save_ms: float
    export_ms: float

    def line(self) -> str:
        def told(ms: float, most: float) -> str:
            return f"{ms:,.0f} ms (≤ {most:,.0f} {'ok' if ms <= most else 'MISSED'})"

        return (
            f"A bank of {self.items:,} items, CPU: list in {told(self.list_ms, LIST_MS)}, {self.first_ms:,.0f} ms once after a start; "
            f"save in {told(self.save_ms, SAVE_MS)}; check of all banks in {told(self.check_ms, CHECK_MS)}; "
            f"export as a spreadsheet in {self.export_ms:,.0f} ms."
        )


def measure(items: int = ITEMS) -> BankFigures:
    with tempfile.TemporaryDirectory(prefix="quizserver-bench-") as name:
        folder = Path(name) / "banks"
        folder.mkdir()
        (folder / f"{BANK}.yaml").write_text(_large(items), "utf-8")
        with contextlib.redirect_stdout(io.StringIO()):
            check_ms = _timed(lambda: run_check([folder], "id"))
        parse_entry.cache_clear()
        editing = Editing(folder, Shelf(folder), History(Library(Path(name) / "library.sqlite3", Here())), {}, lambda: None, time.time)
        listing = Listing(editing)
        first_ms, list_ms = (_timed(lambda: listing.bank(BANK, "id")) for _ in range(2))
        save_ms = max(_save(editing, listing, n) for n in range(SAVES))
        document = read(folder / f"{BANK}.yaml")[0]
        assert document is not None
        rows = document.value["items"]
        export_ms = _timed(lambda: export(writers()["ours_xlsx"], {"id": BANK}, rows, "id"))
        return BankFigures(items, check_ms, first_ms, list_ms, save_ms, export_ms)


def _save(editing: Editing, listing: Listing, number: int) -> float:
    row = listing.bank(BANK, "id")["items"][number * 7]
    seen = listing.item(BANK, row["id"], "bench")
    item: dict[str, Any] = content_of(seen["item"]) | {"level": "hard"}
    return _timed(lambda: editing.set_item(BANK, row["id"], item, seen["version"], Person("bench", "Bench", "id")))


def _large(items: int) -> str:
    head, body = (shipped("question_banks") / f"{BANK}.yaml").read_text("utf-8").split("items:\n", 1)
    entries = [entry for entry in re.split(r"(?m)^(?=  - id: )", body) if entry.startswith("  - id: ")]
    numbered = (re.sub(r"- id: (\S+)", rf"- id: \1-{n}", entries[n % len(entries)], count=1) for n in range(items))
    return head + "items:\n" + "".join(entry.rstrip() + "\n\n" for entry in numbered)


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return 1_000 * (time.process_time() - began)
