"""What a browser does by plain HTTP before a websocket is open: ask for pages, keep a cookie, ask for the upgrade."""

from __future__ import annotations

import base64
import hashlib
import http.client
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlsplit

PATH = "/socket.io/?EIO=4&transport=websocket"
OFFER = "permessage-deflate; client_max_window_bits"
"""What Chromium, Firefox and Safari offer."""

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Page(NamedTuple):
    """`cookie` is what to send back, as `name=value`."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookie: str


def http_request(url: str, cookie: str = "", method: str = "GET") -> Page:
    """One HTTP request; redirects are not followed. Blocks."""
    where = urlsplit(url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port or 80, timeout=10)
    try:
        path = f"{where.path or '/'}?{where.query}" if where.query else where.path or "/"
        connection.request(method, path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        jar = SimpleCookie(answer.headers.get("Set-Cookie", ""))
        given = "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())
        return Page(answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read(), given)
    finally:
        connection.close()


def use_link(link: str) -> str:
    """Uses a facilitator's one-time link up and returns the cookie that lets this browser in. Raises PermissionError. Blocks."""
    page = http_request(link)
    if not page.cookie:
        raise PermissionError(f"{link} gave no cookie but HTTP {page.status}")
    return page.cookie


def upgrade_request(host: str, key: bytes, cookie: str) -> bytes:
    """Asks for a websocket. `key` is base64 text."""
    lines = [
        f"GET {PATH} HTTP/1.1",
        f"Host: {host}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {key.decode()}",
        f"Sec-WebSocket-Extensions: {OFFER}",
    ]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    return "\r\n".join([*lines, "", ""]).encode()


def accepted_extensions(head: bytes, key: bytes) -> str:
    """The extensions that the head of the answer names. Raises ConnectionError when it is no upgrade."""
    first, *lines = head.decode("latin-1").split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    proof = base64.b64encode(hashlib.sha1(key + GUID).digest()).decode()
    if first.split()[1:2] != ["101"] or fields.get("sec-websocket-accept") != proof:
        raise ConnectionError(f"no websocket but {first}")
    return fields.get("sec-websocket-extensions", "")
