"""Programmes that can be played now: each with complete copies of its items. Files are read again only when they changed.

The last good version of a bank or programme stays playable while its file is broken. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path

from quizserver.banks.model import Bank, Finding, Problem, Programme
from quizserver.banks.reading import Reading, read
from quizserver.banks.sentences import finding, nearest, words_for
from quizserver.catalogue import LANGUAGES
from quizserver.core.facts import Json

Stamp = tuple[int, int, int]


class Shelf:
    """A folder of banks and programmes, as it is on disk at each call."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
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
        """Those without errors, in the order of their titles."""
        self._refresh()
        return list(self._banks)

    def problems(self, lang: str = LANGUAGES[0]) -> list[Problem]:
        """The errors; warnings are for `bank check`."""
        self._refresh()
        return [found.say(lang) for found in self._findings if not found.is_warning]

    def _refresh(self) -> None:
        stamps = {path: _stamp(path) for path in yaml_files(self._folder)}
        if stamps == self._stamps:
            return
        for path in self._stamps.keys() - stamps.keys():
            del self._readings[path]
            self._good.pop(path, None)
        for path, stamp in stamps.items():
            if self._stamps.get(path) != stamp:
                reading = self._readings[path] = read(path)
                if reading.bank or reading.programme:
                    self._good[path] = reading
        self._stamps = stamps
        self._put_together()

    def _put_together(self) -> None:
        banks = {good.bank.id: good.bank for good in self._good.values() if good.bank}
        self._banks = sorted(banks.values(), key=lambda bank: str(bank.title["id"]))
        self._findings = [found for path in sorted(self._readings) for found in self._readings[path].findings]
        self._programmes = []
        for path in sorted(self._good):
            if self._good[path].programme:
                programme, findings = put_together(self._good[path], banks, {broken.stem for broken in self._readings})
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


def put_together(reading: Reading, banks: Mapping[str, Bank], stems: Container[str]) -> tuple[Programme | None, list[Finding]]:
    """The programme of a reading, None with the reasons if an item is missing. `stems` are the names of all files there are."""
    file, document = reading.programme, reading.document
    assert file is not None
    assert document is not None
    findings: list[Finding] = []
    items: list[Json] = []
    for number, section in enumerate(file.sections):
        playable: list[Json] = []
        for at, reference in enumerate(section.items):
            bank_id, _, item_id = reference.partition("/")
            bank = banks.get(bank_id)
            if bank and item_id in bank.items:
                question = bank.items[item_id]
                if question["enabled"]:
                    playable.append({"bank": bank_id, "id": item_id, "type": question["type"], "question": question})
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
            "in_section": len(playable),
        }
        items += [{**card, **item, "index": index} for index, item in enumerate(playable, start=1)]
    if findings:
        return None, findings
    if not items:
        line = document.line(["sections"])
        return None, [finding(reading.path, line, "bank.programme_empty", programme=file.id)]
    return Programme(file.id, file.title.model_dump(), file.minutes, file.first, items), []


def _missing(bank_id: str, item_id: str, banks: Mapping[str, Bank], stems: Container[str]) -> tuple[str, str]:
    """Which sentence tells why a reference leads nowhere, and what was probably meant."""
    if bank_id in banks:
        return "bank.item_missing", nearest(item_id, list(banks[bank_id].items), cutoff=0)
    if bank_id in stems:
        return "bank.bank_broken", ""
    near = nearest(bank_id, list(banks), cutoff=0)
    return ("bank.bank_missing" if near else "bank.no_banks"), near
