"""The wall with the longest words that are allowed: nothing is clipped, nothing scrolls, nothing is smaller than a hall can read.

The server only gives the pages here; the views are made up and reach the page through a stand-in for its connection.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from quizserver.core import hands
from quizserver.core.round_type import Setup
from quizserver.rounds import discover
from tests.browser.conftest import Hall
from tests.browser.stand_in import SETTLED, STAND_IN

FAULTS = """() => {
  const found = [], smallest = Math.min(innerHeight * 0.035, innerWidth * 0.02625) - 0.3;
  const smallestOfLong = smallest * 0.65; // what bank check warns of
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const hidden = ".sr-only, svg, script, .bar-of-buttons, .newest, .long";
  while (words.nextNode()) {
    const text = words.currentNode, on = text.parentElement;
    if (!text.data.trim() || on.closest(hidden) || getComputedStyle(on).clipPath !== "none") continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect(), size = parseFloat(getComputedStyle(on).fontSize);
    if (!box.width) continue;
    if (size < (on.closest(".is-long") ? smallestOfLong : smallest)) found.push(`${size} px: ${text.data}`);
    for (let around = on; around; around = around.parentElement) {
      if (around !== document.documentElement && getComputedStyle(around).overflow === "visible") continue;
      const whole = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
      const frame = around === document.documentElement ? whole : around.getBoundingClientRect();
      const slack = 2 + size * 0.14;
      const across = box.left < frame.left - slack || box.right > frame.right + slack;
      if (across || box.top < frame.top - slack || box.bottom > frame.bottom + slack)
        found.push(`clipped by ${around.className || "the wall"}: ${text.data}`);
    }
  }
  return found.map((fault) => fault.slice(0, 90));
}"""

ROUND_FILES = """types => Promise.all(types.map((type) => {
  const page = document.querySelector("script[type=module]").src;
  return import(new URL(`rounds/${type}.js`, page).href);
}))"""
"""All of them are there before anything is looked at."""

WIFI = {"name": "Aula SMP Negeri 1 Metro Lantai 2", "password": "sandi-panjang-tenun-2026"}
DOT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"
HALL = {"url": "http://192.168.100.123:8000", "urls": [], "wifi": WIFI, "qr_join": DOT, "qr_wifi": DOT, "version": "1"}
NEWEST = ["Lumba-Lumba Ceria", "Beringin Berani", "Elang Ramah"]
PROGRESS = {"v": 1, "players": 320, "phones": 320, "connected": 320, "answered": 231, "newest": NEWEST, "extra": {"found": 142, "near": 23}}
CAN = {"pause": True, "more_time": True, "reopen": True, "skip": True, "back": True, "act": ["leaked"]}
SECTION = "Perlu diceritakan sekarang juga?"
INTRO = "Baca kejadiannya, lalu pilih: Ya, Tergantung, atau Bukan. Pikirkan tenang-tenang, cepat tidak menambah nilai."


def view(phase: str, played: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    base = {"v": 1, "phase": phase, "paused": False, "locked": True, "wall": "game", "title": "Peksos Go To School: SMP Negeri 1"}
    base |= {"lang": "id", "mode": "tiebreak", "players": 320, "next": {"step": "1", "does": "close"}, "can": CAN}
    return base | ({"round": played} if played else {}) | more


def views() -> dict[str, dict[str, Any]]:
    """Every phase of every sample of every round type, and the scenes around them."""
    card = {"number": 5, "of": 44, "section": SECTION, "intro": INTRO, "index": 3, "in_section": 12}
    made = {"lobby": view("lobby"), "ended": view("ended"), "qr": view("lobby", wall="qr")}
    for name, kind in discover().items():
        made[f"ready {name}"] = view("ready", card | {"type": name})
        for question in kind.samples():
            setup = Setup(mode="tiebreak", lang="id", seed=1, at=0.0, seconds=60.0, hall=hall_so_far, best=best_groups)
            made |= played_through(name, f"{name} {question['id']}", kind.begin(question, setup), card)
            state = kind.begin(question, setup)
            if "again" in kind.actions(state, True):
                kind.apply_act(state, "again", {})
                made |= played_through(name, f"{name} {question['id']}, twice", state, card)
    return made


def played_through(name: str, label: str, state: dict[str, Any], card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A round from its first step to its close; of more than two steps that look alike the first two."""
    kind, made, seen = discover()[name], {}, list[str]()
    while True:
        body = kind.screen(state, "id")
        seen.append(state["step"].rstrip("0123456789"))
        played = card | {"type": name, "scored": True, "step": state["step"], "body": body, "seconds": 60.0, "left": 32.0}
        made[f"{label} {state['step']}"] = view("open", played)
        by_hands = "hands" in kind.actions(state, True) and state["step"] in hands.SIGNED_STEPS
        results = kind.results(state, "id") if by_hands else None
        signs = hands.signs([row["label"] for row in results["rows"]]) if results else None
        if signs is not None:
            made[f"{label} {state['step']} with signs"] = view("open", played | {"signs": signs})
        if kind.next_step(state) is None or seen.count(seen[-1]) > 1:
            break
        kind.tick(state, 1.0)
    reveal = kind.reveal(state, "id", "screen")
    made[f"{label} closed"] = view("closed", card | {"type": name, "step": state["step"], "body": body, "reveal": reveal})
    return made


def hall_so_far() -> dict[str, Any]:
    return {"right_share": 82, "answers": 3120, "players": 320}


def best_groups() -> list[dict[str, Any]]:
    """The longest names that are allowed, a tie among them."""
    return [
        {"place": 1, "names": ["M" * 20], "points": 99_999},
        {"place": 2, "names": ["Kelompok Merah Muda"] * 4, "points": 64_000},
    ]


def show(screen: Page, shown: dict[str, Any]) -> None:
    screen.evaluate(
        "([hall, progress, view]) => { receive('hall', hall); receive('view', view); receive('progress', progress); }",
        [HALL, PROGRESS, shown],
    )
    screen.evaluate(SETTLED)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 768), (3840, 2160)])
def test_the_longest_words_fit_the_wall(hall: Hall, width: int, height: int) -> None:
    hall.screen.set_viewport_size({"width": width, "height": height})
    hall.screen.emulate_media(reduced_motion="reduce")
    hall.screen.route("**/socket.io.esm.min.js", lambda asked: asked.fulfill(body=STAND_IN, content_type="text/javascript"))
    hall.screen.goto(hall.laptop.url + "/screen?lang=id")
    hall.screen.locator(".scene-starting").wait_for()
    hall.screen.evaluate(ROUND_FILES, list(discover()))
    faults = {}
    for name, shown in views().items():
        show(hall.screen, shown)
        found = hall.screen.evaluate(FAULTS)
        if found:
            faults[name] = found
    assert faults == {}
