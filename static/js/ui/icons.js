/**
 * Pictures as inline SVG components, coloured by `currentColor`. All are decoration: the word always stands beside them.
 * The name avatars are in phone/pages.js, because the lobby needs them first.
 */
import { html } from "../../vendor/preact-htm.js";

/** @param {any} drawing @param {string} [box] */
const svg = (drawing, box = "0 0 48 48") => html`<svg class="icon" viewBox=${box} aria-hidden="true" focusable="false">${drawing}</svg>`;

/** Ya: an open hand. */
export const Hand = () =>
  svg(html`<path fill="currentColor" d="M15 25V10.500a2.700 2.700 0 0 1 5.400 0V21h.8V6.700a2.700 2.700 0 0 1 5.400 0V21h.8V9a2.700 2.700 0 0 1 5.400 0v13h.8v-8a2.600 2.600 0 0 1 5.200 0v16C38.800 38.500 33.500 44 26 44c-6 0-9.500-2.500-12.500-7.500L6.700 26.200c-2-3.400 2-6 4.600-3.400z" />`);

/** Tergantung: a pair of scales. */
export const Scales = () =>
  svg(html`<g fill="none" stroke="currentColor" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"><path d="M24 6v34M15 41h18M8 12c6 0 9 2 16 0 7 2 10 0 16 0M9 13L3.500 28h11zM39 13l-5.500 15h11z" /><path fill="currentColor" d="M3.500 28h11a5.500 5.500 0 0 1-11 0zM33.500 28h11a5.500 5.500 0 0 1-11 0z" /></g>`);

/** Bukan: a plain ring. */
export const Ring = () => svg(html`<circle cx="24" cy="24" r="14" fill="none" stroke="currentColor" stroke-width="8" />`);

const SHAPES = [
  html`<circle cx="24" cy="24" r="17" />`,
  html`<rect x="8" y="8" width="32" height="32" rx="4" />`,
  html`<path d="M24 6l20 34H4z" stroke-linejoin="round" />`,
  html`<path d="M24 3l21 21-21 21L3 24z" />`,
  html`<path d="M24.0 2.5L31.9 14.1L45.4 18.0L36.8 29.2L37.2 43.2L24.0 38.5L10.8 43.2L11.2 29.2L2.6 18.0L16.1 14.1z" stroke-linejoin="round" />`,
  html`<path d="M15 4h18v11h11v18H33v11H15V33H4V15h11z" />`,
  html`<path d="M24 45C9 33 3 26 3 16.500A11.500 11.500 0 0 1 24 10a11.500 11.500 0 0 1 21 6.500C45 26 39 33 24 45z" />`,
  html`<path d="M4 8h24l17 16-17 16H4z" />`,
];

/** The shape of option 0-7: circle, square, triangle, diamond, star, cross, heart, flag. @param {{index: number}} props */
export const Shape = ({ index }) => svg(html`<g fill="currentColor">${SHAPES[index % SHAPES.length]}</g>`);

/** A met or an unmet test. @param {{met: boolean}} props */
export const Diamond = ({ met }) =>
  svg(html`<path d="M24 5l19 19-19 19L5 24z" fill=${met ? "currentColor" : "none"} stroke="currentColor" stroke-width="4" stroke-linejoin="round" />`);

export const Bubble = () => svg(html`<path fill="currentColor" d="M6 8h36v26H22l-9 9v-9H6z" />`);

export const Check = () => svg(html`<path d="M9 25l10 10 20-22" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" />`);

/** On its way: an arrow going up. */
export const Sending = () => svg(html`<path d="M24 40V10M11 22L24 9l13 13" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" />`);

/** Not there yet: an hourglass. */
export const Waits = () => svg(html`<path fill="currentColor" d="M12 5h24v5c0 7-6 10-9 14 3 4 9 7 9 14v5H12v-5c0-7 6-10 9-14-3-4-9-7-9-14z" />`);

export const Moon = () => svg(html`<path fill="currentColor" d="M30 6a19 19 0 1 0 12 27A17 17 0 0 1 30 6z" />`);
