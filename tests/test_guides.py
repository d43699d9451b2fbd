"""The facilitator's guides: what they print in bold is on a screen or a key word for word, and both languages say the same."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from quizserver.catalogue import catalogue

ROOT = Path(__file__).parents[1]
NAMES = {"id": "panduan-pemandu.md", "en": "facilitators-guide.md"}
GUIDES = {lang: (ROOT / "docs" / name).read_text("utf-8") for lang, name in NAMES.items()}
PROGRAMMES = [YAML(typ="safe").load(path.read_text("utf-8"))["title"] for path in sorted((ROOT / "question_banks").glob("program-*.yaml"))]
SPACE = {"spasi", "space"}


def bold(lang: str) -> list[str]:
    return re.findall(r"\*\*([^*]+)\*\*", GUIDES[lang])


@cache
def on_pages(lang: str) -> list[tuple[str, re.Pattern[str]]]:
    """Keys of what stands on wall, remote and phones, with what each may read; pages raise the first letter."""
    keys = [key for key in catalogue() if key.startswith(("screen.", "desk.", "phone."))]
    texts = {key: re.sub(r"\\\{\w+\\\}", ".+", re.escape(catalogue()[key][lang])) for key in keys}
    return [(key, re.compile(text, re.IGNORECASE)) for key, text in texts.items() if text != ".+" and len(text) < 100]


@cache
def meanings(name: str, lang: str) -> frozenset[str]:
    """What a name may be: keys of the catalogue, a programme, or a key of the keyboard."""
    found = {key for key, text in on_pages(lang) if text.fullmatch(name)}
    found |= {str(n) for n, title in enumerate(PROGRAMMES) if title[lang] == name}
    if name in SPACE or len(name) == 1:
        found.add(f"keyboard {'space' if name in SPACE else name}")
    return frozenset(found)


def test_every_name_in_bold_is_on_a_screen_or_a_key() -> None:
    assert [(lang, name) for lang in GUIDES for name in bold(lang) if not meanings(name, lang)] == []


def test_both_languages_name_the_same_things_in_the_same_order() -> None:
    pairs = list(zip(bold("id"), bold("en"), strict=True))
    assert len(pairs) > 80
    assert [pair for pair in pairs if not meanings(pair[0], "id") & meanings(pair[1], "en")] == []
