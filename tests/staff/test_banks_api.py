"""The JSON API as pages use it: who may what, drafts and approvals, two people at one item, history and restore."""

from __future__ import annotations

import base64
import copy
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from quizserver.banks.reading import MOST_PICTURE_BYTES
from quizserver.catalogue import catalogue
from quizserver.cli.export import WRITERS
from tests.banks.conftest import BANK, PROGRAMME
from tests.staff.conftest import Browser, StaffRoom

ROOT = Path(__file__).parents[2]
SATU = "banks/kuis/items/satu"


@pytest.fixture
def room(staff: StaffRoom) -> StaffRoom:
    (staff.banks / "kuis.yaml").write_text(BANK, "utf-8")
    (staff.banks / "program-pagi.yaml").write_text(PROGRAMME, "utf-8")
    for name, role in (("rina", "editor"), ("budi", "editor"), ("dewi", "facilitator")):
        staff.add(name, role)
    return staff


@pytest.fixture
def rina(room: StaffRoom) -> Browser:
    return room.logged_in("rina")


def get(browser: Browser, path: str) -> Any:
    answer = browser.api("GET", path)
    assert answer.status_code == 200, answer.text
    return answer.json


def edit(browser: Browser, path: str = SATU, **changes: Any) -> Any:
    """Changes an item as a form does; the whole answer."""
    seen = get(browser, path)
    return browser.api("PUT", path, item=seen["item"] | changes, base=seen["version"])


NEW_TEXT = {"id": "Siapa yang menolong?", "en": "Who helps?"}


def test_lists_rows_and_one_item(rina: Browser) -> None:
    bank, programme = get(rina, "banks")["banks"]
    assert (bank["id"], bank["kind"], bank["items"], bank["drafts"], bank["broken"]) == ("kuis", "bank", 2, 0, None)
    assert (programme["id"], programme["kind"], programme["items"]) == ("pagi", "programme", 2)
    first, second = get(rina, "banks/kuis")["bank"]["items"]
    assert (first["label"], first["status"], first["used_in"], first["valid"]) == ("Siapa yang bisa membantu?", "approved", ["pagi"], True)
    item = get(rina, SATU)
    assert item["item"]["options"][0] == {"text": {"id": "Guru BK", "en": "A counsellor"}, "right": True}
    assert item["version"] == first["version"] != second["version"]
    assert item["editors"] == []


def test_a_save_is_a_draft_until_another_person_approves_it(room: StaffRoom, rina: Browser) -> None:
    saved = edit(rina, text=NEW_TEXT).json
    assert saved["item"]["status"] == "draft"
    assert (room.banks / "kuis.yaml").read_text("utf-8") == BANK.replace("Siapa yang bisa membantu?", NEW_TEXT["id"]).replace(
        "Who can help?", NEW_TEXT["en"]
    ).replace('      en: "An adult you trust."\n', '      en: "An adult you trust."\n    status: draft\n')
    assert {key: get(rina, SATU)[key] for key in ("changed_by", "is_own")} == {"changed_by": "Rina", "is_own": True}
    refused = rina.api("POST", f"{SATU}/approve", base=saved["version"])
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "staff/second_person")
    budi = room.logged_in("budi")
    assert get(budi, SATU)["is_own"] is False
    approved = budi.api("POST", f"{SATU}/approve", base=saved["version"]).json
    assert {key: approved["item"][key] for key in ("status", "reviewer", "reviewed_on")} == {
        "status": "approved",
        "reviewer": "Budi",
        "reviewed_on": "2027-01-15",
    }


def played(room: StaffRoom) -> list[str]:
    """The texts that a programme would play now."""
    return [item["question"]["text"]["id"] for programme in room.shelf.programmes() for item in programme.items]


def test_drafts_are_listed_with_who_changed_them(rina: Browser) -> None:
    edit(rina, text=NEW_TEXT)
    first, second = get(rina, "banks/kuis")["bank"]["items"]
    assert (first["changed_by"], first["changed_at"] > 0) == ("Rina", True)
    assert "changed_by" not in second


def test_a_programme_plays_the_last_approved_version_and_a_running_game_its_own_copy(room: StaffRoom, rina: Browser) -> None:
    [running] = room.shelf.programmes()
    before = copy.deepcopy(running.items)
    saved = edit(rina, text=NEW_TEXT).json
    assert played(room) == ["Siapa yang bisa membantu?", "Bercerita itu berani."]
    edit(rina, text={"id": "Lagi?"})
    assert played(room)[0] == "Siapa yang bisa membantu?"
    again = StaffRoom(room.folder)
    assert played(again)[0] == "Siapa yang bisa membantu?", "also after a restart"
    assert saved["version"] != get(rina, SATU)["version"]
    room.logged_in("budi").api("POST", f"{SATU}/approve", base=get(rina, SATU)["version"])
    assert played(room)[0] == "Lagi?"
    assert running.items == before


def test_an_item_that_was_never_approved_is_left_out(room: StaffRoom, rina: Browser) -> None:
    item = {key: value for key, value in get(rina, SATU)["item"].items() if key != "id"}
    made = rina.api("POST", "banks/kuis/items", item=item, after=None).json
    seen = get(rina, "programmes/pagi")["programme"]
    sections = [seen["sections"][0] | {"items": ["kuis/dua", f"kuis/{made['item']['id']}"]}]
    kept = {key: seen[key] for key in ("title", "minutes")}
    assert rina.api("PUT", "programmes/pagi", **kept, sections=sections, base=seen["version"]).status_code == 200
    [programme] = room.shelf.programmes()
    assert (played(room), programme.waiting) == (["Bercerita itu berani."], 1)


def test_what_says_the_same_stays_approved(rina: Browser) -> None:
    assert edit(rina).json["item"].get("status") is None
    assert len(get(rina, "banks/kuis/history")["saves"]) == 1


def test_the_powers_are_kept(room: StaffRoom) -> None:
    dewi = room.logged_in("dewi")
    assert len(get(dewi, "banks")["banks"]) == 2
    assert edit(dewi).status_code == 403
    assert dewi.api("POST", f"{SATU}/approve", base="x").status_code == 403
    assert room.browser().client.get("/staff/api/banks").status_code == 401


def test_two_people_at_one_item(room: StaffRoom, rina: Browser) -> None:
    budi = room.logged_in("budi")
    seen = get(budi, SATU)
    edit(rina, text=NEW_TEXT)
    answer = budi.api("PUT", SATU, item=seen["item"] | {"notes": {"id": "Tenang."}}, base=seen["version"])
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "staff/changed_meanwhile")
    theirs = answer.json["theirs"]
    assert (theirs["item"]["text"], theirs["who"], theirs["at"]) == (NEW_TEXT, "Rina", room.now())
    # Another item of the same file is nobody's business.
    other = get(rina, "banks/kuis/items/dua")
    edit(budi, level="easy")
    assert rina.api("PUT", "banks/kuis/items/dua", item=other["item"] | {"level": "easy"}, base=other["version"]).status_code == 200


def test_who_has_an_item_open_is_forgotten_after_thirty_seconds(room: StaffRoom, rina: Browser) -> None:
    budi = room.logged_in("budi")
    assert rina.api("POST", f"{SATU}/here").json["editors"] == []
    assert budi.api("POST", f"{SATU}/here").json["editors"] == ["Rina"]
    assert get(budi, "banks/kuis/items/dua")["editors"] == []
    room.now.now += 31
    assert get(budi, SATU)["editors"] == []


def test_an_item_that_is_not_right_is_not_saved(room: StaffRoom, rina: Browser) -> None:
    answer = edit(rina, level="high", text={"id": "x" * 999})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == ["level", "text.id"]
    assert (room.banks / "kuis.yaml").read_text("utf-8") == BANK
    assert rina.api("PUT", SATU, item={"type": "nope"}, base="x").json["error"]["code"] == "bank/unknown_type"
    assert rina.api("PUT", SATU, item=[], base="x").status_code == 400


def test_add_move_delete_and_undo(room: StaffRoom, rina: Browser) -> None:
    item = get(rina, SATU)["item"]
    made = rina.api("POST", "banks/kuis/items", item={key: value for key, value in item.items() if key != "id"}, after="satu").json
    assert (made["item"]["id"], made["item"]["status"]) == ("siapa-yang-bisa-membantu", "draft")
    assert rina.api("POST", "banks/kuis/items", item=item, after="").json["error"]["code"] == "bank/id_taken"
    assert rina.api("POST", "banks/kuis/move", item="siapa-yang-bisa-membantu", after="dua").json == {"ok": True}
    assert [row["id"] for row in get(rina, "banks/kuis")["bank"]["items"]] == ["satu", "dua", "siapa-yang-bisa-membantu"]
    gone = rina.api("DELETE", "banks/kuis/items/siapa-yang-bisa-membantu", base=made["version"]).json
    assert (gone["item"], gone["after"]) == (made["item"], "dua")
    assert (room.banks / "kuis.yaml").read_text("utf-8") == BANK
    in_use = rina.api("DELETE", SATU, base=get(rina, SATU)["version"])
    assert in_use.json["error"]["code"] == "bank/in_use"
    assert "“Siapa yang bisa membantu?” dipakai di program “Pagi”" in in_use.json["error"]["message"]


def test_what_was_approved_comes_back_approved(room: StaffRoom, rina: Browser) -> None:
    (room.banks / "program-pagi.yaml").unlink()
    seen = get(rina, SATU)
    gone = rina.api("DELETE", SATU, base=seen["version"]).json
    back = rina.api("POST", "banks/kuis/items", item=gone["item"], after=gone["after"]).json
    assert back["item"] == seen["item"]
    gone = rina.api("DELETE", SATU, base=back["version"]).json
    assert rina.api("POST", "banks/kuis/items", item=gone["item"] | {"level": "hard"}, after="").json["item"]["status"] == "draft"


def test_history_compares_and_restores(room: StaffRoom, rina: Browser) -> None:
    edit(rina, text=NEW_TEXT)
    edit(rina, "banks/kuis/items/dua", answer=False)
    saves = get(rina, "banks/kuis/history")["saves"]
    assert [(save["who"], save["text"], save["items"]) for save in saves] == [
        ("Rina", "diubah", ["dua"]),
        ("Rina", "diubah", ["satu"]),
        ("diubah di luar", "ditemukan di laptop ini", []),
    ]
    first = saves[-1]["number"]
    one, two = get(rina, f"banks/kuis/history/{first}")["items"]
    assert (one["id"], one["then"]["text"]["id"], one["now"]["text"]) == ("satu", "Siapa yang bisa membantu?", NEW_TEXT)
    assert (two["id"], two["then"]["answer"], two["now"]["answer"]) == ("dua", True, False)
    assert rina.api("POST", f"banks/kuis/history/{first}/restore", items=["dua"]).json == {"ok": True}
    assert [row["status"] for row in get(rina, "banks/kuis")["bank"]["items"]] == ["draft", "approved"]
    assert rina.api("POST", f"banks/kuis/history/{first}/restore", items=None).json == {"ok": True}
    assert (room.banks / "kuis.yaml").read_text("utf-8") == BANK
    assert get(rina, "banks/kuis/history")["saves"][0]["text"] == "dikembalikan"
    assert rina.api("GET", "banks/kuis/history/999").status_code == 404


def test_a_change_on_disk_is_noticed_kept_and_never_overwritten(room: StaffRoom, rina: Browser) -> None:
    seen = get(rina, SATU)
    path = room.banks / "kuis.yaml"
    path.write_text(BANK.replace("    answer: true", "    answer: false").replace("An adult", "A grown-up"), "utf-8")
    answer = rina.api("PUT", SATU, item=seen["item"] | {"level": "easy"}, base=seen["version"])
    assert answer.status_code == 409
    assert answer.json["theirs"]["item"]["explanation"]["en"] == "A grown-up you trust."
    newest = get(rina, "banks/kuis/history")["saves"][0]
    assert (newest["who"], newest["what"], newest["items"]) == ("diubah di luar", "outside", ["satu", "dua"])


def test_a_broken_file_is_listed_with_its_line_and_not_written_to(room: StaffRoom, rina: Browser) -> None:
    get(rina, "banks")
    path = room.banks / "kuis.yaml"
    broken = BANK.replace('title: {id: "Kuis"', 'title: {id: "Kuis')
    path.write_text(broken, "utf-8")
    bank = get(rina, "banks")["banks"][0]
    assert (bank["broken"]["line"], bank["items"]) == (4, 2)
    assert len(get(rina, "banks/kuis")["bank"]["items"]) == 2
    seen = get(rina, SATU)
    answer = rina.api("PUT", SATU, item=seen["item"] | {"level": "easy"}, base=seen["version"])
    assert answer.json["error"]["code"] == "bank/broken"
    assert path.read_text("utf-8") == broken


def test_a_new_bank_is_empty_and_takes_items(room: StaffRoom, rina: Browser) -> None:
    assert rina.api("POST", "banks", title={"id": ""}).status_code == 422
    made = rina.api("POST", "banks", title={"id": "Soal kita", "en": "Ours"}, source="Kami.").json
    assert made["id"] == "soal-kita"
    assert get(rina, "banks/soal-kita")["bank"]["items"] == []
    assert rina.api("POST", "banks/soal-kita/items", item=get(rina, SATU)["item"], after=None).status_code == 200
    assert rina.api("PUT", "banks/soal-kita", title={"id": "Soal baru"}, source="Kami.").json == {"ok": True}
    assert (room.banks / "soal-kita.yaml").read_text("utf-8").startswith(
        'format: 1\nkind: bank\nid: soal-kita\ntitle: {id: "Soal baru"}\nsource: "Kami."\nitems:\n  - id: satu\n'
    )
    assert rina.api("POST", "banks", title={"id": "x"}, source="y", id="../../etc").json["error"]["code"] == "bank/id_taken"


def test_programmes_are_edited_the_same_way(room: StaffRoom, rina: Browser) -> None:
    seen = get(rina, "programmes/pagi")["programme"]
    assert [item["label"] for item in seen["picker"][0]["items"]] == ["Siapa yang bisa membantu?", "Bercerita itu berani."]
    assert get(rina, "picker")["picker"] == seen["picker"]
    assert seen["picker"][0]["items"][0]["seconds"] > 40
    sections = [seen["sections"][0] | {"items": ["kuis/dua", "kuis/tiga"]}]
    wrong = rina.api("PUT", "programmes/pagi", title=seen["title"], minutes=20, sections=sections, base=seen["version"])
    assert (wrong.status_code, wrong.json["errors"][0]["field"]) == (422, "sections.0.items.1")
    sections[0]["items"] = ["kuis/dua"]
    saved = rina.api("PUT", "programmes/pagi", title=seen["title"], minutes=20, first=False, sections=sections, base=seen["version"])
    assert saved.status_code == 200
    assert (room.banks / "program-pagi.yaml").read_text("utf-8") == PROGRAMME.replace("minutes: 30", "minutes: 20").replace(
        "      - kuis/satu\n", ""
    )
    assert rina.api("PUT", "programmes/pagi", title=seen["title"], minutes=20, sections=sections, base=seen["version"]).status_code == 409
    [difference] = get(rina, f"programmes/pagi/history/{get(rina, 'programmes/pagi/history')['saves'][-1]['number']}")["items"]
    assert (difference["id"], difference["then"]["minutes"], difference["now"]["minutes"]) == ("", 30, 20)
    made = rina.api("POST", "programmes", title={"id": "Sore"}, minutes=10, sections=sections).json
    assert get(rina, f"programmes/{made['id']}")["programme"]["minutes"] == 10


def test_the_schema_names_every_type_in_the_order_of_its_fields(rina: Browser) -> None:
    types = get(rina, "schema")["types"]
    assert list(types["choice"]["schema"]["properties"])[-6:] == ["text", "picture", "picture_text", "options", "answer", "explanation"]
    assert types["choice"]["blank"]["options"][0] == {"text": {"id": "", "en": ""}}
    assert set(types["verdict"]["blank"]) == {"type", "text", "tests", "explanation", "talk"}, "no key that nobody chose"


def test_what_past_visits_tell_of_an_item(room: StaffRoom, rina: Browser) -> None:
    assert get(rina, SATU)["stats"] is None
    rows = [
        {"label": {"id": "Guru BK", "en": "Counsellor"}, "heads": 30, "right": True},
        {"label": {"id": "Tidak ada", "en": "Nobody"}, "heads": 10, "right": False},
    ]
    played = {"bank": "kuis", "item": "satu", "voided": False, "heads": 40, "judged": 40, "right": 30, "rows": rows}
    hidden = played | {"heads": None, "judged": 0, "right": None, "rows": []}
    room.visits += [{"items": [played, played | {"item": "dua"}]}, {"items": [played, hidden, played | {"voided": True}]}, {"items": []}]
    expected = {"visits": 2, "heads": 80, "right": 75, "wrong": {"label": "Tidak ada", "percent": 25}}
    assert get(rina, SATU)["stats"] == expected
    room.visits[1:] = []
    rows[1]["heads"] = 9
    assert get(rina, SATU)["stats"]["wrong"] is None, "fewer than ten heads are not told"


def test_a_picture_is_taken_by_a_child(room: StaffRoom, rina: Browser) -> None:
    made = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(made, "PNG")
    send = {"headers": {"X-CSRFToken": rina.token("/staff")}, "environ_base": {"REMOTE_ADDR": rina.address}}
    made.seek(0)
    answer = rina.client.post("/staff/api/pictures", data={"file": (made, "../../a.png")}, **send)  # type: ignore[arg-type]
    assert (room.banks / "pictures" / answer.json["name"]).is_file()  # type: ignore[index]
    saved = edit(rina, picture=answer.json["name"])  # type: ignore[index]
    assert saved.status_code == 200
    for wrong in (b"no picture", b"x" * MOST_PICTURE_BYTES):
        form = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n' + wrong + b"\r\n--b--\r\n"
        answer = rina.client.post("/staff/api/pictures", data=form, content_type="multipart/form-data; boundary=b", **send)  # type: ignore[arg-type]
        assert (answer.status_code, "JPG" in answer.json["error"]["message"]) == (409, True)  # type: ignore[index]
    assert edit(rina, picture="missing.png").json["error"]["code"] == "bank/would_break"


def test_a_bank_goes_out_through_a_child_to_whoever_may_take_it_along(room: StaffRoom, rina: Browser) -> None:
    answer = room.logged_in("dewi").api("POST", "banks/kuis/export", to="gift")
    assert answer.status_code == 200, answer.text
    assert b"::satu::" in base64.b64decode(answer.json["content"])
    assert (answer.json["ending"], answer.json["items"]) == (".gift", 2)
    assert {"id", "title", "whole", "why"} == set(answer.json["left"][0])
    room.add("mono", "moderator")
    assert room.logged_in("mono").api("POST", "banks/kuis/export", to="gift").status_code == 403
    assert rina.api("POST", "banks/kuis/export", to="--help").status_code == 409
    assert rina.api("POST", "banks/nope/export", to="gift").status_code == 404


def test_the_page_offers_every_format() -> None:
    script = (ROOT / "static" / "js" / "staff" / "export.js").read_text("utf-8")
    offered = re.search(r"FORMATS = (\[.*\]);", script)
    assert offered
    assert set(json.loads(offered[1])) == set(WRITERS)
    assert {f"staff.export.{name}" for name in WRITERS} <= set(catalogue())


UNKNOWN = ("banks/nope", "banks/program-pagi", "banks/..%2Fx", "programmes/kuis", "banks/kuis/items/nope", "banks/kuis/history/1x")


@pytest.mark.parametrize("path", UNKNOWN)
def test_unknown_addresses(rina: Browser, path: str) -> None:
    assert rina.api("GET", path).status_code == 404
