"""Hostile and broken files: each is refused by name, and nothing outside them is ever read. (Tables: test_table.py.)"""

from __future__ import annotations

import csv as csv_module
import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizserver.banks import formats
from quizserver.banks.sources import archive, trees
from quizserver.banks.sources.source import Source
from quizserver.banks.sources.unreadable import Unreadable
from tests.banks.formats.conftest import read, source, zipped
from tests.conftest import search

QUIZ = b"<quiz><question/></quiz>"


def why(look: Callable[[], object]) -> str:
    with pytest.raises(Unreadable) as refused:
        look()
    return refused.value.key


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_in_any_encoding(encoding: str) -> None:
    assert Source("x", '  [{"a": "é"}]'.encode(encoding)).json == [{"a": "é"}]


@pytest.mark.parametrize("text", ["", "halo", "[html]Apa?{=a ~b}", "{=a ~b}", "12", "[1, 2]"])
def test_a_text_that_is_no_json_is_none(text: str) -> None:
    assert source(text).json is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[{"a": 1}', "json_broken"),
        ('{"a": NaN}', "json_number"),
        ('{"a": -Infinity}', "json_number"),
        ('{"a": ' + "9" * 5_000 + "}", "json_number"),
        ('{"a": 1, "a": 2}', "json_twice"),
        ('[{"a":' * 200 + "1" + "}]" * 200, "too_deep"),
        ("[[" * 100_000, "too_deep"),
        ("[[" + "[]," * 600_000 + "[]]]", "too_many_values"),
    ],
)
def test_json_that_cannot_be_trusted(text: str, key: str) -> None:
    assert why(lambda: source(text).json) == f"import.{key}"


def test_one_object_on_each_line() -> None:
    assert source('{"a": 1}\n\n{"a": 2}\n').json == [{"a": 1}, {"a": 2}]
    assert source('{\n"a": [{\n}\n]}').json == {"a": [{}]}
    with pytest.raises(Unreadable) as refused:
        assert source('{"a": 1}\n{"a": 2}\n{"a": }').json
    assert (refused.value.key, refused.value.values["line"]) == ("import.json_broken", 3)


def test_a_key_that_says_the_same_twice_is_no_riddle() -> None:
    assert source('{"a": 1, "a": 1}').json == {"a": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_xml_in_any_encoding(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    root = Source("x", f'<?xml version="1.0" encoding="{name}"?><a>é</a>'.encode(encoding)).xml
    assert root is not None
    assert root.text == "é"


def test_xml_that_names_another_encoding_than_it_has() -> None:
    for content in (
        '<?xml version="1.0" encoding="utf-8"?><a>é dan kata</a>'.encode("cp1252"),
        '<?xml version="1.0" encoding="x-no"?><a>é</a>'.encode(),
    ):
        root = Source("x", content).xml
        assert root is not None
        assert (root.text or "").startswith("é")


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE quiz>",
        '<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE quiz [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE quiz [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]>',
    ],
)
@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="x-no"?>'])
def test_xml_with_entities_is_refused_unread(head: str, declaration: str) -> None:
    assert why(lambda: source(f"{declaration}{head}<quiz>&a;</quiz>").xml) == "import.xml_entities"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("<quiz><question></quiz>", "xml_broken"),
        ("<quiz>&nbsp;</quiz>", "xml_broken"),
        ("<a>" * 500 + "</a>" * 500, "too_deep"),
        ("<a>" * 500_000, "too_deep"),
    ],
)
def test_xml_that_cannot_be_trusted(text: str, key: str) -> None:
    assert why(lambda: source(text).xml) == f"import.{key}"


def test_xml_with_more_than_any_quiz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "MOST_VALUES", 1_000)
    assert why(lambda: source("<a>" + "<b/>" * 1_000 + "</a>").xml) == "import.too_many_values"


def test_a_zips_files_are_there_by_path() -> None:
    parts = source({"a.txt": "satu", "folder/b.txt": "dua", "kosong": "", "folder/": ""}).parts
    assert dict(parts) == {"a.txt": b"satu", "folder/b.txt": b"dua", "kosong": b""}
    assert dict(source("PK bukan zip").parts) == {}


def test_paths_that_lead_outside_are_left_out() -> None:
    names = ["../x", "a/../../x", "/etc/passwd", "C:/x", "c:\\x", "\\\\server\\x", "..\\x", "a\tb", "baik/x.xml"]
    assert list(source(dict.fromkeys(names, "isi")).parts) == ["baik/x.xml"]


def test_backslashes_are_folders_and_links_are_left_out() -> None:
    link = zipfile.ZipInfo("tautan.xml")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr(link, "/etc/passwd")
        made.writestr("a\\b.xml", "isi")
    assert list(Source("x", stream.getvalue()).parts) == ["a/b.xml"]


def test_names_without_a_mark_are_utf_8_when_they_can_be() -> None:
    marked = zipped({"soal-é.xml": "isi"})
    assert list(Source("x", marked).parts) == ["soal-é.xml"]
    bare = zipped({"soal-@@.xml": "isi"}).replace(b"@@", "é".encode())
    assert list(Source("x", bare).parts) == ["soal-é.xml"]
    old = zipped({"soal-@.xml": "isi"}).replace(b"@", b"\x82")
    assert list(Source("x", old).parts) == ["soal-é.xml"]


def test_a_zip_in_a_zip_stays_closed() -> None:
    assert read_error({"dalam.zip": zipped({"x.xml": QUIZ})}) == "import.unknown_format"


def read_error(files: dict[str, bytes | str]) -> str:
    return why(lambda: read(zipped(files)))


def test_a_zip_that_unpacks_to_too_much() -> None:
    assert why(lambda: source({"x.xml": b"0" * 2_000_000}).parts["x.xml"]) == "import.bomb"


def test_a_zip_with_too_much_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000)
    assert why(lambda: source({"a": "0" * 600, "b": "1" * 600}).parts) == "import.bomb"
    monkeypatch.setattr(archive, "MOST_BYTES", 10_000)
    monkeypatch.setattr(archive, "MOST_FILE_BYTES", 500)
    assert why(lambda: source({"a": "0" * 600}).parts["a"]) == "import.bomb"


def test_a_zip_with_too_many_files() -> None:
    assert why(lambda: source(dict.fromkeys(map(str, range(2_001)), "")).parts) == "import.zip_many"
    assert why(lambda: source(dict.fromkeys(map(str, range(8_001)), "")).parts) == "import.zip_many"


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_said() -> None:
    honest = zipped({"x": b"0" * 500_000})
    lying = honest.replace(struct.pack("<I", 500_000), struct.pack("<I", 10))
    assert why(lambda: Source("x", lying).parts["x"]) == "import.zip_broken"


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_usual_ways_of_packing(kind: int) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", kind) as made:
        made.writestr("x", b"0" * 100)
    assert why(lambda: Source("x", stream.getvalue()).parts["x"]) == "import.zip_broken"


def test_a_locked_or_damaged_zip() -> None:
    locked = bytearray(zipped({"x": "isi"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert why(lambda: Source("x", bytes(locked)).parts["x"]) == "import.zip_password"
    assert why(lambda: Source("x", zipped({"x": "isi" * 100})[:-30]).parts) == "import.zip_broken"
    torn = zipped({"x": "isi"}).replace(struct.pack("<I", zlib.crc32(b"isi")), b"\0\0\0\0")
    assert why(lambda: Source("x", torn).parts["x"]) == "import.zip_broken"


def test_a_gzip_stream() -> None:
    assert Source("x", gzip.compress(b"isi") + b"\xc7\xc7\xc7\x00gambar").gzip == b"isi"
    assert source("isi").gzip is None
    assert why(lambda: Source("x", gzip.compress(b"isi")[:-4]).gzip) == "import.zip_broken"
    assert why(lambda: Source("x", gzip.compress(b"isi")[:10] + b"\xff" * 20).gzip) == "import.zip_broken"


def test_a_gzip_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILE_BYTES", 1_000)
    assert why(lambda: Source("x", gzip.compress(b"0" * 1_001)).gzip) == "import.bomb"


STARTS = st.sampled_from([b"", b"{", b'{"questions": [', b"[{", b"<quiz>", b"<?xml ", b"PK\x03\x04", b"\x1f\x8b\x08", b"::a::{", b"A. x\n"])


@given(STARTS, st.binary(max_size=60))
@search(150)
def test_any_bytes_are_read_or_refused(start: bytes, rest: bytes) -> None:
    _read_or_refuse(start + rest)


def _read_or_refuse(content: bytes) -> None:
    with suppress(Unreadable):
        assert all(skipped.why.key != "import.unforeseen" for skipped in read(content).skipped)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 5)
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "a", "ABCD", "TEXT", "1", "H5P.Blanks 1.1"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["question", "questions", "answers", "solution", "type", "text", "correct", "options", "answer", "library", "params"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@given(JSON)
@search(150)
def test_any_json_is_read_or_refused(value: object) -> None:
    text = json.dumps(value)
    _read_or_refuse(text.encode())
    _read_or_refuse(json.dumps({"questions": [value]}).encode())
    _read_or_refuse(zipped({"h5p.json": '{"mainLibrary": "H5P.Column"}', "content/content.json": text}))


def test_every_format_has_a_name_and_endings() -> None:
    for name, format in formats.discover().items():
        assert set(format.TITLE) == {"id", "en"}, name
        assert format.ENDINGS, name


def test_reading_a_csv_leaves_the_limits_of_others_as_they_were() -> None:
    before = csv_module.field_size_limit()
    assert source(b"a,b\n1,2\n").tables
    assert csv_module.field_size_limit() == before
