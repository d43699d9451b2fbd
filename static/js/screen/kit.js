/**
 * What the wall hands to every round type: the tag on top, the clock, the turnout ribbon, bars, text that fits. `Screen` in rounds/*.js gets
 * all of it as `kit` and imports none of it, because phones fetch those files too. Nothing here knows a round type.
 * Read next: screen/fit.js; an example of the use is `Screen` in rounds/choice.js.
 */
import { html } from "../../vendor/preact-htm.js";
import { Timer } from "../ui/art.js";
import { number } from "../words.js";

export { FormSign, Tapis } from "../ui/art.js";
export { Crowd } from "../ui/crowd.js";
export { Emblem } from "../ui/emblems.js";
export { Fit } from "./fit.js";
export { number };

/** @typedef {(key: string, values?: Record<string, string | number>) => string} T */
/** @typedef {Record<string, any>} Json */
/** @typedef {{share: number | null, few: boolean}} Share percent, or null where the wall says "a few" */

/** Where we are in the programme: "Apakah ini bullying? · 3 dari 12". @param {{round: Json, t: T, more?: string}} props */
export function Tag({ round, t, more = "" }) {
  const place = round.in_section > 1 ? t("screen.tag.place", { index: round.index, of: round.in_section }) : "";
  return html`<p class="tag">${[round.section, place, more].filter(Boolean).map((text, i) => html`${i > 0 && html`<span aria-hidden="true"> · </span>`}<span>${text}</span>`)}</p>`;
}

/** The clock, where the step has a limit. @param {{round: Json, left: number | undefined, t: T}} props */
export function Clock({ round, left, t }) {
  if (left === undefined) return null;
  return html`<${Timer} left=${left} seconds=${round.seconds} label=${t("screen.time.left", { seconds: Math.ceil(left) })} />`;
}

/** How many have answered: a woven ribbon that fills. @param {{progress: Json | null, t: T, word?: string}} props */
export function Turnout({ progress, t, word = "screen.turnout.answered" }) {
  const { answered = 0, players = 0 } = progress || {};
  const share = players ? Math.min(1, answered / players) : 0;
  return html`<div class="turnout">
    <p><strong>${number(answered)}</strong> ${t(word)}</p>
    <div class="ribbon" aria-hidden="true"><div class="ribbon-fill" style=${{ clipPath: `inset(0 ${100 - share * 100}% 0 0)` }}></div></div>
    <p>${t("screen.turnout.of", { players })}</p>
  </div>`;
}

/** A share in words: "78 %", or "sedikit" where a number would point at somebody. @param {Share | undefined} share @param {T} t */
export function shareText(share, t) {
  if (!share) return "";
  return share.share === null ? t("screen.share.few") : t("screen.share.percent", { share: share.share });
}

/** A bar that grows to its share; "a few" is a stub that says nothing exact. @param {{share: Share | undefined}} props */
export function Bar({ share }) {
  const width = !share ? 0 : share.share === null ? 4 : share.share;
  return html`<span class="bar" aria-hidden="true"><span class="bar-fill" style=${{ width: `${width}%` }}></span></span>`;
}
