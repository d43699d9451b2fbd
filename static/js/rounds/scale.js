/**
 * How much do you agree: five faces, each with its words. One phone, one tap; a phone shared by several is passed round, and nobody sees what
 * was tapped before. Server side and words: quizserver/rounds/scale.py. No face is coloured as good or bad.
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { announce } from "../ui/announce.js";
import { useAnswer } from "../ui/answering.js";
import { Question } from "../ui/Question.js";
import { TileState } from "../ui/Tile.js";

/** What the facilitator does now, by step. @param {any} round */
export const todo = (round) => `desk.scale.todo_${round.step}`;

/** @typedef {typeof import("../words.js").t} T */
/** @typedef {(payload: any) => Promise<import("../net.js").Ack>} Send */

const STEPS = [1, 2, 3, 4, 5];
const NAMES = ["strongly_no", "no", "unsure", "yes", "strongly_yes"];
/** Mouths from a deep bow down to a wide smile. */
const MOUTHS = ["M15 36q9-11 18 0", "M16 34q8-5 16 0", "M16 33h16", "M16 31q8 6 16 0", "M13 29q11 15 22 0z"];

/** @param {{step: number}} props */
const Face = ({ step }) => html`<svg class="icon face" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
  <circle cx="24" cy="24" r="20" fill="#ffc93c" stroke="#1b1730" stroke-width="3" /><circle cx="17" cy="20" r="2.800" fill="#1b1730" /><circle cx="31" cy="20" r="2.800" fill="#1b1730" />
  <path d=${MOUTHS[step - 1]} fill=${step === 5 ? "#1b1730" : "none"} stroke="#1b1730" stroke-width="3.200" stroke-linecap="round" stroke-linejoin="round" />
</svg>`;

/** @param {{round: any, you: any, send: Send, t: T}} props */
export function Phone({ round, you, send, t }) {
  const { body, reveal } = round;
  const saved = you.round.body ? you.round.body.steps : null;
  const answer = useAnswer(send, saved);
  const people = you.player ? you.player.weight : 1;
  if (reveal) return html`<${Question} text=${body.text} /><p class="note">${t("phone.scale.look_up")}</p>`;
  if (people > 1) return html`<${Passed} body=${body} people=${people} answer=${answer} t=${t} />`;
  const chosen = answer.choice ? answer.choice[0] : 0;
  return html`<${Question} text=${body.text} />
    <p class="note">${t("phone.scale.private")}</p>
    <${Faces} chosen=${chosen} answer=${answer} choose=${(/** @type {number} */ step) => answer.choose([step], { steps: [step] })} t=${t} />
    <p class="note" role="status">${answer.message}</p>`;
}

/** @param {{chosen: number, answer: any, choose: (step: number) => void, t: T}} props */
function Faces({ chosen, answer, choose, t }) {
  return html`<div class="faces" role="group" aria-label=${t("phone.scale.ask")}>
    ${STEPS.map(
      (step) => html`<button key=${step} class="face-row ${chosen === step ? "is-chosen" : ""}" aria-pressed=${chosen === step} onClick=${() => choose(step)}>
        <${Face} step=${step} /><span>${t(`phone.scale.step.${NAMES[step - 1]}`)}</span>${chosen === step && html`<${TileState} progress=${answer.progress} />`}</button>`,
    )}
  </div>`;
}

/** The phone goes round: one person answers alone, then a page hides it for the next. @param {{body: any, people: number, answer: any, t: T}} props */
function Passed({ body, people, answer, t }) {
  const said = /** @type {number[]} */ (answer.choice || []);
  const [asked, setAsked] = useState(/** @type {number | null} */ (said.length ? null : 0));
  const top = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => top.current?.focus(), [asked]);
  /** @param {number} step */
  function choose(step) {
    const steps = said.slice();
    steps[Math.min(asked || 0, said.length)] = step;
    setAsked(null);
    answer.choose(steps, { steps });
  }
  if (asked !== null && asked <= said.length) {
    return html`<${Question} text=${body.text} />
      <p class="note" ref=${top} tabindex="-1"><b>${t("phone.scale.person", { n: asked + 1, of: people })}</b> ${t("phone.scale.alone")}</p>
      <${Faces} chosen=${0} answer=${answer} choose=${choose} t=${t} />`;
  }
  const isAll = said.length >= people;
  return html`<${Handed} title=${isAll ? t("phone.scale.all") : t("phone.scale.pass")} text=${isAll ? "" : t("phone.scale.pass_text", { n: said.length })} top=${top}>
    <p class="note" role="status">${answer.message || html`<${TileState} progress=${answer.progress} />`}</p>
    ${!isAll && html`<button class="button main" onClick=${() => setAsked(said.length)}>${t("phone.scale.next", { n: said.length + 1 })}</button>`}
    ${said.length > 0 && html`<button class="button" onClick=${() => setAsked(said.length - 1)}>${t("phone.scale.redo")}</button>`}
  <//>`;
}

/** @param {{title: string, text: string, top: any, children?: any}} props */
function Handed({ title, text, top, children }) {
  useEffect(() => announce(`${title}. ${text}`), [title, text]);
  return html`<section class="handed"><h1 ref=${top} tabindex="-1">${title}</h1>${text && html`<p>${text}</p>`}${children}</section>`;
}

/** @typedef {typeof import("../screen/kit.js")} Kit */

/** The wall. @param {{round: any, progress: any, t: T, left: number | undefined, kit: Kit}} props */
export function Screen({ round, progress, t, left, kit }) {
  const { body, reveal } = round;
  if (reveal) return reveal.agree ? html`<${PulseReveal} round=${round} t=${t} kit=${kit} />` : html`<${ScreenReveal} round=${round} t=${t} kit=${kit} />`;
  return html`<div class="round scale">
    <header class="round-head"><${kit.Tag} round=${round} t=${t} more=${t("screen.scale.private")} /><${kit.Clock} round=${round} left=${left} t=${t} /></header>
    <${kit.Fit} class="scale-body" on=${body.text}>
      <div class="scale-question"><h1>${body.text}</h1><p class="ask">${t("screen.scale.ask")}</p></div>
      <ol class="face-line">${STEPS.map((step) => html`<li><${Face} step=${step} /><span>${t(`screen.scale.step.${NAMES[step - 1]}`)}</span></li>`)}</ol>
    <//>
    <${kit.Turnout} progress=${progress} t=${t} />
  </div>`;
}

/** Only how many agree, for the whole hall: nobody is held up as the one who does not. @param {{round: any, t: T, kit: Kit}} props */
function PulseReveal({ round, t, kit }) {
  const { body, reveal } = round;
  const { share, almost_all, nobody } = reveal.agree;
  const isTold = share !== undefined || almost_all;
  const word = nobody ? "nobody" : "thanks";
  return html`<div class="round scale revealed">
    <header class="round-head"><${kit.Tag} round=${round} t=${t} /></header>
    <${kit.Fit} class="pulse-result" on=${body.text}>
      <p class="case">${body.text}</p>
      ${isTold
        ? html`<p class="pulse-number">${share === undefined ? t("screen.scale.almost_all") : t("screen.share.percent", { share })}</p><h1>${t(`screen.scale.${reveal.pulse}`)}</h1>`
        : html`<h1>${t(`screen.scale.${word}`)}</h1><p class="ask">${t(`screen.scale.${word}_text`)}</p>`}
    <//>
  </div>`;
}

/** @param {{round: any, t: T, kit: Kit}} props */
function ScreenReveal({ round, t, kit }) {
  const { body, reveal } = round;
  return html`<div class="round scale revealed">
    <header class="round-head"><${kit.Tag} round=${round} t=${t} /></header>
    <${kit.Fit} class="scale-result" on=${body.text}>
      <h1>${body.text}</h1>
      <ol class="results">
        ${STEPS.map(
          (step, i) => html`<li class="result" style=${{ "--i": i }}><span class="tile-mark"><${Face} step=${step} /></span><span class="result-text">${t(`screen.scale.step.${NAMES[step - 1]}`)}</span>
            <${kit.Bar} share=${reveal.shares[i]} /><strong class="result-share">${kit.shareText(reveal.shares[i], t)}</strong></li>`,
        )}
      </ol>
    <//>
  </div>`;
}

/** The remote. @param {{round: any, t: T, act: (action: string, payload: object) => Promise<import("../net.js").Ack>, may: string[], kit: typeof import("../desk/kit.js")}} props */
export function Desk({ round, t, act, may, kit }) {
  const { body, reveal } = round;
  const options = STEPS.map((step) => ({ id: String(step), label: String(step), text: t(`screen.scale.step.${NAMES[step - 1]}`) }));
  const shares = reveal && reveal.shares;
  const agree = (reveal && reveal.agree) || {};
  return html`<section class="card">
      <h3>${body.text}</h3>
      ${shares && html`<${kit.Shares} rows=${options.map((option, i) => ({ ...option, share: kit.shareText(shares[i], t), isRight: false }))} />`}
      ${agree.share !== undefined && html`<p class="read-out"><b>${t("screen.share.percent", { share: agree.share })}</b> ${t(`screen.scale.${reveal.pulse}`)}</p>`}
      ${agree.almost_all && html`<p class="read-out"><b>${t("screen.scale.almost_all")}</b> ${t(`screen.scale.${reveal.pulse}`)}</p>`}
    </section>
    ${may.includes("hands") && html`<${kit.Hands} options=${options} act=${act} />`}`;
}

export const styles = `
.type-scale .question.size-m { font-size: 1.125rem; }
.faces { display: grid; grid-gap: 7px; margin-top: auto; }
.face-row { position: relative; display: flex; align-items: center; min-height: 3.25rem; padding: 3px 12px; border: 3px solid var(--edge); border-radius: var(--radius-m); background: var(--card); color: var(--ink); font: inherit; font-size: 1.125rem; font-weight: 700; text-align: left; cursor: pointer; }
.face-row .face { flex: none; margin-right: var(--space-3); font-size: 2.5rem; }
.face-row.is-chosen { border-color: var(--ink); background: var(--lilac); box-shadow: 0 0 0 2px var(--ink); }
.face-row .tile-state { position: absolute; right: 10px; bottom: -10px; z-index: 1; padding: 2px 10px; border: 2px solid var(--ink); border-radius: var(--radius-full); background: var(--paper); font-size: 0.8125rem; line-height: 1.3; }
.faces + .note { padding: var(--space-2) 0 0; font-weight: 600; color: var(--ink); }
.handed { display: flex; flex-direction: column; flex: 1 0 auto; justify-content: center; text-align: center; }
.handed h1 { margin-bottom: var(--space-2); font-size: 1.75rem; line-height: 1.2; }
.handed .note { min-height: 2.5rem; padding-top: var(--space-2); }
.handed .button { margin-top: var(--space-3); }
@media (forced-colors: active) { .face-row.is-chosen { outline: 4px solid Highlight; } }
.wall .scale { grid-template-rows: auto minmax(0, 1fr) auto; }
.wall .scale.revealed { grid-template-rows: auto minmax(0, 1fr); padding-bottom: calc(2.4 * var(--u)); }
.scale-body { display: grid; grid-template-rows: minmax(min-content, 1fr) auto; gap: calc(2 * var(--u)); }
.scale-question { align-self: center; padding-right: calc(19 * var(--u)); }
.scale-question h1 { font-size: calc(5.4 * var(--u) * min(var(--k), 1.4)); margin-bottom: calc(1 * var(--u)); }
.tight .scale-question h1 { font-size: calc(4.6 * var(--u)); }
.tighter .scale-question h1 { font-size: calc(4 * var(--u)); }
.face-line { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: calc(1.6 * var(--u)); padding-bottom: calc(1 * var(--u)); }
.face-line li { display: flex; flex-direction: column; align-items: center; gap: calc(1 * var(--u)); padding: calc(1.6 * var(--u)) calc(1 * var(--u)); background: var(--card); border-radius: var(--cut); box-shadow: var(--lift); text-align: center; font-weight: 700; font-size: calc(3.5 * var(--u)); line-height: 1.1; overflow-wrap: normal; }
.face-line .face { font-size: calc(14 * var(--u)); }
.tightest .face-line .face { font-size: calc(9 * var(--u)); }
.scale-result { display: flex; flex-direction: column; gap: calc(2 * var(--u)); font-size: calc(3.5 * var(--u) * min(var(--k), 1.2)); }
.scale-result h1 { font-size: calc(4.6 * var(--u) * min(var(--k), 1.2)); }
.scale-result.tight h1 { font-size: calc(3.6 * var(--u)); }
.scale-result .results { flex: 1; align-content: space-evenly; }
.scale-result .result { --tone: var(--violet); }
.scale-result .tile-mark { background: none; font-size: calc(7.4 * var(--u)); }
.pulse-result { display: flex; flex-direction: column; justify-content: center; gap: calc(2 * var(--u)); text-align: center; }
.pulse-result .case { font-size: calc(3.7 * var(--u) * min(var(--k), 1.2)); }
.pulse-result h1 { font-size: calc(5.4 * var(--u) * min(var(--k), 1.2)); }
.pulse-number { font-size: calc(19 * var(--u)); font-weight: 800; line-height: 1; letter-spacing: -0.04em; color: var(--violet-dark); }
.pulse-result.tight .pulse-number { font-size: calc(14 * var(--u)); }
`;
