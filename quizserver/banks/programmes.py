"""Programmes that can be played now: each with complete copies of its items. Files are read again only when they changed.

The last good version of a bank or programme stays playable while its file is broken, and the last approved version of an item while it
is a draft. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from pathlib import Path

from quizserver.banks.model import Bank, Finding, Problem, Programme, playable
from quizserver.banks.reading import Reading, read
from quizserver.banks.sentences import finding, nearest, words_for
from quizserver.catalogue import LANGUAGES
from quizserver.core.facts import Json

Stamp = tuple[int, int, int]

Approved = Callable[[str, str], Json | None]
"""The last approved version of an item that is a draft now, by bank and item; None if there never was one."""


def never(bank: str, item: str) -> None:
    """Nobody keeps approved versions."""


class Shelf:
    """A folder of banks and programmes, as it is on disk at each call.

    `approved` is asked when a file changed: so what it tells of an item must be kept before the item's draft is written.
    `pause` lets others work while a large file is read.
    """

    def __init__(self, folder: Path, approved: Approved = never, pause: Callable[[], None] = lambda: None) -> None:
        self._folder = folder
        self._approved = approved
        self._pause = pause
        self._is_reading = False
        self._stamps: dict[Path, Stamp] = {}
        self._readings: dict[Path, Reading] = {}
        self._good: dict[Path, Reading] = {}
        self._programmes: list[Programme] = []
        self._banks: list[Bank] = []
        self._findings: list[Finding] = []

    def programmes(self) -> list[Programme]:
        """Those that can be played, the first one first, then by title."""
        self._refresh()
        return list(self._programmes)

    def banks(self) -> list[Bank]:
        """Those without errors, in the order of their titles, with the items that may be played."""
        self._refresh()
        return list(self._banks)

    def readings(self) -> Mapping[Path, Reading]:
        """Every file as it is now, broken ones included."""
        self._refresh()
        return dict(self._readings)

    def good(self) -> Mapping[Path, Reading]:
        """The last version without errors of every file that had one."""
        self._refresh()
        return dict(self._good)

    def problems(self, lang: str = LANGUAGES[0]) -> list[Problem]:
        """The errors; warnings are for `bank check`."""
        self._refresh()
        return [found.say(lang) for found in self._findings if not found.is_warning]

    def _refresh(self) -> None:
        while self._is_reading and not self._stamps:
            self._pause()  # another one is in the middle of the very first reading: there is nothing to go by yet
        if self._is_reading:
            return  # what was known before has to do
        self._is_reading = True
        try:
            self._read_changed()
        finally:
            self._is_reading = False

    def _read_changed(self) -> None:
        stamps = {path: _stamp(path) for path in yaml_files(self._folder)}
        if stamps == self._stamps:
            return
        for path in self._stamps.keys() - stamps.keys():
            del self._readings[path]
            self._good.pop(path, None)
        for path, stamp in stamps.items():
            if self._stamps.get(path) != stamp:
                reading = self._readings[path] = read(path, self._pause)
                if reading.bank or reading.programme:
                    self._good[path] = reading
        self._stamps = stamps
        self._put_together()

    def _put_together(self) -> None:
        banks = {good.bank.id: good.bank for good in self._good.values() if good.bank}
        self._banks = sorted((_to_play(bank, self._approved) for bank in banks.values()), key=lambda bank: str(bank.title["id"]))
        self._findings = [found for path in sorted(self._readings) for found in self._readings[path].findings]
        self._programmes = []
        for path in sorted(self._good):
            if self._good[path].programme:
                programme, findings = put_together(self._good[path], banks, {broken.stem for broken in self._readings}, self._approved)
                self._findings += findings
                if programme:
                    self._programmes.append(programme)
        self._programmes.sort(key=lambda programme: (not programme.first, programme.title["id"]))


def yaml_files(folder: Path) -> list[Path]:
    """The files of a folder, empty if there is no such folder. Hidden ones are what editors and macOS leave beside the real ones."""
    return sorted(path for path in folder.glob("*.yaml") if not path.name.startswith("."))


def _stamp(path: Path) -> Stamp:
    """What changes when a file does. A file saved by replacing it may keep size and time, but not its number."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_size, found.st_mtime_ns, found.st_ino)


def _to_play(bank: Bank, approved: Approved) -> Bank:
    versions = {id: _version_to_play(bank.id, question, approved) for id, question in bank.items.items()}
    return replace(bank, items={id: version for id, version in versions.items() if version})


def _version_to_play(bank: str, question: Json, approved: Approved) -> Json | None:
    """The item itself, for a draft its last approved version; None if it may not be played, or its draft was switched off."""
    if question["status"] == "draft" and question["enabled"]:
        question = approved(bank, question["id"]) or question
    return question if playable(question) else None


def put_together(
    reading: Reading, banks: Mapping[str, Bank], stems: Container[str], approved: Approved = never
) -> tuple[Programme | None, list[Finding]]:
    """The programme of a reading, None with the reasons if an item is missing. `stems` are the names of all files there are."""
    file, document = reading.programme, reading.document
    assert file is not None
    assert document is not None
    findings: list[Finding] = []
    items: list[Json] = []
    waiting = 0
    for number, section in enumerate(file.sections):
        played: list[Json] = []
        for at, reference in enumerate(section.items):
            bank_id, _, item_id = reference.partition("/")
            bank = banks.get(bank_id)
            if bank and item_id in bank.items:
                question = _version_to_play(bank_id, bank.items[item_id], approved)
                if question:
                    played.append({"bank": bank_id, "id": item_id, "type": question["type"], "question": question})
                elif bank.items[item_id]["enabled"]:
                    waiting += 1
                continue
            loc = ("sections", number, "items", at)
            key, near = _missing(bank_id, item_id, banks, stems)
            findings.append(
                finding(
                    reading.path,
                    document.line(loc),
                    key,
                    where=words_for(loc),
                    programme=file.id,
                    bank=bank_id,
                    item=item_id,
                    near=near,
                )
            )
        card = {
            "section": number,
            "title": section.title.model_dump(),
            "intro": section.intro.model_dump(),
            "in_section": len(played),
        }
        items += [{**card, **item, "index": index} for index, item in enumerate(played, start=1)]
    if findings:
        return None, findings
    if not items:
        line = document.line(["sections"])
        return None, [finding(reading.path, line, "bank.programme_empty", programme=file.id)]
    return Programme(file.id, file.title.model_dump(), file.minutes, file.first, items, waiting), []


def _missing(bank_id: str, item_id: str, banks: Mapping[str, Bank], stems: Container[str]) -> tuple[str, str]:
    """Which sentence tells why a reference leads nowhere, and what was probably meant."""
    if bank_id in banks:
        return "bank.item_missing", nearest(item_id, list(banks[bank_id].items), cutoff=0)
    if bank_id in stems:
        return "bank.bank_broken", ""
    near = nearest(bank_id, list(banks), cutoff=0)
    return ("bank.bank_missing" if near else "bank.no_banks"), near
