/** store.js: the newest view wins within one connection; seconds are counted down from what the server said was left. */
import assert from "node:assert/strict";
import test from "node:test";
import { createStore, secondsLeft } from "../../static/js/store.js";

test("an older view does not replace a newer one within a connection", () => {
  const store = createStore({ view: null });
  store.take("view", { v: 5 });
  store.take("view", { v: 4 });
  assert.equal(store.get().view.v, 5);
  store.take("view", { v: 6 });
  assert.equal(store.get().view.v, 6);
});

test("the first view of a new connection replaces everything: after a crash the count may be lower", () => {
  const store = createStore({ view: null });
  store.take("view", { v: 50 });
  store.newConnection();
  store.take("view", { v: 48 });
  assert.equal(store.get().view.v, 48);
});

test("kinds are counted apart", () => {
  const store = createStore({ view: null, you: null });
  store.take("you", { v: 9 });
  store.take("view", { v: 3 });
  assert.equal(store.get().view.v, 3);
});

test("listeners hear of every change until they leave", () => {
  const store = createStore({ link: "connecting" });
  let heard = 0;
  const leave = store.subscribe(() => (heard += 1));
  store.set({ link: "online" });
  leave();
  store.set({ link: "offline" });
  assert.equal(heard, 1);
  assert.equal(store.get().link, "offline");
});

test("seconds run down from arrival, stand still while paused, and stop at zero", () => {
  assert.equal(secondsLeft(10, 1000, false, 4000), 7);
  assert.equal(secondsLeft(10, 1000, true, 4000), 10);
  assert.equal(secondsLeft(2, 1000, false, 60000), 0);
  assert.equal(secondsLeft(undefined, 1000, false, 4000), null);
});
