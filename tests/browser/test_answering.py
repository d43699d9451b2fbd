"""Ways of answering other than one tap: steps in order by keyboard, a decimal comma, a phone that is passed round, two votes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Hall
from tests.conftest import sample
from tests.laptop import Laptop
from tests.server import write_programme

ASKED = [sample("verdict"), sample("scale", 1), sample("order"), sample("estimate", 1)]


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    banks = tmp_path / "banks"
    banks.mkdir()
    write_programme(banks, [question | {"seconds": 200} for question in ASKED])
    running = Laptop(tmp_path, banks=banks)
    yield running
    running.stop()


def join(hall: Hall, heads: int) -> Page:
    phone = hall.page(PHONE)
    phone.goto(hall.laptop.url)
    phone.get_by_role("radio", name=str(heads), exact=True).check(force=True)
    phone.get_by_role("button", name="Ikut main").click()
    hall.phones.append(phone)
    return phone


def until_open(hall: Hall, kind: str) -> None:
    """Presses space until a question of this type is open."""
    for _ in range(12):
        if hall.scene() == "open" and hall.screen.locator(".wall").get_attribute("data-type") == kind:
            return
        hall.space()
        hall.screen.wait_for_timeout(300)
        if hall.screen.locator("[role=dialog], [role=alertdialog], dialog").count():
            hall.space()
    raise AssertionError(f"{kind} never opened")


def fits(phone: Page) -> None:
    assert phone.evaluate("document.documentElement.scrollHeight <= innerHeight"), "nothing scrolls while a question is open"


def test_answers_by_keyboard_by_number_and_by_passing_the_phone_round(hall: Hall) -> None:
    hall.open_room("Tes")
    alone, shared = join(hall, 1), join(hall, 3)

    until_open(hall, "verdict")
    alone.locator("button.tone-yes").click()
    expect(alone.locator(".tile.is-chosen")).to_contain_text("Terkirim")
    hall.screen.keyboard.press("v")
    expect(alone.get_by_role("heading", name="Bicarakan dengan temanmu")).to_be_visible()
    expect(hall.screen.get_by_role("heading", name="Bicarakan dengan teman di sebelahmu")).to_be_visible()
    assert alone.locator("button.tile").count() == 0
    hall.space()
    expect(alone.get_by_text("Jawabanmu tadi: Ya.")).to_be_visible()
    expect(alone.locator(".tile.is-chosen")).to_have_count(0)
    alone.locator("button.tone-depends").click()
    expect(alone.locator(".tile.is-chosen")).to_contain_text("Terkirim")
    fits(alone)
    alone.reload()
    expect(alone.get_by_text("Jawabanmu tadi: Ya.")).to_be_visible()
    expect(alone.locator(".tile.is-chosen")).to_contain_text("Tergantung")
    until_open(hall, "scale")

    alone.get_by_role("button", name="Setuju", exact=True).click()
    expect(alone.locator(".face-row.is-chosen")).to_contain_text("Terkirim")
    for person, face in enumerate(("Ragu-ragu", "Sangat setuju", "Setuju"), start=1):
        expect(shared.get_by_text(f"Orang ke-{person} dari 3")).to_be_visible()
        expect(shared.locator("[aria-pressed=true]")).to_have_count(0)
        fits(shared)
        shared.get_by_role("button", name=face, exact=True).click()
        expect(shared.locator(".handed")).to_contain_text("Terkirim")
        expect(shared.get_by_text(face, exact=True)).to_have_count(0)
        if person == 1:
            shared.reload()
        if person < 3:
            shared.get_by_role("button", name=f"Aku orang ke-{person + 1}").click()
    expect(shared.get_by_role("heading", name="Terima kasih, semua sudah menjawab")).to_be_visible()
    until_open(hall, "order")

    for step in ("Ceritakan ke guru", "Pastikan kamu aman", "Ajak temanmu pergi"):
        unplaced = alone.get_by_role("button", name=re.compile(f"^{step} ?, jadikan nomor"))
        unplaced.press("Enter")
        expect(unplaced).to_have_count(0)
    for _ in range(2):
        alone.get_by_role("button", name="Turunkan: Ceritakan ke guru").press("Enter")
    assert alone.locator(".step-place").all_inner_texts()[0].startswith("1")
    assert "Turunkan: Ceritakan ke guru" in str(alone.evaluate("document.activeElement.getAttribute('aria-label')"))
    fits(alone)
    alone.get_by_role("button", name="Kirim").click()
    expect(alone.locator(".sent-line")).to_contain_text("Terkirim")
    hall.space()
    until_open(hall, "estimate")

    field = alone.get_by_role("textbox", name=re.compile("Tebakanmu"))
    field.fill("99")
    alone.get_by_role("button", name="Kirim").click()
    expect(alone.get_by_text("Tulis angka −2,5 sampai 12,5.")).to_be_visible()
    field.fill("3,5")
    fits(alone)
    alone.get_by_role("button", name="Kirim").click()
    expect(alone.locator(".sent-line")).to_contain_text("Terkirim")
    shared.get_by_role("button", name="Tambah 0,5").click()
    expect(shared.get_by_role("textbox", name=re.compile("Tebakanmu"))).to_have_value("5")
    hall.space()
    hall.screen.wait_for_timeout(300)
    if hall.scene() == "open":
        hall.space()  # few have answered, so the first press only asks
    expect(alone.locator(".result-title")).to_have_text("Tepat! Kamu jeli.")
    expect(alone.get_by_role("heading", name="3,25 meter")).to_be_visible()
