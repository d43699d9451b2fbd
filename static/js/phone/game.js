/**
 * Everything a phone needs after the lobby, behind one import: pages, sheets, veils, and what goes on silently (waking, prefetching).
 * phone.js loads it while the lobby waits. Nothing is drawn here. Read next: play.js.
 */
import { keepAwake } from "../wake.js";
import { Finished, NoEntry, Over, Ready, Removed, Veil as Cover, Waits } from "./cards.js";
import { Play, StillPossible } from "./play.js";
import { InfoForAll as InfoPage } from "./sheets.js";
import { hasInfo, loadInfo } from "../ui/info.js";
import { loadRound } from "../ui/round_files.js";
import { html } from "../../vendor/preact-htm.js";

export { Sheet } from "./sheets.js";

const STYLES = ["phone_game.css", "phone_answers.css"];
const BUZZ_MS = 80;
const SPREAD_MS = 3000;
let buzzedFor = 0;

/** Fetches the style sheets of what comes after the lobby. Without them the game is plain but whole, so a failure stops nothing. */
export function dress() {
  return Promise.all(
    STYLES.map((name) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = new URL(`../../css/${name}`, import.meta.url).href;
      document.head.append(link);
      return new Promise((done) => (link.onload = link.onerror = done));
    }),
  );
}

/** The page for `due` (pageOf in pages.js). @param {{due: string, state: any, act: any}} props */
export function Page({ due, state, act }) {
  const { view, you, last, error } = state;
  if (due === "over") return html`<${Over} last=${last} act=${act} />`;
  if (due === "removed") return html`<${Removed} act=${act} />`;
  if (due === "waits") return html`<${Waits} you=${you} />`;
  if (due === "no_entry") return html`<${NoEntry} error=${error} act=${act} />`;
  if (due === "finished") return html`<${Finished} you=${you} view=${view} act=${act} />`;
  if (due === "ready") return html`<${Ready} round=${view.round} />`;
  return html`<${Play} state=${state} send=${act.answer} takeBack=${act.takeBack} />`;
}

/** Over the game while it stands still. @param {{kind: string, state: any, act: any}} props */
export function Veil({ kind, state, act }) {
  return html`<${Cover} kind=${kind}>${state.view.round && html`<${StillPossible} state=${state} send=${act.answer} />`}<//>`;
}

/** The Info page that the facilitator opened for all; the game stands still behind it. @param {{state: any, act: any}} props */
export function InfoForAll({ state, act }) {
  return html`<${InfoPage}>${state.view.round && html`<${StillPossible} state=${state} send=${act.answer} />`}<//>`;
}

/** Fetches the Info page and the files of the round types one after another, never at the moment a question opens. @param {string[]} types */
export async function prefetch(types) {
  await loadInfo();
  for (const type of types) await loadRound(type).catch(() => null);
}

/** On every change of page: awake while a question is open, one short buzz when it opens. @param {any} view */
export async function follow(view) {
  const open = Boolean(view && view.phase === "open");
  // Numbers may have been checked meanwhile. All phones ask in the same quiet moment, spread a little.
  if (view && (view.phase === "ready" || view.phase === "ended" || view.help || !hasInfo())) setTimeout(loadInfo, Math.random() * SPREAD_MS);
  if (!open) return keepAwake(false);
  const { number, type } = view.round;
  const file = await loadRound(type).catch(() => null);
  if (file && file.answers === false) return keepAwake(false);
  keepAwake(true);
  // Before the first tap a browser refuses to vibrate, and complains.
  const tapped = !navigator.userActivation || navigator.userActivation.hasBeenActive;
  if (buzzedFor !== number && tapped && navigator.vibrate) navigator.vibrate(BUZZ_MS);
  buzzedFor = number;
}
