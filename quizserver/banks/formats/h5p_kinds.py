"""How each kind of H5P content becomes questions. Where a package keeps them: h5p.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from quizserver.banks.formats.common import made
from quizserver.banks.formats.common.extras import media_left
from quizserver.banks.sources.markup import plain
from quizserver.banks.sources.objects import Object, listed, objects, text
from quizserver.banks.sources.said import Refusal, Said

GAP = "_____"
BLANK = re.compile(r"\*([^*\n]{1,300})\*")
SENTENCE = re.compile(r"\n|(?<=[.!?])\s+")
STAR = "\ufdd0"
"""Stands for an escaped star; Unicode keeps it free for such uses."""


class Asked(NamedTuple):
    """One question: its title, what makes its item, and what is left out."""

    title: str
    make: Callable[[], made.Made]
    repairs: Sequence[Said] = ()


def _media(params: Object) -> list[Said]:
    """Pictures, sounds and films of a question or card."""
    paths: list[str] = []
    waiting = [params.value("media"), params.value("image"), params.value("audio"), params.value("file")]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            paths += [value["path"]] if isinstance(value.get("path"), str) else []
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return media_left(paths)


def _multi_choice(params: Object) -> Iterator[Asked]:
    answers = objects(params.value("answers"))
    right = [n for n, answer in enumerate(answers) if answer.value("correct") in (True, "true")]
    said = [answer.inner("tipsAndFeedback").text("chosenFeedback") for answer in answers]
    why = " ".join(dict.fromkeys(said[n] for n in right if said[n].strip()))
    repairs = [Said("import.feedback_left")] if any(one.strip() and one not in why for one in said) else []
    asked, texts = params.text("question"), [answer.text("text") for answer in answers]
    yield Asked(asked, partial(made.choice, asked, texts, right, why=why), [*_media(params), *repairs])


def _true_false(params: Object) -> Iterator[Asked]:
    asked, key = params.text("question"), params.text("correct").casefold()

    def make() -> made.Made:
        if key not in ("true", "false"):
            raise Refusal("import.no_key")
        return made.statement(asked, key == "true")

    yield Asked(asked, make, _media(params))


def _single_choice_set(params: Object) -> Iterator[Asked]:
    """The first answer is the right one; H5P shuffles them."""
    for one in objects(params.value("choices")):
        if one.value("question", "answers"):
            asked = one.text("question")
            yield Asked(asked, partial(made.choice, asked, listed(one.value("answers")), [0]))


def _summary(params: Object) -> Iterator[Asked]:
    """Which of these is true? Again the first."""
    for one in objects(params.value("summaries")):
        texts = listed(one.value("summary"))
        if texts:
            yield Asked(texts[0], partial(made.choice, params.text("intro"), texts, [0]))


def _blanks(params: Object) -> Iterator[Asked]:
    """Each sentence with one gap is a question. With several, one would tell the answer of the other."""
    for block in listed(params.value("questions")):
        for sentence in SENTENCE.split(plain(block.replace("\\*", STAR))):
            blanks = BLANK.findall(sentence)
            title = BLANK.sub(GAP, sentence).replace(STAR, "*")
            if len(blanks) == 1:
                answers, _, tip = blanks[0].partition(":")
                shown = f"{title} ({tip.strip()})" if tip.strip() else title
                words = [word.strip().replace(STAR, "*") for word in answers.split("/")]
                yield Asked(title, partial(made.typed, shown, words), _media(params))
            elif blanks:
                yield Asked(title, partial(_refuse, "import.several_parts", count=len(blanks)), _media(params))


def _cards(name: str) -> Callable[[Object], Iterator[Asked]]:
    """Cards with a question in front and its answer behind."""

    def read(params: Object) -> Iterator[Asked]:
        for card in objects(params.value(name)):
            asked, answer = card.text("text", "clue"), card.text("answer")
            # Without a text the picture is the question.
            words = [answer] if "<" in answer else answer.split("/")
            yield Asked(asked or answer, partial(made.typed, asked, words), _media(card))

    return read


def _order(params: Object) -> Iterator[Asked]:
    asked = params.text("taskDescription")
    yield Asked(asked, partial(made.order, asked, listed(params.value("paragraphs"))), _media(params))


def _poll(params: Object) -> Iterator[Asked]:
    asked = params.text("question")
    texts = [text(one.value("text")) for one in objects(params.value("alternatives"))]
    yield Asked(asked, partial(made.poll, asked, texts), _media(params))


def _kind(name: str, *fields: str) -> Callable[[Object], Iterator[Asked]]:
    """A kind of question that cannot be played here."""

    def read(params: Object) -> Iterator[Asked]:
        yield Asked(params.text(*fields), partial(_refuse, "import.kind_unknown", kind=name))

    return read


def _refuse(key: str, **values: Any) -> made.Made:
    raise Refusal(key, **values)


READERS: dict[str, Callable[[Object], Iterator[Asked]]] = {
    "H5P.MultiChoice": _multi_choice,
    "H5P.TrueFalse": _true_false,
    "H5P.SingleChoiceSet": _single_choice_set,
    "H5P.Summary": _summary,
    "H5P.Blanks": _blanks,
    "H5P.Dialogcards": _cards("dialogs"),
    "H5P.Flashcards": _cards("cards"),
    "H5P.Crossword": _cards("words"),
    "H5P.SortParagraphs": _order,
    "H5P.SimpleMultiChoice": _poll,
    "H5P.AdvancedBlanks": _kind("AdvancedBlanks", "content"),
    "H5P.ArithmeticQuiz": _kind("ArithmeticQuiz", "intro"),
    "H5P.DragQuestion": _kind("DragQuestion", "taskDescription"),
    "H5P.DragText": _kind("DragText", "taskDescription"),
    "H5P.Essay": _kind("Essay", "taskDescription"),
    "H5P.FindTheWords": _kind("FindTheWords", "taskDescription"),
    "H5P.GuessTheAnswer": _kind("GuessTheAnswer", "taskDescription"),
    "H5P.ImageHotspotQuestion": _kind("ImageHotspotQuestion", "taskDescription"),
    "H5P.MarkTheWords": _kind("MarkTheWords", "taskDescription"),
    "H5P.MultiMediaChoice": _kind("MultiMediaChoice", "question"),
    "H5P.OpenEndedQuestion": _kind("OpenEndedQuestion", "question"),
}
FRAMES = frozenset(
    {
        "H5P.QuestionSet",
        "H5P.CoursePresentation",
        "H5P.InteractiveVideo",
        "H5P.InteractiveBook",
        "H5P.Column",
        "H5P.Questionnaire",
        "H5P.BranchingScenario",
        "H5P.BranchingQuestion",
        "H5P.Accordion",
        "H5P.GameMap",
        "H5P.Row",
        "H5P.RowColumn",
        "H5P.Image",
        "H5P.Nil",
    }
)
"""What holds questions, or decorates them, and needs no word."""
