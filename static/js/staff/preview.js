/**
 * The right half of an item's page: the wall, the phone and the facilitator's part of the item as it is being typed. Everything in it can be
 * played; a change in the form is played once more with the same moves, so a result stays in sight while its explanation is written.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { Frame, Steps } from "./frames.js";

/** @param {{lang: string, choose: (lang: string) => void}} props */
export function Languages({ lang, choose }) {
  return html`<div class="two" role="group" aria-label=${t("staff.preview.lang")}>
    ${["id", "en"].map((one) => html`<button type="button" aria-pressed=${lang === one} onClick=${() => choose(one)}>${t(`staff.lang.${one}`)}</button>`)}
  </div>`;
}

/** @param {{player: import("./player.js").Player, lang: string, choose: (lang: string) => void}} props */
export function Preview({ player, lang, choose }) {
  const [side, setSide] = useState(/** @type {"phone" | "desk"} */ ("phone"));
  return html`<section class="preview" aria-label=${t("staff.preview.title")}>
    <div class="preview-top"><h2>${t("staff.preview.title")}</h2><${Languages} lang=${lang} choose=${choose} /></div>
    <${Frame} key=${`screen-${lang}`} kind="screen" player=${player} lang=${lang} />
    <div class="preview-low">
      <${Frame} key=${`${side}-${lang}`} kind=${side} player=${player} lang=${lang} />
      <div class="preview-side">
        <${Steps} player=${player} />
        <div class="two" role="group" aria-label=${t("staff.preview.side")}>
          ${/** @type {const} */ (["phone", "desk"]).map((one) => html`<button type="button" aria-pressed=${side === one} onClick=${() => setSide(one)}>${t(`staff.frame.${one}`)}</button>`)}
        </div>
        <p class="hint" role="status">${player.stale ? t(player.shown ? "staff.preview.stale" : "staff.preview.not_yet") : t("staff.preview.how")}</p>
      </div>
    </div>
  </section>`;
}
