"""Which of the safeguarding lead's keys phones seal to: always her newest, whatever rooms have known before."""

from __future__ import annotations

from pathlib import Path

from quizserver.cli import Here
from quizserver.core import facts as f
from quizserver.live.rooms import Rooms
from quizserver.live.safeguarding import Safeguarding
from quizserver.safety import sealing
from quizserver.store.journal import MemoryJournal
from quizserver.store.library import Library
from tests.conftest import Classroom, FakeClock, sample

OLDER, NEWER = (sealing.public_of(sealing.new_secret()) for _ in range(2))
WRAPPED = {"kdf": "scrypt"}


def test_phones_seal_to_her_newest_key_also_in_a_room_that_knew_only_that_one(tmp_path: Path) -> None:
    before = Classroom(sample("box"))
    rooms, clock = Rooms(before.game, MemoryJournal(), before.outlet), FakeClock()
    lead = Safeguarding(rooms, Library(tmp_path / "settings.sqlite3", Here()), clock, clock)
    lead.keep(OLDER, WRAPPED)
    lead.keep(NEWER, WRAPPED)
    rooms.open(f.RoomOpened("ABCD", {}, "id", "tiebreak", 1, []), lambda outcome: None)
    for _ in range(2):
        lead.here(NEWER)
        lead.beat()
    assert rooms.running()[0].state.lead == NEWER
    listed = lead.keys()
    assert [key["public"] for key in listed] == [NEWER, OLDER]
