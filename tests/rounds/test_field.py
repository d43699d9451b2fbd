"""A group game without screens: a timer from the desk, points per team, nobody ranked while it runs and nobody last at the end."""

from __future__ import annotations

import json

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.core.ledger import MODES
from quizserver.errors import Rejected
from quizserver.rounds import field
from tests.conftest import Classroom, sample

CLASSES = [{"id": f"g{n}", "name": f"7{letter}", "size": None} for n, letter in enumerate("ABCDE", start=1)]


def in_the_yard(*, groups: list[Json] = CLASSES, mode: str = "tiebreak", n: int = 1) -> Classroom:
    room = Classroom(sample("field", n), sample("podium"), mode=mode, groups=groups)
    room.join("ani", group=groups[0]["id"] if groups else None)
    room.open()
    return room


def do(room: Classroom, action: str, **payload: object) -> None:
    room.do(c.Act(actor="desk", id=next(room.ids), round=1, action=action, payload=dict(payload)))


def score(room: Classroom, **points: int) -> None:
    for team, add in points.items():
        do(room, "points", team=team, add=add)


def test_the_steps_are_read_first_then_the_game_runs_then_all_are_thanked() -> None:
    room = in_the_yard()
    steps = []
    while room.view("screen")["round"]["type"] == "field":
        steps.append((room.state.rounds[1].state["step"], room.view("screen")["next"]["does"]))
        room.advance()
    assert steps == [("explain", "play"), ("play", "thanks"), ("thanks", "next")]


@pytest.mark.parametrize("mode", MODES)
def test_the_timer_starts_at_the_desk_and_ends_nothing_by_itself(mode: str) -> None:
    room = in_the_yard(mode=mode)
    assert "left" not in room.view("screen")["round"]
    room.advance()
    assert room.view("screen")["round"]["left"] == 300
    room.wait(310)
    assert room.state.rounds[1].state["step"] == "play"
    assert room.view("screen")["round"]["left"] == 0


def test_points_go_to_the_groups_of_the_visit_and_can_be_undone() -> None:
    room = in_the_yard()
    score(room, g1=50, g2=10)
    do(room, "points", team="g2", add=-10)
    do(room, "undo")
    assert [team["points"] for team in room.view("desk")["round"]["body"]["teams"]] == [50, 10, 0, 0, 0]
    room.advance()
    room.advance()
    room.advance()
    assert {team: award.points for team, award in room.state.ledger.entries[1].items()} == {"g1": 50, "g2": 10, "g3": 0, "g4": 0, "g5": 0}
    assert room.points("ani") == 0, "the points are the group's, not the child's"


def test_points_stay_between_nothing_and_a_thousand() -> None:
    room = in_the_yard()
    for refused in (-10, 1_001, True, 0.5, "10", None):
        with pytest.raises(Rejected, match="act/points_range"):
            do(room, "points", team="g1", add=refused)
    do(room, "points", team="g1", add=1_000)
    with pytest.raises(Rejected, match="act/points_range"):
        do(room, "points", team="g1", add=10)
    with pytest.raises(Rejected, match="act/unknown_team"):
        do(room, "points", team="g99", add=10)


def test_without_groups_a_desk_makes_teams_that_are_forgotten_with_the_game() -> None:
    room = in_the_yard(groups=[])
    with pytest.raises(Rejected, match="act/not_now"):
        do(room, "points", team="team1", add=10)
    for refused in (1, 7, -1, "2", None):
        with pytest.raises(Rejected, match="act/teams_range"):
            do(room, "teams", count=refused)
    do(room, "teams", count=4)
    score(room, team2=30)
    with pytest.raises(Rejected, match="act/not_now"):
        do(room, "teams", count=2)
    for _ in range(3):
        room.advance()
    assert room.state.ledger.entries == {}


def test_no_team_is_ranked_on_the_wall_or_a_phone_while_the_game_runs() -> None:
    room = in_the_yard()
    score(room, g1=700, g2=30)
    for _ in ("explain", "play"):
        for audience in ("phone", "screen", "ani"):
            assert not {"700", "30", "best"} & set(json.dumps(room.view(audience)).replace('"', " ").replace(",", " ").split())
        room.advance()
    assert "best" in room.view("screen")["round"]["body"]
    assert "best" not in room.view("phone")["round"]["body"]


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        ([50, 40, 30, 20, 10], ["A", "B", "C"]),
        ([50, 40, 30, 30, 10], ["A", "B"]),
        ([50, 50, 50, 50, 10], []),
        ([50, 40, 30], ["A"]),
        ([50, 10], []),
        ([30, 30], ["A", "B"]),
        ([30, 30, 30, 30], []),
        ([0, 0, 0], []),
        ([], []),
    ],
)
def test_at_most_three_are_named_and_the_last_place_is_never_left_over(points: list[int], shown: list[str]) -> None:
    teams = [{"id": letter, "name": letter} for letter in "ABCDE"[: len(points)]]
    state: Json = {"teams": teams, "points": dict(zip("ABCDE", points, strict=False)), "step": "thanks", "question": sample("field")}
    assert [team["name"] for team in field.screen(state, "id")["best"]] == shown


def test_a_time_for_answers_is_refused_with_what_to_write_instead() -> None:
    with pytest.raises(ValueError, match="write timer instead"):
        field.Question.model_validate(sample("field") | {"seconds": 60})
