"""Question box with two doors: a question or hope for the hall, or a request to talk to a social worker.

Everybody sends something, all sealed and of one size. Door one (question, hope, "pass") is sealed to the room's own key, opened here and
queued for a person (core/moderation.py); what this key does not open is door two, sealed to the safeguarding lead: it is passed on
unread (core/requests.py). Nothing here may tell the two apart towards anybody: same step, same ack, same `you`. What is held and what
is not: docs/threat-model.md. Client side: static/js/rounds/box.js.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from quizserver.core import moderation
from quizserver.core.facts import Json
from quizserver.core.ledger import Award
from quizserver.core.round_type import Accepted, Attempt, NextStep, Setup, Text140, say
from quizserver.core.round_type import Question as AnyQuestion
from quizserver.errors import Rejected
from quizserver.safety import sealing

answers = True

LONGEST = 400
"""Characters a child may write, at either door."""

MOST_SENT = 20
"""Times one phone may send in one round: its newest counts, but each is on the disk."""

HALL_DOORS = ("question", "hope", "pass")
ON_THE_WALL = 3
SEALED_ANSWER = "A" * (sealing.SEALED_CHARACTERS - 2) + "=="
"""Looks like a sealed text, and no key opens it."""

WORDS = {
    "desk.box.todo_notice": {
        "id": "Bacakan pengantarnya dengan tenang. Tunggu sampai penanggung jawab siap.",
        "en": "Read the notice out calmly. Wait until the safeguarding lead is ready.",
    },
    "desk.box.todo_write": {
        "id": "Beri waktu menulis. Jangan berkeliling, semua menulis sendiri.",
        "en": "Give them time to write. Do not walk around; each writes alone.",
    },
    "phone.box.notice": {"id": "Sebelum menulis", "en": "Before you write"},
    "phone.box.who": {
        "id": "Pertanyaan dan harapan dibaca pemandu dulu, baru mungkin dibahas. Yang ingin bicara hanya dibaca satu pekerja sosial.",
        "en": "The facilitator reads questions and hopes first. Requests to talk are read by one social worker only.",
    },
    "phone.box.not_secret": {
        "id": "Kalau ada yang dalam bahaya, kami harus mengajak orang yang bisa menolong. Kamu diberi tahu dulu.",
        "en": "If someone is in danger, we must bring in people who can help. We tell you first.",
    },
    "phone.box.not_watched": {
        "id": "Kotak ini hanya dibaca hari ini. Sesudah acara tidak ada yang menjaganya.",
        "en": "This box is read today only. Nobody watches it after the visit.",
    },
    "phone.box.no_names": {"id": "Jangan tulis nama siapa pun.", "en": "Do not write anybody's name."},
    "phone.box.now": {
        "id": "Perlu pertolongan sekarang? Datangi orang dewasa di ruangan ini, atau telepon 110.",
        "en": "Need help right now? Go to an adult in this room, or call 110.",
    },
    "phone.box.wait": {"id": "Sebentar lagi semua menulis bersama.", "en": "Soon everybody writes together."},
    "phone.box.go": {"id": "Aku mengerti, lanjut", "en": "I understand, go on"},
    "phone.box.choose": {"id": "Pilih satu", "en": "Choose one"},
    "phone.box.question": {"id": "Pertanyaan umum (boleh dibahas)", "en": "A question for all (may be talked about)"},
    "phone.box.hope": {"id": "Harapanku (boleh dibahas)", "en": "My hope (may be talked about)"},
    "phone.box.talk": {"id": "Aku ingin bicara dengan pekerja sosial", "en": "I would like to talk to a social worker"},
    "phone.box.pass": {"id": "Lewati", "en": "Pass"},
    "phone.box.slips": {
        "id": "Ingin bicara berdua dengan pekerja sosial? Semua anak mendapat kertas kecil: tulis, lipat, masukkan ke kotak.",
        "en": "Want to talk to a social worker in private? Every child gets a slip of paper: write, fold, put it into the box.",
    },
    "phone.box.write": {"id": "Tulis di sini", "en": "Write here"},
    "phone.box.meet": {"id": "Ditemui bagaimana? (boleh kosong)", "en": "How shall we meet? (may stay empty)"},
    "phone.box.start": {"id": "Mulai dari sini? (boleh kosong)", "en": "A way to begin? (may stay empty)"},
    "phone.box.meet_break": {"id": "temui aku saat istirahat", "en": "meet me in the break"},
    "phone.box.meet_counsellor": {"id": "lewat guru BK", "en": "through the counsellor"},
    "phone.box.meet_teacher": {"id": "lewat wali kelas", "en": "through my class teacher"},
    "phone.box.meet_quiet": {"id": "jangan panggil namaku", "en": "do not call my name"},
    "phone.box.question_one": {"id": "Bagaimana kalau …", "en": "What if …"},
    "phone.box.question_two": {"id": "Apakah boleh …", "en": "Is it all right to …"},
    "phone.box.question_three": {"id": "Apa yang harus …", "en": "What should …"},
    "phone.box.question_four": {"id": "Kenapa orang …", "en": "Why do people …"},
    "phone.box.hope_one": {"id": "Semoga sekolahku …", "en": "I hope my school …"},
    "phone.box.hope_two": {"id": "Semoga temanku …", "en": "I hope my friends …"},
    "phone.box.hope_three": {"id": "Aku ingin belajar …", "en": "I want to learn …"},
    "phone.box.hope_four": {"id": "Aku mau mencoba …", "en": "I want to try …"},
    "phone.box.find": {"id": "Kelas, panggilan (boleh kosong)", "en": "Class, nickname (optional)"},
    "phone.box.plain": {"id": "Cukup tulisannya, tanpa nama.", "en": "Only the text, no names."},
    "phone.box.send": {"id": "Kirim", "en": "Send"},
    "phone.box.hide": {"id": "Tutup cepat", "en": "Close quickly"},
    "phone.box.back": {"id": "Kembali", "en": "Back"},
    "phone.box.left": {"id": "{n} huruf lagi", "en": "{n} letters left"},
    "phone.box.too_long": {"id": "Terlalu panjang. Kurangi sedikit, ya.", "en": "Too long. Shorten it a little."},
    "phone.box.empty": {"id": "Tulis sedikit dulu, atau pilih Lewati.", "en": "Write a little first, or choose Pass."},
    "phone.box.sending": {"id": "Mengirim …", "en": "Sending …"},
    "phone.box.late": {
        "id": "Belum terkirim. Biarkan halaman ini terbuka, kami coba lagi.",
        "en": "Not sent yet. Leave this page open, we keep trying.",
    },
    "phone.box.sent": {"id": "Sudah masuk kotak", "en": "It is in the box"},
    "phone.box.sent_text": {
        "id": "Terima kasih. Tulisanmu tidak disimpan di HP ini. Lihat layar depan.",
        "en": "Thank you. What you wrote is not kept on this phone. Look at the big screen.",
    },
    "phone.box.again": {"id": "Kirim yang lain", "en": "Send another one"},
    "phone.box.again_note": {
        "id": "Kiriman baru menggantikan yang lama selama belum dibaca.",
        "en": "A new one replaces the old one until it is read.",
    },
    "phone.box.take_back": {"id": "Tarik kembali", "en": "Take it back"},
    "phone.box.took_back": {"id": "Sudah ditarik. Kotak tidak menyimpannya lagi.", "en": "Taken back. It is no longer in the box."},
    "phone.box.hidden": {"id": "Kotak pertanyaan", "en": "Question box"},
    "phone.box.hidden_text": {"id": "Lihat layar depan.", "en": "Look at the big screen."},
    "phone.box.open": {"id": "Buka lagi", "en": "Open again"},
    "phone.box.over": {"id": "Kotak sudah ditutup", "en": "The box is closed"},
    "phone.box.over_text": {
        "id": "Terima kasih semuanya. Masih ingin bicara? Meja pekerja sosial ada di ruangan ini, dan guru BK ada setiap hari.",
        "en": "Thank you all. Still like to talk? The social workers' table is in this room, the counsellor is there every day.",
    },
    "phone.box.result": {"id": "Terima kasih!", "en": "Thank you!"},
    "screen.box.tag": {"id": "Kotak pertanyaan", "en": "Question box"},
    "screen.box.notice": {"id": "Sebelum menulis", "en": "Before we write"},
    "screen.box.who": {"id": "Pertanyaan dibaca orang dewasa dulu, baru dibahas.", "en": "Adults read questions first, then we talk."},
    "screen.box.talk": {
        "id": "Ingin bicara berdua? Hanya satu pekerja sosial yang membaca.",
        "en": "Want to talk in private? One social worker alone reads it.",
    },
    "screen.box.not_secret": {
        "id": "Kalau ada bahaya, kami mengajak penolong. Kamu diberi tahu dulu.",
        "en": "In danger, we bring in help. We tell you first.",
    },
    "screen.box.not_watched": {"id": "Dibaca hari ini saja. Jangan tulis nama.", "en": "Read today only. Write no names."},
    "screen.box.slips": {"id": "Kertas kecil untuk semua anak, masukkan ke kotak.", "en": "A slip of paper for everyone, into the box."},
    "screen.box.write": {"id": "Semua menulis, semua mengirim", "en": "Everyone writes, everyone sends"},
    "screen.box.write_note": {
        "id": "Pertanyaan, harapan, atau lewati. Tidak ada yang melihat pilihanmu.",
        "en": "A question, a hope, or pass. Nobody sees your choice.",
    },
    "screen.box.sent": {"id": "sudah mengirim", "en": "have sent"},
    "screen.box.none": {"id": "Terima kasih. Kita bahas bersama.", "en": "Thank you. Let us talk about it."},
    "desk.box.ready": {"id": "Penanggung jawab siap di perangkatnya.", "en": "The safeguarding lead is ready on her device."},
    "desk.box.read_out": {
        "id": "Bacakan pemberitahuan di layar, lalu lanjut ke menulis.",
        "en": "Read the notice on the wall aloud, then go on to writing.",
    },
    "desk.box.no_lead": {"id": "Belum ada penanggung jawab yang siap", "en": "No safeguarding lead is ready yet"},
    "desk.box.remedy": {
        "id": "Minta ia membuka kuncinya di perangkatnya. Belum dipasangkan? Tekan D di layar, pilih “Penanggung jawab perlindungan”.",
        "en": "Ask her to unlock her key on her device. Not paired yet? Press D on the screen and choose “Safeguarding lead”.",
    },
    "desk.box.paper": {"id": "Pakai kotak kertas", "en": "Use the paper box"},
    "desk.box.paper_note": {
        "id": "Kotak kertas: bagikan kertas kecil ke semua anak, juga yang punya HP. Di HP hanya ada pertanyaan, harapan, dan lewati.",
        "en": "Paper box: give every child a slip, those with a phone too. Phones offer a question, a hope or pass only.",
    },
    "desk.box.sealed": {"id": "Tidak jadi, tunggu penanggung jawab", "en": "No, wait for the lead"},
    "desk.box.writing": {
        "id": "Beri waktu. Tutup kalau hampir semua sudah mengirim.",
        "en": "Give them time. Close when nearly all have sent.",
    },
    "desk.box.talk_about": {
        "id": "Setujui tulisan di halaman moderasi; yang terakhir disetujui tampil di layar.",
        "en": "Approve texts on the moderation page; the last one approved is on the wall.",
    },
}


class Question(AnyQuestion):
    """`text` is what the facilitator asks for."""

    text: Text140
    scored: Literal[False] = False


def samples() -> list[Json]:
    return [
        {"id": "sample", "type": "box", "text": {"id": "Apa yang ingin kamu tanyakan?", "en": "What would you like to ask?"}},
        {
            "id": "sample-long",
            "type": "box",
            "text": {
                "id": "Sekarang giliranmu. Tulis pertanyaan, harapan untuk kelasmu, atau lewati saja. Kita kirim bersama-sama, ya.",
                "en": "Now it is your turn. Write a question, a hope for your class, or just pass. We send together, nobody stands out.",
            },
        },
    ]


def sample_answers(question: Json) -> list[tuple[str, Json]]:
    return [("write", {"sealed": SEALED_ANSWER})]


TALK = 120.0


def label(question: Json, lang: str) -> str:
    return say(question["text"], lang)


def seconds(question: Json) -> float | None:
    """No limit: nobody may be cut off in the middle of a sentence like these."""
    return None


def begin(question: Json, setup: Setup) -> Json:
    return {
        "step": "notice",
        "question": question,
        "secret": setup.room_key,
        "room": sealing.public_of(setup.room_key),
        "lead": setup.lead,
        "paper": False,
        "sent": {},
        "held": {},
        "queue": moderation.empty_queue(LONGEST) | {"is_quiet": True},
        "shown": [],
    }


def check(state: Json, attempt: Attempt) -> Accepted | None:
    """One fact and one ack, whatever is inside."""
    if state["step"] != "write":
        raise Rejected("answer/not_open")
    sealed = attempt.payload.get("sealed")
    if not sealing.is_sealed(sealed):
        raise Rejected("box/unreadable")
    if state["sent"].get(attempt.player, 0) >= MOST_SENT:
        raise Rejected("box/often")
    inside = opened(state, attempt.payload)
    if inside is None:
        return Accepted({"door": "talk", "sealed": sealed})
    return Accepted(inside | {"flags": list(attempt.flags.get(inside["text"], ()))})


def opened(state: Json, payload: Json) -> Json | None:
    """What a phone sealed to the room, as `{door, text}`; None for what is not for us. Raises Rejected when it makes no sense."""
    text = sealing.opened(state["secret"], str(payload.get("sealed")))
    if text is None:
        return None
    try:
        inside: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise Rejected("box/unreadable") from None
    said = inside.get("text", "") if isinstance(inside, dict) else None
    if not isinstance(said, str) or inside.get("door") not in HALL_DOORS or len(said) > LONGEST:
        raise Rejected("box/unreadable")
    return {"door": inside["door"], "text": said if inside["door"] != "pass" else ""}


def texts(state: Json, payload: Json) -> list[str]:
    """What is not for us is looked at as it is: so that both doors take the same time."""
    inside = opened(state, payload)
    return [inside["text"] if inside is not None else str(payload.get("sealed"))[:LONGEST]]


def apply(state: Json, attempt: Attempt) -> None:
    """The newest counts: an older text of this player that nobody has taken up gives way."""
    said, player = attempt.payload, attempt.player
    state["sent"][player] = state["sent"].get(player, 0) + 1
    _forget(state, player)
    if said["door"] != "talk":
        # A pass holds no place in the queue, and may be taken back like all the rest.
        is_text = bool(moderation.presentable(said["text"]))
        state["held"][player] = _queued(state, attempt) if is_text else None


def _queued(state: Json, attempt: Attempt) -> int:
    said = attempt.payload
    return moderation.submit(state["queue"], said["text"], at=attempt.at, flags=said["flags"], weight=attempt.weight)


def next_step(state: Json) -> NextStep | None:
    if state["step"] != "notice":
        return None
    return NextStep("write", blocked="" if state["paper"] or state["lead"] else "box/no_lead")


def tick(state: Json, at: float) -> float | None:
    state["step"] = "write"
    return None


def lead_changed(state: Json, public: str) -> None:
    """Once writing has begun the phones hold the key, so a lead who looks away for a moment changes nothing."""
    if state["step"] == "notice":
        state["lead"] = public


def may_take_back(state: Json, player: str) -> bool:
    if player not in state["held"]:
        return False
    number = state["held"][player]
    return number is None or state["queue"]["entries"][number]["status"] == moderation.HELD


def take_back(state: Json, player: str) -> None:
    _forget(state, player)


def _forget(state: Json, player: str) -> None:
    """Empties the entry of this player that is still held; its place in the queue stays, so that numbers keep their meaning."""
    number = state["held"].get(player) if may_take_back(state, player) else None
    if number is not None:
        moderation.apply(state["queue"], "remove", {"entry": number, "by": player})
        state["queue"]["entries"][number] |= {"text": "", "shown": "", "flags": [], "before": None}
    state["held"].pop(player, None)


def actions(state: Json, is_open: bool) -> list[str]:
    if state["step"] != "notice" or not is_open:
        return []
    return ["sealed"] if state["paper"] else ["paper"]


def act(state: Json, action: str, payload: Json) -> Accepted:
    """`paper`: the facilitator's own choice of a box for slips; `sealed` takes it back."""
    return Accepted({})


def apply_act(state: Json, action: str, payload: Json) -> None:
    if action in moderation.ACTIONS:
        _, now = moderation.apply(state["queue"], action, payload)
        others = [number for number in state["shown"] if number != payload["entry"]]
        state["shown"] = ([payload["entry"]] if now else []) + others
    else:
        state["paper"] = action == "paper"


def awards(state: Json) -> dict[str, Award]:
    return {player: Award() for player in state["sent"]}


def phone(state: Json, lang: str) -> Json:
    """`lead` is empty where the other door is a slip of paper."""
    lead = "" if state["paper"] else state["lead"]
    return {"text": say(state["question"]["text"], lang), "room": state["room"], "lead": lead, "longest": LONGEST}


def screen(state: Json, lang: str) -> Json:
    return {"text": say(state["question"]["text"], lang), "paper": state["paper"], "shown": _shown(state)}


def desk(state: Json, lang: str) -> Json:
    return screen(state, lang) | {"ready": bool(state["lead"])}


def reveal(state: Json, lang: str, audience: str) -> Json:
    return {}


def you(state: Json, player: str) -> Json | None:
    """The same for everybody who has sent something, whatever it was."""
    return {"sent": True} if player in state["sent"] else None


def results(state: Json, lang: str) -> Json | None:
    """Nothing: how many used which door is nobody's to count."""
    return None


def progress(state: Json) -> Json:
    return {}


def _shown(state: Json) -> list[str]:
    """What a person approved, newest first."""
    return [moderation.visible(state["queue"], number) for number in state["shown"][:ON_THE_WALL]]
