"""The help numbers of this laptop: those of the file and the office's own, who called each and when, and what children see of them.

The rules are safety/channels.py's; calls and own numbers are remembered in the library, so that the file stays the office's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

from quizserver.banks.help import Help, read_help
from quizserver.banks.model import Problem
from quizserver.core.facts import Json
from quizserver.core.round_type import say
from quizserver.errors import Rejected
from quizserver.safety import channels as rules
from quizserver.safety.channels import Channel
from quizserver.store.library import Library

SETTING = "help"
MOST_OWN = 8

POLICE = Channel(
    "darurat-110", "emergency", {"id": "Polisi", "en": "Police"}, "110", hours={"id": "24 jam, gratis", "en": "24 hours, free"}
)
"""Stands in when the file cannot be read: 110 is never missing."""


class Helping:
    """`today` is asked anew each time: a laptop stays on over midnight."""

    def __init__(self, banks: Path, library: Library, today: Callable[[], date]) -> None:
        self._banks = banks
        self._library = library
        self._today = today
        self._help = Help()
        self._calls: Json = {}
        self._own: list[Json] = []
        self._office = ""

    def load(self) -> None:
        """Reads the files and what was remembered. Raises Unavailable."""
        self._help = read_help(self._banks)
        self._take(self._library.setting(SETTING, {}))

    @property
    def office(self) -> str:
        """The name of the office, as leaflets print it."""
        return self._office

    def problems(self, lang: str) -> list[Problem]:
        return [found.say(lang) for found in self._help.findings]

    def shown(self) -> list[Channel]:
        """What children see, in the order in which they see it."""
        return rules.to_show(self._all(), self._today())

    def info(self, lang: str, visit: Json) -> Json:
        """The Info page in one language, without a word that singles anybody out: the same for every phone and the wall."""
        texts = _in_language(self._help.info, lang)
        follow = {"who": str(visit.get("follow_up_who") or ""), "when": str(visit.get("follow_up_when") or "")}
        return {"texts": texts, "follow": follow, "channels": [_for_children(one, lang) for one in self.shown()]}

    def listed(self, lang: str) -> Json:
        """For the desk: every number with its state, and what children will not see today."""
        today = self._today()
        rows = []
        for one in self._all():
            if not one.enabled:
                continue
            row = _for_children(one, lang) | {"id": one.id, "own": one.is_own, "checked_by": one.checked_by}
            row["days"] = rules.days_since(one, today)
            row["shown"] = rules.is_shown(one, today)
            row["must_call"] = one.kind not in rules.VOUCHED
            rows.append(row)
        return {"channels": rows, "office": self._office, "fresh_days": rules.FRESH_DAYS}

    def counts(self) -> Json:
        """For the set-up: how many numbers children see, and how many wait for a call."""
        today, known = self._today(), self._all()
        checked = [one for one in rules.to_show(known, today) if one.kind not in rules.VOUCHED]
        return {"checked": len(checked), "to_call": len(rules.to_call(known, today))}

    def note_call(self, channel: str, answered: bool, by: str) -> None:
        """Somebody called this number. Raises Rejected."""
        if channel not in {one.id for one in self._all()}:
            raise Rejected("channel/unknown")
        if not by.strip():
            raise Rejected("channel/who")
        on = self._today().isoformat() if answered else None
        self._keep(calls={**self._calls, channel: {"on": on, "by": by.strip()}})

    def add_own(self, key: str, kind: str, label: str, number: str, wa: str, hours: str) -> None:
        """A number of the office's region; `key` makes the same one sent twice have one effect. Raises Rejected."""
        name = f"own-{key}"
        if any(row["id"] == name for row in self._own):
            return
        for text in (number, wa) if wa.strip() else (number,):
            if not rules.is_number(text.strip()):
                raise Rejected("channel/number", number=text.strip()[:30])
        if not label.strip():
            raise Rejected("channel/label")
        if len(self._own) >= MOST_OWN:
            raise Rejected("channel/too_many", most=MOST_OWN)
        row = {"id": name, "kind": kind, "label": label.strip(), "number": number.strip()}
        self._keep(own=[*self._own, row | {"wa": wa.strip(), "hours": hours.strip()}])

    def drop_own(self, channel: str) -> None:
        """Forgets a number of the office's own. Raises Rejected for one of the file."""
        left = [row for row in self._own if row["id"] != channel]
        if len(left) == len(self._own):
            raise Rejected("channel/not_own")
        self._keep(own=left, calls={name: call for name, call in self._calls.items() if name != channel})

    def set_office(self, name: str) -> None:
        self._keep(office=name.strip())

    def _keep(self, **changed: object) -> None:
        """On disk first: what the desk says of a number must be true after a power cut. Raises Unavailable."""
        kept = {"calls": self._calls, "own": self._own, "office": self._office} | changed
        self._library.set_setting(SETTING, kept)
        self._take(kept)

    def _take(self, kept: Json) -> None:
        self._calls, self._own, self._office = kept.get("calls", {}), kept.get("own", []), kept.get("office", "")

    def _all(self) -> list[Channel]:
        listed = [*self._help.channels, *(_own(row) for row in self._own)]
        if not any(one.kind == "emergency" and one.enabled for one in listed):
            listed.append(POLICE)
        return [self._called(one) for one in listed]

    def _called(self, channel: Channel) -> Channel:
        """With the newest word on it: a call noted here replaces what the file says, unless the file's is later."""
        call = self._calls.get(channel.id)
        if call is None:
            return channel
        on = date.fromisoformat(call["on"]) if call["on"] else None
        if on and channel.checked_on and channel.checked_on > on:
            return channel
        return rules.with_call(channel, on, call["by"])


def _own(row: Json) -> Channel:
    both = {"id": row["label"], "en": row["label"]}
    hours = {"id": row["hours"], "en": row["hours"]} if row["hours"] else {}
    channel = Channel(row["id"], row["kind"], both, row["number"], row["wa"], hours)
    return dataclasses.replace(channel, is_own=True)


def _for_children(channel: Channel, lang: str) -> Json:
    return {
        "kind": channel.kind,
        "label": say(channel.label, lang),
        "number": channel.number,
        "wa": channel.wa,
        "hours": say(channel.hours, lang),
        "note": say(channel.note, lang),
    }


def _in_language(texts: Json, lang: str) -> Json:
    """The same tree with each `{id, en}` replaced by its sentence."""

    def one(value: object) -> object:
        if isinstance(value, dict):
            return say(value, lang) if "id" in value else {name: one(inner) for name, inner in value.items()}
        return [one(inner) for inner in value] if isinstance(value, list) else value

    return {name: one(value) for name, value in texts.items()}
