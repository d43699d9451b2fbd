/**
 * "Apakah ini bullying?": a case and three answer signs, then the form as a step of its own. Server side and words:
 * quizserver/rounds/verdict.py. The signs say nothing of right or wrong (design notes): no green, no red, no cross.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { useAnswer } from "../ui/answering.js";
import { Bubble, Check, Diamond, Hand, Ring, Scales } from "../ui/icons.js";
import { Explanation, Question, TalkPrompt } from "../ui/Question.js";
import { Again, Talk, useVotes } from "../ui/second_vote.js";
import { Tile, TileState } from "../ui/Tile.js";

/** @typedef {(payload: any) => Promise<import("../net.js").Ack>} Send */
/** @typedef {typeof import("../words.js").t} T */

const SIGNS = [
  { verdict: "yes", letter: "A", mark: Hand },
  { verdict: "depends", letter: "B", mark: Scales },
  { verdict: "no", letter: "C", mark: Ring },
];
const FORMS = ["fisik", "verbal", "sosial", "siber"];

/** @param {{round: any, you: any, send: Send, t: T}} props */
export function Phone({ round, you, send, t }) {
  const { body, reveal } = round;
  const own = you.round.body || {};
  const votes = useVotes(round, own, "verdict");
  if (reveal) return html`<${Shown} body=${body} reveal=${reveal} t=${t} />`;
  if (round.step === "form") return html`<${FormStep} body=${body} saved=${own.forms} send=${send} t=${t} />`;
  if (round.step === "talk") return html`<${Talk} text=${body.text} t=${t} />`;
  return html`<${VerdictStep} key=${round.step} body=${body} votes=${votes} isAgain=${round.step === "again"} send=${send} t=${t} />`;
}

/** @param {{body: any, votes: any, isAgain: boolean, send: Send, t: T}} props */
function VerdictStep({ body, votes, isAgain, send, t }) {
  const answer = useAnswer(send, votes.saved);
  const choose = (/** @type {string} */ verdict) => {
    votes.note(verdict);
    return answer.choose(verdict, { verdict });
  };
  return html`<${Question} text=${body.text} ask=${t(`phone.verdict.ask.${body.ask}`)} />
    ${isAgain && html`<${Again} answer=${votes.first && t(`phone.verdict.${body.ask}.${votes.first}`)} t=${t} />`}
    <div class="tiles">
      ${SIGNS.map(
        ({ verdict, letter, mark }) =>
          html`<${Tile} tone=${verdict} letter=${letter} mark=${html`<${mark} />`} text=${t(`phone.verdict.${body.ask}.${verdict}`)}
            sub=${verdict === "yes" ? "" : t(`phone.verdict.${body.ask}.${verdict}_sub`)} chosen=${answer.choice === verdict} dimmed=${answer.choice !== null}
            progress=${answer.progress} choose=${() => choose(verdict)} />`,
      )}
    </div>
    <p class="note">${answer.message}</p>`;
}

/** All phones are asked, whatever they said before: the step must not tell the neighbours who answered what. @param {{body: any, saved: string[] | null, send: Send, t: T}} props */
function FormStep({ body, saved, send, t }) {
  const known = saved && saved.length > 0 ? saved : null;
  const answer = useAnswer(send, known);
  const [ticked, setTicked] = useState(/** @type {string[]} */ (known || []));
  const toggle = (/** @type {string} */ form) => setTicked(FORMS.filter((one) => (one === form) !== ticked.includes(one)));
  const isSent = answer.choice !== null && answer.progress !== "refused" && FORMS.every((form) => ticked.includes(form) === (answer.choice || []).includes(form));
  return html`<p class="case">${body.text}</p>
    <${Question} text=${t("phone.verdict.ask_form")} ask=${t("phone.verdict.form_several")} />
    <div class="chips">
      ${FORMS.map(
        (form) => html`<label class="chip ${ticked.includes(form) ? "is-chosen" : ""}"><input type="checkbox" class="cover" checked=${ticked.includes(form)} onChange=${() => toggle(form)} />
          <span class="chip-box">${ticked.includes(form) && html`<${Check} />`}</span><span><b>${t(`phone.verdict.form.${form}`)}</b><small>${t(`phone.verdict.form.${form}_sub`)}</small></span></label>`,
      )}
    </div>
    <p class="note">${answer.message}</p>
    ${isSent
      ? html`<p class="sent-line"><${TileState} progress=${answer.progress} /></p>`
      : html`<button class="button main" disabled=${ticked.length === 0} onClick=${() => answer.choose(ticked, { forms: ticked })}>${t("phone.answer.send")}</button>`}`;
}

/** @param {{body: any, reveal: any, t: T}} props */
function Shown({ body, reveal, t }) {
  return html`<p class="case">${body.text}</p>
    <${Explanation} title=${reveal.headline} text=${reveal.explanation}>
      ${reveal.forms && reveal.forms.length > 0 && html`<p class="form-tags">${reveal.forms.map((/** @type {string} */ form) => html`<span>${t(`phone.verdict.form.${form}`)}</span>`)}</p>`}
      ${reveal.tests && reveal.tests.length > 0 &&
      html`<ul class="tests">${reveal.tests.map(
        (/** @type {{test: string, met: boolean, why: string}} */ { test, met, why }) =>
          html`<li><${Diamond} met=${met} /><span><b>${t(`phone.verdict.test.${test}`)}</b> ${why}</span></li>`,
      )}</ul>`}
    <//>
    ${reveal.talk && html`<${TalkPrompt} text=${reveal.talk} />`}`;
}

/** @typedef {typeof import("../screen/kit.js")} Kit */

/** The wall. @param {{round: any, progress: any, t: T, left: number | undefined, kit: Kit}} props */
export function Screen({ round, progress, t, left, kit }) {
  const { body, reveal } = round;
  if (reveal) return html`<${ScreenReveal} round=${round} t=${t} kit=${kit} />`;
  if (round.step === "talk") return html`<${kit.Talk} round=${round} left=${left} t=${t} />`;
  const isForm = round.step === "form";
  return html`<div class=${isForm ? "round verdict form-step" : "round verdict"}>
    <header class="round-head"><${kit.Tag} round=${round} t=${t} /><${kit.Clock} round=${round} left=${left} t=${t} /></header>
    <${kit.Fit} class="verdict-body" on=${body.text + round.step}>
      ${isForm ? html`<p class="case">${body.text}</p><h1>${t("screen.verdict.ask_form")} <span class="several">${t("screen.verdict.form_several")}</span></h1>` : html`<h1 class="case-open">${body.text}</h1><p class="ask">${t(`screen.verdict.ask.${body.ask}`)}${round.step === "again" && ` · ${t("screen.talk.again")}`}</p>`}
      ${isForm ? html`<${FormTiles} t=${t} kit=${kit} />` : html`<${SignTiles} ask=${body.ask} t=${t} />`}
    <//>
    <${kit.Turnout} progress=${progress} t=${t} />
  </div>`;
}

/** @param {{ask: string, t: T}} props */
function SignTiles({ ask, t }) {
  return html`<ul class="tiles tiles-3">
    ${SIGNS.map(
      ({ verdict, letter, mark }) => html`<li class="tile tone-${verdict}"><span class="tile-mark"><${mark} /></span>
        <span class="tile-text"><b class="tile-letter">${letter}</b><strong>${t(`screen.verdict.${ask}.${verdict}`)}</strong>${verdict !== "yes" && html`<small>${t(`screen.verdict.${ask}.${verdict}_sub`)}</small>`}</span></li>`,
    )}
  </ul>`;
}

/** @param {{t: T, kit: Kit}} props */
function FormTiles({ t, kit }) {
  return html`<ul class="tiles tiles-4 form-tiles">
    ${FORMS.map((form) => html`<li class="tile tone-form"><${kit.FormSign} form=${form} /><span class="tile-text"><strong>${t(`screen.verdict.form.${form}`)}</strong><small>${t(`screen.verdict.form.${form}_sub`)}</small></span></li>`)}
  </ul>`;
}

/** Headline and explanation first; then what the hall said, the four tests, and something to talk about. @param {{round: any, t: T, kit: Kit}} props */
function ScreenReveal({ round, t, kit }) {
  const { body, reveal } = round;
  const before = reveal.before || {};
  const asksForm = body.ask === "bullying" && reveal.forms.length > 0;
  return html`<div class="round verdict revealed">
    <${kit.Fit} class=${reveal.tests.length ? "verdict-result" : "verdict-result no-tests"} on=${[body.text, reveal.headline, reveal.explanation, reveal.talk].join("|")}>
      <p class="case">${body.text}</p>
      <h1>${reveal.headline}</h1>
      <p class="explanation">${reveal.explanation}</p>
      <div class="verdict-shares">
        <ul class="results">
          ${SIGNS.map(
            ({ verdict, mark }, i) => html`<li class="result tone-${verdict} ${before[verdict] ? "has-pair" : ""}" style=${{ "--i": i }}><span class="tile-mark"><${mark} /></span>
              <span class="result-text">${t(`screen.verdict.${body.ask}.${verdict}`)}</span><${kit.Bar} share=${reveal.shares[verdict]} before=${before[verdict]} /><strong class="result-share">${before[verdict] ? kit.changeText(before[verdict], reveal.shares[verdict], t) : kit.shareText(reveal.shares[verdict], t)}</strong></li>`,
          )}
        </ul>
        ${reveal.before && html`<p class="pair-note">${t("screen.share.pair")}</p>`}
        ${asksForm && html`<ul class="form-chips" aria-label=${t("screen.verdict.forms_label")}>${FORMS.map((form) => html`<li class=${reveal.forms.includes(form) ? "is-key" : ""}>${reveal.forms.includes(form) && html`<${Check} />`}${t(`screen.verdict.form.${form}`)}</li>`)}</ul>`}
      </div>
      ${reveal.tests.length > 0 &&
      html`<ul class="four-tests">${reveal.tests.map(
        (/** @type {{test: string, met: boolean, why: string}} */ { test, met, why }, /** @type {number} */ i) =>
          html`<li style=${{ "--i": i }}><${Diamond} met=${met} /><span><b>${t(`screen.verdict.test.${test}`)}</b> ${why}</span></li>`,
      )}</ul>`}
      ${reveal.talk && html`<p class="talk"><${Bubble} /><span>${reveal.talk}</span></p>`}
    <//>
  </div>`;
}

/** The remote. @param {{round: any, t: T, act: (action: string, payload: object) => Promise<import("../net.js").Ack>, may: string[], kit: typeof import("../desk/kit.js")}} props */
export function Desk({ round, t, act, may, kit }) {
  const { body, reveal } = round;
  const options = SIGNS.map(({ verdict, letter }) => ({ id: verdict, label: letter, text: t(`screen.verdict.${body.ask}.${verdict}`) }));
  return html`<section class="card">
      <h3>${reveal ? reveal.headline : body.text}</h3>
      ${reveal && html`<p class="quiet">${body.text}</p>
        <${kit.Shares} rows=${options.map((option) => ({ ...option, share: reveal.before ? kit.changeText(reveal.before[option.id], reveal.shares[option.id], t) : kit.shareText(reveal.shares[option.id], t), isRight: reveal.verdicts.includes(option.id) }))} />
        <${kit.ReadOut} text=${reveal.explanation} />
        ${reveal.talk && html`<p class="read-out"><b>${t("desk.ask_hall")}</b> ${reveal.talk}</p>`}`}
    </section>
    ${may.includes("hands") && html`<${kit.Hands} options=${options} act=${act} />`}`;
}
