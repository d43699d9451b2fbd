"""Plays a whole hall against a server and measures it. Read `play_hall` first.

Nothing here explains or judges a figure: table.py does. What is wrong (a lost answer, a phone that never joined) goes to `wrong`.
"""

from __future__ import annotations

import asyncio
import gc
import os
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import Any

from quizserver.bench.browser import use_link
from quizserver.bench.figures import HallFigures, ItemFigures, StepFigures, times
from quizserver.bench.fixture import PROGRAMME, Play, Step
from quizserver.bench.server import FreshServer, NotMeasured, busy_seconds, fsync_ms
from quizserver.bench.websocket import Inbox, Lost
from quizserver.bench.wire import Phone, Refused, hex_token, phone_auth, wall_auth

PATIENCE = 20.0
"""Seconds after which something that has not come is taken for lost."""

LOOK_EVERY = 0.01
QUIET = 0.3
"""Seconds of silence after which a round is over: a message too many would have come."""


async def play_hall(server: FreshServer, players: int, plays: Sequence[Play], lang: str) -> HallFigures:
    """Opens a room, lets `players` phones in at once and plays every item. Raises NotMeasured, Lost, Refused, TimeoutError."""
    figures = HallFigures(players, fsync=fsync_ms(server.folder), start_cpu=server.cpu_seconds())
    began, others = time.perf_counter(), _others(server)
    async with AsyncExitStack() as stack:
        hall = Hall(server, figures, lang, stack)
        await hall.open()
        await hall.join()
        gc.collect()
        gc.freeze()  # a collection of the bench's own would make a phone look slow
        await hall.advance()
        for play in plays:
            await hall.play(play)
        figures.rss_mb, figures.peak_mb = server.memory_mb("VmRSS"), server.memory_mb("VmHWM")
    gc.unfreeze()
    foreign = used(others, _others(server))
    if foreign is not None:
        figures.others_share = max(0.0, foreign / (time.perf_counter() - began) / (os.cpu_count() or 1))
    return figures


def _others(server: FreshServer) -> float | None:
    """CPU seconds used so far by everything on this machine but the bench and its server."""
    busy, own = busy_seconds(), server.cpu_seconds()
    return None if busy is None or own is None else busy - own - time.process_time()


class Hall:
    """The screen, the desk and the phones of one room."""

    def __init__(self, server: FreshServer, figures: HallFigures, lang: str, stack: AsyncExitStack) -> None:
        self._server = server
        self._figures = figures
        self._lang = lang
        self._stack = stack
        self._inbox = Inbox()
        self._phones: list[Phone] = []
        self._screen: Phone

    async def open(self) -> None:
        """The facilitator's laptop: a screen, a desk, and a room with the bench's programme."""
        cookie = await asyncio.to_thread(use_link, self._server.link)
        self._screen = await self._wall("/screen", cookie)
        desk = await self._wall("/desk", cookie, projector_off=True)
        setup = (await self._screen.event("view", PATIENCE, lambda view: view["phase"] == "setup"))["setup"]
        if setup["broken"]:
            raise NotMeasured(f"the bench's own bank is not valid any more (bench/fixture.py): {setup['broken'][0]}")
        taken(await self._screen.verb("open_room", {"programme": PROGRAMME, "mode": "tiebreak", "lang": self._lang}))
        for wall in (self._screen, desk):
            await wall.event("view", PATIENCE, lambda view: view["phase"] == "lobby")

    async def _wall(self, namespace: str, cookie: str, **more: Any) -> Phone:
        phone = Phone.connect(self._server.url, namespace, wall_auth(self._lang, **more), cookie, inbox=self._inbox)
        return await self._stack.enter_async_context(phone)

    async def join(self) -> None:
        """Every phone at once: connect, be told that nobody knows it, join, be shown the lobby."""
        figures, wanted = self._figures, self._figures.players
        figures.empty_mb = self._server.memory_mb("VmRSS")
        before, client = self._server.cpu_seconds(), time.process_time()
        began = time.perf_counter()
        outcomes = await asyncio.gather(*(self._join_one() for _ in range(wanted)), return_exceptions=True)
        self._phones = [phone for phone in outcomes if isinstance(phone, Phone)]
        figures.join_cpu, figures.join_client_cpu = used(before, self._server.cpu_seconds()), time.process_time() - client
        figures.joined = len(self._phones)
        failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        if failed:
            figures.wrong.append(f"{len(failed)} of {wanted} phones did not join, the first because: {failed[0]}")
        if not self._phones:
            raise NotMeasured(figures.wrong[-1])
        await self._settle()
        figures.join_seconds = max(phone.newest["view"].at for phone in self._phones) - began
        figures.join_messages = max(phone.messages_in for phone in self._phones)
        figures.join_bytes = max(phone.bytes_in for phone in self._phones)
        figures.join_sent = max(phone.bytes_out for phone in self._phones)

    async def _join_one(self) -> Phone:
        phone = await self._stack.enter_async_context(
            Phone.connect(
                self._server.url, "/phone", phone_auth(hex_token(), self._lang), inbox=self._inbox, timeout=PATIENCE
            )
        )
        await phone.event("you", PATIENCE)
        taken(await phone.verb("join", {"weight": 1}, PATIENCE))
        await phone.event("view", PATIENCE, lambda view: view["phase"] == "lobby")
        return phone

    async def advance(self) -> float:
        """A press of space; returns the moment at which it was sent, when screen and phones show what it led to."""
        at, number = self._press()
        await self._shown(at, number, "view")
        return at

    def _press(self) -> tuple[float, int]:
        step = self._screen.newest["view"].data["next"]["step"]
        number, frame = self._screen.encode("advance", {"step": step, "confirmed": True})
        at = time.perf_counter()
        self._screen.transmit(frame)
        return at, number

    async def _shown(self, since: float, number: int, *events: str) -> list[Phone]:
        """Waits until every phone has got these events since then, and the screen its view and ack; returns the phones that have."""

        def has_all(phone: Phone) -> bool:
            return all(event in phone.newest and phone.newest[event].at > since for event in events)

        missing = await look(self._phones, has_all)
        if missing:
            self._figures.wrong.append(f"{len(missing)} of {len(self._phones)} phones never got {' and '.join(events)}")
        screen = await look([self._screen], lambda wall: wall.newest["view"].at > since and number in wall.acks)
        if screen:
            raise NotMeasured("the screen got no answer to its `advance`")
        taken(self._screen.acks[number].data)
        absent = set(missing)
        return [phone for phone in self._phones if phone not in absent]

    async def play(self, play: Play) -> None:
        """One item from open to result."""
        item = ItemFigures(play.label, play.most_messages, play.most_bytes)
        self._figures.items.append(item)
        before = [(phone.messages_in, phone.bytes_in, phone.bytes_out) for phone in self._phones]
        server, client, began = self._server.cpu_seconds(), time.process_time(), time.perf_counter()
        for step in play.steps:
            item.steps.append(await self._step(step))
        at, number = self._press()
        shown = await self._shown(at, number, "view", "you")
        item.closed = times([max(phone.newest["view"].at, phone.newest["you"].at) - at for phone in shown])
        item.results = sum("result" in phone.newest["you"].data.get("round", {}) for phone in shown)
        item.server_cpu, item.client_cpu = used(server, self._server.cpu_seconds()), time.process_time() - client
        item.wall = time.perf_counter() - began
        if item.results != len(self._phones):
            self._figures.wrong.append(f"{play.label}: {item.results} of {len(self._phones)} phones got a result of their own")
        await self._settle()
        item.messages = max(phone.messages_in - was[0] for phone, was in zip(self._phones, before, strict=True))
        item.bytes = max(phone.bytes_in - was[1] for phone, was in zip(self._phones, before, strict=True))
        item.sent = max(phone.bytes_out - was[2] for phone, was in zip(self._phones, before, strict=True))

    async def _step(self, step: Step) -> StepFigures:
        figures = StepFigures(step.name)
        at, number = self._press()
        shown = await self._shown(at, number, "view")
        figures.shown = times([phone.newest["view"].at - at for phone in shown])
        if step.payload is not None:
            await self._answer(step.name, step.payload, figures)
        if step.act:
            number = self._screen.newest["view"].data["round"]["number"]
            taken(await self._screen.verb("act", {"round": number, "action": step.act, "payload": {}}))
            await self._settle()
        return figures

    async def _answer(self, step: str, payload: Callable[[int], Any], figures: StepFigures) -> None:
        """All phones answer in one instant."""
        number = self._screen.newest["view"].data["round"]["number"]
        salt, commits = self._server.commits()
        frames = []
        for n, phone in enumerate(self._phones):
            ack, frame = phone.encode("answer", {"round": number, "step": step, "payload": payload(n), "took": 1.5})
            frames.append((phone, ack, frame))
        at = time.perf_counter()
        for phone, _, frame in frames:
            phone.transmit(frame)
        figures.sending = (time.perf_counter() - at) * 1_000
        waited_for = {id(phone): ack for phone, ack, _ in frames}
        await look(self._phones, lambda phone: waited_for[id(phone)] in phone.acks)
        acks = [phone.acks[ack] for phone, ack, _ in frames if ack in phone.acks]
        good = [ack for ack in acks if ack.data["ok"]]
        figures.asked, figures.acked = len(frames), len(good)
        figures.acks = times([ack.at - at for ack in good])
        await self._count(figures, at, max((ack.data["v"] for ack in good), default=0))
        new_salt, new_commits = self._server.commits()
        figures.commits = new_commits - commits if salt == new_salt else None
        if figures.acked != len(frames):
            codes = sorted({ack.data["error"]["code"] for ack in acks if not ack.data["ok"]})
            self._figures.wrong.append(f"{step}: {figures.acked} of {len(frames)} answers were acknowledged ({codes})")
        if figures.counted != len(frames):
            self._figures.wrong.append(f"{step}: the screen counts {figures.counted} of {len(frames)} answers")

    async def _count(self, figures: StepFigures, since: float, newest: int) -> None:
        """Waits until the screen's counts know the newest answer."""
        await look([self._screen], lambda wall: "progress" in wall.newest and wall.newest["progress"].data["v"] >= newest)
        progress = self._screen.newest.get("progress")
        if progress is not None and progress.data["v"] >= newest:
            figures.progress = (progress.at - since) * 1_000
            figures.counted = progress.data["answered"]

    async def _settle(self) -> None:
        """Waits until nothing comes any more."""
        before = -1
        while (now := sum(phone.messages_in for phone in self._phones)) != before:
            before = now
            await asyncio.sleep(QUIET)


async def look(phones: Sequence[Phone], is_so: Callable[[Phone], bool]) -> list[Phone]:
    """Looks again and again until it is so for all; returns those for which it never was. Arrival times do not depend on it."""
    missing = list(phones)
    until = time.perf_counter() + PATIENCE
    while True:
        missing = [phone for phone in missing if not is_so(phone)]
        if not missing or time.perf_counter() > until or all(phone.is_closed for phone in missing):
            return missing
        await asyncio.sleep(LOOK_EVERY)


def taken(ack: dict[str, Any]) -> None:
    """Raises NotMeasured when a verb was refused."""
    if not ack["ok"]:
        raise NotMeasured(f"refused: {ack['error']['code']}: {ack['error']['message']}")


def used(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


PLAY_ERRORS = (Lost, Refused, NotMeasured, TimeoutError, OSError)
"""What may end a hall before its time."""
