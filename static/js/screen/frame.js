/**
 * The edge of the wall: the dark footer with the address and the next keys, the buttons that come with the mouse, the short messages.
 * Which command is offered when is decided by screen/commands.js; here is only which of them are worth the room in the footer.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { Morning } from "../ui/tapis.js";
import { t } from "../words.js";
import { command } from "./commands.js";
import { Fit } from "./fit.js";

/** @typedef {import("./commands.js").Context} Context */

const SHOWN_MS = 3500;

/** Commands worth a hint now, the most useful first. @param {Context} c */
export function hints(c) {
  const { view } = c;
  if (view.wall === "qr") return ["advance", "qr"];
  if (view.wall !== "game" || view.paused) return ["advance", "keys"];
  if (view.phase === "lobby") return ["advance", "qr", "keys"];
  if (view.phase === "open") return ["advance", "leak", "again", "more", "pause"];
  if (view.phase === "closed") return ["advance", "reopen", "again", "pause", "keys"];
  return ["advance", "keys"];
}

/** @param {Context} c @param {string[]} ids */
function allowed(c, ids) {
  return ids.map(command).filter((one) => one.may(c));
}

/** What stands on a key. @param {string} cap */
export function capText(cap) {
  return cap === "space" ? t("screen.key.space") : cap;
}

/** @param {{c: Context, address: string}} props */
export function Footer({ c, address }) {
  const shown = allowed(c, hints(c)).slice(0, 3);
  const names = shown.map((one) => one.name(c));
  return html`<footer class="footer">
    <${Fit} class="footer-row" on=${[address, c.view.locked, ...names].join("|")}>
      <p class="footer-join">
        ${address && html`<span class="footer-label">${t("screen.footer.join")}</span> <strong>${address}</strong>`}
        ${c.view.locked && html`<span class="badge">${t("screen.footer.locked")}</span>`}
      </p>
      <ul class="hints">
        ${shown.map((one, i) => html`<li key=${one.id}><kbd>${capText(one.cap)}</kbd> <span>${names[i]}</span></li>`)}
      </ul>
    <//>
    <${Morning} progress=${c.progress} />
  </footer>`;
}

/** Is the mouse being moved, or the page touched? */
function useMouse() {
  const [moves, setMoves] = useState(false);
  useEffect(() => {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    function moved() {
      setMoves(true);
      clearTimeout(timer);
      timer = setTimeout(setMoves, SHOWN_MS, false);
    }
    const events = ["mousemove", "touchstart"];
    events.forEach((event) => document.addEventListener(event, moved, { passive: true }));
    return () => events.forEach((event) => document.removeEventListener(event, moved));
  }, []);
  return moves;
}

/**
 * A button for a command. A click with the mouse gives the focus back, or the next press of space would be a second click.
 * @param {{c: Context, id: string, primary?: boolean, done?: () => void}} props
 */
export function Do({ c, id, primary = false, done }) {
  const one = command(id);
  /** @param {MouseEvent} event */
  function click(event) {
    if (event.detail > 0) /** @type {HTMLElement} */ (event.currentTarget).blur();
    if (done) done();
    one.run(c);
  }
  return html`<button type="button" class=${`do do-${id}${primary ? " primary" : ""}`} disabled=${!one.may(c)} onClick=${click}>
    <span>${one.name(c)}</span><kbd aria-hidden="true">${capText(one.cap)}</kbd>
  </button>`;
}

/** The bar of buttons over the footer: with the mouse, a touch, or the tab key. @param {{c: Context}} props */
export function Bar({ c }) {
  const moves = useMouse();
  const ids = [...new Set([...hints(c), "calm", "keys"])].filter((id) => command(id).may(c));
  const shown = [...ids.filter((id) => id !== "keys").slice(0, 5), "keys"];
  return html`<nav class=${moves ? "bar-of-buttons shown" : "bar-of-buttons"} aria-label=${t("screen.bar")}>
    <${Fit} class="bar-row" on=${shown.join() + c.view.v}>
      ${shown.map((id, i) => html`<${Do} key=${id} c=${c} id=${id} primary=${i === 0} />`)}
    <//>
  </nav>`;
}

/** @param {{text: string}} props */
export function Toast({ text }) {
  return html`<div class="toast-place" role="status">${text && html`<p class="toast">${text}</p>`}</div>`;
}
