"""A student's phone. Its token (made by the phone, known here as a hash) is settled at connect; a player is who joined with it.

Verbs become commands of live/room.py; nothing is decided here.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.core.views import stranger_view
from quizserver.errors import Rejected
from quizserver.live.room import Ack, Room
from quizserver.safety.filter import NO_LISTS, WordFilter
from quizserver.safety.names import pick_name
from quizserver.sockets.ack import Body, Verb, do, wait_durable
from quizserver.sockets.links import Grant, Link, Links
from quizserver.store.library import hash_of

CODE_DIGITS = "23456789ABCDEFGHJKMNPQRTUVWXYZ"
"""Without letters and digits that look alike on a cracked screen."""

CODE_LENGTH = 6

CHANCE = random.Random()
"""For names only, which are no secret."""

TRIES = 5


class Join(Body):
    weight: Annotated[int, Field(ge=1, le=5)] = 1
    group: Annotated[str, Field(max_length=8)] | None = None


class Spin(Body):
    pass


class Answer(Body):
    model_config = ConfigDict(extra="forbid", strict=False)
    round: Annotated[int, Field(ge=1, strict=True)]
    step: Annotated[str, Field(max_length=20)]
    payload: dict[str, Any]
    took: Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]


class TakeBack(Body):
    round: Annotated[int, Field(ge=1)]


class AskCode(Body):
    pass


class UseCode(Body):
    code: Annotated[str, Field(min_length=1, max_length=20)]


def settle(auth: Mapping[str, Any], room: Room | None) -> Grant:
    """The grant of a phone that connects. Raises Rejected when there is no game to join."""
    if room is None:
        raise Rejected("room/none", retry=True)
    token = auth.get("token")
    known = isinstance(token, str) and 16 <= len(token) <= 128
    return Grant("phone", room, identity=hash_of(str(token)) if known else "")


def welcome(links: Links, link: Link) -> None:
    """What a phone is shown when it comes: everything if it is somebody's, else the join page. Raises Unavailable."""
    room = _room(link)
    wait_durable(room)
    player = room.state.tokens.get(link.grant.identity)
    if player is None:
        links.server.emit("you", stranger_view(room.state), to=link.sid, namespace="/phone")
    else:
        take_seat(links, link, player)


def take_seat(links: Links, link: Link, player: str) -> None:
    """Binds the phone to its player and sends both views. Everything in them is durable when they leave."""
    room = _room(link)
    links.seat(link, player)
    room.counts_changed()
    views = room.phone_views(player, link.lang)
    wait_durable(room)
    for event, data in views:
        links.server.emit(event, data, to=link.sid, namespace="/phone")


def leave(links: Links, link: Link) -> None:
    """A phone went: only the counts of screen and desk hear of it."""
    if link.grant.room is not None:
        link.grant.room.counts_changed()


def with_free_name(room: Room, command: Callable[[str], c.Command]) -> Ack:
    """Runs a command that needs a name nobody has, again if the name was taken meanwhile."""
    for _ in range(TRIES):
        try:
            return do(room, command(pick_name(CHANCE, room.state.names)))
        except Rejected as refused:
            if refused.code != "join/name_taken":
                raise
    raise Rejected("join/name_taken", retry=True)


def with_new_code(room: Room, command: Callable[[str], c.Command]) -> Json:
    """Issues a short code; the ack alone holds it, the journal its hash."""
    code = "".join(secrets.choice(CODE_DIGITS) for _ in range(CODE_LENGTH))
    return {"v": do(room, command(hash_of(code))).v, "code": code}


def verbs(links: Links, words: WordFilter = NO_LISTS) -> dict[str, Verb]:
    """The verbs of `/phone`."""

    def join(link: Link, body: Join) -> Ack:
        if not link.grant.identity:
            raise Rejected("join/not_joined")
        identity = link.grant.identity

        def command(name: str) -> c.Command:
            return c.Join(actor=identity, id=body.id, token_hash=identity, name=name, weight=body.weight, group=body.group)

        ack = with_free_name(_room(link), command)
        take_seat(links, link, _player(link))
        return ack

    def spin(link: Link, body: Spin) -> Ack:
        player = _player(link)
        return with_free_name(_room(link), lambda name: c.Spin(actor=player, id=body.id, name=name))

    def answer(link: Link, body: Answer) -> Ack:
        return do(
            _room(link),
            c.Answer(
                actor=_player(link),
                id=body.id,
                round=body.round,
                step=body.step,
                payload=body.payload,
                took=body.took,
                flags=words.flags_in(_room(link).readable(body.round, body.payload)),
            ),
        )

    def take_back(link: Link, body: TakeBack) -> Ack:
        return do(_room(link), c.TakeBack(actor=_player(link), id=body.id, round=body.round))

    def ask_code(link: Link, body: AskCode) -> Json:
        player = _player(link)
        return with_new_code(
            _room(link), lambda hashed: c.IssueCode(actor=player, player=player, code_hash=hashed)
        )

    def use_code(link: Link, body: UseCode) -> Ack:
        if not link.grant.identity:
            raise Rejected("join/not_joined")
        hashed = hash_of(body.code.upper().replace(" ", "").replace("-", ""))
        link.credit -= 4
        ack = do(
            _room(link),
            c.UseCode(actor=link.grant.identity, id=body.id, code_hash=hashed, token_hash=link.grant.identity),
        )
        take_seat(links, link, _player(link))
        return ack

    return {
        "join": Verb(Join, join),
        "spin": Verb(Spin, spin),
        "answer": Verb(Answer, answer),
        "take_back": Verb(TakeBack, take_back),
        "ask_code": Verb(AskCode, ask_code),
        "use_code": Verb(UseCode, use_code),
    }


def _room(link: Link) -> Room:
    room = link.grant.room
    if room is None or room.state.closed:
        raise Rejected("room/ended")
    return room


def _player(link: Link) -> str:
    """The player this phone has joined as. Raises Rejected when it has not."""
    player = _room(link).state.tokens.get(link.grant.identity)
    if player is None:
        raise Rejected("join/not_joined")
    return player

