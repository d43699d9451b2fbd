"""A hall whose answers are timed while the server has something else to do: what it notices is the difference to before."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from quizserver.bench.fixture import PROGRAMME
from quizserver.bench.server import FreshServer
from quizserver.bench.wire import Phone, hex_token, phone_auth, wall_auth

PAUSE = 0.25
BEFORE = 5.0
PATIENCE = 60.0
TARGET_DELAY_MS = 50.0


@dataclass(frozen=True, slots=True)
class Beside:
    """`seconds` that `what` took beside a hall of `phones`; milliseconds of an answer to its durable ack, without it and meanwhile."""

    what: str
    seconds: float
    target_seconds: float
    phones: int
    quiet_p50: float
    quiet_worst: float
    busy_p50: float
    busy_worst: float

    def line(self) -> str:
        delay = max(0.0, self.busy_worst - self.quiet_worst)
        is_ok = self.seconds <= self.target_seconds and delay <= TARGET_DELAY_MS
        return (
            f"{self.what}: {self.seconds:.1f} s.  ≤ {self.target_seconds:.0f}   "
            f"Acks of {self.phones} answering phones meanwhile: {self.busy_p50:.0f} ms, worst {self.busy_worst:.0f}; "
            f"without it {self.quiet_p50:.0f}, worst {self.quiet_worst:.0f}.  ≤ +{TARGET_DELAY_MS:.0f} {'ok' if is_ok else 'MISSED'}"
        )


async def hall(server: FreshServer, count: int, lang: str, cookie: str, stack: AsyncExitStack) -> list[Phone]:
    """Phones with a question open before them."""
    screen = await stack.enter_async_context(Phone.connect(server.url, "/screen", wall_auth(lang), cookie))
    await screen.event("view", PATIENCE, lambda view: view["phase"] == "setup")
    await screen.verb("open_room", {"programme": PROGRAMME, "mode": "tiebreak", "lang": lang}, PATIENCE)
    phones = []
    for _ in range(count):
        phone = await stack.enter_async_context(Phone.connect(server.url, "/phone", phone_auth(hex_token(), lang)))
        await phone.verb("join", {"weight": 1}, PATIENCE)
        phones.append(phone)
    while screen.newest["view"].data["phase"] != "open":
        seen = screen.newest["view"].data["v"]
        await screen.verb("advance", {"step": screen.newest["view"].data["next"]["step"], "confirmed": True}, PATIENCE)
        await screen.event("view", PATIENCE, lambda view, seen=seen: view["v"] > seen)  # type: ignore[misc]
    return phones


async def answer(phones: list[Phone], waits: list[float], until: asyncio.Task[Any]) -> None:
    """Every phone changes its mind again and again until that is done."""

    async def go_on(phone: Phone, n: int) -> None:
        await asyncio.sleep(PAUSE * n / len(phones))
        while not until.done():
            n += 1
            began = time.perf_counter()
            await phone.verb("answer", {"round": 1, "step": "answer", "payload": {"picks": [n % 4]}, "took": 1.0}, PATIENCE)
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(PAUSE)

    await asyncio.gather(*(go_on(phone, n) for n, phone in enumerate(phones)))


async def compare(phones: list[Phone], what: str, target_seconds: float, work: Callable[[], object]) -> Beside:
    """Times the answers for a while, then again while `work` is done in a thread of its own. Raises what it raises."""
    quiet, busy = list[float](), list[float]()
    await answer(phones, quiet, asyncio.create_task(asyncio.sleep(BEFORE)))
    began = time.perf_counter()
    took: list[float] = []
    working = asyncio.create_task(asyncio.to_thread(work))
    working.add_done_callback(lambda _: took.append(time.perf_counter() - began))
    await answer(phones, busy, working)
    working.result()
    return Beside(what, took[0], target_seconds, len(phones), *_middle_and_worst(quiet), *_middle_and_worst(busy))


def _middle_and_worst(seconds: list[float]) -> tuple[float, float]:
    ordered = sorted(seconds)
    return 1_000 * ordered[len(ordered) // 2], 1_000 * ordered[-1]
