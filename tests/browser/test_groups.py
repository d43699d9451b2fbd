"""Two classes, a phone shared by four, somebody whose class is full, and a class without phones that answers with its hands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Hall
from tests.browser.test_accessibility import faults
from tests.conftest import sample
from tests.laptop import Laptop
from tests.server import write_programme

PROGRAMME = "Tes"


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """One question with two answers, and the podium."""
    banks = tmp_path / "banks"
    banks.mkdir()
    write_programme(banks, [sample("choice", 1) | {"seconds": 120}, sample("podium")])
    running = Laptop(tmp_path, banks=banks)
    yield running
    running.stop()


def open_with_classes(hall: Hall, typed: str) -> None:
    screen = hall.screen
    screen.get_by_role("button", name=re.compile("Kelas atau kelompok")).click()
    screen.get_by_label(re.compile("Satu kelas per baris")).fill(typed)
    assert faults(screen) == []
    screen.get_by_role("button", name="pakai ini").click()
    hall.open_room(PROGRAMME)


def join(hall: Hall, group: str, heads: int = 1) -> Page:
    phone = hall.page(PHONE)
    phone.goto(hall.laptop.url)
    phone.get_by_role("radio", name=re.compile(f"^{group}")).check(force=True)
    phone.get_by_role("radio", name=str(heads), exact=True).check(force=True)
    phone.get_by_role("button", name="Ikut main").click()
    hall.phones.append(phone)
    return phone


def pair_a_desk(hall: Hall) -> Page:
    desk = hall.page(PHONE)
    desk.goto(hall.laptop.url + "/desk")
    expect(desk.locator("[data-digits]")).to_have_text(re.compile(r"\d{4}"))
    hall.screen.keyboard.press("d")
    hall.screen.locator(".digits").fill(desk.locator("[data-digits]").inner_text())
    hall.screen.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Pemain")).to_be_visible()
    hall.screen.keyboard.press("Escape")
    return desk


def person(desk: Page, phone: Page) -> Locator:
    return desk.locator(".person", has=desk.get_by_text(name_on(phone), exact=True))


def name_on(phone: Page) -> str:
    return phone.locator(".top-text").inner_text().splitlines()[-1].strip()


def to_tiles(hall: Hall, phone: Page) -> None:
    for _ in range(12):
        if phone.locator("button.tile").count():
            return
        hall.space()
        phone.wait_for_timeout(500)
    raise AssertionError("no question with tiles came")


def test_classes_a_shared_phone_a_full_class_and_a_class_without_phones(hall: Hall) -> None:
    open_with_classes(hall, "7A: 5\n7B: 30")
    lonely = hall.page(PHONE)
    lonely.goto(hall.laptop.url)
    lonely.get_by_role("button", name="Ikut main").click()
    expect(lonely.get_by_text("Pilih kelas")).to_be_visible()
    assert faults(lonely) == []
    lonely.close()

    four = join(hall, "7A", heads=4)
    expect(four.get_by_role("heading", name="Kamu sudah masuk")).to_be_visible()
    expect(four.locator(".name-group")).to_have_text("7A")
    late = join(hall, "7A", heads=2)
    expect(late.get_by_role("heading", name="Sebentar ya")).to_be_visible()
    assert faults(late) == []
    desk = pair_a_desk(hall)
    expect(desk.locator("#app").get_by_text("1 HP menunggu")).to_be_visible()

    # The desk finds another place, a little more time, and one head less: a friend got a phone of their own.
    desk.get_by_role("button", name="Pemain").click()
    desk.locator(".is-waiting").get_by_label("Pindah ke").select_option(label="7B")
    expect(late.locator(".name-group")).to_have_text("7B")
    late_row = person(desk, late)
    late_row.locator("summary").click()
    late_row.get_by_label("Anak di HP ini").select_option("1")
    late_row.get_by_label("Waktu menjawab").select_option(label="2 kali")
    expect(late_row).to_contain_text("waktu tambahan")
    assert faults(desk) == []
    expect(hall.screen.locator(".joined-count")).to_contain_text("5")
    assert "waktu" not in late.inner_text("body").lower()

    # A class without phones answers with its hands: signs on the wall, words at the desk, the same reveal.
    to_tiles(hall, four)
    desk.get_by_role("button", name="Pandu").click()
    desk.locator(".hands summary").click()
    desk.get_by_label("Tunjukkan tanda tubuh di layar").check()
    expect(hall.screen.locator(".body-sign").first).to_be_visible()
    desk.get_by_label("Siapa yang dihitung?").select_option(label="7B")
    desk.get_by_label("Kira-kira").check()
    desk.locator(".hands select").nth(1).select_option(label="hampir semua")
    desk.get_by_role("button", name="Masukkan hitungan").click()
    expect(desk.locator("#app").get_by_text("Hitungan sudah masuk: 7B")).to_be_visible()
    assert faults(desk) == faults(hall.screen) == []
    for phone, tile in ((four, "Salah"), (late, "Benar")):
        phone.get_by_role("button", name=re.compile(tile)).click()
        expect(phone.locator("button[aria-pressed=true].tile")).to_be_visible()
    hall.space()
    hall.until_scene("closed")
    expect(hall.screen.locator(".result-share", has_text="%")).to_have_count(1)
    assert hall.screen.locator(".body-sign").count() == 0

    # Joined twice on one phone: merged at the desk, the phone goes on as the one that stays.
    twin = join(hall, "7B")
    expect(twin.locator(".top-text")).to_contain_text("Tersambung")
    desk.get_by_role("button", name="Pemain").click()
    row = person(desk, twin)
    row.locator("summary").click()
    row.get_by_role("button", name="Ternyata anak yang sama").click()
    person(desk, late).get_by_role("button", name=re.compile("Gabung ke sini")).click()
    desk.locator("dialog .primary").click()
    expect(twin.get_by_role("button", name="Main di sini lagi")).to_be_visible()
    stays = name_on(late)
    late.close()
    twin.get_by_role("button", name="Main di sini lagi").click()
    expect(twin.locator(".top-text")).to_contain_text(stays)

    # The wall shows the better class and no last place; each phone is told its own, where it has points.
    hall.space()
    if hall.until_scene("ready", "open") == "ready":
        hall.space()
    expect(hall.screen.locator(".podium-number")).to_be_visible()
    expect(hall.screen.locator(".podium-names")).to_have_text(["7A"])
    assert faults(hall.screen) == []
    expect(four.get_by_text("Kelompokmu: 7A, rata-rata 1.000")).to_be_visible()
    assert hall.screen.get_by_text("7B").count() == 0
