"""What a new staff member meets in the first days: pictures, figures of past visits, dragging, a visit begun, an import left."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Browser, Dialog, Locator, Page, Route, expect

from quizserver.live.statistics import of_item
from tests.banks.conftest import BANK, PROGRAMME
from tests.browser.staff import Office, save, text_of

SATU = "/staff/banks/kuis/items/satu"
EVENING = PROGRAMME.replace("id: pagi", "id: sore").replace('"Pagi"', '"Sore"').replace("minutes: 30", "minutes: 20")


@pytest.fixture
def office(browser: Browser, tmp_path: Path) -> Iterator[Office]:
    running = Office(browser, tmp_path, {"kuis": BANK, "program-pagi": PROGRAMME, "program-sore": EVENING})
    yield running
    running.close()
    assert running.complaints == []


def test_what_is_typed_while_a_picture_is_on_its_way_stays(office: Office, tmp_path: Path) -> None:
    rina = office.log_in("rina", SATU)
    held: list[Route] = []
    rina.route("**/api/pictures", lambda route: held.append(route))
    photo = tmp_path / "foto.png"
    Image.new("RGB", (300, 200), "navy").save(photo)
    rina.locator("input[type=file]").set_input_files(photo)
    expect(rina.locator(".of-picture")).to_contain_text("Mengirim foto.png")
    described = rina.locator("fieldset", has=text_of(rina, "picture_text"))
    expect(described.get_by_text("belum ada")).to_have_count(0)
    text_of(rina, "picture_text").fill("Dua anak bermain.")
    expect(described.get_by_text("belum ada")).to_be_visible()
    text_of(rina).fill("Ditulis sambil menunggu?")
    held[0].continue_()
    expect(rina.locator(".of-picture img")).to_be_visible()
    expect(text_of(rina)).to_have_value("Ditulis sambil menunggu?")
    expect(rina.frame_locator(".frame-phone iframe").locator("img").first).to_be_visible()
    save(rina)
    assert re.search(r"picture: \S+\.png", (office.banks / "kuis.yaml").read_text("utf-8"))


def test_a_file_that_is_no_picture_is_named_and_leaves_the_picture_that_is_there(office: Office, tmp_path: Path) -> None:
    rina = office.log_in("rina", SATU)
    box, chooser = rina.locator(".of-picture"), rina.locator("input[type=file]")
    expect(box).to_contain_text("sampai 10 MB")
    first, second, letter, huge = (tmp_path / name for name in ("satu.png", "dua.png", "surat.jpg", "besar.jpg"))
    for path, colour in ((first, "navy"), (second, "teal")):
        Image.new("RGB", (300, 200), colour).save(path)
    letter.write_text("Bukan gambar.")
    huge.write_bytes(os.urandom(10_000_001))
    held: list[Route] = []
    rina.route("**/api/pictures", lambda route: route.continue_() if held else held.append(route))
    chooser.set_input_files(first)
    expect(box).to_contain_text("Mengirim satu.png")
    chooser.set_input_files(second)
    expect(box.locator("img")).to_be_visible()
    newest = box.locator("img").get_attribute("src") or ""
    with rina.expect_response("**/api/pictures"):
        held[0].continue_()
    chooser.set_input_files(letter)
    expect(box.locator(".wrong")).to_contain_text("surat.jpg: Berkas ini bukan gambar")
    chooser.set_input_files(huge)
    expect(box.locator(".wrong")).to_contain_text("besar.jpg lebih dari 10 MB")
    expect(box.locator("img")).to_have_attribute("src", newest)
    assert chooser.evaluate("chooser => chooser.files.length") == 0, "no name of a refused file beside the picture"


def test_the_figures_of_past_visits_name_the_wrong_option(office: Office) -> None:
    answers = (("Guru BK", 30, True), ("Batu", 10, False))
    rows = [{"label": {"id": text, "en": text}, "heads": heads, "right": right} for text, heads, right in answers]
    played = {"bank": "kuis", "item": "satu", "voided": False, "heads": 40, "judged": 40, "right": 30, "rows": rows}
    figures = of_item([{"items": [played]}], "kuis", "satu", "id")
    rina = office.log_in("rina")

    def with_figures(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(json=answer.json() | {"stats": figures})

    rina.route("**/api/banks/kuis/items/satu", with_figures)
    office.go(rina, SATU)
    shown = rina.locator(".stats")
    expect(shown).to_contain_text("Dijawab 40 kali dalam 1 kunjungan. 75\u00a0% tepat.")
    expect(shown).to_contain_text("Jawaban keliru yang paling sering: Batu (25\u00a0%)")
    rina.unroute_all(behavior="ignoreErrors")


def drag(page: Page, label: str, onto: Locator, share: float, *, drop: bool = True) -> None:
    """With the mouse: takes an item by its handle to this share of the height of `onto`."""
    page.locator(".programme-items li", has_text=label).locator(".handle").hover()
    page.mouse.down()
    box = onto.bounding_box()
    assert box
    for step in (0.9, 1.0):
        page.mouse.move(box["x"] + box["width"] / 2 * step, box["y"] + box["height"] * share)
    if drop:
        page.mouse.up()


def test_an_item_is_dragged_to_where_it_is_let_go(office: Office) -> None:
    rina = office.log_in("rina", "/staff/programmes/pagi", viewport={"width": 1280, "height": 1400})
    labels, items = rina.locator(".programme-items .item-label"), rina.locator(".programme-items li")
    expect(labels).to_have_text(["Siapa yang bisa membantu?", "Bercerita itu berani."])
    drag(rina, "Siapa yang", items.nth(1), 0.8, drop=False)
    expect(items.nth(1)).to_have_class("goes-after")
    rina.mouse.up()
    expect(labels).to_have_text(["Bercerita itu berani.", "Siapa yang bisa membantu?"])
    expect(rina.locator(".goes-after, .goes-before")).to_have_count(0)
    drag(rina, "Siapa yang", items.nth(0), 0.2)
    expect(labels).to_have_text(["Siapa yang bisa membantu?", "Bercerita itu berani."])
    drag(rina, "Siapa yang", text_of(rina, "title"), 0.5)
    expect(text_of(rina, "title")).to_have_value("Pagi")
    rina.get_by_role("button", name="Tambah bagian").click()
    empty = rina.locator("section.section").nth(1)
    drag(rina, "Siapa yang", empty.get_by_role("heading"), 0.5, drop=False)
    expect(empty).to_have_class(re.compile("is-goal"))
    rina.mouse.up()
    expect(empty.locator(".item-label")).to_have_text(["Siapa yang bisa membantu?"])


def test_a_visit_begins_with_the_programme_one_came_from(office: Office) -> None:
    rina = office.log_in("rina", "/staff/programmes/sore")
    begin = rina.get_by_role("button", name="Mulai kunjungan dengan program ini")
    text_of(rina, "title").fill("Sore hari")
    expect(begin).to_be_disabled()
    save(rina)
    begin.click()
    expect(rina.get_by_role("radio", name="Sore hari")).to_be_checked()
    rina.goto(f"{office.laptop.local}/screen?programme=tidak-ada")
    expect(rina.locator("input[name=programme]").first).to_be_checked()


def test_who_changed_a_draft_is_said_where_it_waits(office: Office) -> None:
    rina = office.log_in("rina", SATU)
    text_of(rina).fill("Siapa yang menolong?")
    save(rina)
    budi = office.log_in("budi", "/staff/waiting")
    expect(budi.locator(".plain-list li", has_text="Siapa yang menolong?")).to_contain_text(re.compile(r"diubah Rina, \d\d\.\d\d"))
    here = budi.locator(".top nav [aria-current=page]")
    expect(here).to_have_text("Menunggu persetujuan")
    budi.get_by_role("link", name="Siapa yang menolong?").click()
    expect(here).to_have_text("Bank soal")
    expect(budi.locator(".review tbody tr")).to_have_text(re.compile("^Pertanyaan atau pernyataan"))
    budi.get_by_role("button", name="Setujui").click()
    expect(budi.locator(".page-head")).to_contain_text("dibaca Budi")
    office.go(budi, "/staff/banks/kuis/history")
    budi.get_by_role("button", name="Bandingkan dengan sekarang").first.click()
    expect(budi.locator(".changed")).to_contain_text("Yang berbeda hanya persetujuannya.")


def test_rows_put_right_by_hand_are_not_left_without_a_question(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("Soal", "A", "B", "Kunci"), ("Siapa menolong?", "Guru", "Batu", "A"), ("Kosong?", "Satu", "Dua", "")):
        book.active.append(row)
    book.save(tmp_path / "soal.xlsx")
    rina = office.log_in("rina", "/staff/banks/kuis")
    rina.get_by_role("link", name="Impor dari berkas").click()
    questions: list[str] = []

    def stay(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.dismiss()

    rina.on("dialog", stay)
    rina.locator("input[type=file]").set_input_files(tmp_path / "soal.xlsx")
    rina.get_by_role("button", name="Perbaiki: Kosong?").click()
    rina.get_by_role("checkbox").first.check()
    rina.get_by_role("button", name="Ikutkan dalam impor").click()
    expect(rina.get_by_role("button", name="Masukkan 2 butir")).to_be_enabled()
    rina.locator(".back a").click()
    expect(rina.get_by_role("button", name="Masukkan 2 butir")).to_be_visible()
    rina.evaluate("history.back()")
    expect(rina.get_by_role("button", name="Masukkan 2 butir")).to_be_visible()
    assert questions == ["beforeunload", "beforeunload"]
    rina.get_by_role("button", name="Masukkan 2 butir").click()
    expect(rina.get_by_role("heading", name="Impor selesai")).to_be_visible()
    rina.locator(".back a").click()
    expect(rina.locator("h1")).to_have_text("Bank soal dan program")
    assert len(questions) == 2, "what is saved is asked about no more"
