"""Help channels: which numbers children may be shown. A number nobody has called lately may ring nowhere, and a child tries once.

Pure: `today` is handed in. Where the numbers come from is in banks/help.py, who remembers the calls in live/helping.py.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

FRESH_DAYS = 180
"""A call that was answered longer ago than this proves nothing any more."""

KINDS = ("national", "local", "office", "emergency")
VOUCHED = ("office", "emergency")
"""Shown without a call: the office answers for its own number, and 110 must be there in danger."""

NUMBER = re.compile(r"\+?[0-9][0-9 \-]{1,22}( ext [0-9]{1,5})?")
DIGITS = range(3, 16)
"""How many digits a number may have, before `ext`: from 110 to the longest in the world."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to get help. `number` and `wa` are text as people write it; `checked_on` is the day of the last answered call."""

    id: str
    kind: str
    label: Mapping[str, str]
    number: str
    wa: str = ""
    hours: Mapping[str, str] = field(default_factory=dict)
    note: Mapping[str, str] = field(default_factory=dict)
    checked_on: date | None = None
    checked_by: str = ""
    enabled: bool = True
    is_own: bool = False


def is_number(text: str) -> bool:
    """Whether this can be dialled: digits, spaces, `-`, a `+` in front, and `ext 8` behind."""
    return bool(NUMBER.fullmatch(text)) and len(re.sub(r"\D", "", text.partition(" ext ")[0])) in DIGITS


def days_since(channel: Channel, today: date) -> int | None:
    """Days since the last answered call; None without one. A day still to come is a typing mistake or a wrong clock, not a call."""
    if channel.checked_on is None or channel.checked_on > today:
        return None
    return (today - channel.checked_on).days


def is_checked(channel: Channel, today: date) -> bool:
    days = days_since(channel, today)
    return days is not None and days <= FRESH_DAYS


def is_shown(channel: Channel, today: date) -> bool:
    """Whether children see it."""
    return channel.enabled and (channel.kind in VOUCHED or is_checked(channel, today))


def to_show(channels: Iterable[Channel], today: date) -> list[Channel]:
    """What children see, nearest help first: the office, the region, the country, and 110 last, for danger."""
    order = ("office", "local", "national", "emergency")
    return sorted((one for one in channels if is_shown(one, today)), key=lambda one: order.index(one.kind))


def to_call(channels: Iterable[Channel], today: date) -> list[Channel]:
    """What somebody should call before the visit, or children will not see it."""
    return [one for one in channels if one.enabled and one.kind not in VOUCHED and not is_checked(one, today)]


def with_call(channel: Channel, on: date | None, by: str) -> Channel:
    """After a call: answered on that day, or (None) not answered, which takes an older answer back."""
    return dataclasses.replace(channel, checked_on=on, checked_by=by)
