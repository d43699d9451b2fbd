"""Generated names: unique for any hall, and none that a class could turn into an insult (domain.md 6.4)."""

from __future__ import annotations

import random
import re

import pytest

from quizserver.core.state import MOST_PLAYERS
from quizserver.safety.names import ADJECTIVES, NOUNS, pick_name

WORDS = sorted({word for entry in (*NOUNS, *ADJECTIVES) for word in re.split(r"[ -]", entry.lower())})

DENIED = {
    # animals that are called after people
    *"anjing asu babi badak banteng beo bebek beruang buaya cacing celeng cicak domba dugong gajah gagak gorila ikan itik".split(),
    *"jangkrik jerapah kadal kalajengking kambing keledai kecoak kera kerbau keong kirik kodok kuda kuntul kura kutu lalat lele".split(),
    *"lintah lutung macan merak monyet musang nyamuk onta orangutan paus penguin penyu pesut pinguin puyuh rubah sapi serigala".split(),
    *"siput tapir tikus tokek tuna ubur ulat uler ular unta udang".split(),
    # birds and fish with a double meaning, and body jokes on bird names
    *"burung cucakrawa cucak kutilang perkutut pipit punai tekukur pari kerang kakatua jalak murai kepodang bangau".split(),
    # bodies, looks, colours, size, age
    *"besar bongsor buluk bulat cantik cebol dekil ganteng gagah gemuk gembul gempal gendut gede hitam item jangkung jelek kate".split(),
    *"kecil keling keriting kurus lebar legam manis mungil pendek pesek perkasa putih raksasa sipit tambun tegap tinggi tonggos".split(),
    *"tua muda montok seksi lembut gemulai luwes cokelat coklat kuning merah cerah gelap bau".split(),
    # minds, moods and fortunes
    *"bodoh bego dungu goblok tolol lemot lambat malas pemalu cengeng cerewet galak gila edan miskin kaya cupu norak alay lebay".split(),
    *"lucu jenaka kocak aneh sabar tabah pasrah jomblo janda".split(),
    # disability
    *"buta tuli bisu cacat pincang budek".split(),
    # faith, origin, party
    *"kafir haram suci cina jawa batak padang papua negro keling garuda beringin banteng".split(),
    # slang and twisted words
    *"ulet gigih jujur harmoni mahoni maho pinus teratai tulip merbau bugenvil pelangi flamboyan altair ketapang bungur".split(),
    # blossoms: press names for victims, names for graves, teasing for boys
    *"melati mawar kenanga kamboja dahlia bunga kembang anggrek seroja sakura lavender tulip lili rotan".split(),
    # given names that somebody in the hall may bear
    *"fajar surya kartika mutiara aurora nuri intan putri raja dewi bayu rizki arif teguhwati gilang slamet".split(),
}

COARSE = (
    "asu anj tai babi bau beol berak bego bencong bugil bisu bong buta cok colok edan gay gila goblo homo itil jablay jalang jancuk kampang"
    " kepo kere kont kutil lonte maho mampus memek modar monyet ngen nenen nyet peler peli penis pepek perek picek puki pukimak sange setan"
    " silit susu telek tete titit toket tolo tuli udik"
).split()


def test_two_thousand_players_get_two_thousand_names() -> None:
    names = a_hall_of(2_000)
    assert len(names) == 2_000
    assert all(re.fullmatch(r"[A-Z][A-Za-z -]+", name) for name in names), "no number is needed yet"


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
    assert word not in DENIED
    hidden = [coarse for coarse in COARSE if coarse in word]
    assert hidden == []


@pytest.mark.parametrize("word", WORDS)
def test_no_word_is_one_letter_away_from_a_coarse_one(word: str) -> None:
    assert not [coarse for coarse in COARSE if len(coarse) >= 5 and len(coarse) == len(word) and differing(word, coarse) == 1]


def differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def test_the_check_catches_what_it_is_there_for() -> None:
    assert "kutilang" in DENIED
    assert [coarse for coarse in COARSE if coarse in "teratai"] == ["tai"]
    assert differing("pinus", "penis") == 1
    assert differing("merak", "berak") == 1


def test_a_name_fits_a_phone_and_the_lobby() -> None:
    assert max(len(f"{noun} {adjective}") for noun in NOUNS for adjective in ADJECTIVES) <= 26
