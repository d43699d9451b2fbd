"""How phones find the laptop: the address that a hall can reach, and QR codes that every camera app understands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

import pytest

from quizserver.live import hall
from quizserver.live.hall import hall_view, lan_addresses, qr, urls, wifi_text


@dataclass
class Ip:
    ip: object


@dataclass
class Adapter:
    nice_name: str
    ips: list[Ip]


Laptop = Callable[..., list[str]]


@pytest.fixture
def laptop(monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """A laptop with these network adapters: `laptop(("Wi-Fi", "192.168.1.7"))`; returns its addresses, the best first."""

    def with_adapters(*adapters: tuple[str, object]) -> list[str]:
        found = [Adapter(name, [Ip(ip)]) for name, ip in adapters]
        monkeypatch.setattr(hall.ifaddr, "get_adapters", lambda: found)
        return lan_addresses()

    return with_adapters


def test_the_lan_address_is_found_and_never_loopback(laptop: Laptop) -> None:
    assert laptop(("Loopback", "127.0.0.1"), ("lo", "127.0.1.1"), ("Wi-Fi", "192.168.1.7")) == ["192.168.1.7"]


def test_without_any_network_only_loopback_is_left(laptop: Laptop) -> None:
    assert laptop(("lo", "127.0.0.1")) == ["127.0.0.1"]
    assert laptop() == ["127.0.0.1"]


def test_addresses_that_no_phone_can_reach_are_left_out(laptop: Laptop) -> None:
    unreachable = [("a", "169.254.10.20"), ("b", "0.0.0.0"), ("c", ("fe80::1", 0, 3)), ("d", ("2001:db8::7", 0, 0))]
    assert laptop(*unreachable, ("Wi-Fi", "10.0.0.9")) == ["10.0.0.9"]


def test_school_and_hotspot_networks_come_first(laptop: Laptop) -> None:
    found = laptop(("eth0", "172.20.0.2"), ("eth1", "10.1.2.3"), ("office", "11.2.3.4"), ("Wi-Fi", "192.168.43.1"))
    assert found == ["192.168.43.1", "10.1.2.3", "172.20.0.2", "11.2.3.4"]


@pytest.mark.parametrize(
    "name", ["docker0", "vEthernet (WSL)", "VirtualBox Host-Only Ethernet Adapter", "VMware vmnet8", "br-1f2e", "Hyper-V Virtual", "tun0"]
)
def test_virtual_adapters_come_last(laptop: Laptop, name: str) -> None:
    assert laptop((name, "192.168.56.1"), ("Intel(R) Wi-Fi 6", "172.16.0.5")) == ["172.16.0.5", "192.168.56.1"]


def test_an_address_with_two_adapters_is_named_once(laptop: Laptop) -> None:
    assert laptop(("Wi-Fi", "192.168.1.7"), ("Bridge", "192.168.1.7"), ("Ethernet", "10.0.0.4")) == ["192.168.1.7", "10.0.0.4"]


def test_port_80_is_left_out_and_others_are_not() -> None:
    assert urls(["192.168.1.7"], 80) == ["http://192.168.1.7"]
    assert urls(["192.168.1.7", "10.0.0.4"], 8000) == ["http://192.168.1.7:8000", "http://10.0.0.4:8000"]


def view(addresses: list[str], chosen: str = "", wifi: tuple[str, str] = ("", "")) -> dict[str, object]:
    return hall_view(addresses, *wifi, chosen, "1.0")


def test_all_candidates_are_shown_and_the_chosen_one_leads() -> None:
    addresses = ["http://192.168.1.7", "http://10.0.0.4"]
    assert view(addresses)["url"] == addresses[0]
    chosen = view(addresses, addresses[1])
    assert chosen["url"] == addresses[1]
    assert chosen["urls"] == addresses
    assert chosen["qr_join"] == qr(addresses[1])


def test_the_address_follows_when_the_laptop_loses_the_chosen_one() -> None:
    moved = view(["http://192.168.43.1"], chosen="http://192.168.1.7")
    assert moved["url"] == "http://192.168.43.1"
    assert moved["qr_join"] == qr("http://192.168.43.1")


def test_without_a_network_name_there_is_no_wifi_code() -> None:
    assert view(["http://a"])["qr_wifi"] is None
    assert view(["http://a"], wifi=("Aula", "rahasia123"))["qr_wifi"] == qr("WIFI:T:WPA;S:Aula;P:rahasia123;;")


def read_wifi(text: str) -> dict[str, str]:
    """What a camera app makes of it: fields up to a semicolon that is not escaped."""
    assert text.startswith("WIFI:")
    assert text.endswith(";;")
    fields = re.findall(r"([A-Z]):((?:\\.|[^\\;])*);", text.removeprefix("WIFI:"))
    return {name: re.sub(r"\\(.)", r"\1", value) for name, value in fields}


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Aula", "rahasia123"),
        ("SMP 7; Aula", 'a;b,c:d"e\\f'),
        ("T:nopass;S:palsu", ";;P:x"),
        ("Wi-Fi “Guru” 📶", "kata sandi"),
        ("\\", "\\\\;"),
        ('"dikutip"', "x" * 63),
    ],
)
def test_a_wifi_code_reads_back_as_it_was_typed(name: str, password: str) -> None:
    assert read_wifi(wifi_text(name, password)) == {"T": "WPA", "S": name, "P": password}


def test_an_open_network_has_no_password_field() -> None:
    assert read_wifi(wifi_text("Aula;", "")) == {"T": "nopass", "S": "Aula;"}


def test_a_code_is_a_picture_with_the_margin_that_cameras_need() -> None:
    address = qr("http://192.168.1.7:8000")
    assert address.startswith("data:image/svg+xml,")
    svg = unquote(address.partition(",")[2])
    assert "<svg" in svg
    size = int(re.search(r'viewBox="0 0 (\d+) \d+"', svg).group(1))  # type: ignore[union-attr]
    assert min(int(x) for x in re.findall(r"M(\d+),", svg)) == 4
    assert max(int(x) for x in re.findall(r"M(\d+),", svg)) < size - 4


@pytest.mark.parametrize("name", ["a" * 32, "é" * 32, "📶" * 8])
def test_the_longest_name_and_password_still_make_a_code(name: str) -> None:
    assert qr(wifi_text(name, "ß;" * 31))


def test_only_windows_asks_about_the_firewall() -> None:
    asks = {system: hall_view(["http://a"], "", "", "", "1.0", system=system)["asks_firewall"] for system in ("win32", "linux", "darwin")}
    assert asks == {"win32": True, "linux": False, "darwin": False}
