"""The Info page as an item of the programme, so that a visit can end with it: whom one can talk to, on the wall and on every phone.
Its words and numbers are no part of the game: question_banks/help/, fetched by static/js/ui/info.js.
"""

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
    "desk.help.round": {
        "id": "Bacakan pelan-pelan. Tunjukkan siapa yang bisa ditemui, di sini dan di sekolah.",
        "en": "Read it out slowly. Point out whom they can talk to, here and at school.",
    },
}


class Question(AnyQuestion):
    """`title` is for the run list; the page brings its own."""

    title: Text70


def samples() -> list[Json]:
    return [{"id": "sample-help", "type": "help", "title": {"id": "Kamu tidak sendirian", "en": "You are not alone"}}]


TALK = 60.0


def begin(question: Json, setup: Setup) -> Json:
    return {"step": "show", "question": question}


def phone(state: Json, lang: str) -> Json:
    return {"title": say(state["question"]["title"], lang)}


screen = desk = phone
