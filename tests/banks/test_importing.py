"""From a file to a bank: what is written can be read, what is judged is named, and no file at all makes anything but a sentence."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from quizserver import rounds
from quizserver.banks import importing
from quizserver.banks.check import check
from quizserver.banks.formats.common.made import UNFORESEEN
from quizserver.banks.importing import say, to_bank
from quizserver.banks.sources import MOST_BYTES
from quizserver.banks.sources.unreadable import Unreadable
from quizserver.cli import EXIT_BAD_INPUT, main
from quizserver.errors import Rejected
from quizserver.live import imports
from tests.banks.formats.conftest import csv, items, read, sheet
from tests.conftest import search

WHY = "Karena begitu."
QUIZ = csv("Soal,A,B,Kunci,Waktu,Pembahasan", f"Siapa?,ya,tidak,A,20,{WHY}", f"Apa?,ya,tidak,,20,{WHY}", f"Kapan?,ya,tidak,B,2,{WHY}")


def test_a_bank_that_was_made_has_no_error_and_says_what_the_items_say(tmp_path: Path) -> None:
    odd = ["ya: bukan", "true", "- 5", '"kutip" \\ dan \'kutip\'', "# pagar", "{a}", "😀", "12", "null", "baris\nbaru"]
    made = items(sheet(["Soal", "A", "B", "Kunci", "Pembahasan"], *([text, "satu", "dua", "A", WHY] for text in odd)))
    path = tmp_path / "kuis.yaml"
    path.write_text(to_bank(made, "kuis", "Kuis: “baru”", 'Dari "x".'), "utf-8")
    assert check([path], "en") == []
    assert [item["text"]["id"] for item in made] == odd


@search(60)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_no_content_raises_anything_but_that_it_is_unreadable(content: bytes) -> None:
    for start in (b"", b"Soal,A,B,Kunci\n", b"PK\x03\x04"):
        try:
            imported = read(start + content)
        except Unreadable as error:
            said = say(importing.Said(error.key, error.values), "id")
        else:
            assert UNFORESEEN not in [one.why.key for one in imported.skipped]
            said = json.dumps(imported.told("id"))
        assert said


@search(40)
@given(st.lists(st.text(max_size=30), min_size=3, max_size=3))
def test_any_text_that_was_taken_can_be_written_and_read(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    content = "\n".join(["Soal\tA\tB\tKunci\tPembahasan", "\t".join([*(text.replace("\n", " ") for text in texts), "A", WHY])])
    try:
        taken = [one.item for one in read(content.encode("utf-8", "replace")).items]
    except Unreadable:
        return
    if taken:
        path = tmp_path_factory.mktemp("bank") / "kuis.yaml"
        path.write_text(to_bank(taken, "kuis", "Kuis", "Uji."), "utf-8")
        assert [problem for problem in check([path], "en") if not problem.is_warning] == []


@pytest.mark.parametrize(
    "content, key",
    [
        (b"", "import.empty"),
        (b"\n \n", "import.empty"),
        (b"x" * (MOST_BYTES + 1), "import.too_large"),
        (b"%PDF-1.7 ...", "import.unknown_format"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_as_a_whole(content: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refused:
        importing.read_file("x", content, rounds.discover())
    assert refused.value.key == key


# The command


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """`run(args, content)`: the command on a file with that content, with the child's work done in this process."""

    def inside(command: list[str], sleep: Any, *, stdin: bytes, seconds: float, megabytes: int) -> Generator[None, None, bytes]:
        yield
        result = CliRunner().invoke(main, command, input=stdin)
        if result.exit_code == EXIT_BAD_INPUT:
            raise Rejected("child/refused", said=result.stderr.strip())
        assert result.exit_code == 0, result.exception
        return result.stdout.encode()

    monkeypatch.setattr(imports.child, "steps", inside)

    def command(content: bytes | None, *args: str) -> Result:
        file = tmp_path / "berkas.csv"
        if content is not None:
            file.write_bytes(content)
        return CliRunner().invoke(main, ["bank", "import", str(file), "--lang", "en", *args])

    return command


def test_with_json_it_says_what_became_of_each_question(run: Any) -> None:
    result = run(QUIZ, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert set(told) == {"format", "items", "types", "skipped", "warnings"}
    assert (told["format"], told["items"], told["types"]) == ("table", 2, {"choice": 2})
    assert told["skipped"] == [{"where": "row 3", "title": "Apa?", "why": "The answer key is empty. Fill it in; a key is never guessed."}]
    assert told["warnings"] == [{"where": "row 4", "why": "The time of 2 seconds became 5 seconds."}]


def test_exit_codes_tell_nothing_imported_from_unreadable(run: Any) -> None:
    nothing = run(csv("Soal,A,B,Kunci", "Siapa?,ya,tidak,"), "--json")
    assert (nothing.exit_code, json.loads(nothing.stdout)["items"]) == (1, 0)
    for content in (b"", b"hanya teks biasa"):
        broken = run(content, "--json")
        told = json.loads(broken.stdout)
        assert (broken.exit_code, told["format"], told["items"]) == (2, None, 0)
        assert told["warnings"][0]["why"] == broken.stderr.strip()


def test_a_missing_file_and_a_folder_are_named(run: Any, tmp_path: Path) -> None:
    assert run(None).exit_code == 2
    (tmp_path / "berkas.csv").mkdir()
    result = run(None)
    assert (result.exit_code, str(tmp_path / "berkas.csv") in result.stderr) == (2, True)


def test_the_bank_is_written_whole_and_never_over_another(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "kuis-baru.yaml"
    assert run(QUIZ, "--out", str(out)).exit_code == 0
    assert check([out], "en") == []
    assert out.read_text("utf-8").count("status: draft") == 2
    before = out.read_bytes()
    again = run(QUIZ, "--out", str(out))
    assert (again.exit_code, out.read_bytes() == before, "--out" in again.stderr) == (2, True, True)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_file_that_is_not_called_like_its_bank_is_written_and_said(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "Kuis_Baru 1.yml"
    out.touch()  # as a program makes one to be written to
    result = run(QUIZ, "--out", str(out), "--json")
    assert (result.exit_code, json.loads(result.stdout)["items"]) == (0, 2)
    assert "kuis-baru-1.yaml" in json.loads(result.stdout)["warnings"][-1]["why"]
    assert check([out.rename(tmp_path / "kuis-baru-1.yaml")], "en") == []


@pytest.mark.parametrize("out", ["", ".", "/dev/null", "tidak-ada/x.yaml"])
def test_a_place_that_cannot_be_written_is_named(run: Any, out: str) -> None:
    assert run(QUIZ, "--out", out).exit_code == EXIT_BAD_INPUT


def test_without_out_it_only_tells(run: Any, tmp_path: Path) -> None:
    result = run(QUIZ)
    assert "row 2: Siapa? → choice (siapa)" in result.stdout
    assert "✗ row 3: Apa?" in result.stdout
    assert list(tmp_path.glob("*.yaml")) == []


def test_the_formats_are_listed() -> None:
    result = CliRunner().invoke(main, ["bank", "formats", "--lang", "id"])
    assert "kahoot\tTemplat Kahoot\t.xlsx .csv" in result.stdout


@pytest.mark.server
def test_a_file_that_would_take_too_much_ends_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MEGABYTES", 60)
    file = tmp_path / "besar.csv"
    file.write_bytes(b"Soal,A,B,Kunci\n" + b"Siapa?,ya,tidak,A\n" )
    result = CliRunner().invoke(main, ["bank", "import", str(file), "--json", "--lang", "en"])
    assert (result.exit_code, json.loads(result.stdout)["format"]) == (2, None)


def test_a_file_with_more_questions_than_anybody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_ENTRIES", 3)
    assert len(read(QUIZ).items) == 2
    monkeypatch.setattr(importing, "MOST_ENTRIES", 2)
    with pytest.raises(Unreadable) as refused:
        read(QUIZ)
    assert refused.value.key == "import.too_many_questions"


def test_a_pipe_is_not_waited_for(run: Any, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    result = CliRunner().invoke(main, ["bank", "import", str(tmp_path / "pipa"), "--json"])
    assert (result.exit_code, json.loads(result.stdout)["format"]) == (EXIT_BAD_INPUT, None)
