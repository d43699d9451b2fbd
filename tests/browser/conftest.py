"""The hall of the browser tests: one Chromium; screen, desk and phones each in a context of their own, on a name that is no localhost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.laptop import HOST, Laptop, chromium

QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync", f"--host-resolver-rules=MAP {HOST} 127.0.0.1"]
PHONE = {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
EXPECTED_NOISE = ("ERR_CONNECTION_REFUSED", "ERR_INTERNET_DISCONNECTED", "WebSocket connection to", "ERR_CONNECTION_RESET")
"""What Chromium itself prints while the server is killed or the phone is offline."""

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield chrome
        chrome.close()


class Hall:
    """`screen`, `desk` and `phones` are pages; `complaints` is everything their consoles had to say."""

    def __init__(self, browser: Browser, laptop: Laptop) -> None:
        self.browser = browser
        self.laptop = laptop
        self.complaints: list[str] = []
        self.screen = self.page({"viewport": {"width": 1280, "height": 720}})
        self.phones: list[Page] = []

    def page(self, options: dict[str, Any], lang: str = "id-ID") -> Page:
        page = self.browser.new_context(**options, locale=lang, timezone_id="Asia/Jakarta").new_page()
        page.on("console", lambda said: self._note(f"{said.type}: {said.text}") if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._note(f"exception: {error}"))
        return page

    def _note(self, complaint: str) -> None:
        if not any(noise in complaint for noise in EXPECTED_NOISE):
            self.complaints.append(complaint)

    def open_screen(self, link: str) -> None:
        self.screen.goto(self.laptop.url + link)

    def at_the_laptop(self) -> str:
        """The laptop's own address, the only one that staff pages take for it; the screen's browser has its key there too."""
        keys = [{"name": key["name"], "value": key["value"], "url": self.laptop.local} for key in self.screen.context.cookies()]
        self.screen.context.add_cookies(keys)
        return self.laptop.local

    def open_room(self, programme: str) -> None:
        self.screen.get_by_role("radio", name=programme).check()
        self.screen.get_by_role("button", name="Mulai", exact=True).click()
        expect(self.screen.locator(".wall.scene-lobby")).to_be_visible()

    def join(self, count: int) -> None:
        for _ in range(count):
            phone = self.page(PHONE)
            phone.goto(self.laptop.url)
            phone.get_by_role("button", name="Ikut main").click()
            expect(phone.get_by_role("heading", name="Kamu sudah masuk")).to_be_visible()
            self.phones.append(phone)

    def space(self) -> None:
        """One press of space, well apart from the last (two within 0.8 s count once)."""
        self.screen.wait_for_timeout(850)
        self.screen.keyboard.press("Space")

    def scene(self) -> str:
        classes = self.screen.locator(".wall").get_attribute("class") or ""
        return next((name[6:] for name in classes.split() if name.startswith("scene-")), "")

    def until_scene(self, *names: str) -> str:
        expect(self.screen.locator(", ".join(f".wall.scene-{name}" for name in names))).to_be_visible()
        return self.scene()


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    running = Laptop(tmp_path)
    yield running
    running.stop()


@pytest.fixture
def hall(browser: Browser, laptop: Laptop) -> Iterator[Hall]:
    """A started server with an open screen in the set-up."""
    link = laptop.start()
    room = Hall(browser, laptop)
    room.open_screen(link)
    yield room
    for context in browser.contexts:
        context.close()
    assert room.complaints == []
