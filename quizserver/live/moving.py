"""A running visit as one file, to go on at another laptop: all its facts, a checksum, and who wrote it. Opaque parts stay opaque.

Tokens are hashes, and none is signed with this laptop's key: where the other one takes the same address, phones return by themselves.
A visit leaves before it is written: the room it came from is closed as moved, so that two laptops never run one visit.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable

from quizserver import __version__
from quizserver.catalogue import LANGUAGES
from quizserver.core.apply import Types
from quizserver.core.facts import Entry, Json, RoomClosed
from quizserver.core.game import Game
from quizserver.core.state import State
from quizserver.errors import BadInput, Rejected
from quizserver.safety import sealing
from quizserver.store.journal import Journal

FORMAT = 1
KIND = "quizserver-room"
MANIFEST, FACTS = "manifest.json", "facts.jsonl"
MOST_BYTES = 512 * 1024 * 1024
"""Unpacked; a morning of 5,000 players is a tenth of that."""

ROOM_NAME = re.compile(r"[0-9A-Za-z_-]{1,64}")

UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, AssertionError, ArithmeticError, RuntimeError)
"""What facts that this version cannot take, or does not know, may end in."""


def pack(room: str, entries: Iterable[Entry]) -> bytes:
    """The file of a room. Raises Rejected for a visit that is over."""
    staying = list(entries)
    if any(isinstance(entry.fact, RoomClosed) and not entry.fact.moved for entry in staying):
        raise Rejected("move/over")  # perhaps not its last fact: requests are worked on after the close
    if staying and isinstance(staying[-1].fact, RoomClosed):
        staying.pop()
    facts = "".join(json.dumps(entry.as_row(), separators=(",", ":")) + "\n" for entry in staying).encode()
    manifest = {"kind": KIND, "format": FORMAT, "version": __version__, "room": room, "sha256": hashlib.sha256(facts).hexdigest()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        # ZipInfo's own date, so that the same visit is the same file.
        for name, content in ((MANIFEST, json.dumps(manifest, indent=1).encode()), (FACTS, facts)):
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def unpack(content: bytes, types: Types) -> tuple[str, list[Entry]]:
    """The room's name and facts, played through once. Raises BadInput: no such file, damaged, or from a newer version."""
    manifest, facts = _parts(content)
    if not isinstance(manifest.get("format"), int) or manifest["format"] > FORMAT:
        raise BadInput("move/newer", version=manifest.get("version", "?"))
    if hashlib.sha256(facts).hexdigest() != manifest.get("sha256"):
        raise BadInput("move/damaged")
    try:
        rows = [json.loads(line) for line in facts.splitlines()]
        if not rows or [row["seq"] for row in rows] != list(range(1, len(rows) + 1)):
            raise BadInput("move/damaged")
        entries = [Entry.from_row(row) for row in rows]
        state = Game(types).replay(entries)
        _draw(Game(types), state)
    except UNREADABLE:
        # Whole, by its checksum: so it holds a fact or a round type that this version does not know.
        raise BadInput("move/newer", version=manifest.get("version", "?")) from None
    room = str(manifest.get("room", ""))
    if state.closed or not ROOM_NAME.fullmatch(room) or not _can_be_handed_over(state):
        raise BadInput("move/damaged")
    return room, entries


def _draw(game: Game, state: State) -> None:
    """Draws what everybody would see: a visit that cannot be shown would come up with the server, and nobody could even close it."""
    for lang in LANGUAGES:
        for view in (game.phone, game.screen, game.desk):
            json.dumps(view(state, lang, state.at))
        game.programme(state, lang, "desk", state.at, 0)
    json.dumps([game.you(state, player, state.at) for player in state.players])
    game.progress(state, "desk")


def _can_be_handed_over(state: State) -> bool:
    """Whether the lead could work on its requests: one that cannot even be sent to her would hold this laptop for ever after three days."""
    keys = [public for public, wrapped in state.lead_keys.items() if wrapped]
    return all(map(sealing.is_public_key, keys)) and all(sealing.is_sealed(one.sealed) for one in state.requests.values())


def arrive(content: bytes, types: Types, journal: Journal) -> tuple[str, list[Entry]]:
    """`unpack`, where this laptop has room for it: no other visit runs, and this one was never here. Raises Rejected too."""
    room, entries = unpack(content, types)
    if journal.read(room):
        raise Rejected("move/here_already")
    if journal.open_rooms():
        raise Rejected("room/one_is_open")
    return room, entries


def _parts(content: bytes) -> tuple[Json, bytes]:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise BadInput("move/damaged" if content.startswith(b"PK") else "move/no_room")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if MANIFEST not in packed.namelist():
                raise BadInput("move/no_room")
            if any(part.file_size > MOST_BYTES for part in packed.infolist()):
                raise BadInput("move/damaged")
            manifest, facts = json.loads(packed.read(MANIFEST)), packed.read(FACTS)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, RuntimeError, OSError, zlib.error, lzma.LZMAError):
        raise BadInput("move/damaged") from None
    if not isinstance(manifest, dict) or manifest.get("kind") != KIND:
        raise BadInput("move/no_room")
    return manifest, facts
