/**
 * "Aku Anak Anti Bullying": one tap on the phone, the tapis cloth on the wall, then the sentence in huge type for class after class and for all.
 * Two ways to promise look and count the same. Server side and words: quizserver/rounds/pledge.py; the cloth: ../ui/tapis.js.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { useAnswer } from "../ui/answering.js";
import { Question } from "../ui/Question.js";
import { TileState } from "../ui/Tile.js";

/** @typedef {typeof import("../words.js").t} T */
/** @typedef {typeof import("../screen/kit.js")} Kit */

/** What the desk is to do in this step. @param {any} round */
export const todo = (round) => `desk.pledge.todo_${round.step.replace(/\d+$/, "")}`;

/** The same for all: nobody is told that they did not sign. */
export const resultKey = () => "phone.pledge.result";

/** @param {{round: any, you: any, send: (payload: any) => Promise<import("../net.js").Ack>, t: T}} props */
export function Phone({ round, you, send, t }) {
  const { body, reveal, step } = round;
  const answer = useAnswer(send, you.round.body ? true : null);
  const isWoven = answer.progress === "sent";
  const above = step === "sign" ? (isWoven ? body.title : t("phone.pledge.ask")) : step === "together" ? t("phone.pledge.together") : t("phone.pledge.turn", { name: body.speaks });
  return html`<section class="pledge-page">
    <p class="pledge-above">${reveal ? body.title : above}</p>
    <${Question} text=${`“${body.text}”`} />
    ${reveal ? html`<${Piece} />` : isWoven ? html`<div class="pledge-done"><${Piece} /><p><b>${t("phone.pledge.woven")}</b> ${t("phone.pledge.look")}</p></div>` : html`<${Ways} answer=${answer} t=${t} />`}
  </section>`;
}

/** Same size, same colour, same words on the way. @param {{answer: any, t: T}} props */
function Ways({ answer, t }) {
  const busy = answer.progress === "sending" || answer.progress === "late";
  return html`<div class="pledge-ways">
    ${["sign", "keep"].map((way) => html`<button class="pledge-way" aria-disabled=${busy} onClick=${() => !busy && answer.choose(true, { pledge: way })}>
      <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 0L20 10L10 20L0 10Z" fill="var(--sun)" /><path d="M10 5.500L14.500 10L10 14.500L5.500 10Z" fill="var(--violet-dark)" /></svg>${t(`phone.pledge.${way}`)}
    </button>`)}
    <p class="pledge-note" role="status">${busy ? html`<${TileState} progress=${answer.progress} />` : answer.message || t("phone.pledge.same")}</p>
  </div>`;
}

const COLOURS = ["--violet", "--warm", "--leaf", "--sun", "--sky", "--rose"];

/** A small piece of the cloth, the same on every phone. */
function Piece() {
  const cells = Array.from({ length: 55 }, (_, i) => ({ x: i % 11, y: Math.floor(i / 11) }));
  return html`<svg class="pledge-piece" viewBox="0 0 110 50" aria-hidden="true">
    ${cells.map(({ x, y }) => html`<path d=${`M${x * 10 + 5} ${y * 10 + 0.4}l4.600 4.600l-4.600 4.600l-4.600-4.600Z`} fill=${`var(${COLOURS[(Math.abs(x - 5) + Math.abs(y - 2)) % 6]})`} />`)}
  </svg>`;
}

/** The wall. @param {{round: any, progress: any, t: T, kit: Kit}} props */
export function Screen({ round, progress, t, kit }) {
  const { body, reveal, step } = round;
  const signed = Math.max(body.signed, (progress && progress.extra && progress.extra.signed) || 0);
  const heads = Math.max(signed, (progress && progress.players) || 0);
  const border = (progress && progress.woven) || 0;
  if (reveal) return html`<${Whole} round=${round} signed=${reveal.signed} t=${t} kit=${kit} />`;
  if (step !== "sign") return html`<${Spoken} round=${round} t=${t} kit=${kit} />`;
  return html`<div class="round pledge is-sign">
    <header class="pledge-head">
      <${kit.Fit} class="pledge-title" on=${body.title}><h1>“${body.title}”</h1><p>${t("screen.pledge.weave")}</p><//>
      <p class="pledge-count"><strong key=${signed}>${kit.number(signed)}</strong><span>${t("screen.pledge.woven")}</span></p>
    </header>
    <${kit.Cloth} share=${heads ? signed / heads : 0} border=${border} heads=${heads} />
    <p class="pledge-foot">${t("screen.pledge.heart")}</p>
  </div>`;
}

/** A size at which any sentence takes about the same room, so that short ones are larger than Fit alone would make them. @param {string} text */
const sizeOf = (text) => Math.min(12, 84 / Math.sqrt(text.length + 2));

/** The sentence for one class's representative, or for all. @param {{round: any, t: T, kit: Kit}} props */
function Spoken({ round, t, kit }) {
  const { body, step } = round;
  const name = body.speaks ? t("screen.pledge.turn", { name: body.speaks }) : t("screen.pledge.together");
  const turn = Number(step.replace(/\D+/, "")) || 0;
  return html`<div class="round pledge is-spoken">
    <${kit.Cloth} share=${1} border=${1} heads=${120} />
    <p class="pledge-who" key=${step}><strong>${name}</strong>${turn > 0 && body.classes > 1 && html`<span>${t("screen.pledge.place", { n: turn, of: body.classes })}</span>`}</p>
    <${kit.Fit} class="pledge-sentence" on=${body.text + step}><p key=${step} role="heading" aria-level="1" style=${{ "--size": sizeOf(body.text) }}>“${body.text}”</p><//>
    <${kit.Cloth} share=${1} border=${1} heads=${120} />
  </div>`;
}

/** The end: the cloth is whole, whoever wove it. @param {{round: any, signed: number, t: T, kit: Kit}} props */
function Whole({ round, signed, t, kit }) {
  const { body } = round;
  return html`<div class="round pledge is-whole">
    <${kit.Cloth} share=${1} border=${1} heads=${360} />
    <${kit.Fit} class="pledge-plate" on=${body.title}>
      <h1>“${body.title}”</h1>
      <p class="pledge-whole">${t("screen.pledge.whole")}</p>
      <p>${t("screen.pledge.made_of", { threads: body.threads + signed, signed })}</p>
    <//>
  </div>`;
}

/** Who comes forward, typed by staff. @param {{order: string[], act: (action: string, payload: object) => Promise<import("../net.js").Ack>, t: T}} props */
function Classes({ order, act, t }) {
  const [names, setNames] = useState(order.join(", "));
  const [said, setSaid] = useState("");
  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    const ack = await act("classes", { names });
    setSaid(ack.ok ? t("desk.pledge.classes_saved") : ack.error.message);
  }
  return html`<form class="card" onSubmit=${save}>
    <label for="pledge-classes"><b>${t("desk.pledge.classes")}</b></label>
    <input id="pledge-classes" value=${names} maxlength="900" autocomplete="off" onInput=${(/** @type {any} */ event) => setNames(event.target.value)} />
    <p class="quiet">${t("desk.pledge.classes_none")}</p>
    <button class="do wide">${t("desk.pledge.classes_save")}</button>
    <p role="status">${said}</p>
  </form>`;
}

/** The remote. @param {{round: any, progress: any, t: T, act: (action: string, payload: object) => Promise<import("../net.js").Ack>, may: string[], kit: typeof import("../desk/kit.js")}} props */
export function Desk({ round, progress, t, act, may, kit }) {
  const { body, reveal } = round;
  const extra = (progress && progress.extra) || {};
  const signed = reveal ? reveal.signed : extra.signed || body.signed;
  return html`<section class="card">
      <h3>${body.title}</h3>
      <p class="read-out"><b>${t("desk.read_out")}</b> “${body.text}”</p>
      ${body.speaks && html`<p><strong>${t("screen.pledge.turn", { name: body.speaks })}</strong></p>`}
      <p><strong>${t("desk.pledge.signed", { n: signed })}</strong></p>
    </section>
    ${may.includes("classes") && html`<${Classes} order=${body.order} act=${act} t=${t} />`}
    ${may.includes("hands") && html`<${kit.Hands} options=${[{ id: "signed", label: t("desk.pledge.hands") }]} act=${act} />`}`;
}

export const styles = `
.pledge-page { flex: 1 0 auto; display: flex; flex-direction: column; }
.pledge-above { padding-bottom: var(--space-2); font-weight: 700; color: var(--violet-dark); }
.pledge-ways, .pledge-done { margin-top: auto; }
.pledge-way { display: flex; align-items: center; justify-content: center; width: 100%; min-height: 4.5rem; margin-bottom: var(--space-3); padding: 6px var(--space-4) 10px; border: 3px solid var(--violet-dark); border-radius: var(--radius-m); background: var(--lilac); box-shadow: inset 0 -5px 0 #cbb8f7; font-size: 1.375rem; font-weight: 800; }
.pledge-way svg { flex: none; width: 1.5rem; height: 1.5rem; margin-right: var(--space-3); }
.pledge-way[aria-disabled="true"] { background: var(--line); border-color: var(--edge); box-shadow: none; }
.pledge-note { min-height: 2.75rem; text-align: center; font-size: 0.9375rem; color: var(--ink-soft); }
.pledge-done { padding: var(--space-4); border-radius: var(--radius-l); background: var(--card); box-shadow: 0 5px 0 var(--line); text-align: center; }
.pledge-done p { padding-top: var(--space-3); font-size: 1.0625rem; }
.pledge-done b { display: block; font-size: 1.25rem; }
.pledge-piece { display: block; width: 100%; }
.is-closed .pledge-page > .pledge-piece { margin-top: auto; }
.cloth { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; gap: calc(1 * var(--u)); min-height: 0; min-width: 0; padding: calc(1.4 * var(--u)) calc(2 * var(--u)); position: relative; background: var(--card); border-radius: var(--cut); box-shadow: var(--lift); }
.cloth .ribbon { height: calc(2 * var(--u)); }
.cloth .ribbon-fill { background: repeating-linear-gradient(90deg, var(--rose) 0 calc(2 * var(--u)), var(--sun) 0 calc(4 * var(--u)), var(--violet) 0 calc(6 * var(--u)), var(--warm) 0 calc(8 * var(--u))); transition-duration: 0.4s; }
.cloth-field { position: relative; min-height: 0; overflow: hidden; }
.cloth-field svg { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
.cloth::before, .cloth::after { content: ""; position: absolute; inset: calc(2 * var(--u)) auto calc(2 * var(--u)) calc(-1.8 * var(--u)); width: calc(1.9 * var(--u)); background: repeating-linear-gradient(var(--sun) 0 calc(0.35 * var(--u)), transparent 0 calc(0.9 * var(--u)), var(--rose) 0 calc(1.25 * var(--u)), transparent 0 calc(1.8 * var(--u))); }
.cloth::after { left: auto; right: calc(-1.8 * var(--u)); }
.thread { transform-box: fill-box; transform-origin: 50% 50%; }
.thread:not(.is-woven) { opacity: 0.6; }
.round.pledge { grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr); gap: calc(2 * var(--u)); }
.pledge-head { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: calc(3 * var(--u)); align-items: end; }
.pledge-title h1 { font-size: calc(7.4 * var(--u) * min(var(--k), 1.2)); }
.pledge-title p, .pledge-foot { color: var(--ink-soft); font-size: calc(3.6 * var(--u)); font-weight: 600; }
.pledge-count { display: grid; justify-items: end; font-weight: 700; font-size: calc(3.8 * var(--u)); line-height: 1.1; }
.pledge-count strong { font-size: calc(11 * var(--u)); line-height: 0.95; letter-spacing: -0.04em; color: var(--violet-dark); font-variant-numeric: tabular-nums; }
.round.pledge.is-spoken { grid-template-rows: calc(12 * var(--u)) auto minmax(0, 1fr) calc(12 * var(--u)); padding-top: calc(6.6 * var(--u)); gap: calc(1.6 * var(--u)); }
.is-spoken .cloth { grid-template-rows: minmax(0, 1fr); padding-block: calc(1 * var(--u)); }
.is-spoken .cloth .ribbon { display: none; }
.pledge-who { display: flex; align-items: baseline; justify-content: center; gap: calc(3 * var(--u)); }
.pledge-who strong { font-size: calc(6 * var(--u)); line-height: 1.1; color: var(--violet-dark); }
.pledge-who span { color: var(--ink-soft); font-weight: 700; }
.pledge-sentence { display: grid; align-content: center; text-align: center; }
.pledge-sentence p { font-size: calc(var(--size) * var(--u) * var(--k)); font-weight: 800; line-height: 1.14; letter-spacing: -0.01em; text-wrap: balance; }
.round.pledge.is-whole { grid-template: minmax(0, 1fr) / minmax(0, 1fr); padding-top: calc(6.6 * var(--u)); }
.is-whole .cloth, .is-whole .pledge-plate { grid-area: 1 / 1; }
.pledge-plate { position: relative; align-self: center; justify-self: center; max-width: 84%; max-height: 76%; display: flex; flex-direction: column; align-items: center; gap: calc(1.4 * var(--u)); padding: calc(4 * var(--u)) calc(6 * var(--u)) calc(4.4 * var(--u)); text-align: center; background: var(--paper); border: calc(0.8 * var(--u)) solid var(--sun); border-radius: var(--cut); box-shadow: 0 calc(1 * var(--u)) calc(4 * var(--u)) rgba(27, 23, 48, 0.28); }
.pledge-plate h1 { font-size: calc(8.4 * var(--u) * min(var(--k), 1.2)); }
.pledge-whole { font-size: calc(5.6 * var(--u)); font-weight: 800; color: var(--violet-dark); }
@media (prefers-reduced-motion: no-preference) {
  .thread.is-woven { animation: pop 0.35s ease-out backwards; }
  .is-whole .thread.is-woven, .is-spoken .thread.is-woven { animation: none; }
  .is-whole .cloth-field svg { animation: weave-in 0.4s ease-out; }
  .pledge-plate { animation: rise 0.4s ease-out 0.25s backwards; }
  .pledge-count strong { display: inline-block; animation: rise 0.25s ease-out; }
  .pledge-who strong, .pledge-sentence p { animation: rise 0.3s ease-out; }
}
@keyframes weave-in { from { clip-path: inset(0 50%); } to { clip-path: inset(0); } }
`;
