"""What a running hall notices of staff who import a large workbook beside a hostile file: answers are timed before and with it."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import tempfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import AsyncExitStack
from functools import partial
from http.cookies import SimpleCookie
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from quizserver.bench.beside import PATIENCE, Beside, compare, hall
from quizserver.bench.browser import use_link
from quizserver.bench.fixture import plays, write
from quizserver.bench.importing import ROWS, workbook
from quizserver.bench.server import FreshServer, NotMeasured, fresh_server
from quizserver.cli import Here
from quizserver.staff import passwords
from quizserver.store.accounts import Account, Accounts
from quizserver.store.library import Library

PHONES = 60
TARGET_SECONDS = 20.0
NAME, PASSWORD = "bench", "payung hijau di kapal"
HOSTILE = b"::a::" + b"Siapa {=a ~b} " * 700_000
"""A GIFT file of 10 MB on one line."""


def measure(async_mode: str, lang: str) -> Beside:
    """On a server of its own. Raises NotMeasured, Lost, Refused."""
    with tempfile.TemporaryDirectory(prefix="quizserver-bench-") as name:
        folder = Path(name)
        write(folder / "banks", plays(1))
        with fresh_server(folder / "visit", folder / "banks", async_mode, lang) as server:
            account = Account(NAME, "Bench", ("editor",), passwords.HASHER.hash(PASSWORD), None)
            Accounts(Library(server.folder / "library.sqlite3", Here())).add(account)
            return asyncio.run(_measure(server, lang))


async def _measure(server: FreshServer, lang: str) -> Beside:
    content = workbook(ROWS)
    async with AsyncExitStack() as stack:
        cookie = await asyncio.to_thread(use_link, server.link)
        phones = await hall(server, PHONES, lang, cookie, stack)
        staff = await asyncio.to_thread(_Staff, server.url)
        what = f"{ROWS:,} rows imported on the staff page and saved, a hostile file beside"
        return await compare(phones, what, TARGET_SECONDS, partial(_bring_two, staff, content))


def _bring_two(staff: _Staff, content: bytes) -> None:
    """In processes of their own: megabytes of JSON would hold up the phones of this one."""
    with ProcessPoolExecutor(2, get_context("spawn")) as two:
        hostile = two.submit(staff.post, "read?name=x.txt", HOSTILE)
        two.submit(_bring, staff, content).result()
        hostile.result()


def _bring(staff: _Staff, content: bytes) -> None:
    """As the page does it: read, compare, save."""
    told = json.loads(staff.post("read?name=bench.xlsx", content).splitlines()[-1])["told"]
    staff.post("compare", json.dumps({"items": told["items"]}).encode())
    wanted = {"set": [{"item": one["item"], "base": ""} for one in told["items"]], "delete": [], "title": "Bench impor"}
    saved = json.loads(staff.post("save?bank=", json.dumps(wanted | {"file": "bench.xlsx", "format": told["format"]}).encode()))
    if saved.get("added") != ROWS:
        raise NotMeasured(f"the import was not saved: {saved}")


class _Staff:
    """Somebody who is logged in."""

    def __init__(self, url: str) -> None:
        self._netloc = urlsplit(url).netloc
        self._cookies: dict[str, str] = {}
        token = self._token("/staff/login")
        form = urlencode({"csrf_token": token, "name": NAME, "password": PASSWORD}).encode()
        self._ask("POST", "/staff/login", form, {"Content-Type": "application/x-www-form-urlencoded"})
        self._csrf = self._token("/staff/import")

    def post(self, path: str, content: bytes) -> bytes:
        return self._ask("POST", f"/staff/api/import/{path}", content, {"X-CSRFToken": self._csrf})

    def _token(self, page: str) -> str:
        found = re.search(rb'name="csrf-token" content="([^"]+)"', self._ask("GET", page, b"", {}))
        if not found:
            raise NotMeasured(f"{page} could not be opened")
        return found[1].decode()

    def _ask(self, method: str, path: str, content: bytes, headers: dict[str, str]) -> bytes:
        connection = http.client.HTTPConnection(self._netloc, timeout=PATIENCE)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            connection.request(method, path, content, headers | {"Cookie": cookies})
            reply = connection.getresponse()
            for line in reply.headers.get_all("Set-Cookie") or []:
                self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
            return reply.read()
        finally:
            connection.close()
