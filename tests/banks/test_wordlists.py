"""Word lists as files: the shipped ones, the staff's own beside the banks, and what is said of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizserver.banks.check import check
from quizserver.banks.programmes import Shelf
from quizserver.banks.wordlists import SHIPPED, load_filter

HEAD = "format: 1\nkind: words\nid: sekolah\n"


def own(folder: Path, text: str, name: str = "kata-sekolah.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_lists_have_no_errors() -> None:
    assert check([SHIPPED], "id") == []


def test_a_file_of_the_staff_beside_the_banks_counts_too(tmp_path: Path) -> None:
    own(tmp_path, HEAD + "coarse: [sontoloyo]\nname: [Kunto]\nallow: [kampret]\n")
    words = load_filter(tmp_path)
    assert words.flags("sontoloyo") == ["coarse"]
    assert words.flags("kunto") == ["name"]
    assert words.flags("kampret") == []
    assert words.flags("bajingan") == ["coarse"], "the shipped lists stay"
    assert check([tmp_path], "id") == [], "and no word of it is mistaken for a text for the hall"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEAD + "coarse: sontoloyo\n", 4, "daftar"),
        (HEAD + "coarse:\n  - sontoloyo\n  - 5\n", 6, "tanda kutip"),
        (HEAD + "kasar: [sontoloyo]\n", 4, "kasar"),
        (HEAD + "coarse: [sontoloyo\n", 4, "kurung"),
        (HEAD.replace("sekolah", "lain") + "coarse: [sontoloyo]\n", 3, "kata-lain.yaml"),
        ("", 1, "kosong"),
    ],
)
def test_a_broken_file_is_named_with_line_and_remedy_and_left_out(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = own(tmp_path, text)
    problems = [problem for problem in check([path], "id") if not problem.is_warning]
    assert [(problem.file, problem.line) for problem in problems] == [(path, line)]
    assert said in problems[0].message.lower()
    assert [problem.line for problem in Shelf(tmp_path).problems("id")] == [line]
    assert load_filter(tmp_path).flags("sontoloyo kampret") == ["coarse"], "the shipped lists still work"
    assert load_filter(tmp_path).flags("sontoloyo") == []


def test_a_folder_that_is_missing_or_has_other_files_changes_nothing(tmp_path: Path) -> None:
    own(tmp_path, HEAD + "coarse: [sontoloyo]\n", name="sekolah.yaml")
    assert load_filter(tmp_path).flags("sontoloyo") == []
    assert load_filter(tmp_path / "missing").flags("kampret") == ["coarse"]
