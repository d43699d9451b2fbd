"""Apakah ini bullying? A case is read; phones choose Ya, Tergantung or Bukan; then, as a step of its own, the form.

Never a speed bonus, in any mode. The form step comes to every phone, whatever it chose: no screen tells a neighbour what somebody
thinks, and the step tells nobody the key. `ask: tell` asks "Perlu diceritakan sekarang juga?" instead, and has no form step.
Discuss and answer again (core/second_vote.py) comes before the reveal only: who has seen the key has nothing left to vote on.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from quizserver.core import second_vote
from quizserver.core.facts import Json
from quizserver.core.ledger import Award
from quizserver.core.round_type import (
    Accepted,
    Attempt,
    NextStep,
    Setup,
    Text70,
    Text140,
    Text200,
    Text240,
    reading_seconds,
    say,
)
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.core.second_vote import act, apply_act  # noqa: F401  (the interface of a type of two votes)
from quizserver.core.tally import all_heads, empty_tally, move, shares
from quizserver.errors import Rejected

answers = True

VERDICTS = ("yes", "depends", "no")
FORMS = ("fisik", "verbal", "sosial", "siber")
TESTS = ("hurts", "repeats", "unequal", "asked_stop")
KEYS = {
    "Y": ("yes",),
    "T": ("depends",),
    "O": ("depends", "no"),
    "K": ("no",),
    "S": ("no",),
    "bukan": ("no",),
    "L": ("yes",),
}
"""Right verdicts per key code (product.md, "Answer keys of cases")."""

VERDICT_POINTS = 600
FORM_POINTS = 400
"""With a form to find, the verdict alone keeps 600; both together are worth a full answer."""

FORM_SECONDS = 15.0

WORDS = {
    "phone.verdict.ask.bullying": {"id": "Apakah ini bullying?", "en": "Is this bullying?"},
    "phone.verdict.ask.tell": {"id": "Perlu diceritakan sekarang juga?", "en": "Does this need telling right now?"},
    "phone.verdict.bullying.yes": {"id": "Ya", "en": "Yes"},
    "phone.verdict.bullying.depends": {"id": "Tergantung", "en": "It depends"},
    "phone.verdict.bullying.depends_sub": {"id": "perlu tahu lebih banyak", "en": "need to know more"},
    "phone.verdict.bullying.no": {"id": "Bukan", "en": "No"},
    "phone.verdict.bullying.no_sub": {"id": "bisa tetap tidak baik", "en": "may still be unkind"},
    "phone.verdict.tell.yes": {"id": "Ya, sekarang", "en": "Yes, right now"},
    "phone.verdict.tell.depends": {"id": "Tergantung", "en": "It depends"},
    "phone.verdict.tell.depends_sub": {"id": "perlu tahu lebih banyak", "en": "need to know more"},
    "phone.verdict.tell.no": {"id": "Tidak mendesak", "en": "Not urgent"},
    "phone.verdict.tell.no_sub": {"id": "bercerita selalu boleh", "en": "telling is always fine"},
    "phone.verdict.ask_form": {"id": "Kalau ini perundungan, bentuknya apa?", "en": "If this is bullying, which form is it?"},
    "phone.verdict.form_several": {"id": "Boleh lebih dari satu.", "en": "More than one may be right."},
    "phone.verdict.form.fisik": {"id": "Fisik", "en": "Physical"},
    "phone.verdict.form.fisik_sub": {"id": "badan atau barang", "en": "body or things"},
    "phone.verdict.form.verbal": {"id": "Verbal", "en": "Verbal"},
    "phone.verdict.form.verbal_sub": {"id": "kata-kata", "en": "words"},
    "phone.verdict.form.sosial": {"id": "Sosial", "en": "Social"},
    "phone.verdict.form.sosial_sub": {"id": "dijauhi, gosip", "en": "left out, gossip"},
    "phone.verdict.form.siber": {"id": "Siber", "en": "Cyber"},
    "phone.verdict.form.siber_sub": {"id": "lewat HP, internet", "en": "by phone, online"},
    "phone.verdict.test.hurts": {"id": "Menyakiti?", "en": "Does it hurt?"},
    "phone.verdict.test.repeats": {"id": "Berulang?", "en": "Does it repeat?"},
    "phone.verdict.test.unequal": {"id": "Tidak seimbang?", "en": "Is power unequal?"},
    "phone.verdict.test.asked_stop": {"id": "Sudah minta berhenti?", "en": "Was “stop” said?"},
    "screen.verdict.form.fisik": {"id": "fisik", "en": "physical"},
    "screen.verdict.form.verbal": {"id": "verbal", "en": "verbal"},
    "screen.verdict.form.sosial": {"id": "sosial", "en": "social"},
    "screen.verdict.form.siber": {"id": "siber", "en": "online"},
    "screen.verdict.form.fisik_sub": {"id": "memukul, mendorong, merusak barang", "en": "hitting, pushing, breaking things"},
    "screen.verdict.form.verbal_sub": {"id": "mengejek, mengancam, julukan", "en": "mocking, threats, nicknames"},
    "screen.verdict.form.sosial_sub": {"id": "mengucilkan, menyebar gosip", "en": "leaving out, spreading rumours"},
    "screen.verdict.form.siber_sub": {"id": "lewat HP dan internet", "en": "by phone and internet"},
    "screen.verdict.ask.bullying": {"id": "Apakah ini perundungan atau bullying?", "en": "Is this bullying?"},
    "screen.verdict.ask.tell": {"id": "Perlu diceritakan sekarang juga?", "en": "Does this need telling right now?"},
    "screen.verdict.ask_form": {"id": "Menurutmu, bentuknya apa?", "en": "Which form would it be?"},
    "screen.verdict.form_several": {"id": "boleh lebih dari satu", "en": "more than one may be right"},
    "screen.verdict.forms_label": {"id": "Bentuknya", "en": "Its form"},
    "screen.verdict.bullying.yes": {"id": "Ya", "en": "Yes"},
    "screen.verdict.bullying.depends": {"id": "Tergantung", "en": "It depends"},
    "screen.verdict.bullying.depends_sub": {"id": "perlu tahu lebih banyak", "en": "need to know more"},
    "screen.verdict.bullying.no": {"id": "Bukan", "en": "No"},
    "screen.verdict.bullying.no_sub": {"id": "bisa tetap tidak baik", "en": "may still be unkind"},
    "screen.verdict.tell.yes": {"id": "Ya, sekarang", "en": "Yes, right now"},
    "screen.verdict.tell.depends": {"id": "Tergantung", "en": "It depends"},
    "screen.verdict.tell.depends_sub": {"id": "perlu tahu lebih banyak", "en": "need to know more"},
    "screen.verdict.tell.no": {"id": "Tidak mendesak", "en": "Not urgent"},
    "screen.verdict.tell.no_sub": {"id": "bercerita selalu boleh", "en": "telling is always fine"},
    "screen.verdict.test.hurts": {"id": "Menyakiti?", "en": "Does it hurt?"},
    "screen.verdict.test.repeats": {"id": "Berulang?", "en": "Does it repeat?"},
    "screen.verdict.test.unequal": {"id": "Tidak seimbang?", "en": "Is power unequal?"},
    "screen.verdict.test.asked_stop": {"id": "Sudah minta berhenti?", "en": "Was “stop” said?"},
}

HEADLINES = {
    "Y": {"id": "Ya, ini bullying {forms}.", "en": "Yes, this is {forms} bullying."},
    "T": {"id": "Tergantung. Kita perlu tahu lebih banyak.", "en": "It depends. We need to know more."},
    "O": {"id": "Belum perundungan, tetapi tetap menyakitkan.", "en": "Not bullying yet, but it still hurts."},
    "K": {"id": "Ini pertengkaran, tetap perlu diselesaikan.", "en": "This is a conflict. It still needs settling."},
    "S": {"id": "Tidak sengaja. Tolong dan minta maaf.", "en": "Not on purpose. Help, and say sorry."},
    "L": {
        "id": "Ini kekerasan. Ceritakan sekarang, walau baru sekali.",
        "en": "This is violence. Tell someone now, even if it happened once.",
    },
    "bukan": {"id": "Bukan perundungan.", "en": "This is not bullying."},
    "tell-no": {"id": "Tidak mendesak. Bercerita selalu boleh.", "en": "Not urgent. You may always talk about it."},
}
FORM_NAMES = {"fisik": "physical", "verbal": "verbal", "sosial": "social", "siber": "online"}
AND = {"id": " dan ", "en": " and "}


class Test(BaseModel):
    model_config = ConfigDict(extra="forbid")
    met: bool
    why: Text70


class Tests(BaseModel):
    """The four questions of domain.md 1.2."""

    model_config = ConfigDict(extra="forbid")
    hurts: Test
    repeats: Test
    unequal: Test
    asked_stop: Test


class Question(AnyQuestion):
    ask: Literal["bullying", "tell"] = "bullying"
    text: Text200
    key: Literal["Y", "T", "K", "S", "O", "L", "bukan"]
    forms: Annotated[list[Literal["fisik", "verbal", "sosial", "siber"]], Field(default_factory=list, max_length=4)]
    tests: Tests | None = None
    explanation: Text240
    talk: Text140

    @model_validator(mode="after")
    def _key_fits(self) -> Question:
        if self.key == "L" and self.ask != "tell":
            raise ValueError('key L is asked as `ask: tell` ("Perlu diceritakan sekarang juga?"), not as "bullying?"')
        if self.ask == "tell" and self.key not in ("L", "bukan"):
            raise ValueError("an item with `ask: tell` has key L (tell now) or bukan (harmless contrast)")
        if self.key == "Y" and not self.forms:
            raise ValueError("key Y needs `forms`: fisik, verbal, sosial or siber")
        if self.forms and self.key not in ("Y", "T", "L"):
            raise ValueError(f"key {self.key} has no `forms`; delete them")
        if self.ask == "bullying" and self.tests is None:
            raise ValueError("the four `tests` are missing: hurts, repeats, unequal, asked_stop")
        return self


def samples() -> list[Json]:
    def both(text: str) -> Json:
        return {"id": text, "en": text}

    def tests(why: str) -> Json:
        return {test: {"met": test != "asked_stop", "why": both(why)} for test in TESTS}

    common: Json = {"type": "verdict", "explanation": both("x " * 115), "talk": both("t " * 60)}
    return [
        common
        | {"id": "sample-yes", "text": both("Satu kelas mendiamkan A."), "key": "Y", "forms": ["sosial"], "tests": tests("Ya.")},
        common
        | {
            "id": "sample-longest",
            "text": both("M" * 200),
            "key": "Y",
            "forms": ["sosial", "siber"],
            "tests": tests("w" * 70),
        },
        common | {"id": "sample-conflict", "text": both("B dan C bertengkar."), "key": "K", "tests": tests("Tidak.")},
        common | {"id": "sample-tell", "text": both("M dipukul sekali."), "key": "L", "ask": "tell"},
    ]


def sample_answers(question: Json) -> list[tuple[str, Json]]:
    right = KEYS[question["key"]][0]
    others = [verdict for verdict in VERDICTS if verdict != right]
    asked: list[tuple[str, Json]] = [("answer", {"verdict": verdict}) for verdict in (right, *others)]
    if question.get("ask") == "tell":
        return asked
    right_forms = question.get("forms") or ["verbal"]
    return [*asked, ("form", {"forms": right_forms}), ("form", {"forms": ["fisik", "siber"]})]


TALK = 90.0


def label(question: Json, lang: str) -> str:
    return say(question["text"], lang)


def seconds(question: Json) -> float | None:
    return reading_seconds(question["text"], extra=15)


def begin(question: Json, setup: Setup) -> Json:
    return {
        "step": "answer",
        "question": question,
        "forms": {},
        "form_tally": empty_tally(),
        "form_asked": False,
    } | second_vote.fresh(VERDICTS)


def check(state: Json, attempt: Attempt) -> Accepted | None:
    if state["step"] == "form":
        picked = attempt.payload.get("forms")
        if not isinstance(picked, list) or not 0 < len(picked) <= len(FORMS) or any(form not in FORMS for form in picked):
            raise Rejected("answer/unknown_option")
        forms = [form for form in FORMS if form in picked]
        return None if state["forms"].get(attempt.player) == forms else Accepted({"forms": forms})
    verdict = attempt.payload.get("verdict")
    if verdict not in VERDICTS:
        raise Rejected("answer/unknown_option")
    return None if state["votes"].get(attempt.player) == verdict else Accepted({"verdict": verdict})


def apply(state: Json, attempt: Attempt) -> None:
    if "forms" in attempt.payload:
        field, tally, new = "forms", "form_tally", attempt.payload["forms"]
        before, options = state[field].get(attempt.player), new
    else:
        field, tally, new = "votes", "tally", attempt.payload["verdict"]
        verdict = state[field].get(attempt.player)
        before, options = None if verdict is None else [verdict], [new]
    state[field][attempt.player] = new
    move(state[tally], before, options, attempt.weight)


def next_step(state: Json) -> NextStep | None:
    asks_form = state["question"].get("ask", "bullying") == "bullying" and not state["form_asked"]
    return second_vote.next_step(state) or (NextStep("form") if asks_form else None)


def tick(state: Json, at: float) -> float | None:
    if second_vote.next_step(state):
        return second_vote.tick(state, at)
    state.update(step="form", form_asked=True)
    return FORM_SECONDS


def actions(state: Json, is_open: bool) -> list[str]:
    return ["hands", second_vote.ACTION] if is_open and second_vote.is_offered(state) else ["hands"]


def awards(state: Json) -> dict[str, Award]:
    """The verdict, and the form on top where the case has one: a right "Ya" keeps its credit without it.

    Of two votes the better one counts: nobody loses by talking. Who came in the form step was never asked for a verdict, and is
    neither right nor wrong.
    """
    question = state["question"]
    right, forms = KEYS[question["key"]], [form for form in FORMS if form in question.get("forms", [])]
    has_form = question["key"] == "Y"
    booked = {}
    for player in dict.fromkeys([*second_vote.voters(state), *state["forms"]]):
        said = second_vote.votes_of(state, player)
        if not said:
            booked[player] = Award()
        elif not any(verdict in right for verdict in said):
            booked[player] = Award(right=False)
        elif not has_form:
            booked[player] = Award(VERDICT_POINTS + FORM_POINTS, 0, True)
        elif state["forms"].get(player) == forms:
            booked[player] = Award(VERDICT_POINTS + FORM_POINTS, 0, True, "form")
        else:
            booked[player] = Award(VERDICT_POINTS, 0, True, "no_form")
    return booked


def phone(state: Json, lang: str) -> Json:
    question = state["question"]
    return {"ask": question.get("ask", "bullying"), "text": say(question["text"], lang)}


screen = desk = phone


def reveal(state: Json, lang: str, audience: str) -> Json:
    question = state["question"]
    tests = question.get("tests") or {}
    shown: Json = {
        "key": question["key"],
        "verdicts": list(KEYS[question["key"]]),
        "headline": _headline(question, lang),
        "forms": question.get("forms", []),
        "tests": [
            {"test": test, "met": tests[test]["met"], "why": say(tests[test]["why"], lang)} for test in TESTS if tests
        ],
        "explanation": say(question["explanation"], lang),
        "talk": say(question["talk"], lang),
    }
    if audience != "phone":
        shown |= second_vote.shown_shares(state)
        shown["form_shares"] = shares(state["form_tally"], FORMS)
    return shown


def _headline(question: Json, lang: str) -> str:
    key = "tell-no" if question.get("ask") == "tell" and question["key"] == "bukan" else question["key"]
    forms = [form if lang == "id" else FORM_NAMES[form] for form in question.get("forms", [])]
    return say(HEADLINES[key], lang).format(forms=AND[lang].join(forms))


def you(state: Json, player: str) -> Json | None:
    votes, forms = second_vote.votes_of(state, player), state["forms"].get(player)
    if not votes and forms is None:
        return None
    own: Json = {"verdict": state["votes"].get(player), "forms": forms}
    return own | {"first": state["first"]["votes"].get(player)} if state["first"] else own


def results(state: Json, lang: str) -> Json | None:
    question = state["question"]
    right = KEYS[question["key"]]
    labels = {verdict: WORDS[f"phone.verdict.{question.get('ask', 'bullying')}.{verdict}"][lang] for verdict in VERDICTS}
    rows = [{"label": labels[verdict], "right": verdict in right} | second_vote.counted(state, verdict) for verdict in VERDICTS]
    return {"text": say(question["text"], lang), "heads": all_heads(state["tally"]), "rows": rows}


def progress(state: Json) -> Json:
    return {}
