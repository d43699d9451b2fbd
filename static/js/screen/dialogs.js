/**
 * What opens over the wall: yes-or-no questions, all keys, pairing a remote, the Wi-Fi of the hall, question files with mistakes.
 * Native <dialog>: the focus stays inside and Escape closes. Must not be here: rules of when something is asked (commands.js).
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { COMMANDS, SCREEN_COMMANDS, sayYes, tell } from "./commands.js";
import { RunList } from "./run_list.js";
import { Do } from "./frame.js";
import { LetterKeys } from "./letter_keys.js";
import { plainAddress } from "./room.js";

/** @typedef {import("./commands.js").Context} Context */
/** @typedef {Record<string, any>} Json */

/** A question just opened does not take the second half of a double press for its answer. */
const THINK_MS = 800;

/** @param {{name: string, title: string, close: () => void, children?: any}} props */
export function Dialog({ name, title, close, children }) {
  const box = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const dialog = box.current;
    if (!dialog || dialog.open) return;
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    dialog.showModal();
    const first = /** @type {HTMLElement | null} */ (dialog.querySelector("[data-first]"));
    if (first) first.focus();
    // Only a dialog that closes itself gives the focus back; this one may be taken away by a button in it.
    return () => queueMicrotask(() => before?.focus());
  }, []);
  return html`<dialog ref=${box} class=${`dialog dialog-${name}`} aria-labelledby=${`title-${name}`} onClose=${close}>
    <h2 id=${`title-${name}`}>${title}</h2>
    ${children}
  </dialog>`;
}

/** The one yes-or-no question that may be open. @param {{c: Context}} props */
export function Asking({ c }) {
  const { ask } = c.ui;
  const openedAt = useRef(0);
  useEffect(() => {
    openedAt.current = performance.now();
  }, [ask]);
  if (!ask) return null;
  const no = () => c.set({ ask: null });
  const yes = () => performance.now() - openedAt.current > THINK_MS && sayYes(c);
  return html`<${Dialog} key=${ask.kind} name="ask" title=${ask.text || t(`screen.ask.${ask.kind}`)} close=${no}>
    <p>${t(`screen.ask.${ask.kind}_note`)}</p>
    <div class="dialog-buttons">
      <button type="button" class="do primary" data-first onClick=${yes}><span>${t(`screen.ask.${ask.kind}_yes`)}</span><kbd aria-hidden="true">${t("screen.key.space")}</kbd></button>
      <button type="button" class="do" onClick=${no}><span>${t(`screen.ask.${ask.kind}_no`)}</span><kbd aria-hidden="true">Esc</kbd></button>
    </div>
  <//>`;
}

/** @param {{c: Context}} props */
export function Dialogs({ c }) {
  const close = () => c.set({ dialog: "" });
  const props = { c, close };
  if (c.ui.dialog === "keys") return html`<${Keys} ...${props} />`;
  if (c.ui.dialog === "list") return html`<${List} ...${props} />`;
  if (c.ui.dialog === "pair") return html`<${Pair} ...${props} />`;
  if (c.ui.dialog === "wifi") return html`<${Wifi} ...${props} />`;
  if (c.ui.dialog === "broken") return html`<${Broken} ...${props} />`;
  return null;
}

/** @typedef {{c: Context, close: () => void}} Props */

/** @param {{close: () => void}} props */
const Close = ({ close }) => html`<button type="button" class="do" onClick=${close}><span>${t("screen.close")}</span><kbd aria-hidden="true">Esc</kbd></button>`;

/** Every key, and each is a button. @param {Props} props */
function Keys({ c, close }) {
  const all = [...COMMANDS, ...SCREEN_COMMANDS].filter((one) => one.id !== "keys");
  return html`<${Dialog} name="keys" title=${t("screen.keys.title")} close=${close}>
    <div class="keys-grid">${all.map((one) => html`<${Do} key=${one.id} c=${c} id=${one.id} done=${close} />`)}</div>
    <p>${t("screen.keys.clicker")}</p>
    <p><${LetterKeys} /></p>
    <div class="dialog-buttons"><${Close} close=${close} /></div>
  <//>`;
}

/** Whose device it is; what each may do is the server's to say (sockets/walls.py). */
const KINDS = ["desk", "moderator", "lead"];

/** The run list, where the hall may read along: played items alone have a name. @param {Props} props */
function List({ c, close }) {
  return html`<${Dialog} name="list" title=${t("screen.list.title")} close=${close}>
    <${RunList} c=${c} />
    <div class="dialog-buttons"><${Close} close=${close} /></div>
  <//>`;
}

/** Lets a waiting desk in: its four digits are typed here, and for whom. @param {Props} props */
function Pair({ c, close }) {
  const [digits, setDigits] = useState("");
  const [kind, setKind] = useState(KINDS[0]);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState("");
  /** @param {Event} event */
  async function pair(event) {
    event.preventDefault();
    const ack = await c.send("pair", { digits, kind });
    setDone(ack.ok);
    setProblem(ack.ok ? "" : ack.error.message);
  }
  const address = `${plainAddress(c.hall && c.hall.url)}/desk`;
  if (done) {
    return html`<${Dialog} key="done" name="pair" title=${t("screen.pair.done")} close=${close}>
      <p>${t(`screen.pair.done_${kind}`)}</p><div class="dialog-buttons"><${Close} close=${close} /></div>
    <//>`;
  }
  return html`<${Dialog} key="ask" name="pair" title=${t("screen.pair.title")} close=${close}>
    <ol class="pair-steps"><li>${t("screen.pair.open")} <strong class="nowrap">${address}</strong></li><li>${t("screen.pair.type")}</li></ol>
    <form onSubmit=${pair}>
      <fieldset class="pair-kinds"><legend>${t("screen.pair.kind")}</legend>
        ${KINDS.map((one) => html`<label><input type="radio" name="kind" value=${one} checked=${one === kind} onChange=${() => setKind(one)} /><span><b>${t(`screen.pair.kind_${one}`)}</b> ${t(`screen.pair.kind_${one}_note`)}</span></label>`)}
      </fieldset>
      <label for="digits">${t("screen.pair.label")}</label>
      <input id="digits" class="digits" data-first inputmode="numeric" autocomplete="off" maxlength="4" pattern="[0-9]{4}" required value=${digits} aria-describedby="pair-problem"
        onInput=${(/** @type {any} */ event) => setDigits(event.target.value.replace(/\D/g, ""))} />
      <p id="pair-problem" role="alert" class="problem">${problem}</p>
      <div class="dialog-buttons"><button class="do primary" disabled=${digits.length !== 4}>${t("screen.pair.let_in")}</button><${Close} close=${close} /></div>
    </form>
  <//>`;
}

/** Name and password of the hall's network, and which address the wall shows. @param {Props} props */
function Wifi({ c, close }) {
  const hall = /** @type {Json} */ (c.hall || {});
  const wifi = hall.wifi || {};
  const [form, setForm] = useState({ wifi_name: wifi.name || "", wifi_password: wifi.password || "", url: hall.url || "" });
  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    const ack = await tell(c, "set_hall", form);
    if (ack.ok) close();
  }
  /** @param {string} name */
  const keep = (name) => (/** @type {any} */ event) => setForm((now) => ({ ...now, [name]: event.target.value }));
  return html`<${Dialog} name="wifi" title=${t("screen.wifi.title")} close=${close}>
    <form onSubmit=${save}>
      <${WifiFields} form=${form} keep=${keep} />
      ${(hall.urls || []).length > 1 &&
      html`<label for="url">${t("screen.wifi.address")}</label>
        <select id="url" value=${form.url} onChange=${keep("url")}>${hall.urls.map((/** @type {string} */ url) => html`<option value=${url}>${plainAddress(url)}</option>`)}</select>`}
      <div class="dialog-buttons"><button class="do primary">${t("screen.wifi.save")}</button><${Close} close=${close} /></div>
    </form>
  <//>`;
}

/** @param {{form: {wifi_name: string, wifi_password: string}, keep: (name: string) => (event: any) => void}} props */
export function WifiFields({ form, keep }) {
  return html`<div class="fields">
    <p><label for="wifi-name">${t("screen.wifi.name")}</label><input id="wifi-name" data-first maxlength="32" autocomplete="off" spellcheck=${false} value=${form.wifi_name} onInput=${keep("wifi_name")} /></p>
    <p><label for="wifi-password">${t("screen.wifi.password")}</label><input id="wifi-password" maxlength="63" autocomplete="off" spellcheck=${false} value=${form.wifi_password} onInput=${keep("wifi_password")} /></p>
  </div>`;
}

/** Which question files hold mistakes, kindly: the rest can be played. @param {Props} props */
function Broken({ c, close }) {
  const files = (c.view.setup && c.view.setup.broken) || [];
  return html`<${Dialog} name="broken" title=${t("screen.broken.title")} close=${close}>
    <p>${t("screen.broken.text")}</p>
    <ul class="broken-list" tabindex="0" aria-label=${t("screen.broken.title")}>
      ${files.map((/** @type {Json} */ one) => html`<li><strong>${one.file}${one.line ? t("screen.broken.line", { line: one.line }) : ""}</strong> ${one.message}</li>`)}
    </ul>
    <div class="dialog-buttons"><${Close} close=${close} /></div>
  <//>`;
}
