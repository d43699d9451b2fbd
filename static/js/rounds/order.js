/**
 * Put steps in order. On the phone one list is all there is: a tap gives a step the next number, buttons move it up and down, another tap
 * takes it back; nothing has to be dragged. Server side and words: quizserver/rounds/order.py.
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { announce } from "../ui/announce.js";
import { useAnswer } from "../ui/answering.js";
import { Check } from "../ui/icons.js";
import { Explanation, Question } from "../ui/Question.js";
import { TileState } from "../ui/Tile.js";

/** @typedef {typeof import("../words.js").t} T */

/** More letters than fit 360 x 640 at full size. */
const CROWDED = 230;

/** The order with the step at `place` one place further (1) or earlier (-1). @param {number[]} order @param {number} place @param {number} by */
export function moved(order, place, by) {
  const next = order.slice();
  [next[place], next[place + by]] = [next[place + by], next[place]];
  return next;
}

/** @param {any} round @param {any} you */
export function resultKey(round, you) {
  return you.round.result && you.round.result.reason === "partly" ? "phone.order.partly" : "";
}

/** @param {{round: any, you: any, send: (payload: any) => Promise<import("../net.js").Ack>, t: T}} props */
export function Phone({ round, you, send, t }) {
  const { body, reveal } = round;
  const saved = you.round.body ? you.round.body.order : null;
  const answer = useAnswer(send, saved);
  if (reveal) return html`<${Shown} body=${body} reveal=${reveal} order=${saved} t=${t} />`;
  return html`<${Question} text=${body.text} /><${Sorting} body=${body} answer=${answer} t=${t} />`;
}

/** @param {{body: any, answer: any, t: T}} props */
function Sorting({ body, answer, t }) {
  const [order, setOrder] = useState(/** @type {number[]} */ (answer.choice || []));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const [focus, setFocus] = useState("");
  // A row that changes its place takes the focus along, or a keyboard would lose its way.
  useEffect(() => {
    const row = /** @type {HTMLElement | null} */ (focus && list.current ? list.current.querySelector(focus) : null);
    if (row) row.focus();
  }, [focus, order]);
  const rest = body.steps.map((/** @type {string} */ _, /** @type {number} */ step) => step).filter((/** @type {number} */ step) => !order.includes(step));
  const isSent = rest.length === 0 && JSON.stringify(order) === JSON.stringify(answer.choice) && answer.progress !== "refused";
  /** @param {number[]} next @param {number} step @param {string} [on] */
  function change(next, step, on = "place") {
    setOrder(next);
    setFocus(`[data-step="${step}"] .step-${on}`);
    const place = next.indexOf(step);
    if (place >= 0) announce(t("phone.order.placed", { step: body.steps[step], n: place + 1 }));
  }
  const letters = body.steps.reduce((/** @type {number} */ sum, /** @type {string} */ step) => sum + step.length, body.text.length);
  return html`<ol ref=${list} class=${`sorting ${letters > CROWDED ? "is-crowded" : ""}`}>
      ${order.map(
        (step, place) => html`<${Placed} key=${step} step=${step} text=${body.steps[step]} place=${place} last=${place === order.length - 1} t=${t}
          back=${() => change(order.filter((one) => one !== step), step)} move=${(/** @type {number} */ by) => change(moved(order, place, by), step, by < 0 ? "up" : "down")} />`,
      )}
      ${rest.map(
        (/** @type {number} */ step) => html`<li key=${step} data-step=${step} class="sort-row"><button class="step-place" onClick=${() => change([...order, step], step)}>
          <span class="step-number" aria-hidden="true"></span><span>${body.steps[step]}</span><span class="sr-only">, ${t("phone.order.place", { n: order.length + 1 })}</span></button></li>`,
      )}
    </ol>
    <p class="note">${answer.message}</p>
    ${isSent
      ? html`<p class="sent-line"><${TileState} progress=${answer.progress} /></p>`
      : html`<button class="button main" disabled=${rest.length > 0} onClick=${() => answer.choose(order, { order })}>${rest.length === 0 ? t("phone.answer.send") : order.length === 0 ? t("phone.order.first") : t("phone.order.next", { n: order.length + 1 })}</button>`}`;
}

/** @param {{step: number, text: string, place: number, last: boolean, t: T, back: () => void, move: (by: number) => void}} props */
function Placed({ step, text, place, last, t, back, move }) {
  // Not `disabled`: a button at the end of the list keeps the focus that brought the step there.
  return html`<li data-step=${step} class="sort-row is-placed">
    <button class="step-place" onClick=${back}><span class="step-number" aria-hidden="true">${place + 1}</span><span>${text}</span><span class="sr-only">, ${t("phone.order.take_back", { n: place + 1 })}</span></button>
    <button class="step-up" aria-disabled=${place === 0} aria-label=${t("phone.order.up", { step: text })} onClick=${() => place > 0 && move(-1)}><${Arrow} /></button>
    <button class="step-down" aria-disabled=${last} aria-label=${t("phone.order.down", { step: text })} onClick=${() => !last && move(1)}><${Arrow} /></button>
  </li>`;
}

const Arrow = () => html`<svg class="icon" viewBox="0 0 48 48" aria-hidden="true" focusable="false"><path d="M24 41V9M10 22L24 8l14 14" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" /></svg>`;

/** @param {{body: any, reveal: any, order: number[] | null, t: T}} props */
function Shown({ body, reveal, order, t }) {
  return html`<p class="case">${body.text}</p>
    <h1 class="order-title">${t("phone.order.right")}</h1>
    <ol class="order-shown">
      ${reveal.order.map((/** @type {number} */ step, /** @type {number} */ place) => {
        const mine = order ? order.indexOf(step) : -1;
        return html`<li class=${mine === place ? "is-right" : ""}><span class="step-number">${place + 1}</span><span>${body.steps[step]}
          ${mine === place ? html` <${Check} />` : mine >= 0 && html` <small>${t("phone.order.mine", { n: mine + 1 })}</small>`}</span></li>`;
      })}
    </ol>
    <${Explanation} text=${reveal.explanation} />`;
}

/** @typedef {typeof import("../screen/kit.js")} Kit */

/** The wall. @param {{round: any, progress: any, t: T, left: number | undefined, kit: Kit}} props */
export function Screen({ round, progress, t, left, kit }) {
  const { body, reveal } = round;
  if (reveal) return html`<${ScreenReveal} round=${round} t=${t} kit=${kit} />`;
  return html`<div class="round order">
    <header class="round-head"><${kit.Tag} round=${round} t=${t} more=${t("screen.order.ask")} /><${kit.Clock} round=${round} left=${left} t=${t} /></header>
    <${kit.Fit} class="order-body" on=${body.text + body.steps.join()}>
      <h1>${body.text}</h1>
      <ul class=${`order-cards of-${body.steps.length}`}>${body.steps.map((/** @type {string} */ step) => html`<li>${step}</li>`)}</ul>
    <//>
    <${kit.Turnout} progress=${progress} t=${t} />
  </div>`;
}

/** The right order, with how many put each step there; the explanation beside it. @param {{round: any, t: T, kit: Kit}} props */
function ScreenReveal({ round, t, kit }) {
  const { body, reveal } = round;
  return html`<div class="round order revealed">
    <header class="round-head"><${kit.Tag} round=${round} t=${t} more=${t("screen.order.right")} /></header>
    <${kit.Fit} class="order-steps" on=${body.steps.join()}>
      <ol class="results">
        ${reveal.order.map(
          (/** @type {number} */ step, /** @type {number} */ place) => html`<li class="result" style=${{ "--i": place }}><span class="tile-mark">${place + 1}</span>
            <span class="result-text">${body.steps[step]}</span><${kit.Bar} share=${reveal.shares[place]} /><strong class="result-share">${kit.shareText(reveal.shares[place], t)}</strong></li>`,
        )}
      </ol>
      <p class="order-note">${t("screen.order.placed")}</p>
    <//>
    <${kit.Fit} class="order-why" on=${body.text + reveal.explanation}><p class="case" role="heading" aria-level="1">${body.text}</p>${reveal.explanation && html`<p class="explanation">${reveal.explanation}</p>`}<//>
  </div>`;
}

/** The remote. @param {{round: any, t: T, act: (action: string, payload: object) => Promise<import("../net.js").Ack>, may: string[], kit: typeof import("../desk/kit.js")}} props */
export function Desk({ round, t, act, may, kit }) {
  const { body, reveal } = round;
  if (!reveal) return html`<section class="card"><h3>${body.text}</h3><ul>${body.steps.map((/** @type {string} */ step) => html`<li>${step}</li>`)}</ul></section>`;
  const options = reveal.order.map((/** @type {number} */ step, /** @type {number} */ place) => ({ id: String(place), label: String(place + 1), text: body.steps[step] }));
  return html`<section class="card">
      <h3>${body.text}</h3>
      <${kit.Shares} rows=${options.map((/** @type {any} */ option, /** @type {number} */ place) => ({ ...option, share: kit.shareText(reveal.shares[place], t), isRight: false }))} />
      <${kit.ReadOut} text=${reveal.explanation} />
    </section>
    ${may.includes("hands") && html`<p>${t("desk.order.hands")}</p><${kit.Hands} options=${options} act=${act} />`}`;
}

export const styles = `
.sorting { display: grid; grid-gap: 5px; margin: auto 0 0; padding: 0; list-style: none; }
.sort-row { display: grid; grid-template-columns: 1fr auto auto; grid-gap: 4px; }
.sort-row button { display: flex; align-items: center; min-height: 3.125rem; padding: 4px 8px; border: 2px solid var(--edge); border-radius: var(--radius-s); background: var(--card); color: var(--ink); font: inherit; text-align: left; cursor: pointer; }
.sort-row .step-place { grid-column: 1 / -1; font-size: 1rem; font-weight: 600; line-height: 1.2; overflow-wrap: anywhere; }
.sort-row.is-placed .step-place { grid-column: 1; border-color: var(--violet); background: var(--lilac); }
.sort-row .step-up, .sort-row .step-down { justify-content: center; width: 3rem; padding: 0; border-color: var(--violet); font-size: 1.375rem; }
.sort-row .step-down .icon { transform: rotate(180deg); }
.sort-row [aria-disabled=true] { border-color: var(--line); color: #a79fb2; }
.step-number { flex: none; display: grid; place-items: center; width: 2rem; height: 2rem; margin-right: 10px; border: 2px dashed var(--edge); border-radius: 50%; font-weight: 800; }
.is-placed .step-number, .order-shown .step-number { border: 0; background: var(--violet); color: #fff; }
.sorting.is-crowded .step-place { font-size: 0.8125rem; font-weight: 500; line-height: 1.15; }
.sorting.is-crowded .step-number { width: 1.625rem; height: 1.625rem; margin-right: 6px; }
.type-order .question.size-m { font-size: 1.125rem; line-height: 1.25; padding-bottom: var(--space-2); }
.sorting ~ .button, .sorting ~ .sent-line { margin-top: var(--space-2); }
.sorting.is-crowded ~ .button, .sorting.is-crowded ~ .sent-line { min-height: 3rem; }
.order-title { margin-bottom: var(--space-2); font-size: 1.125rem; }
.order-shown { margin: 0 0 var(--space-3); padding: 0; list-style: none; }
.order-shown li { display: flex; align-items: center; margin-bottom: var(--space-1); padding: 6px 8px; border: 2px solid transparent; border-radius: var(--radius-s); overflow-wrap: anywhere; }
.order-shown .is-right { border-color: var(--leaf); background: var(--mint); font-weight: 700; }
.order-shown small { color: var(--ink-soft); }
.wall .order { grid-template-rows: auto minmax(0, 1fr) auto; }
.order-body { display: grid; grid-template-rows: auto minmax(min-content, 1fr); gap: calc(2 * var(--u)); }
.order-body h1 { padding-right: calc(19 * var(--u)); font-size: calc(5.2 * var(--u) * min(var(--k), 1.3)); }
.order-body.tight h1 { font-size: calc(4 * var(--u)); }
.order-cards { display: grid; grid-template-columns: 1fr 1fr; align-content: center; gap: calc(1.8 * var(--u)); font-size: calc(3.6 * var(--u) * min(var(--k), 1.3)); }
.order-cards li { display: flex; align-items: center; min-height: calc(11 * var(--u)); padding: calc(1 * var(--u)) calc(2.4 * var(--u)); background: var(--card); border-radius: var(--cut); box-shadow: var(--lift); font-weight: 700; line-height: 1.15; }
.order-cards li:nth-child(3n + 1) { background: #fff0d2; }
.order-cards li:nth-child(3n + 2) { background: #dff3ea; }
.order-cards li:nth-child(3n) { background: #dcecff; }
.order-cards.of-3 { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.of-3 li { min-height: calc(20 * var(--u)); }
.order-body.tighter .order-cards { gap: calc(1 * var(--u)); font-size: calc(3.5 * var(--u)); }
.order-body.tighter .order-cards li { min-height: 0; }
.order-body.tightest { gap: calc(1 * var(--u)); }
.order-body.tightest h1 { font-size: calc(3.6 * var(--u)); }
.order-body.tightest .order-cards { gap: calc(0.7 * var(--u)); }
.order-body.tightest .order-cards li { padding: calc(0.5 * var(--u)) calc(1.2 * var(--u)); line-height: 1.05; }
.wall .order.revealed { grid-template: "head head" auto "steps why" minmax(0, 1fr) / minmax(0, 1fr) minmax(0, 0.62fr); gap: calc(2 * var(--u)) calc(4 * var(--u)); padding-bottom: calc(2.4 * var(--u)); }
.order.revealed .round-head { grid-area: head; }
.order-steps { grid-area: steps; display: flex; flex-direction: column; font-size: calc(3.5 * var(--u) * min(var(--k), 1.25)); }
.order-steps .results { flex: 1; align-content: space-evenly; gap: calc(0.7 * var(--u)); }
.order-steps .result { --tone: var(--violet); }
.order-steps .tile-mark { font-size: calc(4 * var(--u)); width: calc(6.4 * var(--u)); height: calc(6.4 * var(--u)); }
.order-note { color: var(--ink-soft); font-weight: 600; }
.order-steps.tighter .order-note, .order-steps.tighter .bar-alone { display: none; }
.order-steps.tighter .result { line-height: 1.05; column-gap: calc(1 * var(--u)); }
.order-why { grid-area: why; display: flex; flex-direction: column; justify-content: center; gap: calc(2 * var(--u)); font-size: calc(3.5 * var(--u) * min(var(--k), 1.25)); }
.order-why .case { font-size: 1em; }
.order-why .explanation { padding: calc(2 * var(--u)) calc(2.4 * var(--u)); background: var(--card); border-radius: var(--cut); box-shadow: var(--lift); }
.order-why.tighter .case { display: none; }
`;
