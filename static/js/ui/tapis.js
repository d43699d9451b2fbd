/**
 * The tapis of the pledge: a woven cloth of Lampung that fills the place it is given. Its diamonds are promises, woven from the middle outwards;
 * its two borders are the threads of the whole morning. Pictures only, decoration (`aria-hidden`): counts stand beside it in words, names nowhere.
 * The small piece for other scenes is `Tapis` in art.js; looks are in `styles` of ../rounds/pledge.js and in css/screen.css (.ribbon).
 */
import { html, useEffect, useMemo, useRef, useState } from "../../vendor/preact-htm.js";
import { PAPERS, steady } from "./art.js";

const FEWEST = 160;
const MOST = 640;

/** The heart of a diamond, in the order of PAPERS: light on dark and dark on light, so that the weave is seen from afar. */
const HEARTS = ["var(--sun)", "var(--paper)", "var(--sun)", "var(--rose)", "var(--paper)", "var(--sun)"];

/** @typedef {{columns: number, rows: number}} Loom */
/** @typedef {{column: number, row: number, x: number, y: number, far: number}} Cell */

/**
 * How many diamonds stand in a row and a column: about `heads`, as square as the box allows, and odd, so that the cloth has a middle.
 * @param {number} width @param {number} height @param {number} heads @returns {Loom}
 */
export function loom(width, height, heads) {
  const cells = Math.min(MOST, Math.max(FEWEST, heads));
  const size = Math.sqrt((width * height) / cells);
  const odd = (/** @type {number} */ n) => 2 * Math.floor(n / 2) + 1;
  const rows = Math.max(3, odd(height / size));
  return { columns: Math.max(9, odd((width / height) * rows)), rows };
}

/** The cells of a loom from the middle outwards: the order in which they are woven. @param {Loom} one @returns {Cell[]} */
export function weave({ columns, rows }) {
  const cells = Array.from({ length: columns * rows }, (_, i) => {
    const column = i % columns;
    const row = Math.floor(i / columns);
    const x = column - (columns - 1) / 2;
    const y = row - (rows - 1) / 2;
    return { column, row, x, y, far: Math.hypot(x / columns, y / rows / 2.2) + steady(i) * 0.06 };
  });
  return cells.sort((one, other) => one.far - other.far);
}

/** Which paper a diamond has: large diamonds inside each other, one beside the next, mirrored to the middle. @param {Cell} cell @param {Loom} one */
function paperOf({ x, y }, { rows }) {
  const period = Math.max(6, rows + 1);
  const across = Math.abs(((Math.abs(x) + period / 2) % period) - period / 2);
  return Math.round(across + Math.abs(y));
}

/** @param {{cell: Cell, one: Loom, isWoven: boolean, at: number}} props */
function Thread({ cell, one, isWoven, at }) {
  const paper = paperOf(cell, one);
  const place = `translate(${cell.column * 10 + 5} ${cell.row * 10 + 5})`;
  return html`<g transform=${place}><g class=${isWoven ? "thread is-woven" : "thread"} style=${{ "--at": at.toFixed(2) }}>
    <path d="M0-4.600L4.600 0L0 4.600L-4.600 0Z" fill=${isWoven ? PAPERS[paper % PAPERS.length] : "var(--line)"} />
    ${isWoven && html`<path d="M0-1.700L1.700 0L0 1.700L-1.700 0Z" fill=${HEARTS[paper % HEARTS.length]} />`}
  </g></g>`;
}

/** The morning's threads as a border that grows from the middle to both sides. @param {{share: number}} props */
export function Border({ share }) {
  const open = (1 - Math.min(1, Math.max(0, share))) * 50;
  return html`<div class="ribbon" aria-hidden="true"><div class="ribbon-fill" style=${{ clipPath: `inset(0 ${open.toFixed(1)}% 0 ${open.toFixed(1)}%)` }}></div></div>`;
}

/**
 * The edge of the footer: a row of triangles (tumpal) that is woven through the whole morning. What is woven stays: late comers make the
 * share smaller, not the cloth.
 * @param {{progress: Record<string, any> | null}} props
 */
export function Morning({ progress }) {
  const most = useRef(0);
  most.current = Math.max(most.current, (progress && progress.woven) || 0);
  const open = (1 - Math.min(1, most.current)) * 50;
  return html`<div class="morning" aria-hidden="true" style=${{ clipPath: `inset(0 ${open.toFixed(1)}%)` }}></div>`;
}

/**
 * The cloth. `share` of its diamonds is woven; `border` of its borders. It fills its box and is laid out anew when that changes.
 * @param {{share: number, border: number, heads: number}} props
 */
export function Cloth({ share, border, heads }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const one = useMemo(() => loom(size.width, size.height, heads), [size, heads]);
  const cells = useMemo(() => weave(one), [one]);
  const woven = share > 0 ? Math.max(1, Math.round(Math.min(1, share) * cells.length)) : 0;
  // Hundreds of threads: drawn anew only when one is added.
  const threads = useMemo(
    () => cells.map((cell, i) => html`<${Thread} key=${`${cell.column}.${cell.row}`} cell=${cell} one=${one} isWoven=${i < woven} at=${i / cells.length} />`),
    [cells, woven],
  );
  return html`<div class="cloth" aria-hidden="true">
    <${Border} share=${border} />
    <div class="cloth-field" ref=${box}>${size.height > 0 && html`<svg viewBox=${`0 0 ${one.columns * 10} ${one.rows * 10}`} preserveAspectRatio="none">${threads}</svg>`}</div>
    <${Border} share=${border} />
  </div>`;
}
