/**
 * The wall: which scene is due for what the server says, and what lies on top of it. One function of the view, no game rules.
 * Read next: screen/commands.js (what can be done), screen/frame.js (footer and buttons), then the scenes.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { COMMANDS, SCREEN_COMMANDS } from "./commands.js";
import { Asking, Dialogs } from "./dialogs.js";
import { Bar, Footer, Toast } from "./frame.js";
import { InfoWall } from "./info.js";
import { useKeys } from "./keys.js";
import * as kit from "./kit.js";
import { Lobby } from "./lobby.js";
import { Notices, useNews } from "./notices.js";
import { listsOf, plainAddress, useLeft, useLinkNote, useRoom } from "./room.js";
import { Fresh, Setup } from "./setup.js";
import { Blank, Calm, Ended, Gate, Last, NotLetIn, Paused, Qr, Ready, Starting } from "./scenes.js";
import { keepSound, soundIsOn, useSound } from "./sound.js";
import { Bunting } from "../ui/art.js";
import { useRoundFile } from "../ui/round_files.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("./commands.js").Context} Context */
/** @typedef {import("./commands.js").Ui} Ui */

const TOAST_MS = 6000;
const KEYS = [...COMMANDS, ...SCREEN_COMMANDS];
const REOPEN_MS = 10000;
const RELOADED_FOR = "kuis.screen.lang";

/** The name of the scene: what is drawn large. @param {Json} state @param {boolean} isFresh */
export function sceneOf({ link, view }, isFresh) {
  if (link === "refused" || link === "over") return "not_let_in";
  if (!view) return "starting";
  if (view.phase === "setup") return "setup";
  if (isFresh) return "fresh";
  if (view.wall !== "game") return view.wall;
  return view.phase;
}

/** @param {string} scene @param {Context} c @param {Json} state @param {{left: number | undefined, begin: () => void}} more */
function Scene(scene, c, state, { left, begin }) {
  const { view, progress, hall } = c;
  if (scene === "not_let_in") return html`<${NotLetIn} last=${state.last || state.refused} />`;
  if (scene === "starting") return html`<${Starting} />`;
  if (scene === "setup" && view.setup.gate) return html`<${Gate} />`;
  if (scene === "setup") return html`<${Setup} c=${c} />`;
  if (scene === "fresh") return html`<${Fresh} c=${c} begin=${begin} />`;
  if (scene === "calm") return html`<${Calm} />`;
  if (scene === "help") return html`<${InfoWall} />`;
  if (scene === "blank") return html`<${Blank} />`;
  if (scene === "qr") return html`<${Qr} hall=${hall} which=${c.ui.qr} />`;
  if (scene === "lobby") return html`<${Lobby} view=${view} progress=${progress} hall=${hall} />`;
  if (scene === "ready") return html`<${Ready} round=${view.round} />`;
  if (scene === "ended") return html`<${Ended} title=${view.title} progress=${progress} followUp=${view.follow_up} />`;
  return html`<${Played} round=${scene === "last" ? view.last : view.round} isLast=${scene === "last"} progress=${progress} left=${left} />`;
}

/** @param {{round: Json, isLast: boolean, progress: Json | null, left: number | undefined}} props */
function Played({ round, isLast, progress, left }) {
  const module = useRoundFile(round && round.type);
  if (!module) return null;
  const drawn = html`<${module.Screen} key=${round.number} round=${round} progress=${round.signs ? { ...progress, signs: round.signs } : progress} t=${t} left=${left} kit=${kit} />`;
  const mark = round.voided ? t("screen.voided") : isLast ? t("screen.last") : "";
  return mark ? html`<${Last} text=${mark}>${drawn}<//>` : drawn;
}

/** @param {{room: import("./room.js").Room}} props */
export function App({ room }) {
  const state = useRoom(room);
  const { progress, hall } = state;
  const view = useReopening(state.view, state.viewAt);
  const left = useLeft(state);
  const [ui, setUi] = useState(/** @type {Ui} */ ({ ask: null, dialog: "", qr: "join", sound: soundIsOn(), toast: "" }));
  const [isFresh, setFresh] = useState(new URLSearchParams(location.search).get("fresh") === "1");
  const set = (/** @type {Partial<Ui>} */ patch) => setUi((now) => ({ ...now, ...patch }));
  const note = useLinkNote(state.link);
  const scene = sceneOf(state, isFresh);
  const c = view ? { view, progress, hall, ui, set, send: room.send, lists: listsOf(state) } : null;
  const step = view ? view.next.step : "";
  const number = view && view.round ? view.round.number : 0;

  useKeys(scene === "fresh" ? null : c, KEYS);
  useEffect(() => set({ ask: null }), [step]);
  useEffect(() => keepSound(ui.sound), [ui.sound]);
  useEffect(() => {
    const timer = ui.toast ? setTimeout(set, TOAST_MS, { toast: "" }) : undefined;
    return () => clearTimeout(timer);
  }, [ui.toast]);
  useSound({ phase: view ? view.phase : "", number, left, on: ui.sound, shown: Boolean(view && view.wall === "game" && !view.paused) });
  useRoomLanguage(view);
  useRoundFile(view && view.round ? view.round.type : undefined);
  const news = useNews(scene, view, left);

  function begin() {
    history.replaceState(null, "", location.pathname);
    setFresh(false);
  }
  // A visit opened from here is not an old one to be asked about.
  useEffect(() => {
    if (view && view.phase === "setup" && isFresh) begin(); // nothing is open: a reload must not ask
  }, [view && view.phase]);
  const quiet = scene === "calm" || scene === "blank";
  const plain = quiet || scene === "setup" || scene === "fresh";
  return html`<div class=${`wall scene-${scene}`} data-type=${view && view.round ? view.round.type : ""}>
    ${!quiet && html`<${Bunting} />`}
    <main class="stage" tabindex="-1">${Scene(scene, c || /** @type {any} */ ({}), state, { left, begin })}</main>
    <${Notices} note=${note} trouble=${state.trouble} progress=${progress} quiet=${quiet} over=${scene === "ended"} />
    ${c && !plain && html`<${Footer} c=${c} address=${plainAddress(hall && hall.url)} />`}
    ${c && c.view.paused && c.view.wall === "game" && html`<${Paused} />`}
    ${c && scene !== "fresh" && scene !== "setup" && html`<${Bar} c=${c} />`}
    ${c && html`<${Asking} c=${c} /><${Dialogs} c=${c} />`}
    <${Toast} text=${ui.toast || (note === "back" ? t("screen.link.back") : "")} />
    <p class="sr-only" role="status">${news}</p>
  </div>`;
}

/** Reopening is offered for ten seconds only; no view comes to say that they are over. @param {Json | null} view @param {number} viewAt @returns {Json | null} */
function useReopening(view, viewAt) {
  const [over, setOver] = useState(0);
  const open = Boolean(view && view.can && view.can.reopen);
  useEffect(() => {
    const timer = open ? setTimeout(setOver, REOPEN_MS, viewAt) : undefined;
    return () => clearTimeout(timer);
  }, [open, viewAt]);
  return view && open && over === viewAt ? { ...view, can: { ...view.can, reopen: false } } : view;
}

/** The words of a page are those it was given: when the room speaks another language, the page is asked for once more. @param {Json | null} view */
function useRoomLanguage(view) {
  const lang = view && view.phase !== "setup" ? view.lang : "";
  useEffect(() => {
    if (!lang || lang === document.documentElement.lang || sessionStorage.getItem(RELOADED_FOR) === lang) return;
    sessionStorage.setItem(RELOADED_FOR, lang);
    location.reload();
  }, [lang]);
}
