"""Makes items in the shape of a bank from what other tools call a question. Every format ends here, so that all repair and refuse alike.

Nothing is cut, and no key is guessed: what is missing is refused by name. Limits of length are the round types' own business.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizserver.banks.formats import Refusal
from quizserver.core.facts import Json


def choice(text: str, options: Sequence[str], right: Sequence[int], *, seconds: float | None = None, why: str = "") -> Json:
    """A question with `right` options by index from 0. Empty options go (their indexes are kept in step). Raises Refusal."""
    raise NotImplementedError


def statement(text: str, answer: bool, *, seconds: float | None = None, why: str = "") -> Json:
    """A statement that is true or false."""
    raise NotImplementedError


def poll(text: str, options: Sequence[str], *, seconds: float | None = None) -> Json:
    """A question without a key."""
    raise NotImplementedError


def typed(text: str, answers: Sequence[str], *, why: str = "") -> Json:
    """A question whose answer is typed: a word to guess, with the question as its one clue and the other answers accepted too."""
    raise NotImplementedError


def number(text: str, value: float, tolerance: float, *, why: str = "") -> Json:
    """A number to estimate. The scale around it is made so that the answer does not stand in its middle; say so with a repair."""
    raise NotImplementedError


def word(word: str, clues: Sequence[str] = (), *, why: str = "") -> Json:
    """A word to guess, with up to three clues."""
    raise NotImplementedError


def deck(title: str, cards: Sequence[tuple[str, Sequence[str]]]) -> Json:
    """Cards to describe: each a word and the words that may not be said."""
    raise NotImplementedError


__all__ = ["Refusal", "choice", "deck", "number", "poll", "statement", "typed", "word"]
