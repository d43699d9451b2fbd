/**
 * Everything the facilitator can do, as one table: key, name, when it may be done, and what is sent. The keyboard, the bar of buttons, the
 * help page, the footer and the desk all read it, so that none of them can promise something else. Nothing is drawn here.
 * Read next: docs/protocol.md "Screen and desk", then screen/keys.js.
 */
import { t } from "../words.js";

const OWN_PRESS_MS = 1000;

/** @typedef {Record<string, any>} Json */
/** @typedef {{kind: string, step?: string, text?: string}} Ask a question to be answered with yes or no before something is sent */
/**
 * @typedef {Object} Ui what only this page knows
 * @property {Ask | null} ask
 * @property {string} dialog keys | pair | wifi | broken | "" for none
 * @property {"join" | "wifi"} qr which code the wall shows while `view.wall` is "qr"
 * @property {boolean} sound
 * @property {string} toast
 */
/**
 * @typedef {Object} Context
 * @property {Json} view
 * @property {Json | null} progress
 * @property {Json | null} hall
 * @property {Ui} ui
 * @property {(patch: Partial<Ui>) => void} set
 * @property {{programme: Json | null, shelf: Json | null, written: Json | null}} lists what was asked for
 * @property {(verb: string, payload?: object) => Promise<import("../net.js").Ack>} send
 */
/** @typedef {{id: string, keys: string[], cap: string, name: (c: Context) => string, may: (c: Context) => boolean, run: (c: Context) => unknown}} Command */

/** What space does now, in words. `clue2` and `clue3` are both "clue". @param {Json} view */
export function nextName(view) {
  return t(`screen.next.${view.next.does.replace(/\d+$/, "")}`);
}

/** Sends and shows a refusal; resolves with the ack. @param {Context} c @param {string} verb @param {object} [payload] */
export async function tell(c, verb, payload) {
  const ack = await c.send(verb, payload);
  if (!ack.ok) c.set({ toast: ack.error.message });
  else noteStale(c, ack);
  return ack;
}

let wentOnAt = -Infinity;

/** The step had gone on before this press arrived: said, unless it was this page's own press a moment ago. @param {Context} c @param {import("../net.js").Ack} ack */
function noteStale(c, ack) {
  if (!ack.ok || !ack.stale) return;
  if (performance.now() - wentOnAt > OWN_PRESS_MS) c.set({ toast: t("screen.stale") });
}

/** The next step. The server may want to be asked twice (`round/confirm_close`). @param {Context} c @param {boolean} [confirmed] */
export async function advance(c, confirmed = false) {
  if (c.view.next.does === "end") return c.set({ ask: { kind: "end" } });
  const step = c.view.next.step;
  const ack = await c.send("advance", confirmed ? { step, confirmed } : { step });
  noteStale(c, ack);
  if (ack.ok && !ack.stale) wentOnAt = performance.now();
  if (ack.ok) return;
  if (ack.error.code === "box/no_lead") return c.set({ ask: { kind: "paper", step } });
  const unsure = ack.error.code === "round/confirm_close";
  c.set(unsure ? { ask: { kind: "close", step, text: ack.error.message } } : { toast: ack.error.message });
}

/** Skipping throws answers away, so it asks first when there are any. @param {Context} c */
function skip(c) {
  const answered = (c.progress && c.progress.answered) || 0;
  const step = c.view.next.step;
  if (c.view.phase === "open" && answered > 0) return c.set({ ask: { kind: "skip", step, text: t("screen.ask.skip", { answered }) } });
  return tell(c, "skip", { step });
}

/** Carries out what was asked for. @param {Context} c */
export function sayYes(c) {
  const { ask } = c.ui;
  c.set({ ask: null });
  if (!ask) return;
  if (ask.kind === "paper") return openBox(c, ask.step);
  if (ask.kind === "close") return advance(c, true);
  if (ask.kind === "skip") return tell(c, "skip", { step: ask.step });
  return tell(c, "close_room");
}

/** The lead may have come while paper was asked about: only a box that is still without her is one for slips. @param {Context} c @param {string | undefined} step */
async function openBox(c, step) {
  const ack = await c.send("advance", { step });
  if (!ack.ok && ack.error.code === "box/no_lead") return tell(c, "act", { round: c.view.round.number, action: "paper", payload: {} });
  if (!ack.ok) return c.set({ toast: ack.error.message });
  noteStale(c, ack);
}

/** Shows `show` on the wall, or the game again if it is there already. @param {Context} c @param {string} show */
function turn(c, show) {
  return tell(c, "wall", { show: c.view.wall === show ? "game" : show });
}

/** Game QR, then Wi-Fi QR where there is one, then the game again. @param {Context} c */
function turnQr(c) {
  if (c.view.wall !== "qr") {
    c.set({ qr: "join" });
    return tell(c, "wall", { show: "qr" });
  }
  if (c.ui.qr === "join" && c.hall && c.hall.qr_wifi) return c.set({ qr: "wifi" });
  return tell(c, "wall", { show: "game" });
}

/** @param {Context} c */
const playing = ({ view }) => view.phase !== "setup";
/** @param {string} may */
const can = (may) => (/** @type {Context} */ { view }) => Boolean(view.can && view.can[may]);
/** @param {Context} c @param {string} show @param {string} id */
const wallName = ({ view }, show, id) => t(view.wall === show ? "screen.do.game" : `screen.do.${id}`);

/** @type {Command[]} */
export const COMMANDS = [
  { id: "advance", keys: [" ", "ArrowRight", "PageDown", ".", "Enter"], cap: "space", name: (c) => nextName(c.view), may: playing, run: (c) => advance(c) },
  { id: "more", keys: ["+", "="], cap: "+", name: () => t("screen.do.more"), may: can("more_time"), run: (c) => tell(c, "more_time", { seconds: 10, step: c.view.next.step }) },
  { id: "pause", keys: ["p"], cap: "P", name: (c) => t(c.view.paused ? "screen.do.resume" : "screen.do.pause"), may: can("pause"), run: (c) => tell(c, "pause", { on: !c.view.paused }) },
  { id: "leak", keys: ["x"], cap: "X", name: () => t("screen.do.leak"), may: ({ view }) => Boolean(view.can && (view.can.act || []).includes("leaked")), run: (c) => tell(c, "act", { round: c.view.round.number, action: "leaked", payload: {} }) },
  { id: "again", keys: ["v"], cap: "V", name: () => t("screen.do.again"), may: ({ view }) => Boolean(view.can && (view.can.act || []).includes("again")), run: (c) => tell(c, "act", { round: c.view.round.number, action: "again", payload: {} }) },
  { id: "reopen", keys: ["z"], cap: "Z", name: () => t("screen.do.reopen"), may: can("reopen"), run: (c) => tell(c, "reopen", { step: c.view.next.step }) },
  { id: "skip", keys: ["s"], cap: "S", name: () => t("screen.do.skip"), may: can("skip"), run: skip },
  { id: "back", keys: ["ArrowLeft", "PageUp"], cap: "←", name: ({ view }) => t(view.wall === "last" ? "screen.do.back_more" : "screen.do.back"), may: can("back"), run: (c) => tell(c, "wall", { show: "last", round: c.view.can.back }) },
  { id: "calm", keys: ["j"], cap: "J", name: (c) => wallName(c, "calm", "calm"), may: playing, run: (c) => turn(c, "calm") },
  { id: "help", keys: ["i"], cap: "I", name: (c) => wallName(c, "help", "help"), may: playing, run: (c) => turn(c, "help") },
  { id: "blank", keys: ["b"], cap: "B", name: (c) => wallName(c, "blank", "blank"), may: playing, run: (c) => turn(c, "blank") },
  { id: "lock", keys: ["l"], cap: "L", name: (c) => t(c.view.locked ? "screen.do.unlock" : "screen.do.lock"), may: playing, run: (c) => tell(c, "lock", { on: !c.view.locked }) },
  { id: "qr", keys: ["q"], cap: "Q", name: (c) => qrName(c), may: playing, run: turnQr },
];

/** @param {Context} c */
function qrName(c) {
  if (c.view.wall !== "qr") return t("screen.do.qr");
  return t(c.ui.qr === "join" && c.hall && c.hall.qr_wifi ? "screen.do.qr_wifi" : "screen.do.game");
}

/** What belongs to the laptop at the projector alone. @type {Command[]} */
export const SCREEN_COMMANDS = [
  { id: "list", keys: ["r"], cap: "R", name: () => t("screen.do.list"), may: playing, run: (c) => c.set({ dialog: "list" }) },
  { id: "wifi", keys: ["w"], cap: "W", name: () => t("screen.do.wifi"), may: playing, run: (c) => c.set({ dialog: "wifi" }) },
  { id: "pair", keys: ["d"], cap: "D", name: () => t("screen.do.pair"), may: () => true, run: openPairing },
  { id: "full", keys: ["f"], cap: "F", name: () => t(document.fullscreenElement ? "screen.do.unfull" : "screen.do.full"), may: () => true, run: turnFull },
  { id: "sound", keys: ["m"], cap: "M", name: (c) => t(c.ui.sound ? "screen.do.mute" : "screen.do.sound"), may: () => true, run: (c) => c.set({ sound: !c.ui.sound }) },
  { id: "keys", keys: ["?"], cap: "?", name: () => t("screen.do.keys"), may: () => true, run: (c) => c.set({ dialog: "keys" }) },
];

/** @param {Context} c */
async function openPairing(c) {
  const ack = await tell(c, "open_pairing");
  if (ack.ok) c.set({ dialog: "pair" });
}

/** Browsers may refuse full screen (policy, no gesture); F11 then still works and the page stays as it is. */
function turnFull() {
  const turned = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  return turned.catch(() => undefined);
}

/** @param {string} id */
export function command(id) {
  return /** @type {Command} */ ([...COMMANDS, ...SCREEN_COMMANDS].find((one) => one.id === id));
}
