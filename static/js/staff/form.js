/**
 * The form of one item, drawn from its round type's schema: what belongs to the question first, the rest folded under "Lainnya".
 * No round type is known here. Read next: schema.js, fields.js.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { Any } from "./fields.js";
import { fieldsOf, folded, saidElsewhere, setAt } from "./schema.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {{field: string, message: string}[]} Said */

/** What an untouched field has wrong is not said yet: nobody likes a page that is red before the first word. @param {Said} errors @param {Set<string>} touched @param {boolean} all */
export function shownErrors(errors, touched, all) {
  return all ? errors : errors.filter(({ field }) => touched.has(field.split(".")[0]));
}

/**
 * @param {{schema: Json, shared: string[], item: Json, errors: Said, cautions: Said, all: boolean, change: (item: Json) => void, upload: (file: File) => Promise<any>}} props
 *   `all`: show every error, also of fields nobody has been in yet
 */
export function ItemForm({ schema, shared, item, errors, cautions, all, change, upload }) {
  const [touched, setTouched] = useState(/** @type {Set<string>} */ (new Set()));
  const fields = fieldsOf(schema);
  const { shown, away } = folded(fields, shared);
  const said = shownErrors(errors, touched, all);
  const form = {
    type: item.type,
    errors: said,
    cautions,
    upload,
    /** @param {(string | number)[]} path @param {any} value */
    change: (path, value) => change(setAt(item, path, value)),
  };
  const elsewhere = saidElsewhere(all ? errors : said, [...shown, ...away].map(({ name }) => name));
  const isOpen = away.some(({ name }) => said.some(({ field }) => field.split(".")[0] === name));
  const left = (/** @type {string} */ name) => () => !touched.has(name) && setTouched(new Set([...touched, name]));
  const draw = (/** @type {import("./schema.js").Field} */ field) =>
    html`<div key=${field.name} onfocusout=${left(field.name)}><${Any} field=${field} path=${[field.name]} value=${item[field.name]} form=${form} /></div>`;
  return html`<form class="item-form" noValidate onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
    ${elsewhere.length > 0 && html`<div class="notes-at" role="alert">${elsewhere.map((message) => html`<p class="wrong">${message}</p>`)}</div>`}
    ${shown.map(draw)}
    ${away.length > 0 && html`<details class="more" open=${isOpen}><summary>${t("staff.more")}</summary>${away.map(draw)}</details>`}
  </form>`;
}
