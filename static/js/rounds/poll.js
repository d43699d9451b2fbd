/**
 * An opinion: two to eight options, no right one, so nothing here looks like "right". With `signs` the options wear the three answer signs
 * and say what the body does. Server side and words: quizserver/rounds/poll.py. The second vote: ui/second_vote.js.
 */
import { html } from "../../vendor/preact-htm.js";
import { useAnswer } from "../ui/answering.js";
import { Hand, Ring, Scales } from "../ui/icons.js";
import { LETTERS, isCrowded, optionLook, tilesLook, wallLook } from "../ui/options.js";
import { Question } from "../ui/Question.js";
import { Again, Talk, useVotes } from "../ui/second_vote.js";
import { ShownAnswer, Tile } from "../ui/Tile.js";

/** @typedef {typeof import("../words.js").t} T */
/** @typedef {{tone: string, letter: string, mark: any, sign: string}} Look */

const SIGNS = [
  { tone: "yes", mark: Hand, sign: "up" },
  { tone: "depends", mark: Scales, sign: "scales" },
  { tone: "no", mark: Ring, sign: "ring" },
];

/** How option `i` looks. @param {any} body @param {number} i @returns {Look} */
function lookOf(body, i) {
  if (!body.signs) return { ...optionLook(i), sign: "" };
  return { tone: SIGNS[i].tone, letter: LETTERS[i], mark: html`<${SIGNS[i].mark} />`, sign: SIGNS[i].sign };
}

/** @param {{round: any, you: any, send: (payload: any) => Promise<import("../net.js").Ack>, t: T}} props */
export function Phone({ round, you, send, t }) {
  const { body, reveal } = round;
  const own = you.round.body || {};
  const votes = useVotes(round, own, "pick");
  if (reveal) return html`<${Shown} body=${body} own=${own} />`;
  if (round.step === "talk") return html`<${Talk} text=${body.text} t=${t} />`;
  return html`<${Vote} key=${round.step} body=${body} votes=${votes} isAgain=${round.step === "again"} send=${send} t=${t} />`;
}

/** @param {{body: any, votes: any, isAgain: boolean, send: any, t: T}} props */
function Vote({ body, votes, isAgain, send, t }) {
  // Option 0 is a choice too: `useAnswer` takes it as a list.
  const answer = useAnswer(send, votes.saved === null ? null : [votes.saved]);
  const chosen = answer.choice ? answer.choice[0] : null;
  const choose = (/** @type {number} */ pick) => {
    votes.note(pick);
    return answer.choose([pick], { pick });
  };
  const before = votes.first === null ? "" : body.options[votes.first];
  const crowded = isCrowded(body);
  return html`<${Question} text=${body.text} ask=${isAgain || crowded ? "" : t("phone.poll.no_key")} />
    ${isAgain && html`<${Again} answer=${crowded ? "" : before} t=${t} />`}
    <div class=${`${tilesLook(body)} ${body.signs ? "with-signs" : ""}`}>
      ${body.options.map((/** @type {string} */ text, /** @type {number} */ i) => {
        const { tone, letter, mark, sign } = lookOf(body, i);
        return html`<${Tile} tone=${tone} letter=${letter} mark=${mark} text=${text} sub=${sign && t(`phone.poll.sign.${sign}`)} chosen=${chosen === i} dimmed=${chosen !== null}
          progress=${answer.progress} choose=${() => choose(i)} />`;
      })}
    </div>
    <p class="note">${answer.message}</p>`;
}

/** @param {{body: any, own: any}} props */
function Shown({ body, own }) {
  const mine = own.pick === undefined || own.pick === null ? own.first : own.pick;
  return html`<${Question} text=${body.text} />
    <ul class=${`shown-list ${body.signs ? "with-signs" : ""}`}>
      ${body.options.map((/** @type {string} */ text, /** @type {number} */ i) => {
        const { tone, letter, mark } = lookOf(body, i);
        return html`<${ShownAnswer} tone=${tone} letter=${letter} mark=${mark} text=${text} right=${false} mine=${mine === i} />`;
      })}
    </ul>`;
}

/** @typedef {typeof import("../screen/kit.js")} Kit */

/** The wall. @param {{round: any, progress: any, t: T, left: number | undefined, kit: Kit}} props */
export function Screen({ round, progress, t, left, kit }) {
  const { body, reveal } = round;
  if (reveal) return html`<${ScreenReveal} round=${round} t=${t} kit=${kit} />`;
  if (round.step === "talk") return html`<${kit.Talk} round=${round} left=${left} t=${t} />`;
  return html`<div class="round choice poll">
    <header class="round-head"><${kit.Tag} round=${round} t=${t} more=${t(round.step === "again" ? "screen.talk.again" : "screen.poll.no_key")} /><${kit.Clock} round=${round} left=${left} t=${t} /></header>
    <${kit.Fit} class=${`choice-body ${wallLook(body)}`} on=${body.text + body.options.join()}>
      <div class="choice-question poll-question"><h1>${body.text}</h1>${body.signs && html`<p class="ask">${t("screen.poll.signs")}</p>`}</div>
      <ol class=${`tiles tiles-${body.options.length} ${body.signs ? "with-signs" : ""}`}>
        ${body.options.map((/** @type {string} */ text, /** @type {number} */ i) => {
          const { tone, letter, mark, sign } = lookOf(body, i);
          return html`<li class=${`tile tone-${tone}`}><span class="tile-mark">${mark}<b>${letter}</b></span>
            <span class="tile-text"><strong>${text}</strong></span>${sign && html`<small class="gesture"><${kit.BodySign} sign=${sign} />${t(`screen.signs.${sign}`)}</small>`}</li>`;
        })}
      </ol>
    <//>
    <${kit.Turnout} progress=${progress} t=${t} />
  </div>`;
}

/** The hall's answers are all there is: they get the whole wall. @param {{round: any, t: T, kit: Kit}} props */
function ScreenReveal({ round, t, kit }) {
  const { body, reveal } = round;
  return html`<div class="round poll revealed">
    <header class="round-head"><${kit.Tag} round=${round} t=${t} more=${t(reveal.before ? "screen.share.pair" : "screen.poll.no_key")} /></header>
    <${kit.Fit} class=${`poll-result ${wallLook(body)}`} on=${body.text + body.options.join()}>
      <h1>${body.text}</h1>
      <ol class="results">
        ${body.options.map((/** @type {string} */ text, /** @type {number} */ i) => {
          const { tone, letter, mark } = lookOf(body, i);
          const share = reveal.shares[i];
          const before = reveal.before && reveal.before[i];
          return html`<li class="result tone-${tone}" style=${{ "--i": i }}>
            <span class="tile-mark">${mark}<b>${letter}</b></span>
            <span class="result-text">${text}</span><${kit.Bar} share=${share} before=${before} />
            <strong class="result-share">${before ? kit.changeText(before, share, t) : kit.shareText(share, t)}</strong>
          </li>`;
        })}
      </ol>
    <//>
  </div>`;
}

/** The remote. @param {{round: any, t: T, act: (action: string, payload: object) => Promise<import("../net.js").Ack>, may: string[], kit: typeof import("../desk/kit.js")}} props */
export function Desk({ round, t, act, may, kit }) {
  const { body, reveal } = round;
  const options = body.options.map((/** @type {string} */ text, /** @type {number} */ i) => ({ id: String(i), label: LETTERS[i], text }));
  const shown = (/** @type {number} */ i) => (reveal.before ? kit.changeText(reveal.before[i], reveal.shares[i], t) : kit.shareText(reveal.shares[i], t));
  return html`<section class="card">
      <h3>${body.text}</h3>
      <${kit.Shares} rows=${options.map((/** @type {any} */ option, /** @type {number} */ i) => ({ ...option, share: reveal ? shown(i) : "", isRight: false }))} />
    </section>
    ${may.includes("hands") && html`<${kit.Hands} options=${options} act=${act} />`}`;
}

export const styles = `
.wall .poll { grid-template-rows: auto minmax(0, 1fr) auto; }
.wall .poll.revealed { grid-template-rows: auto minmax(0, 1fr); padding-bottom: calc(2.4 * var(--u)); }
.poll-question { flex-direction: column; align-items: flex-start; gap: calc(1 * var(--u)); }
.wall .poll .with-signs .tile { flex-direction: column; justify-content: center; text-align: center; gap: calc(1 * var(--u)); position: relative; padding-inline: calc(1.6 * var(--u)); }
.wall .poll .with-signs .tile-mark .icon { font-size: calc(11 * var(--u)); }
.wall .poll .with-signs .tile-mark b { position: absolute; top: calc(1.2 * var(--u)); right: calc(2 * var(--u)); font-size: calc(4 * var(--u)); line-height: 1; }
.wall .poll .gesture { display: flex; align-items: center; gap: calc(1 * var(--u)); padding: calc(0.4 * var(--u)) calc(1.4 * var(--u)); color: var(--ink); background: var(--paper); border-radius: var(--cut); font-size: calc(3.5 * var(--u)); font-weight: 600; line-height: 1.1; text-align: left; }
.wall .poll .gesture .body-sign { flex: none; width: calc(9 * var(--u)); height: calc(9 * var(--u)); }
.wall .poll .tighter .gesture .body-sign { display: none; }
.wall .poll .tight .with-signs .tile-mark .icon { font-size: calc(8 * var(--u)); }
.wall .poll .tighter .with-signs .tile-mark .icon { font-size: calc(5 * var(--u)); }
.poll-result { display: flex; flex-direction: column; gap: calc(2.4 * var(--u)); font-size: calc(3.6 * var(--u) * min(var(--k), 1.25)); }
.poll-result h1 { font-size: calc(4.8 * var(--u) * min(var(--k), 1.3)); }
.poll-result.tight h1 { font-size: calc(3.9 * var(--u)); }
.poll-result .results { flex: 1; align-content: space-evenly; }
.poll-result.is-long, .poll-result.is-long h1 { font-size: calc(var(--long) * var(--k)); }
.poll-result .result { padding: calc(0.4 * var(--u)) 0; }
.play.type-poll .is-crowded { grid-gap: 7px; }
.play .with-signs .tile .tile-text small { font-size: 0.875rem; }
.play .with-signs .tile .tile-text.is-middle { font-size: 1.1875rem; }
.play .with-signs .tile .tile-text.is-long { font-size: 1rem; font-weight: 700; }
.play .with-signs .shown .tile-letter { display: none; }
.play .with-signs .shown .tone-depends { color: var(--ink); }
`;
