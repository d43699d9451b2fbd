"""Staff at their desks: the first account, a new editor with a one-time password; axe finds nothing on any page, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall
from tests.browser.test_accessibility import faults

HERS, HIS = "lampu kuning tepi sawah", "sungai malam biru tua"
OFFICE: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
SMALL: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}


def fill(page: Page, button: str, **fields: str) -> None:
    """Fills a form by the names of its fields and sends it."""
    for name, value in fields.items():
        page.locator(f"[name={name}]:not([type=hidden])").fill(value)
    page.get_by_role("button", name=button, exact=True).click()


def fits(page: Page) -> bool:
    """Nothing is cut off or needs scrolling sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_from_the_first_account_to_an_editor_with_her_own_password(hall: Hall, lang: str) -> None:
    english = lang == "en"
    found: dict[str, list[str]] = {}

    def look(state: str, page: Page) -> None:
        assert page.locator("html").get_attribute("lang") == lang, state
        assert fits(page), state
        found[state] = faults(page)

    laptop = hall.screen
    laptop.goto(f"{hall.at_the_laptop()}/screen")
    laptop.get_by_role("link", name="Staf", exact=True).click()
    expect(laptop).to_have_url(f"{hall.laptop.local}/staff/first")
    laptop.goto(f"{hall.laptop.local}/staff/first?lang={lang}")
    look("first", laptop)
    make = "Make the account" if english else "Buat akun"
    fill(laptop, make, display="Rina Wijaya", name="rina", password="rina wijaya", again="rina wijaya")
    expect(laptop.get_by_role("alert")).to_be_visible()
    look("first, refused", laptop)
    fill(laptop, make, password=HERS, again=HERS)
    expect(laptop.get_by_role("heading", level=1)).to_contain_text("Rina Wijaya")
    look("home", laptop)
    laptop.get_by_role("link", name="Accounts" if english else "Akun").first.click()
    laptop.locator("#new-editor").check()
    fill(laptop, "Add an account" if english else "Tambah akun", display="Budi Santoso", name="budi")
    given = laptop.locator(".secret").inner_text()
    laptop.locator("summary").first.click()
    look("accounts", laptop)
    laptop.goto(f"{hall.laptop.local}/staff/audit")
    look("audit", laptop)

    hers = hall.page(SMALL)
    hers.goto(f"{hall.laptop.local}/staff/login?lang={lang}&next=/staff/me")
    look("login", hers)
    log_in = "Log in" if english else "Masuk"
    fill(hers, log_in, name="Budi", password=given)
    expect(hers).to_have_url(f"{hall.laptop.local}/staff/me")
    look("must change", hers)
    fill(hers, "Save the password" if english else "Simpan kata sandi", old=given, password=HIS, again=HIS)
    expect(hers).to_have_url(f"{hall.laptop.local}/staff")
    look("home of an editor", hers)
    hers.goto(f"{hall.laptop.local}/staff/accounts")
    look("no power", hers)
    hers.goto(f"{hall.laptop.local}/staff/me")
    look("own", hers)
    hers.get_by_role("button", name="Log out everywhere" if english else "Keluar di semua perangkat").click()
    expect(hers.get_by_role("button", name=log_in)).to_be_visible()
    assert {state: problems for state, problems in found.items() if problems} == {}
    hall.complaints[:] = [said for said in hall.complaints if "403" not in said and "422" not in said]


def test_a_login_works_by_keyboard_and_without_any_script(hall: Hall) -> None:
    laptop = hall.screen
    laptop.goto(f"{hall.at_the_laptop()}/staff/first")
    fill(laptop, "Buat akun", display="Rina Wijaya", name="rina", password=HERS, again=HERS)
    plain = hall.browser.new_context(**OFFICE, java_script_enabled=False).new_page()
    plain.goto(f"{hall.laptop.local}/staff")
    plain.keyboard.press("Tab")
    expect(plain.locator(".skip")).to_be_focused()
    plain.locator("#name").focus()
    plain.keyboard.type("rina")
    plain.keyboard.press("Tab")
    plain.keyboard.type(HERS)
    plain.keyboard.press("Enter")
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Rina Wijaya")


def test_a_facilitator_opens_the_screen_of_a_laptop_that_never_saw_a_link(hall: Hall) -> None:
    laptop = hall.screen
    laptop.goto(f"{hall.at_the_laptop()}/staff/first")
    fill(laptop, "Buat akun", display="Rina Wijaya", name="rina", password=HERS, again=HERS)
    other = hall.page(OFFICE)
    other.goto(f"{hall.laptop.local}/staff/login")
    fill(other, "Masuk", name="rina", password=HERS)
    other.get_by_role("button", name="Buka layar pemandu").click()
    expect(other.get_by_role("button", name="Mulai", exact=True)).to_be_visible()
