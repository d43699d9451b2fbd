/**
 * The Info page on the wall: calm, large, the same words as on the phones. Opened for all by the facilitator, or the last round of a
 * programme (../rounds/help.js). Read next: ../ui/info.js.
 */
import { html, useEffect } from "../../vendor/preact-htm.js";
import { followOf, loadInfo, numbersOf, titleOf, useInfo } from "../ui/info.js";
import { t } from "../words.js";
import { Fit } from "./fit.js";

/** More would be too small for the last row; the phones have them all. */
const MOST_CHANNELS = 4;

export function InfoWall() {
  const known = useInfo();
  const { texts, channels } = known;
  const people = texts.people ? texts.people.items : [t("common.info.people")];
  const follow = followOf(known);
  const emergency = channels.filter(({ kind }) => kind === "emergency");
  const others = channels.filter(({ kind }) => kind !== "emergency").slice(0, MOST_CHANNELS - Math.min(1, emergency.length));
  const shown = [...others, ...emergency.slice(0, 1)];
  useEffect(() => {
    loadInfo();
  }, []);
  return html`<div class="info-wall">
    <${Fit} class="info-wall-fit" on=${JSON.stringify(known)}>
      <header><h1>${titleOf(known)}</h1><p>${texts.lead || t("common.info.lead")}</p></header>
      <div class="info-wall-cards">
        <section><h2>${texts.people ? texts.people.title : t("common.info.here")}</h2><ul>${people.map((/** @type {string} */ item) => html`<li>${item}</li>`)}${follow && html`<li><b>${texts.follow}</b>: ${follow}</li>`}</ul></section>
        ${shown.length > 0 &&
        html`<section class="info-wall-call"><h2>${texts.call ? texts.call.title : t("common.info.call")}</h2>
          <ul>${shown.map((channel) => html`<li><span>${channel.kind === "emergency" && texts.emergency ? texts.emergency : channel.label}</span> <strong>${channel.number}</strong>${channel.wa && html` <em>WA ${channel.wa}</em>`}</li>`)}</ul>
        </section>`}
      </div>
      <p class="info-wall-again">${texts.again}</p>
    <//>
  </div>`;
}
