"""The bench's figures as a table for people, each beside its target. Being slower than a target is shown, never punished."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizserver.bench.figures import HallFigures, ItemFigures, Times

JOINED_SECONDS = 0.6
SHOWN_MS = 40.0
ACKED_MS = 150.0
MEMORY_MB = 150.0
"""The targets for 320 phones on the machine this was designed on (2 cores)."""

Value = float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of the whole hall and of the small one. `target` is the most that it should be, or exactly that if `is_exact`.

    `parts` are shown instead of the figure where one number is not enough.
    """

    name: str
    big: Value
    small: Value
    digits: int = 0
    target: Value = None
    is_exact: bool = False
    parts: tuple[str, str] | None = None

    def line(self, width: int) -> str:
        big, small = self.parts or (number(self.big, self.digits), number(self.small, self.digits))
        ratio = f"{self.big / self.small:.2f}" if self.big is not None and self.small else ""
        return f"  {self.name:<{width}} {big:>21} {small:>21} {ratio:>7}  {self._verdict()}".rstrip()

    def _verdict(self) -> str:
        if self.target is None or self.big is None:
            return ""
        is_met = self.big == self.target if self.is_exact else self.big <= self.target
        return f"{'=' if self.is_exact else '≤'} {number(self.target, self.digits)} {'ok' if is_met else 'MISSED'}"


def table(big: HallFigures, small: HallFigures, async_mode: str, lang: str) -> str:
    """Everything measured, ready to print."""
    rows = list(_rows(big, small))
    width = max(len(row.name) for row in rows if isinstance(row, Row))
    heads = f"{f'{big.players} phones':>21} {f'{small.players} phones':>21}   ratio  target"
    what = f"{big.players} phones, {async_mode}, language {lang}, {len(big.choices)} rounds of the reference item"
    where = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{_load()}, Python {platform.python_version()}"
    lines = [f"quizserver bench: {what}", f"{where}, fsync of 4 kB on this disk {big.fsync:.2f} ms", "", f"  {'':<{width}} {heads}"]
    lines += [row.line(width) if isinstance(row, Row) else row for row in rows]
    return "\n".join([*lines, "", *_notes(big)])


def number(value: Value, digits: int) -> str:
    return "-" if value is None else f"{value:,.{digits}f}"


def _rows(big: HallFigures, small: HallFigures) -> Iterator[Row | str]:
    def of(name: str, get: Callable[[HallFigures], Value], digits: int = 0, target: Value = None, exact: bool = False) -> Row:
        return Row(name, get(big), get(small), digits, target, exact)

    def timed(name: str, get: Callable[[ItemFigures], Times | None], target: Value = None) -> Iterator[Row]:
        found = [[get(item) for item in hall.choices] for hall in (big, small)]
        return _timed(name, found[0], found[1], target)

    yield "All phones connect and join at once"
    yield of("joined", lambda hall: hall.joined, 0, big.players, exact=True)
    yield of("first connect to last lobby shown, s", lambda hall: hall.join_seconds, 2, JOINED_SECONDS)
    yield of("messages to a phone", lambda hall: hall.join_messages)
    yield of("bytes to a phone", lambda hall: hall.join_bytes)
    yield of("server CPU, s", lambda hall: hall.join_cpu, 2)

    yield "A question: median of the rounds"
    yield from timed("advance to phone's view, ms", lambda item: item.steps[0].shown, SHOWN_MS)
    yield of("spread, first phone to last, ms", lambda hall: _median(i.steps[0].spread for i in hall.choices), 1)
    yield of("answers counted, all in one instant", lambda h: _sum(h, "counted"), 0, _sum(big, "asked"), exact=True)
    yield from timed("answer to durable ack, ms", lambda item: item.steps[0].acks, ACKED_MS + 2 * big.fsync)
    yield of("answers to full count on screen, ms", lambda hall: _median(i.steps[0].progress for i in hall.choices), 1)
    yield of("commits in the burst (WAL)", lambda hall: _median(i.steps[0].commits for i in hall.choices))
    yield from timed("close to phone's view and result, ms", lambda item: item.closed)
    yield of("server CPU per player, ms", _cpu, 3)

    yield "From open to result, to one phone (the one that got most)"
    for label in dict.fromkeys(item.label for item in big.items):
        yield from _item(label, big.all_of(label), small.all_of(label))

    yield "Memory of the server, MB"
    yield of("before anybody connects", lambda hall: hall.empty_mb)
    yield of("after the last item", lambda hall: hall.rss_mb, 0, MEMORY_MB)
    yield of("at most", lambda hall: hall.peak_mb, 0, MEMORY_MB)


def _timed(name: str, big: Sequence[Times | None], small: Sequence[Times | None], target: Value) -> Iterator[Row]:
    """p50, p99 and last, each the median of the rounds; the last meets the target or not. Then the worst round's last."""
    orders: tuple[Callable[[Times], float], ...] = (lambda t: t.p50, lambda t: t.p99, lambda t: t.last)
    parts = [[_median(get(t) for t in rounds if t) for get in orders] for rounds in (big, small)]
    shown = [" / ".join(number(part, 1) for part in hall) for hall in parts]
    yield Row(f"{name}: p50 / p99 / last", parts[0][2], parts[1][2], 1, target, parts=(shown[0], shown[1]))
    worst = [max((t.last for t in rounds if t), default=None) for rounds in (big, small)]
    yield Row("  last, in the worst round", worst[0], worst[1], 1)


def _item(label: str, big: Sequence[ItemFigures], small: Sequence[ItemFigures]) -> Iterator[Row]:
    def row(name: str, get: Callable[[ItemFigures], Value], digits: int = 0, target: Value = None) -> Row:
        most = [max((value for item in items if (value := get(item)) is not None), default=None) for items in (big, small)]
        return Row(f"{label}: {name}", most[0], most[1], digits, target)

    yield row("messages", lambda item: item.messages, 0, big[0].most_messages)
    yield row("bytes", lambda item: item.bytes, 0, big[0].most_bytes)
    if label != "choice":
        yield row("last phone shown, worst step, ms", lambda i: max((s.shown.last for s in i.steps if s.shown), default=None), 1)
        yield row("last durable ack, worst step, ms", lambda i: max((s.acks.last for s in i.steps if s.acks), default=None), 1)


def _sum(hall: HallFigures, name: str) -> float:
    return float(sum(getattr(step, name) for item in hall.choices for step in item.steps))


def _median(values: Iterable[Value]) -> Value:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def _cpu(hall: HallFigures) -> Value:
    used = _median(item.server_cpu for item in hall.choices)
    return None if used is None else 1_000 * used / hall.players


def _load() -> str:
    try:
        return f" (load {os.getloadavg()[0]:.2f})"
    except (OSError, AttributeError):
        return ""


def _notes(big: HallFigures) -> Iterator[str]:
    share = _median(100 * item.client_cpu / item.wall for item in big.choices)
    sending = _median(step.sending for item in big.choices for step in item.steps)
    sent = max(item.sent for item in big.choices)
    yield (
        f"The bench itself used {big.join_client_cpu:.2f} s of CPU for the join and {number(share, 0)} % of a core during a "
        f"question; it takes {number(sending, 1)} ms to send all answers, and their time counts from before the first."
    )
    yield (
        "Bytes are those of the socket, frame heads included, HTTP handshake and heartbeats left out; permessage-deflate is "
        f"offered. A phone sends {big.join_sent} bytes to join and {sent} for a question. An arrival is the moment its socket is read."
    )
    if big.others_share is not None:
        yield f"Other programs used {100 * big.others_share:.0f} % of this machine meanwhile; above 10 %, times are too long."
    for wrong in big.wrong:
        yield f"WRONG: {wrong}"
