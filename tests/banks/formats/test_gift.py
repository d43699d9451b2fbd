"""GIFT, mark by mark as Moodle's importer reads it, and what becomes of a file that somebody wrote in a hurry."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizserver.banks.formats import gift
from tests.banks.formats.conftest import csv, items, key, parsed, read, refusals, said, source
from tests.conftest import search


def one(text: str) -> dict[str, Any]:
    """The item of a text with one question."""
    (entry,) = parsed(gift, text)
    assert entry.item is not None, entry.why
    return entry.item


def texts(item: dict[str, Any]) -> list[str]:
    return [option["text"]["id"] for option in item["options"]]


def test_one_right_answer() -> None:
    item = one("::Sapa::Siapa yang bisa menolong?{~Tidak ada =Guru BK ~Orang asing}")
    assert item["text"] == {"id": "Siapa yang bisa menolong?"}
    assert (texts(item), key(item)) == (["Tidak ada", "Guru BK", "Orang asing"], ["Guru BK"])


def test_the_title_is_the_name_else_the_question() -> None:
    titles = [entry.title for entry in parsed(gift, "::Nama::Soal?{=a ~b}\n\nTanpa nama?{=a ~b}\n\nAda {=a ~b} celah")]
    assert titles == ["Nama", "Tanpa nama?", "Ada _____ celah"]


def test_what_follows_the_braces_leaves_a_gap() -> None:
    assert one("Ibu kota Indonesia {=Jakarta ~Medan} sekarang.")["text"]["id"] == "Ibu kota Indonesia _____ sekarang."
    assert one("Ibu kota Indonesia adalah {=Jakarta ~Medan}")["text"]["id"] == "Ibu kota Indonesia adalah"


@pytest.mark.parametrize("mark", ["T", "TRUE", "true", "True", "benar", "Benar", "betul", "=TRUE"])
def test_a_true_statement(mark: str) -> None:
    assert one(f"Menyapa itu baik.{{{mark}}}")["answer"] is True


@pytest.mark.parametrize("mark", ["F", "FALSE", "false", "salah", " F ", "F#karena begini#betul"])
def test_a_false_statement(mark: str) -> None:
    assert one(f"Mengejek itu lucu.{{{mark}}}")["answer"] is False


def test_feedback_to_a_statement_explains_it() -> None:
    assert one("Soal.{F#Ini salah karena X.}")["explanation"] == {"id": "Ini salah karena X."}
    assert one("Soal.{T#salah#Betul sekali.}")["explanation"] == {"id": "Betul sekali."}
    assert one("Soal.{T#salah#betul####Umum.}")["explanation"] == {"id": "Umum."}


def test_several_right_by_their_weights() -> None:
    assert key(one("Dua?{~%50%a ~%50%b ~c ~%-100%d}")) == ["a", "b"]
    assert key(one("Tiga?{~%33.333%a ~%33.333%b ~%33.334%c ~d}")) == ["a", "b", "c"]
    assert key(one("Koma?{~%33,3%a ~%66,7%b ~c}")) == ["a", "b"]
    assert key(one("Tidak genap seratus?{~%20%a ~%30%b ~c}")) == ["a", "b"]
    assert key(one("Penuh?{~%100%a ~b}")) == ["a"]
    assert key(one("Dua penuh?{=a =b ~c}")) == ["a", "b"]


def test_half_credit_beside_a_full_answer_is_not_right_and_is_said() -> None:
    (entry,) = parsed(gift, "Sulit?{~salah ~%50%setengah =penuh}")
    assert entry.item
    assert key(entry.item) == ["penuh"]
    assert said(entry) == ["import.half_credit"]
    assert entry.repairs[0].values["answers"] == "setengah"


def test_no_right_answer_is_refused() -> None:
    assert refusals(gift, "Apa?{~a ~b}") == [("line 1", "import.no_key")]


def test_a_typed_answer_takes_only_what_is_fully_right() -> None:
    (entry,) = parsed(gift, "Kota?{=Jakarta =DKI Jakarta =%50%Jkt =%0%Medan}")
    assert entry.item
    assert entry.item["word"] == {"id": "Jakarta"}
    assert entry.item["accept"] == {"id": ["DKI Jakarta"]}
    assert entry.item["clues"] == [{"id": "Kota?"}]
    assert entry.repairs[0].values["answers"] == "Jkt, Medan"


def test_the_equal_sign_of_a_single_answer_may_be_missing() -> None:
    assert one("Kota?{Jakarta}")["word"] == {"id": "Jakarta"}


def test_an_answer_for_anything_is_left_out_or_refused() -> None:
    (entry,) = parsed(gift, "Kota?{=Jakarta =*karta}")
    assert said(entry) == ["import.answers_left"]
    assert refusals(gift, "Apa saja?{=*}") == [("line 1", "import.wildcard")]


@pytest.mark.parametrize(
    ("block", "value", "tolerance"),
    [
        ("#17", 17, None),
        ("#17:2", 17, 2),
        ("#15..19", 17, 2),
        ("# 3.5:0.5", 3.5, 0.5),
        ("#3,5", 3.5, None),
        ("#-4", -4, None),
        ("#1822:0", 1822, None),
        ("#=17:0#pas =%50%17:5#dekat", 17, None),
        ("#=17:2#pas ~#salah", 17, 2),
        ("#=%100%8..10", 9, 1),
    ],
)
def test_numbers(block: str, value: float, tolerance: float | None) -> None:
    item = one(f"Berapa?{{{block}}}")
    assert (item["type"], item["value"], item.get("tolerance")) == ("estimate", value, tolerance)


@pytest.mark.parametrize(("block", "why"), [("#", "no_answer"), ("#banyak", "no_number"), ("#1e999", "no_number"), ("#*", "no_number")])
def test_a_number_that_is_none_is_refused(block: str, why: str) -> None:
    assert refusals(gift, f"Berapa?{{{block}}}") == [("line 1", f"import.{why}")]


@pytest.mark.parametrize(
    ("text", "kind"), [("Cocokkan.{=a -> 1 =b -> 2}", "matching"), ("Ceritakan.{}", "essay"), ("Bacalah dulu.", "description")]
)
def test_what_we_have_no_kind_for_is_named(text: str, kind: str) -> None:
    first, _ = parsed(gift, f"{text}\n\nSoal?{{=a ~b}}")
    assert first.why is not None
    assert (first.why.key, first.why.values["kind"]) == ("import.kind_unknown", kind)


def test_escaped_marks_are_text() -> None:
    item = one(r"Apa itu \{x\} \= 1\: a\#b?{=\~satu\: \=1 ~\\frac\{1\}\{2\} ~pakai \- biasa ~\n}")
    assert item["text"]["id"] == "Apa itu {x} = 1: a#b?"
    assert texts(item)[:3] == ["~satu: =1", r"\frac{1}{2}", r"pakai \- biasa"]


def test_a_break_that_is_meant_stays_and_a_wrapped_line_does_not() -> None:
    assert one("Satu\\ndua\ntiga?{=a ~b}")["text"]["id"] == "Satu\ndua tiga?"


def test_text_formats() -> None:
    assert one("[html]<p>Apa <b>itu</b>&nbsp;?</p>{=<i>a</i> ~b}")["text"]["id"] == "Apa itu ?"
    assert one("[markdown]Apa **itu** `x`?{=*a* ~b}")["text"]["id"] == "Apa itu x?"
    assert one("[plain]Apa <b>itu</b> &amp;?{=a ~b}")["text"]["id"] == "Apa <b>itu</b> &amp;?"
    assert one("[moodle]Apa itu?{=a ~b}")["text"]["id"] == "Apa itu?"
    assert one("[Catatan] Apa itu?{=a ~b}")["text"]["id"] == "[Catatan] Apa itu?"


def test_pictures_are_left_out_and_named() -> None:
    (entry,) = parsed(gift, r'[html]Lihat <img src\="@@PLUGINFILE@@/foto%20ku.png" alt\="x"> apa?{=a ~b}')
    assert said(entry) == ["import.picture_left"]
    assert entry.repairs[0].values["name"] == "foto ku.png"


def test_the_right_answers_feedback_explains_and_that_to_wrong_ones_is_left() -> None:
    (entry,) = parsed(gift, "Apa?{=a#Tepat! ~b#Bukan.}")
    assert entry.item
    assert entry.item["explanation"] == {"id": "Tepat!"}
    assert said(entry) == ["import.feedback_left"]
    (entry,) = parsed(gift, "Apa?{=a#Tepat! ~b####Untuk semua.}")
    assert entry.item
    assert entry.item["explanation"] == {"id": "Untuk semua."}


def test_comments_categories_and_tags() -> None:
    text = (
        "// komentar {=bukan ~soal}\n$CATEGORY: $course$/top/Kelas 7/Sikap baik\n\n// question: 1  name: x\n"
        "// [id:sapa-1] [tag:Berani]\nSoal?{\n// dalam\n=a\n~b}\n$CATEGORY: $course$/Default for X\nLain?{=a ~b}"
    )
    first, second = parsed(gift, text)
    assert first.item
    assert first.item["tags"] == ["berani", "sikap-baik"]
    assert first.item["id"] == "sapa-1"
    assert second.item
    assert "tags" not in second.item


def test_a_comment_behind_a_text_is_left_out_and_said() -> None:
    (entry,) = parsed(gift, "// a\n::Nama:: // judul {x}\nSoal? // batang\n{ // awal\n  F // kunci\n  // akhir\n}\n// z")
    assert entry.item
    assert (entry.item["text"]["id"], entry.item["answer"], entry.title) == ("Soal?", False, "Nama")
    assert [(repair.key, repair.values["text"]) for repair in entry.repairs] == [("import.comment_left", "judul {x} batang awal kunci")]
    (entry,) = parsed(gift, r"Lihat http\://contoh.id // x{=a ~b}".replace(" // x", ""))
    assert entry.item
    assert entry.item["text"]["id"] == "Lihat http://contoh.id"


def test_places_are_lines_of_the_file() -> None:
    text = "\ufeff// a\r\n\r\n::x::Satu?{=a ~b}\r\n\r\n\r\nDua?\r\n{=a\r\n~b}\r\nTiga?{=a ~b}\r\n"
    assert [entry.where.values["line"] for entry in parsed(gift, text)] == [3, 6, 9]


def test_questions_need_no_empty_line_between_them() -> None:
    text = "Satu?{=a ~b}\nDua?{\n=a\n\n~b\n}\n::c::Tiga {=a ~b} ya.\nEmpat?{T} Lima?{F}::f::Enam?{=a}"
    assert [entry.title for entry in parsed(gift, text)] == ["Satu?", "Dua?", "c", "Empat?", "Lima?", "f"]
    assert all(entry.item for entry in parsed(gift, text))


def test_two_blocks_in_one_sentence_are_refused() -> None:
    assert refusals(gift, "Kota {=Jakarta} ada di pulau {=Jawa}.") == [("line 1", "import.two_blocks")]


@pytest.mark.parametrize(
    "broken",
    ["Rusak?{=a ~b", "Rusak? =a ~b}", "Rusak?{=a {~b}", "Rusak?{=a ~\\}", "::r::Rusak?{=a\n~b\n", "Rusak?{=a}}"],
)
def test_braces_that_do_not_match_spoil_only_their_own_entry(broken: str) -> None:
    assert refusals(gift, f"Satu?{{=a ~b}}\n\n{broken}\n\nDua?{{=a ~b}}\n\nTiga?{{T}}") == [("line 3", "import.braces")]


def test_a_name_ends_an_entry_that_was_not_closed() -> None:
    assert refusals(gift, "::a::Rusak?{=a ~b\n::b::Baik?{=a ~b}") == [("line 1", "import.braces")]


def test_a_long_line_takes_as_long_as_its_length() -> None:
    many = "".join(f"Soal {n}?{{=a ~b}} " for n in range(2_000))
    assert len(parsed(gift, many)) == 2_000
    (entry,) = parsed(gift, "Soal {=" + "panjang " * 100_000 + "}")
    assert entry.why
    assert entry.why.key == "import.entry_long"
    assert len(entry.title) < 100


@pytest.mark.parametrize("text", ["x{=" * 9_000, "}" * 90_000, "x\n" * 60_000, "{}\n" * 3_000, "::" * 90_000, "// x\n" * 90_000])
def test_hostile_texts_come_to_an_end(text: str) -> None:
    assert all(entry.item is None for entry in parsed(gift, text))


def test_it_is_known_by_its_content() -> None:
    for text in ("a{=b}", "::t::a {\n~b\n=c}", "$CATEGORY: x", "a{T}", "a{benar}", "a{ #4 }", "a {FALSE#x}"):
        assert gift.recognise(source(text)), text
    for text in ("", "a,b\nc,d", "Soal\nA. x\nB. y\nANSWER: A", '{"a": 1}', "body { color: red }", "a {b} c"):
        assert not gift.recognise(source(text)), text


def test_a_table_whose_questions_are_about_braces_is_a_table() -> None:
    table = csv("Soal;A;B;Kunci", '"Apa arti\n{=?";{=a};b;A', "Siapa?;aku;kamu;B")
    assert (read(table).format, len(items(table))) == ("table", 2)
    for text in ("Soal, jawaban mana yang benar?\n{=a ~b}", "Soal 1, jawaban benar{=a, ya ~b, tidak}"):
        assert gift.recognise(source(text)), text


@given(st.text(alphabet="ab {}=~#%:\\\n/-$>[].T1", max_size=80))
@search(100)
def test_any_text_becomes_entries(text: str) -> None:
    for entry in parsed(gift, text):
        assert (entry.item is None) != (entry.why is None)
