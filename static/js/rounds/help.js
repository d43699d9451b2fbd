/** The Info page as the last item of a programme. Nothing is answered. Server side: quizserver/rounds/help.py; the page: ../ui/info.js. */
import { html } from "../../vendor/preact-htm.js";
import { Souvenir } from "../phone/souvenir.js";
import { InfoText, titleOf, useInfo } from "../ui/info.js";

/** Nothing to answer: phones stay quiet and may sleep. */
export const answers = false;

export function Phone() {
  return html`<section class="help"><h1 class="question">${titleOf(useInfo())}</h1><${InfoText} /><${Souvenir} /></section>`;
}

/** @param {{kit: typeof import("../screen/kit.js")}} props */
export function Screen({ kit }) {
  return html`<div class="round help"><${kit.InfoWall} /></div>`;
}

/** @param {{round: any, t: typeof import("../words.js").t}} props */
export function Desk({ round, t }) {
  return html`<section class="card"><h3>${round.body.title}</h3><p>${t("desk.help.round")}</p></section>`;
}
