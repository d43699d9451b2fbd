"""`quizserver bank export`, `bank template` and `bank cards`: banks that go out to spreadsheets, other tools and paper.

What each format holds is said in banks/formats/; here the bank is read, the file written, and what was left out is listed.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import cast

import click

from quizserver import rounds
from quizserver.banks import formats, reading
from quizserver.banks.exporting import Exported, export
from quizserver.banks.formats import Writer, ours_book
from quizserver.catalogue import explain, say
from quizserver.cli import EXIT_BAD_INPUT, complaints, lang_option
from quizserver.cli.writing import hand_out, is_standard_output, write
from quizserver.core.facts import Json
from quizserver.errors import BadInput, QuizError
from quizserver.reports import questions
from quizserver.reports.answer_cards import answer_cards

WRITERS: Mapping[str, Writer] = {**formats.writers(), "pdf": cast(Writer, questions)}
"""All formats that banks go out in, paper among them."""

MOST_NAMED = 8
"""Items that are named where many have the same thing left out."""


@click.command("export")
@click.argument("bank", type=click.Path(path_type=Path))
@click.option("--to", type=click.Choice(list(WRITERS)), required=True, help="The format.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write, with the format's own ending.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: what was left out.")
@lang_option
def export_command(bank: Path, to: str, out: Path, as_json: bool, lang: str) -> None:
    """Write a BANK in another format; what the format cannot hold is listed. Texts are in the language of `--lang` where one has to do.

    Exit code 0: something was written, 1: nothing of the bank fits the format, 2: the bank cannot be read.
    """
    try:
        _check_out(out, WRITERS[to].ENDING)
        title, items = _read(bank, lang)
        exported = export(WRITERS[to], title, items, lang)
        if exported.written:
            write(out, exported.content)
    except QuizError as error:
        click.echo(explain(error, lang), err=True)
        sys.exit(EXIT_BAD_INPUT)
    if as_json:
        click.echo(json.dumps(exported.told(to, lang), ensure_ascii=False))
    else:
        _list(exported, out, lang)
    sys.exit(0 if exported.written else 1)


@click.command("send", hidden=True)
@click.argument("bank", type=click.Path(path_type=Path))
@click.option("--to", type=click.Choice(list(WRITERS)), required=True)
@lang_option
def send_command(bank: Path, to: str, lang: str) -> None:
    """Print as JSON what was left out (Exported.told), the file in base64, and what its name ends in. The server's child."""
    with complaints(lang):
        title, items = _read(bank, lang)
        exported = export(WRITERS[to], title, items, lang)
    content = base64.b64encode(exported.content).decode()
    click.echo(json.dumps(exported.told(to, lang) | {"content": content, "ending": WRITERS[to].ENDING}))


@click.command("template")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write, e.g. soal-baru.xlsx; - for standard output.")
@lang_option
def template_command(out: Path, lang: str) -> None:
    """Write an empty spreadsheet to fill in, for `bank import`: a sheet for each kind of item, with instructions."""
    with complaints(lang):
        _hand_out(out, ours_book.ENDING, ours_book.template(rounds.discover(), lang), lang)


@click.command("cards")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write, e.g. kartu-jawaban.pdf; - for standard output.")
@lang_option
def cards_command(out: Path, lang: str) -> None:
    """Write the cards A, B, C, D for a hall without phones as a PDF: one card on each half of a page."""
    with complaints(lang):
        _hand_out(out, questions.ENDING, answer_cards(lang), lang)


def _read(path: Path, lang: str) -> tuple[Json, list[Json]]:
    """Title and items as the file has them. Raises BadInput for what is no bank, or a broken one."""
    read = reading.read(path)
    if read.bank is None or read.document is None:
        wrong = next((found for found in read.findings if not found.is_warning), None)
        raise BadInput("export/no_bank", path=path, why=f"{wrong.line}: {wrong.say(lang).message}" if wrong else "")
    return read.bank.title, read.document.value["items"]


def _hand_out(out: Path, ending: str, content: bytes, lang: str) -> None:
    """As hand_out, under a name that fits. Raises BadInput."""
    if not is_standard_output(out):
        _check_out(out, ending)
    hand_out(out, content, lang)


def _check_out(out: Path, ending: str) -> None:
    """A bank must not be written over by mistake. Raises BadInput."""
    if out.suffix.lower() != ending:
        raise BadInput("export/ending", better=out.with_suffix(ending))


def _list(exported: Exported, out: Path, lang: str) -> None:
    """What was left out, one line for all items that have the same reason; whole items last."""
    rows = sorted(exported.told("", lang)["left"], key=lambda row: (row["whole"], row["why"]))
    for (is_whole, why), those in groupby(rows, key=lambda row: (row["whole"], row["why"])):
        ids = [row["id"] for row in those]
        named = ", ".join(ids[:MOST_NAMED]) + (" …" if len(ids) > MOST_NAMED else "")
        click.echo(f"{'✗' if is_whole else '~'} {why}\n    {len(ids)}: {named}")
    whole = sum(row["whole"] for row in rows)
    click.echo(say("export.written" if exported.written else "export.nothing", lang, items=exported.written, left=whole, path=out))
