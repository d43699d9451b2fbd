"""QTI 2 and 3: a package (zip with imsmanifest.xml), or one item by itself. Each item may ask one thing.

Names are compared without namespace, prefix and hyphens, so that 2.0 to 3.0 read the same. QTI 1.2, which Canvas exports: qti_old.py.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from quizserver.banks.formats import Entry, qti_old
from quizserver.banks.formats.common import made
from quizserver.banks.formats.common.extras import by_weight, half_credit, repaired
from quizserver.banks.formats.qti_nodes import attribute, children, inner_html, local, only, words
from quizserver.banks.sources.objects import number
from quizserver.banks.sources.said import Refusal, Said, at_part
from quizserver.banks.sources.source import Source
from quizserver.banks.sources.unreadable import Unreadable

TITLE = {"id": "QTI (paket zip atau XML)", "en": "QTI (package or XML)"}
ENDINGS = (".zip", ".xml")

MANIFEST = "imsmanifest.xml"
OFFICE = "[Content_Types].xml"
"""What every .xlsx and .docx holds: their XML is not looked through."""
MOST_MISSING = 5
"""Files that are not in the package and are told by name."""

FEEDBACK = ("feedbackblock", "feedbackinline", "modalfeedback", "rubricblock", "templateblock")


def recognise(source: Source) -> bool:
    if source.parts:
        return OFFICE not in source.parts and (bool(_named(source)) or any(_roots(source)))
    return source.xml is not None and local(source.xml) in ("assessmentitem", qti_old.ROOT)


def parse(source: Source) -> Iterator[Entry]:
    if missing := [made.one_line(path) for path in _named(source) if path not in source.parts]:
        more = len(missing) - MOST_MISSING
        shown = [*missing[:MOST_MISSING], *(["…"] if more > 0 else [])]
        source.notes.append(Said("import.parts_missing", {"count": len(missing), "paths": ", ".join(shown)}))
    for path, root in _files(source):
        if isinstance(root, Unreadable):
            yield Entry(at_part(path), posixpath.basename(path), why=Said(root.key, root.values))
        elif local(root) == qti_old.ROOT:
            yield from qti_old.entries(path, root)
        elif local(root) == "assessmentitem":
            yield made.entry(at_part(path), attribute(root, "title") or words(root), partial(_made, root))


def _xml_paths(source: Source) -> list[str]:
    return [path for path in source.parts if path.casefold().endswith(".xml")]


def _roots(source: Source) -> Iterator[bool]:
    """Whether each XML file is an item."""
    for _, root in _opened(source, _xml_paths(source)):
        yield not isinstance(root, Unreadable) and local(root) in ("assessmentitem", qti_old.ROOT)


def _files(source: Source) -> Iterator[tuple[str, Element | Unreadable]]:
    """Each item's file in the order of the manifest; without one that names any, all XML files."""
    if not source.parts:
        if source.xml is not None:
            yield source.name, source.xml
        return
    named = [path for path in _named(source) if path in source.parts]
    yield from _opened(source, named or _xml_paths(source))


def _named(source: Source) -> list[str]:
    """Paths of the items that manifests name."""
    paths = []
    for manifest in (path for path in source.parts if posixpath.basename(path).casefold() == MANIFEST):
        for _, root in _opened(source, [manifest]):
            resources = [] if isinstance(root, Unreadable) else [node for node in root.iter() if local(node) == "resource"]
            for resource in resources:
                if "item" in attribute(resource, "type") or qti_old.is_ours(attribute(resource, "type")):
                    files = [attribute(resource, "href"), *(attribute(file, "href") for file in children(resource, "file"))]
                    if href := next((href for href in files if href.casefold().endswith(".xml")), ""):
                        paths.append(posixpath.normpath(posixpath.join(posixpath.dirname(manifest), unquote(href))))
    return list(dict.fromkeys(paths))


def _opened(source: Source, paths: list[str]) -> Iterator[tuple[str, Element | Unreadable]]:
    """A file that cannot be read spoils itself alone."""
    for path in paths:
        try:
            root = Source(path, source.parts[path]).xml
        except Unreadable as error:
            yield path, error
        else:
            if root is not None:
                yield path, root


def _made(item: Element) -> made.Made:
    body = only(item, "itembody")
    if body is None:
        raise Refusal("import.no_question")
    asked = [node for node in body.iter() if local(node).endswith("interaction")]
    asked = [node for node in asked if local(node) != "endattemptinteraction"]
    if not asked:
        raise Refusal("import.kind_unknown", kind="description")
    if unknown := next((local(node) for node in asked if local(node) not in MAKERS), None):
        raise Refusal("import.kind_unknown", kind=unknown)
    if len(asked) > 1:
        raise Refusal("import.several_parts", count=len(asked))
    stem = inner_html(body, skip=FEEDBACK, gap=asked[0] if local(asked[0]) in INLINE else None, leave=asked[0])
    prompts = [inner_html(prompt) for prompt in children(asked[0], "prompt")]
    found = MAKERS[local(asked[0])](item, asked[0], "<br>".join([stem, *prompts]))
    has_feedback = any(local(node) in FEEDBACK and words(node) for node in item.iter())
    return repaired(found, [Said("import.feedback_left")] if has_feedback else [])


def _declared(item: Element, interaction: Element) -> Element | None:
    wanted = attribute(interaction, "responseidentifier")
    declared = children(item, "responsedeclaration")
    return next((node for node in declared if attribute(node, "identifier") == wanted), None)


def _correct(item: Element, interaction: Element) -> list[str]:
    declared = _declared(item, interaction)
    correct = only(declared, "correctresponse") if declared is not None else None
    values = children(correct, "value") if correct is not None else []
    return [text for value in values if (text := "".join(value.itertext()).strip())]


def _mapped(item: Element, interaction: Element) -> dict[str, float]:
    """What answers are worth, in percent of the best."""
    declared = _declared(item, interaction)
    mapping = only(declared, "mapping") if declared is not None else None
    entries = children(mapping, "mapentry") if mapping is not None else []
    worth = {attribute(entry, "mapkey"): number(attribute(entry, "mappedvalue")) or 0 for entry in entries}
    best = max(worth.values(), default=0)
    if declared is not None and attribute(declared, "cardinality") == "multiple":
        # What is ticked adds up: no single answer is the full one.
        return {key: 50.0 if value > 0 else 0.0 for key, value in worth.items()}
    return {key: 100 * value / best if best > 0 else 0.0 for key, value in worth.items()}


def _choice(item: Element, interaction: Element, stem: str) -> made.Made:
    choices = [node for node in interaction.iter() if local(node) in ("simplechoice", "inlinechoice")]
    names = [attribute(choice, "identifier") for choice in choices]
    texts = [inner_html(choice, skip=FEEDBACK) for choice in choices]
    partly: list[int] = []
    if correct := _correct(item, interaction):
        if unknown := next((name for name in correct if name not in names), None):
            raise Refusal("import.key_unknown", key=unknown[:50])
        right = [n for n, name in enumerate(names) if name in correct]
    else:
        mapped = _mapped(item, interaction)
        right, partly = by_weight([mapped.get(name, 0) for name in names])
    return repaired(made.choice(stem, texts, right), half_credit(texts[n] for n in partly))


def _order(item: Element, interaction: Element, stem: str) -> made.Made:
    texts = {attribute(node, "identifier"): inner_html(node, skip=FEEDBACK) for node in children(interaction, "simplechoice")}
    correct = _correct(item, interaction)
    if not correct:
        raise Refusal("import.no_key")
    if sorted(correct) != sorted(texts):
        raise Refusal("import.key_unknown", key=", ".join(correct)[:50])
    return made.order(stem, [texts[name] for name in correct])


def _typed(item: Element, interaction: Element, stem: str) -> made.Made:
    mapped = _mapped(item, interaction)
    full = [key for key, worth in mapped.items() if worth >= 100]
    right = list(dict.fromkeys([*_correct(item, interaction), *full]))
    declared = _declared(item, interaction)
    repairs = []
    if left := [key for key, worth in mapped.items() if key not in right and worth > 0]:
        repairs.append(Said("import.answers_left", {"answers": ", ".join(map(made.one_line, left))}))
    if declared is not None and attribute(declared, "basetype") in ("integer", "float") and right:
        return repaired(_number(item, interaction, stem, right[0], None), repairs)
    return repaired(made.typed(stem, right), repairs)


def _slider(item: Element, interaction: Element, stem: str) -> made.Made:
    low, high = number(attribute(interaction, "lowerbound")), number(attribute(interaction, "upperbound"))
    correct = _correct(item, interaction)
    if not correct:
        raise Refusal("import.no_key")
    return _number(item, interaction, stem, correct[0], None if low is None or high is None else (low, high))


def _number(item: Element, interaction: Element, stem: str, given: str, ends: tuple[float, float] | None) -> made.Made:
    value = number(given)
    if value is None:
        raise Refusal("import.no_number", given=given[:50])
    equal = next((node for node in item.iter() if local(node) == "equal" and attribute(node, "tolerancemode") == "absolute"), None)
    room = number(attribute(equal, "tolerance").split(" ")[0]) if equal is not None else None
    return made.number(stem, value, abs(room or 0), ends=ends)


INLINE = ("textentryinteraction", "inlinechoiceinteraction")
MAKERS: dict[str, Callable[[Element, Element, str], made.Made]] = {
    "choiceinteraction": _choice,
    "inlinechoiceinteraction": _choice,
    "orderinteraction": _order,
    "textentryinteraction": _typed,
    "sliderinteraction": _slider,
}
