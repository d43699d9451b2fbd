"""Every verb is answered. One table of verbs per namespace; one catch-all calls them and turns any outcome into an ack.

Unknown events, wrong argument counts, malformed or oversized payloads, refusals and bugs all end here, each with a code.
No payload is ever logged.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from quizserver.catalogue import explain
from quizserver.core.commands import Command
from quizserver.core.facts import Json
from quizserver.errors import BadRequest, QuizError, Unauthorized
from quizserver.live.room import Ack, Room
from quizserver.serving import Gate
from quizserver.sockets.codec import Malformed, TooLarge
from quizserver.sockets.links import Link, Links

log = logging.getLogger(__name__)

BURST = 30.0
PER_SECOND = 8.0
"""Verbs one connection may send at once, and how fast they come back. Per connection: a hall shares one address."""


class Body(BaseModel):
    """What every verb carries: `id` makes the same verb sent twice have one effect."""

    model_config = ConfigDict(extra="forbid", strict=True)
    id: Annotated[str, Field(min_length=8, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's payload, the power it needs (empty: none), and what it does. `run` returns an Ack, or more fields for `ok`."""

    body: type[Body]
    run: Callable[[Link, Any], Ack | Json]
    power: str = ""


def do(room: Room, command: Command) -> Ack:
    """Hands a command to the room and waits, on this connection only, until its outcome is durable. Raises QuizError."""
    gate: Gate[Ack | QuizError] = Gate()
    room.handle(command, gate.open)
    outcome = gate.wait()
    if isinstance(outcome, QuizError):
        raise outcome
    return outcome


def wait_durable(room: Room) -> None:
    """Waits until everything the room has applied so far is on disk. Raises Unavailable when it never will be."""
    gate: Gate[QuizError | None] = Gate()
    room.when_durable(gate.open)
    error = gate.wait()
    if error is not None:
        raise error


def refusal(error: QuizError, lang: str) -> Json:
    """The ack of a refusal."""
    return {"ok": False, "error": {"code": error.code, "message": explain(error, lang), "retry": error.retry}}


def register(links: Links, role: str, verbs: Mapping[str, Verb]) -> None:
    """Puts the catch-all of one namespace in place: the only way in for verbs."""

    def on_any(event: str, sid: str, *args: Any) -> Json:
        link = links.get(role, sid)
        lang = link.lang if link else "id"
        try:
            if link is None:
                raise Unauthorized("grant/none")
            return _answer(_run(link, verbs.get(event), args))
        except QuizError as error:
            return refusal(error, lang)
        except Exception:
            log.exception("verb %s failed", event if event in verbs else "unknown")
            return refusal(QuizError("server/failed", retry=True), lang)

    links.server.on("*", on_any, namespace=f"/{role}")


def _run(link: Link, verb: Verb | None, args: tuple[Any, ...]) -> Ack | Json:
    _spend(link, time.monotonic())
    if any(isinstance(arg, TooLarge) for arg in args):
        raise BadRequest("request/too_large")
    if any(isinstance(arg, Malformed) for arg in args):
        raise BadRequest("request/malformed")
    if verb is None:
        raise BadRequest("request/unknown_event")
    if len(args) != 1:
        raise BadRequest("request/malformed")
    if verb.power and verb.power not in link.grant.powers:
        raise Unauthorized("grant/power")
    try:
        body = verb.body.model_validate(args[0])
    except ValidationError:
        raise BadRequest("request/malformed") from None
    return verb.run(link, body)


def _answer(outcome: Ack | Json) -> Json:
    if isinstance(outcome, Ack):
        return {"ok": True, "v": outcome.v, **outcome.reply}
    return {"ok": True, **outcome}


def _spend(link: Link, now: float) -> None:
    """Takes one from the link's credit. Raises BadRequest when there is none left."""
    if not link.credit_at:
        link.credit, link.credit_at = BURST, now
    link.credit = min(BURST, link.credit + (now - link.credit_at) * PER_SECOND)
    link.credit_at = now
    if link.credit < 1:
        raise BadRequest("request/slow_down", retry=True)
    link.credit -= 1
