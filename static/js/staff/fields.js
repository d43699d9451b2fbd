/**
 * Every kind of field that a round type's schema may ask for, drawn. Which fields there are: schema.js; what they are called: labels.js.
 * A field knows its place (`path`) and gives changes to `form.change`; nothing is checked here, the server says what is wrong.
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { hintOf, labelOf, placeOf, valueOf } from "./labels.js";
import { emptyOf, movedTo, saidAt } from "./schema.js";

/** @typedef {import("./schema.js").Field} Field */
/** @typedef {(string | number)[]} Path */
/**
 * @typedef {Object} Form what every field gets
 * @property {string} type the round type
 * @property {{field: string, message: string}[]} errors
 * @property {{field: string, message: string}[]} cautions
 * @property {(path: Path, value: any) => void} change
 * @property {(file: File) => Promise<any>} upload
 */
/** @typedef {{field: Field, path: Path, value: any, form: Form, label?: string}} Props */

const FEW = 4;
/** Of a picture, as the server counts (banks/reading.py). */
const MOST_BYTES = 10000000;
const LETTERS_A_ROW = 42;

/** Kinds whose parts say themselves what is wrong with them. */
const HAS_PARTS = ["text", "list", "group"];

/** @param {Path} path */
const idOf = (path) => `f-${path.join("-")}`;

/** Worth saying only where an empty field looks unfinished. @param {Field} field */
const mayBeEmpty = ({ kind, nullable, least }) => (nullable && ["text", "line", "number", "picture"].includes(kind)) || (kind === "lines" && !least);

/** What is wrong and what is advised, below its field. @param {{form: Form, path: Path, inside?: boolean}} props */
function Said({ form, path, inside = false }) {
  const at = path.join(".");
  const wrong = saidAt(form.errors, at, inside);
  const advice = saidAt(form.cautions, at, inside);
  return html`<div id=${`${idOf(path)}-said`} class="notes-at" aria-live="polite">
    ${wrong.map((message) => html`<p class="wrong">${message}</p>`)}
    ${advice.map((message) => html`<p class="advice"><b>${t("staff.advice")}</b> ${message}</p>`)}
  </div>`;
}

/** What ties a control to its words. @param {Props} props */
function tied({ form, path }) {
  return { id: idOf(path), "aria-describedby": `${idOf(path)}-said`, "aria-invalid": saidAt(form.errors, path.join(".")).length > 0 ? "true" : undefined };
}

/** @param {{field: Field, form: Form, path: Path, label?: string, children?: any}} props */
function Labelled({ field, form, path, label, children }) {
  const hint = label ? "" : hintOf(form.type, placeOf(path));
  return html`<div class=${`field of-${field.kind}`}>
    <label class="field-name" for=${idOf(path)}>${label || labelOf(form.type, field, placeOf(path))}${mayBeEmpty(field) && html` <small>${t("staff.optional")}</small>`}</label>
    ${hint && html`<p class="hint">${hint}</p>`}
    ${children}
    <${Said} form=${form} path=${path} inside />
  </div>`;
}

/** @param {{field: Field, form: Form, path: Path, label?: string, children?: any}} props */
function Grouped({ field, form, path, label, children }) {
  const hint = label ? "" : hintOf(form.type, placeOf(path));
  return html`<fieldset class=${`field of-${field.kind}`} aria-describedby=${`${idOf(path)}-said`}>
    <legend class="field-name">${label || labelOf(form.type, field, placeOf(path))}${mayBeEmpty(field) && html` <small>${t("staff.optional")}</small>`}</legend>
    ${hint && html`<p class="hint">${hint}</p>`}
    ${children}
    <${Said} form=${form} path=${path} inside=${!HAS_PARTS.includes(field.kind)} />
  </fieldset>`;
}

/** @param {{left: number}} props */
function Left({ left }) {
  return html`<span class=${left < 0 ? "left is-over" : "left"}>${left < 0 ? t("staff.text.over", { n: -left }) : t("staff.text.left", { n: left })}</span>`;
}

/** One text in two languages, Indonesian first. @param {Props} props */
function Text({ field, path, value, form, label }) {
  const own = value || {};
  const limit = field.limit;
  return html`<${Grouped} field=${field} form=${form} path=${path} label=${label}>
    <div class="langs">
      ${["id", "en"].map((lang) => {
        const at = [...path, lang];
        const text = own[lang] || "";
        return html`<div class="lang">
          <label for=${idOf(at)}>${t(`staff.lang.${lang}`)}${lang === "en" && !text && (own.id || field.required) && html` <span class="none">${t("staff.text.none")}</span>`}</label>
          <textarea ...${tied({ field, path: at, value: text, form })} lang=${lang} rows=${Math.max(1, Math.ceil(text.length / LETTERS_A_ROW))} value=${text}
            onInput=${(/** @type {any} */ event) => form.change(path, { ...own, [lang]: event.target.value })}></textarea>
          ${limit !== undefined && html`<${Left} left=${limit - [...text].length} />`}
          <${Said} form=${form} path=${at} />
        </div>`;
      })}
    </div>
  <//>`;
}

/** One of several words. @param {Props} props */
function Choice({ field, path, value, form, label }) {
  const values = /** @type {string[]} */ (field.values);
  const now = value === undefined ? field.preset ?? "" : value;
  const nothing = field.nullable || !field.required;
  const words = (/** @type {string} */ one) => valueOf(form.type, field.name, one);
  if (values.length > FEW) {
    return html`<${Labelled} field=${field} form=${form} path=${path} label=${label}>
      <select ...${tied({ field, path, value, form })} value=${now} onChange=${(/** @type {any} */ event) => form.change(path, event.target.value || undefined)}>
        <option value="" disabled=${!nothing}>${t(nothing ? "staff.none" : "staff.choose")}</option>
        ${values.map((one) => html`<option value=${one}>${words(one)}</option>`)}
      </select>
    <//>`;
  }
  return html`<${Grouped} field=${field} form=${form} path=${path} label=${label}>
    <div class="ways">
      ${field.nullable && html`<label><input type="radio" name=${idOf(path)} checked=${now === ""} onChange=${() => form.change(path, undefined)} /><span>${t("staff.none")}</span></label>`}
      ${values.map((one) => html`<label><input type="radio" name=${idOf(path)} checked=${now === one} onChange=${() => form.change(path, one)} /><span>${words(one)}</span></label>`)}
    </div>
  <//>`;
}

/** Several of several words. @param {Props} props */
function Several({ field, path, value, form, label }) {
  const now = value || [];
  const values = /** @type {string[]} */ (field.values);
  const toggle = (/** @type {string} */ one) => form.change(path, values.filter((each) => (each === one) !== now.includes(each)));
  return html`<${Grouped} field=${field} form=${form} path=${path} label=${label}>
    <div class="ways">
      ${values.map((one) => html`<label><input type="checkbox" checked=${now.includes(one)} onChange=${() => toggle(one)} /><span>${valueOf(form.type, field.name, one)}</span></label>`)}
    </div>
  <//>`;
}

/** @param {Props} props */
function Flag({ field, path, value, form, label }) {
  const name = label || labelOf(form.type, field, placeOf(path));
  if (field.nullable) {
    const ways = /** @type {[string, boolean | undefined][]} */ ([["staff.none", undefined], ["staff.true", true], ["staff.false", false]]);
    return html`<${Grouped} field=${field} form=${form} path=${path} label=${label}>
      <div class="ways">${ways.map(([key, way]) => html`<label><input type="radio" name=${idOf(path)} checked=${(value ?? undefined) === way} onChange=${() => form.change(path, way)} /><span>${t(key)}</span></label>`)}</div>
    <//>`;
  }
  const now = value === undefined ? Boolean(field.preset) : value;
  return html`<div class="field of-flag"><label><input type="checkbox" ...${tied({ field, path, value, form })} checked=${now} onChange=${(/** @type {any} */ event) => form.change(path, event.target.checked)} /><span>${name}</span></label>
    <${Said} form=${form} path=${path} /></div>`;
}

/** @param {Props} props */
function Number({ field, path, value, form, label }) {
  const typed = (/** @type {string} */ text) => form.change(path, text === "" ? undefined : globalThis.Number(text));
  return html`<${Labelled} field=${field} form=${form} path=${path} label=${label}>
    <input type="number" step=${field.whole ? 1 : "any"} ...${tied({ field, path, value, form })} placeholder=${field.preset ?? ""} value=${value ?? ""} onInput=${(/** @type {any} */ event) => typed(event.target.value)} />
  <//>`;
}

/** @param {Props} props */
function Line({ field, path, value, form, label }) {
  return html`<${Labelled} field=${field} form=${form} path=${path} label=${label}>
    <input type="text" ...${tied({ field, path, value, form })} value=${value ?? ""} onInput=${(/** @type {any} */ event) => form.change(path, event.target.value)} />
  <//>`;
}

/** Short texts, one on each line. @param {Props} props */
function Lines({ field, path, value, form, label }) {
  const said = (value || []).join("\n");
  const [typed, setTyped] = useState(said);
  const parts = (/** @type {string} */ text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
  useEffect(() => {
    if (parts(typed).join("\n") !== said) setTyped(said); // changed from outside: an undo, another version
  }, [said]);
  function input(/** @type {any} */ event) {
    setTyped(event.target.value);
    form.change(path, parts(event.target.value));
  }
  return html`<${Labelled} field=${field} form=${form} path=${path} label=${label}>
    <textarea ...${tied({ field, path, value, form })} rows=${Math.max(2, typed.split("\n").length)} value=${typed} placeholder=${t("staff.lines")} onInput=${input}></textarea>
  <//>`;
}

/** @param {Props} props */
function Picture({ field, path, value, form, label }) {
  const [note, setNote] = useState({ text: "", isWrong: false });
  const turn = useRef(0);
  const newest = useRef(form);
  newest.current = form; // by the time it has arrived, more may have been typed
  useEffect(() => () => void turn.current++, []);
  async function pick(/** @type {any} */ event) {
    const file = event.target.files[0];
    if (!file) return;
    event.target.value = ""; // beside the picture that is there, the name of a refused one would be a lie
    const n = ++turn.current;
    if (file.size > MOST_BYTES) return setNote({ text: t("staff.picture.too_large", { name: file.name, most: MOST_BYTES / 1000000 }), isWrong: true });
    setNote({ text: t("staff.picture.sending", { name: file.name }), isWrong: false });
    const answer = await form.upload(file);
    if (n !== turn.current) return; // another one was picked since, or the page was left
    setNote(answer.ok ? { text: "", isWrong: false } : { text: `${file.name}: ${answer.error.message}`, isWrong: true });
    if (answer.ok) newest.current.change(path, answer.name);
  }
  return html`<${Labelled} field=${field} form=${form} path=${path} label=${label}>
    ${value && html`<p class="picture"><img src=${`/pictures/${value}`} alt="" /><button type="button" class="plain" onClick=${() => form.change(path, undefined)}>${t("staff.picture.remove")}</button></p>`}
    <input type="file" accept="image/png,image/jpeg,image/webp" ...${tied({ field, path, value, form })} onChange=${pick} />
    <p class="hint">${t("staff.picture.kinds", { most: MOST_BYTES / 1000000 })}</p>
    <p class=${note.isWrong ? "wrong" : "hint"} role="status">${note.text}</p>
  <//>`;
}

/** A list of anything: add, take away, move. @param {Props} props */
function List({ field, path, value, form, label }) {
  const item = /** @type {Field} */ (field.item);
  const rows = /** @type {any[]} */ (value || []);
  const name = label || labelOf(form.type, field, placeOf(path));
  const set = (/** @type {any[] | undefined} */ next) => form.change(path, next);
  const [few, many] = [rows.length <= (field.least || 0), rows.length >= (field.most || 0)];
  const offers = rows.length === 0 && field.least ? field.least : 1;
  const take = (/** @type {number} */ i) => set(few && field.nullable ? undefined : rows.filter((_, n) => n !== i));
  return html`<${Grouped} field=${field} form=${form} path=${path} label=${label}>
    <ol class="entries">
      ${rows.map((row, i) => html`<li key=${i} class="entry">
        <div class="entry-body"><${Any} field=${{ ...item, required: true }} path=${[...path, i]} value=${row} form=${form} label=${`${name} ${i + 1}`} /></div>
        <p class="entry-tools">
          <button type="button" aria-label=${t("staff.list.up", { name, n: i + 1 })} title=${t("staff.list.up", { name, n: i + 1 })} disabled=${i === 0} onClick=${() => set(movedTo(rows, i, i - 1))}>↑</button>
          <button type="button" aria-label=${t("staff.list.down", { name, n: i + 1 })} title=${t("staff.list.down", { name, n: i + 1 })} disabled=${i === rows.length - 1} onClick=${() => set(movedTo(rows, i, i + 1))}>↓</button>
          <button type="button" aria-label=${t("staff.list.remove", { name, n: i + 1 })} title=${t("staff.list.remove", { name, n: i + 1 })} disabled=${few && !field.nullable} onClick=${() => take(i)}>✕</button>
        </p>
      </li>`)}
    </ol>
    ${!many && html`<button type="button" class="add" onClick=${() => set([...rows, ...Array.from({ length: offers }, () => emptyOf(item))])}>${t("staff.list.add", { name })}</button>`}
  <//>`;
}

/** Fields that belong together. @param {Props} props */
function Group({ field, path, value, form, label }) {
  const inner = /** @type {Field[]} */ (field.fields);
  if (field.nullable && !value) {
    return html`<${Grouped} field=${field} form=${form} path=${path} label=${label}>
      <button type="button" class="add" onClick=${() => form.change(path, emptyOf({ ...field, preset: undefined }))}>${t("staff.list.add", { name: label || labelOf(form.type, field, placeOf(path)) })}</button>
    <//>`;
  }
  return html`<${Grouped} field=${field} form=${form} path=${path} label=${label}>
    <div class=${inner.filter(({ kind }) => kind === "text").length === 1 ? "group of-one-text" : "group"}>${inner.map((one) => html`<${Any} key=${one.name} field=${one} path=${[...path, one.name]} value=${(value || {})[one.name]} form=${form} />`)}</div>
    ${field.nullable && html`<button type="button" class="plain" onClick=${() => form.change(path, undefined)}>${t("staff.group.remove")}</button>`}
  <//>`;
}

/** What this form has no better way for: as it stands in the file. @param {Props} props */
function Raw({ field, path, value, form, label }) {
  const [typed, setTyped] = useState(value === undefined ? "" : JSON.stringify(value, null, 1));
  function input(/** @type {any} */ event) {
    setTyped(event.target.value);
    try {
      form.change(path, event.target.value.trim() ? JSON.parse(event.target.value) : undefined);
    } catch {
      form.change(path, event.target.value); // the server says what is wrong with it
    }
  }
  return html`<${Labelled} field=${field} form=${form} path=${path} label=${label}><textarea class="raw" ...${tied({ field, path, value, form })} rows="3" value=${typed} onInput=${input}></textarea><//>`;
}

const KINDS = { text: Text, choice: Choice, set: Several, flag: Flag, number: Number, line: Line, lines: Lines, picture: Picture, list: List, group: Group, raw: Raw };

/** Any field. @param {Props} props */
export function Any(props) {
  return html`<${KINDS[props.field.kind]} ...${props} />`;
}
