/** Who saved what when, in one bank or programme; what has changed since, and bringing it back: all of it or single items. */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { call, part } from "./api.js";
import { Compare, differences } from "./compare.js";
import { fieldsOfType } from "./item.js";
import { whenText } from "./kept.js";
import { Heading, NotYet, said, useLoaded } from "./page.js";

/** @typedef {Record<string, any>} Json */

/** @param {{staff: import("./page.js").Staff, kind: string, id: string}} props `kind`: banks or programmes */
export function History({ staff, kind, id }) {
  const path = `${kind}/${part(id)}/history`;
  const { answer, reload } = useLoaded(path);
  const [open, setOpen] = useState(0);
  if (!answer || !answer.ok) return html`<${NotYet} answer=${answer} staff=${staff} />`;
  return html`<div class="history">
    <${Heading} title=${t("staff.past.title")} back=${[`/staff/${kind}/${part(id)}`, t("staff.past.back")]} staff=${staff} />
    ${answer.saves.length === 0 && html`<p class="empty">${t("staff.past.none")}</p>`}
    <ol class="saves">
      ${answer.saves.map(
        (/** @type {Json} */ save, /** @type {number} */ i) => html`<li key=${save.number} class="sheet save">
          <p><b>${save.text}</b> · ${save.who} · <time>${whenText(save.at * 1000, staff.lang)}</time>${i === 0 && html` <span class="badge">${t("staff.past.newest")}</span>`}</p>
          ${save.items.length > 0 && html`<p class="quiet">${save.items.slice(0, 6).join(", ")}${save.items.length > 6 && ` … (${save.items.length})`}</p>`}
          ${i > 0 && html`<button type="button" aria-expanded=${open === save.number} onClick=${() => setOpen(open === save.number ? 0 : save.number)}>${t("staff.past.compare")}</button>`}
          ${open === save.number && html`<${Since} staff=${staff} path=${`${path}/${save.number}`} done=${() => (setOpen(0), reload())} />`}
        </li>`,
      )}
    </ol>
  </div>`;
}

/** What is different now from then. @param {{staff: import("./page.js").Staff, path: string, done: () => void}} props */
function Since({ staff, path, done }) {
  const { answer } = useLoaded(path);
  const [ticked, setTicked] = useState(/** @type {string[]} */ ([]));
  const [busy, setBusy] = useState(false);
  if (!answer || !answer.ok) return html`<${NotYet} answer=${answer} staff=${staff} />`;
  const rows = answer.items;
  /** @param {string[] | null} items */
  async function restore(items) {
    setBusy(true);
    const back = await call("POST", `${path}/restore`, { items });
    setBusy(false);
    staff.news(back.ok ? t("staff.did.restored") : back.error.message);
    if (back.ok) done();
  }
  const toggle = (/** @type {string} */ id) => setTicked(ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id]);
  if (rows.length === 0) return html`<p>${t("staff.past.same")}</p>`;
  return html`<div class="since">
    ${rows.map((/** @type {Json} */ row) => html`<${Changed} key=${row.id} staff=${staff} row=${row} ticked=${ticked.includes(row.id)} toggle=${() => toggle(row.id)} may=${staff.powers.has("edit")} />`)}
    ${staff.powers.has("edit") && html`<p class="buttons"><button type="button" class="main" disabled=${busy || ticked.length === 0} onClick=${() => restore(ticked)}>${t("staff.past.restore_some", { n: ticked.length })}</button>
      <button type="button" disabled=${busy} onClick=${() => restore(null)}>${t("staff.past.restore_all")}</button></p>`}
  </div>`;
}

/** @param {any} props */
function Changed({ staff, row, ticked, toggle, may }) {
  const item = row.now || row.then;
  const type = item.type || "";
  const fields = fieldsOfType(staff, type);
  const rows = differences(row.then || {}, row.now || {});
  const name = (row.id && said(item.text || item.title || item.word, staff.lang)) || row.id || t("staff.past.head");
  return html`<section class="changed">
    <h3>${may && row.id ? html`<label><input type="checkbox" checked=${ticked} onChange=${toggle} /> <span>${name}</span></label>` : name}
      ${!row.then && html` <span class="badge">${t("staff.past.came")}</span>`}${!row.now && html` <span class="badge">${t("staff.past.went")}</span>`}</h3>
    ${rows.length === 0 && html`<p class="quiet">${t("staff.past.approval_only")}</p>`}
    ${rows.length > 0 && html`<div class="scrolls"><${Compare} rows=${rows} type=${type} fields=${fields} heads=${[t("staff.past.then"), t("staff.past.now")]} /></div>`}
  </section>`;
}
