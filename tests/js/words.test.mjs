/** words.js: placeholders, numbers as the language groups them, and what an unknown key looks like. */
import assert from "node:assert/strict";
import test from "node:test";
import { number, t, useWords } from "../../static/js/words.js";

test("placeholders are filled, unknown ones stay, unknown keys show themselves", () => {
  useWords({ "common.thousands": ".", "phone.lobby.title": "Kamu sudah masuk, {name}!", "phone.result.points": "+{points}" });
  assert.equal(t("phone.lobby.title", { name: "Elang Ramah" }), "Kamu sudah masuk, Elang Ramah!");
  assert.equal(t("phone.result.points", { points: 1000 }), "+1.000");
  assert.equal(t("phone.lobby.title"), "Kamu sudah masuk, {name}!");
  assert.equal(t("phone.nothing.here"), "phone.nothing.here");
});

test("a value is put in as it is, whatever signs it holds", () => {
  useWords({ "phone.lobby.title": "{name}" });
  assert.equal(t("phone.lobby.title", { name: "$& {name} $1" }), "$& {name} $1");
});

test("numbers are grouped in threes", () => {
  useWords({ "common.thousands": "." });
  assert.deepEqual([0, 999, 1000, 12345678, 1.5].map(number), ["0", "999", "1.000", "12.345.678", "1,5"]);
  useWords({ "common.thousands": "," });
  assert.deepEqual([1000, 1.5].map(number), ["1,000", "1.5"]);
});
