"""The banks that ship with the product: read from the real folder, not from a copy."""

from __future__ import annotations

from quizserver.banks.check import check
from quizserver.banks.programmes import Shelf
from quizserver.settings import shipped

FOLDER = shipped("question_banks")


def test_shipped_banks_have_no_errors_and_no_warnings() -> None:
    assert [f"{problem.file.name}:{problem.line}: {problem.message}" for problem in check([FOLDER], "id")] == []


def test_shipped_programmes_can_all_be_played() -> None:
    shelf = Shelf(FOLDER)
    assert {f"program-{programme.id}.yaml" for programme in shelf.programmes()} == {path.name for path in FOLDER.glob("program-*.yaml")}
    assert shelf.programmes()[0].first
