/** What the round files work out by themselves: numbers as people type them, and steps that move in a list. */
import assert from "node:assert/strict";
import test from "node:test";
import { bigStep, onScale, toNumber } from "../../static/js/rounds/estimate.js";
import { moved } from "../../static/js/rounds/order.js";

test("a number is read as people of the language write it, and as their number pad lets them", () => {
  const indonesian = { "12,5": 12.5, "1.000": 1000, "1.234.567,5": 1234567.5, "2.5": 2.5, "0,25": 0.25, " 7 ": 7, "-3": -3, "−3,5": -3.5, ",5": 0.5, "12,": 12 };
  for (const [typed, number] of Object.entries(indonesian)) assert.equal(toNumber(typed, "."), number, typed);
  const english = { "12.5": 12.5, "1,000": 1000, "1,234,567.5": 1234567.5, "2,5": 2.5, ".5": 0.5 };
  for (const [typed, number] of Object.entries(english)) assert.equal(toNumber(typed, ","), number, typed);
});

test("what is no number is none, and never a wrong one", () => {
  for (const typed of ["", " ", "-", "a", "12a", "1,2,3", "1.2.3", "1e9", "--1", ",", ".", "1-2", "Infinity"]) assert.equal(toNumber(typed, "."), null, typed);
});

test("a value goes to the nearest mark of the scale and stays on it", () => {
  const scale = { min: -2.5, max: 12.5, step: 0.1, unit: "" };
  assert.equal(onScale(0.30000000000000004, scale), 0.3);
  assert.equal(onScale(7.26, scale), 7.3);
  assert.equal(onScale(99, scale), 12.5);
  assert.equal(onScale(-99, scale), -2.5);
});

test("the big step is about a tenth of the scale, and there is none on a short one", () => {
  assert.equal(bigStep({ min: 0, max: 100, step: 1, unit: "" }), 10);
  assert.equal(bigStep({ min: 0, max: 15, step: 0.5, unit: "" }), 1.5);
  assert.equal(bigStep({ min: 1, max: 8, step: 1, unit: "" }), 0);
});

test("a step moves by one place and the others keep theirs", () => {
  const order = [3, 1, 0, 2];
  assert.deepEqual(moved(order, 2, -1), [3, 0, 1, 2]);
  assert.deepEqual(moved(order, 2, 1), [3, 1, 2, 0]);
  assert.deepEqual(order, [3, 1, 0, 2]);
});
