/**
 * The phone page: starts up, keeps this phone's token, and draws the frame around the page that is due.
 * What a page looks like is in phone/*.js and rounds/*.js. Read next: `pageOf` in phone/pages.js, then phone/game.js.
 */
import { html, render, useEffect, useLayoutEffect, useRef, useState } from "../vendor/preact-htm.js";
import { connect, randomHex } from "./net.js";
import { Join, NoRoom, Starting, Waiting, hasAnswer, lostKey, pageOf } from "./phone/pages.js";
import { createStore, useStore } from "./store.js";
import { loadWords, t } from "./words.js";

const page = document.body.dataset;
const lang = document.documentElement.lang;
const TOKEN = "kuis.token";
const LOST_AFTER_MS = 1200;
const BACK_FOR_MS = 2500;
const LOBBY_QUIET_MS = 1500;

const store = createStore({ link: "connecting", error: null, last: null, view: null, you: null, sending: 0, saved: null, game: null });
let token = storedToken() || randomHex(16);

function storedToken() {
  try {
    return localStorage.getItem(TOKEN);
  } catch {
    return null; // storage is blocked: this phone plays until the page is closed
  }
}

/** @param {string} next */
function keepToken(next) {
  token = next;
  try {
    localStorage.setItem(TOKEN, next);
  } catch {
    // as above
  }
}

const net = connect(
  "/phone",
  () => ({ protocol: Number(page.protocol), lang, token }),
  {
    link(state, error = null) {
      if (state === "online") store.newConnection();
      store.set({ link: state, error });
    },
    view: (view) => store.take("view", view),
    you: (you) => store.take("you", you),
    bye: (last) => store.set({ last }),
  },
);

const act = {
  /** @param {number} weight @param {string} [group] */
  join(weight, group) {
    keepToken(token);
    return net.send("join", group ? { weight, group } : { weight });
  },
  spin: () => net.send("spin"),
  takeBack: (/** @type {number} */ round) => net.send("take_back", { round }),
  askCode: () => net.send("ask_code"),
  /** @param {string} code */
  useCode(code) {
    keepToken(token);
    return net.send("use_code", { code });
  },
  /** Counts what is on its way, to speak truly of a lost connection. @param {{round: number}} answer */
  async answer(answer) {
    store.set({ sending: store.get().sending + 1 });
    const ack = await net.send("answer", answer);
    store.set({ sending: store.get().sending - 1, ...(ack.ok ? { saved: answer.round } : {}) });
    return ack;
  },
  /** After the end: a phone nobody knows yet. */
  newGame() {
    keepToken(randomHex(16));
    store.set({ link: "connecting", last: null, view: null, you: null, saved: null });
    net.resume();
  },
  resume() {
    store.set({ link: "connecting", last: null });
    net.resume();
  },
  /** @param {string} next */
  setLang(next) {
    location.search = `?lang=${next}`;
  },
};

/** A broken download is tried again under another address: browsers may remember that one failed. */
async function loadGame(attempt = 0) {
  if (store.get().game) return;
  try {
    const game = await (attempt ? import(`./phone/game.js?again=${attempt}`) : import("./phone/game.js"));
    await game.dress();
    store.set({ game });
    game.prefetch((page.rounds || "").split(" ").filter(Boolean));
  } catch {
    setTimeout(loadGame, 1000 + 1000 * attempt, attempt + 1);
  }
}

/** What to say of the connection: nothing at first, then that it is lost, then for a moment that it is back. @param {string} link */
function useLinkNote(link) {
  const [note, setNote] = useState("");
  useEffect(() => {
    if (link === "online" && !note) return;
    const [next, ms] = link === "online" ? ["back", 0] : link === "offline" ? ["lost", LOST_AFTER_MS] : ["", 0];
    const timers = [setTimeout(setNote, ms, next)];
    if (next === "back") timers.push(setTimeout(setNote, BACK_FOR_MS, ""));
    return () => timers.forEach(clearTimeout);
  }, [link]);
  return note;
}

/** @param {{name: string, note: string, text: string, open: (sheet: string) => void}} props `name` empty: before and after the game only Info is offered */
function Header({ name, note, text, open }) {
  return html`<header class="top ${note && `is-${note}`}">
    ${name && html`<svg class="signal" viewBox="0 0 16 16" aria-hidden="true">${note === "lost" ? html`<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="2.5" /><path d="M3 13L13 3" stroke="currentColor" stroke-width="2.5" />` : html`<circle cx="8" cy="8" r="6" />`}</svg>`}
    <p class="top-text" role="status">${note && name ? text : name && html`<span class="sr-only">${t("phone.link.on")}</span>${name}`}</p>
    <button class="pill" onClick=${() => open("info")}><span>${t("phone.info.open")}</span></button>
    ${name && html`<button class="pill" onClick=${() => open("menu")}><span>${t("phone.menu.open")}</span></button>`}
  </header>`;
}

function Shell() {
  const state = useStore(store);
  const { view, you, game, sending } = state;
  const [sheet, setSheet] = useState("");
  const due = pageOf(state);
  const note = useLinkNote(state.link);
  const main = useRef(/** @type {HTMLElement | null} */ (null));
  const open = (/** @type {string} */ name) => (loadGame(), setSheet(name));
  const joined = Boolean(you && you.player) && due !== "over" && due !== "no_room" && due !== "no_entry";
  const question = view && view.phase === "open" ? view.round.number : 0;

  useEffect(() => {
    const quick = !["start", "no_room", "join", "lobby"].includes(due);
    const timer = due !== "start" ? setTimeout(loadGame, quick ? 0 : LOBBY_QUIET_MS) : undefined;
    return () => clearTimeout(timer);
  }, [due]);
  // A question is more important than a menu left open; and a new page begins at its heading. At once: a moment later, what somebody
  // has opened or come to meanwhile would be taken away.
  useLayoutEffect(() => setSheet((now) => (now === "info" ? now : "")), [question, joined]);
  useLayoutEffect(() => {
    if (due !== "play") main.current?.querySelector("h1")?.focus();
  }, [due]);
  useEffect(() => game && game.follow(view), [game, view && view.phase, view && view.help, question]);

  const saved = question > 0 && (state.saved === question || hasAnswer(you, question));
  const text = note === "back" ? t("phone.link.back") : t(lostKey({ sending, saved }));
  const shown = () => {
    if (due === "start") return html`<${Starting} />`;
    if (due === "no_room") return html`<${NoRoom} />`;
    if (due === "join") return html`<${Join} ...${act} groups=${you.groups} lang=${lang} open=${open} />`;
    if (due === "lobby") return html`<${Waiting} player=${you.player} spin=${act.spin} open=${open} />`;
    return game ? html`<${game.Page} due=${due} state=${state} act=${act} />` : html`<${Starting} />`;
  };
  const opened = joined && view && view.help;
  const veil = joined && view && (view.calm ? "calm" : view.paused ? "paused" : "");
  const sheetPage = sheet && game && html`<${game.Sheet} name=${sheet} open=${setSheet} act=${act} player=${you && you.player} box=${you && you.box} lang=${lang} room=${page.room} />`;
  // What is covered stays drawn: a half-typed guess is still there after the pause.
  return html`
    ${due !== "join" && html`<div class=${note ? "" : "is-quiet"} hidden=${Boolean(sheetPage)}><${Header} name=${joined ? you.player.name : ""} note=${note} text=${text} open=${open} /></div>`}
    <main ref=${main} hidden=${Boolean(sheetPage)}>
      ${opened && game && html`<${game.InfoForAll} state=${state} act=${act} />`}
      ${!opened && veil && game && html`<${game.Veil} kind=${veil} state=${state} act=${act} />`}
      <div class="stage" hidden=${Boolean((opened || veil) && game)}>${shown()}</div>
    </main>
    ${sheetPage}`;
}

async function start() {
  const app = /** @type {HTMLElement} */ (document.getElementById("app"));
  await loadWords(page.words || "");
  app.textContent = ""; // the boot message, and with it the watchdog
  render(html`<${Shell} />`, app);
}
start();
