"""An item from its first word to its approval: made, kept, saved, undone, compared, brought back, and met by two people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.banks.conftest import BANK, PROGRAMME
from tests.banks.formats.conftest import read
from tests.browser.staff import Office, news, save, text_of
from tests.browser.test_accessibility import faults

SATU = "/staff/banks/kuis/items/satu"


@pytest.fixture
def office(browser: Browser, tmp_path: Path) -> Iterator[Office]:
    running = Office(browser, tmp_path, {"kuis": BANK, "program-pagi": PROGRAMME})
    yield running
    running.close()
    assert running.complaints == []


def file_of(office: Office) -> str:
    return (office.banks / "kuis.yaml").read_text("utf-8")


def test_a_new_item_is_written_previewed_saved_and_approved_by_somebody_else(office: Office) -> None:
    rina = office.log_in("rina", "/staff/banks/kuis")
    rina.get_by_role("button", name="Soal baru").click()
    rina.get_by_role("button", name="Jajak pendapat").click()
    expect(rina.locator(".preview-side .hint")).to_contain_text("muncul begitu soalnya lengkap")
    assert rina.locator(".wrong").count() == 0, "nothing is red before the first word"
    text_of(rina).fill("Apa warna kesukaanmu hari ini?")
    for n, word in enumerate(("Ungu", "Jingga")):
        text_of(rina, f"options-{n}").fill(word)
    while rina.get_by_role("button", name="Hapus Pilihan 3").count():
        rina.get_by_role("button", name="Hapus Pilihan 3").click()
    wall = rina.frame_locator(".frame-screen iframe")
    expect(wall.locator(".stage")).to_contain_text("Apa warna kesukaanmu hari ini?")
    expect(rina.frame_locator(".frame-phone iframe").locator(".question")).to_contain_text("Apa warna kesukaanmu")
    rina.get_by_role("button", name="Simpan", exact=True).click()
    expect(news(rina)).to_contain_text("Tersimpan")
    expect(rina.locator(".review")).to_contain_text("Belum pernah disetujui")
    expect(rina.locator(".review")).to_contain_text("Minta orang lain")
    assert rina.get_by_role("button", name="Setujui").count() == 0
    assert "status: draft" in file_of(office)

    budi = office.log_in("budi", "/staff/waiting")
    budi.get_by_role("link", name="Apa warna kesukaanmu").click()
    budi.get_by_role("button", name="Setujui").click()
    expect(news(budi)).to_contain_text("Disetujui")
    expect(budi.locator(".page-head")).to_contain_text("dibaca Budi")
    assert 'reviewer: "Budi"' in file_of(office)


def test_the_preview_is_played_and_stays_where_it_is_while_one_types(office: Office) -> None:
    rina = office.log_in("rina", SATU)
    frame = rina.frame_locator(".frame-phone iframe")
    frame.get_by_role("button", name="Guru BK").click()
    expect(frame.get_by_role("button", name="Guru BK")).to_contain_text("Terkirim")
    expect(rina.frame_locator(".frame-screen iframe").locator(".turnout")).to_contain_text("1")
    rina.get_by_role("button", name="Lanjut").click()
    expect(frame.locator("main")).to_contain_text("Orang dewasa yang kamu percaya.")
    text_of(rina, "explanation").fill("Penjelasan yang baru.")
    expect(frame.locator("main")).to_contain_text("Penjelasan yang baru.")
    expect(text_of(rina, "explanation")).to_be_focused()
    rina.get_by_role("button", name="Dari awal").click()
    expect(frame.get_by_role("button", name="Guru BK")).to_have_attribute("aria-pressed", "false")
    rina.get_by_role("button", name="Inggris", exact=True).click()
    expect(frame.get_by_role("button", name="A counsellor")).to_be_visible()


def test_what_is_wrong_is_said_at_its_field_and_advice_while_typing(office: Office) -> None:
    rina = office.log_in("rina", SATU)
    text_of(rina).fill("Menurut Dimas, siapa yang bisa membantu?")
    expect(rina.locator(".advice")).to_contain_text("Dimas")
    text_of(rina, "options-1-text").fill("x" * 130)
    text_of(rina, "explanation").focus()
    expect(rina.locator("#f-options-1-text-id-said .wrong")).to_contain_text("muat di layar")
    expect(rina.locator(".left.is-over").first).to_be_visible()
    rina.locator(".more summary").click()
    rina.locator("#f-tags").fill("Kelas Tujuh")
    rina.get_by_role("button", name="Simpan", exact=True).click()
    expect(rina.locator(".save-bar")).to_contain_text("Belum tersimpan")
    expect(rina.locator("#f-tags-said .wrong")).to_contain_text("huruf kecil")
    assert file_of(office) == BANK


def test_what_was_typed_survives_a_closed_browser_page_and_a_lost_server(office: Office) -> None:
    rina = office.log_in("rina", SATU)
    text_of(rina).fill("Ditulis di kereta.")
    expect(rina.locator(".save-bar")).to_contain_text("Disimpan sementara")
    rina.reload()
    expect(rina.get_by_role("alert")).to_contain_text("belum disimpan")
    rina.get_by_role("button", name="Lanjutkan").click()
    expect(text_of(rina)).to_have_value("Ditulis di kereta.")
    office.laptop.kill()
    text_of(rina).fill("Ditulis tanpa server.")
    rina.get_by_role("button", name="Simpan", exact=True).click()
    expect(rina.locator(".save-bar")).to_contain_text("Perubahanmu aman")
    office.laptop.start()
    rina.get_by_role("button", name="Simpan", exact=True).click()
    expect(rina.locator(".save-bar p")).to_contain_text("Tersimpan")
    assert "Ditulis tanpa server." in file_of(office)
    rina.reload()
    expect(text_of(rina)).to_have_value("Ditulis tanpa server.")
    assert rina.get_by_role("alert").count() == 0


def test_an_expired_login_loses_nothing(office: Office) -> None:
    rina = office.log_in("rina", SATU)
    text_of(rina).fill("Sebelum makan siang.")
    # Every answer brings the cookie anew: none may be under way.
    expect(rina.frame_locator(".frame-phone iframe").locator(".question")).to_contain_text("Sebelum makan siang.")
    rina.context.clear_cookies()
    rina.get_by_role("button", name="Simpan", exact=True).click()
    expect(rina.locator(".save-bar")).to_contain_text("Masa login habis")
    rina.reload()
    rina.fill("[name=name]", "rina")
    rina.fill("[name=password]", "lampu kuning tepi sawah")
    rina.locator("main button").click()
    rina.get_by_role("button", name="Lanjutkan").click()
    expect(text_of(rina)).to_have_value("Sebelum makan siang.")


def test_two_people_on_one_item_see_each_other_and_both_versions(office: Office) -> None:
    rina, budi = office.log_in("rina", SATU), office.log_in("budi", SATU)
    expect(budi.locator(".notice")).to_contain_text("Rina")
    text_of(rina).fill("Versi Rina?")
    text_of(budi).fill("Versi Budi?")
    text_of(budi, "explanation").fill("Penjelasan Budi.")
    save(rina)
    budi.get_by_role("button", name="Simpan", exact=True).click()
    expect(budi.locator(".compare")).to_contain_text("Versi Rina?")
    expect(budi.locator(".compare")).to_contain_text("Versi Budi?")
    budi.locator("tr", has_text="Versi Rina?").get_by_role("radio").first.check()
    budi.get_by_role("button", name="Simpan pilihan ini").click()
    expect(budi.locator(".save-bar p")).to_contain_text("Tersimpan")
    expect(text_of(budi)).to_have_value("Versi Rina?")
    assert "Versi Rina?" in file_of(office)
    assert "Penjelasan Budi." in file_of(office)


def test_what_is_typed_while_it_is_being_saved_stays(office: Office) -> None:
    rina = office.log_in("rina", SATU)
    held: list[Route] = []
    rina.route("**/items/satu", lambda route: held.append(route) if route.request.method == "PUT" else route.continue_())
    text_of(rina).fill("Sebelum.")
    rina.get_by_role("button", name="Simpan", exact=True).click()
    text_of(rina).fill("Sebelum dan sesudah.")
    held[0].continue_()
    expect(rina.locator(".save-bar p")).to_contain_text("Tersimpan")
    expect(text_of(rina)).to_have_value("Sebelum dan sesudah.")
    rina.unroute("**/items/satu")
    with rina.expect_response(lambda answer: answer.request.method == "PUT"):
        rina.get_by_role("button", name="Simpan", exact=True).click()
    assert "Sebelum dan sesudah." in file_of(office)


def test_a_change_of_the_file_itself_is_noticed(office: Office) -> None:
    rina = office.log_in("rina", SATU)
    text_of(rina).fill("Sedang ditulis.")
    (office.banks / "kuis.yaml").write_text(BANK.replace("Siapa yang bisa membantu?", "Dari git?"), "utf-8")
    rina.get_by_role("button", name="Simpan", exact=True).click()
    expect(rina.get_by_role("alert")).to_contain_text("berubah di luar")
    expect(rina.locator(".compare")).to_contain_text("Dari git?")
    rina.get_by_role("button", name="Pakai versi itu").click()
    expect(text_of(rina)).to_have_value("Dari git?")


def test_every_act_on_the_list_can_be_undone(office: Office) -> None:
    rina = office.log_in("rina", "/staff/banks/kuis")
    labels = rina.locator(".item-label")
    expect(labels).to_have_text(["Siapa yang bisa membantu?", "Bercerita itu berani."])
    rina.get_by_role("button", name="Gandakan: Bercerita").click()
    expect(labels).to_have_count(3)
    news(rina).get_by_role("button", name="Urungkan").click()
    expect(labels).to_have_count(2)
    rina.get_by_role("button", name="Turunkan: Siapa").click()
    expect(labels.first).to_have_text("Bercerita itu berani.")
    rina.keyboard.press("Control+z")
    expect(labels.first).to_have_text("Siapa yang bisa membantu?")
    rina.get_by_role("button", name="Gandakan: Bercerita").click()
    expect(labels).to_have_count(3)
    rina.get_by_role("button", name="Hapus: Bercerita").last.click()
    expect(labels).to_have_count(2)
    news(rina).get_by_role("button", name="Urungkan").click()
    expect(labels).to_have_count(3)


def test_history_is_compared_and_brought_back(office: Office) -> None:
    rina = office.log_in("rina", SATU)
    text_of(rina).fill("Pertanyaan yang keliru?")
    save(rina)
    office.go(rina, "/staff/banks/kuis/history")
    expect(rina.locator(".save").first).to_contain_text("Rina")
    rina.get_by_role("button", name="Bandingkan").last.click()
    expect(rina.locator(".compare")).to_contain_text("Siapa yang bisa membantu?")
    expect(rina.locator(".compare")).to_contain_text("Pertanyaan yang keliru?")
    rina.get_by_role("checkbox").first.check()
    rina.get_by_role("button", name="Kembalikan yang dicentang").click()
    expect(news(rina)).to_contain_text("Sudah dikembalikan")
    assert "Pertanyaan yang keliru?" not in file_of(office)


def test_a_bank_is_taken_along_as_a_file_and_what_stays_behind_is_said(office: Office) -> None:
    rina = office.log_in("rina", "/staff/banks/kuis")
    rina.get_by_role("button", name="Ekspor").click()
    rina.get_by_role("button", name="Buat berkas").click()
    with rina.expect_download() as download:
        rina.get_by_role("link", name="Simpan kuis.xlsx").click()
    assert download.value.suggested_filename == "kuis.xlsx"
    assert [one.item["id"] for one in read(download.value.path().read_bytes()).items] == ["satu", "dua"]
    expect(rina.get_by_text("Yang tidak ikut")).to_have_count(0)
    rina.get_by_label("Sebagai").select_option("kahoot")
    expect(rina.get_by_role("link", name="Simpan")).to_have_count(0)
    rina.get_by_role("button", name="Buat berkas").click()
    expect(rina.get_by_role("link", name="Simpan kuis-kahoot.xlsx")).to_be_visible()
    expect(rina.locator("dialog [role=status]")).to_contain_text("2 soal: Tidak ikut: teks bahasa Inggris.")
    assert faults(rina) == []
