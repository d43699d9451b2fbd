"""Banks and programmes as staff change them: one change at a time, onto what is on disk now, remembered with who and when.

What the lists show is listing.py's, what was before past.py's. How a text is changed and written: banks/splice.py, banks/saving.py.
"""

from __future__ import annotations

import datetime
import re
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quizserver.banks import emit, files, saving
from quizserver.banks.drafting import (
    Invalid,
    content_of,
    demoted,
    is_draft,
    items_of,
    label_of,
    new_id,
    question_of,
    shaped,
    shaped_by,
)
from quizserver.banks.model import SLUG, Bank, ProgrammeFile
from quizserver.banks.programmes import Shelf, yaml_files
from quizserver.banks.reading import judge
from quizserver.banks.saving import Loaded
from quizserver.banks.splice import Page
from quizserver.banks.versions import version_of
from quizserver.catalogue import LANGUAGES, say
from quizserver.core.facts import Json
from quizserver.errors import Rejected, Unavailable
from quizserver.store.history import Author, History, Save, digest_of, record

KINDS = {"banks": "", "programmes": "program-"}
"""What stands in addresses, and what the names of the files begin with."""

Approved = dict[tuple[str, str], Json]


@dataclass(frozen=True, slots=True)
class Person:
    """Who changes something. `name` is the account's, `shown` what others read, `lang` what she reads."""

    name: str
    shown: str
    lang: str


NOBODY = Person("", "", LANGUAGES[0])


class Changed(Rejected):
    """The item is no longer what the sender saw. `theirs`: `{item, version, who, at}`; `item` None: it is gone."""

    def __init__(self, theirs: Json) -> None:
        super().__init__("staff/changed_meanwhile", who=theirs["who"] or "?")
        self.theirs = theirs


class Editing:
    """`approved` is what the shelf asks for drafts; it is kept here. `pause` lets others work; `now` is Unix time."""

    def __init__(
        self, folder: Path, shelf: Shelf, history: History, approved: Approved, pause: Callable[[], None], now: Callable[[], float]
    ) -> None:
        self.folder = folder
        self.shelf = shelf
        self.history = history
        self.pause = pause
        self._approved = approved
        self._now = now
        self._lock = threading.Lock()
        self._newest: dict[str, Save] | None = None
        self._noticed: dict[str, str] = {}

    def path(self, where: str, name: str) -> Path:
        """The file of a bank or programme. Raises Rejected when there is none."""
        path = self.folder / f"{KINDS[where]}{name}.yaml"
        if path not in yaml_files(self.folder) or (where == "banks" and name.startswith(KINDS["programmes"])):
            raise Rejected("bank/unknown")
        return path

    def set_item(self, bank: str, item_id: str, item: Json, base: str, who: Person) -> Json:
        """Makes it this, as a draft; nothing happens where it says the same. Returns it as it stands in the file then."""
        wanted = shaped(item | {"id": item_id}, who.lang)

        def edit(page: Page) -> list[str]:
            at = self._place(page, bank, item_id, base)
            if content_of(question_of(page.values[at]) or {}) == content_of(question_of(wanted) or {}):
                return []
            page.set(at, content_of(wanted) | {"status": "draft"})
            return [item_id]

        return self._item_after(self.change("banks", bank, "edited", who, edit), item_id)

    def add_item(self, bank: str, item: Json, after: str | None, who: Person) -> Json:
        """Puts an item behind `after` (None: at the end, "": first). What was deleted comes back approved if it was."""
        wanted = shaped(item, who.lang)
        ids = [wanted["id"]]

        def edit(page: Page) -> list[str]:
            taken = _ids(page)
            if not item.get("id"):
                ids[0] = new_id(wanted, taken)
            elif ids[0] in taken:
                raise Rejected("bank/id_taken", item=ids[0])
            is_known = question_of(wanted) == self._approved.get((bank, ids[0]))
            value = wanted if is_known else content_of(wanted) | {"status": "draft"}
            page.add(self._behind(page, after), value | {"id": ids[0]})
            return ids

        return self._item_after(self.change("banks", bank, "added", who, edit), ids[0])

    def delete_item(self, bank: str, item_id: str, base: str, who: Person) -> Json:
        """What was deleted and the item that it stood behind, for undo. Raises Rejected while a programme needs it."""
        gone: Json = {}
        self.refuse_if_used(bank, [item_id])

        def edit(page: Page) -> list[str]:
            at = self._place(page, bank, item_id, base)
            gone.update(item=page.values[at], after=_ids(page)[at - 1] if at else "")
            page.delete(at)
            return [item_id]

        self.change("banks", bank, "deleted", who, edit)
        return gone

    def move_item(self, bank: str, item_id: str, after: str | None, who: Person) -> None:
        def edit(page: Page) -> list[str]:
            page.move(self._place(page, bank, item_id), self._behind(page, after))
            return [item_id]

        self.change("banks", bank, "moved", who, edit)

    def approve(self, bank: str, item_id: str, base: str, who: Person) -> Json:
        """Raises Rejected for whoever changed the item last, and for an item that is broken."""
        day = datetime.datetime.fromtimestamp(self._now()).astimezone().date().isoformat()

        def edit(page: Page) -> list[str]:
            # Asked here, while nobody else can save: she might be saving a change of her own at this moment.
            last = self.last_change(bank, item_id)
            if last is not None and last.account == who.name:
                raise Rejected("staff/second_person")
            at = self._place(page, bank, item_id, base)
            if not is_draft(page.values[at]):
                raise Rejected("staff/approved_already")
            wanted = page.values[at] | {"status": "approved", "reviewer": who.shown, "reviewed_on": day}
            if question_of(wanted) is None:
                raise Rejected("bank/invalid", count=1)
            page.set(at, wanted)
            return [item_id]

        return self._item_after(self.change("banks", bank, "approved", who, edit), item_id)

    def set_head(self, where: str, name: str, head: Json, who: Person) -> None:
        """Title and source of a bank."""

        def edit(page: Page) -> list[str]:
            for key, value in head.items():
                if page.value.get(key) != value:
                    page.set_head(key, value)
            return []

        self.change(where, name, "head", who, edit)

    def set_programme(self, name: str, wanted: Json, base: str, who: Person) -> None:
        """The whole of a programme: title, minutes, sections. Raises Invalid for references that lead nowhere."""
        whole = shaped_by(ProgrammeFile, wanted | {"format": 1, "kind": "programme", "id": name}, who.lang)
        self._check_references(whole["sections"], who.lang)

        def edit(page: Page) -> list[str]:
            if version_of(page.value) != base:
                raise Changed(self._theirs("programmes", name, "", page.value))
            for key in ("title", "minutes", "first"):
                if key in whole and page.value.get(key, ProgrammeFile.model_fields[key].default) != whole[key]:
                    page.set_head(key, whole[key])
            page.set_all(whole["sections"])
            return []

        self.change("programmes", name, "programme", who, edit)

    def create(self, where: str, name: str, value: Json, who: Person) -> str:
        """Writes a new file that holds `value` (without format, kind and id); its id, made from the title where `name` is empty."""
        stems = {path.stem.removeprefix(KINDS[where]) for path in yaml_files(self.folder)}
        label = {"text": value["title"], "type": where}
        name = name or new_id(label, stems)
        if name in stems or not re.fullmatch(SLUG, name) or name.startswith((KINDS["programmes"], "kata-")):
            raise Rejected("bank/id_taken", item=name)
        kind = {"banks": "bank", "programmes": "programme"}[where]
        content = emit.write_file({"format": 1, "kind": kind, "id": name} | value).encode()
        path = self.folder / f"{KINDS[where]}{name}.yaml"
        saving.refuse_if_wrong(judge(path, *files.parse(path, content)).findings, who.lang)
        with self._lock:
            self._write(path, content, None, "made", who, [], [])
        return name

    def change(self, where: str, name: str, what: str, who: Person, edit: Callable[[Page], list[str]]) -> Loaded:
        """Does `edit` to the file as it is now, writes it and remembers it. `edit` returns the ids of the items that it changed."""
        path = self.path(where, name)
        with self._lock:
            self._notice(path)
            loaded = saving.load(path, self.pause)
            page = saving.page_of(loaded)
            items = edit(page)
            after = saving.checked(loaded, page, who.lang, self.pause)
            if after.content != loaded.content:
                kept = demoted(name, items_of(loaded.reading.document), items_of(after.reading.document))
                self._write(path, after.content, loaded.content, what, who, items, kept)
        return after

    def replace(self, where: str, name: str, content: bytes, items: Sequence[str], who: Person) -> None:
        """Puts an earlier text of the file back as a whole. Raises Rejected when it would not read."""
        path = self.path(where, name)
        with self._lock:
            self._notice(path)
            loaded = saving.load(path, self.pause)
            document, findings = files.parse(path, content, self.pause)
            saving.refuse_if_wrong(findings, who.lang)
            kept = demoted(name, items_of(loaded.reading.document), items_of(document))
            self._write(path, content, loaded.content, "restored", who, items, kept)

    def put(
        self, file: str, content: bytes, seen: str | None, what: str, items: Sequence[str], kept: Sequence[Json], who: Person
    ) -> None:
        """The whole text of a file, made of the version `seen` (empty: there was none; None: of whatever is there).

        `kept`: rows of approved items that became drafts or went (drafting.demoted). Raises Rejected when it is another version by now.
        """
        path = self.folder / file
        with self._lock:
            before = path.read_bytes() if path.is_file() else None
            if seen is not None and (version_of(before) if before is not None else "") != seen:
                raise Rejected("bank/changed_on_disk", file=path.name)
            if before is not None:
                self._notice(path)
            self._write(path, content, before, what, who, items, kept)

    def notice(self) -> None:
        """Remembers what was changed on disk by others, as saves by nobody. What the disk refuses is remembered the next time."""
        with self._lock, suppress(Unavailable):
            for path in yaml_files(self.folder):
                self._notice(path)

    def saves(self, where: str, name: str) -> list[Save]:
        """Newest first."""
        return self.history.saves(self.path(where, name).name)

    def last_change(self, bank: str, item_id: str) -> Author | None:
        """Who changed last what this item says."""
        return self.history.author(self.path("banks", bank).name, item_id)

    def last_changes(self, bank: str) -> dict[str, Author]:
        """The same of all its items, by their ids."""
        return self.history.authors(self.path("banks", bank).name)

    def approved(self, bank: str, item_id: str) -> Json | None:
        """What is played of a draft: its last approved version, if there ever was one."""
        return self._approved.get((bank, item_id))

    def newest(self) -> dict[str, Save]:
        """The newest save of each file, by its name."""
        if self._newest is None:
            self._newest = self.history.newest()
        return self._newest

    def used_in(self, bank: str) -> dict[str, list[str]]:
        """Which programmes name an item, by item."""
        users: dict[str, list[str]] = {}
        for reading in self.shelf.readings().values():
            if reading.programme:
                for reference in (reference for section in reading.programme.sections for reference in section.items):
                    if reference.startswith(f"{bank}/"):
                        names = users.setdefault(reference.removeprefix(f"{bank}/"), [])
                        if reading.programme.id not in names:
                            names.append(reading.programme.id)
        return users

    def refuse_if_used(self, bank: str, items: Sequence[str]) -> None:
        """Raises Rejected for the first of these that a programme names. By their Indonesian texts: ids stand on no page."""
        users = self.used_in(bank)
        for item in items:
            if item in users:
                label, programmes = self._label(bank, item), ", ".join(map(self._title, users[item]))
                raise Rejected("bank/in_use", item=label, programmes=programmes)

    def _label(self, bank: str, item: str) -> str:
        known = next((one.items.get(item) for one in self._all_banks() if one.id == bank), None)
        return label_of(known, "id") if known else item

    def _title(self, programme: str) -> str:
        readings = (reading.programme for reading in self.shelf.readings().values())
        return next((one.title.id for one in readings if one and one.id == programme), programme)

    def _check_references(self, sections: Sequence[Json], lang: str) -> None:
        known = {f"{bank.id}/{item}" for bank in self._all_banks() for item in bank.items}
        errors = [
            {"field": f"sections.{n}.items.{at}", "message": say("staff.reference_missing", lang, reference=reference)}
            for n, section in enumerate(sections)
            for at, reference in enumerate(section["items"])
            if reference not in known
        ]
        if errors:
            raise Invalid(errors)

    def _all_banks(self) -> list[Bank]:
        return [reading.bank for reading in self.shelf.good().values() if reading.bank]

    def _place(self, page: Page, bank: str, item_id: str, base: str | None = None) -> int:
        """Where the item is. Raises Changed when it is not what `base` names."""
        ids = _ids(page)
        at = ids.index(item_id) if item_id in ids else None
        if at is None or (base is not None and version_of(page.values[at]) != base):
            raise Changed(self._theirs("banks", bank, item_id, None if at is None else page.values[at]))
        return at

    def _theirs(self, where: str, name: str, item_id: str, value: Json | None) -> Json:
        last = next((save for save in self.saves(where, name) if not item_id or item_id in save.items), None)
        version = version_of(value) if value is not None else ""
        return {"item": value, "version": version, "who": last.who if last else "", "at": last.at if last else None}

    def _behind(self, page: Page, after: str | None) -> int:
        ids = _ids(page)
        return len(ids) - 1 if after is None or (after and after not in ids) else ids.index(after) if after else -1

    def _item_after(self, loaded: Loaded, item_id: str) -> Json:
        document = loaded.reading.document
        item: Json = next(item for item in document.value["items"] if item["id"] == item_id) if document else {}
        return item

    def _notice(self, path: Path) -> None:
        try:
            content = path.read_bytes()
        except OSError:
            return
        digest = digest_of(content)
        if self._noticed.get(path.name) == digest:
            return
        last = self.newest().get(path.name)
        document = files.parse(path, content, self.pause)[0]
        if document is None or document.value.get("kind") not in ("bank", "programme"):
            return
        if last is None or last.digest != digest:
            kept = self.history.save(path.name, last.number) if last else None
            before = files.parse(path, kept[1], self.pause)[0] if kept else None
            old, new = items_of(before), items_of(document)
            items = [id for id in [*old, *(id for id in new if id not in old)] if old.get(id) != new.get(id)] if kept else []
            name = str(document.value.get("id"))
            rows = demoted(name, old, new)
            self._remember(path, content, "outside" if kept else "found", NOBODY, items, rows, lambda: None)
        self._noticed[path.name] = digest

    def _write(
        self, path: Path, content: bytes, seen: bytes | None, what: str, who: Person, items: Sequence[str], demoted: Sequence[Json]
    ) -> None:
        self._remember(path, content, what, who, items, demoted, lambda: saving.write(path, content, seen))
        self._noticed[path.name] = digest_of(content)

    def _remember(
        self,
        path: Path,
        content: bytes,
        what: str,
        who: Person,
        items: Sequence[str],
        demoted: Sequence[Json],
        write: Callable[[], None],
    ) -> None:
        """Written and remembered in one transaction: what the disk refuses is in neither."""
        # The shelf asks as soon as it sees the file.
        self._approved.update({(row["bank"], row["item"]): row["question"] for row in demoted})

        save = Save(0, path.name, self._now(), who.name, who.shown, what, list(items), digest_of(content))

        def job(db: Any) -> int:
            number = record(db, save, content, demoted)
            write()
            return number

        self.newest()[path.name] = replace(save, number=self.history.run(job))


def _ids(page: Page) -> list[str]:
    return [str(item.get("id", "")) if isinstance(item, dict) else "" for item in page.values]
