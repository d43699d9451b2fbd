"""How phones reach this laptop: its addresses, the Wi-Fi they need, and both as QR codes. Never loopback when there is a LAN."""

from __future__ import annotations

import ipaddress
import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

import ifaddr
import qrcode
import qrcode.image.svg

from quizserver.core.facts import Json

LIKELY = ("192.168.", "10.", "172.")
"""Private ranges in the order in which school and hotspot networks use them."""

VIRTUAL = re.compile(r"(?i)docker|veth|virbr|vmnet|vbox|virtualbox|hyper-v|wsl|br-|tun|tap|loopback")


def lan_addresses() -> list[str]:
    """IPv4 addresses that phones may reach, the likeliest first; loopback alone when there is no network."""
    found: list[tuple[bool, int, str]] = []
    for adapter in ifaddr.get_adapters():
        for ip in adapter.ips:
            if not isinstance(ip.ip, str):
                continue
            address = ipaddress.ip_address(ip.ip)
            if address.is_loopback or address.is_link_local or address.is_unspecified:
                continue
            rank = next((n for n, prefix in enumerate(LIKELY) if ip.ip.startswith(prefix)), len(LIKELY))
            found.append((bool(VIRTUAL.search(adapter.nice_name)), rank, ip.ip))
    return list(dict.fromkeys(ip for _, _, ip in sorted(found))) or ["127.0.0.1"]


def urls(addresses: Iterable[str], port: int) -> list[str]:
    """What to type on a phone for each address; port 80 is left out."""
    return [f"http://{address}{'' if port == 80 else f':{port}'}" for address in addresses]


def wifi_text(name: str, password: str) -> str:
    """The text of a Wi-Fi QR code, with the characters that have a meaning in it escaped."""

    def escaped(value: str) -> str:
        return re.sub(r'([\\;,:"])', r"\\\1", value)

    if not password:
        return f"WIFI:T:nopass;S:{escaped(name)};;"
    return f"WIFI:T:WPA;S:{escaped(name)};P:{escaped(password)};;"


@lru_cache(maxsize=16)
def qr_svg(text: str) -> str:
    """A QR code as an SVG picture, with the quiet zone of four modules that cameras need."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make(fit=True)
    picture: str = code.make_image(image_factory=qrcode.image.svg.SvgPathFillImage).to_string(encoding="unicode")
    return picture


def qr(text: str) -> str:
    """The same as a `data:` address, to put into a view."""
    return "data:image/svg+xml," + quote(qr_svg(text))


def hall_view(addresses: list[str], wifi_name: str, wifi_password: str, chosen: str, version: str, *, system: str = sys.platform) -> Json:
    """What the lobby shows. `chosen` is the address the facilitator picked, used while the laptop still has it.

    `asks_firewall`: this system asks whether phones may come in, and a wrong answer keeps them all out.
    """
    url = chosen if chosen in addresses else addresses[0]
    return {
        "url": url,
        "urls": addresses,
        "wifi": {"name": wifi_name, "password": wifi_password},
        "qr_join": qr(url),
        "qr_wifi": qr(wifi_text(wifi_name, wifi_password)) if wifi_name else None,
        "version": version,
        "asks_firewall": system == "win32",
    }
