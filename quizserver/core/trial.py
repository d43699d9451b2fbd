"""Plays one item alone, from its opening to its end: the moves so far go in, what phone, screen and desk show comes out.

Nothing is kept between two calls and nothing is written: the same moves are played again each time, so an item may change under them
while it is being written. The rules are the game's own (game.py); the address is web/trying.py.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from quizserver.core import commands as c
from quizserver.core import moderation
from quizserver.core.facts import Entry, Json, RoomOpened
from quizserver.core.game import Game
from quizserver.core.state import State
from quizserver.errors import BadRequest, QuizError

PLAYER = "p1"
NAME = "Elang Ramah"
SEED = 1
ROOM_KEY = base64.b64encode(bytes(range(32))).decode()
LEAD = base64.b64encode(bytes(range(32, 64))).decode()
"""Keys of a room that holds no secrets: what is written in a trial is never kept, so nobody has to open it."""

MOST_MOVES = 200
MOST_TICKS = 200


@dataclass(slots=True)
class Trial:
    """A room of one item and one player who hold no secrets. `at` is seconds since the item was opened."""

    game: Game
    question: Json
    title: Mapping[str, str]
    state: State = field(default_factory=State)
    at: float = 0.0

    def open(self) -> None:
        """The room, the player in it, and the item open."""
        title = dict(self.title)
        item: Json = {
            "bank": "", "id": self.question["id"], "type": self.question["type"], "section": 0, "title": title, "intro": title,
            "index": 1, "in_section": 1, "question": self.question,
        }  # fmt: skip
        room = RoomOpened("UJI", title, "id", "tiebreak", SEED, [item], room_key=ROOM_KEY, lead=LEAD)
        self.game.apply(self.state, Entry(1, 0.0, 0.0, "screen", "", room))
        self.do(c.Join(actor="t", token_hash="t", name=NAME, weight=1))
        self.do(c.Advance(actor="screen"))
        self.do(c.Advance(actor="screen"))

    def do(self, command: c.Command) -> Json:
        """Takes a command in; returns its reply. Raises Rejected."""
        decision = self.game.decide(self.state, command, self.at)
        for fact in decision.facts:
            self.game.apply(self.state, Entry(self.state.seq + 1, self.at, 0.0, command.actor, "", fact))
        return decision.reply

    def wait_until(self, at: float) -> None:
        """Lets time pass: steps and the close come by themselves."""
        for _ in range(MOST_TICKS):
            due = self.game.next_at(self.state)
            if due is None or due > at:
                break
            self.at = due
            self.do(c.Tick(actor="clock"))
        self.at = max(self.at, at)

    def move(self, move: Json) -> Json:
        """One move of the player or the facilitator. Raises Rejected, BadRequest."""
        kind = move.get("do")
        if not isinstance(kind, str) or kind not in MOVES:
            raise BadRequest("request/malformed")
        reply = self.do(MOVES[kind](self.state, move))
        self._let_in()
        return reply

    def _let_in(self) -> None:
        """What was typed waits for a person to read it; in a trial that is the one who typed it."""
        for number, played in self.state.rounds.items():
            for entry, text in enumerate(played.state.get("queue", {}).get("entries", [])):
                if text["status"] == moderation.HELD:
                    self.do(c.Moderate(actor="screen", round=number, action="approve", entry=entry, seen=text["version"]))


def _payload(move: Json) -> Json:
    payload = move.get("payload", {})
    if not isinstance(payload, dict):
        raise BadRequest("request/malformed")
    return payload


def _answer(state: State, move: Json) -> c.Command:
    step, took = move.get("step"), move.get("took", 0)
    if not isinstance(step, str) or not isinstance(took, int | float):
        raise BadRequest("request/malformed")
    return c.Answer(actor=PLAYER, round=1, step=step, payload=_payload(move), took=float(took))


MOVES: dict[str, Callable[[State, Json], c.Command]] = {
    "answer": _answer,
    "take_back": lambda state, move: c.TakeBack(actor=PLAYER, round=1),
    "advance": lambda state, move: c.Advance(actor="screen", confirmed=True),
    "act": lambda state, move: c.Act(actor="desk", round=1, action=str(move.get("action")), payload=_payload(move)),
}
"""What may be done, with what it needs beside `do` and `at`."""


def play(game: Game, question: Json, title: Mapping[str, str], moves: Sequence[Json], at: float, lang: str) -> Json:
    """What everybody sees `at` seconds after this valid question was opened, when these moves were made.

    Each move is `{do, at, …}` (MOVES). `played` counts those that were taken: the first one refused ends it, `ack` says why; else `ack` is
    what the last one was told. `due` is the number of seconds after which something happens by itself, None if nothing does.
    Raises BadRequest for moves that are none.
    """
    if len(moves) > MOST_MOVES or not all(isinstance(move.get("at"), int | float) for move in moves):
        raise BadRequest("request/malformed")
    trial = Trial(game, question, title)
    trial.open()
    ack: Json = {"ok": True}
    played = 0
    for move in moves:
        trial.wait_until(float(move["at"]))
        try:
            ack = {"ok": True, **trial.move(move)}
        except BadRequest:
            raise
        except QuizError as refused:
            ack = {"ok": False, "error": refused}
            break
        played += 1
    trial.wait_until(at)
    due = game.next_at(trial.state)
    return {
        "played": played,
        "ack": ack,
        "at": trial.at,
        "due": None if due is None else round(max(0.0, due - trial.at), 2),
        "phone": game.phone(trial.state, lang, trial.at),
        "you": game.you(trial.state, PLAYER, trial.at),
        "screen": game.screen(trial.state, lang, trial.at),
        "desk": game.desk(trial.state, lang, trial.at),
        "progress": game.progress(trial.state),
    }
