"""The Info page in real browsers: one tap away on every phone, unseen by the laptop, there without connection, opened for all at once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from quizserver.cli import Here
from quizserver.live.helping import Helping
from quizserver.settings import shipped
from quizserver.store.library import Library
from tests.browser.conftest import PHONE, Hall
from tests.browser.test_a_visit import REHEARSAL, pair_desk
from tests.browser.test_accessibility import faults
from tests.laptop import Laptop

TITLE = "Kamu tidak sendirian"


def asked_by(phone: Page) -> list[str]:
    """Everything this phone asks the server for, from now on: requests and what it says over its connection."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.url.startswith("http"):
            asked.append(request.url)

    phone.on("request", note)
    return asked


def speaking(hall: Hall) -> tuple[Page, list[str]]:
    """A phone on the join page, and every packet it sends."""
    phone = hall.page(PHONE)
    said: list[str] = []

    def heard(sent: str | bytes) -> None:
        # "3" is the answer to the server's heartbeat; that one says nothing.
        if str(sent) != "3":
            said.append(str(sent))

    phone.on("websocket", lambda socket: socket.on("framesent", heard))
    phone.goto(hall.laptop.url)
    return phone, said


def test_info_opens_at_once_on_the_join_page_in_the_lobby_and_in_a_question_and_says_nothing_to_the_server(hall: Hall) -> None:
    hall.open_room(REHEARSAL)
    phone, said = speaking(hall)
    expect(phone.get_by_role("button", name="Ikut main")).to_be_visible()
    phone.wait_for_timeout(3500)  # the quiet moment in which every phone fetches it
    asked, before = asked_by(phone), len(said)
    phone.get_by_role("button", name="Info").click()
    expect(phone.get_by_role("heading", name=TITLE)).to_be_visible(timeout=500)
    expect(phone.locator(".info")).to_contain_text("guru BK")
    phone.get_by_role("button", name="Tutup").click()
    expect(phone.get_by_role("heading", name=TITLE)).to_be_hidden(timeout=500)
    assert (asked, said[before:]) == ([], [])

    phone.get_by_role("button", name="Ikut main").click()
    expect(phone.get_by_role("heading", name="Kamu sudah masuk")).to_be_visible()
    hall.space()
    hall.space()
    expect(phone.locator(".play")).to_be_visible()
    phone.wait_for_timeout(4000)
    asked, before = asked_by(phone), len(said)
    phone.get_by_role("button", name="Info").click()
    expect(phone.get_by_role("heading", name=TITLE)).to_be_visible(timeout=500)
    phone.get_by_role("button", name="Tutup").click()
    assert (asked, said[before:]) == ([], [])


def test_info_works_while_the_connection_is_lost(hall: Hall) -> None:
    hall.open_room(REHEARSAL)
    hall.join(1)
    phone = hall.phones[0]
    phone.wait_for_timeout(3500)
    hall.laptop.kill()
    expect(phone.locator(".top.is-lost")).to_be_visible()
    phone.get_by_role("button", name="Info").click()
    expect(phone.locator(".info")).to_contain_text("pekerja sosial")
    expect(phone.locator(".info")).to_contain_text("110")
    with phone.expect_download() as saved:
        phone.get_by_role("button", name="Simpan kenang-kenangan").click()
    assert saved.value.suggested_filename == "kenang-kenangan.png"


def test_a_question_does_not_shut_info_and_the_keyboard_opens_and_closes_it(hall: Hall) -> None:
    hall.open_room(REHEARSAL)
    hall.join(1)
    phone = hall.phones[0]
    phone.wait_for_timeout(2500)
    info = phone.get_by_role("button", name="Info")
    info.focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name=TITLE)).to_be_focused()
    hall.space()
    hall.space()
    hall.until_scene("open")
    expect(phone.get_by_role("heading", name=TITLE)).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("heading", name=TITLE)).to_be_hidden()
    expect(info).to_be_visible()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_facilitator_opens_info_on_the_wall_and_on_all_phones_at_once(hall: Hall, lang: str) -> None:
    title = TITLE if lang == "id" else "You are not alone"
    hall.screen.get_by_role("radio", name="English" if lang == "en" else "Bahasa Indonesia").check()
    hall.open_room(REHEARSAL)
    phones = [hall.page(PHONE, lang) for _ in range(3)]
    for phone in phones:
        phone.goto(f"{hall.laptop.url}/?lang={lang}")
        phone.locator("button.main").click()
        phone.locator(".name-card").wait_for()
    phones[0].wait_for_timeout(2500)
    hall.screen.keyboard.press("i")
    hall.until_scene("help")
    expect(hall.screen.get_by_role("heading", name=title)).to_be_visible()
    for phone in phones:
        expect(phone.get_by_role("heading", name=title)).to_be_visible()
        assert faults(phone) == []
    assert faults(hall.screen) == []
    for size in ({"width": 1280, "height": 720}, {"width": 1024, "height": 768}):
        hall.screen.set_viewport_size({"width": size["width"], "height": size["height"]})
        hall.screen.wait_for_timeout(400)
        small = hall.screen.evaluate(
            "() => [...document.querySelectorAll('.info-wall *')].filter((one) => one.firstChild && one.firstChild.nodeType === 3)"
            ".map((one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight).filter((share) => share < 0.0349)"
        )
        assert small == []
        box = hall.screen.locator(".info-wall-fit").evaluate("(one) => one.scrollHeight - one.clientHeight")
        assert box <= 1
    hall.screen.keyboard.press("i")
    for phone in phones:
        expect(phone.get_by_role("heading", name=title)).to_be_hidden()


def test_the_desk_asks_for_calls_and_children_see_what_was_answered(hall: Hall) -> None:
    expect(hall.screen.locator(".setup")).to_contain_text("Nomor bantuan")
    hall.open_room(REHEARSAL)
    desk = pair_desk(hall)
    hall.screen.keyboard.press("Escape")
    desk.get_by_role("button", name="Nomor bantuan").click()
    expect(desk.locator(".help-lines")).to_contain_text("anak tidak melihat: SAPA 129")
    assert faults(desk) == []
    line = desk.locator(".help-line", has_text="SAPA 129")
    line.get_by_role("button", name="Tersambung").click()
    expect(desk.locator(".help-lines")).to_contain_text("siapa yang menelepon")
    desk.get_by_label(re.compile("Siapa yang menelepon")).fill("RN, peksos")
    line.get_by_role("button", name="Tersambung").click()
    expect(line).to_contain_text("Tersambung hari ini (RN, peksos)")
    expect(desk.locator(".help-lines")).to_contain_text("Anak melihat semua nomor")
    police = desk.locator(".help-line", has_text="Polisi")
    assert police.get_by_role("link").count() == 0
    phone = hall.page(PHONE)
    phone.goto(hall.laptop.url)
    phone.get_by_role("button", name="Info").click()
    expect(phone.locator(".info")).to_contain_text("08111-129-129")
    with desk.expect_download() as saved:
        desk.locator(".paper-list a").first.click()
    assert saved.value.suggested_filename == "leaflet-siswa-a5.pdf"
    assert saved.value.path().read_bytes().startswith(b"%PDF")


def test_paper_is_for_those_who_drive_only(hall: Hall) -> None:
    phone = hall.page(PHONE)
    answer = phone.request.get(f"{hall.laptop.local}/paper/poster.pdf")
    assert answer.status == 403
    assert "hanya untuk pemandu" in answer.text()
    cards = hall.screen.request.get(f"{hall.at_the_laptop()}/paper/cards.pdf")
    assert (cards.status, cards.body()[:4]) == (200, b"%PDF")


def test_the_longest_numbers_fit_the_wall_in_both_shapes(browser: Browser, laptop: Laptop) -> None:
    (laptop.folder / "data").mkdir()
    helping = Helping(shipped("question_banks"), Library(laptop.folder / "data" / "library.sqlite3", Here()), date.today)
    helping.load()
    helping.add_own("longest", "office", "M" * 30 + " Kota Metro, Bidang", "+62 0725 412 345 678", "+62 0812 3456 7890 1", "")
    for key in ("second", "third"):
        helping.add_own(key, "local", "UPTD PPA Kota Metro dan Sekitarnya", "0725-99999", "0812-3456-7890", "")
        helping.note_call(f"own-{key}", True, "RN")
    link = laptop.start()
    hall = Hall(browser, laptop)
    hall.open_screen(link)
    hall.open_room(REHEARSAL)
    hall.screen.keyboard.press("i")
    hall.until_scene("help")
    for wide, high in ((1280, 720), (1024, 768)):
        hall.screen.set_viewport_size({"width": wide, "height": high})
        hall.screen.wait_for_timeout(500)
        lowest = hall.screen.locator(".info-wall-cards").evaluate("(one) => one.getBoundingClientRect().bottom")
        foot = hall.screen.locator(".footer").evaluate("(one) => one.getBoundingClientRect().top")
        beside = hall.screen.locator(".info-wall-call").evaluate("(one) => one.scrollWidth - one.clientWidth")
        assert lowest <= foot
        assert beside <= 1
        expect(hall.screen.get_by_text("110")).to_be_visible()
    for context in browser.contexts:
        context.close()
