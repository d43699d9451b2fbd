"""QTI 1.2 as Canvas and its like export it: `questestinterop` with items that have one response each. Newer ones: qti.py."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.etree.ElementTree import Element

from quizserver.banks.formats import Entry
from quizserver.banks.formats.common import made
from quizserver.banks.formats.common.extras import by_weight, half_credit, repaired
from quizserver.banks.formats.qti_nodes import attribute, children, local, only, words
from quizserver.banks.sources.objects import number
from quizserver.banks.sources.said import Refusal, Said, at_part

ROOT = "questestinterop"
RESPONSES = ("responselid", "responsestr", "responsenum", "responsegrp", "responsexy")


def is_ours(kind: str) -> bool:
    """Whether a manifest's type of a resource is this version."""
    return kind.casefold().startswith("imsqti_xmlv1p") or "assessment" in kind.casefold()


def entries(path: str, root: Element) -> Iterator[Entry]:
    for n, item in enumerate((node for node in root.iter() if local(node) == "item"), start=1):
        presented = only(item, "presentation")
        asked = _material(presented) if presented is not None else ""
        yield made.entry(at_part(path, n), asked or attribute(item, "title"), partial(_made, item, asked))


def _made(item: Element, asked: str) -> made.Made:
    kind = _kind(item)
    responses = [node for node in item.iter() if local(node) in RESPONSES]
    if not responses:
        raise Refusal("import.kind_unknown", kind=kind or "description")
    if len(responses) > 1 or "match" in kind:
        raise Refusal("import.kind_unknown", kind=kind or "matching")
    response, name = responses[0], local(responses[0])
    if name == "responselid" and any(local(node) == "renderchoice" for node in response.iter()):
        found = _choice(item, response, asked)
    elif name in ("responsestr", "responsenum") and "essay" not in kind:
        found = _typed(item, asked, is_number="numerical" in kind or name == "responsenum")
    else:
        raise Refusal("import.kind_unknown", kind=kind or name)
    has_feedback = any(local(node) == "itemfeedback" and words(node) for node in item.iter())
    return repaired(found, [Said("import.feedback_left")] if has_feedback else [])


def _kind(item: Element) -> str:
    """`multiple_choice_question` and its like, where the file says so."""
    for field in (node for node in item.iter() if local(node) == "qtimetadatafield"):
        label, entry = only(field, "fieldlabel"), only(field, "fieldentry")
        if label is not None and entry is not None and words(label) in ("question_type", "cc_profile", "qmd_itemtype"):
            return words(entry).casefold()
    return ""


def _material(node: Element) -> str:
    """The texts that are shown before the answers, as HTML."""
    shown = []
    for child in node:
        if local(child) == "material":
            shown += ["".join(text.itertext()) for text in child.iter() if local(text) == "mattext"]
        elif local(child) == "flow":
            shown.append(_material(child))
    return "<br>".join(filter(None, shown))


def _choice(item: Element, response: Element, asked: str) -> made.Made:
    labels = [node for node in response.iter() if local(node) == "responselabel"]
    names, texts = [attribute(label, "ident") for label in labels], [_label(label) for label in labels]
    worth = _worth(item)
    # What is ticked adds up where several may be: then no single answer is the full one.
    whole = 2 if attribute(response, "rcardinality").casefold() == "multiple" else 1
    best = max(worth.values(), default=0)
    right, partly = by_weight([100 * worth.get(name, 0) / best / whole if best > 0 else 0 for name in names])
    return repaired(made.choice(asked, texts, right), half_credit(texts[n] for n in partly))


def _label(label: Element) -> str:
    return "<br>".join("".join(text.itertext()) for text in label.iter() if local(text) == "mattext")


def _worth(item: Element) -> dict[str, float]:
    """What each answer earns: the conditions under which points are given, those that say `not` left out."""
    worth: dict[str, float] = {}
    for condition in (node for node in item.iter() if local(node) == "respcondition"):
        points = max((number(words(var)) or 0 for var in children(condition, "setvar")), default=0)
        variables = only(condition, "conditionvar")
        for name in _equal(variables) if variables is not None else ():
            worth[name] = max(points, worth.get(name, 0))
    return worth


def _equal(node: Element) -> Iterator[str]:
    for child in node:
        if local(child) == "varequal":
            yield words(child)
        elif local(child) in ("and", "or"):
            yield from _equal(child)


def _typed(item: Element, asked: str, *, is_number: bool) -> made.Made:
    worth = _worth(item)
    best = max(worth.values(), default=0)
    right = [name for name, points in worth.items() if points == best > 0]
    if not is_number:
        return made.typed(asked, right)
    bounds = {local(node): number(words(node)) for node in item.iter() if local(node) in ("vargte", "vargt", "varlte", "varlt")}
    low, high = bounds.get("vargte", bounds.get("vargt")), bounds.get("varlte", bounds.get("varlt"))
    value = next((value for value in map(number, right) if value is not None), None)
    if value is None and low is not None and high is not None:
        value = (low + high) / 2
    if value is None:
        raise Refusal("import.no_answer")
    room = max(value - low, 0) if low is not None else 0
    return made.number(asked, value, room)
