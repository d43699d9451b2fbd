"""After a visit: its counts are kept, its facts are gone from the disk for good, and a receipt says so."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from quizserver import rounds
from quizserver.cli import Here, main
from quizserver.core.facts import Entry, Json
from quizserver.errors import Rejected
from quizserver.live.aftercare import DAY, Aftercare
from quizserver.store.archive import Archive
from quizserver.store.journal import MemoryJournal, SqlJournal
from quizserver.store.library import Library
from tests.conftest import an_item, sample
from tests.laptop import Laptop
from tests.network import until
from tests.reports.visits import SCHOOL, START, Visit

TYPED = "rahasia-sekali"


def a_visit(students: int = 40) -> Visit:
    """A played visit with a text that somebody typed."""
    visit = Visit([an_item(sample("guess") | {"id": "guess"}), an_item(sample("verdict"), 1)], visit=SCHOOL)
    visit.join(students)
    for _ in range(2):
        visit.step()
    from quizserver.core import commands as c

    assert visit.do(c.Answer(actor="p1", round=1, step="guess", payload={"text": TYPED}, took=1.0))
    visit.play()
    return visit


def write(folder: Path, room: str, entries: Sequence[Entry]) -> None:
    failed: list[Any] = []
    SqlJournal(folder / "journal.sqlite3", Here()).append(room, entries, lambda error: failed.append(error))
    assert failed == [None]


def quizserver(folder: Path, *words: str, code: int = 0) -> Result:
    ran = CliRunner().invoke(main, [*words, "--data", str(folder), "--lang", "en"])
    assert ran.exit_code == code, ran.output
    return ran


def bytes_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def care(journal: Any, tmp_path: Path, *, days: float = 0, settled: bool = True) -> Aftercare:
    archive = Archive(Library(tmp_path / "library.sqlite3", Here()))
    return Aftercare(journal, archive, rounds.discover(), lambda: START + days * DAY, lambda state: settled)


def test_a_wipe_leaves_nothing_of_a_child_in_any_file_and_the_report_stays(tmp_path: Path) -> None:
    write(tmp_path, "aaaa", a_visit().close())
    before = bytes_on_disk(tmp_path)
    hunted = [TYPED.encode(), b"Elang Rahasia", f"{7:064x}".encode(), b'"p7"']
    assert [word for word in hunted if word not in before] == [], "the search itself works"
    quizserver(tmp_path, "report", "1", "--out", str(tmp_path / "first"))
    assert "Deleted" in quizserver(tmp_path, "wipe", "1", "--yes").output
    after = bytes_on_disk(tmp_path)
    assert [word for word in hunted if word in after] == []
    quizserver(tmp_path, "report", "1", "--xlsx", "--pdf", "--csv", "--out", str(tmp_path / "again"))
    made = sorted(path.name for path in (tmp_path / "again").iterdir())
    assert made == ["smp-negeri-4-metro-1.csv", "smp-negeri-4-metro-1.pdf", "smp-negeri-4-metro-1.xlsx"]
    first, again = (PdfReader(tmp_path / folder / "smp-negeri-4-metro-1.pdf") for folder in ("first", "again"))
    assert [page.extract_text() for page in first.pages] == [page.extract_text() for page in again.pages]
    assert openpyxl.load_workbook(tmp_path / "again" / "smp-negeri-4-metro-1.xlsx")["Summary"]["B3"].value == 40


def test_the_receipt_says_what_was_deleted_and_when(tmp_path: Path) -> None:
    entries = a_visit().close()
    write(tmp_path, "aaaa", entries)
    assert "not deleted yet" in quizserver(tmp_path, "report", "list").output
    assert "no receipt" in quizserver(tmp_path, "report", "1", "--receipt", code=2).output
    quizserver(tmp_path, "wipe", "1", "--yes")
    quizserver(tmp_path, "report", "1", "--receipt", "--out", str(tmp_path))
    text = PdfReader(io.BytesIO((tmp_path / "smp-negeri-4-metro-1-receipt.pdf").read_bytes())).pages[0].extract_text()
    assert str(len(entries)) in text
    assert "40" in text
    assert "Visit 1".upper() in text
    assert "data deleted" in quizserver(tmp_path, "report", "list").output


def test_a_running_visit_has_a_report_but_is_not_wiped_nor_is_another_one_meanwhile(tmp_path: Path) -> None:
    write(tmp_path, "aaaa", a_visit().close())
    write(tmp_path, "bbbb", a_visit(12).entries)
    quizserver(tmp_path, "report", "last", "--csv", "--out", str(tmp_path))
    assert (tmp_path / "smp-negeri-4-metro-now.csv").exists()
    assert "still running" in quizserver(tmp_path, "wipe", "1", "--yes", code=2).output
    assert TYPED.encode() in bytes_on_disk(tmp_path)


def test_a_visit_is_not_wiped_while_the_safeguarding_lead_is_not_done(tmp_path: Path) -> None:
    journal = MemoryJournal()
    journal.append("aaaa", a_visit().close(), lambda error: None)
    waiting = care(journal, tmp_path, days=400, settled=False)
    waiting.catch_up()
    with pytest.raises(Rejected, match="visit/unsettled"):
        waiting.wipe(1)
    assert journal.closed_rooms() == ["aaaa"], "nothing is deleted by age"
    assert care(journal, tmp_path).wipe(1)["players"] == 40
    assert journal.closed_rooms() == []


def test_what_was_kept_for_a_week_is_wiped_by_itself_and_not_before(tmp_path: Path) -> None:
    journal = MemoryJournal()
    journal.append("aaaa", a_visit().close(), lambda error: None)
    care(journal, tmp_path, days=6.9).catch_up()
    assert journal.closed_rooms() == ["aaaa"]
    late = care(journal, tmp_path, days=7.1)
    late.catch_up()
    assert journal.closed_rooms() == []
    (kept,) = late.archive.visits()
    assert kept.receipt is not None


def test_a_wipe_that_was_interrupted_after_deleting_still_gets_its_receipt(tmp_path: Path) -> None:
    journal = MemoryJournal()
    journal.append("aaaa", a_visit().close(), lambda error: None)
    after = care(journal, tmp_path)
    after.catch_up()
    journal.wipe("aaaa", journal.read("aaaa")[-1].seq)
    after.catch_up()
    assert (after.archive.visits()[0].receipt or {})["players"] == 40


@pytest.mark.server
@pytest.mark.parametrize("is_deleted", [False, True])
def test_a_start_makes_up_for_what_the_last_run_had_no_time_for(tmp_path: Path, is_deleted: bool) -> None:
    laptop = Laptop(tmp_path)
    data = tmp_path / "data"
    data.mkdir()
    entries = a_visit().close()
    write(data, "aaaa", entries)
    journal = SqlJournal(data / "journal.sqlite3", Here())
    after = care(journal, data)
    if is_deleted:
        after.catch_up()
        journal.wipe("aaaa", entries[-1].seq)
    try:
        laptop.start()
        until(lambda: [visit for visit in after.archive.visits() if bool(visit.receipt) == is_deleted], "counts, or their receipt")
    finally:
        laptop.stop()


def test_an_unknown_visit_is_refused_by_name(tmp_path: Path) -> None:
    for words in (("report", "7"), ("report", "last"), ("wipe", "7", "--yes")):
        assert "not on this laptop" in quizserver(tmp_path, *words, code=2).output


def test_visits_are_listed_newest_first_for_the_desk(tmp_path: Path) -> None:
    for room in ("aaaa", "bbbb"):
        write(tmp_path, room, a_visit(12).close())
    listed: list[Json] = json.loads(quizserver(tmp_path, "visits").output)
    assert [one["number"] for one in listed] == [2, 1]
    assert {key for one in listed for key in one} == {"number", "school", "opened", "heads", "state", "moved", "receipt"}
