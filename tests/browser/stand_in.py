"""Pages whose messages come from the test, not from the server, and what is looked at on each: axe, headings, focus, targets, large text.

The server only gives the page. `Fed.receive` brings what the server would send; `Fed.answers` says how a verb is answered. No states here:
they stand in test_every_phone.py, test_every_screen.py and test_every_desk.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

AXE = (Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

STAND_IN = """
export function io() {
  const on = {}, told = window.told = {};
  window.receive = (event, ...data) => (on[event] || []).forEach((run) => run(...data));
  const socket = { connected: true, active: true, connect: () => socket, disconnect: () => socket,
    on(event, run) { (on[event] = on[event] || []).push(run); return socket; },
    emit(verb, payload, acked) {
      const { pushed = {}, ...ack } = told[verb] || {};
      for (const [event, data] of Object.entries(pushed)) window.receive(event, data);
      acked({ ok: true, v: 1, ...ack }); return socket; } };
  setTimeout(() => window.receive("connect"), 0);
  return socket;
}
"""

SETTLED = """async () => {
  let quiet = 0;
  const watch = new MutationObserver(() => (quiet = 0));
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  for (let frame = 0; quiet < 3 && frame < 40; frame += 1) {
    await new Promise((done) => requestAnimationFrame(done));
    quiet += 1;
  }
  watch.disconnect();
}"""
"""Nothing changed for three frames: what was fed is drawn."""

LOOK = """async ([tags, least]) => {
  const found = [], seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const short = (element) => element.outerHTML.replace(/\\s+/g, " ").slice(0, 120);
  const live = document.getElementById("live"), atomic = live && live.getAttribute("aria-atomic") !== "false";
  if (atomic) found.push("every old line is read again with a new one");
  const dialog = document.querySelector("dialog[open]");
  const scope = dialog || document.body, was = document.activeElement;
  const heads = [...document.querySelectorAll(":is(main, .sheet) :is(h1, [role=heading][aria-level='1'])")].filter(seen);
  if (heads.length !== 1) found.push(`${heads.length} headings of the page`);
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  ids.filter((id, at) => ids.indexOf(id) < at).forEach((id) => found.push(`two elements are #${id}`));
  const result = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false,
    rules: { "heading-order": { enabled: true }, "target-size": { enabled: false } } });
  for (const rule of result.violations) for (const node of rule.nodes) found.push(`${rule.id}: ${node.html.slice(0, 140)}`);

  const controls = [...scope.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((element) => seen(element) && !element.disabled);
  for (const control of controls) {
    const target = control.closest("label") || control, box = target.getBoundingClientRect();
    if (Math.min(box.width, box.height) < least - 0.5) found.push(`${box.width.toFixed()} × ${box.height.toFixed()} px: ${short(control)}`);
    control.focus();
    const shown = control.matches(".cover") ? control.nextElementSibling : control;
    const rings = [shown, target].map((one) => getComputedStyle(one));
    const ringed = rings.some((one) => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2);
    if (!ringed) found.push(`focus cannot be seen: ${short(control)}`);
    const at = shown.getBoundingClientRect(), top = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
    if (!top || !(target.contains(top) || top.contains(target))) found.push(`focus is covered: ${short(control)}`);
  }
  was.focus();
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push("scrolls sideways");
  document.documentElement.style.fontSize = "200%";
  if (document.documentElement.scrollWidth > innerWidth + 1) {
    const wide = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    found.push(`scrolls sideways with text at 200 %: ${wide.slice(-1).map(short)}`);
  }
  document.documentElement.style.fontSize = "";
  return [...new Set(found)];
}"""


class Fed:
    """A page behind a stand-in for its connection. `least`: how large a target must be, in pixels."""

    def __init__(self, page: Page, url: str, least: int) -> None:
        self.page = page
        self._least = least
        self.faults: dict[str, list[str]] = {}
        page.emulate_media(reduced_motion="reduce")
        page.route("**/socket.io.esm.min.js", lambda asked: asked.fulfill(body=STAND_IN, content_type="text/javascript"))
        page.goto(url)
        page.wait_for_function("() => window.receive && document.querySelector('#app > *') && !document.getElementById('boot')")
        page.evaluate(AXE)
        page.keyboard.press("Shift")  # from now on a focus counts as one of the keyboard and is shown

    def receive(self, **messages: Any) -> None:
        self.page.evaluate("all => Object.entries(all).forEach(([event, data]) => receive(event, data))", messages)
        self.page.evaluate(SETTLED)

    def answers(self, verb: str, **ack: Any) -> None:
        """How `verb` is answered from now on; `pushed`: events that come before the ack."""
        self.page.evaluate("([verb, ack]) => (told[verb] = ack)", [verb, ack])

    def note(self, name: str, fault: str) -> None:
        self.faults.setdefault(name, []).append(fault)

    def look(self, name: str) -> None:
        self.page.evaluate(SETTLED)
        for fault in self.page.evaluate(LOOK, [TAGS, self._least]):
            self.note(name, fault)

    def key(self, on: Locator | None, key: str, name: str = "") -> None:
        """Presses a key, on this element where one is given. Afterwards the focus must be somewhere."""
        if on is not None:
            on.focus()
        self.page.keyboard.press(key)
        self.page.evaluate(SETTLED)
        if name and self.page.evaluate("document.activeElement === document.body"):
            self.note(name, "the focus is lost")
