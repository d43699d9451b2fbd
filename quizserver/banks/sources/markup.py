"""HTML in texts of other tools becomes plain text: tags go, entities are read, paragraphs and lists become lines. Nothing is judged here.

Only tags that pages are really written with are taken away, so that `3 < 5` and a question about `<b>` keep their words.
"""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import unquote


def _names(tags: str) -> frozenset[str]:
    return frozenset(tags.split())


_LINES = _names("address article blockquote br dd div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul")
"""Tags that begin or end a line."""
_MEDIA = _names("audio embed iframe img image object source svg video")
_ALONE = _LINES | _MEDIA | {"input", "wbr", "col", "td", "th"}
"""Tags that are markup even without their other half."""
_PAIRS = _names(
    "a abbr acronym b big button caption center cite code del em font form figcaption i ins kbd label mark math nobr o:p q s samp small "
    "span strike strong sub sup tbody tfoot thead tt u var"
)
_DROPPED = re.compile(
    r"<(script|style|head|noscript)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)((?:\s(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)?)/?>")
_SMALL = re.compile(r"<(su[bp])>([0-9+\-=()n]{1,6})</\1>", re.IGNORECASE)
_RAISED = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))


def plain(text: str) -> str:
    """The text as a person reads it: no markup, no invisible characters, single spaces, no empty lines."""
    if "<" in text:
        text = _strip(text)
    return tidy(html.unescape(text) if "&" in text else text)


def tidy(text: str) -> str:
    """Plain text with single spaces, without empty lines and characters that nobody sees."""
    lines = re.split(r"[\n\r\v\f\x85\u2028\u2029]+", text)
    kept = (" ".join("".join(map(_seen, line)).split()) for line in lines)
    return "\n".join(filter(None, kept))


def media(text: str) -> list[str]:
    """Names of pictures, sounds and films that HTML shows; empty names are called by their tag."""
    found = []
    for tag in _TAG.finditer(text) if "<" in text else ():
        if tag[2].lower() in _MEDIA and not tag[1]:
            source = re.search(r"\s(?:src|data|href)\s*=\s*[\"']?([^\"'\s>]{0,300})", tag[3], re.IGNORECASE)
            found.append(file_name(source[1]) if source else tag[2].lower())
    return found


def file_name(address: str) -> str:
    """The last part of an address, enough to find the picture again."""
    if address.startswith("data:"):
        return address[5:300].partition(";")[0]
    return unquote(html.unescape(address[-300:])).rstrip("/").rpartition("/")[2][:60] or address[:60]


def without_markdown(text: str) -> str:
    """Markdown's marks taken away; its pictures become HTML, so that they are named like others."""
    text = re.sub(r"!\[([^\]\n]{0,200})\]\(([^)\s]{0,300})\)", r'<img src="\2" alt="\1">', text)
    text = re.sub(r"\[([^\]\n]{1,200})\]\([^)\s]{0,300}\)", r"\1", text)
    text = re.sub(r"^ {0,3}#{1,6}\s+", "", text, flags=re.MULTILINE)
    return re.sub(r"(\*\*|__|\*|`)(?=\S)([^*_`\n]{1,300}?)(?<=\S)\1", r"\2", text)


def _seen(char: str) -> str:
    if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co"):
        return char
    return " " if char == "\t" else ""


def _strip(text: str) -> str:
    text = _DROPPED.sub(" ", text)
    text = _SMALL.sub(lambda m: "".join((_RAISED if m[1].lower() == "sup" else _LOWERED).get(c, c) for c in m[2]), text)
    closed = {tag[2].lower() for tag in _TAG.finditer(text) if tag[1]}

    def spoken(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name in _LINES:
            return "\n"
        if name in _MEDIA or name in _ALONE:
            return " "
        return "" if name in _PAIRS and (name in closed or tag[3]) else tag[0]

    return _TAG.sub(spoken, text)
