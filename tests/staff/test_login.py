"""Logins under attack: guessing, finding names out, locking out, fixing, keeping, taking what is not given. And the way back in."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.sessions import SecureCookieSessionInterface

from quizserver.cli import Here, main
from quizserver.errors import Rejected
from quizserver.protocol import COOKIE
from quizserver.staff.credits import COUNTERS, MINUTES, TRIES, Credits
from quizserver.store import audit as audit_module
from quizserver.store.accounts import IDLE_SECONDS, LOGIN_SECONDS, Accounts
from quizserver.store.library import Library
from quizserver.web.staff.guard import LOGIN_COOKIE
from tests.staff.conftest import LAPTOP, PASSWORD, Browser, StaffRoom


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The clock of the library that counts tries; `clock.now` may be moved."""

    class Clock:
        now = time.time()

        def time(self) -> float:
            return self.now

    clock = Clock()
    monkeypatch.setattr("limits.storage.memory.time", clock)
    monkeypatch.setattr("quizserver.staff.credits.time", clock)
    return clock


def guess(browser: Browser, name: str, times: int) -> int:
    """The status of the last of so many wrong passwords."""
    return [browser.log_in(name, f"wrong {n}").status_code for n in range(times)][-1]


# Guessing


def test_tries_are_counted_for_the_account_and_not_for_the_address(staff: StaffRoom, clock: Any) -> None:
    staff.add("rina", "editor")
    staff.add("budi", "editor")
    for n in range(TRIES):
        assert guess(staff.browser(f"192.168.7.{n + 1}"), "rina", 1) == 401
    page = staff.browser("192.168.7.99").log_in("rina")
    assert page.status_code == 429
    assert f"Coba lagi {MINUTES} menit lagi" in page.text
    assert staff.browser("192.168.7.1").log_in("budi").status_code == 303
    clock.now += MINUTES * 60 + 1
    assert staff.browser().log_in("rina").status_code == 303


def test_a_stranger_cannot_lock_a_person_out_of_a_browser_she_used_before(staff: StaffRoom, clock: Any) -> None:
    staff.add("rina", "editor")
    hers = staff.logged_in("rina")
    hers.post("/staff/logout", "/staff")
    attacker = staff.browser("192.168.7.66")
    assert guess(attacker, "rina", TRIES + 1) == 429
    assert hers.log_in("rina").status_code == 303
    assert staff.browser(LAPTOP).log_in("rina").status_code == 303
    assert attacker.log_in("rina").status_code == 429


def test_a_known_browser_has_no_more_tries_and_none_for_others(staff: StaffRoom, clock: Any) -> None:
    staff.add("rina", "editor")
    staff.add("budi", "admin")
    hers = staff.logged_in("rina")
    hers.post("/staff/logout", "/staff")
    assert guess(hers, "rina", TRIES + 1) == 429
    assert guess(staff.browser("192.168.7.66"), "budi", TRIES) == 401
    assert guess(hers, "budi", 1) == 429
    forged = staff.browser()
    forged.client.set_cookie("quizserver_device", "WyJidWRpIiwiYWJjIl0.made-up", path="/staff/login")
    assert guess(forged, "budi", 1) == 429


def test_who_is_right_starts_anew(staff: StaffRoom, clock: Any) -> None:
    staff.add("rina", "editor")
    for _ in range(3):
        guess(staff.browser(), "rina", TRIES - 1)
        staff.logged_in("rina")


def test_tries_at_the_old_password_are_counted_too(staff: StaffRoom, clock: Any) -> None:
    staff.add("rina", "editor")
    hers = staff.logged_in("rina")
    new = {"password": "sungai malam biru", "again": "sungai malam biru"}
    assert {hers.post("/staff/me", old=f"wrong {n}", **new).status_code for n in range(TRIES)} == {422}
    assert "Terlalu banyak percobaan" in hers.post("/staff/me", old=PASSWORD, **new).text


def test_made_up_names_need_no_memory() -> None:
    credits = Credits()
    assert {len(credits._counter(name, "")) <= len(str(COUNTERS)) for name in ("a", "b" * 10_000)} == {True}
    assert len({credits._counter(str(n), "") for n in range(3 * COUNTERS)}) <= COUNTERS


# Finding names out


def test_an_unknown_name_answers_and_costs_the_same_as_a_known_one(staff: StaffRoom, clock: Any) -> None:
    staff.add("rina", "editor")
    staff.add("gone", "editor")
    staff.add("chief", "admin")
    staff.register.set_disabled("gone", True, "chief")
    seen = {}
    for name, password in (("rina", "wrong"), ("nobody", "wrong"), ("gone", PASSWORD), ("No Such Form!", "wrong")):
        before = staff.hashed
        page = staff.browser().log_in(name, password)
        body = page.text.replace(name, "").split("<main", 1)[1]
        seen[name] = (page.status_code, body.split('csrf_token"')[0], staff.hashed - before)
    assert len({*seen.values()}) == 1
    assert seen["nobody"][2] == 1
    assert guess(staff.browser(), "nobody", TRIES) == 429
    before = staff.hashed
    staff.browser().log_in("nobody")
    assert staff.hashed == before


# Fixing, keeping, taking


def test_a_login_begins_with_a_new_cookie(staff: StaffRoom) -> None:
    staff.add("rina", "editor")
    prepared = staff.browser()
    prepared.get("/staff/login")
    planted = prepared.cookie(LOGIN_COOKIE)
    hers = staff.browser()
    hers.client.set_cookie(LOGIN_COOKIE, planted, path="/staff")
    token = hers.token("/staff/login")
    hers.log_in("rina")
    assert hers.cookie(LOGIN_COOKIE) != planted
    assert prepared.get("/staff").status_code == 302
    page = hers.client.post("/staff/logout", data={"csrf_token": token})
    assert page.status_code == 400, "a token from before the login is worth nothing"


def test_a_cookie_that_was_edited_is_nobody(staff: StaffRoom) -> None:
    staff.add("rina", "editor")
    staff.add("budi", "admin")
    hers = staff.logged_in("rina")
    staff.logged_in("budi")
    inside = SecureCookieSessionInterface().get_signing_serializer(staff.app)
    content = inside.loads(hers.cookie(LOGIN_COOKIE))
    assert not any("rina" in str(value) or "editor" in str(value) for value in content.values())
    value = hers.cookie(LOGIN_COOKIE)
    for forged in (value[:-5] + ("A" if value[-5] != "A" else "B") + value[-4:], inside.dumps(content | {"_user_id": "budi"}), "x", ""):
        browser = staff.browser()
        browser.client.set_cookie(LOGIN_COOKIE, forged, path="/staff")
        assert browser.get("/staff").status_code == 302


def test_a_login_ends_after_twelve_idle_hours_and_after_seven_days(staff: StaffRoom) -> None:
    staff.add("rina", "editor")
    hers = staff.logged_in("rina")
    staff.now.now += IDLE_SECONDS - 60
    assert hers.get("/staff").status_code == 200
    staff.now.now += IDLE_SECONDS - 60
    assert hers.get("/staff").status_code == 200, "used, so not idle"
    staff.now.now += IDLE_SECONDS + 60
    assert hers.get("/staff").headers["Location"] == "/staff/login?next=/staff"
    hers = staff.logged_in("rina")
    for _ in range(int(LOGIN_SECONDS / (IDLE_SECONDS / 2)) - 1):
        staff.now.now += IDLE_SECONDS / 2
        assert hers.get("/staff").status_code == 200
    staff.now.now += IDLE_SECONDS / 2 + 1
    assert hers.get("/staff").status_code == 302


def test_a_copied_cookie_ends_with_the_login(staff: StaffRoom) -> None:
    staff.add("rina", "editor")
    hers = staff.logged_in("rina")
    copy = staff.browser("192.168.7.66")
    copy.client.set_cookie(LOGIN_COOKIE, hers.cookie(LOGIN_COOKIE), path="/staff")
    assert copy.get("/staff").status_code == 200
    hers.post("/staff/logout", "/staff")
    assert copy.get("/staff").status_code == 302


def test_a_new_password_ends_the_other_logins_and_only_those(staff: StaffRoom) -> None:
    staff.add("rina", "editor")
    here, there = staff.logged_in("rina"), staff.logged_in("rina")
    new = {"password": "sungai malam biru", "again": "sungai malam biru"}
    assert here.post("/staff/me", old=PASSWORD, **new).headers["Location"] == "/staff/me?done=changed"
    assert (here.get("/staff").status_code, there.get("/staff").status_code) == (200, 302)
    assert staff.browser().log_in("rina").status_code == 401
    assert staff.browser().log_in("rina", new["password"]).status_code == 303


def test_a_login_under_way_does_not_outlive_what_ends_all_logins(staff: StaffRoom) -> None:
    """The password is compared in another thread; meanwhile somebody else may act."""
    staff.add("chief", "admin")
    for name, meanwhile in (("rina", staff.register.give_password), ("budi", lambda name, by: staff.register.set_disabled(name, True, by))):
        staff.add(name, "editor")
        browser = staff.browser()

        def compared(job: Any, name: str = name, meanwhile: Any = meanwhile) -> Any:
            staff.register._hashing._run = lambda job: job()
            outcome = job()
            meanwhile(name, "chief")
            return outcome

        staff.register._hashing._run = compared
        assert browser.log_in(name).status_code == 401
        assert browser.get("/staff").status_code == 302


def test_a_disabled_account_keeps_neither_login_nor_desk(staff: StaffRoom) -> None:
    staff.add("chief", "admin")
    staff.add("siti", "lead")
    hers, chief = staff.logged_in("siti"), staff.logged_in("chief")
    assert hers.post("/staff/device", "/staff", kind="lead").headers["Location"] == "/desk"
    key = hers.cookie(COOKIE, "/")
    assert staff.library.kind_of_key(key) == "lead"
    chief.post("/staff/accounts/siti/disable", "/staff/accounts")
    assert hers.get("/staff").status_code == 302
    assert staff.library.kind_of_key(key) is None
    assert staff.browser().log_in("siti").status_code == 401
    chief.post("/staff/accounts/siti/enable", "/staff/accounts")
    assert hers.get("/staff").status_code == 302, "the old login does not come back"
    assert staff.browser().log_in("siti").status_code == 303


def test_who_loses_a_role_loses_the_desks_it_let_in(staff: StaffRoom) -> None:
    """The lead's desk reads what children ask for."""
    staff.add("chief", "admin")
    staff.add("siti", "lead", "facilitator")
    hers, chief = staff.logged_in("siti"), staff.logged_in("chief")
    hers.post("/staff/device", "/staff", kind="lead")
    key = hers.cookie(COOKIE, "/")
    chief.post("/staff/accounts/siti/roles", "/staff/accounts", role=["lead", "facilitator", "editor"])
    assert staff.library.kind_of_key(key) == "lead", "nothing was taken from her"
    chief.post("/staff/accounts/siti/roles", "/staff/accounts", role=["facilitator"])
    assert staff.library.kind_of_key(key) is None
    assert hers.post("/staff/device", "/staff", kind="lead").status_code == 403


def test_a_role_gives_its_own_device_and_no_other(staff: StaffRoom) -> None:
    staff.add("rina", "editor")
    staff.add("dewi", "facilitator", "moderator")
    editor, dewi, at_laptop = staff.logged_in("rina"), staff.logged_in("dewi"), staff.logged_in("dewi", LAPTOP)
    for kind in ("desk", "moderator", "lead", "browser", "link", ""):
        assert editor.post("/staff/device", "/staff", kind=kind).status_code == 403
        assert dewi.post("/staff/device", "/staff", kind=kind).status_code == (303 if kind in ("desk", "moderator") else 403), kind
    assert editor.post("/staff/screen", "/staff").status_code == 403
    assert dewi.post("/staff/screen", "/staff").status_code == 403, "the wall belongs to the laptop"
    assert at_laptop.post("/staff/screen", "/staff").headers["Location"] == "/screen"
    assert staff.library.kind_of_key(at_laptop.cookie(COOKIE, "/")) == "browser"


# First run, one-time passwords, the last admin, the log


def test_the_first_account_is_made_by_the_screens_browser_on_the_laptop_alone(staff: StaffRoom) -> None:
    form = {"name": "Rina", "display": " Rina  Wijaya ", "password": PASSWORD, "again": PASSWORD}
    staff.library.add_key("the screen's", "browser")
    staff.library.add_key("a desk's", "desk")
    for address, key in (("192.168.7.20", "the screen's"), (LAPTOP, ""), (LAPTOP, "a desk's")):
        browser = staff.browser(address)
        browser.client.set_cookie(COOKIE, key)
        assert browser.get("/staff").headers["Location"] == "/staff/first"
        assert browser.get("/staff/first").status_code == 403
        assert browser.post("/staff/first", **form).status_code == 403
    assert staff.register.accounts.is_empty()
    laptop = staff.browser(LAPTOP)
    laptop.client.set_cookie(COOKIE, "the screen's")
    refused = laptop.post("/staff/first", **form | {"again": "other"}).text
    assert "tidak sama" in refused
    assert 'value="Rina"' in refused, "what was typed is kept"
    assert PASSWORD not in refused
    assert laptop.post("/staff/first", **form).headers["Location"] == "/staff"
    assert laptop.get("/staff/accounts").status_code == 200
    assert "Akun pertama sudah ada" in laptop.post("/staff/first", "/staff", **form | {"name": "budi"}).text
    assert [(account.name, account.display) for account in staff.register.accounts.all()] == [("rina", "Rina Wijaya")]


def test_a_one_time_password_leads_to_ones_own_and_nowhere_else(staff: StaffRoom) -> None:
    staff.add("chief", "admin")
    given = staff.register.add("budi", "Budi", ["admin"], "chief")
    his = staff.browser()
    assert his.log_in("budi", given).status_code == 303
    for path in ("/staff", "/staff/accounts", "/staff/audit"):
        assert his.get(path).headers["Location"] == "/staff/me"
    assert his.post("/staff/accounts", "/staff/me", name="x", display="x", role="admin").headers["Location"] == "/staff/me"
    assert "harus berbeda" in his.post("/staff/me", old=given, password=given, again=given).text
    assert his.post("/staff/me", old=given, password=PASSWORD, again=PASSWORD).headers["Location"] == "/staff"
    assert his.get("/staff/accounts").status_code == 200
    assert staff.browser().log_in("budi", given).status_code == 401


def test_a_one_time_password_runs_out(staff: StaffRoom) -> None:
    staff.add("chief", "admin")
    given = staff.register.add("budi", "Budi", ["editor"], "chief")
    staff.now.now += 8 * 24 * 3600
    assert "lewat 7 hari" in staff.browser().log_in("budi", given).text
    assert "tidak cocok" in staff.browser().log_in("budi", "wrong").text


def test_somebody_always_stays_in_charge(staff: StaffRoom) -> None:
    staff.add("rina", "admin")
    staff.add("budi", "editor")
    hers = staff.logged_in("rina")
    assert "sedikitnya satu admin" in hers.post("/staff/accounts/rina/disable", "/staff/accounts").text
    assert "sedikitnya satu admin" in hers.post("/staff/accounts/rina/roles", "/staff/accounts", role="editor").text
    assert hers.get("/staff/accounts").status_code == 200
    hers.post("/staff/accounts/budi/roles", "/staff/accounts", role=["editor", "admin"])
    assert hers.post("/staff/accounts/rina/roles", "/staff/accounts", role="editor").status_code == 303
    assert hers.get("/staff/accounts").status_code == 403


def test_a_name_keeps_to_its_form(staff: StaffRoom) -> None:
    for name in ("terminal", "Rina Wijaya", "a", "-rina", "rina/../x", "x" * 33, "<b>rina</b>"):
        with pytest.raises(Rejected) as refused:
            staff.register.add(name, "Rina", ["editor"], "terminal")
        assert refused.value.code == "staff/name_form"


def test_everything_that_is_done_is_noted_without_secrets(staff: StaffRoom) -> None:
    staff.add("chief", "admin")
    chief = staff.logged_in("chief")
    given = chief.post("/staff/accounts", name="budi", display="Budi", role="editor").text
    chief.post("/staff/accounts/budi/roles", "/staff/accounts", role="moderator")
    chief.post("/staff/accounts/budi/password", "/staff/accounts")
    chief.post("/staff/accounts/budi/disable", "/staff/accounts")
    chief.post("/staff/accounts/nobody/disable", "/staff/accounts")
    assert staff.noted() == [
        ("terminal", "account_added", "chief"),
        ("chief", "logged_in", ""),
        ("chief", "account_added", "budi"),
        ("chief", "roles_changed", "budi"),
        ("chief", "password_given", "budi"),
        ("chief", "account_disabled", "budi"),
    ]
    page = chief.get("/staff/audit").text
    assert "Kata sandi sekali pakai diberikan" in page
    assert "192.168" not in page
    assert given.split('class="secret">')[1].split("<")[0] not in page


def test_the_log_is_bounded_by_number_and_age(staff: StaffRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_module, "MOST_NOTES", 5)
    for n in range(9):
        staff.register.audit.note("rina", "logged_in", "x" * 500 if n == 8 else str(n))
    notes = staff.register.audit.newest(100)
    assert [note.about[:1] for _, note in notes] == ["x", "7", "6", "5", "4"]
    assert len(notes[0][1].about) == audit_module.MOST_CHARACTERS
    assert staff.register.audit.newest(2, before=notes[1][0])[0][1].about == "6"
    staff.now.now += audit_module.KEPT_SECONDS + 1
    staff.register.audit.note("rina", "logged_in")
    assert len(staff.register.audit.newest(100)) == 1


# The command line


def test_the_terminal_is_the_way_back_in(staff: StaffRoom) -> None:
    staff.now.now = time.time()  # the command has no other clock

    def quizserver(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["staff", *words, "--data", str(staff.folder), "--lang", "en"])
        return done.exit_code, done.output

    code, said = quizserver("add", "rina", "--role", "admin", "--role", "editor")
    assert code == 0
    hers = staff.browser()
    assert hers.log_in("rina", said.split()[-1]).status_code == 303
    code, said = quizserver("password", "rina")
    assert (code, hers.get("/staff").status_code) == (0, 302)
    assert staff.browser().log_in("rina", said.split()[-1]).status_code == 303
    assert quizserver("list") == (0, "rina\trina\teditor,admin\thas not chosen a password yet\n")
    code, said = quizserver("roles", "rina", "--role", "editor")
    assert (code, said[:40]) == (2, "There must be at least one active admin.")
    assert quizserver("add", "budi", "--role", "admin")[0] == 0
    assert quizserver("disable", "rina") == (0, "Done.\n")
    assert "disabled" in quizserver("list")[1]
    assert quizserver("password", "nobody")[0] == 2
    assert quizserver("add", "budi", "--role", "admin")[0] == 2
    assert quizserver("add", "dewi", "--role", "king")[0] == 2
    assert ("terminal", "account_disabled", "rina") in staff.noted()


def test_a_library_from_before_gets_its_new_tables(tmp_path: Path) -> None:
    old = tmp_path / "library.sqlite3"
    with sqlite3.connect(old) as db:
        db.execute("CREATE TABLE keys (key_hash VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, made_at FLOAT NOT NULL)")
    db.close()
    library = Library(old, Here())
    assert Accounts(library).is_empty()
    library.add_key("a key", "desk", "rina")
    library.forget_keys_of("rina")
    assert library.kind_of_key("a key") is None
