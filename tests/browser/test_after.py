"""The desk's last page in a browser: a report to keep, closing, deleting with a receipt, and a visit that moves to a second laptop."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall
from tests.laptop import Laptop


def after(hall: Hall) -> Page:
    """The desk in the screen's own browser, on its last page."""
    desk = hall.screen.context.new_page()
    desk.on("pageerror", lambda error: hall._note(f"exception: {error}"))
    desk.set_viewport_size({"width": 360, "height": 740})
    desk.goto(f"{hall.laptop.url}/desk")
    desk.get_by_role("button", name="Selesai", exact=True).click()
    return desk


def download(desk: Page, button: str) -> bytes:
    with desk.expect_download(timeout=60_000) as waiting:
        desk.get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_bytes()


def test_a_visit_is_reported_closed_and_deleted_from_the_desk(hall: Hall) -> None:
    hall.open_room("Uji coba")
    hall.join(1)
    desk = after(hall)
    assert download(desk, "Laporan PDF").startswith(b"%PDF")
    expect(desk.get_by_role("status").filter(has_text="sudah diunduh")).to_be_visible()
    desk.get_by_role("button", name="Tutup kunjungan").click()
    desk.get_by_role("button", name="Ya, tutup").click()
    expect(desk.locator("#app").get_by_text("Datanya masih ada di laptop ini")).to_be_visible(timeout=60_000)
    expect(desk.get_by_text("HP: 1 dari 1")).to_have_count(0)
    expect(hall.screen.get_by_text("kunjungan lama masih ada")).to_be_visible()
    desk.get_by_role("button", name="Hapus data").click()
    desk.get_by_role("button", name="Ya, hapus").click()
    expect(desk.locator("#app").get_by_text("Datanya sudah dihapus")).to_be_visible(timeout=60_000)
    expect(hall.screen.get_by_text("kunjungan lama masih ada")).to_have_count(0)
    assert download(desk, "Tanda terima").startswith(b"%PDF")


def test_a_phone_finds_its_visit_at_the_second_laptop(hall: Hall, tmp_path: Path) -> None:
    hall.open_room("Uji coba")
    hall.join(1)
    desk = after(hall)
    desk.get_by_role("button", name="Pindahkan ke laptop lain").click()
    with desk.expect_download(timeout=60_000) as waiting:
        desk.get_by_role("button", name="Ya, pindahkan").click()
    file = tmp_path / waiting.value.suggested_filename
    assert file.suffix == ".room", "the second laptop offers no other files"
    waiting.value.save_as(file)
    hall.laptop.stop()

    (tmp_path / "second").mkdir()
    second = Laptop(tmp_path / "second", port=hall.laptop.port)
    try:
        hall.open_screen(second.start())
        other = after(hall)
        other.get_by_label("Lanjutkan kunjungan dari laptop lain").set_input_files(file)
        expect(hall.screen.locator(".wall.scene-lobby")).to_be_visible(timeout=60_000)
        expect(hall.phones[0].get_by_role("heading", name="Kamu sudah masuk")).to_be_visible(timeout=60_000)
    finally:
        second.stop()
