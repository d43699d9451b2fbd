"""The safeguarding lead's device over the wire (power `safeguard` only), the facilitator's sealed note, and what desks are told.

Neither passphrase nor text comes here: requests leave as they came, sealed, in a fresh cover. Read next: live/safeguarding.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal, Protocol

from pydantic import Field

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.errors import Rejected
from quizserver.live.room import Ack
from quizserver.live.safeguarding import Safeguarding
from quizserver.safety import sealing
from quizserver.sockets.ack import Body, Verb, do
from quizserver.sockets.links import DRIVE, MODERATE, PEOPLE, SAFEGUARD, Link, Links

BEAT = 1.0
UNSEEN = frozenset({PEOPLE, MODERATE, SAFEGUARD})
"""Who has one of these is no browser on the projector."""

Short = Annotated[str, Field(max_length=64)]
Sealed = Annotated[str, Field(max_length=sealing.SEALED_CHARACTERS)]


class Nothing(Body):
    pass


class KeepLeadKey(Body):
    public: Short
    wrapped: dict[str, Annotated[str, Field(max_length=200)] | int]


class LeadHere(Body):
    public: Short


class OneRequest(Body):
    room: Short
    request: Short


class SetOutcome(OneRequest):
    outcome: Short
    second: bool = False


class SealedText(Body):
    sealed: Sealed


class HandOver(Body):
    way: Literal["file", "print"]


class Office(Protocol):
    @property
    def safeguarding(self) -> Safeguarding: ...


def verbs(office: Office, show_all: Callable[[], None]) -> dict[str, Verb]:
    """The verbs of the lead's page. `show_all` draws every screen and desk anew."""

    def lead_keys(link: Link, body: Nothing) -> Json:
        return {"keys": office.safeguarding.keys()}

    def keep_lead_key(link: Link, body: KeepLeadKey) -> Json:
        office.safeguarding.keep(body.public, body.wrapped)
        return {}

    def lead_here(link: Link, body: LeadHere) -> Json:
        office.safeguarding.here(body.public)
        return {"list": office.safeguarding.listed(link.lang)}

    def lead_away(link: Link, body: Nothing) -> Json:
        office.safeguarding.away()
        return {}

    def open_request(link: Link, body: OneRequest) -> Json:
        room, key = office.safeguarding.room_of(body.room), office.safeguarding.key()
        do(room, c.ReadRequest(actor="lead", id=body.id, request=body.request))
        request = room.state.requests.get(body.request)
        if request is None or key is None:
            raise Rejected("box/gone")
        return {"sealed": sealing.wrap(key["public"], request.sealed)}

    def set_outcome(link: Link, body: SetOutcome) -> Ack:
        command = c.SetOutcome(actor="lead", id=body.id, request=body.request, outcome=body.outcome, second=body.second)
        return do(office.safeguarding.room_of(body.room), command)

    def added(source: str) -> Callable[[Link, SealedText], Ack]:
        def add(link: Link, body: SealedText) -> Ack:
            room = office.safeguarding.newest_room()
            return do(room, c.AddRequest(actor=source, id=body.id, source=source, sealed=body.sealed))

        return add

    def hand_over(link: Link, body: HandOver) -> Json:
        for room in office.safeguarding.rooms():
            do(room, c.HandOver(actor="lead", id=body.id, way=body.way))
        show_all()
        return {}

    return {
        "lead_keys": Verb(Nothing, lead_keys, SAFEGUARD),
        "keep_lead_key": Verb(KeepLeadKey, keep_lead_key, SAFEGUARD),
        "lead_here": Verb(LeadHere, lead_here, SAFEGUARD),
        "lead_away": Verb(Nothing, lead_away, SAFEGUARD),
        "open_request": Verb(OneRequest, open_request, SAFEGUARD),
        "set_outcome": Verb(SetOutcome, set_outcome, SAFEGUARD),
        "add_slip": Verb(SealedText, added("paper"), SAFEGUARD),
        "hand_over": Verb(HandOver, hand_over, SAFEGUARD),
        "calm_note": Verb(SealedText, added("note"), DRIVE),
    }


def tell(links: Links, link: Link, lead: Safeguarding) -> None:
    """What this desk may know of the lead and of requests that wait."""
    status = lead.status(unseen=bool(link.grant.powers & UNSEEN))
    links.server.emit("lead", status, to=link.sid, namespace="/desk")


def follow(links: Links, lead: Safeguarding, show_all: Callable[[], None], sleep: Callable[[float], None]) -> None:
    """For ever: rooms and desks learn when the lead comes or goes, desks of what waits, all of the hand-over that is overdue."""
    known, was_overdue = lead.status(unseen=True), lead.is_overdue()
    while True:
        sleep(BEAT)
        lead.beat()
        now, overdue = lead.status(unseen=True), lead.is_overdue()
        if now != known:
            known = now
            for link in links.of_roles("desk"):
                tell(links, link, lead)
        if overdue != was_overdue:
            was_overdue = overdue
            show_all()
