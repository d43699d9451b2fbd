"""The command `quizserver bench`.

Exit code 1 only when something is wrong (a lost answer, a phone that did not join), never for slowness.
"""

from __future__ import annotations

import asyncio
import dataclasses
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType
from typing import Any

import click
import orjson

from quizserver import serving
from quizserver.bench.banks import measure as measure_banks
from quizserver.bench.bringing import measure as measure_bringing
from quizserver.bench.figures import HallFigures
from quizserver.bench.fixture import plays, write
from quizserver.bench.importing import measure as measure_import
from quizserver.bench.reporting import measure as measure_report
from quizserver.bench.rescore import rescore
from quizserver.bench.run import PLAY_ERRORS, play_hall
from quizserver.bench.server import fresh_server
from quizserver.bench.table import table
from quizserver.errors import BadInput
from quizserver.settings import language_of_system

SECONDS = 120.0
SMALL = 40
"""Phones of the second hall, played for comparison: the ratio shows what depends on their number."""


@click.command("bench")
@click.option("--players", type=click.IntRange(1, 5_000), default=320, show_default=True, help="Phones in the hall.")
@click.option("--async-mode", type=click.Choice(["auto", "eventlet", "gevent"]), default="auto", show_default=True)
@click.option("--rounds", type=click.IntRange(1, 50), default=5, show_default=True, help="How often the reference item is played.")
@click.option("--import", "beside", is_flag=True, help="Also play beside a large import: half a minute more.")
@click.option("--json", "as_json", is_flag=True, help="Print every figure of every round as JSON.")
@click.option("--lang", type=click.Choice(["id", "en"]), default=language_of_system, help="Language of the phones.")
def bench_command(players: int, async_mode: str, rounds: int, beside: bool, as_json: bool, lang: str) -> None:
    """Measure a fresh server on this machine with simulated phones."""
    signal.signal(signal.SIGTERM, _stop)  # so that the server is ended, too
    until = time.monotonic() + SECONDS
    try:
        serving.raise_file_limit()
        mode = serving.choose(async_mode)
        small, big = (measure_hall(count, mode, rounds, lang, until) for count in (min(SMALL, players), players))
        others: dict[str, Any] = {"rescored": rescore(), "reported": measure_report(mode, lang)}
        others |= {"banks": measure_banks(), "imported": measure_import(lang)}
        if beside:
            others["brought"] = measure_bringing(mode, lang)
    except TimeoutError as error:
        late = time.monotonic() >= until
        _give_up(f"gave up after {SECONDS:.0f} s; try fewer --players or --rounds" if late else str(error))
    except BadInput as error:
        from quizserver.catalogue import explain

        _give_up(explain(error, lang))
    except PLAY_ERRORS as error:
        _give_up(str(error) or type(error).__name__)
    if as_json:
        found = {"async_mode": mode, "rounds": rounds, "lang": lang, "halls": [dataclasses.asdict(big), dataclasses.asdict(small)]}
        found |= {name: dataclasses.asdict(measured) for name, measured in others.items()}
        click.echo(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
    else:
        click.echo(table(big, small, mode, lang))
        for measured in others.values():
            click.echo(measured.line())
    sys.exit(1 if big.wrong or small.wrong else 0)


def measure_hall(players: int, mode: str, rounds: int, lang: str, until: float) -> HallFigures:
    """One hall against its own server. The smaller one comes first, so the machine is warm for the one that matters."""
    with tempfile.TemporaryDirectory(prefix="quizserver-bench-") as folder:
        banks = Path(folder) / "banks"
        played = plays(rounds)
        write(banks, played)
        with fresh_server(Path(folder) / "visit", banks, mode, lang) as server:

            async def bounded() -> HallFigures:
                async with asyncio.timeout(max(0.0, until - time.monotonic())):
                    return await play_hall(server, players, played, lang)

            return asyncio.run(bounded())


def _stop(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(143)


def _give_up(why: str) -> None:
    click.echo(f"bench: {why}", err=True)
    sys.exit(1)
