"""The banks that ship with the product: read from the real folder, not from a copy."""

from __future__ import annotations

import re
from functools import cache

from quizserver.banks import files
from quizserver.banks.check import check
from quizserver.banks.model import Bank
from quizserver.banks.programmes import Shelf
from quizserver.banks.reading import read
from quizserver.core.facts import Json
from quizserver.settings import shipped

FOLDER = shipped("question_banks")


def test_shipped_banks_have_no_errors_and_no_warnings() -> None:
    assert [f"{problem.file.name}:{problem.line}: {problem.message}" for problem in check([FOLDER], "id")] == []


def test_shipped_programmes_can_all_be_played() -> None:
    shelf = Shelf(FOLDER)
    assert {f"program-{programme.id}.yaml" for programme in shelf.programmes()} == {path.name for path in FOLDER.glob("program-*.yaml")}
    assert shelf.programmes()[0].first


@cache
def banks() -> list[Bank]:
    return [bank for path in sorted(FOLDER.glob("*.yaml")) if (bank := read(path).bank) is not None]


def items(**wanted: object) -> list[Json]:
    """The enabled items of all shipped banks with these values."""
    every = [item for bank in banks() for item in bank.items.values() if item["enabled"]]
    return [item for item in every if all(item.get(name) == value for name, value in wanted.items())]


def test_there_is_enough_to_choose_from() -> None:
    cards = [card for item in items(type="describe") for card in item["cards"]]
    quiz = next(bank for bank in banks() if bank.id == "kuis-peksos")
    assert len(quiz.items) >= 40
    assert len(items(type="verdict")) >= 60
    assert len(items(type="guess")) >= 92
    assert len(cards) >= 20
    assert all(len(card["forbidden"]) >= 3 for card in cards)
    assert len(items(type="slide", kind="message")) + len(items(type="slide", kind="case")) >= 20
    assert len(items(type="field")) >= 6
    assert len(items(type="poll")) >= 3
    assert len(items(type="scale")) == 6  # three, asked before and after


def test_no_text_is_without_english() -> None:
    def missing(value: object, at: str) -> list[str]:
        if isinstance(value, dict):
            if isinstance(value.get("id"), str) and "en" in value:
                return [] if value["en"] else [at]
            return [found for key, inner in value.items() for found in missing(inner, f"{at}.{key}")]
        return [found for n, inner in enumerate(value) for found in missing(inner, f"{at}[{n}]")] if isinstance(value, list) else []

    assert [found for item in items() for found in missing(item, item["id"])] == []


def test_every_help_number_says_where_it_comes_from() -> None:
    document, _ = files.read(FOLDER / "help" / "channels.yaml")
    assert document is not None
    entries = document.value["channels"]
    assert [entry["id"] for entry in entries if not re.search(r"20\d\d", entry.get("source", ""))] == []


NICKNAMES = {"perundungan", "ejekan", "julukan", "olok-olok", "mengucilkan", "fitnah", "gosip", "ancaman", "memalak", "intimidasi"}
NICKNAMES |= {"menyindir", "domba", "siber", "palsu", "jejak", "tangkapan", "saksi", "mempermalukan", "pelaku", "korban", "pembully"}
"""What the guessing games may ask for; acted out on a stage, each could become the name of somebody in the hall."""


def test_no_word_is_acted_out_on_stage_that_could_become_a_nickname() -> None:
    words = [card["word"]["id"] for item in items(type="describe") for card in item["cards"]]
    assert len(words) >= 20
    assert [word for word in words if set(word.split()) & NICKNAMES] == []
