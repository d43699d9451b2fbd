"""A visit package goes from the office to a laptop: approved content only, whole or not at all, and what was changed there is kept."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from quizserver.banks import package, saving
from quizserver.banks.programmes import Shelf
from quizserver.banks.versions import version_of
from quizserver.cli import Here
from quizserver.errors import BadInput, QuizError, Rejected
from quizserver.live.editing import Editing, Person
from quizserver.live.packages import STAGE, Packages
from quizserver.store.history import History
from quizserver.store.library import Library
from tests.banks.conftest import BANK, PROGRAMME

RINA = Person("rina", "Rina", "id")
BUDI = Person("budi", "Budi", "id")
NOW = 1_800_000_000.0


class Place:
    """A laptop, at the office or at a school: folders, library, editing."""

    def __init__(self, folder: Path) -> None:
        self.banks, self.data = folder / "banks", folder / "data"
        self.banks.mkdir(parents=True)
        self.data.mkdir()
        self.library = Library(self.data / "library.sqlite3", Here())
        history = History(self.library)
        approved = history.approved()
        self.shelf = Shelf(self.banks, lambda bank, item: approved.get((bank, item)))
        self.editing = Editing(self.banks, self.shelf, history, approved, lambda: None, lambda: NOW)
        self.packages = Packages(self.banks, self.data, self.library)

    def edit(self, item: str, who: Person = RINA, **changes: Any) -> None:
        self.editing.notice()
        now = next(one for one in self.items("kuis") if one["id"] == item)
        self.editing.set_item("kuis", item, now | changes, version_of(now), who)

    def items(self, bank: str) -> list[Any]:
        document = saving.load(self.banks / f"{bank}.yaml").reading.document
        assert document is not None
        found: list[Any] = document.value["items"]
        return found

    def take(self, content: bytes, *replace: str) -> int:
        self.editing.notice()
        self.packages.stage(content, set(replace), "id")
        return self.packages.finish(self.editing, BUDI)

    def states(self, content: bytes) -> dict[str, str]:
        self.editing.notice()
        return {row["path"]: row["state"] for row in self.packages.look(content)["rows"]}


@pytest.fixture
def office(tmp_path: Path) -> Place:
    place = Place(tmp_path / "office")
    (place.banks / "kuis.yaml").write_text(BANK, "utf-8")
    (place.banks / "program-pagi.yaml").write_text(PROGRAMME, "utf-8")
    place.library.set_setting("help", {"office": "Dinas Sosial"})
    Image.new("RGB", (8, 8), "red").save(place.data / "logo.png")
    return place


@pytest.fixture
def laptop(tmp_path: Path) -> Place:
    return Place(tmp_path / "laptop")


def made(place: Place) -> bytes:
    return place.packages.make(["pagi"], "Rina", NOW, "id")[0]


def test_a_laptop_gets_all_that_a_visit_needs(office: Place, laptop: Place) -> None:
    content = made(office)
    assert set(laptop.states(content).values()) == {"new"}
    assert laptop.take(content) == 3
    assert (laptop.banks / "kuis.yaml").read_text("utf-8") == BANK
    assert [one.id for one in laptop.shelf.programmes()] == ["pagi"]
    assert laptop.library.setting("help")["office"] == "Dinas Sosial"
    assert (laptop.data / "logo.png").read_bytes() == (office.data / "logo.png").read_bytes()
    last = History(laptop.library).newest()["kuis.yaml"]
    assert (last.what, last.who, last.items) == ("package", "Budi", ["satu", "dua"])
    assert set(laptop.states(content).values()) == {"unchanged"}
    assert laptop.take(content) == 0


def test_only_what_was_approved_goes_along(office: Place) -> None:
    office.edit("satu", text={"id": "Belum dibaca siapa pun?", "en": "Not read yet?"})
    office.editing.add_item("kuis", {"type": "choice", "text": {"id": "Baru sekali?"}, "answer": True}, None, RINA)
    content, left = office.packages.make(["pagi"], "Rina", NOW, "id")
    assert [one["label"] for one in left] == ["Baru sekali?"]
    _, parts = package.unpack(content)
    assert b"Siapa yang bisa membantu?" in parts["banks/kuis.yaml"]
    assert b"Belum dibaca" not in parts["banks/kuis.yaml"]
    assert b"draft" not in parts["banks/kuis.yaml"]


def test_a_second_package_replaces_the_first_and_a_change_on_the_laptop_is_kept_as_a_copy(office: Place, laptop: Place) -> None:
    laptop.take(made(office))
    (office.banks / "kuis.yaml").write_text(BANK.replace("Siapa yang bisa membantu?", "Siapa penolongmu?"), "utf-8")
    second = made(office)
    assert laptop.states(second)["banks/kuis.yaml"] == "changed"
    laptop.edit("dua", text={"id": "Diubah di sekolah."})
    assert laptop.states(second)["banks/kuis.yaml"] == "local"
    laptop.take(second)
    assert "Siapa penolongmu?" in (laptop.banks / "kuis.yaml").read_text("utf-8")
    copy = (laptop.banks / "kuis-lokal.yaml").read_text("utf-8")
    assert "Diubah di sekolah." in copy
    assert "(laptop)" in copy
    assert laptop.shelf.problems() == []


def test_with_a_tick_no_copy_is_made_and_history_has_what_was_there(office: Place, laptop: Place) -> None:
    laptop.take(made(office))
    laptop.edit("dua", text={"id": "Diubah di sekolah."})
    laptop.take(made(office), "banks/kuis.yaml")
    assert not (laptop.banks / "kuis-lokal.yaml").exists()
    assert (laptop.banks / "kuis.yaml").read_text("utf-8") == BANK
    assert [save.what for save in laptop.editing.saves("banks", "kuis")] == ["package", "edited", "package"]


def test_what_would_not_play_is_refused_and_nothing_changes(office: Place, laptop: Place) -> None:
    parts = {"banks/program-pagi.yaml": PROGRAMME.encode()}
    with pytest.raises(Rejected) as refused:
        laptop.take(package.pack(parts, ["pagi"], "", NOW))
    assert refused.value.code == "package/would_break"
    assert list(laptop.banks.iterdir()) == []


def test_what_was_broken_here_before_keeps_no_package_out(office: Place, laptop: Place) -> None:
    broken = BANK.replace("id: kuis", "id: lain").replace("    answer: true\n", "    answer: true\n    picture: tidak-ada.png\n")
    (laptop.banks / "lain.yaml").write_text(broken, "utf-8")
    assert laptop.take(made(office)) == 3


def test_a_power_cut_in_the_middle_is_made_good_at_the_next_start(office: Place, laptop: Place) -> None:
    laptop.packages.stage(made(office), set(), "id")
    staged = laptop.banks / STAGE
    (staged / "banks~kuis.yaml").rename(laptop.banks / "kuis.yaml")
    assert laptop.packages.finish() == 3
    assert [one.id for one in laptop.shelf.programmes()] == ["pagi"]
    assert not staged.exists()


def tampered(content: bytes, change: Any) -> bytes:
    """The package with its files changed, sums and all."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    change(files)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, part in files.items():
            packed.writestr(name, part)
    return file.getvalue()


def manifest(files: dict[str, bytes], **changes: Any) -> None:
    files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | changes).encode()


def slipped_in(path: str, content: bytes = b"x") -> Any:
    def change(files: dict[str, bytes]) -> None:
        files[path] = content
        sums = json.loads(files["manifest.json"])["parts"] | {path: hashlib.sha256(content).hexdigest()}
        manifest(files, parts=sums)

    return change


@pytest.mark.parametrize(
    "change, code",
    [
        (lambda files: files.update({"banks/kuis.yaml": files["banks/kuis.yaml"] + b"#"}), "package/damaged"),
        (lambda files: files.pop("banks/kuis.yaml"), "package/damaged"),
        (lambda files: files.update({"banks/lain.yaml": b"x"}), "package/damaged"),
        (lambda files: manifest(files, format=2, version="9.9"), "package/newer"),
        (lambda files: manifest(files, kind="other"), "package/not_one"),
        (lambda files: files.pop("manifest.json"), "package/not_one"),
        (slipped_in("../evil.yaml"), "package/damaged"),
        (slipped_in("/etc/evil.yaml"), "package/damaged"),
        (slipped_in("banks/..\\evil.yaml"), "package/damaged"),
        (slipped_in("library.sqlite3"), "package/damaged"),
        (slipped_in("pictures/evil.svg"), "package/damaged"),
        (slipped_in("pictures/evil.png", b"<script>"), "package/damaged"),
    ],
)
def test_a_file_that_is_damaged_newer_or_full_of_tricks_is_refused_by_name(office: Place, laptop: Place, change: Any, code: str) -> None:
    content = tampered(made(office), change)
    with pytest.raises(BadInput) as refused:
        laptop.packages.stage(content, set(), "id")
    assert refused.value.code == code
    assert list(laptop.banks.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"not a zip", b"PK\5\6" + b"\0" * 18])
def test_what_is_no_package_is_said_to_be_none(laptop: Place, content: bytes) -> None:
    with pytest.raises(QuizError) as refused:
        laptop.packages.look(content)
    assert refused.value.code == "package/not_one"
