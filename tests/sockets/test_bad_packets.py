"""Whatever a client sends is answered with a code or ends its own connection: no exception, no effect, and the hall plays on.

The fixture `hall` looks after each test whether the server is alive and has shown no exception.
"""

from __future__ import annotations

import json
import socket
from contextlib import suppress

import pytest

from quizserver.bench.wire import phone_auth
from tests.conftest import sample
from tests.network import a_websocket
from tests.server import WAIT, Hall, Json, Line, Lost, Poller, Refused, until

pytestmark = pytest.mark.server

OK = '{"id":"abcdefgh"}'

MALFORMED = {
    "no payload": '["join"]',
    "two payloads": f'["join",{OK},{OK}]',
    "a number": '["join",3]',
    "null": '["join",null]',
    "a text": '["join","abcdefgh"]',
    "a list": f'["join",[{OK}]]',
    "no id": '["join",{}]',
    "a short id": '["join",{"id":"abc"}]',
    "an id of 41": json.dumps(["join", {"id": "a" * 41}]),
    "an id with a line": json.dumps(["join", {"id": "abcdefgh\n"}]),
    "an unknown field": '["join",{"id":"abcdefgh","admin":true}]',
    "a wrong type": '["join",{"id":"abcdefgh","weight":"5"}]',
    "out of range": '["join",{"id":"abcdefgh","weight":6}]',
    "broken json": '["join",{',
    "trailing rubbish": f'["join",{OK}]]',
    "not a number": '["join",{"id":NaN}]',
    "half a surrogate": '["join",{"id":"\\ud800abcdefgh"}]',
    "no event at all": "[]",
    "an object": '{"join":{}}',
    "nothing": "",
    "a number for an event": f"[3,{OK}]",
    "a list for an event": f'[["join"],{OK}]',
    "too deep": '["join",' + "[" * 5_000 + "]" * 5_000 + "]",
    "a huge number": '["answer",{"id":"abcdefgh","round":' + "9" * 400 + ',"step":"a","payload":{},"took":1}]',
    "an infinite number": '["answer",{"id":"abcdefgh","round":1,"step":"a","payload":{},"took":1e999}]',
    "a negative time": '["answer",{"id":"abcdefgh","round":1,"step":"a","payload":{},"took":-1}]',
    "a payload that is a list": '["answer",{"id":"abcdefgh","round":1,"step":"a","payload":[],"took":1}]',
    "connect": f'["connect",{OK}]',
    "disconnect": f'["disconnect",{OK}]',
    "the library's own": f'["__disconnect_final",{OK}]',
    "the catch-all with a forged sender": f'["*","sid",{OK}]',
    "the catch-all with an object": f'["*",{OK}]',
}
UNKNOWN = {
    "an unknown event": f'["hack",{OK}]',
    "an empty name": f'["",{OK}]',
    "another case": f'["JOIN",{OK}]',
    "a path": f'["../join",{OK}]',
}


def code_of(line: Line, number: int, packet: str) -> str:
    ack = line.ack_of(number, packet)
    assert set(ack) == {"ok", "error"}, ack
    assert set(ack["error"]) == {"code", "message", "retry"}
    assert ack["error"]["message"]
    return str(ack["error"]["code"])


def test_malformed_events_are_refused_with_a_code(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    for number, (what, body) in enumerate((MALFORMED | UNKNOWN).items(), start=7):
        with_new_credit = hall.phone()
        expected = "request/unknown_event" if what in UNKNOWN else "request/malformed"
        assert code_of(with_new_credit, number, f"42/phone,{number}{body}") == expected, what
        with_new_credit.close()
    assert hall.json("/healthz")["players"] == 0


def test_the_same_holds_for_screen_and_desk(hall: Hall) -> None:
    desk = hall.desk(projector_off=True)
    for number, body in enumerate(['["pause",{}]', '["pause",{"id":"abcdefgh","on":"yes"}]', '["*",{"id":"abcdefgh"}]'], start=500):
        assert code_of(desk, number, f"42/desk,{number}{body}") == "request/malformed"
        assert code_of(hall.screen, number, f"42/screen,{number}{body}") == "request/malformed"


def test_binary_packets_are_no_part_of_the_protocol(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    line = hall.phone()
    assert code_of(line, 7, '451-/phone,7["join",{"_placeholder":true,"num":0}]') == "request/malformed"
    for frame in (b"abc", b"", b'2/phone,8["join",{"id":"abcdefgh"}]', bytes(range(256)), b"\xff" * 20_000):
        line.raw(frame)
    assert line.code("join") == "ok", "the connection lives"


def test_odd_packets_of_the_layers_below_are_passed_over(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    for packet in [
        *("4", "49", "4x", "4-", "47/phone,900[]", '44/phone,{"a":1}', '43/phone,1["x"]', "43/phone,", '46-/phone,900["x"]', "4²"),
        *('4["join"]', '4{"a":1}', "42/phone,²[]", "42/phone," + "9" * 150 + "[]", '42["join"]', "42/desk,900[]"),
        *("0{}", "3", "5", "6", "7", "9", "bQUJD", "b===", "3probe", "2probe"),
    ]:
        line = hall.phone()
        line.raw(packet)
        assert line.code("join") == "ok", packet
        line.close()


def test_what_is_no_packet_at_all_ends_the_connection(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    for packet in ("", "x", "\x00", "🦜", "4" + "[" * 50_000):
        line = hall.phone()
        line.raw(packet)
        line.ends()


def test_a_namespace_that_was_not_entered_takes_nothing(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    step = hall.screen.view["next"]["step"]
    line = hall.phone()
    line.raw(f'42/screen,1["advance",{{"id":"abcdefgh","step":"{step}","confirmed":true}}]')
    line.raw('42/desk,2["close_room",{"id":"abcdefgh"}]')
    assert line.code("join") == "ok"
    assert not {1, 2} & (line.wire.acks.keys() - {1}) or not line.wire.acks[1].data.get("v", 0) > 10
    assert hall.screen.view["phase"] == "lobby"
    line.raw("41/phone,")
    line.raw('42/phone,3["spin",{"id":"abcdefgh"}]')
    assert hall.json("/healthz")["rooms"] == 1


def test_a_payload_over_16_kb_is_refused_and_the_connection_lives(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    line = hall.phone()
    for size in (16_500, 30_000):
        padded = json.dumps(["join", {"id": "abcdefgh", "more": "a" * size}])
        assert code_of(line, size, f"42/phone,{size}{padded}") == "request/too_large"
    assert line.code("join") == "ok"


def test_a_frame_over_64_kb_closes_its_connection_and_no_other(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    for size in (66_000, 400_000):
        attacker = hall.phone()
        with suppress(Lost):  # closed while it was still sending
            attacker.raw("42/phone,1" + json.dumps(["join", {"id": "abcdefgh", "more": "a" * size}]))
        attacker.ends()
    assert ani.code("spin") == "ok"


NAUGHTY = [
    *("", " ", "\t\n\r", "\x00", "\x00\x01\x02\x7f", "null", "undefined", "true", "-1", "1e400", "0x10", "NaN", "[]", "{}", "%00%0a"),
    *("' OR 1=1 --", '"; DROP TABLE facts; --', "{{7*7}}", "${7*7}", "{0.__class__}", "%s%n", "../../etc/passwd", "C:\\CON", "\\"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;&#0;", "]]>", "]\x1e42", "javascript:alert(1)"),
    *("\u200b\u200c\u200d", "\ufeff", "\u202eterbalik\u202c", "\u2066\u2069", "a\u0301\u0301\u0301" * 12, "Z̸̢͈a̷l̵g̶o̴"),
    *("\ud7ff\ue000", "\uffff", "\ue000", "\u2028\u2029", "\x85"),
    *("مرحبا", "שלום", "สวัสดี", "नमस्ते", "你好", "こんにちは", "안녕", "ꦲꦏ꧀ꦱꦫ", "ᮞᮥᮔ᮪ᮓ", "Ω≈ç√∫", "ﷺ" * 3, "ﬃ", "ß", "ı", "İ"),
    *("😀", "👩‍👩‍👧‍👦", "🇮🇩", "❤️", "👍🏿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\U0010ffff", "𝒜𝓃𝒾", "１２３", "²", "٣"),
    *("a" * 59, "a" * 60, "a" * 61, "😀" * 60, "x" * 10_000, "ﷺ" * 3_000, "\u0301" * 5_000),
]
"""Texts that break programs. Made for these tests; none of them is anybody's word."""


def test_any_text_is_taken_as_a_guess_or_refused_and_comes_back_to_its_writer_alone(hall: Hall) -> None:
    hall.open_room(sample("guess") | {"seconds": 300})
    students = hall.students(len(NAUGHTY))
    hall.go_to("open")
    guess = {"round": 1, "step": "guess", "took": 1.0}
    acks = hall.all(line.wire.verb("answer", {**guess, "payload": {"text": text}}) for line, text in zip(students, NAUGHTY, strict=True))
    for line, text, ack in zip(students, NAUGHTY, acks, strict=True):
        if ack["ok"]:
            assert ack["result"] == "no", text
            again = hall.phone(line.token)
            assert [guess["text"] for guess in again.you["round"]["body"]["guesses"]] == [text.strip()], text
        else:
            assert ack["error"]["code"] == ("answer/empty" if not text.strip() else "answer/too_long"), text
    taken = sum(ack["ok"] for ack in acks)
    assert until(lambda: (hall.screen.newest("progress") or {}).get("answered") == taken, "the count")
    walls = json.dumps([seen.data for seen in hall.screen.wire.seen], ensure_ascii=False)
    assert "DROP TABLE" not in walls, "no guess is shown on the wall"


def test_any_text_in_any_field_is_refused_with_a_code(hall: Hall) -> None:
    hall.open_room(sample("choice"), sample("verdict"))
    ani = hall.student()
    hall.go_to("open")
    ani.sees("open")

    def payloads(text: str) -> list[tuple[str, Json]]:
        answer = {"round": 1, "step": "answer", "payload": {"picks": [0]}, "took": 1}
        return [
            ("answer", answer | {"step": text}),
            ("answer", answer | {"payload": {"picks": [text]}}),
            ("answer", answer | {"payload": {"picks": text}}),
            ("answer", answer | {"payload": {text: text}}),
            ("join", {"id": f"{text}!"}),
            (text, {}),
        ]

    phones = hall.students(len(NAUGHTY))
    for phone, text in zip(phones, NAUGHTY, strict=True):
        guest = hall.phone()
        tried = [(phone, verb, payload) for verb, payload in payloads(text)]
        for line, verb, payload in [*tried, (guest, "use_code", {"code": text}), (guest, "join", {"weight": text})]:
            ack = line.verb(verb, **payload)
            assert not ack["ok"], (verb, text)
            code = ack["error"]["code"]
            assert code.startswith(("answer/", "code/", "request/")), (verb, text, code)
        guest.close()
    assert hall.json("/healthz")["players"] == len(NAUGHTY) + 1
    hall.go_to("closed")
    until(lambda: ani.view["phase"] == "closed", "the result")


def test_any_text_from_the_facilitators_hands_is_taken_or_refused(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    step = hall.screen.view["next"]["step"]
    for text in NAUGHTY[::3]:
        desk = hall.desk(projector_off=True)
        tried: list[tuple[str, Json]] = [
            ("list_people", {"find": text}),
            ("remove", {"player": text}),
            ("give_code", {"player": text}),
            ("wall", {"show": text}),
            ("advance", {"step": text}),
            ("skip", {"step": text}),
            ("act", {"round": 1, "action": text, "payload": {text: text}}),
            ("open_room", {"programme": text}),
            *([("set_hall", {"wifi_name": text, "wifi_password": text, "url": text})] if len(text) < 4 else []),
        ]
        acks = hall.all(desk.wire.verb(verb, payload, WAIT) for verb, payload in tried)
        assert [ack for ack in acks if not ack["ok"] and ack["error"]["code"] == "server/failed"] == [], text
        desk.close()
    assert hall.screen.view["next"]["step"] == step, "no text moved the game"
    hall.screen.verb("set_hall", wifi_name="", wifi_password="")


@pytest.mark.parametrize("text", ["", "x" * 10_000, "😀", "\x00", "../..", "' OR 1=1 --"])
def test_any_auth_is_refused_or_is_nobody(hall: Hall, text: str) -> None:
    hall.open_room(sample("choice"))
    for auth in ({"protocol": text}, {}, {"protocol": 1.5, "lang": text}, {"protocol": [1]}, {"protocol": 2, "token": text}):
        with pytest.raises(Refused, match="protocol/mismatch"):
            hall.connect("/phone", auth)
    guest = hall.connect("/phone", {"protocol": 1, "lang": text, "token": text, "player": "p1", text: text})
    assert guest.you["player"] is None


POSTS = ["", "x", "4x", "9", "d=", "d=4", "b===", "4" + "[" * 50_000, "3\x1e" * 40, "a" * 70_000, "é", "\x1e", "4\x1e4", "1\x1e4"]


@pytest.mark.parametrize("body", POSTS, ids=lambda body: repr(body[:8]))
def test_rubbish_by_polling_harms_only_its_sender(hall: Hall, body: str) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    attacker = Poller(hall.local, phone_auth("f" * 32))
    with suppress(AssertionError, OSError):  # refused
        attacker.post(body)
    assert ani.code("spin") == "ok"


HTTP = [
    b"\x00\x01\x02\r\n\r\n",
    b"FOO / HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    b"POST /pair HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
    b"POST /pair HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    b"POST /pair HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\nabc",
    b"POST /pair HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /start/%ff%00 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET /static/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    b'GET /screen HTTP/1.1\r\nHost: x\r\nCookie: quizserver_key="\xff\xfe; a=b; ==;\r\n\r\n',
    b"GET /socket.io/?EIO=4&transport=polling&sid=%1b%5b31m HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /socket.io/?EIO=4&transport=foo HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /socket.io/?EIO=3&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.example\r\n\r\n",
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
]


def test_rubbish_by_http_is_answered_and_not_written_down(hall: Hall) -> None:
    before = hall.output
    for request in HTTP:
        with socket.create_connection(("127.0.0.1", hall.port), timeout=1) as wire:
            wire.sendall(request)
            with suppress(TimeoutError):  # it waits for the rest of the request
                wire.recv(100)
    assert hall.get("/healthz").status == 200
    assert hall.output == before, "neither an address nor a word of it is on the terminal"


FRAMES = {
    "reserved bits": b"\xf1\x80\0\0\0\0",
    "no mask": b"\x81\x03abc",
    "an unknown kind": b"\x85\x80\0\0\0\0",
    "no utf-8": b"\x81\x82\0\0\0\0\xff\xfe",
    "a bad close": b"\x88\x81\0\0\0\0a",
    "a close with a bad code": b"\x88\x82\0\0\0\0\x27\x0f",
    "a long ping": b"\x89\xfe\x01\x00\0\0\0\0" + b"a" * 256,
    "a ping in pieces": b"\x09\x80\0\0\0\0",
    "a piece of nothing": b"\x80\x80\0\0\0\0",
    "a text inside a text": b"\x01\x81\0\0\0\0a\x81\x81\0\0\0\0a",
    "a frame of exabytes": b"\x81\xff" + (2**62).to_bytes(8, "big") + b"\0\0\0\0",
    "half a frame": b"\x81\xfe\x10",
}


def test_websocket_frames_that_break_the_rules_harm_only_their_sender(hall: Hall) -> None:
    hall.open_room(sample("choice"))
    ani = hall.student()
    before = hall.output
    for frame in FRAMES.values():
        with a_websocket(hall.port) as wire:
            wire.sendall(frame)
            with suppress(OSError):  # it waits for the other half, or has hung up
                while wire.recv(4096):
                    pass
    assert ani.code("spin") == "ok"
    assert hall.output == before
