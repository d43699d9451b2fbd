/**
 * What the desk hands to every round type: hand counts (hands.js), the hall's answers as a small table. `Desk` in rounds/*.js gets it as `kit` and
 * imports none of it, because phones fetch those files too. Nothing here knows a round type.
 */
import { html } from "../../vendor/preact-htm.js";
import { useSaid } from "../ui/announce.js";
import { t } from "../words.js";

export { changeText, shareText } from "../screen/kit.js";
export { number } from "../words.js";

export { Hands, Paper } from "./hands.js";

/** @param {{rows: {label: string, text: string, share: string, isRight: boolean}[]}} props */
export function Shares({ rows }) {
  return html`<ul class="shares">
    ${rows.map(({ label, text, share, isRight }) => html`<li class=${isRight ? "is-right" : ""}><span><b>${label}</b> ${text}</span><strong>${share}${isRight && html`<span class="sr-only"> ${t("desk.right")}</span> <i aria-hidden="true">✓</i>`}</strong></li>`)}
  </ul>`;
}

/** The explanation, to be read out; nothing where the item has none. @param {{text: string}} props */
export function ReadOut({ text }) {
  return text && html`<p class="read-out"><b>${t("desk.read_out")}</b> ${text}</p>`;
}

/**
 * Sends an action of the round and keeps what it was refused with.
 * @param {(action: string, payload: object) => Promise<import("../net.js").Ack>} act
 */
export function useActs(act) {
  const [said, setSaid] = useSaid();
  return {
    said,
    /** @param {string} action @param {object} [payload] */
    async run(action, payload = {}) {
      const ack = await act(action, payload);
      setSaid(ack.ok ? "" : ack.error.message);
    },
  };
}
