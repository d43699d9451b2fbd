/** Sealing in the browser: one size, no two alike, opened by the right key alone; and what the lead's page makes of anything inside. */
import assert from "node:assert/strict";
import test from "node:test";

// The vendored file looks for the browser's own random numbers.
Object.assign(globalThis, { self: globalThis });
const { inOrder, readInside } = await import("../../static/js/desk/opened.js");
const { makeKey, unwrap } = await import("../../static/js/desk/wrapping.js");
const { sealedFor } = await import("../../static/js/rounds/box.js");
const { PLAIN, fromBase64, open, openList, openWrapped, seal, sealList } = await import("../../static/js/ui/sealing.js");

const PASSPHRASE = "empat kuda makan rambutan";
const lead = await makeKey(PASSPHRASE);
const room = await makeKey("kunci ruangan ini");
const secret = /** @type {Uint8Array} */ (await unwrap(PASSPHRASE, lead.wrapped));
const DRAFT = { text: "Aku ingin bicara", meet: ["meet_break"], find: "7C" };

test("whatever goes through whichever door has one size and never looks the same twice", () => {
  const keys = { room: room.public, lead: lead.public };
  const sealed = ["talk", "question", "hope", "pass", "talk"].map((door) => sealedFor(door, DRAFT, keys));
  assert.deepEqual([...new Set(sealed.map((one) => one && one.length))], [1464]);
  assert.equal(new Set(sealed).size, sealed.length);
});

test("a request opens with the lead's key and with no other", async () => {
  const sealed = fromBase64(String(sealedFor("talk", DRAFT, { room: room.public, lead: lead.public })));
  assert.deepEqual(JSON.parse(String(open(secret, sealed))), { door: "talk", ...DRAFT });
  const other = /** @type {Uint8Array} */ (await unwrap("kunci ruangan ini", room.wrapped));
  assert.equal(open(other, sealed), null);
  sealed[100] ^= 1;
  assert.equal(open(secret, sealed), null, "a changed bit is noticed");
});

test("a text that does not fit is not sealed at all", () => {
  assert.equal(String(seal(lead.public, "a".repeat(PLAIN - 2))).length, 1464);
  assert.equal(seal(lead.public, "a".repeat(PLAIN - 1)), null);
});

test("a wrong passphrase opens nothing, spaces and forms of letters do not matter", async () => {
  assert.equal(await unwrap("empat kuda makan durian", lead.wrapped), null);
  assert.ok(await unwrap(` ${PASSPHRASE.replace(" ", "  ")} `, lead.wrapped));
  assert.equal(await unwrap(PASSPHRASE, { ...lead.wrapped, n: 2 ** 40 }), null, "a key from elsewhere cannot stop the page");
});

test("a list says nothing by its length", () => {
  assert.equal(sealList(lead.public, "a").length, sealList(lead.public, "a".repeat(16000)).length);
  assert.equal(openList(secret, sealList(lead.public, "é".repeat(9000))), "é".repeat(9000));
  assert.equal(openWrapped(secret, [secret], "AAAA"), null);
});

test("the lead's page takes anything that somebody may have sealed", () => {
  for (const odd of [null, "", "7", "null", "[]", '{"text": 7, "meet": "x", "find": {}}', '{"meet": [["meet_break"]]}', "{".repeat(900)]) {
    const opened = readInside(odd);
    assert.equal(typeof opened.text, "string");
    assert.deepEqual(opened.meet, []);
  }
  assert.equal(readInside(JSON.stringify({ text: "a".repeat(5000) })).text.length, 400);
});

test("unread comes first, then what may be urgent, then the oldest", () => {
  const row = (/** @type {string} */ request, /** @type {object} */ more) => ({ room: "x", request, age: 10, is_read: true, outcome: "", ...more });
  const rows = [row("done", { outcome: "met" }), row("calm", {}), row("urgent", {}), row("new", { is_read: false }), row("old", { is_read: false, age: 99 })];
  const texts = new Map([["x urgent", readInside('{"text": "Aku diancam"}')], ["x calm", readInside('{"text": "Aku ingin tahu"}')]]);
  assert.deepEqual(inOrder(rows, texts).map((one) => one.request), ["old", "new", "urgent", "calm", "done"]);
});
