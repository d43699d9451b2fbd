"""Sealed texts: one size, opened by one key alone, and nothing that comes from outside makes the reader stumble."""

from __future__ import annotations

import base64

import pytest

from quizserver.safety import sealing
from tests.conftest import LEAD_SECRET, ROOM_SECRET

LEAD = sealing.public_of(LEAD_SECRET)


def closed(plain: bytes) -> str:
    """These bytes, sealed for the lead as they are: what a phone that is no phone of ours might send."""
    return sealing.wrap(LEAD, base64.b64encode(plain.ljust(sealing.PLAIN, b"\0")).decode())


def test_what_was_sealed_is_opened_by_its_own_key_and_by_no_other() -> None:
    sealed = sealing.seal(LEAD, "é" * (sealing.LONGEST // 2))
    assert sealing.opened(LEAD_SECRET, sealed) == "é" * (sealing.LONGEST // 2)
    for other in (ROOM_SECRET, sealing.new_secret(), ""):
        assert sealing.opened(other, sealed) is None


def test_only_the_look_of_a_sealed_text_and_of_a_key_is_taken_for_one() -> None:
    assert sealing.is_sealed(sealing.seal(LEAD, "halo"))
    assert sealing.is_public_key(LEAD)
    for text in (None, 7, "", "A" * sealing.SEALED_CHARACTERS, "A" * 44, "!" * 43 + "=", sealing.seal_list(LEAD, "[]"), "é" * 44):
        assert not sealing.is_sealed(text)
        assert not sealing.is_public_key(text)
    assert sealing.public_of("") == "", "a room without a lead has no key"


@pytest.mark.parametrize(
    "sealed",
    [
        "",
        "bukan base64",
        "A" * sealing.SEALED_CHARACTERS,
        base64.b64encode(bytes(sealing.SEALED)).decode(),
        closed(b"\xff\xff" + b"a" * 1022),
        closed(b"\x00\x02\xff\xff"),
    ],
    ids=["empty", "no base64", "too long", "a key of zeros", "a length beyond the end", "no text"],
)
def test_what_makes_no_sense_opens_as_nothing_and_raises_nothing(sealed: str) -> None:
    assert sealing.opened(LEAD_SECRET, sealed) is None


def test_a_list_on_the_air_does_not_say_how_long_it_is() -> None:
    sizes = {len(sealing.seal_list(LEAD, "x" * length)) for length in (0, 1, 1_000, sealing.BLOCK - 4)}
    assert len(sizes) == 1
    assert len(sealing.seal_list(LEAD, "x" * (sealing.BLOCK - 3))) > sizes.pop()


def test_what_the_lead_reads_cannot_be_known_again_by_its_bytes() -> None:
    sealed = sealing.seal(LEAD, "halo")
    assert sealed not in sealing.wrap(LEAD, sealed)
    assert sealing.wrap(LEAD, sealed) != sealing.wrap(LEAD, sealed)
