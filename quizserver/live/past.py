"""Earlier versions of banks and programmes: the list, what differs from now, and bringing back one item or the whole file.

What comes back comes back as it was, approved or draft: whatever was approved in the past was approved by a second person then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quizserver.banks import files
from quizserver.banks.drafting import items_of
from quizserver.banks.files import Document
from quizserver.banks.splice import Page
from quizserver.catalogue import say
from quizserver.core.facts import Json
from quizserver.errors import Rejected
from quizserver.live.editing import Editing, Person

HEAD = ("title", "source", "minutes", "first", "sections")


class Past:
    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def saves(self, where: str, name: str, lang: str) -> list[Json]:
        """Newest first: who, when and which items."""
        self._editing.notice()
        return [
            {
                "number": save.number,
                "at": save.at,
                "who": save.who or say("staff.history.outside", lang),
                "what": save.what,
                "text": say(f"staff.history.{save.what}", lang),
                "items": save.items,
            }
            for save in self._editing.saves(where, name)
        ]

    def differences(self, where: str, name: str, number: int) -> list[Json]:
        """`[{id, then, now}]` in the order of the file; None where an item was not there. Id "": title and source, or a run list."""
        then, now = self._then(where, name, number)[0], self._now(where, name)
        changed = [{"id": id, "then": old, "now": new} for id, old, new in _pairs(then, now)]
        heads = [{key: document.value[key] for key in HEAD if key in document.value} for document in (then, now)]
        return ([{"id": "", "then": heads[0], "now": heads[1]}] if heads[0] != heads[1] else []) + changed

    def restore(self, where: str, name: str, number: int, items: Sequence[str] | None, who: Person) -> None:
        """Brings these items back as they were (gone ones return, later ones go), or, for None, the whole file. Raises Rejected."""
        then, content = self._then(where, name, number)
        now = self._now(where, name)
        changed = [id for id, _, _ in _pairs(then, now)]
        gone = [id for id in items_of(now) if id not in items_of(then) and (items is None or id in items)]
        self._editing.refuse_if_used(name, gone)
        if items is None:
            self._editing.replace(where, name, content, changed, who)
        else:
            self._editing.change(where, name, "restored", who, _bring_back(then, content, items))

    def _then(self, where: str, name: str, number: int) -> tuple[Document, bytes]:
        path = self._editing.path(where, name)
        found = self._editing.history.save(path.name, number)
        if found is None:
            raise Rejected("staff/save_unknown")
        document = files.parse(path, found[1], self._editing.pause)[0]
        if document is None:
            raise Rejected("staff/save_unknown")
        return document, found[1]

    def _now(self, where: str, name: str) -> Document:
        path = self._editing.path(where, name)
        document = files.read(path, self._editing.pause)[0]
        if document is None:
            raise Rejected("bank/broken", file=path.name)
        return document


def _pairs(then: Document, now: Document) -> list[tuple[str, Json | None, Json | None]]:
    old, new = items_of(then), items_of(now)
    ids = [*new, *(id for id in old if id not in new)]
    return [(id, old.get(id), new.get(id)) for id in ids if old.get(id) != new.get(id)]


def _bring_back(then: Document, content: bytes, wanted: Sequence[str]) -> Callable[[Page], list[str]]:
    """With their own text, comments included."""
    old = Page(content, then)
    places = {str(value.get("id")): at for at, value in enumerate(old.values)}

    def edit(page: Page) -> list[str]:
        done = []
        for id in wanted:
            ids = [str(value.get("id")) for value in page.values]
            if id in places and id in ids:
                page.put(ids.index(id), old.text_of(places[id]), old.values[places[id]])
            elif id in places:
                before = [str(value.get("id")) for value in old.values[: places[id]]]
                after = next((ids.index(one) for one in reversed(before) if one in ids), -1)
                page.insert(after, old.text_of(places[id]), old.values[places[id]])
            elif id in ids:
                page.delete(ids.index(id))
            else:
                continue
            done.append(id)
        return done

    return edit
