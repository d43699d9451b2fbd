from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizserver.banks import check as check_module
from quizserver.banks.check import check, run_check
from quizserver.catalogue import catalogue
from tests.banks.conftest import BANK, PROGRAMME, Write, line_of, only


def test_run_check_prints_one_line_for_each_problem_and_a_count(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write("kuis.yaml", b"\xef\xbb\xbf" + BANK.replace("answer: true", "answer: mungkin").encode())
    assert run_check([path], "id") == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{path}:1: Peringatan: Berkas ini diawali tanda BOM. Simpan sebagai UTF-8 tanpa BOM.",
        f"{path}:26: item dua, answer: Harus `true` (ya) atau `false` (tidak).",
        "Berkas: 1, kesalahan: 1, peringatan: 1.",
    ]


def test_warnings_alone_are_no_failure(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write("kuis.yaml", b"\xef\xbb\xbf" + BANK.encode())
    assert run_check([path], "en") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Files: 1, errors: 0, warnings: 1."
    assert run_check([write("kuis.yaml", BANK)], "en") == 0
    assert capsys.readouterr().out == "All is well. Files: 1, no errors or warnings.\n"


def test_a_programme_alone_finds_its_banks_beside_it(write: Write) -> None:
    write("kuis.yaml", BANK.replace("answer: true", "answer: mungkin"))
    path = write("program-pagi.yaml", PROGRAMME, "      - kuis/dua\n")
    assert [problem.file for problem in check([path], "id")] == [path], "the neighbour's own problems were not asked for"
    write("kuis.yaml", BANK)
    assert check([path], "id") == []


def test_a_programme_may_name_banks_of_another_given_folder(write: Write) -> None:
    write("banks/kuis.yaml", BANK)
    path = write("mine/program-pagi.yaml", PROGRAMME)
    assert len(check([path.parent], "id")) == 2
    assert check([path.parent, path.parent.parent / "banks"], "id") == []


def test_a_file_given_twice_is_read_once(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("kuis.yaml", BANK)
    monkeypatch.chdir(path.parent)
    assert check([path, path.parent, Path("kuis.yaml"), Path()], "id") == []


def test_two_banks_with_one_id_name_each_other(write: Write) -> None:
    one, other = write("a/kuis.yaml", BANK), write("b/kuis.yaml", "# mine\n" + BANK)
    problems = check([one.parent, other.parent], "en")
    assert [(problem.file, problem.line) for problem in problems] == [(one, 3), (other, 4)]
    assert problems[0].message == f"The id `kuis` is also used in {other}:4. Change one of them."
    assert problems[1].message == f"The id `kuis` is also used in {one}:3. Change one of them."


def test_two_first_programmes_are_a_warning(write: Write) -> None:
    write("kuis.yaml", BANK)
    write("program-pagi.yaml", PROGRAMME, "minutes:", "first: true\nminutes:")
    path = write("program-siang.yaml", PROGRAMME.replace("id: pagi", "id: siang"), "minutes:", "first: true\nminutes:")
    problems = check([path.parent], "id")
    assert [(problem.line, problem.is_warning) for problem in problems] == [(5, True), (5, True)]


def test_a_yml_file_is_named_because_it_is_not_read(write: Write) -> None:
    write("kuis.yaml", BANK)
    path = write("lain.yml", BANK)
    [problem] = check([path.parent], "en")
    assert (problem.file, problem.is_warning) == (path, True)


def test_what_editors_leave_behind_is_not_read(write: Write) -> None:
    write("._kuis.yaml", b"\x00\x05\x16\x07")
    assert check([write("kuis.yaml", BANK).parent], "id") == []


def test_a_programme_s_texts_must_fit_the_screen(write: Write) -> None:
    write("kuis.yaml", BANK)
    path = write("program-pagi.yaml", PROGRAMME, "Two questions.", "t" * 141)
    problem = only(path)
    assert problem.line == line_of(path, "ttt")
    assert problem.message == "sections[1].intro.en: Has 141 characters, but only 140 fit the screen. Make it shorter."


def test_every_sentence_about_banks_is_used_and_written() -> None:
    package = Path(check_module.__file__).parent
    used = {key for file in package.glob("*.py") for key in re.findall(r'"(bank\.\w+)"', file.read_text("utf-8"))}
    assert used == {key for key in catalogue() if key.startswith("bank.")}
