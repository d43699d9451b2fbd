"""The question box: two doors that nobody can tell apart, one that a person opens for the wall, one that the lead alone opens."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from quizserver.core import commands as c
from quizserver.core import requests
from quizserver.core.facts import Json
from quizserver.errors import QuizError, Rejected
from quizserver.rounds.box import LONGEST, MOST_SENT
from quizserver.safety import sealing
from tests.conftest import LEAD_SECRET, ROOM_SECRET, Classroom, sample

ROOM, LEAD = sealing.public_of(ROOM_SECRET), sealing.public_of(LEAD_SECRET)
SECRET_TEXT = "Aku takut pulang sekolah."


def play(*names: str, weight: int = 1) -> Classroom:
    """A box in which everybody writes now."""
    room = Classroom(sample("box"), sample("choice"))
    room.join(*(names or ("ani", "budi", "citra")), weight=weight)
    room.open()
    room.advance()
    return room


def ask(room: Classroom, name: str, text: str, door: str = "question") -> Json:
    return room.answer(name, sealed=sealing.seal(ROOM, json.dumps({"door": door, "text": text})))


def talk(room: Classroom, name: str, text: str = SECRET_TEXT) -> Json:
    return room.answer(name, sealed=sealing.seal(LEAD, json.dumps({"door": "talk", "text": text, "meet": [], "find": ""})))


def moderate(room: Classroom, action: str, entry: int, **more: Any) -> None:
    seen = queue(room)[entry]["version"]
    room.do(c.Moderate(actor="desk-a", id=next(room.ids), round=1, action=action, entry=entry, seen=seen, **more))


def queue(room: Classroom) -> list[Json]:
    entries: list[Json] = room.state.rounds[1].state["queue"]["entries"]
    return entries


def written(room: Classroom) -> list[str]:
    """What moderators can read."""
    return [entry["text"] for entry in queue(room) if entry["status"] == "held"]


def read_by_lead(room: Classroom) -> list[str]:
    """What the lead's secret key opens."""
    texts = [sealing.opened(LEAD_SECRET, request.sealed) for request in room.state.requests.values()]
    return [json.loads(text)["text"] for text in texts if text]


def everything(room: Classroom) -> str:
    """All that is stored, and all that anybody was sent or is shown."""
    stored = [entry.as_row() for entry in room.journal.read("room")]
    shown = [room.view(audience) for audience in ("phone", "screen", "desk", *room.names)]
    return json.dumps([stored, room.outlet.sent, shown, room.game.progress(room.state), room.state.rounds[1].state])


# The two doors


def test_door_one_comes_to_the_moderators_and_door_two_to_the_lead_alone() -> None:
    room = play()
    ask(room, "ani", "Apa itu perundungan?")
    talk(room, "budi")
    ask(room, "citra", "", door="pass")
    assert written(room) == ["Apa itu perundungan?"]
    assert read_by_lead(room) == [SECRET_TEXT]
    assert SECRET_TEXT not in everything(room)
    assert sealing.opened(ROOM_SECRET, next(iter(room.state.requests.values())).sealed) is None, "the server's own key opens nothing of it"


def test_nobody_can_tell_from_outside_which_door_somebody_took() -> None:
    """The same number of facts, the same ack, the same messages, byte for byte, whoever asks, hopes, passes or wants to talk."""
    seen = []
    hopes, passes = "x" * LONGEST, ""
    for door, text in (("question", "Halo"), ("hope", hopes), ("pass", passes), ("talk", SECRET_TEXT)):
        room = play()
        room.outlet.sent.clear()
        before = room.state.seq
        reply = talk(room, "ani", text) if door == "talk" else ask(room, "ani", text, door)
        room.wait(1)
        watched = [room.view("phone"), room.view("screen"), room.view("desk"), room.view("ani"), room.game.progress(room.state)]
        room.close()
        closed = [room.view("ani"), room.view("budi"), room.view("phone")]
        seen.append(json.dumps([reply, room.state.seq - before, watched, closed, room.outlet.sent]))
    assert len(set(seen)) == 1


def test_everything_sent_has_one_size_whatever_is_inside() -> None:
    texts = ["", "Halo", "x" * LONGEST, "é" * LONGEST]
    sealed = [sealing.seal(key, json.dumps({"text": text}, ensure_ascii=False)) for key in (ROOM, LEAD) for text in texts]
    assert {len(one) for one in sealed} == {sealing.SEALED_CHARACTERS}
    assert len(set(sealed)) == len(sealed), "no two look alike, so none can be recognised"


def test_a_text_at_the_limit_is_taken_and_one_letter_more_is_refused() -> None:
    room = play()
    ask(room, "ani", "a" * LONGEST)
    assert written(room) == ["a" * LONGEST]
    with pytest.raises(Rejected, match="box/unreadable"):
        ask(room, "budi", "a" * (LONGEST + 1))
    with pytest.raises(ValueError, match="too long"):
        sealing.seal(LEAD, "a" * (sealing.LONGEST + 1))


NONSENSE = ["", "[]", "null", '"halo"', '{"door": "talk", "text": "x"}', '{"door": "question", "text": 7}', "{" * 900, "[" * 1000]


@pytest.mark.parametrize("inside", NONSENSE)
def test_nonsense_sealed_to_the_room_is_refused_and_changes_nothing(inside: str) -> None:
    room = play()
    with pytest.raises(Rejected, match="box/unreadable"):
        room.answer("ani", sealed=sealing.seal(ROOM, inside))
    assert (written(room), room.state.requests) == ([], {})


UNSEALED = [SECRET_TEXT, "A" * (sealing.SEALED_CHARACTERS + 4), "!" * sealing.SEALED_CHARACTERS, "", None, 7, [SECRET_TEXT]]


@pytest.mark.parametrize("sealed", UNSEALED)
def test_what_is_not_sealed_at_all_is_refused_and_stored_nowhere(sealed: object) -> None:
    room = play()
    with pytest.raises(Rejected, match="box/unreadable"):
        room.answer("ani", sealed=sealed)
    assert (written(room), room.state.requests) == ([], {})
    assert SECRET_TEXT not in everything(room)


def test_who_passes_has_written_nothing_whatever_a_page_may_send_with_it() -> None:
    room = play()
    ask(room, "ani", SECRET_TEXT, door="pass")
    assert written(room) == []
    assert SECRET_TEXT not in everything(room)


def test_what_no_key_opens_is_passed_on_to_the_lead_and_never_refused() -> None:
    room = play()
    room.answer("ani", sealed=sealing.seal(sealing.public_of(sealing.new_secret()), SECRET_TEXT))
    assert len(room.state.requests) == 1


# Newest counts, take back


def test_the_newest_of_a_player_counts_until_it_is_read_or_approved() -> None:
    room = play()
    ask(room, "ani", "Satu")
    talk(room, "ani", "Dua")
    assert (written(room), read_by_lead(room)) == ([], ["Dua"])
    ask(room, "ani", "Tiga")
    assert (written(room), read_by_lead(room)) == (["Tiga"], [])
    talk(room, "ani", "Empat")
    lead_reads(room)
    talk(room, "ani", "Lima")
    assert read_by_lead(room) == ["Empat", "Lima"], "what was read stays"


def lead_reads(room: Classroom) -> str:
    """The lead opens the newest request; its id."""
    newest = list(room.state.requests)[-1]
    room.do(c.ReadRequest(actor="lead", id=next(room.ids), request=newest))
    return newest


def take_back(room: Classroom, name: str, number: int = 1) -> str:
    """The code with which it is refused, `ok` if it is not."""
    outcome = room.send(c.TakeBack(actor=room.names[name], id=next(room.ids), round=number))[0]
    return outcome.code if isinstance(outcome, QuizError) else "ok"


def test_anything_may_be_taken_back_until_an_adult_has_taken_it_up_also_after_the_close() -> None:
    room = play()
    ask(room, "ani", "Apakah aku boleh bertanya?")
    talk(room, "budi")
    ask(room, "citra", "", door="pass")
    room.close()
    before = room.state.seq
    assert [take_back(room, name) for name in ("ani", "budi", "citra")] == ["ok"] * 3
    assert room.state.seq == before + 3, "one fact each, whichever door it was"
    assert (written(room), room.state.requests) == ([], {})
    assert all(entry["text"] == entry["shown"] == "" for entry in queue(room))
    with pytest.raises(Rejected, match="act/nothing_to_undo"):
        moderate(room, "undo", 0)
    assert "Apakah aku" not in json.dumps(room.state.rounds[1].state), "no undo of an adult's brings it back"


def test_a_phone_knows_after_the_box_that_it_may_take_back_whatever_it_sent() -> None:
    room = play()
    assert "box" not in room.view("ani")
    talk(room, "ani")
    ask(room, "budi", "", door="pass")
    room.close()
    room.advance()
    assert [room.view(name).get("box") for name in ("ani", "budi", "citra")] == [1, 1, None]
    assert take_back(room, "ani") == take_back(room, "budi") == "ok"


def test_what_was_read_or_approved_cannot_be_taken_back_and_both_are_told_the_same() -> None:
    room = play()
    ask(room, "ani", "Halo semua")
    talk(room, "budi")
    moderate(room, "approve", 0)
    lead_reads(room)
    assert take_back(room, "ani") == take_back(room, "budi") == take_back(room, "citra") == "box/nothing_to_take_back"
    assert take_back(room, "ani", 2) == "box/nothing_to_take_back"
    assert read_by_lead(room) == [SECRET_TEXT]


def test_one_phone_cannot_fill_the_disk() -> None:
    room = play()
    for n in range(MOST_SENT):
        ask(room, "ani", f"Pertanyaan {n}")
    for refused in (ask, talk):
        with pytest.raises(Rejected, match="box/often"):
            refused(room, "ani", "lagi")
    assert written(room) == [f"Pertanyaan {MOST_SENT - 1}"]


# The wall


def test_only_what_a_person_approved_reaches_the_wall() -> None:
    room = play()
    ask(room, "ani", "Kenapa orang mengejek?")
    ask(room, "budi", "Budi jelek")
    room.close()
    assert room.view("screen")["round"]["body"]["shown"] == []
    moderate(room, "approve", 0)
    moderate(room, "rewrite", 1, text="Bagaimana kalau diejek?")
    assert room.view("screen")["round"]["body"]["shown"] == ["Bagaimana kalau diejek?", "Kenapa orang mengejek?"]
    moderate(room, "remove", 1)
    assert room.view("screen")["round"]["body"]["shown"] == ["Kenapa orang mengejek?"]
    assert "Budi jelek" not in json.dumps([room.view("screen"), room.view("desk"), room.view("phone"), room.outlet.sent])
    assert queue(room)[1]["text"] == "Budi jelek", "what moderators read is never altered"


# Who must be there


def open_box(room: Classroom, lead: str) -> str:
    """Space at the notice, with this lead; the code with which it is refused, `ok` if it is not."""
    room.open()
    room.do(c.ChangeLead(actor="lead", id=next(room.ids), public=lead))
    try:
        room.advance()
    except Rejected as refused:
        return refused.code
    return "ok"


def test_the_box_opens_when_a_leads_device_answers_or_as_a_paper_box_by_choice() -> None:
    room = Classroom(sample("box"))
    room.join("ani")
    assert open_box(room, "") == "box/no_lead"
    assert room.view("desk")["can"]["act"] == ["paper"]
    assert room.view("desk")["round"]["body"]["ready"] is False
    assert open_box(room, LEAD) == "ok"
    assert room.view("phone")["round"]["body"]["lead"] == LEAD

    room = Classroom(sample("box"))
    room.join("ani")
    assert open_box(room, "") == "box/no_lead"
    room.do(c.Act(actor="desk", id=next(room.ids), round=1, action="paper"))
    room.advance()
    assert room.view("phone")["round"]["body"]["lead"] == "", "phones then offer a slip of paper instead"
    assert room.view("phone")["round"]["step"] == "write"

    room = Classroom(sample("box"))
    room.join("ani")
    room.open()
    room.do(c.Act(actor="desk", id=next(room.ids), round=1, action="paper"))
    room.advance()
    assert room.view("phone")["round"]["body"]["lead"] == "", "the facilitator's choice holds also while her device answers"


def test_nothing_can_be_sent_while_the_notice_is_read() -> None:
    room = Classroom(sample("box"))
    room.join("ani")
    room.open()
    with pytest.raises(Rejected, match="answer/not_open"):
        room.answer("ani", sealed=sealing.seal(ROOM, json.dumps({"door": "question", "text": "halo"})))
    assert "left" not in room.view("phone")["round"], "and nobody is hurried"


def test_once_the_hall_writes_no_desk_takes_the_leads_door_away() -> None:
    room = play()
    assert room.view("desk")["can"]["act"] == []
    for action in ("paper", "sealed"):
        with pytest.raises(Rejected, match="act/not_now"):
            room.do(c.Act(actor="desk", id=next(room.ids), round=1, action=action, payload={}))
    assert room.view("phone")["round"]["body"]["lead"] == LEAD


def test_a_lead_who_looks_away_while_the_hall_writes_closes_no_door() -> None:
    room = play()
    room.do(c.ChangeLead(actor="lead", id=next(room.ids), public=""))
    assert room.view("phone")["round"]["body"]["lead"] == LEAD
    talk(room, "ani")
    assert read_by_lead(room) == [SECRET_TEXT]


def test_a_restart_loses_nothing() -> None:
    room = play()
    ask(room, "ani", "Halo")
    talk(room, "budi")
    before = room.state
    room.restarted()
    assert room.state == before
    assert requests.open_count(room.state) == 1


def test_the_report_and_the_counts_of_the_wall_know_nothing_of_the_doors() -> None:
    room = play()
    talk(room, "ani")
    ask(room, "budi", "Halo")
    kind = room.game.types["box"]
    assert kind.results(room.state.rounds[1].state, "id") is None
    assert room.game.progress(room.state)["extra"] == {}
    assert room.game.progress(room.state)["answered"] == 2


def test_320_submissions_in_one_go() -> None:
    """Prints its figure; with a disk and over the wire: tests/sockets/test_requests.py."""
    room = play(*(f"s{n}" for n in range(320)))
    sealed = [sealing.seal(LEAD if n % 40 == 0 else ROOM, json.dumps({"door": "question", "text": "a" * LONGEST})) for n in range(320)]
    began = time.perf_counter()
    for n, one in enumerate(sealed):
        room.answer(f"s{n}", sealed=one)
    print(f"320 submissions decided and applied in {1000 * (time.perf_counter() - began):.0f} ms")
    assert (len(written(room)), len(room.state.requests)) == (312, 8)
