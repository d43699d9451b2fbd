"""The word cloud and its moderation in real browsers: students write, two people read, the wall shows; no cloud overlaps or is clipped."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from quizserver.core.word_sizes import room_under, sizes
from quizserver.settings import shipped
from tests.browser.conftest import Hall
from tests.browser.stand_in import STAND_IN
from tests.browser.test_wall import FAULTS, ROUND_FILES, show, view
from tests.laptop import Laptop

PROGRAMME = """
format: 1
kind: programme
id: awan
title: {id: "Awan kata", en: "Word clouds"}
minutes: 5
first: true
sections:
  - title: {id: "Kelas kita", en: "Our class"}
    intro: {id: "Tulis paling banyak tiga kata.", en: "Write up to three words."}
    items: [awan-kata/kelas-nyaman, panjang/terpanjang]
"""

LONGEST = f"""
format: 1
kind: bank
id: panjang
title: {{id: "Terpanjang", en: "Longest"}}
source: "uji"
items:
  - id: terpanjang
    type: cloud
    text: {{id: "{"Bagaimana kita menjaga teman? " * 5:.139}?"}}
    words: [{", ".join(f'{{id: "menghargai perbedaan {n}ab"}}' for n in range(6))}]
"""

TYPED = """kompak, saling sapa, ramah, jujur, peduli, tenang, adil, berani minta maaf, menghargai perbedaan, sabar, tertawa bersama,
rukun, semangat, gotong royong, aman, mendengarkan, tidak mengejek, bersih, saling percaya, disiplin, kreatif, berbagi, santun, bahagia,
teman baru"""
LISTED = [" ".join(word.split()) for word in TYPED.split(",")]
HEADS = [96, 40, 71, 22, 18, 12, 9, 7, 5, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]

CLOUDS = {
    "none": [],
    "one": [("kompak", 2)],
    "few": list(zip(LISTED[:6], HEADS[:6], strict=True)),
    "many": list(zip(LISTED, HEADS, strict=True)),
    "forty": [(f"{word} {n}"[:24], 40 - n) for n, word in enumerate((LISTED * 2)[:40])],
    "longest": [(letter * 24, 60 - n) for n, letter in enumerate("MWQGOABCDEFHIKLNPRSTUVXYZmwgq")],
    "emoji": [("😀" * 12, 5), ("semangat 💪", 9), ("سلام", 3)],
}

OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".cloud-word")].map((word) => [word.textContent, word.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap(([text, a], i) => boxes.slice(i + 1).filter(([, b]) => meet(a, b)).map(([other]) => `${text} on ${other}`));
}"""


def snap(page: Page, name: str) -> None:
    """A picture for people who want to look: SHOTS names the folder."""
    if os.environ.get("SHOTS"):
        page.screenshot(path=f"{os.environ['SHOTS']}/{name}.png")


def cloud_view(words: list[tuple[str, int]], text: str, phase: str) -> dict[str, Any]:
    placed = [{"text": word, "size": size} for word, size in sizes(words, room_under(text))]
    body = {"text": text, "words": placed}
    played = {"number": 5, "of": 44, "section": "Kelas kita", "index": 1, "in_section": 2}
    played |= {"type": "cloud", "step": "answer", "scored": True}
    timed = {"seconds": 60.0, "left": 32.0} if phase == "open" else {"reveal": {"words": placed}}
    return view(phase, played | {"body": body} | timed)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 768)])
def test_every_cloud_fits_the_wall_without_overlap(hall: Hall, width: int, height: int) -> None:
    hall.screen.set_viewport_size({"width": width, "height": height})
    hall.screen.route("**/socket.io.esm.min.js", lambda asked: asked.fulfill(body=STAND_IN, content_type="text/javascript"))
    hall.screen.goto(hall.laptop.url + "/screen?lang=id")
    hall.screen.locator(".scene-starting").wait_for()
    hall.screen.evaluate(ROUND_FILES, ["cloud"])
    faults = {}
    for name, words in CLOUDS.items():
        for ask in ["Kelas yang nyaman itu kelas yang …"] + ["M" * 140] * (name == "longest"):
            for phase in ("open", "closed"):
                show(hall.screen, cloud_view(words, ask, phase))
                found = hall.screen.evaluate(FAULTS) + hall.screen.evaluate(OVERLAPS)
                shown = hall.screen.locator(".cloud-word").count()
                if found or (words and not shown):
                    faults[f"{name} {phase} {ask[:3]} ({shown})"] = found[:4]
                snap(hall.screen, f"cloud-{width}-{name}-{phase}-{ask[0]}")
    assert faults == {}


@pytest.fixture
def cloud_hall(browser: Browser, tmp_path: Path) -> Iterator[Hall]:
    """A visit whose programme is two clouds, the second one as long as can be."""
    banks = tmp_path / "banks"
    banks.mkdir()
    shutil.copy(shipped("question_banks") / "awan-kata.yaml", banks)
    (banks / "panjang.yaml").write_text(LONGEST, "utf-8")
    (banks / "program-awan.yaml").write_text(PROGRAMME, "utf-8")
    laptop = Laptop(tmp_path, banks=banks)
    hall = Hall(browser, laptop)
    hall.open_screen(laptop.start())
    yield hall
    for context in browser.contexts:
        context.close()
    laptop.stop()
    assert hall.complaints == []


def pair(hall: Hall, kind: str, width: int = 360) -> Page:
    """Lets a device in for one task; it sees the moderation page."""
    desk = hall.page({"viewport": {"width": width, "height": 640}})
    desk.goto(f"{hall.laptop.url}/desk")
    digits = desk.locator("[data-digits]")
    expect(digits).to_have_text(re.compile(r"^\d{4}$"))
    hall.screen.keyboard.press("d")
    hall.screen.get_by_role("textbox").fill(digits.inner_text())
    hall.screen.get_by_role("radio", name=re.compile(kind)).check()
    hall.screen.get_by_role("button", name="Izinkan").click()
    hall.screen.get_by_role("button", name="Tutup").click()
    tab = desk.get_by_role("navigation", name="Bagian").get_by_role("button", name=re.compile("Moderasi"))
    expect(tab).to_be_visible()
    tab.click()
    return desk


def write(phone: Page, text: str) -> None:
    phone.get_by_role("textbox").fill(text)
    phone.get_by_role("button", name="Kirim").click()
    expect(phone.locator(".cloud-sent.is-sent", has_text=text)).to_be_visible()


FITS = "() => document.documentElement.scrollHeight <= innerHeight + 1"


def test_students_write_two_people_read_and_the_wall_shows_what_was_approved(cloud_hall: Hall) -> None:
    hall = cloud_hall
    hall.open_room("Awan kata")
    hall.join(2)
    ani, budi = hall.phones
    moderator, second = pair(hall, "Orang kedua", width=800), pair(hall, "Orang kedua")
    for _ in range(2):
        hall.space()
    expect(hall.screen.locator(".round.cloud")).to_be_visible()
    snap(ani, "phone-empty")
    assert ani.evaluate(FITS), "nothing scrolls while the question is open"
    ani.get_by_role("button", name="kompak").click()
    expect(hall.screen.locator(".cloud-word")).to_have_text(["kompak"])
    write(ani, "teman baik")
    write(budi, "Siti")
    write(budi, "si gendut anjing")
    snap(budi, "phone-sent")
    assert budi.evaluate(FITS)
    write(ani, "Kompak banget")
    expect(ani.get_by_role("textbox")).to_have_count(0)
    snap(ani, "phone-full")

    entries = moderator.locator(".entry")
    expect(entries).to_have_count(4)
    expect(entries.filter(has_text="Siti")).to_contain_text("mungkin nama orang")
    expect(entries.filter(has_text="anjing")).to_contain_text("kata kasar")
    expect(second.locator(".tabs .badge")).to_have_text("4")
    snap(second, "moderation-360")
    snap(moderator, "moderation-800")

    # The keyboard alone: the oldest is approved, the next one after it has the focus.
    entries.first.focus()
    moderator.keyboard.press("s")
    expect(hall.screen.locator(".cloud-word")).to_have_text(["kompak", "teman baik"])
    expect(entries).to_have_count(3)
    expect(entries.first).to_be_focused()
    moderator.keyboard.press("s")
    expect(entries.first).to_contain_text("Perlu satu orang lagi")
    expect(second.locator(".entry", has_text="Siti")).to_contain_text("Satu orang sudah setuju")
    second.locator(".entry", has_text="Siti").get_by_role("button", name="Setujui").click()
    expect(hall.screen.locator(".cloud-word")).to_have_text(["kompak", "teman baik", "Siti"])

    moderator.locator(".entry", has_text="anjing").get_by_role("button", name="Tulis ulang").click()
    moderator.get_by_role("textbox").fill("menerima teman")
    snap(moderator, "moderation-rewrite")
    moderator.get_by_role("button", name="Simpan").click()
    expect(hall.screen.locator(".cloud-word")).to_have_text(["kompak", "teman baik", "Siti", "menerima teman"])
    second.get_by_role("button", name=re.compile("Disetujui")).click()
    second.locator(".entry", has_text="Siti").get_by_role("button", name="Hapus").click()
    expect(hall.screen.locator(".cloud-word")).to_have_text(["kompak", "teman baik", "menerima teman"])
    snap(second, "moderation-approved")
    expect(hall.screen.locator("body")).not_to_contain_text("gendut")
    snap(hall.screen, "cloud-live")
    hall.space()
    expect(ani.locator("body")).to_contain_text("Lihat awan kata")
    snap(ani, "phone-closed")

    hall.space()
    expect(budi.get_by_role("textbox")).to_be_visible()
    assert budi.evaluate(FITS), "the longest prompt with the longest words"
    for text in ("M" * 24, "menemani teman berbicara"):
        write(budi, text)
    snap(budi, "phone-longest")
    assert budi.evaluate(FITS)
