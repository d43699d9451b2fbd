/**
 * Wrong spellings of a closed round, most frequent first, each with a button that takes it for right. Only where the server gives the list: on a
 * device whose screen nobody else sees. Any round type with an act `accept` gets this (docs/protocol.md `written`).
 */
import { html, useEffect } from "../../vendor/preact-htm.js";
import { tell } from "../screen/commands.js";
import { t } from "../words.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/commands.js").Context} Context */

/** @param {{c: Context}} props */
export function Spellings({ c }) {
  const { number } = c.view.round;
  const found = c.lists.written;
  useEffect(() => void c.send("list_written", { round: number }), [number, c.view.v]);
  if (!found || found.round !== number || !found.rows.length) return null;
  const accept = (/** @type {Json} */ row) => tell(c, "act", { round: number, action: "accept", payload: { text: row.text, on: !row.accepted } });
  return html`<section class="card spellings">
    <h3>${t("desk.written.title")}</h3>
    <p class="quiet">${t("desk.written.text")}</p>
    <ul>${found.rows.map((/** @type {Json} */ row) => html`<li key=${row.text} class=${row.accepted ? "is-right" : ""}>
      <span><b>${row.text}</b> ${t("desk.written.heads", { heads: row.heads })}</span>
      <button type="button" class="do" aria-pressed=${row.accepted} onClick=${() => accept(row)}><span>${t(row.accepted ? "desk.written.undo" : "desk.written.accept")}</span><span class="sr-only"> ${row.text}</span></button>
    </li>`)}</ul>
  </section>`;
}
