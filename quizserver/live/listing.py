"""What staff see of banks and programmes: lists, rows, one item. Built up from nothing; nothing is changed here (editing.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quizserver.banks import saving
from quizserver.banks.drafting import is_draft, items_of, label_of, notes_on
from quizserver.banks.files import Document
from quizserver.banks.judging import judge
from quizserver.banks.reading import Reading
from quizserver.banks.versions import version_of
from quizserver.core.facts import Json
from quizserver.core.minutes import seconds_of
from quizserver.errors import Rejected
from quizserver.live.editing import KINDS, Editing
from quizserver.rounds import discover

PAUSE_EVERY = 4


class Listing:
    """Every call first notices what others changed on disk."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def warm(self, lang: str) -> None:
        """Looks at everything once, so that nobody has to wait for the first list: what was seen is remembered."""
        for row in self.files(lang):
            if row["kind"] == "bank" and not row["broken"]:
                self.bank(row["id"], lang)

    def files(self, lang: str) -> list[Json]:
        """All banks and programmes, broken ones included."""
        self._editing.notice()
        good = self._editing.shelf.good()
        rows = [self._file(reading, good.get(path), lang) for path, reading in self._editing.shelf.readings().items()]
        return sorted((row for row in rows if row), key=lambda row: (row["kind"], row["title"]["id"].lower()))

    def bank(self, name: str, lang: str) -> Json:
        """The rows of a bank; where the file is no YAML at all, those of its last good version. Raises Rejected."""
        self._editing.notice()
        path, reading, document = self._document("banks", name)
        users = self._editing.used_in(name)
        value = document.value
        return {
            "id": name,
            "title": value.get("title"),
            "source": value.get("source"),
            "version": version_of(document.text.encode()),
            "items": list(self._rows(name, document, users, lang)),
            "broken": broken(reading, lang),
            **self._last(path),
        }

    def item(self, bank: str, item_id: str, account: str) -> Json:
        """An item as it stands in the file, its version, and who changed it last; `is_own`: this account did. Raises Rejected.

        `approved` is what is played of it while it is a draft, None if it never was approved.
        """
        self._editing.notice()
        item = items_of(self._document("banks", bank)[2]).get(item_id)
        if item is None:
            raise Rejected("bank/item_unknown")
        last = self._editing.last_change(bank, item_id)
        changed: Json = {"changed_at": last.at if last else None, "changed_by": last.who if last else ""}
        changed["approved"] = self._editing.approved(bank, item_id) if is_draft(item) else None
        return {"item": item, "version": version_of(item), **changed, "is_own": last is not None and last.account == account}

    def programme(self, name: str, lang: str) -> Json:
        """A programme with all there is to choose from. Raises Rejected."""
        self._editing.notice()
        path, reading, document = self._document("programmes", name)
        value = document.value
        return {
            "id": name,
            **{key: value.get(key) for key in ("title", "minutes", "sections")},
            "first": value.get("first", False),
            "version": version_of(value),
            "broken": broken(reading, lang),
            **self._last(path),
            "picker": self.picker(lang),
        }

    def picker(self, lang: str) -> list[Json]:
        """All items of all banks, for the run list; `seconds` is what one will probably take, talk included."""
        banks = [reading.document for reading in self._editing.shelf.good().values() if reading.bank and reading.document]
        return [
            {
                "id": document.value["id"],
                "title": document.value["title"],
                "items": [_choice(id, item, lang) for id, item in items_of(document).items()],
            }
            for document in banks
        ]

    def _file(self, reading: Reading, good: Reading | None, lang: str) -> Json | None:
        name = reading.path.stem
        kind = "programme" if name.startswith(KINDS["programmes"]) else "bank"
        document = reading.document or (good.document if good else None)
        value: Json = document.value if document else {"kind": kind}
        if value.get("kind") != kind:
            return None
        items = items_of(document) if kind == "bank" else {}
        references = [reference for section in value.get("sections") or [] for reference in section.get("items") or []]
        title = value.get("title")
        return {
            "id": name.removeprefix(KINDS["programmes"]),
            "kind": kind,
            "title": title if isinstance(title, dict) and "id" in title else {"id": name},
            "items": len(items) if kind == "bank" else len(references),
            "drafts": sum(is_draft(item) for item in items.values()),
            "broken": broken(reading, lang),
            **self._last(reading.path),
        }

    def _rows(self, bank: str, document: Document, users: dict[str, list[str]], lang: str) -> Iterator[Json]:
        authors = self._editing.last_changes(bank)
        texts = document.outline.texts if document.outline else None
        items = document.value.get("items")
        for number, item in enumerate(items if isinstance(items, list) else []):
            if not isinstance(item, dict):
                continue
            if number % PAUSE_EVERY == 0:
                self._editing.pause()
            judged = notes_on(texts[number], lang) if texts else judge(item, lang)
            author = authors.get(str(item.get("id"))) if is_draft(item) else None
            yield {
                "id": str(item.get("id", "")),
                "type": item.get("type"),
                "label": label_of(item, lang),
                "status": _status(item),
                "tags": item.get("tags") or [],
                "level": item.get("level"),
                "skill": item.get("skill"),
                "enabled": _is_on(item),
                "forms": item.get("forms") or [],
                "version": version_of(item),
                "valid": judged.question is not None,
                "cautions": judged.cautions,
                "used_in": users.get(str(item.get("id")), []),
                **({"changed_at": author.at, "changed_by": author.who} if author else {}),
            }

    def _document(self, where: str, name: str) -> tuple[Path, Reading, Document]:
        path = self._editing.path(where, name)
        reading = self._editing.shelf.readings().get(path) or saving.load(path).reading
        good = self._editing.shelf.good().get(path)
        document = reading.document or (good.document if good else None)
        if document is None:
            raise Rejected("bank/broken", file=path.name)
        return path, reading, document

    def _last(self, path: Path) -> Json:
        save = self._editing.newest().get(path.name)
        is_ours = save is not None and save.what != "found"
        return {"changed_at": save.at if save and is_ours else None, "changed_by": save.who if save and is_ours else ""}


def broken(reading: Reading, lang: str) -> Json | None:
    """The first error of a file, None if it has none."""
    first = next((found.say(lang) for found in reading.findings if not found.is_warning), None)
    return {"line": first.line, "message": first.message} if first else None


def _choice(name: str, item: Json, lang: str) -> Json:
    seconds = seconds_of(discover(), {"type": item["type"], "question": item})
    choice = {"id": name, "type": item["type"], "label": label_of(item, lang), "status": _status(item), "enabled": _is_on(item)}
    return choice | {"seconds": round(seconds)}


def _status(item: Any) -> str:
    return "draft" if is_draft(item) else "approved"


def _is_on(item: Json) -> bool:
    return item.get("enabled") is not False
