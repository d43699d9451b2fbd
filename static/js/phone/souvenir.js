/**
 * A picture to keep: the cloth of the morning, the sentence of the pledge, and the help numbers small at its foot, so that a child can carry
 * them without showing that they are wanted. Drawn here, the same for everybody; the server hears nothing of it. Works on plain http.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { numbersOf, useInfo } from "../ui/info.js";
import { t } from "../words.js";

const WIDE = 1080;
const HIGH = 1350;
const NAME = "kenang-kenangan.png";
const COLUMNS = 15;
const ROWS = 11;
const PAPERS = ["#5b2edb", "#ff7a1a", "#0b7a53", "#ffc93c", "#0b67c2", "#c2185b"];
const INK = "#1b1730";
const FONT = 'system-ui, -apple-system, Roboto, "Noto Sans", "Segoe UI", sans-serif';

/** @param {CanvasRenderingContext2D} draw @param {number[][]} corners @param {string} colour */
function cut(draw, corners, colour) {
  draw.fillStyle = colour;
  draw.beginPath();
  corners.forEach(([x, y], i) => (i ? draw.lineTo(x, y) : draw.moveTo(x, y)));
  draw.closePath();
  draw.fill();
}

/** @param {CanvasRenderingContext2D} draw */
function bunting(draw) {
  draw.strokeStyle = INK;
  draw.lineWidth = 5;
  draw.beginPath();
  draw.moveTo(0, 14);
  draw.quadraticCurveTo(WIDE / 2, 130, WIDE, 14);
  draw.stroke();
  for (let i = 0; i < 9; i += 1) {
    const x = 60 + i * 120;
    const part = x / WIDE;
    const y = 14 + 232 * part * (1 - part);
    const corners = i % 2 ? [[-44, 0], [44, 0], [44, 84], [0, 62], [-44, 84]] : [[-48, 0], [48, 0], [2, 98]];
    cut(draw, corners.map(([dx, dy]) => [x + dx, y + dy]), PAPERS[(i * 5) % PAPERS.length]);
  }
}

/** Diamonds mirrored to the middle, as on the loom. @param {CanvasRenderingContext2D} draw @param {number} top @param {number} high */
function cloth(draw, top, high) {
  const wide = (WIDE - 160) / COLUMNS;
  const tall = high / ROWS;
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const x = 80 + (column + 0.5) * wide;
      const y = top + (row + 0.5) * tall;
      const place = Math.min(column, COLUMNS - 1 - column) + 2 * Math.min(row, ROWS - 1 - row);
      cut(draw, [[x, y - tall * 0.47], [x + wide * 0.47, y], [x, y + tall * 0.47], [x - wide * 0.47, y]], PAPERS[Math.floor(place / 1.5) % PAPERS.length]);
    }
  }
}

/** Writes a line in the middle, smaller if it is long. @param {CanvasRenderingContext2D} draw @param {string} text @param {number} y @param {number} size @param {string} weight @param {string} colour */
function line(draw, text, y, size, weight, colour) {
  draw.font = `${weight} ${size}px ${FONT}`;
  const fits = Math.min(1, (WIDE - 140) / draw.measureText(text).width);
  draw.font = `${weight} ${Math.floor(size * fits)}px ${FONT}`;
  draw.fillStyle = colour;
  draw.fillText(text, WIDE / 2, y);
}

/** The picture as a `data:` address. @param {import("../ui/info.js").Channel[]} channels */
export function souvenir(channels) {
  const canvas = document.createElement("canvas");
  canvas.width = WIDE;
  canvas.height = HIGH;
  const draw = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  draw.fillStyle = "#fffbf2";
  draw.fillRect(0, 0, WIDE, HIGH);
  draw.textAlign = "center";
  bunting(draw);
  line(draw, `“${t("phone.souvenir.tagline")}”`, 290, 100, "800", INK);
  line(draw, t("phone.souvenir.line"), 366, 42, "400", "#5a5470");
  draw.fillStyle = "#ffffff";
  draw.fillRect(50, 420, WIDE - 100, 700);
  cloth(draw, 450, 640);
  const foot = channels.map((channel) => `${channel.label} ${numbersOf(channel)}`);
  for (let i = 0; i < Math.min(foot.length, 6); i += 2) line(draw, foot.slice(i, i + 2).join("   ·   "), 1190 + i * 22, 30, "600", "#5a5470");
  return canvas.toDataURL("image/png");
}

/** Saves it in one tap and shows it: where a browser saves nothing by itself, a long press on the picture does. */
export function Souvenir() {
  const { channels } = useInfo();
  const [picture, setPicture] = useState("");
  function save() {
    const address = souvenir(channels);
    setPicture(address);
    const link = document.createElement("a");
    link.href = address;
    link.download = NAME;
    document.body.append(link);
    link.click();
    link.remove();
  }
  return html`<div class="souvenir">
    <button type="button" class="button" onClick=${save}>${t("phone.souvenir.save")}</button>
    ${picture && html`<img src=${picture} alt=${t("phone.souvenir.alt")} width="216" height="270" /><p class="hint" role="status">${t("phone.souvenir.saved")}</p>`}
  </div>`;
}
