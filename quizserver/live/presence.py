"""Who has which item open now. In memory: whoever is still there says so again within seconds."""

from __future__ import annotations

from collections.abc import Callable

FORGOTTEN_AFTER = 30.0


class Presence:
    """`monotonic` is a clock in seconds."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._seen: dict[tuple[str, str], dict[str, tuple[str, float]]] = {}

    def here(self, bank: str, item: str, account: str, shown: str) -> list[str]:
        """Notes that this account has the item open; the names of the others who have."""
        self._seen.setdefault((bank, item), {})[account] = (shown, self._monotonic())
        return self.others(bank, item, account)

    def others(self, bank: str, item: str, account: str) -> list[str]:
        since = self._monotonic() - FORGOTTEN_AFTER
        fresh = {key: {who: seen for who, seen in there.items() if seen[1] > since} for key, there in self._seen.items()}
        self._seen = {key: there for key, there in fresh.items() if there}
        return sorted(shown for who, (shown, _) in self._seen.get((bank, item), {}).items() if who != account)
