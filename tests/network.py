"""What lies between phones and server in the tests: an event loop in a thread, HTTP by hand, and a proxy that records, refuses or swallows.

Plumbing only; the people are in tests/server.py.
"""

from __future__ import annotations

import asyncio
import base64
import http.client
import json
import os
import secrets
import socket
import struct
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import urlsplit

Json = dict[str, Any]
WAIT = 15.0


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

    def begin(self, job: Coroutine[Any, Any, Any]) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(job, self._loop)

    def run(self, job: Coroutine[Any, Any, Any], seconds: float = 60.0) -> Any:
        return self.begin(job).result(seconds)

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


def a_websocket(port: int) -> socket.socket:
    """An open websocket to play with by hand."""
    wire = socket.create_connection(("127.0.0.1", port), timeout=0.5)
    key = base64.b64encode(os.urandom(16)).decode()
    lines = ["GET /socket.io/?EIO=4&transport=websocket HTTP/1.1", "Host: x", "Connection: Upgrade", "Upgrade: websocket"]
    lines += ["Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", "", ""]
    wire.sendall("\r\n".join(lines).encode())
    assert b" 101 " in wire.recv(4096)
    return wire


def frame(payload: bytes, *, opcode: int = 1, final: bool = True) -> bytes:
    """A websocket frame as a client sends it, with a mask of zeros."""
    size = len(payload)
    assert size < 65_536
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack("!H", size)
    return bytes([opcode | (0x80 if final else 0)]) + length + b"\0\0\0\0" + payload


class Tap:
    """A proxy on loopback. `passes` websockets, `refuses` the upgrade with `status`, or `swallows` it: takes it and never answers.

    `heard` is every byte the server sent to its clients. To the server they come from `source`, so that a log can be searched for it.
    """

    def __init__(self, air: Air, port: int, *, websockets: str = "passes", status: int = 403, source: str = "127.0.0.1") -> None:
        self.upgrades = 0
        self._streams: list[bytearray] = []
        self._writers: list[asyncio.StreamWriter] = []
        self._air, self._upstream = air, port
        self._websockets, self._status, self._source = websockets, status, source
        self._server: asyncio.Server = air.run(asyncio.start_server(self._client, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    @property
    def heard(self) -> bytes:
        return b"\n".join(self._streams)

    def __enter__(self) -> Tap:
        return self

    def __exit__(self, *_: object) -> None:
        async def end() -> None:
            self._server.close()
            for writer in self._writers:
                writer.transport.abort()
            await asyncio.sleep(0)

        self._air.run(end())

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
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
            self._writers.append(server[1])
            server[1].write(head)
            self._streams.append(bytearray())
            await asyncio.gather(self._pump(reader, server[1]), self._pump(server[0], writer, self._streams[-1]))
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
        assert kind != "44", f"refused: {body}"
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
