"""Changes to a file's text: everything else stays byte for byte, and what is read afterwards is exactly what was meant."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from quizserver.banks import emit, files
from quizserver.banks.splice import Page
from tests.banks.conftest import BANK, PROGRAMME
from tests.conftest import search

PATH = Path("kuis.yaml")
SHIPPED = sorted((Path(__file__).parents[2] / "question_banks").glob("*.yaml"))


def page_of(content: bytes) -> Page:
    document, _ = files.parse(PATH, content)
    assert document is not None
    return Page(content, document)


def value_of(content: bytes) -> Any:
    document, findings = files.parse(PATH, content)
    assert document is not None, findings
    return document.value


def changed(text: str, change: Callable[[Page], None]) -> str:
    page = page_of(text.encode())
    change(page)
    assert value_of(page.content()) == page.value
    return page.content().decode()


COMMENTED = """\
# Top comment
format: 1
title: {id: "Kuis",   en: 'Quiz'}   # the title
items:   # all of them

    # First part
    - id: a    # keep me
      text: 'one'   # and me
      # between
      n: 1
      # deep, at the end of a

    # Second part
    - {id: b, text: "two", tags: [x,   y]}
    -   id: c
        text: |
          literal
            text
        list:
        - p
        - q
# left, before d
    -
      id: d
      text: >-
        folded
        text
source: "after the list"
# The end"""


def test_one_changed_value_changes_one_line() -> None:
    expected = COMMENTED.replace("text: 'one'   # and me", "text: 'ONE: \"1\"' # and me")
    assert changed(COMMENTED, lambda page: page.set(0, page.values[0] | {"text": 'ONE: "1"'})) == expected


def test_flow_literal_and_folded_items_keep_their_ways() -> None:
    text = changed(COMMENTED, lambda page: page.set(1, page.values[1] | {"text": "2"}))
    assert '    - {id: b, text: "2", tags: [x, y]}\n' in text
    text = changed(COMMENTED, lambda page: page.set(2, page.values[2] | {"list": ["p", "q", "r"]}))
    assert text == COMMENTED.replace("        - q\n", "        - q\n        - r\n")
    text = changed(COMMENTED, lambda page: page.set(2, page.values[2] | {"text": "new\ntext\n"}))
    assert "        text: |\n          new\n          text\n        list:\n" in text
    text = changed(COMMENTED, lambda page: page.set(3, page.values[3] | {"level": "easy"}))
    assert text.endswith("      level: easy\nsource: \"after the list\"\n# The end")


def test_comments_between_items_stay_when_items_go() -> None:
    text = COMMENTED
    for _ in range(4):
        text = changed(text, lambda page: page.delete(0))
    assert [line.strip() for line in text.split("\n") if "#" in line] == [
        "# Top comment",
        "title: {id: \"Kuis\",   en: 'Quiz'}   # the title",
        "items: []   # all of them",
        "# First part",
        "# Second part",
        "# left, before d",
        "# The end",
    ]
    text = changed(text, lambda page: page.add(-1, {"id": "new"}))
    assert value_of(text.encode())["items"] == [{"id": "new"}]


def test_add_and_delete_undo_each_other() -> None:
    for after in (-1, 0, 1):
        added = changed(BANK, lambda page, after=after: page.add(after, {"id": "tiga", "type": "poll"}))  # type: ignore[misc]
        assert changed(added, lambda page, after=after: page.delete(after + 1)) == BANK  # type: ignore[misc]


def test_moving_there_and_back_changes_nothing() -> None:
    spaced = BANK.replace("  - id: dua", "\n  - id: dua")
    there = changed(spaced, lambda page: page.move(0, 1))
    assert [item["id"] for item in value_of(there.encode())["items"]] == ["dua", "satu"]
    assert changed(there, lambda page: page.move(1, -1)) == spaced
    assert changed(spaced, lambda page: page.move(1, 0)) == spaced


def test_the_head_is_changed_alone() -> None:
    text = changed(COMMENTED, lambda page: page.set_head("title", {"id": "Baru", "en": "Quiz"}))
    assert text == COMMENTED.replace('{id: "Kuis",   en: \'Quiz\'}   #', '{id: "Baru", en: \'Quiz\'}     #')
    assert changed(COMMENTED, lambda page: page.set_head("source", "Kami")) == COMMENTED.replace("after the list", "Kami")
    assert changed(BANK, lambda page: page.set_head("minutes", 5)) == BANK.replace("items:\n", "minutes: 5\nitems:\n")


def test_a_run_list_keeps_the_text_of_sections_that_stay() -> None:
    two = PROGRAMME + '\n  # Later\n  - title: {id:  "Dua"}  # two\n    intro: {id: "x"}\n    items: [kuis/satu]\n'
    page = page_of(two.encode())
    first, second = page.values
    text = changed(two, lambda page: page.set_all([second, first | {"items": ["kuis/dua"]}]))
    assert '  - title: {id:  "Dua"}  # two\n' in text
    assert text.endswith("    items:\n      - kuis/dua\n")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_level_more_in_any_shipped_file_is_one_line_more(path: Path) -> None:
    content = path.read_bytes()
    for number in range(0, len(page_of(content).values), 9):
        page = page_of(content)
        page.set(number, page.values[number] | {"level": "easy"})
        new = page.content()
        assert value_of(new) == page.value
        lines, before = new.decode().split("\n"), content.decode().split("\n")
        assert [line for line in lines if line.strip() != "level: easy"] == before


# Whatever the style

ODD = ["a", "Guru BK", "ya: tidak", "# no comment", "- dash", "'", '"', "true", "no", "12", "1.5", "~", " x ", "“q”", "{", "é\n", ""]
WORDS = st.sampled_from(ODD)
TEXTS = st.one_of(WORDS, st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=12))
SCALARS = st.one_of(TEXTS, st.booleans(), st.none(), st.integers(-999, 999), st.integers(-999, 999).map(lambda n: n / 4))
NAMES = st.sampled_from(["text", "options", "right", "forms", "why", "id", "en"])
VALUES = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)), max_leaves=6
)
ITEMS = st.builds(
    lambda id, rest: {"id": id} | {key: rest[key] for key in rest if key != "id"},
    st.sampled_from("pqrstu"),
    st.dictionaries(NAMES, VALUES, max_size=4),
)


def _with_comments(text: str, column: int) -> str:
    lines = text.split("\n")
    return "\n".join([lines[0] + "  # on the first line", *lines[1:], " " * (column + 2) + "# deep, at the end"])


def _block(text: str, column: int, dash: str) -> str:
    lines = [line[column + 2 :] for line in text.split("\n")]
    indent = " " * (column + (4 if dash == "wide" else 3))
    inner = [indent + line if line else "" for line in lines]
    inner[0] = " " * column + "-   " + lines[0] if dash == "wide" else " " * column + "-\n" + inner[0]
    return "\n".join(inner)


STYLES: dict[str, Callable[[Any, int], str]] = {
    "ours": emit.write,
    "flow": lambda item, column: " " * column + "- " + json.dumps(item, ensure_ascii=False),
    "commented": lambda item, column: _with_comments(emit.write(item, column), column),
    "wide": lambda item, column: _block(emit.write(item, column), column, "wide"),
    "alone": lambda item, column: _block(emit.write(item, column), column, "alone"),
}
GAPS = ["", "\n", "\n\n", "\n  # between\n", "# left\n"]


@st.composite
def banks(draw: st.DrawFn) -> bytes:
    column = draw(st.sampled_from([0, 2, 4]))
    entries = draw(st.lists(st.tuples(ITEMS, st.sampled_from(sorted(STYLES)), st.sampled_from(GAPS)), min_size=1, max_size=5))
    body = "".join(STYLES[style](item, column) + "\n" + gap for item, style, gap in entries)
    text = "# top\nformat: 1\n" + draw(st.sampled_from(["items:\n", "items: # here\n\n"])) + body
    text += draw(st.sampled_from(["", "source: \"s\"\n", "# end\n"]))
    text = text.rstrip("\n") if draw(st.booleans()) else text
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from([b"", codecs.BOM_UTF8])) + text.encode()


@search(60, phases=(Phase.explicit, Phase.generate))
@given(banks(), ITEMS, st.data())
def test_set_changes_nothing_else(content: bytes, item: Any, data: st.DataObject) -> None:
    page, before = page_of(content), value_of(content)
    number = data.draw(st.integers(0, len(page.values) - 1))
    own = page._entries[number].own.encode()
    start = content.find(own.rstrip(b"\r\n")) if content.count(own.rstrip(b"\r\n")) == 1 else None
    page.set(number, item)
    after = page.content()
    assert value_of(after) == before | {"items": [*before["items"][:number], item, *before["items"][number + 1 :]]}
    if start is not None:
        assert after.startswith(content[:start])
        assert after.endswith(content[start + len(own.rstrip(b"\r\n")) :])


@search(60, phases=(Phase.explicit, Phase.generate))
@given(banks(), ITEMS, st.data())
def test_add_delete_and_move_keep_every_other_line(content: bytes, item: Any, data: st.DataObject) -> None:
    page, before = page_of(content), value_of(content)["items"]
    last = len(page.values) - 1
    after = data.draw(st.integers(-1, last))
    page.add(after, item)
    assert value_of(page.content())["items"] == [*before[: after + 1], item, *before[after + 1 :]] == page.values

    page, number = page_of(content), data.draw(st.integers(0, last))
    gone = page._entries[number].own
    page.delete(number)
    assert value_of(page.content())["items"] == [*before[:number], *before[number + 1 :]] == page.values
    kept = [line for line in page.content().splitlines() if line.strip()]
    there = [line for line in content.splitlines() if line.strip() and line not in gone.encode().splitlines()]
    assert [line for line in there if line not in kept] == ([b"items:"] if last == 0 and b"items:" in there else []) or last == 0

    page = page_of(content)
    page.move(number, after)
    assert value_of(page.content())["items"] == page.values
    assert sorted(json.dumps(value) for value in page.values) == sorted(json.dumps(value) for value in before)
