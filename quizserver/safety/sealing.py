"""Sealing: what a phone closes so that one holder of a key can open it, all of one size. The same format as static/js/ui/sealing.js.

A sealed text is `one-time public key (32) · nonce (24) · box (16 + PLAIN)` as base64. Pure but for `new_secret` and `seal`, which need
randomness and are for the server's edge. No rule of the question box lives here: rounds/box.py, core/requests.py.
"""

from __future__ import annotations

import base64
import binascii

from nacl.exceptions import CryptoError
from nacl.public import Box, PrivateKey, PublicKey
from nacl.utils import random

KEY, NONCE, MAC = 32, 24, 16
PLAIN = 1024
"""Bytes that every text is padded to: two for its length, then the text, then zeros."""

LONGEST = PLAIN - 2
SEALED = KEY + NONCE + MAC + PLAIN
SEALED_CHARACTERS = -(-SEALED // 3) * 4


def new_secret() -> str:
    """A secret key."""
    return _text(bytes(PrivateKey.generate()))


def public_of(secret: str) -> str:
    """The public key that belongs to a secret one; empty for none."""
    return _text(bytes(PrivateKey(base64.b64decode(secret)).public_key)) if secret else ""


def is_public_key(text: object) -> bool:
    return isinstance(text, str) and len(text) == 44 and len(_bytes(text) or b"") == KEY


def is_sealed(text: object) -> bool:
    """Whether this has the one size and look of a sealed text; nothing else can be told of it without a key."""
    return isinstance(text, str) and len(text) == SEALED_CHARACTERS and len(_bytes(text) or b"") == SEALED


def seal(public: str, text: str) -> str:
    """Seals a text as a phone does. Raises ValueError when it is too long."""
    plain = text.encode()
    if len(plain) > LONGEST:
        raise ValueError("too long to be sealed")
    return _closed(public, (len(plain).to_bytes(2, "big") + plain).ljust(PLAIN, b"\0"))


def opened(secret: str, sealed: str) -> str | None:
    """The text, None if this key does not open it. Deterministic."""
    raw = _bytes(sealed)
    if not secret or raw is None or len(raw) != SEALED:
        return None
    once, nonce, closed = raw[:KEY], raw[KEY : KEY + NONCE], raw[KEY + NONCE :]
    try:
        padded = Box(PrivateKey(base64.b64decode(secret)), PublicKey(once)).decrypt(closed, nonce)
        length = int.from_bytes(padded[:2], "big")
        return padded[2 : 2 + length].decode() if length <= LONGEST else None
    except (CryptoError, UnicodeDecodeError, ValueError):
        return None


def wrap(public: str, sealed: str) -> str:
    """A sealed text in a fresh cover for its reader: whoever listens cannot tell which phone's bytes these were."""
    return _closed(public, base64.b64decode(sealed))


BLOCK = 16_384


def seal_list(public: str, text: str) -> str:
    """A list for the lead, padded to whole blocks: its length on the air does not say how long it is."""
    plain = text.encode()
    size = -(-(len(plain) + 4) // BLOCK) * BLOCK
    return _closed(public, (len(plain).to_bytes(4, "big") + plain).ljust(size, b"\0"))


def _closed(public: str, plain: bytes) -> str:
    once, nonce = PrivateKey.generate(), random(NONCE)
    box = Box(once, PublicKey(base64.b64decode(public))).encrypt(plain, nonce).ciphertext
    return _text(bytes(once.public_key) + nonce + box)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
