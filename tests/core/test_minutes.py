"""Minutes ahead or behind, and what to drop: arithmetic, with the time given in."""

from __future__ import annotations

import pytest

from quizserver import rounds
from quizserver.core.minutes import could_be_dropped, minute_of, minutes_ahead, seconds_left, seconds_of
from quizserver.rounds import guess
from tests.conftest import Classroom, an_item, sample
from tests.core.facilitator import arrange, playing

TYPES = rounds.discover()


@pytest.mark.parametrize("clock, minute", [("00:00", 0), ("11:30", 690), ("9:05", 545), ("23:59", 1439)])
def test_a_time_of_day_is_read(clock: str, minute: int) -> None:
    assert minute_of(clock) == minute


@pytest.mark.parametrize("clock", ["", "24:00", "11:60", "11.30", "1130", "11:3", "-1:00", "٣:00x"])
def test_anything_else_is_no_time_of_day(clock: str) -> None:
    assert minute_of(clock) is None
    assert minutes_ahead(clock, 600, 0) is None


@pytest.mark.parametrize(
    "ends_at, now, left, ahead", [("11:30", 660, 1200, 10), ("11:30", 690, 300, -5), ("00:10", 1430, 0, 20), ("23:50", 10, 0, -20)]
)
def test_minutes_to_spare_also_over_midnight(ends_at: str, now: float, left: float, ahead: int) -> None:
    assert minutes_ahead(ends_at, now, left) == ahead


def test_an_item_takes_its_clock_and_the_talk_around_it() -> None:
    assert seconds_of(TYPES, an_item(sample("guess"))) == guess.SECONDS + guess.TALK


def test_time_left_shrinks_as_the_visit_goes_on() -> None:
    room = playing(sample("choice"), sample("choice", 1), sample("podium"))
    before = seconds_left(TYPES, room.state, room.room.at)
    room.wait(10)
    assert seconds_left(TYPES, room.state, room.room.at) == pytest.approx(before - 10, abs=0.5)
    room.close()
    arrange(room, "i3")
    assert seconds_left(TYPES, room.state, room.room.at) < before - 50


def in_sections(*kinds: tuple[int, str]) -> Classroom:
    room = Classroom(*(sample(kind) | {"id": f"x-{n}"} for n, (_, kind) in enumerate(kinds)))
    for item, (section, _) in zip(room.state.items, kinds, strict=True):
        item["section"] = section
    return room


def test_what_could_be_dropped_is_taken_from_the_longest_section_and_leaves_one_of_each() -> None:
    room = in_sections((0, "choice"), (0, "choice"), (0, "choice"), (1, "verdict"), (1, "verdict"), (2, "guess"), (3, "podium"))
    assert could_be_dropped(TYPES, room.state, 0) == []
    assert could_be_dropped(TYPES, room.state, 0.5) == ["i3"]
    assert could_be_dropped(TYPES, room.state, 1000) == ["i3", "i2", "i5"]
