"""Whole visits for the tests of the report: the facts of a morning, played through the real rules, with as many students as wanted."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterable, Sequence
from typing import Any

from quizserver import rounds
from quizserver.core import commands as c
from quizserver.core import facts as f
from quizserver.core.facts import Entry, Json
from quizserver.core.game import Game
from quizserver.core.state import State
from quizserver.errors import Rejected

START = time.time() - 3_600
"""An hour ago: what is older than a week would be wiped."""

SCHOOL = {"school": "SMP Negeri 4 Metro", "follow_up_who": "Bu Ratna (guru BK)", "follow_up_when": "Senin, 30 November"}


class Visit:
    """A room without server: `join`, `play`, `close`; `entries` is what its journal would hold."""

    def __init__(self, items: Sequence[Json], *, groups: Iterable[str] = (), visit: Json | None = None, seed: int = 5) -> None:
        self.game = Game(rounds.discover())
        self.state = State()
        self.entries: list[Entry] = []
        self.chance = random.Random(seed)
        self._at = 0.0
        named = [{"id": f"g{n}", "name": name, "size": None} for n, name in enumerate(groups, start=1)]
        title = {"id": "Peksos Go To School", "en": "Peksos Go To School"}
        self._add(f.RoomOpened("TEST", title, "id", "tiebreak", seed, list(items), named, "choose", visit or {}))

    def _add(self, fact: f.Fact, actor: str = "screen", reply: Json | None = None) -> None:
        entry = Entry(len(self.entries) + 1, self._at, START + self._at, actor, "", fact, reply or {})
        self.game.apply(self.state, entry)
        self.entries.append(entry)

    def do(self, command: c.Command) -> bool:
        """Whether the rules took it."""
        try:
            decision = self.game.decide(self.state, command, self._at)
        except Rejected:
            return False
        for fact in decision.facts:
            self._add(fact, command.actor)
        return True

    def join(self, count: int, *, group: str | None = None, weight: int = 1) -> None:
        first = len(self.state.players) + 1
        for n in range(first, first + count):
            self._add(f.PlayerJoined(f"p{n}", f"{n:064x}", f"Elang Rahasia {n}", weight, group))

    def play(self, *, turnout: float = 0.95, skill: float = 0.75) -> None:
        """All items to the end: each student answers with this likelihood, and rightly with that."""
        for _ in range(20 * len(self.state.items) + 20):
            if self.state.phase == "ended":
                return
            self._at += 20
            if self.state.phase == "open" and self.game.types[self.state.rounds[self.state.number].type].answers:
                self._answers(turnout, skill)
            self.do(c.Advance(actor="screen", step=self.state.step_token(), confirmed=True))
        raise AssertionError("the programme does not end")

    def skip(self) -> None:
        self.do(c.Skip(actor="screen", step=self.state.step_token()))

    def step(self) -> None:
        self.do(c.Advance(actor="screen", step=self.state.step_token(), confirmed=True))

    def _answers(self, turnout: float, skill: float) -> None:
        now = self.state.rounds[self.state.number]
        given = self.game.types[now.type].sample_answers(now.item["question"])
        here = [payload for step, payload in given if step == now.state["step"]]
        right = _right_payload(now.type, now.state)
        for player in list(self.state.players):
            if here and self.chance.random() < turnout:
                payload = right if right and self.chance.random() < skill else self.chance.choice(here)
                self.do(c.Answer(actor=player, round=now.number, step=now.state["step"], payload=payload, took=3.0))

    def close(self) -> list[Entry]:
        self._add(f.RoomClosed())
        return self.entries


def _right_payload(kind: str, state: Json) -> Json | None:
    if kind == "choice":
        return {"picks": state["right"]}
    if kind == "verdict" and state["step"] == "answer":
        from quizserver.rounds.verdict import KEYS

        return {"verdict": KEYS[state["question"]["key"]][0]}
    return None


def played(items: Sequence[Json], *, students: int = 320, classes: int = 10, **more: Any) -> list[Entry]:
    """A closed visit of so many students in so many classes."""
    names = [f"7{chr(ord('A') + n)}" for n in range(classes)]
    visit = Visit(items, groups=names, visit=SCHOOL)
    for n in range(classes):
        visit.join(students // classes, group=f"g{n + 1}")
    visit.join(students % classes if classes else students)
    visit.play(**more)
    return visit.close()


def long_programme(items: Sequence[Json], count: int) -> list[Json]:
    """So many scored items, taken again and again from these."""
    usable = [item for item in items if rounds.discover()[item["type"]].answers]
    return list(itertools.islice(itertools.cycle(usable), count))
