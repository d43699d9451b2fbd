"""The pledge "Aku Anak Anti Bullying": one tap signs, the tapis cloth is completed, class after class speaks the sentence, then all do.

Nobody is made to sign. Signing and keeping the promise in one's heart are the same to the server: which of the two it was is not even
journaled, and no list can be made of those who did not tap. Client side: static/js/rounds/pledge.js; the cloth: static/js/ui/tapis.js.
"""

from __future__ import annotations

from quizserver.core import groups, hands
from quizserver.core.facts import Json
from quizserver.core.ledger import Award
from quizserver.core.round_type import Accepted, Attempt, NextStep, Setup, Text50, Text200, say
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.core.tally import all_heads, empty_tally, move
from quizserver.errors import Rejected

answers = True
WAYS = ("sign", "keep")
"""Two ways to promise that count, weigh and look the same."""

SIGNED = "signed"

WORDS = {
    "phone.pledge.ask": {"id": "Kalau kamu mau, tenun benangmu.", "en": "If you like, weave in your thread."},
    "phone.pledge.sign": {"id": "Aku berjanji", "en": "I promise"},
    "phone.pledge.keep": {"id": "Simpan di hati", "en": "Keep it in my heart"},
    "phone.pledge.same": {"id": "Keduanya dihitung sama. Tidak ada nama yang tampil.", "en": "Both count the same. No name is shown."},
    "phone.pledge.woven": {"id": "Benangmu sudah ditenun.", "en": "Your thread is woven in."},
    "phone.pledge.look": {"id": "Lihat kainnya di layar depan.", "en": "See the cloth on the big screen."},
    "phone.pledge.turn": {"id": "Wakil {name} sedang mengucapkan", "en": "{name}'s representative is speaking"},
    "phone.pledge.together": {"id": "Yang mau, ucapkan bersama", "en": "If you like, say it together"},
    "phone.pledge.result": {"id": "Terima kasih. Kain kita sudah jadi!", "en": "Thank you. Our cloth is done!"},
    "screen.pledge.weave": {
        "id": "Satu janji, satu benang. Bersama-sama kita menenun tapis.",
        "en": "One promise, one thread. Together we weave a tapis.",
    },
    "screen.pledge.woven": {"id": "ikut menenun", "en": "have woven"},
    "screen.pledge.heart": {
        "id": "Janji yang disimpan di hati juga ikut dihitung. Tidak ada nama yang ditampilkan.",
        "en": "A promise kept in the heart counts too. No name is shown.",
    },
    "screen.pledge.turn": {"id": "Wakil {name}", "en": "For {name}"},
    "screen.pledge.place": {"id": "{n} dari {of}", "en": "{n} of {of}"},
    "screen.pledge.together": {"id": "Semua bersama", "en": "All together"},
    "screen.pledge.whole": {"id": "Kain kita sudah jadi.", "en": "Our cloth is done."},
    "screen.pledge.made_of": {
        "id": "{threads} benang sejak pagi, {signed} janji.",
        "en": "{threads} threads since this morning, {signed} promises.",
    },
    "desk.pledge.signed": {"id": "{n} ikut menenun", "en": "{n} have woven"},
    "desk.pledge.hands": {"id": "Tanpa HP, mengangkat tangan", "en": "No phone, hands up"},
    "desk.pledge.classes": {"id": "Kelas yang wakilnya maju, berurutan (7A, 7B, …)", "en": "Classes that speak, in order (7A, 7B, …)"},
    "desk.pledge.classes_none": {
        "id": "Boleh kosong: semua mengucapkan bersama.",
        "en": "May be empty: everyone says it together.",
    },
    "desk.pledge.classes_save": {"id": "Simpan urutan", "en": "Save the order"},
    "desk.pledge.classes_saved": {"id": "Urutan tersimpan.", "en": "The order is saved."},
    "desk.pledge.todo_sign": {
        "id": "Bacakan janjinya. Tidak ada yang dipaksa, jangan menunjuk siapa pun.",
        "en": "Read the promise out. Nobody is made to sign; point at nobody.",
    },
    "desk.pledge.todo_turn": {
        "id": "Wakil maju ke depan. Spasi untuk kelas berikutnya.",
        "en": "The representative comes forward. Space for the next class.",
    },
    "desk.pledge.todo_together": {
        "id": "Ucapkan bersama, pelan. Lalu tutup: kainnya jadi.",
        "en": "Say it together, slowly. Then close: the cloth is done.",
    },
}


class Question(AnyQuestion):
    """`text` is the sentence that is spoken; it stands in huge type for each representative."""

    title: Text50
    text: Text200


def samples() -> list[Json]:
    def both(text: str) -> Json:
        return {"id": text, "en": text}

    return [
        {"id": "sample-pledge", "type": "pledge", "title": both("Aku Anak Anti Bullying"), "text": both("Aku menjadi teman yang baik.")},
        {"id": "sample-long", "type": "pledge", "title": both("J" * 50), "text": both("janji " * 33)},
    ]


def sample_answers(question: Json) -> list[tuple[str, Json]]:
    return [("sign", {"pledge": way}) for way in WAYS]


TALK = 240.0


def label(question: Json, lang: str) -> str:
    return say(question["title"], lang)


def seconds(question: Json) -> float | None:
    return None


def begin(question: Json, setup: Setup) -> Json:
    return {
        "step": "sign",
        "unlisted": True,
        "question": question,
        "classes": [group["name"] for group in setup.groups],
        "threads": setup.threads,
        "signed": {},
        "tally": empty_tally(),
    }


def check(state: Json, attempt: Attempt) -> Accepted | None:
    """In any step: who comes late to it weaves too. Only that somebody promised goes on, never how."""
    way = attempt.payload.get("pledge")
    if not isinstance(way, str) or way not in WAYS:
        raise Rejected("answer/unknown_option")
    return None if attempt.player in state["signed"] else Accepted({"pledge": SIGNED})


def apply(state: Json, attempt: Attempt) -> None:
    state["signed"][attempt.player] = True
    move(state["tally"], None, [SIGNED], attempt.weight)


def _turn(state: Json) -> int | None:
    """Which class speaks now, counted from 1."""
    return int(state["step"].removeprefix("turn")) if state["step"].startswith("turn") else None


def next_step(state: Json) -> NextStep | None:
    if state["step"] == "together":
        return None
    following = (_turn(state) or 0) + 1
    return NextStep(f"turn{following}" if following <= len(state["classes"]) else "together")


def tick(state: Json, at: float) -> float | None:
    step = next_step(state)
    assert step is not None, "nothing follows the sentence spoken by all"
    state["step"] = step.name
    return None


def actions(state: Json, is_open: bool) -> list[str]:
    return ["hands", "classes"] if state["step"] == "sign" and is_open else ["hands"]


def act(state: Json, action: str, payload: Json) -> Accepted:
    """`hands` of those without a phone; `classes` whose representatives come forward, in this order: `{names: "7A, 7B"}`."""
    if action == "hands":
        return hands.check(payload, [SIGNED])
    names = payload.get("names")
    if not isinstance(names, str):
        raise Rejected("act/unknown_option")
    return Accepted({"names": [group["name"] for group in groups.named([{"name": name} for name in names.split(",") if name.strip()])]})


def apply_act(state: Json, action: str, payload: Json) -> None:
    if action == "hands":
        hands.apply(state["tally"], payload)
    else:
        state["classes"] = payload["names"]


def awards(state: Json) -> dict[str, Award]:
    """Nothing, for nobody: an entry for those who signed would be a list of those who did not."""
    return {}


def phone(state: Json, lang: str) -> Json:
    question, turn = state["question"], _turn(state)
    body: Json = {"title": say(question["title"], lang), "text": say(question["text"], lang)}
    return body if turn is None else {**body, "speaks": state["classes"][turn - 1]}


def screen(state: Json, lang: str) -> Json:
    """`signed` is counted in heads; `threads` is how far the morning had woven when the pledge began."""
    return {**phone(state, lang), "classes": len(state["classes"]), "threads": state["threads"], "signed": all_heads(state["tally"])}


def desk(state: Json, lang: str) -> Json:
    return {**screen(state, lang), "order": state["classes"]}


def reveal(state: Json, lang: str, audience: str) -> Json:
    return {"signed": all_heads(state["tally"])}


def you(state: Json, player: str) -> Json | None:
    return {"pledge": SIGNED} if player in state["signed"] else None


def results(state: Json, lang: str) -> Json | None:
    heads = all_heads(state["tally"])
    row = {"label": WORDS["screen.pledge.woven"][lang], "heads": heads, "right": None}
    return {"text": say(state["question"]["text"], lang), "heads": heads, "rows": [row]}


def progress(state: Json) -> Json:
    return {"signed": all_heads(state["tally"])}
