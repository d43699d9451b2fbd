/**
 * Hand counts of a hall without phones: one number per option, sent together. Round types get it as `kit.Hands` in their `Desk`.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";

const MOST = 2000;

/** @param {{options: {key: string, text: string}[], act: (action: string, payload: object) => Promise<import("../net.js").Ack>}} props */
export function Hands({ options, act }) {
  const [counts, setCounts] = useState(/** @type {Record<string, number>} */ ({}));
  const [note, setNote] = useState("");
  const put = (/** @type {string} */ key, /** @type {any} */ event) => setCounts((now) => ({ ...now, [key]: Math.round(Number(event.target.value)) || 0 }));

  /** @param {Event} event */
  async function send(event) {
    event.preventDefault();
    const ack = await act("hands", { counts });
    setNote(ack.ok ? t("desk.hands.sent") : ack.error.message);
  }
  return html`<details class="hands">
    <summary>${t("desk.hands.title")}</summary>
    <form onSubmit=${send}>
      <p class="quiet">${t("desk.hands.text")}</p>
      ${options.map(
        ({ key, text }) => html`<label key=${key}><span>${text}</span>
          <input type="number" inputmode="numeric" min="0" max=${MOST} step="1" value=${counts[key] || ""} onInput=${(/** @type {Event} */ event) => put(key, event)} /></label>`,
      )}
      <button type="submit" class="big">${t("desk.hands.send")}</button>
      <p role="status">${note}</p>
    </form>
  </details>`;
}
