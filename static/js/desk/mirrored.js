/** Before anything that the hall must not read: this browser also shows the wall, so is the projector off? What it guards: tabs.js, `unseen`. */
import { html } from "../../vendor/preact-htm.js";
import { t } from "../words.js";

/** @param {{yes: () => void}} props */
export function Mirrored({ yes }) {
  return html`<section class="card mirrored">
    <h2>${t("desk.mirror.title")}</h2>
    <p>${t("desk.mirror.text")}</p>
    <button type="button" class="do primary wide" onClick=${yes}>${t("desk.mirror.yes")}</button>
    <p class="quiet">${t("desk.mirror.no")}</p>
  </section>`;
}
