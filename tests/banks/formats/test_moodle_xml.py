"""Moodle XML: its kinds, its weights, and the HTML and files within."""

from __future__ import annotations

import pytest

from quizserver.banks.formats import moodle_xml
from tests.banks.formats.conftest import key, parsed, read, refusals, said, source


def answer(text: str, fraction: str = "0", feedback: str = "", more: str = "") -> str:
    said_of_it = f"<feedback><text><![CDATA[{feedback}]]></text></feedback>"
    return f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>{said_of_it}{more}</answer>'


def question(kind: str, *answers: str, text: str = "<p>Siapa <b>menolong</b>?</p>", more: str = "", format: str = "html") -> str:
    asked = f'<questiontext format="{format}"><text><![CDATA[{text}]]></text>{more}</questiontext>'
    return f'<question type="{kind}"><name><text>Nama &amp; soal</text></name>{asked}{"".join(answers)}</question>'


def quiz(*questions: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n<!-- komentar -->{"".join(questions)}</quiz>'


ONE = question("multichoice", answer("<p>Guru BK</p>", "100", "Tepat"), answer("Tidak ada", "0", "Bukan"))


def test_one_right() -> None:
    assert moodle_xml.recognise(source(quiz(ONE)))
    (entry,) = parsed(moodle_xml, quiz(ONE))
    assert entry.item
    assert (entry.title, entry.item["text"]["id"], key(entry.item)) == ("Nama & soal", "Siapa menolong?", ["Guru BK"])
    assert entry.item["explanation"] == {"id": "Tepat"}
    assert said(entry) == ["import.feedback_left"]


def test_a_table_in_a_question_makes_no_spreadsheet_of_it() -> None:
    table = "<table><tr><td>Siapa menolong?</td></tr></table>"
    imported = read(quiz(question("multichoice", answer("Guru", "100"), answer("Ombak"), text=table)).encode())
    assert (imported.format, len(imported.items)) == ("moodle_xml", 1)


def test_several_right_by_fraction() -> None:
    several = question("multichoice", answer("a", "33.33333"), answer("b", "33.33333"), answer("c", "33.33333"), answer("d", "-100"))
    (entry,) = parsed(moodle_xml, quiz(several))
    assert entry.item
    assert key(entry.item) == ["a", "b", "c"]


def test_half_credit_is_not_right() -> None:
    (entry,) = parsed(moodle_xml, quiz(question("multichoice", answer("a", "100"), answer("b", "50"), answer("c"))))
    assert entry.item
    assert (key(entry.item), said(entry)) == (["a"], ["import.half_credit"])


@pytest.mark.parametrize(("right", "is_true"), [(("100", "0"), True), (("0", "100"), False)])
def test_a_statement(right: tuple[str, str], is_true: bool) -> None:
    (entry,) = parsed(moodle_xml, quiz(question("truefalse", answer("true", right[0]), answer("false", right[1], "Karena begitu"))))
    assert entry.item
    assert (entry.item["answer"], entry.item["explanation"]) == (is_true, {"id": "Karena begitu"})


def test_typed_answers_take_only_what_is_fully_right() -> None:
    typed = question("shortanswer", answer("berani", "100"), answer("nekat", "100"), answer("kuat", "50"), answer("*", "0"))
    (entry,) = parsed(moodle_xml, quiz(typed))
    assert entry.item
    assert (entry.item["word"]["id"], entry.item["accept"]) == ("berani", {"id": ["nekat"]})
    assert entry.repairs[0].values == {"answers": "kuat"}
    assert refusals(moodle_xml, quiz(question("shortanswer", answer("*ani", "100")))) == [("question 1", "import.wildcard")]


def test_numbers_with_tolerance() -> None:
    (entry,) = parsed(moodle_xml, quiz(question("numerical", answer("17.5", "100", more="<tolerance>0.5</tolerance>"), answer("*"))))
    assert entry.item
    assert (entry.item["value"], entry.item["tolerance"]) == (17.5, 0.5)
    assert refusals(moodle_xml, quiz(question("numerical", answer("banyak", "100")))) == [("question 1", "import.no_number")]


def test_steps_in_order() -> None:
    (entry,) = parsed(moodle_xml, quiz(question("ordering", answer("satu", "1"), answer("dua", "2"), answer("tiga", "3"))))
    assert entry.item
    assert [step["id"] for step in entry.item["steps"]] == ["satu", "dua", "tiga"]


@pytest.mark.parametrize(
    "kind", ["essay", "description", "matching", "cloze", "ddwtos", "gapselect", "calculated", "ddimageortext", "baru"]
)
def test_other_kinds_are_named_and_the_rest_goes_on(kind: str) -> None:
    first, second = parsed(moodle_xml, quiz(question(kind), ONE))
    assert first.why
    assert (first.why.key, first.why.values["kind"]) == ("import.kind_unknown", kind)
    assert second.item


def test_files_within_are_named_once() -> None:
    files = '<file name="foto.png" encoding="base64">iVBORw0KGgo=</file><file name="suara.mp3" encoding="base64">AA==</file>'
    picture = question("multichoice", answer("a", "100"), answer("b"), text='<img src="@@PLUGINFILE@@/foto.png">Apa?', more=files)
    (entry,) = parsed(moodle_xml, quiz(picture))
    assert [repair.values["name"] for repair in entry.repairs] == ["suara.mp3", "foto.png"]
    assert entry.item
    assert entry.item["text"] == {"id": "Apa?"}


def test_categories_tags_and_own_ids() -> None:
    category = '<question type="category"><category><text>$course$/top/Sikap baik</text></category></question>'
    tagged = ONE.replace("</question>", "<idnumber>sapa-1</idnumber><tags><tag><text>Berani</text></tag></tags></question>")
    first, second = parsed(moodle_xml, quiz(category, tagged, ONE))
    assert first.item
    assert (first.item["tags"], first.item["id"]) == (["berani", "sikap-baik"], "sapa-1")
    assert second.item
    assert "id" not in second.item
    assert first.where.values == {"n": 1}


def test_plain_text_and_markdown() -> None:
    plain = question("truefalse", answer("true", "100"), text="Apa <b>itu</b>?", format="plain_text")
    marked = question("truefalse", answer("true", "100"), text="Apa **itu**?", format="markdown")
    found = [entry.item["text"]["id"] for entry in parsed(moodle_xml, quiz(plain, marked)) if entry.item]
    assert found == ["Apa <b>itu</b>?", "Apa itu?"]


def test_what_is_missing_is_refused_alone() -> None:
    broken = [
        '<question type="multichoice"/>',
        "<question/>",
        question("truefalse", answer("true")),
        question("multichoice", answer("a", "x")),
    ]
    told = [why for _, why in refusals(moodle_xml, quiz(ONE, *broken))]
    assert told == ["import.no_question", "import.kind_unknown", "import.no_key", "import.no_key"]


def test_other_xml_is_none() -> None:
    for text in ("<html/>", "<quiz/>", "halo", '<assessmentItem xmlns="x"/>'):
        assert not moodle_xml.recognise(source(text))
