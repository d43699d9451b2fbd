"""The help numbers at the desk: list them, say that one was called, add or forget one of the office's own. Rules: safety/channels.py.

Each verb answers with the whole list as it is now, so that the page need not ask again.
"""

from __future__ import annotations

from typing import Annotated, Literal, Protocol

from pydantic import Field

from quizserver.core.facts import Json
from quizserver.sockets.ack import Body, Verb
from quizserver.sockets.links import DRIVE, Link

Short = Annotated[str, Field(max_length=30)]


class ListChannels(Body):
    pass


class NoteCall(Body):
    channel: Annotated[str, Field(max_length=64)]
    answered: bool
    by: Short


class AddChannel(Body):
    kind: Literal["office", "local"]
    label: Annotated[str, Field(max_length=50)]
    number: Short
    wa: Short = ""
    hours: Annotated[str, Field(max_length=50)] = ""


class DropChannel(Body):
    channel: Annotated[str, Field(max_length=64)]


class SetOffice(Body):
    name: Annotated[str, Field(max_length=70)]


class Helping(Protocol):
    """live/helping.py provides it."""

    def listed(self, lang: str) -> Json: ...

    def note_call(self, channel: str, answered: bool, by: str) -> None: ...

    def add_own(self, key: str, kind: str, label: str, number: str, wa: str, hours: str) -> None: ...

    def drop_own(self, channel: str) -> None: ...

    def set_office(self, name: str) -> None: ...


class Office(Protocol):
    @property
    def helping(self) -> Helping: ...


def verbs(office: Office) -> dict[str, Verb]:
    def listed(link: Link, body: ListChannels) -> Json:
        return office.helping.listed(link.lang)

    def note_call(link: Link, body: NoteCall) -> Json:
        office.helping.note_call(body.channel, body.answered, body.by)
        return office.helping.listed(link.lang)

    def add(link: Link, body: AddChannel) -> Json:
        office.helping.add_own(body.id, body.kind, body.label, body.number, body.wa, body.hours)
        return office.helping.listed(link.lang)

    def drop(link: Link, body: DropChannel) -> Json:
        office.helping.drop_own(body.channel)
        return office.helping.listed(link.lang)

    def set_office(link: Link, body: SetOffice) -> Json:
        office.helping.set_office(body.name)
        return office.helping.listed(link.lang)

    return {
        "list_channels": Verb(ListChannels, listed, DRIVE),
        "note_call": Verb(NoteCall, note_call, DRIVE),
        "add_channel": Verb(AddChannel, add, DRIVE),
        "drop_channel": Verb(DropChannel, drop, DRIVE),
        "set_office": Verb(SetOffice, set_office, DRIVE),
    }
