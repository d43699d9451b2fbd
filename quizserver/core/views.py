"""What each audience may see, built up from nothing: a field that is not written here is secret.

Four audiences: phones (one view for all of a language), you (one phone's own), screen, desk. Whole views, never patches.
Pure: the shapes are in docs/protocol.md, the bodies come from the round types.
"""

from __future__ import annotations

from quizserver.core import groups, hands, moderation
from quizserver.core.apply import Types
from quizserver.core.decide import can, next_does
from quizserver.core.facts import Json
from quizserver.core.round_type import say
from quizserver.core.state import Player, Round, State
from quizserver.safety.names import kind_of

PEOPLE_PER_PAGE = 40


def phone_view(types: Types, state: State, lang: str, at: float) -> Json:
    """The view all phones of one language share."""
    view: Json = {
        "v": state.version,
        "phase": state.phase,
        "paused": state.paused,
        "locked": state.locked,
        "calm": state.wall == "calm",
        "title": say(state.title, lang),
    }
    if state.wall == "help":
        view["help"] = True
    if state.phase in ("ready", "open", "closed"):
        view["round"] = _round(types, state, lang, "phone", at)
    return view


def you_view(types: Types, state: State, player: str, at: float) -> Json:
    """What only this player may know: name, score, own answer, own result."""
    who = state.players[player]
    score = state.ledger.score(player)
    view: Json = {
        "v": state.version,
        "player": {
            "name": who.name,
            "kind": kind_of(who.name),
            "weight": who.weight,
            "spins_left": who.spins_left,
            "removed": who.removed,
        },
        "score": {"points": score.points, "tiebreak": score.tiebreak},
    }
    if who.waits:
        view["player"]["waits"] = True
    if who.group is not None:
        view["player"]["group"] = {"id": who.group, "name": state.groups[who.group]["name"]}
    if who.group is not None and who.plays and state.ledger.totals:
        view["score"]["group"] = groups.averages(state).get(who.group, 0)
    box = state.rounds.get(state.newest_box)
    if box is not None and types[box.type].you(box.state, player) is not None:
        view["box"] = box.number
    now = state.round
    if now is None:
        return view
    view["round"] = {"number": now.number, "body": None if who.removed else types[now.type].you(now.state, player)}
    deadline = now.deadline(who.time_factor)
    if who.time_factor != 1.0 and deadline is not None and not now.has_one_clock:
        view["round"]["left"] = _left(deadline, at)
    award = state.ledger.award(now.number, player)
    if state.phase == "closed" and award is not None:
        view["round"]["result"] = {
            "right": award.right,
            "points": award.points,
            "tiebreak": award.tiebreak,
            "reason": award.reason,
        }
    return view


def screen_view(types: Types, state: State, lang: str, at: float) -> Json:
    """The wall. Nothing private, nothing typed."""
    view = _public(types, state, lang, "screen", at)
    shown = _signs(types, state, lang)
    if shown is not None:
        view["round"]["signs"] = shown
    return view


def _signs(types: Types, state: State, lang: str) -> list[Json] | None:
    """Body signs for the answers of an open question that may be answered by hands; only the labels of its results are looked at."""
    now = state.round
    if now is None or not state.signs or state.phase != "open" or now.state["step"] not in hands.SIGNED_STEPS:
        return None
    kind = types[now.type]
    results = kind.results(now.state, lang) if "hands" in kind.actions(now.state, True) else None
    return hands.signs([row["label"] for row in results["rows"]]) if results else None


def desk_view(types: Types, state: State, lang: str, at: float) -> Json:
    """The remote: as the wall, with the speaker notes of the item."""
    view = _public(types, state, lang, "desk", at)
    view["groups"] = [{"id": key, "name": group["name"], "size": group["size"]} for key, group in state.groups.items()]
    view["signs"] = state.signs
    if state.phase in ("ready", "open", "closed"):
        view["notes"] = say(state.items[state.number - 1]["question"].get("notes"), lang)
    return view


def progress_view(types: Types, state: State) -> Json:
    """Counts for screen and desk. `answered`: heads in this step; `phones`: but removed ones. Never a walk over the players."""
    now = state.round
    return {
        "v": state.version,
        "players": state.heads,
        "phones": state.phones,
        "answered": now.answered_heads if now else 0,
        "threads": state.threads,
        "woven": _woven(state),
        "newest": state.newest,
        "extra": types[now.type].progress(now.state) if now else {},
    }


def written_view(types: Types, state: State, number: int) -> Json:
    """What was typed in a closed round and not taken for right, most frequent first. Only for a desk that nobody reads along."""
    played = state.rounds.get(number)
    written = getattr(types[played.type], "written", None) if played is not None and played.has_result else None
    return {"v": state.version, "round": number, "rows": written(played.state) if written and played else []}


def stranger_view(state: State) -> Json:
    """What a phone may know that has not joined: the groups to choose from."""
    return {"v": state.version, "player": None, "groups": groups.choices(state)}


def desk_counts(state: State) -> Json:
    """Counts for the desk alone: who waits to be let in, how many entries wait for a person, who has come and answered in each class."""
    return {"waiting": state.waiting, "held": moderation.held(state), "groups": groups.turnout(state)}


def _woven(state: State) -> float:
    """How much of the morning's cloth is woven, 0 to 1: all of it when every head has answered every item."""
    most = state.heads * state.asking
    return round(min(1.0, state.threads / most), 3) if most else 0.0


def people_view(state: State, page: int, find: str, group: str, connected: set[str]) -> Json:
    """One page of the players, newest first; `find` is part of a name, `group` a class. Who waits for the desk comes with every page.

    For the desk only.
    """
    wanted = find.strip().lower()
    known = [who for who in reversed(state.players.values()) if who.id not in state.merged]
    waiting = [who for who in known if who.waits and not who.removed]
    listed = [who for who in known if who.plays or who.removed]
    found = [who for who in listed if wanted in who.name.lower() and group in ("", who.group)]
    pages = max(1, -(-len(found) // PEOPLE_PER_PAGE))
    page = min(max(page, 1), pages)
    now = state.round
    shown = found[(page - 1) * PEOPLE_PER_PAGE : page * PEOPLE_PER_PAGE]
    return {
        "v": state.version,
        "page": page,
        "pages": pages,
        "total": len(found),
        "find": find,
        "group": group,
        "waiting": [_person(who, now, who.id in connected) for who in waiting[:PEOPLE_PER_PAGE]],
        "players": [_person(who, now, who.id in connected) for who in shown],
    }


def _person(who: Player, now: Round | None, is_connected: bool) -> Json:
    return {
        "player": who.id,
        "name": who.name,
        "weight": who.weight,
        "group": who.group,
        "time_factor": who.time_factor,
        "connected": is_connected,
        "removed": who.removed,
        "answered": now is not None and who.id in now.answered and not now.is_unlisted,
    }


def _public(types: Types, state: State, lang: str, audience: str, at: float) -> Json:
    view: Json = {
        "v": state.version,
        "phase": state.phase,
        "paused": state.paused,
        "locked": state.locked,
        "wall": state.wall,
        "title": say(state.title, lang),
        "lang": state.lang,
        "mode": state.mode,
        "players": state.heads,
        "next": {"step": state.step_token(), "does": next_does(types, state)},
        "can": can(types, state, at),
    }
    if state.phase in ("ready", "open", "closed"):
        view["round"] = _round(types, state, lang, audience, at)
    shown = state.shown_result or state.last_closed
    if state.phase == "ended" and state.visit.get("follow_up_who"):
        view["follow_up"] = {"who": state.visit["follow_up_who"], "when": state.visit.get("follow_up_when", "")}
    if state.wall == "last" and shown is not None:
        view["last"] = _played(types, state.rounds[shown], lang, audience, shows_key=True)
    return view


def _round(types: Types, state: State, lang: str, audience: str, at: float) -> Json:
    """The present item: its card while `ready`, its body while open, its reveal once closed."""
    now = state.round
    if now is None:
        return _card(state.items[state.number - 1], state.number, len(state.items), lang)
    block = _played(types, now, lang, audience, shows_key=state.phase == "closed")
    block["of"] = len(state.items)
    if state.phase == "open" and now.ends_at is not None:
        block["seconds"] = now.ends_at - now.step_at
        block["left"] = _left(now.ends_at, at)
    step = types[now.type].next_step(now.state)
    if state.phase == "open" and step is not None and step.at is not None:
        block["next_step_in"] = _left(step.at, at)
    return block


def _played(types: Types, played: Round, lang: str, audience: str, *, shows_key: bool) -> Json:
    kind = types[played.type]
    body = {"phone": kind.phone, "screen": kind.screen, "desk": kind.desk}[audience]
    block = _card(played.item, played.number, 0, lang)
    # The card before the section showed the introduction; a question must stay small on the air.
    del block["of"], block["intro"]
    block.update(
        scored=played.item["question"].get("scored", True), step=played.state["step"], body=body(played.state, lang)
    )
    if played.voided:
        block["voided"] = True
    if shows_key:
        block["reveal"] = kind.reveal(played.state, lang, audience)
    return block


def _card(item: Json, number: int, of: int, lang: str) -> Json:
    return {
        "number": number,
        "of": of,
        "type": item["type"],
        "section": say(item["title"], lang),
        "intro": say(item["intro"], lang),
        "index": item["index"],
        "in_section": item["in_section"],
    }


def _left(ends_at: float, at: float) -> float:
    return round(max(0.0, ends_at - at), 2)
