"""What somebody chose of an import becomes the new text of a bank: all of it or nothing. Nothing is written here (live/bringing.py).

It takes seconds for thousands of items, so it runs in a child process (`quizserver bank compare`, `bank merge`).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from quizserver.banks import files, formats, saving
from quizserver.banks.compare import Brought, compare
from quizserver.banks.drafting import Invalid, content_of, demoted, items_of, label_of, new_id, shaped
from quizserver.banks.importing import entry_text, to_bank
from quizserver.banks.programmes import yaml_files
from quizserver.banks.reading import judge
from quizserver.banks.versions import version_of
from quizserver.catalogue import say
from quizserver.core.facts import Json
from quizserver.errors import BadInput, Rejected

LEAST_SHARED = 0.5
"""Of a file's items, in a bank that it is taken to belong to."""


class Merged(NamedTuple):
    """The new text of a bank. `seen`: version of the text it was made from, empty for a new bank; `kept`: see drafting.demoted."""

    bank: str
    content: bytes
    seen: str
    items: list[str]
    deleted: list[str]
    counts: dict[str, int]
    kept: list[Json]

    def head(self) -> Json:
        return {name: value for name, value in self._asdict().items() if name != "content"}


def compared(folder: Path, bank: str | None, asked: Json) -> Json:
    """`{bank, rows: [{id, state, version, now}]}` for `{items: [{item, base, edited}], refused: [id]}`, see compare.py.

    Rows of the file come first, in its order. Without a bank: the one that holds most of these items, "" if there is none. An item
    without an id gets one. `now` is what stands in the bank, where it is not the same; `version` is empty where nothing does.
    """
    found = _items(folder, bank) if bank else {}
    brought: list[Brought] = []
    taken = {str(one["item"].get("id")) for one in asked["items"]} | found.keys()
    for one in asked["items"]:
        item = one["item"]
        if not item.get("id"):
            item = item | {"id": new_id(item, taken)}
            taken.add(item["id"])
        brought.append(Brought(item, str(one.get("base") or ""), bool(one.get("edited", True))))
    if bank is None:
        bank = _likely(folder, {one.item["id"] for one in brought})
        found = _items(folder, bank) if bank else {}
    rows = compare(brought, list(found.values()), (asked.get("refused") or ()) if bank else ())
    return {
        "bank": bank,
        "rows": [
            {
                "id": row.id,
                "state": row.state,
                "version": version_of(row.now) if row.now else "",
                "now": None if row.state == "unchanged" else row.now,
            }
            for row in rows
        ],
    }


def merged(folder: Path, bank: str, asked: Json, lang: str) -> Merged:
    """The bank with `{set: [{item, base}], delete: [{id, base}]}` done, as drafts.

    A bank "" is a new one with this `title`, and `file` and `format` to name as its source. `base` is the version of the bank's own
    item that the person has seen, empty where there was none. Raises QuizError.
    """
    wanted = [(_drafted(one["item"], lang), str(one.get("base") or "")) for one in asked["set"]]
    if not bank:
        return _new(folder, [item for item, _ in wanted], asked, lang)
    loaded = saving.load(folder / f"{bank}.yaml")
    page = saving.page_of(loaded)
    places = {str(value.get("id")): at for at, value in enumerate(page.values)}
    counts = Counter(added=0, changed=0, deleted=0)
    for item, base in wanted:
        item = _named(item, places)
        at = places.get(item["id"])
        _expect(None if at is None else page.values[at], base, item)
        if at is None:
            places[item["id"]] = len(page.values)
            page.insert(len(page.values) - 1, entry_text(item), item)
        else:
            page.set(at, item)
        counts["added" if at is None else "changed"] += 1
    gone = {str(one["id"]): str(one["base"]) for one in asked["delete"]}
    for id in sorted(gone.keys() & places.keys(), key=lambda id: -places[id]):
        _expect(page.values[places[id]], gone[id], page.values[places[id]])
        page.delete(places[id])
        counts["deleted"] += 1
    after = saving.checked(loaded, page, lang)
    now = items_of(after.reading.document)
    before = items_of(loaded.reading.document)
    touched = [id for id in {**before, **now} if before.get(id) != now.get(id)]
    return Merged(bank, after.content, version_of(loaded.content), touched, list(gone), dict(counts), demoted(bank, before, now))


def _new(folder: Path, items: list[Json], asked: Json, lang: str) -> Merged:
    title, format = str(asked["title"]), formats.discover()[asked["format"]].TITLE[lang]
    source = say("import.source", lang, file="".join(filter(str.isprintable, str(asked["file"])))[:200], format=format)
    stems = {path.stem for path in yaml_files(folder)}
    bank = new_id({"type": "bank", "text": {"id": title}}, stems)
    ids: dict[str, int] = {}
    named = [_named(item, ids) for item in items]
    if len({item["id"] for item in named}) < len(named):
        raise Rejected("import/changed_meanwhile", item=title)
    content = to_bank(named, bank, title, source).encode()
    path = folder / f"{bank}.yaml"
    saving.refuse_if_wrong(judge(path, *files.parse(path, content)).findings, lang)
    return Merged(bank, content, "", [item["id"] for item in named], [], {"added": len(named), "changed": 0, "deleted": 0}, [])


def _drafted(item: Json, lang: str) -> Json:
    """Raises BadInput that names the item and the first thing wrong with it."""
    try:
        drafted = content_of(shaped(item, lang)) | {"status": "draft"}
    except Invalid as error:
        label, problem = label_of(item, lang), error.errors[0]["message"]
        raise BadInput("import/item_wrong", item=label, problem=problem) from None
    return drafted if item.get("id") else {name: value for name, value in drafted.items() if name != "id"}


def _named(item: Json, taken: dict[str, int]) -> Json:
    """With an id of its own, first; notes that it is taken now."""
    id = item.get("id") or new_id(item, taken)
    return {"id": id} | item


def _expect(now: Any, base: str, item: Json) -> None:
    """Raises Rejected when the bank's item is no longer what the person saw."""
    if (version_of(now) if now is not None else "") != base:
        raise Rejected("import/changed_meanwhile", item=item["id"])


def _items(folder: Path, bank: str) -> dict[str, Json]:
    document = saving.load(folder / f"{bank}.yaml").reading.document
    if document is None:
        raise Rejected("bank/broken", file=f"{bank}.yaml")
    return items_of(document)


def _likely(folder: Path, ids: set[str]) -> str:
    """The bank that most of these items are in."""
    shared = {path.stem: len(ids & _ids(path)) for path in yaml_files(folder)}
    best = max(shared, key=lambda name: shared[name], default="")
    return best if best and shared[best] >= max(1, LEAST_SHARED * len(ids)) else ""


def _ids(path: Path) -> set[str]:
    document = files.read(path)[0]
    return set(items_of(document)) if document and document.value.get("kind") == "bank" else set()
