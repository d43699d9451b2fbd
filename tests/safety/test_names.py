"""Generated names: unique for any hall, and none that a class could turn into an insult (domain.md 6.4)."""

from __future__ import annotations

import random
import re

import pytest

from quizserver.core.state import MOST_PLAYERS
from quizserver.safety.names import ADJECTIVES, NOUNS, pick_name


def words(text: str) -> list[str]:
    return text.split()


WORDS = sorted({word for entry in (*NOUNS, *ADJECTIVES) for word in re.split(r"[ -]", entry.lower())})

DENIED = {
    "animals that people are called": """
        anjing asu babi badak banteng bebek beo beruang buaya cacing celeng cicak domba dugong gajah gorila ikan itik jangkrik jerapah kadal
        kalajengking kambing keledai kecoak kera kerbau keong kirik kodok kuda kuntul kura kutu lalat lele lintah lutung macan monyet musang
        nyamuk onta orangutan paus penguin penyu pesut pinguin puyuh rubah sapi serigala siput tapir tikus tokek tuna ubur ulat uler ular
        udang unta""",
    "birds and sea animals with a double meaning, and body jokes on their names": """
        bangau burung cucak cucakrawa jalak kakatua kepodang kerang kutilang merak murai pari perkutut pipit punai tekukur""",
    "bodies, looks, colours, size, age": """
        bau besar bongsor bulat buluk cantik cebol cerah cokelat dekil gagah ganteng gede gelap gembul gempal gemuk gemulai gendut hitam
        jangkung jelek kate kecil keling keriting kuning kurus lebar legam lembut luwes manis merah montok muda mungil pendek perkasa pesek
        putih raksasa seksi sipit tambun tegap tinggi tonggos tua""",
    "minds, moods and fortunes": """
        aneh alay bego bodoh cengeng cerewet cupu dungu edan galak gila goblok janda jenaka jomblo kaya kocak lambat lebay lemot lucu malas
        miskin norak pasrah pemalu sabar tabah tolol""",
    "disability": "bisu budek buta cacat pincang tuli",
    "faith, origin, party": "banteng batak beringin cina garuda haram jawa kafir negro padang papua suci",
    "slang and twisted words": """
        altair bugenvil bungur flamboyan gigih harmoni jujur ketapang mahoni maho merbau pelangi pinus teratai tulip ulet""",
    "blossoms: press names for victims, flowers for graves, teasing for boys": """
        anggrek bunga dahlia kamboja kembang kenanga lavender lili mawar melati sakura seroja""",
    "a thing that hits": "rotan",
    "given names that somebody in the hall may bear": """
        arif aurora bayu dewi fajar gilang intan kartika mutiara nuri putri rizki slamet surya""",
}

COARSE = words(
    """anjay anjing anjir asu babi bau bego bencong beol berak bisu bong bugil buta cok colok edan gay gila goblo homo itil jablay jalang
    jancuk kampang kepo kere kont kutil lonte maho mampus memek modar monyet ngen nenen nyet peler peli penis pepek perek picek puki sange
    setan silit susu tai telek tete titit toket tolo tuli udik"""
)


def denied() -> set[str]:
    return {word for listed in DENIED.values() for word in words(listed)}


def test_two_thousand_players_get_two_thousand_names() -> None:
    assert len(a_hall_of(2_000)) == 2_000


def test_an_ordinary_hall_gets_names_without_numbers() -> None:
    assert all(re.fullmatch(r"[A-Z][A-Za-z -]+", name) for name in a_hall_of(1_000))


def test_the_fullest_room_still_gets_a_name_for_everyone() -> None:
    assert len(a_hall_of(MOST_PLAYERS)) == MOST_PLAYERS


def a_hall_of(players: int) -> set[str]:
    chance, taken = random.Random(7), set[str]()
    for _ in range(players):
        name = pick_name(chance, taken)
        assert name not in taken
        taken.add(name)
    return taken


def test_another_spin_gives_another_name() -> None:
    chance = random.Random(7)
    assert len({pick_name(chance, {"Elang Ramah"}) for _ in range(20)}) > 15


def test_the_lists_are_long_enough_and_hold_nothing_twice() -> None:
    assert len(set(NOUNS)) == len(NOUNS) >= 45
    assert len(set(ADJECTIVES)) == len(ADJECTIVES) >= 28
    assert not set(NOUNS) & set(ADJECTIVES)


@pytest.mark.parametrize("word", WORDS)
def test_no_word_of_a_name_can_be_turned_against_its_bearer(word: str) -> None:
    assert word not in denied()
    hidden = [coarse for coarse in COARSE if coarse in word]
    assert hidden == []


@pytest.mark.parametrize("word", WORDS)
def test_no_word_is_one_letter_away_from_a_coarse_one(word: str) -> None:
    assert not [coarse for coarse in COARSE if len(coarse) >= 5 and len(coarse) == len(word) and differing(word, coarse) == 1]


def differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def test_the_check_catches_what_it_is_there_for() -> None:
    assert "kutilang" in denied()
    assert [coarse for coarse in COARSE if coarse in "teratai"] == ["tai"]
    assert differing("merak", "berak") == 1


def test_a_name_fits_a_phone_and_the_lobby() -> None:
    assert max(len(f"{noun} {adjective}") for noun in NOUNS for adjective in ADJECTIVES) <= 26
