"""The banks that ship with the product: read from the real folder, not from a copy."""

from __future__ import annotations

from quizserver.banks.check import check
from quizserver.banks.programmes import Shelf
from quizserver.banks.reading import read
from quizserver.settings import shipped

FOLDER = shipped("question_banks")


def test_shipped_banks_have_no_errors_and_no_warnings() -> None:
    assert [f"{problem.file.name}:{problem.line}: {problem.message}" for problem in check([FOLDER], "id")] == []


def test_shipped_programmes_can_all_be_played() -> None:
    shelf = Shelf(FOLDER)
    assert {f"program-{programme.id}.yaml" for programme in shelf.programmes()} == {path.name for path in FOLDER.glob("program-*.yaml")}
    assert shelf.programmes()[0].first


NICKNAMES = {"perundungan", "ejekan", "julukan", "olok-olok", "mengucilkan", "fitnah", "gosip", "ancaman", "memalak", "intimidasi"}
NICKNAMES |= {"menyindir", "domba", "siber", "palsu", "jejak", "tangkapan", "saksi", "mempermalukan", "pelaku", "korban", "pembully"}
"""What the guessing games may ask for; acted out on a stage, each could become the name of somebody in the hall."""


def test_no_word_is_acted_out_on_stage_that_could_become_a_nickname() -> None:
    banks = [bank for path in sorted(FOLDER.glob("*.yaml")) if (bank := read(path).bank) is not None]
    words = [card["word"]["id"] for bank in banks for item in bank.items.values() if item["type"] == "describe" for card in item["cards"]]
    assert len(words) >= 20
    assert [word for word in words if set(word.split()) & NICKNAMES] == []
