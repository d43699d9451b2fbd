"""How much do you agree? Five faces with words, from "sangat tidak setuju" to "sangat setuju". Never scored.

With `pulse` and `moment` it is one of the three things that are asked before and after a visit (domain.md 7): then the wall tells only
how many of the whole hall agree, in words that welcome them. A phone shared by several sends one answer per person, passed round, so an
answer is the list of them. Client side: static/js/rounds/scale.js.
"""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from quizserver.core import one_step
from quizserver.core.facts import Json
from quizserver.core.ledger import Award
from quizserver.core.one_step import act, actions, apply_act, next_step, tick  # noqa: F401  (the interface of a type of one step)
from quizserver.core.round_type import Accepted, Attempt, Setup, Text100, reading_seconds, say
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.core.tally import FEW_HEADS, FEW_PERCENT, all_heads, heads_for, move_each, shares
from quizserver.errors import Rejected

answers = True

STEPS = ("1", "2", "3", "4", "5")
STEP_NAMES = ("strongly_no", "no", "unsure", "yes", "strongly_yes")
AGREE = ("4", "5")
"""The top two: what counts as agreeing, on the wall and in the report."""

WORDS = {
    "desk.scale.todo_answer": {
        "id": "Bacakan pelan-pelan. Tidak ada benar atau salah; masing-masing menjawab sendiri.",
        "en": "Read it out slowly. No right or wrong; each answers alone.",
    },
    "phone.scale.ask": {"id": "Seberapa setuju kamu?", "en": "How much do you agree?"},
    "phone.scale.step.strongly_no": {"id": "Sangat tidak setuju", "en": "Strongly disagree"},
    "phone.scale.step.no": {"id": "Tidak setuju", "en": "Disagree"},
    "phone.scale.step.unsure": {"id": "Ragu-ragu", "en": "Not sure"},
    "phone.scale.step.yes": {"id": "Setuju", "en": "Agree"},
    "phone.scale.step.strongly_yes": {"id": "Sangat setuju", "en": "Strongly agree"},
    "phone.scale.private": {"id": "Tidak dinilai. Namamu tidak dicatat.", "en": "No points. Your name is not recorded."},
    "phone.scale.person": {"id": "Orang ke-{n} dari {of}", "en": "Person {n} of {of}"},
    "phone.scale.alone": {"id": "Yang lain jangan mengintip, ya.", "en": "The others look away, please."},
    "phone.scale.pass": {"id": "Oper HP ke temanmu", "en": "Pass the phone on"},
    "phone.scale.pass_text": {
        "id": "Jawaban tadi sudah disembunyikan. Sudah ada {n} jawaban.",
        "en": "The last answer is hidden. Answers so far: {n}.",
    },
    "phone.scale.next": {"id": "Aku orang ke-{n}, aku siap", "en": "I am person {n}, I am ready"},
    "phone.scale.redo": {"id": "Aku salah ketuk, ulangi punyaku", "en": "I mistapped, do mine again"},
    "phone.scale.all": {"id": "Terima kasih, semua sudah menjawab", "en": "Thank you, everyone has answered"},
    "phone.scale.look_up": {
        "id": "Hasil untuk seluruh aula ada di layar depan.",
        "en": "The result for the whole hall is on the big screen.",
    },
    "screen.scale.ask": {"id": "Seberapa setuju kamu?", "en": "How much do you agree?"},
    "screen.scale.private": {"id": "tidak dinilai, jawabanmu rahasia", "en": "no points, your answer is private"},
    "screen.scale.step.strongly_no": {"id": "Sangat tidak setuju", "en": "Strongly disagree"},
    "screen.scale.step.no": {"id": "Tidak setuju", "en": "Disagree"},
    "screen.scale.step.unsure": {"id": "Ragu-ragu", "en": "Not sure"},
    "screen.scale.step.yes": {"id": "Setuju", "en": "Agree"},
    "screen.scale.step.strongly_yes": {"id": "Sangat setuju", "en": "Strongly agree"},
    "screen.scale.almost_all": {"id": "Hampir semua", "en": "Almost all"},
    "screen.scale.recognise": {
        "id": "dari aula ini mengenali: mengejek terus-menerus itu perundungan",
        "en": "of this hall recognise it: constant mocking is bullying",
    },
    "screen.scale.seek_help": {
        "id": "dari aula ini tahu harus bercerita kepada siapa",
        "en": "of this hall know whom they can tell",
    },
    "screen.scale.defend": {
        "id": "dari aula ini mau menemani teman atau mencari bantuan",
        "en": "of this hall will stay with a friend or get help",
    },
    "screen.scale.thanks": {"id": "Terima kasih, jawaban kalian sudah tersimpan", "en": "Thank you, your answers are kept"},
    "screen.scale.thanks_text": {
        "id": "Setiap jawaban membantu kami mengenal aula ini.",
        "en": "Every answer helps us to know this hall.",
    },
    "screen.scale.nobody": {"id": "Kali ini belum ada jawaban", "en": "No answers this time"},
    "screen.scale.nobody_text": {"id": "Tidak apa-apa. Kita lanjut bersama.", "en": "That is all right. We go on together."},
}


class Question(AnyQuestion):
    """`pulse` says which of the three things is asked, `moment` whether before or after; the two belong together."""

    text: Text100
    pulse: Literal["recognise", "seek_help", "defend"] | None = None
    moment: Literal["before", "after"] | None = None

    @model_validator(mode="after")
    def _pulse_has_a_moment(self) -> Question:
        if (self.pulse is None) != (self.moment is None):
            raise ValueError("`pulse` and `moment: before` / `moment: after` belong together: give both or none")
        return self


def samples() -> list[Json]:
    statement = {"id": "Kelasku terasa aman.", "en": "My class feels safe."}
    longest = {"id": "M" * 100, "en": "W" * 100}
    return [
        {"id": "sample-short", "type": "scale", "text": statement},
        {"id": "sample-pulse", "type": "scale", "text": statement, "pulse": "recognise", "moment": "before"},
        {"id": "sample-longest", "type": "scale", "text": longest},
        {"id": "sample-longest-pulse", "type": "scale", "text": longest, "pulse": "defend", "moment": "after"},
    ]


def sample_answers(question: Json) -> list[tuple[str, Json]]:
    return [("answer", {"steps": [step]}) for step in (4, 5, 2)]


TALK = 20.0


def label(question: Json, lang: str) -> str:
    return say(question["text"], lang)


def seconds(question: Json) -> float | None:
    return reading_seconds(question, question["text"], extra=20)


def begin(question: Json, setup: Setup) -> Json:
    return {"question": question, "said": {}} | one_step.fresh(STEPS)


def check(state: Json, attempt: Attempt) -> Accepted | None:
    """One step per person: as many as share the phone, or fewer. The list replaces the one sent before."""
    said = attempt.payload.get("steps")
    if not isinstance(said, list) or not 0 < len(said) <= attempt.weight:
        raise Rejected("answer/pick_count")
    if not all(type(step) is int and 1 <= step <= len(STEPS) for step in said):
        raise Rejected("answer/unknown_option")
    if state["said"].get(attempt.player) == said:
        return None
    return Accepted({"steps": said}, is_final=len(said) == attempt.weight)


def apply(state: Json, attempt: Attempt) -> None:
    before, now = state["said"].get(attempt.player, []), attempt.payload["steps"]
    state["said"][attempt.player] = now
    move_each(state["tally"], map(str, before), map(str, now))


def spoken(state: Json, player: str) -> int:
    return len(state["said"].get(player, []))


def awards(state: Json) -> dict[str, Award]:
    return {player: Award() for player in state["said"]}


def phone(state: Json, lang: str) -> Json:
    return {"text": say(state["question"]["text"], lang)}


screen = desk = phone


def reveal(state: Json, lang: str, audience: str) -> Json:
    if audience == "phone":
        return {}
    pulse = state["question"].get("pulse")
    if pulse:
        return {"pulse": pulse, "agree": _agree(state["tally"])}
    return {"shares": list(shares(state["tally"], STEPS).values())}


def _agree(tally: Json) -> Json:
    """`{share}` of the hall that agrees, `{almost_all: True}` where an exact number would point at the rest, `{}` where too few did;
    `{nobody: True}` where there is nothing to thank for."""
    total, agree = all_heads(tally), sum(heads_for(tally, step) for step in AGREE)
    if total == 0:
        return {"nobody": True}
    few = max(FEW_HEADS, total * FEW_PERCENT / 100)
    if agree < few:
        return {}
    return {"almost_all": True} if 0 < total - agree < few else {"share": round(100 * agree / total)}


def you(state: Json, player: str) -> Json | None:
    said = state["said"].get(player)
    return None if said is None else {"steps": said}


def results(state: Json, lang: str) -> Json | None:
    """With `pulse` and `moment` of the question, so that the report finds what belongs together."""
    question, tally = state["question"], state["tally"]
    labels = [WORDS[f"phone.scale.step.{name}"][lang] for name in STEP_NAMES]
    rows = [{"label": label, "heads": heads_for(tally, step), "right": None} for label, step in zip(labels, STEPS, strict=True)]
    kind = {name: question[name] for name in ("pulse", "moment") if question.get(name)}
    return {"text": say(question["text"], lang), "heads": all_heads(tally), "rows": rows} | kind


def progress(state: Json) -> Json:
    return {}
