from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from quizserver import rounds
from quizserver.banks import files
from quizserver.banks.check import check
from tests.banks.conftest import BANK, GUESS, PROGRAMME, Write, line_of, only
from tests.conftest import search

HALF_A_LETTER = BANK.encode().replace(b"Guru BK", b"Guru \xe9BK")


def test_values_and_lines_come_in_one_pass(write: Write) -> None:
    path = write("kuis.yaml", BANK)
    document, findings = files.read(path)
    assert findings == []
    assert document is not None
    assert document.value["items"][0]["options"][1]["text"] == {"id": "Tidak ada", "en": "Nobody"}
    assert document.line(["items", 0, "options", 1, "text", "en"]) == line_of(path, "Nobody")
    assert document.line(["items", 1]) == line_of(path, "id: dua")
    assert document.line(["items", 0, "picture"]) == line_of(path, "id: satu"), "what is missing is looked for where it belongs"


def test_words_that_older_yaml_took_for_truth_values_stay_text(write: Write) -> None:
    document, _ = files.read(write("a.yaml", "a: yes\nb: no\nc: Y\nd: on\ne: N\nf: Off\n"))
    assert document is not None
    assert document.value == {"a": "yes", "b": "no", "c": "Y", "d": "on", "e": "N", "f": "Off"}


def test_a_version_line_does_not_bring_older_yaml_back(write: Write) -> None:
    document, _ = files.read(write("a.yaml", "%YAML 1.1\n---\na: no\nb: 010\nc: 1:30\n"))
    assert document is not None
    assert document.value == {"a": "no", "b": 10, "c": "1:30"}


def test_only_what_looks_like_a_number_or_truth_value_is_one(write: Write) -> None:
    text = "a: 12\nb: 1.5\nc: true\nd: ~\ne: 2026-01-01\nf: .nan\ng: 1e999\nh: '12'\ni: !!str 12\nj:\nk: " + "9" * 5000
    document, _ = files.read(write("a.yaml", text))
    assert document is not None
    expected = {"a": 12, "b": 1.5, "c": True, "d": None, "e": "2026-01-01", "f": ".nan", "g": "1e999", "h": "12", "i": "12", "j": None}
    assert document.value == {**expected, "k": "9" * 5000}


@pytest.mark.parametrize(
    "content, line, words",
    [
        ("", 1, "empty"),
        ("# only a comment\n\n", 1, "empty"),
        ("---\n", 1, "empty"),
        ("- a\n- b\n", 1, "pairs"),
        ("just a sentence", 1, "pairs"),
        (BANK.encode("utf-16"), 1, "UTF-16"),
        (BANK.encode("utf-16-le"), 1, "UTF-16"),
        (BANK.encode("utf-32"), 1, "UTF-32"),
        (HALF_A_LETTER, 14, "not UTF-8"),
        (BANK.replace("Guru BK", "Guru\x08 BK").encode(), 14, "U+0008"),
        (BANK.replace("Guru BK", "Guru\u2028BK").encode(), 14, "U+2028"),
        (b"a: 1\nb: \0\n", 2, "U+0000"),
        (b"#" * (files.MOST_BYTES + 1), 1, "5 MB"),
    ],
)
def test_a_file_that_is_no_bank_at_all_is_explained(write: Write, content: str | bytes, line: int, words: str) -> None:
    problem = only(write("kuis.yaml", content))
    assert problem.line == line
    assert words in problem.message
    assert not problem.is_warning


@pytest.mark.parametrize(
    "old, new, line, words",
    [
        ('    text:\n      id: "Siapa', '    text:\n\t  id: "Siapa', 10, "tab"),
        ('"Siapa yang bisa membantu?"', "Siapa: yang bisa membantu?", 10, "colon inside"),
        ('"Siapa yang bisa membantu?"', '"Siapa \\yang bisa?"', 10, "backslash"),
        ('"Yes, and it helps."}', '"Yes, and it helps.}', 27, "quote opened here"),
        ('en: "Quiz"}', 'en: "Quiz"', 4, "bracket opened here"),
        (', en: "Quiz"}', ' en: "Quiz"}', 4, "bracket opened here"),
        ("source:", "source", 5, "colon"),
        ('"Guru BK"', "@Guru", 14, "may not begin"),
        ('"Guru BK"', '"Guru" BK', 14, "spaces at the start"),
        ("    type: choice", "   type: choice", 8, "spaces at the start"),
        ("kind: bank\n", "kind: bank\nkind: bank\n", 3, "already given on line 2"),
        ('      en: "Who can help?"', '      en: "Who?"\n      id: "Lagi"', 12, "already given on line 10"),
        ('"Guru BK"', "*guru", 14, "Write the content out"),
        ('"Guru BK"', "&guru Guru", 14, "Write the content out"),
        ('"Guru BK"', "!!python/object:os.system Guru", 14, "`tag:yaml.org,2002:python/object:os.system`"),
        ("    text:\n", "    ? [a, b]\n    :\n", 9, "plain word"),
        ("items:", "---\nitems:", 6, "second document"),
        ('"Guru BK"', "[" * 30 + "]" * 30, 14, "20 levels"),
    ],
)
def test_what_is_not_yaml_is_explained_at_its_line(write: Write, old: str, new: str, line: int, words: str) -> None:
    problem = only(write("kuis.yaml", BANK, old, new))
    assert words in problem.message
    assert problem.line == line


def test_a_byte_order_mark_is_only_a_warning(write: Write) -> None:
    problem = only(write("kuis.yaml", b"\xef\xbb\xbf" + BANK.encode()))
    assert problem.is_warning
    assert "BOM" in problem.message


def test_windows_line_ends_are_fine(write: Write) -> None:
    assert check([write("kuis.yaml", BANK.replace("\n", "\r\n"))], "id") == []


@pytest.mark.parametrize("bomb", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "a:\n" + " a:\n" * 10, "? " * 50_000])
def test_deep_nesting_ends_in_a_problem(write: Write, bomb: str) -> None:
    assert check([write("kuis.yaml", bomb)], "en") != []


def test_aliases_cannot_unfold(write: Write) -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))
    problem = only(write("kuis.yaml", "a0: &a0 [lol]\n" + levels))
    assert problem.line == 1


def test_what_is_not_a_readable_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    assert "ordinary file" in check([tmp_path], "en")[0].message
    assert "does not exist" in check([tmp_path / "none.yaml"], "en")[0].message
    assert "no .yaml file" in check([tmp_path / "folder.yaml"], "en")[0].message
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.yaml")
        assert "ordinary file" in only(tmp_path / "pipe.yaml").message


SIGNS = [
    '"',
    "'",
    "\t",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "&x ",
    "*x",
    "!x ",
    "|",
    ">",
    "#",
    "\n",
    "\n  ",
    "%",
    "@",
    "\\",
    "\x00",
    "é",
    "---\n",
    "? ",
    ", ",
]


@pytest.mark.parametrize("name, text", [("kuis.yaml", BANK), ("kata.yaml", GUESS), ("program-pagi.yaml", PROGRAMME)])
def test_no_broken_file_is_ever_an_exception(write: Write, name: str, text: str) -> None:
    chance = random.Random(name)
    for _ in range(100):
        broken = text
        for _ in range(chance.randrange(1, 4)):
            at, cut = chance.randrange(len(broken) + 1), chance.choice([0, 0, 1, 5, 60])
            broken = broken[:at] + chance.choice([*SIGNS, ""]) + broken[at + cut :]
        path = write(name, broken.encode())
        lines = broken.count("\n") + 1
        for problem in check([path], chance.choice(["id", "en"])):
            assert 1 <= problem.line <= lines, broken
            assert problem.message


@search(60, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_no_bytes_are_ever_an_exception(write: Write, content: bytes) -> None:
    assert all(problem.message for problem in check([write("kuis.yaml", content)], "id"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@search(60, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(["choice", "guess", "verdict", "slide", "podium"]), st.data())
def test_no_value_in_an_item_is_ever_an_exception(write: Write, kind: str, data: st.DataObject) -> None:
    item = dict(rounds.discover()[kind].samples()[0])
    item[data.draw(st.sampled_from([*item, "seconds", "extra"]))] = data.draw(JSON)
    outer = {"format": 1, "kind": "bank", "id": "kuis", "title": {"id": "Kuis"}, "source": "Uji.", "items": [item]}
    outer[data.draw(st.sampled_from([*outer, "extra"]))] = data.draw(st.just([item]) | JSON)
    assert isinstance(check([write("kuis.yaml", json.dumps(outer))], "en"), list)
