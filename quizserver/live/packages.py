"""Paket kunjungan on this laptop: made from its banks, looked at, and brought in: all of it or nothing, with what was changed here kept.

A package is staged in a folder beside the banks, checked there as `bank check` does, and only then put in place file by file; `finish`
goes on with that after a power cut. A running game has its own copies and is not touched. Server and commands (cli/package.py)
use the same; reading and checking run in a child of the server.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from quizserver.banks import check, files, saving
from quizserver.banks.compare import Brought, compare
from quizserver.banks.drafting import demoted, items_of
from quizserver.banks.package import LOGOS, OFFICE, Parts, contents, pack, unpack
from quizserver.banks.programmes import yaml_files
from quizserver.core.facts import Json
from quizserver.errors import Rejected
from quizserver.live.editing import NOBODY, Editing, Person
from quizserver.live.helping import SETTING as HELP_SETTING
from quizserver.settings import shipped
from quizserver.store.history import History
from quizserver.store.library import Library

STAGE = ".paket"
READY = "ready.json"
TAKEN = "package"
"""Setting: digests of what packages have put here, by path."""

COPY = "-lokal"
TELLS = ("new", "changed", "unchanged", "gone")


class Packages:
    """`banks` and `data` are the server's folders."""

    def __init__(self, banks: Path, data: Path, library: Library) -> None:
        self._banks = banks
        self._data = data
        self._library = library

    def make(self, programmes: list[str], by: str, now: float, lang: str) -> tuple[bytes, list[Json]]:
        """The file, and what stays behind (package.contents). Raises Rejected."""
        approved = History(self._library).approved()
        parts, left = contents(self._banks, programmes, lambda bank, item: approved.get((bank, item)), lang)
        parts |= self._own()
        return pack(parts, programmes, by, now), left

    def look(self, content: bytes) -> Json:
        """`{made_at, by, version, rows: [{path, title, state, items}]}`; raises BadInput for a file that is none, damaged or newer.

        States: `new`, `changed`, `unchanged`, `local`: it would go over what was changed on this laptop. `items` of a bank: how many
        are new, changed, unchanged and gone.
        """
        manifest, parts = unpack(content)
        rows = [self._row(path, part) for path, part in parts.items()]
        return {key: manifest.get(key) for key in ("made_at", "by", "version")} | {"rows": rows}

    def stage(self, content: bytes, replace: set[str], lang: str) -> Json:
        """Lays everything ready in a folder of its own, checked; what was changed here and is not in `replace` stays as a copy.

        Returns the plan for `finish`: `{files: [{path, items, kept}], office}`. Raises BadInput, Rejected.
        """
        parts = unpack(content)[1]
        states = {path: self._row(path, part)["state"] for path, part in parts.items()}
        wanted = {path: part for path, part in parts.items() if states[path] != "unchanged"}
        for path in [path for path, state in states.items() if state == "local" and path not in replace]:
            if path.startswith("banks/"):
                wanted |= self._copy(path, lang)
            else:
                del wanted[path]
        stage = self._banks / STAGE
        shutil.rmtree(stage, ignore_errors=True)
        self._check(wanted, lang)
        stage.mkdir()
        files = [self._staged(stage, path, part) for path, part in _in_order(wanted)]
        taken = {path: hashlib.sha256(part).hexdigest() for path, part in parts.items() if path in wanted or states[path] == "unchanged"}
        plan = {"files": files, "office": json.loads(wanted[OFFICE])["name"] if OFFICE in wanted else None, "taken": taken}
        saving.write(stage / READY, json.dumps(plan).encode(), None)
        return plan

    def target(self, path: str) -> Path:
        """Where a part belongs."""
        if path in LOGOS:
            return self._data / path
        return self._banks / path.removeprefix("banks/")

    def finish(self, editing: Editing | None = None, who: Person = NOBODY) -> int:
        """Puts in place what is staged, if anything is; how many files that were. Without `editing` at a start, after a power cut."""
        stage = self._banks / STAGE
        if not (stage / READY).is_file():
            shutil.rmtree(stage, ignore_errors=True)
            return 0
        plan = json.loads((stage / READY).read_text("utf-8"))
        for file in plan["files"]:
            staged, target = stage / file["staged"], self.target(file["path"])
            if not staged.is_file():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            if editing and file["path"].startswith("banks/"):
                editing.put(target.name, staged.read_bytes(), None, "package", file["items"], file["kept"], who)
                staged.unlink()
            else:
                os.replace(staged, target)
        if plan["office"] is not None:
            self._library.set_setting(HELP_SETTING, self._library.setting(HELP_SETTING, {}) | {"office": plan["office"]})
        self._library.set_setting(TAKEN, self._library.setting(TAKEN, {}) | plan["taken"])
        shutil.rmtree(stage, ignore_errors=True)
        return len(plan["files"])

    def _own(self) -> Parts:
        """The office's name and logo."""
        name = self._library.setting(HELP_SETTING, {}).get("office", "")
        parts = {OFFICE: json.dumps({"name": name}).encode()} if name else {}
        logo = next((self._data / one for one in LOGOS if (self._data / one).is_file()), None)
        return parts | ({logo.name: logo.read_bytes()} if logo else {})

    def _now(self, path: str) -> bytes | None:
        """What is in this place on this laptop; None if nothing is."""
        if path == OFFICE:
            return self._own().get(OFFICE)
        target = self.target(path)
        return target.read_bytes() if target.is_file() else None

    def _row(self, path: str, part: bytes) -> Json:
        now = self._now(path)
        state = "new" if now is None else "unchanged" if now == part else "local" if self._is_local(path, now) else "changed"
        row: Json = {"path": path, "state": state, "title": _title(path, part), "items": None}
        if path.startswith("banks/") and not path.startswith("banks/program-"):
            rows = compare([Brought(item) for item in _items(part).values()], list(_items(now or b"").values()))
            row["items"] = {name: sum(one.state == name for one in rows) for name in TELLS}
        return row

    def _is_local(self, path: str, now: bytes) -> bool:
        """Whether somebody changed it on this laptop since it came."""
        taken = self._library.setting(TAKEN, {}).get(path)
        if taken:
            return bool(hashlib.sha256(now).hexdigest() != taken)
        if path.startswith("banks/"):
            last = History(self._library).newest().get(path.removeprefix("banks/"))
            return last is not None and last.what != "found"
        came = shipped("question_banks") / path
        return not (came.is_file() and came.read_bytes() == now)

    def _copy(self, path: str, lang: str) -> Parts:
        """The laptop's own version of a bank or programme, under another id."""
        loaded = saving.load(self.target(path))
        page = saving.page_of(loaded)
        stems = {file.stem for file in yaml_files(self._banks)}
        stem = next(name for n in range(1, 1_000) if (name := f"{loaded.path.stem}{COPY}{n if n > 1 else ''}") not in stems)
        page.set_head("id", stem.removeprefix("program-"))
        page.set_head("title", {key: f"{text[:55]} (laptop)" for key, text in page.value["title"].items()})
        if page.value.get("first"):
            page.set_head("first", False)
        return {f"banks/{stem}.yaml": page.content()}

    def _check(self, wanted: Mapping[str, bytes], lang: str) -> None:
        """Raises Rejected when the folder would have an error that it does not have now."""
        trial = self._banks / STAGE
        try:
            shutil.copytree(self._banks, trial, ignore=shutil.ignore_patterns(".*"))
            for path, part in wanted.items():
                place = trial / path.removeprefix("banks/")
                place.parent.mkdir(exist_ok=True)
                place.write_bytes(part)
            before = {(one.file.name, one.message) for one in check.check([self._banks], lang)}
            for found in check.check([trial], lang):
                message = found.message.replace(str(trial), str(self._banks))
                if not found.is_warning and (found.file.name, message) not in before:
                    problem = f"{found.file.name}:{found.line}: {message}"
                    raise Rejected("package/would_break", problem=problem)
        finally:
            shutil.rmtree(trial, ignore_errors=True)

    def _staged(self, stage: Path, path: str, part: bytes) -> Json:
        name = path.replace("/", "~")
        saving.write(stage / name, part, None)
        items: list[str] = []
        kept: list[Json] = []
        if path.startswith("banks/"):
            before, after = _items(self._now(path) or b""), _items(part)
            items = [id for id in {**before, **after} if before.get(id) != after.get(id)]
            kept = demoted(Path(path).stem, before, after)
        return {"path": path, "staged": name, "items": items, "kept": kept}


def _in_order(wanted: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    """Pictures, banks, programmes: whatever is in place already can be played. The office's name is no file."""
    order = ("pictures/", "banks/program-", "banks/")
    ranks = {path: (0 if path.startswith(order[0]) else 2 if path.startswith(order[1]) else 1) for path in wanted}
    return [(path, wanted[path]) for path in sorted(wanted, key=lambda path: (ranks[path], path)) if path != OFFICE]


def _items(content: bytes) -> dict[str, Json]:
    return items_of(files.parse(Path("x.yaml"), content)[0]) if content else {}


def _title(path: str, part: bytes) -> Json | None:
    """The title of a bank or programme; the office's name."""
    if path == OFFICE:
        return {"id": str(json.loads(part).get("name", ""))}
    document = files.parse(Path("x.yaml"), part)[0] if path.startswith("banks/") else None
    title = document.value.get("title") if document else None
    return title if isinstance(title, dict) else None
