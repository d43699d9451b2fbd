/**
 * The hall as a crowd of cut-paper children that fills as phones join. It shows how many, never who: a seat belongs to nobody.
 * Must not be here: names, lists, anything about one player. Read next: ui/art.js, screen/lobby.js.
 */
import { html, useEffect, useMemo, useRef, useState } from "../../vendor/preact-htm.js";
import { PAPERS, steady } from "./art.js";

/** Children drawn in a box of 40 x 44, standing on its lower edge. `{c}` clothing, `{s}` skin, `{h}` hair or cap. */
const BODY = "M3 46C3 33 11 27.5 20 27.5S37 33 37 46Z";
const KIDS = [
  // short hair
  { c: BODY, s: "M11 17a9 10 0 1 1 18 0a9 10 0 1 1-18 0Z", h: "M10 17C8 3 32 3 30 17C29 12 26 10.5 20 10.5S11 12 10 17Z" },
  // jilbab
  { c: "M20 3C8.5 3 8 14 8.5 22C6 30 3 36 3 46H37C37 36 34 30 31.500 22C32 14 31.500 3 20 3Z", s: "M13 17a7 8 0 1 1 14 0a7 8 0 1 1-14 0Z", h: "" },
  // ponytail
  { c: BODY, s: "M11 17a9 10 0 1 1 18 0a9 10 0 1 1-18 0Z", h: "M10 18C7 3 33 3 30 18C28 11 20 13 16 9C15 13 11 13 10 18ZM29 8C38 7 37 22 34 26C33 20 31 17 28 15Z" },
  // curls
  { c: BODY, s: "M12 18a8 9 0 1 1 16 0a8 9 0 1 1-16 0Z", h: "M9 19C4 15 7 9 10 9C9 3 17 2 20 4C24 1 31 4 30 9C34 10 35 16 31 19C31 12 26 11 20 11S9 12 9 19Z" },
  // peci
  { c: BODY, s: "M11 18a9 9.500 0 1 1 18 0a9 9.500 0 1 1-18 0Z", h: "M9.500 13C9.500 13 11 4 13 3.500C17 2.500 25 2.500 27.500 3.500C29 4 30.500 13 30.500 13C24 11 16 11 9.500 13Z" },
];
const SKINS = ["#8a5634", "#a86d45", "#c48a5c", "#70442a"];
const EMPTY = "#eee3c8";

/** How many seats the hall shows: always some free ones, in a few steps so that it is re-seated rarely. @param {number} heads */
export function seatsFor(heads) {
  return [24, 48, 90, 160, 240, 340, 480, 640].find((seats) => heads <= seats * 0.94) || Math.ceil(heads / 100) * 100 + 60;
}

/** @typedef {{columns: number, rows: number, size: number, stepX: number, stepY: number}} Grid */

/** The largest figures with which `seats` fit a stand of this shape. @param {number} width @param {number} height @param {number} seats @returns {Grid} */
export function seating(width, height, seats) {
  for (let size = height * 0.8; size > 4; size *= 0.97) {
    const stepX = size * 0.86;
    const stepY = size * 0.6;
    const columns = Math.floor((width - size) / stepX);
    const rows = Math.floor((height - size * 1.1) / stepY) + 1;
    if (columns > 0 && rows > 0 && columns * rows >= seats) {
      const fewest = Math.ceil(seats / columns);
      return { columns: Math.ceil(seats / fewest), rows: fewest, size, stepX: width / (Math.ceil(seats / fewest) + 0.5), stepY };
    }
  }
  return { columns: seats, rows: 1, size: 4, stepX: 4, stepY: 4 };
}

/** Seats in the order they are taken: spread over the hall, the same every time. @param {number} seats */
function order(seats) {
  const ranked = Array.from({ length: seats }, (_, i) => i).sort((one, other) => steady(one + 11) - steady(other + 11));
  const rank = new Array(seats);
  ranked.forEach((seat, at) => {
    rank[seat] = at;
  });
  return rank;
}

/** @param {{seat: number, grid: Grid, isTaken: boolean, height: number}} props */
function Kid({ seat, grid, isTaken, height }) {
  const row = Math.floor(seat / grid.columns);
  const column = seat % grid.columns;
  const scale = grid.size / 40;
  const x = (column + (row % 2 ? 0.5 : 0)) * grid.stepX + (steady(seat + 3) - 0.5) * grid.size * 0.14;
  const y = height - grid.size * 1.12 - (grid.rows - 1 - row) * grid.stepY + (steady(seat + 5) - 0.5) * grid.size * 0.12;
  const kid = KIDS[Math.floor(steady(seat + 1) * KIDS.length)];
  const paper = PAPERS[Math.floor(steady(seat + 2) * PAPERS.length)];
  const skin = SKINS[Math.floor(steady(seat + 4) * SKINS.length)];
  return html`<g transform=${`translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})`}>
    <g class=${isTaken ? "kid here" : "kid"} stroke="var(--paper)" stroke-width="3" stroke-linejoin="round" paint-order="stroke">
      <path d=${kid.c} fill=${isTaken ? paper : EMPTY} />
      <path d=${kid.s} fill=${isTaken ? skin : EMPTY} stroke-width=${isTaken ? 0 : 3} />
      ${kid.h && html`<path d=${kid.h} fill=${isTaken ? "var(--ink)" : EMPTY} stroke-width="0" />`}
    </g>
  </g>`;
}

/**
 * The stand. It fills the box it is put into and is re-seated when that box changes.
 * @param {{heads: number, seats?: number}} props
 */
export function Crowd({ heads, seats = seatsFor(heads) }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const rank = useMemo(() => order(seats), [seats]);
  const grid = useMemo(() => seating(size.width, size.height, seats), [size, seats]);
  // Hundreds of children: drawn anew only when somebody comes, not with every count the server sends.
  const kids = useMemo(
    () => rank.map((at, seat) => html`<${Kid} key=${seat} seat=${seat} grid=${grid} isTaken=${at < heads} height=${size.height} />`),
    [rank, grid, heads],
  );
  return html`<div class="crowd" ref=${box} aria-hidden="true">${size.height > 0 && html`<svg width=${size.width} height=${size.height}>${kids}</svg>`}</div>`;
}
