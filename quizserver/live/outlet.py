"""Where a room's output goes once it is durable. live/ knows audiences, not connections; sockets/publish.py knows both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from quizserver.core.facts import Json
from quizserver.errors import QuizError

Encoded = Any
"""A JSON text made at the moment its facts were applied; what happens to the state later cannot change it."""


class Outlet(Protocol):
    def languages(self, role: str) -> Iterable[str]:
        """Languages in use by connections of `role` (`phone`, `screen`, `desk`)."""

    def seated(self) -> Iterable[str]:
        """Players whose phone is connected now."""

    def encode(self, view: Json) -> Encoded: ...

    def to_role(self, role: str, lang: str, event: str, data: Encoded) -> None:
        """To every joined phone, every screen or every desk of one language."""

    def to_player(self, player: str, event: str, data: Encoded) -> None: ...

    def player_changed(self, player: str) -> None:
        """The player's token or right to play has changed: settle the connection anew."""

    def players_merged(self, gone: str, into: str) -> None:
        """Both were one person: the phone of `gone` comes again as `into`, or is told that `into` plays elsewhere."""

    def room_moved(self) -> None:
        """The visit goes on at another laptop: connections end without a word, and phones keep asking for it."""

    def room_closed(self) -> None:
        """The visit is over: every connection of this room ends with a word about it."""

    def trouble(self, error: QuizError | None) -> None:
        """The disk refused (or, with None, takes again): screen and desk say so."""
