"""What somebody wants to happen in a room, in the imperative. Plain data: no connection, clock or callback is in here.

sockets/ makes them from what came over the wire; game.py decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizserver.core.facts import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`actor` is a player's id, `screen`, `desk` or `clock`; `id` makes a command sent twice have one effect."""

    actor: str
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(Command):
    token_hash: str
    name: str
    weight: int
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spin(Command):
    """The actor wants another generated name; `name` is the free one offered."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Command):
    """`flags`: what the word filter says of each flagged text in the payload."""

    round: int
    step: str
    payload: Json
    took: float
    flags: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCode(Command):
    player: str
    code_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCode(Command):
    code_hash: str
    token_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Command):
    """Changes how the visit goes on. `step` is the token of the step the sender saw: a stale one has no effect, and the ack says so.

    None: the sender does not say what it saw.
    """

    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance(Course):
    """The next step."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip(Course):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Command):
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTime(Course):
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Course):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidRound(Command):
    round: int
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrange(Command):
    """What is to come, in order: uids, and new items in full. `seen`: the arrangement the sender saw; a stale one is refused."""

    seen: str
    rest: list[str | Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock(Command):
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnWall(Command):
    """`round`: whose result `last` shows; None: the latest."""

    show: str
    round: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Command):
    round: int
    action: str
    payload: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderate(Command):
    """One of `moderation.ACTIONS` on an entry of a round, as its sender saw it (`seen`: its version).

    The actor is the device, because a flagged entry needs two. `flags` are those of the rewritten `text`.
    """

    round: int
    action: str
    entry: int
    seen: int
    text: str = ""
    flags: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove(Command):
    player: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore(Command):
    player: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename(Command):
    player: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Admit(Command):
    """Lets somebody in who waits because the class is full."""

    player: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Command):
    """To another group. `was` is the group the sender saw: a stale one is told, not obeyed."""

    player: str
    group: str
    was: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHeads(Command):
    player: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimeFactor(Command):
    player: str
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlayers(Command):
    """`gone` and `into` are one person who joined twice; `into` stays."""

    gone: str
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnSigns(Command):
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Command):
    """Room time has gone on: do what is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRoom(Command):
    """`moved`: the visit goes on at another laptop."""

    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLead(Command):
    """`public` is the key of the safeguarding lead whose device is unlocked and answers, empty for none; `wrapped`: facts.LeadChanged."""

    public: str
    wrapped: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest(Command):
    """`source` is `paper` or `note`."""

    source: str
    sealed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(Command):
    """The actor takes back what they sent last in this round."""

    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest(Command):
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOutcome(Command):
    """`second`: a second person has read it too and agrees."""

    request: str
    outcome: str
    second: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """`way` is `file` or `print`."""

    way: str
