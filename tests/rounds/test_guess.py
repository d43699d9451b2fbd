"""Tebak kata: the clue ladder, what a guess is told, what it is worth, and a word that was shouted."""

from __future__ import annotations

from typing import Any

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.core.round_type import Setup
from quizserver.errors import Rejected
from quizserver.rounds import guess
from tests.conftest import Classroom, sample

OTHER_LETTER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "bcdefghijklmnopqrstuvwxyza")


def twins(question: Json, seed: int) -> list[Json]:
    """Another word with the same boxes, other accepted spellings, another explanation.

    A letter that a clue opens is meant to be seen, so the other word has the same there.
    """
    other = {"id": "lain sekali", "en": "something else"}
    shuffled = guess.begin(question, Setup("tiebreak", "id", seed, 0.0, 60.0))["letters"]
    open_at_last = set(shuffled[: len(shuffled) // 2])
    letters = question["word"]["id"]
    word = "".join(char if i in open_at_last else char.translate(OTHER_LETTER) for i, char in enumerate(letters))
    assert word != letters
    spellings = {"id": ["kata lain", "ejaan lain"], "en": ["another"]}
    reworded = question | {"word": question["word"] | {"id": word}}
    return [
        reworded,
        question | {"explanation": other},
        reworded | {"accept": spellings, "near": {"id": ["dekat"], "en": []}, "explanation": other},
    ]


def a_word(word: str = "perundungan", **fields: Any) -> Json:
    """A question with this word; `accept` and `near` as lists."""
    lists = {field: {"id": fields.pop(field, []), "en": []} for field in ("accept", "near")}
    question = sample("guess") | {"id": "the-word", "word": {"id": word, "en": ""}} | lists | fields
    return dict(guess.Question.model_validate(question).model_dump(mode="json", exclude_none=True))


def play(*questions: Json, mode: str = "tiebreak", joined: tuple[str, ...] = ("ani", "budi"), seed: int = 7) -> Classroom:
    room = Classroom(*(questions or (a_word(),)), mode=mode, seed=seed)
    room.join(*joined)
    room.open()
    return room


def body(room: Classroom, audience: str = "phone") -> Json:
    shown: Json = room.view(audience)["round"]["body"]
    return shown


def letters(room: Classroom) -> list[str | None]:
    return [letter for word in body(room)["words"] for letter in word]


def says(room: Classroom, name: str, text: str) -> str:
    return str(room.answer(name, text=text)["result"])


# The ladder


def test_clues_open_one_after_another_as_time_goes_on() -> None:
    room = play()
    shown = [len(body(room)["clues"])]
    for _ in range(2):
        room.wait(room.view("phone")["round"]["next_step_in"] + 0.2)
        shown.append(len(body(room)["clues"]))
    assert shown == [1, 2, 3]
    assert "next_step_in" not in room.view("phone")["round"]
    assert body(room)["clue_count"] == 3


def test_the_facilitator_opens_the_next_clue_earlier_with_space() -> None:
    room = play()
    does = []
    while room.state.phase == "open":
        does.append((len(body(room)["clues"]), room.view("screen")["next"]["does"]))
        room.advance()
    assert does == [(1, "clue"), (2, "clue"), (3, "close")]


def test_a_clue_opened_by_hand_does_not_come_a_second_time_by_the_clock() -> None:
    room = play()
    room.wait(15)
    room.advance()
    room.wait(6)
    assert len(body(room)["clues"]) == 2
    room.wait(20)
    assert len(body(room)["clues"]) == 3


def test_opening_clues_takes_no_time_away() -> None:
    room = play()
    left = room.view("phone")["round"]["left"]
    room.advance()
    room.advance()
    assert room.view("phone")["round"]["left"] == pytest.approx(left, abs=0.1)


def test_letters_open_with_the_clues_and_never_more_than_half() -> None:
    room = play(a_word("empati sekali"))
    opened = []
    for _ in range(3):
        opened.append(sum(letter is not None for letter in letters(room)))
        room.advance()
    assert opened == [0, 3, 6]


def test_with_fewer_clues_the_ladder_still_opens_letters_step_by_step() -> None:
    room = play(a_word("empati sekali", clues=[{"id": "Merasakan isi hati", "en": ""}]))
    seen = []
    while room.state.phase == "open":
        shown = body(room)
        opened = sum(letter is not None for letter in letters(room))
        seen.append((shown["rung"], len(shown["clues"]), opened, room.view("screen")["next"]["does"]))
        room.advance()
    assert seen == [(1, 1, 0, "letters"), (2, 1, 3, "letters"), (3, 1, 6, "close")]


def test_a_word_without_clues_is_worth_as_much_on_each_rung() -> None:
    room = play(a_word(clues=[]), mode="classic")
    room.advance()
    room.answer("ani", text="perundungan")
    room.close()
    assert room.points("ani") == 700
    assert room.view("phone")["round"]["reveal"]["explanation"]


def test_the_same_room_opens_the_same_letters_and_another_room_others() -> None:
    def opened(seed: int) -> tuple[str | None, ...]:
        room = play(seed=seed)
        room.advance()
        room.advance()
        return tuple(letters(room))

    assert opened(3) == opened(3)
    assert len({opened(seed) for seed in range(10)}) > 5


def test_boxes_count_letters_and_hyphens_are_given() -> None:
    room = play(a_word("tolong-menolong ya"))
    assert body(room)["words"] == [[None] * 6 + ["-"] + [None] * 8, [None, None]]


# What a guess is told


def test_a_guess_is_answered_to_its_writer_alone() -> None:
    room = play()
    room.outlet.sent.clear()
    assert says(room, "ani", "perundungan") == "right"
    room.wait(1)
    assert body(room, "ani") == {"found": True, "guesses": [{"text": "perundungan", "result": "right"}]}
    assert body(room, "budi") is None
    assert {who for who, _, _ in room.outlet.sent} == {"screen", "desk"}
    assert "perundungan" not in str(room.outlet.sent)


@pytest.mark.parametrize("text", ["PERUNDUNGAN", "  perundungan ", "perundunnngan", "Bullying", "perundung-an", "p e r u n d u n g a n"])
def test_spelling_habits_and_listed_spellings_are_right(text: str) -> None:
    assert says(play(a_word(accept=["bullying"])), "ani", text) == "right"


def test_hampir_says_which_kind_of_nearly_it_is() -> None:
    room = play(a_word("keberanian", near=["berani"]))
    assert says(room, "ani", "keberaniann") == "near_spelling"
    assert says(room, "ani", "berani") == "near_form"
    assert says(room, "ani", "jeruk") == "no"
    room.close()
    assert room.points("ani") == 0, "nearly is not paid: nothing counts that the author did not list"


def test_nearly_can_be_mended_and_costs_nothing() -> None:
    room = play()
    assert says(room, "ani", "perundugan") == "near_spelling"
    assert says(room, "ani", "perundungan") == "right"
    room.close()
    assert room.points("ani") == 1000


def test_a_neighbouring_word_of_a_short_one_is_not_nearly() -> None:
    room = play(a_word("lapor"))
    assert says(room, "ani", "lapar") == "no"
    assert says(room, "ani", "rapor") == "no"
    assert says(room, "ani", "lapor") == "right"


def test_the_english_word_is_right_too() -> None:
    room = play(sample("guess"))
    assert says(room, "ani", "empathy") == "right"


@pytest.mark.parametrize("text", ["😀", "...", "\u200b", "قلم", "лапор"])
def test_a_guess_without_a_letter_we_compare_is_never_right(text: str) -> None:
    question = a_word("empati", accept=["♥", "empati!"])
    question["word"]["en"] = "—"
    assert says(play(question), "ani", text) == "no"


def test_an_empty_guess_and_one_longer_than_the_field_are_refused() -> None:
    room = play()
    for text, code in [("", "answer/empty"), (" \n ", "answer/empty"), ("x" * 61, "answer/too_long"), (7, "answer/empty")]:
        with pytest.raises(Rejected, match=code):
            room.answer("ani", text=text)
    assert body(room, "ani") is None
    assert says(room, "ani", "x" * 60) == "no"


def test_who_has_found_it_cannot_guess_again() -> None:
    room = play()
    says(room, "ani", "perundungan")
    with pytest.raises(Rejected, match="answer/found"):
        room.answer("ani", text="perundungan")
    assert room.view("screen")["v"] == room.state.seq
    assert room.state.rounds[1].state["heads"] == {"found": 1, "near": 0}


def test_guessing_fast_runs_out_of_credit_and_a_moment_brings_it_back() -> None:
    room = play()
    for n in range(5):
        assert says(room, "ani", f"salah {n}") == "no"
    with pytest.raises(Rejected, match="answer/slow_down"):
        room.answer("ani", text="perundungan")
    assert says(room, "budi", "salah") == "no", "the credit is each player's own"
    room.wait(2)
    assert says(room, "ani", "perundungan") == "right"
    with pytest.raises(Rejected, match="answer/found"):
        room.answer("ani", text="lagi")


def test_a_phone_shows_the_newest_guesses_only() -> None:
    room = play()
    for n in range(8):
        says(room, "ani", f"tebakan {n}")
        room.wait(2)
    assert [one["text"] for one in body(room, "ani")["guesses"]] == [f"tebakan {n}" for n in range(2, 8)]


def test_screen_and_desk_count_heads_that_found_it_or_are_near() -> None:
    room = Classroom(a_word(near=["rundung"]))
    room.join("ani", weight=4)
    room.join("budi")
    room.open()
    says(room, "ani", "rundung")
    says(room, "ani", "rundung")
    says(room, "budi", "jeruk")
    assert room.game.progress(room.state)["extra"] == {"found": 0, "near": 4}
    says(room, "ani", "perundungan")
    assert room.game.progress(room.state)["extra"] == {"found": 4, "near": 0}


# What it is worth


def found_after(clues: int, mode: str) -> tuple[int, int]:
    """Points and tiebreak of a word found while so many clues were open."""
    room = play(mode=mode)
    for _ in range(clues - 1):
        room.advance()
    room.answer("ani", text="perundungan")
    room.close()
    score = room.state.ledger.score(room.names["ani"])
    return score.points, score.tiebreak


def test_in_classic_the_worth_falls_with_every_clue() -> None:
    assert [found_after(clues, "classic") for clues in (1, 2, 3)] == [(1000, 0), (700, 0), (400, 0)]


def test_in_tiebreak_every_finder_has_the_points_and_few_clues_break_the_tie() -> None:
    assert [found_after(clues, "tiebreak") for clues in (1, 2, 3)] == [(1000, 1000), (1000, 700), (1000, 400)]


def test_the_ladder_shows_numbers_only_where_they_are_points() -> None:
    shown = {mode: "worth" in play(mode=mode).view("screen")["round"]["body"] for mode in ("classic", "tiebreak", "off")}
    assert shown == {"classic": True, "tiebreak": False, "off": False}


def test_without_a_clock_all_clues_are_open_from_the_start_and_cost_nothing() -> None:
    room = play(mode="off")
    assert len(body(room)["clues"]) == 3
    assert room.view("screen")["next"]["does"] == "close"
    room.wait(300)
    assert room.state.phase == "open"
    says(room, "ani", "perundungan")
    room.close()
    score = room.state.ledger.score(room.names["ani"])
    assert (score.points, score.tiebreak) == (1000, 0)


def test_who_did_not_find_it_keeps_zero_and_who_did_not_try_has_no_result() -> None:
    room = play()
    says(room, "ani", "jeruk")
    room.close()
    assert room.view("ani")["round"]["result"] == {"right": False, "points": 0, "tiebreak": 0, "reason": ""}
    assert "result" not in room.view("budi")["round"]


# Sudah bocor


def test_a_word_that_was_shouted_is_shown_and_counts_for_nobody() -> None:
    room = play()
    room.answer("ani", text="perundungan")
    room.answer("budi", text="jeruk")
    assert room.view("screen")["can"]["act"] == ["leaked"]
    room.do(c.Act(actor="screen", id="key-x-pressed", round=1, action="leaked"))
    assert room.state.phase == "closed"
    reveal = room.view("phone")["round"]["reveal"]
    assert (reveal["word"], reveal["leaked"]) == ("perundungan", True)
    assert room.points("ani") == 0
    for name in ("ani", "budi"):
        assert "result" not in room.view(name)["round"], "kindly: no verdict on anybody's guess"
    assert room.view("screen")["can"]["act"] == []


def test_earlier_points_stay_when_a_later_word_is_shouted() -> None:
    room = play(a_word("lapor"), a_word("empati"))
    room.answer("ani", text="lapor")
    room.close()
    room.advance()
    room.answer("ani", text="empati")
    room.do(c.Act(actor="screen", id="key-x-pressed", round=2, action="leaked"))
    assert room.points("ani") == 1000


def test_a_word_that_was_shown_is_not_asked_again() -> None:
    room = play(a_word("lapor"))
    room.do(c.Act(actor="screen", id="key-x-pressed", round=1, action="leaked"))
    assert room.view("screen")["can"]["reopen"] is False
    with pytest.raises(Rejected, match="round/too_late_to_reopen"):
        room.do(c.Reopen(actor="screen", id="key-z-pressed"))


# What a bank may hold


def test_a_clue_may_not_hold_the_word() -> None:
    text = {"id": "Kata ini PERUNDUNG-AN juga", "en": "x"}
    with pytest.raises(ValueError, match="clue 2"):
        a_word(clues=[{"id": "a", "en": "a"}, text, {"id": "c", "en": "c"}])


@pytest.mark.parametrize("word", ["😀", "--", "a" * 21])
def test_a_word_without_letters_or_longer_than_a_row_of_boxes_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="boxes of a row"):
        a_word(word)
    with pytest.raises(ValueError, match="boxes of a row"):
        guess.Question.model_validate(sample("guess") | {"word": {"id": "empati", "en": word}})
