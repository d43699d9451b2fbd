"""`quizserver report`, `visits`, `wipe` and `room`: what is done with a visit during or after it. The server runs the same commands as
children (live/errands.py), with `--beside` because it holds the data folder already.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from quizserver import rounds
from quizserver.catalogue import say
from quizserver.cli import Here, complaints, data_option, lang_option
from quizserver.cli.writing import hand_out, is_standard_output
from quizserver.core import requests
from quizserver.core.facts import Entry, Json, RoomClosed
from quizserver.core.game import Game
from quizserver.errors import BadInput, QuizError
from quizserver.live import moving
from quizserver.live.aftercare import Aftercare
from quizserver.reports import findings
from quizserver.settings import Settings, lock_data_folder, prepare_data_folder, user_data_folder
from quizserver.store.archive import Archive, Visit
from quizserver.store.journal import SqlJournal
from quizserver.store.library import Library


def _maker(kind: str) -> Callable[[findings.Report], bytes]:
    """Imported only here: the libraries of paper take longer than all else these commands do."""
    if kind == "pdf":
        from quizserver.reports import report_pdf

        return report_pdf.make
    from quizserver.reports import spreadsheet

    return spreadsheet.xlsx if kind == "xlsx" else spreadsheet.csv_table


beside_option = click.option("--beside", is_flag=True, hidden=True)


def _care(data: Path | None) -> Aftercare:
    folder = data or user_data_folder()
    prepare_data_folder(folder)
    settings = Settings(data=folder)
    archive = Archive(Library(settings.library_file, Here()))
    return Aftercare(SqlJournal(settings.journal_file, Here()), archive, rounds.discover(), time.time, requests.is_finished)


@contextmanager
def _alone(data: Path | None, beside: bool) -> Iterator[None]:
    """No server may run on this folder: it would not know what changes below it. A server's own child is exempt."""
    if beside:
        yield
        return
    folder = data or user_data_folder()
    prepare_data_folder(folder)
    with lock_data_folder(folder):
        yield


def _hand_out(content: bytes, out: Path, name: str, lang: str) -> None:
    """Writes a made file into the folder `out`, or to standard output for `-`. Raises BadInput."""
    if not is_standard_output(out):
        with suppress(OSError):  # writing says so
            out.mkdir(parents=True, exist_ok=True)
        out /= name
    hand_out(out, content, lang)


@click.command("report")
@click.argument("visit")
@click.option("--pdf", "kinds", flag_value="pdf", multiple=True, help="As PDF (the default).")
@click.option("--xlsx", "kinds", flag_value="xlsx", multiple=True, help="As a spreadsheet with charts.")
@click.option("--csv", "kinds", flag_value="csv", multiple=True, help="As one table: `;` between cells, UTF-8 with a byte order mark.")
@click.option("--receipt", "with_receipt", is_flag=True, help="The receipt of the wipe instead.")
@click.option("--out", type=click.Path(path_type=Path), default=Path(), help="Folder for the files; - for standard output.")
@data_option
@lang_option
def report_command(visit: str, kinds: tuple[str, ...], with_receipt: bool, out: Path, data: Path | None, lang: str) -> None:
    """Make the report on a VISIT: its number, `last`, or `list` to see them."""
    with complaints(lang):
        care = _care(data)
        if visit == "list":
            _list(care, lang)
            return
        chosen = care.visit(visit)
        name = f"{_slug(chosen)}-{chosen.number or 'now'}"
        if with_receipt:
            if chosen.receipt is None:
                raise BadInput("visit/not_wiped")
            from quizserver.reports import receipt

            _hand_out(receipt.make(chosen.number, chosen.counts, chosen.receipt, lang), out, f"{name}-receipt.pdf", lang)
            return
        told = findings.report(chosen.counts, care.earlier(), lang)
        for kind in kinds or ("pdf",):
            _hand_out(_maker(kind)(told), out, f"{name}.{kind}", lang)


def _slug(visit: Visit) -> str:
    """A file name's beginning: the school in plain letters."""
    school = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in visit.counts["visit"].get("school", "").lower())
    return "-".join(part for part in school.split("-") if part)[:40] or "quizserver"


def _list(care: Aftercare, lang: str) -> None:
    care.catch_up()
    for visit in care.archive.visits():
        shown = _told(visit)
        state = say(f"cli.visit.{shown['state']}", lang)
        date = findings.date_in_words(visit.counts["opened"], lang)
        click.echo(f"{visit.number}\t{date}\t{visit.counts['visit'].get('school', '-')}\t{state}")


def _told(visit: Visit) -> Json:
    """A visit as the desk lists it."""
    state = "moved" if visit.moved else "closed"
    return {
        "number": visit.number,
        "school": visit.counts["visit"].get("school", ""),
        "opened": visit.counts["opened"],
        "heads": visit.counts["attendance"]["heads"],
        "state": state if visit.receipt is None else "wiped",
        "moved": visit.moved,
        "receipt": visit.receipt,
    }


@click.command("visits", hidden=True)
@data_option
@lang_option
def visits_command(data: Path | None, lang: str) -> None:
    """Keep the counts of closed visits and print all of them as JSON, for the desk."""
    with complaints(lang):
        care = _care(data)
        care.catch_up()
        click.echo(json.dumps([_told(visit) for visit in reversed(care.archive.visits())]))


@click.command("wipe")
@click.argument("number", type=int)
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
@lang_option
def wipe_command(number: int, yes: bool, data: Path | None, lang: str) -> None:
    """Delete a closed visit's players, answers and texts for good. Its counts and a receipt stay."""
    with complaints(lang):
        care = _care(data)
        visit = care.visit_of(number)
        if not yes and not click.confirm(say("cli.wipe.sure", lang, date=findings.date_in_words(visit.counts["opened"], lang))):
            return
        given = care.wipe(number)
        click.echo(say("cli.wipe.done", lang, facts=given["facts"], players=given["players"]))


@click.group("room")
def room_group() -> None:
    """Move a running visit to another laptop."""


@room_group.command("export")
@click.argument("room")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The file to write; - for standard output.")
@data_option
@beside_option
@lang_option
def export_command(room: str, out: Path, data: Path | None, beside: bool, lang: str) -> None:
    """Write the running ROOM (or `last`) to one file and close it here, so that it goes on elsewhere."""
    with complaints(lang), _alone(data, beside):
        care = _care(data)
        chosen = _room(care, room)
        entries = care.journal.read(chosen)
        content = moving.pack(chosen, entries)
        hand_out(out, content, lang)
        if not any(isinstance(entry.fact, RoomClosed) for entry in entries):
            _append(care, chosen, [_leaving(entries[-1])])


def _room(care: Aftercare, room: str) -> str:
    visit = care.archive.visit(int(room)) if room.isdecimal() else None
    room = visit.room if visit else room
    known = [*care.journal.closed_rooms(), *care.journal.open_rooms()]
    found = known[-1] if room == "last" and known else room if room in known else None
    if found is None:
        raise BadInput("visit/unknown")
    return found


def _leaving(last: Entry) -> Entry:
    return dataclasses.replace(last, seq=last.seq + 1, actor="desk", command="", wall=time.time(), fact=RoomClosed(moved=True), reply={})


@room_group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@data_option
@beside_option
@lang_option
def import_command(file: Path, data: Path | None, beside: bool, lang: str) -> None:
    """Take over a visit from the FILE another laptop wrote; start the server afterwards."""
    with complaints(lang), _alone(data, beside):
        care = _care(data)
        try:
            content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        except OSError as error:
            raise BadInput("move/unreadable", path=file) from error
        room, entries = moving.arrive(content, care.types, care.journal)
        _append(care, room, entries)
        click.echo(room if beside else say("cli.room.here", lang, players=Game(care.types).replay(entries).heads))


def _append(care: Aftercare, room: str, entries: list[Entry]) -> None:
    """Writes in one transaction. Raises what the disk refused with."""
    failed: list[QuizError] = []
    care.journal.append(room, entries, lambda error: failed.append(error) if error else None)
    if failed:
        raise failed[0]
