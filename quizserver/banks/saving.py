"""Puts a changed text in the place of a file, whole or not at all, and only if it reads back as what was meant.

How a text is changed is splice.py's; who may, and what is remembered of it, live/editing.py's.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from quizserver.banks import files
from quizserver.banks.model import Finding
from quizserver.banks.reading import Reading, judge
from quizserver.banks.splice import Page
from quizserver.errors import Rejected, Unavailable


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as it is on disk now."""

    path: Path
    content: bytes
    reading: Reading


def load(path: Path, pause: Callable[[], None] = lambda: None) -> Loaded:
    """Raises Rejected when there is no such file."""
    try:
        content = path.read_bytes() if path.stat().st_size <= files.MOST_BYTES else b""
    except OSError:
        raise Rejected("bank/unknown") from None
    return Loaded(path, content, judge(path, *files.parse(path, content, pause), pause))


def page_of(loaded: Loaded) -> Page:
    """The file, to be changed. Raises Rejected when it is broken, or written in a way that one entry cannot be replaced."""
    document = loaded.reading.document
    if document is None:
        raise Rejected("bank/broken", file=loaded.path.name)
    try:
        return Page(loaded.content, document)
    except ValueError:
        raise Rejected("bank/not_a_block", file=loaded.path.name) from None


def checked(loaded: Loaded, page: Page, lang: str, pause: Callable[[], None] = lambda: None) -> Loaded:
    """The file with its new content, if it reads back as exactly what was meant and brings no new error. Raises Rejected."""
    content = page.content()
    document, findings = files.parse(loaded.path, content, pause)
    if document is None or document.value != page.value or len(content) > files.MOST_BYTES:
        raise Rejected("bank/would_not_read", file=loaded.path.name)
    reading = judge(loaded.path, document, findings, pause)
    before = {(found.where, str(found.words)) for found in loaded.reading.findings}
    refuse_if_wrong([found for found in reading.findings if (found.where, str(found.words)) not in before], lang)
    return Loaded(loaded.path, content, reading)


def refuse_if_wrong(findings: Iterable[Finding], lang: str) -> None:
    """Raises Rejected with the first error, if there is one."""
    for found in findings:
        if not found.is_warning:
            problem = found.say(lang).message
            raise Rejected("bank/would_break", problem=problem)


def write(path: Path, content: bytes, seen: bytes | None) -> None:
    """Replaces the file whole, or leaves it as it is. `seen` is what it has to hold now; None: it must not exist yet.

    Raises Rejected when it holds something else, Unavailable when the disk refuses. A file that was only begun is hidden
    (`.name.new`), read by nobody, and overwritten by the next save.
    """
    target = Path(os.path.realpath(path))
    begun = target.with_name(f".{target.name}.new")
    try:
        with begun.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if seen is not None:
            shutil.copymode(target, begun)
        if _content(target) != seen:
            raise Rejected("bank/changed_on_disk", file=path.name)
        os.replace(begun, target)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Unavailable("bank/disk", retry=True, file=path.name, why=why) from error
    finally:
        with suppress(OSError):
            begun.unlink(missing_ok=True)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
