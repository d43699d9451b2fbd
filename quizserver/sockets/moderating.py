"""Moderation over the wire: the list of what students typed, page by page, and what a person does with an entry. Power `moderate` only.

Texts never travel with a view. A device is known by its browser's key, because a flagged entry needs two (core/moderation.py).
"""

from __future__ import annotations

from typing import Annotated, Literal, Protocol

from pydantic import Field

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.live.room import Ack, Room
from quizserver.safety.filter import WordFilter
from quizserver.sockets.ack import Body, Verb, do, wait_durable
from quizserver.sockets.links import MODERATE, Link, Links


class Moderate(Body):
    round: Annotated[int, Field(ge=1)]
    entry: Annotated[int, Field(ge=0)]
    action: Literal["approve", "rewrite", "hold", "remove", "undo"]
    seen: Annotated[int, Field(ge=1)]
    text: Annotated[str, Field(max_length=400)] = ""


class ListEntries(Body):
    page: Annotated[int, Field(ge=1, le=10_000)] = 1
    filter: Literal["held", "approved", "removed", "all"] = "held"


def device_of(link: Link) -> str:
    """Who acts, as the journal knows it: a short mark of the browser's random key, no person and no machine."""
    return f"desk-{link.grant.identity[:12]}"


class Office(Protocol):
    def running(self) -> Room:
        """The running room. Raises Rejected when none runs."""


def verbs(links: Links, office: Office, words: WordFilter) -> dict[str, Verb]:
    """The verbs of moderation."""

    def moderate(link: Link, body: Moderate) -> Ack:
        flags = words.flags(body.text) if body.action == "rewrite" else []
        act = c.Moderate(
            actor=device_of(link),
            id=body.id,
            round=body.round,
            action=body.action,
            entry=body.entry,
            seen=body.seen,
            text=body.text,
            flags=flags,
        )
        return do(office.running(), act)

    def list_entries(link: Link, body: ListEntries) -> Json:
        now = office.running()
        page = now.entries(body.page, body.filter, device_of(link), link.lang)
        wait_durable(now)
        links.server.emit("entries", page, to=link.sid, namespace="/desk")
        return {}

    return {"moderate": Verb(Moderate, moderate, MODERATE), "list_entries": Verb(ListEntries, list_entries, MODERATE)}
