"""What the bench measured, as plain values. Times are milliseconds, sizes bytes on the socket, unless the name says otherwise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Times:
    first: float
    p50: float
    p99: float
    last: float


def times(seconds: Sequence[float]) -> Times | None:
    """The order statistics of some durations; None of none."""
    if not seconds:
        return None
    ordered = [1_000 * value for value in sorted(seconds)]

    def at(share: float) -> float:
        return ordered[max(0, math.ceil(share * len(ordered)) - 1)]

    return Times(ordered[0], at(0.5), at(0.99), ordered[-1])


@dataclass(slots=True)
class StepFigures:
    """One step of an item: from the screen's `advance` to every phone's view, then all answers in one instant."""

    name: str
    shown: Times | None = None
    asked: int = 0
    acked: int = 0
    counted: int = 0
    sending: float = 0.0
    acks: Times | None = None
    progress: float | None = None
    commits: int | None = None

    @property
    def spread(self) -> float | None:
        """From the first phone that shows it to the last."""
        return self.shown.last - self.shown.first if self.shown else None


@dataclass(slots=True)
class ItemFigures:
    """One item from open to result. `messages` and `bytes` are the most that one phone got; CPU is for all phones together."""

    label: str
    most_messages: int | None
    most_bytes: int | None
    steps: list[StepFigures] = field(default_factory=list)
    closed: Times | None = None
    results: int = 0
    messages: int = 0
    bytes: int = 0
    sent: int = 0
    server_cpu: float | None = None
    client_cpu: float = 0.0
    wall: float = 0.0


@dataclass(slots=True)
class HallFigures:
    """A whole hall against its own server. CPU is seconds, memory is MB; `others_share` is of all cores, used by other programs."""

    players: int
    fsync: float = 0.0
    joined: int = 0
    join_seconds: float | None = None
    join_messages: int = 0
    join_bytes: int = 0
    join_sent: int = 0
    join_cpu: float | None = None
    join_client_cpu: float = 0.0
    start_cpu: float | None = None
    others_share: float | None = None
    empty_mb: float | None = None
    rss_mb: float | None = None
    peak_mb: float | None = None
    items: list[ItemFigures] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def choices(self) -> list[ItemFigures]:
        """The rounds of the reference item."""
        return self.all_of("choice")

    def all_of(self, label: str) -> list[ItemFigures]:
        return [item for item in self.items if item.label == label]
