"""How long the report on a large visit takes, and what a running hall notices of it: the same answers are timed without and with it."""

from __future__ import annotations

import asyncio
import http.client
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from quizserver.bench.beside import BEFORE, PATIENCE, answer, hall, middle_and_worst
from quizserver.bench.browser import use_link
from quizserver.bench.fixture import plays, reference, write
from quizserver.bench.server import FreshServer, NotMeasured, fresh_server
from quizserver.cli import Here
from quizserver.core import facts as f
from quizserver.core.facts import Entry
from quizserver.store.journal import SqlJournal

STUDENTS, ITEMS = 320, 60
PHONES = 40
TARGET_SECONDS, TARGET_DELAY_MS = 8.0, 50.0


@dataclass(frozen=True, slots=True)
class Reported:
    """Milliseconds of an answer to its durable ack: in the middle and at the worst, without and with a report under way."""

    seconds: float
    quiet_p50: float
    quiet_worst: float
    busy_p50: float
    busy_worst: float

    @property
    def delay_ms(self) -> float:
        return max(0.0, self.busy_worst - self.quiet_worst)

    def line(self) -> str:
        is_ok = self.seconds <= TARGET_SECONDS and self.delay_ms <= TARGET_DELAY_MS
        return (
            f"Report on {STUDENTS} players and {ITEMS} items: {self.seconds:.1f} s.  ≤ {TARGET_SECONDS:.0f}   "
            f"Acks of {PHONES} answering phones meanwhile: {self.busy_p50:.0f} ms, worst {self.busy_worst:.0f}; "
            f"without it {self.quiet_p50:.0f}, worst {self.quiet_worst:.0f}.  ≤ +{TARGET_DELAY_MS:.0f} {'ok' if is_ok else 'MISSED'}"
        )


def measure(async_mode: str, lang: str) -> Reported:
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


async def _measure(server: FreshServer, lang: str) -> Reported:
    async with AsyncExitStack() as stack:
        cookie = await asyncio.to_thread(use_link, server.link)
        phones = await hall(server, PHONES, lang, cookie, stack)
        quiet, busy = list[float](), list[float]()
        await answer(phones, quiet, asyncio.create_task(asyncio.sleep(BEFORE)))
        began = time.perf_counter()
        report = asyncio.create_task(asyncio.to_thread(_fetch, server.url, cookie))
        report.add_done_callback(lambda _: took.append(time.perf_counter() - began))
        took: list[float] = []
        await answer(phones, busy, report)
        report.result()
    return Reported(took[0], *middle_and_worst(quiet), *middle_and_worst(busy))


def _fetch(url: str, cookie: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    try:
        connection.request("POST", "/desk/visits/1/pdf", headers={"Cookie": cookie, "Content-Length": "0"})
        reply = connection.getresponse()
        if reply.status != 200 or not reply.read().startswith(b"%PDF"):
            raise NotMeasured(f"the report was refused with HTTP {reply.status}")
    finally:
        connection.close()
