"""The files in a zip, read one by one when asked and never written anywhere; zips inside it stay closed.

Bounds: 2,000 files; 20 MB a file and 100 MB in all when unpacked, by what the zip says of itself, and nothing is unpacked beyond what
it said; a file of more than 1 MB may have shrunk to a 200th at most. Only stored and deflated files, none with a password.
"""

from __future__ import annotations

import io
import re
import stat
import zlib
from collections.abc import Iterator, Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from quizserver.banks.sources.unreadable import Unreadable

MOST_FILES = 2_000
MOST_FILE_BYTES = 20_000_000
MOST_BYTES = 100_000_000
MOST_RATIO = 200
SMALL_BYTES = 1_000_000
"""A smaller file may have shrunk as much as it likes."""

_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


class Archive(Mapping[str, bytes]):
    """The files by path, `/` between its parts. Paths that lead outside, links and folders are left out. Raises Unreadable."""

    def __init__(self, content: bytes) -> None:
        # Each file has an entry in the list at the end; opening a zip costs memory for each of them.
        if content.count(b"PK\x01\x02") > 4 * MOST_FILES:
            raise Unreadable("import.zip_many", most=MOST_FILES)
        try:
            self._zip = ZipFile(io.BytesIO(content))
        except (BadZipFile, NotImplementedError, ValueError, OverflowError):
            raise Unreadable("import.zip_broken") from None
        files = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(files) > MOST_FILES:
            raise Unreadable("import.zip_many", most=MOST_FILES)
        if sum(info.file_size for info in files) > MOST_BYTES:
            raise Unreadable("import.bomb", most=MOST_BYTES // 1_000_000)
        self._files = {path: info for info in files if (path := _path(info))}

    def __getitem__(self, path: str) -> bytes:
        info = self._files[path]
        _check(info)
        try:
            with self._zip.open(info) as file:
                # With a size, zipfile unpacks no more than that; without one it would unpack all and cut afterwards.
                return file.read(info.file_size) if info.file_size else b""
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
            raise Unreadable("import.zip_broken") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def unzipped(content: bytes) -> bytes:
    """What the gzip stream at the head of `content` holds. Raises Unreadable."""
    stream = zlib.decompressobj(wbits=31)
    try:
        held = stream.decompress(content, MOST_FILE_BYTES + 1)
    except zlib.error:
        raise Unreadable("import.zip_broken") from None
    if len(held) > MOST_FILE_BYTES:
        raise Unreadable("import.bomb", most=MOST_FILE_BYTES // 1_000_000)
    if not stream.eof:
        raise Unreadable("import.zip_broken")
    return held


def _check(info: ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable("import.zip_password")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Unreadable("import.zip_broken")
    if info.file_size > MOST_FILE_BYTES:
        raise Unreadable("import.bomb", most=MOST_FILE_BYTES // 1_000_000)
    if info.file_size > SMALL_BYTES and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        raise Unreadable("import.bomb", most=MOST_FILE_BYTES // 1_000_000)


def _path(info: ZipInfo) -> str:
    """Where a file stands in its zip; empty when it must not be looked at."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        # zipfile has read the name as cp437, as the standard wants; many tools write UTF-8 without saying so.
        try:
            name = name.encode("cp437").decode()
        except UnicodeError:
            name = info.filename
    name = name.replace("\\", "/")
    outside = name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/") or not name.isprintable()
    return "" if outside or stat.S_ISLNK(info.external_attr >> 16) else name
