"""Writing: whole or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quizserver.banks import saving
from quizserver.banks.programmes import Shelf
from quizserver.errors import Rejected, Unavailable
from tests.banks.conftest import BANK, Write

NEW = BANK.replace("Kuis", "Baru").encode()


def test_the_file_is_replaced_and_keeps_its_mode(write: Write) -> None:
    path = write("kuis.yaml", BANK)
    path.chmod(0o640)
    saving.write(path, NEW, BANK.encode())
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in path.parent.iterdir()] == ["kuis.yaml"]


def test_a_link_stays_a_link(write: Write, tmp_path: Path) -> None:
    path = write("elsewhere/kuis.yaml", BANK)
    link = tmp_path / "kuis.yaml"
    link.symlink_to(path)
    saving.write(link, NEW, BANK.encode())
    assert link.is_symlink()
    assert path.read_bytes() == NEW


def test_a_file_that_changed_since_is_not_overwritten(write: Write) -> None:
    path = write("kuis.yaml", BANK + "# mine\n")
    with pytest.raises(Rejected) as refused:
        saving.write(path, NEW, BANK.encode())
    assert refused.value.code == "bank/changed_on_disk"
    assert path.read_text("utf-8") == BANK + "# mine\n"
    with pytest.raises(Rejected):
        saving.write(path, NEW, None)


@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_a_full_disk_loses_nothing(write: Write, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    path = write("kuis.yaml", BANK)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, where, full)
    with pytest.raises(Unavailable) as refused:
        saving.write(path, NEW, BANK.encode())
    assert (refused.value.code, refused.value.values["why"]) == ("bank/disk", "No space left on device")
    assert path.read_text("utf-8") == BANK
    assert [file.name for file in path.parent.iterdir()] == ["kuis.yaml"]


def test_a_kill_before_the_replacement_leaves_the_old_file_and_the_next_save_works(write: Write) -> None:
    path = write("kuis.yaml", BANK)
    killed = "import os, sys, pathlib; from quizserver.banks import saving; os.replace = lambda *_: os._exit(9);"
    killed += "saving.write(pathlib.Path(sys.argv[1]), b'half', pathlib.Path(sys.argv[1]).read_bytes())"
    assert subprocess.run([sys.executable, "-c", killed, str(path)], check=False).returncode == 9
    assert path.read_text("utf-8") == BANK
    assert len(list(path.parent.iterdir())) == 2
    assert [bank.id for bank in Shelf(path.parent).banks()] == ["kuis"]
    saving.write(path, NEW, BANK.encode())
    assert [file.name for file in path.parent.iterdir()] == ["kuis.yaml"]


@pytest.mark.parametrize("text", [BANK.replace("items:", "items: ["), "x"])
def test_a_broken_file_is_not_written_to(write: Write, text: str) -> None:
    with pytest.raises(Rejected) as refused:
        saving.page_of(saving.load(write("kuis.yaml", text)))
    assert refused.value.code == "bank/broken"


def test_a_list_in_brackets_is_refused_by_name(write: Write) -> None:
    head, _ = BANK.split("items:\n")
    loaded = saving.load(write("kuis.yaml", head + "items: [{id: a, type: poll}]\n"))
    with pytest.raises(Rejected) as refused:
        saving.page_of(loaded)
    assert refused.value.code == "bank/not_a_block"


def test_what_would_not_read_back_is_not_written(write: Write) -> None:
    loaded = saving.load(write("kuis.yaml", BANK))
    page = saving.page_of(loaded)
    page.put(0, "  - id: other", {"id": "satu"})
    with pytest.raises(Rejected) as refused:
        saving.checked(loaded, page, "en")
    assert refused.value.code == "bank/would_not_read"


def test_an_error_that_was_not_there_before_is_not_written(write: Write) -> None:
    loaded = saving.load(write("kuis.yaml", BANK, "answer: true", "answer: maybe"))
    page = saving.page_of(loaded)
    page.set(0, page.values[0] | {"level": "easy"})
    assert saving.checked(loaded, page, "en").content == page.content(), "an error elsewhere is no reason"
    page.set(0, page.values[0] | {"level": "high"})
    with pytest.raises(Rejected) as refused:
        saving.checked(loaded, page, "en")
    assert refused.value.code == "bank/would_break"
    assert "item satu, level" in str(refused.value.values["problem"])
