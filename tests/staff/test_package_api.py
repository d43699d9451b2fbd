"""The visit package over the JSON API: who may make one and who may bring one in, also without an account."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from quizserver.protocol import COOKIE
from tests.banks.conftest import BANK, PROGRAMME
from tests.staff.conftest import LAPTOP, Browser, StaffRoom
from tests.staff.test_import_api import in_this_process

__all__ = ["in_this_process"]


@pytest.fixture
def room(staff: StaffRoom) -> StaffRoom:
    (staff.banks / "kuis.yaml").write_text(BANK, "utf-8")
    (staff.banks / "program-pagi.yaml").write_text(PROGRAMME, "utf-8")
    for name, role in (("rina", "editor"), ("dewi", "facilitator"), ("lia", "lead"), ("ani", "admin")):
        staff.add(name, role)
    return staff


def made(room: StaffRoom) -> bytes:
    dewi = room.logged_in("dewi")
    assert [one["id"] for one in dewi.api("GET", "package").json["programmes"]] == ["pagi"]
    answer = dewi.api("POST", "package/make", programmes=["pagi"])
    assert answer.json["made"]["left"] == []
    return base64.b64decode(answer.json["made"]["content"])


def send(browser: Browser, path: str, content: bytes) -> Any:
    headers = {"X-CSRFToken": browser.token("/staff/package")}
    return browser.client.post(f"/staff/api/package/{path}", data=content, headers=headers, environ_base={"REMOTE_ADDR": browser.address})


def drives(room: StaffRoom, address: str) -> Browser:
    """The browser that drives the screen; nobody is logged in."""
    room.library.add_key("k" * 32, "browser")
    browser = room.browser(address)
    browser.client.set_cookie(COOKIE, "k" * 32)
    return browser


def test_from_the_office_to_the_laptop_and_its_screen(room: StaffRoom, tmp_path: Path) -> None:
    content = made(room)
    visit = StaffRoom(tmp_path / "visit")
    visit.add("rina", "editor")
    screen = drives(visit, LAPTOP)
    assert screen.get("/staff/package").status_code == 200
    assert {row["state"] for row in send(screen, "look", content).json["seen"]["rows"]} == {"new"}
    visit.rooms.is_open = True
    assert send(screen, "take", content).json == {"ok": True, "files": 2}
    assert [one.id for one in visit.shelf.programmes()] == ["pagi"]
    history = visit.logged_in("rina", LAPTOP).api("GET", "banks/kuis/history").json["saves"]
    assert (history[0]["what"], history[0]["who"]) == ("package", "Laptop kunjungan")


def test_a_damaged_one_is_refused_with_its_sentence(room: StaffRoom) -> None:
    ani = room.logged_in("ani")
    refused = send(ani, "look", made(room)[:-30])
    assert refused.status_code == 409
    assert ".peksos" in refused.json["error"]["message"]
    assert send(ani, "take", b"bukan paket").status_code == 409


def test_nobody_else_brings_one_in(room: StaffRoom) -> None:
    """Nor an editor: she could write and approve alone, and change the help channels."""
    content = made(room)
    assert send(room.logged_in("ani"), "look", content).status_code == 200
    for other in (room.logged_in("rina"), room.logged_in("dewi"), room.logged_in("lia"), room.browser(LAPTOP), drives(room, "192.168.7.9")):
        assert send(other, "take", content).status_code == 403
    assert room.browser(LAPTOP).get("/staff/package").status_code == 403
    assert room.logged_in("lia").api("POST", "package/make", programmes=["pagi"]).status_code == 403
    assert room.logged_in("dewi").api("POST", "package/make", programmes=["--data"]).status_code == 400
