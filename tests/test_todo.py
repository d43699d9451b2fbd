"""The desk says what to do now in every phase, on every wall and in every step of every round type."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizserver import rounds
from quizserver.catalogue import catalogue
from quizserver.core.state import PHASES, WALLS
from quizserver.errors import Rejected
from tests.conftest import Classroom

ROOT = Path(__file__).parent.parent
NOW = (ROOT / "static/js/desk/now.js").read_text("utf-8")
SHARED = re.findall(r'"(\w+)"', NOW.partition("const STEPS = [")[2].partition("]")[0])
PLACES = [*PHASES, "setup", "paused", *(f"wall_{wall}" for wall in WALLS if wall not in ("game", "calm")), *SHARED]
SAMPLES = [pytest.param(name, q, id=f"{name}-{q['id']}") for name, kind in rounds.discover().items() for q in kind.samples()]


def own_key(name: str) -> str:
    """The key that a type's `todo` makes of a round, empty for a type without: `desk.field.todo_${round.step}`."""
    script = (ROOT / f"static/js/rounds/{name}.js").read_text("utf-8")
    found = re.search(r"export const todo = [^`]*`([^`]+)`", script)
    return found[1] if found else ""


def spoken(key: str, body: dict[str, str], step: str) -> str:
    for hole, value in (("round.step", step), ("round.body.kind", body.get("kind", ""))):
        key = re.sub(rf"\$\{{{re.escape(hole)}\}}", value, key)
        key = re.sub(rf"\$\{{{re.escape(hole)}\.replace[^}}]*\}}", re.sub(r"\d+$", "", value), key)
    return key


@pytest.mark.parametrize("place", PLACES)
def test_every_phase_wall_and_shared_step_has_a_sentence(place: str) -> None:
    assert f"desk.todo.{place}" in catalogue()


@pytest.mark.parametrize("name, question", SAMPLES)
def test_every_step_of_every_type_has_a_sentence_that_fits(name: str, question: dict[str, object]) -> None:
    room = Classroom(question)
    room.join("ani", "budi")
    room.open()
    own, steps = own_key(name), []
    for _ in range(40):
        now = room.state.round
        if room.state.phase != "open" or now is None:
            break
        steps.append(now.state["step"])
        if own:
            assert spoken(own, room.view("desk")["round"]["body"], steps[-1]) in catalogue(), f"{name}: {steps[-1]}"
        try:
            room.advance()
        except Rejected:  # a step that waits for somebody: the safeguarding lead
            break
    later = set(steps[1:]) - {steps[0]}
    assert own or later <= set(SHARED), f"{name} has steps without a sentence of their own: {later}"
