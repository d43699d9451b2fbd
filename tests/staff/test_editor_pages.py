"""The editor's pages, the frames of its preview and the trial: who gets them, and what a trial answers."""

from __future__ import annotations

from typing import Any

import pytest

from quizserver.core.facts import Json
from tests.banks.conftest import BANK
from tests.conftest import sample
from tests.staff.conftest import LAPTOP, Browser, StaffRoom

SATU = "banks/kuis/items/satu"


@pytest.fixture
def room(staff: StaffRoom) -> StaffRoom:
    for name, role in (("rina", "editor"), ("sari", "lead"), ("dewi", "facilitator")):
        staff.add(name, role)
    return staff


def trial(browser: Browser, item: Json, *moves: Json, **more: Any) -> Any:
    headers = {"X-CSRFToken": browser.token("/staff")}
    asked = {"item": item, "moves": moves, "at": moves[-1]["at"] if moves else 0, "lang": "id"} | more
    return browser.client.post("/staff/api/trial", json=asked, headers=headers, environ_base={"REMOTE_ADDR": browser.address})


def test_pages_are_for_who_may_read(room: StaffRoom) -> None:
    assert room.browser().get("/staff/banks").status_code == 302
    page = room.logged_in("dewi").get("/staff/banks/kuis/items/satu")
    assert page.status_code == 200
    assert 'data-person="dewi"' in page.text
    assert 'data-powers="export read screen trial"' in page.text


def test_the_screen_is_opened_with_the_programme_one_came_from(room: StaffRoom) -> None:
    dewi = room.logged_in("dewi", LAPTOP)
    for wanted, asked in (("pagi", "?programme=pagi"), ("//jahat.test/?a=b", "?programme=%2F%2Fjahat.test%2F%3Fa%3Db"), ("", "")):
        assert dewi.post("/staff/screen", "/staff", programme=wanted).headers["Location"] == f"/screen{asked}"


@pytest.mark.parametrize("kind", ["phone", "screen", "desk"])
def test_a_frame_stands_in_our_pages_only_and_leaves_the_language_alone(room: StaffRoom, kind: str) -> None:
    rina = room.logged_in("rina")
    frame = rina.get(f"/staff/frame/{kind}/en")
    assert f"words/{kind}.en.js" in frame.text
    assert "frame-ancestors 'self'" in frame.headers["Content-Security-Policy"]
    assert 'lang="id"' in rina.get("/staff/banks").text
    assert "frame-ancestors 'none'" in rina.get("/staff/banks").headers["Content-Security-Policy"]
    assert room.browser().get(f"/staff/frame/{kind}/en").status_code == 302


def test_a_trial_is_played_and_says_what_the_last_move_was_told(room: StaffRoom) -> None:
    rina = room.logged_in("rina")
    item = {name: value for name, value in sample("choice").items() if name != "id"}
    answer = {"do": "answer", "step": "answer", "payload": {"picks": [0]}, "at": 2}
    shown = trial(rina, item, answer).json
    assert (shown["ok"], shown["playable"], shown["played"], shown["ack"]) == (True, True, 1, {"ok": True})
    assert shown["you"]["round"]["body"] == {"picks": [0]}
    assert "reveal" not in str(shown["phone"])
    refused = trial(rina, item, {**answer, "payload": {"picks": [7]}}).json
    assert refused["ack"]["error"]["code"] == "answer/unknown_option"
    assert trial(rina, item, {"do": "advance", "at": 1}, lang="en").json["screen"]["round"]["section"] == "Trial"


def test_an_item_that_is_not_right_says_where(room: StaffRoom) -> None:
    told = trial(room.logged_in("rina"), sample("choice") | {"text": {"id": ""}}).json
    assert (told["playable"], [one["field"] for one in told["errors"]]) == (False, ["text.id"])


@pytest.mark.parametrize("wrong", [{"moves": 3}, {"item": []}, {"at": "soon"}, {"lang": "xx"}, {"moves": [{"do": "fly", "at": 1}]}])
def test_what_is_no_trial_is_refused(room: StaffRoom, wrong: Json) -> None:
    answer = trial(room.logged_in("rina"), **({"item": sample("choice")} | wrong))
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "request/malformed")


def test_a_trial_needs_its_power(room: StaffRoom) -> None:
    assert trial(room.logged_in("dewi"), sample("poll")).status_code == 200
    assert trial(room.logged_in("sari"), sample("poll")).status_code == 403


def test_an_item_tells_who_changed_it_and_what_is_played_meanwhile(room: StaffRoom) -> None:
    (room.banks / "kuis.yaml").write_text(BANK, "utf-8")
    rina, dewi = room.logged_in("rina"), room.logged_in("dewi")
    seen = rina.api("GET", SATU).json
    assert (seen["approved"], seen["changed_by"], seen["is_own"]) == (None, "", False)
    new = {"id": "Siapa yang menolong?", "en": "Who helps?"}
    assert rina.api("PUT", SATU, item=seen["item"] | {"text": new}, base=seen["version"]).status_code == 200
    mine, hers = rina.api("GET", SATU).json, dewi.api("GET", SATU).json
    assert mine["approved"]["text"]["id"] == "Siapa yang bisa membantu?"
    assert (mine["changed_by"], mine["is_own"], hers["is_own"]) == ("Rina", True, False)


def test_the_picker_knows_how_long_an_item_takes(room: StaffRoom) -> None:
    (room.banks / "kuis.yaml").write_text(BANK, "utf-8")
    (bank,) = room.logged_in("dewi").api("GET", "picker").json["picker"]
    assert [item["id"] for item in bank["items"]] == ["satu", "dua"]
    assert all(item["seconds"] > 30 for item in bank["items"])
