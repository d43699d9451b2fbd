"""A file of another tool becomes items with ids, each judged by its round type, and a bank of drafts. Formats: formats/.

Nothing is written here. It runs in a child process (`quizserver bank read`), since a file may be hostile; `read_file` never raises but
Unreadable and MemoryError.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from quizserver.banks import formats
from quizserver.banks.drafting import REVIEW
from quizserver.banks.formats import Entry, Refusal, Said
from quizserver.banks.formats.common.made import UNFORESEEN, one_line
from quizserver.banks.model import SLUG
from quizserver.banks.sentences import placed, words_for
from quizserver.banks.sources import MOST_BYTES
from quizserver.banks.sources.source import Source
from quizserver.banks.sources.unreadable import Unreadable
from quizserver.banks.versions import bare_version
from quizserver.catalogue import catalogue
from quizserver.core.facts import Json
from quizserver.core.matching import normalise
from quizserver.core.round_type import RoundType

LONGEST_ID = 48
PROGRESS_EVERY = 100
MOST_ENTRIES = 20_000
"""Questions of one file; as many take about 15 s."""
MOST_SAID = 3
"""Things wrong with one item that are told."""


class Taken(NamedTuple):
    """`base` and `edited`: see compare.Brought."""

    where: Said
    title: str
    item: Json
    repairs: tuple[Said, ...]
    base: str = ""
    edited: bool = True


class Skipped(NamedTuple):
    """`id`: of the item of ours that stands there, if the file names one; `read`: as much of an item as could be read."""

    where: Said
    title: str
    why: Said
    id: str = ""
    read: Json | None = None


@dataclass(slots=True)
class Imported:
    """What a file became. `notes` speak of the file as a whole; what was repaired in an item stands with it."""

    format: str
    items: list[Taken] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)

    def told(self, lang: str) -> Json:
        """`{format, items: [{where, title, item, repairs: [sentence], base, edited}], skipped: [{where, title, why, id, item}],
        warnings: [{where, why}]}`.

        `warnings` are the notes, and each repair at its place. `base`, `edited` and the ids of what was skipped are for compare.py.
        """
        place = say(Said("import.file"), lang)
        warnings = [{"where": place, "why": say(note, lang)} for note in self.notes]
        items = []
        for where, title, item, repairs, base, edited in self.items:
            at, said = say(where, lang), [say(repair, lang) for repair in repairs]
            items.append({"where": at, "title": title, "item": item, "repairs": said, "base": base, "edited": edited})
            warnings += [{"where": at, "why": why} for why in said]
        skipped = [
            {"where": say(where, lang), "title": title, "why": say(why, lang), "id": id, "item": read}
            for where, title, why, id, read in self.skipped
        ]
        return {"format": self.format, "items": items, "skipped": skipped, "warnings": warnings}


def say(said: Said, lang: str) -> str:
    """The sentence, and those inside it."""
    values = {name: say(value, lang) if isinstance(value, Said) else value for name, value in said.values.items()}
    return catalogue()[said.key][lang].format(**values)


def read_file(
    name: str, content: bytes, types: Mapping[str, RoundType], progress: Callable[[int], None] = lambda done: None
) -> Imported:
    """What the file becomes; `progress` is told how many of its entries are done, now and then. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("import.too_large", most=MOST_BYTES // 1_000_000)
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable("import.empty")
    source = Source(name, content)
    found = formats.recognise(source)
    if found is None:
        raise Unreadable("import.unknown_format")
    judged = _Judged(Imported(found, notes=source.notes), types)
    rest = Said("import.file")
    try:
        for done, entry in enumerate(formats.discover()[found].parse(source)):
            if done == MOST_ENTRIES:
                raise Unreadable("import.too_many_questions", most=MOST_ENTRIES)
            judged.add(entry)
            if done % PROGRESS_EVERY == 0:
                progress(done)
    except Refusal as refusal:
        judged.imported.skipped.append(Skipped(rest, one_line(name), refusal.said))
    except (Unreadable, MemoryError):
        raise
    except Exception:
        # What came before is good; tests look for this sentence.
        judged.imported.skipped.append(Skipped(rest, one_line(name), Said(UNFORESEEN)))
    return judged.imported


class _Judged:
    """Takes entries in, one by one."""

    def __init__(self, imported: Imported, types: Mapping[str, RoundType]) -> None:
        self.imported = imported
        self._types = types
        self._ids: set[str] = set()
        self._seen: dict[str, tuple[Entry, str]] = {}

    def add(self, entry: Entry) -> None:
        try:
            if entry.item is None:
                why = entry.why or Said(UNFORESEEN)
                raise Refusal(why.key, **why.values)
            item = self._valid(entry.item)
            alike = self._alike(entry, item)
        except Refusal as refusal:
            self.imported.skipped.append(Skipped(entry.where, entry.title, refusal.said, entry.id, entry.item or entry.read))
            return
        item = {"id": self._id(item, entry.title), **item}
        # A row that was copied is an item of its own.
        base = entry.base if item["id"] == entry.id else ""
        edited = not base or bare_version(entry.item) != base
        self.imported.items.append(Taken(entry.where, entry.title, item, (*entry.repairs, *alike), base, edited))

    def _valid(self, item: Json) -> Json:
        """The item as the format made it: its round type's own defaults are not written out. Raises Refusal."""
        given = item.get("id")
        item = {name: value for name, value in item.items() if name not in ("id", *REVIEW)} | {"status": "draft"}
        shape = self._types[item["type"]].Question
        try:
            shape.model_validate({**item, "id": "an-id"})
        except ValidationError as error:
            raise Refusal("import.not_valid", what=_wrong(error, shape)) from None
        return {"id": given, **item} if isinstance(given, str) and re.fullmatch(SLUG, given) else item

    def _alike(self, entry: Entry, item: Json) -> list[Said]:
        """What is said of a question that stood in the file before in other words. Raises Refusal for one that is the same throughout,
        or has another key. Items of ours are told apart by their ids."""
        if entry.id:
            return []
        asked, key = _asked(item)
        before, its_key = self._seen.setdefault(asked, (entry, key))
        if before is entry:
            return []
        if key != its_key:
            raise Refusal("import.twice_other_key", where=before.where)
        if (before.item, before.raw) == (entry.item, entry.raw):
            raise Refusal("import.twice", where=before.where)
        return [Said("import.alike", {"where": before.where})]

    def _id(self, item: Json, title: str) -> str:
        """The file's own one, else made of the text: the same at every import of the same file."""
        given = item.pop("id", None)
        slug = "-".join(normalise(_text(item) or title).split())
        if len(slug) > LONGEST_ID:
            slug = slug[:LONGEST_ID].rpartition("-")[0] or slug[:LONGEST_ID]
        mark = hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()
        candidates = [given, slug, *(f"{slug or 'soal'}-{mark[:n]}" for n in range(6, 16))]
        chosen: str = next(id for id in candidates if id and id not in self._ids)
        self._ids.add(chosen)
        return chosen


def _wrong(error: ValidationError, shape: type[BaseModel]) -> Said:
    """What is wrong with an item, with the fields called as staff call them."""
    told = [
        Said("import.field_wrong", {"field": _field(loc), "why": Said(key, values)})
        for loc, key, values in placed(error, shape)[:MOST_SAID]
    ]
    return reduce(lambda one, other: Said("import.both", {"one": one, "other": other}), told)


def _field(loc: tuple[str | int, ...]) -> Said | str:
    name, n = str(loc[0]) if loc else "", next((part + 1 for part in loc if isinstance(part, int)), 0)
    key = f"import.field.{name}"
    if key in catalogue():
        return Said(key, {"n": n})
    return words_for(loc) or Said("import.field.text", {"n": n})


def _text(item: Json) -> str:
    text: Json = next((item[name] for name in ("text", "word", "title", "statement") if isinstance(item.get(name), dict)), {})
    return str(text.get("id", ""))


def _asked(item: Json) -> tuple[str, str]:
    """What makes two items the same question, and what the key of each is."""
    said = {name: value for name, value in item.items() if name not in ("id", "explanation", "seconds", "notes", "source", "tags", "level")}
    options = said.get("options")
    key: list[Any] = [said.pop("answer", None), said.pop("value", None)]
    if item["type"] == "choice" and isinstance(options, list):
        key += sorted(option["text"]["id"] for option in options if option.get("right"))
        said["options"] = sorted(option["text"]["id"] for option in options)
    for made in ("min", "max", "step", "tolerance") if item["type"] == "estimate" else ():
        said.pop(made, None)
    return json.dumps(said, sort_keys=True).casefold(), json.dumps(key)


def types_of(items: list[Json]) -> dict[str, int]:
    """How many there are of each round type."""
    return dict(Counter(str(item["type"]) for item in items))


def to_bank(items: list[Json], id: str, title: str, source: str) -> str:
    """The text of a bank file with these items. Every text is in quotes, as YAML and JSON both write them.

    Not by ruamel.yaml: it takes 15 s for 5,000 items.
    """
    outer: Json = {"format": 1, "kind": "bank", "id": id, "title": {"id": title}, "source": source}
    lines = [f"{name}: {_name(value) if name in ('kind', 'id') else _inline(value)}" for name, value in outer.items()]
    return "\n".join([*lines, "items:", *("\n" + entry_text(item) for item in items)]) + "\n"


def entry_text(item: Json) -> str:
    """The lines of an item, its dash in the third column."""
    lines = [f"  - id: {_name(item['id'])}"]
    for name, value in item.items():
        if name in ("type", "status"):
            lines.append(f"    {name}: {_name(value)}")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [f"    {name}:", *(f"      - {_inline(one)}" for one in value)]
        elif name != "id":
            lines.append(f"    {name}: {_inline(value)}")
    return "\n".join(lines)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_inline(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _name(value: str) -> str:
    """Without quotes where no reader of YAML could take it for something else."""
    return value if re.fullmatch(r"(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z][a-z0-9-]*", value) else json.dumps(value)
