/**
 * The desk: the facilitator's remote on a phone or a second laptop. One big button for the next step, the others around it, what to do and
 * say now, and the players. It sends what the screen sends (screen/commands.js) and knows no rule of its own. Read next: desk/people.js.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { COMMANDS, advance, nextName } from "../screen/commands.js";
import { Asking } from "../screen/dialogs.js";
import { Do } from "../screen/frame.js";
import { onceIn, useKeys } from "../screen/keys.js";
import { phoneCounts, phonesAreLost, useNews } from "../screen/notices.js";
import { useLeft, useLinkNote, useRoom } from "../screen/room.js";
import { number, t } from "../words.js";
import { CalmCard } from "./calm.js";
import * as kit from "./kit.js";
import { People } from "./people.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/commands.js").Context} Context */
/** @typedef {import("../screen/commands.js").Ui} Ui */

const TOAST_MS = 6000;
const REMOTE = ["more", "pause", "skip", "back", "calm", "blank", "reopen", "leak", "lock"];
const ROUNDS = new Map();

/** @param {string | undefined} type */
function useRoundType(type) {
  const [, arrived] = useState("");
  useEffect(() => {
    if (!type || ROUNDS.has(type)) return;
    import(`../rounds/${type}.js`).then((module) => (ROUNDS.set(type, module), arrived(type)));
  }, [type]);
  return type ? ROUNDS.get(type) : undefined;
}

/** What is to be done now, by wall and phase. @param {Json} view */
function todoKey(view) {
  if (view.wall === "blank" || view.wall === "last" || view.wall === "qr") return `wall_${view.wall}`;
  if (view.paused) return "paused";
  if (view.phase === "open" && view.round.step === "form") return "form";
  return view.phase;
}

/** @param {{c: Context, left: number | undefined, note: string, trouble: Json | null}} props */
function Now({ c, left, note, trouble }) {
  const { view, progress } = c;
  const { round } = view;
  const module = useRoundType(round && round.type);
  const isCalm = view.wall === "calm";
  const act = (/** @type {string} */ action, /** @type {object} */ payload) => c.send("act", { round: round.number, action, payload });
  return html`<div class="now">
    ${note === "lost" && html`<p class="notice" role="status">${t("screen.link.lost")}</p>`}
    ${trouble && html`<p class="notice" role="alert">${trouble.message}</p>`}
    ${phonesAreLost(progress) && html`<p class="notice" role="status">${t("screen.phones.lost", phoneCounts(progress))}</p>`}
    ${isCalm
      ? html`<${CalmCard} />`
      : html`<section class="card todo">
          ${round && html`<p class="where">${round.section}${round.in_section > 1 && ` · ${t("screen.tag.place", { index: round.index, of: round.in_section })}`}</p>`}
          <h2>${t(`desk.todo.${todoKey(view)}`)}</h2>
        </section>`}
    ${view.phase !== "setup" && html`<section class="remote" aria-label=${t("screen.bar")}>${REMOTE.map((id) => html`<${Do} key=${id} c=${c} id=${id} />`)}</section>`}
    ${!isCalm && (view.notes || view.phase === "ready") && html`<section class="card">
      ${view.notes && html`<p class="notes"><b>${t("desk.notes")}</b> ${view.notes}</p>`}
      ${view.phase === "ready" && html`<p class="read-out"><b>${t("desk.read_out")}</b> ${round.intro}</p>`}
    </section>`}
    ${!isCalm && module && round.body && html`<div class="round-on-desk"><${module.Desk} key=${round.number} round=${round} progress=${progress} t=${t} act=${act} may=${view.can.act || []} kit=${kit} /></div>`}
    ${left !== undefined && html`<p class="sr-only">${t("screen.time.left", { seconds: Math.ceil(left) })}</p>`}
  </div>`;
}

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

/** @param {{room: import("../screen/room.js").Room}} props */
export function App({ room }) {
  const state = useRoom(room);
  const { view, progress, hall } = state;
  const left = useLeft(state);
  const note = useLinkNote(state.link);
  const [tab, setTab] = useState("now");
  const [ui, setUi] = useState(/** @type {Ui} */ ({ ask: null, dialog: "", qr: "join", sound: false, toast: "" }));
  const set = (/** @type {Partial<Ui>} */ patch) => setUi((now) => ({ ...now, ...patch }));
  const c = view ? { view, progress, hall, ui, set, send: room.send } : null;
  const news = useNews(view ? (view.wall === "game" ? view.phase : view.wall) : "", view, left);
  useKeys(tab === "now" ? c : null, COMMANDS);
  useEffect(() => set({ ask: null }), [view && view.next.step]);
  useEffect(() => {
    const timer = ui.toast ? setTimeout(set, TOAST_MS, { toast: "" }) : undefined;
    return () => clearTimeout(timer);
  }, [ui.toast]);

  if (state.link === "refused" || state.link === "over") return html`<${Over} last=${state.last || state.refused} />`;
  if (!c) return html`<main class="alone"><h1>${t("desk.starting")}</h1></main>`;
  return html`<div class="desk">
    <${Top} c=${c} left=${left} note=${note} />
    <nav class="tabs" aria-label=${t("desk.tabs")}>
      ${["now", "people"].map((name) => html`<button type="button" aria-current=${tab === name ? "page" : "false"} onClick=${() => setTab(name)}>${t(`desk.tab.${name}`)}</button>`)}
    </nav>
    <main><h1 class="sr-only">${view.title || t("desk.title")}</h1>${tab === "now" ? html`<${Now} c=${c} left=${left} note=${note} trouble=${state.trouble} />` : html`<${People} room=${room} people=${state.people} />`}</main>
    <footer class="bottom"><p class="toast" role="status">${ui.toast}</p><${Next} c=${c} /></footer>
    <${Asking} c=${c} />
    <p class="sr-only" role="status">${news}</p>
  </div>`;
}

/** @param {{last: Json | null}} props */
function Over({ last }) {
  return html`<main class="alone"><h1>${t("desk.over.title")}</h1><p>${(last && last.message) || t("desk.over.text")}</p>
    <button type="button" class="do primary wide" onClick=${() => location.reload()}>${t("screen.alone.again")}</button></main>`;
}
