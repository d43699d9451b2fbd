"""What set-up asked for, as one value on its way from the wire to live/office.py. No rule is here."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizserver.core.facts import Json


@dataclass(frozen=True, slots=True)
class Opening:
    """`sections`: how many items of each section, empty: all. `groups`, `assign` and `visit` as in `RoomOpened`."""

    programme: str
    mode: str
    lang: str
    sections: list[int] = field(default_factory=list)
    groups: list[Json] = field(default_factory=list)
    assign: str = "choose"
    visit: Json = field(default_factory=dict)
