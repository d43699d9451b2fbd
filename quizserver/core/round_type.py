"""The interface of a round type: what a file in rounds/ has to offer. Modules fulfil it, not classes;
rounds/choice.py is the one to read first.

A round's state is a JSON object owned by the round type. It always has `step` (the name of the present step), has `queue` when
people approve what is typed (core/moderation.py), and is changed in place, only by `apply`, `tick` and `apply_act`.
`silent: True` in it says that phones do not answer in the present step.
Nothing of the key may be in `phone` or `you` before the close; `reveal` adds it.
Three more keys mean something to the core where they are there: `on_stage`, players whose own view may change by what others do (a card
on their phone) and whose answer `{"stop": true}` is taken also during a pause; `unlisted`, nobody is shown who has answered; `one_clock`,
the step ends for all at once and may be ended early.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Protocol, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core.core_schema import CoreSchema, no_info_after_validator_function

from quizserver.core.facts import Json
from quizserver.core.ledger import Award

Words = Mapping[str, Mapping[str, str]]
"""`{key: {"id": …, "en": …}}`; keys begin with the surface that needs them: `phone.`, `screen.` or `desk.`."""

MOST_STEPS = 32


def _printable(text: str) -> str:
    """Text without control, invisible and direction-changing characters; raises ValueError naming the first one."""
    for char in text:
        if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co"):
            raise ValueError(f"holds the invisible character U+{ord(char):04X}; delete it")
    return text.strip()


Printable = Annotated[str, AfterValidator(_printable)]


class LocalText(BaseModel):
    """One text in Bahasa Indonesia (`id`, required) and English (`en`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Annotated[Printable, Field(min_length=1)]
    en: Printable = ""


@dataclass(frozen=True, slots=True)
class _AtMost:
    """The longest text that fits the screen; the JSON Schema says so too, for whoever draws a form from it."""

    limit: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Json:
        return {**handler(schema), "properties": {lang: {"maxLength": self.limit} for lang in ("id", "en")}}

    def _check(self, text: LocalText) -> LocalText:
        for lang, value in (("id", text.id), ("en", text.en)):
            if len(value) > self.limit:
                raise ValueError(f"{lang}: has {len(value)} characters, at most {self.limit} fit the screen")
        return text


Text24 = Annotated[LocalText, _AtMost(24)]
Text50 = Annotated[LocalText, _AtMost(50)]
Text70 = Annotated[LocalText, _AtMost(70)]
Text100 = Annotated[LocalText, _AtMost(100)]
Text120 = Annotated[LocalText, _AtMost(120)]
Text140 = Annotated[LocalText, _AtMost(140)]
Text200 = Annotated[LocalText, _AtMost(200)]
Text240 = Annotated[LocalText, _AtMost(240)]


Picture = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,80}\.(png|jpg|webp|svg)$")]
"""A file in the folder `pictures` beside the bank. A field `picture_text` beside it says what is on it to those who cannot see it."""


def picture_of(question: Json, lang: str) -> Json:
    """What a view tells of the picture: `{picture: address, picture_text}`, or nothing."""
    if not question.get("picture"):
        return {}
    return {"picture": f"/pictures/{question['picture']}", "picture_text": say(question.get("picture_text"), lang)}


class Question(BaseModel):
    """What every bank item has, whatever its type; each round type adds its own fields.

    `level`, `tags` and `source` are for those who look for items. A `draft` is played in trials only, until a second person has
    read it: then `reviewer` and `reviewed_on` (a date, `2026-11-26`) say who and when. What stands in a file without `status` was read.
    """

    model_config = ConfigDict(extra="forbid")
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
    type: str
    seconds: Annotated[float, Field(ge=5, le=600)] | None = None
    scored: bool = True
    enabled: bool = True
    notes: Text240 | None = None
    skill: Literal["recognise", "act"] | None = None
    level: Literal["easy", "medium", "hard"] | None = None
    tags: Annotated[list[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]], Field(max_length=10)] = []
    source: Annotated[Printable, Field(min_length=1, max_length=300)] | None = None
    status: Literal["draft", "approved"] = "approved"
    reviewer: Annotated[Printable, Field(min_length=1, max_length=100)] | None = None
    reviewed_on: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


@dataclass(frozen=True, slots=True)
class Setup:
    """What a round may know when it begins. `seconds`: time of the first step, None without a limit.

    `hall()` sums up the rounds before: `{right_share, answers, players}`, percent and heads. `groups`: `[{id, name}]` of this visit.
    `best()`: the three best groups so far, `[{place, names, points}]`.
    `threads`: how far the cloth is woven.
    `room_key` and `lead`: see facts.RoomOpened; for a round whose answers come sealed.
    """

    mode: str
    lang: str
    seed: int
    at: float
    seconds: float | None
    hall: Callable[[], Json] = dict
    groups: Sequence[Json] = ()
    best: Callable[[], list[Json]] = list
    threads: int = 0
    room_key: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer on its way in. `took` is seconds on the player's own scale (extra time counts as one unit); `group` is the player's.

    `flags`: what the word filter says of each text in the payload, for `check` only: what counts of it goes into the accepted payload.
    """

    player: str
    weight: int
    payload: Json
    at: float
    took: float
    flags: Mapping[str, Sequence[str]] = field(default_factory=dict)
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """What `check` or `act` lets in: the payload to journal and what the ack tells the sender.

    `is_final` false: the sender is still owed time (a wrong guess). `ends_round`: the round closes with it.
    `steps`: the round goes on to its next step with it, and opens again for it if it was closed.
    """

    payload: Json
    reply: Json = field(default_factory=dict)
    is_final: bool = True
    ends_round: bool = False
    steps: bool = False


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step still to come. `at`: room time at which it comes by itself; None: when the present step's time is over.

    `blocked`: the code with which going there is refused as things are; empty: nothing stands in the way.
    """

    name: str
    at: float | None = None
    blocked: str = ""


class RoundType(Protocol):
    """A module in rounds/. `answers` says whether phones may answer it at all.

    A module may also have: `TALK` (seconds of talk around an item, core/minutes.py),
    `label(question, lang)` (what the run list may call
    an item before it was played, core/run_list.py), `leave(state, player)` (somebody was sent out while it is in play),
    `spoken(state, player)` (how many who share this phone have answered in this step, where each answers alone) and
    `written(state)` (`[{text, heads, accepted}]`, typed answers that its act `accept` takes).
    """

    Question: type[Question]
    WORDS: Words
    answers: bool

    def samples(self) -> list[Json]:
        """Valid questions (as in a bank), shortest and longest, for contract tests, previews and the bench."""

    def sample_answers(self, question: Json) -> list[tuple[str, Json]]:
        """`(step, payload)` pairs that a phone might send, a right one among them."""

    def seconds(self, question: Json) -> float | None:
        """Time for the first step when the bank names none; None: no limit."""

    def begin(self, question: Json, setup: Setup) -> Json:
        """The state of a new round."""

    def check(self, state: Json, attempt: Attempt) -> Accepted | None:
        """What of this answer counts; None: nothing new. Raises Rejected; changes nothing; O(1)."""

    def apply(self, state: Json, attempt: Attempt) -> None:
        """Takes an accepted answer in. Never refuses; O(1)."""

    def next_step(self, state: Json) -> NextStep | None:
        """The step that follows the present one, None if the close does."""

    def tick(self, state: Json, at: float) -> float | None:
        """Goes to the next step; returns its own seconds, or None when the round's deadline stays."""

    def actions(self, state: Json, is_open: bool) -> Sequence[str]:
        """Names of what a desk or screen may do here now."""

    def act(self, state: Json, action: str, payload: Json) -> Accepted:
        """Something a desk or screen wants done. Raises Rejected; changes nothing."""

    def apply_act(self, state: Json, action: str, payload: Json) -> None:
        """Takes it in. Never refuses."""

    def awards(self, state: Json) -> Mapping[str, Award]:
        """One entry for each player who answered, wrong ones included; a group (`Setup.groups`) may be given points of its own."""

    def phone(self, state: Json, lang: str) -> Json:
        """The body every phone shows, built up from nothing; no key."""

    def screen(self, state: Json, lang: str) -> Json:
        """The body of the wall; no key."""

    def desk(self, state: Json, lang: str) -> Json:
        """The body of the remote; no key."""

    def reveal(self, state: Json, lang: str, audience: str) -> Json:
        """What the close adds for `phone`, `screen` or `desk`."""

    def you(self, state: Json, player: str) -> Json | None:
        """What only this player may know."""

    def results(self, state: Json, lang: str) -> Json | None:
        """What the report may tell: `{text, heads, rows: [{label, heads, right: bool or None}]}`, counts of heads; None: nothing.

        A row has `before` too where there were two votes (core/second_vote.py).
        """

    def progress(self, state: Json) -> Json:
        """Counts of the type's own for screen and desk while the round is open."""


class Sealing(Protocol):
    """What a round type offers besides when its answers come sealed: an accepted payload with `sealed` is a request (core/requests.py)."""

    def lead_changed(self, state: Json, public: str) -> None:
        """The safeguarding lead's device answers, with this public key, or (empty) no longer does."""

    def texts(self, state: Json, payload: Json) -> list[str]:
        """What the word filter may look at in a payload as it was sent. Raises Rejected."""

    def may_take_back(self, state: Json, player: str) -> bool:
        """Whether the newest of this player is here and nobody has taken it up yet. Requests are not asked about."""

    def take_back(self, state: Json, player: str) -> None:
        """Forgets it. Never refuses."""


def sealing(kind: object) -> Sealing | None:
    """This type as one whose answers come sealed, None if they do not. Asked at every answer: isinstance with a protocol costs 40 µs."""
    return cast(Sealing, kind) if hasattr(kind, "take_back") else None


def say(text: Mapping[str, str] | None, lang: str) -> str:
    """The text in `lang`, in Bahasa Indonesia where it has no such version, empty for none."""
    return (text or {}).get(lang) or (text or {}).get("id") or ""


def reading_seconds(question: Json, *texts: Any, extra: float) -> float:
    """Seconds to read `texts` at 12 characters a second (a slow 12-year-old reader), and `extra` to decide; at least 20."""
    characters = sum(len(say(text, "id")) for text in texts if text)
    return float(question.get("seconds") or max(20, round((characters / 12 + extra) / 5) * 5))
