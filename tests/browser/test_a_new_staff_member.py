"""A new staff member's first day, in real browsers: an Excel file becomes a game, and what is edited meanwhile does not touch it."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from quizserver.settings import shipped
from tests.browser.conftest import Hall
from tests.laptop import Laptop

DESK = {"viewport": {"width": 1280, "height": 800}}
ROWS = (
    ("Soal", "A", "B", "C", "Kunci"),
    ("Siapa yang bisa kamu ajak bicara?", "Guru BK", "Tidak ada", "Nanti saja", "A"),
    ("Apa tugas saksi?", "Ikut menertawakan", "Menemani temannya", "Merekam", "B"),
    ("Kapan kita bercerita?", "Secepatnya", "Tahun depan", "Tidak usah", ""),
    ("", "Satu", "Dua", "Tiga", "C"),
)
FIRST = ROWS[1][0]
EDITED = "Siapa yang kamu percaya?"
DAY = 24 * 3600


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    banks = tmp_path / "banks"
    shutil.copytree(shipped("question_banks"), banks)
    running = Laptop(tmp_path, banks=banks)
    yield running
    running.stop()


@pytest.fixture
def excel(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "soal-baru.xlsx")
    return tmp_path / "soal-baru.xlsx"


def first_account(page: Page, url: str) -> None:
    page.goto(f"{url}/staff/first")
    page.get_by_label("Nama lengkap").fill("Ani Admin")
    page.get_by_label("Nama akun").fill("ani")
    choose_password(page, "lampu kuning tepi sawah")
    page.get_by_role("button", name="Buat akun").click()
    expect(page.get_by_text("Halo,")).to_be_visible()


def choose_password(page: Page, password: str) -> None:
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=again]").fill(password)


def new_account(admin: Page, url: str, name: str, display: str) -> str:
    """The one-time password that the admin is shown."""
    admin.goto(f"{url}/staff/accounts")
    added = admin.locator("form[action='/staff/accounts']")
    added.get_by_label("Nama lengkap").fill(display)
    added.get_by_label("Nama akun").fill(name)
    added.locator("input[name=role][value=editor]").check()
    added.get_by_role("button").click()
    return admin.locator(".secret").inner_text()


def first_login(hall: Hall, name: str, once: str, own: str) -> Page:
    page = hall.page(DESK)
    page.goto(f"{hall.laptop.local}/staff")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(once)
    page.get_by_role("button", name="Masuk").click()
    page.locator("input[name=old]").fill(once)
    choose_password(page, own)
    page.get_by_role("button", name=re.compile("Ganti|Simpan|Pakai")).click()
    expect(page.get_by_text("Halo,")).to_be_visible()
    return page


def bring_in(rina: Page, url: str, excel: Path) -> None:
    rina.goto(f"{url}/staff/import")
    rina.locator("input[type=file]").set_input_files(excel)
    counts = rina.get_by_role("group", name="Tampilkan")
    expect(counts.get_by_role("button", name="4 semua")).to_be_visible()
    counts.get_by_role("button", name="2 ditolak").click()
    rina.get_by_role("button", name="Perbaiki: Kapan").click()
    rina.get_by_role("checkbox").first.check()
    rina.get_by_role("button", name="Ikutkan dalam impor").click()
    rina.get_by_role("button", name=re.compile("^Perbaiki")).click()
    rina.locator("#main").get_by_label("Indonesia").first.fill("Mana yang ketiga?")
    rina.get_by_role("checkbox").nth(2).check()
    rina.get_by_role("button", name="Ikutkan dalam impor").click()
    expect(counts.get_by_role("button", name="4 baru")).to_be_visible()
    rina.get_by_role("button", name="Masukkan 4 butir").click()
    expect(rina.get_by_role("heading", name="Impor selesai")).to_be_visible()
    rina.get_by_role("link", name="Buka bank").click()
    expect(rina.get_by_text("4 dari 4")).to_be_visible()


def preview(rina: Page) -> None:
    rina.get_by_role("link", name=FIRST).click()
    for kind in ("screen", "phone"):
        expect(rina.frame_locator(f".frame-{kind} iframe").get_by_text(FIRST).first).to_be_visible()
    expect(rina.get_by_text("Perubahan terakhir darimu sendiri.")).to_be_visible()


def approve_all(budi: Page, url: str) -> None:
    for _ in range(4):
        budi.goto(f"{url}/staff/waiting")
        budi.locator(".plain-list a").first.click()
        budi.get_by_role("button", name="Setujui").click()
        expect(budi.get_by_role("button", name="Setujui")).to_have_count(0)
    budi.goto(f"{url}/staff/waiting")
    expect(budi.get_by_text("Tidak ada konsep yang menunggu.")).to_be_visible()


def make_programme(rina: Page, url: str) -> None:
    rina.goto(f"{url}/staff/programmes/new")
    texts = rina.locator("#main").get_by_label("Indonesia")
    for at, text in enumerate(("Hari pertama", "Kuis", "Ayo mulai!")):
        texts.nth(at).fill(text)
    rina.get_by_role("button", name="Tambah soal").click()
    dialog = rina.get_by_role("dialog")
    dialog.get_by_role("combobox").select_option(label="Soal baru")
    for row in ROWS[1:3]:
        dialog.get_by_role("button", name=re.compile(f"^{re.escape(row[0])}")).click()
    dialog.get_by_role("button", name="Tutup").click()
    rina.get_by_role("button", name="Simpan", exact=True).click()
    expect(rina).to_have_url(re.compile("/staff/programmes/hari-pertama"))


def edit(rina: Page, url: str) -> None:
    rina.goto(f"{url}/staff/banks/soal-baru")
    rina.get_by_role("link", name=FIRST).click()
    rina.locator("#main").get_by_label("Indonesia").first.fill(EDITED)
    rina.get_by_role("button", name="Simpan", exact=True).click()
    expect(rina.get_by_text(re.compile("^Tersimpan"))).to_be_visible()


def age_history(folder: Path) -> None:
    """What was saved so far was saved yesterday."""
    with sqlite3.connect(folder / "data" / "library.sqlite3") as library:
        assert library.execute("update saves set at = at - ?", (DAY,)).rowcount > 0


def restore(rina: Page, url: str) -> None:
    rina.goto(f"{url}/staff/banks/soal-baru/history")
    rina.locator(".save").nth(1).get_by_role("button", name="Bandingkan dengan sekarang").click()
    expect(rina.locator(".compare")).to_contain_text(EDITED)
    rina.get_by_role("button", name="Kembalikan semuanya").click()
    expect(rina.locator(".save").first).to_contain_text("dikembalikan")


def test_a_new_staff_members_first_day(hall: Hall, excel: Path) -> None:
    url = hall.at_the_laptop()
    admin = hall.screen.context.new_page()
    first_account(admin, url)
    rina = first_login(hall, "rina", new_account(admin, url, "rina", "Rina Sari"), "payung hijau di kapal")
    budi = first_login(hall, "budi", new_account(admin, url, "budi", "Budi Raya"), "roti bakar tiga lapis")
    bring_in(rina, url, excel)
    preview(rina)
    approve_all(budi, url)
    make_programme(rina, url)

    hall.screen.reload()
    hall.open_room("Hari pertama")
    hall.join(1)
    phone = hall.phones[0]
    while not phone.locator("button[aria-pressed].tile").count():
        hall.space()
    expect(hall.screen.locator(".wall")).to_contain_text(FIRST)

    age_history(hall.laptop.folder)
    edit(rina, url)
    expect(hall.screen.locator(".wall")).to_contain_text(FIRST)
    phone.locator("button[aria-pressed].tile").first.click()
    expect(phone.locator("body")).to_contain_text(re.compile("Terkirim|Tepat!"))
    hall.space()
    expect(hall.screen.locator(".wall")).not_to_contain_text(EDITED)

    restore(rina, url)
    rina.goto(f"{url}/staff/banks/soal-baru")
    expect(rina.get_by_role("link", name=FIRST)).to_be_visible()
    expect(rina.get_by_text(EDITED)).to_have_count(0)
