"""Tebak kata on stage: a pair of volunteers, a word on one phone, a hall that guesses aloud, turns per team.

Who wants to come up, who was drawn and who stops is nobody's business but theirs: phones look alike, walls show teams and words that
were found. A word is on the describer's phone and on the desk (covered there), nowhere else, until it was found.
Client side: static/js/rounds/describe.js.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from quizserver.core.facts import Json
from quizserver.core.ledger import Award
from quizserver.core.matching import joined
from quizserver.core.round_type import Accepted, Attempt, LocalText, NextStep, Setup, Text50, Text70, Text100, say
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.core.shuffle import shuffled
from quizserver.core.unanswered import label, seconds  # noqa: F401  (named by its title, without a limit)
from quizserver.errors import Rejected

answers = True

WORTH = 200
"""Points for a team's word."""

SECONDS = 60.0
TURNS = 2
MOST_TURNS = 15
PAIR = 2

WORDS = {
    "phone.describe.ask": {
        "id": "Mau memberi petunjuk di panggung, berdua dengan teman?",
        "en": "Would you like to give clues on stage, with a partner?",
    },
    "phone.describe.join": {"id": "Aku mau", "en": "I would like to"},
    "phone.describe.pass": {"id": "Aku menebak saja", "en": "I'd rather guess"},
    "phone.describe.kept": {"id": "Pilihanmu sudah disimpan.", "en": "Your choice is saved."},
    "phone.describe.private": {
        "id": "Hanya kamu yang tahu. Kalau terpilih, HP-mu yang memberi tahu.",
        "en": "Only you know. If you are drawn, your phone will tell you.",
    },
    "phone.describe.change": {"id": "Ubah pilihan", "en": "Change my choice"},
    "phone.describe.drawn": {"id": "Kamu terpilih! Datang ke panggung, ya.", "en": "You have been drawn! Come to the stage."},
    "phone.describe.drawn_describer": {
        "id": "Kata akan muncul di HP ini. Bawa HP-mu.",
        "en": "The word will appear on this phone. Bring it along.",
    },
    "phone.describe.drawn_partner": {"id": "Kamu menemani temanmu memberi petunjuk.", "en": "You help your partner give clues."},
    "phone.describe.stop_before": {"id": "Tidak jadi", "en": "I changed my mind"},
    "phone.describe.stop": {"id": "Berhenti", "en": "Stop"},
    "phone.describe.stopped": {"id": "Tidak apa-apa. Terima kasih sudah mencoba!", "en": "That is fine. Thank you for trying!"},
    "phone.describe.word": {"id": "Jelaskan kata ini", "en": "Describe this word"},
    "phone.describe.forbidden": {"id": "Jangan sebut", "en": "Do not say"},
    "phone.describe.hint": {"id": "Coba: {hint}", "en": "Try: {hint}"},
    "phone.describe.no_cards": {"id": "Kartunya sudah habis. Hebat!", "en": "No more cards. Well done!"},
    "phone.describe.guess": {"id": "Tebak keras-keras!", "en": "Guess out loud!"},
    "phone.describe.guess_text": {"id": "Dengarkan petunjuk dari panggung.", "en": "Listen to the clues from the stage."},
    "phone.describe.found": {"id": "Kata yang tertebak", "en": "Words that were found"},
    "phone.describe.found_none": {"id": "Seru! Giliran berikutnya pasti lebih mudah.", "en": "That was fun! The next turn will be easier."},
    "phone.describe.result": {"id": "Terima kasih sudah menebak!", "en": "Thank you for guessing!"},
    "screen.describe.ask": {"id": "Siapa mau ke panggung?", "en": "Who would like to come on stage?"},
    "screen.describe.ask_text": {
        "id": "Pilih diam-diam di HP. Kalau kamu terpilih, hanya HP-mu yang memberi tahu.",
        "en": "Choose quietly on your phone. Your own phone tells you if you are drawn.",
    },
    "screen.describe.team": {"id": "Giliran {team}", "en": "{team}'s turn"},
    "screen.describe.turn": {"id": "Giliran {n} dari {of}", "en": "Turn {n} of {of}"},
    "screen.describe.hall": {"id": "Giliran kita semua", "en": "Everyone's turn"},
    "screen.describe.loud": {"id": "Tebak keras-keras!", "en": "Guess out loud!"},
    "screen.describe.count": {"id": "kata tertebak", "en": "words found"},
    "screen.describe.words": {"id": "Kata yang tertebak", "en": "Words that were found"},
    "screen.describe.none": {
        "id": "Kata-katanya memang sulit. Tepuk tangan untuk yang berani maju!",
        "en": "Those were hard words. Applause for the courage to come up!",
    },
    "screen.describe.next_team": {"id": "Berikutnya: {team}", "en": "Next: {team}"},
    "screen.describe.total": {"id": "Bersama kita menebak {n} kata", "en": "Together we found {n} words"},
    "desk.describe.wanting": {
        "id": "{n} HP di tim ini ingin maju (rahasia)",
        "en": "{n} phones of this team would like to come up (private)",
    },
    "desk.describe.wanting_all": {"id": "{n} HP ingin maju (rahasia)", "en": "{n} phones would like to come up (private)"},
    "desk.describe.draw": {"id": "Undi dua orang", "en": "Draw two"},
    "desk.describe.draw_again": {"id": "Undi lagi", "en": "Draw again"},
    "desk.describe.alone": {"id": "Kartu di remote ini saja", "en": "Keep the card on this remote"},
    "desk.describe.drawn": {
        "id": "Sudah diundi: HP mereka memberi tahu. Tunggu di panggung, jangan panggil nama.",
        "en": "Drawn: their phones tell them. Wait on stage, call no names.",
    },
    "desk.describe.here": {
        "id": "Kartu ada di remote ini. Perlihatkan kepada yang di panggung.",
        "en": "The card is on this remote. Show it to whoever is on stage.",
    },
    "desk.describe.there": {"id": "Kartu ada di HP siswa di panggung.", "en": "The card is on the phone on stage."},
    "desk.describe.take": {"id": "Ambil alih kartu", "en": "Take the card over"},
    "desk.describe.correct": {"id": "Benar", "en": "Right"},
    "desk.describe.pass": {"id": "Kata lain", "en": "Another word"},
    "desk.describe.forbidden": {"id": "Ups, kata terlarang", "en": "Oops, forbidden word"},
    "desk.describe.peek": {"id": "Lihat kartu (jangan di proyektor)", "en": "See the card (not on the projector)"},
    "desk.describe.not": {"id": "Jangan sebut: {words}", "en": "Not to be said: {words}"},
    "desk.describe.finish": {"id": "Akhiri permainan", "en": "End the game"},
    "desk.describe.no_cards": {"id": "Kartu habis.", "en": "No more cards."},
    "desk.describe.found": {"id": "{n} kata tertebak", "en": "{n} words found"},
    "desk.describe.todo_volunteer": {
        "id": "Beri waktu memilih diam-diam. Undi, tunggu mereka di panggung, lalu mulai giliran.",
        "en": "Give them time to choose quietly. Draw, wait for them on stage, then start the turn.",
    },
    "desk.describe.todo_turn": {
        "id": "Dengarkan tebakan: Benar, Kata lain, atau Ups. Siapa pun boleh berhenti kapan saja.",
        "en": "Listen to the guesses: Right, Another word or Oops. Anyone may stop at any time.",
    },
    "desk.describe.todo_found": {
        "id": "Tepuk tangan. Undi pasangan berikutnya, lalu lanjut.",
        "en": "Applause. Draw the next pair, then go on.",
    },
}


class Card(BaseModel):
    """A word to describe without saying it or any of `forbidden`."""

    model_config = ConfigDict(extra="forbid")
    word: Text50
    forbidden: Annotated[list[Text50], Field(min_length=1, max_length=8)]
    hint: Text100 | None = None


class Question(AnyQuestion):
    """A deck. Groups of the visit take one turn each; without groups there are `turns`, for the whole hall."""

    title: Text70
    cards: Annotated[list[Card], Field(min_length=1, max_length=30)]
    turn_seconds: Annotated[float, Field(ge=20, le=180)] = SECONDS
    turns: Annotated[int, Field(ge=1, le=MOST_TURNS)] = TURNS

    @model_validator(mode="after")
    def _cards_can_be_played(self) -> Question:
        if self.seconds is not None:
            raise ValueError("seconds: volunteers have as long as they need; write turn_seconds for a turn")
        for lang in ("id", "en"):
            words = [joined(getattr(card.word, lang)) for card in self.cards if getattr(card.word, lang)]
            twice = next((word for word in words if words.count(word) > 1), None)
            if twice:
                raise ValueError(f"the word {twice} ({lang}) is on two cards")
            for n, card in enumerate(self.cards, start=1):
                word, hint = joined(getattr(card.word, lang)), card.hint and joined(getattr(card.hint, lang))
                if word and (word in [joined(getattr(one, lang)) for one in card.forbidden] or word in (hint or "")):
                    raise ValueError(f"card {n} ({lang}): the word itself stands among the forbidden ones or in the hint")
        return self


def samples() -> list[Json]:
    def both(text: str) -> Json:
        return LocalText(id=text, en=text).model_dump()

    def card(word: str, *forbidden: str) -> Json:
        return {"word": both(word), "forbidden": [both(one) for one in forbidden]}

    return [
        {
            "id": "sample-short",
            "type": "describe",
            "title": both("Sikap baik"),
            "cards": [
                card("empati", "rasa", "peduli", "orang lain"),
                card("sahabat", "teman", "akrab", "dekat"),
                card("jujur", "bohong"),
            ],
        },
        {
            "id": "sample-long",
            "type": "describe",
            "title": both("T" * 70),
            "cards": [{**card(f"{n:02d}" + "k" * 48, *(a + "m" * 49 for a in "abcdefgh")), "hint": both("h" * 100)} for n in range(30)],
            "turns": MOST_TURNS,
        },
    ]


def sample_answers(question: Json) -> list[tuple[str, Json]]:
    return [("volunteer", {"stage": "join"}), ("volunteer", {"stage": "pass"})]


TALK = 300.0


def begin(question: Json, setup: Setup) -> Json:
    teams = [dict(group) for group in setup.groups]
    return {
        "step": "volunteer",
        "unlisted": True,
        "one_clock": True,
        "question": question,
        "lang": setup.lang,
        "seed": setup.seed,
        "teams": teams,
        "turns": len(teams) or question.get("turns", TURNS),
        "wants": {},
        "groups": {},
        "draws": 0,
        "been": [],
        "on_stage": [],
        "holder": "desk",
        "order": shuffled(len(question["cards"]), setup.seed),
        "shown": 0,
        "found": [],
    }


def check(state: Json, attempt: Attempt) -> Accepted | None:
    """`stage`: wanting to come up, or not. `stop`: who was drawn goes back to the seat, or never leaves it."""
    if attempt.payload.get("stop") is True and attempt.player in state["on_stage"]:
        return Accepted({"stop": True}, is_final=False)
    choice = attempt.payload.get("stage")
    if state["step"] != "volunteer" or choice not in ("join", "pass"):
        raise Rejected("answer/unknown_option")
    return None if state["wants"].get(attempt.player) == choice else Accepted({"stage": choice}, is_final=False)


def apply(state: Json, attempt: Attempt) -> None:
    if "stop" in attempt.payload:
        _step_down(state, attempt.player)
    else:
        state["wants"][attempt.player] = attempt.payload["stage"]
        state["groups"][attempt.player] = attempt.group


def leave(state: Json, player: str) -> None:
    """Who was sent out, or is somebody else's second self, comes up no more."""
    state["wants"].pop(player, None)
    _step_down(state, player)


def _step_down(state: Json, player: str) -> None:
    """Back to the seat: without its describer a turn goes on from the desk."""
    describes = state["step"] == "turn" and state["on_stage"][:1] == [player]
    state["on_stage"] = [] if describes else [one for one in state["on_stage"] if one != player]
    state["holder"] = state["holder"] if state["on_stage"] else "desk"


def next_step(state: Json) -> NextStep | None:
    if state["step"] == "turn":
        return NextStep("found")
    is_over = len(state["found"]) >= state["turns"] or state["shown"] >= len(state["order"])
    return None if is_over else NextStep("turn")


def tick(state: Json, at: float) -> float | None:
    if state["step"] == "turn":
        state.update(step="found", on_stage=[], holder="desk")
        state["shown"] += 1  # the card in play was seen: no word is asked twice
        return None
    state["step"] = "turn"
    state["found"].append([])
    return float(state["question"].get("turn_seconds", SECONDS))


def _pool(state: Json) -> list[str]:
    """Who would like to come up, of the team whose turn is next, and has not been drawn yet."""
    team = _team(state, len(state["found"]))
    been = set(state["been"])
    return [
        player
        for player, choice in state["wants"].items()
        if choice == "join" and player not in been and (team is None or state["groups"][player] == team["id"])
    ]


def _team(state: Json, turn: int) -> Json | None:
    """Whose turn this is (they count from 0), None without groups."""
    return state["teams"][turn] if turn < len(state["teams"]) else None


def _now(state: Json) -> int:
    """The turn that runs or ran last; before the first one, that one."""
    return max(0, len(state["found"]) - 1)


def _card(state: Json) -> Json | None:
    """The card in play, none between turns and after the last one."""
    if state["step"] != "turn" or state["shown"] >= len(state["order"]):
        return None
    card: Json = state["question"]["cards"][state["order"][state["shown"]]]
    return card


def actions(state: Json, is_open: bool) -> list[str]:
    if not is_open:
        return []
    if state["step"] == "turn":
        judge = ["correct", "pass", "forbidden"] if _card(state) else []
        return [*judge, *(["take_card"] if state["holder"] == "phone" else []), "finish"]
    return ["draw", "alone", "finish"] if next_step(state) else []


def act(state: Json, action: str, payload: Json) -> Accepted:
    """A judgement names its card: of two desks that judge at once, the second one is told so."""
    if action == "draw":
        pool = _pool(state)
        if not pool:
            raise Rejected("act/no_volunteers")
        order = shuffled(len(pool), state["seed"] + state["draws"])
        return Accepted({"pair": [pool[i] for i in order[:PAIR]]})
    if action in ("correct", "pass", "forbidden") and payload.get("card") != state["shown"]:
        raise Rejected("act/changed")
    return Accepted({}, ends_round=action == "finish")


def apply_act(state: Json, action: str, payload: Json) -> None:
    if action == "draw":
        state.update(on_stage=payload["pair"], holder="phone", draws=state["draws"] + 1)
        state["been"] = [*state["been"], *payload["pair"]]
    elif action in ("correct", "pass", "forbidden"):
        if action == "correct":
            state["found"][-1].append(state["order"][state["shown"]])
        state["shown"] += 1
    else:  # alone, take_card, finish
        state.update(on_stage=[], holder="desk")


def awards(state: Json) -> dict[str, Award]:
    """To the teams alone: whoever came up, or wanted to, gets nothing of their own."""
    return {team["id"]: Award(WORTH * len(words)) for team, words in zip(state["teams"], state["found"], strict=False)}


def phone(state: Json, lang: str) -> Json:
    team = _team(state, _now(state))
    body: Json = {"title": say(state["question"]["title"], lang), "team": team["name"] if team else ""}
    if state["step"] == "found":
        body["words"] = _words(state, state["found"][-1], lang)
    return body


def screen(state: Json, lang: str) -> Json:
    following = _team(state, len(state["found"])) if next_step(state) else None
    next_team = following["name"] if following else ""
    return {**phone(state, lang), "turn": _now(state) + 1, "turns": state["turns"], "next_team": next_team}


def desk(state: Json, lang: str) -> Json:
    body = {**screen(state, lang), "holder": state["holder"], "drawn": len(state["on_stage"])}
    card = _card(state)
    if card is not None:
        body["card"] = {"number": state["shown"], **_told(card, lang)}
    return body


def _told(card: Json, lang: str) -> Json:
    return {
        "word": say(card["word"], lang),
        "forbidden": [say(one, lang) for one in card["forbidden"]],
        "hint": say(card.get("hint"), lang),
    }


def _words(state: Json, cards: list[int], lang: str) -> list[str]:
    return [say(state["question"]["cards"][card]["word"], lang) for card in cards]


def reveal(state: Json, lang: str, audience: str) -> Json:
    words = _words(state, [card for turn in state["found"] for card in turn], lang)
    return {"words": words, "found": len(words)}


def you(state: Json, player: str) -> Json | None:
    """The card is here for one player alone, and only while the turn runs. Both choices weigh the same."""
    stage = state["wants"].get(player)
    if player not in state["on_stage"]:
        return None if stage is None else {"stage": stage}
    is_describer = state["on_stage"][0] == player
    body: Json = {"stage": stage, "role": "describer" if is_describer else "partner"}
    if is_describer and state["step"] == "turn":
        card = _card(state)
        body["card"] = None if card is None else _told(card, state["lang"])
    return body


def results(state: Json, lang: str) -> Json | None:
    """Words were counted, no heads: the report has nothing to tell of it."""
    return None


def progress(state: Json) -> Json:
    """`wants` is for the desk; the wall does not show it."""
    found = len(state["found"][-1]) if state["step"] == "turn" else 0
    wants = len(_pool(state)) if state["step"] != "turn" else 0
    return {"found": found, "wants": wants, "holder": state["holder"], "drawn": len(state["on_stage"])}
