"""An empty lobby: after a minute the wall says what may keep the phones out, and stops when the first one is in."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Hall


def test_a_lobby_that_nobody_enters_for_a_minute_says_what_to_check(hall: Hall) -> None:
    hall.screen.clock.install()
    hall.screen.reload()
    hall.open_room("Uji coba")
    hall.screen.clock.run_for(30_000)
    expect(hall.screen.get_by_text("Belum ada HP yang masuk?")).to_have_count(0)
    hall.screen.clock.run_for(31_000)
    expect(hall.screen.get_by_text("Belum ada HP yang masuk?")).to_be_visible()
    hall.join(1)
    expect(hall.screen.get_by_text("Belum ada HP yang masuk?")).to_have_count(0)
