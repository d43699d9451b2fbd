"""Items of every round type as hypothesis draws them: samples whose fields are replaced, where the type still takes the item then."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

from quizserver import rounds
from quizserver.banks.formats.ours_columns import Column, plan

Json = dict[str, Any]

TRAPS = [
    "=1+1",
    "'=1",
    "''+1",
    "-5 derajat",
    "+62812",
    "@semua",
    '="abc"',
    "#REF!",
    "'#N/A",
    "####",
    "1e5",
    "TRUE",
    "3-4",
    "007",
    "12,5",
    "’",
]
TRAPS += ["a;b|c", "{=a ~b#c}", "\\n", "a\\", "<b>tebal</b>", "&amp;", "a -> b", "100%", "%50%", "*", "[html]x", "// x", "benar", "A", "$$"]
"""Texts that mean something to a spreadsheet or to another tool."""

LETTERS = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn"))
TEXTS = st.sampled_from(TRAPS) | st.text(LETTERS | st.just("\n"), min_size=1, max_size=24)


def items(*kinds: str, texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Json]:
    """Valid items, as a bank file may have them."""
    return st.sampled_from(kinds or list(rounds.discover())).flatmap(lambda kind: _items(kind, texts))


def banks(*kinds: str, texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[list[Json]]:
    """Items with ids of their own."""
    return st.lists(items(*kinds, texts=texts), min_size=1, max_size=4).map(
        lambda drawn: [item | {"id": f"soal-{n}"} for n, item in enumerate(drawn)]
    )


def canonical(item: Json) -> Json:
    """The item with everything that goes without saying."""
    return rounds.discover()[item["type"]].Question.model_validate(item).model_dump(mode="json", exclude_none=True)


@st.composite
def _items(draw: st.DrawFn, kind: str, texts: st.SearchStrategy[str]) -> Json:
    item: Json = copy.deepcopy(draw(st.sampled_from(rounds.discover()[kind].samples())))
    columns = plan(kind).columns
    for column in draw(st.lists(st.sampled_from(columns), max_size=6, unique=True)):
        changed = copy.deepcopy(item)
        if _set(changed, column.path.split("."), draw(_values(column, texts))) and _is_valid(changed):
            item = changed
    return item


def _values(column: Column, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    match column.kind:
        case "number":
            return st.integers(0, 600) | st.integers(1, 99_999).map(lambda n: n / 1_000)
        case "yes":
            return st.booleans()
        case "one":
            return st.sampled_from(column.values)
        case "several":
            tags = st.from_regex(r"[a-z0-9][a-z0-9-]{0,10}", fullmatch=True)
            return st.lists(texts if column.apart == "\n" else tags, min_size=1, max_size=4)
        case _:
            dates = st.just("2026-11-26") if column.path == "reviewed_on" else st.nothing()
            return texts | dates


def _set(item: Any, way: list[str], value: Any) -> bool:
    """Whether there is such a place; what is missing on the way is made, a list only where it goes on."""
    *before, last = way
    for part, after in zip(before, way[1:], strict=True):
        if isinstance(item, list):
            if int(part) >= len(item):
                return False
            item = item[int(part)]
        else:
            if item.get(part) is None:
                item[part] = [] if after.isdecimal() else {}
            item = item[part]
    if isinstance(item, list):
        if int(last) > len(item):
            return False
        item[int(last) : int(last) + 1] = [value]
    else:
        item[last] = value
    return True


def _is_valid(item: Json) -> bool:
    try:
        rounds.discover()[item["type"]].Question.model_validate(item)
    except ValidationError:
        return False
    return True
