"""Programme control in real browsers: another order, dropped, inserted, voided, a spelling accepted on the desk; the list on the wall."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Hall
from tests.browser.test_a_visit import REHEARSAL, answer, open_a_question, pair_desk


def names(desk: Page) -> list[str]:
    """What is to come, as the list says it."""
    return [text.strip() for text in desk.locator(".run-item.is-next .run-name").all_inner_texts()]


def row(page: Page, state: str, n: int = 0) -> Locator:
    item = page.locator(f".run-item.is-{state}").nth(n)
    if item.locator("button.run-head").get_attribute("aria-expanded") != "true":
        item.locator("button.run-head").click()
    return item


def do(page: Page, state: str, name: str, n: int = 0) -> None:
    row(page, state, n).get_by_role("button", name=name, exact=True).click()


def open_list(desk: Page) -> None:
    desk.get_by_role("button", name="Susunan").click()
    expect(desk.locator(".run-item").first).to_be_visible()


def test_the_rest_of_the_programme_is_arranged_on_the_desk(hall: Hall) -> None:
    hall.open_room(REHEARSAL)
    desk = pair_desk(hall)
    open_list(desk)
    before = desk.locator(".run-item.is-next").count()
    first = names(desk)[0]
    do(desk, "next", "Lebih lambat")
    expect(desk.locator(".run-item.is-next .run-name").nth(1)).to_have_text(first)
    do(desk, "next", "Lepas")
    expect(desk.locator(".run-item.is-next")).to_have_count(before - 1)
    do(desk, "dropped", "Kembalikan")
    expect(desk.locator(".run-item.is-next")).to_have_count(before)

    desk.get_by_role("button", name="Sisipkan kegiatan lain").click()
    desk.get_by_label("Dari bank soal").select_option("kuis-peksos")
    desk.locator(".run-insert li").first.get_by_role("button").click()
    expect(desk.locator(".run-item.is-next")).to_have_count(before + 1)
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")

    do(desk, "next", "Lompat ke sini", before)
    expect(desk.locator(".run-item.is-dropped")).to_have_count(before)
    hall.until_scene("ready")
    desk.get_by_role("button", name="Pandu").click()
    expect(desk.locator(".read-out")).to_be_in_viewport(ratio=1)


def test_a_result_is_voided_from_the_wall_and_the_list_there_names_nothing_to_come(hall: Hall) -> None:
    hall.open_room(REHEARSAL)
    hall.join(2)
    open_a_question(hall)
    for n, phone in enumerate(hall.phones):
        answer(phone, n)
    while hall.scene() == "open":
        hall.space()
        hall.screen.wait_for_timeout(300)
    hall.screen.keyboard.press("r")
    dialog = hall.screen.locator(".dialog-list")
    expect(dialog.locator(".run-item.is-now")).to_be_in_viewport()
    for name in dialog.locator(".run-item.is-next .run-name").all_inner_texts():
        assert re.fullmatch(r"Kegiatan \d+ dari \d+|.{0,50}", name)
    do(hall.screen, "now", "Jangan hitung")
    expect(hall.phones[0].locator(".result")).to_contain_text("tidak dihitung")
    do(hall.screen, "voided", "Hitung lagi")
    expect(hall.phones[0].locator(".result")).not_to_contain_text("tidak dihitung")


def test_a_spelling_is_accepted_on_the_desk(hall: Hall) -> None:
    hall.open_room(REHEARSAL)
    hall.join(1)
    desk = pair_desk(hall)
    phone = hall.phones[0]
    for _ in range(30):
        if hall.scene() == "open" and phone.get_by_role("textbox").count():
            break
        hall.space()
        hall.screen.wait_for_timeout(300)
    phone.get_by_role("textbox").fill("kawan akrab")
    phone.get_by_role("button", name="Tebak").click()
    expect(phone.locator(".own-guesses")).to_contain_text("kawan akrab")
    while hall.scene() == "open":
        hall.space()
        hall.screen.wait_for_timeout(300)
    expect(phone.locator(".result")).to_contain_text("Belum tepat")
    desk.locator(".spellings").get_by_role("button", name=re.compile("Terima")).click()
    expect(phone.locator(".result")).to_contain_text("Tepat!")
    expect(desk.locator(".spellings .is-right")).to_be_visible()


def test_a_removed_player_is_restored_and_earlier_results_are_shown_again_from_the_desk(hall: Hall) -> None:
    hall.open_room(REHEARSAL)
    hall.join(1)
    desk = pair_desk(hall)
    desk.get_by_role("button", name="Pemain", exact=True).click()
    desk.locator(".person summary").first.click()
    desk.get_by_role("button", name="Keluarkan").first.click()
    desk.locator("dialog").get_by_role("button", name="Keluarkan").click()
    expect(desk.locator(".person.is-removed")).to_be_visible()
    desk.get_by_role("button", name="Kembalikan").click()
    expect(desk.locator(".person.is-removed")).to_have_count(0)

    desk.get_by_role("button", name="Pandu").click()
    expect(desk.locator(".do-back")).to_be_disabled()
    open_a_question(hall)
    answer(hall.phones[0], 0)
    while hall.scene() == "open":
        hall.space()
        hall.screen.wait_for_timeout(300)
    desk.locator(".do-back").click()
    hall.until_scene("last")
    expect(desk.locator(".do-back")).to_be_disabled()
    desk.locator(".desk-next").click()
    hall.until_scene("closed")
