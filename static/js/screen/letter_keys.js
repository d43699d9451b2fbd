/**
 * Letter keys can be turned off on this device: a voice or an unsteady hand types letters without meaning a command (WCAG 2.1.4).
 * Space, arrows, Enter, Escape and the clicker stay. Which key does what stands in commands.js.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";

const KEPT = "letter_keys";

export function lettersAreOn() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true; // storage is blocked: as if nothing was ever chosen
  }
}

/** @param {string} key as in KeyboardEvent.key @param {boolean} on */
export const counts = (key, on) => on || key.length > 1 || key === " ";

/** @param {boolean} on */
function turn(on) {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // it cannot be kept; the keys stay as they are
  }
}

export function LetterKeys() {
  const [on, setOn] = useState(lettersAreOn);
  const change = () => {
    turn(!on);
    setOn(lettersAreOn());
  };
  return html`<label class="letter-keys"><input type="checkbox" checked=${on} onChange=${change} /> <span>${t("screen.keys.letters")}</span></label>`;
}
