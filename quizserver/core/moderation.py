"""Entries that a person approves before anybody else sees them: the one mechanism behind the word cloud and the question box.

A round type that has such entries keeps a queue as `state["queue"]`: `empty_queue` in `begin`, `submit` in `apply`, `apply` in
`apply_act`, and shows what `visible` gives, nothing else. The text as written is kept for moderators and never altered; what is
shown is `shown`, which a moderator may have rewritten. Every act costs O(1). What flags a text: safety/filter.py; its outcome
is a reason to look twice, never a refusal. The command is decided in answering.py.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from quizserver.core.facts import Json
from quizserver.core.round_type import say
from quizserver.core.state import Round, State
from quizserver.errors import Rejected

HELD, APPROVED, REMOVED = "held", "approved", "removed"
STATUSES = (HELD, APPROVED, REMOVED)
ACTIONS = ("approve", "rewrite", "hold", "remove", "undo")

PEOPLE_FOR_FLAGGED = 2
"""A flagged text (perhaps a name, a number, a coarse word) needs two different people; a rewritten one is flagged anew."""

RESTORED = ("status", "shown", "flags", "approvals")
"""What `undo` puts back."""

ENTRIES_PER_PAGE = 20

INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def presentable(text: str) -> str:
    """A typed text fit for a wall: one line, single spaces, no invisible or direction-changing characters, no stacked accents."""
    spaced = "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    kept = (c for c in spaced if unicodedata.category(c) not in INVISIBLE and not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def empty_queue(longest: int) -> Json:
    """No entries yet; `longest` is how many characters a rewritten text may have."""
    return {"longest": longest, "entries": [], "held": 0}


def submit(queue: Json, text: str, *, at: float, flags: Sequence[str] = (), status: str = HELD, weight: int = 1) -> int:
    """Takes a new entry in and returns its number. `weight`: heads that stand behind it; `at`: room time."""
    entry = {
        "text": text,
        "shown": presentable(text),
        "at": at,
        "weight": weight,
        "flags": list(flags),
        "status": status,
        "approvals": [],
        "version": 1,
        "before": None,
    }
    queue["entries"].append(entry)
    queue["held"] += status == HELD
    return len(queue["entries"]) - 1


def support(queue: Json, number: int, weight: int) -> None:
    """More heads stand behind an entry: they sent the same again."""
    queue["entries"][number]["weight"] += weight


def visible(queue: Json, number: int) -> str:
    """What everybody may see of an entry: its shown text once approved, else nothing."""
    entry = queue["entries"][number]
    return str(entry["shown"]) if entry["status"] == APPROVED else ""


def check(queue: Json, action: str, payload: Json) -> Json:
    """What to journal for an act on `payload["entry"]` as it was `seen` (its version) `by` a device. Raises Rejected; changes nothing."""
    number, by = payload["entry"], payload["by"]
    if action not in ACTIONS:
        raise Rejected("act/not_now")
    if not 0 <= number < len(queue["entries"]):
        raise Rejected("act/unknown_entry")
    entry = queue["entries"][number]
    if payload["seen"] != entry["version"]:
        raise Rejected("act/changed")
    if action == "undo" and entry["before"] is None:
        raise Rejected("act/nothing_to_undo")
    if action == "approve" and by in entry["approvals"]:
        raise Rejected("act/second_person")
    accepted = {"entry": number, "by": by}
    if action == "rewrite":
        text = presentable(payload["text"])
        if not text:
            raise Rejected("answer/empty")
        if len(text) > queue["longest"]:
            raise Rejected("answer/too_long", most=queue["longest"])
        accepted |= {"text": text, "flags": list(payload["flags"])}
    return accepted


def apply(queue: Json, action: str, payload: Json) -> tuple[str, str]:
    """Takes an accepted act in; returns what was visible of the entry before and what is now."""
    number = payload["entry"]
    entry, was = queue["entries"][number], visible(queue, number)
    queue["held"] -= entry["status"] == HELD
    before = {name: entry[name] for name in RESTORED}
    if action == "undo":
        entry |= entry["before"]
        entry["before"] = None
    else:
        _change(entry, action, payload)
        entry["before"] = before
    entry["version"] += 1
    queue["held"] += entry["status"] == HELD
    return was, visible(queue, number)


def _change(entry: Json, action: str, payload: Json) -> None:
    if action == "rewrite":
        entry |= {"shown": payload["text"], "flags": payload["flags"], "approvals": []}
    if action in ("approve", "rewrite"):
        entry["approvals"] = [*entry["approvals"], payload["by"]]
        needed = PEOPLE_FOR_FLAGGED if entry["flags"] else 1
        entry["status"] = APPROVED if len(entry["approvals"]) >= needed else HELD
    else:
        entry |= {"status": HELD if action == "hold" else REMOVED, "approvals": []}


def held(state: State) -> int:
    """How many entries of all rounds wait for a person. O(rounds).

    A quiet queue is counted once its round is closed: a count that moves, or does not, would point at the phone that has just sent.
    """
    counted = (played for played in _with_queue(state) if played.closed_at is not None or not played.state["queue"].get("is_quiet"))
    return sum(played.state["queue"]["held"] for played in counted)


def entries_view(state: State, page: int, show: str, device: str, lang: str, at: float) -> Json:
    """One page of what was typed, oldest first; `show` is a status or `all`. Only for a device that may moderate."""
    found = [
        (played, number, entry)
        for played in _with_queue(state)
        for number, entry in enumerate(played.state["queue"]["entries"])
        if show in ("all", entry["status"])
    ]
    pages = max(1, -(-len(found) // ENTRIES_PER_PAGE))
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * ENTRIES_PER_PAGE : page * ENTRIES_PER_PAGE]
    return {
        "v": state.version,
        "filter": show,
        "page": page,
        "pages": pages,
        "total": len(found),
        "held": held(state),
        "entries": [_entry(played, number, entry, device, lang, at) for played, number, entry in shown],
    }


def _with_queue(state: State) -> list[Round]:
    return [played for played in state.rounds.values() if "queue" in played.state]


def _entry(played: Round, number: int, entry: Json, device: str, lang: str, at: float) -> Json:
    """`mine`: this device has approved it already, so another one is needed."""
    return {
        "round": played.number,
        "entry": number,
        "version": entry["version"],
        "about": say(played.item["question"].get("text") or played.item["title"], lang),
        "text": entry["text"],
        "shown": entry["shown"],
        "status": entry["status"],
        "flags": entry["flags"],
        "heads": entry["weight"],
        "age": round(max(0.0, at - entry["at"])),
        "approvals": len(entry["approvals"]),
        "mine": device in entry["approvals"],
        "undo": entry["before"] is not None,
        "longest": played.state["queue"]["longest"],
    }
