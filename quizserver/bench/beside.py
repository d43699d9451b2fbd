"""A hall whose answers are timed while the server has something else to do: what it notices is the difference to before."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack

from quizserver.bench.fixture import PROGRAMME
from quizserver.bench.server import FreshServer
from quizserver.bench.wire import Phone, hex_token, phone_auth, wall_auth

PAUSE = 0.25
BEFORE = 5.0
PATIENCE = 60.0


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


async def answer(phones: list[Phone], waits: list[float], until: asyncio.Task[object]) -> None:
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


def middle_and_worst(seconds: list[float]) -> tuple[float, float]:
    ordered = sorted(seconds)
    return 1_000 * ordered[len(ordered) // 2], 1_000 * ordered[-1]
