/**
 * What the wall hands to every round type: the tag on top, the clock, the turnout ribbon, bars, text that fits. `Screen` in rounds/*.js gets
 * all of it as `kit` and imports none of it, because phones fetch those files too. Nothing here knows a round type.
 * Read next: screen/fit.js; an example of the use is `Screen` in rounds/choice.js.
 */
import { html } from "../../vendor/preact-htm.js";
import { Timer } from "../ui/art.js";
import { BodySign } from "../ui/signs.js";
import { Bubble } from "../ui/icons.js";
import { number } from "../words.js";
import { Fit } from "./fit.js";

export { FormSign, Tapis } from "../ui/art.js";
export { Cloth } from "../ui/tapis.js";
export { Crowd } from "../ui/crowd.js";
export { Emblem } from "../ui/emblems.js";
export { InfoWall } from "./info.js";
export { BodySign, Fit, number };

/** @typedef {(key: string, values?: Record<string, string | number>) => string} T */
/** @typedef {Record<string, any>} Json */
/** @typedef {{share: number | null, few: boolean}} Share percent, or null where the wall says "a few" */

/** Whether a result has nothing to draw: nobody has answered, on a phone or by hand. @param {Json} reveal */
export function isUnanswered(reveal) {
  const shares = Object.values(reveal.shares || reveal.bins || {});
  return shares.length > 0 && shares.every(({ share, few }) => share === null && !few);
}

/** Where we are in the programme: "Apakah ini bullying? · 3 dari 12". @param {{round: Json, t: T, more?: string}} props */
export function Tag({ round, t, more = "" }) {
  const place = round.in_section > 1 ? t("screen.tag.place", { index: round.index, of: round.in_section }) : "";
  const nobody = round.reveal && isUnanswered(round.reveal) ? t("screen.share.nobody") : "";
  return html`<p class="tag">${[round.section, place, more, nobody].filter(Boolean).map((text, i) => html`${i > 0 && html`<span aria-hidden="true"> · </span>`}<span>${text}</span>`)}</p>`;
}

/** The clock, where the step has a limit. @param {{round: Json, left: number | undefined, t: T}} props */
export function Clock({ round, left, t }) {
  if (left === undefined) return null;
  return html`<${Timer} left=${left} seconds=${round.seconds} label=${t("screen.time.left", { seconds: Math.ceil(left) })} />`;
}

/** What bodies show instead of phones: it stands where the ribbon would, in every round type. None: more answers than signs. @param {{signs: {sign: string, label: string}[], t: T}} props */
function Signs({ signs, t }) {
  if (signs.length === 0) return html`<p class="signs">${t("screen.signs.none")}</p>`;
  return html`<div class=${`signs of-${signs.length}`} style=${{ "--signs": signs.length }}>
    <p class="sr-only">${t("screen.signs.label")}</p>
    <ol>${signs.map(({ sign, label }) => html`<li><${BodySign} sign=${sign} /><p><b>${label}</b> <span class="sign-words">${t(`screen.signs.${sign}`)}</span></p></li>`)}</ol>
  </div>`;
}

/** How many have answered: a woven ribbon that fills. @param {{progress: Json | null, t: T, word?: string}} props */
export function Turnout({ progress, t, word = "screen.turnout.answered" }) {
  if (progress && progress.signs) return html`<${Signs} signs=${progress.signs} t=${t} />`;
  const { answered = 0, players = 0 } = progress || {};
  const share = players ? Math.min(1, answered / players) : 0;
  return html`<div class="turnout">
    <p><strong>${number(answered)}</strong> ${t(word)}</p>
    <div class="ribbon" aria-hidden="true"><div class="ribbon-fill" style=${{ clipPath: `inset(0 ${100 - share * 100}% 0 0)` }}></div></div>
    <p>${t("screen.turnout.of", { players })}</p>
  </div>`;
}

/** A share in words: "78 %", "sedikit" where a number would point at somebody, a dash where nobody has answered. @param {Share | undefined} share @param {T} t */
export function shareText(share, t) {
  if (!share) return "";
  if (share.share === null) return share.few ? t("screen.share.few") : "–";
  return t("screen.share.percent", { share: share.share });
}

/** The same, where the hall voted twice: "42 % → 78 %". @param {Share} before @param {Share} after @param {T} t */
export function changeText(before, after, t) {
  return t("screen.share.change", { before: shareText(before, t), after: shareText(after, t) });
}

/** @param {Share | undefined} share */
const barWidth = (share) => ({ width: `${!share ? 0 : share.few ? 4 : share.share || 0}%` });

/** A bar that grows to its share; "a few" is a stub that says nothing exact. `before`: a pale one above it. @param {{share: Share | undefined, before?: Share}} props */
export function Bar({ share, before }) {
  return html`<span class=${before ? "bars" : "bar-alone"} aria-hidden="true">
    ${before && html`<span class="bar is-before"><span class="bar-fill" style=${barWidth(before)}></span></span>`}
    <span class="bar"><span class="bar-fill" style=${barWidth(share)}></span></span>
  </span>`;
}

/** The hall talks before it votes once more: the question stays, the clock is large, nothing of the first vote is told. @param {{round: Json, left: number | undefined, t: T}} props */
export function Talk({ round, left, t }) {
  return html`<div class="round talk-step">
    <header class="round-head"><${Tag} round=${round} t=${t} /><${Clock} round=${round} left=${left} t=${t} /></header>
    <${Fit} class="talk-body" on=${round.body.text}>
      <p class="case">${round.body.text}</p>
      <h1><${Bubble} /> ${t("screen.talk.title")}</h1>
      <p class="ask">${t("screen.talk.text")}</p>
    <//>
  </div>`;
}
