"""What a password must be, how it is compared, and what is given out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quizserver.errors import Rejected, Unavailable
from quizserver.staff import passwords
from quizserver.staff.passwords import MOST_WAITING, Hashing

GOOD = ["lampu kuning tepi sawah", "9fJ2kq-Lm0x", "tujuh bebek 7", "kuda kuda lari lari", "ヘルシー・カエル・本棚です", " spasi di tepi "]


@pytest.mark.parametrize("password", GOOD)
def test_long_enough_is_good_enough(password: str) -> None:
    passwords.check(password, ("rina", "Rina Wijaya"))


@pytest.mark.parametrize(
    "password, code",
    [
        ("pendek", "staff/password_short"),
        ("a" * 9, "staff/password_short"),
        ("x y" * 100, "staff/password_long"),
        ("1234567890", "staff/password_common"),
        ("7890123456", "staff/password_common"),
        ("abcdefghijkl", "staff/password_common"),
        ("aaaaaaaaaaaa", "staff/password_common"),
        ("abababababab", "staff/password_common"),
        ("Password1234", "staff/password_common"),
        ("Bismillah123!", "staff/password_common"),
        ("indonesiaraya", "staff/password_common"),
        ("ｐａｓｓｗｏｒｄ１２３４", "staff/password_common"),
        ("rinawijaya01", "staff/password_own_name"),
        ("Wijaya-2026", "staff/password_own_name"),
        ("quizserver99", "staff/password_own_name"),
        ("peksospeksos", "staff/password_own_name"),
    ],
)
def test_what_is_tried_first_is_refused_with_the_reason(password: str, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        passwords.check(password, ("rina", "Rina Wijaya"))
    assert refused.value.code == code


def test_a_password_that_is_given_out_passes_its_own_rules() -> None:
    given = {passwords.one_time() for _ in range(50)}
    assert len(given) == 50
    for password in given:
        passwords.check(password, ())


def here(job: Callable[[], Any]) -> Any:
    return job()


def test_a_hash_is_salted_and_fits_its_password_alone() -> None:
    hashing = Hashing(here)
    kept = hashing.hash("lampu kuning é")
    assert kept != hashing.hash("lampu kuning é")
    assert kept.startswith("$argon2id$")
    assert hashing.is_right("lampu kuning e\u0301", kept)
    assert not hashing.is_right("lampu kuning e", kept)
    assert not hashing.is_right("lampu kuning é", "no hash at all")
    assert not hashing.is_right("x" * 1_000_000, kept)


def test_hashes_take_turns_and_a_flood_is_turned_away() -> None:
    """Each job that waits asks for another one, as a flood of logins would."""
    asked: list[int] = []

    def deeper(job: Callable[[], Any]) -> Any:
        asked.append(1)
        hashing.hash("one more")
        return job()

    hashing = Hashing(deeper)
    with pytest.raises(Unavailable) as refused:
        hashing.hash("first")
    assert refused.value.code == "staff/busy"
    assert len(asked) == MOST_WAITING
    hashing._run = here
    assert hashing.hash("again")
