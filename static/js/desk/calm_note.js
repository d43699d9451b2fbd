/**
 * The facilitator's note "temui hari ini" during Jeda lembut: sealed here to the safeguarding lead's key and gone from this page. Never on a
 * browser that the projector may show. Read next: quizserver/sockets/safeguarding.py.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { useSaid } from "../ui/announce.js";
import { seal } from "../ui/sealing.js";

const LONGEST = 400;

/** @param {{lead: Record<string, any> | null, unseen: boolean, send: (verb: string, payload?: object) => Promise<import("../net.js").Ack>}} props */
export function CalmNote({ lead, unseen, send }) {
  const [text, setText] = useState("");
  const [message, setMessage] = useSaid();
  const key = lead && lead.key;
  /** @param {Event} event */
  async function keep(event) {
    event.preventDefault();
    const sealed = text.trim() && seal(key, JSON.stringify({ door: "talk", text, meet: [], find: "" }));
    if (!sealed) return;
    const ack = await send("calm_note", { sealed });
    if (ack.ok) setText("");
    setMessage(ack.ok ? t("desk.note.sent") : ack.error.message);
  }
  const body = !unseen
    ? html`<p>${t("desk.note.mirrored")}</p>`
    : !key
      ? html`<p>${t("desk.note.no_key")}</p>`
      : html`<form onSubmit=${keep}><p>${t("desk.note.text")}</p><label for="calm-note">${t("desk.note.label")}</label>
          <textarea id="calm-note" rows="3" maxlength=${LONGEST} autocomplete="off" spellcheck=${false} value=${text} onInput=${(/** @type {any} */ event) => setText(event.target.value)}></textarea>
          <button class="do wide" disabled=${!text.trim()}>${t("desk.note.send")}</button><p>${message}</p></form>`;
  return html`<section class="calm-part calm-note"><h3>${t("desk.note.title")}</h3>${body}</section>`;
}
