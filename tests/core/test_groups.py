"""Groups and classes: who is placed where, who waits for the desk, what a group scores, and what the wall may say of it."""

from __future__ import annotations

import pytest

from quizserver.core import commands as c
from quizserver.core import groups
from quizserver.core.facts import Json
from quizserver.core.ledger import Award
from quizserver.errors import Rejected
from tests.conftest import Classroom, sample


def classes(*sizes: int | None) -> list[Json]:
    return [{"id": f"g{n}", "name": f"7{'ABCDEFGH'[n - 1]}", "size": size} for n, size in enumerate(sizes, start=1)]


def school(*sizes: int | None, assign: str = "choose") -> Classroom:
    return Classroom(sample("choice", 1), sample("choice", 1), sample("podium"), groups=classes(*sizes), assign=assign)


def move(room: Classroom, student: str, group: str, was: str | None) -> None:
    room.do(c.Move(actor="desk", id=next(room.ids), player=room.names[student], group=group, was=was))


def remove(room: Classroom, student: str) -> None:
    room.do(c.Remove(actor="desk", id=next(room.ids), player=room.names[student]))


def play(room: Classroom, right: str = "", wrong: str = "") -> None:
    """One question: these students answer it right, those wrong."""
    room.open()
    now = room.state.round
    assert now is not None
    key = now.state["right"][0]
    for name in right.split():
        room.answer(name, picks=[key])
    for name in wrong.split():
        room.answer(name, picks=[1 - key])
    room.close()


def group_of(room: Classroom, student: str) -> str | None:
    return room.state.players[room.names[student]].group


def best(room: Classroom) -> list[tuple[int, list[str], int]]:
    return [(row["place"], row["names"], row["points"]) for row in groups.best(room.state)]


# Names typed at set-up


def test_typed_classes_get_ids_and_tidy_names() -> None:
    assert groups.named([{"name": "  Merah   Tua ", "size": 32}, {"name": "7B"}]) == [
        {"id": "g1", "name": "Merah Tua", "size": 32},
        {"id": "g2", "name": "7B", "size": None},
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ([{"name": ""}], "group/name"),
        ([{"name": "x" * 21}], "group/name"),
        ([{"name": "7A\u202e"}], "group/name"),
        ([{"name": "7A"}, {"name": "7a"}], "group/name_twice"),
        ([{"name": "7A", "size": 0}], "group/size"),
        ([{"name": "7A", "size": 501}], "group/size"),
        ([{"name": f"{n}"} for n in range(41)], "group/too_many"),
    ],
)
def test_a_class_that_cannot_be_used_is_refused_with_its_line(typed: list[Json], code: str) -> None:
    with pytest.raises(Rejected) as refused:
        groups.named(typed)
    assert refused.value.code == code
    assert set(refused.value.values) <= {"place", "most"}, "typed text is not sent back"


# Joining


def test_a_student_joins_the_class_chosen_on_the_phone() -> None:
    room = school(None, None)
    room.join("ani", group="g2")
    assert room.view("ani")["player"]["group"] == {"id": "g2", "name": "7B"}
    with pytest.raises(Rejected, match="group/choose"):
        room.join("budi")
    with pytest.raises(Rejected, match="group/unknown"):
        room.join("budi", group="g9")
    assert room.state.heads == 1, "a refused join leaves no trace"


def test_a_phone_is_told_the_classes_before_it_joins_and_nothing_more() -> None:
    room = school(1, None)
    room.join("ani", group="g1")
    assert groups.choices(room.state) == [
        {"id": "g1", "name": "7A", "is_full": True},
        {"id": "g2", "name": "7B", "is_full": False},
    ]
    assert groups.choices(school(1, None, assign="balance").state) == []


def test_a_join_above_the_size_waits_and_cannot_answer_until_a_desk_says_yes() -> None:
    room = school(2)
    room.join("ani", weight=2, group="g1")
    room.join("budi", group="g1")
    assert room.view("budi")["player"]["waits"]
    assert room.state.heads == 2, "who waits is not counted yet"
    room.open()
    with pytest.raises(Rejected, match="join/waits"):
        room.answer("budi", picks=[0])
    room.do(c.Admit(actor="desk", id=next(room.ids), player=room.names["budi"]))
    room.answer("budi", picks=[0])
    assert (room.state.heads, "waits" in room.view("budi")["player"]) == (3, False)


def test_moving_somebody_who_waits_lets_them_in() -> None:
    room = school(1, None)
    room.join("ani", "budi", group="g1")
    move(room, "budi", "g2", "g1")
    assert "waits" not in room.view("budi")["player"]
    assert room.state.group_heads == {"g1": 1, "g2": 1}


def test_the_server_fills_the_emptiest_class_by_heads_for_its_size() -> None:
    room = school(20, 10, assign="balance")
    for n in range(30):
        room.join(f"s{n}")
    assert room.state.group_heads == {"g1": 20, "g2": 10}
    room.join("one-more")
    assert room.view("one-more")["player"]["waits"], "all classes are full"


def test_balancing_counts_heads_not_phones() -> None:
    room = school(None, None, assign="balance")
    room.join("five", weight=5)
    room.join("a", "b", "c")
    assert [group_of(room, name) for name in ("five", "a", "b", "c")] == ["g1", "g2", "g2", "g2"]


def test_of_two_desks_that_move_the_same_student_the_later_one_is_told() -> None:
    room = school(None, None, None)
    room.join("ani", group="g1")
    move(room, "ani", "g2", "g1")
    move(room, "ani", "g2", "g1")  # both wanted the same: nothing to tell
    with pytest.raises(Rejected, match="group/moved_meanwhile"):
        move(room, "ani", "g3", "g1")
    assert group_of(room, "ani") == "g2"


# Scores of groups


def test_a_groups_score_is_the_average_of_its_heads() -> None:
    room = school(None, None)
    room.join("ani", weight=3, group="g1")
    room.join("budi", group="g1")
    room.join("citra", group="g2")
    play(room, right="ani citra", wrong="budi")
    assert groups.averages(room.state) == {"g1": 750, "g2": 1000}
    assert room.view("budi")["score"]["group"] == 750, "each phone is told its own group's"
    assert "750" not in str(room.view("phone")) + str(room.view("screen"))


def test_points_given_to_the_group_itself_are_added() -> None:
    room = school(None, None)
    room.join("ani", group="g1")
    room.join("budi", group="g2")
    play(room, right="ani budi")
    room.state.ledger.replace(99, {"g2": Award(300)})
    room.join("citra", group="g1")
    assert groups.averages(room.state) == {"g1": 500, "g2": 1300}


def test_who_was_removed_or_has_moved_counts_where_they_are_now() -> None:
    room = school(None, None)
    room.join("ani", "budi", group="g1")
    room.join("citra", group="g2")
    play(room, right="ani", wrong="budi citra")
    remove(room, "budi")
    assert groups.averages(room.state)["g1"] == 1000
    move(room, "ani", "g2", "g1")
    assert groups.averages(room.state) == {"g2": 500}, "a group that emptied has no score"


def test_the_wall_gets_three_groups_at_most_and_never_the_last() -> None:
    room = school(*[None] * 5)
    for n in range(1, 6):
        room.join(f"right{n}", group=f"g{n}")
        if n > 1:
            room.join(f"wrong{n}", weight=n - 1, group=f"g{n}")
    play(room, right=" ".join(f"right{n}" for n in range(1, 6)))
    assert best(room) == [(1, ["7A"], 1000), (2, ["7B"], 500), (3, ["7C"], 333)]
    remove(room, "right4")
    remove(room, "right5")
    for name in ("wrong4", "wrong5"):
        remove(room, name)
    assert best(room) == [(1, ["7A"], 1000), (2, ["7B"], 500)], "of three groups the third would be the last"


def test_a_tie_is_one_row_and_takes_its_places() -> None:
    room = school(*[None] * 4)
    for n in range(1, 5):
        room.join(f"s{n}", group=f"g{n}")
    play(room, right="s1 s2 s3", wrong="s4")
    assert best(room) == [(1, ["7A", "7B", "7C"], 1000)]
    play(room, right="s4", wrong="s1 s2 s3")
    assert best(room) == [(1, ["7A", "7B", "7C", "7D"], 1000)], "all alike: nobody is last"


def test_with_one_group_or_no_points_there_is_no_best() -> None:
    room = school(None, None)
    room.join("ani", group="g1")
    play(room, right="ani")
    assert best(room) == [], "the other group is empty: nobody to be better than"
    room.join("budi", group="g2")
    assert best(room) == [(1, ["7A"], 1000)]
    assert best(school(None, None)) == []


def test_the_podium_shows_the_best_on_the_wall_only() -> None:
    room = school(None, None)
    room.join("ani", group="g1")
    room.join("budi", group="g2")
    play(room, right="ani", wrong="budi")
    play(room, right="ani", wrong="budi")
    room.advance()
    assert room.view("screen")["round"]["body"]["best"] == [{"place": 1, "names": ["7A"], "points": 2000}]
    assert "best" not in room.view("phone")["round"]["body"]


def test_turnout_by_class_goes_to_the_desk_alone() -> None:
    room = school(30, None)
    room.join("ani", weight=4, group="g1")
    room.join("budi", group="g2")
    room.open()
    room.answer("ani", picks=[0])
    counts = room.game.progress(room.state, "desk")
    assert counts["groups"][0] == {"id": "g1", "name": "7A", "size": 30, "heads": 4, "answered": 4}
    assert (counts["waiting"], counts["held"]) == (0, 0)
    assert not {"groups", "waiting", "held"} & room.game.progress(room.state, "screen").keys()
    assert "7B" not in str(room.view("screen"))


def test_counts_that_go_out_five_times_a_second_walk_neither_the_players_nor_the_programme() -> None:
    room = school(1, None)
    room.join("ani", "budi", group="g1")
    room.join("citra", weight=3, group="g2")
    room.open()
    room.answer("citra", picks=[0])
    before = room.game.progress(room.state, "desk")
    assert (before["phones"], before["waiting"], before["answered"], before["woven"]) == (3, 1, 3, 0.375)
    room.state.players, room.state.items = {}, []
    assert room.game.progress(room.state, "desk") == before


def test_who_was_sent_out_is_shown_neither_an_answer_nor_the_score_of_the_class() -> None:
    room = school(None, None)
    room.join("ani", "budi", group="g1")
    play(room, right="ani budi")
    assert room.view("ani")["score"]["group"] == 1000
    assert room.view("ani")["round"]["body"]
    remove(room, "ani")
    assert "group" not in room.view("ani")["score"]
    assert room.view("ani")["round"]["body"] is None


# Heads, and one person who joined twice


def test_heads_changed_in_the_middle_of_a_question_do_not_tear_its_tally() -> None:
    room = school(None)
    room.join("ani", weight=2, group="g1")
    room.open()
    room.answer("ani", picks=[0])
    room.do(c.SetHeads(actor="desk", id=next(room.ids), player=room.names["ani"], weight=4))
    room.answer("ani", picks=[1])
    assert room.state.rounds[1].state["tally"]["players"] == {"0": 0, "1": 2}
    counts = room.game.progress(room.state)
    assert (counts["players"], counts["answered"]) == (4, 4)
    for weight in (0, 6):
        with pytest.raises(Rejected, match="player/heads_range"):
            room.do(c.SetHeads(actor="desk", player=room.names["ani"], weight=weight))


def merge(room: Classroom, gone: str, into: str) -> None:
    room.do(c.MergePlayers(actor="desk", id=next(room.ids), gone=room.names[gone], into=room.names[into]))


def test_merged_players_keep_the_better_entry_of_each_round() -> None:
    room = school(None)
    room.join("ani", "twin", group="g1")
    play(room, right="ani", wrong="twin")
    play(room, right="twin", wrong="ani")
    merge(room, "twin", "ani")
    assert room.points("ani") == 2000
    assert room.points("twin") == 0
    assert room.state.heads == 1
    assert room.state.rounds[1].state["tally"]["heads"]["players"] == 2, "what the hall answered stays"
    merge(room, "twin", "ani")
    assert room.points("ani") == 2000, "a second press changes nothing"


def test_a_round_that_closes_after_the_merge_counts_once() -> None:
    room = school(None)
    room.join("ani", "twin", group="g1")
    room.open()
    room.answer("twin", picks=room.state.rounds[1].state["right"])
    merge(room, "twin", "ani")
    assert room.game.progress(room.state)["answered"] == 1
    room.close()
    assert (room.points("ani"), room.points("twin")) == (1000, 0)


def test_both_phones_of_merged_players_are_the_one_player() -> None:
    room = school(None)
    room.join("ani", "twin", group="g1")
    merge(room, "twin", "ani")
    assert room.state.tokens == {"token-ani": room.names["ani"], "token-twin": room.names["ani"]}
    assert (room.names["twin"], "bye", {"into": room.names["ani"]}) in room.outlet.sent
    room.do(c.IssueCode(actor="desk", player=room.names["ani"], code_hash="CODE"))
    room.do(c.UseCode(actor="x", id="with-a-code", code_hash="CODE", token_hash="x"))
    assert room.state.tokens == {"x": room.names["ani"]}, "with a new phone both old tokens die"


def test_a_code_of_the_player_who_is_gone_leads_nowhere() -> None:
    room = school(None)
    room.join("ani", "twin", group="g1")
    room.do(c.IssueCode(actor="desk", player=room.names["twin"], code_hash="CODE"))
    merge(room, "twin", "ani")
    with pytest.raises(Rejected, match="code/unknown"):
        room.do(c.UseCode(actor="new", id=next(room.ids), code_hash="CODE", token_hash="new-phone"))


def test_who_cannot_be_merged_is_refused() -> None:
    room = school(None)
    room.join("ani", "budi", "twin", group="g1")
    with pytest.raises(Rejected, match="player/cannot_merge"):
        merge(room, "ani", "ani")
    remove(room, "budi")
    with pytest.raises(Rejected, match="player/cannot_merge"):
        merge(room, "ani", "budi")
    merge(room, "twin", "ani")
    for command in (
        c.Restore(actor="desk", player=room.names["twin"]),
        c.MergePlayers(actor="desk", gone=room.names["ani"], into=room.names["twin"]),
        c.Move(actor="desk", player=room.names["twin"], group="g1", was="g1"),
    ):
        with pytest.raises(Rejected, match="player/merged"):
            room.do(command)


def test_people_of_one_class_and_those_who_wait_are_listed() -> None:
    from quizserver.core.views import people_view

    room = school(1, None)
    room.join("ani", "late", group="g1")
    room.join("budi", "twin", group="g2")
    merge(room, "twin", "budi")
    listed = people_view(room.state, 1, "", "g2", set())
    assert [person["name"] for person in listed["players"]] == ["budi"]
    assert [person["name"] for person in listed["waiting"]] == ["late"]
    assert [person["name"] for person in people_view(room.state, 1, "", "", set())["players"]] == ["budi", "ani"]


def test_a_factor_that_is_not_offered_is_refused_and_normal_time_can_come_back() -> None:
    room = school(None)
    room.join("ani", group="g1")
    player = room.names["ani"]
    with pytest.raises(Rejected, match="player/time_factor"):
        room.do(c.SetTimeFactor(actor="desk", player=player, factor=3.0))
    room.do(c.SetTimeFactor(actor="desk", id=next(room.ids), player=player, factor=1.5))
    room.open()
    assert room.view("ani")["round"]["left"] == 1.5 * room.view("phone")["round"]["left"]
    others = [view for who, _, view in room.outlet.sent if who != player]
    assert "1.5" not in str([view for view in others if "time_factor" in str(view)])
    room.do(c.SetTimeFactor(actor="desk", id=next(room.ids), player=player, factor=1.0))
    assert "left" not in room.view("ani")["round"]
    assert room.state.extended == {}
