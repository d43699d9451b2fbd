"""Import for staff: the JSON API below /staff/api/import. The file is read, compared and saved by live/bringing.py; nothing is kept here.

`read` answers with lines of JSON: `{"done": n}` while the file is read (-1: it waits for its turn), then `{"ok": true, "told": …}`
(importing.Imported.told) or `{"ok": false, "error": …}`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from quizserver.banks.sources import MOST_BYTES
from quizserver.catalogue import explain
from quizserver.core.facts import Json
from quizserver.errors import BadInput, BadRequest, QuizError
from quizserver.live.bringing import Bringing
from quizserver.web.staff.banks import API, person
from quizserver.web.staff.frame import Frame
from quizserver.web.staff.guard import needs

SAY_EVERY = 10
"""Polls of the child between two lines of progress: 0.2 s."""

MOST_CHOSEN = 64_000_000
"""Bytes of JSON of what was read and chosen; 5,000 items with all they may hold have less."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def create(frame: Frame, bringing: Bringing, make: Callable[[Sequence[str], bytes], bytes]) -> Blueprint:
    """`make` runs a command in a child and returns what it printed."""
    api = Blueprint("staff_import", __name__, url_prefix=f"{API}/import")

    @api.errorhandler(QuizError)
    def refused(error: QuizError) -> AnyResponse:
        return frame.refused(error, 400 if isinstance(error, BadRequest | BadInput) else 409)

    @api.post("/read")
    @needs("import", MOST_BYTES)
    def read() -> Response:
        name, lang = _name(), frame.lang
        content = request.get_data(cache=False)
        return Response(_lines(bringing, name, content, lang), mimetype="application/x-ndjson")

    @api.get("/template")
    @needs("read")
    def template() -> Response:
        """The empty spreadsheet to fill in."""
        return Response(make(["bank", "template", "--lang", frame.lang, "--out", "-"], b""), mimetype=XLSX)

    @api.post("/compare")
    @needs("import", MOST_CHOSEN)
    def compare() -> Response:
        compared = bringing.compare(request.args.get("bank"), request.get_data(cache=False), frame.lang)
        return Response(b'{"ok": true, "compared": ' + compared + b"}", mimetype="application/json")

    @api.post("/save")
    @needs("import", MOST_CHOSEN)
    def save() -> Json:
        return {"ok": True, **bringing.save(request.args.get("bank", ""), request.get_data(cache=False), person(frame))}

    return api


def _name() -> str:
    """What the file is called, for people."""
    return "".join(filter(str.isprintable, request.args.get("name", "")))[:200] or "?"


def _lines(bringing: Bringing, name: str, content: bytes, lang: str) -> Iterator[bytes]:
    working = bringing.read(name, content, lang)
    polls = 0
    try:
        while True:
            done = next(working)
            if polls % SAY_EVERY == 0:
                yield json.dumps({"done": done}).encode() + b"\n"
            polls += 1
    except StopIteration as end:
        yield b'{"ok": true, "told": ' + end.value.strip() + b"}\n"
    except QuizError as error:
        said = {"code": error.code, "message": explain(error, lang), "retry": error.retry}
        yield json.dumps({"ok": False, "error": said}).encode() + b"\n"
    finally:
        working.close()

