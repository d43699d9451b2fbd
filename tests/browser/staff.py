"""The staff of the browser tests: an office with accounts, banks of its own and browsers that are logged in. Plumbing; no test is here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from quizserver.cli import Here
from quizserver.staff import passwords
from quizserver.store.accounts import Account, Accounts
from quizserver.store.library import Library
from tests.browser.conftest import EXPECTED_NOISE
from tests.laptop import Laptop

PASSWORD = "lampu kuning tepi sawah"
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 844}
REFUSED = "Failed to load resource: the server responded with a status of 4"
"""What Chromium says of a refusal that a page is meant to show."""


class Office:
    """`banks` is a folder of its own. `log_in` opens a context of its own; `complaints` is what the consoles had to say."""

    def __init__(self, browser: Browser, folder: Path, banks: dict[str, str]) -> None:
        self.browser = browser
        self.banks = folder / "banks"
        self.banks.mkdir()
        for name, text in banks.items():
            (self.banks / f"{name}.yaml").write_text(text, "utf-8")
        self.laptop = Laptop(folder, banks=self.banks)
        self.complaints: list[str] = []
        self._add_accounts(folder / "data")
        self.laptop.start()

    def _add_accounts(self, data: Path) -> None:
        """Before the server runs, and with the cheapest hash there is."""
        data.mkdir()
        accounts = Accounts(Library(data / "library.sqlite3", Here()))
        quick = passwords.argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
        for name, roles in (("rina", ("editor", "facilitator")), ("budi", ("editor",)), ("sari", ("lead",))):
            accounts.add(Account(name, name.title(), roles, quick, one_time_until=None))

    def page(self, lang: str = "id", viewport: dict[str, int] | None = None) -> Page:
        options: Any = {"viewport": viewport or WIDE, "locale": f"{lang}-ID", "timezone_id": "Asia/Jakarta"}
        page = self.browser.new_context(**options).new_page()
        page.on("console", lambda said: self._note(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._note(f"exception: {error}"))
        return page

    def _note(self, complaint: str) -> None:
        if not any(noise in complaint for noise in (*EXPECTED_NOISE, REFUSED)):
            self.complaints.append(complaint)

    def log_in(self, name: str, address: str = "/staff/banks", lang: str = "id", viewport: dict[str, int] | None = None) -> Page:
        page = self.page(lang, viewport)
        page.goto(f"{self.laptop.local}/staff/login?lang={lang}")
        page.fill("[name=name]", name)
        page.fill("[name=password]", PASSWORD)
        page.locator("main button").click()
        expect(page.locator("h1")).to_contain_text(name.title())
        self.go(page, address)
        return page

    def go(self, page: Page, address: str) -> None:
        page.goto(self.laptop.local + address)
        expect(page.locator(".work h1")).to_be_visible()

    def close(self) -> None:
        for context in self.browser.contexts:
            context.close()
        self.laptop.stop()


def save(page: Page) -> None:
    """Presses "Simpan" and waits until it is in the file."""
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator(".save-bar p")).to_contain_text("Tersimpan")


def text_of(page: Page, name: str = "text", lang: str = "id") -> Any:
    """The box of a text field."""
    return page.locator(f"#f-{name}-{lang}")


def news(page: Page) -> Any:
    return page.locator(".news")
