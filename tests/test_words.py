"""No sentence is missing, left over or in one language only: refusals, words of the scripts and pages, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from ruamel.yaml import YAML

from quizserver import catalogue as catalogue_module
from quizserver import rounds
from quizserver.catalogue import LANGUAGES, SURFACES, catalogue, explain, for_surface
from quizserver.errors import QuizError

ROOT = Path(__file__).parents[1]
SERVER = ROOT / "quizserver"
SCRIPTS = ROOT / "static" / "js"

REFUSALS = ("QuizError", "Rejected", "BadRequest", "Unauthorized", "Unavailable", "BadInput")
RAISED = re.compile(rf"\b(?:{'|'.join(REFUSALS)})\(\s*\"([^\"]+)\"")
CODE = re.compile(r"[\"']([a-z]+/[a-z_]+)[\"']")
AREAS = sorted({key.split(".")[0] for key in catalogue() if "." in key})
KEY = re.compile(rf"[\"'`]((?:{'|'.join(AREAS)})\.(?:[\w.]|\$?\{{[^}}`]*\}})+)[\"'`]")
SPOKEN = re.compile(r"\bt\(\s*([\"'`])((?:(?!\1).)+)\1")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def texts(folder: Path, *endings: str) -> Iterator[tuple[str, str]]:
    """Path and text of each source file."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in endings:
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


PYTHON = dict(texts(SERVER, ".py"))
CLIENT = dict(texts(SCRIPTS, ".js"))
PAGES = dict(texts(ROOT / "templates", ".html"))
ERRORS = YAML(typ="safe").load((SERVER / "words" / "errors.yaml").read_text("utf-8"))


def matches(pattern: str) -> set[str]:
    """Catalogue keys that a key with `${…}` (or `{…}`, in Python) in it may stand for."""
    wanted = r"\w+".join(map(re.escape, re.split(r"\$?\{[^}]*\}", pattern)))
    return {key for key in catalogue() if re.fullmatch(wanted, key)}


# Refusals


def test_every_refusal_has_a_sentence() -> None:
    raised = {code for text in PYTHON.values() for code in RAISED.findall(text)}
    assert len(raised) > 30
    assert raised - set(ERRORS) == set()


def test_no_sentence_of_a_refusal_is_left_over() -> None:
    named = {code for text in (*PYTHON.values(), *CLIENT.values()) for code in CODE.findall(text)}
    assert set(ERRORS) - named == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_refusal_fills_its_placeholders_from_the_values_it_is_raised_with(lang: str) -> None:
    assert explain(QuizError("act/hands_range", most=2_000), lang).endswith("2000.")
    for name, text in PYTHON.items():
        for call in re.finditer(RAISED.pattern + r"([^)]*)\)", text):
            given = set(re.findall(r"(\w+)=", call[2]))
            assert set(PLACEHOLDER.findall(ERRORS[call[1]][lang])) <= given, f"{name}: {call[1]}"


# Words


def test_every_sentence_is_in_both_languages_and_not_empty() -> None:
    for key, words in catalogue().items():
        assert set(words) == set(LANGUAGES), key
        assert all(words[lang].strip() for lang in LANGUAGES), key


def test_placeholders_agree_in_both_languages() -> None:
    apart = [key for key, words in catalogue().items() if len({frozenset(PLACEHOLDER.findall(words[lang])) for lang in LANGUAGES}) > 1]
    assert apart == []


def test_every_word_begins_with_an_area_that_the_catalogue_describes() -> None:
    described = set(re.findall(r"`(\w+)\.`", catalogue_module.__doc__ or ""))
    assert set(AREAS) <= described
    assert {prefix for prefixes in SURFACES.values() for prefix in prefixes} <= {f"{area}." for area in described}


def surfaces_of(path: str) -> list[str]:
    """Which pages load this script: by its folder or name; shared ones serve any page."""
    part = path.removeprefix("static/js/").split("/")[0].removesuffix(".js")
    return [part] if part in SURFACES else list(SURFACES)


@pytest.mark.parametrize("path", CLIENT)
def test_every_word_a_script_says_is_among_those_its_page_downloads(path: str) -> None:
    downloaded = {key for surface in surfaces_of(path) for key in for_surface(surface, "id")}
    said = [key for _, key in SPOKEN.findall(CLIENT[path])] + KEY.findall(CLIENT[path])
    unknown = [key for key in said if not (matches(key) if "{" in key else {key} & set(catalogue())) & downloaded]
    assert unknown == []


def test_every_word_a_page_or_the_server_says_exists() -> None:
    said = {key for text in (*PAGES.values(), *PYTHON.values()) for key in re.findall(r"\bsay\(\s*[\"']([\w./]+)[\"']", text)}
    assert len(said) > 5
    assert said - set(catalogue()) == set()


def test_no_word_is_left_over() -> None:
    """A key built with `${…}` uses all it may stand for."""
    defines = "quizserver/rounds/"
    said = {key for path, text in (CLIENT | PAGES | PYTHON).items() if not path.startswith(defines) for key in KEY.findall(text)}
    used = {key for said_key in said for key in (matches(said_key) if "{" in said_key else {said_key})}
    assert set(catalogue()) - used - set(ERRORS) == set()


def test_a_word_of_a_round_is_said_by_the_script_of_that_round() -> None:
    for path, text in CLIENT.items():
        if path.startswith("static/js/rounds/"):
            name = path.split("/")[-1].removesuffix(".js")
            foreign = [key for key in KEY.findall(text) if re.match(rf"\w+\.({'|'.join(others(name))})\.", key)]
            assert foreign == [], path


def others(name: str) -> list[str]:
    return [other for other in rounds.discover() if other != name]


def test_what_stands_in_braces_is_the_name_of_a_placeholder() -> None:
    """A brace that is meant as text is written twice: else the sentence cannot be said at all."""
    fields = [(key, name) for key, words in catalogue().items() for text in words.values() for _, name, _, _ in Formatter().parse(text)]
    assert [(key, name) for key, name in fields if name is not None and not name.isidentifier()] == []
