"""Every page of the desk in every state, worked with the keyboard alone: axe, headings, targets, focus, what is said to who cannot see.

As in test_every_phone.py the server only gives the page; the desk is fed and answered by a stand-in.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest
from nacl.secret import SecretBox
from playwright.sync_api import Locator

from quizserver.core.round_type import Setup
from quizserver.rounds import discover
from quizserver.safety import sealing
from tests.browser.conftest import Hall
from tests.browser.stand_in import Fed
from tests.browser.test_wall import HALL, PROGRESS, view

NARROW = 320
GROUPS = [{"id": f"g{n}", "name": name, "size": 32 if n else None} for n, name in enumerate(["7A", "7B", "Kelompok Merah Muda"])]
POWERS = {"powers": ["drive", "pair", "people", "moderate", "safeguard"]}
TURNOUT = [group | {"heads": 31, "answered": 24} for group in GROUPS]
COUNTS = PROGRESS | {"waiting": 1, "held": 2, "groups": TURNOUT, "ahead": -4}
REFUSED = {"ok": False, "error": {"code": "act/changed", "message": "Sudah diubah di perangkat lain.", "retry": False}}


class Desk(Fed):
    """What was said to a screen reader since the last look is in `said`."""

    def tab(self, number: int) -> None:
        self.key(self.page.locator(".tabs button").nth(number), "Enter")

    def said(self) -> str:
        return str(self.page.evaluate("[...document.querySelectorAll('#live p')].map((line) => line.textContent).join(' ')"))

    def must_say(self, name: str) -> None:
        """Something was announced since this was asked last."""
        if not self.said():
            self.note(name, "nothing is said")
        self.page.evaluate("document.getElementById('live') && (document.getElementById('live').textContent = '')")

    def open_all(self, css: str) -> None:
        self.page.evaluate("css => document.querySelectorAll(css).forEach((part) => (part.open = true))", css)

    def button(self, css: str, number: int = 0) -> Locator:
        return self.page.locator(css).nth(number)


def now_pages(desk: Desk, lang: str) -> None:
    """The first page: before and around the game, and the desk's part of every round type, open and closed."""
    desk.receive(view=view("setup", setup={"programmes": [], "modes": [], "broken": [], "visit": {}, "help": {}, "unwiped": 0}))
    desk.look("now setup")
    calls = {"lobby": {}, "calm": {"wall": "calm"}, "paused": {"paused": True}, "ended": {}}
    for name, more in calls.items():
        desk.receive(view=view(name if name in ("lobby", "ended") else "lobby", groups=GROUPS, signs=False, **more))
        desk.look(f"now {name}")
    trouble = {"code": "store/refused", "message": "Disk penuh."}
    desk.receive(lead={"key": "", "here": False, "waiting": {"count": 2, "minutes": 4}}, trouble=trouble)
    desk.receive(progress=COUNTS | {"connected": 12})
    desk.look("now with every notice")
    desk.must_say("now with every notice")
    desk.receive(trouble={"code": None}, progress=COUNTS, lead={"key": "", "here": True, "waiting": None})
    desk.answers("list_written", pushed={"written": {"v": 1, "round": 5, "rows": [{"text": "empat", "heads": 3, "accepted": False}]}})
    number = 4
    for kind_name, kind in discover().items():
        number += 1
        question = kind.samples()[0]
        state = kind.begin(question, Setup(mode="tiebreak", lang=lang, seed=1, at=0.0, seconds=60.0))
        card = {"number": number, "of": 44, "section": "Jaga teman", "intro": "Baca dulu.", "index": 3, "in_section": 12, "type": kind_name}
        steps: list[str] = []
        while state["step"].rstrip("0123456789") not in steps:
            steps.append(state["step"].rstrip("0123456789"))
            played = card | {"step": state["step"], "body": kind.desk(state, lang), "seconds": 60.0, "left": 50.0, "scored": True}
            can = {"pause": True, "more_time": True, "skip": True, "back": 3, "act": list(kind.actions(state, True))}
            desk.receive(view=view("open", played, can=can, groups=GROUPS, signs=True, notes="Baca pelan-pelan."))
            desk.open_all("details")
            desk.look(f"now {kind_name} {state['step']}")
            if kind.next_step(state) is None:
                break
            kind.tick(state, 1.0)
        closed = card | {"step": state["step"], "body": kind.desk(state, lang), "reveal": kind.reveal(state, lang, "desk")}
        desk.receive(view=view("closed", closed, can={"reopen": True, "act": list(kind.actions(state, False))}, groups=GROUPS, signs=True))
        desk.look(f"now {kind_name} closed")


def run_list(desk: Desk) -> None:
    base = {"type": "verdict", "section": "Jaga teman", "in_section": 6, "label": "", "minutes": 1.2}
    states = ["done", "skipped", "now", "next", "next", "dropped"]
    rows = [base | {"uid": f"i{n}", "index": n, "state": state} for n, state in enumerate(states)]
    rows[0] |= {"number": 1, "may_void": True, "voided": False, "label": "Mengejek di grup kelas"}
    rows[1] |= {"number": 2, "may_void": True, "voided": True}
    rows[2] |= {"number": 3, "may_void": False, "voided": False}
    listed = {"v": 1, "seen": "s", "left": 22, "ends_at": "10:30", "ahead": -4, "drop": ["i4"], "items": rows}
    desk.answers("list_programme", pushed={"programme": listed})
    shelf = {"banks": [{"id": "b", "title": "Bank", "items": [{"ref": "b/a", "type": "choice", "label": ""}]}]}
    desk.answers("list_shelf", pushed={"shelf": shelf})
    desk.tab(1)
    desk.look("list")
    for number in range(desk.page.locator("button.run-head").count()):
        desk.key(desk.button("button.run-head", number), "Enter", f"list item {number}")
        desk.look(f"list item {number}")
    desk.key(desk.button("button.run-head", 3), "Enter")
    gone = [*rows[:5], rows[4] | {"state": "dropped"}, rows[5]]
    desk.answers("arrange", pushed={"programme": listed | {"items": gone[:4] + gone[5:]}})
    desk.key(desk.button(".run-doings .do", 3), "Enter", "list drop")
    desk.key(desk.button(".run-list > .do.wide"), "Enter", "list insert")
    desk.look("list insert")
    desk.key(desk.button(".run-insert li .do"), "Enter", "list inserted")
    desk.must_say("list inserted")


def person(number: int, **more: Any) -> dict[str, Any]:
    base = {"player": f"p{number}", "name": f"Lumba-Lumba Ceria {number}", "weight": 1 + number % 3, "group": f"g{number % 3}"}
    return base | {"time_factor": 1, "connected": number % 4 > 0, "removed": False, "answered": number % 2 > 0} | more


def people(desk: Desk) -> None:
    rows = [person(n) for n in range(8)] + [person(8, removed=True), person(9, time_factor=1.5)]
    page = {"v": 1, "page": 1, "pages": 7, "total": 160, "find": "", "group": "", "waiting": [person(40), person(41)], "players": rows}
    desk.answers("list_people", pushed={"people": page})
    desk.tab(2)
    desk.look("people")
    desk.must_say("people")
    desk.open_all(".turnouts, .person:nth-child(2n + 1) details")
    desk.look("people opened")
    desk.answers("list_people", pushed={"people": page | {"waiting": page["waiting"][1:]}})
    desk.key(desk.button(".is-waiting .do"), "Enter", "people let in")
    desk.must_say("people let in")
    remove = desk.button(".people > .people-list > .person:first-child .person-buttons .do", 3)
    desk.key(remove, "Enter", "people remove?")
    desk.look("people remove?")
    desk.key(None, "Escape", "people kept")
    gone = page | {"waiting": [], "players": [rows[0] | {"removed": True}, *rows[1:]]}
    desk.answers("list_people", pushed={"people": gone})
    desk.key(remove, "Enter", "people remove?")
    desk.key(None, "Enter", "people removed")
    desk.must_say("people removed")
    desk.look("people removed")
    desk.key(desk.button(".people > .people-list > .person:first-child .person-buttons .do", 3), "Enter", "people restored")
    desk.answers("give_code", code="KUDA 42")
    desk.key(desk.button(".people > .people-list > .person:first-child .person-buttons .do", 1), "Enter", "people code")
    desk.look("people code")
    desk.key(None, "Escape", "people code closed")
    desk.key(desk.button(".people > .people-list > .person:first-child .person-buttons .do", 2), "Enter", "people merge")
    desk.must_say("people merge")
    desk.look("people merge")
    desk.key(desk.button(".is-choice .do"), "Enter", "people merge?")
    desk.look("people merge?")
    desk.key(None, "Enter", "people merged")
    desk.must_say("people merged")


def entry(number: int, status: str = "held", flags: list[str] | None = None, **more: Any) -> dict[str, Any]:
    base = {"round": 5, "entry": number, "version": 1, "about": "Kelas yang nyaman itu kelas yang …", "text": f"saling sapa {number}"}
    base |= {"shown": f"saling sapa {number}", "status": status, "flags": flags or [], "heads": 1 + number, "age": 40 * number}
    return base | {"approvals": 0, "mine": False, "undo": status != "held", "longest": 24} | more


def moderation(desk: Desk) -> None:
    flags = ["risk", "coarse", "mocking", "name", "phone", "digits", "class", "handle", "link", "hidden"]
    rows = [entry(0), entry(1, flags=flags), entry(2, flags=["name"], mine=True)]
    rows += [entry(3, longest=280, shown="lain"), entry(4, text="", shown="")]
    listed = {"v": 1, "filter": "held", "page": 1, "pages": 3, "total": 51, "held": 51, "entries": rows}

    def waiting(entries: list[dict[str, Any]]) -> None:
        desk.answers("list_entries", pushed={"entries": listed | {"entries": entries}})

    waiting(rows)
    desk.tab(3)
    desk.page.locator(".entry").first.wait_for()
    desk.look("moderation")
    desk.said()
    desk.receive(progress=COUNTS | {"held": 9})
    desk.must_say("moderation: more entries wait")
    desk.key(desk.button(".entry", 1), "t", "moderation rewrite")
    desk.look("moderation rewrite")
    desk.key(None, "Escape", "moderation rewrite left")
    desk.key(desk.button(".entry", 1), "t")
    desk.key(desk.button(".entry-rewrite .do"), "Enter", "moderation rewritten")
    desk.must_say("moderation rewritten")
    waiting(rows[1:])
    desk.key(desk.button(".entry .do"), "Enter", "moderation approved")
    desk.must_say("moderation approved")
    desk.look("moderation approved")
    waiting(rows[2:])
    desk.key(desk.button(".entry"), "s", "moderation approved again")
    desk.must_say("moderation approved again")
    desk.answers("moderate", **REFUSED)
    desk.key(desk.button(".entry"), "x", "moderation refused")
    desk.must_say("moderation refused")
    desk.answers("moderate")
    waiting([])
    desk.key(desk.button(".entry"), "x", "moderation removed")
    desk.look("moderation empty")
    desk.key(desk.button(".mod-said .do"), "Enter", "moderation undone")
    desk.must_say("moderation undone")
    for at, status in enumerate(["approved", "removed"], 1):
        shown = [entry(7, status), entry(8, status, flags=["risk"])]
        desk.answers("list_entries", pushed={"entries": listed | {"filter": status, "entries": shown}})
        desk.key(desk.button(".mod-filters button", at), "Enter", f"moderation {status}")
        desk.page.locator(f".entry.is-{status}").first.wait_for()
        desk.look(f"moderation {status}")


def after(desk: Desk) -> None:
    base = {"school": "SMP Negeri 1 Metro", "opened": 1_790_000_000, "heads": 320, "moved": False, "receipt": False}
    visits = [base | {"number": n, "state": state, "moved": state == "moved"} for n, state in enumerate(["closed", "moved", "wiped"], 1)]
    desk.page.route("**/desk/visits?*", lambda asked: asked.fulfill(json={"visits": visits}))
    desk.page.route("**/desk/visits/**", lambda asked: asked.fulfill(body="%PDF", content_type="application/pdf"))
    desk.tab(4)
    desk.page.locator(".after .card").nth(3).wait_for()
    desk.look("after")
    desk.key(desk.button(".after-buttons .do"), "Enter", "after report")
    desk.page.locator(".after-buttons .do:disabled").first.wait_for(state="detached")
    desk.must_say("after report")
    desk.key(None, "Shift", "after report made")
    desk.look("after report made")
    for number, name in ((3, "move"), (4, "close")):
        desk.key(desk.button(".after-buttons .do", number), "Enter", f"after {name}?")
        desk.look(f"after {name}?")
        desk.key(None, "Escape", f"after {name} left")
    desk.key(desk.button(".after > .card:nth-of-type(2) .do", 3), "Enter", "after wipe?")
    desk.look("after wipe?")
    visits[0]["state"] = "wiped"
    desk.key(desk.button("dialog .do.primary"), "Enter")
    desk.page.locator(".after-buttons .do:disabled").first.wait_for(state="detached")
    desk.must_say("after wiped")
    desk.key(None, "Shift", "after wiped")
    desk.receive(view=view("setup", setup={"programmes": [], "modes": [], "broken": [], "visit": {}, "help": {}, "unwiped": 0}))
    desk.look("after before a visit")


def help_numbers(desk: Desk) -> None:
    base = {"kind": "national", "wa": "", "hours": "24 jam", "note": "", "shown": True, "must_call": True, "own": False}
    base["checked_by"] = "Rina"
    lines = [base | {"id": "a", "label": "SAPA 129", "number": "129", "wa": "08111-129-129", "days": 3}]
    lines += [base | {"id": "b", "label": "TePSA", "number": "1500-771 ext 2", "days": None, "shown": False}]
    lines += [base | {"id": "c", "label": "Polisi", "kind": "emergency", "number": "110", "days": None, "must_call": False}]
    lines += [base | {"id": "d", "label": "Dinas Sosial", "kind": "office", "number": "0725-41777", "days": 200, "own": True}]
    known = {"channels": lines, "office": "Dinas Sosial Kota Metro", "fresh_days": 180}
    desk.answers("list_channels", **known)
    desk.answers("note_call", **known)
    desk.answers("drop_channel", **known | {"channels": lines[:3]})
    desk.answers("set_office", **known)
    desk.tab(5)
    desk.look("help")
    desk.open_all("details")
    desk.look("help opened")
    desk.key(desk.button(".help-buttons button"), "Enter", "help called")
    desk.must_say("help called")
    desk.key(desk.button(".help-buttons button"), "Enter", "help called again")
    desk.must_say("help called again")
    desk.key(desk.page.locator(".help-line").last.locator("button").last, "Enter", "help dropped")
    desk.key(desk.button(".paper-office .do"), "Enter", "help office")
    desk.must_say("help office")


PASSPHRASE = "empat kuda makan rambutan"


def lead_key() -> tuple[str, dict[str, Any]]:
    """A key pair as the lead's browser makes it, but quickly: the public key, and the secret one wrapped."""
    secret, salt, nonce = sealing.new_secret(), b"s" * 16, b"n" * 24
    key = hashlib.scrypt(PASSPHRASE.encode(), salt=salt, n=1024, r=8, p=1, dklen=32)
    box = SecretBox(key).encrypt(base64.b64decode(secret), nonce).ciphertext
    parts = {name: base64.b64encode(raw).decode() for name, raw in (("salt", salt), ("nonce", nonce), ("box", box))}
    return sealing.public_of(secret), {"kdf": "scrypt", "n": 1024, "r": 8, "p": 1, **parts}


def lead(desk: Desk) -> None:
    public, wrapped = lead_key()
    request = {"room": "r", "visit": "SMP Negeri 1", "source": "phone", "age": 600, "is_read": False, "is_doubted": False, "outcome": None}
    rows = [request | {"request": "1"}, request | {"request": "2", "source": "paper", "is_read": True, "is_doubted": True}]
    rows += [request | {"request": "3", "source": "note", "is_read": True, "outcome": "met"}]

    def listed(*shown: dict[str, Any], due: int = 0) -> None:
        desk.answers("lead_here", list=sealing.seal_list(public, json.dumps({"requests": shown, "due": due})))

    inside = {"door": "talk", "text": "Aku takut pulang", "meet": ["meet_break"], "find": "7C, panggil aku Melati"}
    desk.answers("open_request", sealed=sealing.wrap(public, sealing.seal(public, json.dumps(inside))))
    desk.answers("lead_keys", keys=[])
    desk.tab(6)
    desk.look("lead make")
    desk.button("#lead-first").fill("pendek")
    desk.key(desk.button(".lead-card .do"), "Enter", "lead too short")
    desk.look("lead too short")
    desk.answers("lead_keys", keys=[{"public": public, "wrapped": wrapped}])
    desk.tab(0)
    desk.tab(6)
    desk.look("lead unlock")
    desk.key(desk.button(".lead-card summary"), "Enter", "lead lost")
    desk.look("lead lost")
    desk.key(desk.button(".lead-card details .do"), "Enter", "lead renew")
    desk.look("lead renew")
    desk.key(desk.button(".lead-card .do", 1), "Enter", "lead renew left")
    desk.button("#lead-passphrase").fill("salah")
    desk.key(desk.button("#lead-passphrase"), "Enter", "lead wrong")
    desk.page.locator(".problem:not(:empty)").wait_for()
    desk.look("lead wrong")
    listed()
    desk.button("#lead-passphrase").fill(PASSPHRASE)
    desk.key(desk.button("#lead-passphrase"), "Enter")
    desk.page.locator(".lead-page").wait_for()
    desk.key(None, "Shift", "lead unlocked")
    desk.look("lead none")
    listed(*rows, due=24)
    desk.page.locator(".lead-row").first.wait_for(timeout=8_000)
    desk.must_say("lead: a request came")
    desk.look("lead list")
    listed(rows[0] | {"is_read": True}, *rows[1:])
    desk.key(desk.button(".lead-row .do"), "Enter", "lead read")
    desk.page.locator(".lead-text").wait_for()
    desk.look("lead read")
    desk.key(desk.button(".lead-outcomes .do"), "Enter", "lead outcome")
    desk.key(desk.button(".lead-row > .do.wide"), "Enter", "lead doubted")
    desk.page.locator(".lead-text").nth(1).wait_for()
    desk.look("lead doubted")
    listed(*(row | {"is_read": True, "outcome": "met"} for row in rows))
    desk.key(desk.page.locator(".lead-outcomes .do").first, "Enter", "lead all done")
    desk.key(desk.page.locator(".lead-page details summary"), "Enter", "lead slip")
    desk.look("lead slip")
    desk.button("#slip").fill("Kertas")
    desk.key(desk.page.locator(".lead-page details .do"), "Enter", "lead slip added")
    desk.must_say("lead slip added")
    desk.page.evaluate("window.print = () => {}")
    desk.key(desk.button(".hand-over .do", 1), "Enter", "lead print")
    desk.page.locator(".hand-over .do.primary").wait_for()
    desk.look("lead print")
    desk.key(desk.button(".hand-over .do.primary"), "Enter", "lead handed over")
    desk.must_say("lead handed over")
    desk.key(desk.button(".lead-top .do"), "Enter", "lead locked")


def mirrored(desk: Desk) -> None:
    """Where the projector may show this page: first the question whether it is off."""
    desk.answers("list_people", ok=False, error={"code": "grant/power", "message": "", "retry": False})
    desk.receive(grant={"powers": ["drive"]}, view=view("lobby"))
    for tab in (2, 3):
        desk.tab(tab)
        desk.look(f"mirrored {tab}")


@pytest.mark.parametrize(("lang", "width"), [("id", NARROW), ("en", NARROW), ("id", 1280)])
def test_every_page_of_the_desk_is_within_reach_of_everybody(hall: Hall, lang: str, width: int) -> None:
    page = hall.screen.context.new_page()
    page.on("pageerror", lambda error: hall.complaints.append(f"exception: {error}"))
    page.set_viewport_size({"width": width, "height": 720})
    desk = Desk(page, f"{hall.laptop.url}/desk?lang={lang}", least=24)
    lobby = view("lobby", groups=GROUPS)
    desk.receive(hall=HALL, grant=POWERS, progress=COUNTS, view=lobby, lead={"key": "", "here": True, "waiting": None})
    moderation(desk)
    desk.tab(0)
    now_pages(desk, lang)
    if width == NARROW:  # the other pages are the same when wide
        desk.receive(view=lobby)
        for pages in (run_list, people, help_numbers, lead, after, mirrored):
            pages(desk)
    assert desk.faults == {}
