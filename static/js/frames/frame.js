/**
 * What the three frames of a preview share: views come in from the page around them, moves go out to it. Each frame is a document of its
 * own, with the styles of the real surface and its real size. Nothing is drawn here; who plays is ../staff/player.js.
 */
import { render, html, useEffect, useState } from "../../vendor/preact-htm.js";
import { loadWords } from "../words.js";

/** @typedef {Record<string, any>} Json */

let calls = 0;
/** @type {Map<number, (ack: Json) => void>} */
const waiting = new Map();

/** A move of the player or the facilitator; resolves with the ack. @param {Json} move @returns {Promise<any>} */
export function send(move) {
  calls += 1;
  const call = calls;
  parent.postMessage({ move, call }, location.origin);
  return new Promise((done) => waiting.set(call, done));
}

/** A round that takes the focus must not take it from whoever types outside. */
function leaveFocusAlone() {
  const focus = HTMLElement.prototype.focus;
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) focus.call(this, options);
  };
}

/** @param {any} Surface drawn with `{shown}`: what ../staff/player.js sends */
function Frame({ Surface }) {
  const [shown, setShown] = useState(/** @type {Json | null} */ (null));
  useEffect(() => {
    /** @param {MessageEvent} event */
    function heard(event) {
      if (event.source !== parent || event.origin !== location.origin) return;
      if (event.data.shown) setShown({ ...event.data.shown, arrived: performance.now() });
      const done = waiting.get(event.data.call);
      if (done) done(event.data.ack);
      waiting.delete(event.data.call);
    }
    addEventListener("message", heard);
    parent.postMessage({ ready: true }, location.origin);
    return () => removeEventListener("message", heard);
  }, []);
  return shown && html`<${Surface} shown=${shown} />`;
}

/** @param {any} Surface */
export async function start(Surface) {
  leaveFocusAlone();
  try {
    await loadWords(document.body.dataset.words || "");
  } catch {
    return; // the page around this frame has gone on meanwhile
  }
  render(html`<${Frame} Surface=${Surface} />`, /** @type {HTMLElement} */ (document.getElementById("app")));
}
