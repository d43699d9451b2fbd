"""What every journal promises. The same suite runs over each implementation; a new one is a new line in `JOURNALS`."""

from __future__ import annotations

import dataclasses
import sqlite3
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

import pytest

from quizserver.core.facts import Entry, Fact, PlayerJoined, RoomClosed, RoomOpened, Ticked
from quizserver.errors import QuizError, Unavailable
from quizserver.store.journal import Journal, MemoryJournal, SqlJournal

JOURNALS = ("memory", "sql", "sql in a thread")
ROOM = "room"


class Inline:
    """Does a job where it is asked for."""

    def submit(self, job: Callable[[], Any], done: Callable[[Any, Exception | None], None]) -> None:
        try:
            result = job()
        except Exception as error:
            done(None, error)
        else:
            done(result, None)

    def run(self, job: Callable[[], Any]) -> Any:
        return job()

    def close(self) -> None:
        pass


class Threaded(Inline):
    """Does all jobs on one thread of its own, as serving.Worker does, and waits for each."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = Thread(target=lambda: [job() for job in iter(self._jobs.get, None)], daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[], Any], done: Callable[[Any, Exception | None], None]) -> None:
        over = Event()
        outcome: list[tuple[Any, Exception | None]] = []

        def work() -> None:
            super(Threaded, self).submit(job, lambda result, error: outcome.append((result, error)))
            over.set()

        self._jobs.put(work)
        assert over.wait(20), "the thread is stuck"
        done(*outcome[0])

    def run(self, job: Callable[[], Any]) -> Any:
        outcome: list[tuple[Any, Exception | None]] = []
        self.submit(job, lambda result, error: outcome.append((result, error)))
        result, error = outcome[0]
        if error is not None:
            raise error
        return result

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join(10)


class Shelf:
    """Opens journals of one kind in one place, again and again, as restarts do."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self.path = folder / "journal.sqlite3"
        self._memory = MemoryJournal()
        self._threads: list[Inline] = []
        self._journals: list[Any] = []

    def open(self, **options: Any) -> Journal:
        if self.kind == "memory":
            return self._memory
        self._threads.append(Threaded() if self.kind.endswith("thread") else Inline())
        journal = SqlJournal(self.path, self._threads[-1], **options)
        self._journals.append(journal)
        return journal

    def close(self) -> None:
        for journal, thread in zip(self._journals, self._threads, strict=True):
            if journal._engine is not None:
                thread.run(journal._engine.dispose)
            thread.close()


@pytest.fixture(params=JOURNALS)
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(request.param, tmp_path)
    yield shelf
    shelf.close()


@pytest.fixture(params=JOURNALS[1:])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    """Only journals that need a disk: memory is never full."""
    shelf = Shelf(request.param, tmp_path)
    yield shelf
    shelf.close()


SPECIMENS: dict[str, Any] = {
    "str": "naïve “kata” 🦜 \u202eRTL\u0000\n",
    "str | None": "g1",
    "int": 2**40,
    "int | None": 2**40,
    "float": 12.345,
    "bool": True,
    "Json": {"id": "Halo", "nested": {"list": [1, 2.5, None, True, "é"]}},
    "list[str]": ["i1", "naïve"],
    "list[Json]": [{"a": 1}, {"b": [{"c": None}]}],
}
"""A value of each type that a fact may have; a fact with another one makes these tests fail, and is to be added here."""


def specimen(kind: type[Fact]) -> Fact:
    types = typing.get_type_hints(kind)
    names = {field.name: str(field.type) for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    assert names.keys() <= types.keys()
    return kind(**{name: SPECIMENS[written] for name, written in names.items()})


def entry(seq: int, fact: Fact | None = None, **more: Any) -> Entry:
    return Entry(seq=seq, at=seq / 10, wall=1e9 + seq, actor="p1", command=f"command-{seq}", fact=fact or Ticked(), **more)


def opened() -> RoomOpened:
    return RoomOpened("KODE", {"id": "Tes", "en": "Test"}, "id", "tiebreak", 7, [])


def append(journal: Journal, *entries: Entry, room: str = ROOM) -> QuizError | None:
    """Appends and returns how it ended."""
    outcomes: list[QuizError | None] = []
    journal.append(room, entries, outcomes.append)
    assert len(outcomes) == 1, "every append is answered, once"
    return outcomes[0]


def seqs(journal: Journal, room: str = ROOM) -> list[int]:
    return [entry.seq for entry in journal.read(room)]


@pytest.mark.parametrize("kind", Fact.KINDS.values(), ids=Fact.KINDS.keys())
def test_every_kind_of_fact_reads_back_as_it_was_written(shelf: Shelf, kind: type[Fact]) -> None:
    written = entry(1, specimen(kind), reply={"result": "right", "left": None})
    assert append(shelf.open(), written) is None
    assert shelf.open().read(ROOM) == [written]


def test_entries_come_back_in_order_and_each_room_has_its_own(shelf: Shelf) -> None:
    journal = shelf.open()
    for seq in (1, 2, 3):
        assert append(journal, entry(seq), room="one") is None
    assert append(journal, *(entry(seq) for seq in range(1, 60)), room="other") is None
    assert seqs(journal, "one") == [1, 2, 3]
    assert seqs(shelf.open(), "other") == list(range(1, 60))
    assert journal.read("nobody") == []


def test_a_group_is_written_as_a_whole_or_not_at_all(shelf: Shelf) -> None:
    journal = shelf.open()
    append(journal, entry(1), entry(2))
    assert isinstance(append(journal, entry(2), entry(3), entry(4)), Unavailable)
    assert seqs(journal) == [1, 2], "neither the twin nor what came with it"
    assert append(journal, entry(3)) is None, "a refused group does not end the journal"


def test_a_second_writer_of_a_room_is_refused(shelf: Shelf) -> None:
    one, other = shelf.open(), shelf.open()
    mine = entry(1, PlayerJoined("p1", "hash", "Elang Ramah", 1))
    assert append(one, mine) is None
    assert isinstance(append(other, entry(1)), Unavailable)
    assert one.read(ROOM) == other.read(ROOM) == [mine]


def test_open_rooms_are_those_not_closed_oldest_first(shelf: Shelf) -> None:
    journal = shelf.open()
    for n, room in enumerate(("z-first", "closed", "a-last")):
        append(journal, dataclasses.replace(entry(1, opened()), wall=1e9 + n), entry(2), room=room)
    append(journal, entry(3, RoomClosed()), room="closed")
    assert shelf.open().open_rooms() == ["z-first", "a-last"]


def test_reading_an_empty_journal_finds_nothing(shelf: Shelf) -> None:
    assert shelf.open().open_rooms() == []
    assert shelf.open().read(ROOM) == []


def fill(journal: Journal) -> int:
    """Appends until the disk refuses; the last seq that was acknowledged."""
    filler = PlayerJoined("p1", "h" * 900, "n" * 900, 1)
    for seq in range(1, 2_000):
        refused = append(journal, entry(seq, filler))
        if refused is not None:
            assert refused.code == "store/refused"
            assert refused.retry, "the sender may try again"
            return seq - 1
    raise AssertionError("the disk never became full")


def test_a_full_disk_refuses_and_loses_nothing_acknowledged(disk: Shelf) -> None:
    journal = disk.open(max_pages=30)
    acknowledged = fill(journal)
    assert acknowledged > 3
    for attempt in range(3):
        assert append(journal, entry(acknowledged + 1, PlayerJoined("p1", "h" * 900, "n" * 900, 1))) is not None, attempt
    assert seqs(journal) == list(range(1, acknowledged + 1)), "it can still be read"
    assert seqs(disk.open()) == list(range(1, acknowledged + 1)), "also by the next start"


def test_a_journal_goes_on_by_itself_when_space_returns(disk: Shelf) -> None:
    journal = disk.open(max_pages=30)
    acknowledged = fill(journal)
    journal._thread.run(lambda: journal._connected().raw_connection().execute("PRAGMA max_page_count=1000"))  # type: ignore[attr-defined]
    more = PlayerJoined("p2", "h" * 900, "n" * 900, 1)
    assert append(journal, entry(acknowledged + 1, more)) is None
    assert seqs(journal) == list(range(1, acknowledged + 2))


def test_what_was_acknowledged_is_on_the_disk_and_not_in_the_process(disk: Shelf) -> None:
    append(disk.open(), entry(1), entry(2))
    copy = disk.path.with_name("copy.sqlite3")
    for suffix in ("", "-wal"):
        found = disk.path.with_name(disk.path.name + suffix)
        copy.with_name(copy.name + suffix).write_bytes(found.read_bytes())
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT count(*) FROM facts").fetchone() == (2,)
    connection.close()


def test_a_file_that_is_no_journal_is_refused_and_left_alone(disk: Shelf) -> None:
    disk.path.write_bytes(b"somebody's photographs" * 500)
    before = disk.path.read_bytes()
    journal = disk.open()
    with pytest.raises(Unavailable):
        journal.open_rooms()
    assert append(journal, entry(1)) is not None
    assert disk.path.read_bytes() == before


def test_a_wiped_room_is_gone_and_takes_no_more_facts_and_others_stay(shelf: Shelf) -> None:
    journal = shelf.open()
    for room in (ROOM, "other"):
        assert append(journal, entry(1, opened()), entry(2, RoomClosed()), room=room) is None
    with pytest.raises(Unavailable):
        journal.wipe(ROOM, 1)
    assert sorted(journal.closed_rooms()) == ["other", ROOM], "a fact that came meanwhile is not lost"
    journal.wipe(ROOM, 2)
    assert journal.read(ROOM) == []
    assert journal.closed_rooms() == ["other"]
    assert isinstance(append(journal, entry(3)), Unavailable)
    assert len(journal.read("other")) == 2
