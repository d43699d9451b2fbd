/**
 * What to do when a child confides in you aloud: shown while the wall is calm ("Jeda lembut"). Words only; nothing is written down here.
 */
import { html } from "../../vendor/preact-htm.js";
import { t } from "../words.js";

const PARTS = ["say", "avoid", "tell"];
const LINES = [1, 2, 3];

export function Calm() {
  return html`<section class="card calm" aria-label=${t("desk.calm.title")}>
    <h2>${t("desk.calm.title")}</h2>
    ${PARTS.map(
      (part) => html`<h3>${t(`desk.calm.${part}`)}</h3>
        <ul>${LINES.map((n) => html`<li>${t(`desk.calm.${part}_${n}`)}</li>`)}</ul>`,
    )}
  </section>`;
}
