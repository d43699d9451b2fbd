"""What the picture for the school's channels tells: one count of the whole hall."""

from __future__ import annotations

from quizserver.live.office import public_count
from tests.conftest import Classroom, sample


def test_before_a_pledge_it_counts_the_heads_that_joined() -> None:
    room = Classroom(sample("choice"))
    room.join("siti", weight=4)
    room.join("budi")
    assert public_count(room.state) == ("joined", 5, "")


def test_after_a_pledge_it_counts_those_who_wove_it() -> None:
    room = Classroom(sample("pledge"))
    room.join("siti", weight=4)
    room.join("budi")
    room.open()
    room.answer("siti", pledge="keep")
    assert public_count(room.state) == ("pledge", 4, "")
