"""Put three to six steps in order, e.g. what to do when you see bullying. The key is the order in which the bank names them.

Partial credit: each step that directly follows the one it should follow (the first one: that stands first) is worth its part of the
full points. So one step too late costs little, and an order turned round earns next to nothing. Client side: static/js/rounds/order.js.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from quizserver.core import one_step
from quizserver.core.facts import Json
from quizserver.core.ledger import Award, part_award
from quizserver.core.one_step import act, apply_act, next_step, tick  # noqa: F401  (the interface of a type of one step)
from quizserver.core.round_type import Accepted, Attempt, Setup, Text50, Text200, Text240, reading_seconds, say
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.core.shuffle import shuffled
from quizserver.core.tally import all_heads, heads_for, move, shares
from quizserver.errors import Rejected

answers = True

WORDS = {
    "phone.order.first": {"id": "Ketuk langkah pertama", "en": "Tap the first step"},
    "phone.order.next": {"id": "Ketuk langkah nomor {n}", "en": "Tap step number {n}"},
    "phone.order.place": {"id": "jadikan nomor {n}", "en": "make it number {n}"},
    "phone.order.take_back": {"id": "nomor {n}, ketuk untuk membatalkan", "en": "number {n}, tap to take it back"},
    "phone.order.up": {"id": "Naikkan: {step}", "en": "Move up: {step}"},
    "phone.order.down": {"id": "Turunkan: {step}", "en": "Move down: {step}"},
    "phone.order.placed": {"id": "{step}: nomor {n}", "en": "{step}: number {n}"},
    "phone.order.partly": {"id": "Sebagian sudah tepat!", "en": "Partly right!"},
    "phone.order.right": {"id": "Urutan yang tepat", "en": "The right order"},
    "phone.order.mine": {"id": "punyamu: {n}", "en": "yours: {n}"},
    "screen.order.ask": {"id": "Susun urutannya di HP", "en": "Put them in order on your phone"},
    "screen.order.right": {"id": "Urutan yang tepat", "en": "The right order"},
    "screen.order.placed": {
        "id": "Angka di kanan: berapa yang menaruhnya di tempat itu",
        "en": "On the right: how many put it in that place",
    },
    "desk.order.hands": {
        "id": "Tanpa HP: bacakan tiap langkah. “Siapa menaruhnya di tempat ini?”",
        "en": "Without phones: read out each step. “Who put it in this place?”",
    },
}


class Question(AnyQuestion):
    """`steps` in the right order; every room sees them in an order of its own."""

    text: Text200
    steps: Annotated[list[Text50], Field(min_length=3, max_length=6)]
    explanation: Text240 | None = None

    @model_validator(mode="after")
    def _all_differ(self) -> Question:
        for lang in ("id", "en"):
            texts = [say(step.model_dump(), lang) for step in self.steps]
            if len(set(texts)) < len(texts):
                raise ValueError(f"two steps are the same in `{lang}`, so nobody could know their order")
        return self


def samples() -> list[Json]:
    def both(text: str) -> Json:
        return {"id": text, "en": text}

    see = {"id": "Kamu melihat temanmu diejek. Apa urutannya?", "en": "You see a friend being mocked. In which order?"}
    help = {"id": ["Pastikan kamu aman", "Ajak temanmu pergi", "Ceritakan ke guru"], "en": ["Be safe", "Leave together", "Tell a teacher"]}
    why = {"id": "Aman dulu, lalu temani, lalu ceritakan.", "en": "Safety first, then company, then tell."}
    return [
        {
            "id": "sample-three",
            "type": "order",
            "text": see,
            "steps": [{"id": here, "en": there} for here, there in zip(help["id"], help["en"], strict=True)],
            "explanation": why,
        },
        {
            "id": "sample-longest",
            "type": "order",
            "text": both("kata panjang " * 15),
            "steps": [both(letter * 50) for letter in "DBFACE"],
            "explanation": both("e " * 120),
        },
        {"id": "sample-bare", "type": "order", "text": see, "steps": [both(letter) for letter in "BDAC"]},
    ]


def sample_answers(question: Json) -> list[tuple[str, Json]]:
    """The list as it is shown and turned round, each begun at every step: some of them are paid in part, whatever the key is."""
    there = list(range(len(question["steps"])))
    begun_at = [there[n:] + there[:n] for n in there]
    return [("answer", {"order": order}) for order in (*begun_at, *(order[::-1] for order in begun_at))]


TALK = 60.0


def label(question: Json, lang: str) -> str:
    return say(question["text"], lang)


def seconds(question: Json) -> float | None:
    return reading_seconds(question, question["text"], *question["steps"], extra=25)


def _dealt(question: Json, seed: int) -> list[int]:
    """Which step (by its right place) stands at each place of the list shown. Only the texts and the seed decide it, never the key."""
    places = sorted(range(len(question["steps"])), key=lambda place: str(question["steps"][place]["id"]))
    return [places[i] for i in shuffled(len(places), seed)]


def begin(question: Json, setup: Setup) -> Json:
    """`right`: the right order, as numbers of the list shown."""
    shown = _dealt(question, setup.seed)
    return {
        "question": question,
        "steps": [question["steps"][place] for place in shown],
        "right": sorted(range(len(shown)), key=shown.__getitem__),
        "seconds": setup.seconds,
        "mode": setup.mode,
        "orders": {},
    } | one_step.fresh(map(str, range(len(shown))), several=True)


def check(state: Json, attempt: Attempt) -> Accepted | None:
    order = attempt.payload.get("order")
    count = len(state["steps"])
    if not isinstance(order, list) or len(order) != count or not all(type(step) is int for step in order):
        raise Rejected("answer/unknown_option")
    if sorted(order) != list(range(count)):
        raise Rejected("answer/unknown_option")
    before = state["orders"].get(attempt.player)
    return None if before is not None and before[0] == order else Accepted({"order": order})


def apply(state: Json, attempt: Attempt) -> None:
    before, order = state["orders"].get(attempt.player), attempt.payload["order"]
    state["orders"][attempt.player] = [order, attempt.took]
    move(state["tally"], None if before is None else _in_place(state, before[0]), _in_place(state, order), attempt.weight)


def _in_place(state: Json, order: list[int]) -> list[str]:
    """The places, counted from 0, at which this order has the right step."""
    return [str(place) for place, step in enumerate(state["right"]) if order[place] == step]


def _share_right(state: Json, order: list[int]) -> float:
    """How many steps follow the one they should follow, the first one the start, of all of them."""
    follows = set(zip([None, *state["right"]], state["right"], strict=False))
    return sum(pair in follows for pair in zip([None, *order], order, strict=False)) / len(order)


def actions(state: Json, is_open: bool) -> list[str]:
    """Hands are raised for the right places, so not before they are on the wall."""
    return [] if is_open else ["hands"]


def awards(state: Json) -> dict[str, Award]:
    return {
        player: part_award(state["mode"], took, state["seconds"], _share_right(state, order))
        for player, (order, took) in state["orders"].items()
    }


def phone(state: Json, lang: str) -> Json:
    return {"text": say(state["question"]["text"], lang), "steps": [say(step, lang) for step in state["steps"]]}


screen = desk = phone


def reveal(state: Json, lang: str, audience: str) -> Json:
    shown: Json = {"order": state["right"], "explanation": say(state["question"].get("explanation"), lang)}
    if audience != "phone":
        shown["shares"] = list(shares(state["tally"], state["counted"]).values())
    return shown


def you(state: Json, player: str) -> Json | None:
    sent = state["orders"].get(player)
    return None if sent is None else {"order": sent[0]}


def results(state: Json, lang: str) -> Json | None:
    """Per step, heads that put it in its place."""
    rows = [
        {"label": f"{place + 1}. {say(state['steps'][step], lang)}", "heads": heads_for(state["tally"], str(place)), "right": True}
        for place, step in enumerate(state["right"])
    ]
    return {"text": say(state["question"]["text"], lang), "heads": all_heads(state["tally"]), "rows": rows}


def progress(state: Json) -> Json:
    return {}
