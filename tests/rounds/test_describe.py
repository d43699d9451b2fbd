"""Tebak kata on stage: who comes up and who stops is private, the word is on one phone only, and no word is asked twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from quizserver.core import commands as c
from quizserver.core.facts import Json
from quizserver.errors import Rejected
from quizserver.rounds import describe
from tests.conftest import Classroom, sample

CLASSES = [{"id": "g1", "name": "7A", "size": None}, {"id": "g2", "name": "7B", "size": None}]
HALL = ("ani", "budi", "citra", "dewi")


def a_stage(*, grouped: bool = False, mode: str = "tiebreak", n: int = 0) -> Classroom:
    room = Classroom(sample("describe", n), mode=mode, groups=CLASSES if grouped else [])
    for i, name in enumerate(HALL):
        room.join(name, group=f"g{i % 2 + 1}" if grouped else None)
    room.open()
    room.outlet.sent.clear()
    return room


def do(room: Classroom, action: str, **payload: object) -> None:
    room.do(c.Act(actor="desk", id=next(room.ids), round=1, action=action, payload=dict(payload)))


def judge(room: Classroom, action: str) -> str:
    card = room.view("desk")["round"]["body"]["card"]
    do(room, action, card=card["number"])
    return str(card["word"])


def drawn(room: Classroom) -> list[str]:
    stage = room.state.rounds[1].state["on_stage"]
    return [name for player in stage for name in HALL if room.names[name] == player]


def own(room: Classroom, name: str) -> Any:
    return room.view(name)["round"]["body"]


def on_stage(*wanting: str, grouped: bool = False, mode: str = "tiebreak") -> tuple[Classroom, list[str]]:
    room = a_stage(grouped=grouped, mode=mode)
    for name in wanting or HALL:
        room.answer(name, stage="join")
    do(room, "draw")
    return room, drawn(room)


# Wanting to come up is private


def test_both_choices_are_kept_told_and_shown_alike() -> None:
    room = a_stage()
    before = room.view("phone")
    assert room.answer("ani", stage="join") == room.answer("budi", stage="pass") == {}
    assert room.view("phone")["round"] == before["round"]
    assert len(json.dumps(own(room, "ani"))) == len(json.dumps(own(room, "budi")))
    facts = [entry.as_row()["body"] for entry in room.journal.read("room")][-2:]
    assert len({len(json.dumps(fact)) for fact in facts}) == 1
    assert room.outlet.to("phone") == [], "no other phone hears of it"


def test_a_desk_hears_how_many_want_to_and_no_list_says_who() -> None:
    room = a_stage()
    for name, choice in zip(HALL, ("join", "join", "join", "pass"), strict=True):
        room.answer(name, stage=choice)
    assert room.game.progress(room.state)["extra"]["wants"] == 3
    assert '"answered": true' not in str(room.room.people(1, "", ""))
    shown = json.dumps([room.view("screen"), room.view("desk"), room.view("phone")])
    assert not any(name in shown for name in (*HALL, *room.names.values()))


def test_two_are_drawn_by_the_seed_among_those_who_want_to_and_their_phones_alone_are_told() -> None:
    room, pair = on_stage("ani", "budi", "citra")
    assert len(pair) == 2
    assert "dewi" not in pair
    assert [own(room, name)["role"] for name in pair] == ["describer", "partner"]
    assert {who for who, event, _ in room.outlet.sent if event == "you"} == {room.names[name] for name in pair}
    assert on_stage("ani", "budi", "citra")[1] == pair


def test_who_was_drawn_once_is_not_drawn_again_and_may_say_no_before_the_turn() -> None:
    room, pair = on_stage()
    room.answer(pair[0], stop=True)
    assert own(room, pair[1])["role"] == "describer", "the partner takes the card, if they like"
    assert own(room, pair[0]) == {"stage": "join"}
    do(room, "draw")
    assert not set(drawn(room)) & set(pair)
    with pytest.raises(Rejected, match="act/no_volunteers"):
        do(room, "draw")


def test_nobody_needs_to_come_up() -> None:
    room = a_stage()
    with pytest.raises(Rejected, match="act/no_volunteers"):
        do(room, "draw")
    room.advance()
    body = room.view("desk")["round"]["body"]
    assert (body["holder"], body["drawn"]) == ("desk", 0)
    assert body["card"]["word"]


# The word


def secrets(question: Json) -> set[str]:
    return {text for card in question["cards"] for part in (card["word"], *card["forbidden"]) for text in part.values()}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(inner)


@pytest.mark.parametrize("grouped", [False, True])
def test_no_phone_but_the_describers_and_no_wall_ever_gets_a_word_before_it_was_found(grouped: bool) -> None:
    room, _ = on_stage(grouped=grouped)
    found: set[str] = set()
    while room.state.phase == "open":
        describer = (drawn(room) or [""])[0] if room.state.rounds[1].state["step"] == "turn" else ""
        views = [room.view("phone"), room.view("screen"), room.game.progress(room.state)]
        views += [room.view(name) for name in HALL if name != describer]
        shown = {text for view in views for text in texts(view)}
        assert not (shown & secrets(sample("describe"))) - found
        if describer and room.view("desk")["round"]["body"].get("card"):
            found.add(judge(room, "correct"))
        room.room.send_progress()
        room.advance()
    describers = {room.names[name] for name in HALL if name in drawn(room)} | set(room.state.rounds[1].state["been"])
    sent = [(who, view) for who, _, view in room.outlet.sent if who not in ("desk", *describers)]
    assert sent
    assert not {text for _, view in sent for text in texts(view)} & secrets(sample("describe")) - found


def test_the_describers_card_follows_every_judgement_and_goes_with_the_turn() -> None:
    room, pair = on_stage()
    room.advance()
    room.outlet.sent.clear()
    word = own(room, pair[0])["card"]["word"]
    assert own(room, pair[1]) == {"stage": "join", "role": "partner"}
    judge(room, "pass")
    told = room.outlet.to(room.names[pair[0]], "you")
    assert told[-1]["round"]["body"]["card"]["word"] != word
    assert room.outlet.to(room.names[pair[1]], "you") == [], "the partner's phone has nothing new to show"
    room.advance()
    assert own(room, pair[0]) == {"stage": "join"}
    assert room.outlet.to(room.names[pair[0]], "you")[-1]["round"]["body"] == {"stage": "join"}


def test_no_word_is_asked_twice_whatever_became_of_it() -> None:
    room, _ = on_stage()
    room.advance()
    first = judge(room, "forbidden")
    seen = room.view("desk")["round"]["body"]["card"]["word"]
    room.advance()
    room.advance()
    third = room.view("desk")["round"]["body"]["card"]["word"]
    assert len({first, seen, third}) == 3
    judge(room, "correct")
    assert "card" not in room.view("desk")["round"]["body"], "the deck is through"
    room.advance()
    assert room.view("screen")["next"]["does"] == "close"


def test_of_two_desks_that_judge_the_same_card_the_second_is_told() -> None:
    room, _ = on_stage()
    room.advance()
    number = room.view("desk")["round"]["body"]["card"]["number"]
    do(room, "correct", card=number)
    with pytest.raises(Rejected, match="act/changed"):
        do(room, "correct", card=number)
    assert room.game.progress(room.state)["extra"]["found"] == 1


# Stopping


def test_the_describer_may_stop_at_any_time_and_the_wall_says_nothing_of_it() -> None:
    room, pair = on_stage()
    room.advance()
    before = room.view("screen")["round"]
    room.answer(pair[0], stop=True)
    assert room.view("screen")["round"] == before
    assert own(room, pair[0]) == {"stage": "join"}
    assert room.view("desk")["round"]["body"]["holder"] == "desk"
    assert room.view("desk")["round"]["body"]["card"], "the turn can go on from the desk"


@pytest.mark.parametrize("cover", ["", "calm"])
def test_who_is_on_stage_may_stop_while_the_game_stands_still_and_nothing_else_is_taken(cover: str) -> None:
    room, pair = on_stage()
    room.advance()
    if cover:
        room.do(c.TurnWall(actor="desk", id=next(room.ids), show=cover))
    else:
        room.do(c.Pause(actor="desk", id=next(room.ids), on=True))
    other = next(name for name in HALL if name not in pair)
    for name, payload in ((pair[0], {"stage": "pass"}), (pair[0], {"stop": 1}), (other, {"stop": True})):
        with pytest.raises(Rejected, match="answer/paused"):
            room.answer(name, **payload)
    assert "card" in own(room, pair[0])
    room.outlet.sent.clear()
    room.answer(pair[0], stop=True)
    assert own(room, pair[0]) == {"stage": "join"}
    assert room.state.paused
    assert any(room.names[pair[0]] in str(message) for message in room.outlet.sent), "the phone hears that it is free"


def test_a_desk_takes_over_the_card_of_a_phone_that_is_gone() -> None:
    room, pair = on_stage()
    room.advance()
    word = own(room, pair[0])["card"]["word"]
    do(room, "take_card")
    assert "card" not in own(room, pair[0])
    assert room.view("desk")["round"]["body"]["card"]["word"] == word
    with pytest.raises(Rejected, match="act/not_now"):
        do(room, "take_card")


def test_a_phone_that_is_removed_loses_its_card() -> None:
    room, pair = on_stage()
    room.advance()
    room.do(c.Remove(actor="desk", id="remove", player=room.names[pair[0]]))
    assert own(room, pair[0]) is None
    assert room.view("desk")["round"]["body"]["card"]


def test_who_was_sent_out_or_is_somebodys_second_self_is_not_drawn() -> None:
    room = a_stage()
    for name in HALL:
        room.answer(name, stage="join")
    room.do(c.Remove(actor="desk", id="remove", player=room.names["ani"]))
    room.do(c.MergePlayers(actor="desk", id="merge", gone=room.names["budi"], into=room.names["citra"]))
    assert room.game.progress(room.state)["extra"]["wants"] == 2
    do(room, "draw")
    assert sorted(drawn(room)) == ["citra", "dewi"]
    room.do(c.Restore(actor="desk", id="restore", player=room.names["ani"]))
    assert own(room, "ani") is None, "asked again, like anybody who has not chosen"


def test_only_who_is_on_stage_can_stop_anything() -> None:
    room, pair = on_stage()
    room.advance()
    bystander = next(name for name in HALL if name not in pair)
    with pytest.raises(Rejected, match="answer/unknown_option"):
        room.answer(bystander, stop=True)
    assert drawn(room) == pair


# Turns and points


def test_a_turn_ends_by_itself_for_all_at_once_even_where_somebody_has_extra_time() -> None:
    room, pair = on_stage()
    room.state.extended[room.names[pair[0]]] = 2.0
    room.advance()
    assert room.view("screen")["round"]["left"] == 60
    room.wait(62)
    assert room.state.rounds[1].state["step"] == "found"


def test_ending_a_turn_early_asks_nobody_whether_phones_have_answered() -> None:
    room, _ = on_stage()
    room.advance()
    room.advance(confirmed=False)
    assert room.state.rounds[1].state["step"] == "found"


def test_each_group_has_its_turn_its_own_volunteers_and_the_points_of_its_words() -> None:
    room, pair = on_stage(grouped=True)
    assert set(pair) == {"ani", "citra"}
    room.advance()
    words = [judge(room, "correct")]
    room.advance()
    body = room.view("screen")["round"]["body"]
    assert (body["team"], body["words"], body["next_team"]) == ("7A", words, "7B")
    do(room, "draw")
    assert set(drawn(room)) == {"budi", "dewi"}
    room.close()
    assert {team: award.points for team, award in room.state.ledger.entries[1].items()} == {"g1": describe.WORTH, "g2": 0}
    assert room.view("phone")["round"]["reveal"]["words"] == words
    assert all("result" not in room.view(name)["round"] for name in HALL), "volunteering is nobody's result"


def test_without_groups_words_are_counted_for_the_hall_and_nobody_gets_points() -> None:
    room, _ = on_stage()
    room.advance()
    judge(room, "correct")
    do(room, "finish")
    assert room.state.phase == "closed"
    assert room.view("screen")["round"]["reveal"]["found"] == 1
    assert room.state.ledger.entries == {}


def test_a_restart_in_the_middle_of_a_turn_leaves_everything_where_it_was() -> None:
    room, pair = on_stage()
    room.advance()
    judge(room, "correct")
    card = own(room, pair[0])["card"]
    room.restarted()
    assert own(room, pair[0])["card"] == card


# Decks


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"seconds": 60}, "write turn_seconds"),
        ({"cards": sample("describe")["cards"][:1] * 2}, "on two cards"),
        ({"cards": [sample("describe")["cards"][0] | {"hint": {"id": "Rasa empati itu"}}]}, "in the hint"),
    ],
)
def test_a_deck_that_cannot_be_played_is_refused_with_the_remedy(change: Json, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        describe.Question.model_validate(sample("describe") | change)
