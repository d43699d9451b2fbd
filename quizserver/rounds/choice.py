"""Quiz question: one or several right options, or a true/false statement. The newest answer counts until the close.

The plainest round type: read it before writing another. Its client side is static/js/rounds/choice.js.
"""

from __future__ import annotations

from itertools import combinations
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from quizserver.core import one_step
from quizserver.core.facts import Json
from quizserver.core.ledger import Award, timed_award
from quizserver.core.one_step import act, actions, apply_act, next_step, tick  # noqa: F401  (the interface of a type of one step)
from quizserver.core.round_type import (
    Accepted,
    Attempt,
    Picture,
    Setup,
    Text120,
    Text140,
    Text240,
    picture_of,
    reading_seconds,
    say,
)
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.core.shuffle import shuffled
from quizserver.core.tally import all_heads, heads_for, move, shares
from quizserver.errors import Rejected

answers = True

WORDS = {
    "phone.choice.pick_several": {"id": "Boleh lebih dari satu.", "en": "More than one may be right."},
    "screen.choice.several": {"id": "boleh lebih dari satu", "en": "more than one may be right"},
    "screen.choice.right": {"id": "tepat", "en": "right"},
}

TRUE_FALSE = [{"text": {"id": "Benar", "en": "True"}}, {"text": {"id": "Salah", "en": "False"}}]


class Option(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: Text120
    right: bool = False


class Question(AnyQuestion):
    """Either `options` (2 to 8, at least one `right: true`, never all) or `answer: true|false` for a statement."""

    text: Text240
    picture: Picture | None = None
    picture_text: Text140 | None = None
    options: Annotated[list[Option], Field(min_length=2, max_length=8)] | None = None
    answer: bool | None = None
    explanation: Text240 | None = None

    @model_validator(mode="after")
    def _one_kind_of_key(self) -> Question:
        if (self.options is None) == (self.answer is None):
            raise ValueError("give either `options` or `answer: true` / `answer: false`")
        if self.options and not any(option.right for option in self.options):
            raise ValueError("no option is right; mark at least one with `right: true`")
        if self.options and all(option.right for option in self.options):
            raise ValueError("every option is right; leave `right: true` out of the wrong ones")
        return self


def _filled(start: str, length: int) -> Json:
    """A text of exactly this length, in words as long as they are in Bahasa Indonesia."""
    text = (start + "mengajak temannya menjauh lalu bercerita " * 6)[:length]
    return {"id": text, "en": text}


def samples() -> list[Json]:
    one = {
        "id": "Siapa yang bisa membantu saat kamu diejek terus-menerus?",
        "en": "Who can help when you are mocked again and again?",
    }
    four = ["Guru BK", "Tidak ada", "Orang asing di internet", "Diriku saja"]
    why = {"id": "Orang dewasa yang kamu percaya bisa menolong. " * 4, "en": "An adult you trust can help. " * 7}
    return [
        {
            "id": "sample-four",
            "type": "choice",
            "text": one,
            "options": [{"text": {"id": text, "en": text}, "right": i == 0} for i, text in enumerate(four)],
            "explanation": why,
        },
        {"id": "sample-statement", "type": "choice", "text": one, "answer": False, "explanation": why},
        {
            "id": "sample-wide",
            "type": "choice",
            "text": {"id": "M" * 140, "en": "W" * 140},
            "options": [{"text": {"id": letter * 50, "en": letter * 50}, "right": letter in "AC"} for letter in "ABCD"],
            "explanation": {"id": "e " * 120, "en": "e " * 120},
        },
        {
            "id": "sample-bare",
            "type": "choice",
            "text": one,
            "options": [{"text": {"id": text, "en": text}, "right": i == 3} for i, text in enumerate("1234567")],
        },
        {
            "id": "sample-longest",
            "type": "choice",
            "text": _filled("Siapa ", 240),
            "options": [{"text": _filled(f"{letter} ", 120), "right": letter == "C"} for letter in "ABCDEFGH"],
            "explanation": {"id": "e " * 120, "en": "e " * 120},
        },
    ]


def sample_answers(question: Json) -> list[tuple[str, Json]]:
    options = question.get("options") or TRUE_FALSE
    right = sum(bool(option.get("right")) for option in options) or 1
    return [("answer", {"picks": list(picks)}) for picks in combinations(range(len(options)), right)]


TALK = 40.0


def label(question: Json, lang: str) -> str:
    return say(question["text"], lang)


def seconds(question: Json) -> float | None:
    options = question.get("options") or TRUE_FALSE
    return reading_seconds(question["text"], *(option["text"] for option in options), extra=12)


def begin(question: Json, setup: Setup) -> Json:
    """Options in an order of this room's own: a bank's habit of naming the right one first tells nothing."""
    if question.get("options"):
        options = [question["options"][i] for i in shuffled(len(question["options"]), setup.seed)]
        right = [i for i, option in enumerate(options) if option.get("right")]
    else:
        options, right = TRUE_FALSE, [0 if question["answer"] else 1]
    return {
        "question": question,
        "options": [option["text"] for option in options],
        "right": right,
        "seconds": setup.seconds,
        "mode": setup.mode,
        "picks": {},
    } | one_step.fresh(map(str, range(len(options))), several=len(right) > 1)


def check(state: Json, attempt: Attempt) -> Accepted | None:
    picks = attempt.payload.get("picks")
    count = len(state["options"])
    if not isinstance(picks, list) or len(picks) > count:
        raise Rejected("answer/unknown_option")
    if not all(type(pick) is int and 0 <= pick < count for pick in picks):
        raise Rejected("answer/unknown_option")
    picked = sorted(set(picks))
    if not picked or (len(picked) > 1 and not state["several"]):
        raise Rejected("answer/pick_count")
    before = state["picks"].get(attempt.player)
    if before is not None and before[0] == picked:
        return None
    return Accepted({"picks": picked})


def apply(state: Json, attempt: Attempt) -> None:
    before = state["picks"].get(attempt.player)
    picks = attempt.payload["picks"]
    state["picks"][attempt.player] = [picks, attempt.took]
    move(state["tally"], None if before is None else map(str, before[0]), map(str, picks), attempt.weight)


def awards(state: Json) -> dict[str, Award]:
    right = state["right"]
    return {
        player: timed_award(state["mode"], took, state["seconds"]) if picks == right else Award(right=False)
        for player, (picks, took) in state["picks"].items()
    }


def phone(state: Json, lang: str) -> Json:
    question = state["question"]
    return {
        "text": say(question["text"], lang),
        "options": [say(option, lang) for option in state["options"]],
        "several": state["several"],
        **picture_of(question, lang),
    }


screen = desk = phone


def reveal(state: Json, lang: str, audience: str) -> Json:
    shown: Json = {"right": state["right"], "explanation": say(state["question"].get("explanation"), lang)}
    if audience != "phone":
        shown["shares"] = list(shares(state["tally"], state["counted"]).values())
    return shown


def you(state: Json, player: str) -> Json | None:
    picked = state["picks"].get(player)
    return None if picked is None else {"picks": picked[0]}


def results(state: Json, lang: str) -> Json | None:
    options = enumerate(state["options"])
    rows = [{"label": say(option, lang), "heads": heads_for(state["tally"], str(i)), "right": i in state["right"]} for i, option in options]
    return {"text": say(state["question"]["text"], lang), "heads": all_heads(state["tally"]), "rows": rows}


def progress(state: Json) -> Json:
    return {}
