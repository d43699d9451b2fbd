"""Where commands put what they made: a file, or standard output for `-`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizserver.catalogue import say
from quizserver.errors import BadInput


def is_standard_output(out: Path) -> bool:
    return str(out) == "-"


def hand_out(out: Path, content: bytes, lang: str) -> None:
    """Writes a file and says so, or everything to standard output. Raises BadInput."""
    if is_standard_output(out):
        sys.stdout.buffer.write(content)
        return
    write(out, content)
    click.echo(say("cli.paper.made", lang, path=out))


def write(out: Path, content: bytes) -> None:
    """All of it or nothing: half a file must not look like a whole one. Raises BadInput."""
    half = out.with_name(out.name + ".part")
    try:
        half.write_bytes(content)
        half.replace(out)
    except OSError as error:
        raise BadInput("paper/unwritable", path=out) from error
    finally:
        half.unlink(missing_ok=True)
