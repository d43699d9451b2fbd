"""Requests over a real server and a real disk: a burst, a kill, the closed room, the three days, and a search of every byte."""

from __future__ import annotations

import base64
import json
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from nacl.public import Box, PrivateKey, PublicKey

from quizserver.safety import sealing
from tests.conftest import LEAD_SECRET, sample
from tests.server import Hall, Line, until

pytestmark = pytest.mark.server

LEAD = sealing.public_of(LEAD_SECRET)
WRAPPED = {"kdf": "scrypt", "n": 131072, "r": 8, "p": 1, "salt": "AA==", "nonce": "AA==", "box": "AA=="}
SECRET = "Aku diancam kakak kelas di kantin"
DAYS_3 = 72 * 3600 + 60


@pytest.fixture
def hall(fresh_hall: Hall) -> Hall:
    """A server of each test's own: requests stay until they are handed over."""
    return fresh_hall


def a_lead(hall: Hall) -> Line:
    """The lead's device, paired; it has made its key and says that it is here."""
    asked = hall.json("/pair", "POST")
    hall.screen.verb("open_pairing")
    assert hall.screen.verb("pair", digits=asked["digits"], kind="lead")["ok"]
    lead = hall.desk(hall.get(f"/pair/{asked['ticket']}").cookie)
    if not lead.verb("lead_keys")["keys"]:
        assert lead.verb("keep_lead_key", public=LEAD, wrapped=WRAPPED)["ok"]
    assert lead.verb("lead_here", public=LEAD)["ok"]
    return lead


def listed(lead: Line) -> list[dict[str, Any]]:
    """Her list, opened with her secret key."""
    sealed = lead.verb("lead_here", public=LEAD)["list"]
    raw = base64.b64decode(sealed)
    assert (len(raw) - sealing.KEY - sealing.NONCE - sealing.MAC) % sealing.BLOCK == 0, "its length says nothing"
    box = Box(PrivateKey(base64.b64decode(LEAD_SECRET)), PublicKey(raw[:32]))
    plain = box.decrypt(raw[56:], raw[32:56])
    rows: list[dict[str, Any]] = json.loads(plain[4 : 4 + int.from_bytes(plain[:4], "big")])["requests"]
    return rows


def open_box(hall: Hall) -> None:
    hall.open_room(sample("box"))
    hall.screen.verb("advance", step=hall.screen.view["next"]["step"])
    hall.screen.sees("ready")
    hall.screen.verb("advance", step=hall.screen.view["next"]["step"])
    hall.screen.sees("open")


def write_now(hall: Hall) -> None:
    """From the notice on to writing, once the hall knows of the lead."""
    until(lambda: hall.screen.code("advance", step=hall.screen.view["next"]["step"]) == "ok", "the lead to be known")
    until(lambda: hall.screen.view["round"]["step"] == "write", "the step")


def room_key(phone: Line) -> str:
    key: str = until(lambda: phone.view["round"]["body"].get("room"), "the room's key")
    return key


def ask_to_talk(phone: Line, text: str = SECRET) -> None:
    assert phone.answer(sealed=sealing.seal(LEAD, json.dumps({"door": "talk", "text": text})))["ok"]


def every_byte(hall: Hall) -> bytes:
    return b"\n".join(path.read_bytes() for path in hall.folder.rglob("*") if path.is_file()) + hall.output.encode()


def test_a_request_survives_a_kill_and_the_close_and_nobody_but_the_lead_can_read_it(hall: Hall) -> None:
    open_box(hall)
    ani = hall.student()
    assert hall.screen.code("advance", step=hall.screen.view["next"]["step"]) == "box/no_lead"
    lead = a_lead(hall)
    write_now(hall)
    ask_to_talk(ani)
    asker = hall.student()
    assert asker.answer(sealed=sealing.seal(room_key(asker), json.dumps({"door": "question", "text": "Apa itu empati?"})))["ok"]
    hall.restart()
    hall.screen.sees("open")
    hall.close_room()
    hall.restart()
    lead = a_lead(hall)
    rows = until(lambda: time.sleep(0.5) or listed(lead), "the batch", seconds=40)
    assert len(rows) == 1
    row = {"room": rows[0]["room"], "request": rows[0]["request"]}
    first = lead.verb("open_request", **row)["sealed"]
    again = lead.verb("open_request", **row)["sealed"]
    assert first != again, "a fresh cover each time: whoever listens cannot match it with what a phone sent"
    assert SECRET.encode() not in every_byte(hall)
    assert b"Apa itu empati?" in every_byte(hall), "the search finds what is there"
    assert lead.code("hand_over", way="print") == "box/outcomes_first"
    assert lead.verb("set_outcome", **row, outcome="met")["ok"]
    assert lead.verb("hand_over", way="print")["ok"]
    assert listed(lead) == []


def test_only_the_leads_device_may_see_or_touch_requests(hall: Hall) -> None:
    open_box(hall)
    lead = a_lead(hall)
    row = {"room": "x", "request": "r1"}
    payloads: dict[str, dict[str, Any]] = {
        "lead_keys": {},
        "keep_lead_key": {"public": LEAD, "wrapped": WRAPPED},
        "lead_here": {"public": LEAD},
        "lead_away": {},
        "open_request": row,
        "set_outcome": row | {"outcome": "met"},
        "add_slip": {"sealed": sealing.seal(LEAD, "x")},
        "hand_over": {"way": "file"},
    }
    for other in (hall.screen, hall.desk(), hall.desk(projector_off=True)):
        for verb, payload in payloads.items():
            assert other.code(verb, **payload) == "grant/power", verb
    assert lead.code("open_request", **row) == "box/gone"
    assert lead.code("keep_lead_key", public=LEAD, wrapped=WRAPPED) == "box/key_in_use"
    assert lead.code("lead_here", public=sealing.public_of(sealing.new_secret())) == "box/key_replaced"
    assert hall.desk(projector_off=True).verb("calm_note", sealed=sealing.seal(LEAD, "temui hari ini"))["ok"]
    assert [one["source"] for one in listed(lead)] == ["note"]


def age(hall: Hall, seconds: float) -> None:
    """Moves all that happened into the past, on disk, while the server is down."""
    hall.kill()
    with sqlite3.connect(hall.folder / "data" / "journal.sqlite3") as journal:
        journal.execute("update facts set wall = wall - ?", (seconds,))
    hall.start()


def test_desks_hear_count_and_age_of_what_waits_and_a_mirrored_browser_does_not(hall: Hall) -> None:
    open_box(hall)
    lead = a_lead(hall)
    assert lead.verb("add_slip", sealed=sealing.seal(LEAD, SECRET))["ok"]
    age(hall, 240)
    mirrored, alone = hall.desk(), hall.desk(projector_off=True)
    assert until(lambda: (alone.newest("lead") or {}).get("waiting"), "the notice") == {"count": 1, "minutes": 4}
    assert mirrored.newest("lead")["waiting"] is None
    assert "waiting" not in json.dumps(hall.screen.view)
    for event in ("view", "progress", "hall"):
        assert SECRET not in json.dumps(hall.screen.events(event))


def test_after_three_days_the_laptop_does_nothing_else_until_the_hand_over_is_made(hall: Hall) -> None:
    open_box(hall)
    lead = a_lead(hall)
    assert lead.verb("add_slip", sealed=sealing.seal(LEAD, SECRET))["ok"]
    age(hall, DAYS_3)
    screen = hall.screen
    assert screen.view["setup"]["gate"] is True
    assert screen.code("open_room", programme="tes") == "box/hand_over_first"
    assert screen.code("pause", on=True) == "box/hand_over_first"
    lead = a_lead(hall)
    time.sleep(2)
    assert screen.view["phase"] == "setup", "also when she comes the visit stands still"
    row = {key: listed(lead)[0][key] for key in ("room", "request")}
    assert lead.verb("open_request", **row)["ok"]
    assert lead.verb("set_outcome", **row, outcome="to_counsellor")["ok"]
    assert lead.verb("hand_over", way="file")["ok"]
    assert until(lambda: screen.view["phase"] == "open", "the visit to go on")


def test_320_submissions_at_once_are_all_on_disk_when_they_are_acknowledged(hall: Hall) -> None:
    """Prints how long it took from the first to the last ack."""
    open_box(hall)
    a_lead(hall)
    phones = hall.students(320)
    write_now(hall)
    key = room_key(phones[0])
    until(lambda: all(phone.view["round"]["step"] == "write" for phone in phones), "all phones")
    sealed = [
        sealing.seal(LEAD if n % 40 == 0 else key, json.dumps({"door": "talk" if n % 40 == 0 else "question", "text": "a" * 400}))
        for n in range(320)
    ]
    with ThreadPoolExecutor(64) as pool:
        began = time.perf_counter()
        acks = list(pool.map(lambda pair: pair[0].answer(sealed=pair[1]), zip(phones, sealed, strict=True)))
        took = time.perf_counter() - began
    assert all(ack["ok"] for ack in acks)
    hall.kill()
    with sqlite3.connect(hall.folder / "data" / "journal.sqlite3") as journal:
        rows = [json.loads(body) for (body,) in journal.execute("select body from facts where kind = 'answered'")]
    assert sum("sealed" in row["payload"] for row in rows) == 8
    assert len(rows) == 320
    print(f"320 sealed submissions acknowledged in {1000 * took:.0f} ms, simulated phones included")


def test_what_was_sent_may_be_taken_back_until_it_is_read(hall: Hall) -> None:
    open_box(hall)
    lead = a_lead(hall)
    phone = hall.student()
    write_now(hall)
    ask_to_talk(phone, "yang pertama")
    assert phone.verb("take_back", round=1)["ok"]
    assert phone.code("take_back", round=1) == "box/nothing_to_take_back"
    ask_to_talk(phone)
    rows = until(lambda: time.sleep(0.5) or listed(lead), "the batch", seconds=40)
    assert len(rows) == 1, "the first is gone"
    assert lead.verb("open_request", room=rows[0]["room"], request=rows[0]["request"])["ok"]
    assert phone.code("take_back", round=1) == "box/nothing_to_take_back"
    assert len(listed(lead)) == 1
