"""The complete morning on real pages: two classes, a shared phone, hands of a class, one private request; then the visit is closed,
reported, handed over and wiped, and the disk is searched. One item of each kind of question_banks/program-pagi-lengkap.yaml.
"""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from quizserver.settings import shipped
from tests.browser.conftest import PHONE, Hall
from tests.browser.test_box import CLASS, PASSPHRASE, SECRET, WIDE, Frames, ask_to_talk, every_byte, make_key, paired
from tests.browser.test_groups import PROGRAMME, join, name_on, open_with_classes
from tests.laptop import Laptop

ITEMS = [
    "pemanasan/bakso-atau-mi-ayam",
    "denyut/mengenali-sebelum",
    "tebak-kata/sahabat",
    "kartu-panggung/sikap-baik",
    "lapangan/hujan-bersama",
    "pesan-baik/empat-pertanyaan",
    "apakah-ini-bullying/cuma-bercanda",
    "pesan-baik/diskusi-hal-kecil",
    "kotak/pertanyaan-dan-harapan",
    "denyut/mengenali-sesudah",
    "penutup/aku-anak-anti-bullying",
    "penutup/juara-hari-ini",
    "penutup/info",
]


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """The shipped banks, and a programme with one item of each kind."""
    banks = tmp_path / "banks"
    shutil.copytree(shipped("question_banks"), banks)
    for programme in banks.glob("program-*.yaml"):
        programme.unlink()
    both = {"id": "Bagian", "en": "Part"}
    sections = [{"title": both, "intro": both, "items": [item]} for item in ITEMS]
    title = {"id": PROGRAMME, "en": PROGRAMME}
    programme = {"format": 1, "kind": "programme", "id": "pagi-uji", "title": title, "minutes": 60, "sections": sections}
    (banks / "program-pagi-uji.yaml").write_text(json.dumps(programme), "utf-8")
    running = Laptop(tmp_path, banks=banks)
    yield running
    running.stop()


class Morning:
    """Two phones of one child each, a phone shared by three, the remote and the safeguarding lead's device."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.screen = hall.screen
        open_with_classes(hall, "7A\n7B")
        self.ani, self.three, self.budi = join(hall, "7A"), join(hall, "7A", heads=3), join(hall, "7B")
        for phone in hall.phones:
            expect(phone.get_by_role("heading", name="Kamu sudah masuk")).to_be_visible()
        self.desk = paired(hall, "Remote pemandu", PHONE)
        self.lead = paired(hall, "Penanggung jawab", WIDE)
        make_key(self.lead)

    def to(self, kind: str) -> None:
        """Space until this kind of item is open."""
        for _ in range(8):
            if self.hall.scene() == "open" and self.screen.locator(".wall").get_attribute("data-type") == kind:
                return
            self.hall.space()
            self.screen.wait_for_timeout(300)
        raise AssertionError(f"no {kind} came, but {self.hall.scene()}")

    def close(self) -> None:
        """Space, and the same again if it asks, until the result is shown."""
        for _ in range(6):
            if self.hall.scene() == "closed":
                return
            self.hall.space()
            self.screen.wait_for_timeout(400)
        raise AssertionError(f"it does not close: {self.hall.scene()}")

    def tap_all(self, name: str, kept: str) -> None:
        """Everybody taps this, one after another, and it is said to be kept."""
        for phone in self.hall.phones:
            phone.get_by_role("button", name=re.compile(name)).first.click()
            expect(phone.get_by_text(kept).first).to_be_visible()


def games(morning: Morning) -> None:
    """Warm-up, pulse, tebak kata, stage and yard."""
    ani, three, budi, desk = morning.ani, morning.three, morning.budi, morning.desk
    morning.to("poll")
    morning.tap_all("Bakso", "Terkirim")
    morning.close()

    morning.to("scale")
    for phone in (ani, budi):
        phone.get_by_role("button", name="Setuju", exact=True).click()
        expect(phone.get_by_text("Terkirim").first).to_be_visible()
    for person in range(3):
        three.get_by_role("button", name="Ragu-ragu").click()
        if person < 2:
            three.get_by_role("button", name=f"Aku orang ke-{person + 2}").click()
    expect(three.get_by_role("heading", name="semua sudah menjawab")).to_be_visible()
    morning.close()

    morning.to("guess")
    for phone, word in ((ani, "sahabat"), (three, "teman baik"), (budi, "Sahabat!")):
        phone.get_by_label("Tebakanmu").fill(word)
        phone.get_by_role("button", name="Tebak", exact=True).click()
    expect(ani.get_by_text("Tepat!").first).to_be_visible()
    expect(three.get_by_text("Belum tepat").first).to_be_visible()
    morning.close()
    assert "teman baik" not in morning.screen.content()

    morning.to("describe")
    morning.hall.space()
    desk.get_by_role("button", name="Benar", exact=True).click()
    expect(morning.screen.locator(".describe-count strong")).to_have_text("1")
    morning.hall.space()
    desk.get_by_role("button", name="Akhiri permainan").click()
    morning.hall.until_scene("closed")

    morning.to("field")
    desk.get_by_role("button", name=re.compile("7B: tambah")).first.click()
    morning.to("slide")


def cases(morning: Morning) -> None:
    """Message, a verdict with the hands of a class, discussion."""
    desk = morning.desk
    morning.to("verdict")
    morning.tap_all("^(A )?Ya", "Terkirim")
    desk.locator(".hands summary").click()
    desk.get_by_label("Siapa yang dihitung?").select_option(label="7B")
    desk.locator(".hands input[type=number]").first.fill("21")
    desk.get_by_role("button", name="Masukkan hitungan").click()
    expect(desk.locator("#app").get_by_text("Hitungan sudah masuk: 7B")).to_be_visible()
    morning.hall.space()
    for phone in morning.hall.phones:
        phone.get_by_role("checkbox", name=re.compile("Verbal")).check(force=True)
        phone.get_by_role("button", name="Kirim", exact=True).click()
        expect(phone.get_by_text("Terkirim").first).to_be_visible()
    morning.close()
    expect(morning.screen.get_by_role("heading", name="Ya, ini bullying verbal.")).to_be_visible()
    morning.to("slide")


def box(morning: Morning) -> None:
    """A question, a pass, and one request that only the lead reads."""
    morning.to("box")
    morning.hall.space()
    ask_to_talk(morning.budi)
    morning.ani.get_by_role("button", name="Pertanyaan umum").click()
    morning.ani.get_by_role("textbox").fill("Apa itu perundungan?")
    morning.ani.get_by_role("button", name="Kirim", exact=True).click()
    morning.three.get_by_role("button", name="Lewati").click()
    for phone in morning.hall.phones:
        expect(phone.get_by_role("heading", name="Sudah masuk kotak")).to_be_visible()
    lead = morning.lead
    expect(lead.get_by_role("button", name="Buka dan baca")).to_be_visible(timeout=40_000)
    lead.get_by_role("button", name="Buka dan baca").click()
    expect(lead.locator(".lead-text")).to_have_text(SECRET)
    morning.desk.get_by_role("button", name="Moderasi").click()
    expect(morning.desk.locator("#app").get_by_text("Apa itu perundungan?")).to_be_visible()
    morning.desk.get_by_role("button", name=re.compile("^Setujui")).first.click()
    morning.close()
    expect(morning.screen.get_by_text("Apa itu perundungan?")).to_be_visible()
    assert SECRET not in morning.screen.content() + morning.desk.content()
    morning.desk.get_by_role("button", name="Pandu").click()


def closing(morning: Morning) -> None:
    """Pulse, pledge with the classes' representatives, podium, info."""
    morning.to("scale")
    for phone in (morning.ani, morning.budi):
        phone.get_by_role("button", name="Sangat setuju").click()
        expect(phone.get_by_text("Terkirim").first).to_be_visible()
    morning.close()
    morning.to("pledge")
    morning.tap_all("Aku berjanji|Simpan di hati", "Benangmu sudah ditenun.")
    expect(morning.screen.locator(".pledge-count strong")).to_have_text("5")
    for turn in ("Wakil 7A", "Wakil 7B", "Semua bersama"):
        morning.hall.space()
        expect(morning.screen.get_by_text(turn)).to_be_visible()
    morning.close()
    morning.to("podium")
    morning.to("help")
    for phone in morning.hall.phones:
        expect(phone.get_by_text("itu bukan salahmu").first).to_be_visible()
    morning.hall.space()
    morning.hall.until_scene("ended")


def after(morning: Morning, frames: list[Frames]) -> None:
    """Close, report, hand-over, wipe; and what is on the disk then."""
    folder, lead, desk = morning.hall.laptop.folder, morning.lead, morning.desk
    names = [name_on(phone) for phone in morning.hall.phones]
    traffic = "".join(text for frame in frames for text in frame.sent + frame.heard).encode()
    desk.get_by_role("button", name="Selesai").click()
    desk.get_by_role("button", name="Tutup kunjungan").click()
    desk.locator("dialog .primary").click()
    with desk.expect_download() as download:
        desk.get_by_role("button", name="PDF", exact=False).first.click()
    report = "".join(page.extract_text() for page in PdfReader(io.BytesIO(Path(str(download.value.path())).read_bytes())).pages)
    assert "sahabat" in report
    for private in (SECRET, "perundungan?", *names):
        assert private not in report
    assert all(name.encode() in every_byte(folder) for name in names), "they are there before the wipe"

    desk.get_by_role("button", name="Hapus").first.click()
    desk.locator("dialog .primary").click()
    expect(desk.locator(".after-said")).to_contain_text("penanggung jawab perlindungan belum selesai")
    refused = [complaint for complaint in morning.hall.complaints if "409" in complaint]
    assert len(refused) == 1, "the browser itself notes the refusal"
    morning.hall.complaints.remove(refused[0])
    lead.get_by_role("button", name="Ditemui", exact=True).click()
    with lead.expect_download():
        lead.get_by_role("button", name="Simpan berkas tersegel").click()
    lead.get_by_role("button", name="Sudah di tangan penerima").click()
    expect(
        lead.locator(".hand-over, .lead-page > .card").get_by_text(re.compile("Serah terima tercatat|Belum ada permintaan")).first
    ).to_be_visible()

    desk.get_by_role("button", name="Hapus").first.click()
    desk.locator("dialog .primary").click()
    expect(desk.get_by_role("button", name="Tanda terima")).to_be_visible()
    left = every_byte(folder / "data") + morning.hall.laptop.output.encode()
    for gone in (SECRET, CLASS, PASSPHRASE, "Apa itu perundungan?", "teman baik", *names):
        assert gone.encode() not in left, gone
    for secret in (SECRET, CLASS, PASSPHRASE):
        assert secret.encode() not in traffic, secret


def test_the_complete_morning(hall: Hall) -> None:
    morning = Morning(hall)
    frames = [Frames(page) for page in (*hall.phones, morning.desk, morning.lead, hall.screen)]
    for page in (*hall.phones, morning.desk, hall.screen):
        page.reload()
    games(morning)
    cases(morning)
    box(morning)
    closing(morning)
    after(morning, frames)
