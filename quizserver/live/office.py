"""All that surrounds a room: programmes to open one from, the hall's addresses and Wi-Fi, pairing, keys.
What screen and desk talk to.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from quizserver import __version__
from quizserver.banks.programmes import Shelf
from quizserver.core.facts import Json, RoomOpened
from quizserver.core.items import first_of_sections
from quizserver.core.ledger import MODES
from quizserver.core.minutes import seconds_of
from quizserver.core.round_type import say
from quizserver.core.run_list import label_of
from quizserver.core.state import State
from quizserver.errors import QuizError, Rejected
from quizserver.live import hall
from quizserver.live.helping import Helping
from quizserver.live.opening import Opening
from quizserver.live.pairing import Pairing
from quizserver.live.room import Room
from quizserver.live.rooms import Rooms
from quizserver.live.safeguarding import Safeguarding
from quizserver.rounds import discover
from quizserver.safety import sealing
from quizserver.store.library import Library


def _sections(items: list[Json], lang: str) -> list[Json]:
    """The parts of a programme, with the seconds of each item, so that set-up can say how long a shorter one takes."""
    types, found = discover(), dict[int, Json]()
    for item in items:
        part = found.setdefault(item["section"], {"title": say(item["title"], lang), "seconds": []})
        part["seconds"].append(round(seconds_of(types, item)))
    return list(found.values())


class Office:
    """`port` is where the server listens; `addresses` lists the laptop's own, asked anew each time."""

    def __init__(
        self,
        rooms: Rooms,
        shelf: Shelf,
        library: Library,
        pairing: Pairing,
        port: int,
        helping: Helping,
        safeguarding: Safeguarding,
        addresses: Callable[[], list[str]] = hall.lan_addresses,
    ) -> None:
        self._rooms = rooms
        self._shelf = shelf
        self._library = library
        self._pairing = pairing
        self._port = port
        self.helping = helping
        self.safeguarding = safeguarding
        self._addresses = addresses
        self._wifi: Json = {}
        self._visit: Json = {}
        self.visit_closed: Callable[[], None] = lambda: None
        """What is done when a visit was closed; set by app.py."""

    def load(self) -> None:
        """Reads what was remembered from the last visit."""
        self._wifi = self._library.setting("hall", {})
        self._visit = self._library.setting("visit", {})
        self.helping.load()
        self.safeguarding.load()

    def running(self) -> Room:
        """The room that runs. Raises Rejected when none does."""
        if self.safeguarding.is_overdue():
            raise Rejected("box/hand_over_first")
        room = self.room()
        if room is None:
            raise Rejected("room/none")
        return room

    def room(self) -> Room | None:
        """The running room; none while the hand-over of requests is overdue: then nothing else goes on here."""
        return self._rooms.current()

    def setup(self, lang: str) -> Json:
        """Programmes to choose from, modes, and files that could not be read."""
        programmes = [
            {
                "id": programme.id,
                "title": say(programme.title, lang),
                "minutes": programme.minutes,
                "items": len(programme.items),
                "waiting": programme.waiting,
                "sections": _sections(programme.items, lang),
            }
            for programme in self._shelf.programmes()
        ]
        broken = [
            {"file": problem.file.name, "line": problem.line, "message": problem.message}
            for problem in [*self._shelf.problems(lang), *self.helping.problems(lang)]
        ]
        return {"programmes": programmes, "modes": list(MODES), "broken": broken, "visit": self._visit, "help": self.helping.counts()} | {
            "gate": self.safeguarding.is_overdue(),
            "unwiped": self._rooms.unwiped()
        }

    def shelf(self, lang: str) -> Json:
        """What can be inserted while a visit runs: banks with the items that may be played, named only where a name tells no secret."""
        types = discover()

        def listed(ref: str, question: Json) -> Json:
            item = {"type": question["type"], "question": question}
            return {"ref": ref, "type": question["type"], "label": label_of(types, item, lang)}

        banks = [
            {
                "id": bank.id,
                "title": say(bank.title, lang),
                "items": [listed(f"{bank.id}/{id}", question) for id, question in bank.items.items()],
            }
            for bank in self._shelf.banks()
        ]
        return {"banks": banks}

    def copy_of(self, reference: str) -> Json:
        """A complete copy of a bank item, to be inserted. Raises Rejected."""
        bank_id, _, item_id = reference.partition("/")
        bank = next((bank for bank in self._shelf.banks() if bank.id == bank_id), None)
        question = bank.items.get(item_id) if bank else None
        if bank is None or question is None:
            raise Rejected("programme/item_unknown")
        return {"bank": bank_id, "id": item_id, "type": question["type"], "question": question, "title": bank.title, "intro": {}}

    def open_room(self, wanted: Opening, done: Callable[[Room | QuizError], None]) -> None:
        """Opens a room with a copy of the programme as it is on disk now."""
        if self.safeguarding.is_overdue():
            done(Rejected("box/hand_over_first"))
            return
        chosen = next((p for p in self._shelf.programmes() if p.id == wanted.programme), None)
        if chosen is None:
            done(Rejected("room/programme_unknown"))
            return
        items = first_of_sections(chosen.items, wanted.sections)
        if not items:
            done(Rejected("programme/empty"))
            return
        self._remember(wanted.visit)
        opened = RoomOpened(
            code=self._rooms.new_code(),
            title=chosen.title,
            lang=wanted.lang,
            mode=wanted.mode,
            seed=secrets.randbelow(2**31),
            items=items,
            groups=wanted.groups,
            assign=wanted.assign,
            visit=wanted.visit,
            room_key=sealing.new_secret(),
        )
        self._rooms.open(opened, done)

    def _remember(self, visit: Json) -> None:
        """The next visit is often to the same school and followed up by the same person; it never ends at the same time."""
        kept = {key: visit.get(key, "") for key in ("school", "follow_up_who", "follow_up_when")}
        if kept != self._visit:
            self._visit = kept
            self._library.set_setting("visit", kept)

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

    def info(self, lang: str) -> Json:
        """The Info page as every phone and the wall show it."""
        room = self.room()
        return self.helping.info(lang, room.state.visit if room else {})

    def follow_up(self) -> str:
        """Who follows up and when, in one line; empty if nobody said."""
        room = self.room()
        visit = room.state.visit if room else {}
        return " · ".join(str(visit[name]) for name in ("follow_up_who", "follow_up_when") if visit.get(name))

    def public_count(self) -> tuple[str, int, str]:
        """What the picture for the school's channels tells: `pledge` or `joined`, how many, the school. Raises Rejected without a room."""
        return public_count(self.running().state)

    def set_hall(self, wifi_name: str, wifi_password: str, url: str) -> None:
        self._wifi = {"name": wifi_name.strip(), "password": wifi_password, "url": url}
        self._library.set_setting("hall", self._wifi)

    def open_pairing(self) -> None:
        self._pairing.open()

    def pair(self, digits: str, kind: str) -> None:
        self._pairing.confirm(digits, kind)


def public_count(state: State) -> tuple[str, int, str]:
    """The newest pledge's heads if there was one, else those who joined; and the school."""
    school = str(state.visit.get("school") or "")
    pledges = [played for played in state.rounds.values() if played.type == "pledge"]
    told = discover()["pledge"].results(pledges[-1].state, state.lang) if pledges else None
    return ("pledge", told["heads"], school) if told and told["heads"] else ("joined", state.heads, school)
