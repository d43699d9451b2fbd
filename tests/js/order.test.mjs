/** What a tap on the run list makes of the rest of the programme. */
import assert from "node:assert/strict";
import test from "node:test";
import { coming, from, headed, moved, withBack, without } from "../../static/js/screen/order.js";

const rest = ["i4", "i5", "i6"];

test("an item moves one place and stays in the list at its ends", () => {
  assert.deepEqual(moved(rest, "i5", -1), ["i5", "i4", "i6"]);
  assert.deepEqual(moved(rest, "i5", 1), ["i4", "i6", "i5"]);
  assert.equal(moved(rest, "i4", -1), rest);
  assert.equal(moved(rest, "i6", 1), rest);
  assert.equal(moved(rest, "i9", 1), rest);
});

test("a jump drops what lies before, and dropping keeps the others in order", () => {
  assert.deepEqual(from(rest, "i5"), ["i5", "i6"]);
  assert.deepEqual(without(rest, ["i4", "i6"]), ["i5"]);
});

test("a dropped item comes back where it stood", () => {
  assert.deepEqual(withBack(["i4", "i6"], "i5"), ["i4", "i5", "i6"]);
  assert.deepEqual(withBack(["i4", "i10"], "i9"), ["i4", "i9", "i10"]);
  assert.deepEqual(withBack(rest, "i7"), [...rest, "i7"]);
});

test("rows stand below their section, dropped ones at the end", () => {
  const row = (/** @type {string} */ uid, /** @type {string} */ state, /** @type {string} */ section) => ({ uid, state, section });
  const rows = [row("i1", "done", "A"), row("i2", "next", "A"), row("i3", "next", "B"), row("i4", "dropped", "A"), row("i5", "dropped", "B")];
  assert.deepEqual(headed(rows).map((part) => [part.head, part.dropped, part.rows.map((one) => one.uid)]), [["A", false, ["i1", "i2"]], ["B", false, ["i3"]], ["", true, ["i4", "i5"]]]);
  assert.deepEqual(coming(rows), ["i2", "i3"]);
});
