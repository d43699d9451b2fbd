"""The command line. Checks what it is told, patches the standard library, and only then imports the server. Commands other than `run` and
`link` are in the files of this folder, one for each group, imported when asked for (`ELSEWHERE`).

A wrong option, folder, port or file ends with one line that says what would be right, and exit code 2.
"""

from __future__ import annotations

import dataclasses
import importlib
import logging
import sys
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from quizserver import __version__, serving
from quizserver.errors import QuizError
from quizserver.settings import (
    Settings,
    language_of_system,
    lock_data_folder,
    prepare_data_folder,
    shipped,
    user_data_folder,
)

EXIT_BAD_INPUT = 2


@contextmanager
def complaints(lang: str) -> Iterator[None]:
    """Turns a refusal into its sentence and exit code 2."""
    try:
        yield
    except QuizError as error:
        from quizserver.catalogue import explain

        click.echo(explain(error, lang), err=True)
        sys.exit(EXIT_BAD_INPUT)


data_option = click.option("--data", type=click.Path(path_type=Path), help="Folder for visits. Default: the user's data folder.")
lang_option = click.option("--lang", type=click.Choice(["id", "en"]), default=language_of_system, help="Language of messages.")


ELSEWHERE = {
    "bench": "quizserver.bench.command:bench_command",
    "report": "quizserver.cli.visit:report_command",
    "visits": "quizserver.cli.visit:visits_command",
    "wipe": "quizserver.cli.visit:wipe_command",
    "staff": "quizserver.cli.staff:staff_group",
    "room": "quizserver.cli.visit:room_group",
    "certificate": "quizserver.cli.paper:certificate_command",
    "leaflet": "quizserver.cli.paper:leaflet_command",
    "package": "quizserver.cli.package:package_group",
    "picture": "quizserver.cli.paper:picture_command",
    "poster": "quizserver.cli.paper:poster_command",
}
"""Commands that are imported only when they are asked for: `run` must not."""


BANK_ELSEWHERE = {
    "cards": "quizserver.cli.export:cards_command",
    "compare": "quizserver.cli.imports:compare_command",
    "describe": "quizserver.cli.bank:describe_command",
    "export": "quizserver.cli.export:export_command",
    "formats": "quizserver.cli.imports:formats_command",
    "import": "quizserver.cli.imports:import_command",
    "merge": "quizserver.cli.imports:merge_command",
    "picture": "quizserver.cli.bank:picture_command",
    "read": "quizserver.cli.imports:read_command",
    "schema": "quizserver.cli.bank:schema_command",
    "send": "quizserver.cli.export:send_command",
    "template": "quizserver.cli.export:template_command",
}


class Commands(click.Group):
    """The commands of this file, and those elsewhere."""

    elsewhere: Mapping[str, str] = ELSEWHERE

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *self.elsewhere])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.elsewhere:
            return super().get_command(ctx, cmd_name)
        module, name = self.elsewhere[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


class BankCommands(Commands):
    elsewhere = BANK_ELSEWHERE


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """quizserver: quiz rounds and word games for a hall of phones, from one laptop, without internet."""


@main.command()
@click.option("--host", default="0.0.0.0", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65_535), help="Default: 80 where free, else 8000.")
@data_option
@click.option("--banks", type=click.Path(path_type=Path), help="Folder of question banks. Default: the ones that come along.")
@click.option("--async-mode", type=click.Choice(["auto", "eventlet", "gevent"]), default="auto", show_default=True)
@click.option("--no-browser", is_flag=True, help="Print the facilitator's link instead of opening a browser.")
@click.option("--max-pages", type=click.IntRange(min=20), hidden=True)
@lang_option
def run(no_browser: bool, data: Path | None, banks: Path | None, **options: Any) -> None:
    """Start the server and open the facilitator's screen."""
    settings = Settings(data=data or user_data_folder(), banks=banks or shipped("question_banks"), **options)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    with complaints(settings.lang):
        mode = serving.choose(settings.async_mode)
        serving.raise_file_limit()
        prepare_data_folder(settings.data)
        lock = lock_data_folder(settings.data)
        serving.patch(mode)
        listener = serving.listen(settings.host, settings.port)
        _serve(dataclasses.replace(settings, async_mode=mode), listener, no_browser)
        del lock


def _serve(settings: Settings, listener: Any, no_browser: bool) -> None:
    from quizserver.app import create_app
    from quizserver.catalogue import say

    port = listener.getsockname()[1]
    server = create_app(settings, port)
    hall = server.office.hall()
    here = f"http://127.0.0.1:{port}/start/{server.new_link()}"
    click.echo(say("cli.run.phones", settings.lang, url=hall["url"]))
    for other in hall["urls"][1:]:
        click.echo(say("cli.run.other", settings.lang, url=other))
    if not no_browser and webbrowser.open(here):
        click.echo(say("cli.run.browser", settings.lang))
    else:
        click.echo(say("cli.run.link", settings.lang, url=here))
    click.echo(say("cli.run.stop", settings.lang))
    sys.stdout.flush()
    try:
        serving.serve(listener, server.wsgi)
    except KeyboardInterrupt:
        click.echo(say("cli.run.stopped", settings.lang))


@main.command()
@data_option
@lang_option
def link(data: Path | None, lang: str) -> None:
    """Print a new link that lets one browser drive the screen."""
    import secrets

    from quizserver.store.library import Library

    folder = data or user_data_folder()
    with complaints(lang):
        prepare_data_folder(folder)
        key = secrets.token_urlsafe(18)
        library = Library(folder / "library.sqlite3", Here())
        library.add_key(key, "link")
        click.echo(f"http://127.0.0.1:{library.setting('port', 8000)}/start/{key}")


class Here:
    """Runs a library call in this very thread: a command has nothing else to do meanwhile."""

    def run(self, job: Callable[[], Any]) -> Any:
        return job()

    def submit(self, job: Callable[[], Any], done: Callable[[Any, Exception | None], None]) -> None:
        try:
            result = job()
        except Exception as error:
            done(None, error)
        else:
            done(result, None)


@main.group(cls=BankCommands)
def bank() -> None:
    """Question banks."""


@bank.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@lang_option
def bank_check(paths: tuple[Path, ...], lang: str) -> None:
    """Check bank and programme files: `file:line: what is wrong, what would be right`. Exit code 1 if anything is."""
    from quizserver.banks.check import run_check

    sys.exit(run_check(list(paths), lang))
