"""The staff pages of a real server: hashing in its real thread, and who is answered while a hall plays. Rules in detail: tests/staff."""

from __future__ import annotations

import http.cookiejar
import re
import stat
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from quizserver.cli import main
from quizserver.live.hall import lan_addresses
from tests.conftest import sample
from tests.server import MODES, Hall

pytestmark = pytest.mark.server

PASSWORD = "lampu kuning tepi sawah"


@pytest.fixture(params=MODES)
def hall(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with Hall(tmp_path_factory.mktemp("hall"), request.param, "--host", "0.0.0.0") as hall:
        yield hall
        assert hall.is_well(), hall.output


class Browser:
    """Keeps cookies and follows redirects; `get` and `post` give status and text."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        content = urllib.parse.urlencode(form).encode() if form is not None else None
        try:
            with self._opener.open(self.base + path, content, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def post(self, path: str, **form: str) -> tuple[int, str]:
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.get(path)[1])
        assert found, path
        return self.get(path, {"csrf_token": found[1], **form})


def a_laptop(hall: Hall) -> Browser:
    """The laptop's own browser, which drives the screen, with the first account made."""
    link = quizserver(hall, "link").strip()
    laptop = Browser(hall.local)
    assert laptop.get(link.removeprefix(hall.local))[0] == 200
    status, page = laptop.post("/staff/first", name="rina", display="Rina", password=PASSWORD, again=PASSWORD)
    assert (status, "Halo, Rina" in page) == (200, True)
    return laptop


def quizserver(hall: Hall, *words: str) -> str:
    """What a command says beside the running server."""
    return CliRunner().invoke(main, [*words, "--data", str(hall.folder / "data")]).output


def test_staff_log_in_and_a_hall_keeps_them_to_the_laptop(hall: Hall) -> None:
    laptop = a_laptop(hall)
    assert laptop.get("/staff/accounts")[0] == 200
    secret = hall.folder / "data" / "staff.key"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    given = quizserver(hall, "staff", "add", "budi", "--role", "editor").split()[-1]
    others = [Browser(f"http://{address}:{hall.port}") for address in lan_addresses()[:1]]
    for other in others:
        assert other.post("/staff/login", name="budi", password="wrong word")[0] == 401
        status, page = other.post("/staff/login", name="budi", password=given)
        assert (status, "Pilih kata sandi sendiri" in page) == (200, True)
    hall.open_room(sample("choice"))
    assert laptop.get("/staff/accounts")[0] == 200
    for other in others:
        status, page = other.get("/staff")
        assert (status, "Kunjungan sedang berjalan" in page) == (403, True)
    hall.close_room()
    for other in others:
        assert other.get("/staff/me")[0] == 200
    hall.restart()
    assert laptop.get("/staff/accounts")[0] == 200, "a login outlives the server"


def test_phones_and_sockets_know_nothing_of_the_staff(hall: Hall) -> None:
    laptop = a_laptop(hall)
    paths = {cookie.name: cookie.path for cookie in laptop.jar}
    assert paths == {"quizserver_key": "/", "quizserver_staff": "/staff", "quizserver_device": "/staff/login"}
    for path in ("/", "/desk", "/info.json", "/healthz", "/nonsense", "/socket.io/?EIO=4&transport=polling"):
        headers = hall.get(path).headers
        assert "set-cookie" not in headers, path
        assert "Cookie" not in headers.get("vary", ""), path
