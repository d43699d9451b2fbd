"""A shuffled order from a seed alone: the same in every Python,
because replaying a journal years later must deal the same cards.
"""

from __future__ import annotations

import hashlib


def shuffled(count: int, seed: int) -> list[int]:
    """The numbers 0 to count - 1 in an order that only the seed decides."""
    return sorted(range(count), key=lambda i: hashlib.blake2b(f"{seed}:{i}".encode(), digest_size=8).digest())
