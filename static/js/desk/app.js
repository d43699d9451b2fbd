/**
 * The desk: a remote control for a phone or a second laptop. One function of the view; what can be done is screen/commands.js.
 * Nothing a student typed is shown here. Read next: remote.js, people.js.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { useLeft, useRoom } from "../screen/room.js";
import { sayYes } from "../screen/commands.js";
import { t } from "../words.js";
import { Calm } from "./calm.js";
import { People } from "./people.js";
import { Remote } from "./remote.js";

/** @typedef {import("../screen/room.js").Room} Room */
/** @typedef {import("../screen/commands.js").Context} Context */
/** @typedef {import("../screen/commands.js").Ui} Ui */

const TOAST_MS = 4000;

/** @param {{room: Room}} props */
export function App({ room }) {
  const state = useRoom(room);
  const { link, view, progress, hall, people, trouble, viewAt } = state;
  const left = useLeft(view, viewAt);
  const [tab, setTab] = useState("remote");
  const [ui, setUi] = useState(/** @type {Ui} */ ({ ask: null, dialog: "", qr: "join", sound: false, toast: "" }));
  const set = (/** @type {Partial<Ui>} */ patch) => setUi((now) => ({ ...now, ...patch }));
  const step = view ? view.next.step : "";
  useEffect(() => set({ ask: null }), [step]);
  useEffect(() => {
    const timer = ui.toast ? setTimeout(set, TOAST_MS, { toast: "" }) : undefined;
    return () => clearTimeout(timer);
  }, [ui.toast]);

  if (link === "refused" || link === "over") return html`<${Outside} />`;
  if (!view) return html`<main class="desk"><p class="quiet">${t("desk.starting")}</p></main>`;
  /** @type {Context} */
  const c = { view, progress, hall, ui, set, send: room.send };
  return html`<div class="desk">
    <header class="desk-top">
      <p><span class=${link === "online" ? "dot on" : "dot"} aria-hidden="true"></span> ${view.title || t("desk.title")}</p>
      <p role="status">${link === "online" ? counts(progress) : t("desk.lost")}</p>
    </header>
    ${trouble && html`<p class="warn" role="alert">${trouble.message}</p>`}
    <nav class="tabs" aria-label=${t("desk.tabs")}>
      ${["remote", "people"].map((name) => html`<button type="button" aria-pressed=${tab === name} onClick=${() => setTab(name)}>${t(`desk.tab.${name}`)}</button>`)}
    </nav>
    <main>
      ${view.wall === "calm" && html`<${Calm} />`}
      ${tab === "people" ? html`<${People} c=${c} people=${people} resume=${room.resume} />` : html`<${Remote} c=${c} left=${left} />`}
    </main>
    ${ui.ask && html`<${Asking} c=${c} />`}
    <div class="toast-place" role="status">${ui.toast && html`<p class="toast">${ui.toast}</p>`}</div>
  </div>`;
}

/** @param {Record<string, any> | null} progress */
function counts(progress) {
  if (!progress) return "";
  return t("desk.counts", { players: progress.players, connected: progress.connected });
}

/** A question before something that cannot be taken back. @param {{c: Context}} props */
function Asking({ c }) {
  const { ask } = c.ui;
  if (!ask) return null;
  return html`<div class="asking" role="alertdialog" aria-labelledby="ask-text">
    <p id="ask-text">${ask.text || t(`screen.ask.${ask.kind}`)}</p>
    <div class="pair-of">
      <button type="button" class="big" onClick=${() => c.set({ ask: null })}>${t(`screen.ask.${ask.kind}_no`)}</button>
      <button type="button" class="big primary" onClick=${() => sayYes(c)}>${t(`screen.ask.${ask.kind}_yes`)}</button>
    </div>
  </div>`;
}

/** The right to be here has ended, e.g. because the laptop's data was wiped. */
function Outside() {
  return html`<main class="desk"><h1>${t("desk.outside.title")}</h1><p>${t("desk.outside.text")}</p>
    <button type="button" class="big primary" onClick=${() => location.reload()}>${t("desk.outside.again")}</button></main>`;
}
