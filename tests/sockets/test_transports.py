"""School networks that break websockets: a proxy that refuses the upgrade, one that swallows it. HTTP long polling carries the whole game.

How a browser falls back is tests/browser's matter; here is the server's side, and what the proxies do to a client.
"""

from __future__ import annotations

import secrets
import threading
import time

import pytest

from quizserver.bench.wire import phone_auth
from tests.conftest import sample
from tests.server import Hall, Lost, Poller, Tap, until

pytestmark = pytest.mark.server


def play_a_round(hall: Hall, url: str) -> None:
    """Joins, answers and sees the result, all by polling."""
    hall.open_room(sample("choice"))
    token = secrets.token_hex(16)
    phone = Poller(url, phone_auth(token))
    phone.wait(lambda: "you" in phone.newest)
    assert phone.newest["you"]["player"] is None
    assert phone.verb("join")["ok"]
    phone.wait(lambda: phone.newest.get("view", {}).get("phase") == "lobby")
    hall.go_to("open")
    phone.wait(lambda: phone.newest["view"]["phase"] == "open")
    right = phone.newest["view"]["round"]["body"]["options"].index("Guru BK")
    ack = phone.verb("answer", round=1, step="answer", payload={"picks": [right]}, took=1.0)
    assert ack["ok"]
    hall.go_to("closed")
    phone.wait(lambda: phone.newest["view"]["phase"] == "closed" and "result" in phone.newest["you"].get("round", {}))
    assert phone.newest["view"]["round"]["reveal"]["right"] == [right]
    assert phone.newest["you"]["round"]["result"]["points"] == 1000
    assert hall.phone(token).you["score"]["points"] == 1000, "and goes on by websocket elsewhere"


@pytest.mark.parametrize("status", [400, 403])
def test_behind_a_proxy_that_refuses_websockets_polling_plays_the_game(hall: Hall, status: int) -> None:
    with Tap(hall.air, hall.port, websockets="refuses", status=status) as proxy:
        with pytest.raises(Lost):
            hall.phone(url=proxy.url)
        play_a_round(hall, proxy.url)
        assert proxy.upgrades == 1


def test_behind_a_proxy_that_swallows_websockets_polling_plays_the_game(hall: Hall) -> None:
    with Tap(hall.air, hall.port, websockets="swallows") as proxy:
        with pytest.raises(TimeoutError):
            hall.phone(url=proxy.url, seconds=2.0)
        play_a_round(hall, proxy.url)


def test_polling_and_websocket_phones_play_the_same_round(hall: Hall) -> None:
    hall.open_room(sample("guess"))
    ani = hall.student()
    budi = Poller(hall.local, phone_auth("b" * 32))
    assert budi.verb("join")["ok"]
    hall.go_to("open")
    ani.sees("open")
    budi.wait(lambda: budi.newest.get("view", {}).get("phase") == "open")
    assert ani.answer(text="empati")["result"] == "right"
    assert budi.verb("answer", round=1, step="guess", payload={"text": "empat"}, took=1)["result"] == "near_spelling"
    assert until(lambda: (hall.screen.newest("progress") or {}).get("extra") == {"found": 1, "near": 1}, "the counts")


def test_a_polling_phone_hears_of_the_next_step_at_once(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    phone = Poller(hall.local, phone_auth("c" * 32))
    phone.verb("join")
    phone.wait(lambda: phone.newest.get("view", {}).get("phase") == "lobby")
    hall.go_to("ready")
    phone.wait(lambda: phone.newest["view"]["phase"] == "ready")
    pressed: list[float] = []

    def press() -> None:
        time.sleep(0.5)
        hall.advance()
        pressed.append(time.monotonic())

    facilitator = threading.Thread(target=press)
    facilitator.start()
    phone.wait(lambda: phone.newest["view"]["phase"] == "open")
    seen = time.monotonic()
    facilitator.join()
    assert seen - pressed[0] < 2.0


def test_a_polling_phone_comes_back_after_a_kill(fresh_hall: Hall) -> None:
    hall = fresh_hall
    hall.open_room(sample("choice"))
    token = "d" * 32
    phone = Poller(hall.local, phone_auth(token))
    phone.verb("join")
    hall.go_to("open")
    assert phone.verb("answer", round=1, step="answer", payload={"picks": [0]}, took=1.0)["ok"]
    hall.restart()
    with pytest.raises(AssertionError, match="400"):
        phone.verb("spin")
    phone = Poller(hall.local, phone_auth(token))
    phone.wait(lambda: {"view", "you"} <= phone.newest.keys())
    assert phone.newest["view"]["phase"] == "open"
    assert phone.newest["you"]["round"]["body"] == {"picks": [0]}


def test_refused_connections_say_why_by_polling_too(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    with pytest.raises(AssertionError, match="protocol/mismatch"):
        Poller(hall.local, {"protocol": 99})
