"""The templates of other quiz tools, as their makers hand them out and as people save them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.banks.formats.conftest import book, csv, items, key, read, repairs, saved, sheet, skipped

KAHOOT = [
    [],
    [None, "Quiz template"],
    [None, "Add questions, at least two answer alternatives, time limit and choose correct answers (at least one)."],
    [None, "Remember: questions have a limit of 120 characters and answers can have 75 characters max."],
    [],
    [],
    [],
]
KAHOOT_HEADERS = {
    "new": [
        None,
        "Question - max 120 characters",
        *(f"Answer {n} - max 75 characters" for n in range(1, 5)),
        "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
        "Correct answer(s) - choose at least one",
    ],
    "old": [
        None,
        "Question - max 95 characters",
        *(f"Answer {n} - max 60 characters" for n in range(1, 5)),
        "Time limit (sec) - 5, 10, 20, 30, 60, 90 or 120 secs",
        "Correct answer(s) - choose at least one",
    ],
    "short": [None, "Question", "Answer 1", "Answer 2", "Answer 3", "Answer 4", "Time limit (sec)", "Correct answer(s)"],
    "id": [
        None,
        "Pertanyaan - maksimal 120 karakter",
        *(f"Jawaban {n} - maksimal 75 karakter" for n in range(1, 5)),
        "Batas waktu (detik) – 5, 10, 20, 30, 60, 90, 120, atau 240 detik",
        "Jawaban benar - pilih minimal satu",
    ],
    "es": [
        None,
        "Pregunta - máx. 120 caracteres",
        *(f"Respuesta {n} - máx. 75 caracteres" for n in range(1, 5)),
        "Límite de tiempo (s): 5, 10, 20",
        "Respuesta(s) correcta(s) - elige al menos una",
    ],
    "de": [
        None,
        "Frage - max. 120 Zeichen",
        *(f"Antwort {n} - max. 75 Zeichen" for n in range(1, 5)),
        "Zeitlimit (Sek.) – 5, 10, 20",
        "Richtige Antwort(en) - mindestens eine auswählen",
    ],
    "fr": [
        None,
        "Question - 120 caractères max.",
        *(f"Réponse {n} - 75 caractères max." for n in range(1, 5)),
        "Limite de temps (sec) – 5, 10, 20",
        "Bonne(s) réponse(s) - choisissez-en au moins une",
    ],
}


@pytest.mark.parametrize("header", KAHOOT_HEADERS.values(), ids=KAHOOT_HEADERS)
@pytest.mark.parametrize("above", [KAHOOT, [], KAHOOT[:3]])
def test_kahoot_in_both_generations_and_any_language(header: list[Any], above: list[list[Any]]) -> None:
    rows = [[1.0, "Siapa?", "aku", "kamu", None, None, 20.0, 1.0], [2.0, "Apa?", "a", "b", "c", 4.0, 30.0, "1,3"]]
    content = sheet(*above, header, *rows, [3.0], [4.0, None, None, None, None, None, 20])
    assert read(content).format == "kahoot"
    one, two = items(content)
    assert (key(one), one["seconds"], len(one["options"])) == (["aku"], 20, 2)
    assert (key(two), two["options"][3]["text"]["id"]) == (["a", "c"], "4")


def test_kahoot_as_csv_and_with_six_answers() -> None:
    header = ",Question - max 120 characters,Answer 1,Answer 2,Answer 3,Answer 4,Answer 5,Answer 6,Time limit (sec),Correct answer(s)"
    content = csv(header, "1,Siapa?,a1,a2,a3,a4,a5,a6,20,6")
    assert read(content).format == "kahoot"
    assert key(items(content)[0]) == ["a6"]


@pytest.mark.parametrize(
    "row, why",
    [
        (["Siapa?", "aku", "kamu", None, None, 20, None], "import.no_key"),
        (["Siapa?", "aku", "kamu", None, None, 20, 3], "import.key_empty"),
        (["Siapa?", "aku", "kamu", None, None, 20, 0], "import.key_empty"),
        (["Siapa?", "aku", None, None, None, 20, 1], "import.few_options"),
        (["Siapa?", None, None, None, None, 20, 1], "import.few_options"),
        ([None, "aku", "kamu", None, None, 20, 1], "import.no_question"),
        (["Siapa?", "aku", "kamu", None, None, 20, "1,2"], "import.all_right"),
        (["Siapa?", "x" * 500, "kamu", None, None, 20, 1], "bank.long_for_screen"),
    ],
)
def test_a_kahoot_row_that_cannot_be_taken_is_named_and_the_others_are_not_spoilt(row: list[Any], why: str) -> None:
    content = sheet(*KAHOOT, KAHOOT_HEADERS["new"], [1, *row], [2, "Apa?", "ya", "tidak", None, None, 20, 2])
    assert skipped(content) == [("row 9", why)]
    assert len(read(content).items) == 1


def test_numbers_in_a_kahoot_key_are_answers_even_where_an_answer_is_a_number() -> None:
    content = sheet(KAHOOT_HEADERS["new"], [1, "1+2?", 2, 3, 4, 5, 20, 2])
    assert key(items(content)[0]) == ["3"]


def test_a_stem_longer_than_the_template_allows_is_kept_whole() -> None:
    stem = "Kata " * 26 + "?"
    assert items(sheet(KAHOOT_HEADERS["new"], [1, stem, "ya", "tidak", None, None, 20, 1]))[0]["text"]["id"] == stem


def test_a_kahoot_report_is_no_quiz() -> None:
    raw = [
        "Question Number",
        "Question",
        *(f"Answer {n}" for n in range(1, 7)),
        "Correct Answers",
        "Time Allotted to Answer (seconds)",
        "Player",
        "Answer",
        "Correct / Incorrect",
        "Score (points)",
        "Current Total Score (points)",
        "Answer Time (seconds)",
    ]
    row = ["1 Quiz", "Siapa?", "aku", "kamu", None, None, None, None, "aku", 20, "Elang 1", "aku", "Correct", 900, 900, 2]
    ranks = ["Rank", "Player", "Total Score (points)", "Correct Answers", "Incorrect Answers"]
    final = sheet(["Kahoot!"], [], ranks, [1, "Elang 1", 900, 1, 0])
    for content in (sheet(raw, row, title="RawReportData Data"), sheet(raw, row), csv(",".join(raw), "1 Quiz,Siapa?"), final):
        assert (read(content).format, skipped(content), read(content).items) == ("kahoot_report", [("file", "import.kahoot_report")], [])


WAYGROUND = [
    "Question Text",
    "Question Type",
    *(f"Option {n}" for n in range(1, 6)),
    "Correct Answer",
    "Time in seconds",
    "Image Link",
    "Answer explanation",
]
INSTRUCTION = [
    "Text of the question\n\n(required)",
    "Question Type\n\n(default is Multiple Choice)",
    *(f"Text for option {n}\n\n(optional)" for n in range(1, 6)),
    "The correct option choice (between 1-5).",
    "Time in seconds (optional, default value is 30 seconds)",
    "Link of the image (optional)",
    "Explanation for the answer (optional)",
]


def wayground(*rows: list[Any]) -> bytes:
    return sheet(WAYGROUND, INSTRUCTION, *rows, title="Create a Quiz")


def test_wayground_by_its_types() -> None:
    found = items(
        wayground(
            ["Siapa?", "Multiple Choice", "aku", "kamu", None, None, None, 2, 30, None, "Begitu."],
            ["Mana?", None, "sini", "sana", None, None, None, 1],
            ["Apa saja?", "Checkbox", "a", "b", "c", None, None, "1,3", 900],
            ["Merasakan isi hati orang lain?", "Fill-in-the-Blank", "empati", "rasa empati"],
            ["Suka apa?", "Poll", "bakso", "mi ayam"],
        )
    )
    assert [item["type"] for item in found] == ["choice", "choice", "choice", "guess", "poll"]
    assert (key(found[0]), found[0]["explanation"], key(found[2])) == (["kamu"], {"id": "Begitu."}, ["a", "c"])
    assert found[3]["accept"] == {"id": ["rasa empati"]}


def test_wayground_says_what_it_leaves_out() -> None:
    content = wayground(
        ["Ceritakan.", "Open-Ended"],
        ["Gambarlah.", "Draw"],
        ["Siapa?", "Multiple Choice", "aku", "kamu", None, None, None, None],
        ["Apa ini?", "Multiple Choice", "kucing", "anjing", None, None, None, 1, 20, "https://x.example/kucing.png"],
    )
    assert skipped(content) == [("row 3", "import.kind_unknown"), ("row 4", "import.kind_unknown"), ("row 5", "import.no_key")]
    assert repairs(content) == ["import.picture_left"]
    assert read(content).format == "wayground"


def test_wayground_without_instructions_or_last_columns_and_as_csv() -> None:
    content = csv(",".join(WAYGROUND[:9]), "Siapa?,Multiple Choice,aku,kamu,,,,2,30", "Apa?,,ya,tidak,,,,1,")
    assert (read(content).format, [key(item) for item in items(content)]) == ("wayground", [["kamu"], ["ya"]])


BLOOKET = [
    '"Blooket\nImport Template",,,,,,,',
    ",".join(
        [
            "Question #,Question Text,Answer 1,Answer 2",
            '"Answer 3\n(Optional)","Answer 4\n(Optional)"',
            '"Time Limit (sec)\n(Max: 300 seconds)"',
            '"Correct Answer(s)\n(Only include Answer #)"',
        ]
    ),
]


def test_blooket() -> None:
    content = csv(*BLOOKET, "1,Siapa?,aku,kamu,,,20,2", '2,Apa?,a,b,c,d,30,"1,3"', "3,,,,,,20,")
    assert read(content).format == "blooket"
    assert [key(item) for item in items(content)] == [["kamu"], ["a", "c"]]


def test_blooket_with_typed_answers() -> None:
    asked = "1,Merasakan isi hati orang lain?,empati,rasa empati,,,20,,,typing"
    content = csv(BLOOKET[0], BLOOKET[1] + ",Image,Typing", asked, "2,Apa?,ya,tidak,,,20,1,,")
    typed, chosen = items(content)
    assert (typed["word"], typed["accept"], key(chosen)) == ({"id": "empati"}, {"id": ["rasa empati"]}, ["ya"])


def test_gimkit_in_both_templates() -> None:
    header = "Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2 (Optional),Incorrect Answer 3 (Optional)"
    content = csv("Gimkit Spreadsheet Import Template,,,,", header, "Siapa?,aku,kamu,dia,", "Apa?,,ya,tidak,")
    assert (read(content).format, key(read(content).items[0].item)) == ("gimkit", ["aku"])
    assert skipped(content) == [("row 4", "import.no_key")]
    assert read(csv(header, "Siapa?,aku,kamu,,")).format == "gimkit"
    text = csv("Gimkit Spreadsheet Import Template 2,", "Question,Correct Answer", "Merasakan isi hati orang lain?,empati")
    assert (read(text).format, items(text)[0]["word"]) == ("gimkit", {"id": "empati"})


def test_socrative() -> None:
    header = [
        "2. Question Type:",
        "3. Question:",
        *("4. If Multiple Choice, Enter Answers Below:\nAnswer A:", "Answer B:", "Answer C:", "Answer D:", "Answer E:"),
        *["5. Optional (Choose correct answer - you may leave blank, or choose one or more.)\nCorrect Answer"] * 1,
        *["Correct Answer"] * 4,
        "6. Explanation (Optional):",
    ]
    header[2] = "Answer A:"
    header[7] = "Correct Answer"
    content = sheet(
        ["Instructions:", "Please fill in the below quiz according to the 5 steps below."],
        [],
        ["1. Quiz Name:", "Kuis"],
        [],
        [],
        header,
        ["Multiple choice", "Siapa?", "aku", "kamu", None, None, None, "B", None, None, None, None, "Begitu."],
        ["Multiple choice", "Apa?", "a", "b", "c", None, None, "A", "C"],
        ["Open-ended", "Merasakan isi hati orang lain?", None, None, None, None, None, "empati"],
    )
    imported = read(content)
    assert imported.format == "socrative"
    assert [key(taken.item) for taken in imported.items] == [["kamu"], ["a", "c"]]
    assert skipped(content) == [("row 9", "import.kind_unknown")]


def test_classquiz_excel() -> None:
    header = [None, "Question", "1st Answer", "2nd Answer", "3rd Answer", "4th Answer", "Time Limit (max. 120)", "Correct Answers"]
    above = [*[[]] * 4, [None, "Title", "Kuis"], [None, "Description", "x"], *[[]] * 6]
    content = sheet(*above, header, [1, "Siapa?", "a", "b", "c", "d", "20", "1,4"])
    assert (read(content).format, key(items(content)[0])) == ("classquiz_xlsx", ["a", "d"])


def test_several_sheets_are_read_and_named() -> None:
    made = book("Kelas 7", ["Soal", "A", "B", "Kunci", "Pembahasan"], ["Siapa?", "ya", "tidak", "A", "Begitu."])
    other = made.create_sheet("Kelas 8")
    for row in (["Soal", "A", "B", "Kunci", "Pembahasan"], ["Apa?", "ya", "tidak", None, "Begitu."]):
        other.append(row)
    assert skipped(saved(made)) == [("sheet Kelas 8, row 2", "import.no_key")]
