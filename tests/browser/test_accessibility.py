"""WCAG 2.2 AA with the real server: one way through a visit with the keyboard alone; axe finds nothing on phone, screen and desk.

Every page and state by itself: test_every_phone.py, test_every_desk.py, test_every_screen.py.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall
from tests.browser.stand_in import AXE, TAGS
from tests.browser.test_a_visit import REHEARSAL, pair_desk


def faults(page: Page) -> list[str]:
    """What axe finds on this page, as `rule: element`."""
    page.wait_for_timeout(450)  # colours are measured at rest, not in the middle of a transition
    page.evaluate(AXE)
    result: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    return [f"{found['id']}: {node['html'][:160]}" for found in result["violations"] for node in found["nodes"]]


def tab_to(page: Page, found: str) -> None:
    """Presses Tab until `found`, a condition on the element `on`, is true of what has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const on = document.activeElement; return {found}; }})()"):
            return
    raise AssertionError(f"the tab key does not come to where {found}")


def test_a_student_joins_and_answers_with_the_keyboard_alone(hall: Hall) -> None:
    assert faults(hall.screen) == []
    hall.open_room(REHEARSAL)
    desk = pair_desk(hall)
    hall.screen.keyboard.press("Escape")
    phone = hall.page({"viewport": {"width": 360, "height": 640}})
    phone.goto(hall.laptop.url)
    expect(phone.get_by_role("button", name="Ikut main")).to_be_visible()
    assert faults(phone) == []
    tab_to(phone, "on.matches('.main')")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Kamu sudah masuk")).to_be_visible()
    tab_to(phone, "on.matches('.pill')")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("dialog")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("dialog")).to_have_count(0)
    for _ in range(12):
        if phone.locator("button[aria-pressed].tile").count():
            break
        tab_to(desk, "on.matches('.desk-next')")
        desk.keyboard.press("Enter")
        desk.wait_for_timeout(1_000)
    assert [faults(page) for page in (hall.screen, desk, phone)] == [[], [], []]
    tab_to(phone, "on.matches('.tile')")
    phone.keyboard.press("Enter")
    expect(phone.locator("button[aria-pressed=true].tile")).to_contain_text("Terkirim")

    phone.add_style_tag(content="html { font-size: 200% !important }")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), "nothing may need scrolling sideways"
    for tile in phone.locator("button[aria-pressed].tile").all():
        tile.scroll_into_view_if_needed()
        assert tile.evaluate("tile => tile.scrollWidth <= tile.clientWidth + 1")
