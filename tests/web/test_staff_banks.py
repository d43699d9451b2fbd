"""The staff API on real servers: saves and pictures while a hall plays, and what a kill leaves."""

from __future__ import annotations

import http.client
import io
import json
import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from quizserver.banks import emit
from tests.conftest import sample
from tests.server import MODES, Hall, until

pytestmark = pytest.mark.server

PASSWORD = "lampu kuning tepi sawah"


class Office:
    """A browser on the laptop, logged in as the admin."""

    def __init__(self, hall: Hall) -> None:
        self._port = hall.port
        self._cookies = dict([hall.cookie.split("=", 1)])
        form = {"name": "rina", "display": "Rina", "password": PASSWORD, "again": PASSWORD, "csrf_token": self._token("/staff/first")}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self._ask("POST", "/staff/first", urllib.parse.urlencode(form).encode(), kind)
        self._csrf = self._token("/staff")

    def api(self, method: str, path: str, sent: Any = None, content: bytes | None = None) -> Any:
        body, kind = json.dumps(sent).encode() if sent is not None else None, "application/json"
        if content is not None:
            head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
            body, kind = head + content + b"\r\n--edge--\r\n", "multipart/form-data; boundary=edge"
        headers = {"X-CSRFToken": self._csrf, "Content-Type": kind}
        return json.loads(self._ask(method, f"/staff/api/{path}", body, headers))

    def _token(self, page: str) -> str:
        found = re.search(r'name="csrf-token" content="([^"]+)"', self._ask("GET", page).decode())
        assert found
        return found[1]

    def _ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        connection.request(method, path, body, {"Cookie": cookies, **(headers or {})})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";", 1)[0].split("=", 1)
            self._cookies[name] = value
        assert answer.status < 400, content
        return content


@pytest.fixture(params=MODES)
def hall(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hall]:
    with Hall(tmp_path / "one", request.param) as hall:
        yield hall
        assert "Traceback" not in hall.output, hall.output


def test_an_edit_during_a_game_changes_the_file_and_not_the_game(hall: Hall) -> None:
    office = Office(hall)
    hall.open_room(sample("choice"))
    [line] = hall.students(1)
    hall.go_to("open")
    until(lambda: line.view["phase"] == "open", "the question")
    before = line.view["round"]
    bank = hall.banks / "soal.yaml"
    bank.write_text(emit.write_file(json.loads(bank.read_text("utf-8"))), "utf-8")
    seen = office.api("GET", "banks/soal/items/sample-four")
    changed = seen["item"] | {"text": {"id": "Berubah?", "en": "Changed?"}}
    saved = office.api("PUT", "banks/soal/items/sample-four", {"item": changed, "base": seen["version"]})
    assert saved["item"]["status"] == "draft"
    made = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(made, "PNG")
    assert office.api("POST", "pictures", content=made.getvalue())["name"].endswith(".png")
    assert line.verb("answer", round=1, step="answer", payload={"picks": [0]}, took=1.0)["ok"]
    hall.go_to("closed")
    until(lambda: line.view["phase"] == "closed", "the result")
    assert line.view["round"]["body"]["text"] == before["body"]["text"] != "Berubah?"
    hall.kill()
    assert "Berubah?" in bank.read_text("utf-8")
    hall.start()
    newest, *older = office.api("GET", "banks/soal/history")["saves"]
    assert (newest["who"], newest["what"], newest["items"]) == ("Rina", "edited", ["sample-four"])
    assert older
