/** "Soal baru": the round types, each with one sentence. Which there are comes from the server. */
import { html, useEffect, useRef } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { typeAbout, typeName } from "./labels.js";

/** A dialog that closes with Escape and takes the focus. @param {{title: string, close: () => void, children?: any}} props */
export function Dialog({ title, close, children }) {
  const box = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const shown = box.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);
  return html`<dialog ref=${box} class="dialog" aria-labelledby="dialog-title" onCancel=${close} onClose=${close}>
    <div class="dialog-head"><h2 id="dialog-title">${title}</h2><button type="button" aria-label=${t("staff.close")} onClick=${close}>✕</button></div>
    ${children}
  </dialog>`;
}

/** @param {{staff: import("./page.js").Staff, choose: (type: string) => void, close: () => void}} props */
export function Chooser({ staff, choose, close }) {
  const types = Object.keys(staff.types).sort((a, b) => typeName(a).localeCompare(typeName(b)));
  return html`<${Dialog} title=${t("staff.bank.choose_type")} close=${close}>
    <ul class="types">${types.map((type) => html`<li key=${type}><button type="button" onClick=${() => choose(type)}><b>${typeName(type)}</b><span>${typeAbout(type)}</span></button></li>`)}</ul>
  <//>`;
}
