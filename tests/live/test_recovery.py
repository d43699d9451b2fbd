"""Replay equals live: random play, a crash anywhere, the same room. Room time stands still while the server is down or paused."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable

import pytest

from quizserver import rounds
from quizserver.core import commands as c
from quizserver.core.facts import Entry, Json
from quizserver.core.game import Game
from quizserver.core.state import WALLS, State
from quizserver.core.state import Player as Who
from quizserver.live.clock import RoomClock
from tests.conftest import Classroom, FakeClock, an_item, sample


def every_sample() -> list[dict[str, object]]:
    return [question for kind in rounds.discover().values() for question in kind.samples()]


STAGE: list[tuple[str, dict[str, object]]] = [
    *((action, {"card": card}) for action in ("correct", "pass", "forbidden") for card in range(4)),
    *(("draw", {}) for _ in range(4)),
    ("alone", {}),
    ("take_card", {}),
    ("teams", {"count": 3}),
    ("points", {"team": "team1", "add": 10}),
    ("points", {"team": "g1", "add": 50}),
    ("undo", {}),
    ("classes", {"names": "7B, 7A"}),
    ("hands", {"counts": {"signed": 12}}),
]
"""What a desk does in the rounds that are played on a stage, in a yard or at the end."""

ACCEPTS = [("accept", {"text": text, "on": on}) for text in ("jeruk", "empatx") for on in (True, False)]
GROUPS = [{"id": "g1", "name": "7A", "size": 12}, {"id": "g2", "name": "7B", "size": None}, {"id": "g3", "name": "7C", "size": 8}]


class Player:
    """Sends random commands, valid and not, as screens, desks and phones might."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        mode, assign = self.chance.choice(["tiebreak", "off", "classic"]), self.chance.choice(["choose", "balance"])
        groups = GROUPS if seed % 3 else []
        self.room = Classroom(*every_sample(), mode=mode, seed=seed, groups=groups, assign=assign)

    def step(self) -> None:
        chance, room = self.chance, self.room
        move = chance.choice(["join", "answer", "answer", "answer", "advance", "wait", "other", "act", "people"])
        ident = next(room.ids)
        players = list(room.state.players)
        if move == "join":
            name = f"name-{ident}"
            group = chance.choice(["g1", "g2", "g3"]) if room.state.groups else None
            room.send(c.Join(actor=name, id=ident, token_hash=name, name=name, weight=chance.randint(1, 5), group=group))
        elif move == "answer" and players:
            self.answer(chance.choice(players), ident)
        elif move == "advance":
            room.send(c.Advance(actor="screen", id=ident, step=room.state.step_token(), confirmed=chance.random() < 0.8))
        elif move == "wait":
            room.wait(chance.choice([0.1, 1.0, 8.0]))
        elif move == "other":
            room.send(self.other(ident))
        elif move == "act":
            counts = {"0": chance.randint(0, 40), "yes": chance.randint(0, 40)}
            words = {"words": {"0": "half", "yes": "few"}, "heads": 30, "group": "g1"}
            by_hands = [("hands", {"counts": counts}), ("hands", {"counts": {"0": 3}, "group": "g2"}), ("hands", words)]
            action, payload = chance.choice([("leaked", {}), *by_hands, *ACCEPTS, *chance.sample(STAGE, 3)])
            room.send(c.Act(actor="desk", id=ident, round=room.state.number, action=action, payload=payload))
        elif players:
            who, other = chance.choice(players), chance.choice(players)
            waiting = next((one.id for one in room.state.players.values() if one.waits), who)
            room.send(
                chance.choice(
                    [
                        c.Admit(actor="desk", id=ident, player=waiting),
                        c.Move(actor="desk", id=ident, player=who, group=chance.choice(["g1", "g2"]), was=room.state.players[who].group),
                        c.SetHeads(actor="desk", id=ident, player=who, weight=chance.randint(1, 5)),
                        c.SetTimeFactor(actor="desk", id=ident, player=who, factor=chance.choice([1.0, 1.5, 2.0])),
                        c.MergePlayers(actor="desk", id=ident, gone=who, into=other),
                        c.Remove(actor="desk", id=ident, player=who),
                        c.Restore(actor="desk", id=ident, player=who),
                        c.Rename(actor="desk", id=ident, player=who, name=f"name-{ident}"),
                        c.IssueCode(actor=who, player=who, code_hash=f"code-{ident}"),
                        c.UseCode(actor="x", id=ident, code_hash=next(iter(room.state.codes), "none"), token_hash=f"t-{ident}"),
                        c.Spin(actor=who, id=ident, name=f"spun-{ident}"),
                    ]
                )
            )

    def answer(self, who: str, ident: str) -> None:
        now = self.room.state.round
        if now is None:
            return
        kind = rounds.discover()[now.type]
        samples = kind.sample_answers(now.item["question"]) or [("show", {})]
        step, payload = self.chance.choice(samples)
        self.room.send(c.Answer(actor=who, id=ident, round=now.number, step=step, payload=payload, took=self.chance.random() * 9))

    def arrangement(self, ident: str) -> c.Command:
        """Another order with some items dropped, some taken back, perhaps one of its own; now and then as a stale desk sends it."""
        chance, state = self.chance, self.room.state
        rest: list[str | Json] = [*chance.sample(sorted(state.free_uids()), len(state.free_uids()) * 3 // 4)]
        for question in chance.sample(every_sample(), chance.randint(0, 2)):
            rest.insert(chance.randint(0, len(rest)), an_item(question))
        seen = state.arrangement if chance.random() < 0.9 else "0.0"
        return c.Arrange(actor="desk", id=ident, seen=seen, rest=rest)

    def other(self, ident: str) -> c.Command:
        chance, step = self.chance, self.room.state.step_token()
        return chance.choice(
            [
                c.Pause(actor="desk", id=ident, on=chance.random() < 0.4),
                c.AddTime(actor="desk", id=ident, seconds=10),
                c.Reopen(actor="screen", id=ident),
                c.Lock(actor="screen", id=ident, on=chance.random() < 0.3),
                c.TurnWall(actor="screen", id=ident, show=chance.choice(WALLS)),
                c.TurnWall(actor="screen", id=ident, show="last", round=chance.randint(0, 9)),
                c.VoidRound(actor="desk", id=ident, round=chance.randint(0, 9), on=chance.random() < 0.7),
                self.arrangement(ident),
                self.arrangement(ident),
                c.Skip(actor="screen", id=ident, step=step),
                c.TurnSigns(actor="desk", id=ident, on=chance.random() < 0.5),
            ]
        )


@pytest.mark.parametrize("seed", range(40))
def test_after_a_crash_anywhere_the_room_is_as_it_was(seed: int) -> None:
    play = Player(seed)
    for n in range(120):
        play.step()
        if n % 17 == seed % 17:
            live = play.room.state
            assert play.room.game.programme(live, "id", "desk", play.room.room.at, 600.0)["seen"] == live.arrangement
            again = play.room.game.replay(stored(entry) for entry in play.room.journal.read("room"))
            assert again == live
            play.room.restarted()
    assert play.room.state.seq > 10, "the play must have gone somewhere"


@pytest.mark.parametrize("seed", range(20))
def test_the_counts_that_are_kept_are_those_of_a_recount(seed: int) -> None:
    play = Player(seed)
    for _ in range(150):
        play.step()
        state, game = play.room.state, play.room.game
        assert kept(state) == counted_anew(game, state)


def kept(state: State) -> Json:
    now = state.round
    answered = (now.answered_heads, {key: n for key, n in now.group_answered.items() if n}) if now else (0, {})
    return {
        "phones": state.phones,
        "waiting": state.waiting,
        "heads": (state.heads, {key: n for key, n in state.group_heads.items() if n}),
        "answered": answered,
        "asking": state.asking,
    }


def counted_anew(game: Game, state: State) -> Json:
    """The same, from the players and the programme one by one."""
    here = [who for who in state.players.values() if not who.removed]

    def heads(of: Callable[[Who], int]) -> tuple[int, Json]:
        by_group = Counter[str]()
        for who in here:
            by_group.update({who.group: of(who)} if who.group and who.plays else {})
        return sum(of(who) for who in here if who.plays), {key: n for key, n in by_group.items() if n}

    def answered(who: Who) -> int:
        now = state.round
        if now is None or who.id not in now.answered:
            return 0
        said = now.state["said"].get(who.id, []) if now.type == "scale" else []
        return min(len(said) or who.weight, who.weight)

    return {
        "phones": len(here),
        "waiting": sum(who.waits for who in here),
        "heads": heads(lambda who: who.weight),
        "answered": heads(answered),
        "asking": sum(game.types[item["type"]].answers for item in state.items),
    }


def stored(entry: Entry) -> Entry:
    """The entry as it comes back from a disk: through JSON text."""
    return Entry.from_row(json.loads(json.dumps(entry.as_row())))


@pytest.mark.parametrize("seed", range(10))
def test_the_state_of_every_round_stays_json(seed: int) -> None:
    play = Player(seed)
    for _ in range(150):
        play.step()
        for played in play.room.state.rounds.values():
            assert json.loads(json.dumps(played.state)) == played.state


def test_remaining_time_survives_a_kill_and_the_time_down_costs_nothing() -> None:
    room = Classroom(sample("choice"))
    room.join("ani")
    room.open()
    room.wait(6)
    before = room.view("phone")["round"]["left"]
    room.clock.now += 3_600
    room.restarted()
    after = room.view("phone")["round"]["left"]
    assert room.state.phase == "open"
    assert 0 <= after - before <= 2.1


def test_a_pause_stops_room_time_and_answers_wait() -> None:
    room = Classroom(sample("choice"))
    room.join("ani")
    room.open()
    room.wait(3)
    left = room.view("phone")["round"]["left"]
    room.do(c.Pause(actor="screen", id="pause-it", on=True))
    room.wait(60)
    assert room.view("phone")["round"]["left"] == pytest.approx(left, abs=0.2)
    assert room.state.phase == "open"


def test_a_machine_that_slept_has_not_used_up_the_time() -> None:
    clock = FakeClock()
    room_time = RoomClock(0.0, clock)
    clock.now += 2
    assert room_time.read(paused=False) == 2.0
    clock.now += 900
    assert room_time.read(paused=False) == 2.0
    clock.now += 1
    assert room_time.read(paused=False) == 3.0


def test_the_server_closes_a_question_by_itself_after_the_grace() -> None:
    room = Classroom(sample("choice"))
    room.join("ani")
    room.open()
    left = room.view("phone")["round"]["left"]
    room.wait(left + 0.5)
    assert room.state.phase == "open", "an answer tapped in time may still be in the air"
    room.answer("ani", picks=[0], took=left)
    room.wait(1)
    assert room.state.phase == "closed"
