/** What the staff pages work out by themselves: search, long lists, places, two versions of one item, what is kept in the browser. */
import assert from "node:assert/strict";
import test from "node:test";
import { conflicts, differences, linesOf, merged, same } from "../../static/js/staff/compare.js";
import { whenText } from "../../static/js/staff/kept.js";
import { NO_FILTERS, afterMove, afterOf, matching, occurring, visible } from "../../static/js/staff/list.js";
import { useWords } from "../../static/js/words.js";
import { minutesOf, moveItem, moveSection, place } from "../../static/js/staff/order.js";

const items = [
  { id: "a", label: "Siapa menolong?", type: "choice", tags: ["kelas-7"], status: "approved", forms: [], cautions: [], enabled: true },
  { id: "b", label: "Kata: émpati", type: "guess", tags: [], status: "draft", forms: ["verbal"], cautions: [{}], enabled: true },
  { id: "c", label: "Siapa menonton?", type: "choice", tags: [], status: "approved", level: "easy", cautions: [], enabled: false },
];
const found = (/** @type {any} */ filters) => matching(items, { ...NO_FILTERS, ...filters }).map(({ id }) => id).join("");

test("search looks for every word, without accents, also in id and tags; filters narrow it", () => {
  assert.equal(found({}), "abc");
  assert.equal(found({ text: "SIAPA meno" }), "ac");
  assert.equal(found({ text: "empati" }), "b");
  assert.equal(found({ text: "kelas-7" }), "a");
  assert.equal(found({ type: "choice", level: "easy" }), "c");
  assert.equal(found({ status: "draft" }) + found({ status: "off" }) + found({ status: "advice" }) + found({ form: "verbal" }), "bcbb");
  assert.deepEqual(occurring(items, "type"), ["choice", "guess"]);
});

test("of a long list only what is seen is drawn", () => {
  assert.deepEqual(visible(2000, 60, 0, 600), { first: 0, last: 18 });
  assert.deepEqual(visible(2000, 60, 60000, 600), { first: 992, last: 1018 });
  assert.deepEqual(visible(3, 60, 0, 600), { first: 0, last: 3 });
});

test("an item is moved behind the one that stands before its new place", () => {
  assert.equal(afterMove(items, "b", -1), "");
  assert.equal(afterMove(items, "a", 1), "b");
  assert.equal(afterMove(items, "a", -1), null);
  assert.equal(afterMove(items, "c", 1), null);
  assert.equal(afterOf(items, "a") + afterOf(items, "c"), "b");
});

const sections = [{ items: ["x", "y"] }, { items: ["z"] }];
const said = (/** @type {any[]} */ all) => all.map((one) => one.items.join("")).join("|");

test("an item of a programme moves within its section and on into the next", () => {
  assert.equal(said(moveItem(sections, [0, 0], 1).sections), "yx|z");
  assert.equal(said(moveItem(sections, [0, 1], 1).sections), "x|yz");
  assert.deepEqual(moveItem(sections, [0, 1], 1).at, [1, 0]);
  assert.equal(said(moveItem(sections, [1, 0], -1).sections), "xyz|");
  assert.equal(said(moveItem(sections, [0, 0], -1).sections), "xy|z");
  assert.equal(said(place(sections, [0, 0], [0, 2])), "yx|z");
  assert.equal(said(place(sections, [0, 5], [1, 0])), "xy|z");
  assert.equal(place(sections, [0, 0], [0, 0]), sections, "where it stands already");
  assert.equal(place(sections, [0, 0], [0, 1]), sections, "where it stands already");
  assert.equal(said(moveSection(sections, 0, 1)), "z|xy");
  assert.equal(said(sections), "xy|z");
  assert.equal(minutesOf(sections, new Map([["x", { seconds: 90 }], ["z", { seconds: 30 }]])), 2);
});

test("two versions differ where they say something else, not where one is silent", () => {
  assert.ok(same({ a: 1, b: null }, { a: 1 }));
  assert.ok(same({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }));
  assert.deepEqual(differences({ id: "q", text: "a", tags: ["x"] }, { id: "r", text: "b", tags: ["x"] }).map(({ name }) => name), ["text"]);
});

test("where only one of two people changed a field, theirs or mine is taken; where both did, somebody has to choose", () => {
  const base = { text: "a", talk: "t", level: "easy" };
  const rows = conflicts(base, { ...base, text: "mine", level: "hard" }, { ...base, talk: "theirs", level: "medium" });
  assert.deepEqual(rows.map(({ name, take, both }) => [name, take, both]), [["text", "mine", false], ["talk", "theirs", false], ["level", "mine", true]]);
  assert.deepEqual(merged({ ...base, text: "mine", level: "hard" }, { ...base, talk: "theirs", level: "medium" }, { text: "mine", talk: "theirs", level: "theirs" }), { text: "mine", talk: "theirs", level: "medium" });
  assert.deepEqual(merged({ a: 1 }, {}, { a: "theirs" }), {});
});

test("a value is read as somebody wrote it", () => {
  const field = (/** @type {any} */ more) => ({ name: "x", required: true, nullable: false, title: "x", preset: undefined, ...more });
  assert.deepEqual(linesOf({ id: "Halo", en: "Hello" }, "t", field({ kind: "text" })), ["ID: Halo", "EN: Hello"]);
  assert.deepEqual(linesOf([{ id: "satu" }, { id: "dua" }], "t", field({ kind: "list", item: field({ kind: "text" }) })), ["1. ID: satu", "2. ID: dua"]);
  assert.deepEqual(linesOf(undefined, "t", field({ kind: "text" })), []);
  const option = field({ kind: "group", fields: [field({ kind: "text", name: "text" }), field({ kind: "flag", name: "right", preset: false })] });
  const options = field({ kind: "list", name: "options", item: option });
  const words = { "staff.field.text": "Pertanyaan", "staff.type.t.options_text": "Teks", "staff.type.t.options_right": "benar", "staff.true": "Ya" };
  useWords(words);
  assert.deepEqual(linesOf([{ text: { id: "satu" }, right: true }], "t", options), ["1. Teks: ID: satu", "    benar: Ya"]);
});

test("a time is said as a clock says it, with the day when it was another", () => {
  const now = new Date(2026, 10, 26, 12, 0);
  assert.equal(whenText(new Date(2026, 10, 26, 10, 42).getTime(), "id", now), "10.42");
  assert.equal(whenText(new Date(2026, 10, 26, 10, 42).getTime(), "en", now), "10:42");
  assert.equal(whenText(new Date(2026, 10, 25, 9, 5).getTime(), "id", now), "25-11-2026 09.05");
});
