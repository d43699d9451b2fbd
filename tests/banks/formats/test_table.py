"""Tables of any origin: how columns may be called, what a key may look like, and what a cell may have become."""

from __future__ import annotations

from typing import Any

import pytest

from tests.banks.formats.conftest import book, csv, items, key, read, repairs, saved, sheet, skipped

WHY = "Karena begitu."


def quiz(*answers: str, key: object = "B", question: object = "Siapa yang menolong?", why: str = WHY) -> bytes:
    header = ["Soal", *"ABCDEFGH"[: len(answers)], "Kunci", "Pembahasan"]
    return sheet(header, [question, *answers, key, why])


HEADERS = {
    "english": "Question,Option 1,Option 2,Option 3,Correct Answer,Explanation",
    "indonesian": "Soal,Pilihan A,Pilihan B,Pilihan C,Kunci Jawaban,Pembahasan",
    "letters": "No,Pertanyaan,A,B,C,Jawaban,Penjelasan",
    "digits": "question,1,2,3,correct,rationale",
    "code": "question_text,option_1,option_2,option_3,correct_answer,explanation",
    "camel": "questionText,optionA,optionB,optionC,correctOption,explanation",
    "opsi": "Pertanyaan,Opsi A,Opsi B,Opsi C,Jawaban Benar,Keterangan",
    "ordinals": "Question,1st Choice,2nd Choice,3rd Choice,Right Answer,Feedback",
    "after": "Soru Metni,A Seçeneği,B Seçeneği,C Seçeneği,Doğru Cevap (A/B/C),Explanation",
    "ans": "question,ans_a,ans_b,ans_c,answer,explanation",
    "both words": "Butir Soal,Opsi Jawaban A,Opsi Jawaban B,Opsi Jawaban C,Kunci Jawaban (A/B/C),Pembahasan",
    "abbreviated": "Q,Ans 1,Ans 2,Ans 3,Jwb,Explanation",
    "brackets": "Multiple choice question,Choice (A),Choice (B),Choice (C),Answer,Explanation",
    "malay": "Soalan,Jawapan A,Jawapan B,Jawapan C,Jawapan betul,Penjelasan",
    "spanish": "Pregunta,Opción A,Opción B,Opción C,Respuesta correcta,Explicación",
    "same": "Soal,Jawaban,Jawaban,Jawaban,Kunci,Pembahasan",
    "square brackets": "[Question],[Answer 1],[Answer 2],[Answer 3],[Correct Answer],[Explanation]",
    "weighty": "Soal,Opsi A,Opsi B,Opsi C,Kunci,Pembahasan,Bobot,Kelas",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_columns_are_found_by_what_they_are_called(header: str) -> None:
    number = "1," if header.startswith("No,") else ""
    item = items(csv(header, f"{number}Siapa?,satu,dua,tiga,B,{WHY}"))[0]
    assert key(item) == ["dua"]
    assert item["text"] == {"id": "Siapa?"}
    assert item["explanation"] == {"id": WHY}


@pytest.mark.parametrize(
    "given, right",
    [
        ("B", ["dua"]),
        ("b.", ["dua"]),
        ("(B)", ["dua"]),
        ("2", ["dua"]),
        (2.0, ["dua"]),
        ("dua", ["dua"]),
        ("DUA", ["dua"]),
        ("B. dua", ["dua"]),
        ("Option 2", ["dua"]),
        ("Pilihan B", ["dua"]),
        ("A,C", ["satu", "tiga"]),
        ("A; C", ["satu", "tiga"]),
        ("A dan C", ["satu", "tiga"]),
        ("AC", ["satu", "tiga"]),
        ("1/3", ["satu", "tiga"]),
        ("1 3", ["satu", "tiga"]),
        ("satu; tiga", ["satu", "tiga"]),
        (1.3, ["satu", "tiga"]),
    ],
)
def test_a_key_is_a_letter_a_number_a_text_or_several(given: object, right: list[str]) -> None:
    assert key(items(quiz("satu", "dua", "tiga", "empat", key=given))[0]) == right


@pytest.mark.parametrize(
    "given, why",
    [
        ("", "import.no_key"),
        ("E", "import.key_empty"),
        ("0", "import.key_empty"),
        ("5", "import.key_empty"),
        ("semua benar", "import.key_unknown"),
        ("ABCD", "import.all_right"),
        ("01-Feb", "import.cell_date"),
    ],
)
def test_a_key_that_fits_no_answer_is_refused_and_never_guessed(given: str, why: str) -> None:
    assert skipped(quiz("satu", "dua", "tiga", "empat", key=given)) == [("row 2", why)]


def test_a_key_that_may_be_a_number_or_a_text_is_settled_by_the_other_rows_or_refused() -> None:
    head, unclear = "Soal,A,B,C,D,Kunci,Pembahasan", f"1+2?,2,3,4,5,3,{WHY}"
    assert skipped(csv(head, unclear)) == [("row 2", "import.key_two_ways")]
    by_text = items(csv(head, unclear, f"9+9?,16,17,18,19,18,{WHY}"))
    assert [key(item) for item in by_text] == [["3"], ["18"]]
    by_number = items(csv(head, unclear, f"Siapa?,a1,b2,c3,d4,2,{WHY}"))
    assert [key(item) for item in by_number] == [["4"], ["b2"]]


def test_keys_that_count_from_zero_are_seen_by_all_rows_together() -> None:
    content = csv("question,a,b,c,correctAnswer_index,explanation", f"Siapa?,satu,dua,tiga,0,{WHY}", f"Apa?,satu,dua,tiga,2,{WHY}")
    assert [key(item) for item in items(content)] == [["satu"], ["tiga"]]
    unclear = csv("question,a,b,c,correctAnswer_index", "Siapa?,satu,dua,tiga,1")
    assert skipped(unclear) == [("row 2", "import.key_base")]
    assert "import.key_from_zero" in [note.key for note in read(content).notes]


@pytest.mark.parametrize(
    "content",
    [
        csv("Soal;Opsi A;Opsi B;Kunci;Pembahasan", f"Siapa?;ya;tidak;A;{WHY}"),
        csv("sep=;", "Soal;Opsi A;Opsi B;Kunci;Pembahasan", f"Siapa?;ya;tidak;A;{WHY}"),
        csv("Soal\tOpsi A\tOpsi B\tKunci\tPembahasan", f"Siapa?\tya\ttidak\tA\t{WHY}"),
        csv("Soal|Opsi A|Opsi B|Kunci|Pembahasan", f"Siapa?|ya|tidak|A|{WHY}"),
        csv("Kuis kelas 7;;;;", ";;;;", "Soal;Opsi A;Opsi B;Kunci;Pembahasan", ";;;;", f"Siapa?;ya;tidak;A;{WHY}", ";;;;"),
        csv('"Soal","Opsi A","Opsi B","Kunci","Pembahasan"', f'"Siapa?","ya","tidak","A","{WHY}"'),
        csv('"Soal,Opsi A,Opsi B,Kunci,Pembahasan"', f'"Siapa?,ya,tidak,A,{WHY}"'),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_may_be_cut_and_encoded_in_any_way(content: bytes, encoding: str, end: str) -> None:
    text = content.decode().replace("Siapa?", "Siapa “dia”?").replace("\n", end)
    item = items(text.encode(encoding))[0]
    assert item["text"] == {"id": "Siapa “dia”?"}
    assert key(item) == ["ya"]


def test_a_cell_may_hold_line_breaks_and_a_place_is_still_the_line_of_the_file() -> None:
    content = csv("Soal,A,B,Kunci,Pembahasan", f'"Siapa\nyang ""menolong""?",ya,tidak,A,{WHY}', f"Apa?,ya,tidak,,{WHY}")
    imported = read(content)
    assert imported.items[0].item["text"] == {"id": 'Siapa\nyang "menolong"?'}
    assert skipped(content) == [("row 4", "import.no_key")]


def test_a_quotation_mark_that_is_left_open_spoils_its_own_row_only() -> None:
    content = csv("Soal,A,B,Kunci,Pembahasan", f'"Siapa?,ya,tidak,A,{WHY}', *(f"Apa {n}?,ya,tidak,A,{WHY}" for n in range(80)))
    assert len(read(content).items) == 80
    assert skipped(content) == [("row 2", "import.quote_open")]
    two = csv("Soal,A,B,Kunci", '"Siapa?,ya,tidak,A', "Apa?,ya,tidak,A", "Mana?,ya,tidak,A", '"Kapan?,ya,tidak,A', "Kenapa?,ya,tidak,A")
    assert [taken.title for taken in read(two).items] == ["Apa?", "Mana?", "Kenapa?"]
    assert [where for where, _ in skipped(two)] == ["row 2", "row 5"]


def test_a_table_drawn_with_bars_is_one() -> None:
    content = csv("| Soal | A | B | Kunci |", "|------|:--|:--|:-----:|", "| Siapa? | aku | kamu | B |")
    assert key(items(content)[0]) == ["kamu"]


def test_rows_may_be_short_and_templates_filled_in_halfway() -> None:
    content = csv("No,Soal,A,B,C,Kunci,Waktu", "1,Siapa?,ya,tidak,,A,20", "2,,,,,,20", "3", "4,Apa?,ya", "5,,ya,tidak,,A,20")
    assert skipped(content)[-2:] == [("row 5", "import.no_key"), ("row 6", "import.no_question")]
    assert len(skipped(content)) + len(read(content).items) == 3


def test_a_header_may_take_two_rows() -> None:
    content = csv("No,Soal,Pilihan Jawaban,,,Kunci,Pembahasan", ",,A,B,C,,", f"1,Siapa?,satu,dua,tiga,C,{WHY}")
    assert key(items(content)[0]) == ["tiga"]


def test_options_may_stand_in_one_cell_or_as_right_and_wrong_ones() -> None:
    assert key(items(csv("Soal|Pilihan|Kunci|Pembahasan", f"Siapa?|A. satu B. dua C. tiga|B|{WHY}"))[0]) == ["dua"]
    assert key(items(csv("Soal,Pilihan,Kunci,Pembahasan", f"Siapa?,satu;dua;tiga,dua,{WHY}"))[0]) == ["dua"]
    assert key(items(csv("Soal,Jawaban Benar,Pengecoh 1,Pengecoh 2,Pembahasan", f"Siapa?,satu,dua,tiga,{WHY}"))[0]) == ["satu"]
    assert key(items(csv("question,options,answer,why", f'Siapa?,"[""satu"", ""dua""]",dua,{WHY}'))[0]) == ["dua"]
    assert key(items(csv("question,choices,answer,why", f'Siapa?,"A) satu, B) dua, C) tiga",C,{WHY}'))[0]) == ["tiga"]
    assert key(items(csv("question|answers|correct|why", f"Siapa?|satu;dua|2|{WHY}"))[0]) == ["dua"]
    flags = csv("question,answer_1,is_correct_1,answer_2,is_correct_2,explanation", f"Siapa?,satu,FALSE,dua,TRUE,{WHY}")
    assert key(items(flags)[0]) == ["dua"]


def test_a_letter_alone_is_the_key_of_options_that_are_not_there() -> None:
    content = csv("Soal,Kunci", "Siapa?,C", "Siapa?,A; C", "Vitamin untuk mata?,vitamin A")
    assert skipped(content) == [("row 2", "import.options_missing"), ("row 3", "import.options_missing")]


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("Siapa?\nA. aku\nB. kamu\nC. dia", "B"),
        ("Siapa?\na.aku\nb.kamu\nc.dia", "b"),
        ("Siapa?\n\n(A) aku\n (B) kamu\n (C) dia", "kamu"),
        ("Siapa? A. aku B. kamu C. dia", "B."),
        ("Siapa?\nA. aku; B. kamu; C. dia;", "B"),
    ],
)
@pytest.mark.parametrize("header", ["Soal,Kunci", "Soal,A,B,C,Kunci"])
def test_options_may_stand_below_the_question_in_its_own_cell(question: str, given: str, header: str) -> None:
    item = items(csv(header, f'"{question}",{",,," if "A," in header else ""}{given}'))[0]
    assert (item["text"], [option["text"]["id"] for option in item["options"]]) == ({"id": "Siapa?"}, ["aku", "kamu", "dia"])
    assert key(item) == ["kamu"]


@pytest.mark.parametrize(
    "question",
    [
        "Siapa?\nA. aku\nC. dia",
        "Siapa?\nA. aku C. dia\nB. kamu D. mereka",  # two columns, pasted
        "Perhatikan:\nA. aku\nB. kamu\nMana yang salah?",
        "Golongan darah A. atau B. yang langka?",
        "A. aku\nB. kamu",
    ],
)
def test_options_in_the_cell_of_the_question_that_are_not_sure_are_never_guessed(question: str) -> None:
    assert skipped(csv("Soal,Kunci", f'"{question}",B')) == [("row 2", "import.options_missing")]


def test_yes_or_no_is_a_statement_in_both_languages() -> None:
    for right, wrong in (("Benar", "Salah"), ("TRUE", "FALSE"), (True, False)):
        item = items(quiz(right, wrong, key="B"))[0]  # type: ignore[arg-type]
        assert item["answer"] is False
    for header, right in (("Jawaban", "Benar"), ("Jawaban (B/S)", "B"), ("Benar/Salah", "B"), ("Kunci (benar/salah)", "true")):
        assert items(csv(f"Pernyataan;{header};Penjelasan", f"Bercerita itu berani.;{right};{WHY}"))[0]["answer"] is True
    typed = csv("Soal,Tipe,A,B,Kunci,Penjelasan", f"Bercerita itu berani.,Benar/Salah,,,B,{WHY}", f"Diam itu emas.,B/S,,,S,{WHY}")
    assert [item["answer"] for item in items(typed)] == [True, False]


def test_letters_in_front_of_every_option_are_not_its_text() -> None:
    item = items(quiz("A. satu", "B. dua", "C. tiga", key="B. dua"))[0]
    assert [option["text"]["id"] for option in item["options"]] == ["satu", "dua", "tiga"]
    assert key(item) == ["dua"]
    assert items(quiz("A. satu", "dua", key="A"))[0]["options"][0]["text"]["id"] == "A. satu"


def test_more_options_than_fit_are_refused_and_none_is_lost() -> None:
    options = [f"jawaban {n}" for n in range(1, 11)]
    content = sheet(["Soal", *(f"Opsi {n}" for n in range(1, 11)), "Kunci", "Pembahasan"], ["Siapa?", *options, "10", WHY])
    assert skipped(content) == [("row 2", "bank.many")]


@pytest.mark.parametrize(
    "question, answers, why",
    [
        ("Siapa?", ("sama", "sama", "lain"), "import.same_right_wrong"),
        ("Siapa?", ("", "dua", ""), "import.few_options"),
        ("", ("satu", "dua"), "import.no_question"),
        ("Siapa?", ("x" * 500, "dua"), "bank.long_for_screen"),
        ("Siapa\ufffd?", ("satu", "dua"), "import.broken_letters"),
        ("#REF!", ("satu", "dua"), "import.cell_error"),
    ],
)
def test_what_cannot_be_a_question_is_refused_by_name(question: str, answers: tuple[str, ...], why: str) -> None:
    assert skipped(quiz(*answers, question=question)) == [("row 2", why)]


def test_what_can_be_repaired_is_and_is_said() -> None:
    assert repairs(quiz("salah", "dua", "salah")) == ["import.option_twice"]
    assert repairs(quiz("satu", "", "tiga", key="C")) == ["import.option_empty"]
    assert repairs(quiz("satu", "dua\u200b", question="Siapa\xa0dia?")) == ["import.invisible"]
    assert repairs(quiz("1-Feb", "dua")) == ["import.maybe_date"]
    item = items(quiz("satu", "", "tiga", key="C", question="<p>H<sub>2</sub>O &amp; <b>es</b></p>"))[0]
    assert (item["text"], key(item)) == ({"id": "H₂O & es"}, ["tiga"])


@pytest.mark.parametrize("text", ["=1+1", "+62 812", "-5", "@guru", '=HYPERLINK("http://x","y")'])
def test_a_text_that_looks_like_a_formula_is_only_text(text: str) -> None:
    line = '"' + text.replace('"', '""') + '"'
    assert items(csv("Soal,A,B,Kunci,Pembahasan", f"{line},ya,tidak,A,{WHY}"))[0]["text"] == {"id": text}
    assert items(csv("Soal,A,B,Kunci,Pembahasan", f"\"'{line[1:]},ya,tidak,A,{WHY}"))[0]["text"] == {"id": text}


def test_the_same_question_again_is_left_out_and_named() -> None:
    row: list[Any] = ["Siapa?", "ya", "tidak", "A", WHY]
    other_key, other_answers = ["Siapa?", "ya", "tidak", "B", WHY], ["Siapa?", "aku", "kamu", "A", WHY]
    content = sheet(["Soal", "A", "B", "Kunci", "Pembahasan"], row, row, other_key, other_answers, [*row[:4], "Lain."])
    assert skipped(content) == [("row 3", "import.twice"), ("row 4", "import.twice_other_key")]
    assert repairs(content) == ["import.alike"]
    ids = [taken.item["id"] for taken in read(content).items]
    assert ids[0] == "siapa"
    assert ids[1].startswith("siapa-")
    assert ids == [taken.item["id"] for taken in read(content).items]


def test_keys_that_a_program_wrote_as_floats_are_numbers() -> None:
    assert key(items(csv("Soal,A,B,C,D,Kunci", "Berapa?,satu,dua,tiga,empat,2.0"))[0]) == ["dua"]
    assert key(items(csv("Soal,A,B,Kunci", "Berapa?,2.0,3.0,2.0"))[0]) == ["2.0"]
    from_zero = csv("Soal,A,B,C,Kunci", "Satu?,a,b,c,0.0", "Dua?,a,b,c,2.0", "Tiga?,a,b,c,1.0")
    assert [key(item) for item in items(from_zero)] == [["a"], ["c"], ["b"]]


@pytest.mark.parametrize(
    ("time", "seconds"), [("0:20", 20), ("00:01:30", 90), ("1 menit 30 detik", 90), ('"1,5 menit"', 90), ("20s", 20), ("2 min", 120)]
)
def test_times_as_people_write_them(time: str, seconds: int) -> None:
    assert items(csv("Soal,A,B,Kunci,Waktu", f"Siapa?,aku,kamu,A,{time}"))[0]["seconds"] == seconds


def test_levels_tags_and_sources() -> None:
    item = items(csv("Soal;A;B;Kunci;Tingkat;Kategori;Tag;Sumber", "Siapa?;aku;kamu;A;mudah;Umum;bk, smp;UNICEF"))[0]
    assert (item["level"], item["tags"], item["source"]) == ("easy", ["umum", "bk", "smp"], "UNICEF")


def test_a_column_for_the_answers_to_statements() -> None:
    found = items(csv("No,Pernyataan,B/S", "1,Bumi bulat,B", "2,Bulan kotak,S"))
    assert [item["answer"] for item in found] == [True, False]


def test_a_table_with_types_of_its_own_is_not_waygrounds() -> None:
    content = csv(
        "question_text,question_type,correct_answer,option_a,option_b,option_c,option_d",
        "2+2?,multiple_choice,4,3,4,5,6",
        "Apa?,mcq,ya,ya,tidak,,",
    )
    assert (read(content).format, [key(item) for item in items(content)]) == ("table", [["4"], ["ya"]])


def test_columns_beyond_those_that_are_read_are_named() -> None:
    far = [None] * 120
    wide = sheet(["Soal", "A", "B", "Kunci", *far, "Pembahasan"], ["Siapa?", "aku", "kamu", "A", *far, "penting"])
    narrow = sheet(["Soal", "A", "B", "Kunci", *far], ["Siapa?", "aku", "kamu", "A"])
    as_csv = csv("Soal,A,B,Kunci," + "," * 120 + "Pembahasan", "Siapa?,aku,kamu,A," + "," * 120 + "penting")
    assert [[note.key for note in read(content).notes] for content in (wide, narrow, as_csv)] == [
        ["import.columns_left"],
        [],
        ["import.columns_left"],
    ]


def test_one_endless_cell_costs_its_own_row() -> None:
    content = csv("Soal,A,B,Kunci", '"' + "x" * 300_000 + '",a,b,A', "Siapa?,aku,kamu,B")
    assert (skipped(content), len(read(content).items)) == ([("row 2", "import.cell_long")], 1)


def test_an_answer_that_is_nothing_but_a_picture_is_named() -> None:
    picture = "<img src='k.png'>"
    assert "import.option_empty" in repairs(csv("Soal,A,B,C,Kunci", f"Siapa?,aku,kamu,{picture},A"))
    assert skipped(csv("Soal,A,B,C,Kunci", f'Siapa?,aku,kamu,{picture},"A,B"')) == [("row 2", "import.option_picture")]


def test_a_comma_inside_a_text_shifts_no_key() -> None:
    """`Siapa, kamu?` without quotation marks moves the key into the column before it."""
    content = csv("Soal,A,B,C,D,Kunci,Pembahasan", "Siapa, kamu?,a,b,c,d,A,", "Apa?,w,x,y,z,B,", "Kapan?,w,x,y,z,C,karena, begitu")
    assert skipped(content) == [("row 2", "import.many_cells"), ("row 4", "import.many_cells")]
    assert [key(taken.item) for taken in read(content).items] == [["x"]]
    assert len(items(csv("Soal,A,B,Kunci", "Siapa?,aku,kamu,A,,", "Apa?,ya,tidak,B,,"))) == 2


def test_a_header_of_two_rows_with_cells_merged_over_both() -> None:
    made = book(
        "Soal",
        ["No", "Soal", "Pilihan Jawaban", None, None, "Kunci"],
        [None, None, "A", "B", "C"],
        [1, "Siapa?", "aku", "kamu", "dia", "B"],
    )
    for merged in ("A1:A2", "B1:B2", "C1:E1", "F1:F2"):
        made.active.merge_cells(merged)
    assert key(items(saved(made))[0]) == ["kamu"]
    assert read(csv("“Soal”,A,B,Kunci", "Siapa?,aku,kamu,A")).items


def test_a_key_that_reads_like_letters_but_is_an_answer_is_never_guessed() -> None:
    """`A dan B` may be the text of an answer; `B` may stand for Benar."""
    content = csv("Soal;A;B;C;Kunci", "Apa?;Semua benar;A dan B;Tidak ada;A dan B", "Siapa?;x;y;z;A dan B")
    assert skipped(content) == [("row 2", "import.key_two_ways")]
    assert skipped(csv("Soal,Pilihan 1,Pilihan 2,Kunci", "Bumi bulat?,Benar,Salah,B")) == [("row 2", "import.key_two_ways")]
    by_word = csv("Soal,Pilihan 1,Pilihan 2,Kunci", "Bumi bulat?,Benar,Salah,B", "Bulan kotak?,Benar,Salah,S")
    assert [item["answer"] for item in items(by_word)] == [True, False]
    by_place = csv("Soal,Pilihan 1,Pilihan 2,Kunci", "Bumi bulat?,Benar,Salah,A", "Bulan kotak?,Benar,Salah,B")
    assert [item["answer"] for item in items(by_place)] == [True, False]
