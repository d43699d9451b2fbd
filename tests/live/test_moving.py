"""A running visit moves to another laptop as one file, whole, once, and never half."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from quizserver import rounds
from quizserver.cli import Here
from quizserver.core.facts import Json
from quizserver.core.game import Game
from quizserver.errors import QuizError
from quizserver.live import moving
from quizserver.store.journal import MemoryJournal, SqlJournal
from tests.live.test_aftercare import a_visit, bytes_on_disk, quizserver, write

TYPES = rounds.discover()
LAST = len(a_visit(12).entries)


def repacked(content: bytes, *, manifest: Json | None = None, line: str = "", cut: int = 0, checked: bool = True) -> bytes:
    """The file changed: with other words in its manifest, another last fact, or some of its facts missing."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        head, facts = json.loads(packed.read(moving.MANIFEST)), packed.read(moving.FACTS)
    facts = b"".join(facts.splitlines(keepends=True)[cut:]) + line.encode()
    head |= ({"sha256": hashlib.sha256(facts).hexdigest()} if checked else {}) | (manifest or {})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(moving.MANIFEST, json.dumps(head))
        packed.writestr(moving.FACTS, facts)
    return file.getvalue()


def a_fact(kind: str, **body: Any) -> str:
    """One more line that no quizserver would write."""
    return json.dumps({"seq": LAST + 1, "at": 0.0, "wall": 0.0, "actor": "", "command": "", "kind": kind, "body": body, "reply": {}}) + "\n"


def encrypted(content: bytes) -> bytes:
    """The file with a mark that its first part has a password."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + b"\x01" + content[at + 1 :]


def test_a_visit_goes_on_at_the_other_laptop_as_it_was(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    visit = a_visit()
    here.mkdir()
    write(here, "aaaa", visit.entries)
    file = tmp_path / "visit.room"
    quizserver(here, "room", "export", "last", "--out", str(file))
    assert "40 students" in quizserver(there, "room", "import", str(file)).output
    assert Game(TYPES).replay(SqlJournal(there / "journal.sqlite3", Here()).read("aaaa")) == visit.state
    assert SqlJournal(here / "journal.sqlite3", Here()).open_rooms() == [], "two laptops never run one visit"
    assert "moved" in quizserver(here, "report", "list").output
    quizserver(here, "room", "export", "aaaa", "--out", str(tmp_path / "again.room"))
    assert moving.unpack((tmp_path / "again.room").read_bytes(), TYPES)[1] == visit.entries, "a lost file can be made again"
    quizserver(here, "wipe", "1", "--yes")
    assert b"Elang Rahasia" not in bytes_on_disk(here)


@pytest.mark.parametrize(
    "change, code",
    [
        (lambda file: b"halo", "move/no_room"),
        (lambda file: b"", "move/no_room"),
        (lambda file: file[: len(file) // 2], "move/damaged"),
        (lambda file: repacked(file, cut=3, checked=False), "move/damaged"),
        (lambda file: repacked(file, cut=3), "move/damaged"),
        (lambda file: repacked(file, manifest={"kind": "something"}), "move/no_room"),
        (lambda file: repacked(file, manifest={"format": 2, "version": "9.9"}), "move/newer"),
        (lambda file: repacked(file, line=f'{{"seq":{LAST + 1},"kind":"teleported","body":{{}}}}\n'), "move/newer"),
        (lambda file: repacked(file, line="not json\n"), "move/newer"),
        (lambda file: repacked(file, line="[" * 200_000 + "]" * 200_000 + "\n"), "move/newer"),
        (lambda file: repacked(file, line=a_fact("round_opened", number=99)), "move/newer"),
        (lambda file: repacked(file, line=a_fact("wall_turned", show="last", number=99)), "move/newer"),
        (lambda file: repacked(file, line=a_fact("request_added", source="paper", sealed="terbuka")), "move/damaged"),
        (lambda file: repacked(file, line=a_fact("lead_changed", public="?", wrapped={"kdf": "scrypt"})), "move/damaged"),
        (lambda file: repacked(file, manifest={"room": "x" * 65}), "move/damaged"),
        (lambda file: encrypted(file), "move/damaged"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_nothing_is_written(change: Any, code: str) -> None:
    journal = MemoryJournal()
    file = change(moving.pack("aaaa", a_visit(12).entries))
    with pytest.raises(QuizError) as refused:
        moving.arrive(file, TYPES, journal)
    assert refused.value.code == code
    assert journal.open_rooms() == []


def test_the_same_visit_is_not_taken_twice_nor_beside_another_one(tmp_path: Path) -> None:
    visit = a_visit(12)
    file = tmp_path / "visit.room"
    file.write_bytes(moving.pack("aaaa", visit.entries))
    quizserver(tmp_path, "room", "import", str(file))
    assert "already" in quizserver(tmp_path, "room", "import", str(file), code=2).output
    file.write_bytes(moving.pack("bbbb", visit.entries))
    assert "still open" in quizserver(tmp_path, "room", "import", str(file), code=2).output
    assert SqlJournal(tmp_path / "journal.sqlite3", Here()).open_rooms() == ["aaaa"]


def test_a_visit_that_is_over_does_not_move(tmp_path: Path) -> None:
    write(tmp_path, "aaaa", a_visit(12).close())
    assert "closed" in quizserver(tmp_path, "room", "export", "last", "--out", str(tmp_path / "x"), code=2).output
    assert not (tmp_path / "x").exists()
    assert "cannot be read" in quizserver(tmp_path, "room", "import", str(tmp_path / "none"), code=2).output


@pytest.mark.parametrize("name", ["no folder/visit.room", "a folder"])
def test_a_file_that_cannot_be_written_moves_nothing(tmp_path: Path, name: str) -> None:
    write(tmp_path, "aaaa", a_visit(12).entries)
    (tmp_path / "a folder").mkdir()
    said = quizserver(tmp_path, "room", "export", "last", "--out", str(tmp_path / name), code=2).output
    assert name in said
    assert ("--out" in said, "--data" in said) == (True, False)
    assert not list(tmp_path.rglob("*.part"))
    assert SqlJournal(tmp_path / "journal.sqlite3", Here()).open_rooms() == ["aaaa"]
