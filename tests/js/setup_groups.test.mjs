/** A typed list of classes, taken apart. */
import assert from "node:assert/strict";
import test from "node:test";
import { groupFields, typedGroups } from "../../static/js/screen/setup_groups.js";

test("a class stands on a line or between commas, its size behind a colon, an equals sign or a tab", () => {
  const wanted = [
    { name: "7A", size: 32 },
    { name: "7B", size: 30 },
    { name: "Kelompok 3", size: null },
  ];
  assert.deepEqual(typedGroups("7A: 32\n7B=30\nKelompok 3\n"), wanted);
  assert.deepEqual(typedGroups(" 7A\t32 ; 7B : 30, Kelompok 3"), wanted);
});

test("a range of classes is spelled out, each with the size", () => {
  assert.deepEqual(typedGroups("7A-7C: 32, 8b – D"), [
    ...["7A", "7B", "7C"].map((name) => ({ name, size: 32 })),
    ...["8B", "8C", "8D"].map((name) => ({ name, size: null })),
  ]);
  assert.deepEqual(typedGroups("7J-7A\nMerah-Biru").map(({ name }) => name), ["7J-7A", "Merah-Biru"]);
});

test("what is no number stays part of the name, for the server to judge", () => {
  assert.deepEqual(typedGroups("7A: banyak"), [{ name: "7A: banyak", size: null }]);
  assert.deepEqual(typedGroups(":"), [{ name: ":", size: null }]);
});

test("without a list a visit has no groups", () => {
  assert.deepEqual(groupFields({ text: " \n , ", assign: "balance" }), {});
  assert.deepEqual(groupFields({ text: "7A", assign: "balance" }), { groups: [{ name: "7A", size: null }], assign: "balance" });
});
