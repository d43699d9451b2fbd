"""The pages on which banks and programmes are edited, the frames of their preview, and the trial. The doing is elsewhere.

Pages are drawn by static/js/staff/app.js, frames by static/js/frames/; a trial is played by core/trial.py. Reading and saving: banks.py.
"""

from __future__ import annotations

from flask import Blueprint, Response

from quizserver.banks.judging import judge
from quizserver.catalogue import LANGUAGES, catalogue, explain
from quizserver.core import trial
from quizserver.core.facts import Json
from quizserver.core.game import Game
from quizserver.errors import BadRequest, QuizError
from quizserver.web.guard import POLICY
from quizserver.web.staff.frame import HOME, Frame
from quizserver.web.staff.guard import current_staff, needs
from quizserver.web.staff.sent import body

SURFACES = "any(phone, screen, desk)"
IN_OUR_PAGES = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
TITLE = "staff.trial.section"
"""What stands where the section's title stands in the hall."""

MOST_BYTES = 250_000
"""Of an item and its moves: what is judged and played here takes the hall's time, 0.4 s at the worst."""


def create(frame: Frame, game: Game) -> Blueprint:
    pages = Blueprint("staff_editor", __name__, url_prefix=HOME)

    @pages.get("/banks")
    @pages.get("/import")
    @pages.get("/waiting")
    @pages.get("/<any(banks, programmes):_kind>/<path:_rest>")
    @needs("read")
    def editor(_kind: str = "", _rest: str = "") -> Response:
        staff = current_staff()
        return frame.page("staff/banks.html", person=staff.name, powers=" ".join(sorted(staff.powers)))

    @pages.get(f"/frame/<{SURFACES}:surface>/<any({', '.join(LANGUAGES)}):lang>")
    @needs("trial")
    def preview(surface: str, lang: str) -> Response:
        """What stands inside our page, and in no other."""
        response = frame.preview(surface, lang)
        response.headers["Content-Security-Policy"] = IN_OUR_PAGES
        return response

    @pages.errorhandler(QuizError)
    def refused(error: QuizError) -> tuple[Json, int]:
        return {"ok": False, "error": _said(error)}, 400 if isinstance(error, BadRequest) else 409

    def _said(error: QuizError) -> Json:
        return {"code": error.code, "message": explain(error, frame.lang), "retry": error.retry}

    @pages.post("/api/trial")
    @needs("trial", MOST_BYTES)
    def play() -> Json:
        """`{item, moves, at, lang}`: what everybody sees then; `playable` false, with errors, while the item is not right."""
        item, moves, at, lang = _asked()
        judged = judge(item, frame.lang)
        notes: Json = {"ok": True, "errors": judged.errors, "cautions": judged.cautions}
        if judged.question is None:
            return notes | {"playable": False}
        shown = trial.play(game, judged.question, catalogue()[TITLE], moves, at, lang)
        if not shown["ack"]["ok"]:
            shown["ack"]["error"] = _said(shown["ack"]["error"])
        return notes | {"playable": True} | shown

    return pages


def _asked() -> tuple[Json, list[Json], float, str]:
    """Raises BadRequest."""
    given = body()
    item, moves, at, lang = given.get("item"), given.get("moves", []), given.get("at", 0), given.get("lang", LANGUAGES[0])
    is_list = isinstance(moves, list) and all(isinstance(move, dict) for move in moves)
    if not (isinstance(item, dict) and is_list and isinstance(at, int | float) and lang in LANGUAGES):
        raise BadRequest("request/malformed")
    # The form sends an item before it has a name.
    return {"id": "new"} | item, moves, float(at), lang
