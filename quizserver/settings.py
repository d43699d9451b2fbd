"""What the server is told at start: frozen, checked once, with the place and the remedy in every complaint.
No global configuration.
"""

from __future__ import annotations

import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import platformdirs

from quizserver.errors import BadInput

PACKAGE = Path(__file__).parent
SECRET_BYTES = 32



def shipped(name: str) -> Path:
    """A folder that ships with the product (`static`, `templates`, `question_banks`).

    It lies beside the package in a checkout, inside it in a wheel.
    """
    inside = PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


@dataclass(frozen=True, slots=True)
class Settings:
    """`port` None means 80 where free, else 8000. `max_pages` bounds the journal file, for tests of a full disk."""

    host: str = "0.0.0.0"
    port: int | None = None
    data: Path = Path()
    banks: Path = Path()
    async_mode: str = "auto"
    lang: str = "id"
    max_pages: int | None = None

    @property
    def journal_file(self) -> Path:
        return self.data / "journal.sqlite3"

    @property
    def library_file(self) -> Path:
        return self.data / "library.sqlite3"

    @property
    def staff_secret_file(self) -> Path:
        return self.data / "staff.key"

    @property
    def cache(self) -> Path:
        return self.data / "cache"


def user_data_folder() -> Path:
    """Where visits are kept when --data says nothing."""
    return Path(platformdirs.user_data_dir("quizserver", appauthor=False))


def prepare_data_folder(path: Path) -> None:
    """Makes the folder and tries to write in it. Raises BadInput."""
    probe = path / ".write-test"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.write_text("ok")
        probe.unlink()
    except OSError as error:
        raise BadInput("cli/folder_unwritable", path=path) from error


def secret_of(path: Path) -> bytes:
    """32 random bytes in a file that only this user may read, made at the first start. Raises BadInput."""
    try:
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(SECRET_BYTES))
        secret = path.read_bytes()
    except OSError as error:
        raise BadInput("cli/folder_unwritable", path=path) from error
    if len(secret) != SECRET_BYTES:  # cut off while it was written
        path.unlink()
        return secret_of(path)
    return secret


def lock_data_folder(path: Path) -> BinaryIO:
    """Keeps a second server out of this folder for as long as the returned object lives. Raises BadInput."""
    file = (path / ".lock").open("a+b")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise BadInput("cli/data_used", path=path) from error
    return file


def language_of_system() -> str:
    """`en` when the system says so, else Bahasa Indonesia."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if spoken.lower().startswith("en") else "id"
