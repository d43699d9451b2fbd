"""Import over the JSON API, as the page does it: read, compare, save. Drafts only, all or nothing, and nobody's work is overwritten."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Generator, Sequence
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from quizserver import cli
from quizserver.errors import Rejected
from quizserver.live import child
from tests.banks.conftest import BANK
from tests.staff.conftest import Browser, StaffRoom

CSV = """Soal,A,B,C,Jawaban
Siapa yang menolong?,Guru BK,Kucing,Batu,A
Apa itu saksi?,Yang melihat,Yang tidur,Yang pergi,A
Tanpa kunci?,Satu,Dua,Tiga,
"""
FORMULA = '"=HYPERLINK(""http://jahat"")<script>alert(1)</script>"'


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process costs a second under load; that there is one, and what it may use, tests/live/test_child.py and make bench see."""

    def steps(command: Sequence[str], sleep: Any, *, stdin: bytes, seconds: float, megabytes: int) -> Generator[None, None, bytes]:
        yield
        done = CliRunner().invoke(cli.main, list(command), input=stdin)
        if done.exit_code == child.EXIT_BAD_INPUT:
            raise Rejected("child/refused", said=done.stderr.strip())
        assert done.exit_code == 0, done.output
        return done.stdout_bytes

    monkeypatch.setattr(child, "steps", steps)


@pytest.fixture
def room(staff: StaffRoom) -> StaffRoom:
    (staff.banks / "kuis.yaml").write_text(BANK, "utf-8")
    for name, role in (("rina", "editor"), ("budi", "editor"), ("dewi", "facilitator")):
        staff.add(name, role)
    return staff


@pytest.fixture
def rina(room: StaffRoom) -> Browser:
    return room.logged_in("rina")


def send(browser: Browser, path: str, content: bytes) -> Any:
    headers = {"X-CSRFToken": browser.token("/staff")}
    return browser.client.post(f"/staff/api/import/{path}", data=content, headers=headers, environ_base={"REMOTE_ADDR": browser.address})


def read(browser: Browser, content: bytes | str, name: str = "soal.csv") -> Any:
    """The last line of the answer; the ones before are progress."""
    answer = send(browser, f"read?name={name}", content.encode() if isinstance(content, str) else content)
    lines = [json.loads(line) for line in answer.data.splitlines()]
    assert all("done" in line for line in lines[:-1])
    return lines[-1]


def compare(browser: Browser, told: Any, bank: str | None = None) -> Any:
    answer = send(browser, "compare" + (f"?bank={bank}" if bank is not None else ""), json.dumps({"items": told["items"]}).encode())
    assert answer.status_code == 200, answer.text
    return answer.json["compared"]


def save(browser: Browser, bank: str, set: list[Any], delete: list[Any] | None = None, **more: Any) -> Any:
    wanted = {"set": set, "delete": delete or [], "title": "Soal saksi", "file": "soal.csv", "format": "table"} | more
    return send(browser, f"save?bank={bank}", json.dumps(wanted).encode())


def chosen(items: list[Any], rows: list[Any]) -> list[Any]:
    return [{"item": item, "base": row["version"]} for item, row in zip(items, rows, strict=True)]


def brought(browser: Browser, content: str = CSV) -> Any:
    told = read(browser, content)["told"]
    answer = save(browser, "", [{"item": one["item"], "base": ""} for one in told["items"]])
    assert answer.status_code == 200, answer.text
    return told


def test_every_row_is_told_and_a_refused_one_carries_what_could_be_read(rina: Browser) -> None:
    told = read(rina, CSV)["told"]
    assert [one["item"]["text"]["id"] for one in told["items"]] == ["Siapa yang menolong?", "Apa itu saksi?"]
    [refused] = told["skipped"]
    assert "kunci" in refused["why"].lower() or "jawaban" in refused["why"].lower()
    options = [{"text": {"id": option}} for option in ("Satu", "Dua", "Tiga")]
    assert refused["item"] == {"type": "choice", "text": {"id": "Tanpa kunci?"}, "options": options}


def test_a_new_bank_of_drafts_in_one_save(room: StaffRoom, rina: Browser) -> None:
    told = read(rina, CSV)["told"]
    assert compare(rina, told)["bank"] == ""
    answer = save(rina, "", [{"item": one["item"], "base": ""} for one in told["items"]]).json
    assert answer == {"ok": True, "bank": "soal-saksi", "added": 2, "changed": 0, "deleted": 0}
    bank = rina.api("GET", "banks/soal-saksi").json["bank"]
    assert [row["status"] for row in bank["items"]] == ["draft", "draft"]
    assert "soal.csv" in bank["source"]
    [made] = rina.api("GET", "banks/soal-saksi/history").json["saves"]
    assert (made["what"], made["who"], len(made["items"])) == ("imported", "Rina", 2)


def test_the_same_file_again_changes_nothing(room: StaffRoom, rina: Browser) -> None:
    told = brought(rina)
    again = compare(room.logged_in("budi"), told)
    assert again["bank"] == "soal-saksi", "the bank it went into is found"
    assert [row["state"] for row in again["rows"]] == ["unchanged", "unchanged"]
    before = (room.banks / "soal-saksi.yaml").read_bytes()
    assert save(rina, "soal-saksi", []).json["added"] == 0
    assert (room.banks / "soal-saksi.yaml").read_bytes() == before


def test_into_a_bank_that_is_there_all_else_stays_to_the_byte(room: StaffRoom, rina: Browser) -> None:
    told = read(rina, CSV)["told"]
    rows = compare(rina, told, "kuis")["rows"]
    assert [row["state"] for row in rows] == ["new", "new", "gone", "gone"]
    done = save(rina, "kuis", [{"item": one["item"], "base": ""} for one in told["items"]]).json
    assert (done["added"], done["deleted"]) == (2, 0)
    text = (room.banks / "kuis.yaml").read_text("utf-8")
    assert text.startswith(BANK.rstrip("\n"))
    assert "Apa itu saksi?" in text


def test_gone_is_deleted_with_a_tick_only_and_what_a_programme_needs_never(room: StaffRoom, rina: Browser) -> None:
    told = brought(rina)
    rows = compare(rina, {"items": told["items"][:1]}, "soal-saksi")["rows"]
    assert [row["state"] for row in rows] == ["unchanged", "gone"]
    done = save(rina, "soal-saksi", [], [{"id": rows[1]["id"], "base": rows[1]["version"]}]).json
    assert done["deleted"] == 1
    programme = {"title": {"id": "Acara"}, "minutes": 10}
    sections = [{"title": {"id": "Satu"}, "intro": {"id": "Ayo"}, "items": [f"soal-saksi/{rows[0]['id']}"]}]
    assert rina.api("POST", "programmes", **programme, sections=sections).status_code == 200
    refused = save(rina, "soal-saksi", [], [{"id": rows[0]["id"], "base": rows[0]["version"]}])
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "bank/in_use")
    assert rows[0]["id"] in (room.banks / "soal-saksi.yaml").read_text("utf-8")


def test_what_somebody_changed_meanwhile_is_never_overwritten_and_nothing_is_half_written(room: StaffRoom, rina: Browser) -> None:
    told = brought(rina)
    changed = [one["item"] | {"explanation": {"id": "Dari berkas."}} for one in told["items"]]
    rows = compare(rina, {"items": [{"item": item} for item in changed]}, "soal-saksi")["rows"]
    assert [row["state"] for row in rows] == ["changed", "changed"]
    path = f"banks/soal-saksi/items/{rows[1]['id']}"
    seen = rina.api("GET", path).json
    room.logged_in("budi").api("PUT", path, item=seen["item"] | {"explanation": {"id": "Dari Budi."}}, base=seen["version"])
    before = (room.banks / "soal-saksi.yaml").read_bytes()
    refused = save(rina, "soal-saksi", chosen(changed, rows))
    assert refused.status_code == 409
    assert rows[1]["id"] in refused.json["error"]["message"]
    assert (room.banks / "soal-saksi.yaml").read_bytes() == before
    again = compare(rina, {"items": [{"item": item} for item in changed]}, "soal-saksi")["rows"]
    assert save(rina, "soal-saksi", chosen(changed, again)).json["changed"] == 2


def test_a_fixed_row_needs_no_id_and_one_that_is_not_right_is_named(room: StaffRoom, rina: Browser) -> None:
    [refused] = read(rina, CSV)["told"]["skipped"]
    item = refused["item"]
    wrong = save(rina, "", [{"item": item, "base": ""}])
    assert wrong.status_code == 409
    assert "Tanpa kunci?" in wrong.json["error"]["message"]
    assert not (room.banks / "soal-saksi.yaml").exists()
    item["options"][1]["right"] = True
    [row] = compare(rina, {"items": [{"item": item}]}, "kuis")["rows"][:1]
    assert (row["id"], row["state"]) == ("tanpa-kunci", "new")
    assert save(rina, "", [{"item": item, "base": ""}]).json["added"] == 1


def test_texts_of_a_file_stay_texts(room: StaffRoom, rina: Browser) -> None:
    told = brought(rina, f"Soal,A,B,Jawaban\n{FORMULA},Satu,Dua,A\n")
    [one] = told["items"]
    bank = rina.api("GET", "banks/soal-saksi")
    assert bank.mimetype == "application/json"
    assert "<script>" not in bank.json["bank"]["items"][0]["label"] or "<script>" in one["item"]["text"]["id"]


def test_a_hostile_or_too_large_file_is_refused_by_name(rina: Browser) -> None:
    assert read(rina, b"\x00\x01\x02 nothing", "aneh.bin")["ok"] is False
    large = send(rina, "read?name=besar.xlsx", b"x" * 20_000_001)
    assert (large.status_code, "20 MB" in large.json["error"]["message"]) == (413, True)


def test_an_excel_file_comes_in(rina: Browser) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Soal", "A", "B", "Kunci"])
    sheet.append(["Siapa saksi?", "Yang melihat", "Yang tidur", "A"])
    made = io.BytesIO()
    book.save(made)
    assert [one["item"]["options"][0]["right"] for one in read(rina, made.getvalue(), "soal.xlsx")["told"]["items"]] == [True]


def test_the_empty_spreadsheet_is_handed_out_and_a_bank_comes_back_as_the_rows_that_changed(rina: Browser) -> None:
    assert openpyxl.load_workbook(io.BytesIO(rina.get("/staff/api/import/template").data)).sheetnames
    content = base64.b64decode(rina.api("POST", "banks/kuis/export", to="ours_xlsx").json["content"])
    told = read(rina, content, "kuis.xlsx")["told"]
    assert [row["state"] for row in compare(rina, told)["rows"]] == ["unchanged", "unchanged"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    [cell] = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "Siapa yang bisa membantu?"]
    cell.value = "Siapa penolongmu?"
    changed = io.BytesIO()
    book.save(changed)
    again = compare(rina, read(rina, changed.getvalue(), "kuis.xlsx")["told"])
    assert again["bank"] == "kuis"
    assert [(row["id"], row["state"]) for row in again["rows"]] == [("satu", "changed"), ("dua", "unchanged")]


def test_import_needs_its_power_and_a_token(room: StaffRoom) -> None:
    dewi = room.logged_in("dewi")
    assert send(dewi, "read?name=x", CSV.encode()).status_code == 403
    assert room.logged_in("rina").client.post("/staff/api/import/save?bank=kuis", data=b"{}").status_code == 400
