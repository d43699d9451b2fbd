"""A school's network may refuse websockets, or swallow them: the phone then plays over plain HTTP, without anybody doing anything."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Hall
from tests.browser.test_a_visit import REHEARSAL
from tests.laptop import HOST
from tests.server import Air, Tap


@pytest.mark.parametrize("websockets", ["refuses", "swallows"])
def test_a_phone_plays_behind_a_proxy_without_websockets(hall: Hall, websockets: str) -> None:
    hall.open_room(REHEARSAL)
    air = Air()
    with Tap(air, hall.laptop.port, websockets=websockets) as proxy:
        phone = hall.page(PHONE)
        phone.goto(f"http://{HOST}:{proxy.url.rpartition(':')[2]}/")
        phone.get_by_role("button", name="Ikut main").click(timeout=25_000)
        expect(phone.get_by_role("heading", name="Kamu sudah masuk")).to_be_visible()
        for _ in range(12):
            if phone.locator("button[aria-pressed].tile").count():
                break
            hall.space()
            hall.screen.wait_for_timeout(500)
        phone.locator("button[aria-pressed].tile").first.click()
        expect(phone.locator("button[aria-pressed=true].tile")).to_contain_text("Terkirim")
        assert proxy.upgrades >= 1, "the websocket must have been tried"
        phone.context.close()
    air.close()
    hall.complaints = [said for said in hall.complaints if "403" not in said]
