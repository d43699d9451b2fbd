"""Generated names: a bird, sea animal, tree or star with a kind adjective. Nobody types a name, so no name can hurt.

Rule for the lists (docs/decisions.md): no animal or adjective that serves as an insult or speaks of a body, colour, size, sex, faith,
party or origin; none that hides or rhymes with a coarse word (teratai, pinus, mahoni), is slang (ulet), a saying (sabar), a body joke
(kutilang), a common given name (fajar, bintang), a press name for victims (melati) or a blossom that a boy is teased with.
Every noun goes with every adjective, so each list is vetted against the whole other list. tests/safety/test_names.py holds it.
"""

from __future__ import annotations

import itertools
from collections.abc import Container
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

KINDS = {
    "bird": (
        "Elang", "Merpati", "Cenderawasih", "Camar", "Kenari", "Rajawali", "Gelatik", "Walet", "Belibis", "Maleo", "Albatros", "Kolibri",
        "Parkit", "Manyar", "Srigunting",
    ),
    "fish": (
        "Lumba-Lumba", "Bintang Laut", "Terumbu", "Ombak", "Nautilus", "Laguna", "Anemon", "Samudra",
    ),
    "tree": (
        "Cemara", "Meranti", "Ulin", "Akasia", "Trembesi", "Cendana", "Cempaka", "Angsana", "Jati", "Gaharu", "Tembesu", "Asoka",
        "Edelweis", "Zaitun", "Mangrove", "Tanjung", "Saga", "Sungkai", "Lontar", "Palem",
    ),
    "star": (
        "Kejora", "Orion", "Komet", "Meteor", "Galaksi", "Nebula", "Awan", "Satelit", "Sirius", "Polaris", "Antares", "Vega", "Andromeda",
        "Cakrawala", "Angkasa", "Planet",
    ),
}  # fmt: skip

NOUNS = tuple(noun for nouns in KINDS.values() for noun in nouns)

ADJECTIVES = (
    "Ramah", "Berani", "Ceria", "Setia", "Tangguh", "Bijak", "Tenang", "Riang", "Hebat", "Santun", "Peduli", "Tulus", "Damai", "Gembira",
    "Teguh", "Rajin", "Lincah", "Cekatan", "Bersemangat", "Mandiri", "Optimis", "Kreatif", "Sigap", "Terampil", "Bersahabat", "Tekun",
    "Sopan", "Bahagia", "Cermat", "Cemerlang", "Antusias", "Sportif", "Tegas", "Giat", "Pemaaf", "Kompak",
)  # fmt: skip

TRIES = 40


def pick_name(chance: random.Random, taken: Container[str]) -> str:
    """A name that is not taken. Past a couple of thousand players it adds a number instead of failing."""
    for tries in itertools.count():
        name = f"{chance.choice(NOUNS)} {chance.choice(ADJECTIVES)}"
        if tries >= TRIES:
            name = f"{name} {tries // TRIES + 1}"
        if name not in taken:
            return name
    raise AssertionError("counting never ends")


@lru_cache(maxsize=8_192)
def kind_of(name: str) -> str:
    """What a generated name speaks of: `bird`, `fish` (anything of the sea), `tree` or `star`; its picture follows it."""
    return next((kind for kind, nouns in KINDS.items() if any(name.startswith(f"{noun} ") for noun in nouns)), "star")
