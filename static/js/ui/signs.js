/**
 * Body signs of the answers as cut paper: a child seen from the front who shows the sign with hands alone, so that it works sitting too.
 * Which answer has which sign is the server's to say (quizserver/core/hands.py). For the wall only.
 */
import { html } from "../../vendor/preact-htm.js";

/** The first three are the signs of Ya, Tergantung, Bukan that the warm-up teaches (rounds/poll.js). Arms from the shoulders (20,34) and (44,34) to the hands, and the hands themselves. */
const ARMS = {
  up: { arms: "M20 37L12 50M44 37L54 22L54 9", hands: [[12, 51], [54, 7]] },
  scales: { arms: "M20 36L10 46L3 35M44 36L54 46L61 35", hands: [[4, 33], [60, 33]] },
  ring: { arms: "M20 37Q2 20 27 5M44 37Q62 20 37 5", hands: [[28, 5], [36, 5]] },
  hug: { arms: "M20 36L22 52L40 42M44 36L42 52L24 42", hands: [[41, 41], [23, 41]] },
  shoulders: { arms: "M20 36L8 48L19 33M44 36L56 48L45 33", hands: [[20, 33], [44, 33]] },
};

/** @param {{sign: string}} props */
export function BodySign({ sign }) {
  const shape = ARMS[/** @type {keyof typeof ARMS} */ (sign)];
  if (!shape) return null;
  return html`<svg class="body-sign" viewBox="0 0 64 64" aria-hidden="true">
    <path class="sign-body" d="M18 64V40q0-8 8-8h12q8 0 8 8v24z" />
    <circle class="sign-head" cx="32" cy="20" r="9.5" />
    <path class="sign-arms" d=${shape.arms} />
    ${shape.hands.map(([x, y]) => html`<circle class="sign-hand" cx=${x} cy=${y} r="4.2" />`)}
  </svg>`;
}
