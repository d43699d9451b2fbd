"""Set-up in a real browser: one press of space with the defaults, and everything filled in and remembered for the next visit."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Hall
from tests.browser.test_a_visit import REHEARSAL


def opened(hall: Hall) -> dict[str, Any]:
    """The newest opening in the journal."""
    with sqlite3.connect(f"file:{hall.laptop.folder}/data/journal.sqlite3?mode=ro", uri=True) as journal:
        rows = journal.execute("select body from facts where kind = 'room_opened' order by wall").fetchall()
    return dict(json.loads(rows[-1][0]))


def test_a_nervous_person_just_presses_space(hall: Hall) -> None:
    expect(hall.screen.get_by_role("button", name="Mulai", exact=True)).to_be_focused()
    hall.screen.keyboard.press("Space")
    hall.until_scene("lobby")
    room = opened(hall)
    assert len(room["items"]) > 20
    assert room["visit"] == {"school": "", "ends_at": "", "follow_up_who": "", "follow_up_when": ""}


def test_everything_filled_in_reaches_the_visit_and_is_remembered(hall: Hall) -> None:
    screen = hall.screen
    screen.get_by_role("radio", name=REHEARSAL).check()
    screen.get_by_role("button", name=re.compile("Isi acara")).click()
    parts = screen.locator(".parts li")
    for part in parts.all()[:-1]:
        fewer = part.get_by_role("button").first
        while fewer.is_enabled():
            fewer.click()
    expect(parts.first).to_contain_text("0 dari 2")
    screen.keyboard.press("Escape")
    screen.get_by_role("button", name=re.compile("Kunjungan ini")).click()
    screen.get_by_label("Sekolah").fill("SMPN 1 Metro")
    screen.get_by_label("Selesai pukul").fill("11:30")
    screen.get_by_label("Siapa menindaklanjuti?").fill("Bu Rina, guru BK")
    screen.get_by_label("Kapan?").fill("Senin depan")
    screen.get_by_role("button", name="Selesai", exact=True).click()
    expect(screen.get_by_role("button", name=re.compile("Kunjungan ini"))).to_contain_text("SMPN 1 Metro")
    screen.mouse.move(300, 300)
    screen.get_by_role("button", name="Mulai", exact=True).click(timeout=1_500)
    hall.until_scene("lobby")

    room = opened(hall)
    assert room["visit"] == {
        "school": "SMPN 1 Metro",
        "ends_at": "11:30",
        "follow_up_who": "Bu Rina, guru BK",
        "follow_up_when": "Senin depan",
    }
    assert len({item["section"] for item in room["items"]}) == 1

    for _ in range(8):
        if hall.scene() == "ended":
            break
        hall.space()
        screen.wait_for_timeout(300)
    expect(screen.locator(".follow-up")).to_have_text("Yang menindaklanjuti: Bu Rina, guru BK. Senin depan")
    hall.space()
    screen.get_by_role("button", name=re.compile("Tutup kunjungan")).last.click(delay=900)
    expect(screen.get_by_role("button", name=re.compile("Kunjungan ini"))).to_contain_text("SMPN 1 Metro · Bu Rina")


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768)])
def test_set_up_and_its_lists_fit_the_projector(hall: Hall, size: tuple[int, int]) -> None:
    screen = hall.screen
    screen.set_viewport_size({"width": size[0], "height": size[1]})
    assert screen.evaluate("document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth")
    for name in ("Isi acara", "Kunjungan ini"):
        screen.get_by_role("button", name=re.compile(name)).click()
        box = screen.locator(".dialog").bounding_box()
        done = screen.locator(".dialog").get_by_role("button", name="Selesai", exact=True)
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1]
        expect(done).to_be_in_viewport()
        screen.keyboard.press("Escape")
    expect(screen.get_by_role("button", name="Mulai", exact=True)).to_be_in_viewport(ratio=1)
