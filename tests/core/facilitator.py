"""What the facilitator does and is shown, in words of a test: `pause(room)`, `wall(room, "calm")`. For the tests beside it."""

from __future__ import annotations

from quizserver.core import commands as c
from quizserver.core.facts import Json
from tests.conftest import Classroom, sample


def playing(*questions: Json, mode: str = "tiebreak") -> Classroom:
    """Ani and budi with a first question open."""
    room = Classroom(*(questions or (sample("choice"), sample("choice", 1), sample("slide"))), mode=mode)
    room.join("ani", "budi")
    room.open()
    return room


def right(room: Classroom, number: int = 1) -> list[int]:
    picks: list[int] = room.state.rounds[number].state["right"]
    return picks


def pause(room: Classroom, on: bool = True) -> None:
    room.do(c.Pause(actor="desk", id=next(room.ids), on=on))


def more_time(room: Classroom, seconds: float = 10) -> None:
    room.do(c.AddTime(actor="desk", id=next(room.ids), seconds=seconds))


def skip(room: Classroom) -> None:
    room.do(c.Skip(actor="screen", id=next(room.ids), step=room.state.step_token()))


def reopen(room: Classroom) -> None:
    room.do(c.Reopen(actor="screen", id=next(room.ids)))


def wall(room: Classroom, show: str) -> None:
    room.do(c.TurnWall(actor="screen", id=next(room.ids), show=show))


def arrange(room: Classroom, *rest: str | Json, seen: str | None = None) -> None:
    """What is to come from now on: uids, and new items in full."""
    seen = room.state.arrangement if seen is None else seen
    room.do(c.Arrange(actor="desk", id=next(room.ids), seen=seen, rest=list(rest)))


def coming(room: Classroom) -> list[str]:
    return [item["uid"] for item in room.state.items[room.state.number :]]


def void(room: Classroom, number: int, on: bool = True) -> None:
    room.do(c.VoidRound(actor="desk", id=next(room.ids), round=number, on=on))


def left(room: Classroom) -> float:
    return float(room.view("phone")["round"]["left"])


def can(room: Classroom) -> Json:
    may: Json = room.view("desk")["can"]
    return may


def does(room: Classroom) -> str:
    return str(room.view("screen")["next"]["does"])
