"""The state of one room, and questions one may ask of it. Nothing here changes state: apply.py alone does."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizserver.core.facts import Json
from quizserver.core.ledger import Ledger
from quizserver.core.requests import Request

GRACE = 1.0
"""Seconds after a deadline in which an answer still counts: the time a tap needs over busy air."""

REOPEN_WITHIN = 10.0
SPINS = 3
REMEMBERED_COMMANDS = 8
MOST_PLAYERS = 5_000
MOST_HEADS = 5
TIME_FACTORS = (1.0, 1.5, 2.0)
PHASES = ("lobby", "ready", "open", "closed", "ended")
WALLS = ("game", "blank", "calm", "help", "last", "qr")
COVERS = ("calm", "help")
"""What the wall and every phone show instead of the game: nothing may run on behind it."""


@dataclass(slots=True)
class Player:
    """A phone. `weight` heads share it; `time_factor` is extra time; a removed player keeps the score and may be restored.

    `waits`: the class is full. `other_tokens`: of players who were merged into this one.
    """

    id: str
    name: str
    token_hash: str
    weight: int = 1
    time_factor: float = 1.0
    group: str | None = None
    spins_left: int = SPINS
    removed: bool = False
    waits: bool = False
    other_tokens: list[str] = field(default_factory=list)

    @property
    def plays(self) -> bool:
        """Counted and may answer: neither removed nor waiting for a desk."""
        return not self.removed and not self.waits


@dataclass(slots=True)
class Round:
    """One played item. `state` is the round type's own; times are room time in seconds; `ends_at` None means no limit.

    `answered`, its counts and `done` are of the present step; who is done is owed no more time. `has_result`: it was closed and asked
    something.
    `weights`: heads with which a player's first answer here was tallied; a later change of heads must not tear the tally.
    """

    number: int
    type: str
    item: Json
    state: Json
    opened_at: float
    step_at: float
    ends_at: float | None
    steps: int = 0
    closed_at: float | None = None
    reopens: bool = False
    has_result: bool = False
    skipped: bool = False
    voided: bool = False
    answered: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    answered_heads: int = 0
    group_answered: dict[str, int] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)

    @property
    def is_silent(self) -> bool:
        """Whether phones do not answer in the present step: the hall talks."""
        return bool(self.state.get("silent"))

    @property
    def is_unlisted(self) -> bool:
        """Whether nobody is to be shown who has answered, not even how many of a class."""
        return bool(self.state.get("unlisted"))

    @property
    def has_one_clock(self) -> bool:
        """Whether the present step ends for all at once: nobody is owed more time, and nobody is waited for."""
        return self.is_silent or bool(self.state.get("one_clock"))

    def deadline(self, factor: float = 1.0) -> float | None:
        """When the present step ends for a player with this time factor."""
        return None if self.ends_at is None else self.step_at + (self.ends_at - self.step_at) * factor


@dataclass(slots=True)
class Code:
    player: str
    until: float


@dataclass(slots=True)
class State:
    """Everything a room knows. Two states are equal when everything in them is: replay must equal live."""

    seq: int = 0
    version: int = 0
    """Counts the facts but the lead's own: what everybody is told as `v` must not tell how many requests she reads."""

    at: float = 0.0
    code: str = ""
    title: Json = field(default_factory=dict)
    lang: str = "id"
    mode: str = "tiebreak"
    seed: int = 0
    items: list[Json] = field(default_factory=list)
    groups: dict[str, Json] = field(default_factory=dict)
    assign: str = "choose"
    visit: Json = field(default_factory=dict)
    pool: dict[str, Json] = field(default_factory=dict)
    arranged: int = 0

    phase: str = "lobby"
    wall: str = "game"
    paused: bool = False
    locked: bool = False
    closed: bool = False
    moved: bool = False
    number: int = 0
    rounds: dict[int, Round] = field(default_factory=dict)
    shown_result: int | None = None

    players: dict[str, Player] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    extended: dict[str, float] = field(default_factory=dict)
    phones: int = 0
    """Players that were not removed; `waiting` of them wait for a desk, the others have `heads`, by class `group_heads`."""

    waiting: int = 0
    heads: int = 0
    group_heads: dict[str, int] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    signs: bool = False
    newest: list[str] = field(default_factory=list)
    asking: int = 0
    """Items of the programme that phones may answer."""

    threads: int = 0
    """Of the tapis cloth: one for each head and step answered, right or wrong. What is woven stays, whoever leaves."""

    room_key: str = ""
    lead: str = ""
    lead_keys: dict[str, Json] = field(default_factory=dict)
    date: float = 0.0
    requests: dict[str, Request] = field(default_factory=dict)
    newest_box: int = 0
    requests_made: int = 0
    newest_request: dict[tuple[str, int], str] = field(default_factory=dict)
    handed_over: bool = False

    ledger: Ledger = field(default_factory=Ledger)
    recent: dict[str, dict[str, Json]] = field(default_factory=dict)
    averages: tuple[int, dict[str, int]] | None = field(default=None, compare=False, repr=False)
    """Remembered by core/groups.py, with the `seq` it holds for; no part of the state."""

    @property
    def round(self) -> Round | None:
        """The round that is open or whose result is shown."""
        return self.rounds.get(self.number) if self.phase in ("open", "closed") else None

    @property
    def next_item(self) -> Json | None:
        """The item after the present one. Round numbers count from 1, so item `number` is the next in the list."""
        return self.items[self.number] if self.number < len(self.items) else None

    @property
    def last_closed(self) -> int | None:
        """Number of the latest round with a result."""
        return self.result_before(self.number + 1)

    def result_before(self, number: int) -> int | None:
        """Number of the latest round before this one that has a result to show."""
        return next((n for n in range(number - 1, 0, -1) if n in self.rounds and self.rounds[n].has_result), None)

    @property
    def arrangement(self) -> str:
        """Names the rest of the programme as it is: who arranges sends it back, so two desks cannot undo each other unseen."""
        return f"{self.number}.{self.arranged}"

    def free_uids(self) -> set[str]:
        """Uids of the items that may still come: neither shown on any screen nor announced now. Dropped ones are among them."""
        shown = {played.item["uid"] for played in self.rounds.values()}
        if self.phase == "ready":
            shown.add(self.items[self.number - 1]["uid"])
        return self.pool.keys() - shown

    def known_reply(self, actor: str, command: str) -> Json | None:
        """The reply already given to this command of this actor, if it was among the last few."""
        return self.recent.get(actor, {}).get(command)

    def closes_at(self) -> float | None:
        """Room time at which the present step is over: the hall's deadline,
        or the last one still owed to a player with extra time.
        """
        now = self.round
        if now is None or self.phase != "open" or now.ends_at is None:
            return None
        owed = (
            factor
            for player, factor in self.extended.items()
            if player not in now.done and self.players[player].plays and not now.has_one_clock
        )
        latest = now.deadline(max(owed, default=1.0))
        return None if latest is None else latest + GRACE


    def step_token(self) -> str:
        """Names the step the room is in: `advance` and `skip` send it back, so a second press or a second screen has no effect."""
        now = self.round
        return f"{self.number}.{self.phase}.{now.steps if now else 0}.{self.wall}.{'paused' if self.paused else 'runs'}"

    def hall(self) -> Json:
        """Sums up all rounds so far: percent of right answers among scored ones, and heads. O(ledger); asked once, by the podium."""
        right = answers = 0
        for awards in self.ledger.entries.values():
            for source, award in awards.items():
                who = self.players.get(source)
                if who is not None and award.right is not None and who.plays:
                    answers += who.weight
                    right += who.weight if award.right else 0
        return {"right_share": round(100 * right / answers) if answers else None, "answers": answers, "players": self.heads}
