/** The rows of an import on the page: counts that filter, then what each row becomes, what was repaired, what is refused and why. */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { Compare, differences, linesOf } from "./compare.js";
import { STATES } from "./import_rows.js";
import { fieldsOfType } from "./item.js";
import { labelOf, typeName } from "./labels.js";
import { said } from "./page.js";
import { KEPT } from "./schema.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("./page.js").Staff} Staff */
/** @typedef {import("./import_rows.js").Row} Row */

const ON_A_PAGE = 50;
const NAMING = ["text", "title", "word", "statement", "prompt"];
const KEYS = ["answer", "key", "value", "word"];

/** @param {{counts: Record<string, number>, which: string, choose: (which: string) => void}} props */
export function Counts({ counts, which, choose }) {
  return html`<div class="counts" role="group" aria-label=${t("staff.import.filter")}>
    ${["all", ...STATES, "repaired"].map((name) => (name === "all" || counts[name] > 0) && html`<button key=${name} type="button" aria-pressed=${which === name} onClick=${() => choose(name)}><b>${counts[name]}</b> ${t(`staff.import.state.${name}`)}</button>`)}
  </div>`;
}

/** @param {{staff: Staff, rows: Row[], change: (key: string, take: boolean) => void, fix: (row: Row) => void}} props */
export function List({ staff, rows, change, fix }) {
  const [page, setPage] = useState(0);
  const last = Math.max(0, Math.ceil(rows.length / ON_A_PAGE) - 1);
  const at = Math.min(page, last);
  const pages = last > 0 && html`<nav class="pages" aria-label=${t("staff.import.pages")}><button type="button" disabled=${at === 0} onClick=${() => setPage(at - 1)}>${t("staff.import.before")}</button>
    <span role="status">${t("staff.import.page", { from: at * ON_A_PAGE + 1, to: Math.min((at + 1) * ON_A_PAGE, rows.length), all: rows.length })}</span>
    <button type="button" disabled=${at === last} onClick=${() => setPage(at + 1)}>${t("staff.import.next")}</button></nav>`;
  return html`${pages}<ol class="import-rows">${rows.slice(at * ON_A_PAGE, (at + 1) * ON_A_PAGE).map((row) => html`<${One} key=${row.key} staff=${staff} row=${row} change=${change} fix=${fix} />`)}</ol>`;
}

/** What an item is known by. @param {Json | null} item @param {string} lang */
function nameOf(item, lang) {
  const naming = item && NAMING.find((name) => item[name] && typeof item[name] === "object");
  return naming ? said(/** @type {Json} */ (item)[naming], lang) : "";
}

/** The right answer in a line. @param {Staff} staff @param {Json} item */
function keyOf(staff, item) {
  const right = Array.isArray(item.options) ? item.options.filter((/** @type {Json} */ one) => one.right) : [];
  if (right.length) return right.map((/** @type {Json} */ one) => said(one.text, staff.lang)).join(" · ");
  const field = fieldsOfType(staff, item.type).find(({ name }) => KEYS.includes(name) && item[name] !== undefined);
  return field ? linesOf(item[field.name], item.type, field)[0] || "" : "";
}

/** @param {{staff: Staff, row: Row, change: (key: string, take: boolean) => void, fix: (row: Row) => void}} props */
function One({ staff, row, change, fix }) {
  const item = row.item || (row.state === "gone" ? row.now : null);
  const title = nameOf(item, staff.lang) || row.title || t("staff.none");
  const key = item && row.state !== "gone" ? keyOf(staff, item) : "";
  return html`<li class=${`import-row is-${row.state}`}>
    <p class="import-head"><span class=${`badge is-${row.state}`}>${t(`staff.import.is.${row.state}`)}</span>${row.where && html` <span class="quiet">${row.where}</span>`}${item && html` <span class="quiet">${typeName(item.type)}</span>`}</p>
    <p class="import-title">${title}</p>
    ${key && html`<p>${t("staff.import.key")} <b>${key}</b></p>`}
    ${row.why && html`<p class="wrong">${row.why}</p>`}
    ${row.repairs.map((one) => html`<p class="advice">${one}</p>`)}
    ${row.state === "both_changed" ? html`<${Both} staff=${staff} row=${row} change=${change} />` : item && html`<${More} staff=${staff} row=${row} item=${item} />`}
    ${row.state === "refused" && html`<p class="buttons"><button type="button" class="main" aria-label=${t("staff.import.fix_of", { title, where: row.where })} onClick=${() => fix(row)}>${t("staff.import.fix")}</button></p>`}
    ${["new", "changed", "gone"].includes(row.state) && html`<label class="take"><input type="checkbox" checked=${row.take} onChange=${() => change(row.key, !row.take)} /> <span>${t(row.state === "gone" ? "staff.import.delete" : "staff.import.take")}</span></label>`}
  </li>`;
}

/** All that there is of an item; against the bank's own, where that is another one. @param {{staff: Staff, row: Row, item: Json}} props */
function More({ staff, row, item }) {
  const [open, setOpen] = useState(row.state === "changed");
  const fields = fieldsOfType(staff, item.type).filter(({ name }) => !KEPT.includes(name));
  const rows = row.state === "changed" ? differences(row.now || {}, item) : fields.filter(({ name }) => item[name] !== undefined).map(({ name }) => ({ name, then: undefined, now: item[name] }));
  return html`<details class="import-more" open=${open} onToggle=${(/** @type {any} */ event) => setOpen(event.target.open)}><summary>${t("staff.import.more")}</summary>
    ${open && (row.state === "changed" ? html`<div class="scrolls"><${Compare} rows=${rows} type=${item.type} fields=${fields} heads=${[t("staff.import.ours"), t("staff.import.theirs")]} /></div>`
      : html`<dl class="facts">${rows.map(({ name, now }) => html`<div><dt>${labelOf(item.type, /** @type {any} */ (fields.find((field) => field.name === name)))}</dt><dd>${linesOf(now, item.type, /** @type {any} */ (fields.find((field) => field.name === name))).map((line) => html`<span class="line">${line}</span>`)}</dd></div>`)}</dl>`)}
  </details>`;
}

/** Changed on both sides: both versions, and which one stays. @param {{staff: Staff, row: Row, change: (key: string, take: boolean) => void}} props */
function Both({ staff, row, change }) {
  const item = /** @type {Json} */ (row.item);
  const fields = fieldsOfType(staff, item.type);
  const way = (/** @type {boolean} */ take, /** @type {string} */ word) => html`<label><input type="radio" name=${`both-${row.key}`} checked=${row.take === take} onChange=${() => change(row.key, take)} /> <span>${t(word)}</span></label>`;
  return html`<div class="scrolls"><${Compare} rows=${differences(row.now || {}, item)} type=${item.type} fields=${fields} heads=${[row.now ? t("staff.import.ours") : t("staff.import.ours_gone"), t("staff.import.theirs")]} /></div>
    <fieldset class="ways"><legend class="sr-only">${t("staff.import.which")}</legend>${way(false, "staff.import.keep_ours")}${way(true, "staff.import.take_theirs")}</fieldset>`;
}
