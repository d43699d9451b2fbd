/**
 * The banner after the close: how it went for this phone, kindly, and its own points. Nobody else's result is ever here.
 * Wrong is no red flash: the explanation below it is the event.
 */
import { html, useEffect } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { announce } from "./announce.js";

/** Which words fit. `result` is missing when this phone did not answer. @param {{right: boolean | null} | undefined} result */
export function resultKey(result) {
  if (!result) return "phone.result.none";
  if (result.right === null) return "phone.result.thanks";
  return result.right ? "phone.result.right" : "phone.result.wrong";
}

/** `own` is the key of a round type that has words of its own for this result. @param {{own: string, you: any}} props */
export function Result({ own, you }) {
  const { result } = you.round;
  const title = t(own || resultKey(result));
  const gained = result && result.points > 0 ? t("phone.result.points", { points: result.points }) : "";
  const total = you.score && you.score.points > 0 ? t("phone.result.total", { points: you.score.points }) : "";
  useEffect(() => announce(`${title} ${gained}`), [title, gained]);
  return html`<section class="result ${result && result.right ? "is-right" : ""}">
    <p class="result-title">${title}</p>
    ${(gained || total) && html`<p class="result-points">${gained && html`<b>${gained}</b>`} <span>${total}</span></p>`}
  </section>`;
}
