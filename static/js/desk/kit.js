/**
 * What the desk hands to every round type: hand counts and the hall's answers as a small table. `Desk` in rounds/*.js gets it as `kit` and
 * imports none of it, because phones fetch those files too. Nothing here knows a round type.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";

export { changeText, shareText } from "../screen/kit.js";
export { number } from "../words.js";

/** @typedef {{id: string, label: string, text?: string}} Option */

/**
 * Hands counted in the hall, per option. Sent together; they replace the earlier ones of this round.
 * @param {{options: Option[], act: (action: string, payload: object) => Promise<import("../net.js").Ack>}} props
 */
export function Hands({ options, act }) {
  const [counts, setCounts] = useState(/** @type {Record<string, string>} */ ({}));
  const [said, setSaid] = useState("");
  /** @param {Event} event */
  async function send(event) {
    event.preventDefault();
    const ack = await act("hands", { counts: Object.fromEntries(options.map(({ id }) => [id, Number(counts[id] || 0)])) });
    setSaid(ack.ok ? t("desk.hands.saved") : ack.error.message);
  }
  return html`<details class="card hands">
    <summary>${t("desk.hands.title")}</summary>
    <form onSubmit=${send}>
      <p>${t("desk.hands.text")}</p>
      ${options.map(
        ({ id, label, text }) => html`<p class="hand-row"><label for=${`hands-${id}`}><b>${label}</b> ${text || ""}</label>
          <input id=${`hands-${id}`} type="number" inputmode="numeric" min="0" max="2000" value=${counts[id] || ""} placeholder="0" onInput=${(/** @type {any} */ event) => setCounts({ ...counts, [id]: event.target.value })} /></p>`,
      )}
      <button class="do wide">${t("desk.hands.send")}</button>
      <p role="status">${said}</p>
    </form>
  </details>`;
}

/** @param {{rows: {label: string, text: string, share: string, isRight: boolean}[]}} props */
export function Shares({ rows }) {
  return html`<ul class="shares">
    ${rows.map(({ label, text, share, isRight }) => html`<li class=${isRight ? "is-right" : ""}><span><b>${label}</b> ${text}</span><strong>${share}${isRight && html`<span class="sr-only"> ${t("desk.right")}</span> <i aria-hidden="true">✓</i>`}</strong></li>`)}
  </ul>`;
}

/**
 * Sends an action of the round and keeps what it was refused with.
 * @param {(action: string, payload: object) => Promise<import("../net.js").Ack>} act
 */
export function useActs(act) {
  const [said, setSaid] = useState("");
  return {
    said,
    /** @param {string} action @param {object} [payload] */
    async run(action, payload = {}) {
      const ack = await act(action, payload);
      setSaid(ack.ok ? "" : ack.error.message);
    },
  };
}
