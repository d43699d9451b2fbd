/**
 * The remote control: one big button for the next step, what to do now, and the other commands. No command is defined here:
 * screen/commands.js is the one table for keys and buttons.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { COMMANDS, advance, nextName } from "../screen/commands.js";
import { number, t } from "../words.js";
import { Hands } from "./hands.js";

/** @typedef {import("../screen/commands.js").Context} Context */

/** Two taps within this count once, as on the screen. */
const TWICE_MS = 800;
let tappedAt = -Infinity;

/** @param {Context} c */
function next(c) {
  const now = performance.now();
  if (now - tappedAt < TWICE_MS) return;
  tappedAt = now;
  return advance(c);
}

/** @param {{c: Context, left: number | undefined}} props */
export function Remote({ c, left }) {
  const { view } = c;
  if (view.phase === "setup") return html`<section class="card"><h2>${t("desk.setup.title")}</h2><p>${t("desk.setup.text")}</p></section>`;
  const others = COMMANDS.filter((one) => one.id !== "advance");
  return html`<${Now} c=${c} left=${left} />
    <button type="button" class="desk-next" onClick=${() => next(c)}>${nextName(view)}</button>
    <div class="commands">
      ${others.map((one) => html`<button type="button" class=${`command do-${one.id}`} disabled=${!one.may(c)} onClick=${() => one.run(c)}>${one.name(c)}</button>`)}
    </div>
    <${Round} c=${c} />`;
}

/** Where we are and what to do now. @param {{c: Context, left: number | undefined}} props */
function Now({ c, left }) {
  const { view, progress } = c;
  const { round } = view;
  const open = view.phase === "open";
  return html`<section class="card now">
    <p class="where">${round ? `${round.section} · ${t("desk.place", { number: round.number, of: round.of })}` : t(`desk.phase.${view.phase}`)}</p>
    <p role="status">${t(`desk.do.${what(view)}`)}</p>
    ${view.notes && html`<p class="notes"><strong>${t("desk.notes")}</strong> ${view.notes}</p>`}
    ${open && progress && round.step !== "show" && html`<p class="big-count"><strong>${number(progress.answered)}</strong> ${t("desk.answered", { players: progress.players })}
      ${left !== undefined && html` · ${t("desk.left", { seconds: Math.ceil(left) })}`}</p>`}
  </section>`;
}

/** Which sentence says what to do now. @param {Record<string, any>} view */
function what(view) {
  if (view.wall !== "game") return view.wall;
  if (view.paused) return "paused";
  if (view.phase === "open" && view.round.step === "show") return "show";
  return view.phase;
}

/** What the round type wants at the desk: its file is fetched when it is needed. @param {{c: Context}} props */
function Round({ c }) {
  const { round } = c.view;
  const [desks, setDesks] = useState(/** @type {Record<string, any>} */ ({}));
  const type = round ? round.type : "";
  useEffect(() => {
    if (type && !desks[type]) import(`../rounds/${type}.js`).then((file) => setDesks((known) => ({ ...known, [type]: file.Desk })));
  }, [type]);
  const Desk = desks[type];
  if (!round || !round.body || !Desk) return null;
  const act = (/** @type {string} */ action, /** @type {object} */ payload) => c.send("act", { round: round.number, action, payload });
  return html`<section class="card"><${Desk} key=${round.number} round=${round} progress=${c.progress} t=${t} act=${act} kit=${{ Hands }} /></section>`;
}
