"""From bytes to text, whatever wrote them: UTF-8, UTF-16, UTF-32, cp1252, else what charset-normalizer finds likely.

What the text means is not known here.
"""

from __future__ import annotations

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BINARY = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b", b"SQLite")
"""How files begin that are no text."""

CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
MOST_CONTROLS = 0.02
"""Part of a text that may be control characters; with more it is none."""

USUAL = re.compile(r"[\x00-\x7fÀ-ÖØ-öø-ÿŒœŠšŽžŸ‘’‚“”„–—…•‹›«»°±²³´µ·¹º¼½¾×÷¡¿§©®™€£¥\xa0\xad¨ªˆ˜†‡‰ƒ]*")
"""What a text of people who write Indonesian or English in cp1252 is made of."""

SAMPLE = 100_000


def decode(content: bytes) -> str | None:
    """The text with `\\n` line ends and no byte order mark; None if this is no text. What could not be read in it is U+FFFD."""
    text = _decode(content)
    if text is None or len(CONTROLS.findall(text[:SAMPLE])) > MOST_CONTROLS * len(text[:SAMPLE]) + 3:
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decode(content: bytes) -> str | None:
    for mark, name in MARKS:
        if content.startswith(mark):
            return content.removeprefix(mark).decode(name, "replace")
    if content.startswith(BINARY):
        return None
    if wide := _without_mark(content):
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _mended(content) or _western(content) or _likely(content) or content.decode("cp1252", "replace")


def _without_mark(content: bytes) -> str:
    """UTF-16 without a mark: nearly every second byte of such texts is zero."""
    sample = content[:SAMPLE]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half > 1 and max(even, odd) > 0.4 * half and min(even, odd) < 0.05 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _mended(content: bytes) -> str:
    """UTF-8 in which a few bytes are broken; empty when it is rather something else."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - broken
    return text if whole > broken else ""


def _western(content: bytes) -> str:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return text if USUAL.fullmatch(text) else ""


def _likely(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE]).best()
    try:
        return content.decode(best.encoding) if best else ""
    except (UnicodeDecodeError, LookupError):
        return ""
