"""`quizserver package make` and `package take`: the visit package, from the office to the visit laptop (live/packages.py).

`look` and `stage` are what the server runs as children: a package may be hostile, and checking a folder takes a second.
"""

from __future__ import annotations

import base64
import json
import sys
import time
from pathlib import Path

import click

from quizserver.banks.package import MOST_BYTES
from quizserver.banks.programmes import Shelf
from quizserver.catalogue import say
from quizserver.cli import Here, complaints, data_option, lang_option
from quizserver.cli.writing import write
from quizserver.errors import BadInput
from quizserver.live.editing import Editing, Person
from quizserver.live.packages import Packages
from quizserver.settings import Settings, lock_data_folder, prepare_data_folder, shipped, user_data_folder
from quizserver.store.history import History
from quizserver.store.library import Library

ENDING = ".peksos"
BANKS_HELP = "Folder of question banks. Default: the ones that come along."

banks_option = click.option("--banks", type=click.Path(path_type=Path), help=BANKS_HELP)


@click.group("package")
def package_group() -> None:
    """Carry programmes with all they need from the office to the laptop of a visit."""


@package_group.command("make")
@click.argument("programmes", nargs=-1, required=True)
@click.option("--out", type=click.Path(path_type=Path), help=f"File to write, such as kunjungan{ENDING}.")
@click.option("--by", default="", hidden=True)
@banks_option
@data_option
@lang_option
def make_command(programmes: tuple[str, ...], out: Path | None, by: str, banks: Path | None, data: Path | None, lang: str) -> None:
    """Write these PROGRAMMES (their ids) with banks, pictures, help and the office's name to one file; approved items only."""
    with complaints(lang):
        folder = banks or shipped("question_banks")
        known = sorted(path.stem.removeprefix("program-") for path in folder.glob("program-*.yaml"))
        for programme in programmes:
            if programme not in known:
                listed = ", ".join(known)
                raise BadInput("package/unknown", programme=programme, known=listed)
        content, left = _packages(folder, data).make(list(programmes), by, time.time(), lang)
        if out is None:
            click.echo(json.dumps({"left": left, "content": base64.b64encode(content).decode()}))
            return
        write(out, content)
        for one in left:
            click.echo(say("cli.package.left", lang, item=f"{one['bank']}/{one['item']}", label=one["label"]))
        click.echo(say("cli.paper.made", lang, path=out))


@package_group.command("look", hidden=True)
@banks_option
@data_option
@lang_option
def look_command(banks: Path | None, data: Path | None, lang: str) -> None:
    """Print as JSON what the package on standard input would change here (Packages.look)."""
    with complaints(lang):
        click.echo(json.dumps(_packages(banks or shipped("question_banks"), data).look(sys.stdin.buffer.read(MOST_BYTES + 1))))


@package_group.command("stage", hidden=True)
@click.option("--replace", multiple=True)
@banks_option
@data_option
@lang_option
def stage_command(replace: tuple[str, ...], banks: Path | None, data: Path | None, lang: str) -> None:
    """Lay the package on standard input ready beside the banks (Packages.stage)."""
    with complaints(lang):
        _packages(banks or shipped("question_banks"), data).stage(sys.stdin.buffer.read(MOST_BYTES + 1), set(replace), lang)


@package_group.command("take")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace what was changed on this laptop; without it, that stays as a copy.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@banks_option
@data_option
@lang_option
def take_command(file: Path, replace: bool, dry_run: bool, banks: Path | None, data: Path | None, lang: str) -> None:
    """Bring in the package FILE: all of it or nothing. The server must not be running."""
    with complaints(lang):
        folder, where = banks or shipped("question_banks"), data or user_data_folder()
        prepare_data_folder(where)
        with lock_data_folder(where):
            packages = _packages(folder, where)
            try:
                content = file.read_bytes() if file.stat().st_size <= MOST_BYTES else b"x" * (MOST_BYTES + 1)
            except OSError as error:
                raise BadInput("import/unreadable", path=file) from error
            rows = packages.look(content)["rows"]
            for row in rows:
                click.echo(say(f"cli.package.{row['state']}", lang, path=row["path"]))
            if dry_run:
                return
            packages.stage(content, {row["path"] for row in rows} if replace else set(), lang)
            library = Library(Settings(data=where).library_file, Here())
            history = History(library)
            editing = Editing(folder, Shelf(folder), history, history.approved(), lambda: None, time.time)
            done = packages.finish(editing, Person("", say("cli.package.who", lang), lang))
            click.echo(say("cli.package.done", lang, files=done))


def _packages(banks: Path, data: Path | None) -> Packages:
    where = data or user_data_folder()
    prepare_data_folder(where)
    return Packages(banks, where, Library(Settings(data=where).library_file, Here()))
