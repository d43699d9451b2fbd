"""The refusal of a file as a whole: it cannot be read, or must not be. What a single entry is refused for is a Refusal (`__init__.py`)."""

from __future__ import annotations

from typing import Any


class Unreadable(Exception):
    """`key` and `values` of a sentence in words/import.yaml."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
