"""The staff pages for banks: by keyboard alone, without faults that axe knows, with a made-up round type, 2,000 items and a broken file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pydantic import BaseModel, Field

from quizserver.core.round_type import Question, Text50, Text140
from tests.banks.conftest import BANK, GUESS, PROGRAMME
from tests.browser.staff import NARROW, Office, text_of
from tests.browser.test_accessibility import faults

MANY = 2_000


def many_items() -> str:
    """A bank of 2,000 statements; it is YAML, because JSON is."""

    def both(text: str) -> dict[str, str]:
        return {"id": text, "en": text}

    def one(n: int) -> Any:
        return {"id": f"s{n}", "type": "choice", "text": both(f"Pernyataan nomor {n}."), "answer": True, "explanation": both("Ya.")}

    items = [one(n) for n in range(MANY)]
    return json.dumps({"format": 1, "kind": "bank", "id": "banyak", "title": both("Banyak"), "source": "Tes.", "items": items}, indent=1)


@pytest.fixture
def office(browser: Browser, tmp_path: Path) -> Iterator[Office]:
    broken = BANK.replace("id: kuis", "id: rusak").replace("answer: true", "answer: mungkin")
    banks = {"kuis": BANK, "kata": GUESS, "program-pagi": PROGRAMME, "rusak": broken, "banyak": many_items()}
    running = Office(browser, tmp_path, banks)
    yield running
    running.close()
    assert running.complaints == []


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_axe_finds_nothing_on_any_page(office: Office, lang: str) -> None:
    page = office.log_in("rina", lang=lang)
    pages = ["banks", "banks/kuis", "banks/rusak", "banks/kuis/history", "banks/kuis/trial", "waiting", "programmes/pagi", "programmes/new"]
    found = {}
    for address in pages:
        office.go(page, f"/staff/{address}")
        found[address] = faults(page)
    office.go(page, "/staff/banks/kuis/items/satu")
    page.locator("summary").first.click()
    text_of(page).fill("Menurut Dimas?")
    expect(page.locator(".advice")).to_be_visible()
    found["item"] = faults(page)
    page.set_viewport_size(NARROW)
    found["item, narrow"] = faults(page)
    assert fits(page)
    office.go(page, "/staff/banks/kuis")
    assert fits(page)
    page.keyboard.press("n")
    expect(page.get_by_role("dialog")).to_be_visible()
    found["chooser"] = faults(page)
    assert {state: problems for state, problems in found.items() if problems} == {}


class Part(BaseModel):
    name: Text50
    good: bool = False
    weight: int = 1


class Strange(Question):
    """Every kind of field that a form may be asked for."""

    text: Text140
    parts: Annotated[list[Part], Field(min_length=1, max_length=3)]
    mood: Literal["calm", "loud"] = "calm"
    place: Literal["a", "b", "c", "d", "e"]
    signs: list[Literal["x", "y"]] = Field(default_factory=list)
    ready: bool | None = None
    size: Annotated[float, Field(ge=0, le=9)] = 3
    motto: Annotated[str, Field(max_length=20)] | None = None
    aliases: list[str] = Field(default_factory=list)
    lead: Part | None = None
    extra: dict[str, Any] | None = None


def test_a_round_type_nobody_has_heard_of_is_drawn_too(office: Office) -> None:
    page = office.log_in("rina")

    def with_strange(route: Route) -> None:
        answer = route.fetch()
        types = answer.json()["types"] | {"strange": {"schema": Strange.model_json_schema(), "blank": {}}}
        route.fulfill(json={"ok": True, "types": types})

    page.route("**/staff/api/schema", with_strange)
    office.go(page, "/staff/banks/kuis/new?type=strange")
    form = page.locator(".item-form")
    expect(form.get_by_text("Parts 1")).to_be_visible()
    expect(form.locator(".of-text").first).to_contain_text("140 huruf lagi")
    assert form.get_by_role("radio", name="calm").is_checked()
    assert form.locator("select").count() >= 1
    for kind in ("flag", "number", "line", "lines", "list", "group", "set", "choice", "raw"):
        assert form.locator(f".of-{kind}").count(), kind
    form.get_by_role("button", name="Tambah: Parts").click()
    form.get_by_role("button", name="Naikkan Parts 2").click()
    form.get_by_role("button", name="Hapus Parts 2").click()
    form.get_by_role("button", name="Tambah: Lead").click()
    text_of(page, "lead-name").fill("Semua bidang bisa diisi")
    form.locator("textarea.raw").fill('{"a": 1}')
    kept = page.evaluate("Object.entries(localStorage).find(([key]) => key.endsWith('/new'))[1]")
    assert json.loads(kept)["item"]["extra"] == {"a": 1}
    assert json.loads(kept)["item"]["lead"]["name"]["id"] == "Semua bidang bisa diisi"
    assert not fits(page) or faults(page) == []


def test_two_thousand_items_are_searched_and_only_what_is_seen_is_drawn(office: Office) -> None:
    page = office.log_in("rina", "/staff/banks/banyak")
    expect(page.locator(".list-head")).to_contain_text("2.000 dari 2.000")
    assert page.locator(".item-row").count() < 40
    page.keyboard.press("End")
    expect(page.locator(".item-label", has_text="Pernyataan nomor 1999.")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("nomor 1234")
    expect(page.locator(".item-label")).to_have_text(["Pernyataan nomor 1234."])


def test_a_broken_file_says_its_line(office: Office) -> None:
    page = office.log_in("rina")
    card = page.locator(".bank-card", has_text="rusak").or_(page.locator(".bank-card:has(.broken)"))
    expect(card.locator(".broken").first).to_contain_text("Baris")
    office.go(page, "/staff/banks/rusak")
    expect(page.locator(".broken")).to_contain_text("Baris")


def test_the_keyboard_alone_is_enough(office: Office) -> None:
    page = office.log_in("rina", "/staff/banks/kuis")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".item-label").first).to_have_text("Bercerita itu berani.")
    expect(page.locator(".news")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator(".item-label").first).to_have_text("Siapa yang bisa membantu?")
    page.keyboard.press("Home")
    expect(page.locator("[data-current] a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".item h1")).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "f-text-id":
            break
    page.keyboard.press("End")
    page.keyboard.type(" Ayo!")
    page.keyboard.press("Control+s")
    expect(page.locator(".save-bar p")).to_contain_text("Tersimpan")
    assert "Ayo!" in (office.banks / "kuis.yaml").read_text("utf-8")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".bank h1")).to_be_visible()


def test_a_programme_is_put_together_by_keys_and_saved(office: Office) -> None:
    page = office.log_in("rina", "/staff/programmes/pagi")
    expect(page.locator(".programme-items li")).to_have_count(2)
    page.get_by_role("button", name="Naikkan: Bercerita").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".programme-items .item-label").first).to_have_text("Bercerita itu berani.")
    page.get_by_role("button", name="Tambah soal").click()
    page.get_by_role("dialog").get_by_role("searchbox").fill("hormat")
    page.get_by_role("dialog").get_by_role("button", name="hormat").first.click()
    page.keyboard.press("Escape")
    expect(page.locator(".programme-items li")).to_have_count(3)
    page.keyboard.press("Control+s")
    expect(page.locator(".save-bar p")).to_contain_text("Tersimpan")
    text = (office.banks / "program-pagi.yaml").read_text("utf-8")
    assert text.index("kuis/dua") < text.index("kuis/satu") < text.index("kata/hormat")


def test_whoever_takes_items_out_by_keys_goes_on_at_the_next_one(office: Office) -> None:
    page = office.log_in("rina", "/staff/programmes/pagi")
    page.get_by_role("button", name="Naikkan: Siapa").focus()
    page.keyboard.press("Delete")
    expect(page.locator(".programme-items li")).to_have_count(1)
    expect(page.get_by_role("button", name="Naikkan: Bercerita")).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.get_by_role("button", name="Tambah soal")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator(".programme-items li")).to_have_count(2)


def test_a_bank_is_played_alone_one_item_after_another(office: Office) -> None:
    page = office.log_in("rina", "/staff/banks/kuis/trial")
    phone = page.frame_locator(".frame-phone iframe")
    phone.get_by_role("button", name="Guru BK").click()
    expect(phone.get_by_role("button", name="Guru BK")).to_contain_text("Terkirim")
    page.get_by_role("button", name="Lanjut").click()
    expect(phone.locator("main")).to_contain_text("Orang dewasa yang kamu percaya.")
    page.get_by_role("button", name="Soal berikutnya").click()
    expect(phone.locator(".question")).to_contain_text("Bercerita itu berani.")
    choices, texts = page.locator(".trial-bar option"), ["1. Siapa yang bisa membantu?", "2. Bercerita itu berani."]
    expect(choices).to_have_text(texts)
    office.go(page, "/staff/programmes/pagi/trial")
    expect(choices).to_have_text(texts)


def test_who_may_only_read_changes_nothing(office: Office) -> None:
    page = office.log_in("sari", "/staff/banks/kuis")
    assert page.get_by_role("button", name="Soal baru").count() == 0
    assert page.locator(".tools").count() == 0
    office.go(page, "/staff/banks/kuis/items/satu")
    assert page.locator(".save-bar").count() == 0
    expect(page.locator(".page-head + .hint")).to_contain_text("tidak diubah")
    assert page.locator(".item-form").evaluate("form => form.closest('[inert]') !== null")
