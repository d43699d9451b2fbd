"""Letting a second device in: the digits it shows, typed on the screen, let in that device and no other."""

from __future__ import annotations

import pytest

from quizserver.errors import Rejected
from quizserver.live.pairing import KINDS, MOST_WAITING, MOST_WRONG, OPEN_SECONDS, SILENT_SECONDS, WAITING_SECONDS, Pairing
from tests.conftest import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def pairing(clock: FakeClock) -> Pairing:
    return Pairing(clock)


def code(pairing: Pairing, digits: str) -> str:
    """The code with which these digits are refused, `ok` if they are not."""
    try:
        pairing.confirm(digits, "desk")
    except Rejected as refused:
        return refused.code
    return "ok"


def wrong(*shown: str) -> str:
    return next(f"{n:04d}" for n in range(10_000) if f"{n:04d}" not in shown)


def test_the_digits_let_the_device_that_shows_them_in_and_no_other(pairing: Pairing) -> None:
    mine, digits = pairing.ask()
    stranger, others = pairing.ask()
    assert digits != others
    pairing.open()
    assert code(pairing, f" {digits} ") == "ok"
    assert pairing.let_in_as(stranger) == ""
    assert pairing.let_in_as(mine) == "desk"


def test_a_device_is_let_in_once(pairing: Pairing) -> None:
    ticket, digits = pairing.ask()
    pairing.open()
    pairing.confirm(digits, "desk")
    assert pairing.let_in_as(ticket) == "desk"
    assert pairing.let_in_as(ticket) is None, "a second look with the same ticket must ask anew"
    assert code(pairing, digits) == "pair/closed"


def test_nothing_is_confirmed_before_the_facilitator_opens_or_after_two_minutes(pairing: Pairing, clock: FakeClock) -> None:
    ticket, digits = pairing.ask()
    assert code(pairing, digits) == "pair/closed"
    pairing.open()
    clock.now += OPEN_SECONDS + 1
    ticket, digits = pairing.ask()
    assert code(pairing, digits) == "pair/closed"
    assert pairing.let_in_as(ticket) == ""
    pairing.open()
    assert code(pairing, digits) == "ok"


def test_a_device_that_stopped_asking_gives_up_its_place(pairing: Pairing, clock: FakeClock) -> None:
    gone, digits = pairing.ask()
    here = [pairing.ask()[0] for _ in range(MOST_WAITING - 1)]
    for _ in range(int(SILENT_SECONDS)):
        clock.now += 1.5
        assert [pairing.let_in_as(ticket) for ticket in here] == [""] * len(here)
    newcomer, _ = pairing.ask()
    assert pairing.let_in_as(gone) is None
    assert pairing.let_in_as(newcomer) == ""
    pairing.open()
    assert code(pairing, digits) == "pair/unknown"


def test_one_opening_lets_one_device_in(pairing: Pairing) -> None:
    _, first = pairing.ask()
    _, second = pairing.ask()
    pairing.open()
    pairing.confirm(first, "desk")
    assert code(pairing, second) == "pair/closed"


def test_digits_cannot_be_tried_out(pairing: Pairing) -> None:
    _, digits = pairing.ask()
    pairing.open()
    assert {code(pairing, wrong(digits)) for _ in range(MOST_WRONG)} == {"pair/unknown"}
    assert code(pairing, digits) == "pair/closed"
    pairing.open()
    assert code(pairing, digits) == "ok", "the facilitator may open again"


@pytest.mark.parametrize("digits", ["", " ", "0", "12345", "１２３４", "0000\n1111", "a" * 10])
def test_odd_input_matches_no_device(pairing: Pairing, digits: str) -> None:
    pairing.ask()
    pairing.open()
    assert code(pairing, digits) == "pair/unknown"


def test_each_device_comes_in_as_what_the_facilitator_said(pairing: Pairing) -> None:
    for kind in KINDS:
        ticket, digits = pairing.ask()
        pairing.open()
        pairing.confirm(digits, kind)
        assert pairing.let_in_as(ticket) == kind


def test_an_unknown_ticket_learns_nothing(pairing: Pairing) -> None:
    pairing.ask()
    assert pairing.let_in_as("") is None
    assert pairing.let_in_as("guessed") is None


def test_a_device_that_waits_too_long_must_ask_again(pairing: Pairing, clock: FakeClock) -> None:
    ticket, digits = pairing.ask()
    clock.now += WAITING_SECONDS + 1
    pairing.open()
    assert code(pairing, digits) == "pair/unknown"
    assert pairing.let_in_as(ticket) is None


def test_few_devices_wait_so_that_a_typing_error_lets_nobody_in(pairing: Pairing, clock: FakeClock) -> None:
    shown = {pairing.ask()[1] for _ in range(MOST_WAITING)}
    assert len(shown) == MOST_WAITING
    assert all(len(digits) == 4 and digits.isdigit() for digits in shown)
    with pytest.raises(Rejected) as busy:
        pairing.ask()
    assert busy.value.code == "pair/busy"
    assert busy.value.retry
    clock.now += WAITING_SECONDS + 1
    pairing.ask()
