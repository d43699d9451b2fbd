/**
 * Which page a phone shows, and the pages up to the lobby: starting, no game yet, join, waiting. What comes after is loaded while the
 * lobby waits (game.js). No connection is opened here. Read next: ../phone.js.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";

const MOST_HEADS = 5;
const LATE_MS = 4000;

/**
 * The page for what the phone knows. Pure.
 * @param {import("../store.js").State} state
 * @returns {"start" | "no_room" | "no_entry" | "over" | "removed" | "waits" | "join" | "finished" | "lobby" | "ready" | "play"}
 */
export function pageOf({ link, error, last, view, you }) {
  if (link === "over") return last && last.code === "player/removed" ? "removed" : "over";
  if (link === "refused") return error && error.code === "room/none" ? "no_room" : "no_entry";
  if (!you) return "start";
  if (!you.player) return view && view.phase === "ended" ? "no_room" : "join";
  if (you.player.removed) return "removed";
  if (you.player.waits && !(view && view.phase === "ended")) return "waits";
  if (!view) return "start";
  if (view.phase === "ended") return "finished";
  if (view.phase === "ready") return "ready";
  return view.phase === "lobby" ? "lobby" : "play";
}

/**
 * What is true while the connection is gone: only an acknowledged answer is "saved".
 * @param {{sending: number, saved: boolean}} answer
 */
export function lostKey({ sending, saved }) {
  if (sending > 0) return "phone.link.unsent";
  return saved ? "phone.link.saved" : "phone.link.lost";
}

/**
 * Did the server already know an answer of this phone to round `number` when it connected? `you` may still be of the round before.
 * @param {any} you
 * @param {number} number
 */
export function hasAnswer(you, number) {
  const own = you && you.round && you.round.number === number ? you.round.body : null;
  return Object.values(own || {}).some((value) => (Array.isArray(value) ? value.length > 0 : value === 0 || Boolean(value)));
}

/** Cut paper for the kinds of things that game names are made of. */
const ART = {
  bird: html`<path d="M8 40c0-17 12-28 27-28 5 0 9 1 12 4l9 3-7 5c1 2 1 4 1 6 0 15-12 24-27 24h-8l-3 6-5-7c0 0 1-4 1-13z" /><path class="cut" d="M18 36c6 1 13-2 17-8 1 10-6 16-14 16z" /><circle class="cut" cx="44" cy="22" r="2.6" />`,
  fish: html`<path d="M6 33c6-11 16-17 27-17 8 0 14 4 18 9l9-8c-2 6-2 22 0 30l-9-8c-4 6-11 10-19 10C21 49 11 43 6 33z" /><path class="cut" d="M30 18c5 8 5 22 0 30 9-6 9-24 0-30z" /><circle class="cut" cx="18" cy="30" r="2.8" />`,
  tree: html`<path d="M28 60V45h-9A12 12 0 0 1 14 22 14 14 0 0 1 28 6a13 13 0 0 1 22 14 12.500 12.500 0 0 1-4 25H36v15z" /><path class="cut" d="M30 45V34l-8-8 2.500-2.500L30 29V18h4v15l6-6 2.500 2.500L34 38v7z" />`,
  star: html`<path d="M32 3l8.500 18.500L61 24 46 38l4 21-18-10-18 10 4-21L3 24l20.500-2.500z" /><path class="cut" d="M32 21l5 11-5 12-5-12z" />`,
};

/** @param {{kind?: string, size?: string}} props */
export function Avatar({ kind = "star", size = "" }) {
  const art = ART[/** @type {keyof typeof ART} */ (kind)] || ART.star;
  return html`<span class="avatar avatar-${kind} ${size}" aria-hidden="true"><svg viewBox="0 0 64 64">${art}</svg></span>`;
}

/** @param {{lang: string, setLang: (lang: string) => void}} props */
export function Languages({ lang, setLang }) {
  const choices = [["id", "Indonesia"], ["en", "English"]];
  return html`<div class="languages" role="group" aria-label="Bahasa, Language">
    ${choices.map(
      ([code, name]) => html`<button type="button" lang=${code} aria-pressed=${lang === code} onClick=${() => setLang(code)}>${code.toUpperCase()}<span class="sr-only"> ${name}</span></button>`,
    )}
  </div>`;
}

/** A page with one sentence and one way on. @param {{title: string, text: string, children?: any, art?: any}} props */
export function Card({ title, text, children, art }) {
  return html`<section class="card-page">
    ${art || html`<${Avatar} kind="bird" size="big" />`}
    <h1 tabindex="-1">${title}</h1>
    <p>${text}</p>
    ${children}
  </section>`;
}

export function Starting() {
  return html`<${Card} title=${t("phone.start.title")} text=${t("phone.start.text")}>
    <div class="boot-slow"><p>${t("phone.start.slow")}</p><a class="button" href="">${t("common.reload")}</a></div>
  <//>`;
}

export function NoRoom() {
  return html`<${Card} title=${t("phone.no_room.title")} text=${t("phone.no_room.text")} art=${html`<${Avatar} kind="star" size="big" />`} />`;
}

/**
 * Runs `send` and tells how it goes: `idle`, `sending`, `late` (not yet arrived, still trying) or `refused` with the server's sentence.
 * @param {() => Promise<import("../net.js").Ack>} send
 */
export function useCommand(send) {
  const [state, setState] = useState({ at: "idle", message: "" });
  async function run() {
    if (state.at === "sending" || state.at === "late") return;
    setState({ at: "sending", message: "" });
    const timer = setTimeout(() => setState({ at: "late", message: t("phone.link.unsent_command") }), LATE_MS);
    const ack = await send();
    clearTimeout(timer);
    setState(ack.ok ? { at: "idle", message: "" } : { at: "refused", message: ack.error.message || t("phone.error.again") });
    return ack;
  }
  return { ...state, busy: state.at === "sending" || state.at === "late", run };
}

/** A class name longer than this gets half the width instead of a quarter. */
const SHORT_NAME = 6;

/** The classes, as many as forty: the page scrolls, the button to join stays. @param {{groups: any[], group: string, pick: (group: string) => void}} props */
function Groups({ groups, group, pick }) {
  const isLong = groups.some(({ name }) => name.length > SHORT_NAME);
  return html`<fieldset class="segments groups ${isLong ? "is-long" : ""}">
    <legend>${t("phone.join.group")}</legend>
    <div>
      ${groups.map(
        ({ id, name, is_full: full }) => html`<label key=${id}><input type="radio" class="cover" name="group" value=${id} checked=${group === id} onChange=${() => pick(id)} /><span>${name}${full && html`<small>${t("phone.join.full")}</small>`}</span></label>`,
      )}
    </div>
  </fieldset>`;
}

/** @param {{lang: string, setLang: (lang: string) => void, groups?: any[], join: (weight: number, group?: string) => Promise<any>, open: (sheet: string) => void}} props */
export function Join({ lang, setLang, groups = [], join, open }) {
  const [weight, setWeight] = useState(1);
  const [group, setGroup] = useState("");
  const [isMissing, setMissing] = useState(false);
  const command = useCommand(() => join(weight, group || undefined));
  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const missing = groups.length > 0 && !group;
    setMissing(missing);
    if (!missing) return command.run();
    /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).querySelector("[name=group]"))?.focus();
  }
  return html`<form class="join ${groups.length ? "has-groups" : ""}" onSubmit=${submit}>
    <div class="bunting" aria-hidden="true"></div>
    <div class="join-top"><button type="button" class="pill" onClick=${() => open("info")}><span>${t("phone.info.open")}</span></button><${Languages} lang=${lang} setLang=${setLang} /></div>
    <div class="join-hello">
      <div class="join-faces" aria-hidden="true">${["bird", "fish", "tree", "star"].map((kind) => html`<${Avatar} kind=${kind} />`)}</div>
      <h1 tabindex="-1">${t("phone.join.title")}</h1>
      <p>${t("phone.join.text")}</p>
    </div>
    <fieldset class="segments">
      <legend>${t("phone.join.heads")}</legend>
      <div>
        ${Array.from({ length: MOST_HEADS }, (_, i) => i + 1).map(
          (heads) => html`<label><input type="radio" class="cover" name="weight" value=${heads} checked=${weight === heads} onChange=${() => setWeight(heads)} /><span>${heads}</span></label>`,
        )}
      </div>
    </fieldset>
    ${groups.length > 0 && html`<${Groups} groups=${groups} group=${group} pick=${setGroup} />`}
    <div class="join-go">
      <p class="hint" role="status">${isMissing && !group ? t("phone.join.pick_group") : command.message}</p>
      <button class="button main" disabled=${command.busy}>${t(command.busy ? "phone.join.busy" : "phone.join.go")}</button>
      <button type="button" class="button quiet" onClick=${() => open("move_in")}>${t("phone.join.moved")}</button>
    </div>
  </form>`;
}

/** In the lobby: my name, and what one may do while waiting. @param {{player: any, spin: () => Promise<any>, open: (sheet: string) => void}} props */
export function Waiting({ player, spin, open }) {
  const command = useCommand(spin);
  return html`<section class="waiting">
    <h1 tabindex="-1">${t("phone.lobby.title", { name: player.name })}</h1>
    <div class="name-card">
      <${Avatar} kind=${player.kind} size="big" />
      <p class="name">${player.name}</p>
      ${player.group && html`<p class="name-group">${player.group.name}</p>`}
      <p class="hint">${player.weight > 1 ? t("phone.lobby.heads", { n: player.weight }) : t("phone.join.safe")}</p>
    </div>
    <p class="hint" role="status">${command.message}</p>
    ${player.spins_left > 0 && html`<button class="button" disabled=${command.busy} onClick=${command.run}>${t("phone.lobby.spin", { n: player.spins_left })}</button>`}
    <div class="pair">
      <button class="button" onClick=${() => open("invite")}>${t("phone.lobby.invite")}</button>
      <button class="button" onClick=${() => open("move")}>${t("phone.menu.move")}</button>
    </div>
    <p class="look-up">${t("phone.lobby.wait")}</p>
  </section>`;
}
