/** A bank as a file of another format: choose one, see what it cannot hold, save it. What is made and left out: the server's banks/exporting.py. */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { call, part } from "./api.js";
import { Dialog } from "./chooser.js";

/** @typedef {Record<string, any>} Json */

export const FORMATS = ["ours_xlsx", "pdf", "kahoot", "gift", "moodle_xml", "csv"];
const MOST_NAMED = 8;

/** @param {{id: string, close: () => void}} props */
export function Export({ id, close }) {
  const [to, setTo] = useState(FORMATS[0]);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState(/** @type {Json | null} */ (null));
  /** @param {Event} event */
  async function make(event) {
    event.preventDefault();
    setBusy(true);
    setAnswer(null);
    setAnswer(await call("POST", `banks/${part(id)}/export`, { to }));
    setBusy(false);
  }
  return html`<${Dialog} title=${t("staff.export.title")} close=${close}>
    <form onSubmit=${make}>
      <div class="field"><label for="export-to">${t("staff.export.as")}</label>
        <select id="export-to" value=${to} onChange=${(/** @type {any} */ event) => (setTo(event.target.value), setAnswer(null))}>
          ${FORMATS.map((name) => html`<option key=${name} value=${name}>${t(`staff.export.${name}`)}</option>`)}
        </select></div>
      <button class="main" disabled=${busy}>${t("staff.export.make")}</button>
    </form>
    <div class="export-made" role="status">${busy && html`<p>${t("staff.export.busy")}</p>`}${answer && html`<${Made} answer=${answer} id=${id} />`}</div>
  <//>`;
}

/** @param {{answer: Json, id: string}} props */
function Made({ answer, id }) {
  const [address, setAddress] = useState("");
  useEffect(() => {
    if (!answer.ok || !answer.items) return undefined;
    const made = URL.createObjectURL(new Blob([Uint8Array.from(atob(answer.content), (char) => char.charCodeAt(0))]));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [answer]);
  if (!answer.ok) return html`<p class="wrong">${answer.error.message}</p>`;
  const name = `${id}${answer.format === FORMATS[0] ? "" : `-${answer.format}`}${answer.ending}`;
  return html`<p>${answer.items ? t("staff.export.made", { items: answer.items }) : t("staff.export.nothing")}</p>
    ${answer.items > 0 && address && html`<p><a class="main-button" href=${address} download=${name}>${t("staff.export.save", { name })}</a></p>`}
    ${answer.left.length > 0 && html`<h3>${t("staff.export.left")}</h3><ul>${together(answer.left).map((line) => html`<li key=${line}>${line}</li>`)}</ul>`}`;
}

/** One line for all that is left out for the same reason, whole items first. @param {Json[]} left @returns {string[]} */
export function together(left) {
  /** @type {Map<string, Json[]>} */
  const groups = new Map();
  for (const one of [...left].sort((a, b) => Number(b.whole) - Number(a.whole))) {
    const key = `${one.whole} ${one.why}`;
    groups.set(key, [...(groups.get(key) || []), one]);
  }
  return [...groups.values()].map((those) => {
    const { whole, why } = those[0];
    const named = those.slice(0, MOST_NAMED).map((one) => `“${one.title}”`).join(", ") + (those.length > MOST_NAMED ? " …" : "");
    return whole ? t("staff.export.whole", { items: named, why }) : t("staff.export.part", { count: those.length, why });
  });
}
