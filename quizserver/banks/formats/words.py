"""Words: lists of words to guess, with or without clues, and decks of cards with forbidden words. As text, csv, Excel or JSON.

A text is a word list only if it looks like one: short lines that are no sentences. What a deck or a word becomes: made.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from quizserver.banks.cautions import given_names
from quizserver.banks.formats import Entry, Refusal, Said, at_line, at_number, at_row
from quizserver.banks.formats.common import made
from quizserver.banks.formats.common.columns import named
from quizserver.banks.formats.common.made import MOST_CARDS, MOST_FORBIDDEN, Made
from quizserver.banks.sources.cells import MOST_ROWS, Table
from quizserver.banks.sources.source import Source
from quizserver.banks.sources.unreadable import Unreadable

TITLE = {"id": "Daftar kata dan kartu tabu (teks, CSV, Excel, JSON)", "en": "Word lists and taboo cards (text, CSV, Excel, JSON)"}
ENDINGS = (".txt", ".csv", ".xlsx", ".json")

WORD = re.compile(
    r"((target|guess|main|secret|kata) )?(word|kata|kunci|target|istilah|term|card|kartu|front|guess|tebak(an)?|jawaban|answer)$"
)
FORBIDDEN = re.compile(r"(forbidden|taboo|tabu|terlarang|kata (terlarang|tabu|larangan)|larangan|dilarang|banned|jangan)( words?)? ?\d*$")
CLUE = re.compile(r"(clue|hint|petunjuk|kisi|definition|definisi|arti|makna|deskripsi|description|meaning|keterangan|back)s? ?\d*$")
WHY = re.compile(r"(explanation|penjelasan|pembahasan)$")
KEY = re.compile(r"kunci|jawaban|answer|card|kartu")
NUMBERS = {"no", "nomor", "#"}
"""What may stand beside a column of words; beside a column of keys it is a list of keys."""

LONGEST_WORD = 40
MOST_WORDS_IN_ONE = 4
FEWEST_LINES = 2
FEWEST_NAMES = 2
LABELLED = re.compile(r"(?P<word>[^:\t]{1,60}?)(?:\s*:\s+|\t+|\s+[-–—=]\s+)(?P<rest>.+)")
BULLET = re.compile(r"^(?:(?:[-*•]|\d{1,3}[.)])\s+|\d{1,3}\t)")
TITLES = re.compile(r"(daftar|list|kumpulan|kartu) ")
"""How the title above a column of words begins."""

LIST_NAMES = ("words", "kata", "list", "daftar", "items")
"""What a list of words inside an object is called."""

NO_WORD = re.compile(r"[.!?=;{}<>,\"]|::|//")
APART = re.compile(r"\s*[,;|/\n]\s*")


class Found(NamedTuple):
    """A word of the file and where it stands, with its clues or the words that are forbidden with it."""

    where: Said
    word: str
    clues: Sequence[str] = ()
    why: str = ""
    forbidden: Sequence[str] = ()
    odd: Said | None = None


class Columns(NamedTuple):
    """The row of the header, and the columns of each, from 0."""

    row: int
    word: int
    clues: list[int]
    forbidden: list[int]
    why: list[int]


def recognise(source: Source) -> bool:
    return next(iter(_found(source)), None) is not None


def parse(source: Source) -> Iterator[Entry]:
    found, cards = list(_found(source)), list[Found]()
    if _are_people([one.word for one in found]):
        raise Refusal("import.people")
    for one in found:
        if one.forbidden:
            cards.append(one)
        else:
            yield made.entry(one.where, one.word, partial(_word, one))
    yield from _decks(cards, source.name)


def _are_people(words: Sequence[str]) -> bool:
    """Whether this is a list of children: a third of the entries has a given name in it."""
    children = sum(1 for word in words if given_names() & set(word.casefold().split()))
    return children >= FEWEST_NAMES and children * 3 >= len(words)


def _word(one: Found) -> Made:
    if one.odd:
        raise Refusal("import.in_column", column="A", why=one.odd)
    return made.word(one.word, one.clues, why=one.why)


def _decks(cards: Sequence[Found], name: str) -> Iterator[Entry]:
    """Decks of as many cards as one holds; a card that is refused is an entry of its own."""
    good: list[tuple[Found, str, list[str], list[Said]]] = []
    seen: dict[str, Said] = {}
    for one in cards:
        try:
            word, forbidden, repairs = made.card(one.word, one.forbidden)
            if word.casefold() in seen:
                raise Refusal("import.twice", where=seen[word.casefold()])
        except Refusal as refusal:
            yield Entry(one.where, made.one_line(one.word), why=refusal.said)
            continue
        seen[word.casefold()] = one.where
        good.append((one, word, forbidden, repairs))
    title = made.one_line(re.sub(r"\.\w+$", "", name).replace("_", " ").replace("-", " ")).capitalize()[:60] or "Kartu"
    for n in range(0, len(good), MOST_CARDS):
        part = good[n : n + MOST_CARDS]
        shown = f"{title} {n // MOST_CARDS + 1}" if len(good) > MOST_CARDS else title
        repairs = [repair for _, _, _, some in part for repair in some]
        deck = made.deck(shown, [(word, forbidden) for _, word, forbidden, _ in part])
        yield Entry(part[0][0].where, shown, deck.item, repairs=made.once(repairs))


def _found(source: Source) -> Iterator[Found]:
    if source.text and source.text.lstrip()[:1] in ("{", "["):
        yield from _in_json(source.json)
        return
    tables = [(table, columns) for table in source.tables if (columns := _columns(table))]
    if tables:
        for table, columns in tables:
            yield from _in_table(table, columns, len(tables) > 1)
    elif source.text:
        yield from _in_text(source.text)
    else:
        yield from _in_columns(source.tables)


def _columns(table: Table) -> Columns | None:
    for at, cells in enumerate(table.rows[:20]):
        names = [named(cell) for cell in cells]
        word = next((n for n, name in enumerate(names) if WORD.match(name)), None)
        if word is None:
            continue
        forbidden = [n for n, name in enumerate(names) if FORBIDDEN.match(name)]
        clues = [n for n, name in enumerate(names) if CLUE.match(name)]
        others = [name for n, name in enumerate(names) if name and n != word]
        is_list = not others or (set(others) <= NUMBERS and not KEY.match(names[word]))
        if forbidden or clues or is_list:
            return Columns(at, word, clues, forbidden, [n for n, name in enumerate(names) if WHY.match(name)])
    return None


def _in_table(table: Table, columns: Columns, several: bool) -> Iterator[Found]:
    def cells(at: int, columns: Sequence[int]) -> list[str]:
        return [cell for n in columns if n < len(table.rows[at]) and (cell := table.rows[at][n])]

    if table.is_cut:
        raise Unreadable("import.too_many_rows", most=MOST_ROWS)
    for at in range(columns.row + 1, len(table.rows)):
        if not (given := cells(at, [columns.word])):
            continue
        not_said = cells(at, columns.forbidden)
        if len(not_said) == 1:
            not_said = APART.split(not_said[0])
        read = (columns.word, *columns.clues, *columns.forbidden, *columns.why)
        odd = next((table.odd[at, n] for n in read if (at, n) in table.odd), None)
        where, why = at_row(at + 1, table.name if several else ""), " ".join(cells(at, columns.why))
        yield Found(where, given[0], cells(at, columns.clues), why, not_said, odd)


def _in_columns(tables: Sequence[Table]) -> Iterator[Found]:
    """Sheets that hold one column of words and nothing else, without a header. Nothing, if they do not look like words."""
    filled = [(table, at, row) for table in tables for at, row in enumerate(table.rows) if any(row)]
    if filled and TITLES.match(named(filled[0][2][-1])):
        del filled[0]
    if len(filled) < FEWEST_LINES or len({len(row) for _, _, row in filled}) > 1:
        return
    if all(sum(map(bool, row)) == 1 and _is_word(row[-1]) and not row[-1].isdecimal() for _, _, row in filled):
        for table, at, row in filled:
            where = at_row(at + 1, table.name if len(tables) > 1 else "")
            yield Found(where, row[-1], odd=table.odd.get((at, len(row) - 1)))


def _in_text(text: str) -> Iterator[Found]:
    """One word a line, with a clue behind a colon or tab. Nothing, if the lines do not look like words."""
    lines = [(n, BULLET.sub("", line.strip(), count=1)) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    lines = [(n, line) for n, line in lines if not line.startswith("#")]
    if lines and WORD.match(named(lines[0][1])):
        del lines[0]
    if len(lines) == 1 and all(map(_is_word, words := APART.split(lines[0][1]))) and len(words) > FEWEST_LINES:
        yield from (Found(at_line(lines[0][0]), word) for word in words)
    if len(lines) < FEWEST_LINES:
        return
    found = [_line(n, line) for n, line in lines]
    if any(one is None for one in found):
        return
    yield from (one for one in found if one)


def _line(n: int, line: str) -> Found | None:
    labelled = LABELLED.fullmatch(line)
    word = labelled["word"] if labelled else line
    if not _is_word(word) or (labelled and (WORD.match(named(word)) or FORBIDDEN.match(named(word)))):
        return None  # `Jawaban: B` is of another format
    return Found(at_line(n), word, [clue.strip() for clue in labelled["rest"].split("\t")] if labelled else [])


def _is_word(text: str) -> bool:
    return len(text) <= LONGEST_WORD and len(text.split()) <= MOST_WORDS_IN_ONE and not NO_WORD.search(text)


def _in_json(value: Any) -> Iterator[Found]:
    """`["kata", …]`, `{"word": ["forbidden", …]}`, `[{"word": …, "taboo": […]}]`, `[["word", ["forbidden", …]], …]`, or such a list
    inside an object."""
    if isinstance(value, Mapping):
        inner = [one for one in value.values() if isinstance(one, list) and one and isinstance(one[0], Mapping)]
        if len(inner) == 1 or (inner and len(inner) == len(value)):
            yield from _in_json([one for words in inner for one in words])
            return
        named_list = next((value[name] for name in LIST_NAMES if isinstance(value.get(name), list)), None)
        if named_list:
            yield from _in_json(named_list)
            return
        lists = [words for words in value.values() if isinstance(words, list) and words and all(isinstance(one, str) for one in words)]
        if len(lists) < len(value):
            return
        if all(len(words) > MOST_FORBIDDEN for words in lists):
            yield from _in_json([word for words in lists for word in words])
            return
        yield from (Found(at_number(n), word, forbidden=words) for n, (word, words) in enumerate(value.items(), start=1))
    elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        if sum(map(_is_word, value)) * 2 > len(value):
            yield from (Found(at_number(n), word) for n, word in enumerate(value, start=1))
    elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        found = [_object(n, one) for n, one in enumerate(value, start=1)]
        if all(found):
            yield from (one for one in found if one)
    elif isinstance(value, list) and value and all(map(_is_card, value)):
        yield from (Found(at_number(n), word, forbidden=words) for n, (word, words) in enumerate(value, start=1))


def _is_card(one: Any) -> bool:
    """`["word", ["forbidden", …]]`."""
    if not (isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) and isinstance(one[1], list)):
        return False
    return all(isinstance(word, str) for word in one[1])


def _object(n: int, one: Mapping[str, Any]) -> Found | None:
    words = [value for name, value in one.items() if WORD.match(named(name)) and isinstance(value, str)]
    if not words:
        return None
    return Found(at_number(n), words[0], _texts(one, CLUE), " ".join(_texts(one, WHY)), _texts(one, FORBIDDEN))


def _texts(one: Mapping[str, Any], names: re.Pattern[str]) -> list[str]:
    texts: list[str] = []
    for name, value in one.items():
        if names.match(named(name)):
            several = APART.split(str(value)) if names is FORBIDDEN else [str(value)]
            texts += [str(text) for text in value] if isinstance(value, list) else several if value else []
    return texts
