"""QTI packages and items, from 1.2 to 3.0."""

from __future__ import annotations

from typing import Any

import pytest

from quizserver.banks.formats import Entry, qti
from quizserver.banks.importing import say
from tests.banks.formats.conftest import key, parsed, read, refusals, said, source, zipped

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CHOICES = '<simpleChoice identifier="A">Tidak ada</simpleChoice><simpleChoice identifier="B"><p>Guru BK</p></simpleChoice>'
THIRD = '<simpleChoice identifier="C">Teman</simpleChoice>'


def correct(*values: str, kind: str = "single", base: str = "identifier", mapping: str = "") -> str:
    listed = "".join(f"<value>{value}</value>" for value in values)
    given = f"<correctResponse>{listed}</correctResponse>" if values else ""
    return f'<responseDeclaration identifier="R" cardinality="{kind}" baseType="{base}">{given}{mapping}</responseDeclaration>'


def mapped(**worth: float) -> str:
    return "<mapping>" + "".join(f'<mapEntry mapKey="{name}" mappedValue="{value}"/>' for name, value in worth.items()) + "</mapping>"


def item(declaration: str, body: str, namespace: str = NAMESPACE, after: str = "") -> str:
    head = f'<?xml version="1.0"?><assessmentItem xmlns="{namespace}" identifier="i" title="Judul">'
    return f"{head}{declaration}<itemBody>{body}</itemBody>{after}</assessmentItem>"


def choice(choices: str = CHOICES) -> str:
    return (
        f'<p>Di sekolah</p><choiceInteraction responseIdentifier="R"><prompt>Siapa <b>menolong</b>?</prompt>{choices}</choiceInteraction>'
    )


def manifest(*paths: str, kind: str = "imsqti_item_xmlv2p1") -> str:
    resources = "".join(f'<resource identifier="r" type="{kind}" href="{path}"><file href="{path}"/></resource>' for path in paths)
    return f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{resources}</resources></manifest>'


def one(content: Any) -> Entry:
    (entry,) = parsed(qti, content)
    assert entry.item, entry.why
    return entry


@pytest.mark.parametrize("namespace", [NAMESPACE, NAMESPACE.replace("2p1", "2p2"), NAMESPACE.replace("2p1", "2p0"), "", "urn:lain"])
def test_a_bare_item_in_each_version(namespace: str) -> None:
    text = item(correct("B"), choice(), namespace)
    assert qti.recognise(source(text))
    entry = one(text)
    assert entry.item
    assert (entry.title, entry.item["text"]["id"], key(entry.item)) == ("Judul", "Di sekolah\nSiapa menolong?", ["Guru BK"])


def test_version_3_with_its_own_names() -> None:
    text = (
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" title="Judul"><qti-response-declaration identifier="R" '
        'cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response>'
        '</qti-response-declaration><qti-item-body><qti-choice-interaction response-identifier="R"><qti-prompt>Apa?</qti-prompt>'
        '<qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b</qti-simple-choice>'
        "</qti-choice-interaction></qti-item-body></qti-assessment-item>"
    )
    entry = one(text)
    assert entry.item
    assert key(entry.item) == ["b"]


def test_a_package_in_the_order_of_its_manifest() -> None:
    files = {
        "imsmanifest.xml": manifest("items/b.xml", "items/a%20x.xml", "../../etc/passwd", "tidak-ada.xml"),
        "items/a x.xml": item(correct("B"), choice()),
        "items/b.xml": item(correct("A"), choice()),
        "items/lain.xml": item(correct("A"), choice()),
    }
    assert qti.recognise(source(files))
    assert [say(entry.where, "en") for entry in parsed(qti, files)] == [
        "file items/b.xml in the package",
        "file items/a x.xml in the package",
    ]


def test_what_the_manifest_names_and_the_package_lacks_is_told() -> None:
    files = {"imsmanifest.xml": manifest("a.xml", "hilang.xml"), "a.xml": item(correct("B"), choice())}
    (note,) = read(zipped(files)).notes
    assert (note.key, note.values) == ("import.parts_missing", {"count": 1, "paths": "hilang.xml"})
    lost = read(zipped({"imsmanifest.xml": manifest(*(f"{n}.xml" for n in range(9)))}))
    assert (lost.format, lost.items, lost.notes[0].values) == (
        "qti",
        [],
        {"count": 9, "paths": "0.xml, 1.xml, 2.xml, 3.xml, 4.xml, …"},
    )
    whole = {"imsmanifest.xml": manifest("a.xml"), "a.xml": item(correct("B"), choice())}
    assert read(zipped(whole)).notes == []


def test_a_package_in_a_folder_or_without_a_manifest() -> None:
    inner = {"paket/imsmanifest.xml": manifest("a.xml"), "paket/a.xml": item(correct("B"), choice())}
    assert len(parsed(qti, inner)) == 1
    assert len(parsed(qti, {"a.xml": item(correct("B"), choice()), "b.xml": "<lain/>"})) == 1


def test_one_broken_file_spoils_no_other() -> None:
    files = {
        "imsmanifest.xml": manifest("a.xml", "b.xml", "c.xml"),
        "a.xml": "<assessmentItem>",
        "b.xml": '<!DOCTYPE x [<!ENTITY a "b">]><assessmentItem/>',
        "c.xml": item(correct("B"), choice()),
    }
    assert [why for _, why in refusals(qti, files)] == ["import.xml_broken", "import.xml_entities"]
    assert len(parsed(qti, files)) == 3


def test_several_right() -> None:
    for declaration in (correct("A", "C", kind="multiple"), correct(kind="multiple", mapping=mapped(A=1, C=1, B=-1))):
        entry = one(item(declaration, choice(CHOICES + THIRD)))
        assert entry.item
        assert key(entry.item) == ["Tidak ada", "Teman"]


def test_a_mapping_tells_what_is_worth_everything() -> None:
    entry = one(item(correct(mapping=mapped(A=1, B=2)), choice(CHOICES + THIRD)))
    assert entry.item
    assert (key(entry.item), said(entry)) == (["Guru BK"], ["import.half_credit"])


def test_an_answer_in_a_sentence() -> None:
    body = '<p>Kita butuh <textEntryInteraction responseIdentifier="R"/> untuk menolong.</p>'
    entry = one(item(correct("berani", base="string", mapping=mapped(berani=1, nekat=1, kuat=0.5)), body))
    assert entry.item
    assert entry.item["clues"] == [{"id": "Kita butuh _____ untuk menolong."}]
    assert (entry.item["word"]["id"], entry.item["accept"]["id"], said(entry)) == ("berani", ["nekat"], ["import.answers_left"])
    options = '<inlineChoice identifier="A">takut</inlineChoice><inlineChoice identifier="B">berani</inlineChoice>'
    body = f'<p>Kita butuh <inlineChoiceInteraction responseIdentifier="R">{options}</inlineChoiceInteraction>.</p>'
    entry = one(item(correct("B"), body))
    assert entry.item
    assert (entry.item["text"]["id"], key(entry.item)) == ("Kita butuh _____.", ["berani"])


def test_numbers() -> None:
    body = '<p>Berapa? <textEntryInteraction responseIdentifier="R"/></p>'
    after = '<responseProcessing><equal toleranceMode="absolute" tolerance="2 2"/></responseProcessing>'
    entry = one(item(correct("17", base="integer"), body, after=after))
    assert entry.item
    assert (entry.item["type"], entry.item["value"], entry.item["tolerance"]) == ("estimate", 17, 2)
    slider = '<sliderInteraction responseIdentifier="R" lowerBound="0" upperBound="50"><prompt>Berapa?</prompt></sliderInteraction>'
    entry = one(item(correct("17", base="integer"), slider))
    assert entry.item
    assert (entry.item["min"], entry.item["max"]) == (0, 50)


def test_steps_in_order() -> None:
    body = f'<orderInteraction responseIdentifier="R"><prompt>Urutkan</prompt>{CHOICES}{THIRD}</orderInteraction>'
    entry = one(item(correct("C", "A", "B", kind="ordered"), body))
    assert entry.item
    assert [step["id"] for step in entry.item["steps"]] == ["Teman", "Tidak ada", "Guru BK"]
    assert refusals(qti, item(correct("C", "A", kind="ordered"), body))[0][1] == "import.key_unknown"


@pytest.mark.parametrize(
    "kind", ["extendedText", "match", "hottext", "gapMatch", "associate", "hotspot", "upload", "custom", "graphicOrder"]
)
def test_other_kinds_are_named(kind: str) -> None:
    (entry,) = parsed(qti, item(correct("A"), f'<{kind}Interaction responseIdentifier="R"/>'))
    assert entry.why
    assert (entry.why.key, entry.why.values["kind"]) == ("import.kind_unknown", f"{kind.lower()}interaction")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (item(correct(), choice()), "no_key"),
        (item("", choice()), "no_key"),
        (item(correct("Z"), choice()), "key_unknown"),
        (item(correct("A"), choice() + choice()), "several_parts"),
        (item(correct("A"), "<p>Bacalah</p>"), "kind_unknown"),
        ('<assessmentItem title="x"/>', "no_question"),
    ],
)
def test_what_cannot_be_taken_is_named(text: str, why: str) -> None:
    assert [key for _, key in refusals(qti, text)] == [f"import.{why}"]


def test_pictures_and_feedback_are_left_out() -> None:
    body = '<p>Lihat <img src="img/foto.png" alt="x"/></p>' + choice(
        CHOICES.replace("Guru BK", "Guru BK<feedbackInline>Ya</feedbackInline>")
    )
    entry = one(item(correct("B"), body, after="<modalFeedback>Bagus</modalFeedback>"))
    assert entry.item
    assert key(entry.item) == ["Guru BK"]
    assert said(entry) == ["import.feedback_left", "import.picture_left"]


def old(presentation: str, *conditions: str, kind: str = "multiple_choice_question") -> str:
    meta = f"<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry>"
    given = "".join(
        f"<respcondition><conditionvar>{one}</conditionvar><setvar varname='SCORE'>100</setvar></respcondition>" for one in conditions
    )
    asked = (
        f"<presentation><material><mattext texttype='text/html'>&lt;p&gt;Siapa?&lt;/p&gt;</mattext></material>{presentation}</presentation>"
    )
    return (
        "<questestinterop xmlns='http://www.imsglobal.org/xsd/ims_qtiasiv1p2'><assessment><section><item title='Judul'>"
        f"{meta}</qtimetadatafield></qtimetadata></itemmetadata>{asked}<resprocessing>{given}</resprocessing></item></section></assessment>"
        "</questestinterop>"
    )


LABELS = "".join(
    f"<response_label ident='{name}'><material><mattext>{text}</mattext></material></response_label>"
    for name, text in (("1", "Guru"), ("2", "Teman"), ("3", "Tidak ada"))
)


def lid(kind: str) -> str:
    return f"<response_lid ident='r' rcardinality='{kind}'><render_choice>{LABELS}</render_choice></response_lid>"


def test_canvas() -> None:
    files = {
        "imsmanifest.xml": manifest("q/q.xml", kind="imsqti_xmlv1p2"),
        "q/q.xml": old(lid("Single"), "<varequal respident='r'>2</varequal>"),
        "q/assessment_meta.xml": "<quiz/>",
    }
    assert qti.recognise(source(files))
    entry = one(files)
    assert entry.item
    assert (entry.item["text"]["id"], key(entry.item)) == ("Siapa?", ["Teman"])
    several = "<and><varequal>1</varequal><varequal>2</varequal><not><varequal>3</varequal></not></and>"
    entry = one(old(lid("Multiple"), several, kind="multiple_answers_question"))
    assert entry.item
    assert key(entry.item) == ["Guru", "Teman"]
    entry = one(old("<response_str><render_fib/></response_str>", "<varequal>berani</varequal>", kind="short_answer_question"))
    assert entry.item
    assert entry.item["word"]["id"] == "berani"
    bounds = "<or><varequal>17</varequal><and><vargte>15</vargte><varlte>19</varlte></and></or>"
    entry = one(old("<response_str><render_fib/></response_str>", bounds, kind="numerical_question"))
    assert entry.item
    assert (entry.item["value"], entry.item["tolerance"]) == (17, 2)
    essay = old("<response_str><render_fib/></response_str>", kind="essay_question")
    assert [why for _, why in refusals(qti, essay)] == ["import.kind_unknown"]


def test_other_files_are_none() -> None:
    for content in ("<quiz/>", "halo", {"a.xml": "<lain/>"}, {"[Content_Types].xml": "<x/>", "a.xml": item(correct("A"), choice())}):
        assert not qti.recognise(source(content))
