"""Looking into JSON that may have any shape: what is missing or of another kind reads as empty, and is refused by name later."""

from __future__ import annotations

from typing import Any


class Object:
    """A JSON object whose values are asked for by the kind that is wanted."""

    def __init__(self, held: dict[str, Any]) -> None:
        self.held = held

    def __contains__(self, name: str) -> bool:
        return name in self.held

    def value(self, *names: str) -> Any:
        """The first of these that is there and not null."""
        return next((self.held[name] for name in names if self.held.get(name) is not None), None)

    def text(self, *names: str) -> str:
        return text(self.value(*names))

    def number(self, *names: str) -> float | None:
        """A number, or a text that is one."""
        return number(self.value(*names))

    def inner(self, *names: str) -> Object:
        value = self.value(*names)
        return Object(value if isinstance(value, dict) else {})


def text(value: Any) -> str:
    """A text or number as text; everything else is none. A boolean is written as JSON writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return str(value) if isinstance(value, (str, int)) else ""


def number(value: Any) -> float | None:
    if isinstance(value, str):
        try:
            value = float(value.strip().replace(",", ".")) if len(value) < 30 else None
        except ValueError:
            return None
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15
    return float(value) if is_number else None


def listed(value: Any) -> list[str]:
    """The texts of a list; what is none of them is an empty text, so that places stay."""
    return [text(one) for one in value] if isinstance(value, list) else []


def objects(value: Any) -> list[Object]:
    """The objects of a list, none of the rest left out: a value that is no object is an empty one."""
    return [Object(one if isinstance(one, dict) else {}) for one in value] if isinstance(value, list) else []
