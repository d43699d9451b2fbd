"""A short name for exactly what an item, a file or any other value is: who saw the same version saw the same thing."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def version_of(value: Any) -> str:
    """Of this value (JSON), or of this content (bytes)."""
    content = value if isinstance(value, bytes) else json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(content).hexdigest()[:12]
