"""How each fact changes the state, in place. Never refuses and never looks at anything but the fact: replay must equal live.

One answer costs O(1). Decisions (and refusals) belong to decide.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from quizserver.core import facts as f
from quizserver.core import requests
from quizserver.core.groups import best
from quizserver.core.items import numbered, with_uids
from quizserver.core.ledger import Award, folded
from quizserver.core.round_type import Attempt, RoundType, Setup, sealing
from quizserver.core.state import REMEMBERED_COMMANDS, Code, Player, Round, State
from quizserver.core.tally import paper_heads

Types = Mapping[str, RoundType]
NEWEST = 6


def apply(types: Types, state: State, entry: f.Entry) -> None:
    """Takes one journal entry in. Entries come in order of `seq`."""
    state.seq = entry.seq
    state.version += not isinstance(entry.fact, f.OF_THE_LEAD)
    state.at = entry.at
    state.date = entry.wall
    _APPLY[type(entry.fact)](types, state, entry.fact)
    if entry.command:
        recent = state.recent.setdefault(entry.actor, {})
        recent[entry.command] = entry.reply
        if len(recent) > REMEMBERED_COMMANDS:
            del recent[next(iter(recent))]


def attempt(state: State, player: str, payload: f.Json, took: float, at: float) -> Attempt:
    """An answer as the round type sees it, in `check` and in `apply` alike."""
    who = state.players[player]
    weight = open_round(state).weights.get(player, who.weight)
    return Attempt(player, weight, payload, at, took / who.time_factor, group=who.group)


def open_round(state: State) -> Round:
    """The round that is open or shown; a fact about it says that there is one."""
    now = state.round
    assert now is not None, "a round fact outside a round"
    return now


def _room_opened(types: Types, state: State, fact: f.RoomOpened) -> None:
    state.code, state.title, state.lang = fact.code, fact.title, fact.lang
    state.mode, state.seed, state.items = fact.mode, fact.seed, with_uids(fact.items)
    state.pool = {item["uid"]: item for item in state.items}
    state.asking = _asking(types, state)
    state.groups = {group["id"]: group for group in fact.groups}
    state.assign, state.visit = fact.assign, fact.visit
    state.room_key, state.lead = fact.room_key, fact.lead


def _asking(types: Types, state: State) -> int:
    return sum(1 for item in state.items if types[item["type"]].answers)


def _player_joined(types: Types, state: State, fact: f.PlayerJoined) -> None:
    who = Player(fact.player, fact.name, fact.token_hash, fact.weight, group=fact.group, waits=fact.waits)
    state.players[fact.player] = who
    state.tokens[fact.token_hash] = fact.player
    state.names[fact.name] = fact.player
    _count(types, state, who, 1)
    state.newest = [fact.name, *state.newest][:NEWEST]


def _player_renamed(types: Types, state: State, fact: f.PlayerRenamed) -> None:
    player = state.players[fact.player]
    del state.names[player.name]
    state.names[fact.name] = player.id
    state.newest = [fact.name if name == player.name else name for name in state.newest]
    player.name = fact.name
    if fact.spun:
        player.spins_left -= 1


def _player_removed(types: Types, state: State, fact: f.PlayerRemoved) -> None:
    player = state.players[fact.player]
    _count(types, state, player, -1)
    player.removed = True
    state.newest = [name for name in state.newest if name != player.name]
    _leave(types, state, player.id)


def _leave(types: Types, state: State, player: str) -> None:
    """Tells the round in play, if its type wants to know."""
    now = state.round
    leave = getattr(types[now.type], "leave", None) if now is not None else None
    if now is not None and leave is not None:
        leave(now.state, player)


def _player_restored(types: Types, state: State, fact: f.PlayerRestored) -> None:
    player = state.players[fact.player]
    player.removed = False
    _count(types, state, player, 1)


def _player_admitted(types: Types, state: State, fact: f.PlayerAdmitted) -> None:
    player = state.players[fact.player]
    _count(types, state, player, -1)
    player.waits = False
    _count(types, state, player, 1)


def _player_moved(types: Types, state: State, fact: f.PlayerMoved) -> None:
    player = state.players[fact.player]
    _count(types, state, player, -1)
    player.group, player.waits = fact.group, False
    _count(types, state, player, 1)


def _heads_changed(types: Types, state: State, fact: f.HeadsChanged) -> None:
    player = state.players[fact.player]
    _count(types, state, player, -1)
    player.weight = fact.weight
    _count(types, state, player, 1)


def _time_factor_set(types: Types, state: State, fact: f.TimeFactorSet) -> None:
    _give_time(state, state.players[fact.player], fact.factor)


def _give_time(state: State, player: Player, factor: float) -> None:
    player.time_factor = factor
    state.extended.pop(player.id, None)
    if factor != 1.0:
        state.extended[player.id] = factor


def _players_merged(types: Types, state: State, fact: f.PlayersMerged) -> None:
    """Tallies stay as they are: what the hall answered does not change because two entries were one person."""
    gone, into = state.players[fact.gone], state.players[fact.into]
    for player in (gone, into):
        _count(types, state, player, -1)
    into.waits, into.group = into.waits and gone.waits, into.group or gone.group
    _give_time(state, into, max(into.time_factor, gone.time_factor))
    _give_time(state, gone, 1.0)
    into.other_tokens += [gone.token_hash, *gone.other_tokens]
    state.tokens |= dict.fromkeys(into.other_tokens, into.id)
    state.codes = {key: code for key, code in state.codes.items() if code.player != gone.id}
    gone.removed, gone.waits, gone.other_tokens = True, False, []
    state.merged = {player: into.id if kept == gone.id else kept for player, kept in state.merged.items()} | {gone.id: into.id}
    state.newest = [name for name in state.newest if name != gone.name]
    state.ledger.fold(gone.id, into.id)
    now = state.round
    for played_by in (now.answered, now.done) if now is not None else ():
        if gone.id in played_by:
            played_by.add(into.id)
    _count(types, state, into, 1)
    _leave(types, state, gone.id)


def _count(types: Types, state: State, player: Player, sign: int) -> None:
    """Counts a player in (1) or out (-1). Who is out or waits is counted neither as there nor as having answered.

    The counts go out five times a second: they are kept here, and nobody walks the players for them.
    """
    if player.removed:
        return
    state.phones += sign
    if player.waits:
        state.waiting += sign
        return
    _add(state.group_heads, player.group, sign * player.weight)
    state.heads += sign * player.weight
    if state.round is not None:
        _count_answered(state.round, player, sign * heads_answered(types, state, player))


def _count_answered(now: Round, player: Player, heads: int) -> None:
    now.answered_heads += heads
    _add(now.group_answered, player.group, heads)


def _add(counts: dict[str, int], group: str | None, heads: int) -> None:
    if group is not None:
        counts[group] = counts.get(group, 0) + heads


def heads_answered(types: Types, state: State, player: Player) -> int:
    """How many who share this phone have answered in the present step. All of them, unless the type knows better."""
    now = state.round
    if now is None or player.id not in now.answered:
        return 0
    spoken = getattr(types[now.type], "spoken", None)
    # Whoever was merged into this player may be the one who answered: then nothing is known of this one.
    return min(spoken(now.state, player.id) or player.weight, player.weight) if spoken else player.weight


def _code_issued(types: Types, state: State, fact: f.CodeIssued) -> None:
    state.codes = {key: code for key, code in state.codes.items() if code.player != fact.player}
    state.codes[fact.code_hash] = Code(fact.player, fact.until)


def _token_replaced(types: Types, state: State, fact: f.TokenReplaced) -> None:
    player = state.players[fact.player]
    for token in (player.token_hash, *player.other_tokens):
        del state.tokens[token]
    state.tokens[fact.token_hash] = player.id
    player.token_hash, player.other_tokens = fact.token_hash, []
    state.codes = {key: code for key, code in state.codes.items() if code.player != player.id}


def _round_announced(types: Types, state: State, fact: f.RoundAnnounced) -> None:
    state.phase, state.number = "ready", fact.number


def _round_opened(types: Types, state: State, fact: f.RoundOpened) -> None:
    item = state.items[fact.number - 1]
    kind, question = types[item["type"]], item["question"]
    seconds = None if state.mode == "off" and kind.answers else question.get("seconds") or kind.seconds(question)
    groups = [{"id": group["id"], "name": group["name"]} for group in state.groups.values()]
    known = (state.hall, groups, partial(best, state), state.threads, state.room_key, state.lead)
    setup = Setup(state.mode, state.lang, state.seed + fact.number, state.at, seconds, *known)
    ends_at = None if seconds is None else state.at + seconds
    begun = kind.begin(question, setup)
    state.rounds[fact.number] = Round(fact.number, item["type"], item, begun, state.at, state.at, ends_at)
    if sealing(kind):
        state.newest_box = fact.number
    state.phase, state.number = "open", fact.number


def _answered(types: Types, state: State, fact: f.Answered) -> None:
    now = open_round(state)
    who = state.players[fact.player]
    now.weights.setdefault(who.id, who.weight)
    before = heads_answered(types, state, who)
    now.answered.add(fact.player)
    if fact.final:
        now.done.add(fact.player)
    types[now.type].apply(now.state, attempt(state, fact.player, fact.payload, fact.took, state.at))
    more = heads_answered(types, state, who) - before
    _count_answered(now, who, more)
    state.threads += more
    if sealing(types[now.type]):
        requests.sent(state, now.number, fact.player, fact.payload.get("sealed", ""))


def _stepped(types: Types, state: State, fact: f.Stepped) -> None:
    now = open_round(state)
    step = now.state["step"]
    kind = types[now.type]
    seconds = kind.tick(now.state, state.at)
    now.steps += 1
    if now.state["step"] != step:
        now.step_at = state.at
        now.answered, now.done, now.answered_heads, now.group_answered = set(), set(), 0, {}
        now.ends_at = None if seconds is None or (state.mode == "off" and kind.answers) else state.at + seconds


def _signs_turned(types: Types, state: State, fact: f.SignsTurned) -> None:
    state.signs = fact.on


def _acted(types: Types, state: State, fact: f.Acted) -> None:
    played = state.rounds[fact.number]
    before = paper_heads(played.state)
    types[played.type].apply_act(played.state, fact.action, fact.payload)
    state.threads += paper_heads(played.state) - before
    if fact.number in state.ledger.entries or (played.closed_at is not None and types[played.type].answers):
        _book(types, state, played)


def _time_added(types: Types, state: State, fact: f.TimeAdded) -> None:
    now = open_round(state)
    if now.ends_at is not None:
        now.ends_at += fact.seconds


def _round_closed(types: Types, state: State, fact: f.RoundClosed) -> None:
    now = open_round(state)
    kind = types[now.type]
    now.closed_at, now.reopens = state.at, fact.reopens
    if kind.answers:
        state.phase, now.has_result = "closed", True
    _book(types, state, now)


def _book(types: Types, state: State, played: Round) -> None:
    """Books what this round is worth now, instead of what it was worth before."""
    awards: Mapping[str, Award] = {} if played.voided else types[played.type].awards(played.state)
    if not played.item["question"].get("scored", True):
        awards = {source: replace(award, points=0, tiebreak=0, right=None) for source, award in awards.items()}
    state.ledger.replace(played.number, folded(awards, state.merged))


def _round_reopened(types: Types, state: State, fact: f.RoundReopened) -> None:
    now = open_round(state)
    state.phase, now.closed_at = "open", None
    now.steps += 1
    # Its own result is the last one: no screen may show that while it can be answered.
    now.has_result = False
    if state.wall == "last":
        state.wall = "game"
    state.ledger.replace(now.number, {})
    if now.ends_at is not None:
        now.ends_at = max(now.ends_at, state.at + fact.seconds)


def _round_skipped(types: Types, state: State, fact: f.RoundSkipped) -> None:
    now = state.round
    if now is not None:
        now.closed_at, now.skipped = state.at, True


def _round_voided(types: Types, state: State, fact: f.RoundVoided) -> None:
    played = state.rounds[fact.number]
    played.voided = fact.on
    _book(types, state, played)


def _programme_arranged(types: Types, state: State, fact: f.ProgrammeArranged) -> None:
    state.pool.update((item["uid"], item) for item in fact.added)
    rest = [state.pool[uid] for uid in fact.rest]
    state.items = numbered([*state.items[: state.number], *rest], played=state.number)
    state.asking = _asking(types, state)
    state.arranged += 1


def _paused(types: Types, state: State, fact: f.Paused) -> None:
    state.paused = True


def _resumed(types: Types, state: State, fact: f.Resumed) -> None:
    state.paused = False


def _lobby_locked(types: Types, state: State, fact: f.LobbyLocked) -> None:
    state.locked = fact.on


def _wall_turned(types: Types, state: State, fact: f.WallTurned) -> None:
    state.wall, state.shown_result = fact.show, fact.number


def _ticked(types: Types, state: State, fact: f.Ticked) -> None:
    """Only the entry's room time counts, and `apply` has taken it."""


def _programme_finished(types: Types, state: State, fact: f.ProgrammeFinished) -> None:
    state.phase = "ended"


def _room_closed(types: Types, state: State, fact: f.RoomClosed) -> None:
    state.closed, state.moved = True, fact.moved


def _lead_changed(types: Types, state: State, fact: f.LeadChanged) -> None:
    state.lead = fact.public
    if fact.public:
        state.lead_keys[fact.public] = fact.wrapped
    now = state.round
    kind = sealing(types[now.type]) if now is not None else None
    if now is not None and kind is not None:
        kind.lead_changed(now.state, fact.public)


def _request_added(types: Types, state: State, fact: f.RequestAdded) -> None:
    requests.add(state, fact.source, fact.sealed)


def _taken_back(types: Types, state: State, fact: f.TakenBack) -> None:
    requests.withdraw(state, fact.player, fact.number)
    played = state.rounds[fact.number]
    kind = sealing(types[played.type])
    if kind is not None:
        kind.take_back(played.state, fact.player)


def _request_read(types: Types, state: State, fact: f.RequestRead) -> None:
    state.requests[fact.request].is_read = True


def _request_doubted(types: Types, state: State, fact: f.RequestDoubted) -> None:
    state.requests[fact.request].is_doubted = True


def _outcome_set(types: Types, state: State, fact: f.OutcomeSet) -> None:
    state.requests[fact.request].outcome = fact.outcome


def _requests_handed_over(types: Types, state: State, fact: f.RequestsHandedOver) -> None:
    state.handed_over = True


_APPLY: dict[type[f.Fact], Callable[[Types, State, Any], None]] = {
    kind: globals()[f"_{kind.kind}"] for kind in f.Fact.KINDS.values()
}
