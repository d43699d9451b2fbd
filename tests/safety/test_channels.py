"""Help numbers: shown to children only after an answered call within 180 days; 110 and the office's own always; wrong numbers named."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from pathlib import Path

import pytest

from quizserver.banks.check import check
from quizserver.banks.help import read_help
from quizserver.cli import Here
from quizserver.errors import Rejected
from quizserver.live.helping import Helping
from quizserver.safety.channels import Channel, is_number, is_shown, to_call, to_show
from quizserver.settings import shipped
from quizserver.store.library import Library

TODAY = date(2026, 11, 25)
LINE = Channel("sapa", "national", {"id": "SAPA 129"}, "129")


def called(days: int) -> Channel:
    return dataclasses.replace(LINE, checked_on=TODAY - timedelta(days=days), checked_by="RN")


@pytest.mark.parametrize(("days", "seen"), [(0, True), (179, True), (180, True), (181, False), (-1, False)])
def test_a_call_counts_for_180_days_and_one_still_to_come_not_at_all(days: int, seen: bool) -> None:
    assert is_shown(called(days), TODAY) is seen
    assert (called(days) in to_call([called(days)], TODAY)) is not seen


def test_a_number_nobody_called_is_not_shown_but_waits_to_be_called() -> None:
    assert to_show([LINE], TODAY) == []
    assert to_call([LINE], TODAY) == [LINE]


def test_the_office_and_the_emergency_number_need_no_call_and_stand_first_and_last() -> None:
    office = Channel("kantor", "office", {"id": "Dinas"}, "0725-41234")
    police = Channel("polisi", "emergency", {"id": "Polisi"}, "110")
    assert to_show([police, called(1), office], TODAY) == [office, called(1), police]
    assert to_call([police, office], TODAY) == []


def test_a_switched_off_number_is_neither_shown_nor_asked_for() -> None:
    off = dataclasses.replace(called(1), enabled=False)
    assert to_show([off], TODAY) == []
    assert to_call([off], TODAY) == []


@pytest.mark.parametrize("text", ["110", "129", "1500-771", "021-31901556", "08111-129-129", "+62 811 1772 273", "119 ext 8"])
def test_numbers_as_people_write_them_are_taken(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "12", "0725-4x", "telepon 129", "119 ext", "ext 8", "--- ---", "1" * 30, "129; 110", "129\n"])
def test_what_cannot_be_dialled_is_refused(text: str) -> None:
    assert not is_number(text)


def test_a_wrong_number_in_the_file_is_named_with_its_line_and_what_would_be_right(tmp_path: Path) -> None:
    (tmp_path / "help").mkdir()
    lines = ["channels:", "  - id: dinas", "    kind: local", '    label: {id: "Dinas"}']
    lines += ['    number: "0725-4x"', '    checked_on: "kemarin"']
    (tmp_path / "help" / "channels.yaml").write_text("\n".join(lines), "utf-8")
    read = read_help(tmp_path)
    assert read.channels == []
    problems = [found.say("en") for found in read.findings]
    assert [problem.line for problem in problems] == [5, 6]
    assert {problem.line for problem in check([tmp_path], "en") if problem.file.name == "channels.yaml"} == {5, 6}
    assert "0811-1129-129" in problems[0].message
    assert "2026-11-25" in problems[1].message


def test_the_shipped_files_have_no_mistake_and_every_sentence_in_both_languages() -> None:
    read = read_help(shipped("question_banks"))
    assert read.findings == []
    assert {"sapa-129", "darurat-110"} <= {one.id for one in read.channels}

    def sentences(tree: object) -> list[dict[str, str]]:
        if isinstance(tree, dict):
            return [tree] if "id" in tree else [found for part in tree.values() for found in sentences(part)]
        return [found for part in tree for found in sentences(part)] if isinstance(tree, list) else []

    assert all(text["id"] and text["en"] for text in sentences(read.info))


# On a laptop


class Laptop:
    """A library on disk and a day that a test can change."""

    def __init__(self, folder: Path, banks: Path) -> None:
        self.folder, self.banks, self.day = folder, banks, TODAY
        self.start()

    def start(self) -> None:
        self.helping = Helping(self.banks, Library(self.folder / "library.sqlite3", Here()), lambda: self.day)
        self.helping.load()

    def seen(self) -> list[str]:
        return [channel["number"] for channel in self.helping.info("id", {})["channels"]]


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path, shipped("question_banks"))


def test_with_none_called_children_see_the_people_in_the_room_first_and_110(laptop: Laptop) -> None:
    assert laptop.seen() == ["110"]
    people = laptop.helping.info("id", {})["texts"]["people"]["items"]
    assert "pekerja sosial" in people[0]
    assert "guru BK" in people[1]
    assert laptop.helping.counts() == {"checked": 0, "to_call": 1}


def test_an_answered_call_shows_the_number_and_is_remembered_for_180_days(laptop: Laptop) -> None:
    laptop.helping.note_call("sapa-129", True, "RN, peksos")
    laptop.start()
    assert laptop.seen() == ["129", "110"]
    row = next(row for row in laptop.helping.listed("id")["channels"] if row["id"] == "sapa-129")
    assert (row["days"], row["checked_by"], row["shown"]) == (0, "RN, peksos", True)
    laptop.day = TODAY + timedelta(days=181)
    assert laptop.seen() == ["110"]


def test_a_call_that_was_not_answered_takes_an_older_one_back(laptop: Laptop) -> None:
    laptop.helping.note_call("sapa-129", True, "RN")
    laptop.helping.note_call("sapa-129", False, "RN")
    assert laptop.seen() == ["110"]


def test_the_own_number_of_the_office_leads_and_the_same_one_sent_twice_is_there_once(laptop: Laptop) -> None:
    for _ in range(2):
        laptop.helping.add_own("command-1", "office", "Dinas Sosial", "0725-41234", "", "")
    assert laptop.seen() == ["0725-41234", "110"]
    laptop.helping.drop_own("own-command-1")
    assert laptop.seen() == ["110"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (("Dinas", "0725-4x", ""), "channel/number"),
        (("Dinas", "0725-41234", "wa saja"), "channel/number"),
        ((" ", "0725-41234", ""), "channel/label"),
    ],
)
def test_a_wrong_own_number_is_refused(laptop: Laptop, fields: tuple[str, str, str], code: str) -> None:
    with pytest.raises(Rejected, match=code):
        laptop.helping.add_own("command-1", "local", *fields, "")
    assert laptop.seen() == ["110"]


def test_who_called_must_be_said_and_the_number_must_exist(laptop: Laptop) -> None:
    with pytest.raises(Rejected, match="channel/who"):
        laptop.helping.note_call("sapa-129", True, "  ")
    with pytest.raises(Rejected, match="channel/unknown"):
        laptop.helping.note_call("nobody", True, "RN")
    with pytest.raises(Rejected, match="channel/not_own"):
        laptop.helping.drop_own("sapa-129")


def test_110_is_there_although_the_file_is_broken(tmp_path: Path) -> None:
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "channels.yaml").write_text("channels: [", "utf-8")
    laptop = Laptop(tmp_path, tmp_path)
    assert laptop.seen() == ["110"]
    assert laptop.helping.problems("id")[0].file.name == "channels.yaml"


def test_who_follows_up_stands_on_the_page(laptop: Laptop) -> None:
    visit = {"follow_up_who": "Bu Rina, guru BK", "follow_up_when": "Senin"}
    assert laptop.helping.info("id", visit)["follow"] == {"who": "Bu Rina, guru BK", "when": "Senin"}
