/**
 * A programme: sections with title and intro, and in each the items that are played, picked from the banks. Saved and kept like an item
 * (editing.js). What moves where: order.js; the box to pick from: picker.js.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { call, part, token } from "./api.js";
import { Broken } from "./bank.js";
import { isLower, useDrag } from "./dragging.js";
import { useEditing } from "./editing.js";
import { Any } from "./fields.js";
import { Conflict, Found } from "./item.js";
import { keyOf } from "./kept.js";
import { typeName } from "./labels.js";
import { minutesOf, moveItem, moveSection } from "./order.js";
import { Heading, KeyLine, Link, NotYet, said, useKeys, useLoaded } from "./page.js";
import { Picker, known } from "./picker.js";
import { saidAt, setAt } from "./schema.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("./page.js").Staff} Staff */

const text = (/** @type {string} */ name, /** @type {number} */ limit) => ({ name, kind: "text", required: true, nullable: false, title: name, preset: undefined, limit });
/** @type {any[]} */
const SECTION = [text("title", 50), text("intro", 140), { name: "items", kind: "lines", required: true, nullable: false, title: "items", preset: undefined }];
/** @type {any[]} */
const FIELDS = [
  text("title", 70),
  { name: "minutes", kind: "number", required: true, nullable: false, title: "minutes", preset: undefined, whole: true },
  { name: "first", kind: "flag", required: false, nullable: false, title: "first", preset: false },
  { name: "sections", kind: "list", required: true, nullable: false, title: "sections", preset: undefined, item: { name: "", kind: "group", required: true, nullable: false, title: "", preset: undefined, fields: SECTION } },
];
const SHOWN = FIELDS.slice(0, 3);
/** @type {[string, string][]} */
const KEYS = [["Alt+↑ ↓", "staff.key.move"], ["Del", "staff.key.take_out"], ["Ctrl+S", "staff.key.save"], ["Ctrl+Z", "staff.key.undo"]];

const EMPTY = { title: { id: "", en: "" }, minutes: 60, first: false, sections: [{ title: { id: "", en: "" }, intro: { id: "", en: "" }, items: [] }], version: "", broken: null };
export const NEW = "new";

/** @param {{staff: Staff, id: string}} props `id` "new": one that is in no file yet */
export function Programme({ staff, id }) {
  const { answer } = useLoaded(id === NEW ? "picker" : `programmes/${part(id)}`);
  if (!answer || !answer.ok) return html`<${NotYet} answer=${answer} staff=${staff} />`;
  return html`<${Editor} key=${id} staff=${staff} id=${id} programme=${answer.programme || { ...EMPTY, picker: answer.picker }} />`;
}

/** @param {{staff: Staff, id: string, programme: Json}} props */
function Editor({ staff, id, programme }) {
  const { title, minutes, first, sections, version, picker, broken } = programme;
  const [picks, setPicks] = useState(-1);
  const [loaded] = useState({ item: { title, minutes, first: Boolean(first), sections }, version });
  const edit = useEditing({
    staff, loaded, fields: FIELDS, keeper: keyOf(staff.person, "programmes", id),
    send: async (item, base) => {
      const saved = await (base ? call("PUT", `programmes/${part(id)}`, { ...item, base }) : call("POST", "programmes", item));
      if (saved.theirs && saved.theirs.item) saved.theirs.item = Object.fromEntries(FIELDS.map(({ name }) => [name, saved.theirs.item[name]]));
      return saved.ok ? { version: "", ...saved, item: { ...item, id: saved.id } } : saved;
    },
    added: (item) => staff.go(`/staff/programmes/${part(item.id)}`),
  });
  const items = known(picker);
  const may = staff.powers.has("edit");
  const now = edit.item;
  const set = (/** @type {Json[]} */ next) => edit.change({ ...now, sections: next });
  const save = () => edit.save([]);
  const form = { type: "programme", errors: edit.refused, cautions: [], change: (/** @type {any} */ path, /** @type {any} */ value) => edit.change(setAt(now, path, value)), upload: async () => ({ ok: false }) };
  const drag = useDrag(now.sections, set);
  const estimate = minutesOf(now.sections, items);
  const add = () => set([...now.sections, { title: { id: "", en: "" }, intro: { id: "", en: "" }, items: [] }]);
  useKeys({ "ctrl+s": () => may && save(), "ctrl+z": () => edit.undo() });
  if (edit.theirs) return html`<${Conflict} staff=${staff} edit=${edit} fields=${FIELDS} home="/staff/banks" />`;
  return html`<div class="programme">
    <${Heading} title=${said(now.title, staff.lang) || t("staff.programme.untitled")} back=${["/staff/banks", t("staff.banks.title")]} staff=${staff}>
      ${id !== NEW && html`<p class="page-links">
        ${staff.powers.has("trial") && html`<${Link} staff=${staff} to=${`/staff/programmes/${part(id)}/trial`}>${t("staff.trial.programme")}<//>`}
        <${Link} staff=${staff} to=${`/staff/programmes/${part(id)}/history`}>${t("staff.past.title")}<//>
      </p>
      ${staff.powers.has("screen") && html`<${Start} id=${id} isSaved=${!edit.isChanged} />`}`}
    <//>
    <${Broken} broken=${broken} />
    ${edit.found && html`<${Found} edit=${edit} lang=${staff.lang} />`}
    <div inert=${Boolean(edit.found) || !may}>
      <section class="sheet">${SHOWN.map((field) => html`<${Any} key=${field.name} field=${field} path=${[field.name]} value=${now[field.name]} form=${form} />`)}
        ${estimate > 0 && html`<p class="hint">${t("staff.programme.estimate", { n: estimate })}</p>`}</section>
      ${now.sections.map((/** @type {Json} */ section, /** @type {number} */ n) => html`<${Section} key=${n} n=${n} section=${section} sections=${now.sections} set=${set} form=${form} items=${items} drag=${drag} pick=${() => setPicks(n)} />`)}
      <p class="buttons"><button type="button" onClick=${add}>${t("staff.programme.add_section")}</button></p>
    </div>
    ${may && html`<footer class="save-bar"><p role="status">${edit.note}</p><button type="button" disabled=${!edit.mayUndo} onClick=${edit.undo}>${t("staff.undo")}</button>
      <button type="button" class="main" disabled=${!edit.isChanged || edit.isSaving} onClick=${save}>${t("staff.save")}</button></footer>`}
    <${KeyLine} keys=${KEYS} />
    ${picks >= 0 && html`<${Picker} picker=${picker} lang=${staff.lang} used=${new Set(now.sections.flatMap((/** @type {Json} */ section) => section.items))} close=${() => setPicks(-1)} add=${(/** @type {string} */ one) => set(setAt(now.sections, [picks, "items"], [...now.sections[picks].items, one]))} />`}
  </div>`;
}

/** To the set-up, with this programme chosen. What is not saved yet would not be played. @param {{id: string, isSaved: boolean}} props */
function Start({ id, isSaved }) {
  return html`<form method="post" action="/staff/screen" class="start"><input type="hidden" name="csrf_token" value=${token()} /><input type="hidden" name="programme" value=${id} />
    <button disabled=${!isSaved}>${t("staff.programme.start")}</button>${!isSaved && html` <span class="hint">${t("staff.review.save_first")}</span>`}</form>`;
}

/** @param {any} props */
function Section({ n, section, sections, set, form, items, drag, pick }) {
  const name = section.title.id || t("staff.programme.section", { n: n + 1 });
  const end = section.items.length;
  return html`<section class=${`sheet section ${end === 0 && drag.goes === `${n} 0` ? "is-goal" : ""}`} ...${drag.goal(() => [n, end])}>
    <div class="list-head"><h2>${n + 1}. ${name}</h2><span class="tools">
      <button type="button" aria-label=${t("staff.list.up", { name, n: n + 1 })} disabled=${n === 0} onClick=${() => set(moveSection(sections, n, -1))}>↑</button>
      <button type="button" aria-label=${t("staff.list.down", { name, n: n + 1 })} disabled=${n === sections.length - 1} onClick=${() => set(moveSection(sections, n, 1))}>↓</button>
      <button type="button" aria-label=${t("staff.list.remove", { name, n: n + 1 })} disabled=${sections.length === 1} onClick=${() => set(sections.filter((/** @type {any} */ _, /** @type {number} */ i) => i !== n))}>✕</button>
    </span></div>
    ${SECTION.slice(0, 2).map((field) => html`<${Any} key=${field.name} field=${field} path=${["sections", n, field.name]} value=${section[field.name]} form=${form} />`)}
    <ol class="programme-items">${section.items.map((/** @type {string} */ one, /** @type {number} */ i) => html`<${Entry} key=${`${one} ${i}`} one=${one} n=${n} i=${i} sections=${sections} set=${set} item=${items.get(one)} drag=${drag} wrong=${saidAt(form.errors, `sections.${n}.items.${i}`)} />`)}</ol>
    ${saidAt(form.errors, `sections.${n}.items`).map((message) => html`<p class="wrong" role="alert">${message}</p>`)}
    <button type="button" class="add" data-add=${n} onClick=${pick}>${t("staff.programme.add_item")}</button>
  </section>`;
}

/** One item of a section: moved by keys, buttons or the mouse. @param {any} props */
function Entry({ one, n, i, sections, set, item, drag, wrong }) {
  const label = item ? item.label : one;
  const move = (/** @type {number} */ by) => {
    const { sections: next, at } = moveItem(sections, [n, i], by);
    set(next);
    requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(`[data-at="${at.join(" ")}"]`))?.focus());
  };
  /** Whoever works with keys goes on at the next one, or where one is added. */
  function out() {
    const left = sections[n].items.length - 1;
    set(sections.map((/** @type {Json} */ section, /** @type {number} */ k) => (k === n ? { ...section, items: section.items.filter((/** @type {string} */ _, /** @type {number} */ m) => m !== i) } : section)));
    requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(left ? `[data-at="${n} ${Math.min(i, left - 1)}"]` : `[data-add="${n}"]`))?.focus());
  }
  /** @param {KeyboardEvent} event */
  function key(event) {
    const run = event.altKey && event.key === "ArrowUp" ? () => move(-1) : event.altKey && event.key === "ArrowDown" ? () => move(1) : event.key === "Delete" ? out : null;
    if (!run) return;
    event.preventDefault();
    run();
  }
  const status = !item ? "missing" : item.enabled === false ? "off" : item.status;
  const isLast = i === sections[n].items.length - 1;
  const goal = drag.goes === `${n} ${i}` ? "goes-before" : isLast && drag.goes === `${n} ${i + 1}` ? "goes-after" : "";
  return html`<li class=${goal} ...${drag.held([n, i])} ...${drag.goal((/** @type {DragEvent} */ event) => [n, i + Number(isLower(event))])} onKeyDown=${key}>
    <span class="handle" aria-hidden="true">⠿</span>
    <span class="item-link"><span class="item-label">${label}</span> <span class="item-about">${item ? typeName(item.type) : ""} · ${one.split("/")[0]}</span>
      ${status === "draft" && html`<span class="hint">${t("staff.programme.draft")}</span>`}${wrong.map((/** @type {string} */ message) => html`<span class="wrong">${message}</span>`)}</span>
    ${status !== "approved" && html`<span class=${`badge is-${status}`}>${t(`staff.status.${status}`)}</span>`}
    <span class="tools">
      <button type="button" data-at=${`${n} ${i}`} aria-label=${t("staff.tool.up_of", { label })} onClick=${() => move(-1)}>↑</button><button type="button" aria-label=${t("staff.tool.down_of", { label })} onClick=${() => move(1)}>↓</button>
      <button type="button" aria-label=${t("staff.tool.out_of", { label })} onClick=${out}>✕</button>
    </span>
  </li>`;
}
