"""Static files as phones get them: under a release in the path, cached for a year, compressed beforehand.

The release is a digest of all files, so an edited file has a new address and nothing stale can be shown.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

from whitenoise import WhiteNoise

from quizserver.catalogue import LANGUAGES, SURFACES, for_surface

YEAR = 31_536_000
COMPRESSED = {".js", ".mjs", ".css", ".svg", ".json", ".md"}
MIME_TYPES = {".js": "text/javascript", ".mjs": "text/javascript"}
"""Some Windows registries say text/plain for .js, and browsers then refuse modules."""


def release_of(folder: Path) -> str:
    """A digest over all static files and all words."""
    digest = hashlib.sha256()
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    for surface in SURFACES:
        for lang in LANGUAGES:
            digest.update(_words_module(surface, lang).encode())
    return digest.hexdigest()[:12]


def prepare(folder: Path, cache: Path) -> tuple[Path, str]:
    """A copy of `folder` with words modules and `.gz` files beside it, made once per release. Returns it and the release."""
    release = release_of(folder)
    ready = cache / f"static-{release}"
    if not ready.is_dir():
        building = cache / f"building-{os.getpid()}"
        shutil.rmtree(building, ignore_errors=True)
        shutil.copytree(folder, building)
        (building / "words").mkdir(exist_ok=True)
        for surface in SURFACES:
            for lang in LANGUAGES:
                (building / "words" / f"{surface}.{lang}.js").write_text(_words_module(surface, lang), "utf-8")
        for path in [file for file in building.rglob("*") if file.suffix in COMPRESSED]:
            Path(f"{path}.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
        for old in cache.glob("static-*"):
            shutil.rmtree(old, ignore_errors=True)
        building.rename(ready)
    return ready, release


def serve(wsgi: Any, folder: Path, release: str) -> WhiteNoise:
    """Puts the static files in front of a WSGI app, at /static/<release>/."""
    noise = WhiteNoise(wsgi, max_age=YEAR, mimetypes=MIME_TYPES, allow_all_origins=False)
    noise.add_files(str(folder), prefix=f"static/{release}/")
    return noise


def _words_module(surface: str, lang: str) -> str:
    return f"export default {json.dumps(for_surface(surface, lang), ensure_ascii=False, separators=(',', ':'))};\n"
