"""The word filter: finds what is disguised and leaves everyday Indonesian alone (domain.md 6.2 and 6.3 are the measure)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from quizserver.banks.wordlists import SHIPPED, load_filter
from quizserver.core.round_type import Question
from quizserver.rounds import discover
from quizserver.safety.filter import LONGEST_LOOKED_AT, WordFilter
from quizserver.safety.names import ADJECTIVES, NOUNS
from quizserver.settings import shipped

FILTER = load_filter()
THEME = "risk"
"""Banks speak of threats and of force: such words raise a mark for people, and they should."""


def words(text: str) -> list[str]:
    return text.split()


COARSE = words(
    """k0nt0l b4b1 4nj1n9 @su anj!ng to1o1 t0l0l 84ngs4t ajg anj bgst kntl mmk gblk tll anjiiing anjiing goblooook BANGSAAAT tolol!!! b2
    anjay anjir anying jancik kampret jancok jancuk ndasmu matamu picek kirik telek gathel goblok kehed koplok belegug goblog
    kampang pilat pantek buyan kuyuk gnijna kolbog tasgnab ａｎｊｉｎｇ аnjіng кontоl
    b\u200ba\u200bb\u200bi báñgsát anjing2 anjingnya tololmu
    anjing,kau babi-lu fuck sh1t b!tch 🐶 🐕 🐷 🖕 🖕🏽 🍆"""
)


@pytest.mark.parametrize("text", COARSE)
def test_a_disguised_coarse_word_is_found(text: str) -> None:
    assert "coarse" in FILTER.flags(text)
    assert "coarse" in FILTER.flags(f"kamu {text} ya")


SPACED = ["a n j i n g", "a.s.u", "a-s-u", "4 n j 1 n 9", "b_a_b_i", "an.jing", "bang sat", "kon tol", "bujang  inam", "si gob lok itu"]


@pytest.mark.parametrize("text", SPACED)
def test_dots_and_spaces_hide_nothing(text: str) -> None:
    assert "coarse" in FILTER.flags(text)


INNOCENT = words(
    """
    asuh asumsi asuransi kasus masuk pasukan Asus pantai santai partai detail lantai bantai Babinsa babirusa probabilitas keranjingan
    banjir Anjani Simanjuntak janji anjuran panjang titik identitas ditilang vitiligo memekar memekik fasilitas perekat perekam
    menepuki pelindung pelita manusia sedang Medan keren kereta kemudikan tolong antologi manis jasmani tersusun homogen analisis
    Hassanah massa assalamualaikum gaya sebutan tulis bisul cocok pelajaran sombong bersaing teman bangkit sopan saksi pulih sabar
    hati bukti lapor jujur benci kasihan keberanian bola robot ruang klik kambing miskin sampah buta tuli bisu biji polo setan
    jangkrik USA liked as class"""
)

PHRASES = [
    "kelas unggul",
    "pentas untuk semua",
    "gonjang-ganjing",
    "ia membabi buta",
    "terima kasih",
    "anak yatim",
    "aku suka kuda nil",
    "budi pekerti luhur",
    "sejak usia dini",
    "Bintang Damai",
    "a b c d e",
    "1 2 3 4",
    "pukul 07.30, 25-11-2026",
    "telepon 110 atau 129",
    "SMP 2026/2027",
    "7 anak",
    "7 x 8 = 56",
    "nilaiku 9, bagus!",
    "ya... begitu, kak",
    "teman2 baik²",
]


@pytest.mark.parametrize("text", INNOCENT + PHRASES)
def test_an_everyday_word_raises_nothing(text: str) -> None:
    assert FILTER.flags(text) == []


NAMES = words(
    """Gilang Kusuma Mansur Nainggolan Panji Samsul Simanjuntak Slamet Suci Surya Susanti Suryono Suwarno Yusuf Titi Titin"""
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_never_taken_for_a_coarse_word(name: str) -> None:
    assert set(FILTER.flags(name)) <= {"name"}


THEME_WORDS = """
    empati, simpati, hormat, menghargai, peduli, toleransi, tenggang rasa, sopan, santun, ramah, sabar, jujur, adil, setara, rendah
    hati, amanah, pemaaf, kasih sayang, tulus, bijak, rukun, damai, kompak, lapang dada, teman, sahabat, persahabatan, kawan, teman
    sebaya, tolong-menolong, gotong royong, kerja sama, dukungan, semangat, saling percaya, mendengarkan, menyapa, menemani, inklusif,
    keberagaman, berani, keberanian, percaya diri, harga diri, tegas, mandiri, tenang, bangkit, bahagia, cita-cita, potensi, bangga,
    sehat, bertanggung jawab, perundungan, ejekan, julukan, olok-olok, mengucilkan, fitnah, gosip, ancaman, memalak, intimidasi,
    menyindir, mengadu domba, perundungan siber, akun palsu, jejak digital, tangkapan layar, saksi, mempermalukan, lapor, bercerita,
    berhenti, cukup, saring sebelum sebar, blokir, bukti, rahasia, privasi, konselor, guru BK, wali kelas, pekerja sosial, orang
    dewasa tepercaya, perlindungan, hak anak, aman, nyaman, pulih, minta maaf"""


def test_no_word_of_the_theme_raises_anything() -> None:
    words = [" ".join(word.split()) for word in THEME_WORDS.split(",")]
    assert len(words) == 92
    assert {word: FILTER.flags(word) for word in words if FILTER.flags(word)} == {}


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_in(inner)


def test_no_text_of_the_shipped_banks_raises_anything() -> None:
    files = shipped("question_banks").glob("*.yaml")
    texts = [text for path in files for text in texts_in(YAML(typ="safe").load(path.read_text("utf-8")))]
    assert len(texts) > 1_000
    assert {text: flags for text in texts if (flags := [flag for flag in FILTER.flags(text) if flag != THEME])} == {}


def test_no_generated_name_raises_anything() -> None:
    assert [word for word in (*NOUNS, *ADJECTIVES) if FILTER.flags(word)] == []


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Budi baik hati", "name"),
        ("si siti", "name"),
        ("BUDIII", "name"),
        ("081234567890", "phone"),
        ("WA 0812-3456-7890", "phone"),
        ("+62 812 3456 7890", "phone"),
        ("0 8 1 2 3 4 5 6 7 8 9", "phone"),
        ("NIS 12345", "digits"),
        ("anak 7A", "class"),
        ("kelas 7 b", "class"),
        ("VII-B", "class"),
        ("viii.c", "class"),
        ("IX 3", "class"),
        ("@teman_baik", "handle"),
        ("ig: temanbaik", "handle"),
        ("https://contoh.id/a", "link"),
        ("www.contoh.com", "link"),
        ("contoh.my.id", "link"),
        ("a\u202eb", "hidden"),
        ("sem\u200bangat", "hidden"),
        ("si gendut", "mocking"),
        ("aku ingin mati", "risk"),
        ("mau bunuh diri", "risk"),
        ("dipukul ayah", "risk"),
    ],
)
def test_what_could_hurt_or_point_at_somebody_is_flagged(text: str, flag: str) -> None:
    assert flag in FILTER.flags(text)


def test_flags_come_in_the_order_in_which_people_should_see_them() -> None:
    assert FILTER.flags("anjing Budi 081234567890 bunuh diri") == ["risk", "coarse", "name", "phone", "digits"]


def test_a_list_of_ones_own_adds_words_and_an_allowed_phrase_excuses_them() -> None:
    own = WordFilter([{"coarse": ["sontoloyo"], "allow": ["sontoloyo lucu"]}])
    assert own.flags("dasar s0ntol0y0") == ["coarse"]
    assert own.flags("sontoloyo lucu") == []
    assert own.flags("sontoloyo lucu sontoloyo") == ["coarse"]


def test_texts_of_a_payload_are_looked_at_where_answers_have_them() -> None:
    payload = {"text": "babi", "list": ["Budi", "baik"], "n": 1, "deep": {"text": "x"}}
    assert FILTER.flags_in(payload) == {"babi": ["coarse"], "Budi": ["name"]}
    assert FILTER.flags_in({}) == {}


SLOW = ["a " * 8_000, "anjing" * 4_000, "\u0301" * 16_000, "1" * 16_000, "🐷" * 8_000, "@." * 8_000, "a-" * 8_000]


@pytest.mark.parametrize("text", SLOW)
def test_a_text_made_to_be_slow_is_looked_at_only_as_far_as_a_text_may_be_long(text: str) -> None:
    assert len(text) > LONGEST_LOOKED_AT
    assert FILTER.flags(text + " babi") == FILTER.flags(text) == FILTER.flags(text[:LONGEST_LOOKED_AT])


def test_no_list_excuses_what_another_one_names() -> None:
    lists = [YAML(typ="safe").load(path.read_text("utf-8")) for path in SHIPPED.glob("*.yaml")]
    words = {name: [word for one in lists for word in one.get(name, [])] for name in ("coarse", "mocking", "name", "risk", "allow")}
    assert len(words["name"]) >= 300
    for name in ("coarse", "mocking", "name", "risk"):
        assert len(set(words[name])) == len(words[name]), "a word stands twice"
        assert not set(words[name]) & set(words["allow"])
        assert [word for word in words[name] if name not in FILTER.flags(word)] == []


def test_samples_of_every_round_type_raise_nothing() -> None:
    for kind in discover().values():
        assert issubclass(kind.Question, Question)
        for question in kind.samples():
            assert {text for text in texts_in(question) if "coarse" in FILTER.flags(text)} == set()
