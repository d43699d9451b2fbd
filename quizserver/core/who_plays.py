"""Deciding who plays: joining, names, short codes, removing and restoring. Reads the state, changes nothing; apply.py changes it."""

from __future__ import annotations

from quizserver.core import commands as c
from quizserver.core import facts as f
from quizserver.core.apply import Types
from quizserver.core.decision import Decision
from quizserver.core.state import MOST_PLAYERS, State
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
    player = f"p{len(state.players) + 1}"
    return Decision([f.PlayerJoined(player, command.token_hash, command.name, command.weight)])


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


def known_player(state: State, player: str) -> None:
    if player not in state.players:
        raise Rejected("player/unknown")


def remove(types: Types, state: State, command: c.Remove, at: float) -> Decision:
    known_player(state, command.player)
    return Decision([] if state.players[command.player].removed else [f.PlayerRemoved(command.player)])


def restore(types: Types, state: State, command: c.Restore, at: float) -> Decision:
    known_player(state, command.player)
    return Decision([f.PlayerRestored(command.player)] if state.players[command.player].removed else [])


def rename(types: Types, state: State, command: c.Rename, at: float) -> Decision:
    known_player(state, command.player)
    if command.name in state.names:
        raise Rejected("join/name_taken", retry=True)
    return Decision([f.PlayerRenamed(command.player, command.name, spun=False)])
