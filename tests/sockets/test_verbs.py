"""Every verb of docs/protocol.md, its ack, and its refusals: wrong moment, wrong round, twice, somebody else's."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.conftest import sample
from tests.server import Hall, Json, Line, until

pytestmark = pytest.mark.server

PROTOCOL = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text("utf-8")


def verbs_in(part: str) -> set[str]:
    return set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE))


OF_PHONES, _, OF_WALLS = PROTOCOL.partition("## Client → server")[2].partition("### Verbs of `/screen`")
VERBS = verbs_in(OF_PHONES) | verbs_in(OF_WALLS)
BURST = 25
"""Fewer than one connection may send at once."""


def tried_elsewhere() -> set[str]:
    """Verbs of which the files beside this one make their own story."""
    texts = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py") if path.name != Path(__file__).name]
    return {verb for verb in VERBS if any(f'"{verb}"' in text for text in texts)}


class Diary:
    """Uses verbs and remembers which; each must be taken, and its ack must hold what the protocol says."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def use(self, line: Line, verb: str, holds: set[str] | None = None, **payload: object) -> Json:
        ack = line.verb(verb, **payload)
        assert ack["ok"] is True, f"{verb}: {ack}"
        assert set(ack) == {"ok"} | ({"v"} if holds is None else holds), f"{verb}: {ack}"
        assert isinstance(ack.get("v", 0), int)
        self.used.add(verb)
        return ack


def test_every_verb_is_taken_in_its_place_and_answered(hall: Hall) -> None:
    diary, screen, desk = Diary(), hall.screen, hall.desk(projector_off=True)
    use = diary.use

    use(screen, "set_hall", set(), wifi_name="Aula", wifi_password="rahasia123")
    hall.open_room(sample("choice"), sample("guess"), sample("choice", 1), groups=[{"name": "7A", "size": 2}, {"name": "7B"}])
    diary.used.add("open_room")
    ani, budi = hall.phone(), hall.phone()
    use(ani, "join", weight=2, group="g1")
    use(ani, "spin")
    code = use(ani, "ask_code", {"v", "code"})["code"]
    use(budi, "use_code", code=code.lower())
    citra = hall.student(group="g1")

    use(desk, "list_people", set())
    listed = until(lambda: desk.newest("people"), "the list")
    assert [person["player"] for person in listed["waiting"]] == ["p2"], "the class of two is full"
    people = listed["players"] + listed["waiting"]
    assert [person["connected"] for person in people] == [True, True]
    use(desk, "admit", player="p2")
    player = people[0]["player"]
    for verb in ("remove", "restore", "rename", "admit"):
        use(desk, verb, player=player)
    use(desk, "move", player=player, group="g2", was="g1")
    use(desk, "set_heads", player=player, weight=3)
    use(desk, "set_time", player=player, factor=1.5)
    twin = hall.student(group="g2")
    use(desk, "merge", gone="p3", into=player)
    until(lambda: twin.events("bye"), "being told")
    use(desk, "give_code", {"v", "code"}, player=player)

    use(screen, "lock", on=True)
    use(screen, "wall", show="blank")
    use(screen, "wall", show="game")
    use(screen, "advance", step=screen.view["next"]["step"])
    hall.go_to("open")
    use(screen, "pause", on=True)
    use(screen, "pause", on=False)
    use(screen, "more_time", seconds=10)
    use(screen, "act", round=1, action="hands", payload={"counts": {"0": 12}})
    use(screen, "signs", on=True)
    until(lambda: screen.view["round"].get("signs"), "the body signs")
    citra.sees("open")
    assert set(citra.answer(picks=[1])) == {"ok", "v"}
    hall.go_to("closed")
    use(screen, "reopen")
    hall.go_to("closed")
    hall.go_to("open", 2)
    until(lambda: citra.view.get("round", {}).get("number") == 2 and citra.view["phase"] == "open", "the second round")
    assert set(citra.answer(text="jeruk")) == {"ok", "v", "result"}
    diary.used.add("answer")
    use(screen, "void", round=1, on=True)
    for listing in ("list_programme", "list_shelf"):
        use(screen, listing, set())
    use(desk, "list_written", set(), round=1)
    use(screen, "arrange", seen=until(lambda: screen.newest("programme"), "the run list")["seen"], rest=[])
    use(screen, "skip", step=screen.view["next"]["step"])

    use(screen, "open_pairing", set())
    digits = hall.json("/pair", "POST")["digits"]
    use(screen, "pair", set(), digits=digits)
    use(screen, "close_room")
    assert diary.used <= VERBS, "a verb that the protocol does not know"
    assert VERBS - diary.used - tried_elsewhere() == set(), "a verb that nobody tried"


def test_views_and_own_view_have_the_documented_fields(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    assert set(ani.view) == {"v", "phase", "paused", "locked", "calm", "title"}
    assert set(ani.you) == {"v", "player", "score"}
    assert set(ani.you["player"]) == {"name", "kind", "weight", "spins_left", "removed"}
    hall.go_to("open")
    shown = ani.sees("open")["round"]
    assert set(shown) == {
        *("number", "of", "section", "type", "index", "in_section"),
        *("scored", "seconds", "left", "step", "body"),
    }
    ani.answer(picks=[0])
    hall.go_to("closed")
    assert set(ani.sees("closed")["round"]) == set(shown) - {"seconds", "left"} | {"reveal"}
    until(lambda: ani.you.get("round", {}).get("result"), "the own result")
    assert set(ani.you["round"]["result"]) == {"right", "points", "tiebreak", "reason"}


def test_an_answer_in_the_wrong_phase_is_refused_and_has_no_effect(hall: Hall) -> None:
    hall.open_room(sample("choice"), sample("slide"))
    ani = hall.student()

    def answer(number: int = 1, step: str = "answer") -> str:
        return ani.code("answer", round=number, step=step, payload={"picks": [0]}, took=1)

    assert answer() == "answer/not_open", "in the lobby"
    hall.go_to("ready")
    assert answer() == "answer/not_open" or answer() == "answer/too_late", "while the card is on the wall"
    hall.go_to("open")
    assert answer(number=2) == "answer/not_open", "a round to come"
    assert answer(number=99) == "answer/not_open"
    assert answer(number=0) == "request/malformed"
    assert answer(step="form") == "answer/too_late", "a step that is over or never was"
    assert answer() == "ok"
    hall.screen.verb("pause", on=True)
    assert answer() == "answer/paused"
    hall.screen.verb("pause", on=False)
    hall.go_to("closed")
    assert answer() == "answer/too_late"
    hall.go_to("open", 2)
    assert answer(number=2, step="show") == "answer/not_open", "a slide takes no answers"
    assert answer(number=1) == "answer/too_late"


def test_an_answer_after_the_deadline_is_late_and_the_server_closes_by_itself(hall: Hall) -> None:
    hall.open_room(sample("choice") | {"seconds": 5})
    ani, budi = hall.student(), hall.student()
    hall.go_to("open")
    ani.sees("open")
    assert ani.answer(picks=[0])["ok"]
    until(lambda: ani.newest("view")["phase"] == "closed", "the close", 20)
    assert budi.code("answer", round=1, step="answer", payload={"picks": [0]}, took=0.1) == "answer/too_late"
    assert budi.you["round"]["body"] is None


def test_the_same_command_sent_again_has_one_effect_and_the_same_ack(hall: Hall) -> None:
    hall.open_room(sample("guess"))
    ani = hall.student()
    hall.go_to("open")
    ani.sees("open")
    guess = {"id": "one-and-only", "round": 1, "step": "guess", "payload": {"text": "jeruk"}, "took": 1.0}
    first, second = ani.verb("answer", **guess), ani.verb("answer", **guess)
    assert first["ok"]
    assert second["result"] == first["result"]
    resumed = hall.phone(ani.token)
    assert [guess["text"] for guess in resumed.you["round"]["body"]["guesses"]] == ["jeruk"]
    joined_again = resumed.verb("join")
    assert joined_again["ok"], "joining twice is no second player"
    assert hall.json("/healthz")["players"] == 1


def test_a_code_that_is_asked_for_again_still_works(hall: Hall) -> None:
    """The ack got lost with the Wi-Fi: the phone sends the same command again and shows what it gets."""
    hall.open_room(sample("choice"))
    ani = hall.student()
    shown = [ani.verb("ask_code", id="the-same-command")["code"] for _ in range(2)][-1]
    other = hall.phone()
    assert other.code("use_code", code=shown) == "ok"
    assert other.you["player"]["name"] == ani.you["player"]["name"]


def test_a_code_works_once_and_moves_the_player_with_score_and_name(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    name = ani.you["player"]["name"]
    code = ani.verb("ask_code")["code"]
    thief, friend = hall.phone(), hall.phone()
    assert thief.code("use_code", code="A" * 6) == "code/unknown"
    assert friend.code("use_code", code=f" {code[:3]}-{code[3:]} ") == "ok"
    assert friend.you["player"]["name"] == name
    until(lambda: ani.events("bye"), "the older phone to be told")
    assert ani.newest("bye")["code"] == "player/replaced"
    assert thief.code("use_code", code=code) == "code/unknown", "used up"
    assert hall.phone(ani.token).you["player"] is None, "the older phone's token is nobody's now"
    assert hall.json("/healthz")["players"] == 1


def test_a_phone_plays_only_as_itself(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    ani, budi = hall.student(), hall.student()
    hall.go_to("open")
    budi.sees("open")
    answer = {"round": 1, "step": "answer", "payload": {"picks": [0]}, "took": 1.0}
    for claim in ({"player": "p1"}, {"actor": "p1"}, {"token": ani.token}, {"token_hash": ani.token}, {"identity": "p1"}):
        assert budi.code("answer", **answer, **claim) == "request/malformed", claim
        assert budi.code("join", **claim) == "request/malformed", claim
    assert budi.code("answer", **answer) == "ok"
    hall.go_to("closed")
    until(lambda: "result" in budi.you.get("round", {}), "the own result")
    assert ani.you["round"]["body"] is None, "nobody answered for ani"
    everything = [seen.data for seen in budi.wire.seen] + [ack.data for ack in budi.wire.acks.values()]
    assert ani.token not in str(everything)


def test_verbs_of_the_facilitator_are_unknown_to_a_phone(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    step = hall.screen.view["next"]["step"]
    for n, verb in enumerate(sorted(verbs_in(OF_WALLS) - verbs_in(OF_PHONES)), start=1):
        if n % BURST == 0:
            ani = hall.student()
        assert ani.code(verb, step=step, confirmed=True, player="p1") == "request/unknown_event", verb
    assert hall.screen.view["phase"] == "lobby"
    assert hall.json("/healthz")["rooms"] == 1


def test_a_phone_that_has_not_joined_can_do_nothing_but_join(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    guest = hall.phone()
    assert guest.you == {"v": 1, "player": None, "groups": []}
    assert guest.code("spin") == guest.code("ask_code") == "join/not_joined"
    assert guest.code("answer", round=1, step="answer", payload={}, took=1) == "join/not_joined"
    hall.go_to("open")
    time.sleep(0.3)
    assert guest.newest("view") is None, "nothing of the game is shown before joining"
    hall.screen.verb("lock", on=True)
    assert guest.code("join") == "join/locked"
    hall.screen.verb("lock", on=False)
    assert guest.code("join") == "ok"
    assert guest.sees("open")


def test_without_a_token_nobody_can_join(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    for token in ("", "short", "x" * 129, 17, None, ["a" * 32], {"token": "a" * 32}):
        line = hall.connect("/phone", {"protocol": 1, "lang": "id", "token": token})
        assert line.code("join") == "join/not_joined", token


def test_a_removed_player_is_told_and_may_come_back_when_restored(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    ani, desk = hall.student(), hall.desk(projector_off=True)
    assert desk.code("remove", player="p1") == "ok"
    until(lambda: ani.you["player"]["removed"], "being told")
    hall.go_to("open")
    ani.sees("open")
    assert ani.answer(picks=[0])["error"]["code"] == "player/removed"
    assert desk.code("restore", player="p1") == "ok"
    until(lambda: not ani.you["player"]["removed"], "being told")
    assert ani.answer(picks=[0])["ok"]
    assert desk.code("remove", player="nobody") == "player/unknown"


def test_two_screens_that_open_a_room_at_once_open_one(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    hall.close_room()
    other = hall.connect("/screen", {"protocol": 1, "lang": "id"}, hall.cookie)
    acks = hall.all(line.wire.verb("open_room", {"programme": "tes"}) for line in (hall.screen, other))
    assert sorted(ack["ok"] for ack in acks) == [False, True]
    assert hall.json("/healthz")["rooms"] == 1


def test_the_newer_of_two_connections_with_one_token_stays(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    older = hall.student()
    newer = hall.phone(older.token)
    assert newer.you["player"] == older.you["player"]
    until(lambda: older.events("bye"), "bye")
    assert older.newest("bye")["code"] == "player/replaced"
    older.ends()
    hall.go_to("open")
    assert newer.sees("open")
    assert newer.answer(picks=[0])["ok"]
    assert hall.json("/healthz")["players"] == 1


def test_a_closed_visit_says_goodbye_and_lets_nobody_in(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    hall.close_room()
    until(lambda: ani.events("bye"), "bye")
    assert ani.newest("bye")["code"] == "room/ended"
    ani.ends()
    with pytest.raises(Exception, match="room/none"):
        hall.phone(ani.token)
