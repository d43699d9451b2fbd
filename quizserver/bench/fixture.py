"""The programme that the bench plays: the reference item of the wire budget, and one of each kind with steps of its own.

Texts have exactly the length that the budget is about, titles the usual length in question_banks/; they mean nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quizserver import rounds
from quizserver.core.facts import Json
from quizserver.rounds.box import SEALED_ANSWER

PROGRAMME = "bench"
TITLE, SECTION, INTRO = 20, 10, 70
"""Characters of a programme's title, a section's title and its introduction."""

FILLER = "Kita saling menjaga dan berani meminta tolong kepada orang dewasa yang kita percaya. "

Payload = Callable[[int], Json]
"""What the phone with this number answers."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a round: its name, what every phone answers in it (None: nothing), and what the desk does before it goes on."""

    name: str
    payload: Payload | None
    act: str = ""


@dataclass(frozen=True, slots=True)
class Play:
    """An item as the bench plays it. `most_messages` to one phone from open to result, None where nothing is promised."""

    label: str
    question: Json
    steps: tuple[Step, ...]
    most_messages: int | None = None
    most_bytes: int | None = None


def plays(count: int) -> list[Play]:
    """`count` reference items, then one verdict, one guess, the longest choice item, a word cloud and a question box."""
    longest = max(rounds.discover()["choice"].samples(), key=lambda question: len(json.dumps(question)))
    verdict = next(question for question in rounds.discover()["verdict"].samples() if question["key"] == "Y")
    guess = rounds.discover()["guess"].samples()[0]
    pick = Step("answer", lambda n: {"picks": [n % 4]})
    verdict_steps = (
        Step("answer", lambda n: {"verdict": ("yes", "depends", "no")[n % 3]}),
        Step("form", lambda n: {"forms": ["fisik", "siber"][: 1 + n % 2]}),
    )
    wrong = Step("guess", lambda n: {"text": "jeruk"})
    right = Step("guess", lambda n: {"text": guess["word"]["id"]})
    return [
        *(Play("choice", reference(f"reference-{n}"), (pick,), 5, 1_500) for n in range(1, count + 1)),
        Play("verdict", verdict, verdict_steps),
        # One more than choice for each of two later clues and for the second guess.
        Play("guess", guess, (wrong, right, Step("guess", None)), 5 + 2 + 1),
        Play("longest", longest, (pick,)),
        Play("cloud", rounds.discover()["cloud"].samples()[0], (Step("answer", lambda n: {"text": f"ramah {n}"}),)),
        # What no key of the server opens costs it as much as what one does.
        Play("box", rounds.discover()["box"].samples()[0], (Step("notice", None, act="paper"), Step("write", sealed))),
    ]


def sealed(n: int) -> Json:
    return {"sealed": SEALED_ANSWER}


def reference(id: str) -> Json:
    """A 60-character question, four options of 20, a 200-character explanation."""
    options = [{"text": local(f"{letter} {text(18)}"), "right": letter == "A"} for letter in "ABCD"]
    return {"id": id, "type": "choice", "text": local(text(60)), "options": options, "explanation": local(text(200))}


def text(length: int) -> str:
    """Filler of exactly this many characters, with no space at its end."""
    cut = (FILLER * (length // len(FILLER) + 1))[:length]
    return cut[:-1] + "." if cut.endswith(" ") else cut


def local(both: str) -> Json:
    return {"id": both, "en": both}


def write(folder: Path, played: list[Play]) -> None:
    """Writes the bank and its programme. They are YAML, because JSON is."""
    folder.mkdir(parents=True, exist_ok=True)
    head: Json = {"format": 1, "title": local(text(TITLE))}
    bank = head | {"kind": "bank", "id": "bench-items", "source": "Bench.", "items": [play.question for play in played]}
    items = [f"bench-items/{play.question['id']}" for play in played]
    section = {"title": local(text(SECTION)), "intro": local(text(INTRO)), "items": items}
    programme = head | {"kind": "programme", "id": PROGRAMME, "minutes": 5, "sections": [section]}
    for name, content in ((bank["id"], bank), (f"program-{PROGRAMME}", programme)):
        (folder / f"{name}.yaml").write_text(json.dumps(content, indent=1), "utf-8")
