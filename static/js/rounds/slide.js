/** A message, a case or a prompt to talk, without an answer. Server side and words: quizserver/rounds/slide.py. */
import { html } from "../../vendor/preact-htm.js";
import { Bubble } from "../ui/icons.js";
import { Question } from "../ui/Question.js";

/** What the facilitator does now, by step. @param {any} round */
export const todo = (round) => `desk.slide.todo_${round.body.kind}`;

/** Nothing to answer: phones stay quiet and may sleep. */
export const answers = false;

/** @param {{round: any, t: typeof import("../words.js").t}} props */
export function Phone({ round, t }) {
  const { kind, title, text, picture, picture_text: seen } = round.body;
  return html`<section class="slide slide-${kind}">
    ${kind === "discussion" && html`<span class="slide-mark"><${Bubble} /></span>`}
    <${Question} text=${title} />
    ${picture && html`<img class="picture" src=${picture} alt=${seen} />`}
    <p class="slide-text">${text}</p>
    <p class="look-up">${t(`phone.slide.${kind}`)}</p>
  </section>`;
}

/** The wall. @param {{round: any, t: typeof import("../words.js").t, left: number | undefined, kit: typeof import("../screen/kit.js")}} props */
export function Screen({ round, t, left, kit }) {
  const { kind, title, text, picture, picture_text: seen } = round.body;
  return html`<div class="round slide slide-${kind}">
    <${kit.Fit} class="slide-body" on=${title + text}>
      <p class="tag">${t(`screen.slide.${kind}`)}</p>
      <h1>${title}</h1>
      <p class="slide-text">${text}</p>
    <//>
    <div class="slide-art">
      <${kit.Clock} round=${round} left=${left} t=${t} />
      ${picture ? html`<img class="slide-picture" src=${picture} alt=${seen} />` : html`<${kit.Emblem} type=${kind} />`}
    </div>
  </div>`;
}

/** The remote. @param {{round: any}} props */
export function Desk({ round }) {
  return html`<section class="card"><h3>${round.body.title}</h3><p>${round.body.text}</p></section>`;
}
