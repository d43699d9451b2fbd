"""What a desk may do for one player besides removing and renaming: classes, heads, extra time, merging; and body signs for the hall.

Verbs become commands of live/room.py; nothing is decided here. They belong to the table in walls.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import Field

from quizserver.core import commands as c
from quizserver.sockets.ack import Body, Verb
from quizserver.sockets.links import DRIVE, PEOPLE

PlayerId = Annotated[str, Field(max_length=20)]
GroupId = Annotated[str, Field(max_length=8)]


class Admit(Body):
    player: PlayerId


class Move(Body):
    """`was`: the group the sender saw, so that of two desks the later one is told."""

    player: PlayerId
    group: GroupId
    was: GroupId | None


class SetHeads(Body):
    player: PlayerId
    weight: int


class SetTime(Body):
    player: PlayerId
    factor: float


class Merge(Body):
    gone: PlayerId
    into: PlayerId


class TurnSigns(Body):
    on: bool


def verbs(command: Callable[..., Verb]) -> dict[str, Verb]:
    """Rows for the table in walls.py; `command` makes a verb that is one command of the running room."""
    return {
        "admit": command(Admit, lambda who, b: c.Admit(actor=who, id=b.id, player=b.player), PEOPLE),
        "move": command(Move, lambda who, b: c.Move(actor=who, id=b.id, player=b.player, group=b.group, was=b.was), PEOPLE),
        "set_heads": command(SetHeads, lambda who, b: c.SetHeads(actor=who, id=b.id, player=b.player, weight=b.weight), PEOPLE),
        "set_time": command(SetTime, lambda who, b: c.SetTimeFactor(actor=who, id=b.id, player=b.player, factor=b.factor), PEOPLE),
        "merge": command(Merge, lambda who, b: c.MergePlayers(actor=who, id=b.id, gone=b.gone, into=b.into), PEOPLE),
        "signs": command(TurnSigns, lambda who, b: c.TurnSigns(actor=who, id=b.id, on=b.on), DRIVE),
    }
