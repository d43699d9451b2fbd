"""Generated names: a bird, sea animal, tree or star with a kind adjective. Nobody types a name, so no name can hurt.

Rule for the lists (docs/decisions.md): no animal or adjective that serves as an insult or speaks of a body, colour,
size, faith or
origin; no pair that reads as mockery. Every noun goes with every adjective, so each list is vetted against the whole other list.
"""

from __future__ import annotations

import random
from collections.abc import Container

NOUNS = (
    # birds
    "Elang", "Merpati", "Cendrawasih", "Jalak", "Kutilang", "Murai", "Camar", "Kenari", "Pipit", "Rajawali", "Merak", "Gelatik",
    "Kepodang", "Nuri", "Kakatua", "Walet", "Bangau", "Belibis", "Cucakrawa", "Maleo", "Rangkong", "Tekukur",
    # sea
    "Lumba-Lumba", "Penyu", "Kuda Laut", "Bintang Laut", "Pari", "Terumbu", "Mutiara", "Ombak", "Nautilus",
    # trees and flowers
    "Beringin", "Cemara", "Pinus", "Meranti", "Ulin", "Akasia", "Flamboyan", "Trembesi", "Cendana", "Mahoni", "Melati", "Anggrek",
    "Teratai", "Kenanga", "Cempaka", "Kamboja", "Dahlia", "Seroja",
    # sky
    "Bintang", "Kejora", "Orion", "Komet", "Meteor", "Galaksi", "Nebula", "Fajar", "Pelangi", "Awan", "Aurora", "Satelit",
)  # fmt: skip

ADJECTIVES = (
    "Ramah", "Berani", "Ceria", "Sabar", "Jujur", "Setia", "Tangguh", "Bijak", "Tenang", "Riang", "Gigih", "Hebat", "Santun", "Peduli",
    "Tulus", "Damai", "Gembira", "Teguh", "Rajin", "Lincah", "Cekatan", "Bersemangat", "Mandiri", "Optimis", "Kreatif", "Sigap",
    "Terampil", "Bersahabat", "Tekun", "Sopan", "Bahagia", "Jenaka", "Harmoni", "Tabah", "Ulet",
)  # fmt: skip

TRIES = 40


def pick_name(chance: random.Random, taken: Container[str]) -> str:
    """A name that is not taken. Past a couple of thousand players it adds a number instead of failing."""
    for number in ("", *(f" {n}" for n in range(2, 1_000))):
        for _ in range(TRIES):
            name = f"{chance.choice(NOUNS)} {chance.choice(ADJECTIVES)}{number}"
            if name not in taken:
                return name
    raise AssertionError("a room has fewer players than there are names")
