"""Paper rounds: hands of a hall without phones, typed at the desk, in total or class by class, as numbers or in four words.

Every round type with options offers the `hands` action and calls `check` and `apply` here. `signs` says what bodies show instead of phones.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from quizserver.core.facts import Json
from quizserver.core.round_type import Accepted
from quizserver.core.tally import set_paper
from quizserver.errors import Rejected

MOST_HANDS = 2_000

WORDS = {"few": 20, "half": 50, "most": 70, "nearly_all": 90}
"""Percent of the heads in front of the desk: sebagian kecil, setengah, sebagian besar, hampir semua."""

SIGNS = ("up", "scales", "ring", "hug", "shoulders")
"""Body signs of the first to the fifth answer: hands alone, so that everybody can show them, also sitting. Drawn: static/js/ui/signs.js."""

SIGNED_STEPS = ("answer", "again")
"""Steps in which the answers counted by hands are asked; the wall shows their signs in no other."""

SHORT_LABEL = 14


def resolve(payload: Json, groups: Mapping[str, Json]) -> Json:
    """What a desk sent with what the room knows of the class: its size bounds the count and is the headcount for words. Raises Rejected."""
    group, size = payload.get("group"), None
    if group is not None:
        if not isinstance(group, str) or group not in groups:
            raise Rejected("group/unknown")
        size = groups[group]["size"]
    known = {key: payload[key] for key in ("counts", "words", "heads") if key in payload}
    if "words" in known and known.get("heads") is None:
        known["heads"] = size
    return known | ({"group": group} if group is not None else {}) | {"most": size or MOST_HANDS}


def check(payload: Json, options: Collection[str], *, several: bool = False) -> Accepted:
    """`{counts: {option: heads}}` or `{words: {option: word}, heads}`, of one `group` or the whole hall.

    Raises Rejected for an unknown option or word, and for heads out of range.
    """
    most = payload.get("most", MOST_HANDS)
    counts = _from_words(payload, options, several) if "words" in payload else payload.get("counts")
    if not isinstance(counts, dict) or not set(counts) <= set(options):
        raise Rejected("act/unknown_option")
    if not all(type(heads) is int and 0 <= heads <= MOST_HANDS for heads in counts.values()):
        raise Rejected("act/hands_range", most=MOST_HANDS)
    if (max([0, *counts.values()]) if several else sum(counts.values())) > most:
        raise Rejected("act/hands_class" if "group" in payload else "act/hands_range", most=most)
    return Accepted({"counts": counts} | ({"group": payload["group"]} if "group" in payload else {}))


def _from_words(payload: Json, options: Collection[str], several: bool) -> dict[str, int]:
    """Heads for words. Where each head has one hand, words that come to more than everybody are scaled down to everybody."""
    words, heads = payload["words"], payload.get("heads")
    if not isinstance(words, dict) or not set(words) <= set(options):
        raise Rejected("act/unknown_option")
    if not all(isinstance(word, str) and word in WORDS for word in words.values()):
        raise Rejected("act/unknown_word")
    if heads is None:
        raise Rejected("act/no_headcount")
    if type(heads) is not int or not 1 <= heads <= MOST_HANDS:
        raise Rejected("act/hands_range", most=MOST_HANDS)
    percent = {option: WORDS[word] for option, word in words.items()}
    whole = 100 if several else max(100, sum(percent.values()))
    return {option: heads * share // whole for option, share in percent.items()}


def apply(tally: Json, payload: Json, *, several: bool = False) -> None:
    """Takes accepted counts in, instead of the earlier ones of this class or the hall. `several`: one may choose more than one option."""
    set_paper(tally, payload["counts"], several=several, group=payload.get("group"))


def signs(labels: Sequence[str]) -> list[Json] | None:
    """`[{sign, label}]` for answers in their order; none if there are more answers than signs; None if there is nothing to choose.

    Long answers are called A, B, C.
    """
    if len(labels) < 2:
        return None
    if len(labels) > len(SIGNS):
        return []
    are_short = all(len(label) <= SHORT_LABEL for label in labels)
    return [{"sign": sign, "label": label if are_short else "ABCDE"[n]} for n, (sign, label) in enumerate(zip(SIGNS, labels, strict=False))]
