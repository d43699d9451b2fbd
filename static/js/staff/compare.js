/**
 * Two versions of one item side by side, field by field: for the history, for approval, and for two people who changed the same item.
 * The functions are pure; `Compare` draws.
 */
import { html } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { labelOf, valueOf } from "./labels.js";
import { KEPT, emptyOf } from "./schema.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {{name: string, then: any, now: any}} Difference */

/** @param {any} a @param {any} b */
export const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** With the names in objects in one order, and without what says nothing. @param {any} value @returns {any} */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().filter((name) => value[name] !== undefined && value[name] !== null && value[name] !== "").map((name) => [name, sorted(value[name])]));
}

/** Fields that differ, in the order of the newer one; what the server keeps is not among them. @param {Json} then @param {Json} now @returns {Difference[]} */
export function differences(then, now) {
  const names = [...new Set([...Object.keys(now), ...Object.keys(then)])].filter((name) => !KEPT.includes(name));
  return names.filter((name) => !same(then[name], now[name])).map((name) => ({ name, then: then[name], now: now[name] }));
}

/**
 * Mine and theirs grew from the same base: what differs, and whose to take where only one of us changed it. Where both did, mine.
 * @param {Json} base @param {Json} mine @param {Json} theirs @returns {(Difference & {take: "mine" | "theirs", both: boolean})[]} `then` is theirs, `now` is mine
 */
export function conflicts(base, mine, theirs) {
  return differences(theirs, mine).map((one) => {
    const [iDid, theyDid] = [!same(base[one.name], one.now), !same(base[one.name], one.then)];
    return { ...one, take: iDid ? "mine" : "theirs", both: iDid && theyDid };
  });
}

/** My item with their value in the fields where theirs was chosen. @param {Json} mine @param {Json} theirs @param {Record<string, string>} choice @returns {Json} */
export function merged(mine, theirs, choice) {
  const taken = Object.keys(choice).filter((name) => choice[name] === "theirs");
  const rest = Object.fromEntries(Object.entries(mine).filter(([name]) => !taken.includes(name)));
  return { ...rest, ...Object.fromEntries(taken.filter((name) => theirs[name] !== undefined).map((name) => [name, theirs[name]])) };
}

/** A value as somebody reads it. @param {any} value @param {string} type @param {import("./schema.js").Field} field @param {string} [place] as in labels.js @returns {string[]} lines */
export function linesOf(value, type, field, place = field.name) {
  if (value === undefined || value === null || value === "") return [];
  if (field.kind === "text") return ["id", "en"].filter((lang) => value[lang]).map((lang) => `${lang.toUpperCase()}: ${value[lang]}`);
  if (field.kind === "flag") return [t(value ? "staff.true" : "staff.false")];
  if (field.kind === "choice") return [valueOf(type, field.name, value)];
  if (field.kind === "set") return value.map((/** @type {string} */ one) => valueOf(type, field.name, one));
  if (field.kind === "list") return value.flatMap((/** @type {any} */ one, /** @type {number} */ i) => linesOf(one, type, /** @type {any} */ (field.item), place).map((line, n) => (n ? `    ${line}` : `${i + 1}. ${line}`)));
  if (field.kind === "group") {
    return /** @type {any[]} */ (field.fields).flatMap((inner) => {
      const at = `${place}_${inner.name}`;
      const lines = linesOf(value[inner.name], type, inner, at);
      return lines.length && !same(value[inner.name], emptyOf(inner)) ? [`${labelOf(type, inner, at)}: ${lines.join(" · ")}`] : [];
    });
  }
  return Array.isArray(value) ? [value.join(", ")] : [typeof value === "object" ? JSON.stringify(value) : String(value)];
}

/** @param {{value: any, type: string, field: any}} props */
function Value({ value, type, field }) {
  const lines = linesOf(value, type, field);
  return lines.length ? lines.map((line) => html`<span class="line">${line}</span>`) : html`<span class="none">${t("staff.compare.nothing")}</span>`;
}

/**
 * @param {{rows: Difference[], type: string, fields: import("./schema.js").Field[], heads: [string, string], choice?: Record<string, string>, choose?: (name: string, whose: string) => void}} props
 *   with `choice`, one of the two is picked in each row: `theirs` (the left) or `mine`
 */
export function Compare({ rows, type, fields, heads, choice, choose }) {
  const known = new Map(fields.map((field) => [field.name, field]));
  const cell = (/** @type {Difference} */ row, /** @type {string} */ whose, /** @type {any} */ value, /** @type {any} */ field) =>
    choice && choose
      ? html`<td class=${choice[row.name] === whose ? "is-taken" : ""}><label><input type="radio" name=${`take-${row.name}`} checked=${choice[row.name] === whose} onChange=${() => choose(row.name, whose)} /> <span class="sr-only">${heads[whose === "theirs" ? 0 : 1]}</span><${Value} value=${value} type=${type} field=${field} /></label></td>`
      : html`<td><${Value} value=${value} type=${type} field=${field} /></td>`;
  return html`<table class="compare">
    <thead><tr><th scope="col">${t("staff.compare.field")}</th><th scope="col">${heads[0]}</th><th scope="col">${heads[1]}</th></tr></thead>
    <tbody>${rows.map((row) => {
      const field = known.get(row.name) || /** @type {any} */ ({ name: row.name, kind: "raw", title: row.name });
      return html`<tr key=${row.name}><th scope="row">${labelOf(type, field)}</th>${cell(row, "theirs", row.then, field)}${cell(row, "mine", row.now, field)}</tr>`;
    })}</tbody>
  </table>`;
}
