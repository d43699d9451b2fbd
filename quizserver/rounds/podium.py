"""The end of the games: one number for the whole hall, on the wall the three best groups, and thanks to everyone. No player is ranked."""

from __future__ import annotations

from quizserver.core.facts import Json
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.core.round_type import Setup, Text70, say
from quizserver.core.unanswered import (  # noqa: F401  (the interface of a type without answers)
    act,
    actions,
    answers,
    apply,
    apply_act,
    awards,
    check,
    label,
    next_step,
    progress,
    results,
    reveal,
    sample_answers,
    seconds,
    tick,
    you,
)

WORDS = {
    "desk.podium.todo_show": {"id": "Rayakan bersama. Ucapkan terima kasih kepada semua.", "en": "Celebrate together. Thank everyone."},
    "phone.podium.hall": {"id": "jawaban seluruh aula tepat", "en": "of the hall's answers were right"},
    "phone.podium.own": {"id": "Hanya kamu yang melihat ini.", "en": "Only you see this."},
    "phone.podium.thanks": {"id": "Terima kasih, kalian semua hebat!", "en": "Thank you, all of you were great!"},
    "phone.podium.group": {"id": "Kelompokmu: {name}, rata-rata {points}", "en": "Your group: {name}, average {points}"},
    "screen.podium.best": {"id": "Kelompok terbaik", "en": "Best groups"},
    "screen.podium.many": {"id": "{n} kelompok bersama", "en": "{n} groups together"},
    "screen.podium.place": {"id": "Tempat {place}", "en": "Place {place}"},
    "screen.podium.average": {"id": "rata-rata {points}", "en": "average {points}"},
    "screen.podium.right": {
        "id": "jawaban seisi aula tepat, dari {answers} jawaban",
        "en": "of the hall's {answers} answers were right",
    },
    "screen.podium.thanks": {
        "id": "Terima kasih! Setiap jawaban ikut menenun hari ini.",
        "en": "Thank you! Every answer was a thread in today's cloth.",
    },
}


class Question(AnyQuestion):
    title: Text70


def samples() -> list[Json]:
    return [{"id": "sample-podium", "type": "podium", "title": {"id": "Hebat, kalian semua!", "en": "Well done, all of you!"}}]


TALK = 60.0


def begin(question: Json, setup: Setup) -> Json:
    return {"step": "show", "question": question, "hall": setup.hall(), "best": setup.best()}


def phone(state: Json, lang: str) -> Json:
    return {"title": say(state["question"]["title"], lang), "hall": state["hall"]}


def screen(state: Json, lang: str) -> Json:
    return phone(state, lang) | {"best": state["best"]}


desk = screen
