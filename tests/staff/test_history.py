"""What is kept of saves: each text once, the newest ones of a file, and nothing of what the disk refused."""

from __future__ import annotations

import errno
import os
import threading
from typing import Any

import pytest
from sqlalchemy import func, select

from quizserver.banks import files
from quizserver.banks.drafting import items_of
from quizserver.banks.versions import version_of
from quizserver.errors import Rejected, Unavailable
from quizserver.live.editing import Person
from quizserver.store import history, tables
from tests.banks.conftest import BANK
from tests.staff.conftest import StaffRoom

RINA = Person("rina", "Rina", "id")


@pytest.fixture
def room(staff: StaffRoom) -> StaffRoom:
    (staff.banks / "kuis.yaml").write_text(BANK, "utf-8")
    staff.editing.notice()
    return staff


def saves(room: StaffRoom) -> list[str]:
    return [save.what for save in room.editing.saves("banks", "kuis")]


def texts(room: StaffRoom) -> int:
    return int(room.library.run(lambda db: db.execute(select(func.count()).select_from(tables.texts)).scalar()))


def test_a_text_is_kept_once_and_old_saves_go(room: StaffRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    for there in ("dua", "", "dua", ""):
        room.editing.move_item("kuis", "satu", there, RINA)
    assert saves(room) == ["moved"] * 4 + ["found"]
    assert texts(room) == 2
    monkeypatch.setattr(history, "MOST_KEPT", 3)
    room.editing.set_head("banks", "kuis", {"source": "Kami."}, RINA)
    assert saves(room) == ["head", "moved", "moved"]
    assert texts(room) == 3
    assert (room.banks / "kuis.yaml").read_text("utf-8") == BANK.replace("Ditulis untuk uji coba.", "Kami.")


def test_who_wrote_an_item_is_known_when_her_save_is_no_longer_kept(room: StaffRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else whoever moves something five hundred times may approve what she wrote."""
    monkeypatch.setattr(history, "MOST_KEPT", 3)
    draft = room.editing.set_item("kuis", "satu", item(room) | {"text": {"id": "Baru?", "en": "New?"}}, version_of(item(room)), RINA)
    for there in ("dua", "", "dua", ""):
        room.editing.move_item("kuis", "satu", there, RINA)
    assert saves(room) == ["moved"] * 3
    with pytest.raises(Rejected, match="staff/second_person"):
        room.editing.approve("kuis", "satu", version_of(draft), RINA)
    assert room.editing.approve("kuis", "satu", version_of(draft), Person("budi", "Budi", "id"))["reviewer"] == "Budi"


def test_nobody_approves_what_she_is_saving_at_this_moment(room: StaffRoom) -> None:
    """The version that a save will have can be worked out beforehand, and the approval sent while the save is under way."""
    wanted = item(room) | {"text": {"id": "Baru?", "en": "New?"}}
    (room.folder / "other").mkdir()
    other = StaffRoom(room.folder / "other")
    (other.banks / "kuis.yaml").write_text(BANK, "utf-8")
    known = version_of(other.editing.set_item("kuis", "satu", wanted, version_of(item(room)), RINA))
    done: list[Any] = []

    def approve() -> None:
        try:
            done.append(room.editing.approve("kuis", "satu", known, RINA))
        except Rejected as refused:
            done.append(refused.code)

    other_thread = threading.Thread(target=approve)

    def meanwhile() -> None:
        if not other_thread.ident:
            other_thread.start()
            other_thread.join(0.3)  # with the lock taken it waits; without, it is as far as it gets

    room.editing.pause = meanwhile
    room.editing.set_item("kuis", "satu", wanted, version_of(item(room)), RINA)
    other_thread.join()
    assert done == ["staff/second_person"]


def item(room: StaffRoom) -> Any:
    return items_of(files.read(room.banks / "kuis.yaml")[0])["satu"]


def test_what_the_disk_refuses_is_in_neither(room: StaffRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(Unavailable):
            room.editing.move_item("kuis", "satu", "dua", RINA)
    assert saves(room) == ["found"]
    assert (room.banks / "kuis.yaml").read_text("utf-8") == BANK
    room.editing.move_item("kuis", "satu", "dua", RINA)
    assert saves(room) == ["moved", "found"]


def test_what_was_changed_while_the_server_was_down_is_noticed_once(room: StaffRoom) -> None:
    (room.banks / "kuis.yaml").write_text(BANK.replace("An adult", "A grown-up"), "utf-8")
    again = StaffRoom(room.folder)
    again.editing.notice()
    again.editing.notice()
    newest = again.editing.saves("banks", "kuis")
    assert [(save.what, save.items, save.who) for save in newest] == [("outside", ["satu"], ""), ("found", [], "")]


def test_lists_are_shown_although_the_library_refuses(room: StaffRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    (room.banks / "kuis.yaml").write_text(BANK.replace("An adult", "A grown-up"), "utf-8")

    def refuses(_: Any) -> None:
        raise Unavailable("store/refused", retry=True)

    with monkeypatch.context() as patched:
        patched.setattr(room.library, "run", refuses)
        room.editing.notice()
    room.editing.notice()
    assert saves(room) == ["outside", "found"]
