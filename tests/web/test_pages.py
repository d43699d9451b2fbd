"""Pages over plain HTTP: kind words and a way on for whoever is lost, headers, files that may be kept for a year, and their weight."""

from __future__ import annotations

import gzip
import json
import posixpath
import re
import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quizserver.catalogue import say
from quizserver.settings import shipped
from tests.conftest import sample
from tests.server import MODES, Hall, Page

pytestmark = pytest.mark.server

MOST_BYTES, MOST_REQUESTS = 40_000, 12

KNOWN_MENTIONS = {"https://socket.io/docs/v3/migrating-from-2-x-to-3-0/"}
"""In the text of an error of a vendored file; nothing is loaded from there."""


@pytest.fixture(scope="module", params=MODES)
def hall(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with Hall(tmp_path_factory.mktemp("hall"), request.param) as hall:
        yield hall
        assert hall.is_well(), hall.output


def room_code(hall: Hall) -> str:
    """Of the newest visit. With one room nobody needs it, so nothing shows it."""
    journal = sqlite3.connect(hall.folder / "data" / "journal.sqlite3")
    found = journal.execute("SELECT body FROM facts WHERE kind = 'room_opened' ORDER BY wall DESC").fetchone()
    journal.close()
    return str(json.loads(found[0])["code"])


def is_kind(page: Page, code: str, lang: str = "id") -> None:
    """A page in the reader's language that says what happened and leads back to the game."""
    html = page.body.decode()
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert f'<html lang="{lang}">' in html
    assert say(code, lang) in html
    assert re.search(r'<a [^>]*href="/"', html), "a way on"
    assert "Traceback" not in html
    assert "Werkzeug" not in html


def test_an_unknown_address_gets_a_kind_page(hall: Hall) -> None:
    for path in ("/nonsense", "/a/b/c", "/robots.txt", "/static/old-release/js/phone.js", "/.env", "/Screen", "/wp-login.php"):
        page = hall.get(path)
        assert page.status == 404, path
        is_kind(page, "web/not_found")


def test_an_unknown_or_ended_room_says_that_there_is_no_game(hall: Hall) -> None:
    is_kind(hall.get("/XYZW"), "room/none")
    hall.open_room(sample("choice"))
    code = room_code(hall)
    assert hall.get(f"/{code}").status == hall.get(f"/{code.lower()}").status == 200
    hall.close_room()
    page = hall.get(f"/{code}")
    assert page.status == 404
    is_kind(page, "room/none")


def test_a_student_who_types_the_facilitators_address_is_led_back(hall: Hall) -> None:
    page = hall.get("/screen")
    assert page.status == 403
    is_kind(page, "grant/none")
    waits = hall.get("/desk")
    assert waits.status == 200
    assert 'href="/"' in waits.body.decode(), "also the pairing page leads back"
    used = hall.get("/start/somebody-elses")
    assert used.status == 403
    is_kind(used, "web/link_used")


def test_pages_speak_the_language_asked_for_or_the_rooms(hall: Hall) -> None:
    is_kind(hall.get("/nonsense?lang=en"), "web/not_found", "en")
    is_kind(hall.get("/nonsense?lang=xx"), "web/not_found", "id")
    assert b'<html lang="en">' in hall.get("/?lang=en").body
    hall.open_room(sample("choice"), lang="en")
    assert b'<html lang="en">' in hall.get("/").body
    hall.close_room()
    assert b'<html lang="id">' in hall.get("/").body


def test_nothing_of_an_address_is_written_into_a_page(hall: Hall) -> None:
    for path in ("/%3Cscript%3Ealert(1)%3C/script%3E", '/?lang="><script>alert(1)</script>', "/start/%3Cb%3E", "/pair/%3Cb%3E"):
        body = hall.get(path.replace('"', "%22").replace("<", "%3C").replace(">", "%3E")).body
        assert b"<script>alert" not in body
        assert b"<b>" not in body


@pytest.mark.parametrize("path", ["/", "/screen", "/desk", "/nonsense", "/healthz", "/start/x", "/qr/game.svg", "/pair/x"])
def test_every_page_is_guarded_by_its_headers(hall: Hall, path: str) -> None:
    for page in (hall.get(path), hall.get(path, hall.cookie)):
        policy = page.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "object-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "script-src" not in policy, "scripts are under default-src: from here, and none inline"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["cache-control"] == "no-store"


def test_no_page_needs_an_inline_script(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    for path in ("/", "/screen", "/desk", "/nonsense"):
        html = hall.get(path, hall.cookie).body.decode()
        assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", html) == []
        assert re.findall(r"<[^>]+\son\w+=", html) == []
        assert "javascript:" not in html
    hall.close_room()


def test_wrong_methods_are_refused_kindly(hall: Hall) -> None:
    for method, path in (("POST", "/"), ("DELETE", "/screen"), ("GET", "/pair"), ("PUT", "/healthz")):
        assert hall.get(path, method=method).status in (404, 405)
    assert hall.get("/", method="HEAD").status == 200


def test_health_says_how_it_is_and_nothing_more(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    health = hall.json("/healthz")
    assert set(health) == {"status", "version", "rooms", "players"}
    assert (health["status"], health["rooms"], health["players"]) == ("ok", 1, 0)
    hall.close_room()


def release(hall: Hall) -> str:
    found = re.search(r"/static/([0-9a-f]{12})/", hall.get("/").body.decode())
    assert found, "the release is part of every file's address"
    return found[1]


FILES = sorted(path.relative_to(shipped("static")).as_posix() for path in shipped("static").rglob("*") if path.is_file())
MIME = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


@pytest.mark.parametrize("name", [*FILES, "words/phone.id.js", "words/screen.en.js"])
def test_files_are_kept_for_a_year_compressed_and_of_the_right_type(hall: Hall, name: str) -> None:
    path = f"/static/{release(hall)}/{name}"
    plain, packed = hall.get(path), hall.get(path, Accept_Encoding="gzip, deflate")
    assert plain.status == packed.status == 200
    assert "content-encoding" not in plain.headers
    for page in (plain, packed):
        age = re.search(r"max-age=(\d+)", page.headers["cache-control"])
        assert age
        assert int(age[1]) >= 31_536_000
        wanted = MIME.get(Path(name).suffix)
        assert wanted is None or page.headers["content-type"].partition(";")[0] == wanted
    if packed.headers.get("content-encoding") == "gzip":
        assert gzip.decompress(packed.body) == plain.body
        assert packed.headers["vary"] == "Accept-Encoding"
    elif Path(name).suffix in (".js", ".css"):
        assert len(plain.body) < 400, "only tiny files are not worth it"


def test_icons_are_found_where_browsers_look(hall: Hall) -> None:
    found = hall.get("/favicon.ico")
    assert found.status == 302
    assert hall.get(found.headers["location"]).headers["content-type"].startswith("image/svg+xml")


class References(HTMLParser):
    """What a modern browser fetches because of a page: stylesheets, icons, preloads, module scripts. `nomodule` ones are for others."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get("href" if tag == "link" else "src")
        if tag in ("link", "script", "img") and address and "nomodule" not in given and not address.startswith("data:"):
            self.found.append(address)


def static_imports(path: str, source: str) -> set[str]:
    """Modules that must be there before this one runs; `import(…)` comes later and is not counted."""
    without_comments = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    relative = re.findall(r'^(?:import|export)[^;]*?from\s*"(\.[^"]+)"|^import\s*"(\.[^"]+)"', without_comments, re.MULTILINE)
    return {posixpath.normpath(posixpath.join(posixpath.dirname(path), one or other)) for one, other in relative}


def weigh(hall: Hall, path: str, cookie: str = "") -> dict[str, int]:
    """Bytes on the wire by address: the page, all it names, and all that those modules import, as a phone with gzip gets them."""
    page = hall.get(path, cookie, Accept_Encoding="gzip")
    assert page.status == 200
    html = gzip.decompress(page.body) if page.headers.get("content-encoding") == "gzip" else page.body
    weights = {path: len(page.body)}
    waiting = References(html.decode()).found
    while waiting:
        address = waiting.pop()
        if address in weights:
            continue
        answer = hall.get(address, Accept_Encoding="gzip")
        assert answer.status == 200, address
        weights[address] = len(answer.body)
        if address.endswith(".js"):
            packed = answer.headers.get("content-encoding") == "gzip"
            source = (gzip.decompress(answer.body) if packed else answer.body).decode()
            waiting += static_imports(address, source)
    return weights


def test_the_phone_page_is_light(hall: Hall) -> None:
    """Up to the lobby, cold: HTML, styles, preloaded modules, words, and every module they import. Headers are not counted."""
    hall.open_room(sample("choice"))
    weights = weigh(hall, "/")
    hall.close_room()
    listing = "\n".join(f"{size:7} {address}" for address, size in sorted(weights.items(), key=lambda item: -item[1]))
    assert sum(weights.values()) <= MOST_BYTES, f"{sum(weights.values())} bytes:\n{listing}"
    assert len(weights) <= MOST_REQUESTS, f"{len(weights)} requests:\n{listing}"


def test_the_phone_page_names_all_it_needs_so_that_nothing_is_fetched_in_a_chain(hall: Hall) -> None:
    named = set(References(hall.get("/").body.decode()).found)
    assert set(weigh(hall, "/")) - {"/"} - named == set()


def test_nothing_is_ever_loaded_from_outside() -> None:
    outside: list[str] = []
    for folder in (shipped("static"), shipped("templates")):
        for path in folder.rglob("*"):
            if path.suffix not in (".js", ".mjs", ".css", ".html", ".svg"):
                continue
            text = path.read_text("utf-8")
            if path.suffix in (".js", ".css") and "vendor" in path.parts:
                text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
            mentions = re.findall(r"(?:https?:|wss?:)//[^\s\"'`)<>]+|(?:src|href|url|import|from)\s*[=(]?\s*[\"'(]//[^\s\"')]+", text)
            outside += [f"{path.name}: {found}" for found in mentions if "www.w3.org/" not in found and found not in KNOWN_MENTIONS]
    assert outside == []
