"""One entry of a file as YAML text: what is new, written as our banks are; what is changed, with its own comments, order and quotes kept.

Only strings go in and out. Where the entry stands in a file is splice.py's business, whether it reads back is saving.py's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString, SingleQuotedScalarString

WORD = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z0-9-]+)?")
"""Text that stands without quotes: ids, types, references. Everything else is quoted, so that no colon or dash means anything."""

NOT_WORDS = ("true", "false", "null")
LONGEST_PAIR = 50
"""A text in two languages is one line, `{id: …, en: …}`, where both are shorter than this."""

KEY_ALONE = r"^( *(?:- +)?)[\w-]+:[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*"
LIST_INSIDE = re.compile(KEY_ALONE + r"( *)- ", re.MULTILINE)
MAPPING_INSIDE = re.compile(KEY_ALONE + r"( +)[\w-]+:", re.MULTILINE)


def write(value: Any, column: int) -> str:
    """A new entry of a list whose dashes stand in `column`, without a line end."""
    return _with_dash(_dump(_new(value), ""), column, 2)


def write_file(value: Any) -> str:
    """A new file."""
    return _dump(_new(value), "") + "\n"


def rewrite(text: str, value: Any) -> str:
    """The entry `text` (from its dash to the end of its last line) with `value` as its content."""
    dash = re.match(r"( *)-( *)", text)
    assert dash is not None
    inner = dash.end() - dash.start()
    if "\n" in text and not text.split("\n", 1)[0][dash.end() :].strip():
        inner = next((len(line) - len(line.lstrip()) for line in text.split("\n")[1:] if line.strip(" \n")), 2)
    lines = [" " * len(dash[0]) + text[dash.end() :].split("\n", 1)[0], *text.split("\n")[1:]]
    node = _yaml("").load("\n".join(line[min(inner, len(line) - len(line.lstrip(" "))) :] for line in lines))
    return _with_dash(_dump(_merged(node, value), text), len(dash[1]), inner - len(dash[1]))


def rewrite_key(text: str, key: str, value: Any) -> str:
    """The line or lines `key: …` at the left edge, with another value; without a line end."""
    node = _yaml("").load(text) if text else CommentedMap()
    return _dump(_merged(node, {key: value}), text)


def _with_dash(text: str, column: int, width: int) -> str:
    lines = text.split("\n")
    indented = [" " * (column + width) + line if line else "" for line in lines]
    return " " * column + "-" + " " * (width - 1) + "\n".join([lines[0], *indented[1:]])


def _yaml(text: str) -> YAML:
    """Set to write as `text` is written: how far lists and mappings inside stand to the right of their key."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    lists, mappings = LIST_INSIDE.search(text), MAPPING_INSIDE.search(text)
    offset = len(lists[2]) - len(lists[1]) if lists else 2
    yaml.indent(mapping=len(mappings[2]) - len(mappings[1]) if mappings else 2, sequence=offset + 2, offset=offset)
    return yaml


def _dump(node: Any, like: str) -> str:
    stream = io.StringIO()
    _yaml(like).dump(node, stream)
    return stream.getvalue().rstrip("\n")


def _merged(node: Any, value: Any) -> Any:
    """`node` changed into `value`, what is equal left as it is."""
    if isinstance(node, CommentedMap) and isinstance(value, Mapping):
        for key in [key for key in node if key not in value]:
            del node[key]
        for key, inner in value.items():
            if key in node:
                merged = _merged(node[key], inner)
                if merged is not node[key]:
                    node[key] = merged
            else:
                node[key] = _new(inner)
        return node
    if isinstance(node, CommentedSeq) and isinstance(value, list):
        return _merged_list(node, value)
    is_same = node is value if isinstance(value, bool) or isinstance(node, bool) else node == value
    return node if is_same else _like(node, value)


def _merged_list(node: CommentedSeq, value: list[Any]) -> CommentedSeq:
    for at, inner in enumerate(value[: len(node)]):
        merged = _merged(node[at], inner)
        if merged is not node[at]:
            node[at] = merged
    for inner in value[len(node) :]:
        node.append(_new(inner))
    while len(node) > len(value):
        del node[-1]
    return node


def _like(node: Any, value: Any) -> Any:
    """A new scalar in the style of the old one."""
    if isinstance(value, str) and isinstance(node, SingleQuotedScalarString) and "\n" not in value:
        return SingleQuotedScalarString(value)
    if isinstance(value, str) and isinstance(node, LiteralScalarString | FoldedScalarString) and value[:1].strip():
        return LiteralScalarString(value)
    return _new(value)


def _new(value: Any) -> Any:
    if isinstance(value, str):
        is_word = len(value) <= 64 and WORD.fullmatch(value) and value not in NOT_WORDS
        return value if is_word else DoubleQuotedScalarString(value)
    if isinstance(value, Mapping):
        if value.keys() <= {"id", "en"} and all(isinstance(text, str) for text in value.values()):
            pair = CommentedMap({key: DoubleQuotedScalarString(text) for key, text in value.items()})
            if all(len(text) < LONGEST_PAIR for text in value.values()):
                pair.fa.set_flow_style()
            return pair
        return CommentedMap({key: _new(inner) for key, inner in value.items()})
    if isinstance(value, list):
        nodes = CommentedSeq(_new(inner) for inner in value)
        if all(isinstance(inner, str) and WORD.fullmatch(inner) and "/" not in inner for inner in value):
            nodes.fa.set_flow_style()
        return nodes
    return value
