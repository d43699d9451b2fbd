"""H5P packages: h5p.json names the kind of the whole, content/content.json holds it. Questions are found wherever they stand inside:
in a question set, a presentation, a video. A content.json alone will do, too. What is no question is named once for each kind.

How each kind is read: h5p_kinds.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from quizserver.banks.formats import Entry, h5p_kinds
from quizserver.banks.formats.common import made
from quizserver.banks.sources.objects import Object
from quizserver.banks.sources.said import Said, at_number
from quizserver.banks.sources.source import Source

TITLE = {"id": "H5P", "en": "H5P"}
ENDINGS = (".h5p",)

ABOUT, CONTENT = "h5p.json", "content/content.json"
LIBRARY = '"H5P.'
BARE = ""
"""The library of a content.json that came without its package: it does not name the outermost one."""


class Content(NamedTuple):
    """One thing that H5P shows: which library draws it, and what it draws."""

    library: str
    params: Object
    title: str


def recognise(source: Source) -> bool:
    return (ABOUT in source.parts and CONTENT in source.parts) or (isinstance(source.json, dict) and LIBRARY in (source.text or ""))


def parse(source: Source) -> Iterator[Entry]:
    if source.parts:
        about = Object(_json(source, ABOUT))
        outermost = Content(_name(about.text("mainLibrary")), Object(_json(source, CONTENT)), about.text("title"))
    else:
        outermost = Content(BARE, Object(source.json), "")
    others: Counter[str] = Counter()
    n = 0
    for content in _contents(outermost):
        if content.library not in h5p_kinds.READERS:
            others[content.library] += content.library not in (BARE, *h5p_kinds.FRAMES)
            continue
        for title, make, repairs in h5p_kinds.READERS[content.library](content.params):
            n += 1
            yield made.entry(at_number(n), title or content.title, partial(make), repairs)
    for library, count in others.items():
        if count:
            yield Entry(Said("import.file"), library, why=Said("import.no_question_kind", {"kind": library, "count": count}))


def _json(source: Source, path: str) -> dict[str, Any]:
    value = Source(path, source.parts[path]).json
    return value if isinstance(value, dict) else {}


def _name(library: str) -> str:
    """`H5P.MultiChoice 1.16` without its version."""
    return library.partition(" ")[0][:60]


def _contents(outermost: Content) -> Iterator[Content]:
    """This and all content inside, in the order of the file. Inside a question there are only its pictures: they are not looked at."""
    yield outermost
    if outermost.library in h5p_kinds.READERS:
        return
    waiting: list[Any] = [outermost.params.held]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            library, params = value.get("library"), value.get("params")
            if isinstance(library, str) and isinstance(params, dict):
                metadata = Object(value).inner("metadata")
                yield Content(_name(library), Object(params), metadata.text("title", "extraTitle"))
                if _name(library) in h5p_kinds.READERS:
                    continue
            waiting += reversed(list(value.values()))
        elif isinstance(value, list):
            waiting += reversed(value)
