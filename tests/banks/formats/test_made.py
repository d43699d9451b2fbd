"""Words, numbers and their scales: what any format may ask of made.py."""

from __future__ import annotations

import pytest

from quizserver import rounds
from quizserver.banks.formats import Refusal
from quizserver.banks.formats.common import made, scales


def test_a_typed_answer_is_a_word_to_guess_with_the_question_as_its_clue() -> None:
    found = made.typed("Merasakan isi hati orang lain itu …", ["empati", "Empati", "rasa empati"])
    assert found.item == {
        "type": "guess",
        "word": {"id": "empati"},
        "clues": [{"id": "Merasakan isi hati orang lain itu …"}],
        "accept": {"id": ["rasa empati"]},
    }


@pytest.mark.parametrize(
    "answer, why",
    [
        ("", "import.no_answer"),
        ("…?!", "import.word_letters"),
        ("友達", "import.word_letters"),
        ("k" * 21, "import.word_long"),
        ("kata " * 11, "import.word_long"),
    ],
)
def test_an_answer_that_is_no_word_is_refused_by_name(answer: str, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        made.typed("Apa?", [answer])
    assert refused.value.said.key == why


@pytest.mark.parametrize("text", ["Berapa?", "Tahun berapa?", "Seberapa jauh?", "Kira-kira?", "Hm?"])
@pytest.mark.parametrize(
    "value, tolerance",
    [(0, 0), (1, 0), (4, 0), (4, 10), (1945, 0), (3.14, 0.005), (-7, 2), (17_508, 100), (0.001, 0), (1_000_000, 0), (999_999, 1)],
)
def test_a_number_gets_a_scale_that_its_round_type_takes(text: str, value: float, tolerance: float) -> None:
    item = made.number(text, value, tolerance).item
    rounds.discover()["estimate"].Question.model_validate({**item, "id": "angka", "explanation": {"id": "Begitu."}})
    assert item["min"] <= value - tolerance or value - tolerance < 0 <= value
    assert value + tolerance <= item["max"]
    assert item == made.number(text, value, tolerance).item


def test_the_answer_does_not_stand_in_the_middle_of_its_scale() -> None:
    places = set()
    for n in range(30):
        item = made.number(f"Soal {n}?", -500 - n, 0).item
        places.add(round((item["value"] - item["min"]) / (item["max"] - item["min"]), 2))
    assert all(abs(place - 0.5) > 0.09 for place in places)
    assert len(places) > 2


@pytest.mark.parametrize("value", [1_000_001, float("inf"), float("nan"), 1e300])
def test_a_number_beyond_the_scale_is_refused(value: float) -> None:
    with pytest.raises(Refusal):
        made.number("Berapa?", value, 0)


@pytest.mark.parametrize(
    "text, value",
    [
        ("3,5", 3.5),
        ("3.5", 3.5),
        ("17.508", 17_508),
        ("1,234,567", 1_234_567),
        ("−4", -4),
        ("12 000", 12_000),
        ("4a", None),
        ("1-2", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float | None) -> None:
    assert scales.number_in(text) == value


def test_a_typed_number_is_estimated() -> None:
    found = made.typed("Ada berapa pulau?", ["17508", "tujuh belas ribu"])
    assert found.item["type"] == "estimate"
    assert [repair.key for repair in found.repairs] == ["import.answers_left", "import.scale_made"]


@pytest.mark.parametrize("given, kept", [(1, 5), (20, 20), (900, 600), (0, None), (None, None)])
def test_a_time_outside_ours_is_set_to_the_nearest(given: float | None, kept: int | None) -> None:
    found = made.choice("Siapa?", ["aku", "kamu"], [0], seconds=given)
    assert found.item.get("seconds") == kept
    assert [repair.key for repair in found.repairs] == ([] if kept in (given, None) else ["import.seconds"])


def test_a_question_about_html_keeps_its_tags_and_a_picture_is_named() -> None:
    found = made.choice("Tanda baris baru?", ["<br>", "<b>", "<lb>"], [0])
    assert [option["text"]["id"] for option in found.item["options"]] == ["<br>", "<b>", "<lb>"]
    found = made.choice('<p>Apa ini? <img src="a/b.png"></p>', ["kucing", "anjing"], [0])
    assert found.item["text"] == {"id": "Apa ini?"}
    assert found.repairs[0].values == {"name": "b.png"}


def test_a_card_needs_forbidden_words_that_are_not_its_own() -> None:
    assert made.card("empati", ["rasa", "peduli", "rasa"])[:2] == ("empati", ["rasa", "peduli"])
    for forbidden in ([], ["Em-pati"], ["k" * 51], [str(n) for n in range(9)]):
        with pytest.raises(Refusal):
            made.card("empati", forbidden)


def test_a_scale_that_the_file_names_is_kept_when_it_will_do() -> None:
    def ends(value: float, *given: float) -> tuple[object, ...]:
        item = made.number("Berapa?", value, 0, ends=(given[0], given[1])).item
        return item["min"], item["max"], item["step"]

    assert ends(28, 0, 60) == (0, 60, 1)
    assert ends(70_000, 0, 100_000) == (0, 100_000, 100)
    for given in ((30, 60), (0, 0), (60, 0), (0.5, 60), (0, 1e12)):
        assert ends(28, *given) == ends(28, 30, 60), given


def test_steps_and_pages() -> None:
    assert made.order("Urutkan", ["a", "", "<b>b</b>"]).item["steps"] == [{"id": "a"}, {"id": "b"}]
    assert made.slide("<p>Halo</p>", "").item == {"type": "slide", "title": {"id": "Halo"}, "text": {"id": "Halo"}}
