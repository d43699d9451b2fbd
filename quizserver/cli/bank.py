"""`quizserver bank schema` and `bank describe`, which print the format of banks; `bank picture`, which the server runs as a child."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from quizserver.banks import describe, pictures, schema
from quizserver.banks.reading import MOST_PICTURE_BYTES
from quizserver.cli import complaints, lang_option


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of bank and programme files, for editors: `# yaml-language-server: $schema=FILE` in a file's first line."""
    click.echo(json.dumps(schema.of_files(), indent=1))


@click.command("describe")
def describe_command() -> None:
    """Print the format of banks as Markdown: every field of every type (docs/bank-format.md)."""
    click.echo(describe.markdown(), nl=False)


@click.command("picture", hidden=True)
@click.option("--banks", type=click.Path(path_type=Path), required=True)
@lang_option
def picture_command(banks: Path, lang: str) -> None:
    """Take the picture on standard input into the folder of pictures; prints its name."""
    with complaints(lang):
        click.echo(pictures.store(banks, sys.stdin.buffer.read(MOST_PICTURE_BYTES + 1)))
