"""What happened in a room, in the past tense: the vocabulary of the journal. Kinds are never renamed,
fields never change meaning.

No rule lives here. game.py decides which facts a command causes and is the only place that applies them.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

Json = dict[str, Any]


class Fact:
    """Base of all facts; `kind` is the snake-case class name and is what the journal stores."""

    __slots__ = ()
    kind: ClassVar[str]
    KINDS: ClassVar[dict[str, type[Fact]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.kind = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        # `slots=True` makes a second class of the same name; the last one is the real one.
        Fact.KINDS[cls.kind] = cls

    def body(self) -> Json:
        """The fact's fields as JSON values (shallow: nested values are never changed after the fact is made)."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}  # type: ignore[arg-type]

    @staticmethod
    def from_body(kind: str, body: Json) -> Fact:
        """The fact that `body()` came from. Raises KeyError for a kind this version does not know."""
        return Fact.KINDS[kind](**body)


@dataclass(frozen=True, slots=True)
class RoomOpened(Fact):
    """A visit begins. `items` is a copy of the programme, so that editing a bank never touches a running game.

    `groups`: `[{"id": "g1", "name": "7A", "size": 32 or None}, …]`, empty for none; `assign`: `choose` at join, `balance` by the server.
    `visit`: what set-up asked for (school, end time, who follows up and when), for the desk, the help page and the report.
    `room_key`: the secret key that opens what phones seal to the room (door one); `lead`: as in LeadChanged.
    """

    code: str
    title: Json
    lang: str
    mode: str
    seed: int
    items: list[Json]
    groups: list[Json] = field(default_factory=list)
    assign: str = "choose"
    visit: Json = field(default_factory=dict)
    room_key: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class PlayerJoined(Fact):
    """`weight` heads share this phone. Only the hash of the phone's token is kept. `waits`: the class is full, a desk has to say yes."""

    player: str
    token_hash: str
    name: str
    weight: int
    group: str | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class PlayerRenamed(Fact):
    player: str
    name: str
    spun: bool


@dataclass(frozen=True, slots=True)
class PlayerRemoved(Fact):
    player: str


@dataclass(frozen=True, slots=True)
class PlayerRestored(Fact):
    player: str


@dataclass(frozen=True, slots=True)
class PlayerAdmitted(Fact):
    """A desk let somebody in whose class was full."""

    player: str


@dataclass(frozen=True, slots=True)
class PlayerMoved(Fact):
    player: str
    group: str


@dataclass(frozen=True, slots=True)
class HeadsChanged(Fact):
    """Another number of heads shares this phone from now on; answers already given keep the number they were given with."""

    player: str
    weight: int


@dataclass(frozen=True, slots=True)
class TimeFactorSet(Fact):
    """Extra time of one player: 1, 1.5 or 2 times the hall's."""

    player: str
    factor: float


@dataclass(frozen=True, slots=True)
class PlayersMerged(Fact):
    """`gone` was the same person as `into`: the phone, and of each round the better entry, are `into`'s now."""

    gone: str
    into: str


@dataclass(frozen=True, slots=True)
class SignsTurned(Fact):
    """Whether the wall shows body signs for the answers, for students without a phone."""

    on: bool


@dataclass(frozen=True, slots=True)
class CodeIssued(Fact):
    """A short code with which another phone may take this player over until room time `until`."""

    player: str
    code_hash: str
    until: float


@dataclass(frozen=True, slots=True)
class TokenReplaced(Fact):
    player: str
    token_hash: str


@dataclass(frozen=True, slots=True)
class RoundAnnounced(Fact):
    """The card before a section is on the wall."""

    number: int


@dataclass(frozen=True, slots=True)
class RoundOpened(Fact):
    number: int


@dataclass(frozen=True, slots=True)
class Answered(Fact):
    """`payload` is what the round type accepted; `took` is seconds from shown to tapped, already clamped.

    `final` is false where this player still has something to find (a wrong guess).
    """

    player: str
    payload: Json
    took: float
    final: bool


@dataclass(frozen=True, slots=True)
class Stepped(Fact):
    """The open round went on to its next step (clue, form step)."""


@dataclass(frozen=True, slots=True)
class Acted(Fact):
    """A desk or screen did something of the round type's own."""

    number: int
    action: str
    payload: Json


@dataclass(frozen=True, slots=True)
class TimeAdded(Fact):
    seconds: float


@dataclass(frozen=True, slots=True)
class RoundClosed(Fact):
    """Answers are over; awards are booked and the result is shown. `reopens`: it may be opened again for a moment."""

    reopens: bool


@dataclass(frozen=True, slots=True)
class RoundReopened(Fact):
    seconds: float


@dataclass(frozen=True, slots=True)
class RoundSkipped(Fact):
    """Left without a result; nobody gains or loses."""


@dataclass(frozen=True, slots=True)
class RoundVoided(Fact):
    """A played round counts for nobody any more, or (`on` false) counts again."""

    number: int
    on: bool


@dataclass(frozen=True, slots=True)
class ProgrammeArranged(Fact):
    """What comes after the present item from now on, as uids in order; `added` are items no fact has told of yet, complete."""

    rest: list[str]
    added: list[Json]


@dataclass(frozen=True, slots=True)
class Paused(Fact):
    pass


@dataclass(frozen=True, slots=True)
class Resumed(Fact):
    pass


@dataclass(frozen=True, slots=True)
class LobbyLocked(Fact):
    on: bool


@dataclass(frozen=True, slots=True)
class WallTurned(Fact):
    """What the wall shows instead of the game, or `game`. `number`: which round's result, for `last`; None: the latest."""

    show: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Ticked(Fact):
    """Room time went on; written now and then while a question is open, so that a restart knows the remaining time."""


@dataclass(frozen=True, slots=True)
class ProgrammeFinished(Fact):
    pass


@dataclass(frozen=True, slots=True)
class RoomClosed(Fact):
    """The visit is over here. `moved`: it goes on at another laptop."""

    moved: bool = False


@dataclass(frozen=True, slots=True)
class LeadChanged(Fact):
    """The safeguarding lead's device answers and is unlocked (its public key), or no longer is (empty).

    `wrapped`: her secret key, wrapped by her passphrase: wherever these facts go, she can open what was sealed to her.
    """

    public: str
    wrapped: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequestAdded(Fact):
    """A sealed request that no phone sent: a `paper` slip, or a `note` of the facilitator."""

    source: str
    sealed: str


@dataclass(frozen=True, slots=True)
class TakenBack(Fact):
    """A player took back what was last sent in this round, whichever door it was."""

    player: str
    number: int


@dataclass(frozen=True, slots=True)
class RequestRead(Fact):
    """The lead opened it on her own device."""

    request: str


@dataclass(frozen=True, slots=True)
class RequestDoubted(Fact):
    """One person takes it for no request; it stays open until a second one agrees."""

    request: str


@dataclass(frozen=True, slots=True)
class OutcomeSet(Fact):
    request: str
    outcome: str


@dataclass(frozen=True, slots=True)
class RequestsHandedOver(Fact):
    """All requests so far left the laptop, as a sealed `file` or as a `print`."""

    way: str


OF_THE_LEAD = (RequestAdded, RequestRead, RequestDoubted, OutcomeSet, RequestsHandedOver)
"""What is done with requests by adults; nobody else may notice even that something was done."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal: a fact and its circumstances. `at` is room time in seconds, `wall` is Unix time, for reports only."""

    seq: int
    at: float
    wall: float
    actor: str
    command: str
    fact: Fact
    reply: Json = field(default_factory=dict)

    def as_row(self) -> Json:
        """All fields but the fact as they are; the fact as `kind` and `body`."""
        row = {f.name: getattr(self, f.name) for f in dataclasses.fields(self) if f.name != "fact"}
        return {**row, "kind": self.fact.kind, "body": self.fact.body()}

    @classmethod
    def from_row(cls, row: Json) -> Entry:
        """The entry that `as_row()` came from."""
        values = dict(row)
        return cls(fact=Fact.from_body(values.pop("kind"), values.pop("body")), **values)
