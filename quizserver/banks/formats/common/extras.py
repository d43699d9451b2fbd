"""What other tools say beside a question: categories, tags, levels, parts of credit, pictures. Items are made in made.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quizserver.banks.formats.common.made import Made, one_line
from quizserver.banks.sources.markup import file_name, plain
from quizserver.banks.sources.said import Said
from quizserver.core.matching import normalise

MOST_TAGS = 10
LONGEST_TAG = 32
LEVELS = {"easy": "easy", "medium": "medium", "hard": "hard", "mudah": "easy", "sedang": "medium", "sulit": "hard"}
NO_CATEGORY = {"", "top", "default", "$course$", "$system$", "$module$", "$cat1$"}
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")

FULL = 100.0
NEARLY = 1e-3
"""Three thirds are written as 33.333."""


def by_weight(weights: Sequence[float]) -> tuple[list[int], list[int]]:
    """Which answers are right by what they are worth in percent, and which are worth a part beside a full one (they are not right).

    As in Moodle: those worth everything; where there are none, all that are worth something are right together.
    """
    full = [n for n, weight in enumerate(weights) if weight >= FULL - NEARLY]
    partly = [n for n, weight in enumerate(weights) if 0 < weight < FULL - NEARLY]
    return (full, partly) if full else (partly, [])


def half_credit(texts: Iterable[str]) -> list[Said]:
    """What is said of answers that are worth a part beside a full one."""
    shown = ", ".join(map(one_line, texts))
    return [Said("import.half_credit", {"answers": shown})] if shown else []


def media_left(addresses: Iterable[str]) -> list[Said]:
    """What is said of pictures, sounds and films that do not come along."""
    names = ", ".join(dict.fromkeys(filter(None, map(file_name, addresses))))
    return [Said("import.picture_left", {"name": names})] if names else []


def repaired(found: Made, repairs: Iterable[Said]) -> Made:
    """The item with what its format had to repair."""
    return Made(found.item, [*repairs, *found.repairs])


def tag(found: Made, names: Iterable[str], id: str = "", level: str = "") -> Made:
    """The item with tags made of these names (of a path `top/Kelas 7/Sikap` the last part), its id and its level, if they are any."""
    tags = list(dict.fromkeys(filter(None, map(_tag, names))))[:MOST_TAGS]
    if tags:
        found.item["tags"] = tags
    if ID.fullmatch(id):
        found.item["id"] = id
    if kept := LEVELS.get(level.strip().casefold()):
        found.item["level"] = kept
    return found


def _tag(name: str) -> str:
    parts = [part.strip() for part in re.split(r"(?<!/)/(?!/)", plain(name)) if part.strip().casefold() not in NO_CATEGORY]
    if not parts or parts[-1].casefold().startswith(("default for", "bawaan untuk")):
        return ""
    slug = "-".join(normalise(parts[-1]).split())
    return slug if len(slug) <= LONGEST_TAG else slug[: LONGEST_TAG + 1].rpartition("-")[0] or slug[:LONGEST_TAG]
