"""JSON and XML of files that may be hostile: at most a million values, nested at most 100 deep, nothing fetched, nothing guessed.

What they hold is not known here. All functions raise Unreadable.
"""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from quizserver.banks.sources.unreadable import Unreadable

MOST_VALUES = 1_000_000
MOST_DEPTH = 100

_JSON = re.compile(r"\s*(\{\s*[\"}]|\[\s*[{\[\]\"])")
_LINES = re.compile(r"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")
"""An object that ends with its line, and another below it."""
_XML = re.compile(rb"(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(\?xml|!|[A-Za-z])")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_json(text: str) -> Any:
    """The object or list that a text is, or the list of the objects on its lines; None when it does not begin like one.

    Refused: NaN and its like, which are no numbers, and an object with two values for one key, since nobody can say which was meant.
    """
    if not _JSON.match(text):
        return None
    if sum(map(text.count, "[{,")) > MOST_VALUES:
        raise Unreadable("import.too_many_values", most=MOST_VALUES)
    try:
        value = _loads(text) if not _LINES.match(text) else [_loads(line, n) for n, line in enumerate(text.split("\n")) if line.strip()]
    except ValueError:  # an integer of thousands of digits
        raise Unreadable("import.json_number", number="…") from None
    except RecursionError:
        raise Unreadable("import.too_deep", most=MOST_DEPTH) from None
    _check_depth(value)
    return value


def read_xml(content: bytes, text: str) -> Element | None:
    """The root of an XML file, None when it is none. `text` is the same decoded, for a file that names another encoding than it has.

    A document type, entities and references to other files are refused unread.
    """
    if not _XML.match(content[:1_000].replace(b"\0", b"")):
        return None
    try:
        return _parse(content)
    except DefusedXmlException:
        raise Unreadable("import.xml_entities") from None
    except (ParseError, LookupError, ValueError) as error:
        line, column = getattr(error, "position", (1, 0))
    try:
        return _parse(_DECLARATION.sub("", text, count=1).encode(errors="replace"))
    except DefusedXmlException:
        raise Unreadable("import.xml_entities") from None
    except (ParseError, ValueError):
        raise Unreadable("import.xml_broken", line=line, column=column + 1) from None


def _loads(text: str, lines_before: int = 0) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Unreadable("import.json_broken", line=lines_before + error.lineno, column=error.colno) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found and found[key] != value:
            raise Unreadable("import.json_twice", name=key[:50])
        found[key] = value
    return found


def _no_number(name: str) -> None:
    raise Unreadable("import.json_number", number=name)


def _check_depth(value: Any) -> None:
    layer = [value]
    for _ in range(MOST_DEPTH):
        nested = [outer.values() if isinstance(outer, dict) else outer for outer in layer if isinstance(outer, (dict, list))]
        layer = [inner for values in nested for inner in values]
        if not layer:
            return
    raise Unreadable("import.too_deep", most=MOST_DEPTH)


class _Bounded(TreeBuilder):
    """Builds a tree that is neither too large nor too deep."""

    def __init__(self) -> None:
        super().__init__()
        self._elements = self._depth = 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_VALUES:
            raise Unreadable("import.too_many_values", most=MOST_VALUES)
        if self._depth > MOST_DEPTH:
            raise Unreadable("import.too_deep", most=MOST_DEPTH)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _parse(content: bytes) -> Element:
    parser = DefusedXMLParser(target=_Bounded(), forbid_dtd=True)
    parser.feed(content)
    root: Element = parser.close()
    return root
