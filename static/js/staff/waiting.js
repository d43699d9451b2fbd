/** Drafts of all banks that wait for a second pair of eyes. Each is read, tried and approved on its own page (item.js). */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { call, part } from "./api.js";
import { whenText } from "./kept.js";
import { typeName } from "./labels.js";
import { Heading, Link, NotYet, said, useLoaded } from "./page.js";

/** @typedef {Record<string, any>} Json */

/** @param {{staff: import("./page.js").Staff}} props */
export function Waiting({ staff }) {
  const { answer } = useLoaded("banks");
  const [banks, setBanks] = useState(/** @type {Json[] | null} */ (null));
  useEffect(() => {
    if (!answer || !answer.ok) return;
    const wanted = answer.banks.filter((/** @type {Json} */ one) => one.kind === "bank" && one.drafts > 0);
    Promise.all(wanted.map((/** @type {Json} */ one) => call("GET", `banks/${part(one.id)}`))).then((all) => setBanks(all.filter((one) => one.ok).map((one) => one.bank)));
  }, [answer]);
  if (!answer || !answer.ok || !banks) return html`<${NotYet} answer=${answer && answer.ok ? null : answer} staff=${staff} />`;
  return html`<div class="waiting">
    <${Heading} title=${t("staff.waiting.title")} back=${["/staff/banks", t("staff.banks.title")]} staff=${staff}><p>${t("staff.waiting.text")}</p><//>
    ${banks.length === 0 && html`<p class="empty">${t("staff.waiting.none")}</p>`}
    ${banks.map((bank) => html`<section key=${bank.id} class="sheet"><h2>${said(bank.title, staff.lang)}</h2>
      <ul class="plain-list">${bank.items.filter((/** @type {Json} */ item) => item.status === "draft").map((/** @type {Json} */ item) => html`<li key=${item.id}><${Link} staff=${staff} to=${`/staff/banks/${part(bank.id)}/items/${part(item.id)}`}>${item.label || item.id}<//> <span class="quiet">${typeName(item.type)}${item.changed_by && ` · ${t("staff.waiting.by", { who: item.changed_by, when: whenText(item.changed_at * 1000, staff.lang) })}`}</span></li>`)}</ul>
    </section>`)}
  </div>`;
}
