"""Every address under /staff against everybody: no login, each role, no token, too much. A new address needs its row in POWERS."""

from __future__ import annotations

import ast
import io
from pathlib import Path
from typing import Any

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from quizserver.staff.roles import ROLES
from quizserver.web import staff as pages
from quizserver.web.guard import POLICY
from quizserver.web.staff.editor import IN_OUR_PAGES
from quizserver.web.staff.guard import MOST_BYTES
from tests.banks.conftest import BANK
from tests.staff.conftest import Browser, StaffRoom

EVERYBODY, LOGGED_IN = None, ""
PACKAGE_OR_SCREEN = "accounts"
"""Whoever brings a package in is asked in the view: the screen's browser needs no login for it."""

HISTORY = "/staff/api/<any(banks, programmes):where>/<name>/history"
SAVE = f"{HISTORY}/<int(max=9007199254740992):number>"
ITEM = "/staff/api/banks/<bank>/items/<item>"
POWERS: dict[str, str | None] = {
    "GET /staff/login": EVERYBODY,
    "POST /staff/login": EVERYBODY,
    "GET /staff/first": EVERYBODY,
    "POST /staff/first": EVERYBODY,
    "GET /staff/me": LOGGED_IN,
    "POST /staff/me": LOGGED_IN,
    "POST /staff/logout": LOGGED_IN,
    "POST /staff/me/logout-everywhere": LOGGED_IN,
    "GET /staff": LOGGED_IN,
    "POST /staff/screen": "screen",
    "POST /staff/device": LOGGED_IN,
    "GET /staff/accounts": "accounts",
    "POST /staff/accounts": "accounts",
    "POST /staff/accounts/<name>/<change>": "accounts",
    "GET /staff/audit": "accounts",
    "GET /staff/banks": "read",
    "GET /staff/waiting": "read",
    "GET /staff/import": "read",
    "GET /staff/<any(banks, programmes):_kind>/<path:_rest>": "read",
    "GET /staff/frame/<any(phone, screen, desk):surface>/<any(id, en):lang>": "trial",
    "POST /staff/api/trial": "trial",
    "GET /staff/api/banks": "read",
    "POST /staff/api/banks": "edit",
    "GET /staff/api/banks/<bank>": "read",
    "PUT /staff/api/banks/<bank>": "edit",
    f"GET {ITEM}": "read",
    f"PUT {ITEM}": "edit",
    f"DELETE {ITEM}": "edit",
    f"POST {ITEM}/approve": "approve",
    f"POST {ITEM}/here": "read",
    "POST /staff/api/banks/<bank>/items": "edit",
    "POST /staff/api/banks/<bank>/move": "edit",
    f"GET {HISTORY}": "read",
    f"GET {SAVE}": "read",
    f"POST {SAVE}/restore": "edit",
    "POST /staff/api/banks/<bank>/export": "export",
    "GET /staff/api/picker": "read",
    "POST /staff/api/programmes": "edit",
    "GET /staff/api/programmes/<name>": "read",
    "PUT /staff/api/programmes/<name>": "edit",
    "POST /staff/api/pictures": "edit",
    "GET /staff/api/schema": "read",
    "GET /staff/api/import/template": "read",
    "POST /staff/api/import/read": "import",
    "POST /staff/api/import/compare": "import",
    "POST /staff/api/import/save": "import",
    "GET /staff/package": PACKAGE_OR_SCREEN,
    "GET /staff/api/package": "export",
    "POST /staff/api/package/make": "export",
    "POST /staff/api/package/look": PACKAGE_OR_SCREEN,
    "POST /staff/api/package/take": PACKAGE_OR_SCREEN,
}
VALUES = {
    "name": "nobody", "change": "password", "bank": "kuis", "item": "satu", "where": "banks", "number": 1,
    "_kind": "banks", "_rest": "kuis", "surface": "phone", "lang": "id",
}  # fmt: skip
ENDS_THE_LOGIN = ("POST /staff/logout", "POST /staff/me/logout-everywhere")


@pytest.fixture
def room(staff: StaffRoom, monkeypatch: pytest.MonkeyPatch) -> StaffRoom:
    def no_child(*_: Any, **__: Any) -> Any:
        raise OSError

    monkeypatch.setattr("quizserver.live.child.subprocess.Popen", no_child)
    (staff.banks / "kuis.yaml").write_text(BANK, "utf-8")
    staff.add("chief", "admin")
    return staff


def rules(room: StaffRoom) -> dict[str, Rule]:
    """`METHOD address` of everything that is served to staff."""
    ours = [rule for rule in room.app.url_map.iter_rules() if rule.rule.startswith("/staff")]
    return {f"{method} {rule.rule}": rule for rule in ours for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}


def ask(browser: Browser, key: str, rule: Rule, token: str = "", **more: Any) -> TestResponse:
    method = key.split()[0]
    built = rule.build({name: VALUES[name] for name in rule.arguments})
    assert built is not None
    headers = {"X-CSRFToken": token} if token else {}
    return browser.client.open(built[1], method=method, headers=headers, environ_base={"REMOTE_ADDR": browser.address}, **more)


def test_every_group_of_pages_is_walked_here_and_every_address_has_its_row(room: StaffRoom) -> None:
    """So that a new file under web/staff cannot be forgotten: tests/staff/conftest.py puts them together as app.py does."""
    made = set()
    for path in Path(pages.__file__).parent.glob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        made |= {ast.literal_eval(call.args[0]) for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Blueprint"}
    assert made == set(room.app.blueprints)
    assert set(rules(room)) == set(POWERS)


@pytest.mark.parametrize("role", [None, *ROLES])
def test_each_address_opens_to_its_power_alone(room: StaffRoom, role: str | None) -> None:
    """Who may is answered whatever else is wrong with an empty request; who may not gets 403, or is led to the login (API: 401)."""
    if role:
        room.add("rina", role)
    browser = room.logged_in("rina") if role else room.browser()
    powers = ROLES[role] if role else frozenset()
    wrong = []
    for key, rule in rules(room).items():
        if key in ENDS_THE_LOGIN and role:
            continue
        power = POWERS[key]
        may = power is EVERYBODY or (role is not None and (power == LOGGED_IN or power in powers))
        if key == "GET /staff/package" and "export" in powers:
            may = True
        answer = ask(browser, key, rule, browser.token("/staff"), json={} if "/api/" in rule.rule and key[0] != "G" else None)
        if role is None and not may:
            is_kept_out = answer.status_code in (401, 403) or answer.headers.get("Location", "").startswith("/staff/login")
        else:
            is_kept_out = answer.status_code in (401, 403)
        may_403 = key in ("POST /staff/first", "GET /staff/first", "POST /staff/screen", "POST /staff/device", "POST /staff/login")
        if (is_kept_out == may and not (may and may_403)) or answer.status_code == 500:
            wrong.append((key, answer.status_code))
    assert wrong == []


def test_no_address_changes_anything_without_its_token(room: StaffRoom) -> None:
    chief = room.logged_in("chief")
    for key, rule in rules(room).items():
        if not key.startswith("GET"):
            for sent in ({"json": {}}, {"data": b"{}"}, {"data": "{}", "content_type": "text/plain"}, {"data": {"a": "b"}}):
                answer = ask(chief, key, rule, **sent)
                assert answer.status_code == 400, key
                assert "staff/stale" in answer.text or "Muat ulang halaman" in answer.text, key


def test_nothing_of_the_staff_pages_is_kept_by_a_browser_or_framed_by_others(room: StaffRoom) -> None:
    chief = room.logged_in("chief")
    for key, rule in rules(room).items():
        if key.startswith("GET"):
            for browser in (chief, room.browser()):
                answer = ask(browser, key, rule)
                assert answer.headers["Cache-Control"] == "no-store", key
                policy = answer.headers["Content-Security-Policy"]
                assert policy == (IN_OUR_PAGES if "/frame/" in key and browser is chief else POLICY), key
                assert answer.headers["X-Content-Type-Options"] == "nosniff", key


def test_no_address_takes_more_than_it_says_and_none_reads_what_a_stranger_sends(room: StaffRoom) -> None:
    chief, stranger = room.logged_in("chief"), room.browser()
    token = chief.token("/staff")
    for key, rule in rules(room).items():
        if not key.startswith("GET"):
            takes = room.app.view_functions[rule.endpoint].takes
            assert takes <= MOST_BYTES or any(part in key for part in ("import/", "package/", "pictures")), key
            claimed: Any = {"environ_overrides": {"CONTENT_LENGTH": str(takes + 1), "CONTENT_TYPE": "multipart/form-data; boundary=x"}}
            built = rule.build({name: VALUES[name] for name in rule.arguments})
            assert built is not None
            method, unread = key.split()[0], _Unread()
            answer = chief.client.open(built[1], method=method, input_stream=unread, headers={"X-CSRFToken": token}, **claimed)
            assert answer.status_code == 413, key
            assert stranger.client.open(built[1], method=method, input_stream=unread, **claimed).status_code in (302, 401, 413), key


class _Unread(io.BytesIO):
    def read(self, *_: Any) -> Any:
        raise AssertionError("was read")

    readline = readinto = read


WRONG = (
    b"", b"[]", b"null", b'"x"', b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 40_000, b'{"at": NaN}', b'{"at": 1e999}',
    b'{"at": -Infinity}', b'{"item": ' + b"9" * 5_000 + b"}", b'{"item": 1' + b"0" * 400 + b"}",
)  # fmt: skip


def test_what_is_no_object_of_plain_numbers_is_refused_everywhere(room: StaffRoom) -> None:
    chief = room.logged_in("chief")
    token = chief.token("/staff")
    asked = [(key, rule) for key, rule in rules(room).items() if "/api/" in key and not key.startswith("GET")]
    for key, rule in asked:
        if not any(part in key for part in ("/here", "import/", "package/look", "package/take", "pictures")):
            for sent in WRONG:
                assert ask(chief, key, rule, token, data=sent, content_type="application/json").status_code in (400, 409), (key, sent[:20])


def test_numbers_that_the_library_cannot_hold(room: StaffRoom) -> None:
    chief = room.logged_in("chief")
    huge = "9" * 30
    assert chief.get(f"/staff/audit?before={huge}").status_code == 200
    assert chief.get(f"/staff/audit?before=-{huge}").status_code == 200
    assert chief.get(f"/staff/api/banks/kuis/history/{huge}").status_code == 404


NAMES = (
    "..%2f..%2fkuis", "%2e%2e", ".", "kuis%00", "kuis.yaml", "%EF%BD%8Buis", "ku%D1%96s", "CON", "aux.yaml", "a" * 5_000, "program-x",
    "-x", "%0d%0aX: y",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_one_of_the_shelf_or_nothing(room: StaffRoom, name: str) -> None:
    chief = room.logged_in("chief")
    for path in (f"banks/{name}", f"banks/{name}/items/satu", f"banks/kuis/items/{name}", f"banks/{name}/history/1", f"programmes/{name}"):
        assert chief.api("GET", path).status_code in (308, 404), path
    before = sorted(path.name for path in room.folder.rglob("*"))
    chief.api("POST", "banks", id=name.replace("%2f", "/").replace("%00", "\0"), title={"id": "Baru", "en": "New"}, source="-")
    made = {path.name for path in room.folder.rglob("*")} - set(before)
    assert made <= {"new.yaml"}
