"""How long the report on a large visit takes, and what a running hall notices of it: the same answers are timed without and with it."""

from __future__ import annotations

import asyncio
import http.client
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from quizserver.bench.beside import PATIENCE, Beside, compare, hall
from quizserver.bench.browser import use_link
from quizserver.bench.fixture import plays, reference, write
from quizserver.bench.server import FreshServer, NotMeasured, fresh_server
from quizserver.cli import Here
from quizserver.core import facts as f
from quizserver.core.facts import Entry
from quizserver.store.journal import SqlJournal

STUDENTS, ITEMS = 320, 60
PHONES = 40
TARGET_SECONDS = 8.0


def measure(async_mode: str, lang: str) -> Beside:
    """On a server of its own. Raises NotMeasured, Lost, Refused."""
    with tempfile.TemporaryDirectory(prefix="quizserver-bench-") as name:
        folder = Path(name)
        write(folder / "banks", plays(1))
        with fresh_server(folder / "visit", folder / "banks", async_mode, lang) as server:
            _write_visit(server.folder / "journal.sqlite3")
            return asyncio.run(_measure(server, lang))


def _write_visit(path: Path) -> None:
    failed: list[object] = []
    SqlJournal(path, Here()).append("bench", list(_visit()), lambda error: failed.append(error))
    if failed != [None]:
        raise NotMeasured(f"the visit to report on could not be written: {failed}")


def _visit() -> Iterator[Entry]:
    """A closed visit in which everybody answered everything."""
    text = {"id": "Bench", "en": "Bench"}
    items = [
        {"bank": "bench", "id": f"i{n}", "type": "choice", "section": 0, "title": text, "intro": text, "question": reference(f"i{n}")}
        for n in range(ITEMS)
    ]
    facts: list[tuple[str, f.Fact]] = [("screen", f.RoomOpened("BNCH", text, "id", "tiebreak", 1, items))]
    facts += [("phone", f.PlayerJoined(f"p{n}", f"{n:064x}", f"Elang {n}", 1)) for n in range(STUDENTS)]
    for number in range(1, ITEMS + 1):
        facts.append(("screen", f.RoundOpened(number)))
        facts += [(f"p{n}", f.Answered(f"p{n}", {"picks": [n % 4]}, 2.0, True)) for n in range(STUDENTS)]
        facts.append(("screen", f.RoundClosed(reopens=True)))
    facts.append(("screen", f.RoomClosed()))
    now = time.time()
    for seq, (actor, fact) in enumerate(facts, start=1):
        yield Entry(seq, float(seq), now, actor, "", fact)


async def _measure(server: FreshServer, lang: str) -> Beside:
    async with AsyncExitStack() as stack:
        cookie = await asyncio.to_thread(use_link, server.link)
        phones = await hall(server, PHONES, lang, cookie, stack)
        what = f"Report on {STUDENTS} players and {ITEMS} items"
        return await compare(phones, what, TARGET_SECONDS, partial(_fetch, server.url, cookie))


def _fetch(url: str, cookie: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    try:
        connection.request("POST", "/desk/visits/1/pdf", headers={"Cookie": cookie, "Content-Length": "0"})
        reply = connection.getresponse()
        if reply.status != 200 or not reply.read().startswith(b"%PDF"):
            raise NotMeasured(f"the report was refused with HTTP {reply.status}")
    finally:
        connection.close()
