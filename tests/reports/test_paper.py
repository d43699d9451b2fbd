"""Leaflets, poster, certificate and picture: right pages and sizes, checked numbers only, both languages, codes that can be read back."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from pypdf import PdfReader

from quizserver.banks.help import read_leaflets
from quizserver.cli import Here, main
from quizserver.live.hall import wifi_text
from quizserver.live.helping import Helping
from quizserver.reports.festival import QUIET, Festival, qr_modules
from quizserver.reports.leaflet import READERS, SCALES, Maker, Office, Words, scan_of
from quizserver.reports.picture import picture
from quizserver.safety.channels import Channel
from quizserver.settings import shipped
from quizserver.store.library import Library

A4 = (595, 842)
BANKS = shipped("question_banks")
MM = 72 / 25.4


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in which SAPA 129 was called today, and the office has a number of its own."""
    helping = Helping(BANKS, Library(tmp_path / "library.sqlite3", Here()), lambda: date.today())  # noqa: DTZ011
    helping.load()
    helping.note_call("sapa-129", True, "RN")
    helping.add_own("command-1", "office", "Dinas Sosial Kota Metro", "0725-41234", "0812-3456-7890", "")
    helping.set_office("Dinas Sosial Kota Metro")
    return tmp_path


def made(data: Path, *command: str) -> bytes:
    """What a command wrote."""
    out = data / "out"
    ran = CliRunner().invoke(main, [*command, "--data", str(data), "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    return out.read_bytes()


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    return [(round(page.mediabox.width), round(page.mediabox.height)) for page in PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def codes_in(pdf: bytes, page: int = 0) -> list[list[list[bool]]]:
    """The QR codes drawn on a page, as modules: runs of rectangles of one height, read back from the page's own drawing."""
    drawn = PdfReader(io.BytesIO(pdf)).pages[page].get_contents()
    assert drawn is not None
    number = r"(-?[\d.]+)"
    found = re.findall(rf"{number} {number} {number} {number} re f", drawn.get_data().decode("latin-1"))
    rectangles = [tuple(map(float, one)) for one in found]
    codes: list[list[list[bool]]] = []
    # A code begins with the upper edge of its first corner: a run of seven modules.
    starts = [n for n, (_, _, wide, high) in enumerate(rectangles) if abs(wide / abs(high) - 7) < 0.05 and abs(high) < 4 * MM]
    seen: set[int] = set()
    for first in starts:
        if first in seen:
            continue
        left, top, _, height = rectangles[first]
        one = abs(height)
        runs = [(n, r) for n, r in enumerate(rectangles[first:], start=first) if abs(abs(r[3]) - one) < 0.01]
        side = round(max(r[0] + r[2] for _, r in runs if abs(r[1] - top) < one / 2 and r[0] < left + 60 * one) - left) / one
        modules = [[False] * round(side) for _ in range(round(side))]
        for n, (x, y, wide, _) in runs:
            row, column = round(abs(top - y) / one), round((x - left) / one)
            if column >= 0 and column + round(wide / one) <= round(side) and row < round(side):
                modules[row][column : column + round(wide / one)] = [True] * round(wide / one)
                seen.add(n)
        codes.append(modules)
    return codes


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("reader", READERS)
def test_every_leaflet_has_two_pages_in_either_size_and_its_own_texts(data: Path, reader: str, lang: str) -> None:
    texts, _ = read_leaflets(BANKS)
    assert texts is not None
    folded = made(data, "leaflet", "--for", reader, "--paper", "a5", "--lang", lang)
    flat = made(data, "leaflet", "--for", reader, "--paper", "a4", "--lang", lang)
    assert sizes(folded) == [(842, 595), (842, 595)]
    assert sizes(flat) == [A4, A4]
    for pdf in (folded, flat):
        text = text_of(pdf)
        for page in getattr(texts, reader).pages:
            for block in page:
                assert block.title is None or getattr(block.title, lang) in text
        assert "Dinas Sosial Kota Metro" in text
        assert "129" in text
        assert "08111-129-129" in text


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("reader", READERS)
def test_every_leaflet_fits_its_pages_in_type_that_can_be_read(reader: str, lang: str) -> None:
    texts, _ = read_leaflets(BANKS)
    assert texts is not None
    many = [Channel(f"c{n}", "office", {"id": "Dinas Sosial Kota Metro, bagian anak"}, "0725-41234", "0812-3456-7890") for n in range(4)]
    sheet = Festival("test", lang)
    sheet.sheet(297, 210)
    maker = Maker(sheet, Words(lang, "Darurat", "Pulsa. " * 12, "", "", ""), many, Office())
    for page in getattr(texts, reader).pages:
        assert maker.scale(page, 126, 181) > SCALES[-1]
    sheet.output()


def test_a_number_nobody_called_is_not_printed(tmp_path: Path) -> None:
    text = text_of(made(tmp_path, "leaflet", "--for", "siswa", "--lang", "id"))
    assert "SAPA" not in text
    assert "110" in text


def test_the_code_on_a_leaflet_leads_to_the_first_whatsapp_and_never_to_110(data: Path) -> None:
    pdf = made(data, "leaflet", "--for", "siswa", "--paper", "a5", "--lang", "id")
    assert qr_modules("https://wa.me/6281234567890") in codes_in(pdf)
    police = Channel("polisi", "emergency", {"id": "Polisi"}, "110")
    assert scan_of([police]) is None
    assert scan_of([Channel("k", "office", {"id": "Kantor"}, "0725-41 234"), police]) == ("0725-41 234", "tel:072541234")


def test_the_poster_holds_both_codes_and_the_three_steps(data: Path) -> None:
    network = ("--wifi", "Aula; 1", "--password", 'ra"hasia:1')
    pdf = made(data, "poster", *network, "--url", "http://192.168.10.2", "--lang", "id")
    assert sizes(pdf) == [A4]
    assert codes_in(pdf) == [qr_modules(wifi_text("Aula; 1", 'ra"hasia:1')), qr_modules("http://192.168.10.2")]
    text = text_of(pdf)
    for said in ("Aula; 1", 'ra"hasia:1', "192.168.10.2", "Sambungkan ke Wi-Fi", "Matikan data seluler", "Pindai"):
        assert said in text


def test_the_poster_takes_what_the_laptop_knows(data: Path) -> None:
    Library(data / "library.sqlite3", Here()).set_setting("hall", {"name": "Peksos-1", "password": "tenun2026", "url": ""})
    text = text_of(made(data, "poster", "--lang", "en"))
    assert "Peksos-1" in text
    assert "password: tenun2026" in text


def test_a_poster_without_wifi_has_the_game_alone(data: Path) -> None:
    assert codes_in(made(data, "poster", "--url", "http://192.168.10.2", "--lang", "id")) == [qr_modules("http://192.168.10.2")]


@pytest.mark.parametrize("each", [1, 4])
def test_the_certificate_has_a_line_to_write_on_and_no_name(data: Path, each: int) -> None:
    pdf = made(data, "certificate", "--each", str(each), "--lang", "id")
    assert sizes(pdf) == [(842, 595)]
    assert text_of(pdf).count("Aku Anak Anti Bullying") == each
    assert text_of(pdf).count("tulis namamu sendiri") == each


def test_the_picture_has_the_size_that_channels_want(data: Path) -> None:
    image = Image.open(io.BytesIO(made(data, "picture", "--heads", "312", "--what", "pledge", "--lang", "id")))
    assert image.size == (1080, 1350)
    assert image.format == "PNG"


def test_no_picture_is_made_of_fewer_than_ten(data: Path) -> None:
    ran = CliRunner().invoke(main, ["picture", "--heads", "9", "--data", str(data), "--out", str(data / "x.png"), "--lang", "en"])
    assert ran.exit_code == 2
    assert "Fewer than 10" in ran.output
    assert not (data / "x.png").exists()
    with pytest.raises(ValueError, match="below ten"):
        picture(9, "joined", "", "", "id")


@pytest.mark.parametrize(
    ("options", "said"),
    [(("--logo", "nowhere.png"), "nowhere.png"), (("--logo", __file__), "PNG"), (("--banks", "/nowhere"), "leaflet.yaml")],
)
def test_what_is_missing_for_a_leaflet_is_named(data: Path, options: tuple[str, ...], said: str) -> None:
    command = ["leaflet", "--for", "guru", "--data", str(data), "--lang", "en", "--out", str(data / "x.pdf"), *options]
    ran = CliRunner().invoke(main, command)
    assert ran.exit_code == 2
    assert said in ran.output


def test_the_logo_in_the_data_folder_is_printed(data: Path) -> None:
    plain = made(data, "certificate", "--lang", "id")
    Image.new("RGB", (60, 30), "#0b7a53").save(data / "logo.png")
    marked = made(data, "certificate", "--lang", "id")
    assert len(PdfReader(io.BytesIO(plain)).pages[0].images) == 0
    assert len(PdfReader(io.BytesIO(marked)).pages[0].images) == 1


def test_a_code_has_its_quiet_zone() -> None:
    assert QUIET >= 4
