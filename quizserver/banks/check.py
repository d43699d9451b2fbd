"""`quizserver bank check`: everything wrong or doubtful in files and folders, sorted by file and line. No rule about items is here.

One file alone: reading.py; help numbers and leaflets: help.py; programmes: programmes.py; what a text may not contain: cautions.py.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from quizserver.banks import cautions
from quizserver.banks.help import read_help, read_leaflets
from quizserver.banks.model import Finding, Problem
from quizserver.banks.programmes import put_together, yaml_files
from quizserver.banks.reading import Reading, read
from quizserver.banks.sentences import finding
from quizserver.catalogue import say

MARKS = {False: "bank.check_error", True: "bank.check_warning"}


def check(paths: Iterable[Path], lang: str) -> list[Problem]:
    """Problems of these files and folders. A programme may name banks of the given paths and of its own folder."""
    return _check(list(paths), lang)[0]


def run_check(paths: list[Path], lang: str) -> int:
    """Prints `file:line: message` for each problem and a count; 1 if there is an error, else 0."""
    problems, files = _check(paths, lang)
    for problem in problems:
        message = say(MARKS[problem.is_warning], lang, message=problem.message)
        print(f"{problem.file}:{problem.line}: {message}")
    errors = sum(not problem.is_warning for problem in problems)
    key = "bank.check_count" if problems else "bank.check_fine"
    print(say(key, lang, errors=errors, warnings=len(problems) - errors, files=files))
    return 1 if errors else 0


def _check(paths: list[Path], lang: str) -> tuple[list[Problem], int]:
    findings: list[Finding] = []
    readings: dict[Path, Reading] = {}
    for path in paths:
        # os.path, because Path.is_dir() raises where a folder above may not be entered.
        is_folder = os.path.isdir(path)
        files = yaml_files(path) if is_folder else [path]
        if is_folder:
            # Otherwise it would just seem to be ignored.
            findings += [finding(other, 1, "bank.yml", is_warning=True) for other in sorted(path.glob("*.yml"))]
            findings += [*read_help(path).findings, *read_leaflets(path)[1]]
        if not files:
            findings.append(finding(path, 1, "bank.no_files"))
        known = {os.path.realpath(file) for file in readings}
        readings |= {file: read(file) for file in files if os.path.realpath(file) not in known}

    for reading in readings.values():
        findings += reading.findings
        if reading.document and reading.document.value.get("kind") != "words":
            findings += cautions.find(reading.document)
    findings += _ids_twice(readings.values())
    findings += _programmes(readings)
    problems = {found.say(lang) for found in findings}
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.message)), len(readings)


def _ids_twice(readings: Iterable[Reading]) -> Iterator[Finding]:
    """Files with the same kind and id, each naming the other, and programmes that both want to be the first."""
    places: dict[tuple[str, object, str], list[tuple[Path, int]]] = defaultdict(list)
    for reading in readings:
        if reading.document:
            outer = reading.document.value
            if isinstance(outer.get("id"), str):
                line = reading.document.line(["id"])
                places["bank.id_twice", str(outer.get("kind")), outer["id"]].append((reading.path, line))
            if outer.get("first") is True:
                folder = str(reading.path.parent)
                places["bank.first_twice", "", folder].append((reading.path, reading.document.line(["first"])))
    for (key, _, name), found in places.items():
        for path, line in found:
            for other, other_line in found:
                if (other, other_line) != (path, line):
                    is_warning = key == "bank.first_twice"
                    yield finding(path, line, key, is_warning=is_warning, name=name, other=other, line=other_line)


def _programmes(readings: dict[Path, Reading]) -> Iterator[Finding]:
    """Whether every programme finds its items."""
    around = dict(readings)
    for folder in {path.parent for path, reading in readings.items() if reading.programme}:
        around |= {file: read(file) for file in yaml_files(folder) if file not in around}
    for path, reading in readings.items():
        if reading.programme:
            # Of two banks with one id the neighbour is meant.
            near_last = sorted(around.values(), key=lambda other: other.path.parent == path.parent)
            banks = {other.bank.id: other.bank for other in near_last if other.bank}
            yield from put_together(reading, banks, {other.path.stem for other in near_last})[1]
