"""WCAG 2.2 AA on every state: axe finds nothing on phone, screen and desk, in both languages; and a visit works with the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Hall
from tests.browser.test_a_visit import REHEARSAL, pair_desk

AXE = (Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def faults(page: Page) -> list[str]:
    """What axe finds on this page, as `rule: element`."""
    page.wait_for_timeout(450)  # colours are measured at rest, not in the middle of a transition
    page.evaluate(AXE)
    result: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    return [f"{found['id']}: {node['html'][:160]}" for found in result["violations"] for node in found["nodes"]]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_axe_finds_nothing_in_any_state(hall: Hall, lang: str) -> None:
    found: dict[str, list[str]] = {}

    def look(state: str, *pages: Page) -> None:
        for page in pages:
            found[f"{state} {page.url}"] = faults(page)

    look("setup", hall.screen)
    for line in (".line-parts", ".line-visit"):
        hall.screen.locator(line).click()
        look(line, hall.screen)
        hall.screen.keyboard.press("Escape")
    hall.screen.get_by_role("radio", name="English" if lang == "en" else "Bahasa Indonesia").check()
    hall.screen.get_by_label("Nama Wi-Fi").fill("Peksos-1")
    hall.open_room(REHEARSAL)
    desk = pair_desk(hall)
    phone = hall.page(PHONE, lang)
    phone.goto(f"{hall.laptop.url}/?lang={lang}")
    phone.locator("button.main").wait_for()
    look("join", phone)
    phone.locator("button.main").click()
    phone.locator(".name-card, .name").first.wait_for()
    look("lobby", hall.screen, phone, desk)
    for key, name in (("?", "keys"), ("w", "wifi"), ("d", "pairing"), ("r", "run list")):
        hall.screen.keyboard.press(key)
        look(name, hall.screen)
        hall.screen.keyboard.press("Escape")
    for key in ("q", "j", "b"):
        hall.screen.keyboard.press(key)
        hall.screen.wait_for_timeout(300)
        look(key, hall.screen, phone, desk)
        hall.screen.keyboard.press(key)
        hall.screen.wait_for_timeout(300)
    desk.locator(".tabs button").nth(1).click()
    desk.locator("button.run-head").first.click()
    look("run list", desk)
    desk.locator(".tabs button").first.click()
    seen: set[str] = set()
    for _ in range(60):
        state = f"{hall.scene()} {hall.screen.locator('.wall').get_attribute('data-type')}"
        if state not in seen:
            look(state, hall.screen, phone, desk)
            seen.add(state)
        if hall.scene() == "ended":
            break
        hall.space()
        hall.screen.wait_for_timeout(300)
        if hall.screen.get_by_role("alertdialog").count() or hall.screen.locator("dialog[open]").count():
            hall.screen.keyboard.press("Space")
    assert "ended None" in seen or hall.scene() == "ended"
    assert {state: problems for state, problems in found.items() if problems} == {}


def test_a_student_can_join_and_answer_with_the_keyboard_alone(hall: Hall) -> None:
    hall.open_room(REHEARSAL)
    phone = hall.page({"viewport": {"width": 360, "height": 640}})
    phone.goto(hall.laptop.url)
    expect(phone.get_by_role("button", name="Ikut main")).to_be_visible()
    for _ in range(15):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.textContent.includes('Ikut main')"):
            break
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Kamu sudah masuk")).to_be_visible()
    for _ in range(12):
        if phone.locator("button[aria-pressed].tile").count():
            break
        hall.space()
        hall.screen.wait_for_timeout(400)
    for _ in range(15):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.classList.contains('tile')"):
            break
    phone.keyboard.press("Enter")
    expect(phone.locator("button[aria-pressed=true].tile")).to_contain_text("Terkirim")


def test_text_at_200_percent_loses_nothing_on_a_phone(hall: Hall) -> None:
    hall.open_room(REHEARSAL)
    hall.join(1)
    phone = hall.phones[0]
    for _ in range(12):
        if phone.locator("button[aria-pressed].tile").count():
            break
        hall.space()
        hall.screen.wait_for_timeout(400)
    phone.add_style_tag(content="html { font-size: 200% !important }")
    phone.wait_for_timeout(300)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), "nothing may need scrolling sideways"
    for tile in phone.locator("button[aria-pressed].tile").all():
        tile.scroll_into_view_if_needed()
        assert tile.evaluate("tile => tile.scrollWidth <= tile.clientWidth + 1")
