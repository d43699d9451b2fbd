"""Docs that lie fail the build: protocol tables, commands, round types and figures are compared with the code."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from quizserver import cli, protocol, rounds
from quizserver.core.game import Game
from quizserver.sockets import phone, walls
from quizserver.sockets.ack import Verb
from quizserver.sockets.links import Links
from tests.conftest import Classroom

ROOT = Path(__file__).parent.parent
PROTOCOL = (ROOT / "docs" / "protocol.md").read_text("utf-8")
EXAMPLE = (ROOT / "docs" / "add-a-round-type.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading of protocol.md."""
    below = PROTOCOL.split(heading, 1)[1]
    table = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert table, f"no table below {heading}"
    lines = [line.strip().strip("|").split("|") for line in table.group().splitlines()[2:]]
    return [[cell.strip() for cell in line] for line in lines]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def fields_of(verb: Verb) -> set[str]:
    """Field names of a verb's payload as the docs write them: `?` behind what may be left out."""
    fields = verb.body.model_fields
    return {name + ("" if field.is_required() else "?") for name, field in fields.items() if name != "id"}


def verbs_in_code(role: str) -> dict[str, Verb]:
    office: Any = None
    return phone.verbs(Links()) if role == "phone" else walls.verbs(Links(), office)


@pytest.mark.parametrize(("role", "heading"), [("phone", "### Verbs of `/phone`"), ("screen", "### Verbs of `/screen` and `/desk`")])
def test_every_verb_is_documented_with_its_payload(role: str, heading: str) -> None:
    documented = {names(row[0])[0]: set(names(row[1])) for row in rows(heading)}
    assert documented == {name: fields_of(verb) for name, verb in verbs_in_code(role).items()}


def test_every_power_is_documented() -> None:
    documented = {names(row[0])[0]: row[2] for row in rows("### Verbs of `/screen` and `/desk`")}
    assert documented == {name: verb.power for name, verb in verbs_in_code("screen").items()}


def test_every_event_is_documented() -> None:
    code = "".join(path.read_text("utf-8") for folder in ("sockets", "live") for path in (ROOT / "quizserver" / folder).glob("*.py"))
    emitted = set(re.findall(r'emit\(\s*"(\w+)"', code))
    emitted |= set(re.findall(r'(?:to_walls|to_role|to_player)\([^"()]*"(?:phone", lang, ")?(\w+)"', code))
    emitted |= set(re.findall(r'\("(view|you)", self', code))
    assert {names(row[0])[0] for row in rows("## Server → client")} == emitted


def test_the_protocol_number_is_the_documented_one() -> None:
    assert f"protocol number **{protocol.PROTOCOL}**" in PROTOCOL


def test_every_round_type_has_its_body_documented() -> None:
    bodies = PROTOCOL.split("## Bodies by round type", 1)[1]
    assert [kind for kind in rounds.discover() if f"`{kind}`" not in bodies] == []


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    names = {*cli.main.commands, *cli.ELSEWHERE} - {"visits"}  # for the server's own children
    assert [name for name in names if f"quizserver {name}" not in readme] == []
    assert len(readme.splitlines()) < 150


def test_every_file_that_the_docs_name_exists() -> None:
    pages = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    path = re.compile(r"[`(]((?:quizserver|static|tests|docs|templates|question_banks|scripts)/[\w./-]+)[`)]")
    missing = []
    for page in pages:
        for name in path.findall(page.read_text("utf-8")):
            if "thumbs" not in name and not (ROOT / name).exists():
                missing.append(f"{page.name}: {name}")
    assert missing == []


def test_the_worked_example_is_a_round_type_that_plays() -> None:
    source = EXAMPLE.split("```python\n", 1)[1].split("```", 1)[0]
    module: Any = ModuleType("quizserver.rounds.thumbs")
    sys.modules[module.__name__] = module
    try:
        exec(compile(source, "thumbs.py", "exec"), module.__dict__)
        question = module.samples()[0]
        module.Question.model_validate(question)
        room = Classroom(question, game=Game({"thumbs": module}))
        room.join("ani", "budi")
        room.open()
        before = room.view("phone")
        room.answer("ani", thumb="up")
        room.answer("ani", thumb="down")
        assert room.view("phone")["round"]["body"] == before["round"]["body"]
        room.close()
        assert room.view("screen")["round"]["reveal"]["shares"]["down"]["few"]
        assert room.view("ani")["round"]["result"]["right"] is None
        assert room.points("ani") == 0
    finally:
        del sys.modules[module.__name__]


@pytest.mark.parametrize("suffix", ["py", "js"])
def test_no_file_has_grown_past_400_lines(suffix: str) -> None:
    own = [
        path
        for top in ("quizserver", "static", "tests")
        for path in (ROOT / top).rglob(f"*.{suffix}")
        if "vendor" not in path.parts
    ]
    assert {str(path.relative_to(ROOT)): n for path in own if (n := len(path.read_text("utf-8").splitlines())) > 400} == {}
