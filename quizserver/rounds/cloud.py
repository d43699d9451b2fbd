"""Word cloud: up to three short entries a phone, an approved word on the wall. Never scored.

Words of the bank's own list come in one tap and need nobody. Anything else is held until a person approves it (core/moderation.py), also
what the word filter finds harmless. The same word sent again joins the first one: whoever moderates reads it once, and what was taken off
stays off. Sizes: core/word_sizes.py. Client side: static/js/rounds/cloud.js.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from quizserver.core import moderation
from quizserver.core.facts import Json
from quizserver.core.ledger import Award
from quizserver.core.matching import joined
from quizserver.core.one_step import next_step, tick  # noqa: F401  (the interface of a type of one step)
from quizserver.core.round_type import Accepted, Attempt, Setup, Text24, Text140, reading_seconds, say
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.core.word_sizes import MOST_WORDS, room_under, sizes
from quizserver.errors import Rejected

answers = True

WORDS = {
    "desk.cloud.todo_answer": {
        "id": "Bacakan pertanyaannya. Kiriman lain menunggu dibaca di Moderasi.",
        "en": "Read the question out. Other entries wait to be read in Moderation.",
    },
    "phone.cloud.ask": {"id": "Ketuk atau tulis tiga.", "en": "Tap or write three."},
    "phone.cloud.label": {"id": "Atau tulis sendiri", "en": "Or write your own"},
    "phone.cloud.send": {"id": "Kirim", "en": "Send"},
    "phone.cloud.mine": {"id": "Kirimanmu:", "en": "You sent:"},
    "phone.cloud.left": {"id": "masih bisa {left} lagi", "en": "{left} more to go"},
    "phone.cloud.enough": {"id": "Terkirim semua. Terima kasih!", "en": "All sent. Thank you!"},
    "phone.cloud.read_first": {
        "id": "Tanpa nama orang, ya. Tulisanmu dibaca dulu, baru bisa tampil.",
        "en": "No names, please. What you write is read first, then it may be shown.",
    },
    "phone.cloud.look_up": {"id": "Lihat awan kata di layar depan.", "en": "Look at the word cloud on the big screen."},
    "screen.cloud.how": {"id": "paling banyak tiga kata", "en": "three words at most"},
    "screen.cloud.waiting": {"id": "Kata-kata kalian akan muncul di sini.", "en": "Your words will appear here."},
    "screen.cloud.none": {"id": "Terima kasih sudah berpikir bersama.", "en": "Thank you for thinking together."},
    "screen.cloud.words": {"id": "Kata dari aula ini", "en": "Words from this hall"},
    "desk.cloud.shown": {"id": "kata tampil di layar", "en": "words on the wall"},
    "desk.cloud.held": {"id": "kiriman menunggu dibaca di “Moderasi”", "en": "entries wait to be read in “Moderation”"},
}

LONGEST_ENTRY = 24
MOST_ENTRIES = 3
LONGEST_TYPED = 48
"""Characters that are looked at at all: most of them may be invisible."""

TALK = 60.0


class Question(AnyQuestion):
    """`words` are offered in one tap."""

    text: Text140
    words: Annotated[list[Text24], Field(default_factory=list, max_length=6)]


def samples() -> list[Json]:
    def both(text: str) -> Json:
        return {"id": text, "en": text}

    ask = {"id": "Apa yang membuat kelas terasa nyaman?", "en": "What makes a class feel good?"}
    kind = [{"id": "kompak", "en": "team spirit"}, {"id": "saling sapa", "en": "saying hello"}, {"id": "jujur", "en": "honesty"}]
    return [
        {"id": "sample-words", "type": "cloud", "text": ask, "words": kind},
        {"id": "sample-open", "type": "cloud", "text": ask},
        {"id": "sample-longest", "type": "cloud", "text": both("M" * 140), "words": [both(letter * 24) for letter in "MWABCD"]},
    ]


def sample_answers(question: Json) -> list[tuple[str, Json]]:
    texts = [word["id"] for word in question.get("words", [])[:1]] + ["ramah", "Saling Bantu!", "😀"]
    return [("answer", {"text": text}) for text in texts]


def label(question: Json, lang: str) -> str:
    return say(question["text"], lang)


def seconds(question: Json) -> float | None:
    return reading_seconds(question, question["text"], *question.get("words", []), extra=40)


def key_of(text: str) -> str:
    """Two entries with the same key are one word: `Kerja sama!` and `kerjasama`; what has no letters is its own key."""
    return joined(text) or moderation.presentable(text).casefold()


def begin(question: Json, setup: Setup) -> Json:
    """`listed`: the bank's words by key, in both languages; `words`: what is on the wall, in the order in which it came there."""
    listed = {key_of(text): say(word, setup.lang) for word in question.get("words", []) for text in word.values() if text}
    return {
        "step": "answer",
        "question": question,
        "listed": listed,
        "queue": moderation.empty_queue(LONGEST_ENTRY),
        "entries": {},
        "mine": {},
        "heads": 0,
        "words": {},
    }


def check(state: Json, attempt: Attempt) -> Accepted | None:
    typed = attempt.payload.get("text")
    if not isinstance(typed, str):
        raise Rejected("answer/empty")
    text = moderation.presentable(typed[:LONGEST_TYPED])
    if len(typed) > LONGEST_TYPED or len(text) > LONGEST_ENTRY:
        raise Rejected("answer/too_long", most=LONGEST_ENTRY)
    if not text:
        raise Rejected("answer/empty")
    mine = state["mine"].get(attempt.player, {})
    if key_of(text) in mine:
        return None
    if len(mine) >= MOST_ENTRIES:
        raise Rejected("answer/enough")
    return Accepted({"text": typed, "flags": list(attempt.flags.get(typed, ()))}, is_final=len(mine) + 1 == MOST_ENTRIES)


def apply(state: Json, attempt: Attempt) -> None:
    typed, weight, queue = attempt.payload["text"], attempt.weight, state["queue"]
    key = key_of(typed)
    mine = state["mine"].setdefault(attempt.player, {})
    state["heads"] += 0 if mine else weight
    mine[key] = moderation.presentable(typed)
    if key in state["listed"]:
        _count(state, state["listed"][key], weight)
    elif key in state["entries"]:
        moderation.support(queue, state["entries"][key], weight)
        _count(state, moderation.visible(queue, state["entries"][key]), weight)
    else:
        flags = attempt.payload.get("flags", [])
        state["entries"][key] = moderation.submit(queue, typed, at=attempt.at, flags=flags, weight=weight)


def _count(state: Json, text: str, weight: int) -> None:
    """Puts heads behind a word on the wall, or takes them away. Empty text: nothing is shown."""
    if text:
        shown = state["listed"].get(key_of(text), text)
        word = state["words"].setdefault(key_of(shown), {"text": shown, "heads": 0})
        word["heads"] += weight


def actions(state: Json, is_open: bool) -> list[str]:
    """Moderation is a command of its own (`moderate`): it needs another power, and goes on after the round."""
    return []


def act(state: Json, action: str, payload: Json) -> Accepted:
    raise Rejected("act/not_now")


def apply_act(state: Json, action: str, payload: Json) -> None:
    was, now = moderation.apply(state["queue"], action, payload)
    weight = state["queue"]["entries"][payload["entry"]]["weight"]
    _count(state, was, -weight)
    _count(state, now, weight)


def awards(state: Json) -> dict[str, Award]:
    return {player: Award() for player in state["mine"]}


def phone(state: Json, lang: str) -> Json:
    question = state["question"]
    return {"text": say(question["text"], lang), "words": [say(word, lang) for word in question.get("words", [])]}


def screen(state: Json, lang: str) -> Json:
    return {"text": say(state["question"]["text"], lang), **progress(state)}


desk = screen


def reveal(state: Json, lang: str, audience: str) -> Json:
    return {} if audience == "phone" else progress(state)


def you(state: Json, player: str) -> Json | None:
    mine = state["mine"].get(player)
    return {"sent": list(mine.values()), "left": MOST_ENTRIES - len(mine)} if mine else None


def _shown(state: Json) -> list[Json]:
    return [word for word in state["words"].values() if word["heads"] > 0]


def results(state: Json, lang: str) -> Json | None:
    """Approved words only, the most chosen first."""
    words = sorted(_shown(state), key=lambda word: -word["heads"])[:MOST_WORDS]
    rows = [{"label": word["text"], "heads": word["heads"], "right": None} for word in words]
    return {"text": say(state["question"]["text"], lang), "heads": state["heads"], "rows": rows}


def progress(state: Json) -> Json:
    """The words on the wall while it fills; no heads, no order of rank."""
    high = min(room_under(text) for text in state["question"]["text"].values())
    placed = sizes([(word["text"], word["heads"]) for word in _shown(state)], high)
    return {"words": [{"text": text, "size": size} for text, size in placed]}
