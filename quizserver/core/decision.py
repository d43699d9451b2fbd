"""What deciding a command comes to. Nothing else is here; who decides: decide.py."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizserver.core import facts as f


@dataclass(frozen=True, slots=True)
class Decision:
    """Facts to journal, in order, and what the ack adds to `ok`. No facts: nothing changes."""

    facts: list[f.Fact] = field(default_factory=list)
    reply: f.Json = field(default_factory=dict)
