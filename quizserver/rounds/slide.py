"""A page without answers: a moral message, a case to talk about, or a discussion prompt with an optional timer."""

from __future__ import annotations

from typing import Literal

from quizserver.core.facts import Json
from quizserver.core.round_type import Picture, Setup, Text70, Text140, Text240, picture_of, say
from quizserver.core.round_type import Question as AnyQuestion
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
    "desk.slide.todo_message": {"id": "Bacakan pelan-pelan, lalu diam sebentar.", "en": "Read it out slowly, then pause for a moment."},
    "desk.slide.todo_case": {
        "id": "Ceritakan kejadiannya dengan tenang. Tidak menyebut nama siapa pun.",
        "en": "Tell the case calmly. Name nobody.",
    },
    "desk.slide.todo_discussion": {
        "id": "Biarkan mereka berbicara. Minta dua atau tiga anak berbagi.",
        "en": "Let them talk. Ask two or three to share.",
    },
    "phone.slide.message": {"id": "Simak di layar depan, ya.", "en": "Follow on the big screen."},
    "phone.slide.case": {"id": "Simak di layar depan, ya.", "en": "Follow on the big screen."},
    "phone.slide.discussion": {"id": "Bicarakan dengan teman di sebelahmu.", "en": "Talk about it with the person next to you."},
    "screen.slide.message": {"id": "Pesan baik", "en": "Good words"},
    "screen.slide.case": {"id": "Sebuah kisah", "en": "A story"},
    "screen.slide.discussion": {"id": "Bicarakan bersama", "en": "Talk it over"},
}


class Question(AnyQuestion):
    """`seconds` gives a discussion a timer; it ends nothing by itself."""

    kind: Literal["message", "case", "discussion"] = "message"
    title: Text70
    text: Text240
    picture: Picture | None = None
    picture_text: Text140 | None = None


def samples() -> list[Json]:
    def both(text: str) -> Json:
        return {"id": text, "en": text}

    return [
        {"id": "sample-message", "type": "slide", "title": both("Satu sapaan"), "text": both("Sapa satu teman baru hari ini.")},
        {
            "id": "sample-discussion",
            "type": "slide",
            "kind": "discussion",
            "title": both("M" * 70),
            "text": both("w " * 120),
            "seconds": 60,
        },
    ]


TALK = 45.0


def begin(question: Json, setup: Setup) -> Json:
    return {"step": "show", "question": question}


def phone(state: Json, lang: str) -> Json:
    question = state["question"]
    body = {"kind": question.get("kind", "message"), "title": say(question["title"], lang), "text": say(question["text"], lang)}
    return body | picture_of(question, lang)


screen = desk = phone
