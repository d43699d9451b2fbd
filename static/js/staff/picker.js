/** The box in which items are picked for a programme: all banks, by search; and what an item of them is. */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { Dialog } from "./chooser.js";
import { typeName } from "./labels.js";
import { plain } from "./list.js";
import { said } from "./page.js";

/** @typedef {Record<string, any>} Json */

const MOST_SHOWN = 60;

/** What an item of the picker is, by its reference. @param {Json[]} picker @returns {Map<string, Json>} */
export const known = (picker) => new Map(picker.flatMap((bank) => bank.items.map((/** @type {Json} */ item) => [`${bank.id}/${item.id}`, item])));

/** @param {{picker: Json[], lang: string, used: Set<string>, add: (reference: string) => void, close: () => void}} props */
export function Picker({ picker, lang, used, add, close }) {
  const [text, setText] = useState("");
  const [bank, setBank] = useState("");
  const words = plain(text).split(/\s+/).filter(Boolean);
  const all = picker
    .filter((one) => !bank || one.id === bank)
    .flatMap((one) => one.items.map((/** @type {Json} */ item) => ({ ...item, reference: `${one.id}/${item.id}`, of: said(one.title, lang) })))
    .filter((item) => words.every((word) => plain(`${item.label} ${item.id} ${typeName(item.type)}`).includes(word)));
  return html`<${Dialog} title=${t("staff.programme.pick")} close=${close}>
    <div class="search">
      <label class="search-text"><span>${t("staff.search")}</span><input type="search" value=${text} onInput=${(/** @type {any} */ event) => setText(event.target.value)} /></label>
      <label><span>${t("staff.programme.bank")}</span><select value=${bank} onChange=${(/** @type {any} */ event) => setBank(event.target.value)}><option value="">${t("staff.filter.any")}</option>${picker.map((one) => html`<option value=${one.id}>${said(one.title, lang)}</option>`)}</select></label>
    </div>
    <p role="status" class="quiet">${t(all.length > MOST_SHOWN ? "staff.programme.found_many" : "staff.programme.found", { n: all.length, shown: MOST_SHOWN })}</p>
    <ul class="picks">${all.slice(0, MOST_SHOWN).map((item) => html`<li key=${item.reference}><button type="button" onClick=${() => add(item.reference)}>
      <span><b>${item.label}</b> <small>${typeName(item.type)} · ${item.of}</small></span>
      ${item.status === "draft" && html`<span class="badge is-draft">${t("staff.status.draft")}</span>`}${used.has(item.reference) && html`<span class="badge">${t("staff.programme.used")}</span>`}</button></li>`)}</ul>
  <//>`;
}
