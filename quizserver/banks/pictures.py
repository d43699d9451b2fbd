"""A picture that somebody brings: checked by its content, freed of all that a camera writes into it, made small enough for a hall.

Runs in a child process (`quizserver bank picture`): decoding takes time and memory. What is stored is drawn anew, so nothing of the
file that came survives but its pixels: no place, no camera, no comment.
"""

from __future__ import annotations

import hashlib
import io
import os
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from quizserver.banks.reading import MOST_PICTURE_BYTES, PICTURES
from quizserver.errors import BadInput

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1_600
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
FEW_COLOURS = 256
QUALITY = 82


def cleaned(content: bytes) -> tuple[str, bytes]:
    """The name and content to store: a PNG where there is transparency or drawn areas, a JPEG otherwise. Raises BadInput."""
    if len(content) > MOST_PICTURE_BYTES:
        raise BadInput("picture/too_large", megabytes=MOST_PICTURE_BYTES // 1_000_000)
    if b"<svg" in content[:2_000].lower():
        raise BadInput("picture/svg")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture, was_photo = _drawn_anew(content)
    except Image.DecompressionBombError:
        raise BadInput("picture/pixels", megapixels=MOST_PIXELS // 1_000_000) from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, ArithmeticError) as error:
        raise BadInput("picture/no_picture") from error
    ending, made = _encoded(picture, was_photo)
    return f"{hashlib.sha256(made).hexdigest()[:20]}.{ending}", made


def store(folder: Path, content: bytes) -> str:
    """Puts a cleaned picture beside the banks of `folder`; its name. The same picture is stored once. Raises BadInput."""
    name, made = cleaned(content)
    target = folder / PICTURES / name
    begun = target.with_name(f".{name}.new")
    try:
        target.parent.mkdir(exist_ok=True)
        begun.write_bytes(made)
        os.replace(begun, target)
    except OSError as error:
        raise BadInput("bank/disk", file=name, why=error.strerror or type(error).__name__) from error
    return name


def _drawn_anew(content: bytes) -> tuple[Image.Image, bool]:
    """The pixels, upright and small enough, and whether they came as a JPEG."""
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        # Known from the head of the file: a bomb is refused before it unfolds.
        if opened.width * opened.height > MOST_PIXELS:
            raise BadInput("picture/pixels", megapixels=MOST_PIXELS // 1_000_000)
        was_photo = opened.format == "JPEG"
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        turned = ImageOps.exif_transpose(opened)
        mode = "RGBA" if turned.has_transparency_data else "RGB"
        picture = turned.convert(mode)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new(mode, picture.size)
    clean.paste(picture)
    return clean, was_photo


def _encoded(picture: Image.Image, was_photo: bool) -> tuple[str, bytes]:
    made = io.BytesIO()
    if picture.mode == "RGBA" or (not was_photo and picture.getcolors(FEW_COLOURS) is not None):
        picture.save(made, "PNG", optimize=True)
        return "png", made.getvalue()
    picture.save(made, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    return "jpg", made.getvalue()
