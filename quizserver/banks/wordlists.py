"""The word lists behind the word filter: those that come along and the staff's own `kata-*.yaml` beside the question banks.

A file with an error is left out, and the set-up page and `bank check` say what is wrong in it. What a list means: safety/filter.py.
"""

from __future__ import annotations

from pathlib import Path

from quizserver import safety
from quizserver.banks.model import WORDS_PREFIX
from quizserver.banks.programmes import yaml_files
from quizserver.banks.reading import read
from quizserver.safety.filter import WordFilter

SHIPPED = Path(safety.__file__).parent / "words"


def load_filter(folder: Path | None = None) -> WordFilter:
    """The word filter with all lists that can be read: shipped ones, then those of this folder."""
    files = yaml_files(SHIPPED) + [path for path in (yaml_files(folder) if folder else []) if path.name.startswith(WORDS_PREFIX)]
    return WordFilter(lists for path in files if (lists := read(path).words))
