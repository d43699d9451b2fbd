/**
 * The end of a game: thanks, one number for the whole hall, on the wall the best groups; on the phone my own points and my group's, which
 * nobody else sees. Server side and words: quizserver/rounds/podium.py.
 */
import { html } from "../../vendor/preact-htm.js";
import { Question } from "../ui/Question.js";

/** What the facilitator does now, by step. @param {any} round */
export const todo = (round) => `desk.podium.todo_${round.step}`;

/** Nothing to answer: phones stay quiet and may sleep. */
export const answers = false;

/** More names than this in one place, and the wall counts them. */
const MOST_NAMES = 4;

export const styles = `
  .podium-body.has-best { display: grid; grid-template: "title title" auto "best number" minmax(0, 1fr) "thanks thanks" auto / minmax(0, 1.5fr) minmax(0, 1fr); align-items: center; gap: calc(1.2 * var(--u)) calc(4 * var(--u)); text-align: left; }
  .has-best h1 { grid-area: title; text-align: center; }
  .has-best .podium-thanks { grid-area: thanks; text-align: center; }
  .has-best .podium-number { grid-area: number; }
  .has-best .podium-number strong { font-size: calc(15 * var(--u)); }
  .podium-best { grid-area: best; }
  .podium-best h2 { margin-bottom: calc(1 * var(--u)); color: var(--violet-dark); font-size: calc(3.8 * var(--u)); }
  .podium-best ol { display: grid; gap: calc(1.2 * var(--u)); }
  .podium-best li { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; gap: calc(2 * var(--u)); padding: calc(0.9 * var(--u)) calc(2.4 * var(--u)) calc(1.1 * var(--u)) calc(1.4 * var(--u)); border-radius: var(--cut); background: var(--card); box-shadow: var(--lift); }
  .podium-best li.place-1 { background: var(--sun); }
  .podium-place { display: grid; place-items: center; width: 1.7em; height: 1.7em; border-radius: 50% 46% 52% 48%; background: var(--violet-dark); color: #fff; font-weight: 800; }
  .podium-names { font-weight: 800; font-size: 1.15em; line-height: 1.12; overflow-wrap: anywhere; }
  .podium-best small { font-size: calc(3.5 * var(--u)); font-weight: 600; white-space: nowrap; }
  .tighter .podium-names { font-size: 1em; }
  .tighter.has-best .podium-thanks, .tighter .podium-best h2, .tightest .podium-best small { display: none; }
`;

/** @param {{round: any, you: any, t: typeof import("../words.js").t}} props */
export function Phone({ round, you, t }) {
  const { title, hall } = round.body;
  return html`<section class="podium">
    <div class="bunting" aria-hidden="true"></div>
    <${Question} text=${title} />
    ${hall && hall.right_share !== null && html`<p class="hall-number"><b>${hall.right_share}%</b> ${t("phone.podium.hall")}</p>`}
    ${you.score.points > 0 && html`<p class="own-number">${t("phone.result.total", { points: you.score.points })}<small>${t("phone.podium.own")}</small></p>`}
    ${you.player.group && you.score.group > 0 && html`<p class="own-number">${t("phone.podium.group", { name: you.player.group.name, points: you.score.group })}</p>`}
    <p class="look-up">${t("phone.podium.thanks")}</p>
  </section>`;
}

/** At most three places; who is not among them is told on their own phone only. @param {{best: any[], t: typeof import("../words.js").t}} props */
function Best({ best, t }) {
  return html`<section class="podium-best">
    <h2>${t("screen.podium.best")}</h2>
    <ol>
      ${best.map(
        ({ place, names, points }) => html`<li class=${`place-${place}`}>
          <span class="podium-place"><span class="sr-only">${t("screen.podium.place", { place })}</span><span aria-hidden="true">${place}</span></span>
          <span class="podium-names">${names.length > MOST_NAMES ? t("screen.podium.many", { n: names.length }) : names.join(" · ")}</span>
          <small>${t("screen.podium.average", { points })}</small>
        </li>`,
      )}
    </ol>
  </section>`;
}

/** The wall: one number for all, and the best groups; nobody is last. @param {{round: any, progress: any, t: typeof import("../words.js").t, kit: typeof import("../screen/kit.js")}} props */
export function Screen({ round, progress, t, kit }) {
  const { title, hall, best = [] } = round.body;
  const share = hall ? hall.right_share : null;
  const heads = (hall && hall.players) || (progress && progress.players) || 0;
  return html`<div class="round podium">
    <${kit.Fit} class=${best.length ? "podium-body has-best" : "podium-body"} on=${title}>
      <h1>${title}</h1>
      ${best.length > 0 && html`<${Best} best=${best} t=${t} />`}
      ${share === null || share === undefined
        ? html`<p class="podium-thanks">${t("screen.podium.thanks")}</p>`
        : html`<p class="podium-number"><strong>${t("screen.share.percent", { share })}</strong><span>${t("screen.podium.right", { answers: hall.answers })}</span></p>
            <p class="podium-thanks">${t("screen.podium.thanks")}</p>`}
    <//>
    <${kit.Tapis} share=${1} columns=${60} rows=${3} />
    <${kit.Crowd} heads=${heads} seats=${Math.max(24, heads)} />
  </div>`;
}

/** The remote. @param {{round: any, t: typeof import("../words.js").t}} props */
export function Desk({ round, t }) {
  const { title, hall } = round.body;
  const share = hall && hall.right_share;
  return html`<section class="card"><h3>${title}</h3>${typeof share === "number" && html`<p><strong>${t("screen.share.percent", { share })}</strong> ${t("screen.podium.right", { answers: hall.answers })}</p>`}</section>`;
}
