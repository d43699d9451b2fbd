/** Decisions of the phone that need no page: which page is due, what is truly saved, which result fits, how long a step was seen. */
import assert from "node:assert/strict";
import test from "node:test";
import { hasAnswer, lostKey, pageOf } from "../../static/js/phone/pages.js";
import { createStopwatch, ownPart } from "../../static/js/phone/play.js";
import { resultKey as guessKey } from "../../static/js/rounds/guess.js";
import { resultKey } from "../../static/js/ui/Result.js";

const player = { name: "Elang Ramah", weight: 1, spins_left: 3, removed: false };
const at = (/** @type {object} */ state) => pageOf({ link: "online", error: null, last: null, view: null, you: null, ...state });

test("the page follows what the phone knows", () => {
  assert.equal(at({}), "start");
  assert.equal(at({ you: { player: null } }), "join");
  assert.equal(at({ you: { player } }), "start");
  const joined = (/** @type {string} */ phase) => at({ you: { player }, view: { phase } });
  assert.deepEqual(["lobby", "ready", "open", "closed", "ended"].map(joined), ["lobby", "ready", "play", "play", "finished"]);
});

test("a lost connection leaves the page as it is", () => {
  assert.equal(at({ link: "offline", you: { player }, view: { phase: "open" } }), "play");
  assert.equal(at({ link: "offline", you: { player: null } }), "join");
});

test("refusals and goodbyes have pages of their own", () => {
  assert.equal(at({ link: "refused", error: { code: "room/none" } }), "no_room");
  assert.equal(at({ link: "refused", error: { code: "protocol/mismatch" } }), "no_entry");
  assert.equal(at({ link: "over", last: { code: "player/replaced" }, you: { player } }), "over");
  assert.equal(at({ you: { player: { ...player, removed: true } }, view: { phase: "open" } }), "removed");
});

test("whose class is full waits for the desk, but not beyond the end", () => {
  const waits = { ...player, waits: true };
  for (const phase of ["lobby", "open", "closed"]) assert.equal(at({ you: { player: waits }, view: { phase } }), "waits");
  assert.equal(at({ you: { player: waits }, view: { phase: "ended" } }), "finished");
});

test("only an acknowledged answer is called saved", () => {
  assert.equal(lostKey({ sending: 0, saved: false }), "phone.link.lost");
  assert.equal(lostKey({ sending: 0, saved: true }), "phone.link.saved");
  assert.equal(lostKey({ sending: 1, saved: true }), "phone.link.unsent");
});

test("an answer to the round before, or none at all, is not called saved", () => {
  const you = (/** @type {any} */ body, number = 2) => ({ round: { number, body } });
  assert.equal(hasAnswer(you({ picks: [1] }), 2), true);
  assert.equal(hasAnswer(you({ pick: 0 }), 2), true);
  assert.equal(hasAnswer(you({ picks: [1] }, 1), 2), false);
  assert.equal(hasAnswer(you({ found: false, guesses: [] }), 2), false);
  for (const none of [null, {}, you(null)]) assert.equal(hasAnswer(none, 2), false);
});

test("a wrong answer is met kindly, and no answer is not a wrong one", () => {
  assert.equal(resultKey(undefined), "phone.result.none");
  assert.equal(resultKey({ right: null }), "phone.result.thanks");
  assert.equal(resultKey({ right: true }), "phone.result.right");
  assert.equal(resultKey({ right: false }), "phone.result.wrong");
  assert.equal(guessKey({ reveal: { leaked: true } }), "phone.guess.leaked");
  assert.equal(guessKey({ reveal: { leaked: false } }), "");
});

test("an answer to another round is not shown as this one's", () => {
  const you = { v: 1, player, round: { number: 4, body: { picks: [1] } } };
  assert.equal(ownPart(you, { number: 4 }).round.body.picks[0], 1);
  assert.deepEqual(ownPart(you, { number: 5 }).round, { number: 5, body: null });
});

test("the stopwatch counts what was seen, without the pause", () => {
  const watch = createStopwatch();
  watch.reset(1000);
  assert.equal(watch.seconds(3500), 2.5);
  watch.run(false, 3000);
  assert.equal(watch.seconds(9000), 2);
  watch.run(true, 9000);
  watch.run(true, 9500);
  assert.equal(watch.seconds(10000), 3);
  watch.reset(20000);
  assert.equal(watch.seconds(20100), 0.1);
});
