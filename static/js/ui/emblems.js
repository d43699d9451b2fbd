/**
 * The large cut-paper picture of a round type, on the card before its section. Decoration only. A type without one gets the star.
 * Read next: ui/icons.js for the small signs.
 */
import { html } from "../../vendor/preact-htm.js";

/** A piece of paper with its shadow. @param {string} d @param {string} fill @param {string} [turn] */
const paper = (d, fill, turn = "") => html`<g transform=${turn}>
  <path d=${d} transform="translate(5 8)" fill="#1b1730" opacity=".22" /><path d=${d} fill=${fill} />
</g>`;

const HAND = "M62 112V46a12 12 0 0 1 24 0V96h4V30a12 12 0 0 1 24 0V96h4V40a12 12 0 0 1 24 0V100h4V64a11 11 0 0 1 22 0V136c0 38-24 60-56 60c-27 0-42-11-54-32L28 118c-9-15 8-27 20-16Z";
const RING = "M80 0A80 80 0 1 1 80 160A80 80 0 1 1 80 0ZM80 44A36 36 0 1 0 80 116A36 36 0 1 0 80 44Z";
const TILE = "M8 4H92Q98 4 98 12L96 90Q96 97 88 97L10 99Q3 99 3 91L2 11Q2 4 8 4Z";
const BUBBLE = "M20 0H260Q284 0 284 24L280 150Q280 172 258 172L132 174L84 224L88 174H22Q0 174 0 152L2 20Q2 0 20 0Z";
const STAR = "M120 0L154 78L238 86L174 142L194 224L120 180L46 224L66 142L2 86L86 78Z";

/** @param {string} letter @param {number} x @param {number} y @param {number} turn @param {string} fill */
const tile = (letter, x, y, turn, fill) => html`<g transform=${`translate(${x} ${y}) rotate(${turn})`}>
  ${paper(TILE, fill)}<text x="50" y="75" text-anchor="middle" font-size="70" font-weight="800" fill="#1b1730">${letter}</text>
</g>`;

/** Diamonds of the tapis inside a heart: column, row and paper. @type {[number, number, string][]} */
const WEAVE = [
  [0, 0, "#ffc93c"], [-1, 0, "#c2185b"], [1, 0, "#c2185b"], [0, 1, "#0b7a53"], [-2, 0, "#0b67c2"], [2, 0, "#0b67c2"], [-1, 1, "#ff7a1a"],
  [1, 1, "#ff7a1a"], [0, 2, "#5b2edb"], [-1, -1, "#5b2edb"], [1, -1, "#5b2edb"],
];

const PICTURES = {
  verdict: () => html`
    ${paper(HAND, "#ffffff", "translate(20 40) rotate(-8 90 100) scale(1.15)")}
    ${paper(RING, "#ff9a4d", "translate(236 40) rotate(6)")}
    <g transform="translate(130 210)" fill="none" stroke="#a9d3ff" stroke-width="15" stroke-linecap="round" stroke-linejoin="round">
      <path d="M130 0V170M76 176h108M24 34c40 0 60 14 106-2c46 16 66 2 106 2M30 38L2 100h58ZM230 38L202 100h58Z" /><path fill="#a9d3ff" d="M2 100h58a29 29 0 0 1-58 0ZM202 100h58a29 29 0 0 1-58 0Z" />
    </g>`,
  guess: () => html`${tile("?", 30, 30, -9, "#ffffff")}${tile("K", 150, 6, 6, "#ffc93c")}${tile("A", 268, 40, -4, "#ffffff")}
    ${tile("T", 66, 158, 5, "#ffc93c")}${tile("A", 190, 146, -7, "#ffffff")}${tile("?", 296, 176, 8, "#ff9a4d")}
    <circle cx="210" cy="328" r="46" fill="none" stroke="#ffffff" stroke-width="15" /><path d="M243 361l44 40" stroke="#ffffff" stroke-width="17" stroke-linecap="round" />`,
  choice: () => html`${paper("M90 0A90 90 0 1 1 90 180A90 90 0 1 1 90 0Z", "#ffc93c", "translate(10 20)")}
    ${paper("M0 4L168 0L172 166L6 172Z", "#ffffff", "translate(226 10) rotate(6)")}
    ${paper("M96 0L194 172L0 176Z", "#ff9a4d", "translate(6 220) rotate(-4)")}
    ${paper("M96 0L192 98L94 194L0 96Z", "#a9d3ff", "translate(216 206) rotate(4)")}`,
  slide: () => html`${paper(BUBBLE, "#ffffff", "translate(10 30) rotate(-4)")}
    <g transform="translate(62 62) rotate(-4)" stroke="#1b1730" stroke-width="14" stroke-linecap="round" opacity=".85"><path d="M0 30h176M0 68h136M0 106h160" /></g>
    ${paper(BUBBLE, "#ffc93c", "translate(410 232) scale(-.78 .78) rotate(4)")}`,
  message: () => html`<g fill="#ffc93c">${Array.from({ length: 12 }, (_, i) => html`<path d="M-17 -128L0 -196L17 -128Z" transform=${`translate(210 186) rotate(${i * 30 + (i % 3) * 3})`} />`)}</g>
    ${paper("M210 78A108 108 0 1 1 210 294A108 108 0 1 1 210 78Z", "#ffc93c")}
    <g fill="#1b1730"><circle cx="174" cy="170" r="11" /><circle cx="246" cy="170" r="11" /></g><path d="M162 210q48 48 96 0" fill="none" stroke="#1b1730" stroke-width="12" stroke-linecap="round" />
    ${paper("M214 420C210 372 214 344 226 312L242 318C232 350 230 382 234 420Z", "#0b7a53")}${paper("M228 372C250 330 296 324 330 336C318 376 274 396 228 372Z", "#0b7a53")}${paper("M218 396C198 358 156 350 122 360C134 398 176 418 218 396Z", "#12996a")}`,
  case: () => html`${paper("M210 96C170 60 96 56 30 74V340C96 322 170 326 210 360C250 326 324 322 390 340V74C324 56 250 60 210 96Z", "#ffffff")}
    <path d="M210 96V360" stroke="#1b1730" stroke-width="8" /><g stroke="#0b67c2" stroke-width="13" stroke-linecap="round" opacity=".8"><path d="M66 126q56-10 106 12M66 176q56-10 106 12M66 226q40-8 74 4M250 138q50-22 106-12M250 188q50-22 106-12M250 238q36-16 70-14" /></g>
    ${paper("M300 44V150L326 128L352 150V36Z", "#c2185b")}`,
  discussion: () => html`${paper(BUBBLE, "#5b2edb", "translate(4 20) scale(.98)")}
    <g fill="#ffffff"><circle cx="78" cy="106" r="15" /><circle cx="138" cy="106" r="15" /><circle cx="198" cy="106" r="15" /></g>
    ${paper(BUBBLE, "#ff7a1a", "translate(412 196) scale(-.9 .9)")}<path d="M204 262h150M204 300h104" stroke="#ffffff" stroke-width="15" stroke-linecap="round" />`,
  podium: () => html`${paper(STAR, "#ffc93c", "translate(70 20) scale(1.15)")}
    ${paper(STAR, "#ffffff", "translate(0 270) scale(.5) rotate(-10)")}${paper(STAR, "#ff9a4d", "translate(280 260) scale(.55) rotate(8)")}`,
  pledge: () => html`${paper("M210 376C70 284 20 210 34 132C48 54 152 34 210 112C268 34 372 54 386 132C400 210 350 284 210 376Z", "#ffffff")}
    ${WEAVE.map(([x, y, fill]) => html`<path d="M0-27L27 0L0 27L-27 0Z" transform=${`translate(${210 + Number(x) * 58} ${178 + Number(y) * 58})`} fill=${fill} />`)}`,
  describe: () => html`${paper("M54 168L262 64L282 316L66 244Q34 234 34 206Q34 178 54 168Z", "#ffc93c", "rotate(-6 160 200)")}
    ${paper("M88 262L150 280L166 366Q168 382 150 382H124Q112 382 110 368Z", "#ff7a1a", "rotate(-6 160 200)")}
    <g fill="none" stroke="#ffffff" stroke-width="20" stroke-linecap="round"><path d="M318 120L374 84M330 184H400M318 248L374 284" /></g>`,
  field: () => html`${paper("M120 30A108 108 0 1 1 120 246A108 108 0 1 1 120 30Z", "#ffffff", "translate(50 10)")}
    <path d="M170 92L214 124L197 176H143L126 124ZM170 40V92M214 124L266 108M197 176L230 220M143 176L110 220M126 124L74 108" fill="#1b1730" stroke="#1b1730" stroke-width="9" stroke-linejoin="round" />
    ${paper("M70 0L128 150H150V178H-10V150H12Z", "#ff7a1a", "translate(30 222)")}${paper("M70 0L128 150H150V178H-10V150H12Z", "#ffc93c", "translate(248 222)")}`,
};

/** @param {{type: string}} props */
export function Emblem({ type }) {
  const picture = PICTURES[/** @type {keyof typeof PICTURES} */ (type)] || PICTURES.podium;
  return html`<svg class="emblem" viewBox="0 0 420 420" aria-hidden="true">${picture()}</svg>`;
}
