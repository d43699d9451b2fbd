"""The screen and the desk: two surfaces with one set of remote controls. What they may do is in their grant, settled at connect.

Verbs become commands of live/room.py; opening a room and the hall's settings go to the ports in `Office`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from quizserver.core import commands as c
from quizserver.core import groups
from quizserver.core.facts import Json
from quizserver.core.ledger import MODES
from quizserver.errors import QuizError, Unauthorized
from quizserver.live.opening import Opening
from quizserver.live.room import Ack, Room
from quizserver.live.safeguarding import Safeguarding
from quizserver.safety.filter import NO_LISTS, WordFilter
from quizserver.serving import Gate
from quizserver.sockets import helping, moderating, people, run_list, safeguarding
from quizserver.sockets.ack import Body, Verb, do, wait_durable
from quizserver.sockets.links import DRIVE, MODERATE, PAIR, PEOPLE, SAFEGUARD, Grant, Link, Links
from quizserver.sockets.phone import with_free_name, with_new_code

HALL_EVERY = 3.0

DESK_POWERS = {
    "browser": frozenset({DRIVE}),
    "desk": frozenset({DRIVE, PEOPLE, MODERATE}),
    "moderator": frozenset({MODERATE}),
    "lead": frozenset({SAFEGUARD}),
}
"""What a desk may do, by the kind of its browser's key. `browser` shows the screen, so it may be mirrored: a remote control only."""

UNSEEN = frozenset({PEOPLE, MODERATE})
"""What that browser may do besides, once the projector is said to be off."""

Text60 = Annotated[str, Field(max_length=60)]


class Office(Protocol):
    """What the walls need: the room that runs now and all around it. live/office.py provides it. `visit_closed` is called after a close."""

    visit_closed: Callable[[], None]

    def room(self) -> Room | None:
        """The running room: screens and desks always drive the one there is."""

    def setup(self, lang: str) -> Json:
        """Programmes to choose from, modes, and broken files."""

    def running(self) -> Room:
        """The running room. Raises Rejected when there is none."""

    def shelf(self, lang: str) -> Json:
        """What can be inserted: banks with their items, without a secret."""

    def copy_of(self, reference: str) -> Json:
        """A complete copy of a bank item. Raises Rejected."""

    def open_room(self, wanted: Opening, done: Callable[[Room | QuizError], None]) -> None: ...

    @property
    def helping(self) -> helping.Helping:
        """The help numbers."""

    @property
    def safeguarding(self) -> Safeguarding:
        """The safeguarding lead's side: her keys, her device, her requests."""

    def hall(self) -> Json:
        """Addresses, Wi-Fi and QR codes as the lobby shows them."""

    def set_hall(self, wifi_name: str, wifi_password: str, url: str) -> None: ...

    def open_pairing(self) -> None: ...

    def pair(self, digits: str, kind: str) -> None:
        """Lets the waiting desk with these digits in, as `desk`, `moderator` or `lead`. Raises Rejected."""


class Plain(Body):
    pass


class GroupTyped(BaseModel):
    """A class as it was typed at set-up; core/groups.py says what of it can be used."""

    model_config = ConfigDict(extra="forbid", strict=True)
    name: Annotated[str, Field(max_length=200)]
    size: int | None = None


class OpenRoom(Body):
    programme: Text60
    mode: Literal["tiebreak", "off", "classic"] = "tiebreak"
    lang: Literal["id", "en"] = "id"
    groups: Annotated[list[GroupTyped], Field(default_factory=list, max_length=200)]
    assign: Literal["choose", "balance"] = "choose"
    sections: Annotated[list[Annotated[int, Field(ge=0, le=200)]], Field(default_factory=list, max_length=run_list.MOST_SECTIONS)]
    visit: Annotated[run_list.Visit, Field(default_factory=run_list.Visit)]


class Advance(Body):
    step: Text60
    confirmed: bool = False


class CloseRoom(Body):
    moved: bool = False


class Skip(Body):
    step: Text60


class Switch(Body):
    on: bool


class MoreTime(Body):
    step: Text60 | None = None
    seconds: Annotated[int, Field(ge=5, le=60)]


class Reopen(Body):
    step: Text60 | None = None


class TurnWall(Body):
    show: Text60
    round: Annotated[int, Field(ge=1)] | None = None


class Act(Body):
    round: Annotated[int, Field(ge=1)]
    action: Text60
    payload: dict[str, Any]


class SetHall(Body):
    wifi_name: Annotated[str, Field(max_length=32)]
    wifi_password: Annotated[str, Field(max_length=63)]
    url: Annotated[str, Field(max_length=200)] = ""


class Pair(Body):
    digits: Annotated[str, Field(max_length=10)]
    kind: Literal["desk", "moderator", "lead"] = "desk"


class ListPeople(Body):
    page: Annotated[int, Field(ge=1, le=10_000)] = 1
    find: Text60 = ""
    group: Annotated[str, Field(max_length=8)] = ""


class Person(Body):
    player: Annotated[str, Field(max_length=20)]


def settle(role: str, kind: str | None, auth: Mapping[str, Any]) -> Grant:
    """The grant of a screen or desk whose browser holds a key of this kind (None: no key). Raises Unauthorized.

    The browser that shows the screen may be mirrored: as a desk it is a remote control only,
    until the projector is said to be off.
    """
    if kind is None or (role == "screen" and kind != "browser"):
        raise Unauthorized("grant/none")
    if role == "screen":
        return Grant(role, None, frozenset({DRIVE, PAIR}))
    powers = DESK_POWERS.get(kind, frozenset())
    unseen = UNSEEN if kind == "browser" and auth.get("projector_off") is True else frozenset()
    return Grant(role, None, powers | unseen)


def welcome(links: Links, link: Link, office: Office) -> None:
    """What a screen or desk is shown when it comes. Raises Unavailable."""
    links.listen(link)
    namespace = f"/{link.grant.role}"
    links.server.emit("grant", {"powers": sorted(link.grant.powers)}, to=link.sid, namespace=namespace)
    links.server.emit("hall", office.hall(), to=link.sid, namespace=namespace)
    links.tell_trouble(link)
    if link.grant.role == "desk":
        safeguarding.tell(links, link, office.safeguarding)
    show(links, link, office)


def show_all(links: Links, office: Office) -> None:
    """Draws every screen and desk anew: a room has come or gone. Raises Unavailable."""
    for link in links.of_roles("screen", "desk"):
        show(links, link, office)


def follow_hall(links: Links, office: Office, sleep: Callable[[float], None]) -> None:
    """Tells screens and desks, for ever, when the laptop's addresses change: the QR code must not lead nowhere."""
    known = office.hall()
    while True:
        sleep(HALL_EVERY)
        now = office.hall()
        if now != known:
            known = now
            links.to_walls("hall", now)


def show(links: Links, link: Link, office: Office) -> None:
    """Sends the view of the running room, or of the set-up when none runs. Raises Unavailable."""
    role, room = link.grant.role, office.room()
    namespace = f"/{role}"
    if room is None:
        links.server.emit("view", setup_view(link.lang, office), to=link.sid, namespace=namespace)
        return
    views = room.wall_views(role, link.lang)
    wait_durable(room)
    for event, data in views:
        links.server.emit(event, data, to=link.sid, namespace=namespace)


def setup_view(lang: str, office: Office) -> Json:
    """The view while no room runs: of the same shape as every other one, with the programmes to choose from."""
    return {
        "v": 0,
        "phase": "setup",
        "paused": False,
        "locked": False,
        "wall": "game",
        "title": "",
        "lang": lang,
        "mode": MODES[0],
        "players": 0,
        "next": {"step": "setup", "does": "open_room"},
        "can": {"pause": False, "more_time": False, "reopen": False, "skip": False, "back": False, "act": []},
        "setup": office.setup(lang),
    }


def verbs(links: Links, office: Office, words: WordFilter = NO_LISTS) -> dict[str, Verb]:
    """The verbs of `/screen` and `/desk`; powers say who may use which."""
    hands = Hands(links, office)
    command = hands.command
    return {
        "open_room": Verb(OpenRoom, hands.open_room, DRIVE),
        "close_room": Verb(CloseRoom, hands.close_room, DRIVE),
        "advance": command(Advance, lambda who, b: c.Advance(actor=who, id=b.id, step=b.step, confirmed=b.confirmed)),
        "skip": command(Skip, lambda who, b: c.Skip(actor=who, id=b.id, step=b.step)),
        "pause": command(Switch, lambda who, b: c.Pause(actor=who, id=b.id, on=b.on)),
        "more_time": command(MoreTime, lambda who, b: c.AddTime(actor=who, id=b.id, step=b.step, seconds=b.seconds)),
        "reopen": command(Reopen, lambda who, b: c.Reopen(actor=who, id=b.id, step=b.step)),
        "lock": command(Switch, lambda who, b: c.Lock(actor=who, id=b.id, on=b.on)),
        "wall": command(TurnWall, lambda who, b: c.TurnWall(actor=who, id=b.id, show=b.show, round=b.round)),
        **run_list.verbs(links, office),
        "act": command(Act, lambda who, b: c.Act(actor=who, id=b.id, round=b.round, action=b.action, payload=b.payload)),
        "set_hall": Verb(SetHall, hands.set_hall, DRIVE),
        "open_pairing": Verb(Plain, hands.open_pairing, PAIR),
        "pair": Verb(Pair, hands.pair, PAIR),
        "list_people": Verb(ListPeople, hands.list_people, PEOPLE),
        "remove": command(Person, lambda who, b: c.Remove(actor=who, id=b.id, player=b.player), PEOPLE),
        "restore": command(Person, lambda who, b: c.Restore(actor=who, id=b.id, player=b.player), PEOPLE),
        "rename": Verb(Person, hands.rename, PEOPLE),
        "give_code": Verb(Person, hands.give_code, PEOPLE),
        **people.verbs(command),
        **moderating.verbs(links, office, words),
        **helping.verbs(office),
        **safeguarding.verbs(office, lambda: show_all(links, office)),
    }


class Hands:
    """What a facilitator can do beyond plain commands of the room."""

    def __init__(self, links: Links, office: Office) -> None:
        self._links = links
        self._office = office

    def command(self, body: type[Body], make: Callable[[str, Any], c.Command], power: str = DRIVE) -> Verb:
        """A verb that is one command of the running room."""
        return Verb(body, lambda link, given: do(self._office.running(), make(link.grant.role, given)), power)

    def open_room(self, link: Link, body: OpenRoom) -> Json:
        gate: Gate[Room | QuizError] = Gate()
        classes = groups.named([group.model_dump() for group in body.groups])
        visit = body.visit.model_dump()
        wanted = Opening(body.programme, body.mode, body.lang, body.sections, classes, body.assign, visit)
        self._office.open_room(wanted, gate.open)
        opened = gate.wait()
        if isinstance(opened, QuizError):
            raise opened
        show_all(self._links, self._office)
        return {"v": opened.state.version}

    def close_room(self, link: Link, body: CloseRoom) -> Ack:
        ack = do(self._office.running(), c.CloseRoom(actor=link.grant.role, id=body.id, moved=body.moved))
        self._office.visit_closed()
        show_all(self._links, self._office)
        return ack

    def set_hall(self, link: Link, body: SetHall) -> Json:
        self._office.set_hall(body.wifi_name, body.wifi_password, body.url)
        self._links.to_walls("hall", self._office.hall())
        return {}

    def open_pairing(self, link: Link, body: Plain) -> Json:
        self._office.open_pairing()
        return {}

    def pair(self, link: Link, body: Pair) -> Json:
        self._office.pair(body.digits, body.kind)
        return {}

    def list_people(self, link: Link, body: ListPeople) -> Json:
        room = self._office.running()
        page = room.people(body.page, body.find, body.group)
        wait_durable(room)
        self._links.server.emit("people", page, to=link.sid, namespace="/desk")
        return {}

    def rename(self, link: Link, body: Person) -> Ack:
        return with_free_name(self._office.running(), lambda name: c.Rename(actor="desk", id=body.id, player=body.player, name=name))

    def give_code(self, link: Link, body: Person) -> Json:
        return with_new_code(self._office.running(), lambda hashed: c.IssueCode(actor="desk", player=body.player, code_hash=hashed))
