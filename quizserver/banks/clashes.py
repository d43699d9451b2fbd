"""What only shows when the items of one bank are compared: a guess taken as right for one word that is the answer of another.

Everything that concerns an item alone is checked by its round type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quizserver.banks.files import Document
from quizserver.banks.model import Finding
from quizserver.banks.sentences import finding, where
from quizserver.catalogue import LANGUAGES
from quizserver.core.facts import Json
from quizserver.core.matching import joined


def find(document: Document, items: Mapping[str, Json], numbers: Mapping[str, int]) -> Iterator[Finding]:
    """Warnings for `accept` and `near` entries of guess items that are words of other items; `numbers` are places in the file."""
    guesses = {name: item for name, item in items.items() if item["type"] == "guess"}
    for lang in LANGUAGES:
        owners = {joined(item["word"][lang]): name for name, item in guesses.items()}
        owners.pop("", None)
        for name, item in guesses.items():
            for field in ("accept", "near"):
                for at, entry in enumerate(item[field][lang]):
                    owner = owners.get(joined(entry), name)
                    if owner != name:
                        loc = [field, lang, at]
                        yield finding(
                            document.path,
                            document.line(["items", numbers[name], *loc]),
                            "bank.word_of_other",
                            where=where(name, loc),
                            is_warning=True,
                            entry=entry,
                            other=owner,
                            line=document.line(["items", numbers[owner]]),
                        )
