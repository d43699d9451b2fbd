/**
 * What set-up asks about this visit: how much of the programme is played, the school, the end, and who follows up when. Everything has a good
 * default, so each is one line that opens. Used by setup.js; the shapes are in docs/protocol.md `open_room`.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { Dialog } from "./dialogs.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {{school: string, ends_at: string, follow_up_who: string, follow_up_when: string}} Visit */

/** The texts and how long each may be (quizserver/sockets/run_list.py). @type {[keyof Visit, number][]} */
const TEXTS = [
  ["school", 80],
  ["follow_up_who", 80],
  ["follow_up_when", 60],
];

/** What was said last time; the end is asked anew. @param {Json} [last] @returns {Visit} */
export function visitOf(last = {}) {
  return { school: last.school || "", ends_at: "", follow_up_who: last.follow_up_who || "", follow_up_when: last.follow_up_when || "" };
}

/** How many items of each section: all of them. @param {Json | undefined} programme @returns {number[]} */
export function allOf(programme) {
  return programme ? programme.sections.map((/** @type {Json} */ part) => part.seconds.length) : [];
}

/** Items and minutes of a choice. The programme says how long all of it takes; less takes its share. @param {Json | undefined} programme @param {number[]} counts */
export function lengthOf(programme, counts) {
  if (!programme) return { items: 0, minutes: 0 };
  const sum = (/** @type {number[]} */ list) => list.reduce((total, one) => total + one, 0);
  const all = sum(programme.sections.map((/** @type {Json} */ part) => sum(part.seconds)));
  const chosen = sum(programme.sections.map((/** @type {Json} */ part, /** @type {number} */ i) => sum(part.seconds.slice(0, counts[i]))));
  const items = sum(counts);
  return { items, minutes: all ? Math.round((programme.minutes * chosen) / all) : 0 };
}

/** @param {{title: string, text: string, open: () => void, name: string}} props */
function Line({ title, text, open, name }) {
  return html`<button type="button" class=${`do quiet setup-line line-${name}`} onClick=${open}><span><b>${title}:</b> ${text}</span></button>`;
}

/** @param {{close: () => void}} props */
const Done = ({ close }) => html`<div class="dialog-buttons"><button type="button" class="do primary" onClick=${close}><span>${t("screen.visit.done")}</span></button></div>`;

/** How much is played: a plus and a minus for each section. @param {{programme: Json | undefined, counts: number[], change: (counts: number[]) => void}} props */
export function Parts({ programme, counts, change }) {
  const [isOpen, setOpen] = useState(false);
  const { items, minutes } = lengthOf(programme, counts);
  if (!programme) return null;
  const put = (/** @type {number} */ at, /** @type {number} */ n) => change(counts.map((count, i) => (i === at ? n : count)));
  const close = () => setOpen(false);
  return html`<${Line} name="parts" title=${t("screen.parts.title")} text=${counts.join() === allOf(programme).join() ? t("screen.parts.all") : t("screen.parts.some", { items, minutes })} open=${() => setOpen(true)} />
    ${isOpen && html`<${Dialog} name="parts" title=${t("screen.parts.title")} close=${close}>
      <ul class="parts">
        ${programme.sections.map((/** @type {Json} */ part, /** @type {number} */ i) => html`<li class=${counts[i] ? "" : "is-none"}>
          <span class="parts-name">${part.title}</span>
          <button type="button" class="do" aria-label=${t("screen.parts.less", { section: part.title })} disabled=${counts[i] <= 0} onClick=${() => put(i, counts[i] - 1)}>−</button>
          <output aria-live="polite">${t("screen.tag.place", { index: counts[i], of: part.seconds.length })}</output>
          <button type="button" class="do" aria-label=${t("screen.parts.more", { section: part.title })} disabled=${counts[i] >= part.seconds.length} onClick=${() => put(i, counts[i] + 1)}>+</button>
        </li>`)}
      </ul>
      <p role="status">${items ? t("screen.parts.some", { items, minutes }) : t("screen.parts.none")}</p>
      <${Done} close=${close} />
    <//>`}`;
}

/** @param {Visit} visit */
function summary({ school, ends_at, follow_up_who }) {
  const said = [school, ends_at && t("screen.visit.until", { ends_at: ends_at.replace(":", ".") }), follow_up_who].filter(Boolean);
  return said.join(" · ") || t("screen.visit.empty");
}

/** School, end, and who follows up when. @param {{visit: Visit, change: (visit: Visit) => void}} props */
export function VisitLine({ visit, change }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const keep = (/** @type {string} */ name) => (/** @type {any} */ event) => change({ ...visit, [name]: event.target.value });
  const field = (/** @type {[keyof Visit, number]} */ [name, most]) => html`<p><label for=${`visit-${name}`}>${t(`screen.visit.${name}`)}</label>
    <input id=${`visit-${name}`} data-first=${name === "school" ? "" : undefined} maxlength=${most} autocomplete="off" value=${visit[name]} placeholder=${t(`screen.visit.${name}_like`)} onInput=${keep(name)} /></p>`;
  return html`<${Line} name="visit" title=${t("screen.visit.title")} text=${summary(visit)} open=${() => setOpen(true)} />
    ${isOpen && html`<${Dialog} name="visit" title=${t("screen.visit.title")} close=${close}>
      <div class="visit-fields">
        ${field(TEXTS[0])}
        <p><label for="visit-ends_at">${t("screen.visit.ends_at")}</label><input id="visit-ends_at" type="time" value=${visit.ends_at} onInput=${keep("ends_at")} /></p>
        ${field(TEXTS[1])}${field(TEXTS[2])}
      </div>
      <p>${t("screen.visit.why")}</p>
      <${Done} close=${close} />
    <//>`}`;
}
