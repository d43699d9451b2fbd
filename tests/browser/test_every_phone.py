"""Every sample of every round type on a phone, before and after an answer and after the close: axe, headings, focus, large text.

The server only gives the page; as in test_wall.py the views are made up and come through a stand-in for the connection.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from quizserver.core.round_type import Attempt, Setup
from quizserver.errors import Rejected
from quizserver.rounds import discover
from tests.browser.conftest import PHONE, Hall
from tests.browser.test_accessibility import AXE, TAGS
from tests.browser.test_wall import STAND_IN

LOOK = """async ([tags, view, you]) => {
  document.getElementById("live").textContent = "";
  receive("you", you); receive("view", view);
  await new Promise((done) => setTimeout(done, 120));
  const found = [], said = [...document.querySelectorAll("#live p")].map((line) => line.textContent);
  if (new Set(said).size < said.length) found.push(`said twice: ${said}`);
  const heads = [...document.querySelectorAll("main h1")].filter((head) => head.checkVisibility());
  if (heads.length !== 1) found.push(`${heads.length} headings of the page`);
  if (document.activeElement === document.body) found.push("the focus is lost");
  const result = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"],
    rules: { "heading-order": { enabled: true } } });
  for (const rule of result.violations) for (const node of rule.nodes) found.push(`${rule.id}: ${node.html.slice(0, 140)}`);
  document.documentElement.style.fontSize = "200%";
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push("scrolls sideways at 200 %");
  document.documentElement.style.fontSize = "";
  return found;
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


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_round_on_a_phone_is_within_reach_of_everybody(hall: Hall, lang: str) -> None:
    phone = hall.page(PHONE, lang)
    phone.emulate_media(reduced_motion="reduce")
    phone.route("**/socket.io.esm.min.js", lambda asked: asked.fulfill(body=STAND_IN, content_type="text/javascript"))
    phone.goto(f"{hall.laptop.url}/?lang={lang}")
    phone.locator(".card-page").wait_for()
    phone.evaluate(AXE)
    faults = {}
    for name, view, own in moments(lang):
        found = phone.evaluate(LOOK, [TAGS, view, own])
        if found:
            faults[name] = found
    assert faults == {}
