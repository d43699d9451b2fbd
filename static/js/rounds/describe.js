/**
 * Tebak kata on stage. Phones ask privately who would like to come up and look the same whatever was tapped; the describer's phone is the card;
 * the wall shows the team, the time and what was found; the desk draws and judges. Server side and words: quizserver/rounds/describe.py.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { useAnswer } from "../ui/answering.js";
import { Question } from "../ui/Question.js";
import { TileState } from "../ui/Tile.js";

/** @typedef {typeof import("../words.js").t} T */
/** @typedef {typeof import("../screen/kit.js")} Kit */
/** @typedef {(payload: any) => Promise<import("../net.js").Ack>} Send */

/** What the desk is to do in this step. @param {any} round */
export const todo = (round) => `desk.describe.todo_${round.step}`;

/** During a turn the hall waits for the desk: its buttons come before the remote. */
export const deskFirst = true;

/** Nobody is right or wrong, and nobody is told apart. */
export const resultKey = () => "phone.describe.result";

/** @param {{round: any, you: any, send: Send, t: T}} props */
export function Phone({ round, you, send, t }) {
  const own = you.round.body || {};
  const [stopped, setStopped] = useState(false);
  useEffect(() => setStopped(false), [round.step]);
  if (round.reveal) return html`<${Words} words=${round.reveal.words} t=${t} />`;
  if (own.role && !stopped) return html`<${Stage} round=${round} own=${own} send=${send} t=${t} done=${() => setStopped(true)} />`;
  if (stopped) return html`<${Page} title=${t("phone.describe.stopped")} text=${t("phone.describe.guess_text")} />`;
  if (round.step === "volunteer") return html`<${Volunteer} own=${own} send=${send} t=${t} />`;
  if (round.step === "found") return html`<${Words} words=${round.body.words || []} t=${t} />`;
  return html`<${Page} title=${t("phone.describe.guess")} text=${t("phone.describe.guess_text")} />`;
}

/** @param {{title: string, text: string, children?: any}} props */
function Page({ title, text, children }) {
  return html`<section class="describe-page"><${Question} text=${title} /><p class="slide-text">${text}</p>${children}</section>`;
}

/** Whatever is tapped, the page looks the same before and after: a neighbour learns nothing. @param {{own: any, send: Send, t: T}} props */
function Volunteer({ own, send, t }) {
  const answer = useAnswer(send, own.stage || null);
  const [again, setAgain] = useState(false);
  const choose = (/** @type {string} */ stage) => {
    setAgain(false);
    answer.choose(stage, { stage });
  };
  const isKept = answer.progress === "sent" && !again;
  const busy = answer.progress === "sending" || answer.progress === "late";
  return html`<section class="describe-page">
    <${Question} text=${isKept ? t("phone.describe.kept") : t("phone.describe.ask")} />
    <p class="slide-text">${t("phone.describe.private")}</p>
    <p class="note">${answer.message}</p>
    <div class="describe-ways">
      ${isKept
        ? html`<button class="button" onClick=${() => setAgain(true)}>${t("phone.describe.change")}</button>`
        : ["join", "pass"].map((stage) => html`<button class="button" aria-disabled=${busy} onClick=${() => !busy && choose(stage)}>${t(`phone.describe.${stage}`)}</button>`)}
      ${busy && html`<p class="sent-line"><${TileState} progress=${answer.progress} /></p>`}
    </div>
  </section>`;
}

/** Drawn: come up; then, for one of the two, the card. @param {{round: any, own: any, send: Send, t: T, done: () => void}} props */
function Stage({ round, own, send, t, done }) {
  const inTurn = round.step === "turn";
  return html`<section class="describe-page">
    ${inTurn && own.role === "describer" ? html`<${Card} card=${own.card} t=${t} />` : html`<${Question} text=${t("phone.describe.drawn")} /><p class="slide-text">${t(`phone.describe.drawn_${own.role}`)}</p>`}
    <${Stop} round=${round} send=${send} t=${t} done=${done} />
  </section>`;
}

/** Stopping needs no reason, and no permission. @param {{round: any, send: Send, t: T, done?: () => void}} props */
function Stop({ round, send, t, done }) {
  const [said, setSaid] = useState("");
  async function stop() {
    const ack = await send({ stop: true });
    if (!ack.ok) setSaid(ack.error.message);
    else if (done) done();
  }
  return html`<p class="note" role="status">${said}</p>
    <div class="describe-ways"><button class="button" onClick=${stop}>${t(round.step === "turn" ? "phone.describe.stop" : "phone.describe.stop_before")}</button></div>`;
}

/** While the game stands still, too. @param {{round: any, you: any, send: Send, t: T}} props */
export function Paused({ round, you, send, t }) {
  const own = you.round.body || {};
  const [wasUp] = useState(Boolean(own.role));
  if (own.role) return html`<${Stop} round=${round} send=${send} t=${t} />`;
  return wasUp ? html`<p role="status">${t("phone.describe.stopped")}</p>` : null;
}

/** @param {{card: any, t: T}} props */
function Card({ card, t }) {
  if (!card) return html`<${Question} text=${t("phone.describe.no_cards")} />`;
  return html`<div class="describe-card">
    <p>${t("phone.describe.word")}</p>
    <h1 class=${card.word.length > 16 ? "is-long" : ""}>${card.word}</h1>
    <h2>${t("phone.describe.forbidden")}</h2>
    <ul>${card.forbidden.map((/** @type {string} */ word) => html`<li>${word}</li>`)}</ul>
    ${card.hint && html`<p class="describe-hint">${t("phone.describe.hint", { hint: card.hint })}</p>`}
  </div>`;
}

/** @param {{words: string[], t: T}} props */
function Words({ words, t }) {
  if (words.length === 0) return html`<${Page} title=${t("phone.describe.result")} text=${t("phone.describe.found_none")} />`;
  return html`<section class="describe-page"><${Question} text=${t("phone.describe.found")} /><ul class="describe-words">${words.map((word) => html`<li>${word}</li>`)}</ul></section>`;
}

/** The wall: nothing secret, and nobody's name. @param {{round: any, progress: any, t: T, left: number | undefined, kit: Kit}} props */
export function Screen({ round, progress, t, left, kit }) {
  const { body, reveal, step } = round;
  const team = body.team ? t("screen.describe.team", { team: body.team }) : t("screen.describe.hall");
  const place = body.turns > 1 ? t("screen.describe.turn", { n: body.turn, of: body.turns }) : "";
  if (reveal) return html`<${Found} round=${round} title=${t("screen.describe.total", { n: reveal.found })} words=${reveal.words} next="" t=${t} kit=${kit} />`;
  if (step === "found") return html`<${Found} round=${round} title=${t("screen.describe.words")} words=${body.words || []} next=${body.next_team} t=${t} kit=${kit} />`;
  const extra = (progress && progress.extra) || {};
  if (step === "turn") {
    return html`<div class="round describe is-turn">
      <header class="round-head"><${kit.Tag} round=${round} t=${t} more=${place} /></header>
      <${kit.Fit} class="describe-team" on=${team}><h1>${team}</h1><p class="describe-whose">${t("screen.describe.loud")}</p><//>
      <div class="describe-side">
        <${kit.Clock} round=${round} left=${left} t=${t} />
        <p class="describe-count"><strong key=${extra.found}>${kit.number(extra.found || 0)}</strong><span>${t("screen.describe.count")}</span></p>
      </div>
    </div>`;
  }
  return html`<div class="round describe is-asking">
    <header class="round-head"><${kit.Tag} round=${round} t=${t} more=${body.title} /></header>
    <${kit.Fit} class="describe-ask" on=${team}><h1>${t("screen.describe.ask")}</h1><p>${t("screen.describe.ask_text")}</p>${body.team && html`<p class="describe-whose">${team}</p>`}<//>
    <div class="describe-art"><${kit.Emblem} type="describe" /></div>
    <${kit.Turnout} progress=${progress} t=${t} />
  </div>`;
}

/** @param {{round: any, title: string, words: string[], next: string, t: T, kit: Kit}} props */
function Found({ round, title, words, next, t, kit }) {
  return html`<div class="round describe is-found">
    <header class="round-head"><${kit.Tag} round=${round} t=${t} /></header>
    <${kit.Fit} class="describe-found" on=${title + words.join() + next}>
      <h1>${title}</h1>
      ${words.length ? html`<ul class="describe-chips">${words.map((word, i) => html`<li key=${word} style=${{ "--i": i }}>${word}</li>`)}</ul>` : html`<p>${t("screen.describe.none")}</p>`}
      ${next && html`<p class="describe-whose">${t("screen.describe.next_team", { team: next })}</p>`}
    <//>
    <${kit.Tapis} share=${1} columns=${60} rows=${3} />
  </div>`;
}

/** @typedef {{round: any, progress: any, t: T, act: (action: string, payload: object) => Promise<import("../net.js").Ack>, may: string[], kit: typeof import("../desk/kit.js")}} OnDesk */

/** The remote: drawing, judging, taking the card over. The card stays covered: this page may stand beside the projector. @param {OnDesk} props */
export function Desk({ round, progress, t, act, may, kit }) {
  const { body, reveal, step } = round;
  const extra = (progress && progress.extra) || {};
  const acts = kit.useActs(act);
  if (reveal) return html`<section class="card"><h3>${t("screen.describe.total", { n: reveal.found })}</h3><p>${reveal.words.join(", ")}</p></section>`;
  const holder = extra.holder || body.holder;
  return html`<section class="card">
    <h3>${body.title}${body.team && ` · ${t("screen.describe.team", { team: step === "found" && body.next_team ? body.next_team : body.team })}`}</h3>
    ${step === "turn" ? html`<${Judge} body=${body} holder=${holder} found=${extra.found || 0} acts=${acts} may=${may} t=${t} />` : html`<${Draw} body=${body} extra=${extra} acts=${acts} may=${may} t=${t} />`}
    <p>${acts.said}</p>
    ${may.includes("finish") && html`<button class="do wide" onClick=${() => acts.run("finish")}>${t("desk.describe.finish")}</button>`}
  </section>`;
}

/** @param {{body: any, extra: any, acts: any, may: string[], t: T}} props */
function Draw({ body, extra, acts, may, t }) {
  const drawn = extra.drawn === undefined ? body.drawn : extra.drawn;
  const wanting = t(body.team ? "desk.describe.wanting" : "desk.describe.wanting_all", { n: extra.wants || 0 });
  if (!may.includes("draw")) return null;
  return html`<p>${wanting}</p>
    <p><b>${t(drawn ? "desk.describe.drawn" : "desk.describe.here")}</b></p>
    <div class="describe-acts">
      <button class="do primary" onClick=${() => acts.run("draw")}>${t(drawn ? "desk.describe.draw_again" : "desk.describe.draw")}</button>
      <button class="do" disabled=${!drawn} onClick=${() => acts.run("alone")}>${t("desk.describe.alone")}</button>
    </div>`;
}

/** @param {{body: any, holder: string, found: number, acts: any, may: string[], t: T}} props */
function Judge({ body, holder, found, acts, may, t }) {
  const { card } = body;
  return html`<p>${t(holder === "phone" ? "desk.describe.there" : "desk.describe.here")} <b>${t("desk.describe.found", { n: found })}</b></p>
    ${card
      ? html`<details class="describe-peek"><summary>${t("desk.describe.peek")}</summary><p><strong>${card.word}</strong></p><p>${t("desk.describe.not", { words: card.forbidden.join(", ") })}</p>${card.hint && html`<p>${card.hint}</p>`}</details>
          <div class="describe-acts">${["correct", "pass", "forbidden"].map((action) => html`<button class=${action === "correct" ? "do primary" : "do"} onClick=${() => acts.run(action, { card: card.number })}>${t(`desk.describe.${action}`)}</button>`)}</div>`
      : html`<p><b>${t("desk.describe.no_cards")}</b></p>`}
    ${may.includes("take_card") && holder === "phone" && html`<button class="do wide" onClick=${() => acts.run("take_card")}>${t("desk.describe.take")}</button>`}`;
}

export const styles = `
.describe-page { flex: 1 0 auto; display: flex; flex-direction: column; }
.describe-ways { margin-top: auto; padding-top: var(--space-4); }
.describe-ways .button { min-height: 4rem; }
.describe-ways .sent-line { margin-top: var(--space-3); }
.describe-card { padding: var(--space-4); border-radius: var(--radius-l); background: var(--card); box-shadow: 0 5px 0 var(--line); text-align: center; }
.describe-card h1 { margin: var(--space-1) 0 var(--space-4); font-size: 2.5rem; line-height: 1.1; color: var(--violet-dark); }
.describe-card h1.is-long { font-size: 1.5rem; }
.describe-card h2 { font-size: 1rem; }
.describe-card li { margin-top: var(--space-1); padding: 0.3rem var(--space-3); border-radius: var(--radius-s); background: var(--cream); font-size: 1.0625rem; font-weight: 700; line-height: 1.2; }
.describe-hint { margin-top: var(--space-3); color: var(--ink-soft); font-size: 0.9375rem; }
.describe-words li { margin-bottom: var(--space-2); padding: var(--space-2) var(--space-4); border-radius: var(--radius-m); background: var(--mint); font-size: 1.25rem; font-weight: 700; }
.round.describe { grid-template-rows: auto minmax(0, 1fr) auto; }
.round.describe.is-found { grid-template-rows: auto minmax(0, 1fr) calc(8 * var(--u)); }
.describe.is-found .tapis { width: calc(100% + 2 * var(--side)); height: 100%; margin-left: calc(-1 * var(--side)); }
.round.describe.is-turn { grid-template: "head side" auto "team side" minmax(0, 1fr) / minmax(0, 1fr) calc(44 * var(--u)); }
.round.describe.is-asking { grid-template: "head art" auto "ask art" minmax(0, 1fr) "turnout turnout" auto / minmax(0, 1fr) calc(44 * var(--u)); }
.describe .describe-ask { grid-area: ask; align-items: flex-start; text-align: left; }
.describe-art { grid-area: art; display: grid; place-items: center; min-height: 0; }
.describe-art .emblem g[stroke] { stroke: var(--rose); }
.describe-art .emblem { width: 100%; max-height: calc(56 * var(--u)); overflow: visible; }
.describe .turnout { grid-area: turnout; }
.describe-team { grid-area: team; }
.describe-side { grid-area: side; display: grid; align-content: center; justify-items: center; gap: calc(4 * var(--u)); }
.describe-side .timer { width: calc(30 * var(--u)); }
.describe-side .timer-number { font-size: calc(14 * var(--u)); }
@media (max-aspect-ratio: 3/2) { .round.describe.is-turn, .round.describe.is-asking { grid-template-columns: minmax(0, 1fr) calc(34 * var(--u)); } }
.describe-ask, .describe-team, .describe-found { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: calc(2.6 * var(--u)); text-align: center; }
.describe-ask h1 { font-size: calc(8.8 * var(--u) * min(var(--k), 1.2)); }
.describe-ask p { font-size: calc(3.9 * var(--u) * min(var(--k), 1.2)); max-width: 28em; }
.describe-whose { padding: 0.2em 0.9em 0.28em; background: var(--sun); border-radius: var(--cut); font-weight: 700; }
.describe-team h1 { font-size: calc(10.6 * var(--u) * min(var(--k), 1.3)); color: var(--violet-dark); }
.describe-team p { font-size: calc(5 * var(--u)); }
.describe-count { display: grid; justify-items: center; width: 100%; padding: calc(1 * var(--u)) calc(2 * var(--u)) calc(2 * var(--u)); background: var(--card); border-radius: var(--cut); box-shadow: var(--lift); font-weight: 700; font-size: calc(4 * var(--u)); }
.describe-count strong { font-size: calc(17 * var(--u)); line-height: 1; letter-spacing: -0.04em; color: #08694a; font-variant-numeric: tabular-nums; }
.describe-found h1 { font-size: calc(5.6 * var(--u) * min(var(--k), 1.2)); }
.describe-chips { display: flex; flex-wrap: wrap; justify-content: center; gap: calc(1.4 * var(--u)); }
.round.describe .tag { overflow-wrap: anywhere; }
.describe-chips li { max-width: 100%; padding: 0.2em 0.9em 0.3em; background: var(--mint); border-radius: var(--cut); font-weight: 800; font-size: calc(4.4 * var(--u) * var(--k)); line-height: 1.16; }
.tight .describe-chips li, .tighter .describe-chips li, .tightest .describe-chips li { font-size: calc(3.5 * var(--u)); padding-block: 0.06em 0.12em; }
.tighter .describe-chips, .tightest .describe-chips { gap: calc(0.7 * var(--u)); }
.describe-acts { display: grid; grid-template-columns: 1fr 1fr; gap: var(--space-2); }
.describe-acts .do:nth-child(3) { grid-column: 1 / -1; }
.describe-acts .do { min-height: 4rem; }
.describe-peek { padding: var(--space-2) var(--space-3); border: 2px dashed var(--edge); border-radius: var(--radius-s); }
.describe-peek summary { min-height: 2rem; font-weight: 700; cursor: pointer; }
.describe-peek strong { font-size: 1.5rem; }
@media (prefers-reduced-motion: no-preference) {
  .describe-count strong { display: inline-block; animation: rise 0.25s ease-out; }
  .describe-chips li { animation: rise 0.3s ease-out backwards; animation-delay: calc(var(--i, 0) * 0.06s); }
}
`;
