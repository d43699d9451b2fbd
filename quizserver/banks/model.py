"""What a bank and a programme are, as a file and in memory, and what may be wrong with one. Nothing is read or judged here.

Each item inside a bank has the shape of its round type (`Question` in rounds/<type>.py). Who fills these: reading.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from quizserver.catalogue import LANGUAGES
from quizserver.core.facts import Json
from quizserver.core.round_type import Printable, Text50, Text70, Text140

SLUG = r"^[a-z0-9][a-z0-9-]{0,63}$"
REFERENCE = r"^[a-z0-9][a-z0-9-]{0,63}/[a-z0-9][a-z0-9-]{0,63}$"

Slug = Annotated[str, Field(pattern=SLUG)]
Reference = Annotated[str, Field(pattern=REFERENCE)]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file, said in one language. A warning does not keep anything from being played."""

    file: Path
    line: int
    message: str
    is_warning: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem before it is said in a language. `where` names the item and field; lists in it count from 1, as people do."""

    file: Path
    line: int
    words: Mapping[str, str]
    values: Mapping[str, object] = field(default_factory=dict)
    where: str = ""
    is_warning: bool = False

    def say(self, lang: str) -> Problem:
        sentence = self.words[lang if lang in self.words else LANGUAGES[0]].format(**self.values)
        return Problem(self.file, self.line, f"{self.where}: {sentence}" if self.where else sentence, self.is_warning)


class BankFile(BaseModel):
    """The outside of a bank file. Items are checked one by one, so that each says what is wrong with it; a new bank has none."""

    model_config = ConfigDict(extra="forbid")
    format: Literal[1]
    kind: Literal["bank"]
    id: Slug
    title: Text70
    source: Annotated[Printable, Field(min_length=1, max_length=1_000)]
    items: list[dict[str, Any]]


class Section(BaseModel):
    """A part of a programme; title and intro stand on the card before it."""

    model_config = ConfigDict(extra="forbid")
    title: Text50
    intro: Text140
    items: Annotated[list[Reference], Field(min_length=1)]


class ProgrammeFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    format: Literal[1]
    kind: Literal["programme"]
    id: Slug
    title: Text70
    minutes: Annotated[int, Field(ge=1, le=300)]
    first: bool = False
    sections: Annotated[list[Section], Field(min_length=1)]


WORDS_PREFIX = "kata-"
"""What the name of a file with words begins with."""

Word = Annotated[Printable, Field(min_length=1, max_length=40)]


class WordsFile(BaseModel):
    """Lists for the word filter (safety/filter.py): each list is the flag that a text with one of its words gets."""

    model_config = ConfigDict(extra="forbid")
    format: Literal[1]
    kind: Literal["words"]
    id: Slug
    coarse: list[Word] = []
    mocking: list[Word] = []
    name: list[Word] = []
    risk: list[Word] = []
    allow: list[Word] = []

    def lists(self) -> dict[str, list[str]]:
        return {name: getattr(self, name) for name in ("coarse", "mocking", "name", "risk", "allow")}


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank without errors. `items` by id, in the order of the file."""

    id: str
    title: Json
    items: Mapping[str, Json]


def playable(question: Json) -> bool:
    """Whether a checked item may stand before a hall: it is enabled, and a second person has read it."""
    return bool(question["enabled"]) and question["status"] == "approved"


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme that can be played: `items` are complete copies, so that nothing edited later touches a running room.

    `waiting` is how many it leaves out because nobody has approved them yet.
    """

    id: str
    title: Json
    minutes: int
    first: bool
    items: list[Json]
    waiting: int = 0
