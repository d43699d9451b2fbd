"""What is recognised by its shape, not by a list: numbers, addresses and class codes that could point at a child. Patterns only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

HIDDEN = "hidden"
"""Characters that nobody sees or that turn the writing direction."""

PATTERNS = {
    "phone": (
        r"(?<!\d)(?:\+?62|0)[\s().-]*8(?:[\s().-]?\d){6,12}(?!\d)",
        r"(?<!\d)(?:\d[\s().-]?){9,}(?<=\d)",
    ),
    "digits": (r"\d{5,}",),
    "class": (
        r"\b(?:VII|VIII|IX|[7-9])[ .-]?[A-K]\b",
        r"\b(?:VII|VIII|IX)[ .-]?\d{1,2}\b",
        r"\b(?:vii|viii|ix)[ .-]?[a-k]\b",
        r"\b[7-9][.-]?[a-k]\b",
        r"\b[Kk][Ee][Ll][Aa][Ss] ?(?:vii|viii|ix|[7-9])[ .-]?[a-kA-K1-9]\b",
    ),
    "handle": (r"(?<![\w.])@\s?\w[\w.]{2,}", r"\b(?i:ig|insta|instagram|tiktok|wa|telegram|discord|line)\s*[:=]\s*\S+"),
    "link": (r"(?i:https?://|\bwww\.)\S", r"(?i:\b[\w-]+\.(?:com|net|org|id|co|io|me|xyz|info|link|ly|tv|site|online)\b)"),
}
"""Per flag its patterns. A short number (110, 129) and a year are none of these."""

_COMPILED = {flag: re.compile("|".join(patterns)) for flag, patterns in PATTERNS.items()}


def find(text: str) -> Iterator[str]:
    """The flags of everything recognised in this text."""
    flat = unicodedata.normalize("NFKC", text)
    yield from (flag for flag, pattern in _COMPILED.items() if pattern.search(flat))
    if not text.isprintable() and any(map(_is_hidden, text)):
        yield HIDDEN


def _is_hidden(char: str) -> bool:
    """Line ends and what joins the parts of one emoji are no secret."""
    return unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs") and char not in "\n\r\t\u200d"
