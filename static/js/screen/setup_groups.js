/**
 * Classes or groups of a visit at set-up: none, 7A to 7J, colours, or an own list with class sizes; chosen by the students or filled evenly.
 * What is typed is only taken apart here; the server says what of it can be used (quizserver/core/groups.py). Used by setup.js.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { Dialog } from "./dialogs.js";

/** @typedef {{text: string, assign: string}} Value what is typed, and who puts students into groups */

const ASSIGN = ["choose", "balance"];
const MOST_TYPED = 2000;
/** So many names the line at set-up shows. */
const SHOWN = 3;

/** @type {Value} */
export const NO_GROUPS = { text: "", assign: "choose" };

/** Lists to begin with; each may be changed afterwards. */
const QUICK = ["none", "letters", "colours"];

/** @param {string} id */
function quickText(id) {
  if (id === "letters") return [..."ABCDEFGHIJ"].map((letter) => `7${letter}`).join("\n");
  return id === "colours" ? t("screen.groups.colour_names").split(" ").join("\n") : "";
}

/**
 * The groups in a typed list: one on each line or between commas, with the class size behind a colon, an equals sign or a tab. Pure.
 * @param {string} text
 * @returns {{name: string, size: number | null}[]}
 */
export function typedGroups(text) {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter(Boolean)
    .flatMap((line) => {
      const sized = line.match(/^(.*?)\s*[:=\t]\s*(\d{1,4})$/);
      const size = sized ? Number(sized[2]) : null;
      return spelledOut(sized ? sized[1] : line).map((name) => ({ name, size }));
    });
}

/** "7A-7C" or "7A-C" as three classes; anything else is one name. @param {string} text */
function spelledOut(text) {
  const range = text.match(/^(\d+\s*)([A-Z])\s*[-–]\s*(?:\1)?([A-Z])$/i);
  if (!range) return [text];
  const [first, last] = [range[2], range[3]].map((letter) => letter.toUpperCase().charCodeAt(0));
  if (last < first) return [text];
  return Array.from({ length: last - first + 1 }, (_, n) => range[1] + String.fromCharCode(first + n));
}

/** The fields of `open_room`. @param {Value} value */
export function groupFields({ text, assign }) {
  const groups = typedGroups(text);
  return groups.length ? { groups, assign } : {};
}

/** @param {Value} value */
function summary({ text, assign }) {
  const groups = typedGroups(text);
  if (groups.length === 0) return t("screen.groups.none");
  const names = groups.slice(0, SHOWN).map(({ name }) => name.slice(0, 20));
  return `${groups.length} (${names.join(", ")}${groups.length > SHOWN ? " …" : ""}), ${t(`screen.groups.${assign}`)}`;
}

/** One line at set-up that opens the list. @param {{value: Value, change: (value: Value) => void}} props */
export function SetupGroups({ value, change }) {
  const [isOpen, setOpen] = useState(false);
  return html`<div class="setup-groups">
    <button type="button" class="do quiet" onClick=${() => setOpen(true)}><span><b>${t("screen.groups.title")}:</b> ${summary(value)}</span></button>
    ${isOpen && html`<${Typing} value=${value} change=${change} close=${() => setOpen(false)} />`}
  </div>`;
}

/** @param {{value: Value, change: (value: Value) => void, close: () => void}} props */
function Typing({ value, change, close }) {
  const groups = typedGroups(value.text);
  const heads = groups.reduce((sum, { size }) => sum + (size || 0), 0);
  return html`<${Dialog} name="groups" title=${t("screen.groups.title")} close=${close}>
    <div class="dialog-buttons groups-quick" role="group" aria-label=${t("screen.groups.quick")}>
      ${QUICK.map((id) => html`<button type="button" class="do" data-first=${id === "none" ? "" : undefined} aria-pressed=${value.text === quickText(id)} onClick=${() => change({ ...value, text: quickText(id) })}>${t(`screen.groups.${id}`)}</button>`)}
    </div>
    <label for="groups-text">${t("screen.groups.list")}</label>
    <textarea id="groups-text" rows="5" maxlength=${MOST_TYPED} spellcheck=${false} value=${value.text} onInput=${(/** @type {any} */ event) => change({ ...value, text: event.target.value })}></textarea>
    <p role="status">${groups.length > 0 && t(heads ? "screen.groups.count_heads" : "screen.groups.count", { n: groups.length, heads })}</p>
    <fieldset class="groups-assign"><legend>${t("screen.groups.assign")}</legend>
      ${ASSIGN.map((assign) => html`<label><input type="radio" name="assign" value=${assign} checked=${value.assign === assign} onChange=${() => change({ ...value, assign })} /> ${t(`screen.groups.${assign}`)}</label>`)}
    </fieldset>
    <div class="dialog-buttons"><button type="button" class="do primary" onClick=${close}><span>${t("screen.groups.done")}</span></button></div>
  <//>`;
}
