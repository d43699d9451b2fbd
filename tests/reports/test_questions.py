"""A bank on paper: every question once, the key apart from it, and cards that look like the tiles."""

from __future__ import annotations

import copy
import io
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from pypdf import PdfReader

from quizserver.banks import files
from quizserver.banks.exporting import Exported, export
from quizserver.cli import main
from quizserver.cli.export import WRITERS
from quizserver.core.hands import SIGNS
from quizserver.reports import answer_cards
from tests.banks.items import banks
from tests.conftest import search

FOLDER = Path("question_banks")
STATIC = Path("static")


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def printed(items: list[dict[str, Any]], lang: str = "id") -> Exported:
    return export(WRITERS["pdf"], {"id": "Bank", "en": "Bank"}, items, lang)


def items_of(name: str) -> list[dict[str, Any]]:
    document = files.read(FOLDER / f"{name}.yaml")[0]
    assert document is not None
    items: list[dict[str, Any]] = copy.deepcopy(document.value["items"])  # files.py remembers what it read
    return items


def test_the_key_stands_on_pages_of_its_own_behind_all_questions() -> None:
    items = items_of("kuis-peksos")
    told = pages(printed(items).content)
    first = next(n for n, text in enumerate(told) if "Kunci dan penjelasan" in text and "Jangan dibagikan" in text)
    asked, keys = " ".join(told[:first]), " ".join(told[first:])
    for item in items:
        assert item["text"]["id"] in asked
        assert item["explanation"]["id"] not in asked
        assert item["explanation"]["id"] in keys
    assert "C. Fisik" in keys


@pytest.mark.parametrize("path", sorted(FOLDER.glob("[!p]*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_shipped_bank_can_be_printed(path: Path, lang: str) -> None:
    exported = printed(items_of(path.stem), lang)
    assert exported.written == len(items_of(path.stem))
    assert exported.left == []


def test_what_has_no_place_on_paper_is_named() -> None:
    assert {one.id for one in printed(items_of("penutup")).left if one.whole} == {"juara-hari-ini", "info"}


@search(15)
@given(banks())
def test_any_bank_can_be_printed(items: list[dict[str, Any]]) -> None:
    exported = printed(items)
    assert exported.written + sum(one.whole for one in exported.left) == len(items)
    assert len(pages(exported.content)) >= 1


def test_the_cards_have_the_colours_shapes_and_signs_of_the_tiles() -> None:
    tokens, icons, signs = ((STATIC / name).read_text("utf-8") for name in ("css/tokens.css", "js/ui/icons.js", "js/ui/signs.js"))
    for letter, colour, shape in zip("abcd", answer_cards.COLOURS, answer_cards.SHAPES, strict=True):
        assert f"--option-{letter}: {colour};" in tokens
        assert shape in icons
    for sign in SIGNS[:4]:
        hands = ", ".join(f"[{x}, {y}]" for x, y in answer_cards.HANDS[sign])
        assert f'{sign}: {{ arms: "{answer_cards.ARMS[sign]}", hands: [{hands}] }}' in signs
    assert answer_cards.BODY in signs


def test_the_commands_write_a_pdf(tmp_path: Path) -> None:
    out, cards = tmp_path / "kuis.pdf", tmp_path / "kartu.pdf"
    bank = str(FOLDER / "pemanasan.yaml")
    assert CliRunner().invoke(main, ["bank", "export", bank, "--to", "pdf", "--out", str(out), "--lang", "id"]).exit_code == 0
    assert CliRunner().invoke(main, ["bank", "cards", "--out", str(cards), "--lang", "id"]).exit_code == 0
    assert [re.findall(r"\b[A-D]\b", page) for page in pages(cards.read_bytes())] == [["A", "B"], ["C", "D"]]
