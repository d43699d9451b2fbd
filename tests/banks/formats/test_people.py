"""Lists of students, marks and reports: refused as no quiz, wherever they come from."""

from __future__ import annotations

import pytest

from tests.banks.formats.conftest import book, csv, items, key, read, saved, sheet, skipped


@pytest.mark.parametrize(
    "content",
    [
        csv("No,Nama,Kelas,Nilai", "1,Budi,VII,80"),
        csv("No;NIS;Nama Siswa;L/P", "1;123;Budi Santoso;L"),
        csv("No,Nama,Soal 1,Soal 2,Nilai", "1,Budi,A,B,80"),
        csv("Nama,1,2,3", "Budi,A,B,C", "KUNCI,A,B,C"),
        csv("Nama", "Budi Santoso", "Siti Aminah"),
        csv("Budi Santoso", "Siti Aminah", "Rahma Wijaya"),
        sheet(["DAFTAR HADIR"], ["No", "Nama"], [1, "Budi Santoso"]),
        csv("Player,Score,Correct,Incorrect", "Budi,10,5,5"),
        csv("Question,Question Type,Time (seconds),Accuracy,Budi", "Apa?,Multiple Choice,20,50%,a"),
        csv("#,Question,Question Type,Correct,Incorrect,Player Budi", "1,Apa?,MCQ,5,3,a"),
        csv("Question,Correct Answer,Times Answered,Times Correct", "Apa?,a,10,5"),
    ],
)
def test_a_list_of_people_is_no_quiz(content: bytes) -> None:
    assert [why for _, why in skipped(content)] == ["import.people"]
    assert read(content).items == []


def test_counts_are_no_answers() -> None:
    content = csv("Question,Type,Correct,Incorrect", "Siapa?,MCQ,5,3", "Apa?,MCQ,7,1")
    with pytest.raises(Exception, match="unknown_format"):
        read(content)
    assert key(items(csv("Question,Correct,Incorrect", "Siapa?,aku,kamu"))[0]) == ["aku"]


def test_a_list_beside_questions_and_words_beside_a_name_do_no_harm() -> None:
    made = book("Soal", ["Soal", "A", "B", "Kunci"], ["Siapa?", "aku", "kamu", "B"])
    marks = made.create_sheet("Nilai")
    marks.append(["No", "Nama Siswa", "Nilai"])
    marks.append([1, "Budi", 80])
    assert key(items(saved(made))[0]) == ["kamu"]
    assert [item["word"]["id"] for item in items(csv("empati", "budi bahasa", "jujur", "sabar"))] == [
        "empati",
        "budi bahasa",
        "jujur",
        "sabar",
    ]
