"""Makes items in the shape of a bank from what other tools call a question. Every format ends here, so that all repair and refuse alike.

Nothing is cut, and no key is guessed: what is missing is refused by name. Limits of length are the round types' own business
(importing.py asks them). Numbers and their scale: scales.py; what becomes of HTML: markup.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from quizserver.banks.formats import Entry, Refusal, Said
from quizserver.banks.formats.common import scales
from quizserver.banks.formats.common.keys import BOTH_WAYS
from quizserver.banks.sources.cells import ALTERED_BY_EXCEL
from quizserver.banks.sources.markup import media, plain
from quizserver.core.facts import Json
from quizserver.core.matching import LONGEST_GUESS, joined

UNFORESEEN = "import.unforeseen"
FEWEST_SECONDS, MOST_SECONDS = 5, 600
LONGEST_WORD = 50
LONGEST_PART = 20
MOST_ACCEPTED = 30
MOST_CLUES = 3
MOST_CARDS = 30
MOST_FORBIDDEN = 8
LONGEST_TITLE = 80

RIGHT_WORDS = ("benar", "betul", "true")
PLAIN = re.compile(r"[\w()/?!.,:;'\"+%-]+(?: [\w()/?!.,:;'\"+%-]+)*", re.ASCII)
LABELLED = re.compile(r"\(?([A-Ja-j])[.)]\s+(?=\S)")
LONE_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


@dataclass(slots=True)
class Made:
    """An item without `id`, and what had to be changed or left out to make it."""

    item: Json
    repairs: list[Said] = field(default_factory=list)


def entry(where: Said, title: str, make: Callable[[], Made], repairs: Sequence[Said] = (), raw: str = "") -> Entry:
    """The entry of one question: what `make` made, or why it refused. `repairs`: what the format itself left out; `raw`: see Entry."""
    shown = one_line(title)
    try:
        made = make()
    except Refusal as refusal:
        return Entry(where, shown, why=refusal.said, repairs=tuple(repairs), read=refusal.read)
    except Exception:
        # One row that nobody thought of must not cost the others; tests look for this sentence.
        return Entry(where, shown, why=Said(UNFORESEEN), repairs=tuple(repairs))
    return Entry(where, shown, made.item, repairs=(*repairs, *made.repairs), raw=raw)


@contextmanager
def as_read(text: str, options: Sequence[str] = (), why: str = "") -> Iterator[None]:
    """Lets a refusal inside carry what was read: the question, options without a key, the explanation, as they are shown to a person."""
    try:
        yield
    except Refusal as refusal:
        if refusal.read is None:
            shown = [{"text": {"id": plain(option).strip()}} for option in options if option.strip()]
            parts = {"text": {"id": plain(text).strip()}, "options": shown, "explanation": {"id": plain(why).strip()}}
            filled = {name: part for name, part in parts.items() if part and part != {"id": ""}}
            refusal.read = {"type": "choice", **filled}
        raise


def one_line(title: str) -> str:
    """A title for lists; they may be shortened."""
    shown = " ".join(plain(title).split())
    return shown if len(shown) <= LONGEST_TITLE else shown[: LONGEST_TITLE - 1] + "…"


def choice(text: str, options: Sequence[str], right: Iterable[int], *, seconds: float | None = None, why: str = "") -> Made:
    """A question with `right` options by index from 0. Empty options go (their indexes are kept in step). Raises Refusal.

    `{type, text, options: [{text, right?}], seconds?, explanation?}`; "Benar" and "Salah" (or True and False) become a statement.
    """
    repairs: list[Said] = []
    question = clean(text, repairs) or _refuse("import.no_question")
    with as_read(text, options, why):
        cleaned = [clean(option, repairs) for option in options]
        lost = [n for n, option in enumerate(options) if option.strip() and not cleaned[n]]
        texts, keys = _options(cleaned, set(right), lost, repairs)
    if {one.casefold() for one in texts} in BOTH_WAYS and len(texts) == 2 and sum(keys) == 1:
        return _item("choice", question, repairs, answer=texts[keys.index(True)].casefold() in RIGHT_WORDS, seconds=seconds, why=why)
    listed = [{"text": {"id": one}, "right": True} if key else {"text": {"id": one}} for one, key in zip(texts, keys, strict=True)]
    return _item("choice", question, repairs, options=listed, seconds=seconds, why=why)


def statement(text: str, answer: bool, *, seconds: float | None = None, why: str = "") -> Made:
    """A statement that is true or false: `{type: choice, text, answer, seconds?, explanation?}`. Raises Refusal."""
    repairs: list[Said] = []
    question = clean(text, repairs) or _refuse("import.no_question")
    return _item("choice", question, repairs, answer=answer, seconds=seconds, why=why)


def poll(text: str, options: Sequence[str], *, seconds: float | None = None) -> Made:
    """A question without a key: `{type: poll, text, options: [text], seconds?}`. Raises Refusal."""
    repairs: list[Said] = []
    question = clean(text, repairs) or _refuse("import.no_question")
    texts = list(dict.fromkeys(filter(None, (clean(option, repairs) for option in options))))
    if len(texts) < 2:
        raise Refusal("import.few_options", count=len(texts))
    return _item("poll", question, repairs, options=[{"id": one} for one in texts], seconds=seconds)


def typed(text: str, answers: Sequence[str], *, seconds: float | None = None, why: str = "") -> Made:
    """A question whose answer is typed: a word to guess, with the question as its one clue and the other answers accepted too.

    A number is estimated instead. Raises Refusal, also for an answer that is no word.
    """
    repairs: list[Said] = []
    question = clean(text, repairs) or _refuse("import.no_question")
    words = list(dict.fromkeys(filter(None, (clean(answer, repairs) for answer in answers))))
    if not words:
        raise Refusal("import.no_answer")
    value = scales.number_in(words[0])
    if value is None:
        return _guess(words[0], [question], words[1:], repairs, seconds=seconds, why=why)
    if len(words) > 1:
        repairs.append(Said("import.answers_left", {"answers": ", ".join(words[1:])}))
    made = number(text, value, 0, seconds=seconds, why=why)
    return Made(made.item, once([*repairs, *made.repairs]))


def number(
    text: str, value: float, tolerance: float, *, ends: tuple[float, float] | None = None, seconds: float | None = None, why: str = ""
) -> Made:
    """A number to estimate: `{type: estimate, text, min, max, step, value, tolerance?}`. Raises Refusal.

    The scale is made around it, unless the file names `ends` that will do (scales.py).
    """
    repairs: list[Said] = []
    question = clean(text, repairs) or _refuse("import.no_question")
    scale = scales.around(value, tolerance, question)
    own = scales.between(ends, value) if ends else {}
    if not own:
        repairs.append(Said("import.scale_made", {"min": scale["min"], "max": scale["max"]}))
    return _item("estimate", question, repairs, **{**scale, **own}, seconds=seconds, why=why)


def order(text: str, steps: Sequence[str], *, seconds: float | None = None, why: str = "") -> Made:
    """Steps in their right order: `{type: order, text, steps: [text], seconds?, explanation?}`. Raises Refusal."""
    repairs: list[Said] = []
    question = clean(text, repairs) or _refuse("import.no_question")
    listed = [{"id": one} for one in filter(None, (clean(step, repairs) for step in steps))]
    return _item("order", question, repairs, steps=listed, seconds=seconds, why=why)


def slide(title: str, text: str) -> Made:
    """A page without answers: `{type: slide, title, text}`. Raises Refusal."""
    repairs: list[Said] = []
    head = clean(title, repairs) or _refuse("import.no_question")
    return Made({"type": "slide", "title": {"id": head}, "text": {"id": clean(text, repairs) or head}}, once(repairs))


def word(word: str, clues: Sequence[str] = (), *, why: str = "") -> Made:
    """A word to guess, with up to three clues: `{type: guess, word, clues, accept?, explanation?}`. Raises Refusal."""
    repairs: list[Said] = []
    shown = list(filter(None, (clean(clue, repairs) for clue in clues)))
    if len(shown) > MOST_CLUES:
        raise Refusal("import.many_clues", count=len(shown), most=MOST_CLUES)
    return _guess(clean(word, repairs), shown, [], repairs, why=why)


def deck(title: str, cards: Sequence[tuple[str, Sequence[str]]]) -> Made:
    """Cards to describe, at most `MOST_CARDS`, each checked by `card`: `{type: describe, title, cards: [{word, forbidden}]}`."""
    listed = [{"word": {"id": word}, "forbidden": [{"id": one} for one in forbidden]} for word, forbidden in cards]
    return Made({"type": "describe", "title": {"id": title}, "cards": listed})


def card(word: str, forbidden: Sequence[str]) -> tuple[str, list[str], list[Said]]:
    """One card of a deck, with repairs. Raises Refusal."""
    repairs: list[Said] = []
    shown = _word(clean(word, repairs))
    words = list(dict.fromkeys(filter(None, (clean(one, repairs) for one in forbidden))))
    if not words:
        raise Refusal("import.no_forbidden")
    if len(words) > MOST_FORBIDDEN:
        raise Refusal("import.many_forbidden", count=len(words), most=MOST_FORBIDDEN)
    if long := next((one for one in words if len(one) > LONGEST_WORD), ""):
        raise Refusal("import.word_long", word=long, length=len(long), most=LONGEST_WORD)
    if joined(shown) in map(joined, words):
        raise Refusal("import.forbidden_is_word", word=shown)
    return shown, words, once(repairs)


def clean(text: str, repairs: list[Said]) -> str:
    """The text as a person reads it: no HTML, no characters that nobody sees, plain spaces; quotation marks and dashes as they are.

    `repairs` gets what was left out or put in the place of something. Raises Refusal for letters that were lost before.
    """
    if PLAIN.fullmatch(text):
        return text  # most are, and there may be many
    if "\ufffd" in text:
        raise Refusal("import.broken_letters")
    if pictures := media(text):
        repairs.append(Said("import.picture_left", {"name": ", ".join(pictures)}))
    shown = plain(text)
    kept = "".join(filter(_is_seen, unicodedata.normalize("NFC", shown)))
    if any(not _is_seen(char) or (char != " " and unicodedata.category(char) == "Zs") for char in text):
        repairs.append(Said("import.invisible"))
    if not kept and not pictures and LONE_TAG.fullmatch(text.strip()):
        kept = text  # a question about HTML
    return "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip()


def unlabelled(options: list[str]) -> list[str]:
    """Without the letters in front, where every option has its own (`A. satu`, `B. dua`): phones show letters anyway."""
    filled = [(n, option) for n, option in enumerate(options) if option]
    labels = [LABELLED.match(option) for _, option in filled]
    if len(filled) > 1 and all(label and label[1].lower() == "abcdefghij"[n : n + 1] for (n, _), label in zip(filled, labels, strict=True)):
        return [LABELLED.sub("", option, count=1) for option in options]
    return options


def _is_seen(char: str) -> bool:
    return char in "\n\t\r" or (unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co") and char not in "\ufffe\uffff")


def _refuse(key: str) -> str:
    raise Refusal(key)


def once(repairs: Iterable[Said]) -> list[Said]:
    """Each repair once, in order."""
    found: list[Said] = []
    for repair in repairs:
        if repair not in found:
            found.append(repair)
    return found


def _options(texts: Sequence[str], right: set[int], lost: Sequence[int], repairs: list[Said]) -> tuple[list[str], list[bool]]:
    """The options that are left, and which are right; `lost` held nothing but a picture. Raises Refusal."""
    if not right:
        raise Refusal("import.no_key")
    for n in sorted(right):
        if not 0 <= n < len(texts) or not texts[n]:
            raise Refusal("import.key_empty", n=n + 1)
    filled = [n for n, text in enumerate(texts) if text]
    if gaps := [n + 1 for n, text in enumerate(texts) if not text and (n < filled[-1] or n in lost)]:
        repairs.append(Said("import.option_empty", {"n": ", ".join(map(str, gaps))}))
    found: dict[str, bool] = {}
    for n in filled:
        text, key = " ".join(texts[n].split()), n in right
        if text in found:
            if found[text] != key:
                raise Refusal("import.same_right_wrong", text=text)
            repairs.append(Said("import.option_twice", {"text": text}))
        if ALTERED_BY_EXCEL.fullmatch(text):
            repairs.append(Said("import.maybe_date", {"text": text}))
        found[text] = key
    if len(found) < 2:
        raise Refusal("import.few_options", count=len(found))
    if all(found.values()) and lost:
        raise Refusal("import.option_picture", n=", ".join(str(n + 1) for n in lost))
    if all(found.values()):
        raise Refusal("import.all_right")
    return list(found), list(found.values())


def _item(kind: str, text: str, repairs: list[Said], *, seconds: float | None = None, why: str = "", **fields: object) -> Made:
    item: Json = {"type": kind, "text": {"id": text}, **fields}
    _add(item, repairs, seconds, why)
    return Made(item, once(repairs))


def _add(item: Json, repairs: list[Said], seconds: float | None, why: str) -> None:
    if seconds is not None and seconds > 0:
        kept = min(max(seconds, FEWEST_SECONDS), MOST_SECONDS)
        if kept != seconds:
            repairs.append(Said("import.seconds", {"given": f"{seconds:g}", "kept": kept}))
        item["seconds"] = int(kept) if kept == int(kept) else kept
    if explanation := clean(why, repairs):
        item["explanation"] = {"id": explanation}


def _guess(
    word: str, clues: Sequence[str], others: Sequence[str], repairs: list[Said], *, seconds: float | None = None, why: str = ""
) -> Made:
    item: Json = {"type": "guess", "word": {"id": _word(word)}, "clues": [{"id": clue} for clue in clues]}
    accept = list({joined(other): other for other in reversed(others) if joined(other) not in ("", joined(word))}.values())[::-1]
    kept = [other for other in accept if len(other) <= LONGEST_GUESS][:MOST_ACCEPTED]
    if left := [other for other in accept if other not in kept]:
        repairs.append(Said("import.answers_left", {"answers": ", ".join(left)}))
    if kept:
        item["accept"] = {"id": kept}
    _add(item, repairs, seconds, why)
    return Made(item, once(repairs))


def _word(word: str) -> str:
    """Raises Refusal for what no row of letter boxes can hold."""
    if not word:
        raise Refusal("import.no_word")
    if not any(char.isalpha() for char in joined(word)):
        raise Refusal("import.word_letters", word=word)
    part = max(word.replace("-", " ").split(), key=len)
    if len(word) > LONGEST_WORD:
        raise Refusal("import.word_long", word=word, length=len(word), most=LONGEST_WORD)
    if len(part) > LONGEST_PART:
        raise Refusal("import.word_long", word=part, length=len(part), most=LONGEST_PART)
    return word
