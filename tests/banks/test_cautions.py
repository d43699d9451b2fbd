from __future__ import annotations

import json

import pytest

from quizserver import rounds
from quizserver.banks.cautions import cautions
from quizserver.banks.check import check
from quizserver.core.facts import Json
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


def options(count: int, text: str = "Pilihan") -> list[object]:
    return [{"text": {"id": f"{text} {n}"}, "right": n == 0} for n in range(count)]


CARDS = [{"word": {"id": "sahabat"}, "forbidden": [{"id": word} for word in ("teman", "akrab", "dekat")]}]

START = "y " * 10
LONG_OPTION = [{"text": {"id": "y " * 26}, "right": True}, {"text": {"id": "b"}}]
EASY = {"word": {"id": "jujur"}, "forbidden": [{"id": "benar"}]}


@pytest.mark.parametrize(
    "kind, fields, where, start",
    [
        ("choice", {"explanation": None}, "explanation", "no explanation."),
        ("order", {"explanation": None}, "explanation", "no explanation."),
        ("guess", {"clues": []}, "clues", "0 clues,"),
        ("guess", {"clues": [{"id": "Sikap baik"}] * 2}, "clues", "2 clues,"),
        ("choice", {"options": options(5)}, "options", "5 options."),
        ("choice", {"text": {"id": "y " * 71}}, "text.id", f"`{START}…` is long (over 140"),
        ("choice", {"options": LONG_OPTION}, "options[1].text.id", f"The option `{START}…` is long (over 50"),
        ("poll", {"text": {"id": "y " * 51}}, "text.id", f"`{START}…` is long (over 100"),
        ("guess", {"clues": [{"id": text} for text in ("y " * 51, "b", "c")]}, "clues[1].id", f"`{START}…` is long (over 100"),
        ("describe", {"cards": [*CARDS, EASY]}, "cards[2].forbidden", "1 forbidden words."),
    ],
)
def test_what_can_be_played_but_asks_much_of_a_hall_is_a_warning(write: Write, kind: str, fields: Json, where: str, start: str) -> None:
    [message] = warned(write, bank(kind, **fields))
    assert message.startswith(f"item {rounds.discover()[kind].samples()[0]['id']}, {where}: {start}")


@pytest.mark.parametrize(
    "kind, fields",
    [
        ("choice", {"text": {"id": "y " * 70}, "options": options(4)}),
        ("poll", {"text": {"id": "y " * 50}}),
        ("describe", {"cards": CARDS}),
        ("scale", {}),
        ("slide", {}),
    ],
)
def test_what_suits_a_hall_is_no_warning(write: Write, kind: str, fields: Json) -> None:
    assert warned(write, bank(kind, **fields)) == []
