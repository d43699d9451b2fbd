"""A whole programme in real browsers: a screen, a desk and four phones; one phone sleeps, and the server is killed in the middle."""

from __future__ import annotations

import json
import re
import urllib.request

from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall
from tests.laptop import Laptop

REHEARSAL = "Uji coba 5 menit"
SENT = re.compile("Terkirim|Tepat!|Hampir|Belum tepat|Bukan itu")


def pair_desk(hall: Hall) -> Page:
    """A second device opens /desk, shows four digits, and is let in when they are typed on the screen."""
    desk = hall.page({"viewport": {"width": 360, "height": 640}})
    desk.goto(f"{hall.laptop.url}/desk")
    digits = desk.locator("[data-digits]")
    expect(digits).to_have_text(re.compile(r"^\d{4}$"))
    hall.screen.keyboard.press("d")
    hall.screen.get_by_role("textbox").fill(digits.inner_text())
    hall.screen.keyboard.press("Enter")
    expect(desk.locator(".desk-next")).to_be_visible()
    return desk


def answer(phone: Page, n: int) -> None:
    """Answers whatever is open on this phone, as a child would."""
    if phone.get_by_role("textbox").count():
        phone.get_by_role("textbox").fill("sahabat")
        phone.get_by_role("button", name="Tebak").click()
    elif phone.get_by_role("checkbox").count():
        # The box itself is invisible; a finger hits its label.
        phone.locator("label:has(input[type=checkbox])").nth(n % 4 % phone.get_by_role("checkbox").count()).click()
        phone.get_by_role("button", name="Kirim").click()
    else:
        tiles = phone.locator("button[aria-pressed].tile")
        tiles.nth(n % tiles.count()).click()
    expect(phone.locator("body")).to_contain_text(SENT)


def answered(hall: Hall) -> int:
    """Answers in the journal, straight from the running server's file."""
    import sqlite3

    with sqlite3.connect(f"file:{hall.laptop.folder}/data/journal.sqlite3?mode=ro", uri=True) as journal:
        return int(journal.execute("select count(*) from facts where kind = 'answered'").fetchone()[0])


def test_a_hall_plays_a_whole_programme(hall: Hall) -> None:
    hall.open_room(REHEARSAL)
    hall.join(4)
    desk = pair_desk(hall)
    played: list[str] = []
    for _ in range(80):
        scene = hall.scene()
        if scene == "ended":
            break
        kind = hall.screen.locator(".wall").get_attribute("data-type") or ""
        can_answer = hall.phones[0].locator("button[aria-pressed].tile, input[type=checkbox], input[type=text]").count() > 0
        if scene == "open" and can_answer:
            played.append(kind)
            for n, phone in enumerate(hall.phones):
                answer(phone, n)
        if len(played) % 2:
            desk.locator(".desk-next").click()
            desk.wait_for_timeout(900)
        else:
            hall.space()
            hall.screen.wait_for_timeout(250)
    hall.until_scene("ended")
    assert {"choice", "verdict", "guess"} <= set(played)
    for phone in hall.phones:
        expect(phone.get_by_role("heading", name="Terima kasih")).to_be_visible()
    assert health(hall.laptop)["players"] == 4


def health(laptop: Laptop) -> dict[str, int]:
    with urllib.request.urlopen(f"{laptop.local}/healthz") as reply:
        return dict(json.load(reply))


def open_a_question(hall: Hall) -> None:
    """Space until a question with tiles is open."""
    for _ in range(12):
        if hall.scene() == "open" and hall.phones[0].locator("button[aria-pressed].tile").count():
            return
        hall.space()
        hall.screen.wait_for_timeout(400)
    raise AssertionError("no question with tiles came")


def test_the_server_is_killed_during_a_question_and_everyone_is_back_without_a_tap(hall: Hall) -> None:
    hall.open_room(REHEARSAL)
    hall.join(4)
    open_a_question(hall)
    for n, phone in enumerate(hall.phones[:3]):
        answer(phone, n)
    chosen = [phone.locator("button[aria-pressed=true].tile").inner_text() for phone in hall.phones[:3]]
    question = hall.phones[0].get_by_role("heading").first.inner_text()
    before = answered(hall)

    hall.laptop.kill()
    expect(hall.phones[0].locator("body")).to_contain_text("Jawabanmu sudah tersimpan")
    late = hall.phones[3].locator("button[aria-pressed].tile").first
    late.click()
    expect(hall.phones[3].locator("body")).to_contain_text("belum terkirim")
    assert "tersimpan" not in hall.phones[3].inner_text("body")
    hall.laptop.start()

    expect(hall.phones[3].locator("body")).to_contain_text("Terkirim", timeout=20_000)
    hall.until_scene("open")
    for phone, choice in zip(hall.phones, chosen, strict=False):
        expect(phone.locator("button[aria-pressed=true].tile")).to_be_visible()
        assert phone.locator("button[aria-pressed=true].tile").inner_text() == choice
        assert phone.get_by_role("heading").first.inner_text() == question
    assert answered(hall) == before + 1
    assert health(hall.laptop)["players"] == 4


def test_a_phone_that_slept_finds_its_name_its_answer_and_the_present_question(hall: Hall) -> None:
    hall.open_room(REHEARSAL)
    hall.join(2)
    open_a_question(hall)
    sleeper = hall.phones[0]
    answer(sleeper, 1)
    choice = sleeper.locator("button[aria-pressed=true].tile").inner_text()
    sleeper.context.set_offline(True)
    sleeper.wait_for_timeout(2_000)
    sleeper.context.set_offline(False)
    sleeper.reload()
    expect(sleeper.locator("button[aria-pressed=true].tile")).to_be_visible()
    assert sleeper.locator("button[aria-pressed=true].tile").inner_text() == choice


def test_a_student_who_types_the_facilitators_address_gets_a_kind_page(hall: Hall) -> None:
    phone = hall.page({"viewport": {"width": 360, "height": 640}})
    for path in ("/screen", "/ABCD", "/start/guessed"):
        phone.goto(hall.laptop.url + path)
        expect(phone.get_by_role("link")).to_be_visible()
        assert phone.evaluate("typeof io") == "undefined"
    hall.complaints.clear()  # Chromium notes the 403 and 404 of these pages
