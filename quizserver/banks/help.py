"""Reads `help/channels.yaml` and `help/info.yaml` beside the banks: the help numbers and the words of the Info page. What is wrong becomes
a finding with file and line. Which numbers may be shown is not decided here: safety/channels.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from quizserver.banks import files
from quizserver.banks.model import Finding, Slug
from quizserver.banks.sentences import explain
from quizserver.core.facts import Json
from quizserver.core.round_type import LocalText, Printable, Text50, Text70, Text100, Text140, Text200
from quizserver.safety.channels import Channel, is_number

FOLDER = "help"
BY_MOST = 30


def _number(text: str) -> str:
    if not is_number(text):
        raise ValueError("is no telephone number: use digits, spaces and -, e.g. 0811-1129-129 or 119 ext 8")
    return text


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("is no day: write it as 2026-11-25") from None
    return text


Number = Annotated[str, AfterValidator(_number)]


class ChannelEntry(BaseModel):
    """One entry of channels.yaml. `source`: who published the number, and when it was last read there; for the office, not for children."""

    model_config = ConfigDict(extra="forbid")
    id: Slug
    kind: Literal["national", "local", "office", "emergency"]
    label: Text50
    number: Number
    wa: Number | None = None
    hours: Text50 | None = None
    note: Text100 | None = None
    checked_on: Annotated[str, AfterValidator(_day)] | None = None
    checked_by: Annotated[Printable, Field(max_length=BY_MOST)] = ""
    source: Annotated[Printable, Field(max_length=140)] = ""
    enabled: bool = True

    def channel(self) -> Channel:
        def words(text: LocalText | None) -> dict[str, str]:
            return {"id": text.id, "en": text.en or text.id} if text else {}

        day = date.fromisoformat(self.checked_on) if self.checked_on else None
        return Channel(
            self.id, self.kind, words(self.label), self.number, self.wa or "", words(self.hours), words(self.note),
            day, self.checked_by, self.enabled,
        )  # fmt: skip


class ChannelsFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    channels: Annotated[list[ChannelEntry], Field(max_length=20)]


class Listed(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: Text50
    items: Annotated[list[Text140], Field(min_length=1, max_length=6)]


class Calling(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: Text50
    note: Text200


class InfoFile(BaseModel):
    """The words of the Info page."""

    model_config = ConfigDict(extra="forbid")
    title: Text50
    lead: Text200
    people: Listed
    call: Calling
    tell: Listed
    again: Text140
    follow: Text50
    emergency: Text50


@dataclass(frozen=True, slots=True)
class Help:
    """`info` is InfoFile as plain data, empty if the file cannot be read; pages then show their own few sentences."""

    channels: list[Channel] = field(default_factory=list)
    info: Json = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_help(banks: Path) -> Help:
    """Never raises: a hall must not wait for a file with a mistake. A folder without help files has none."""
    findings: list[Finding] = []
    listed = _read(banks / FOLDER / "channels.yaml", ChannelsFile, findings)
    info = _read(banks / FOLDER / "info.yaml", InfoFile, findings)
    channels = [entry.channel() for entry in listed.channels] if isinstance(listed, ChannelsFile) else []
    return Help(channels, info.model_dump() if info else {}, findings)


def _read(path: Path, shape: type[BaseModel], findings: list[Finding]) -> BaseModel | None:
    if not path.is_file():
        return None
    document, found = files.read(path)
    findings += found
    if document is None:
        return None
    try:
        return shape.model_validate(document.value)
    except ValidationError as error:
        findings += explain(document, error, shape)
        return None


class Cover(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: Text50
    line: Text70


class Block(BaseModel):
    """A part of a leaflet's page."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["tests", "list", "steps", "dont", "note", "help"]
    title: Text50 | None = None
    intro: Text140 | None = None
    items: Annotated[list[Text140], Field(max_length=8)] = []


class Leaflet(BaseModel):
    model_config = ConfigDict(extra="forbid")
    cover: Cover
    pages: Annotated[list[Annotated[list[Block], Field(min_length=1, max_length=4)]], Field(min_length=3, max_length=3)]


class LeafletFile(BaseModel):
    """The three leaflets."""

    model_config = ConfigDict(extra="forbid")
    siswa: Leaflet
    guru: Leaflet
    ortu: Leaflet


def read_leaflets(banks: Path) -> tuple[LeafletFile | None, list[Finding]]:
    """The leaflets' texts, or what is wrong with them. Never raises."""
    findings: list[Finding] = []
    read = _read(banks / FOLDER / "leaflet.yaml", LeafletFile, findings)
    return (read if isinstance(read, LeafletFile) else None), findings
