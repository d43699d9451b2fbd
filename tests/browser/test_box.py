"""One private request in real browsers: a child's phone, the lead's own device, the wall; and a search of every byte around them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Hall
from tests.conftest import sample
from tests.laptop import Laptop
from tests.server import write_programme

PASSPHRASE = "empat kuda makan rambutan"
SECRET = "Aku takut pulang, kakak kelas mengancamku"
CLASS = "7C, panggil aku Melati"
WIDE = {"viewport": {"width": 1100, "height": 800}}


class Frames:
    """Every text a page sends and hears over its websocket."""

    def __init__(self, page: Page) -> None:
        self.sent: list[str] = []
        self.heard: list[str] = []
        page.on("websocket", self._listen)

    def _listen(self, socket: object) -> None:
        socket.on("framesent", lambda text: self.sent.append(str(text)))  # type: ignore[attr-defined]
        socket.on("framereceived", lambda text: self.heard.append(str(text)))  # type: ignore[attr-defined]

    def answers(self) -> list[str]:
        return [text for text in self.sent if '"answer"' in text]


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    banks = tmp_path / "banks"
    banks.mkdir()
    write_programme(banks, [sample("box"), sample("slide")])
    running = Laptop(tmp_path, banks=banks)
    yield running
    running.stop()


def paired(hall: Hall, kind: str, options: dict[str, object]) -> Page:
    """Another device, let in as `kind`."""
    device = hall.page(options)
    device.goto(f"{hall.laptop.url}/desk")
    digits = device.locator("[data-digits]")
    expect(digits).to_have_text(re.compile(r"^\d{4}$"))
    hall.screen.keyboard.press("d")
    hall.screen.get_by_role("radio", name=kind).check()
    hall.screen.get_by_role("textbox").fill(digits.inner_text())
    hall.screen.keyboard.press("Enter")
    expect(device.locator(".desk")).to_be_visible()
    hall.screen.keyboard.press("Escape")
    return device


def make_key(lead: Page) -> None:
    expect(lead.locator("#app").get_by_text("tidak bisa dikembalikan oleh siapa pun")).to_be_visible()
    lead.get_by_label("Frasa sandi").fill(PASSPHRASE)
    lead.get_by_label("Sekali lagi").fill("lain")
    lead.get_by_role("button", name="Buat kunci").click()
    expect(lead.get_by_role("alert")).to_contain_text("belum sama")
    lead.get_by_label("Sekali lagi").fill(PASSPHRASE)
    lead.get_by_role("button", name="Buat kunci").click()
    expect(lead.locator("#app").get_by_text("buka surat uji")).to_be_visible()
    unlock(lead)
    expect(lead.locator("#app").get_by_text("Surat uji terbuka")).to_be_visible()


def unlock(lead: Page, passphrase: str = PASSPHRASE) -> None:
    lead.get_by_label("Frasa sandi").fill(passphrase)
    lead.get_by_role("button", name="Buka", exact=True).click()


def ask_to_talk(phone: Page) -> None:
    phone.get_by_role("button", name="Aku ingin bicara").click()
    phone.get_by_role("textbox", name="Tulis di sini").fill(SECRET)
    phone.get_by_role("button", name="temui aku saat istirahat").click()
    phone.get_by_role("textbox", name="Kelas, panggilan").fill(CLASS)
    phone.get_by_role("button", name="Kirim", exact=True).click()
    expect(phone.get_by_role("heading", name="Sudah masuk kotak")).to_be_visible()


def every_byte(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_one_private_request_is_read_by_the_lead_on_her_device_and_by_nobody_else(hall: Hall) -> None:
    hall.open_room("Tes")
    hall.join(3)
    frames = [Frames(phone) for phone in hall.phones]
    for phone in hall.phones:
        phone.reload()
        expect(phone.get_by_role("heading", name="Kamu sudah masuk")).to_be_visible()
    hall.space()
    hall.space()
    expect(hall.phones[0].get_by_text("Jangan tulis nama siapa pun")).to_be_visible()
    hall.space()
    expect(hall.screen.get_by_role("heading", name="Penanggung jawab belum siap")).to_be_visible()
    hall.screen.keyboard.press("Escape")
    lead = paired(hall, "Penanggung jawab", WIDE)
    heard_by_lead = Frames(lead)
    lead.reload()
    expect(lead.get_by_role("button", name="Pandu")).to_have_count(0)
    make_key(lead)
    hall.screen.wait_for_timeout(2_500)
    hall.space()

    child, asker, passer = hall.phones
    ask_to_talk(child)
    asker.get_by_role("button", name="Pertanyaan umum").click()
    asker.get_by_role("textbox").fill("Apa itu perundungan?")
    asker.get_by_role("button", name="Kirim", exact=True).click()
    passer.get_by_role("button", name="Lewati").click()
    for phone in (asker, passer):
        expect(phone.get_by_role("heading", name="Sudah masuk kotak")).to_be_visible()
    sizes = {len(re.sub(r"^\d+/phone,\d+", "", frame.answers()[-1])) for frame in frames}
    assert len(sizes) == 1, "all of one size on the wire"
    acks = {re.sub(r'"v":\d+', "", [text for text in frame.heard if '"ok"' in text][-1].partition("[")[2]) for frame in frames}
    assert len(acks) == 1, acks
    storage = [json.dumps(child.evaluate("[{...localStorage}, {...sessionStorage}, location.href, document.body.innerText]"))]

    read = lead.get_by_role("button", name="Buka dan baca")
    expect(read).to_have_count(1, timeout=40_000)
    read.click()
    expect(lead.locator(".lead-text")).to_have_text(SECRET)
    expect(lead.locator("#app").get_by_text("temui saat istirahat")).to_be_visible()
    expect(lead.locator("#app").get_by_text(CLASS)).to_be_visible()
    child.get_by_role("button", name="Tarik kembali").click()
    expect(child.get_by_text("sudah dibaca")).to_be_visible()

    hall.laptop.kill()
    hall.laptop.start()
    lead.get_by_role("button", name="Kunci", exact=True).click()
    unlock(lead, "salah sekali ya")
    expect(lead.locator("#app").get_by_text("tidak cocok")).to_be_visible()
    unlock(lead)
    lead.get_by_role("button", name="Baca lagi").click()
    lead.get_by_role("button", name="Ditemui", exact=True).click()
    expect(lead.locator(".lead-state")).to_have_text("Ditemui")
    around = every_byte(hall.laptop.folder) + "".join([*storage, *heard_by_lead.sent, *heard_by_lead.heard]).encode()
    around += "".join(text for frame in frames for text in frame.sent + frame.heard).encode()
    assert b"perundungan?" in around, "the search finds what is there"
    for secret in (SECRET, CLASS, PASSPHRASE, "mengancamku", "Melati", "rambutan"):
        assert secret.encode() not in around, secret
    opens_by_itself(hall, lead)


def opens_by_itself(hall: Hall, lead: Page) -> None:
    """The sealed file opens on another device, without the laptop, with the passphrase alone."""
    save, arrived = (lead.get_by_role("button", name=name) for name in ("Simpan berkas tersegel", "Sudah di tangan penerima"))
    with lead.expect_download():
        save.click()
    expect(arrived).to_be_visible()
    enter_a_slip(lead)
    expect(arrived).to_have_count(0)  # the file was made before the slip: it does not hold it
    with lead.expect_download() as download:
        save.click()
    file = Path(str(download.value.path()))
    assert SECRET not in file.read_text()
    arrived.click()
    expect(
        lead.locator(".hand-over, .lead-page > .card").get_by_text(re.compile("Serah terima tercatat|Belum ada permintaan")).first
    ).to_be_visible()
    hall.laptop.stop()
    elsewhere = hall.page(WIDE)
    page = file.with_name("serah-terima.html")
    file.rename(page)
    elsewhere.goto(page.as_uri())
    elsewhere.get_by_label("Frasa sandi").fill("bukan ini frasanya")
    elsewhere.get_by_role("button").click()
    expect(elsewhere.get_by_text("tidak cocok")).to_be_visible()
    elsewhere.get_by_label("Frasa sandi").fill(PASSPHRASE)
    elsewhere.get_by_role("button").click()
    expect(elsewhere.get_by_text(SECRET)).to_be_visible()
    expect(elsewhere.get_by_text("Hasil: Ditemui")).to_be_visible()


def test_closing_quickly_leaves_nothing_and_a_group_phone_is_offered_paper(hall: Hall) -> None:
    hall.open_room("Tes")
    hall.join(1)
    lead = paired(hall, "Penanggung jawab", WIDE)
    make_key(lead)
    group = hall.page(PHONE)
    group.goto(hall.laptop.url)
    group.locator("label", has=group.get_by_role("radio", name="4")).click()
    group.get_by_role("button", name="Ikut main").click()
    expect(group.get_by_role("heading", name="Kamu sudah masuk")).to_be_visible()
    hall.space()
    hall.space()
    hall.screen.wait_for_timeout(1_500)
    hall.space()
    phone = hall.phones[0]
    phone.get_by_role("button", name="Aku ingin bicara").click()
    field = phone.get_by_role("textbox", name="Tulis di sini")
    assert field.get_attribute("autocomplete") == "off"
    assert field.get_attribute("spellcheck") == "false"
    assert field.get_attribute("name") is None
    field.fill(SECRET)
    phone.get_by_role("button", name="Tutup cepat").click()
    expect(phone.get_by_role("heading", name="Kotak pertanyaan")).to_be_visible()
    assert SECRET not in phone.content()
    phone.get_by_role("button", name="Buka lagi").click()
    phone.get_by_role("button", name="Aku ingin bicara").click()
    expect(field).to_have_value("")
    expect(group.get_by_role("button", name="Lewati")).to_be_visible()
    expect(group.get_by_role("button", name="Aku ingin bicara")).to_have_count(0)
    expect(group.get_by_text("Semua anak mendapat kertas kecil")).to_be_visible()
    enter_a_slip(lead)


def enter_a_slip(lead: Page) -> None:
    """Kotak kertas: the lead types a slip in and works on it like on any request."""
    lead.locator("#app").get_by_text("Masukkan kertas dari kotak").click()
    lead.get_by_role("textbox", name="Salin persis").fill("Temui saya sesudah acara")
    lead.get_by_role("button", name="Segel dan simpan").click()
    lead.get_by_role("button", name="Buka dan baca").click()
    lead.get_by_role("button", name="Bukan permintaan").click()
    expect(lead.locator("#app").get_by_text("Minta satu orang lagi")).to_be_visible()
    lead.get_by_role("button", name="Orang kedua sudah membaca").click()
    expect(lead.locator(".lead-state", has_text="dibaca dua orang")).to_be_visible()
