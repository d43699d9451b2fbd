/**
 * Quiz question: one or several right options. On the phone a tap sends at once; with several right ones "Kirim" sends the ticked set.
 * Server side and words: quizserver/rounds/choice.py. The states of an answer on its way: ui/answering.js.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { useAnswer } from "../ui/answering.js";
import { Check } from "../ui/icons.js";
import { LETTERS, optionLook, tilesLook, wallLook } from "../ui/options.js";
import { Explanation, Question } from "../ui/Question.js";
import { ShownAnswer, Tile, TileState } from "../ui/Tile.js";

/** @param {{round: any, you: any, send: (payload: any) => Promise<import("../net.js").Ack>, t: typeof import("../words.js").t}} props */
export function Phone({ round, you, send, t }) {
  const { body, reveal } = round;
  const saved = you.round.body ? you.round.body.picks : null;
  const answer = useAnswer(send, saved);
  const picture = body.picture && html`<img class="picture" src=${body.picture} alt=${body.picture_text} />`;
  if (reveal) return html`<${Question} text=${body.text} /><${Shown} body=${body} reveal=${reveal} picks=${saved || []} />`;
  const pick = (/** @type {number[]} */ picks) => answer.choose(picks, { picks });
  return html`<${Question} text=${body.text} ask=${body.several ? t("phone.choice.pick_several") : ""} />${picture}
    ${body.several ? html`<${Several} body=${body} answer=${answer} pick=${pick} t=${t} />` : html`<${One} body=${body} answer=${answer} pick=${pick} />`}
    <p class="note">${answer.message}</p>`;
}

/** @param {{body: any, answer: any, pick: (picks: number[]) => void}} props */
function One({ body, answer, pick }) {
  const chosen = answer.choice ? answer.choice[0] : null;
  return html`<div class=${tilesLook(body)}>
    ${body.options.map(
      (/** @type {string} */ text, /** @type {number} */ i) =>
        html`<${Tile} ...${optionLook(i)} text=${text} chosen=${chosen === i} dimmed=${chosen !== null} progress=${answer.progress} choose=${() => pick([i])} />`,
    )}
  </div>`;
}

/** @param {{body: any, answer: any, pick: (picks: number[]) => void, t: typeof import("../words.js").t}} props */
function Several({ body, answer, pick, t }) {
  const [ticked, setTicked] = useState(/** @type {number[]} */ (answer.choice || []));
  const toggle = (/** @type {number} */ i) => setTicked(ticked.includes(i) ? ticked.filter((one) => one !== i) : [...ticked, i].sort());
  const isSent = JSON.stringify(ticked) === JSON.stringify(answer.choice) && answer.progress !== "refused";
  return html`<div class=${tilesLook(body)}>
      ${body.options.map(
        (/** @type {string} */ text, /** @type {number} */ i) =>
          html`<${Tile} several ...${optionLook(i)} text=${text} chosen=${ticked.includes(i)} progress="idle" choose=${() => toggle(i)} />`,
      )}
    </div>
    ${isSent
      ? html`<p class="sent-line"><${TileState} progress=${answer.progress} /></p>`
      : html`<button class="button main" disabled=${ticked.length === 0} onClick=${() => pick(ticked)}>${t("phone.answer.send")}</button>`}`;
}

/** @param {{body: any, reveal: any, picks: number[]}} props */
function Shown({ body, reveal, picks }) {
  return html`<${Explanation} text=${reveal.explanation} />
    <ul class="shown-list">
      ${body.options.map(
        (/** @type {string} */ text, /** @type {number} */ i) =>
          html`<${ShownAnswer} ...${optionLook(i)} text=${text} right=${reveal.right.includes(i)} mine=${picks.includes(i)} />`,
      )}
    </ul>`;
}

/** @typedef {typeof import("../screen/kit.js")} Kit */
/** @typedef {typeof import("../words.js").t} T */

/** The wall. @param {{round: any, progress: any, t: T, left: number | undefined, kit: Kit}} props */
export function Screen({ round, progress, t, left, kit }) {
  const { body, reveal } = round;
  const picture = body.picture && html`<img class="choice-picture" src=${body.picture} alt=${body.picture_text} />`;
  if (reveal) return html`<${ScreenReveal} round=${round} t=${t} kit=${kit} />`;
  return html`<div class="round choice">
    <header class="round-head"><${kit.Tag} round=${round} t=${t} more=${body.several ? t("screen.choice.several") : ""} /><${kit.Clock} round=${round} left=${left} t=${t} /></header>
    <${kit.Fit} class=${`choice-body ${wallLook(body)}`} on=${body.text + body.options.join()}>
      <div class="choice-question">${picture}<h1>${body.text}</h1></div>
      <ol class="tiles tiles-${body.options.length}">
        ${body.options.map((/** @type {string} */ text, /** @type {number} */ i) => {
          const { tone, letter, mark } = optionLook(i);
          return html`<li class="tile tone-${tone}"><span class="tile-mark">${mark}<b>${letter}</b></span><span class="tile-text">${text}</span></li>`;
        })}
      </ol>
    <//>
    <${kit.Turnout} progress=${progress} t=${t} />
  </div>`;
}

/** The explanation is the event; the bars stand beside it. @param {{round: any, t: T, kit: Kit}} props */
function ScreenReveal({ round, t, kit }) {
  const { body, reveal } = round;
  return html`<div class=${`round choice revealed ${wallLook(body)} ${reveal.explanation ? "" : "no-why"}`}>
    <header class="round-head"><${kit.Tag} round=${round} t=${t} /></header>
    <${kit.Fit} class="choice-asked" on=${body.text}><h1>${body.text}</h1><//>
    <${kit.Fit} class="choice-shares" on=${body.options.join()}>
      <ol class="results">
        ${body.options.map((/** @type {string} */ text, /** @type {number} */ i) => {
          const share = reveal.shares[i];
          const right = reveal.right.includes(i);
          const { tone, letter, mark } = optionLook(i);
          return html`<li class="result tone-${tone} ${right ? "is-right" : ""}" style=${{ "--i": i }}>
            <span class="tile-mark">${mark}<b>${letter}</b></span>
            <span class="result-text">${text}</span><${kit.Bar} share=${share} /><strong class="result-share">${kit.shareText(share, t)}</strong>
            ${right && html`<span class="right-mark"><${Check} />${t("screen.choice.right")}</span>`}
          </li>`;
        })}
      </ol>
    <//>
    ${reveal.explanation && html`<${kit.Fit} class="choice-why" on=${reveal.explanation}><p class="explanation">${reveal.explanation}</p><//>`}
  </div>`;
}

/** The remote. @param {{round: any, t: T, act: (action: string, payload: object) => Promise<import("../net.js").Ack>, may: string[], kit: typeof import("../desk/kit.js")}} props */
export function Desk({ round, t, act, may, kit }) {
  const { body, reveal } = round;
  const options = body.options.map((/** @type {string} */ text, /** @type {number} */ i) => ({ id: String(i), label: LETTERS[i], text }));
  return html`<section class="card">
      <h3>${body.text}</h3>
      <${kit.Shares} rows=${options.map((/** @type {any} */ option, /** @type {number} */ i) => ({ ...option, share: reveal ? kit.shareText(reveal.shares[i], t) : "", isRight: Boolean(reveal && reveal.right.includes(i)) }))} />
      ${reveal && html`<${kit.ReadOut} text=${reveal.explanation} />`}
    </section>
    ${may.includes("hands") && html`<${kit.Hands} options=${options} act=${act} />`}`;
}
