/**
 * Answer tiles: shape + letter + text, a real button, with the state of the answer on the tile itself. Colour is only the third cue.
 * Looks are in css/phone.css (.tile). Read next: ui/answering.js.
 */
import { html } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { progressWord } from "./answering.js";
import { Check, Sending, Waits } from "./icons.js";

const STATE_ICON = { sending: Sending, late: Waits, sent: Check };

/** The state of the chosen tile in words and as a picture. @param {{progress: import("./answering.js").Progress}} props */
export function TileState({ progress }) {
  const icon = STATE_ICON[/** @type {keyof typeof STATE_ICON} */ (progress)];
  return icon && html`<span class="tile-state is-${progress}"><${icon} /> ${progressWord(progress)}</span>`;
}

/**
 * `several`: a checkbox instead of a button that sends at once.
 * @param {{tone: string, letter: string, mark: any, text: string, sub?: string, chosen: boolean, dimmed?: boolean,
 *   progress: import("./answering.js").Progress, several?: boolean, choose: () => void}} props
 */
export function Tile({ tone, letter, mark, text, sub, chosen, dimmed, progress, several, choose }) {
  const look = `tile tone-${tone} ${chosen ? "is-chosen" : dimmed ? "is-dimmed" : ""}`;
  const size = text.length <= 16 ? "short" : text.length <= 32 ? "middle" : "long";
  const inside = html`<span class="tile-mark">${mark}<b class="tile-letter">${letter}</b></span>
    <span class="tile-text is-${size}">${text}${sub && html`<small> ${sub}</small>`}</span>
    ${chosen && !several && html`<${TileState} progress=${progress} />`}`;
  if (several) {
    return html`<label class=${look}><input type="checkbox" class="cover" checked=${chosen} onChange=${choose} />${inside}<span class="tile-box">${chosen && html`<${Check} />`}</span></label>`;
  }
  return html`<button class=${look} aria-pressed=${chosen} onClick=${choose}>${inside}</button>`;
}

/** After the close: the same signs, no button. @param {{tone: string, letter: string, mark: any, text: string, right: boolean, mine: boolean}} props */
export function ShownAnswer({ tone, letter, mark, text, right, mine }) {
  return html`<li class="shown ${right ? "is-right" : ""}">
    <span class="tile-mark tone-${tone}">${mark}<b class="tile-letter">${letter}</b></span>
    <span class="tile-text">${text}
      ${(right || mine) && html`<small> ${right && html`<${Check} /> ${t("phone.result.key")}`}${right && mine && " · "}${mine && t("phone.result.mine")}</small>`}
    </span>
  </li>`;
}
