"""`quizserver staff`: accounts from the laptop itself, also while the server runs. The way back in when no admin can log in any more."""

from __future__ import annotations

from pathlib import Path

import click

from quizserver.catalogue import say
from quizserver.cli import Here, complaints, data_option, lang_option
from quizserver.settings import Settings, prepare_data_folder, user_data_folder
from quizserver.staff.passwords import Hashing
from quizserver.staff.register import TERMINAL, Register
from quizserver.staff.roles import ROLES
from quizserver.store.library import Library

role_option = click.option("--role", "roles", multiple=True, required=True, type=click.Choice(list(ROLES)), help="Several are possible.")


def _register(data: Path | None) -> Register:
    folder = data or user_data_folder()
    prepare_data_folder(folder)
    here = Here()
    return Register(Library(Settings(data=folder).library_file, here), Hashing(here.run))


@click.group("staff")
def staff_group() -> None:
    """Staff accounts."""


@staff_group.command("list")
@data_option
@lang_option
def list_command(data: Path | None, lang: str) -> None:
    """Print every account: name, full name, roles, state."""
    with complaints(lang):
        for account in _register(data).accounts.all():
            state = say("cli.staff.disabled", lang) if account.disabled else say("cli.staff.waits", lang) if account.one_time_until else ""
            click.echo("\t".join([account.name, account.display, ",".join(account.roles), state]).rstrip())


@staff_group.command("add")
@click.argument("name")
@click.option("--display", help="Full name. Default: the account's name.")
@role_option
@data_option
@lang_option
def add_command(name: str, display: str | None, roles: tuple[str, ...], data: Path | None, lang: str) -> None:
    """Add the account NAME and print its one-time password."""
    with complaints(lang):
        click.echo(say("cli.staff.password", lang, password=_register(data).add(name, display or name, roles, TERMINAL)))


@staff_group.command("password")
@click.argument("name")
@data_option
@lang_option
def password_command(name: str, data: Path | None, lang: str) -> None:
    """Give the account NAME a new one-time password and end its logins."""
    with complaints(lang):
        click.echo(say("cli.staff.password", lang, password=_register(data).give_password(name, TERMINAL)))


@staff_group.command("disable")
@click.argument("name")
@data_option
@lang_option
def disable_command(name: str, data: Path | None, lang: str) -> None:
    """Let nobody in as NAME any more; logins and desks of this account end at once. An admin's page enables it again."""
    with complaints(lang):
        _register(data).set_disabled(name, True, TERMINAL)
        click.echo(say("cli.staff.done", lang))


@staff_group.command("roles")
@click.argument("name")
@role_option
@data_option
@lang_option
def roles_command(name: str, roles: tuple[str, ...], data: Path | None, lang: str) -> None:
    """Give the account NAME these roles instead of those it has."""
    with complaints(lang):
        _register(data).set_roles(name, roles, TERMINAL)
        click.echo(say("cli.staff.done", lang))
