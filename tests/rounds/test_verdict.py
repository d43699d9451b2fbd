"""Apakah ini bullying? What each key code pays, the step that asks for the form, and what the wall may say of a hall."""

from __future__ import annotations

from typing import Any

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.core.ledger import MODES
from quizserver.core.state import GRACE
from quizserver.errors import Rejected
from quizserver.rounds import verdict
from tests.conftest import Classroom, sample

BOTH = {"id": "lain sekali", "en": "something else"}


def a_case(key: str, **fields: Any) -> Json:
    """A sample case with this key code. Code L, and what it is compared with, is asked as "tell now?"."""
    ask = fields.get("ask", "tell" if key == "L" else "bullying")
    case = sample("verdict", 3 if ask == "tell" else 0) | {"key": key} | fields
    if key not in ("Y", "T", "L"):
        case.pop("forms", None)
    return case


def twins(question: Json, seed: int) -> list[Json]:
    """The same case with every other key; with other forms, tests, explanation and talk prompt; each alone, then together."""
    other: Json = {"explanation": BOTH, "talk": BOTH}
    if question.get("tests"):
        other["tests"] = {test: {"met": not one["met"], "why": BOTH} for test, one in question["tests"].items()}
    rekeyed = [
        {field: value for field, value in (question | {"key": key, "forms": forms}).items() if value != []}
        for key, forms in {key: ["fisik", "verbal", "siber"] if key == "Y" else [] for key in verdict.KEYS}.items()
        if (question.get("ask") == "tell") == (key == "L") or key == "bukan"
    ]
    apart = [question | {field: value} for field, value in other.items()]
    return [twin for twin in [*rekeyed, *apart, *(one | other for one in rekeyed)] if twin != question]


def play(*cases: Json, mode: str = "tiebreak", joined: tuple[str, ...] = ("ani", "budi")) -> Classroom:
    room = Classroom(*cases, mode=mode)
    room.join(*joined)
    room.open()
    return room


def pays(case: Json, said: str, *, forms: list[str] | None = None, mode: str = "tiebreak") -> int:
    """Points for this verdict, and these forms if any."""
    room = play(case, mode=mode)
    room.answer("ani", verdict=said)
    if forms is not None:
        room.advance()
        room.answer("ani", forms=forms)
    room.close()
    return room.points("ani")


# What is right, by key code (product.md, "Answer keys of cases")


@pytest.mark.parametrize(
    "key, right",
    [
        ("Y", {"yes"}),
        ("T", {"depends"}),
        ("O", {"depends", "no"}),
        ("K", {"no"}),
        ("S", {"no"}),
        ("bukan", {"no"}),
        ("L", {"yes"}),
    ],
)
def test_each_key_code_has_its_right_answers(key: str, right: set[str]) -> None:
    room = play(a_case(key), joined=verdict.VERDICTS)
    for said in verdict.VERDICTS:
        room.answer(said, verdict=said)
    room.close()
    paid = {said for said in verdict.VERDICTS if room.points(said) > 0}
    assert paid == right
    assert set(room.view("phone")["round"]["reveal"]["verdicts"]) == right


@pytest.mark.parametrize("key", ["T", "O", "K", "S", "bukan", "L"])
def test_a_right_verdict_without_a_form_to_find_is_a_full_answer(key: str) -> None:
    assert pays(a_case(key), verdict.KEYS[key][0]) == 1000


def test_harm_that_needs_telling_is_not_asked_as_bullying() -> None:
    with pytest.raises(ValueError, match="ask: tell"):
        verdict.Question.model_validate(a_case("L", ask="bullying"))
    with pytest.raises(ValueError, match="harmless contrast"):
        verdict.Question.model_validate(a_case("K", ask="tell"))


def test_a_tell_item_asks_whether_to_tell_now_and_has_no_form_step() -> None:
    room = play(a_case("L"))
    assert room.view("phone")["round"]["body"]["ask"] == "tell"
    assert room.view("screen")["next"]["does"] == "close"
    room.answer("ani", verdict="yes")
    room.advance()
    assert room.state.phase == "closed"
    assert room.view("phone")["round"]["reveal"]["headline"] == "Ini kekerasan. Ceritakan sekarang, walau baru sekali."


def test_the_harmless_contrast_of_a_tell_item_says_that_telling_is_always_fine() -> None:
    room = play(a_case("bukan", ask="tell"))
    room.answer("ani", verdict="no")
    room.close()
    assert room.points("ani") == 1000
    assert "bercerita selalu boleh" in room.view("phone")["round"]["reveal"]["headline"].lower()


@pytest.mark.parametrize(
    "key, headline",
    [
        ("Y", "Ya, ini bullying sosial."),
        ("O", "Belum perundungan, tetapi tetap menyakitkan."),
        ("K", "Ini pertengkaran, tetap perlu diselesaikan."),
        ("S", "Tidak sengaja. Tolong dan minta maaf."),
    ],
)
def test_the_headline_says_what_the_key_code_means(key: str, headline: str) -> None:
    room = play(a_case(key))
    room.close()
    assert room.view("screen")["round"]["reveal"]["headline"] == headline


# Never a speed bonus


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("key", verdict.KEYS)
def test_speed_is_worth_nothing_in_any_mode(key: str, mode: str) -> None:
    room = play(a_case(key), mode=mode)
    right = verdict.KEYS[key][0]
    room.wait(0.5)
    room.answer("ani", verdict=right, took=0.1)
    room.wait(12)
    room.answer("budi", verdict=right, took=12.0)
    room.close()
    scores = [room.state.ledger.score(room.names[name]) for name in ("ani", "budi")]
    assert scores[0] == scores[1]
    assert scores[0].points > 0
    assert scores[0].tiebreak == 0


# The form, as a step of its own


@pytest.mark.parametrize("key", ["Y", "T", "O", "K", "S", "bukan"])
def test_the_form_step_comes_to_every_phone_whatever_it_or_the_key_says(key: str) -> None:
    room = play(a_case(key), joined=("ani", "budi", "citra"))
    room.answer("ani", verdict="yes")
    room.answer("budi", verdict="no")
    room.advance()
    assert room.view("phone")["round"]["step"] == "form"
    for name in ("ani", "budi", "citra"):
        room.answer(name, forms=["verbal"])
    assert room.view("citra")["round"]["body"] == {"verdict": None, "forms": ["verbal"]}


def test_the_form_step_has_at_least_ten_seconds_of_its_own() -> None:
    room = play(a_case("Y"))
    room.wait(room.view("phone")["round"]["left"] + GRACE + 0.2)
    assert room.view("phone")["round"]["step"] == "form", "it comes by itself when the time for the verdict is over"
    left = room.view("phone")["round"]["left"]
    assert left >= 10
    room.wait(left - 0.5)
    room.answer("ani", forms=["sosial"])
    room.wait(2)
    assert room.state.phase == "closed"


def test_without_a_clock_the_form_step_waits_for_the_facilitator() -> None:
    room = play(a_case("Y"), mode="off")
    room.wait(120)
    assert room.view("phone")["round"]["step"] == "answer"
    room.advance()
    room.wait(120)
    assert room.view("phone")["round"]["step"] == "form"
    assert "left" not in room.view("phone")["round"]


def test_verdict_and_form_together_are_a_full_answer() -> None:
    assert pays(a_case("Y", forms=["sosial", "siber"]), "yes", forms=["siber", "sosial"]) == 1000


@pytest.mark.parametrize("forms", [None, ["fisik"], ["fisik", "sosial"]])
def test_ya_without_the_right_form_keeps_its_credit(forms: list[str] | None) -> None:
    room = play(a_case("Y"))
    room.answer("ani", verdict="yes")
    room.advance()
    if forms:
        room.answer("ani", forms=forms)
    room.close()
    assert room.points("ani") == 600
    assert room.view("ani")["round"]["result"] == {"right": True, "points": 600, "tiebreak": 0, "reason": "no_form"}


def test_the_form_alone_earns_nothing() -> None:
    assert pays(a_case("Y"), "no", forms=["sosial"]) == 0
    assert pays(a_case("Y"), "depends", forms=["sosial"]) == 0


def test_a_verdict_cannot_be_changed_in_the_form_step() -> None:
    room = play(a_case("Y"))
    room.answer("ani", verdict="no")
    room.advance()
    with pytest.raises(Rejected, match="answer/unknown_option"):
        room.answer("ani", verdict="yes")
    late = c.Answer(actor=room.names["ani"], round=1, step="answer", payload={"verdict": "yes"}, took=1.0)
    with pytest.raises(Rejected, match="answer/too_late"):
        room.do(late)
    room.answer("ani", forms=["sosial"])
    room.close()
    assert room.points("ani") == 0


def test_both_steps_take_the_newest_answer_and_count_each_head_once() -> None:
    room = play(a_case("Y"))
    for said in ("no", "depends", "yes"):
        room.answer("ani", verdict=said)
    assert room.view("screen")["round"]["step"] == "answer"
    room.advance()
    for forms in (["fisik"], ["sosial"]):
        room.answer("ani", forms=forms)
    room.close()
    played = room.state.rounds[1].state
    assert room.points("ani") == 1000
    assert {option: heads for option, heads in played["tally"]["players"].items() if heads} == {"yes": 1}
    assert {form: heads for form, heads in played["form_tally"]["players"].items() if heads} == {"sosial": 1}


def test_the_same_answer_again_is_nothing_new() -> None:
    room = play(a_case("Y"))
    room.answer("ani", verdict="yes")
    seq = room.state.seq
    room.answer("ani", verdict="yes")
    assert room.state.seq == seq
    room.advance()
    room.answer("ani", forms=["fisik", "sosial"])
    seq = room.state.seq
    room.answer("ani", forms=["sosial", "fisik", "fisik"])
    assert room.state.seq == seq


# What the wall shows of the hall


def the_wall(room: Classroom) -> Json:
    shares: Json = room.view("screen")["round"]["reveal"]["shares"]
    return shares


def test_hands_of_a_hall_without_phones_count_with_the_heads_on_phones() -> None:
    room = Classroom(a_case("Y"))
    room.join("ani", "budi", weight=5)
    room.open()
    room.answer("ani", verdict="yes")
    room.answer("budi", verdict="yes")
    room.do(c.Act(actor="desk", id="hands-in", round=1, action="hands", payload={"counts": {"yes": 20, "no": 30}}))
    room.close()
    assert the_wall(room)["yes"] == {"share": 50, "few": False}
    assert the_wall(room)["no"] == {"share": 50, "few": False}


def test_hand_counts_may_be_mended_after_the_close() -> None:
    room = play(a_case("Y"))
    for n, counts in enumerate(({"yes": 60, "no": 40}, {"yes": 30, "no": 10})):
        room.do(c.Act(actor="desk", id=f"hands-in-{n}", round=1, action="hands", payload={"counts": counts}))
        room.close()
    assert the_wall(room)["yes"]["share"] == 75


@pytest.mark.parametrize(
    "counts, code",
    [
        ({"maybe": 3}, "act/unknown_option"),
        ([3], "act/unknown_option"),
        ({"yes": -1}, "act/hands_range"),
        ({"yes": 2_001}, "act/hands_range"),
        ({"yes": True}, "act/hands_range"),
        ({"yes": 3.5}, "act/hands_range"),
    ],
)
def test_a_hand_count_that_cannot_be_is_refused(counts: Any, code: str) -> None:
    room = play(a_case("Y"))
    with pytest.raises(Rejected, match=code):
        room.do(c.Act(actor="desk", id="hands-in", round=1, action="hands", payload={"counts": counts}))
    assert room.state.rounds[1].state["tally"]["paper"] == {}


def test_the_wall_says_a_few_instead_of_a_bar_of_one() -> None:
    room = Classroom(a_case("Y"))
    room.join(*(f"s{n}" for n in range(100)))
    room.open()
    for n in range(100):
        room.answer(f"s{n}", verdict="yes" if n < 81 else "depends" if n < 91 else "no")
    room.close()
    assert the_wall(room) == {
        "yes": {"share": 81, "few": False},
        "depends": {"share": 10, "few": False},
        "no": {"share": None, "few": True},
    }
    assert "shares" not in room.view("phone")["round"]["reveal"], "a phone shows no distribution"


def test_the_reveal_builds_on_the_four_tests() -> None:
    room = play(a_case("Y"))
    room.close()
    reveal = room.view("phone")["round"]["reveal"]
    assert [test["test"] for test in reveal["tests"]] == ["hurts", "repeats", "unequal", "asked_stop"]
    assert reveal["explanation"]
    assert reveal["talk"]


def test_discussing_and_answering_again_replaces_the_first_result() -> None:
    room = play(a_case("K"))
    room.answer("ani", verdict="yes")
    room.close()
    assert room.points("ani") == 0
    room.do(c.Reopen(actor="screen", id="once-more"))
    assert "reveal" not in room.view("phone")["round"]
    room.close()
    assert room.view("ani")["round"]["result"]["right"] is False


def test_a_phone_that_came_in_the_form_step_is_neither_right_nor_wrong() -> None:
    room = Classroom(sample("verdict"))
    room.join("ani")
    room.open()
    room.advance()
    room.join("budi")
    room.answer("budi", forms=["sosial"])
    room.close()
    assert room.view("budi")["round"]["result"]["right"] is None
