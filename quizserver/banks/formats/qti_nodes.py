"""Elements of QTI by their plain names, in all its versions: without namespace, `qti-`, hyphens and underscores, in small letters."""

from __future__ import annotations

import html
from collections.abc import Sequence
from xml.etree.ElementTree import Element

KEPT = {"br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "sub", "sup", "table", "td", "tr", "ul", "blockquote"}
"""Tags that change how a text reads (markup.py)."""
SHOWN = {"img": "src", "object": "data", "audio": "src", "video": "src", "source": "src"}

GAP = "_____"


def local(node: Element) -> str:
    name = node.tag.rpartition("}")[2]
    return name.casefold().removeprefix("qti-").replace("-", "").replace("_", "")


def attribute(node: Element, name: str) -> str:
    for key, value in node.attrib.items():
        if key.rpartition("}")[2].casefold().replace("-", "") == name:
            return value.strip()
    return ""


def children(node: Element, name: str) -> list[Element]:
    return [child for child in node if local(child) == name]


def only(node: Element, name: str) -> Element | None:
    return next((child for child in node if local(child) == name), None)


def words(node: Element) -> str:
    """All text below, on one line."""
    return " ".join("".join(node.itertext()).split())


def inner_html(node: Element, *, skip: Sequence[str] = (), gap: Element | None = None, leave: Element | None = None) -> str:
    """The content as HTML without namespaces: `skip` names what is not for everybody's eyes, `leave` is what is asked, `gap` too, but
    it stands in a sentence, so a gap is left in its place. Pictures stay, so that they can be named."""
    parts = [html.escape(node.text or "", quote=False)]
    for child in node:
        name = local(child)
        if child is gap:
            parts.append(GAP if (child.tail or " ")[0] in ".,;:!?" else f" {GAP} ")
        elif name in SHOWN:
            parts.append(f'<img src="{html.escape(attribute(child, SHOWN[name]))}">')
        elif child is not leave and name not in skip:
            inside = inner_html(child, skip=skip, gap=gap, leave=leave)
            parts.append(f"<{name}>{inside}</{name}>" if name in KEPT else inside)
        parts.append(html.escape(child.tail or "", quote=False))
    return "".join(parts)
