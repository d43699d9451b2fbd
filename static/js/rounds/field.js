/**
 * A group game without screens: on the wall what to bring, the steps and the timer; on the desk the points per team; phones may sleep.
 * No team is ranked while it runs. Server side and words: quizserver/rounds/field.py.
 */
import { html } from "../../vendor/preact-htm.js";
import { Question } from "../ui/Question.js";

/** Nothing to answer: phones stay quiet and may sleep. */
export const answers = false;

/** The points are what the desk is for now: they come before the remote. */
export const deskFirst = true;

/** What the desk is to do in this step. @param {any} round */
export const todo = (round) => `desk.field.todo_${round.step}`;

/** @typedef {typeof import("../words.js").t} T */
/** @typedef {typeof import("../screen/kit.js")} Kit */

/** @param {{round: any, t: T}} props */
export function Phone({ round, t }) {
  const isOver = round.step === "thanks";
  return html`<section class="slide">
    <${Question} text=${isOver ? t("phone.field.thanks") : t("phone.field.look")} />
    <p class="slide-text">${round.body.title}</p>
    ${!isOver && html`<p class="look-up">${t("phone.field.rest")}</p>`}
  </section>`;
}

/** The wall. @param {{round: any, t: T, left: number | undefined, kit: Kit}} props */
export function Screen({ round, t, left, kit }) {
  const { title, materials, steps, best } = round.body;
  if (round.step === "thanks") return html`<${Thanks} title=${title} best=${best || []} t=${t} kit=${kit} />`;
  return html`<div class="round field ${left === undefined ? "" : "is-timed"}">
    <header class="field-head"><p class="tag">${t("screen.field.tag")}</p><h1>${title}</h1></header>
    <${kit.Fit} class="field-body" on=${[materials, ...steps].join("|")}>
      ${materials && html`<p class="field-bring"><b>${t("screen.field.bring")}</b> ${materials}</p>`}
      <ol class="field-steps">
        ${steps.map((/** @type {string} */ text, /** @type {number} */ i) => html`<li key=${i} style=${{ "--i": i }}><span class="field-number" aria-hidden="true">${i + 1}</span><span class="sr-only">${t("screen.field.step", { n: i + 1 })}</span><span>${text}</span></li>`)}
      </ol>
    <//>
    ${left !== undefined && html`<div class="field-clock"><${kit.Clock} round=${round} left=${left} t=${t} />${left <= 0 && html`<p class="field-over">${t("screen.field.over")}</p>`}</div>`}
  </div>`;
}

/** A group has a name, a team made at the desk a number. @param {any} team @param {T} t */
const nameOf = (team, t) => team.name || t("screen.field.team", { n: team.n });

/** Thanks to all; at most three names, as the server chose them. @param {{title: string, best: any[], t: T, kit: Kit}} props */
function Thanks({ title, best, t, kit }) {
  return html`<div class="round field-thanks">
    <${kit.Fit} class="field-thanks-in" on=${title + best.length}>
      <p class="tag">${title}</p>
      <h1>${t("screen.field.thanks")}</h1>
      <p>${best.length ? t("screen.field.best") : t("screen.field.all")}</p>
      ${best.length > 0 && html`<ol class="field-best">${best.map((team, i) => html`<li key=${i} style=${{ "--i": i }}><strong>${nameOf(team, t)}</strong><span>${kit.number(team.points)}</span></li>`)}</ol>`}
    <//>
    <${kit.Tapis} share=${1} columns=${60} rows=${3} />
  </div>`;
}

/** The remote. @param {{round: any, t: T, act: (action: string, payload: object) => Promise<import("../net.js").Ack>, may: string[], kit: typeof import("../desk/kit.js")}} props */
export function Desk({ round, t, act, may, kit }) {
  const { title, materials, steps, teams, most_teams: most } = round.body;
  const acts = kit.useActs(act);
  const told = html`<section class="card">
    <h3>${title}</h3>
    ${materials && html`<p><b>${t("screen.field.bring")}</b> ${materials}</p>`}
    <ol class="clue-list">${steps.map((/** @type {string} */ text) => html`<li>${text}</li>`)}</ol>
  </section>`;
  return html`${round.step === "explain" && told}
    <section class="card field-points">
      <h3>${t("desk.field.points")}</h3>
      <p class="quiet">${teams.length ? t("desk.field.quiet") : t("desk.field.no_teams")}</p>
      ${may.includes("teams") && html`<${Make} most=${most} count=${teams.length} run=${acts.run} t=${t} />`}
      ${teams.map((/** @type {any} */ team) => html`<${Team} key=${team.id} team=${team} run=${acts.run} t=${t} kit=${kit} />`)}
      ${teams.length > 0 && html`<button class="do wide" disabled=${!may.includes("undo")} onClick=${() => acts.run("undo")}>${t("desk.field.undo")}</button>`}
      <p>${acts.said}</p>
    </section>
    ${round.step !== "explain" && told}`;
}

/** @param {{most: number, count: number, run: (action: string, payload?: object) => void, t: T}} props */
function Make({ most, count, run, t }) {
  const choices = [0, ...Array.from({ length: most - 1 }, (_, i) => i + 2)];
  return html`<div class="field-make" role="group" aria-label=${t("desk.field.make")}>
    <p>${t("desk.field.make")}</p>
    ${choices.map((n) => html`<button class="do" aria-pressed=${n === count} onClick=${() => run("teams", { count: n })}>${n}</button>`)}
  </div>`;
}

const STEPS = [-10, 10, 50];

/** @param {{team: any, run: (action: string, payload?: object) => void, t: T, kit: typeof import("../desk/kit.js")}} props */
function Team({ team, run, t, kit }) {
  const name = nameOf(team, t);
  return html`<div class="field-team"><b>${name}</b><strong>${kit.number(team.points)}</strong>
    ${STEPS.map((points) => html`<button class="do" aria-label=${t(points < 0 ? "desk.field.less" : "desk.field.more", { team: name, points: Math.abs(points) })}
      onClick=${() => run("points", { team: team.id, add: points })}>${points < 0 ? `−${-points}` : `+${points}`}</button>`)}
  </div>`;
}

export const styles = `
.round.field { grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); gap: calc(2 * var(--u)); }
.round.field.is-timed { grid-template-columns: minmax(0, 1fr) calc(28 * var(--u)); column-gap: calc(3 * var(--u)); }
.field-head { grid-column: 1; display: grid; gap: calc(1 * var(--u)); justify-items: start; }
.field-head h1 { font-size: calc(6.8 * var(--u)); }
.field-body { grid-column: 1; display: flex; flex-direction: column; gap: calc(2 * var(--u)); font-size: calc(3.5 * var(--u) * var(--k)); }
.field-bring { padding: 0.3em 0.8em 0.4em; align-self: flex-start; background: var(--sun); border-radius: var(--cut); line-height: 1.18; }
.field-steps { display: grid; align-content: space-evenly; flex: 1; gap: calc(1 * var(--u)); }
.field-steps li { display: flex; align-items: center; gap: calc(2 * var(--u)); font-weight: 700; line-height: 1.16; }
.field-number { flex: none; display: grid; place-items: center; width: 1.7em; height: 1.7em; color: #fff; background: var(--leaf); border-radius: var(--cut); font-weight: 800; }
.field-steps li:nth-child(3n + 2) .field-number { background: var(--violet); }
.field-steps li:nth-child(3n) .field-number { background: var(--rose); }
.tight .field-steps, .tighter .field-steps, .tightest .field-steps { gap: calc(0.6 * var(--u)); }
.field-body.tighter { gap: calc(1 * var(--u)); line-height: 1.14; }
.field-body.tightest .field-bring { display: none; }
.field-clock { grid-area: 1 / 2 / 3 / 3; display: grid; align-content: center; justify-items: center; gap: calc(2 * var(--u)); text-align: center; }
.field-clock .timer { width: calc(28 * var(--u)); }
.field-clock .timer-number { font-size: calc(12.5 * var(--u)); }
.field-clock .is-minutes .timer-number { font-size: calc(9 * var(--u)); }
.field-over { font-weight: 700; }
.round.field-thanks { grid-template-rows: minmax(0, 1fr) calc(8 * var(--u)); }
.field-thanks-in { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: calc(2.4 * var(--u)); text-align: center; }
.field-thanks-in h1 { font-size: calc(6.2 * var(--u) * min(var(--k), 1.2)); }
.field-best { display: flex; flex-wrap: wrap; justify-content: center; gap: calc(2.4 * var(--u)); }
.field-best li { display: grid; justify-items: center; padding: calc(1.6 * var(--u)) calc(4 * var(--u)) calc(2 * var(--u)); background: var(--card); border-radius: var(--cut); box-shadow: var(--lift); }
.field-best strong { font-size: calc(6 * var(--u)); line-height: 1.1; }
.field-thanks .tapis { width: calc(100% + 2 * var(--side)); height: 100%; margin-left: calc(-1 * var(--side)); }
.field-make { display: flex; flex-wrap: wrap; gap: var(--space-2); }
.field-make p { width: 100%; }
.field-make .do, .field-team .do { min-width: 3.25rem; }
.field-make [aria-pressed="true"] { color: #fff; background: var(--ink); border-color: var(--ink); }
.field-team { display: grid; grid-template-columns: minmax(0, 1fr) 3.25rem repeat(3, auto); align-items: center; gap: var(--space-2); }
.field-team strong { text-align: right; font-variant-numeric: tabular-nums; }
@media (prefers-reduced-motion: no-preference) {
  .field-steps li, .field-best li { animation: rise 0.3s ease-out backwards; animation-delay: calc(var(--i, 0) * 0.08s); }
}
`;
