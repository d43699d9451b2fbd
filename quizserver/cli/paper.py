"""`quizserver leaflet | poster | certificate | picture`: paper and pictures from what this laptop knows. The server calls them in a child.

What is drawn is in reports/; here defaults are found, what is missing is named, and the file is written.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from quizserver.banks.help import read_leaflets
from quizserver.catalogue import say
from quizserver.cli import Here, complaints, data_option, lang_option
from quizserver.cli.writing import hand_out
from quizserver.core.facts import Json
from quizserver.errors import BadInput
from quizserver.live import hall
from quizserver.live.helping import Helping
from quizserver.settings import prepare_data_folder, shipped, user_data_folder
from quizserver.store.library import Library

LOGO = "logo.png"
"""The office's own mark, in the data folder; `--logo` names another file."""

LOGO_KINDS = (".png", ".jpg", ".jpeg")
FORMATS = click.Choice(["a5", "a4"])
READERS = click.Choice(["siswa", "guru", "ortu"])

BANKS_HELP = "Folder of question banks. Default: the ones that come along."
OUT_HELP = "File to write. Default: a name that says what it is; - for standard output."

banks_option = click.option("--banks", type=click.Path(path_type=Path), help=BANKS_HELP)
out_option = click.option("--out", type=click.Path(path_type=Path), help=OUT_HELP)
office_option = click.option("--office", help="Name of the office. Default: the one typed at the desk.")
LOGO_HELP = f"PNG or JPEG. Default: {LOGO} in the data folder, if there is one."
logo_option = click.option("--logo", type=click.Path(path_type=Path), help=LOGO_HELP)


@click.command("leaflet")
@click.option("--for", "reader", type=READERS, required=True, help="Who reads it.")
@click.option("--paper", type=FORMATS, default="a5", show_default=True, help="a5 to fold, or a4.")
@click.option("--follow", default="", help="Who follows up, and when.")
@office_option
@logo_option
@out_option
@banks_option
@data_option
@lang_option
def leaflet_command(reader: str, paper: str, follow: str, out: Path | None, lang: str, **where: Any) -> None:
    """Make the leaflet for students, teachers or parents as a PDF, with the help numbers that were called."""
    from quizserver.reports.leaflet import Office, Words, leaflet

    with complaints(lang):
        banks = where["banks"] or shipped("question_banks")
        texts, findings = read_leaflets(banks)
        if texts is None:
            wrong = findings[0].say(lang) if findings else None
            problem = f"{wrong.file}:{wrong.line}: {wrong.message}" if wrong else str(banks / "help" / "leaflet.yaml")
            raise BadInput("paper/no_texts", problem=problem)
        helping = _helping(banks, where["data"])
        today = datetime.datetime.now().astimezone().date()
        words = Words(
            lang=lang,
            emergency=say("paper.leaflet.emergency", lang),
            costs=say("paper.leaflet.costs", lang),
            checked=say("paper.leaflet.printed", lang, day=f"{today:%d-%m-%Y}"),
            follow=say("paper.leaflet.follow", lang),
            own=say("paper.leaflet.own", lang),
        )
        office = Office(_office(where, helping), _logo(where), follow)
        made = leaflet(reader, getattr(texts, reader), paper, words, helping.shown(), office)
        hand_out(out or Path(f"leaflet-{reader}-{paper}-{lang}.pdf"), made, lang)


@click.command("poster")
@click.option("--wifi", help="Name of the Wi-Fi. Default: the one typed on the screen.")
@click.option("--password", help="Its password.")
@click.option("--url", help="Address of the game, e.g. http://192.168.10.2. Default: this laptop's.")
@out_option
@data_option
@lang_option
def poster_command(wifi: str | None, password: str | None, url: str | None, out: Path | None, data: Path | None, lang: str) -> None:
    """Make the poster with both QR codes and the three steps as a PDF: print one for each row of seats."""
    from quizserver.reports.poster import Hall, poster

    with complaints(lang):
        known: Json = _library(data).setting("hall", {})
        name = known.get("name", "") if wifi is None else wifi
        secret = password if password is not None else known.get("password", "") if wifi is None else ""
        address = url or hall.urls(hall.lan_addresses(), _library(data).setting("port", 8000))[0]
        if not address.startswith("http"):
            address = f"http://{address}"
        code = hall.wifi_text(name, secret) if name else ""
        hand_out(out or Path(f"poster-{lang}.pdf"), poster(Hall(name, secret, code, address), lang), lang)


@click.command("certificate")
@click.option("--each", type=click.Choice(["1", "4"]), default="1", show_default=True, help="Certificates on an A4 page.")
@office_option
@logo_option
@out_option
@data_option
@lang_option
def certificate_command(each: str, out: Path | None, lang: str, **where: Any) -> None:
    """Make the certificate of the pledge as a PDF: without a name, which everybody may write in by hand."""
    from quizserver.reports.certificate import certificate
    from quizserver.reports.leaflet import Office

    with complaints(lang):
        office = Office(_office(where, _helping(shipped("question_banks"), where["data"])), _logo(where))
        hand_out(out or Path(f"certificate-{each}-{lang}.pdf"), certificate(int(each), lang, office), lang)


@click.command("picture")
@click.option("--heads", type=click.IntRange(0, 100_000), required=True, help="How many; fewer than ten are not shown.")
@click.option("--what", type=click.Choice(["pledge", "joined"]), default="joined", show_default=True, help="What they did.")
@click.option("--school", default="", help="Name of the school.")
@office_option
@out_option
@data_option
@lang_option
def picture_command(heads: int, what: str, school: str, out: Path | None, lang: str, **where: Any) -> None:
    """Make the picture for the school's channels as a PNG: one count, no face and no name."""
    from quizserver.reports.picture import FEWEST, picture

    with complaints(lang):
        if heads < FEWEST:
            raise BadInput("paper/few", least=FEWEST)
        office = _office(where, _helping(shipped("question_banks"), where["data"]))
        hand_out(out or Path(f"picture-{what}-{lang}.png"), picture(heads, what, school, office, lang), lang)


def _library(data: Path | None) -> Library:
    folder = data or user_data_folder()
    prepare_data_folder(folder)
    return Library(folder / "library.sqlite3", Here())


def _helping(banks: Path, data: Path | None) -> Helping:
    helping = Helping(banks, _library(data), lambda: datetime.datetime.now().astimezone().date())
    helping.load()
    return helping


def _office(where: Json, helping: Helping) -> str:
    return helping.office if where["office"] is None else str(where["office"])


def _logo(where: Json) -> Path | None:
    """The file of the office's mark, None without one. Raises BadInput for one that is not there or no picture."""
    asked: Path | None = where["logo"]
    if asked is None:
        kept = (where["data"] or user_data_folder()) / LOGO
        return kept if kept.is_file() else None
    if asked.suffix.lower() not in LOGO_KINDS or not asked.is_file():
        raise BadInput("paper/logo", path=asked)
    return asked
