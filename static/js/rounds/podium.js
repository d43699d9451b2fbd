/** The end of a game: thanks, one number for the whole hall, and my own points, which nobody else sees. Server side and words: quizserver/rounds/podium.py. */
import { html } from "../../vendor/preact-htm.js";
import { Question } from "../ui/Question.js";

/** Nothing to answer: phones stay quiet and may sleep. */
export const answers = false;

/** @param {{round: any, you: any, t: typeof import("../words.js").t}} props */
export function Phone({ round, you, t }) {
  const { title, hall } = round.body;
  return html`<section class="podium">
    <div class="bunting" aria-hidden="true"></div>
    <${Question} text=${title} />
    ${hall && hall.right_share !== null && html`<p class="hall-number"><b>${hall.right_share}%</b> ${t("phone.podium.hall")}</p>`}
    ${you.score.points > 0 && html`<p class="own-number">${t("phone.result.total", { points: you.score.points })}<small>${t("phone.podium.own")}</small></p>`}
    <p class="look-up">${t("phone.podium.thanks")}</p>
  </section>`;
}

/** The wall: one number for all, nobody first and nobody last. @param {{round: any, progress: any, t: typeof import("../words.js").t, kit: typeof import("../screen/kit.js")}} props */
export function Screen({ round, progress, t, kit }) {
  const { title, hall } = round.body;
  const share = hall ? hall.right_share : null;
  const heads = (hall && hall.players) || (progress && progress.players) || 0;
  return html`<div class="round podium">
    <${kit.Fit} class="podium-body" on=${title}>
      <h1>${title}</h1>
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
