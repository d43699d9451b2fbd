/** The outbox of net.js: every command is sent until it is acknowledged, with one id, and given up after two cuts. */
import assert from "node:assert/strict";
import test from "node:test";
import { createOutbox, randomHex } from "../../static/js/net.js";

/** A wire that keeps what was sent; `ack(n, ack)` answers the n-th. */
function wire() {
  /** @type {{verb: string, payload: any, acked: (ack: any) => void}[]} */
  const sent = [];
  return {
    sent,
    /** @type {import("../../static/js/net.js").Emit} */
    emit: (verb, payload, acked) => void sent.push({ verb, payload, acked }),
  };
}

/** Timers that run when told to. */
function clock() {
  /** @type {(() => void)[]} */
  const due = [];
  return { later: (/** @type {() => void} */ run) => due.push(run), ring: () => due.splice(0).forEach((run) => run()) };
}

const OK = { ok: true, v: 7 };
const LATE = { ok: false, error: { code: "answer/too_late", message: "Waktunya habis, tidak apa-apa.", retry: false } };
const PAUSED = { ok: false, error: { code: "answer/paused", message: "", retry: true } };

test("a command waits for the connection and resolves with its ack", async () => {
  const outbox = createOutbox();
  const air = wire();
  const ack = outbox.send("answer", { round: 3 });
  assert.equal(air.sent.length, 0);
  outbox.opened(air.emit);
  assert.equal(air.sent[0].verb, "answer");
  assert.equal(air.sent[0].payload.round, 3);
  air.sent[0].acked(OK);
  assert.deepEqual(await ack, OK);
});

test("an unacknowledged command goes again after a reconnect, with the same id and in the old order", async () => {
  const outbox = createOutbox();
  const air = wire();
  outbox.opened(air.emit);
  const first = outbox.send("answer", { payload: { picks: [0] } });
  const second = outbox.send("answer", { payload: { picks: [1] } });
  outbox.closed(false);
  outbox.opened(air.emit);
  assert.deepEqual(air.sent.slice(2).map((one) => one.payload), air.sent.slice(0, 2).map((one) => one.payload));
  assert.notEqual(air.sent[0].payload.id, air.sent[1].payload.id);
  air.sent[2].acked(OK);
  air.sent[3].acked(LATE);
  assert.deepEqual([await first, await second], [OK, LATE]);
});

test("an acknowledged command is never sent again", async () => {
  const outbox = createOutbox();
  const air = wire();
  outbox.opened(air.emit);
  const ack = outbox.send("spin");
  air.sent[0].acked(OK);
  await ack;
  outbox.closed(true);
  outbox.opened(air.emit);
  assert.equal(air.sent.length, 1);
});

test("a command that was on the wire at two cuts is given up; one that was not is kept", async () => {
  const outbox = createOutbox();
  const air = wire();
  outbox.opened(air.emit);
  const poison = outbox.send("answer", { payload: {} });
  outbox.closed(true);
  const innocent = outbox.send("answer", { payload: { picks: [2] } });
  outbox.opened(air.emit);
  outbox.closed(true);
  const refused = await poison;
  assert.equal(refused.ok, false);
  assert.equal(!refused.ok && refused.error.code, "net/given_up");
  outbox.opened(air.emit);
  const last = air.sent[air.sent.length - 1];
  assert.deepEqual(last.payload.payload, { picks: [2] });
  last.acked(OK);
  assert.deepEqual(await innocent, OK);
});

test("lost Wi-Fi is nobody's fault: any number of unblamed cuts keeps the command", () => {
  const outbox = createOutbox();
  const air = wire();
  outbox.send("answer");
  for (let i = 0; i < 5; i += 1) {
    outbox.opened(air.emit);
    outbox.closed(false);
  }
  assert.equal(new Set(air.sent.map((one) => one.payload.id)).size, 1);
  assert.equal(air.sent.length, 5);
});

test("retry: true sends the same command again after a while; a refusal without it is final", async () => {
  const time = clock();
  const outbox = createOutbox(time.later);
  const air = wire();
  outbox.opened(air.emit);
  const ack = outbox.send("answer", { round: 1 });
  air.sent[0].acked(PAUSED);
  assert.equal(air.sent.length, 1);
  time.ring();
  assert.deepEqual(air.sent[1].payload, air.sent[0].payload);
  air.sent[1].acked(LATE);
  assert.deepEqual(await ack, LATE);
});

test("after goodbye nothing waits any more", async () => {
  const outbox = createOutbox();
  const ack = outbox.send("answer");
  outbox.abandon("player/replaced");
  const refused = await ack;
  assert.equal(!refused.ok && refused.error.code, "player/replaced");
});

test("ids fit the protocol: 8 to 40 characters, never twice", () => {
  const ids = new Set(Array.from({ length: 1000 }, () => randomHex(8)));
  assert.equal(ids.size, 1000);
  for (const id of ids) assert.match(id, /^[0-9a-f]{16}$/);
  assert.match(randomHex(16), /^[0-9a-f]{32}$/);
});
