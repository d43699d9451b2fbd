"""A short name for exactly what an item, a file or any other value is: who saw the same version saw the same thing."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def version_of(value: Any) -> str:
    """Of this value (JSON), or of this content (bytes)."""
    content = value if isinstance(value, bytes) else json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(content).hexdigest()[:12]


def bare_version(item: Any) -> str:
    """Of what an item says, however its file writes it: a spreadsheet holds no empty list, no space around a text, and 20 for 20.0."""
    return version_of(_bare(item))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {name: _bare(one) for name, one in value.items()}
        return {name: one for name, one in inner.items() if one not in ([], {}, "")}
    if isinstance(value, list):
        return [_bare(one) for one in value]
    if isinstance(value, str):
        return value.strip()
    return int(value) if isinstance(value, float) and value.is_integer() else value
