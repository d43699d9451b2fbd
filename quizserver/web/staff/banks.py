"""The staff's JSON API for banks and programmes: who may ask, what is asked; the doing is in live/editing.py, listing.py and past.py.

Every answer is `{"ok": true, …}`, every refusal `{"ok": false, "error": {code, message, retry}}`, with `errors` of an item that is not
right (422) or `theirs` of one that changed meanwhile (409).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import HTTPException

from quizserver.banks import schema
from quizserver.banks.drafting import Invalid, shaped_by
from quizserver.banks.model import BankFile, ProgrammeFile
from quizserver.banks.reading import MOST_PICTURE_BYTES
from quizserver.banks.versions import version_of
from quizserver.catalogue import explain
from quizserver.core.facts import Json
from quizserver.errors import BadRequest, QuizError, Unavailable
from quizserver.live.editing import Changed, Editing, Person
from quizserver.live.listing import Listing
from quizserver.live.past import Past
from quizserver.live.presence import Presence
from quizserver.web.staff.frame import Frame
from quizserver.web.staff.guard import current_staff, needs
from quizserver.web.staff.sent import body

API = "/staff/api"
ITEM = "/banks/<bank>/items/<item>"
HISTORY = "/<any(banks, programmes):where>/<name>/history"
SAVE = f"<int(max={2**53}):number>"
STATUS: dict[type[QuizError], int] = {Unavailable: 503, BadRequest: 400}
WRAPPING = 2_000
"""Bytes that a form puts around a file."""

NOT_FOUND = ("bank/unknown", "bank/item_unknown", "staff/save_unknown")

Stats = Callable[[str, str, str], Json | None]
"""What past visits tell of an item, by bank, item and language."""

Make = Callable[[Sequence[str], bytes], bytes]
"""Runs a quizserver command on this input in a child and returns what it printed."""



def create(frame: Frame, editing: Editing, presence: Presence, stats: Stats, make: Make) -> Blueprint:
    api = Blueprint("staff_banks", __name__, url_prefix=API)
    listing, past = Listing(editing), Past(editing)

    @api.record_once
    def keep_order(state: BlueprintSetupState) -> None:
        """Forms are drawn in the order of the models' fields."""
        state.app.json.sort_keys = False  # type: ignore[attr-defined]

    @api.errorhandler(QuizError)
    def refused(error: QuizError) -> tuple[Json, int]:
        said = {"code": error.code, "message": explain(error, frame.lang), "retry": error.retry}
        answer: Json = {"ok": False, "error": said}
        if isinstance(error, Invalid):
            return answer | {"errors": error.errors}, 422
        if isinstance(error, Changed):
            return answer | {"theirs": error.theirs}, 409
        if error.code in NOT_FOUND:
            return answer, 404
        return answer, next((STATUS[kind] for kind in STATUS if isinstance(error, kind)), 409)

    @api.errorhandler(HTTPException)
    def malformed(error: HTTPException) -> tuple[Json, int]:
        return refused(BadRequest("request/malformed"))[0], error.code or 400

    @api.get("/banks")
    @needs("read")
    def banks() -> Json:
        return {"ok": True, "banks": listing.files(frame.lang)}

    @api.post("/banks")
    @needs("edit")
    def new_bank() -> Json:
        given = body()
        value = shaped_by(BankFile, {"format": 1, "kind": "bank", "id": "new", "items": []} | _only(given, "title", "source"), frame.lang)
        name = editing.create("banks", str(given.get("id") or ""), _only(value, "title", "source", "items"), person(frame))
        return {"ok": True, "id": name}

    @api.get("/banks/<bank>")
    @needs("read")
    def one_bank(bank: str) -> Json:
        return {"ok": True, "bank": listing.bank(bank, frame.lang)}

    @api.put("/banks/<bank>")
    @needs("edit")
    def set_head(bank: str) -> Json:
        wanted = {"format": 1, "kind": "bank", "id": bank, "items": []} | _only(body(), "title", "source")
        editing.set_head("banks", bank, _only(shaped_by(BankFile, wanted, frame.lang), "title", "source"), person(frame))
        return {"ok": True}

    @api.post("/banks/<bank>/export")
    @needs("export")
    def export(bank: str) -> Json:
        command = ["bank", "send", str(editing.path("banks", bank)), f"--to={_text(body(), 'to')}", "--lang", frame.lang]
        return {"ok": True, **json.loads(make(command, b""))}

    @api.get(ITEM)
    @needs("read")
    def item(bank: str, item: str) -> Json:
        account = current_staff().name
        others = presence.others(bank, item, account)
        return {"ok": True, **listing.item(bank, item, account), "stats": stats(bank, item, frame.lang), "editors": others}

    @api.put(ITEM)
    @needs("edit")
    def set_item(bank: str, item: str) -> Json:
        given = body()
        return saved(editing.set_item(bank, item, _item(given), _text(given, "base"), person(frame)))

    @api.post("/banks/<bank>/items")
    @needs("edit")
    def add_item(bank: str) -> Json:
        given = body()
        return saved(editing.add_item(bank, _item(given), given.get("after"), person(frame)))

    @api.delete(ITEM)
    @needs("edit")
    def delete_item(bank: str, item: str) -> Json:
        return {"ok": True, **editing.delete_item(bank, item, _text(body(), "base"), person(frame))}

    @api.post("/banks/<bank>/move")
    @needs("edit")
    def move_item(bank: str) -> Json:
        given = body()
        editing.move_item(bank, _text(given, "item"), given.get("after"), person(frame))
        return {"ok": True}

    @api.post(f"{ITEM}/approve")
    @needs("approve")
    def approve(bank: str, item: str) -> Json:
        return saved(editing.approve(bank, item, _text(body(), "base"), person(frame)))

    @api.post(f"{ITEM}/here")
    @needs("read")
    def here(bank: str, item: str) -> Json:
        staff = current_staff()
        return {"ok": True, "editors": presence.here(bank, item, staff.name, staff.display)}

    @api.get(HISTORY)
    @needs("read")
    def history(where: str, name: str) -> Json:
        return {"ok": True, "saves": past.saves(where, name, frame.lang)}

    @api.get(f"{HISTORY}/{SAVE}")
    @needs("read")
    def differences(where: str, name: str, number: int) -> Json:
        return {"ok": True, "items": past.differences(where, name, number)}

    @api.post(f"{HISTORY}/{SAVE}/restore")
    @needs("edit")
    def restore(where: str, name: str, number: int) -> Json:
        items = body().get("items")
        past.restore(where, name, number, items if items is None else [str(id) for id in items], person(frame))
        return {"ok": True}

    @api.post("/programmes")
    @needs("edit")
    def new_programme() -> Json:
        given = body()
        value = shaped_by(ProgrammeFile, _programme(given) | {"id": "new"}, frame.lang)
        name = editing.create("programmes", str(given.get("id") or ""), _only(value, "title", "minutes", "sections"), person(frame))
        return {"ok": True, "id": name}

    @api.get("/picker")
    @needs("read")
    def picker() -> Json:
        return {"ok": True, "picker": listing.picker(frame.lang)}

    @api.get("/programmes/<name>")
    @needs("read")
    def programme(name: str) -> Json:
        return {"ok": True, "programme": listing.programme(name, frame.lang)}

    @api.put("/programmes/<name>")
    @needs("edit")
    def set_programme(name: str) -> Json:
        given = body()
        editing.set_programme(name, _programme(given), _text(given, "base"), person(frame))
        return {"ok": True, "version": listing.programme(name, frame.lang)["version"]}

    @api.post("/pictures")
    @needs("edit", MOST_PICTURE_BYTES + WRAPPING)
    def new_picture() -> Json:
        sent = request.files.get("file")
        if sent is None:
            raise BadRequest("request/malformed")
        command = ["bank", "picture", "--banks", str(editing.folder), "--lang", frame.lang]
        return {"ok": True, "name": make(command, sent.read()).decode().strip()}

    @api.get("/schema")
    @needs("read")
    def schemas() -> Json:
        return {"ok": True, "types": schema.of_types()}

    return api


def person(frame: Frame) -> Person:
    """Who asks, as history and reviews name her."""
    staff = current_staff()
    return Person(staff.name, staff.display, frame.lang)


def saved(item: Json) -> Json:
    return {"ok": True, "version": version_of(item), "item": item}


def _item(given: Json) -> Json:
    if not isinstance(given.get("item"), dict):
        raise BadRequest("request/malformed")
    item: Json = given["item"]
    return item


def _text(given: Json, name: str) -> str:
    if not isinstance(given.get(name), str):
        raise BadRequest("request/malformed")
    return str(given[name])


def _programme(given: Json) -> Json:
    return {"format": 1, "kind": "programme"} | _only(given, "title", "minutes", "first", "sections")


def _only(value: Json, *names: str) -> dict[str, Any]:
    return {name: value[name] for name in names if name in value}
