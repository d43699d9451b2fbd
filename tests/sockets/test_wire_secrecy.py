"""Every byte that reaches a phone before a reveal, searched for the key; and whether its size tells what the words do not.

All phones of this file sit behind a `Tap` that keeps what the server sends them: events, acks, what a returning phone gets, pages,
static files. The questions have keys that stand nowhere else.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from quizserver.bench.wire import phone_auth
from quizserver.settings import shipped
from tests.server import Hall, Json, Line, Poller, Tap, both, until

pytestmark = pytest.mark.server

STATIC = sorted(path.relative_to(shipped("static")).as_posix() for path in shipped("static").rglob("*") if path.is_file())
WORDS = [f"words/{surface}.{lang}.js" for surface in ("phone", "screen", "desk") for lang in ("id", "en")]


@dataclass(frozen=True)
class Secret:
    """A question, what phones may not learn of it before its end, and the names of fields that only a reveal has."""

    question: Json
    words: tuple[str, ...]
    fields: tuple[str, ...]
    answers: tuple[Json, ...]


CHOICE = Secret(
    {
        "id": "rahasia-pilihan",
        "type": "choice",
        "text": both("Mana yang benar?"),
        "options": [{"text": both(text), "right": text == "Biru"} for text in ("Merah", "Biru", "Hijau", "Kuning")],
        "explanation": both("Penjelasanzxq pilihan."),
        "notes": both("Catatanzxq pemandu."),
    },
    ("Penjelasanzxq", "Catatanzxq", "rahasia-pilihan"),
    ("right", "reveal", "explanation", "shares", "notes", "result"),
    ({"picks": [0]}, {"picks": [1]}, {"picks": [3]}),
)
GUESS = Secret(
    {
        "id": "rahasia-kata",
        "type": "guess",
        "word": {"id": "kwartzupa", "en": "vexmiljor"},
        "clues": [both("Petunjukzxa satu"), both("Petunjukzxb dua"), both("Petunjukzxc tiga")],
        "accept": {"id": ["plimbongor"], "en": ["drelfonta"]},
        "near": {"id": ["kwartzupakan"], "en": ["vexmiljored"]},
        "explanation": both("Penjelasanzxq kata."),
    },
    ("kwartzupa", "vexmiljor", "plimbongor", "drelfonta", "Penjelasanzxq", "Petunjukzxb", "Petunjukzxc", "rahasia-kata"),
    ("reveal", "word", "accept", "near", "leaked", "explanation"),
    ({"text": "jeruk"}, {"text": "kwartzup"}, {"text": "apel"}),
)
VERDICT = Secret(
    {
        "id": "rahasia-kasus",
        "type": "verdict",
        "text": both("Satu kelas mendiamkan A."),
        "key": "O",
        "tests": {name: {"met": True, "why": both(f"Alasanzxq {name}.")} for name in ("hurts", "repeats", "unequal", "asked_stop")},
        "explanation": both("Penjelasanzxq kasus."),
        "talk": both("Obrolanzxq kasus."),
    },
    ("Alasanzxq", "Penjelasanzxq", "Obrolanzxq", "Belum perundungan, tetapi", "Not bullying yet", "rahasia-kasus"),
    ("reveal", "key", "verdicts", "headline", "tests", "explanation", "talk", "shares", "result"),
    ({"verdict": "yes"}, {"verdict": "depends"}, {"verdict": "no"}),
)
ORDER = Secret(
    {
        "id": "rahasia-urutan",
        "type": "order",
        "text": both("Apa urutannya?"),
        "steps": [both(text) for text in ("Lihat", "Temani", "Dengarkan", "Ceritakan")],
        "explanation": both("Penjelasanzxq urutan."),
    },
    ("Penjelasanzxq", "rahasia-urutan"),
    ("reveal", "right", "explanation", "shares", "result"),
    ({"order": [0, 1, 2, 3]}, {"order": [3, 2, 1, 0]}, {"order": [1, 0, 3, 2]}),
)
ESTIMATE = Secret(
    {
        "id": "rahasia-angka",
        "type": "estimate",
        "text": both("Berapa?"),
        "min": 0,
        "max": 900_000,
        "step": 1_000,
        "value": 737_417,
        "explanation": both("Penjelasanzxq angka."),
    },
    ("737417", "Penjelasanzxq", "rahasia-angka"),
    ("reveal", "explanation", "tolerance", "bins", "right_bin", "result"),
    ({"value": 0}, {"value": 100_000}, {"value": 200_000}),
)
SECRETS = {"choice": CHOICE, "guess": GUESS, "verdict": VERDICT, "order": ORDER, "estimate": ESTIMATE}


@pytest.fixture
def tap(hall: Hall) -> Iterator[Tap]:
    with Tap(hall.air, hall.port) as tap:
        yield tap


def heard(tap: Tap) -> str:
    """All that the phones were sent, with what JSON and HTML escape written out."""
    text = tap.heard.decode("utf-8", "replace")
    return text + re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def play_until_the_close(hall: Hall, tap: Tap, secret: Secret) -> list[Line]:
    """Phones of both languages do all a phone can do while the question is open."""
    lines = [hall.phone(lang=lang, url=tap.url) for lang in ("id", "en", "id")]
    for line in lines:
        line.join()
    hall.go_to("ready")
    hall.go_to("open")
    for line, payload in zip(lines, secret.answers, strict=True):
        line.sees("open")
        line.answer(**payload)
        line.answer(round="x")
        line.verb("spin")
        line.verb("ask_code")
        line.verb("advance", step="0.lobby.0.game.runs")
        line.raw("40/screen," + json.dumps({"protocol": 1}))
    back = [hall.phone(line.token, lang, url=tap.url) for line, lang in zip(lines, ("id", "en", "en"), strict=True)]
    for line in back:
        line.sees("open")
    Poller(tap.url, phone_auth("e" * 32)).verb("join")
    hall.screen.verb("pause", on=True)
    hall.screen.verb("pause", on=False)
    return back


@pytest.mark.parametrize("kind", SECRETS)
def test_nothing_of_the_key_reaches_a_phone_before_the_reveal(hall: Hall, tap: Tap, kind: str) -> None:
    secret = SECRETS[kind]
    hall.open_room(secret.question, {**CHOICE.question, "id": "berikut", "text": both("Soalberikutzxq?")})
    back = play_until_the_close(hall, tap, secret)
    early = heard(tap)
    assert [word for word in (*secret.words, "Soalberikutzxq") if word.lower() in early.lower()] == []
    assert [field for field in secret.fields if f'"{field}":' in early] == []
    assert len(early) > 2_000, "the tap must have heard the phones"

    hall.go_to("closed")
    for line in back:
        line.sees("closed")
    late = heard(tap)
    assert "Penjelasanzxq" in late, "the search would have found it"
    assert "Soalberikutzxq" not in late, "the next question is not on its way yet"


def test_talking_and_voting_again_tells_a_phone_no_more(hall: Hall, tap: Tap) -> None:
    hall.open_room(VERDICT.question)
    lines = [hall.student(url=tap.url) for _ in VERDICT.answers]
    hall.go_to("open")
    for line, payload in zip(lines, VERDICT.answers, strict=True):
        line.sees("open")
        line.answer(**payload)
    assert hall.screen.verb("act", round=1, action="again", payload={})["ok"]
    for step in ("talk", "again"):
        for line in lines:
            until(lambda line=line, step=step: line.view["round"]["step"] == step, step)
            assert line.answer(**VERDICT.answers[0])["ok"] is (step == "again")
        hall.advance()
    assert all(back.sees("open") for back in [hall.phone(line.token, url=tap.url) for line in lines])
    early = heard(tap)
    assert [word for word in VERDICT.words if word.lower() in early.lower()] == []
    assert [field for field in (*VERDICT.fields, "before") if f'"{field}":' in early] == []


def test_letters_and_clues_come_only_with_their_step(hall: Hall, tap: Tap) -> None:
    hall.open_room(GUESS.question)
    ani = hall.student(url=tap.url)
    hall.go_to("open")
    ani.sees("open")
    for clues, letters in ((1, 0), (2, 2), (3, 4)):
        body = until(lambda n=clues: (b := ani.view["round"]["body"])["clues"][n - 1 :] and b, f"clue {clues}")
        assert len(body["clues"]) == clues
        assert sum(letter is not None for word in body["words"] for letter in word) == letters
        assert "kwartzupa" not in heard(tap)
        hall.advance()


def test_pages_and_files_hold_no_key_and_no_question(hall: Hall, tap: Tap) -> None:
    hall.open_room(*(secret.question for secret in SECRETS.values()))
    ani = hall.student(url=tap.url)
    hall.go_to("open")
    ani.sees("open")
    page = hall.get("/").body.decode()
    release = re.search(r"/static/([0-9a-f]+)/", page)
    assert release
    bank_files = ("soal.yaml", "program-tes.yaml", "question_banks/soal.yaml", "banks/soal.yaml", "data/journal.sqlite3")
    paths = [
        *("/", f"/{room_code(hall)}", "/?lang=en", "/screen", "/desk", "/qr", "/qr/game.svg", "/qr/wifi.svg", "/healthz", "/start/x"),
        *("/favicon.ico", "/pair/x", "/socket.io/?EIO=4&transport=polling", "/api", "/banks", "/journal", "/report", "/.git/config"),
        *(f"/{name}" for name in bank_files),
        *(f"/static/{release[1]}/{name}" for name in (*STATIC, *WORDS, *bank_files)),
        *(f"/static/{release[1]}/{up}{name}" for up in ("../", "..%2f", "%2e%2e/") for name in bank_files),
    ]
    for path in paths:
        hall.get(path, base=tap.url)
    text = heard(tap).lower()
    assert "export default" in text, "the words modules were read"
    words = {word for secret in SECRETS.values() for word in secret.words}
    assert [word for word in words if word.lower() in text] == []


def room_code(hall: Hall) -> str:
    journal = sqlite3.connect(hall.folder / "data" / "journal.sqlite3")
    found = journal.execute("SELECT body FROM facts WHERE kind = 'room_opened' ORDER BY wall DESC").fetchone()
    journal.close()
    return str(json.loads(found[0])["code"])


def twin(secret: Secret, **changes: Any) -> tuple[Json, Json]:
    return secret.question, {**secret.question, **changes}


def options(right: str) -> list[Json]:
    return [{"text": both(text), "right": text in right.split()} for text in ("Merah", "Biru", "Hijau", "Kuning")]


TWINS: dict[str, tuple[tuple[Json, Json], tuple[Json, ...]]] = {
    "choice": (twin(CHOICE, options=options("Kuning"), explanation=both("Lain, dan jauh lebih panjang.")), CHOICE.answers),
    "choice, several": (
        (CHOICE.question | {"options": options("Biru Merah")}, CHOICE.question | {"options": options("Biru Merah Hijau")}),
        ({"picks": [0, 1]}, {"picks": [1, 2]}, {"picks": [0, 1, 2]}),
    ),
    "statement": (
        tuple({**{k: v for k, v in CHOICE.question.items() if k != "options"}, "answer": key} for key in (True, False)),  # type: ignore[dict-item]
        ({"picks": [0]}, {"picks": [1]}, {"picks": [0]}),
    ),
    "guess": (
        twin(GUESS, word={"id": "plumdorek", "en": "zintabolu"}, accept={}, near={}),
        ({"text": "jeruk"}, {"text": "apel"}, {"text": "salak"}),
    ),
    "verdict": (twin(VERDICT, key="Y", forms=["verbal", "siber"], explanation=both("Lain.")), VERDICT.answers),
    "order": (twin(ORDER, steps=ORDER.question["steps"][::-1], explanation=both("Lain.")), ORDER.answers),
    "estimate": (twin(ESTIMATE, value=612_000, tolerance=9, explanation=both("Lain.")), ESTIMATE.answers),
    "verdict, tell": (
        (
            {**{k: v for k, v in VERDICT.question.items() if k != "tests"}, "ask": "tell", "key": "L"},
            {**{k: v for k, v in VERDICT.question.items() if k != "tests"}, "ask": "tell", "key": "bukan"},
        ),
        VERDICT.answers,
    ),
}
"""Pairs of questions that differ in their key alone, and what three phones answer to both."""


def sizes(hall: Hall, question: Json, answers: tuple[Json, ...]) -> list[tuple[str, int]]:
    """Names and sizes of all messages and acks that phones get until the close; what is random or counts time is left out."""
    hall.open_room(question)
    lines = [hall.student() for _ in answers]
    hall.go_to("open")
    for line, payload in zip(lines, answers, strict=True):
        line.sees("open")
        assert line.answer(**payload)["ok"]
    back = [hall.phone(line.token) for line in lines]
    for line, older in zip(back, lines, strict=True):
        line.sees("open")
        until(lambda older=older: older.events("bye"), "the older connection's last word")
        until(lambda line=line: {"view", "you"} <= {seen.name for seen in line.wire.seen}, "both views")
    took = [(seen.name, seen.data) for line in (*lines, *back) for seen in line.wire.seen]
    took += [("ack", ack.data) for line in lines for ack in line.wire.acks.values()]
    return sorted((name, len(json.dumps(without_chance(data)))) for name, data in took)


def without_chance(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: without_chance(value) for key, value in data.items() if key not in ("left", "next_step_in", "name")}
    return data


@pytest.mark.parametrize("kind", TWINS)
def test_the_size_of_messages_tells_nothing_of_the_key(hall: Hall, kind: str) -> None:
    (one, other), answers = TWINS[kind]
    assert sizes(hall, one, answers) == sizes(hall, other, answers)


def test_the_right_option_stands_anywhere(hall: Hall) -> None:
    """A bank's habit of naming the right option first must not show on the phones."""
    hall.open_room(*({**CHOICE.question, "id": f"biru-{n}"} for n in range(8)))
    ani = hall.student()
    places = set()
    for number in range(1, 9):
        hall.go_to("open", number)
        shown = until(lambda n=number: (now := ani.view.get("round", {})).get("number") == n and "body" in now and now, "the question")
        places.add(shown["body"]["options"].index("Biru"))
    assert len(places) > 1


def test_the_log_of_a_whole_visit_names_nobody(fresh_hall: Hall) -> None:
    hall = fresh_hall
    source = "127.9.8.7"
    with Tap(hall.air, hall.port, source=source) as tap:
        hall.open_room(GUESS.question, CHOICE.question)
        lines = [hall.student(url=tap.url) for _ in range(3)]
        poller = Poller(tap.url, phone_auth("d" * 32))
        poller.verb("join")
        hall.go_to("open")
        misbehave: list[Callable[[Line], Any]] = [
            lambda line: line.raw("x"),
            lambda line: line.raw('42/phone,9["*",{}]'),
            lambda line: line.raw("42/phone,9[" + "[" * 30_000),
        ]
        for line, bad in zip(lines, misbehave, strict=True):
            line.sees("open")
            line.answer(text="tebakanrahasia")
            bad(line)
        for path in ("/", "/screen", "/nothing-here", "/start/wrong", "/socket.io/?EIO=4&transport=polling&sid=tebakanrahasia"):
            hall.get(path, base=tap.url, User_Agent="tebakanrahasia")
        hall.get("/socket.io/?EIO=4&transport=polling", base=tap.url, Origin="http://tebakanrahasia.example")
    tokens = [line.token for line in lines] + ["d" * 32]
    name = hall.phone(lines[0].token).you["player"]["name"]
    hall.go_to("closed")
    hall.restart()
    hall.close_room()
    said = hall.output
    for private in (*tokens, name, source, "tebakanrahasia", hall.cookie, *GUESS.words):
        assert private not in said
    lines_said = [line for line in said.splitlines() if line]
    assert len(lines_said) <= 12, f"two starts say a few lines each, and nothing else: {said}"


def test_no_name_and_no_address_is_on_the_disk(fresh_hall: Hall) -> None:
    hall = fresh_hall
    with Tap(hall.air, hall.port, source="127.9.8.7") as tap:
        hall.open_room(CHOICE.question)
        hall.student(url=tap.url)
        kept = [path.read_bytes() for path in Path(hall.folder / "data").rglob("*") if path.is_file()]
    assert not any(b"127.9.8.7" in content for content in kept)
