"""Programme control for screen and desk: the run list, another order, new items, voided rounds, spellings that could be accepted.

Lists come on request and to the asker alone, because a desk may be seen by the hall or not. What is decided: core/arranging.py.
"""

from __future__ import annotations

from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field

from quizserver.banks.model import REFERENCE
from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.core.round_type import Printable
from quizserver.live.room import Ack, Room
from quizserver.sockets.ack import Body, Verb, do, wait_durable
from quizserver.sockets.links import DRIVE, PEOPLE, Link, Links

MOST_SECTIONS = 60
UID_OR_REFERENCE = rf"^i\d{{1,6}}$|{REFERENCE}"


class Office(Protocol):
    """The shelf, as live/office.py offers it."""

    def running(self) -> Room:
        """The room that runs. Raises Rejected when none does."""

    def shelf(self, lang: str) -> Json:
        """What can be inserted: banks with their items, without a secret."""

    def copy_of(self, reference: str) -> Json:
        """A complete copy of a bank item. Raises Rejected."""


class Visit(BaseModel):
    """What staff say about a visit; the desk, the help page and the report repeat it."""

    model_config = ConfigDict(extra="forbid", strict=True)
    school: Annotated[Printable, Field(max_length=80)] = ""
    ends_at: Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")] = ""
    follow_up_who: Annotated[Printable, Field(max_length=80)] = ""
    follow_up_when: Annotated[Printable, Field(max_length=60)] = ""


class ListProgramme(Body):
    pass


class ListShelf(Body):
    pass


class Arrange(Body):
    seen: Annotated[str, Field(max_length=24)]
    rest: Annotated[list[Annotated[str, Field(pattern=UID_OR_REFERENCE)]], Field(max_length=300)]


class VoidRound(Body):
    round: Annotated[int, Field(ge=1)]
    on: bool


class ListWritten(Body):
    round: Annotated[int, Field(ge=1)]


def verbs(links: Links, office: Office) -> dict[str, Verb]:
    """Rows for the table of walls.py."""

    def list_programme(link: Link, body: ListProgramme) -> Json:
        room = office.running()
        listed = room.programme(link.grant.role, link.lang)
        wait_durable(room)
        links.server.emit("programme", listed, to=link.sid, namespace=f"/{link.grant.role}")
        return {}

    def list_written(link: Link, body: ListWritten) -> Json:
        room = office.running()
        written = room.written(body.round)
        wait_durable(room)
        links.server.emit("written", written, to=link.sid, namespace=f"/{link.grant.role}")
        return {}

    def list_shelf(link: Link, body: ListShelf) -> Json:
        links.server.emit("shelf", office.shelf(link.lang), to=link.sid, namespace=f"/{link.grant.role}")
        return {}

    def arrange(link: Link, body: Arrange) -> Ack:
        rest = [office.copy_of(one) if "/" in one else one for one in body.rest]
        return do(office.running(), c.Arrange(actor=link.grant.role, id=body.id, seen=body.seen, rest=rest))

    def void(link: Link, body: VoidRound) -> Ack:
        return do(office.running(), c.VoidRound(actor=link.grant.role, id=body.id, round=body.round, on=body.on))

    return {
        "list_programme": Verb(ListProgramme, list_programme, DRIVE),
        "list_shelf": Verb(ListShelf, list_shelf, DRIVE),
        "arrange": Verb(Arrange, arrange, DRIVE),
        "void": Verb(VoidRound, void, DRIVE),
        "list_written": Verb(ListWritten, list_written, PEOPLE),
    }
