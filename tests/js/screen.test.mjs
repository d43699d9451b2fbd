/** Decisions of the wall that need no page: which scene is due, which keys are promised, how words and children are laid out. */
import assert from "node:assert/strict";
import test from "node:test";
import { layWords } from "../../static/js/rounds/guess.js";
import { COMMANDS, SCREEN_COMMANDS, advance, command, sayYes } from "../../static/js/screen/commands.js";
import { hints } from "../../static/js/screen/frame.js";
import { onceIn } from "../../static/js/screen/keys.js";
import { shareText } from "../../static/js/screen/kit.js";
import { newsOf, phonesAreLost } from "../../static/js/screen/notices.js";
import { plainAddress } from "../../static/js/screen/room.js";
import { seating, seatsFor } from "../../static/js/ui/crowd.js";

const can = { pause: true, more_time: true, reopen: false, skip: true, back: false, act: [] };
const view = { phase: "open", wall: "game", paused: false, locked: false, next: { step: "1", does: "close" }, can };
/** @param {object} changes @returns {any} */
const context = (changes) => ({ view: { ...view, ...changes }, progress: null, hall: null, ui: { qr: "join" } });

test("a second press within 0.8 seconds is the same press", () => {
  let now = 0;
  const counts = onceIn(800, () => now);
  const presses = [0, 300, 799, 900, 1000, 1800].map((at) => ((now = at), counts()));
  assert.deepEqual(presses, [true, false, false, true, false, true]);
});

test("no key has two meanings", () => {
  const keys = [...COMMANDS, ...SCREEN_COMMANDS].flatMap((one) => one.keys);
  assert.equal(new Set(keys).size, keys.length);
});

test("a command is offered only when the server would take it", () => {
  const leak = command("leak");
  assert.equal(leak.may(context({})), false);
  assert.equal(leak.may(context({ can: { ...can, act: ["leaked"] } })), true);
  assert.equal(command("reopen").may(context({})), false);
  assert.equal(command("calm").may(context({ phase: "setup" })), false);
});

test("the footer always begins with the next step", () => {
  for (const changes of [{}, { phase: "lobby" }, { phase: "closed" }, { paused: true }, { wall: "calm" }, { wall: "qr" }, { phase: "ended" }]) {
    assert.equal(hints(context(changes))[0], "advance");
  }
});

test("many phones without network are noticed, a few are not", () => {
  assert.equal(phonesAreLost({ phones: 300, connected: 140 }), true);
  assert.equal(phonesAreLost({ phones: 300, connected: 160 }), false);
  assert.equal(phonesAreLost({ phones: 5, connected: 0 }), false);
  assert.equal(phonesAreLost(null), false);
});

test("an address is shown as it is typed", () => {
  assert.equal(plainAddress("http://192.168.10.2/"), "192.168.10.2");
  assert.equal(plainAddress("http://192.168.10.2:8000"), "192.168.10.2:8000");
  assert.equal(plainAddress(undefined), "");
});

test("words of a guess go over lines so that the boxes are large", () => {
  const word = (/** @type {number} */ letters) => new Array(letters).fill(null);
  assert.equal(layWords([word(6)]).lines.length, 1);
  assert.equal(layWords([word(6), word(7), word(5)]).lines.length, 2);
  assert.equal(layWords([word(20), word(20), word(8)]).columns, 20);
  const letters = layWords([word(6), word(7), word(5)]).lines.flat(2).length;
  assert.equal(letters, 18);
});

test("the hall has a seat for everybody, in any shape", () => {
  for (const heads of [0, 1, 24, 187, 320, 999, 5000]) {
    const seats = seatsFor(heads);
    assert.ok(seats > heads);
    for (const [width, height] of [[1216, 190], [960, 90], [3600, 600]]) {
      const grid = seating(width, height, seats);
      assert.ok(grid.columns * grid.rows >= seats, `${heads} heads in ${width} x ${height}`);
    }
  }
});

test("a result that nobody made is no list of a few", () => {
  const t = (/** @type {string} */ key) => key;
  assert.equal(shareText({ share: null, few: true }, t), "screen.share.few");
  assert.equal(shareText({ share: null, few: false }, t), "–");
  const last = (/** @type {boolean} */ few) => ({ section: "Opini", body: { text: "Pagi?" }, reveal: { shares: [{ share: null, few }, { share: null, few }] } });
  assert.equal(newsOf("last", { last: last(true) }), "screen.news.last Pagi?");
  assert.equal(newsOf("last", { last: last(false) }), "screen.news.last Pagi? screen.share.nobody");
});

test("who says yes to paper gets the sealed box if the lead has come meanwhile, and paper if not", async () => {
  /** @param {boolean} isHere */
  const sent = async (isHere) => {
    const verbs = /** @type {string[]} */ ([]);
    const error = { code: "box/no_lead", message: "" };
    const send = async (/** @type {string} */ verb, /** @type {any} */ { step, action }) => (verbs.push(`${verb} ${step || action}`), verb === "advance" && !isHere ? { ok: false, error } : { ok: true, v: 1 });
    await sayYes(/** @type {any} */ ({ ...context({ round: { number: 3 } }), ui: { ask: { kind: "paper", step: "3.open" } }, set: () => undefined, send }));
    return verbs;
  };
  assert.deepEqual(await sent(true), ["advance 3.open"]);
  assert.deepEqual(await sent(false), ["advance 3.open", "act paper"]);
});

test("a press that came too late is told, unless it was this page's own press a moment ago", async () => {
  let toast = "";
  /** @param {object} ack @returns {any} */
  const press = (ack) => ({ ...context({}), send: async () => ({ ok: true, v: 1, ...ack }), set: (/** @type {any} */ patch) => (toast = patch.toast) });
  await advance(press({ stale: true }));
  assert.equal(toast, "screen.stale");
  toast = "";
  await advance(press({}));
  await advance(press({ stale: true }));
  assert.equal(toast, "");
});
