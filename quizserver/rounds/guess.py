"""Tebak kata for the whole hall: a hidden word, letter boxes, a ladder of clues that opens over time, private guesses.

A guess is answered to its writer alone. The word, its accepted spellings and the guesses never leave the server before the close.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from quizserver.core.facts import Json
from quizserver.core.ledger import FULL, Award
from quizserver.core.matching import LONGEST_GUESS, holds, is_misspelt, joined, readings, spellings
from quizserver.core.round_type import (
    Accepted,
    Attempt,
    LocalText,
    NextStep,
    Printable,
    Setup,
    Text50,
    Text200,
    say,
)
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.core.shuffle import shuffled
from quizserver.errors import Rejected

answers = True

WORTH = (1000, 700, 400)
"""What a right guess is worth on each rung of the ladder. A rung opens the next clue, if the word has one left, and letters."""

OPEN_LETTERS = (0.0, 0.25, 0.5)
"""Share of the letters that stand open on each rung."""

SECONDS = 60.0
TALK = 30.0
MOST_CREDIT = 5.0
CREDIT_PER_SECOND = 0.5
MOST_GUESSES = 40
MOST_WRITTEN = 12
"""Wrong spellings that a desk is shown."""

RIGHT, NEAR_FORM, NEAR_SPELLING, NO = "right", "near_form", "near_spelling", "no"

WORDS = {
    "desk.guess.todo_guess": {
        "id": "Bacakan petunjuk yang ada. Ingatkan: ketik saja, jangan teriak.",
        "en": "Read out what clue there is. Remind them: type it, do not shout.",
    },
    "phone.guess.label": {"id": "Tebakanmu", "en": "Your guess"},
    "phone.guess.go": {"id": "Tebak", "en": "Guess"},
    "phone.guess.right": {"id": "Tepat! Kamu jeli.", "en": "Right! Sharp eye."},
    "phone.guess.near_spelling": {"id": "Hampir! Cek lagi ejaannya.", "en": "Nearly! Check the spelling."},
    "phone.guess.near_form": {
        "id": "Hampir! Kata dasarnya sudah benar, coba bentuk lain.",
        "en": "Nearly! The root is right, try another form.",
    },
    "phone.guess.no": {"id": "Belum tepat. Coba lagi, nilaimu tidak berkurang.", "en": "Not yet. Try again, you lose nothing."},
    "phone.guess.found": {"id": "Tepat! Kamu jeli.", "en": "Right! Sharp eye."},
    "phone.guess.found_wait": {
        "id": "Simpan dulu jawabannya, biar teman lain ikut menebak.",
        "en": "Keep it to yourself, so the others can guess too.",
    },
    "phone.guess.private": {"id": "Hanya kamu yang melihat tebakanmu.", "en": "Only you see your guesses."},
    "phone.guess.own": {"id": "Tebakanmu:", "en": "Your guesses:"},
    "phone.guess.clue": {"id": "Petunjuk {n} dari {of}", "en": "Clue {n} of {of}"},
    "phone.guess.letters": {"id": "Kata apa ini, {letters} huruf?", "en": "Which word of {letters} letters is it?"},
    "phone.guess.open": {"id": "{open} dari {letters} huruf terbuka", "en": "{open} of {letters} letters open"},
    "phone.guess.clues_before": {"id": "Petunjuk sebelumnya", "en": "Earlier clues"},
    "phone.guess.blank": {"id": "kosong", "en": "blank"},
    "phone.guess.boxes": {"id": "{n} huruf: {letters}", "en": "{n} letters: {letters}"},
    "phone.guess.word": {"id": "Katanya adalah", "en": "The word is"},
    "phone.guess.leaked": {
        "id": "Katanya sudah terdengar, jadi tidak dihitung. Tidak apa-apa!",
        "en": "The word was heard already, so it does not count. No harm done!",
    },
    "desk.guess.clues": {"id": "Petunjuk terbuka: {open} dari {of}", "en": "Clues open: {open} of {of}"},
    "desk.guess.found": {"id": "menemukan", "en": "found it"},
    "desk.guess.near": {"id": "hampir", "en": "nearly"},
    "screen.guess.letters": {"id": "{letters} huruf", "en": "{letters} letters"},
    "screen.guess.blank": {"id": "kosong", "en": "blank"},
    "screen.guess.clue_soon": {"id": "Petunjuk berikutnya {seconds} detik lagi", "en": "Next clue in {seconds} seconds"},
    "screen.guess.clue_later": {"id": "Petunjuk berikutnya menyusul", "en": "Another clue to come"},
    "screen.guess.word_of": {"id": "Kata apa ini, {letters} huruf?", "en": "Which word of {letters} letters is it?"},
    "screen.guess.open": {"id": "{open} dari {letters} huruf terbuka", "en": "{open} of {letters} letters open"},
    "screen.guess.letters_soon": {"id": "Huruf berikutnya {seconds} detik lagi", "en": "More letters in {seconds} seconds"},
    "screen.guess.letters_later": {"id": "Huruf lain menyusul", "en": "More letters to come"},
    "screen.guess.found": {"id": "sudah menebak", "en": "have found it"},
    "screen.guess.near": {
        "id": "Hampir tepat: {near}. Ayo coba lagi!",
        "en": "Nearly: {near}. Try again!",
    },
    "screen.guess.found_by": {"id": "{found} anak menemukannya. Hebat!", "en": "{found} of you found it. Well done!"},
    "screen.guess.found_none": {"id": "Kata yang sulit! Sekarang kita semua tahu.", "en": "A hard one! Now we all know it."},
    "screen.guess.leaked": {
        "id": "Ups, katanya sudah terdengar. Tidak apa-apa, kata ini tidak dihitung.",
        "en": "Oops, the word was heard. No harm done, this one does not count.",
    },
}


class Spellings(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: Annotated[list[Annotated[Printable, Field(min_length=1, max_length=LONGEST_GUESS)]], Field(max_length=30)] = []
    en: Annotated[list[Annotated[Printable, Field(min_length=1, max_length=LONGEST_GUESS)]], Field(max_length=30)] = []


class Question(AnyQuestion):
    """`word`, up to three `clues` from hard to easy, `accept` (also right) and `near` (same root, other form).

    A word without clues is guessed from its letters; a question that is answered by typing is its own one clue.
    """

    word: Text50
    clues: Annotated[list[Text200], Field(default_factory=list, max_length=len(WORTH))]
    accept: Spellings = Spellings()
    near: Spellings = Spellings()
    explanation: Text200 | None = None

    @model_validator(mode="after")
    def _clues_keep_the_secret(self) -> Question:
        for lang in ("id", "en"):
            word = getattr(self.word, lang)
            for n, clue in enumerate(self.clues, start=1):
                if holds(getattr(clue, lang), word):
                    raise ValueError(f"clue {n} ({lang}) holds the word itself; hide it with …")
        for word in filter(None, (self.word.id, self.word.en)):
            letters = max((len(part) for part in word.replace("-", " ").split()), default=0)
            if not joined(word) or letters > 20:
                raise ValueError("the word has no letters, or a part longer than the 20 boxes of a row")
        return self


def samples() -> list[Json]:
    def clues(*texts: str) -> list[Json]:
        return [LocalText(id=text, en=text).model_dump() for text in texts]

    return [
        {
            "id": "sample-short",
            "type": "guess",
            "word": {"id": "empati", "en": "empathy"},
            "clues": clues("Bisa kulakukan tanpa bicara", "Merasakan isi hati orang lain", "Aku bisa membayangkan: itu …"),
            "accept": {"id": ["rasa empati"], "en": []},
            "near": {"id": ["berempati"], "en": ["empathic"]},
            "explanation": {"id": "Merasakan yang dirasakan teman.", "en": "Feeling what a friend feels."},
        },
        {
            "id": "sample-long",
            "type": "guess",
            "word": {"id": "saring sebelum sebar", "en": "think before you share"},
            "clues": clues("k" * 200, "l" * 200, "m" * 200),
            "explanation": {"id": "e " * 100, "en": "e " * 100},
        },
        {"id": "sample-bare", "type": "guess", "word": {"id": "keberanian", "en": "courage"}, "clues": []},
        {
            "id": "sample-typed",
            "type": "guess",
            "word": {"id": "guru BK", "en": "counsellor"},
            "clues": clues(("Siapa orang dewasa di sekolah yang tugasnya mendengarkan? " * 4)[:200]),
        },
    ]


def sample_answers(question: Json) -> list[tuple[str, Json]]:
    word = question["word"]["id"]
    return [("guess", {"text": text}) for text in (word, word.upper(), word[:-1] + "x", "jeruk", "😀")]


def seconds(question: Json) -> float | None:
    return SECONDS


def begin(question: Json, setup: Setup) -> Json:
    """Without a clock (mode `off`) the whole ladder stands open from the start and costs nothing."""
    word = say(question["word"], setup.lang)
    places = [i for i, char in enumerate(word) if char.isalnum()]
    hidden = [places[i] for i in shuffled(len(places), setup.seed)]
    timed = setup.seconds is not None
    return {
        "step": "guess",
        "question": question,
        "word": word,
        "letters": hidden,
        "right": spellings(question["word"].values()) + _listed(question, "accept"),
        "near": _listed(question, "near"),
        "rung": 1 if timed else len(WORTH),
        "opens_at": [setup.at + setup.seconds * n / len(WORTH) for n in range(1, len(WORTH))] if setup.seconds is not None else [],
        "mode": setup.mode,
        "leaked": False,
        "accepted": [],
        "guesses": {},
        "found": {},
        "credit": {},
        "heads": {"found": 0, "near": 0},
    }


def _listed(question: Json, field: str) -> list[str]:
    listed = question.get(field) or {}
    return spellings(text for lang in ("id", "en") for text in listed.get(lang, []))


def check(state: Json, attempt: Attempt) -> Accepted | None:
    text = attempt.payload.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Rejected("answer/empty")
    if len(text) > LONGEST_GUESS:
        raise Rejected("answer/too_long", most=LONGEST_GUESS)
    if attempt.player in state["found"]:
        raise Rejected("answer/found")
    mine = state["guesses"].get(attempt.player, [])
    if _credit(state, attempt) < 1 or len(mine) >= MOST_GUESSES:
        raise Rejected("answer/slow_down", retry=False)
    result = _judge(state, readings(text))
    return Accepted({"text": text.strip(), "result": result}, {"result": result}, is_final=result == RIGHT)


def _judge(state: Json, guesses: tuple[str, ...]) -> str:
    if any(guess in state["right"] or guess in state["accepted"] for guess in guesses):
        return RIGHT
    if any(guess in state["near"] for guess in guesses):
        return NEAR_FORM
    return NEAR_SPELLING if any(guess and is_misspelt(guess, state["right"]) for guess in guesses) else NO


def _credit(state: Json, attempt: Attempt) -> float:
    """Guesses this player may make now: a few at once, then one every two seconds."""
    credit, at = state["credit"].get(attempt.player, (MOST_CREDIT, attempt.at))
    return float(min(MOST_CREDIT, credit + (attempt.at - at) * CREDIT_PER_SECOND))


def apply(state: Json, attempt: Attempt) -> None:
    player, result = attempt.player, attempt.payload["result"]
    mine = state["guesses"].setdefault(player, [])
    was_near = _came_near(mine)
    state["credit"][player] = [_credit(state, attempt) - 1, attempt.at]
    mine.append({"text": attempt.payload["text"], "result": result, "rung": state["rung"], "heads": attempt.weight})
    heads = state["heads"]
    if result == RIGHT:
        state["found"][player] = state["rung"]
        heads["found"] += attempt.weight
        heads["near"] -= attempt.weight if was_near else 0
    elif result != NO and not was_near:
        heads["near"] += attempt.weight


def next_step(state: Json) -> NextStep | None:
    rung = state["rung"]
    if rung > len(state["opens_at"]):
        return None
    return NextStep("clue" if rung < len(_clues(state)) else "letters", state["opens_at"][rung - 1])


def tick(state: Json, at: float) -> float | None:
    state["rung"] += 1
    return None


def actions(state: Json, is_open: bool) -> list[str]:
    if is_open:
        return ["leaked"]
    return [] if state["leaked"] else ["accept"]


def act(state: Json, action: str, payload: Json) -> Accepted:
    """`leaked`: somebody shouted the word; it counts for nobody. `accept {text, on}`: this spelling is right (or not) after all."""
    if action == "leaked":
        return Accepted({}, ends_round=True)
    text, on = payload.get("text"), payload.get("on", True)
    spelling = joined(text) if isinstance(text, str) and len(text) <= LONGEST_GUESS else ""
    guesses = (one["text"] for mine in state["guesses"].values() for one in mine)
    if type(on) is not bool or not spelling or not any(spelling in readings(guess) for guess in guesses):
        raise Rejected("act/not_written")
    return Accepted({"text": spelling, "on": on})


def apply_act(state: Json, action: str, payload: Json) -> None:
    if action == "leaked":
        state["leaked"] = True
        return
    others = [spelling for spelling in state["accepted"] if spelling != payload["text"]]
    state["accepted"] = [*others, payload["text"]] if payload["on"] else others
    _count_anew(state)


def _is_right(state: Json, guess: Json) -> bool:
    return guess["result"] == RIGHT or any(one in state["accepted"] for one in readings(guess["text"]))


def _came_near(mine: list[Json]) -> bool:
    return any(guess["result"] in (NEAR_FORM, NEAR_SPELLING) for guess in mine)


def _count_anew(state: Json) -> None:
    """Everyone who wrote an accepted spelling found the word then, on the rung that was open then. O(guesses of the round)."""
    found, heads = {}, {"found": 0, "near": 0}
    for player, mine in state["guesses"].items():
        first = next((guess for guess in mine if _is_right(state, guess)), None)
        if first is not None:
            found[player] = first["rung"]
            heads["found"] += first["heads"]
        elif _came_near(mine):
            heads["near"] += mine[-1]["heads"]
    state["found"], state["heads"] = found, heads


def written(state: Json) -> list[Json]:
    """What was guessed and not right, by heads: for the desk, which may accept it. A player counts once for each spelling."""
    heads: Counter[str] = Counter()
    for mine in state["guesses"].values():
        heads.update({joined(one["text"]): one["heads"] for one in mine if one["result"] != RIGHT and joined(one["text"])})
    common = heads.most_common(MOST_WRITTEN)
    return [{"text": text, "heads": count, "accepted": text in state["accepted"]} for text, count in common]


def awards(state: Json) -> dict[str, Award]:
    if state["leaked"]:
        return {}
    found = {player: _award(state["mode"], WORTH[rung - 1]) for player, rung in state["found"].items()}
    return {player: found.get(player, Award(right=False)) for player in state["guesses"]}


def _award(mode: str, worth: int) -> Award:
    if mode == "classic":
        return Award(worth, 0, True)
    return Award(FULL, worth if mode == "tiebreak" else 0, True)


def phone(state: Json, lang: str) -> Json:
    rung, clues = state["rung"], _clues(state)
    opened = set(state["letters"][: int(OPEN_LETTERS[rung - 1] * len(state["letters"]))])
    body: Json = {
        "words": _boxes(state["word"], opened),
        "rung": rung,
        "clues": [say(clue, lang) for clue in clues[:rung]],
        "clue_count": len(clues),
    }
    if state["mode"] == "classic":
        # Elsewhere every right guess earns the same, and the rung only breaks ties: that is nothing to announce as points.
        body["worth"] = list(WORTH)
    return body


def _clues(state: Json) -> list[Json]:
    return state["question"].get("clues") or []


def _boxes(word: str, opened: set[int]) -> list[list[str | None]]:
    """Letters per word; hidden ones are null, hyphens and other signs stand open."""
    words: list[list[str | None]] = [[]]
    for i, char in enumerate(word):
        if char == " ":
            words.append([])
        else:
            words[-1].append(char if i in opened or not char.isalnum() else None)
    return words


screen = desk = phone


def reveal(state: Json, lang: str, audience: str) -> Json:
    return {
        "word": state["word"],
        "leaked": state["leaked"],
        "explanation": say(state["question"].get("explanation"), lang),
        "found": state["heads"]["found"],
    }


def you(state: Json, player: str) -> Json | None:
    mine = state["guesses"].get(player)
    if not mine:
        return None
    shown = [{"text": one["text"], "result": RIGHT if _is_right(state, one) else one["result"]} for one in mine[-6:]]
    return {"found": player in state["found"], "guesses": shown}


def results(state: Json, lang: str) -> Json | None:
    """Heads that wrote a guess are not counted by weight here, so only finders and those who came near are told."""
    found, near = state["heads"]["found"], state["heads"]["near"]
    rows = [
        {"label": WORDS["screen.guess.found"][lang], "heads": found, "right": True},
        {"label": WORDS["desk.guess.near"][lang], "heads": near, "right": None},
    ]
    return {"text": state["word"], "heads": found + near, "rows": rows}


def progress(state: Json) -> Json:
    return dict(state["heads"])
