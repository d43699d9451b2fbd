"""A Hall: a real server process on loopback and the people in front of it. Plumbing for tests/sockets and tests/web; no test is here.

Read `Hall` first. Phones and screens are `Line`s: blocking calls over quizserver/bench/wire.py, which runs in a thread of its own.
What lies between them (a proxy, HTTP polling) is in tests/network.py.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
from collections.abc import Callable, Coroutine, Iterable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from quizserver.bench.wire import Lost, Phone, Refused, phone_auth, wall_auth
from tests.laptop import Laptop
from tests.network import WAIT, Air, Json, Page, Poller, Tap, http_request, until

MODES = ("eventlet", "gevent")

__all__ = ["MODES", "WAIT", "Hall", "Line", "Lost", "Page", "Poller", "Refused", "Tap", "http_request", "until"]


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

    def verb(self, name: str, /, **payload: Any) -> Json:
        ack: Json = self._air.run(self.wire.verb(name, payload, WAIT))
        return ack

    def code(self, name: str, /, **payload: Any) -> str:
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
    """A server and everyone in front of it; `files` bounds how many it may open.

    Restarts keep folder, port and cookie; the end of the `with` ends all it started.
    """

    def __init__(self, folder: Path, mode: str = "eventlet", *options: str, files: int = 0) -> None:
        self.banks = folder / "banks"
        self.banks.mkdir(parents=True, exist_ok=True)
        super().__init__(folder, *options, banks=self.banks, async_mode=mode)
        if files:
            self._command = ["sh", "-c", f'ulimit -n {files} && exec "$@"', "sh", *self._command]
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

    def get(self, path: str, cookie: str = "", method: str = "GET", base: str = "", **headers: str) -> Page:
        return http_request((base or self.local) + path, method, cookie, **headers)

    def json(self, path: str, method: str = "GET") -> Json:
        got: Json = json.loads(self.get(path, method=method).body)
        return got

    # People:

    def connect(
        self, namespace: str, auth: Json, cookie: str | None = None, url: str | None = None, seconds: float = 20.0
    ) -> Line:
        """A connection; raises Refused with the server's code."""
        line: Line = self.air.run(Line.open(self.air, url or self.local, namespace, auth, cookie, seconds))
        self._lines.append(line)
        return line

    def phone(self, token: str = "", lang: str = "id", **more: Any) -> Line:
        """A phone that has the page open; with a known token it is in the game already."""
        return self.connect("/phone", phone_auth(token or secrets.token_hex(16), lang), **more)

    def student(self, group: str | None = None, **more: Any) -> Line:
        """A phone that has joined, in a class where the visit has classes."""
        line = self.phone(**more)
        line.join(**({"group": group} if group else {}))
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

        return self.begin(jobs)(seconds)

    def begin(self, jobs: Iterable[Coroutine[Any, Any, Any]]) -> Callable[..., list[Any]]:
        """As `all`, but does not wait: call what it returns to do that."""

        async def gather() -> list[Any]:
            return await asyncio.gather(*jobs, return_exceptions=True)

        return self.air.begin(gather()).result

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

    def open_room(self, *questions: Json, mode: str = "tiebreak", lang: str = "id", groups: Iterable[Json] = ()) -> None:
        """A visit with these questions, one section each; an older visit ends."""
        if self.screen.view["phase"] != "setup":
            self.close_room()
        write_programme(self.banks, list(questions))
        ack = self.screen.verb("open_room", programme="tes", mode=mode, lang=lang, groups=list(groups))
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
