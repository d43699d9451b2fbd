"""All that surrounds a room: programmes to open one from, the hall's addresses and Wi-Fi, pairing, keys.
What screen and desk talk to.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from quizserver import __version__
from quizserver.banks.programmes import Shelf
from quizserver.core.facts import Json, RoomOpened
from quizserver.core.ledger import MODES
from quizserver.core.round_type import say
from quizserver.errors import QuizError, Rejected
from quizserver.live import hall
from quizserver.live.pairing import Pairing
from quizserver.live.room import Room
from quizserver.live.rooms import Rooms
from quizserver.store.library import Library


class Office:
    """`port` is where the server listens; `addresses` lists the laptop's own, asked anew each time."""

    def __init__(
        self,
        rooms: Rooms,
        shelf: Shelf,
        library: Library,
        pairing: Pairing,
        port: int,
        addresses: Callable[[], list[str]] = hall.lan_addresses,
    ) -> None:
        self._rooms = rooms
        self._shelf = shelf
        self._library = library
        self._pairing = pairing
        self._port = port
        self._addresses = addresses
        self._wifi: Json = {}

    def load(self) -> None:
        """Reads what was remembered from the last visit."""
        self._wifi = self._library.setting("hall", {})

    def room(self) -> Room | None:
        return self._rooms.current()

    def setup(self, lang: str) -> Json:
        """Programmes to choose from, modes, and files that could not be read."""
        programmes = [
            {
                "id": programme.id,
                "title": say(programme.title, lang),
                "minutes": programme.minutes,
                "items": len(programme.items),
            }
            for programme in self._shelf.programmes()
        ]
        broken = [
            {"file": problem.file.name, "line": problem.line, "message": problem.message}
            for problem in self._shelf.problems(lang)
        ]
        return {"programmes": programmes, "modes": list(MODES), "broken": broken}

    def open_room(
        self, programme: str, mode: str, lang: str, groups: list[Json], assign: str, done: Callable[[Room | QuizError], None]
    ) -> None:
        """Opens a room with a copy of the programme as it is on disk now."""
        chosen = next((p for p in self._shelf.programmes() if p.id == programme), None)
        if chosen is None:
            done(Rejected("room/programme_unknown"))
            return
        opened = RoomOpened(
            code=self._rooms.new_code(),
            title=chosen.title,
            lang=lang,
            mode=mode,
            seed=secrets.randbelow(2**31),
            items=chosen.items,
            groups=groups,
            assign=assign,
        )
        self._rooms.open(opened, done)

    def hall(self) -> Json:
        addresses = hall.urls(self._addresses(), self._port)
        wifi = self._wifi
        return hall.hall_view(
            addresses, wifi.get("name", ""), wifi.get("password", ""), wifi.get("url", ""), __version__
        )

    def picture(self, what: str) -> str | None:
        """The QR code of the `game` or the `wifi` as an SVG picture, for phones that invite a friend; None if there is none."""
        now = self.hall()
        wifi = now["wifi"]
        texts = {"game": now["url"], "wifi": hall.wifi_text(wifi["name"], wifi["password"]) if wifi["name"] else ""}
        text = texts.get(what, "")
        return hall.qr_svg(text) if text else None

    def set_hall(self, wifi_name: str, wifi_password: str, url: str) -> None:
        self._wifi = {"name": wifi_name.strip(), "password": wifi_password, "url": url}
        self._library.set_setting("hall", self._wifi)

    def open_pairing(self) -> None:
        self._pairing.open()

    def pair(self, digits: str, kind: str) -> None:
        self._pairing.confirm(digits, kind)
