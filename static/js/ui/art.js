/**
 * Cut-paper art of the wall and the remote: bunting, the clock, the tapis cloth, the border of the footer. Pictures only: every one is
 * decoration (`aria-hidden`), what it says stands beside it in words. Read next: ui/crowd.js, ui/scenery.js; icons are in ui/icons.js.
 */
import { html } from "../../vendor/preact-htm.js";

/** The six papers of the festival, in the order they hang. */
export const PAPERS = ["var(--violet)", "var(--warm)", "var(--leaf)", "var(--sun)", "var(--sky)", "var(--rose)"];

/** A number in 0..1 that is the same for the same `n` every time: the hall must not flicker. @param {number} n */
export function steady(n) {
  const wave = Math.sin(n * 12.9898 + 4.1) * 43758.5453;
  return wave - Math.floor(wave);
}

/** Five ways to cut a flag 60 wide that hangs from (0,0). */
const FLAGS = [
  "M-30 0H30L2 62Z",
  "M-27 0H27V52L0 40L-27 52Z",
  "M-26 0H26V28C26 48 14 56 0 56S-26 48-26 28Z",
  "M-28 0H28L24 48L8 38L-4 52L-22 42Z",
  "M-25 0H25V44L12 54L0 44L-12 54L-25 44Z",
];
/** What is punched out of every other flag. */
const HOLES = ["M0 14L8 24L0 34L-8 24Z", "M0 14A8 8 0 1 1 0 30A8 8 0 1 1 0 14Z"];

const SPAN = 480;
const WIDE = 4800;
const DIP = 44;

/** How far the string hangs down at `x`. @param {number} x */
function sag(x) {
  const part = (((x % SPAN) + SPAN) % SPAN) / SPAN;
  return 4 * DIP * part * (1 - part);
}

/** @param {number} i */
function flag(i) {
  const x = i * 78 + 24 + (steady(i) - 0.5) * 8;
  const slope = (Math.atan2(sag(x + 10) - sag(x - 10), 20) * 180) / Math.PI;
  const turn = slope + (steady(i + 40) - 0.5) * 9;
  const cut = FLAGS[i % FLAGS.length];
  const hole = i % 2 ? "" : HOLES[(i >> 1) % 2];
  return html`<g transform=${`translate(${x.toFixed(1)} ${(sag(x) - 3).toFixed(1)}) rotate(${turn.toFixed(1)})`}>
    <path d=${cut} transform="translate(3 5)" fill="var(--ink)" opacity=".14" />
    <path d=${cut + hole} fill-rule="evenodd" fill=${PAPERS[(i * 5 + (i >> 2)) % PAPERS.length]} />
  </g>`;
}

/** A string of cut-paper flags over the full width; it is cut off at the sides, never squeezed. */
export function Bunting() {
  const strings = Array.from({ length: WIDE / SPAN }, (_, i) => `M${i * SPAN} 0Q${i * SPAN + SPAN / 2} ${DIP * 2} ${(i + 1) * SPAN} 0`);
  return html`<svg class="bunting" viewBox=${`0 -4 ${WIDE} 116`} preserveAspectRatio="xMidYMin slice" aria-hidden="true">
    <path d=${strings.join("")} fill="none" stroke="var(--ink)" stroke-width="3" />
    ${Array.from({ length: Math.floor(WIDE / 78) }, (_, i) => flag(i))}
  </svg>`;
}

/** Corners of a hand-cut octagon on a circle of radius 50, a little uneven. */
const OCTAGON = Array.from({ length: 8 }, (_, i) => {
  const angle = ((i + 0.5) * Math.PI) / 4;
  const radius = 47 + steady(i + 7) * 3;
  return `${(50 + Math.sin(angle) * radius).toFixed(1)},${(50 - Math.cos(angle) * radius).toFixed(1)}`;
}).join(" ");

/** A slice of the clock from the top, clockwise. @param {number} share 0..1 */
function slice(share) {
  if (share >= 0.999) return "M-20 -20H120V120H-20Z";
  const angle = share * 2 * Math.PI;
  const x = 50 + Math.sin(angle) * 80;
  const y = 50 - Math.cos(angle) * 80;
  return `M50 50V-30A80 80 0 ${share > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}Z`;
}

/**
 * The clock: paper that is eaten up. No announcement here: the live region says "5 seconds left".
 * @param {{left: number, seconds: number, label: string}} props
 */
export function Timer({ left, seconds, label }) {
  const whole = Math.ceil(left);
  const share = seconds > 0 ? Math.min(1, left / seconds) : 0;
  const minutes = seconds > 120 ? `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}` : "";
  return html`<div class=${`timer ${whole <= 5 ? "soon" : ""} ${minutes && "is-minutes"}`} role="timer" aria-label=${label}>
    <svg viewBox="0 0 100 104" aria-hidden="true">
      <clipPath id="octagon"><polygon points=${OCTAGON} /></clipPath>
      <polygon points=${OCTAGON} transform="translate(0 4)" fill="var(--ink)" />
      <polygon points=${OCTAGON} fill="#fff6dd" />
      <path class="timer-sand" d=${slice(share)} clip-path="url(#octagon)" />
      <polygon points=${OCTAGON} fill="none" stroke="var(--ink)" stroke-width="3.4" stroke-linejoin="round" />
    </svg>
    <span class="timer-number" aria-hidden="true">${minutes || whole}</span>
  </div>`;
}

/** The paper of the diamond at (column, row): mirrored to the middle, as on the loom. @param {number} column @param {number} row @param {number} columns @param {number} rows */
function thread(column, row, columns, rows) {
  const x = Math.min(column, columns - 1 - column);
  const y = Math.min(row, rows - 1 - row);
  return PAPERS[Math.floor((x + y * 2) / 1.5) % PAPERS.length];
}

/**
 * A piece of tapis, the woven cloth of Lampung: diamonds that fill from the middle outwards.
 * @param {{share: number, columns: number, rows: number}} props
 */
export function Tapis({ share, columns, rows }) {
  const cells = Array.from({ length: columns * rows }, (_, i) => ({ column: i % columns, row: Math.floor(i / columns), i }));
  /** @param {{column: number, row: number, i: number}} cell */
  const distance = (cell) =>
    Math.hypot((cell.column - (columns - 1) / 2) / columns, (cell.row - (rows - 1) / 2) / rows / 2.2) + steady(cell.i) * 0.05;
  const order = [...cells].sort((one, other) => distance(one) - distance(other));
  const woven = new Set(order.slice(0, Math.round(share * cells.length)).map((cell) => cell.i));
  return html`<svg class="tapis" viewBox=${`0 0 ${columns * 10} ${rows * 10}`} preserveAspectRatio="none" aria-hidden="true">
    ${cells.map(
      ({ column, row, i }) => html`<path
        key=${i}
        class="thread"
        d=${`M${column * 10 + 5} ${row * 10 + 0.6}l4.4 4.4l-4.4 4.4l-4.4-4.4Z`}
        fill=${woven.has(i) ? thread(column, row, columns, rows) : "var(--line)"}
        opacity=${woven.has(i) ? 1 : 0.55}
      />`,
    )}
  </svg>`;
}

/** What each form of bullying happens with: a push, words, a circle that shuts somebody out, a phone. */
const FORM_SIGNS = {
  fisik: html`<path fill="var(--warm)" d="M8 40l20-6 6 6-4 14-14 4z" /><path fill="var(--ink)" d="M30 33l9-15c2-4 8-3 8 2v5l7-6c4-3 9 1 7 5l-4 8 9-3c5-1 7 5 3 8L49 54c-6 4-14 3-18-3z" /><path d="M72 20l10-7M77 33l13-2M73 46l11 5" stroke="var(--warm)" stroke-width="6" stroke-linecap="round" />`,
  verbal: html`<path fill="var(--leaf)" d="M10 16h64q8 0 8 8v30q0 8-8 8H42L24 80l1-18H10q-6 0-6-8V24q0-8 6-8z" /><path d="M22 32h42M22 46h28" stroke="#fff" stroke-width="7" stroke-linecap="round" />`,
  sosial: html`<g fill="var(--rose)"><circle cx="22" cy="30" r="11" /><path d="M4 66c0-26 36-26 36 0z" /><circle cx="48" cy="24" r="11" /><path d="M30 58c2-22 34-22 36 0z" opacity=".75" /></g><circle cx="80" cy="58" r="9" fill="var(--ink)" /><path d="M65 88c0-22 30-22 30 0z" fill="var(--ink)" />`,
  siber: html`<rect x="26" y="6" width="46" height="84" rx="9" fill="var(--sky)" /><path d="M33 18h32v54H33z" fill="#fff" /><circle cx="49" cy="81" r="4.500" fill="#fff" /><path d="M39 32h20M39 44h14M39 56h20" stroke="var(--sky)" stroke-width="5" stroke-linecap="round" />`,
};

/** @param {{form: string}} props */
export function FormSign({ form }) {
  return html`<svg class="form-sign" viewBox="0 0 96 96" fill="none" aria-hidden="true">${FORM_SIGNS[/** @type {keyof typeof FORM_SIGNS} */ (form)]}</svg>`;
}
