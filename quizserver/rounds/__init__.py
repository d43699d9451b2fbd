"""Round types, one file each, found by file name. Pure like core/. To add one: docs/add-a-round-type.md; to learn how: choice.py.

What a file must offer is `RoundType` in core/round_type.py. Nothing that two types share may live here: it goes to core/.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import cast

from quizserver.core.round_type import RoundType


@cache
def discover() -> dict[str, RoundType]:
    """All round types, by name."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return {name: cast(RoundType, importlib.import_module(f"{__name__}.{name}")) for name in names}
