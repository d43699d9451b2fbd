"""After a visit, over HTTP, on real servers: who may, what comes back, what is gone; and acks that go on while a report is made."""

from __future__ import annotations

import io
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from tests.conftest import sample
from tests.server import MODES, Hall, until

pytestmark = pytest.mark.server


@pytest.fixture(params=MODES)
def hall(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hall]:
    with Hall(tmp_path / "one", request.param) as hall:
        yield hall
        assert "Traceback" not in hall.output, hall.output


def ask(hall: Hall, method: str, path: str = "", body: bytes | None = None, cookie: str | None = None) -> tuple[int, bytes]:
    """Status and body of a request to the desk's last page."""
    headers = {"Cookie": hall.cookie if cookie is None else cookie}
    request = urllib.request.Request(f"{hall.local}/desk/visits{path}?lang=en", data=body, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return reply.status, reply.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


def code_of(answer: tuple[int, bytes]) -> str:
    return str(json.loads(answer[1])["error"]["code"])


def visits(hall: Hall) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(ask(hall, "GET")[1])["visits"]
    return listed


def play(hall: Hall, students: int) -> list[Any]:
    hall.open_room(sample("choice"), sample("choice", 1))
    lines = hall.students(students)
    hall.go_to("open")
    hall.all(line.wire.verb("answer", {"round": 1, "step": "answer", "payload": {"picks": [0]}, "took": 1.0}, 20) for line in lines)
    hall.go_to("closed")
    return lines


def everything_on_disk(hall: Hall) -> bytes:
    return b"".join(path.read_bytes() for path in (hall.folder / "data").rglob("*") if path.is_file())


def test_report_close_wipe_and_receipt(hall: Hall) -> None:
    line = play(hall, 12)[0]
    name = line.you["player"]["name"].encode()
    status, pdf = ask(hall, "POST", "/last/pdf")
    assert status == 200
    assert "12" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    status, xlsx = ask(hall, "POST", "/last/xlsx")
    assert openpyxl.load_workbook(io.BytesIO(xlsx)).sheetnames[0] == "Summary"
    assert ask(hall, "POST", "/last/csv")[1].startswith(b"\xef\xbb\xbf")
    hall.close_room()
    assert [(one["number"], one["state"], one["heads"]) for one in visits(hall)] == [(1, "closed", 12)]
    until(lambda: (hall.screen.view.get("setup") or {}).get("unwiped") == 1, "the next set-up to remind of it")
    assert name in everything_on_disk(hall)
    assert code_of(ask(hall, "POST", "/1/receipt")) == "child/refused"
    assert ask(hall, "DELETE", "/1")[0] == 200
    assert name not in everything_on_disk(hall)
    assert visits(hall)[0]["state"] == "wiped"
    assert ask(hall, "POST", "/1/receipt")[1].startswith(b"%PDF")
    assert ask(hall, "POST", "/1/pdf")[1].startswith(b"%PDF"), "the report is made from what was kept"
    hall.open_room(sample("choice"))
    assert hall.student().you["player"], "the journal goes on after it was built anew"


def test_nobody_without_the_right_gets_in(hall: Hall) -> None:
    play(hall, 1)
    for method, path in (("GET", ""), ("POST", "/last/pdf"), ("DELETE", "/1"), ("POST", ""), ("POST", "/last/room")):
        for cookie in ("", "quizserver=guess"):
            assert code_of(ask(hall, method, path, b"" if method == "POST" else None, cookie)) == "grant/none"
    assert code_of(ask(hall, "POST", "/last/exe")) == "request/malformed"
    assert code_of(ask(hall, "POST", "/9/pdf")) == "child/refused"


def test_a_visit_moves_to_a_second_laptop_and_phones_come_back_by_their_tokens(hall: Hall, tmp_path: Path) -> None:
    lines = play(hall, 5)
    tokens, points = [line.token for line in lines], [line.you["score"] for line in lines]
    assert hall.screen.verb("close_room", moved=True)["ok"]
    until(lambda: all(line.is_closed for line in lines), "the phones to be let go")
    assert not any(line.newest("bye") for line in lines), "phones keep asking, so that they find the other laptop"
    status, file = ask(hall, "POST", "/last/room")
    assert status == 200
    with Hall(tmp_path / "two", hall.mode) as other:
        assert code_of(ask(other, "POST", body=file[: len(file) // 2])) == "child/refused"
        assert other.screen.view["phase"] == "setup", "nothing is half written"
        assert ask(other, "POST", body=file)[0] == 200
        other.screen.sees("closed")
        again = [other.phone(token) for token in tokens]
        assert [line.you["score"] for line in again] == points
        other.advance()
        assert code_of(ask(other, "POST", body=file)) == "child/refused"
        other.restart()
        assert other.phone(tokens[0]).you["score"] == points[0]
        assert "Traceback" not in other.output, other.output
    assert ask(hall, "POST", "/1/room")[1] == file, "a lost file can be had again"


def test_acks_go_on_while_a_report_is_made(hall: Hall) -> None:
    hall.open_room(sample("choice"), sample("choice", 1))
    lines = hall.students(60)
    hall.go_to("open")
    waits: list[float] = []

    async def answer_on(line: Any, n: int) -> None:
        for turn in range(40):
            began = time.perf_counter()
            ack = await line.wire.verb("answer", {"round": 1, "step": "answer", "payload": {"picks": [(n + turn) % 2]}, "took": 1.0}, 20)
            waits.append(time.perf_counter() - began)
            assert ack["ok"] or ack["error"]["code"] == "request/slow_down", ack

    pending = hall.begin(answer_on(line, n) for n, line in enumerate(lines[:6]))
    began = time.perf_counter()
    assert ask(hall, "POST", "/last/pdf")[0] == 200
    took = time.perf_counter() - began
    problems = [one for one in pending() if one is not None]
    assert problems == []
    assert max(waits) < took, "no ack had to wait for the report"
