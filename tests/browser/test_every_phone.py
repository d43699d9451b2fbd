"""Every page of the phone: join, waiting, all sheets, and every sample of every round type before and after an answer and after the close.

The server only gives the page; the views are made up and come through a stand-in (stand_in.py, which also says what is looked at).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from quizserver.core.round_type import Attempt, Setup
from quizserver.errors import Rejected
from quizserver.rounds import discover
from tests.browser.conftest import PHONE, Hall
from tests.browser.stand_in import AXE, LOOK, TAGS, Fed

PLAYER = {"name": "Lumba-Lumba Ceria", "kind": "fish", "weight": 2, "spins_left": 3, "removed": False}
BASE = {"v": 1, "paused": False, "locked": False, "calm": False, "title": "Peksos Go To School"}
QR = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"
SAID_TWICE = """() => {
  const said = [...document.querySelectorAll("#live p")].map((line) => line.textContent);
  document.getElementById("live").textContent = "";
  return new Set(said).size < said.length ? said : [];
}"""


def you(number: int, body: Any, result: dict[str, Any] | None = None) -> dict[str, Any]:
    player = {"name": "Lumba-Lumba Ceria", "kind": "fish", "weight": 2, "spins_left": 0, "removed": False}
    own = {"number": number, "body": body} | ({"result": result} if result else {})
    return {"v": 1, "player": player, "score": {"points": 1200, "tiebreak": 0}, "round": own}


def moments(lang: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """`(name, view, you)` of each step of each sample: unanswered, answered, closed."""
    number = 0
    for name, kind in discover().items():
        for question in kind.samples():
            number += 1
            state = kind.begin(question, Setup(mode="tiebreak", lang=lang, seed=1, at=0.0, seconds=60.0))
            card = {"number": number, "of": 44, "type": name, "section": "Jaga teman", "index": 3, "in_section": 12, "scored": True}
            base = {"v": 1, "paused": False, "locked": True, "calm": False, "title": "Peksos Go To School"}
            seen: list[str] = []
            while True:
                step = state["step"]
                label = f"{name} {question['id']} {step}"
                open_round = card | {"step": step, "body": kind.phone(state, lang), "seconds": 60.0, "left": 50.0}
                shown = base | {"phase": "open", "round": open_round}
                yield label, shown, you(number, kind.you(state, "p"))
                for at, payload in kind.sample_answers(question):
                    attempt = Attempt("p", 2, payload, 1.0, 1.0)
                    try:
                        accepted = kind.check(state, attempt) if at == step else None
                    except Rejected:
                        continue
                    if accepted is not None:
                        kind.apply(state, Attempt("p", 2, accepted.payload, 1.0, 1.0))
                        yield f"{label} answered", shown, you(number, kind.you(state, "p"))
                        break
                seen.append(step.rstrip("0123456789"))
                if kind.next_step(state) is None or seen.count(seen[-1]) > 1:
                    break
                kind.tick(state, 1.0)
            closed = card | {"step": state["step"], "body": kind.phone(state, lang), "reveal": kind.reveal(state, lang, "phone")}
            result = {"right": True, "points": 900, "tiebreak": 0, "reason": ""}
            yield f"{name} {question['id']} closed", base | {"phase": "closed", "round": closed}, you(number, kind.you(state, "p"), result)


class Phone(Fed):
    def show(self, name: str, view: dict[str, Any], own: dict[str, Any]) -> None:
        self.receive(you=own, view=view)
        if self.page.evaluate("document.activeElement === document.body"):
            self.note(name, "the focus is lost")
        for line in self.page.evaluate(SAID_TWICE):
            self.note(name, f"said twice: {line}")
        self.look(name)


def around(phone: Phone) -> None:
    """Before and after the rounds, and what covers them."""
    lobby = BASE | {"phase": "lobby"}
    for name, classes in (("no groups", []), ("short", [f"7{letter}" for letter in "ABCDEFGHIJ"]), ("long", ["Kelompok Merah Muda"] * 6)):
        groups = [{"id": f"g{n}", "name": label, "is_full": n == 1} for n, label in enumerate(classes)]
        phone.show(f"join, {name}", lobby, {"v": 1, "player": None, "groups": groups})
    phone.key(phone.page.locator(".join .main"), "Enter", "join without a class")
    phone.look("join without a class")
    move_in = phone.page.locator(".join .quiet")
    phone.answers("use_code", ok=False, error={"code": "code/unknown", "message": "Kode ini tidak dikenal.", "retry": False})
    phone.key(move_in, "Enter", "move in")
    phone.page.locator(".sheet").wait_for()
    phone.look("move in")
    phone.page.locator(".code-field").fill("KUDA 42")
    phone.key(phone.page.locator(".code-field"), "Enter", "move in refused")
    phone.look("move in refused")
    phone.key(None, "Escape", "move in left")
    seven = {"id": "g0", "name": "7A"}
    own = {"v": 1, "player": PLAYER | {"group": seven}, "score": {"points": 0, "tiebreak": 0}, "box": 4}
    phone.show("waits for a full class", lobby, own | {"player": PLAYER | {"group": seven, "waits": True}})
    phone.show("lobby", lobby, own)
    phone.answers("ask_code", code="KUDA 42")
    for name, number in (("info", 0), ("menu", 1)):
        phone.key(phone.page.locator(".top .pill").nth(number), "Enter", name)
        phone.look(name)
        phone.key(None, "Escape", f"{name} closed")
    for name, number in (("invite", 0), ("move out", 1)):
        phone.key(phone.page.locator(".waiting .pair .button").nth(number), "Enter", name)
        phone.look(name)
        if name == "move out":
            phone.key(phone.page.locator(".sheet .main"), "Enter", "move out: the code")
            phone.look("move out: the code")
        phone.key(None, "Escape", f"{name} closed")
    ready = {"number": 1, "of": 44, "type": "verdict", "section": "Jaga teman", "index": 1, "in_section": 12, "intro": "Baca dulu."}
    phone.show("ready", BASE | {"phase": "ready", "round": ready}, own)
    for name in ("paused", "calm", "help"):
        phone.show(name, lobby | {name: True}, own)
    phone.show("removed", lobby, own | {"player": PLAYER | {"removed": True}})
    phone.show("finished", BASE | {"phase": "ended"}, own | {"score": {"points": 900, "tiebreak": 0, "group": 700}})


def voted_again(lang: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Discussing and the second vote, before and after it was given."""
    for number, name in enumerate(("verdict", "poll"), 200):
        kind = discover()[name]
        question = kind.samples()[0]
        state = kind.begin(question, Setup(mode="tiebreak", lang=lang, seed=1, at=0.0, seconds=60.0))
        vote = next(payload for step, payload in kind.sample_answers(question) if step == "answer")
        kind.apply(state, Attempt("p", 2, vote, 1.0, 1.0))
        kind.apply_act(state, "again", {})
        for is_voted in (False, False, True):
            if is_voted:
                kind.apply(state, Attempt("p", 2, vote, 1.0, 1.0))
            card = {"number": number, "of": 44, "type": name, "section": "Jaga teman", "index": 3, "in_section": 12, "scored": True}
            played = card | {"step": state["step"], "body": kind.phone(state, lang), "seconds": 60.0, "left": 50.0}
            yield f"{name} {state['step']} {is_voted}", BASE | {"phase": "open", "round": played}, you(number, kind.you(state, "p"))
            if state["step"] == "talk":
                kind.tick(state, 1.0)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_page_of_a_phone_is_within_reach_of_everybody(hall: Hall, lang: str) -> None:
    page = hall.page(PHONE, lang)
    page.route("**/qr/*.svg", lambda asked: asked.fulfill(body=QR, content_type="image/svg+xml"))
    phone = Phone(page, f"{hall.laptop.url}/?lang={lang}", least=44)
    around(phone)
    for name, view, own in [*moments(lang), *voted_again(lang)]:
        phone.show(name, view, own)
    assert phone.faults == {}


def test_who_is_not_let_in_reads_why(hall: Hall) -> None:
    """The page that asks to be let in as a desk, and the kind page for a wrong address."""
    for path in ("/desk", "/desk?lang=en", "/TIDAKADA", "/TIDAKADA?lang=en"):
        page = hall.browser.new_context(**PHONE).new_page()
        page.goto(hall.laptop.url + path)
        page.evaluate(AXE)
        page.keyboard.press("Shift")
        assert page.evaluate(LOOK, [TAGS, 24]) == [], path
