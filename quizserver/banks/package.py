"""Paket kunjungan: one file with what a visit needs (programmes, their banks, pictures, help, the office's name and logo), from folder to
bytes and back. What it would change on a laptop, and doing it: live/packages.py.

A zip with `manifest.json`: `{kind, format, version, made_at, by, programmes: [id], parts: {path: sha256}}`. Every path is one of `PATHS`.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image

from quizserver import __version__
from quizserver.banks import saving
from quizserver.banks.drafting import is_draft, label_of, shaped
from quizserver.banks.help import FOLDER as HELP
from quizserver.banks.programmes import Approved
from quizserver.banks.reading import PICTURES
from quizserver.banks.saving import Loaded
from quizserver.banks.sources.archive import Archive
from quizserver.banks.sources.unreadable import Unreadable
from quizserver.core.facts import Json
from quizserver.errors import BadInput, Rejected

FORMAT = 1
KIND = "quizserver-package"
MANIFEST = "manifest.json"
MOST_BYTES = 100_000_000
OFFICE = "office.json"
LOGOS = ("logo.png", "logo.jpg", "logo.jpeg")
HELP_FILES = ("channels.yaml", "info.yaml", "leaflet.yaml")
NAME = r"[a-z0-9][a-z0-9-]{0,80}"
PICTURE = r"[a-z0-9][a-z0-9._-]{0,80}\.(?:png|jpg|webp)"
PATHS = re.compile(rf"banks/{NAME}\.yaml|{PICTURES}/{PICTURE}|{HELP}/(channels|info|leaflet)\.yaml|{OFFICE}|logo\.(png|jpe?g)")

Parts = dict[str, bytes]


def contents(folder: Path, programmes: Sequence[str], approved: Approved, lang: str) -> tuple[Parts, list[Json]]:
    """The parts for these programmes, approved content only, and what stays behind: `[{bank, item, label}]` of drafts that nobody has
    ever approved. Raises Rejected."""
    parts: Parts = {}
    left: list[Json] = []
    gone: set[str] = set()
    loaded = {name: saving.load(folder / f"program-{name}.yaml") for name in programmes}
    banks: set[str] = set()
    for one in loaded.values():
        if one.reading.programme is None:
            raise Rejected("bank/broken", file=one.path.name)
        banks |= {reference.partition("/")[0] for section in one.reading.programme.sections for reference in section.items}
    for bank in sorted(banks):
        content, drafts = _approved_only(saving.load(folder / f"{bank}.yaml"), bank, approved, lang)
        parts[f"banks/{bank}.yaml"] = content
        left += drafts
        gone |= {f"{bank}/{one['item']}" for one in drafts}
        parts |= _pictures(folder, content)
    for name, one in loaded.items():
        parts[f"banks/program-{name}.yaml"] = _without(one, gone)
    for file in HELP_FILES:
        if (folder / HELP / file).is_file():
            parts[f"{HELP}/{file}"] = (folder / HELP / file).read_bytes()
    return parts, left


def pack(parts: Mapping[str, bytes], programmes: Sequence[str], by: str, made_at: float) -> bytes:
    """The file."""
    sums = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(parts.items())}
    manifest = {"kind": KIND, "format": FORMAT, "version": __version__, "made_at": made_at, "by": by, "programmes": list(programmes)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(MANIFEST, json.dumps(manifest | {"parts": sums}, indent=1))
        for path in sums:
            packed.writestr(path, parts[path])
    return file.getvalue()


def unpack(content: bytes) -> tuple[Json, Parts]:
    """Its manifest and parts, whole and with nothing beside them. Raises BadInput: none of ours, damaged (with the part), newer."""
    if len(content) > MOST_BYTES:
        raise BadInput("package/too_large", megabytes=MOST_BYTES // 1_000_000)
    try:
        files = Archive(content)
        manifest = json.loads(files[MANIFEST])
        if not isinstance(manifest, dict) or manifest.get("kind") != KIND:
            raise BadInput("package/not_one")
    except (Unreadable, KeyError, ValueError, RecursionError):
        raise BadInput("package/not_one") from None
    if not isinstance(manifest.get("format"), int) or manifest["format"] > FORMAT:
        raise BadInput("package/newer", version=str(manifest.get("version", "?"))[:20])
    sums = manifest.get("parts")
    if not isinstance(sums, dict) or set(files) - {MANIFEST} != set(sums):
        raise BadInput("package/damaged", part=MANIFEST)
    parts: Parts = {}
    for path, sum in sums.items():
        try:
            part = files[path]
        except Unreadable:
            part = b""
        if not PATHS.fullmatch(path) or hashlib.sha256(part).hexdigest() != sum or not _is_sound(path, part):
            raise BadInput("package/damaged", part="".join(filter(str.isprintable, path))[:80])
        parts[path] = part
    return manifest, parts


def _is_sound(path: str, part: bytes) -> bool:
    """Pictures are pictures; what texts say is `bank check`'s business."""
    if not path.startswith((f"{PICTURES}/", "logo.")):
        return True
    try:
        with Image.open(io.BytesIO(part), formats=("PNG", "JPEG", "WEBP")) as picture:
            picture.verify()
    except Exception:
        return False  # Pillow raises whatever happens to it on a broken file
    return True


def _approved_only(loaded: Loaded, bank: str, approved: Approved, lang: str) -> tuple[bytes, list[Json]]:
    """The bank with the last approved version of its drafts, and the drafts that have none."""
    if loaded.reading.bank is None:
        raise Rejected("bank/broken", file=loaded.path.name)
    page = saving.page_of(loaded)
    left: list[Json] = []
    for at in reversed(range(len(page.values))):
        item = page.values[at]
        if not is_draft(item):
            continue
        version = approved(bank, item["id"])
        if version:
            page.set(at, shaped(version, lang))
        else:
            page.delete(at)
            left.append({"bank": bank, "item": item["id"], "label": label_of(item, lang)})
    return page.content(), left[::-1]


def _pictures(folder: Path, content: bytes) -> Parts:
    names = set(re.findall(rf"^\s*(?:- )?picture:\s*[\"']?({PICTURE})", content.decode(), re.MULTILINE))
    return {f"{PICTURES}/{name}": (folder / PICTURES / name).read_bytes() for name in sorted(names)}


def _without(loaded: Loaded, gone: set[str]) -> bytes:
    """The programme without these items, and without sections that have no other."""
    page = saving.page_of(loaded)
    sections = [section | {"items": [one for one in section["items"] if one not in gone]} for section in page.values]
    kept = [section for section in sections if section["items"]]
    if not kept:
        raise Rejected("package/nothing", file=loaded.path.name)
    if kept != page.values:
        page.set_all(kept)
    return page.content()
