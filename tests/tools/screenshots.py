"""Pictures of the running product: those of the README (`make screenshots`), or with `--all DIR` every state in every size.

A real server, a real browser, and a crowd of simulated phones that join and answer over the wire.
"""

from __future__ import annotations

import argparse
import random
import secrets
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from quizserver import rounds
from quizserver.bench.wire import phone_auth
from tests.browser.conftest import PHONE, QUIET, Hall
from tests.laptop import Laptop, chromium
from tests.server import Air, Line

PICTURES = Path(__file__).parent.parent.parent / "docs" / "pictures"
PROGRAMME = "Peksos Go To School, 60 m"
"""Part of its title in either language."""

SIZES = {"": (1280, 720), "-4x3": (1024, 768)}
CROWD = 187
README = {
    "lobby": "screen-lobby",
    "verdict-open": "screen-verdict",
    "verdict-closed": "screen-reveal",
    "guess-clue2": "screen-guess",
    "pledge-open": "screen-pledge",
}
README_PHONE = {"lobby": "phone-lobby", "verdict-open": "phone-verdict", "guess-near": "phone-guess"}


class Crowd:
    """Simulated students on one event loop; they answer as their round type's samples do, mostly right."""

    def __init__(self, laptop: Laptop) -> None:
        self._air = Air()
        self._chance = random.Random(7)
        self._url = laptop.local
        self.lines: list[Line] = []

    def join(self, count: int) -> None:
        for _ in range(count):
            line = self._air.run(Line.open(self._air, self._url, "/phone", phone_auth(secrets.token_hex(16))))
            line.join(weight=1)
            self.lines.append(line)

    def answer(self, share: float) -> None:
        """That share of the crowd answers what is open."""
        for line in self._chance.sample(self.lines, int(share * len(self.lines))):
            shown = line.view.get("round", {})
            body, step = shown.get("body", {}), shown.get("step", "")
            payload: dict[str, Any] = {"verdict": self._chance.choice(["yes", "yes", "yes", "depends", "no"])}
            if step == "form":
                payload = {"forms": [self._chance.choice(["verbal", "verbal", "sosial"])]}
            elif step == "guess":
                payload = {"text": self._chance.choice(["sahabat", "sahabatt", "kawan", "teman"])}
            elif "options" in body:
                payload = {"picks": [self._chance.randrange(len(body["options"]))]}
            elif shown.get("type") in ("pledge", "describe"):
                payload = {"pledge": "sign", "stage": "pass"}
            if rounds.discover()[shown["type"]].answers:
                line.answer(**payload)


class Album:
    """Takes the pictures. Without `everything` only those of the README."""

    def __init__(self, hall: Hall, phone: Page, everything: Path | None) -> None:
        self._hall, self._phone, self._everything = hall, phone, everything

    def take(self, name: str) -> None:
        if name in README or self._everything:
            for suffix, (width, height) in SIZES.items():
                if suffix and not self._everything:
                    continue
                self._hall.screen.set_viewport_size({"width": width, "height": height})
                self._hall.screen.wait_for_timeout(700)
                self._save(self._hall.screen, f"screen-{name}{suffix}", README.get(name) if not suffix else None)
            self._hall.screen.set_viewport_size({"width": 1280, "height": 720})
        if name in README_PHONE or self._everything:
            self._save(self._phone, f"phone-{name}", README_PHONE.get(name))

    def _save(self, page: Page, name: str, readme: str | None) -> None:
        if readme:
            page.screenshot(path=PICTURES / f"{readme}.png")
        if self._everything:
            page.screenshot(path=self._everything / f"{name}.png")


def play(hall: Hall, crowd: Crowd, album: Album, phone: Page, lang: str) -> None:
    """From the set-up to the end of the programme, with a picture of each state the first time it comes."""
    screen = hall.screen
    album.take("setup")
    screen.get_by_role("radio", name="English" if lang == "en" else "Bahasa Indonesia").check()
    screen.get_by_label("Nama Wi-Fi").fill("Peksos-1")
    screen.get_by_label("Sandi").fill("tenun2026")
    hall.open_room(PROGRAMME)
    album.take("lobby-empty")
    phone.goto(hall.laptop.url)
    phone.locator("button.main").wait_for()
    album.take("join")
    phone.locator("button.main").click()
    crowd.join(CROWD)
    screen.wait_for_timeout(1_500)
    album.take("lobby")
    for key, name in (("q", "qr"), ("?", "keys"), ("d", "pairing"), ("j", "calm")):
        screen.keyboard.press(key)
        screen.wait_for_timeout(500)
        album.take(name)
        screen.keyboard.press("Escape" if key in "?d" else "Space")
        screen.wait_for_timeout(1_000)
    seen: set[str] = set()
    ends_at = time.monotonic() + 420
    while time.monotonic() < ends_at:
        scene, kind = hall.scene(), screen.locator(".wall").get_attribute("data-type") or ""
        step = crowd.lines[0].view.get("round", {}).get("step", "")
        clues = len(crowd.lines[0].view.get("round", {}).get("body", {}).get("clues", []))
        name = scene if scene in ("ready", "ended") else f"{kind}-{'form' if (scene, step) == ('open', 'form') else scene}"
        name += str(clues) if kind == "guess" and scene == "open" else ""
        name = name.replace("guess-open", "guess-clue")
        if name not in seen:
            seen.add(name)
            if scene == "open" and kind not in ("slide", "podium"):
                crowd.answer(0.72)
                screen.wait_for_timeout(500)
            album.take(name)
            on_the_phone(album, phone, name)
        if scene == "ended":
            return
        hall.space()
        screen.wait_for_timeout(500)
        if screen.locator("dialog, [role=dialog], [role=alertdialog]").count():
            screen.keyboard.press("Space")
            screen.wait_for_timeout(500)
    raise AssertionError("the programme did not end in time")


def on_the_phone(album: Album, phone: Page, name: str) -> None:
    """What a student does in this state, with pictures of what the phone says to it."""
    if name == "guess-clue1":
        phone.get_by_role("textbox").fill("kawan")
        phone.keyboard.press("Enter")
        phone.wait_for_timeout(500)
        album.take("guess-no")
    elif name == "guess-clue2":
        phone.get_by_role("textbox").fill("sahabatt")
        phone.keyboard.press("Enter")
        phone.wait_for_timeout(500)
        album.take("guess-near")
        phone.get_by_role("textbox").fill("sahabat")
        phone.keyboard.press("Enter")
        phone.wait_for_timeout(500)
        album.take("guess-found")
    elif name in ("verdict-open", "choice-open"):
        phone.locator(".tile").first.click()
        phone.wait_for_timeout(700)
        album.take(f"{name.split('-')[0]}-sent")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--all", type=Path, help="folder for every state in every size")
    options.add_argument("--lang", choices=["id", "en"], default="id")
    asked = options.parse_args()
    PICTURES.mkdir(parents=True, exist_ok=True)
    if asked.all:
        asked.all.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        laptop = Laptop(Path(folder))
        link = laptop.start()
        try:
            browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
            hall = Hall(browser, laptop)
            hall.open_screen(link)
            phone = hall.page(PHONE)
            play(hall, Crowd(laptop), Album(hall, phone, asked.all), phone, asked.lang)
        finally:
            laptop.stop()


if __name__ == "__main__":
    main()
