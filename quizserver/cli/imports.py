"""`quizserver bank import`, `bank formats`, and the children `read`, `compare` and `merge`: banks that come in from other tools.

`import` never parses itself: a file may be hostile, so `read` does, as a child with bounds of time and memory (live/imports.py).
The staff pages run the same children (live/bringing.py).
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from quizserver import rounds
from quizserver.banks import formats, importing, merging
from quizserver.banks.sources import MOST_BYTES
from quizserver.banks.sources.unreadable import Unreadable
from quizserver.catalogue import explain, say
from quizserver.cli import EXIT_BAD_INPUT, complaints, lang_option
from quizserver.cli.writing import write
from quizserver.core.facts import Json
from quizserver.errors import BadInput, QuizError
from quizserver.live import imports

LONGEST_TITLE = 70

banks_option = click.option("--banks", type=click.Path(path_type=Path), required=True)


@click.command("formats")
@click.option("--markdown", is_flag=True, help="Print all about them, in and out, as docs/formats.md has it.")
@lang_option
def formats_command(markdown: bool, lang: str) -> None:
    """List the formats that `bank import` reads."""
    if markdown:
        from quizserver.cli import export, format_docs

        click.echo(format_docs.markdown(export.WRITERS), nl=False)
        return
    for name, format in formats.discover().items():
        click.echo(f"{name}\t{format.TITLE[lang]}\t{' '.join(format.ENDINGS)}")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="The bank to write, a new file such as kuis-baru.yaml. Default: only tell.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: what became of each question.")
@lang_option
def import_command(file: Path, out: Path | None, as_json: bool, lang: str) -> None:
    """Bring a FILE of another tool in as a bank of drafts; what it is is seen by its content. See `quizserver bank formats`.

    Exit code 0: something was imported, 1: nothing was, 2: the file cannot be read.
    """
    try:
        if out:
            _check_out(out)
        told = imports.read(file.name, _content(file), lang, time.sleep, _counting() if sys.stderr.isatty() else None)
        items = [entry["item"] for entry in told["items"]]
        if out and items:
            title = re.sub(r"[-_]+", " ", out.stem).strip().capitalize()[:LONGEST_TITLE]
            source = say("import.source", lang, file=_printable(file.name), format=formats.discover()[told["format"]].TITLE[lang])
            id = _id(out)
            if out.name != f"{id}.yaml":
                told["warnings"].append(
                    {"where": say("import.file", lang), "why": say("import.out_name", lang, path=out.name, better=f"{id}.yaml")}
                )
            _write_new(out, importing.to_bank(items, id, title, source))
    except QuizError as error:
        message = explain(error, lang)
        click.echo(message, err=True)
        if as_json:
            warning = {"where": say("import.file", lang), "why": message}
            click.echo(json.dumps({"format": None, "items": 0, "types": {}, "skipped": [], "warnings": [warning]}, ensure_ascii=False))
        sys.exit(EXIT_BAD_INPUT)
    if as_json:
        skipped = [{name: entry[name] for name in ("where", "title", "why")} for entry in told["skipped"]]
        counted = told | {"items": len(items), "types": importing.types_of(items), "skipped": skipped}
        keys = ("format", "items", "types", "skipped", "warnings")
        click.echo(json.dumps({key: counted[key] for key in keys}, ensure_ascii=False))
    else:
        _list(told, items, out, lang)
    sys.exit(0 if items else 1)


@click.command("read", hidden=True)
@click.option("--name", required=True)
@click.option("--progress", type=click.Path(path_type=Path))
@lang_option
def read_command(name: str, progress: Path | None, lang: str) -> None:
    """Print as JSON what the file on standard input becomes (importing.Imported.told); refusals of the whole file on standard error."""

    def tell(done: int) -> None:
        if progress:
            progress.write_text(str(done), "utf-8")

    try:
        imported = importing.read_file(name, sys.stdin.buffer.read(MOST_BYTES + 1), rounds.discover(), tell)
        click.echo(json.dumps(imported.told(lang)))
    except Unreadable as error:
        click.echo(importing.say(formats.Said(error.key, error.values), lang), err=True)
        sys.exit(EXIT_BAD_INPUT)
    except (MemoryError, RecursionError):
        click.echo(say("import.too_heavy", lang), err=True)
        sys.exit(EXIT_BAD_INPUT)


@click.command("compare", hidden=True)
@banks_option
@click.option("--bank")
@lang_option
def compare_command(banks: Path, bank: str | None, lang: str) -> None:
    """Print as JSON what the items on standard input would change in a bank (merging.compared)."""
    with complaints(lang):
        click.echo(json.dumps(merging.compared(banks, bank, json.load(sys.stdin))))


@click.command("merge", hidden=True)
@banks_option
@click.option("--bank", required=True, help="Empty: a new one.")
@lang_option
def merge_command(banks: Path, bank: str, lang: str) -> None:
    """Print the new text of a bank, after one line of JSON about it, with what is on standard input done (merging.merged)."""
    with complaints(lang):
        merged = merging.merged(banks, bank, json.load(sys.stdin), lang)
        sys.stdout.buffer.write(json.dumps(merged.head()).encode() + b"\n" + merged.content)


def _content(file: Path) -> bytes:
    with _readable(file):
        if not file.is_file():  # a pipe would be waited for
            raise BadInput("import/unreadable", path=file)
    with _readable(file), file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadInput("import/too_large", path=file, most=MOST_BYTES // 1_000_000)
    return content


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise BadInput("import/unreadable", path=file) from error


def _check_out(out: Path) -> None:
    """Raises BadInput when the bank cannot be written there."""
    if _is_filled(out):
        raise BadInput("import/out_exists", path=out)
    if not out.parent.is_dir() or (out.exists() and not out.is_file()):
        raise BadInput("paper/unwritable", path=out)


def _is_filled(out: Path) -> bool:
    """An empty file may be one that a program made to be written to."""
    return out.is_file() and out.stat().st_size > 0


def _id(out: Path) -> str:
    """The bank's id: its file must be called so before it is used (banks/reading.py)."""
    return re.sub(r"[^a-z0-9]+", "-", out.stem.lower()).strip("-")[:64].strip("-") or "kuis-baru"


def _write_new(out: Path, text: str) -> None:
    """Nothing that came there meanwhile is overwritten. Raises BadInput."""
    if _is_filled(out):
        raise BadInput("import/out_exists", path=out)
    write(out, text.encode())


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable())[:200]


def _counting() -> Callable[[int], None]:
    """Shows the number on the terminal's line, where the next output takes its place."""
    return lambda done: click.echo(f"\r{done:,} \r", err=True, nl=False)


def _list(told: Json, items: list[Json], out: Path | None, lang: str) -> None:
    """The dry run for people: each entry, what it becomes, what was repaired; then what was left out and why."""
    click.echo(say("import.list_format", lang, format=formats.discover()[told["format"]].TITLE[lang]))
    for entry in told["items"]:
        click.echo(f"  {entry['where']}: {entry['title']} → {entry['item']['type']} ({entry['item']['id']})")
        for repair in entry["repairs"]:
            click.echo(f"      ~ {repair}")
    for entry in told["skipped"]:
        click.echo(f"  ✗ {entry['where']}: {entry['title']}\n      {entry['why']}")
    about_file = say("import.file", lang)
    for warning in told["warnings"]:
        if warning["where"] == about_file:
            click.echo(f"  ! {warning['why']}")
    types = ", ".join(f"{kind} {count}" for kind, count in importing.types_of(items).items())
    click.echo(say("import.list_count", lang, items=len(items), types=types or "-", skipped=len(told["skipped"])))
    if items:
        key = "import.list_written" if out else "import.list_dry"
        click.echo(say(key, lang, path=out))
