"""Who may do what is settled when a connection begins: by the browser's cookie, once, and by nothing that is sent later."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from quizserver.bench.wire import wall_auth
from quizserver.protocol import COOKIE
from tests.conftest import sample
from tests.server import Hall, Page, Refused, until

pytestmark = pytest.mark.server

DRIVE = ("advance", "skip", "pause", "more_time", "reopen", "lock", "wall", "act", "open_room", "close_room", "set_hall", "signs")
PEOPLE = ("list_people", "remove", "restore", "rename", "give_code", "admit", "move", "set_heads", "set_time", "merge")
PAIR = ("open_pairing", "pair")
MODERATE = ("list_entries", "moderate")

PAYLOAD: dict[str, dict[str, object]] = {
    "advance": {"step": "stale"},
    "skip": {"step": "stale"},
    "pause": {"on": False},
    "more_time": {"seconds": 10},
    "lock": {"on": False},
    "wall": {"show": "game"},
    "act": {"round": 1, "action": "hands", "payload": {}},
    "open_room": {"programme": "tes"},
    "set_hall": {"wifi_name": "", "wifi_password": ""},
    "pair": {"digits": "0000"},
    **{verb: {"player": "nobody"} for verb in PEOPLE[1:]},
    "move": {"player": "nobody", "group": "g1", "was": None},
    "set_heads": {"player": "nobody", "weight": 2},
    "set_time": {"player": "nobody", "factor": 2},
    "merge": {"gone": "nobody", "into": "nobody"},
    "signs": {"on": False},
    "moderate": {"round": 1, "entry": 0, "action": "approve", "seen": 1},
}


def refused(hall: Hall, namespace: str, cookie: str | None, **auth: object) -> str:
    """The code with which a connection is refused, `ok` if it is not."""
    try:
        hall.connect(namespace, wall_auth("en", **auth), cookie).close()
    except Refused as error:
        return error.code
    return "ok"


def pair(hall: Hall, **kind: str) -> Page:
    """A second device is let in; the answer that carries its cookie."""
    asked = hall.json("/pair", "POST")
    assert hall.screen.verb("open_pairing")["ok"]
    assert hall.screen.verb("pair", digits=asked["digits"], **kind)["ok"]
    return hall.get(f"/pair/{asked['ticket']}")


def test_screen_and_desk_are_closed_to_whoever_has_no_cookie(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    forged = [None, "", f"{COOKIE}=", f"{COOKIE}=guess", f"{COOKIE}={ani.token}", f"{COOKIE}={'x' * 3_000}", "a=b", ";;=", f'{COOKIE}="é"']
    for cookie in forged:
        for namespace in ("/screen", "/desk"):
            assert refused(hall, namespace, cookie) == "grant/none", cookie
    claims = {"role": "screen", "powers": ["drive", "people"], "token": ani.token, "key": hall.cookie, "projector_off": True}
    assert refused(hall, "/desk", None, **claims) == refused(hall, "/screen", None, **claims) == "grant/none"
    assert refused(hall, "/screen", hall.cookie) == "ok"


def test_a_phone_becomes_no_screen_over_its_own_connection(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    ani.raw(f"40/screen,{json.dumps(wall_auth())}")
    until(lambda: ani.is_closed, "the refusal")
    assert "grant/none" in str(ani.wire.seen) or ani.is_closed
    assert hall.screen.view["phase"] == "lobby"


def test_pages_of_the_facilitator_are_closed_to_whoever_has_no_cookie(hall: Hall) -> None:
    for path in ("/screen", "/screen?lang=en", "/screen/", "/start/guess"):
        assert hall.get(path).status in (403, 404), path
    assert b"desk.js" not in hall.get("/desk").body, "a device without a cookie is shown the pairing page"
    assert hall.get("/screen", hall.cookie).status == 200


def test_a_paired_desk_drives_but_opens_no_screen(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    cookie = pair(hall).cookie
    assert refused(hall, "/desk", cookie) == "ok"
    assert refused(hall, "/screen", cookie) == "grant/none"
    assert hall.get("/screen", cookie).status == 403
    desk = hall.desk(cookie)
    for verb in PAIR:
        assert desk.code(verb, **PAYLOAD.get(verb, {})) == "grant/power", "a desk cannot let further desks in"
    for verb in PEOPLE[1:]:
        assert desk.code(verb, **PAYLOAD[verb]) == "player/unknown"


@pytest.mark.parametrize("kind", ["moderator", "lead"])
def test_a_device_let_in_for_one_task_drives_nothing(hall: Hall, kind: str) -> None:
    hall.open_room(sample("choice"))
    cookie = pair(hall, kind=kind).cookie
    assert refused(hall, "/screen", cookie) == "grant/none"
    desk = hall.desk(cookie)
    assert until(lambda: desk.newest("grant"), "the grant")["powers"] == [{"moderator": "moderate", "lead": "safeguard"}[kind]]
    for verb in (*DRIVE, *PEOPLE, *PAIR):
        assert desk.code(verb, **PAYLOAD.get(verb, {})) == "grant/power", verb
    for verb in MODERATE:
        assert (desk.code(verb, **PAYLOAD.get(verb, {})) != "grant/power") == (kind == "moderator"), verb


def test_nobody_is_let_in_as_the_browser_at_the_projector(hall: Hall) -> None:
    assert hall.screen.code("pair", digits="0000", kind="browser") == "request/malformed"


def test_the_browser_on_the_projector_is_a_remote_only_until_the_projector_is_off(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    remote, alone = hall.desk(), hall.desk(projector_off=True)
    for verb in (*PEOPLE, *MODERATE):
        assert remote.code(verb, **PAYLOAD.get(verb, {})) == "grant/power"
        assert hall.screen.code(verb, **PAYLOAD.get(verb, {})) == "grant/power"
        assert alone.code(verb, **PAYLOAD.get(verb, {})) != "grant/power"
    assert remote.events("people") == []
    for claim in (1, "true", "yes", [True], None):
        assert hall.desk(projector_off=claim).code("list_people") == "grant/power", claim
    for verb in DRIVE[:8]:
        assert remote.code(verb, **PAYLOAD.get(verb, {})) != "grant/power"


def test_a_power_cannot_be_claimed_with_a_verb(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    remote = hall.desk()
    for claim in ({"projector_off": True}, {"powers": ["people"]}, {"grant": {"powers": ["people"]}}):
        assert remote.code("list_people", **claim) == "grant/power"
    assert remote.events("people") == []


def test_the_one_time_link_works_once(hall: Hall) -> None:
    assert hall.get(hall.link).status == 403, "this browser used it up"
    fresh = another_link(hall)
    first = hall.get(fresh)
    assert first.status == 302
    assert first.headers["location"] == "/screen?fresh=1"
    for flag in ("HttpOnly", "SameSite=Lax"):
        assert flag in first.headers["set-cookie"], "no script reads the key"
    second = hall.get(fresh)
    assert second.status == 403
    assert second.cookie == ""
    assert refused(hall, "/screen", first.cookie) == "ok"
    assert first.cookie != hall.cookie


def test_a_link_is_no_key_by_itself(hall: Hall) -> None:
    """What was seen over a shoulder, on a mirrored terminal, must be good for one use and not for a quiet second one."""
    key = another_link(hall).rpartition("/")[2]
    for namespace in ("/desk", "/screen"):
        assert refused(hall, namespace, f"{COOKIE}={key}", projector_off=True) == "grant/none"
    assert b"desk.js" not in hall.get("/desk", f"{COOKIE}={key}").body


def another_link(hall: Hall) -> str:
    """`quizserver link`, on the laptop."""
    command = [sys.executable, "-m", "quizserver", "link", "--data", str(hall.folder / "data")]
    printed = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout.strip()
    assert printed.startswith(f"http://127.0.0.1:{hall.port}/start/")
    return "/start/" + printed.rpartition("/")[2]


def test_pairing_needs_the_digits_the_device_shows(hall: Hall) -> None:
    asked = hall.json("/pair", "POST")
    assert set(asked) == {"ok", "ticket", "digits"}
    waiting = f"/pair/{asked['ticket']}"
    assert hall.json(waiting) == {"ok": True, "state": "waiting"}
    assert hall.screen.code("pair", digits=asked["digits"]) == "pair/closed", "the facilitator has not asked for it"
    hall.screen.verb("open_pairing")
    wrong = "0000" if asked["digits"] != "0000" else "0001"
    assert hall.screen.code("pair", digits=wrong) == "pair/unknown"
    assert hall.get(waiting).cookie == ""
    assert hall.screen.code("pair", digits=asked["digits"]) == "ok"
    let_in = hall.get(waiting)
    assert json.loads(let_in.body) == {"ok": True, "state": "in"}
    assert let_in.cookie.startswith(f"{COOKIE}=")
    assert hall.json(waiting) == {"ok": True, "state": "again"}, "a ticket is used once"
    assert hall.screen.code("pair", digits=asked["digits"]) == "pair/closed", "and one opening lets one device in"
    assert hall.json("/pair/guessed")["state"] == "again"


def test_students_who_ask_for_pairing_get_nowhere(hall: Hall) -> None:
    mine = hall.json("/pair", "POST")
    others = [hall.json("/pair", "POST") for _ in range(5)]
    hall.screen.verb("open_pairing")
    assert hall.screen.code("pair", digits=mine["digits"]) == "ok"
    assert {hall.json(f"/pair/{other['ticket']}")["state"] for other in others} == {"waiting"}
    hall.get(f"/pair/{mine['ticket']}")


def test_cookies_and_tokens_survive_a_restart(fresh_hall: Hall) -> None:
    hall = fresh_hall
    hall.open_room(sample("choice"))
    ani, desk_cookie = hall.student(), pair(hall).cookie
    name = ani.you["player"]["name"]
    hall.restart()
    assert hall.screen.view["phase"] == "lobby"
    assert hall.get("/screen", hall.cookie).status == 200
    assert hall.desk(desk_cookie).view["phase"] == "lobby"
    assert hall.phone(ani.token).you["player"]["name"] == name


def test_secrets_lie_on_the_disk_as_hashes_only(fresh_hall: Hall) -> None:
    hall = fresh_hall
    hall.open_room(sample("choice"))
    ani = hall.student()
    code = ani.verb("ask_code")["code"]
    secrets = [ani.token, code, hall.cookie.partition("=")[2], hall.link.rpartition("/")[2], pair(hall).cookie.partition("=")[2]]
    kept = b"".join(path.read_bytes() for path in (hall.folder / "data").rglob("*") if path.is_file())
    for secret in secrets:
        assert len(secret) >= 6
        assert secret.encode() not in kept


def test_another_site_cannot_use_the_facilitators_browser(hall: Hall) -> None:
    for path in ("/socket.io/?EIO=4&transport=polling", "/socket.io/?EIO=4&transport=websocket"):
        assert hall.get(path, hall.cookie, Origin="http://evil.example").status == 400
    page = hall.get("/screen", hall.cookie, Origin="http://evil.example")
    assert "access-control-allow-origin" not in page.headers
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
