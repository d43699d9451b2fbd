from __future__ import annotations

import copy
import os
from pathlib import Path

import pytest

from quizserver.banks.check import check
from quizserver.banks.programmes import Shelf
from quizserver.core.facts import Json
from tests.banks.conftest import BANK, GUESS, PROGRAMME, Write, line_of

BROKEN = BANK.replace("answer: true", "answer: mungkin")


def test_a_programme_is_a_list_of_complete_items(write: Write) -> None:
    write("kuis.yaml", BANK)
    [programme] = Shelf(write("program-pagi.yaml", PROGRAMME).parent).programmes()
    assert (programme.id, programme.title, programme.minutes, programme.first) == ("pagi", {"id": "Pagi", "en": "Morning"}, 30, False)
    first, second = programme.items
    assert {key: first[key] for key in first if key != "question"} == {
        "bank": "kuis",
        "id": "satu",
        "type": "choice",
        "section": 0,
        "title": {"id": "Kuis", "en": "Quiz"},
        "intro": {"id": "Dua soal.", "en": "Two questions."},
        "index": 1,
        "in_section": 2,
    }
    assert first["question"]["options"][0] == {"text": {"id": "Guru BK", "en": "A counsellor"}, "right": True}
    assert "picture" not in first["question"]
    assert second["index"] == 2


def test_the_first_programme_comes_first(write: Write) -> None:
    write("kuis.yaml", BANK)
    for name, title, first in (("a", "Angin", ""), ("b", "Zebra", "first: true\n"), ("c", "Bulan", "")):
        text = PROGRAMME.replace("id: pagi", f"id: {name}").replace('id: "Pagi"', f'id: "{title}"').replace("minutes:", first + "minutes:")
        folder = write(f"program-{name}.yaml", text).parent
    assert [programme.id for programme in Shelf(folder).programmes()] == ["b", "a", "c"]


def test_disabled_items_are_left_out(write: Write) -> None:
    path = write("program-pagi.yaml", PROGRAMME)
    shelf = Shelf(path.parent)
    write("kuis.yaml", BANK, "    answer: true", "    answer: true\n    enabled: false")
    [programme] = shelf.programmes()
    assert [(item["id"], item["index"], item["in_section"]) for item in programme.items] == [("satu", 1, 1)]

    write("kuis.yaml", BANK.replace("    type: choice", "    type: choice\n    enabled: false"))
    assert shelf.programmes() == []
    [problem] = shelf.problems("en")
    assert problem.line == line_of(path, 'title: {id: "Kuis"') - 1
    assert problem.message == "Programme `pagi` has no item that may be played. Add one, delete `enabled: false`, or approve its drafts."


def test_a_broken_bank_stops_only_the_programmes_that_use_it(write: Write) -> None:
    write("kuis.yaml", BROKEN)
    write("kata.yaml", GUESS)
    pagi = write("program-pagi.yaml", PROGRAMME)
    siang = PROGRAMME.replace("id: pagi", "id: siang").replace("- kuis/satu", "- kata/hormat").replace("      - kuis/dua\n", "")
    shelf = Shelf(write("program-siang.yaml", siang).parent)
    assert [programme.id for programme in shelf.programmes()] == ["siang"]
    said = [(problem.file.name, problem.line, problem.message) for problem in shelf.problems("en")]
    assert ("kuis.yaml", 26, "item dua, answer: This must be `true` or `false`.") in said
    line = line_of(pagi, "kuis/satu")
    where = "sections[1].items[1]: "
    assert (pagi.name, line, where + "Programme `pagi` cannot be played: bank `kuis` is broken. Mend kuis.yaml first.") in said


def test_the_last_good_version_stays_playable_while_a_file_is_broken(write: Write) -> None:
    write("kuis.yaml", BANK)
    shelf = Shelf(write("program-pagi.yaml", PROGRAMME).parent)
    before = shelf.programmes()
    assert shelf.problems() == []

    write("kuis.yaml", BROKEN)
    write("program-pagi.yaml", "sections: [")
    assert shelf.programmes() == before
    assert {problem.file.name for problem in shelf.problems()} == {"kuis.yaml", "program-pagi.yaml"}

    write("kuis.yaml", BANK, "Guru BK", "Wali kelas")
    write("program-pagi.yaml", PROGRAMME, "minutes: 30", "minutes: 45")
    [programme] = shelf.programmes()
    assert programme.minutes == 45
    assert programme.items[0]["question"]["options"][0]["text"]["id"] == "Wali kelas"
    assert shelf.problems() == []


def test_a_programme_that_was_handed_out_does_not_change_with_its_files(write: Write) -> None:
    write("kuis.yaml", BANK)
    shelf = Shelf(write("program-pagi.yaml", PROGRAMME).parent)
    [opened] = shelf.programmes()
    as_opened = copy.deepcopy(opened)
    write("kuis.yaml", BANK, "Guru BK", "Wali kelas")
    [now] = shelf.programmes()
    assert opened == as_opened
    assert now != opened


def test_unchanged_files_are_not_read_again(write: Write) -> None:
    path = write("kuis.yaml", BANK)
    shelf = Shelf(write("program-pagi.yaml", PROGRAMME).parent)
    before, stat = shelf.programmes(), path.stat()
    write("kuis.yaml", BANK, "Guru BK", "Guru BP")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert shelf.programmes() == before, "same file, size and time: it was not opened"
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    assert shelf.programmes() != before


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_read_again(write: Write) -> None:
    path = write("kuis.yaml", BANK)
    shelf = Shelf(write("program-pagi.yaml", PROGRAMME).parent)
    shelf.programmes()
    before = path.stat()
    other = write("new", BANK, "Guru BK", "Guru BP")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)
    [programme] = shelf.programmes()
    assert programme.items[0]["question"]["options"][0]["text"]["id"] == "Guru BP"


def test_a_deleted_bank_takes_its_programmes_with_it(write: Write) -> None:
    bank = write("kuis.yaml", BANK)
    shelf = Shelf(write("program-pagi.yaml", PROGRAMME).parent)
    assert len(shelf.programmes()) == 1
    bank.unlink()
    assert shelf.programmes() == []
    assert {problem.line for problem in shelf.problems()} == {10, 11}
    write("kuis.yaml", BANK)
    assert len(shelf.programmes()) == 1


def test_a_folder_that_is_not_there_has_no_programmes(tmp_path: Path) -> None:
    assert Shelf(tmp_path / "none").programmes() == []


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("kuis/dua", "kuis/due", "bank `kuis` has no item `due`. Did you mean `kuis/dua`?"),
        ("kuis/dua", "kuiz/dua", "there is no bank `kuiz`. Did you mean `kuis`?"),
        ("kuis/dua", "dua", "`dua` is not an item. Write `bank/item`"),
    ],
)
def test_a_programme_that_names_a_missing_item_is_told_the_nearest(write: Write, old: str, new: str, words: str) -> None:
    write("kuis.yaml", BANK)
    path = write("program-pagi.yaml", PROGRAMME, old, new)
    for problems in (check([path], "en"), check([path.parent], "en"), Shelf(path.parent).problems("en")):
        [problem] = problems
        assert (problem.file, problem.line) == (path, line_of(path, new))
        assert words in problem.message


DRAFT = BANK.replace("    type: choice", "    type: choice\n    status: draft", 1)


def test_a_draft_that_nobody_ever_approved_is_left_out_and_counted(write: Write) -> None:
    write("kuis.yaml", DRAFT)
    shelf = Shelf(write("program-pagi.yaml", PROGRAMME).parent)
    [programme] = shelf.programmes()
    assert [item["id"] for item in programme.items] == ["dua"]
    assert programme.waiting == 1
    assert [list(bank.items) for bank in shelf.banks()] == [["dua"]]


def test_a_draft_is_played_as_it_was_when_it_was_last_approved(write: Write) -> None:
    before = Shelf(write("kuis.yaml", BANK).parent).banks()[0].items["satu"]
    asked: list[tuple[str, str]] = []

    def approved(bank: str, item: str) -> Json:
        asked.append((bank, item))
        return before

    write("kuis.yaml", DRAFT.replace("Guru BK", "Guru BP"))
    shelf = Shelf(write("program-pagi.yaml", PROGRAMME).parent, approved)
    [programme] = shelf.programmes()
    assert programme.items[0]["question"] == before
    assert programme.waiting == 0
    assert shelf.banks()[0].items["satu"] == before
    assert set(asked) == {("kuis", "satu")}


def test_a_draft_that_is_switched_off_is_not_played_in_an_older_version(write: Write) -> None:
    before = Shelf(write("kuis.yaml", BANK).parent).banks()[0].items["satu"]
    write("kuis.yaml", DRAFT.replace("status: draft", "status: draft\n    enabled: false"))
    [programme] = Shelf(write("program-pagi.yaml", PROGRAMME).parent, lambda bank, item: before).programmes()
    assert [item["id"] for item in programme.items] == ["dua"]
    assert programme.waiting == 0


def test_whoever_asks_while_a_file_is_read_gets_what_was_known_before(write: Write) -> None:
    write("kuis.yaml", BANK)
    path = write("program-pagi.yaml", PROGRAMME)
    seen: list[int] = []
    shelf = Shelf(path.parent, pause=lambda: seen.append(len(shelf.programmes())) if shelf._stamps else None)
    assert len(shelf.programmes()) == 1
    write("kuis.yaml", BANK.replace("An adult", "A grown-up"))
    assert len(shelf.programmes()) == 1
    assert seen
    assert set(seen) == {1}
