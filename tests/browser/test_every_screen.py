"""Every dialog of the screen and one view of every step of every round type: axe, headings, targets, and a focus that is seen and kept.

What fits the wall is looked at in test_wall.py; here it is what somebody meets who sets up with the keyboard or cannot see well.
"""

from __future__ import annotations

from typing import Any

import pytest

from quizserver.rounds import discover
from tests.browser.conftest import Hall
from tests.browser.stand_in import Fed
from tests.browser.test_wall import HALL, PROGRESS, ROUND_FILES, view, views

SECTIONS = [{"title": title, "seconds": [60, 60, 60]} for title in ("Pemanasan", "Jaga teman", "Janji kelas")]
SETUP = {
    "programmes": [{"id": f"p{n}", "title": f"Program {n}", "minutes": 90, "items": 9, "sections": SECTIONS} for n in range(2)],
    "modes": ["tiebreak", "speed", "none"],
    "broken": [{"file": "bank.yaml", "line": 12, "message": "Pilihan kurang."}],
    "visit": {},
    "help": {"checked": 1, "to_call": 4},
    "unwiped": 1,
    "gate": False,
}


def with_dialog(screen: Fed, name: str, css: str, number: int = 0) -> None:
    """Opens it with the keyboard, looks, and leaves: the focus is again where it was."""
    opener = screen.page.locator(css).nth(number)
    screen.key(opener, "Enter", name)
    screen.look(name)
    screen.key(None, "Escape", f"{name} left")
    if not opener.evaluate("element => element === document.activeElement"):
        screen.note(f"{name} left", "the focus is not where it was")


def set_up(screen: Fed, lang: str) -> None:
    screen.receive(hall=HALL | {"asks_firewall": True}, view=view("setup", setup=SETUP, lang=lang) | {"v": 0})
    screen.look("set-up")
    with_dialog(screen, "parts", ".line-parts")
    with_dialog(screen, "visit", ".line-visit")
    with_dialog(screen, "groups", ".setup-groups > .do")
    with_dialog(screen, "broken files", ".setup-programmes > .do.quiet:not(.setup-line)")
    with_dialog(screen, "pairing", ".setup-go button.do")
    screen.key(screen.page.locator(".line-parts"), "Enter")
    for press in range(3):
        screen.key(screen.page.locator(".parts li").first.locator("button").first, "Enter", f"parts less {press}")
    screen.look("parts, one section left out")
    screen.key(screen.page.locator(".dialog-parts .do.primary"), "Enter", "parts done")
    screen.key(screen.page.locator(".setup-groups > .do"), "Enter")
    screen.key(screen.page.locator(".groups-quick .do").nth(1), "Enter", "groups 7A to 7J")
    screen.look("groups 7A to 7J")
    screen.key(screen.page.locator(".dialog-groups .do.primary"), "Enter", "groups done")
    screen.receive(view=view("setup", setup=SETUP | {"gate": True}, lang=lang) | {"v": 0})
    screen.look("a hand-over is overdue")


def dialogs(screen: Fed, lang: str) -> None:
    row = {"type": "verdict", "section": "Jaga teman", "in_section": 6, "label": "", "minutes": 1.2}
    states = ["done", "now", "next", "next"]
    rows: list[dict[str, Any]] = [row | {"uid": f"i{n}", "index": n, "state": state} for n, state in enumerate(states)]
    for number in (0, 1):
        rows[number] |= {"number": number + 1, "may_void": number == 0, "voided": False}
    listed = {"v": 1, "seen": "s", "left": 22, "ends_at": "10:30", "ahead": -4, "drop": ["i3"], "items": rows}
    screen.answers("list_programme", pushed={"programme": listed})
    screen.receive(view=view("lobby", lang=lang), progress=PROGRESS)
    for key, name in (("?", "keys"), ("w", "Wi-Fi"), ("d", "pairing"), ("r", "run list")):
        screen.page.keyboard.press(key)
        screen.look(name)
        if name == "keys":
            letters_off_and_on(screen)
        if name == "run list":
            screen.key(screen.page.locator("button.run-head").nth(1), "Enter", "run list item")
            screen.look("run list item")
        screen.key(None, "Escape")
    screen.answers("advance", ok=False, error={"code": "round/confirm_close", "message": "Baru 3 yang menjawab. Tutup?", "retry": False})
    screen.page.wait_for_timeout(850)
    screen.page.keyboard.press("Space")
    screen.look("close?")
    screen.key(None, "Escape")
    for wall in ("blank", "calm", "help"):
        screen.receive(view=view("lobby", wall=wall, lang=lang))
        screen.look(wall)
    screen.receive(view=view("lobby", paused=True, lang=lang), trouble={"code": "store/refused", "message": "Disk penuh."})
    screen.look("paused, with a notice")
    screen.receive(trouble={"code": None})


def letters_off_and_on(screen: Fed) -> None:
    """Letters can be turned off (WCAG 2.1.4); what is no letter goes on working."""
    switch = screen.page.locator(".letter-keys input")
    switch.press("Space")
    screen.key(None, "Escape")
    screen.page.keyboard.press("w")
    screen.page.keyboard.press("?")
    assert not screen.page.locator("[role=dialog], dialog").count()
    screen.page.evaluate("localStorage.clear()")
    screen.page.keyboard.press("?")
    assert screen.page.locator(".letter-keys input").is_checked()


def of_every_step(lang: str) -> dict[str, dict[str, Any]]:
    """One view of each step of each round type: what differs between two samples is their words."""
    found: dict[str, dict[str, Any]] = {}
    for name, shown in views().items():
        played = shown.get("round") or {}
        key = " ".join([shown["phase"], shown["wall"], played.get("type", ""), played.get("step", ""), name.split(" ")[-1][:5]])
        found.setdefault(key, shown | {"lang": lang})
    return found


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_dialog_and_every_step_on_the_screen_is_within_reach_of_everybody(hall: Hall, lang: str) -> None:
    page = hall.screen.context.new_page()
    page.on("pageerror", lambda error: hall.complaints.append(f"exception: {error}"))
    page.set_viewport_size({"width": 1280, "height": 720})
    screen = Fed(page, f"{hall.laptop.url}/screen?lang={lang}", least=24)
    page.evaluate(ROUND_FILES, list(discover()))
    set_up(screen, lang)
    dialogs(screen, lang)
    for name, shown in of_every_step(lang).items():
        screen.receive(view=shown, progress=PROGRESS)
        screen.look(name)
    assert screen.faults == {}
