"""The report says what the counts hold: findings, skills apart, before and after, suppression, earlier visits; in three files."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from quizserver import rounds
from quizserver.core import commands as c
from quizserver.core.facts import Json, RequestAdded
from quizserver.reports import report_pdf, spreadsheet
from quizserver.reports.counts import summarise
from quizserver.reports.findings import Report, report
from tests.conftest import an_item, sample
from tests.reports.visits import SCHOOL, Visit, played

STEPS = ["Sangat tidak setuju", "Tidak setuju", "Ragu-ragu", "Setuju", "Sangat setuju"]


def a_summary(**more: Any) -> Json:
    """A whole visit of 120 in four classes, with an item on recognising and one on acting."""
    items = [an_item(sample("verdict")), an_item(sample("choice") | {"skill": "act"}, 1), an_item(sample("guess"), 2)]
    return summarise(rounds.discover(), played(items, students=120, classes=4, **more))


def with_pulse(summary: Json, key: str, before: list[int] | None, after: list[int] | None) -> Json:
    """The summary with a pulse item of these counts, lowest step first."""
    asked = [(moment, heads) for moment, heads in (("before", before), ("after", after)) if heads]
    text = {"id": f"Aku setuju dengan {key}.", "en": f"I agree with {key}."}
    first: Json = summary["items"][0]
    pulse = [
        first
        | {"number": 90, "skill": None, "pulse": key, "moment": moment, "heads": sum(heads), "judged": 0, "right": None, "text": text}
        | {"rows": [{"label": {"id": step, "en": step}, "heads": n, "right": None} for step, n in zip(STEPS, heads, strict=True)]}
        for moment, heads in asked
    ]
    return summary | {"items": [*summary["items"], *pulse]}


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def cells_of(xlsx: bytes) -> list[Any]:
    book = openpyxl.load_workbook(io.BytesIO(xlsx))
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_recognise_and_act_are_told_apart() -> None:
    told = report(a_summary(skill=1.0, turnout=1.0), [], "id")
    assert (told.skills["recognise"].share, told.skills["recognise"].answers) == (100, 120)
    assert told.skills["act"].share == 100
    assert told.findings[0].startswith("100 % jawaban siswa sudah tepat")
    assert len(told.findings) == 3


def test_before_and_after_count_the_two_highest_steps() -> None:
    summary = with_pulse(a_summary(), "seek_help", [10, 20, 30, 30, 10], [0, 10, 10, 50, 30])
    (pulse,) = report(summary, [], "en").pulses
    assert pulse.before is not None
    assert pulse.after is not None
    assert (pulse.before.top, pulse.after.top, pulse.after.n, pulse.change) == (40, 80, 100, 40)
    assert any("80 %" in finding and "40 %" in finding for finding in report(summary, [], "en").findings)


def test_a_fall_is_told_as_a_fall_and_a_single_asking_as_one() -> None:
    fallen = with_pulse(a_summary(), "defend", [0, 0, 20, 40, 40], [0, 20, 20, 30, 30])
    assert any("turun" in finding for finding in report(fallen, [], "id").findings)
    once = with_pulse(a_summary(), "defend", None, [0, 0, 20, 40, 40])
    assert any("satu kali" in finding for finding in report(once, [], "id").findings)


def test_the_hardest_question_is_named_with_the_wrong_answer_given_most() -> None:
    told = report(a_summary(skill=0.1, turnout=1.0), [], "id")
    assert any("Masih perlu dibahas" in finding and "jawaban lain yang paling banyak" in finding for finding in told.findings)
    assert any(item.wrong for item in told.items if item.skill)


def test_a_voided_question_is_marked_and_counts_for_nothing() -> None:
    summary = a_summary(skill=1.0)
    voided = summary | {"items": [item | {"voided": item["skill"] == "act"} for item in summary["items"]]}
    told = report(voided, [], "id")
    assert "act" not in told.skills
    assert "dibatalkan" in text_of(report_pdf.make(told))


def test_the_same_school_is_compared_with_its_earlier_visits_only() -> None:
    now = a_summary()
    day = 86_400
    earlier = [
        now | {"opened": now["opened"] - 90 * day, "visit": {"school": "smp negeri 4  METRO"}},
        now | {"opened": now["opened"] - 60 * day, "visit": {"school": "SMP Negeri 1 Metro"}},
        now | {"opened": now["opened"] + 60 * day},
    ]
    told = report(now, earlier, "id")
    assert len(told.earlier) == 1
    assert told.earlier[0].skills["recognise"] == told.skills["recognise"].share
    assert told.earlier[0].date in text_of(report_pdf.make(told))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_visit_without_answers_gives_a_decent_report(lang: str) -> None:
    visit = Visit([an_item(sample("choice"))])
    told = report(summarise(rounds.discover(), visit.close()), [], lang)
    assert len(told.findings) == 3
    text = text_of(report_pdf.make(told))
    assert ("Langkah yang disepakati" if lang == "id" else "Agreed next steps") in text
    assert cells_of(spreadsheet.xlsx(told))
    assert spreadsheet.csv_table(told).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_page_one_says_who_follows_up_and_fits_with_the_longest_texts(lang: str) -> None:
    summary = a_summary(skill=0.2)
    for item in summary["items"]:
        item["text"] = {"id": "M" * 40 + " katakata" * 11, "en": "W" * 40 + " wordword" * 11}
        for row in item["rows"]:
            row["label"] = {"id": "M" * 50, "en": "W" * 50}
    for key in ("recognise", "seek_help", "defend"):
        summary = with_pulse(summary, key, [10, 20, 30, 30, 10], [0, 10, 10, 50, 30])
    who = {"follow_up_who": "Bu Ratna " * 20, "follow_up_when": "Senin " * 20, "steps": ["Langkah " * 30] * 3}
    long = {"school": "Sekolah Menengah Pertama Negeri " * 3} | who
    told = report(summary | {"visit": long}, [], lang)
    pages = PdfReader(io.BytesIO(report_pdf.make(told))).pages
    first = " ".join(pages[0].extract_text().split())
    assert "Bu Ratna" in first
    assert told.findings[2][:20] in first
    assert ("halaman 2" if lang == "id" else "page 2") in pages[1].extract_text()


def test_the_figures_of_the_three_files_agree() -> None:
    told = report(with_pulse(a_summary(), "defend", [10, 20, 30, 30, 10], [0, 10, 10, 50, 30]), [], "id")
    rows = list(csv.DictReader(io.StringIO(spreadsheet.csv_table(told).decode("utf-8-sig")), delimiter=";"))
    bars = [bar for item in told.items for bar in item.bars]
    assert [(int(row["Siswa"]), int(row["Persen"])) for row in rows] == [(bar.heads, bar.share) for bar in bars]
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet.xlsx(told)))
    assert book.sheetnames == ["Ringkasan", "Yang ikut", "Soal", "Sebaran jawaban", "Sebelum dan sesudah", "Kunjungan lain", "Batas"]
    assert [row[5].value for row in book["Sebaran jawaban"].iter_rows(min_row=2)] == [int(row["Siswa"]) for row in rows]
    assert [len(book[name]._charts) for name in ("Yang ikut", "Sebelum dan sesudah")] == [1, 1]
    text = text_of(report_pdf.make(told))
    assert all(finding[:40] in text for finding in told.findings)


def test_questions_are_read_whole_in_any_spreadsheet_program() -> None:
    summary = a_summary()
    for item in summary["items"]:
        item["text"] = {"id": "Siapa yang bisa membantu? " * 6, "en": ""}
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet.xlsx(report(summary, [], "id"))))
    assert book["Soal"].row_dimensions[2].height >= 45
    assert book["Soal"]["C2"].alignment.wrap_text


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_can_be_a_formula(start: str) -> None:
    summary = a_summary()
    for item in summary["items"]:
        item["text"] = {"id": f"{start}cmd|' /C calc'!A0", "en": ""}
    told = report(summary | {"visit": {"school": f"{start}SUM(A1)", "follow_up_who": f"{start}HYPERLINK()"}}, [], "id")
    written = [str(cell) for cell in cells_of(spreadsheet.xlsx(told))]
    written += [cell for row in csv.reader(io.StringIO(spreadsheet.csv_table(told).decode("utf-8-sig")), delimiter=";") for cell in row]
    assert [cell for cell in written if cell.startswith(("=", "+", "-", "@"))] == []
    assert any(cell.startswith(f"'{start}") for cell in written)


def everything_in(told: Report) -> str:
    """All that the three files hold, the spreadsheet unpacked."""
    with zipfile.ZipFile(io.BytesIO(spreadsheet.xlsx(told))) as parts:
        unpacked = " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return " ".join((text_of(report_pdf.make(told)), unpacked, spreadsheet.csv_table(told).decode("utf-8")))


def test_whether_somebody_asked_to_talk_changes_nothing_in_any_file() -> None:
    quiet, asked = (Visit([an_item(sample("box")), an_item(sample("verdict"), 1)], visit=SCHOOL) for _ in range(2))
    for visit in (quiet, asked):
        visit.join(30)
        visit.step()
        visit.step()
        assert visit.do(c.Act(actor="desk", round=1, action="paper", payload={}))
        visit.play()
    for _ in range(17):
        asked._add(RequestAdded("paper", "A" * 40))
    assert asked.state.requests, "they are there to be found"
    summaries = [summarise(rounds.discover(), visit.close()) for visit in (quiet, asked)]
    first, second = ({key: summary[key] for key in summary if key not in ("opened", "closed", "kept")} for summary in summaries)
    assert first == second
    times = {"opened": summaries[0]["opened"], "closed": summaries[0]["closed"]}
    told = [report(summary | times, [], "id") for summary in summaries]
    assert told[0] == told[1]
    assert "box" not in {item["type"] for item in summaries[1]["items"]}


def test_no_student_is_in_any_file() -> None:
    items = [an_item(sample("verdict")), an_item(sample("guess"), 1)]
    visit = Visit(items, groups=["7A", "7B", "7C"], visit=SCHOOL)
    for group, count in (("g1", 30), ("g2", 14), ("g3", 4)):
        visit.join(count, group=group)
    visit.play()
    told = report(summarise(rounds.discover(), visit.close()), [], "id")
    files = everything_in(told)
    assert "Elang" not in files
    assert re.search(r"0{50}", files) is None
    assert {group.name: group.heads for group in told.groups} == {"7A": 30, "7B": None, "7C": None}
