"""Packets for the wire: fast JSON, views encoded beforehand, and anything malformed turned into a value that ack.py refuses.

Nothing here raises for what a client sent: an exception inside the library would leave the client without an answer.
"""

from __future__ import annotations

from typing import Any

import orjson
from socketio import packet

MOST_CHARACTERS = 16_384
"""Longest payload taken; frames over pipe.MOST_FRAME_BYTES end the connection before they come here."""

LIBRARY_EVENTS = ("connect", "disconnect", "__disconnect_final", "*")
"""Names the library keeps for itself: a client that emits one would run our connect handler with an environment of its
own making, or (`*`) the catch-all with a sender of its own choice.
"""


PACKETS_TAKEN = (packet.CONNECT, packet.DISCONNECT, packet.EVENT, packet.ACK)


class TooLarge:
    """Stands for a payload over the limit."""


class Malformed:
    """Stands for a packet that could not be read."""


def encode(view: object) -> orjson.Fragment:
    """A view as JSON text, fixed now; it goes into every packet as it is, however many phones get it."""
    return orjson.Fragment(orjson.dumps(view))


class _Json:
    @staticmethod
    def dumps(value: Any, **_: Any) -> str:
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str, **_: Any) -> Any:
        return orjson.loads(text)


class Packet(packet.Packet):  # type: ignore[misc]
    """A Socket.IO packet that never fails to decode. Binary events are not part of the protocol."""

    uses_binary_events = False
    json = _Json

    def __init__(self, *args: Any, encoded_packet: Any = None, **kwargs: Any) -> None:
        # The library takes an empty packet for none at all, and then fails on an event without data.
        self.data: Any = None
        super().__init__(*args, encoded_packet=encoded_packet, **kwargs)
        if self.packet_type == packet.EVENT and self.data is None:
            self.data = ["", Malformed()]

    def decode(self, encoded_packet: Any) -> int:
        try:
            super().decode(encoded_packet)
        except Exception:
            self.packet_type, self.data = packet.EVENT, ["", Malformed()]
        if self.packet_type not in PACKETS_TAKEN:
            self.packet_type, self.data = packet.EVENT, ["", Malformed()]
        if self.packet_type == packet.EVENT:
            self.data = _event(self.data, len(encoded_packet))
        return 0


def _event(data: Any, size: int) -> list[Any]:
    if not isinstance(data, list) or not data or not isinstance(data[0], str) or data[0] in LIBRARY_EVENTS:
        return ["", Malformed()]
    return [data[0], TooLarge()] if size > MOST_CHARACTERS else data
