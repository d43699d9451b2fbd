"""The laptop dies, the disk fills: nothing acknowledged is lost, nothing counts twice, and the hall plays on where it was."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import sample
from tests.server import MODES, Hall, Json, Line, until

pytestmark = pytest.mark.server

PAGES = 24
"""Of 4 kB: room for a visit and some hundred facts."""


def picked(line: Line) -> Json | None:
    body: Json | None = line.you["round"]["body"]
    return body


def test_a_question_goes_on_after_a_kill_with_answers_and_time(fresh_hall: Hall) -> None:
    hall = fresh_hall
    hall.open_room(sample("choice") | {"seconds": 60})
    ani, budi = hall.student(), hall.student()
    hall.go_to("open")
    opened = time.monotonic()
    ani.sees("open")
    assert ani.answer(picks=[1])["ok"]
    time.sleep(2.5)
    left = 60 - (time.monotonic() - opened)
    hall.kill()
    time.sleep(3)
    started = time.monotonic()
    hall.start()

    ani = hall.phone(ani.token)
    shown = ani.sees("open")["round"]
    since = time.monotonic() - started
    assert left - since - 0.5 <= shown["left"] <= left + 2.5, "the time the server was down costs nobody anything"
    assert picked(ani) == {"picks": [1]}
    budi = hall.phone(budi.token)
    budi.sees("open")
    assert picked(budi) is None
    assert budi.answer(picks=[0])["ok"]
    assert until(lambda: (hall.screen.newest("progress") or {}).get("answered") == 2, "both answers on the wall")


@pytest.mark.parametrize("seed", range(3))
def test_killed_while_thirty_answer_each_acked_answer_is_there_and_each_counts_once(fresh_hall: Hall, seed: int) -> None:
    hall, chance = fresh_hall, random.Random(seed)
    hall.open_room(sample("guess") | {"seconds": 300})
    students = hall.students(30)
    hall.go_to("open")
    answers = {line.token: {"id": f"guess-of-{n}", "text": f"salah {n}"} for n, line in enumerate(students)}

    def send(line: Line, seconds: float) -> object:
        mine = answers[line.token]
        payload = {"id": mine["id"], "round": 1, "step": "guess", "payload": {"text": mine["text"]}, "took": 1.0}
        return line.wire.verb("answer", payload, seconds)

    killer = time.monotonic() + chance.uniform(0, 0.06)
    first = [line.token for line in students[:15]]
    hall.all(send(line, 10) for line in students[:15])  # type: ignore[misc]
    pending = hall.begin(send(line, 3) for line in students[15:])  # type: ignore[misc]
    while time.monotonic() < killer:
        pass
    hall.kill()
    acked = {line.token for line, ack in zip(students[15:], pending(), strict=True) if isinstance(ack, dict) and ack["ok"]}
    hall.start()

    back = [hall.phone(line.token) for line in students]
    for line in back:
        line.sees("open")
        body = picked(line)
        if line.token in acked or line.token in first:
            assert body, "an answer that was acknowledged is lost"
        assert body is None or [guess["text"] for guess in body["guesses"]] == [answers[line.token]["text"]]
    assert all(ack["ok"] and ack["result"] == "no" for ack in hall.all(send(line, 10) for line in back))  # type: ignore[misc]
    again = [hall.phone(line.token) for line in students]
    assert [[guess["text"] for guess in (picked(line) or {})["guesses"]] for line in again] == [
        [answers[line.token]["text"]] for line in again
    ], "sent again after the crash: one effect"


def in_lobby(hall: Hall) -> None:
    pass


def on_the_card(hall: Hall) -> None:
    hall.go_to("ready")


def paused(hall: Hall) -> None:
    hall.go_to("open")
    assert hall.screen.verb("pause", on=True)["ok"]


def at_the_result(hall: Hall) -> None:
    hall.go_to("closed")


def at_the_end(hall: Hall) -> None:
    while hall.screen.view["phase"] != "ended":
        hall.advance()


@pytest.mark.parametrize("mode", MODES)
def test_every_phase_comes_back_as_it_was(tmp_path: Path, mode: str) -> None:
    moments: list[Callable[[Hall], None]] = [in_lobby, on_the_card, paused, at_the_result, at_the_end]
    with Hall(tmp_path, mode) as hall:
        for moment in moments:
            hall.open_room(sample("choice"))
            ani = hall.student()
            moment(hall)
            until(lambda phone=ani: phone.view["phase"] == hall.screen.view["phase"], "the phone to follow")
            wall, phone, own = hall.screen.view, ani.view, ani.you
            hall.restart()
            ani = hall.phone(ani.token)
            assert (ani.you["player"], ani.you["score"]) == (own["player"], own["score"])
            for before, after in ((wall, hall.screen.view), (phone, ani.view)):
                for view in (before, after):
                    view.get("round", {}).pop("left", None)
                    view.get("can", {}).pop("reopen", None)
                    view.pop("players", None)  # counts come with `progress`
                    view.pop("v")
                assert after == before, moment.__name__
            hall.close_room()
        assert "Traceback" not in hall.output


def test_a_closed_visit_stays_closed(fresh_hall: Hall) -> None:
    fresh_hall.open_room(sample("choice"))
    fresh_hall.close_room()
    fresh_hall.restart()
    assert fresh_hall.screen.view["phase"] == "setup"
    assert fresh_hall.json("/healthz")["rooms"] == 0


@pytest.mark.parametrize("mode", MODES)
def test_a_full_disk_refuses_and_loses_nothing_acknowledged(tmp_path: Path, mode: str) -> None:
    with Hall(tmp_path, mode, "--max-pages", str(PAGES)) as hall:
        hall.open_room(sample("choice"))
        desk = hall.desk()
        joined, turned_away = [], []
        for _ in range(1_000):
            line = hall.phone()
            ack = line.verb("join")
            (joined if ack["ok"] else turned_away).append(line.token)
            line.close()
            if not ack["ok"]:
                assert ack["error"]["code"] == "store/refused"
                assert ack["error"]["retry"] is True
                break
        assert len(joined) > 10
        assert turned_away, "the disk never became full"
        for wall in (hall.screen, desk):
            until(lambda wall=wall: (wall.newest("trouble") or {}).get("code") == "store/refused", "being told")
        late = hall.desk()
        assert until(lambda: late.newest("trouble"), "a desk that comes later to be told")["message"]
        again = hall.phone()
        for _ in range(20):
            assert again.verb("join")["error"]["code"] == "store/refused"
            assert hall.phone(joined[0]).you["player"], "who is in stays in, also just after a refusal"
        assert hall.is_well(), hall.output
        assert hall.json("/healthz")["players"] == len(joined)
        hall.kill()

    with Hall(tmp_path, mode) as hall:
        assert hall.json("/healthz")["players"] == len(joined)
        assert all(hall.phone(token).you["player"] for token in joined)
        again = hall.phone(turned_away[0])
        assert again.you["player"] is None
        assert again.verb("join")["ok"], "space has returned"
        hall.go_to("open")
        assert again.sees("open")
        assert "Traceback" not in hall.output


@pytest.mark.parametrize("mode", MODES)
def test_an_answer_refused_by_a_full_disk_leaves_no_trace(tmp_path: Path, mode: str) -> None:
    with Hall(tmp_path, mode, "--max-pages", str(PAGES)) as hall:
        hall.open_room(sample("guess") | {"seconds": 600})
        students = hall.students(60)
        hall.go_to("open")
        guesses: dict[str, list[str]] = {line.token: [] for line in students}
        last: Json = {}
        for n in range(300):
            line = students[n % len(students)]
            text = f"tebakan {n} " + "x" * 40
            last = line.verb("answer", round=1, step="guess", payload={"text": text}, took=1.0)
            if last["ok"]:
                guesses[line.token].append(text)
            elif last["error"]["code"] == "store/refused":
                break
            else:
                assert last["error"]["code"] == "answer/slow_down"
                time.sleep(0.3)
        assert last["error"]["code"] == "store/refused", "the disk never became full"
        time.sleep(0.5)
        for line in students:
            again = hall.phone(line.token)
            shown = [guess["text"] for guess in (picked(again) or {"guesses": []})["guesses"]]
            assert shown == guesses[line.token][-6:]
        assert hall.is_well(), hall.output
