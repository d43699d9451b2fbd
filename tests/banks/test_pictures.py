"""Pictures that somebody brings: what is refused, and what is left of those that are taken."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from quizserver.banks.pictures import LONGEST_SIDE, cleaned, store
from quizserver.errors import BadInput


def encoded(picture: Image.Image, kind: str, **more: Any) -> bytes:
    made = io.BytesIO()
    picture.save(made, kind, **more)
    return made.getvalue()


def photo(width: int = 400, height: int = 300) -> Image.Image:
    return Image.merge("RGB", [Image.effect_noise((width, height), 80) for _ in "RGB"])


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def with_place(turned: int) -> bytes:
    """A photo as phones take them: lying on its side, with a GPS block, camera, comment and colour profile."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turned, "PlaceTeller"
    exif.get_ifd(0x8825)[1] = "S"
    return encoded(photo(), "JPEG", exif=exif, comment=b"PlaceTeller", icc_profile=b"PlaceTeller")


def test_a_photo_loses_place_camera_and_comment_and_stands_upright() -> None:
    name, made = cleaned(with_place(6))
    picture = opened(made)
    assert name.endswith(".jpg")
    assert picture.size == (300, 400)
    assert not picture.getexif()
    assert b"PlaceTeller" not in made
    assert b"Exif" not in made


def test_text_in_a_png_is_gone_and_transparency_stays() -> None:
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", "PlaceTeller")
    name, made = cleaned(encoded(Image.new("RGBA", (50, 40), (255, 0, 0, 90)), "PNG", pnginfo=note))
    assert name.endswith(".png")
    assert b"PlaceTeller" not in made
    assert opened(made).getpixel((0, 0)) == (255, 0, 0, 90)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "JPEG"])
def test_what_is_too_wide_is_made_smaller(kind: str) -> None:
    _, made = cleaned(encoded(photo(2_000, 1_000), kind))
    assert opened(made).size == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_a_drawing_stays_sharp() -> None:
    assert cleaned(encoded(Image.new("RGB", (60, 60), "navy"), "PNG"))[0].endswith(".png")
    assert cleaned(encoded(photo(), "PNG"))[0].endswith(".jpg")


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1_000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "no_picture"),
        (b"GIF89a", "no_picture"),
        (b"%PDF-1.7 not a picture", "no_picture"),
        (b"<html><script>alert(1)</script>", "no_picture"),
        (b'<?xml version="1.0"?><SVG xmlns="http://www.w3.org/2000/svg"/>', "svg"),
        (with_place(1)[:900], "no_picture"),
        (bomb(50, 50)[:60], "no_picture"),
        (bomb(20_000, 20_000), "pixels"),
        (bomb(100_000, 100_000), "pixels"),
        (b"\0" * 10_000_001, "too_large"),
    ],
)
def test_what_is_no_picture_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        cleaned(content)
    assert refused.value.code == f"picture/{code}"


def test_the_same_picture_is_stored_once_under_a_name_that_banks_take(tmp_path: Path) -> None:
    content = with_place(1)
    name = store(tmp_path, content)
    assert store(tmp_path, content) == name
    assert [path.name for path in (tmp_path / "pictures").iterdir()] == [name]
    assert name[0].isalnum()


def test_a_disk_that_refuses_is_named_and_no_option_of_a_command(tmp_path: Path) -> None:
    (tmp_path / "pictures").touch()
    with pytest.raises(BadInput) as refused:
        store(tmp_path, encoded(photo(), "PNG"))
    assert (refused.value.code, "File exists" in str(refused.value.values["why"])) == ("bank/disk", True)
