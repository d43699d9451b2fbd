"""A group game without screens, in the yard or the hall: what to bring, steps to follow, a timer, and points per team typed at the desk.

Nobody answers it on a phone. No team is ranked while it runs; at the end there are thanks and at most three names.
Client side: static/js/rounds/field.js.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from quizserver.core.facts import Json
from quizserver.core.ledger import Award
from quizserver.core.round_type import Accepted, NextStep, Setup, Text50, Text100, Text140, say
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.core.unanswered import (  # noqa: F401  (the interface of a type without answers)
    answers,
    apply,
    check,
    label,
    results,
    reveal,
    sample_answers,
    seconds,
    you,
)
from quizserver.errors import Rejected

MOST_POINTS = 1_000
MOST_TEAMS = 6
"""Ad hoc teams, where the visit has no groups."""

REMEMBERED = 50
BEST = 3

WORDS = {
    "phone.field.look": {"id": "Simak di lapangan", "en": "Follow in the yard"},
    "phone.field.rest": {
        "id": "HP boleh disimpan. Ikuti petunjuk kakak pekerja sosial.",
        "en": "You may put your phone away. Follow the social worker.",
    },
    "phone.field.thanks": {"id": "Terima kasih sudah bermain bersama!", "en": "Thank you for playing together!"},
    "screen.field.tag": {"id": "Main bersama", "en": "Play together"},
    "screen.field.bring": {"id": "Siapkan", "en": "Bring"},
    "screen.field.step": {"id": "Langkah {n}", "en": "Step {n}"},
    "screen.field.over": {"id": "Waktu habis. Kembali ke barisan, ya!", "en": "Time is up. Back to your places!"},
    "screen.field.thanks": {"id": "Terima kasih, kalian bermain bersama!", "en": "Thank you for playing together!"},
    "screen.field.best": {"id": "Tepuk tangan untuk", "en": "A round of applause for"},
    "screen.field.all": {"id": "Tepuk tangan untuk semua!", "en": "Applause for everyone!"},
    "screen.field.team": {"id": "Tim {n}", "en": "Team {n}"},
    "desk.field.points": {"id": "Poin regu", "en": "Points per team"},
    "desk.field.quiet": {
        "id": "Tidak tampil di layar selama permainan. Di akhir, paling banyak tiga nama.",
        "en": "Not on the wall while you play. At the end, three names at most.",
    },
    "desk.field.make": {"id": "Berapa tim yang bermain?", "en": "How many teams play?"},
    "desk.field.no_teams": {
        "id": "Tanpa tim juga boleh: semua bermain, tidak ada poin.",
        "en": "No teams is fine too: all play, no points.",
    },
    "desk.field.more": {"id": "{team}: tambah {points}", "en": "{team}: add {points}"},
    "desk.field.less": {"id": "{team}: kurangi {points}", "en": "{team}: take {points}"},
    "desk.field.undo": {"id": "Batalkan yang terakhir", "en": "Undo the last one"},
    "desk.field.todo_explain": {
        "id": "Bacakan langkahnya dan peragakan. Lalu mulai.",
        "en": "Read the steps out and show them. Then start.",
    },
    "desk.field.todo_play": {
        "id": "Main! Catat poin di sini, akhiri kalau sudah cukup.",
        "en": "Play! Note the points here; end it when it is enough.",
    },
    "desk.field.todo_thanks": {"id": "Beri tepuk tangan untuk semua, lalu lanjut.", "en": "Applaud everyone, then go on."},
}


class Question(AnyQuestion):
    """`steps` are read out and stand large on the wall; `timer` is started from the desk and ends nothing by itself."""

    title: Text50
    materials: Text140 | None = None
    steps: Annotated[list[Text100], Field(min_length=1, max_length=6)]
    timer: Annotated[float, Field(ge=10, le=1_800)] | None = None

    @model_validator(mode="after")
    def _time_starts_at_the_desk(self) -> Question:
        if self.seconds is not None:
            raise ValueError("seconds: a yard game has no time for answers; write timer instead")
        return self


def samples() -> list[Json]:
    def both(text: str) -> Json:
        return {"id": text, "en": text}

    return [
        {"id": "sample-short", "type": "field", "title": both("Lingkaran nama baik"), "steps": [both("Buat lingkaran.")]},
        {
            "id": "sample-long",
            "type": "field",
            "title": both("Judul permainan yang panjang sekali di lapangan ini"[:50]),
            "materials": both("m " * 70),
            "steps": [both("Langkah panjang " + "l " * 42) for _ in range(6)],
            "timer": 300,
        },
    ]


TALK = 420.0


def begin(question: Json, setup: Setup) -> Json:
    """Teams are the groups of the visit; without groups a desk makes some, or none."""
    teams = [dict(group) for group in setup.groups]
    return {
        "step": "explain",
        "question": question,
        "grouped": bool(teams),
        "teams": teams,
        "points": {team["id"]: 0 for team in teams},
        "last": [],
    }


def next_step(state: Json) -> NextStep | None:
    following = {"explain": "play", "play": "thanks"}.get(state["step"])
    return NextStep(following) if following else None


def tick(state: Json, at: float) -> float | None:
    state["step"] = "play" if state["step"] == "explain" else "thanks"
    timer: float | None = state["question"].get("timer") if state["step"] == "play" else None
    return timer


def actions(state: Json, is_open: bool) -> list[str]:
    if not is_open:
        return []
    offered = [] if state["grouped"] or any(state["points"].values()) else ["teams"]
    return offered + (["points"] if state["teams"] else []) + (["undo"] if state["last"] else [])


def act(state: Json, action: str, payload: Json) -> Accepted:
    if action == "teams":
        count = payload.get("count")
        if type(count) is not int or not 0 <= count <= MOST_TEAMS or count == 1:
            raise Rejected("act/teams_range", most=MOST_TEAMS)
        return Accepted({"count": count})
    if action == "undo":
        return Accepted({})
    team, add = payload.get("team"), payload.get("add")
    if not isinstance(team, str) or team not in state["points"]:
        raise Rejected("act/unknown_team")
    if type(add) is not int or not 0 <= state["points"][team] + add <= MOST_POINTS:
        raise Rejected("act/points_range", most=MOST_POINTS)
    return Accepted({"team": team, "add": add})


def apply_act(state: Json, action: str, payload: Json) -> None:
    if action == "teams":
        state["teams"] = [{"id": f"team{n}", "n": n} for n in range(1, payload["count"] + 1)]
        state["points"] = {team["id"]: 0 for team in state["teams"]}
        state["last"] = []
    elif action == "undo":
        team, add = state["last"].pop()
        state["points"][team] -= add
    else:
        state["points"][payload["team"]] += payload["add"]
        state["last"] = [*state["last"], [payload["team"], payload["add"]]][-REMEMBERED:]


def awards(state: Json) -> dict[str, Award]:
    """For groups of the visit only: ad hoc teams are forgotten with the game."""
    return {team: Award(points) for team, points in state["points"].items()} if state["grouped"] else {}


def _shown(state: Json, team: Json) -> Json:
    """A group has its name, a team made at the desk its number."""
    return {"name": team.get("name", ""), "n": team.get("n", 0), "points": state["points"][team["id"]]}


def _best(state: Json) -> list[Json]:
    """At most three, and never so many that the last place is left over; a tie is not cut in two. All equal: all, if they are few."""
    ranked = sorted(state["teams"], key=lambda team: -state["points"][team["id"]])
    points = [state["points"][team["id"]] for team in ranked]
    if not any(points):
        return []
    if points[0] == points[-1]:
        shown = len(points) if len(points) <= BEST else 0
    else:
        shown = max((k for k in range(1, min(BEST, len(points) - 2) + 1) if points[k - 1] > points[k]), default=0)
    return [_shown(state, team) for team in ranked[:shown]]


def phone(state: Json, lang: str) -> Json:
    return {"title": say(state["question"]["title"], lang)}


def screen(state: Json, lang: str) -> Json:
    question = state["question"]
    body: Json = {
        "title": say(question["title"], lang),
        "materials": say(question.get("materials"), lang),
        "steps": [say(step, lang) for step in question["steps"]],
        "timed": question.get("timer") is not None,
    }
    if state["step"] == "thanks":
        body["best"] = _best(state)
    return body


def desk(state: Json, lang: str) -> Json:
    teams = [{"id": team["id"], **_shown(state, team)} for team in state["teams"]]
    return {**screen(state, lang), "teams": teams, "most_teams": MOST_TEAMS}


def progress(state: Json) -> Json:
    return {}
