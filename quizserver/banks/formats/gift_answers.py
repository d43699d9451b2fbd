"""What stands between the braces of a GIFT question: which kind it is, which answers are right, what is said of them.

The text comes with its escaped marks hidden (`escaped`), so that a mark found here is one. Paragraphs and braces: gift.py.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from quizserver.banks.formats.common import made
from quizserver.banks.formats.common.extras import FULL, NEARLY, by_weight, half_credit, repaired
from quizserver.banks.formats.common.scales import number_in
from quizserver.banks.sources.markup import without_markdown
from quizserver.banks.sources.said import Refusal, Said

MARKS = ":#={}~"
HIDDEN = dict(zip(MARKS + "n\\", map(chr, range(0xE000, 0xE008)), strict=True))
SHOWN = str.maketrans({hidden: "\n" if mark == "n" else mark for mark, hidden in HIDDEN.items()})
ESCAPE = re.compile(r"\\([:#={}~n\\])")
OWN_MARKS = re.compile("[\ue000-\ue007]")

WEIGHT = re.compile(r"%(-?\d{1,3}(?:[.,]\d*)?)%")
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
TRUE = {"t", "true", "benar", "betul"}
FALSE = {"f", "false", "salah"}


@dataclass(frozen=True, slots=True)
class Answer:
    """`weight` in percent; `said` is the feedback."""

    text: str
    weight: float
    said: str


def escaped(text: str) -> str:
    """The text with each escaped mark as one character that is no mark."""
    return ESCAPE.sub(lambda mark: HIDDEN[mark[1]], OWN_MARKS.sub("", text))


def spoken(text: str, format: str = "") -> str:
    """The text without its format mark and with its escaped characters shown; HTML stays for made.py, in plain text it is no HTML."""
    found = FORMAT.match(text)
    if found:
        format, text = found[1].lower(), text[found.end() :]
    # A line that goes on below is one line; a break that is meant is written as \\n or as an empty line.
    shown = re.sub(r"(?<!\n)[ \t]*\n(?!\n)", " ", text.strip()).translate(SHOWN)
    if format == "plain":
        return html.escape(shown, quote=False)
    return without_markdown(shown) if format == "markdown" else shown


def read(stem: str, block: str) -> made.Made:
    """The item of one question. Raises Refusal."""
    found = FORMAT.match(stem)
    format = found[1].lower() if found else ""
    text = spoken(stem)
    # Feedback to the question as a whole stands last.
    block, _, general = block.rpartition("####") if "####" in block else (block, "", "")
    block, general = block.strip(), spoken(general, format)
    if not block:
        raise Refusal("import.kind_unknown", kind="essay")
    if block.startswith("#"):
        return _number(text, block[1:], general, format)
    if "~" in block:
        return _choice(text, block, general, format)
    if "=" in block and "->" in block:
        raise Refusal("import.kind_unknown", kind="matching")
    first = block.removeprefix("=").partition("#")[0].strip().casefold()
    if first in TRUE | FALSE and block.count("=") <= 1:
        return _statement(text, first in TRUE, block, general, format)
    return _typed(text, block, general, format)


def _answers(block: str, mark: str, format: str, *, default: float) -> list[Answer]:
    parts = block.split(mark)
    return [_answer(part, default, format) for part in (parts if parts[0].strip() else parts[1:])]


def _answer(part: str, default: float, format: str) -> Answer:
    part = part.strip()
    weight = FULL if part.startswith("=") else default
    part = part.removeprefix("=").strip()
    if given := WEIGHT.match(part):
        weight, part = float(given[1].replace(",", ".")), part[given.end() :]
    text, _, said = part.partition("#")
    return Answer(spoken(text, format), weight, spoken(said, format))


def _why(general: str, answers: list[Answer], right: list[Answer], repairs: list[Said]) -> str:
    """The explanation: what is said of the question, else of the right answers. What is said of wrong ones has no place here."""
    why = general or " ".join(dict.fromkeys(answer.said for answer in right if answer.said))
    if any(answer.said and answer.said not in why for answer in answers):
        repairs.append(Said("import.feedback_left"))
    return why


def _choice(text: str, block: str, general: str, format: str) -> made.Made:
    answers = _answers(block.replace("=", "~="), "~", format, default=0)
    right, partly = by_weight([answer.weight for answer in answers])
    repairs = half_credit(answers[n].text for n in partly)
    why = _why(general, answers, [answers[n] for n in right], repairs)
    return repaired(made.choice(text, [answer.text for answer in answers], right, why=why), repairs)


def _statement(text: str, is_true: bool, block: str, general: str, format: str) -> made.Made:
    _, _, said = block.partition("#")
    wrong, _, right = said.partition("#")
    # The feedback to the wrong answer explains the statement as well as that to the right one.
    return made.statement(text, is_true, why=general or spoken(right, format) or spoken(wrong, format))


def _typed(text: str, block: str, general: str, format: str) -> made.Made:
    repairs: list[Said] = []
    answers = _answers(block, "=", format, default=FULL)
    right = [answer for answer in answers if answer.weight >= FULL - NEARLY and "*" not in answer.text]
    if not right and any("*" in answer.text for answer in answers):
        raise Refusal("import.wildcard")
    if left := [answer.text for answer in answers if answer not in right and answer.text.strip("*")]:
        repairs.append(Said("import.answers_left", {"answers": ", ".join(map(made.one_line, left))}))
    why = _why(general, answers, right, repairs)
    return repaired(made.typed(text, [answer.text for answer in right], why=why), repairs)


def _number(text: str, block: str, general: str, format: str) -> made.Made:
    repairs: list[Said] = []
    block, _, other = block.partition("~")
    answers = _answers(block, "=", format, default=FULL)
    right = [answer for answer in answers if answer.weight >= FULL - NEARLY]
    if not right:
        raise Refusal("import.no_answer")
    value, tolerance = _range(right[0].text)
    if left := [answer.text for answer in answers if answer is not right[0]]:
        repairs.append(Said("import.answers_left", {"answers": ", ".join(map(made.one_line, left))}))
    why = _why(general, [*answers, _answer(other, 0, format)], right[:1], repairs)
    return repaired(made.number(text, value, tolerance, why=why), repairs)


def _range(text: str) -> tuple[float, float]:
    """Value and tolerance of `5`, `5:2` and `3..7`. Raises Refusal."""
    low, is_range, high = text.partition("..")
    if is_range:
        ends = sorted((_value(low), _value(high)))
        middle = round((ends[0] + ends[1]) / 2, 9)
        return middle, round(ends[1] - middle, 9)
    value, _, tolerance = text.partition(":")
    return _value(value), abs(_value(tolerance)) if tolerance.strip() else 0


def _value(text: str) -> float:
    # GIFT is written by people and by programs: `1.822` is here what it is for Moodle, never a thousand.
    bare = text.strip().replace(",", ".")
    try:
        value = float(bare) if re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?", bare) else number_in(text)
    except (OverflowError, ValueError):
        value = None
    if value is None:
        raise Refusal("import.no_number", given=text.strip()[:50])
    return value
