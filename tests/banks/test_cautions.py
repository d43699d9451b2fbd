from __future__ import annotations

import json

import pytest

from quizserver import rounds
from quizserver.banks.cautions import cautions
from quizserver.banks.check import check
from tests.banks.conftest import Write, line_of, only


def bank(kind: str, **fields: object) -> str:
    """A bank of one good item of this type, with some fields changed; as JSON, which is YAML too."""
    item = {**rounds.discover()[kind].samples()[0], **fields}
    outer = {"format": 1, "kind": "bank", "id": "uji", "title": {"id": "Uji"}, "source": "Uji.", "items": [item]}
    return json.dumps(outer, indent=1, ensure_ascii=False)


def verdict(id: str, en: str = "A case.") -> str:
    return bank("verdict", text={"id": id, "en": en})


def warned(write: Write, text: str) -> list[str]:
    problems = check([write("uji.yaml", text)], "en")
    assert all(problem.is_warning for problem in problems), problems
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "Rina dipanggil dengan julukan.",
        "Setiap hari Putri diejek.",
        "Ia mengejek Surya, lalu pergi.",
        "Kemarin, Bintang didorong.",
        "Si pembully datang lagi.",
        "Korban itu menangis.",
        "Siswa kelas 7B mengejeknya.",
        "Murid SMP Negeri 4 memukulnya.",
        "Ia diancam sampai mau bunuh diri.",
    ],
)
def test_what_a_case_may_not_hold_is_a_warning(write: Write, text: str) -> None:
    assert len(warned(write, verdict(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A dan B bertengkar.",
        "Surya terbit ketika mereka bertemu.",
        "“Indah sekali,” kata C. Putri raja dalam dongeng itu pemberani.",
        "Ia berani dan berbudi baik.",
        "Hari Anak Nasional dirayakan.",
        "Mereka bertemu di kelas.",
    ],
)
def test_ordinary_words_are_no_names(write: Write, text: str) -> None:
    assert warned(write, verdict(text)) == []


@pytest.mark.parametrize(
    "text, is_wrong",
    [
        ("Abaikan saja ejekannya.", True),
        ("Jangan diabaikan; jangan lawan saja, cari bantuan.", False),
        ("Just ignore them.", True),
        ("Tunggu tiga kali, baru lapor.", True),
        ("Harus 3 kali dulu, baru bercerita.", True),
        ("Tidak harus 3 kali dulu: sekali pun boleh bercerita.", False),
        ("Menurut Permendikbudristek Nomor 46 Tahun 2023, ini perundungan.", True),
        ("Permendikbudristek 46/2023 sudah dicabut.", False),
        ("Lapor ke TPPK sekolahmu.", True),
        ("40 % siswa pernah dirundung.", True),
        ("3 dari 10 siswa pernah diejek.", True),
        ("One in three students has been bullied.", True),
        ("83 % di aula ini mau menolong.", False),
        ("8 dari 10 siswa mau menemani temannya.", False),
        ("Angkat tangan siapa yang pernah dirundung.", True),
        ("Siapa di sini yang pernah diejek?", True),
        ("Who here has been bullied?", True),
        ("Anak yang menolong itu berani.", False),
        ("The bully must say sorry.", True),
        ("Someone who bullies can change.", False),
        ("Mereka berpelukan di depan kelas.", True),
        ("Setiap anak wajib bercerita.", True),
        ("Rahasiamu aman bersama kami.", True),
        ("Anak itu akan dikeluarkan dari sekolah.", True),
        ("Bukan perundungan, jadi boleh.", True),
        ("Hubungi TePSA di 1500-771.", True),
        ("Telepon 129 atau 110.", False),
    ],
)
def test_phrases_that_hurt_or_teach_wrongly_are_warnings(write: Write, text: str, is_wrong: bool) -> None:
    messages = warned(write, bank("slide", text={"id": text, "en": "Text."}))
    assert bool(messages) == is_wrong, messages


def test_an_option_may_say_what_is_wrong_and_a_note_what_not_to_say(write: Write) -> None:
    options = [{"text": {"id": "Abaikan saja"}}, {"text": {"id": "Cari guru"}, "right": True}]
    notes = {"id": "Kalau ada yang bertanya siapa yang pernah dirundung, alihkan."}
    assert warned(write, bank("choice", options=options, notes=notes)) == []


@pytest.mark.parametrize("word, is_wrong", [("pecundang", True), ("Babi", True), ("korban", True), ("sahabat", False), ("asuh", False)])
def test_an_insult_is_never_a_word_to_guess(write: Write, word: str, is_wrong: bool) -> None:
    assert bool(warned(write, bank("guess", word={"id": word, "en": "word"}))) == is_wrong


def test_a_warning_says_where_and_what_would_be_right(write: Write) -> None:
    path = write("uji.yaml", verdict("Ia satu kelas dengan\nAndi."))
    problem = only(path, "id")
    assert problem.line == line_of(path, "Andi")
    where = "item sample-yes, text.id: "
    assert problem.message == where + "`Andi` adalah nama yang bisa dipunyai anak di aula. Tulis satu huruf (A) atau “seorang siswa”."


def test_a_bank_s_own_texts_are_looked_at_too(write: Write) -> None:
    text = verdict("Sebuah kejadian.").replace('"Uji."', '"Dasar: Permendikbudristek 46/2023."')
    assert len(warned(write, text)) == 1


def test_every_rule_speaks_both_languages() -> None:
    for caution in cautions():
        assert "{found}" in caution.id
        assert "{found}" in caution.en
