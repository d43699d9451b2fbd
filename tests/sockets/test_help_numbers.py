"""Help numbers over the wire: one of the office's own is added, called, seen by children and dropped; kept over a kill."""

from __future__ import annotations

import pytest

from tests.server import Hall, Json

pytestmark = pytest.mark.server


@pytest.fixture
def hall(fresh_hall: Hall) -> Hall:
    """A server of each test's own: numbers stay."""
    return fresh_hall


def channels(listing: Json) -> dict[str, Json]:
    return {one["id"]: one for one in listing["channels"]}


def shown_to_children(hall: Hall) -> set[str]:
    return {one["number"] for one in hall.json("/info.json")["channels"]}


def test_a_number_is_shown_to_children_once_it_was_called_and_until_it_is_dropped(hall: Hall) -> None:
    desk = hall.desk()
    assert "110" in shown_to_children(hall), "never missing"
    assert set(desk.verb("list_channels")) >= {"channels", "office", "fresh_days"}
    assert desk.code("add_channel", kind="local", label="UPTD PPA", number="kosong tujuh") == "channel/number"

    listed = channels(desk.verb("add_channel", kind="local", label="UPTD PPA", number="0725-41234"))
    (own,) = [one for one in listed.values() if one["own"]]
    assert own["number"] not in shown_to_children(hall), "nobody has called it yet"
    called = channels(desk.verb("note_call", channel=own["id"], answered=True, by="Rina"))
    assert called[own["id"]]["shown"]
    assert own["number"] in shown_to_children(hall)
    assert desk.code("note_call", channel="no-such", answered=True, by="Rina") == "channel/unknown"
    assert desk.verb("set_office", name="Dinas Sosial Kota Metro")["office"] == "Dinas Sosial Kota Metro"

    hall.restart()
    desk = hall.desk()
    again = desk.verb("list_channels")
    assert again["office"] == "Dinas Sosial Kota Metro"
    assert own["number"] in shown_to_children(hall), "remembered over a kill"
    assert own["id"] not in channels(desk.verb("drop_channel", channel=own["id"]))
    assert own["number"] not in shown_to_children(hall)
