"""The word filter: what in a typed text a person should look at twice. Its outcome is flags, never a refusal, and no text is altered.

Disguises are undone (look-alike letters, digits, drawn-out letters, dots and spaces), then WHOLE words are compared with the lists, what is
allowed first. No part of a word and no similar word is ever looked for: that would hold `kasus`, `pantai` and every fourth family name.
Only roots of six letters and more are also found across a space (`bang sat`). Pure: the lists come from banks/wordlists.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from quizserver.safety import marks

LISTS = ("coarse", "mocking", "name", "risk")
"""Flags that come from word lists; a list named `allow` excuses words and phrases from all of them."""

FLAGS = ("risk", "coarse", "mocking", "name", *marks.PATTERNS, marks.HIDDEN)
"""All flags, in the order in which a person should see them."""

LONGEST_LOOKED_AT = 2_000

DISGUISED = ("coarse", "mocking")
"""Whose words are looked for behind disguises. A name is meant to be read, so it is compared as written."""

ACROSS_SPACES = 6
BACKWARDS = 5
SQUEEZED = 5
WITH_ENDING = 4
"""Least letters of a root that is also found across spaces, written backwards, with doubled letters, with a clitic behind it."""

LONGEST_WORD = 60

ENDINGS = ("nya", "lah", "mu", "ku", "lu", "lo")
MOST_PARTS = 6

LOOK_ALIKES = str.maketrans(
    {"а": "a", "ь": "b", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "ғ": "f", "ɡ": "g", "һ": "h", "н": "h", "і": "i", "ї": "i"}
    | {"ј": "j", "к": "k", "ӏ": "l", "м": "m", "п": "n", "ո": "n", "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t", "у": "y"}
    | {"ц": "u", "и": "u", "ѵ": "v", "ш": "w", "ԝ": "w", "х": "x", "з": "z", "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k"}
    | {"μ": "u", "ν": "v", "ο": "o", "ρ": "p", "τ": "t", "υ": "u", "χ": "x", "γ": "y", "ı": "i", "ł": "l", "ø": "o", "¡": "i"}
)

LEET = {"4": "a", "@": "a", "8": "b", "3": "e", "6": "g", "9": "g", "0": "o", "5": "s", "$": "s", "7": "t", "+": "t"}
LEET_TABLES = [str.maketrans(LEET | dict.fromkeys("1!|", letter)) for letter in "il"]
"""A one may be an i or an l: both are tried."""

BETWEEN_WORDS = re.compile(r"[^a-z0-9@$!|+]+")
EDGES = "!|+"
"""Signs that stand for a letter inside a word and for nothing at its end."""

SKINS_AND_JOINERS = re.compile("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f\u200d]")
DRAWN_OUT = re.compile(r"(.)\1{2,}")
DOUBLED = re.compile(r"(.)\1+")


def fold(text: str) -> str:
    """Lower case, Latin letters where another script's look alike, no accents, nothing invisible."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKC", text).casefold().translate(LOOK_ALIKES)
    flat = unicodedata.normalize("NFKD", flat)
    return "".join(char for char in flat if not unicodedata.combining(char) and unicodedata.category(char) != "Cf")


def words_of(text: str) -> list[str]:
    """The words of a text, folded; letters standing alone one after another are one word (`a n j i n g`, `a.s.u`)."""
    words: list[str] = []
    alone: list[str] = []
    for piece in [*BETWEEN_WORDS.split(fold(text)), ""]:
        if len(piece) == 1:
            alone.append(piece)
        else:
            words += ["".join(alone)] if len(alone) > 2 else alone
            words += [word] if (word := piece.strip(EDGES)) else []
            alone = []
    return words


def _unleet(word: str) -> list[str]:
    """The readings of a word in which digits and signs stand for letters; a number stays one."""
    return [word] if word.isalpha() or not re.search("[a-z]", word) else [word.translate(table) for table in LEET_TABLES]


def _calm(word: str) -> set[str]:
    """A word with long drawn letters as one and as two: `anjiiing`, `bollloook`."""
    return {word, DRAWN_OUT.sub(r"\1", word), DRAWN_OUT.sub(r"\1\1", word)} if DRAWN_OUT.search(word) else {word}


class Runs:
    """Texts that several words in a row may make. Knows how each begins, so that nearly every place in a text is done after one look."""

    def __init__(self) -> None:
        self._flags: dict[str, str] = {}
        self._beginnings: set[str] = set()

    def add(self, text: str, flag: str) -> None:
        self._flags.setdefault(text, flag)
        self._beginnings.update(text[:end] for end in range(1, len(text) + 1))

    def at(self, words: Sequence[str], start: int, between: str) -> Iterator[tuple[int, str]]:
        """Where each text that begins at word `start` ends, and its flag; `between` stands between two words."""
        run = ""
        for end, word in enumerate(words[start : start + MOST_PARTS], start=start + 1):
            run = f"{run}{between}{word}" if run else word
            if run not in self._beginnings:
                return
            if run in self._flags:
                yield end, self._flags[run]


class WordFilter:
    """Built once from word lists (`{list name: words}`). A text of 300 characters costs a fraction of a millisecond: 320 come at once."""

    def __init__(self, lists: Iterable[Mapping[str, Sequence[str]]] = ()) -> None:
        self._words: dict[str, str] = {}
        self._phrases = Runs()
        self._allowed = Runs()
        self._emoji: dict[str, str] = {}
        for given in lists:
            for name, texts in given.items():
                for text in texts:
                    self._add(name, text)
        roots = {word: flag for word, flag in self._words.items() if flag in DISGUISED}
        self._backwards = {word[::-1]: flag for word, flag in roots.items() if flag == "coarse" and len(word) >= BACKWARDS}
        self._with_ending = {word + end: flag for word, flag in roots.items() if len(word) >= WITH_ENDING for end in ENDINGS}
        self._squeezed = {squeezed: flag for word, flag in roots.items() if len(squeezed := DOUBLED.sub(r"\1", word)) >= SQUEEZED}
        # Children write the same few thousand words again and again.
        self._of_word = lru_cache(maxsize=8_192)(self._look_up)
        self._across = Runs()
        for word, flag in roots.items():
            if len(word) >= ACROSS_SPACES:
                self._across.add(word, flag)

    def flags(self, text: str) -> list[str]:
        """What a person should know before this is shown, in the order of `FLAGS`; empty for nothing."""
        text = text[:LONGEST_LOOKED_AT]
        found = {*marks.find(text), *self._in_emoji(text), *self._in_words(text)}
        return [flag for flag in FLAGS if flag in found]

    def flags_in(self, payload: Mapping[str, object]) -> dict[str, list[str]]:
        """The flags of every text in a payload or in a list inside it, for those that have any."""
        texts = {text for value in payload.values() for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)}
        return {text: flags for text in texts if (flags := self.flags(text))}

    def _add(self, name: str, text: str) -> None:
        words = words_of(text)
        if name == "allow":
            self._allowed.add(" ".join(words), name)
        elif not words:
            self._emoji.setdefault(SKINS_AND_JOINERS.sub("", text), name)
        elif len(words) == 1:
            self._words.setdefault(words[0], name)
        else:
            self._phrases.add(" ".join(words), name)

    def _in_emoji(self, text: str) -> Iterator[str]:
        bare = "" if text.isascii() else SKINS_AND_JOINERS.sub("", text)
        return (flag for emoji, flag in self._emoji.items() if emoji in bare)

    def _in_words(self, text: str) -> Iterator[str]:
        words = words_of(text)
        plain = [DRAWN_OUT.sub(r"\1", word if word.isalpha() else _unleet(word)[0]) for word in words]
        excused = {at for start in range(len(plain)) for end, _ in self._allowed.at(plain, start, " ") for at in range(start, end)}
        for start, word in enumerate(words):
            if start in excused:
                continue
            yield from self._of_word(word)
            for runs, between in ((self._phrases, " "), (self._across, "")):
                yield from (flag for end, flag in runs.at(plain, start, between) if excused.isdisjoint(range(start, end)))

    def _look_up(self, word: str) -> tuple[str, ...]:
        """A "word" that is none, such as a sealed text, is not taken apart."""
        if len(word) > LONGEST_WORD:
            return ()
        found = [self._words.get(reading) for reading in {word.rstrip("2"), *_calm(word)}]
        for letters in {reading for one in _unleet(word) for reading in _calm(one)}:
            flag = self._words.get(letters)
            found += [flag if flag in DISGUISED else None, self._backwards.get(letters), self._with_ending.get(letters)]
            found.append(self._squeezed.get(DOUBLED.sub(r"\1", letters)))
        return tuple(flag for flag in found if flag)


NO_LISTS = WordFilter()
"""Knows shapes only (numbers, class codes); for a server without word lists."""
