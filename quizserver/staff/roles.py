"""Which role may do what: the one table. A person may have several roles; what she may do is all of theirs together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

ROLES: Mapping[str, frozenset[str]] = {
    "facilitator": frozenset({"read", "trial", "export", "screen"}),
    "editor": frozenset({"read", "trial", "export", "edit", "import", "approve"}),
    "moderator": frozenset({"read", "trial", "approve", "moderate"}),
    "lead": frozenset({"read", "approve", "help", "safeguard"}),
    "admin": frozenset({"read", "trial", "export", "screen", "edit", "import", "approve", "help", "accounts"}),
}
"""read: see banks and programmes · trial: play one alone · export: take files along · edit · import · approve: other people's items ·
help: help channels and leaflet · accounts: people and the audit log · keys for a visit: screen (with its desk), moderate, safeguard.
`lead` is the safeguarding lead: an admin may all but be her or the moderator, whose devices must be two people's."""

DEVICES: Mapping[str, str] = {"screen": "desk", "moderate": "moderator", "safeguard": "lead"}
"""Which power lets a device in as which kind of desk (live/pairing.py, KINDS)."""


def powers_of(roles: Iterable[str]) -> frozenset[str]:
    """What somebody with these roles may do; a role that this version does not know gives nothing."""
    return frozenset[str]().union(*(ROLES.get(role, frozenset()) for role in roles))
