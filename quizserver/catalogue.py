"""The one catalogue of words: the union of words/*.yaml and every round type's WORDS. No sentence may stand anywhere else.

A key begins with its surface (`phone.`, `screen.`, `desk.`, `page.`, `cli.`, `bank.`, `paper.`, `report.`, `import.`, `export.`,
`staff.`, `common.`); refusals are `area/reason`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from ruamel.yaml import YAML

from quizserver import rounds
from quizserver.errors import QuizError

LANGUAGES = ("id", "en")
SURFACES = {
    "phone": ("phone.", "common."),
    "screen": ("screen.", "common."),
    "desk": ("desk.", "screen.", "common."),
    "staff": ("staff.", "common."),
}
"""Which keys each surface downloads, in one language."""


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """`{key: {"id": …, "en": …}}`. Raises ValueError when two places define one key."""
    union: dict[str, Mapping[str, str]] = {}
    files = sorted(resources.files("quizserver.words").iterdir(), key=lambda file: file.name)
    sources = [YAML(typ="safe").load(file.read_text("utf-8")) for file in files if file.name.endswith(".yaml")]
    sources += [kind.WORDS for kind in rounds.discover().values()]
    for words in sources:
        twice = union.keys() & words.keys()
        if twice:
            raise ValueError(f"words defined twice: {sorted(twice)}")
        union.update(words)
    return union


def say(key: str, lang: str, **values: object) -> str:
    """The sentence `key` in `lang`, with its `{placeholders}` filled."""
    sentence = catalogue()[key][lang if lang in LANGUAGES else LANGUAGES[0]]
    return sentence.format(**values) if values else sentence


def explain(error: QuizError, lang: str) -> str:
    """The sentence of a refusal."""
    return say(error.code, lang, **error.values)


def for_surface(surface: str, lang: str) -> dict[str, str]:
    """What one surface downloads: `{key: sentence}`."""
    prefixes = SURFACES[surface]
    return {key: words[lang] for key, words in catalogue().items() if key.startswith(prefixes)}
