"""Comparing typed guesses with a word, for Bahasa Indonesia. Rules: spelling habits of young writers, not a stemmer.

Nothing is accepted that an author did not list: a typo within reach is answered "almost", so the writer mends it and a neighbouring
word (lapor, lapar) never counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

LONGEST_GUESS = 60

_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_REPEATS = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"([a-z]{2,})[2²]")
_NOT_WORD = re.compile(r"[^a-z0-9 ]+")


def normalise(text: str) -> str:
    """The guess as compared: lower case, no accents, apostrophes, emoji or invisible characters; `teman2` → `teman teman`; one space.

    Three and more of a letter count as one (`sabaaar`); hyphens become spaces.
    """
    flat = _DOUBLED.sub(r"\1 \1", unicodedata.normalize("NFC", text).casefold().replace("ı", "i").strip())
    flat = unicodedata.normalize("NFKD", flat)
    flat = "".join(char for char in flat if not unicodedata.combining(char) and unicodedata.category(char) != "Cf")
    flat = _REPEATS.sub(r"\1", _APOSTROPHES.sub("", flat))
    return " ".join(_NOT_WORD.sub(" ", flat).split())


def joined(text: str) -> str:
    """The normalised guess without spaces: `kerja sama`, `kerja-sama` and `kerjasama` are one."""
    return normalise(text).replace(" ", "")


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[str, str]:
    """The joined guess with a long drawn letter read as one and as two: `sabaaar` is sabar, `maaaf` is maaf."""
    return joined(text), joined(_REPEATS.sub(r"\1\1", text.casefold()))


def spellings(texts: Iterable[str]) -> list[str]:
    """As compared; without those that have no letter we compare, or every emoji would be right."""
    return [spelling for spelling in map(joined, texts) if spelling]


def holds(clue: str, word: str) -> bool:
    """Whether a clue gives the word away. A short word must stand alone: `nyaman` does not hold `aman`."""
    if len(joined(word)) > 5:
        return joined(word) in joined(clue)
    return bool(word) and f" {normalise(word)} " in f" {normalise(clue)} "


def distance(one: str, other: str, most: int) -> int:
    """Edits (insert, delete, replace, swap of neighbours) from one text to the other; `most + 1` when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        above, before = before, row
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def tolerance(length: int) -> int:
    """Edits within which a guess is "almost": none up to 5 letters, 1 up to 8, 2 from 9 (domain.md 5.3)."""
    return 0 if length <= 5 else 1 if length <= 8 else 2


def is_misspelt(guess: str, words: Collection[str]) -> bool:
    """Whether a joined guess is a typo of one of the joined words: same first letter, few edits."""
    return any(
        guess[:1] == word[:1] and 0 < distance(guess, word, tolerance(len(word))) <= tolerance(len(word)) for word in words
    )
