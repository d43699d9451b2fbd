"""Who gets in where: roles, the rule of the laptop, tokens against forged forms, languages."""

from __future__ import annotations

import pytest
from flask import request

from quizserver.live.pairing import KINDS
from quizserver.staff.roles import DEVICES, ROLES, powers_of
from quizserver.web.staff import guard
from quizserver.web.staff.frame import way_back
from tests.staff.conftest import LAPTOP, StaffRoom


def test_every_role_reads_and_only_admins_keep_accounts() -> None:
    assert all("read" in powers for powers in ROLES.values())
    assert [role for role, powers in ROLES.items() if "accounts" in powers] == ["admin"]
    assert powers_of(["moderator", "lead", "unknown"]) == ROLES["moderator"] | ROLES["lead"]
    assert set(DEVICES.values()) == set(KINDS)


def test_every_staff_address_says_what_it_needs(staff: StaffRoom) -> None:
    views = {rule.rule: staff.app.view_functions[rule.endpoint] for rule in staff.app.url_map.iter_rules()}
    ours = {path: view for path, view in views.items() if path.startswith("/staff")}
    assert len(ours) > 8
    assert [path for path, view in ours.items() if not hasattr(view, "needs")] == []


def test_a_view_that_says_nothing_is_served_to_nobody(staff: StaffRoom) -> None:
    staff.app.add_url_rule("/staff/forgotten", "forgotten", lambda: "secret")
    assert staff.browser().get("/staff/forgotten").status_code == 500


@pytest.mark.parametrize("role", ROLES)
def test_a_page_opens_to_its_power_alone(staff: StaffRoom, role: str) -> None:
    staff.add("rina", role)
    her = staff.logged_in("rina")
    assert her.get("/staff/").status_code == 200
    for path in ("/staff/accounts", "/staff/audit"):
        assert her.get(path).status_code == (200 if role == "admin" else 403), path
        assert (path in her.get("/staff").text) == (role == "admin")


def test_while_a_visit_runs_only_the_laptop_is_answered(staff: StaffRoom) -> None:
    staff.add("rina", "admin")
    here, elsewhere = staff.logged_in("rina", LAPTOP), staff.logged_in("rina")
    staff.rooms.is_open = True
    assert here.get("/staff/accounts").status_code == 200
    for path in ("/staff", "/staff/accounts", "/staff/login", "/staff/nothing"):
        page = elsewhere.get(path)
        assert (page.status_code, "Kunjungan sedang berjalan" in page.text) == (403, True), path
    refused = elsewhere.get("/staff/api/anything")
    assert (refused.status_code, refused.json["error"]["code"]) == (403, "staff/visit_runs")
    staff.rooms.is_open = False
    assert elsewhere.get("/staff/accounts").status_code == 200


def test_what_counts_as_the_laptop_itself(staff: StaffRoom) -> None:
    def is_laptop(address: str, **headers: str) -> bool:
        with staff.app.test_request_context("/", headers=headers, environ_base={"REMOTE_ADDR": address}):
            return guard.is_laptop(request)

    assert all(is_laptop(address) for address in ("127.0.0.1", "127.4.4.4", "::1", "::ffff:127.0.0.1"))
    assert not any(is_laptop(address) for address in ("192.168.1.7", "::ffff:192.168.1.7", "", "nonsense"))
    assert not is_laptop("127.0.0.1", **{"X-Forwarded-For": "192.168.1.7"}), "somebody else, through a proxy on the laptop"
    assert not is_laptop("127.0.0.1", Forwarded="for=192.168.1.7")
    assert not is_laptop("192.168.1.7", **{"X-Forwarded-For": "127.0.0.1"})
    assert not is_laptop("127.0.0.1", **{"X-Real-IP": "127.0.0.1"})
    assert not is_laptop("127.0.0.1", Via="1.1 school")
    assert all(is_laptop("127.0.0.1", Host=name) for name in ("localhost:8000", "127.0.0.1", "127.0.0.1:80", "[::1]:8000"))
    strangers = ("games.example:8000", "127.0.0.1.games.example", "localhost.games.example", "192.168.1.7", "", "[::1")
    assert not any(is_laptop("127.0.0.1", Host=name) for name in strangers), "a page elsewhere whose name was given our address"


def test_a_form_without_its_token_or_with_a_stale_one_changes_nothing(staff: StaffRoom) -> None:
    staff.add("rina", "admin")
    her, other = staff.logged_in("rina"), staff.logged_in("rina")
    form = {"name": "budi", "display": "Budi", "role": "editor"}
    for token in ({}, {"csrf_token": "made up"}, {"csrf_token": other.token("/staff")}):
        page = her.client.post("/staff/accounts", data=form | token)
        assert (page.status_code, "Muat ulang halaman" in page.text) == (400, True)
    refused = her.client.put("/staff/api/anything", json={})
    assert refused.status_code in (400, 404)
    assert staff.register.accounts.find("budi") is None
    assert her.post("/staff/accounts", **form).status_code == 200
    assert staff.register.accounts.find("budi") is not None


def test_nothing_is_changed_by_an_address_alone(staff: StaffRoom) -> None:
    changing = [rule for rule in staff.app.url_map.iter_rules() if rule.rule.startswith("/staff") and "POST" in (rule.methods or ())]
    assert len(changing) > 6
    assert [rule.rule for rule in changing if "GET" in (rule.methods or ())] == []


def test_a_phone_page_gets_and_reads_no_cookie_of_the_staff(staff: StaffRoom) -> None:
    staff.add("rina", "admin")
    her = staff.logged_in("rina")
    page = her.get("/")
    assert page.status_code == 200
    assert page.headers.getlist("Set-Cookie") == []
    assert "Cookie" not in page.headers.get("Vary", "")


def test_a_chosen_language_sticks_to_staff_pages(staff: StaffRoom) -> None:
    browser = staff.browser()
    staff.add("rina", "admin")
    assert "Masuk" in browser.get("/staff/login").text
    assert "Log in" in browser.get("/staff/login?lang=en").text
    assert "Log in" in browser.get("/staff/login").text
    assert '<html lang="id">' in browser.get("/").text
    assert browser.get("/staff/login?lang=xx").status_code == 200


@pytest.mark.parametrize(
    "wanted, address",
    [
        ("/staff/accounts?before=3", "/staff/accounts?before=3"),
        ("/staff", "/staff"),
        ("", "/staff"),
        ("https://evil.example/staff/", "/staff"),
        ("//evil.example/staff/", "/staff"),
        ("/\\evil.example", "/staff"),
        ("/staff/\\evil.example", "/staff"),
        ("/staffing", "/staff"),
        ("/screen", "/staff"),
        ("javascript:alert(1)", "/staff"),
        ("/staff/\r\nSet-Cookie: a=b", "/staff"),
    ],
)
def test_the_way_back_after_a_login_is_one_of_our_pages(wanted: str, address: str) -> None:
    assert way_back(wanted) == address


def test_a_login_leads_to_our_pages_only(staff: StaffRoom) -> None:
    staff.add("rina", "admin")
    assert staff.browser().log_in("rina", wanted="/staff/audit").headers["Location"] == "/staff/audit"
    assert staff.browser().log_in("rina", wanted="//evil.example/staff").headers["Location"] == "/staff"
    assert 'value="/staff"' in staff.browser().get("/staff/login?next=https://evil.example").text


def test_no_staff_page_may_be_framed(staff: StaffRoom) -> None:
    staff.add("rina", "admin")
    assert "frame-ancestors 'none'" in staff.browser().get("/staff/login").headers["Content-Security-Policy"]
