/**
 * Text that always fits: a box whose type is as large as its content allows, down to the smallest size a hall can read.
 * What has to give way at the last steps is said by the style sheet (`.tight`, `.tighter`, `.tightest`). No content in here.
 */
import { html, useEffect, useLayoutEffect, useRef } from "../../vendor/preact-htm.js";

/** Type scale of each step; 1 is the smallest readable size (3.5 % of the height), so the last steps shed things instead. */
const SCALES = [1.5, 1.4, 1.31, 1.23, 1.16, 1.1, 1.05, 1, 1, 1, 1];
const GIVES_WAY = ["tight", "tighter", "tightest"];
const NORMAL = SCALES.length - GIVES_WAY.length;

/** @param {HTMLElement} box @param {number} step */
function set(box, step) {
  box.style.setProperty("--k", String(SCALES[step]));
  GIVES_WAY.forEach((name, i) => box.classList.toggle(name, step >= NORMAL + i));
}

/** Does a child stick out? Rounding may cost a pixel. @param {HTMLElement} box */
function sticksOut(box) {
  return box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
}

/** @param {HTMLElement | null} box */
function fit(box) {
  if (!box || !box.clientHeight) return;
  for (let step = 0; step < SCALES.length; step += 1) {
    set(box, step);
    if (!sticksOut(box)) return;
  }
}

/**
 * @param {{class?: string, on: string, children?: any}} props `on`: changes when the content does
 */
export function Fit({ class: name = "", on, children }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => fit(box.current), [on]);
  useEffect(() => {
    const again = () => fit(box.current);
    const watch = new ResizeObserver(again);
    if (box.current) watch.observe(box.current);
    document.fonts.ready.then(again);
    return () => watch.disconnect();
  }, []);
  return html`<div ref=${box} class=${`fit ${name}`}>${children}</div>`;
}
