"""A Hall: a real server process on loopback and the people in front of it. Plumbing for tests/sockets and tests/web; no test is here.

Read `Hall` first. Phones and screens are `Line`s: blocking calls over quizserver/bench/wire.py, which runs in a thread of its own.
`Tap` is a small proxy between phones and server that records, refuses or swallows; `Poller` speaks HTTP long polling.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import secrets
import threading
import time
from collections.abc import Callable, Coroutine, Iterable
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from quizserver.bench.wire import Lost, Phone, Refused, phone_auth, wall_auth
from tests.laptop import Laptop

Json = dict[str, Any]
MODES = ("eventlet", "gevent")
WAIT = 15.0

__all__ = ["MODES", "Hall", "Line", "Lost", "Page", "Poller", "Refused", "Tap", "http_request", "until"]


def until(is_so: Callable[[], Any], what: str, seconds: float = WAIT) -> Any:
    """Waits for something that becomes so by itself, and returns it."""
    end = time.monotonic() + seconds
    while not (found := is_so()):
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.01)
    return found


class Page(NamedTuple):
    """An HTTP answer. `cookie` is what it gave, to be sent back as `name=value`."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookie: str


def http_request(url: str, method: str = "GET", cookie: str = "", **headers: str) -> Page:
    """One HTTP request; redirects are not followed."""
    where = urlsplit(url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=20)
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()} | ({"Cookie": cookie} if cookie else {})
        connection.request(method, f"{where.path or '/'}{'?' if where.query else ''}{where.query}", headers=sent)
        answer = connection.getresponse()
        given = answer.headers.get("Set-Cookie", "").split(";")[0]
        return Page(answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read(), given)
    finally:
        connection.close()


class Air:
    """The event loop all sockets of a test live in, in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, job: Coroutine[Any, Any, Any], seconds: float = 60.0) -> Any:
        return asyncio.run_coroutine_threadsafe(job, self._loop).result(seconds)

    def close(self) -> None:
        async def end() -> None:
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await asyncio.sleep(0)

        self.run(end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Line:
    """One connection. `view` and `you` are the newest that came; verbs return their ack."""

    def __init__(self, air: Air, wire: Phone, leave: AsyncExitStack, token: str = "") -> None:
        self._air = air
        self._leave = leave
        self.wire = wire
        self.token = token

    @classmethod
    async def open(cls, air: Air, url: str, namespace: str, auth: Json, cookie: str | None = None, seconds: float = 20.0) -> Line:
        """A connection; raises Refused with the server's code."""
        leave = AsyncExitStack()
        wire = await leave.enter_async_context(Phone.connect(url, namespace, auth, cookie, timeout=seconds))
        return cls(air, wire, leave, str(auth.get("token", "")))

    def verb(self, name: str, **payload: Any) -> Json:
        ack: Json = self._air.run(self.wire.verb(name, payload, WAIT))
        return ack

    def code(self, name: str, **payload: Any) -> str:
        """The code with which a verb is refused, `ok` if it is not."""
        ack = self.verb(name, **payload)
        return "ok" if ack["ok"] else str(ack["error"]["code"])

    def raw(self, text: str | bytes) -> None:
        """Sends a websocket message as it is."""
        self._air.run(self.wire.send_raw(text))

    def ack_of(self, number: int, text: str | bytes) -> Json:
        """Sends a message of the test's own making that carries ack number `number`, and returns the ack."""
        self.raw(text)
        until(lambda: number in self.wire.acks or self.wire.is_closed, f"an ack of {text[:60]!r}")
        ack: Json = self.wire.acks[number].data
        return ack

    def newest(self, event: str) -> Any:
        seen = self.wire.newest.get(event)
        return seen.data if seen else None

    @property
    def view(self) -> Json:
        return until(lambda: self.newest("view"), "a view")

    @property
    def you(self) -> Json:
        return until(lambda: self.newest("you"), "you")

    def sees(self, phase: str) -> Json:
        """Waits until the view has this phase."""
        until(lambda: (self.newest("view") or {}).get("phase") == phase, f"phase {phase}")
        return self.view

    def events(self, name: str) -> list[Any]:
        return [seen.data for seen in self.wire.seen if seen.name == name]

    def join(self, **more: Any) -> Json:
        ack = self.verb("join", **more)
        assert ack["ok"], ack
        until(lambda: (self.newest("you") or {}).get("player") and self.newest("view"), "both views after joining")
        return ack

    def answer(self, *, took: float = 1.0, **payload: Any) -> Json:
        """Answers what this phone is shown now."""
        shown = self.view["round"]
        return self.verb("answer", round=shown["number"], step=shown["step"], payload=payload, took=took)

    @property
    def is_closed(self) -> bool:
        return self.wire.is_closed

    def ends(self, seconds: float = WAIT) -> int | None:
        """Waits for the end of this connection."""
        code: int | None = self._air.run(self.wire.until_closed(seconds))
        return code

    def close(self) -> None:
        self._air.run(self._leave.aclose())


class Hall(Laptop):
    """A server and everyone in front of it. Restarts keep folder, port and cookie; the end of the `with` ends all it started."""

    def __init__(self, folder: Path, mode: str = "eventlet", *options: str) -> None:
        self.banks = folder / "banks"
        self.banks.mkdir(parents=True, exist_ok=True)
        super().__init__(folder, *options, banks=self.banks, async_mode=mode)
        self.mode = mode
        self.cookie = ""
        self.link = ""
        self.air = Air()
        self._lines: list[Line] = []
        self._screen: Line | None = None

    def __enter__(self) -> Hall:
        write_programme(self.banks, [{"id": "nothing", "type": "podium", "title": both("Tamat")}])
        self.start()
        self.cookie = self.get(self.link).cookie
        return self

    def __exit__(self, *_: object) -> None:
        self.all_leave()
        self.stop()
        self.air.close()

    # The process:

    def start(self) -> str:
        """`link` is the path of the one-time link printed by this start."""
        self.link = super().start()
        return self.link

    def kill(self) -> None:
        super().kill()
        self.all_leave()

    def restart(self) -> None:
        """kill -9, then the same command again."""
        self.kill()
        self.start()

    def memory_mb(self) -> float:
        assert self._process is not None
        lines = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024

    def is_well(self) -> bool:
        """Whether it answers, and has shown no exception."""
        return self.get("/healthz").status == 200 and "Traceback" not in self.output

    # HTTP:

    def get(self, path: str, cookie: str = "", method: str = "GET", **headers: str) -> Page:
        return http_request(self.local + path, method, cookie, **headers)

    def json(self, path: str, method: str = "GET") -> Json:
        got: Json = json.loads(self.get(path, method=method).body)
        return got

    # People:

    def connect(self, namespace: str, auth: Json, cookie: str | None = None, url: str | None = None) -> Line:
        """A connection; raises Refused with the server's code."""
        line: Line = self.air.run(Line.open(self.air, url or self.local, namespace, auth, cookie))
        self._lines.append(line)
        return line

    def phone(self, token: str = "", lang: str = "id", url: str | None = None) -> Line:
        """A phone that has the page open; with a known token it is in the game already."""
        return self.connect("/phone", phone_auth(token or secrets.token_hex(16), lang), url=url)

    def student(self, **more: Any) -> Line:
        """A phone that has joined."""
        line = self.phone(**more)
        line.join()
        return line

    def students(self, count: int, seconds: float = 60.0) -> list[Line]:
        """Many phones that come and join all at once."""

        async def come() -> Line:
            line = await Line.open(self.air, self.local, "/phone", phone_auth(secrets.token_hex(16)), seconds=seconds)
            ack = await line.wire.verb("join", {}, seconds)
            assert ack["ok"], ack
            return line

        async def all_come() -> list[Line]:
            return await asyncio.gather(*(come() for _ in range(count)))

        lines: list[Line] = self.air.run(all_come(), seconds)
        self._lines += lines
        return lines

    def all(self, jobs: Iterable[Coroutine[Any, Any, Any]], seconds: float = 30.0) -> list[Any]:
        """Runs wire calls of many phones at the same moment; what one of them raised is in the list."""

        async def gather() -> list[Any]:
            return await asyncio.gather(*jobs, return_exceptions=True)

        done: list[Any] = self.air.run(gather(), seconds)
        return done

    @property
    def screen(self) -> Line:
        """The facilitator's screen."""
        if self._screen is None or self._screen.is_closed:
            self._screen = self.connect("/screen", wall_auth("en"), self.cookie)
            until(lambda: self._screen and self._screen.newest("view"), "the screen's first view")
        return self._screen

    def desk(self, cookie: str | None = None, **auth: Any) -> Line:
        line = self.connect("/desk", wall_auth("en", **auth), self.cookie if cookie is None else cookie)
        until(lambda: line.newest("view"), "the desk's first view")
        return line

    # The facilitator's hands:

    def open_room(self, *questions: Json, mode: str = "tiebreak", lang: str = "id") -> None:
        """A visit with these questions, one section each; an older visit ends."""
        if self.screen.view["phase"] != "setup":
            self.close_room()
        write_programme(self.banks, list(questions))
        ack = self.screen.verb("open_room", programme="tes", mode=mode, lang=lang)
        assert ack["ok"], ack
        self.screen.sees("lobby")

    def close_room(self) -> None:
        assert self.screen.verb("close_room")["ok"]
        self.screen.sees("setup")

    def advance(self) -> Json:
        """A press of space, confirmed."""
        ack = self.screen.verb("advance", step=self.screen.view["next"]["step"], confirmed=True)
        until(lambda: self.screen.view["v"] >= ack.get("v", 0), "the view of this step")
        return ack

    def go_to(self, phase: str, number: int | None = None) -> Json:
        """Presses space until the phase (of the round with this number) is there."""
        while (view := self.screen.view)["phase"] != phase or number not in (None, view.get("round", {}).get("number")):
            assert view["phase"] != "ended", f"the programme ended before {phase} {number}"
            self.advance()
        return self.screen.view

    def go_home(self) -> None:
        """Everyone leaves and the visit ends: the next test begins with an empty hall."""
        if self.screen.view["phase"] != "setup":
            self.close_room()
        self.all_leave()

    def all_leave(self) -> None:
        for line in self._lines:
            line.close()
        self._lines, self._screen = [], None


def both(text: str) -> Json:
    return {"id": text, "en": text}


def write_programme(folder: Path, questions: list[Json]) -> None:
    """A bank and a programme, one section for each question. They are YAML, because JSON is."""
    head: Json = {"format": 1, "title": both("Tes")}
    bank = {**head, "kind": "bank", "id": "soal", "source": "Tes.", "items": questions}
    sections = [
        {"title": both(f"Bagian {n}"), "intro": both("Ayo."), "items": [f"soal/{question['id']}"]} for n, question in enumerate(questions)
    ]
    programme = {**head, "kind": "programme", "id": "tes", "minutes": 5, "sections": sections}
    for name, content in (("soal", bank), ("program-tes", programme)):
        fresh = folder / f"{name}.new"
        fresh.write_text(json.dumps(content, indent=1), "utf-8")
        os.replace(fresh, folder / f"{name}.yaml")


class Tap:
    """A proxy on loopback. `passes` websockets, `refuses` the upgrade with `status`, or `swallows` it: takes it and never answers.

    `heard` is every byte the server sent to its clients. To the server they come from `source`, so that a log can be searched for it.
    """

    def __init__(self, air: Air, port: int, *, websockets: str = "passes", status: int = 403, source: str = "127.0.0.1") -> None:
        self.heard = bytearray()
        self.upgrades = 0
        self._air, self._upstream = air, port
        self._websockets, self._status, self._source = websockets, status, source
        self._server: asyncio.Server = air.run(asyncio.start_server(self._client, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def __enter__(self) -> Tap:
        return self

    def __exit__(self, *_: object) -> None:
        async def end() -> None:
            self._server.close()

        self._air.run(end())

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            if b"upgrade: websocket" in head.lower():
                self.upgrades += 1
                if self._websockets == "swallows":
                    await reader.read()
                if self._websockets != "passes":
                    writer.write(b"HTTP/1.1 %d No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % self._status)
                    writer.close()
                    return
            server = await asyncio.open_connection("127.0.0.1", self._upstream, local_addr=(self._source, 0))
            server[1].write(head)
            await asyncio.gather(self._pump(reader, server[1]), self._pump(server[0], writer, self.heard))
        writer.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, record: bytearray | None = None) -> None:
        with suppress(OSError):
            while chunk := await reader.read(65_536):
                if record is not None:
                    record += chunk
                writer.write(chunk)
                await writer.drain()
        writer.close()


class Poller:
    """A phone without websockets: Engine.IO long polling with the standard library's HTTP. Everything is one call after the other."""

    SEPARATOR = "\x1e"

    def __init__(self, url: str, auth: Json) -> None:
        self._where = urlsplit(url)
        self._path = "/socket.io/?EIO=4&transport=polling"
        self.newest: Json = {}
        self._acks: dict[int, Json] = {}
        self._verbs = 0
        opened = self._request("GET")
        self._path += f"&sid={json.loads(opened[1:])['sid']}"
        self.post(f"40/phone,{json.dumps(auth)}")
        self.wait(lambda: "connected" in self.newest)

    def post(self, packet: str) -> None:
        self._request("POST", packet)

    def verb(self, name: str, **payload: Any) -> Json:
        self._verbs += 1
        number = self._verbs
        self.post(f"42/phone,{number}{json.dumps([name, {'id': secrets.token_hex(8), **payload}])}")
        self.wait(lambda: number in self._acks)
        return self._acks[number]

    def wait(self, is_so: Callable[[], Any], seconds: float = WAIT) -> None:
        """Polls until it is so."""
        end = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < end, f"not by polling; newest: {self.newest}"
            for packet in self._request("GET").split(self.SEPARATOR):
                self._take(packet)

    def close(self) -> None:
        self.post("1")

    def _take(self, packet: str) -> None:
        if packet == "2":
            self.post("3")
            return
        kind, body = packet[:2], packet.partition(",")[2]
        if kind == "40":
            self.newest["connected"] = True
        elif kind == "42":
            event, data = json.loads(body)
            self.newest[event] = data
        elif kind == "43":
            number = body[: body.index("[")]
            self._acks[int(number)] = json.loads(body[len(number) :])[0]

    def _request(self, method: str, body: str | None = None) -> str:
        connection = http.client.HTTPConnection(self._where.hostname or "", self._where.port, timeout=30)
        try:
            connection.request(method, self._path, body and body.encode(), {"Content-Type": "text/plain;charset=UTF-8"})
            answer = connection.getresponse()
            text = answer.read().decode()
            assert answer.status == 200, f"{method} gave {answer.status}: {text}"
            return text
        finally:
            connection.close()
