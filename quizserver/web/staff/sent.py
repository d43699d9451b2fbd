"""What the staff's JSON API is sent: one object, of numbers that JSON and our files can hold. What is in it: the views' affair."""

from __future__ import annotations

import json
import math

from flask import request

from quizserver.core.facts import Json
from quizserver.errors import BadRequest

MOST_WHOLE = 2**53
"""A browser can count no further."""


def body() -> Json:
    """The JSON object that was sent. Raises BadRequest for anything else: NaN and endless numbers, too, and nesting without end."""
    try:
        given = json.loads(request.get_data(), parse_int=_whole, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError):
        given = None
    if not request.is_json or not isinstance(given, dict):
        raise BadRequest("request/malformed")
    return given


def _whole(text: str) -> int:
    number = int(text)
    if abs(number) > MOST_WHOLE:
        raise ValueError(text)
    return number


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number
