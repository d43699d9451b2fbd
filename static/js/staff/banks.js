/** All banks and programmes: how many items, what waits, who changed what when, and which file is broken. New ones are made here. */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { part } from "./api.js";
import { Broken } from "./bank.js";
import { BankHead } from "./bank_head.js";
import { whenText } from "./kept.js";
import { Heading, Link, NotYet, said, useEvery, useLoaded } from "./page.js";

/** @typedef {Record<string, any>} Json */

const LOOK_MS = 20000;

/** @param {{staff: import("./page.js").Staff}} props */
export function Banks({ staff }) {
  const { answer, reload } = useLoaded("banks");
  const [makes, setMakes] = useState(false);
  useEvery(reload, LOOK_MS, []);
  if (!answer || !answer.ok) return html`<${NotYet} answer=${answer} staff=${staff} />`;
  const drafts = answer.banks.reduce((/** @type {number} */ sum, /** @type {Json} */ one) => sum + (one.drafts || 0), 0);
  return html`<div class="banks">
    <${Heading} title=${t("staff.banks.title")} staff=${staff}>
      ${drafts > 0 && html`<p class="page-links"><${Link} staff=${staff} to="/staff/waiting">${t("staff.waiting.link", { n: drafts })}<//></p>`}
    <//>
    ${/** @type {const} */ (["bank", "programme"]).map((kind) => {
      const rows = answer.banks.filter((/** @type {Json} */ one) => one.kind === kind);
      return html`<section key=${kind} class="shelf">
        <div class="list-head"><h2>${t(`staff.banks.${kind}s`)}</h2>${kind === "bank" && staff.powers.has("import") && html`<p class="page-links"><a href="/staff/import">${t("staff.import.link")}</a></p>`}${staff.powers.has("edit") && html`<button type="button" onClick=${() => (kind === "bank" ? setMakes(true) : staff.go("/staff/programmes/new"))}>${t(`staff.banks.new_${kind}`)}</button>`}</div>
        ${rows.length ? html`<ul class="bank-cards">${rows.map((/** @type {Json} */ one) => html`<${Card} key=${one.id} staff=${staff} one=${one} />`)}</ul>` : html`<p class="empty">${t("staff.banks.none")}</p>`}
      </section>`;
    })}
    ${makes && html`<${BankHead} close=${() => setMakes(false)} done=${(/** @type {Json} */ answer) => staff.go(`/staff/banks/${part(answer.id)}`)} />`}
  </div>`;
}

/** @param {{staff: import("./page.js").Staff, one: Json}} props */
function Card({ staff, one }) {
  const when = one.changed_at && whenText(one.changed_at * 1000, staff.lang);
  return html`<li class="sheet bank-card">
    <h3><${Link} staff=${staff} to=${`/staff/${one.kind}s/${part(one.id)}`}>${said(one.title, staff.lang) || one.id}<//></h3>
    <p class="quiet">${t("staff.banks.items", { n: one.items })}${when && html` · ${t("staff.banks.changed", { who: one.changed_by, when })}`}</p>
    ${one.drafts > 0 && html`<p><span class="badge is-draft">${t("staff.banks.drafts", { n: one.drafts })}</span></p>`}
    <${Broken} broken=${one.broken} />
  </li>`;
}
