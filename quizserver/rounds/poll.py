"""An opinion without a right answer: two to eight options, never scored. The warm-up "Bakso atau mi ayam?" is one of these.

Nothing of it is on the wall while it is open, and few heads are never told exactly. `signs: true` shows the three answer signs with
what the body does for each, so that a hall without phones can answer too. Client side: static/js/rounds/poll.js.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from quizserver.core import second_vote
from quizserver.core.facts import Json
from quizserver.core.ledger import Award
from quizserver.core.round_type import Accepted, Attempt, Setup, Text120, Text200, reading_seconds, say
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.core.second_vote import act, apply_act, next_step, tick  # noqa: F401  (the interface of a type of two votes)
from quizserver.core.tally import all_heads, move
from quizserver.errors import Rejected

answers = True

WORDS = {
    "phone.poll.no_key": {"id": "Tidak ada jawaban salah.", "en": "There is no wrong answer."},
    "phone.poll.sign.up": {"id": "tangan terbuka tinggi", "en": "open hand up high"},
    "phone.poll.sign.scales": {"id": "dua tangan seperti timbangan", "en": "two hands like scales"},
    "phone.poll.sign.ring": {"id": "lengan melingkar di atas kepala", "en": "arms in a ring overhead"},
    "screen.poll.no_key": {"id": "tidak ada jawaban salah", "en": "there is no wrong answer"},
    "screen.poll.signs": {
        "id": "Ketuk di HP, atau tunjukkan dengan badanmu.",
        "en": "Tap on the phone, or show it with your body.",
    },
}

SIGNS = 3
"""Hand, scales and ring, as in rounds/verdict.py, and the first three body signs of core/hands.py: learnt here, used all morning."""


class Question(AnyQuestion):
    text: Text200
    options: Annotated[list[Text120], Field(min_length=2, max_length=8)]
    signs: bool = False

    @model_validator(mode="after")
    def _signs_fit(self) -> Question:
        if self.signs and len(self.options) != SIGNS:
            raise ValueError(f"`signs: true` teaches three signs, so give exactly {SIGNS} options")
        return self


def samples() -> list[Json]:
    def both(text: str) -> Json:
        return {"id": text, "en": text}

    food = [{"id": "Bakso", "en": "Meatballs"}, {"id": "Dua-duanya", "en": "Both"}, {"id": "Mi ayam", "en": "Chicken noodles"}]
    return [
        {"id": "sample-signs", "type": "poll", "text": {"id": "Suka apa?", "en": "What do you like?"}, "options": food, "signs": True},
        {"id": "sample-two", "type": "poll", "text": both("Pagi atau sore?"), "options": [both("Pagi"), both("Sore")]},
        {"id": "sample-longest", "type": "poll", "text": both("kata panjang " * 15)}
        | {"options": [both(f"{n} " + "panjang " * 14) for n in range(8)]},
        {"id": "sample-long-signs", "type": "poll", "text": both("kata " * 20), "options": [both("panjang " * 6)] * 3, "signs": True},
    ]


def sample_answers(question: Json) -> list[tuple[str, Json]]:
    return [("answer", {"pick": pick}) for pick in range(len(question["options"]))]


TALK = 60.0


def label(question: Json, lang: str) -> str:
    return say(question["text"], lang)


def seconds(question: Json) -> float | None:
    return reading_seconds(question, question["text"], *question["options"], extra=10)


def begin(question: Json, setup: Setup) -> Json:
    return {"step": "answer", "question": question} | second_vote.fresh(map(str, range(len(question["options"]))))


def check(state: Json, attempt: Attempt) -> Accepted | None:
    pick = attempt.payload.get("pick")
    if type(pick) is not int or not 0 <= pick < len(state["question"]["options"]):
        raise Rejected("answer/unknown_option")
    return None if state["votes"].get(attempt.player) == str(pick) else Accepted({"pick": pick})


def apply(state: Json, attempt: Attempt) -> None:
    before, now = state["votes"].get(attempt.player), str(attempt.payload["pick"])
    state["votes"][attempt.player] = now
    move(state["tally"], None if before is None else [before], [now], attempt.weight)


def actions(state: Json, is_open: bool) -> list[str]:
    """Without a key, the hall may also talk about the result and vote again."""
    return ["hands", second_vote.ACTION] if second_vote.is_offered(state) else ["hands"]


def awards(state: Json) -> dict[str, Award]:
    return {player: Award() for player in second_vote.voters(state)}


def phone(state: Json, lang: str) -> Json:
    question = state["question"]
    body = {"text": say(question["text"], lang), "options": [say(option, lang) for option in question["options"]]}
    return body | {"signs": bool(question.get("signs"))}


screen = desk = phone


def reveal(state: Json, lang: str, audience: str) -> Json:
    if audience == "phone":
        return {}
    return {name: list(by_option.values()) for name, by_option in second_vote.shown_shares(state).items()}


def you(state: Json, player: str) -> Json | None:
    votes = second_vote.votes_of(state, player)
    if not votes:
        return None
    picks = {"pick": state["votes"].get(player)} | ({"first": state["first"]["votes"].get(player)} if state["first"] else {})
    return {name: None if pick is None else int(pick) for name, pick in picks.items()}


def results(state: Json, lang: str) -> Json | None:
    options = enumerate(state["question"]["options"])
    rows = [{"label": say(option, lang), "right": None} | second_vote.counted(state, str(i)) for i, option in options]
    return {"text": say(state["question"]["text"], lang), "heads": all_heads(state["tally"]), "rows": rows}


def progress(state: Json) -> Json:
    return {}
