/** Title and source of a bank, for a new one and for one that is there. What stands in a bank is bank.js. */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { call, part } from "./api.js";
import { Dialog } from "./chooser.js";

/** @typedef {Record<string, any>} Json */

/** @param {{bank?: Json, close: () => void, done: (answer: Json) => void}} props `bank`: the one that is there */
export function BankHead({ bank, close, done }) {
  const [title, setTitle] = useState(/** @type {Json} */ (bank ? bank.title : { id: "", en: "" }));
  const [source, setSource] = useState(bank ? bank.source : "");
  const [note, setNote] = useState("");
  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    const head = { title: title.en ? title : { id: title.id }, source };
    const answer = await (bank ? call("PUT", `banks/${part(bank.id)}`, head) : call("POST", "banks", head));
    if (answer.ok) done(answer);
    else setNote(answer.errors && answer.errors[0] ? answer.errors[0].message : answer.error.message);
  }
  return html`<${Dialog} title=${t(bank ? "staff.past.head" : "staff.banks.new_bank")} close=${close}>
    <form onSubmit=${save}>
      ${["id", "en"].map((lang) => html`<div class="field"><label for=${`title-${lang}`}>${t("staff.field.title")} · ${t(`staff.lang.${lang}`)}</label>
        <input id=${`title-${lang}`} lang=${lang} required=${lang === "id"} maxlength="70" value=${title[lang] || ""} onInput=${(/** @type {any} */ event) => setTitle({ ...title, [lang]: event.target.value })} /></div>`)}
      <div class="field"><label for="source">${t("staff.field.source")}</label><p class="hint">${t("staff.banks.source_hint")}</p>
        <input id="source" required maxlength="1000" value=${source} onInput=${(/** @type {any} */ event) => setSource(event.target.value)} /></div>
      <p role="alert">${note && html`<span class="wrong">${note}</span>`}</p>
      <button class="main">${t(bank ? "staff.save" : "staff.banks.make")}</button>
    </form>
  <//>`;
}
