/**
 * The desk: the facilitator's remote on a phone or a second laptop. One big button for the next step, the others around it, what to do and
 * say now, and the players. It sends what the screen sends (screen/commands.js) and knows no rule of its own. Read next: desk/tabs.js.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { COMMANDS, advance, nextName } from "../screen/commands.js";
import { Asking } from "../screen/dialogs.js";
import { onceIn, useKeys } from "../screen/keys.js";
import { phoneCounts, phonesAreLost, useNews } from "../screen/notices.js";
import { listsOf, useLeft, useLinkNote, useRoom } from "../screen/room.js";
import { useAnnounced, useArrivals } from "../ui/announce.js";
import { number, t } from "../words.js";
import { tabsFor } from "./tabs.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/commands.js").Context} Context */
/** @typedef {import("../screen/commands.js").Ui} Ui */

const TOAST_MS = 6000;

/** Answers, phones, and the clock. @param {{c: Context, left: number | undefined, note: string}} props */
function Top({ c, left, note }) {
  const { view, progress } = c;
  const { answered = 0, players = 0, connected } = progress || {};
  const isOpen = view.phase === "open" || view.phase === "closed";
  return html`<header class="top">
    <p class=${note === "lost" ? "dot off" : "dot"}><span class="sr-only">${t(note === "lost" ? "desk.link.off" : "desk.link.on")}</span></p>
    <p class="counts">${isOpen ? html`<strong>${number(answered)}</strong>/${number(players)} ${t("screen.turnout.answered")}` : html`<strong>${number(players)}</strong> ${t("screen.lobby.joined")}`}</p>
    ${connected !== undefined && html`<p class="quiet">${t("desk.connected", phoneCounts(progress))}</p>`}
    ${left !== undefined && html`<p class=${left <= 5 ? "clock soon" : "clock"} aria-hidden="true">${Math.ceil(left)}</p>`}
  </header>`;
}

/** @param {{c: Context}} props */
function Next({ c }) {
  const { does } = c.view.next;
  const [counts] = useState(() => onceIn());
  const press = () => counts() && advance(c);
  if (does === "open_room") return null;
  return html`<button type="button" class="desk-next" onClick=${press}>
    <strong>${nextName(c.view)}</strong><span>${t(`desk.next.${does.replace(/\d+$/, "")}`)}</span>
  </button>`;
}

/** @param {{waits: number}} props */
function Badge({ waits }) {
  return waits > 0 && html` <b class="badge">${number(waits)}</b>`;
}

/** @param {{room: import("../screen/room.js").Room}} props */
export function App({ room }) {
  const state = useRoom(room);
  const { view, progress, hall } = state;
  const left = useLeft(state);
  const note = useLinkNote(state.link);
  const [tab, setTab] = useState("now");
  const [ui, setUi] = useState(/** @type {Ui} */ ({ ask: null, dialog: "", qr: "join", sound: false, toast: "" }));
  const set = (/** @type {Partial<Ui>} */ patch) => setUi((now) => ({ ...now, ...patch }));
  const c = view ? { view, progress, hall, ui, set, send: room.send, lists: listsOf(state) } : null;
  const tabs = tabsFor(state.grant);
  const shown = tabs.find((one) => one.id === tab) || tabs[0];
  const news = useNews(view ? (view.wall === "game" ? view.phase : view.wall) : "", view, left);
  useKeys(shown && shown.keys ? c : null, COMMANDS);
  useSpoken(state, c, news, note);
  useEffect(() => set({ ask: null }), [view && view.next.step]);
  useEffect(() => {
    const timer = ui.toast ? setTimeout(set, TOAST_MS, { toast: "" }) : undefined;
    return () => clearTimeout(timer);
  }, [ui.toast]);

  if (state.link === "refused" || state.link === "over") return html`<${Over} last=${state.last || state.refused} />`;
  if (!c) return html`<main class="alone"><h1>${t("desk.starting")}</h1></main>`;
  return html`<div class="desk">
    <${Top} c=${c} left=${left} note=${note} />
    ${state.lead && state.lead.waiting && html`<p class="notice">${t("desk.lead.waiting", { n: state.lead.waiting.count, minutes: state.lead.waiting.minutes })}</p>`}
    <nav class="tabs" aria-label=${t("desk.tabs")}>
      ${tabs.map((one) => html`<button type="button" aria-current=${one === shown ? "page" : "false"} onClick=${() => setTab(one.id)}>${t(`desk.tab.${one.id}`)}<${Badge} waits=${one.badge ? one.badge(progress) : 0} /></button>`)}
    </nav>
    <main><h1 class="sr-only">${view.title || t("desk.title")}</h1>${shown && html`<${shown.Part} room=${room} state=${state} c=${c} left=${left} note=${note} />`}</main>
    <footer class="bottom"><p class="toast">${ui.toast}</p>${shown && shown.keys && html`<${Next} c=${c} />`}</footer>
    <${Asking} c=${c} />
  </div>`;
}

/** All that must be heard on whichever page the desk is: the course, what is wrong, who and what waits. @param {Json} state @param {Context | null} c @param {string} news @param {string} note */
function useSpoken({ trouble, lead, progress, grant }, c, news, note) {
  const { held = 0, waiting = 0 } = progress || {};
  const moderates = grant && grant.powers.includes("moderate");
  useAnnounced(news);
  useAnnounced(c ? c.ui.toast : "");
  useAnnounced(note === "lost" ? t("screen.link.lost") : note === "back" ? t("screen.link.back") : "");
  useAnnounced(trouble ? trouble.message : "");
  useAnnounced(c && c.view.phase !== "ended" && phonesAreLost(progress) ? t("screen.phones.lost", phoneCounts(progress)) : "");
  useAnnounced(waiting > 0 ? t("desk.people.wait_notice", { n: waiting }) : "");
  useAnnounced(lead && lead.waiting ? t("desk.lead.waiting", { n: lead.waiting.count, minutes: lead.waiting.minutes }) : "");
  useArrivals(moderates ? held : 0, (n) => t("desk.mod.waits", { n }));
}

/** @param {{last: Json | null}} props */
function Over({ last }) {
  return html`<main class="alone"><h1>${t("desk.over.title")}</h1><p>${(last && last.message) || t("desk.over.text")}</p>
    <button type="button" class="do primary wide" onClick=${() => location.reload()}>${t("screen.alone.again")}</button></main>`;
}
