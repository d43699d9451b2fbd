"""The pages that bring and carry: import, visit package; wide and narrow, in both languages: axe, nothing cut off, texts are texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall
from tests.browser.test_a_new_staff_member import first_account, laptop
from tests.browser.test_accessibility import faults
from tests.browser.test_staff import OFFICE, SMALL, fits

__all__ = ["laptop"]

HOSTILE = "<img src=x onerror=\"document.title='jahat'\"> &lt;b&gt;Siapa?"
ROWS = (
    ("Soal", "A", "B", "Kunci"),
    ("Siapa menolong?", "Guru", "Batu", "A"),
    (HOSTILE, "<script>1</script>Satu", "Dua", "A"),
    ("Kosong?", "Satu", "Dua", ""),
)


def log_in(hall: Hall, options: dict[str, Any]) -> Page:
    page = hall.page(options)
    page.goto(f"{hall.laptop.local}/staff/login")
    page.locator("input[name=name]").fill("ani")
    page.locator("input[name=password]").fill("lampu kuning tepi sawah")
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_text("Halo,")).to_be_visible()
    return page


@pytest.mark.parametrize(("lang", "size"), [("id", OFFICE), ("en", SMALL)])
def test_every_page_can_be_used_by_everybody(hall: Hall, tmp_path: Path, lang: str, size: dict[str, Any]) -> None:
    url, found = hall.at_the_laptop(), dict[str, Any]()
    first_account(hall.screen.context.new_page(), url)
    page = log_in(hall, size)

    def look(state: str) -> None:
        assert page.locator("html").get_attribute("lang") == lang, state
        found[state] = (faults(page), fits(page), page.get_by_role("heading", level=1).count())

    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "soal.xlsx")
    page.goto(f"{url}/staff/import?lang={lang}")
    expect(page.locator(".drop")).to_be_visible()
    look("choose")
    page.locator("input[type=file]").set_input_files(tmp_path / "soal.xlsx")
    expect(page.locator(".import-row")).to_have_count(3)
    expect(page.locator(".save-bar button")).to_be_enabled()
    expect(page.locator(".import-rows img")).to_have_count(0)
    look("dry run")
    page.locator(".import-row.is-refused button").click()
    expect(page.locator(".item-form")).to_be_visible()
    look("put right")
    page.locator(".save-bar button").first.click()
    page.locator(".save-bar button.main").click()
    expect(page.locator(".imported")).to_be_visible()
    look("done")
    page.goto(f"{url}/staff/package")
    page.locator(".package-make input").first.check()
    with page.expect_download() as given:
        page.locator(".package-make button.main").click()
    given.value.save_as(tmp_path / "kunjungan.peksos")
    page.locator("#package-file").set_input_files(tmp_path / "kunjungan.peksos")
    expect(page.locator(".package-take .import-row").first).to_be_visible()
    look("package")
    assert {state: what for state, what in found.items() if what != ([], True, 1)} == {}
    assert "jahat" not in page.title()


def test_the_screen_leads_to_the_package(hall: Hall) -> None:
    hall.screen.goto(f"{hall.at_the_laptop()}/screen")
    hall.screen.get_by_role("link", name="Paket dari kantor").click()
    expect(hall.screen.get_by_role("heading", name="Memasang paket dari kantor")).to_be_visible()
    expect(hall.screen.get_by_role("heading", name="Membuat paket")).to_have_count(0)
