"""A student with a script: may annoy his own phone, and nobody else's. Each attack here once worked, or is the first one to try."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from quizserver.bench.wire import phone_auth
from tests.conftest import sample
from tests.network import a_websocket, frame
from tests.server import MODES, WAIT, Hall, Line, Poller, until

pytestmark = pytest.mark.server

PATIENCE = 4.0
"""Seconds in which everybody else must be answered while one attacks: usually some milliseconds; this machine may be busy."""


@contextmanager
def sending_without_pause(wire: socket.socket, chunk: bytes) -> Iterator[None]:
    """Sends and reads as fast as the connection takes it, until the end of the block."""
    over = threading.Event()

    def send() -> None:
        with suppress(OSError):
            while not over.is_set():
                with suppress(TimeoutError):
                    wire.sendall(chunk)

    def read() -> None:
        with suppress(OSError):
            while not over.is_set():
                with suppress(TimeoutError):
                    if not wire.recv(65_536):
                        break

    threads = [threading.Thread(target=send), threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
        wire.close()


def slowest(line: Line, seconds: float = 2.5) -> float:
    """The slowest ack of a phone that asks now and then."""
    end, worst = time.monotonic() + seconds, 0.0
    while time.monotonic() < end:
        asked = time.monotonic()
        line.code("spin")
        worst = max(worst, time.monotonic() - asked)
        time.sleep(0.2)
    return worst


AUTH = json.dumps(phone_auth("a" * 32))
FLOODS = {
    "verbs": frame(b'42/phone,7["join",{}]') * 100,
    "large verbs": frame(b'42/phone,7["join","' + b"a" * 60_000 + b'"]'),
    "heartbeats": frame(b"3") * 500,
    "events for nobody": frame(b'42["x"]') * 500,
    "coming and going": (frame(b"41/phone,") + frame(f"40/phone,{AUTH}".encode())) * 50,
    "pings": frame(b"", opcode=9) * 500,
    "a message without end": frame(b"4", final=False) + frame(b"a" * 1_000, opcode=0, final=False) * 60,
}


@pytest.mark.parametrize("what", FLOODS)
def test_a_phone_that_sends_without_pause_holds_nobody_up(hall: Hall, what: str) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    attacker = a_websocket(hall.port)
    attacker.sendall(frame(f"40/phone,{AUTH}".encode()))
    with sending_without_pause(attacker, FLOODS[what]):
        assert slowest(ani) < PATIENCE
    assert hall.memory_mb() < 400


@pytest.mark.parametrize("path", ["/healthz", "/", "/socket.io/?EIO=4&transport=polling"])
def test_a_browser_that_asks_without_pause_holds_nobody_up(hall: Hall, path: str) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    attacker = socket.create_connection(("127.0.0.1", hall.port), timeout=0.5)
    with sending_without_pause(attacker, f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * 50):
        assert slowest(ani) < PATIENCE


def test_a_phone_that_comes_and_leaves_in_one_breath_locks_nobody_out(hall: Hall) -> None:
    """It once took a seat that nobody could free: the player never got in again, and using a code stopped the whole server."""
    hall.open_room(sample("choice"))
    ani = hall.student()
    name, code = ani.you["player"]["name"], ani.verb("ask_code")["code"]
    ani.close()
    breath = Poller(hall.local, phone_auth("f" * 32))
    breath.post(f"41/phone,\x1e40/phone,{json.dumps(phone_auth(ani.token))}\x1e41/phone,")
    assert hall.phone().code("use_code", code=code) == "ok"
    assert hall.phone().code("join") == "ok"

    budi = hall.student()
    budi.close()
    breath = Poller(hall.local, phone_auth("f" * 32))
    breath.post(f"41/phone,\x1e40/phone,{json.dumps(phone_auth(budi.token))}\x1e41/phone,")
    assert hall.phone(budi.token).you["player"]["name"] not in (None, name)


@pytest.mark.parametrize("mode", MODES)
def test_more_connections_than_open_files_end_nobodys_game(tmp_path: Path, mode: str) -> None:
    """One phone can open tens of thousands; eventlet's server once died of the first that found no file."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 4_096:
        pytest.skip("this system lets the test itself open too few files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (4_096, hard))
    with ExitStack() as attackers, Hall(tmp_path, mode, files=2_048) as hall:
        attackers.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        hall.open_room(sample("choice"))
        ani = hall.student()
        for _ in range(2_300):
            attackers.enter_context(socket.create_connection(("127.0.0.1", hall.port), timeout=5))
        assert ani.code("spin") == "ok"
        attackers.close()
        assert until(lambda: hall.get("/healthz").status == 200, "new visitors to be served again")
        assert hall.student().you["player"]
        assert "Traceback" not in hall.output


def test_a_whole_hall_joins_from_one_address(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    students = hall.students(320)
    assert hall.json("/healthz")["players"] == 320
    names = {until(lambda line=line: line.newest("you").get("player"), "a name")["name"] for line in students}
    assert len(names) == 320, "each has a name of its own"
    hall.go_to("open")
    for line in students:
        line.sees("open")
    answer = {"round": 1, "step": "answer", "payload": {"picks": [0]}, "took": 1.0}
    acks = hall.all((line.wire.verb("answer", answer, WAIT) for line in students), 60)
    assert [ack for ack in acks if not (isinstance(ack, dict) and ack["ok"])] == []
    assert until(lambda: (hall.screen.newest("progress") or {}).get("answered") == 320, "the count")


def test_the_credit_is_the_connections_own_and_comes_back(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    greedy, modest = hall.student(), hall.student()
    acks = hall.all(greedy.wire.verb("ask_code", {}, WAIT) for _ in range(60))
    refused = [ack["error"] for ack in acks if not ack["ok"]]
    assert 15 <= len(refused) <= 35
    assert {(error["code"], error["retry"]) for error in refused} == {("request/slow_down", True)}
    assert modest.code("ask_code") == "ok"
    time.sleep(1.0)
    assert greedy.code("ask_code") == "ok"


def test_a_word_cannot_be_found_by_trying_a_dictionary(hall: Hall) -> None:
    hall.open_room(sample("guess") | {"seconds": 300})
    ani = hall.student()
    hall.go_to("open")
    ani.sees("open")
    began = time.monotonic()
    acks = [ani.answer(text=f"kata{n}") for n in range(25)]
    allowed = 5 + (time.monotonic() - began) / 2 + 1
    assert sum(ack["ok"] for ack in acks) <= allowed
    assert {ack["error"]["code"] for ack in acks if not ack["ok"]} == {"answer/slow_down"}
    again = hall.phone(ani.token)
    again.sees("open")
    assert again.answer(text="kata99")["error"]["code"] == "answer/slow_down", "a new connection brings no new credit"


def test_a_code_for_another_phone_cannot_be_found_by_trying(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    ani.verb("ask_code")
    thief = hall.phone()
    codes = [thief.code("use_code", code=f"AAAAA{n % 10}") for n in range(20)]
    assert codes.count("code/unknown") <= 8, "of half a milliard"
    assert codes[-1] == "request/slow_down"
    assert ani.code("spin") == "ok"


def test_phones_that_come_and_go_leave_nothing_behind(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    for _ in range(3):
        for line in hall.students(20):
            line.close()

    def counts() -> tuple[int, int]:
        progress = hall.screen.newest("progress") or {}
        return progress.get("phones"), progress.get("connected")

    until(lambda: counts() == (61, 1), "everyone else to be gone")
    assert ani.code("spin") == "ok"


@pytest.mark.parametrize("body", ["9", "a" * 70_000])
def test_an_upload_that_is_refused_is_over_at_once(hall: Hall, body: str) -> None:
    """The library waits for its client to fetch the rest: each refusal would keep a thread for ever."""
    hall.open_room(sample("choice"))
    attacker = Poller(hall.local, phone_auth("e" * 32))
    began = time.monotonic()
    with pytest.raises(AssertionError, match="400"):
        attacker.post(body)
    assert time.monotonic() - began < PATIENCE


def test_an_answer_cannot_be_faster_than_the_question(hall: Hall) -> None:
    """`took` is what a phone claims: it earns no more than the server can have seen."""
    hall.open_room(sample("choice") | {"seconds": 20}, mode="classic")
    honest, liar = hall.student(), hall.student()
    hall.go_to("open")
    right = honest.sees("open")["round"]["body"]["options"].index("Guru BK")
    liar.sees("open")
    time.sleep(6)
    honest.answer(picks=[right], took=6.0)
    liar.answer(picks=[right], took=0.0)
    hall.go_to("closed")
    until(lambda: all("result" in line.you.get("round", {}) for line in (honest, liar)), "both results")
    gained = liar.you["score"]["points"] - honest.you["score"]["points"]
    assert 0 <= gained <= 90, "three seconds on the air is all that is believed"
