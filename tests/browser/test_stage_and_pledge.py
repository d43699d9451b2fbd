"""Stage and pledge on real pages: neighbours see the same whatever was tapped, one phone is the card, and the cloth is whole at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Hall
from tests.conftest import sample
from tests.laptop import Laptop
from tests.server import write_programme


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """A server whose only programme is the stage game and the pledge."""
    banks = tmp_path / "banks"
    banks.mkdir()
    write_programme(banks, [sample("describe"), sample("pledge")])
    running = Laptop(tmp_path, banks=banks)
    yield running
    running.stop()


def look(phone: Page, part: str) -> str:
    return phone.locator(part).evaluate("page => page.outerHTML + page.offsetHeight")


def to_open(hall: Hall) -> None:
    hall.space()
    hall.until_scene("ready")
    hall.space()
    hall.until_scene("open")


def test_stage_and_pledge(hall: Hall, browser: Browser) -> None:
    hall.open_room("Tes")
    hall.join(2)
    ani, budi = hall.phones
    desk = hall.screen.context.new_page()
    desk.goto(hall.laptop.url + "/desk")
    to_open(hall)

    assert look(ani, ".describe-page") == look(budi, ".describe-page")
    ani.get_by_role("button", name="Aku mau").click()
    budi.get_by_role("button", name="Aku menebak saja").click()
    for phone in hall.phones:
        expect(phone.get_by_role("heading", name="Pilihanmu sudah disimpan.")).to_be_visible()
    assert look(ani, ".describe-page") == look(budi, ".describe-page")
    ani.reload()
    expect(ani.get_by_role("heading", name="Pilihanmu sudah disimpan.")).to_be_visible()

    desk.get_by_role("button", name="Undi dua orang").click()
    expect(ani.get_by_role("heading", name="Kamu terpilih!")).to_be_visible()
    expect(budi.get_by_role("heading", name="Pilihanmu sudah disimpan.")).to_be_visible()
    hall.space()
    expect(ani.locator(".describe-card h1")).to_be_visible()
    expect(budi.get_by_role("heading", name="Tebak keras-keras!")).to_be_visible()
    word = ani.locator(".describe-card h1").inner_text()
    for page in (budi, hall.screen):
        assert word not in page.content()
    desk.get_by_role("button", name="Benar", exact=True).click()
    expect(hall.screen.locator(".describe-count strong")).to_have_text("1")
    expect(ani.locator(".describe-card h1")).not_to_have_text(word)
    hall.screen.keyboard.press("p")
    expect(budi.get_by_role("heading", name="Jeda dulu, ya")).to_be_visible()
    expect(budi.get_by_role("button", name="Berhenti")).to_have_count(0)
    hall.screen.wait_for_timeout(850)
    hall.screen.keyboard.press("i")
    for phone in hall.phones:
        expect(phone.locator(".info-page")).to_be_visible()
    expect(budi.get_by_role("button", name="Berhenti")).to_have_count(0)
    ani.get_by_role("button", name="Berhenti").click()
    expect(ani.get_by_text("Tidak apa-apa.")).to_be_visible()
    hall.screen.wait_for_timeout(850)
    hall.screen.keyboard.press("i")
    expect(ani.locator(".info-page")).to_have_count(0)
    hall.screen.keyboard.press("p")
    expect(ani.get_by_role("heading", name="Tebak keras-keras!")).to_be_visible()
    expect(desk.locator("#app").get_by_text("Kartu ada di remote ini.")).to_be_visible()
    hall.space()
    expect(hall.screen.locator(".describe-chips li")).to_have_text([word])
    desk.get_by_role("button", name="Akhiri permainan").click()
    hall.until_scene("closed")

    to_open(hall)
    sizes = [way.bounding_box() for way in ani.locator(".pledge-way").all()]
    assert len({(size["width"], size["height"]) for size in sizes if size}) == 1
    ani.get_by_role("button", name="Aku berjanji").click()
    budi.get_by_role("button", name="Simpan di hati").click()
    for phone in hall.phones:
        expect(phone.get_by_text("Benangmu sudah ditenun.")).to_be_visible()
    assert look(ani, ".pledge-page") == look(budi, ".pledge-page")
    expect(hall.screen.locator(".pledge-count strong")).to_have_text("2")
    hall.space()
    expect(hall.screen.get_by_text("Semua bersama")).to_be_visible()
    hall.space()
    expect(hall.screen.get_by_text("Kain kita sudah jadi.")).to_be_visible()
    for phone in hall.phones:
        expect(phone.locator(".result-title")).to_have_text("Terima kasih. Kain kita sudah jadi!")
