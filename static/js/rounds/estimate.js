/**
 * Guess a number: a field with the phone's number pad, big minus and plus, and a slider, all three for the same value. The wall shows bins.
 * Server side and words: quizserver/rounds/estimate.py. Read next: `toNumber`, which knows the decimal comma.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { useAnswer } from "../ui/answering.js";
import { Explanation, Question } from "../ui/Question.js";
import { TileState } from "../ui/Tile.js";
import { number } from "../words.js";

/** @typedef {typeof import("../words.js").t} T */
/** @typedef {{min: number, max: number, step: number, unit: string}} Scale */

/**
 * The number in what somebody typed, null for none. `thousands` is the mark of the language: where it is a dot, the decimal mark is a comma.
 * A mark that cannot group thousands (as in "2.5" typed in Indonesian) is taken for the decimal mark, because number pads often have but one.
 * @param {string} typed
 * @param {string} thousands
 */
export function toNumber(typed, thousands) {
  const [text, group, decimal] = [typed.trim().replace(/\s/g, "").replace("−", "-"), thousands, thousands === "." ? "," : "."];
  const marks = text.split(group).slice(1);
  const isGrouped = marks.length > 0 && marks.every((part, i) => (i < marks.length - 1 ? /^\d{3}$/ : /^\d{3}(\D|$)/).test(part));
  const plain = isGrouped ? text.split(group).join("") : text.replace(group, decimal);
  const ready = plain.replace(decimal, ".");
  return /^-?\d+(\.\d*)?$/.test(ready) || /^-?\.\d+$/.test(ready) ? Number(ready) : null;
}

/** The nearest mark of the scale, without the crumbs of binary fractions. @param {number} value @param {Scale} scale */
export function onScale(value, { min, max, step }) {
  const mark = Math.round((Math.min(max, Math.max(min, value)) - min) / step);
  return Number((min + mark * step).toFixed(6));
}

/** A big step: about a tenth of the scale, on a mark. @param {Scale} scale */
export function bigStep({ min, max, step }) {
  const tenth = (max - min) / 10;
  return tenth < 2 * step ? 0 : Number((Math.max(1, Math.round(tenth / step)) * step).toFixed(6));
}

/** @param {any} round @param {any} you */
export function resultKey(round, you) {
  return you.round.result && you.round.result.reason === "partly" ? "phone.estimate.near" : "";
}

/** With a true minus: a hyphen beside a dash cannot be read. @param {number} value */
const shown = (value) => number(value).replace("-", "−");

/** @param {number} value @param {string} unit */
const withUnit = (value, unit) => (unit ? `${shown(value)} ${unit}` : shown(value));

/** @param {{round: any, you: any, send: (payload: any) => Promise<import("../net.js").Ack>, t: T}} props */
export function Phone({ round, you, send, t }) {
  const { body, reveal } = round;
  const saved = you.round.body ? you.round.body.value : null;
  const answer = useAnswer(send, saved === null ? null : [saved]);
  if (reveal) return html`<${Shown} body=${body} reveal=${reveal} value=${saved} t=${t} />`;
  return html`<${Question} text=${body.text} /><${Guess} body=${body} answer=${answer} t=${t} />`;
}

/** @param {{body: any, answer: any, t: T}} props */
function Guess({ body, answer, t }) {
  const known = answer.choice ? answer.choice[0] : null;
  const [typed, setTyped] = useState(known === null ? "" : number(known));
  const [fault, setFault] = useState("");
  const thousands = t("common.thousands");
  const value = toNumber(typed, thousands);
  const bounds = { min: shown(body.min), max: shown(body.max) };
  const isOut = value !== null && (value < body.min || value > body.max);
  /** @param {number} next */
  function set(next) {
    setFault("");
    setTyped(number(onScale(next, body)));
  }
  const middle = onScale((body.min + body.max) / 2, body);
  const from = value === null ? middle : value;
  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    if (value === null || isOut) return setFault(t("phone.estimate.no_number", bounds));
    const guess = onScale(value, body);
    setTyped(number(guess));
    answer.choose([guess], { value: guess });
  }
  const isSent = known !== null && value === known && answer.progress !== "refused";
  const by = bigStep(body);
  const steps = by ? [-by, by] : [];
  return html`<form class="estimate-form" onSubmit=${submit} novalidate>
    <label class="estimate-label" for="estimate">${t("phone.estimate.label")} <small>${t("phone.estimate.range", bounds)}</small></label>
    <div class="estimate-line">
      <${Step} by=${-body.step} go=${() => set(value === null ? middle : from - body.step)} t=${t} sign="−" />
      <input id="estimate" type="text" inputmode=${body.min < 0 ? "text" : "decimal"} value=${typed} autocomplete="off" enterkeyhint="send" maxlength="16"
        aria-invalid=${isOut} aria-describedby="estimate-unit" onInput=${(/** @type {any} */ event) => (setFault(""), setTyped(event.target.value))} />
      <${Step} by=${body.step} go=${() => set(value === null ? middle : from + body.step)} t=${t} sign="+" />
    </div>
    <p class="estimate-unit" id="estimate-unit">${body.unit}</p>
    <input class="estimate-slider ${value === null ? "is-untouched" : ""}" type="range" min=${body.min} max=${body.max} step=${body.step} value=${onScale(from, body)}
      aria-label=${t("phone.estimate.label")} aria-valuetext=${value === null ? "" : withUnit(from, body.unit)} onInput=${(/** @type {any} */ event) => set(Number(event.target.value))} />
    <div class="estimate-big">${steps.map((one) => html`<${Step} by=${one} go=${() => set(from + one)} t=${t} sign=${`${one < 0 ? "−" : "+"}${number(Math.abs(one))}`} />`)}</div>
    <p class="note" role="status">${fault || answer.message}</p>
    ${isSent ? html`<p class="sent-line"><${TileState} progress=${answer.progress} /></p>` : html`<button class="button main" disabled=${typed.trim() === ""}>${t("phone.answer.send")}</button>`}
  </form>`;
}

/** @param {{by: number, sign: string, go: () => void, t: T}} props */
function Step({ by, sign, go, t }) {
  return html`<button type="button" class="estimate-step" aria-label=${t(by < 0 ? "phone.estimate.less" : "phone.estimate.more", { by: Math.abs(by) })} onClick=${go}>${sign}</button>`;
}

/** @param {{body: any, reveal: any, value: number | null, t: T}} props */
function Shown({ body, reveal, value, t }) {
  return html`<${Question} text=${body.text} />
    <section class="answer-word"><p>${t("phone.estimate.answer")}</p><h2 class="estimate-answer">${withUnit(reveal.value, body.unit)}</h2>
      ${value !== null && html`<p>${t("phone.estimate.mine", { value: withUnit(value, body.unit) })}</p>`}</section>
    <${Explanation} text=${reveal.explanation} />`;
}

/** @typedef {typeof import("../screen/kit.js")} Kit */

/** The wall. @param {{round: any, progress: any, t: T, left: number | undefined, kit: Kit}} props */
export function Screen({ round, progress, t, left, kit }) {
  const { body, reveal } = round;
  if (reveal) return html`<${ScreenReveal} round=${round} t=${t} kit=${kit} />`;
  return html`<div class="round estimate">
    <header class="round-head"><${kit.Tag} round=${round} t=${t} more=${t("screen.estimate.ask")} /><${kit.Clock} round=${round} left=${left} t=${t} /></header>
    <${kit.Fit} class="estimate-body" on=${body.text}>
      <h1>${body.text}</h1>
      <div class="estimate-rule"><span>${withUnit(body.min, body.unit)}</span><i aria-hidden="true">?</i><span>${withUnit(body.max, body.unit)}</span></div>
    <//>
    <${kit.Turnout} progress=${progress} t=${t} />
  </div>`;
}

/** What stands beside a bin. @param {any} bin @param {T} t */
function binText(bin, t) {
  return bin.from === bin.to ? shown(bin.from) : t("screen.estimate.bin", { from: shown(bin.from), to: shown(bin.to) });
}

/** @param {{round: any, t: T, kit: Kit}} props */
function ScreenReveal({ round, t, kit }) {
  const { body, reveal } = round;
  return html`<div class="round estimate revealed">
    <h1 class="sr-only">${body.text}</h1>
    <header class="round-head"><${kit.Tag} round=${round} t=${t} /></header>
    <${kit.Fit} class="estimate-bins" on=${JSON.stringify(reveal.bins)}>
      <ol>
        ${reveal.bins.map(
          (/** @type {any} */ bin, /** @type {number} */ i) => html`<li class=${i === reveal.right_bin ? "is-right" : ""} style=${{ "--i": i }}><span class="bin-text">${binText(bin, t)}</span>
            <${kit.Bar} share=${bin} /><strong>${kit.shareText(bin, t)}</strong></li>`,
        )}
      </ol>
    <//>
    <${kit.Fit} class="estimate-why" on=${body.text + reveal.explanation}>
      <p class="case">${body.text}</p>
      <p class="estimate-value">${withUnit(reveal.value, body.unit)}</p>
      ${reveal.explanation && html`<p class="explanation">${reveal.explanation}</p>`}
    <//>
  </div>`;
}

/** The remote. @param {{round: any, t: T, act: (action: string, payload: object) => Promise<import("../net.js").Ack>, may: string[], kit: typeof import("../desk/kit.js")}} props */
export function Desk({ round, t, act, may, kit }) {
  const { body, reveal } = round;
  const options = body.bins.map((/** @type {any} */ bin, /** @type {number} */ i) => ({ id: String(i), label: binText(bin, t), text: "" }));
  return html`<section class="card">
      <h3>${body.text}</h3>
      ${reveal && html`<p><b>${t("desk.estimate.answer")}</b> ${withUnit(reveal.value, body.unit)}</p>
        <${kit.Shares} rows=${options.map((/** @type {any} */ option, /** @type {number} */ i) => ({ ...option, share: kit.shareText(reveal.bins[i], t), isRight: i === reveal.right_bin }))} />
        <${kit.ReadOut} text=${reveal.explanation} />`}
    </section>
    ${may.includes("hands") && html`<${kit.Hands} options=${options} act=${act} />`}`;
}

export const styles = `
.type-estimate .question.size-m { font-size: 1.125rem; }
.estimate-form { display: flex; flex: 1 0 auto; flex-direction: column; margin-top: auto; justify-content: flex-end; }
.estimate-label { font-weight: 700; }
.estimate-label small { font-weight: 400; color: var(--ink-soft); }
.estimate-line { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; grid-gap: 8px; margin-top: var(--space-2); }
.estimate-line input { width: 100%; min-height: 4rem; padding: 0 4px; border: 3px solid var(--violet); border-radius: var(--radius-s); background: var(--card); color: var(--ink); font: inherit; font-size: 1.75rem; font-weight: 800; text-align: center; }
.estimate-line input[aria-invalid=true] { border-style: dashed; }
.estimate-step { min-width: 4rem; min-height: 4rem; border: 3px solid var(--violet); border-radius: var(--radius-s); background: var(--lilac); color: var(--ink); font: inherit; font-size: 1.75rem; font-weight: 800; line-height: 1; cursor: pointer; }
.estimate-unit { min-height: 1.25rem; text-align: center; font-weight: 600; }
.estimate-slider { width: 100%; height: 3rem; margin: 0; accent-color: var(--violet); }
.estimate-slider.is-untouched { opacity: 0.55; }
.estimate-big { display: grid; grid-template-columns: 1fr 1fr; grid-gap: 8px; margin: var(--space-1) 0 var(--space-3); }
.estimate-big .estimate-step { min-height: 3rem; font-size: 1.125rem; }
.estimate-answer { font-size: 2.25rem; line-height: 1.15; color: var(--violet-dark); overflow-wrap: anywhere; }
@media (max-height: 30rem) { .estimate-big, .estimate-slider { display: none; } }
.wall .estimate { grid-template-rows: auto minmax(0, 1fr) auto; }
.estimate-body { display: grid; grid-template-rows: auto minmax(min-content, 1fr); gap: calc(2 * var(--u)); }
.estimate-body h1 { padding-right: calc(19 * var(--u)); font-size: calc(5.8 * var(--u) * min(var(--k), 1.3)); }
.estimate-body.tight h1 { font-size: calc(4.4 * var(--u)); }
.estimate-rule { align-self: center; display: grid; grid-template: "line line" auto "from to" auto / 1fr 1fr; gap: calc(1.4 * var(--u)); padding: 0 calc(2 * var(--u)); font-size: calc(4.4 * var(--u)); font-weight: 800; }
.estimate-rule i { grid-area: line; justify-self: stretch; height: calc(11 * var(--u)); display: grid; place-items: center; font-size: calc(8 * var(--u)); font-style: normal; line-height: 1; color: #fff; background: repeating-linear-gradient(90deg, var(--violet) 0 calc(10% - 2px), var(--violet-dark) calc(10% - 2px) 10%); border-radius: var(--cut); }
.estimate-rule span:last-child { text-align: right; }
.wall .estimate.revealed { grid-template: "head head" auto "bins why" minmax(0, 1fr) / minmax(0, 1fr) minmax(0, 0.72fr); gap: calc(2 * var(--u)) calc(4 * var(--u)); padding-bottom: calc(2.4 * var(--u)); }
.estimate.revealed .round-head { grid-area: head; }
.estimate-bins { grid-area: bins; font-size: calc(3.5 * var(--u) * min(var(--k), 1.25)); }
.estimate-bins ol { min-height: 100%; display: grid; grid-template-columns: auto minmax(calc(14 * var(--u)), 1fr) auto; align-content: space-evenly; gap: calc(0.6 * var(--u)) calc(1.6 * var(--u)); }
.estimate-bins li { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; align-items: center; padding: calc(0.3 * var(--u)) calc(1 * var(--u)); border-radius: var(--cut); --tone: var(--violet); line-height: 1.1; }
.estimate-bins .is-right { outline: calc(0.5 * var(--u)) solid var(--ink); outline-offset: calc(-0.5 * var(--u)); background: var(--sun); }
.estimate-bins .is-right .bar { background: #fff; }
.estimate-bins .bar-alone { grid-area: auto; margin: 0; }
.estimate-bins .bin-text { text-align: right; font-weight: 700; font-variant-numeric: tabular-nums; white-space: nowrap; }
.estimate-bins strong { min-width: 3.4em; text-align: right; }
.estimate-bins.tighter ol { column-gap: calc(0.8 * var(--u)); }
.estimate-bins.tightest .bar-alone { display: none; }
.estimate-bins.tightest ol { grid-template-columns: minmax(0, 1fr) auto; }
.estimate-why { grid-area: why; display: flex; flex-direction: column; justify-content: center; gap: calc(1.6 * var(--u)); font-size: calc(3.5 * var(--u) * min(var(--k), 1.2)); }
.estimate-why .case { font-size: 1em; }
.estimate-value { font-size: calc(9 * var(--u) * min(var(--k), 1.2)); font-weight: 800; line-height: 1.05; color: var(--violet-dark); }
.estimate-why.tight .estimate-value { font-size: calc(5 * var(--u)); }
.estimate-why.tighter .case { display: none; }
`;
