"""Deciding who plays: joining, names, short codes, removing and restoring. Reads the state, changes nothing; apply.py changes it."""

from __future__ import annotations

from quizserver.core import commands as c
from quizserver.core import facts as f
from quizserver.core import groups
from quizserver.core.apply import Types
from quizserver.core.decision import Decision
from quizserver.core.state import MOST_HEADS, MOST_PLAYERS, TIME_FACTORS, Player, State
from quizserver.errors import Rejected

CODE_SECONDS = 600.0


def join(types: Types, state: State, command: c.Join, at: float) -> Decision:
    if command.token_hash in state.tokens:
        return Decision()
    if state.locked:
        raise Rejected("join/locked")
    if len(state.players) >= MOST_PLAYERS:
        raise Rejected("join/full")
    if command.name in state.names:
        raise Rejected("join/name_taken", retry=True)
    group, waits = groups.place(state, command.group, command.weight)
    player = f"p{len(state.players) + 1}"
    return Decision([f.PlayerJoined(player, command.token_hash, command.name, command.weight, group, waits)])


def spin(types: Types, state: State, command: c.Spin, at: float) -> Decision:
    if state.players[command.actor].spins_left <= 0:
        raise Rejected("join/no_spins")
    if command.name in state.names:
        raise Rejected("join/name_taken", retry=True)
    return Decision([f.PlayerRenamed(command.actor, command.name, spun=True)])


def issue_code(types: Types, state: State, command: c.IssueCode, at: float) -> Decision:
    known_player(state, command.player)
    if command.code_hash in state.codes:
        raise Rejected("code/again", retry=True)
    return Decision([f.CodeIssued(command.player, command.code_hash, at + CODE_SECONDS)])


def use_code(types: Types, state: State, command: c.UseCode, at: float) -> Decision:
    if command.token_hash in state.tokens:
        return Decision()
    code = state.codes.get(command.code_hash)
    if code is None or at > code.until:
        raise Rejected("code/unknown")
    return Decision([f.TokenReplaced(code.player, command.token_hash)])


def known_player(state: State, player: str) -> Player:
    """The player a desk means. Raises Rejected for one that does not exist or is another's second self."""
    if player not in state.players:
        raise Rejected("player/unknown")
    if player in state.merged:
        raise Rejected("player/merged")
    return state.players[player]


def remove(types: Types, state: State, command: c.Remove, at: float) -> Decision:
    who = known_player(state, command.player)
    return Decision([] if who.removed else [f.PlayerRemoved(command.player)])


def restore(types: Types, state: State, command: c.Restore, at: float) -> Decision:
    who = known_player(state, command.player)
    return Decision([f.PlayerRestored(command.player)] if who.removed else [])


def admit(types: Types, state: State, command: c.Admit, at: float) -> Decision:
    who = known_player(state, command.player)
    return Decision([f.PlayerAdmitted(command.player)] if who.waits else [])


def move(types: Types, state: State, command: c.Move, at: float) -> Decision:
    who = known_player(state, command.player)
    if command.group not in state.groups:
        raise Rejected("group/unknown")
    if who.group == command.group and not who.waits:
        return Decision()
    if who.group != command.was:
        raise Rejected("group/moved_meanwhile", name=who.name, group=state.groups[who.group]["name"] if who.group else "-")
    return Decision([f.PlayerMoved(command.player, command.group)])


def set_heads(types: Types, state: State, command: c.SetHeads, at: float) -> Decision:
    who = known_player(state, command.player)
    if not 1 <= command.weight <= MOST_HEADS:
        raise Rejected("player/heads_range", most=MOST_HEADS)
    return Decision([f.HeadsChanged(command.player, command.weight)] if who.weight != command.weight else [])


def set_time_factor(types: Types, state: State, command: c.SetTimeFactor, at: float) -> Decision:
    who = known_player(state, command.player)
    if command.factor not in TIME_FACTORS:
        raise Rejected("player/time_factor")
    return Decision([f.TimeFactorSet(command.player, command.factor)] if who.time_factor != command.factor else [])


def merge(types: Types, state: State, command: c.MergePlayers, at: float) -> Decision:
    if state.merged.get(command.gone) == command.into:
        return Decision()
    known_player(state, command.gone)
    if command.gone == command.into or known_player(state, command.into).removed:
        raise Rejected("player/cannot_merge")
    return Decision([f.PlayersMerged(command.gone, command.into)])


def rename(types: Types, state: State, command: c.Rename, at: float) -> Decision:
    known_player(state, command.player)
    if command.name in state.names:
        raise Rejected("join/name_taken", retry=True)
    return Decision([f.PlayerRenamed(command.player, command.name, spun=False)])
