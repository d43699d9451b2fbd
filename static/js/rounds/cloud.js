/**
 * Word cloud: on the phone the bank's words in one tap and a field for one's own, three in all; on the wall the approved words as cut-paper
 * slips. What was sent looks the same whether it is shown at once or read by a person first. Server side and words: quizserver/rounds/cloud.py.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { announce } from "../ui/announce.js";
import { Check } from "../ui/icons.js";
import { Question } from "../ui/Question.js";

/** What the facilitator does now, by step. @param {any} round */
export const todo = (round) => `desk.cloud.todo_${round.step}`;

/** @typedef {typeof import("../words.js").t} T */
/** @typedef {typeof import("../screen/kit.js")} Kit */
/** @typedef {{text: string, size: number}} Word */

const MOST_LETTERS = 24;
const LATE_MS = 3000;
const COLOURS = 6;

/** Nothing was right or wrong here. */
export const resultKey = () => "phone.cloud.look_up";

/** @param {{round: any, you: any, send: (payload: any) => Promise<import("../net.js").Ack>, t: T}} props */
export function Phone({ round, you, send, t }) {
  const { body, reveal } = round;
  const sending = useEntries(you.round.body || { sent: [], left: 3 }, send, t);
  const chosen = sending.entries.map(({ text }) => text);
  if (reveal) return html`<${Question} text=${body.text} /><${Mine} sending=${sending} t=${t} />`;
  return html`<${Question} text=${body.text} />
    <p class="cloud-how">${t("phone.cloud.ask")}</p>
    ${body.words.length > 0 && html`<div class="cloud-picks">
      ${body.words.map((/** @type {string} */ text) => html`<button class="cloud-pick" aria-pressed=${chosen.includes(text)} aria-disabled=${sending.left === 0 && !chosen.includes(text)}
        onClick=${() => !chosen.includes(text) && sending.add(text)}>${chosen.includes(text) && html`<${Check} />`}${text}</button>`)}
    </div>`}
    <${Mine} sending=${sending} listed=${body.words} t=${t} />
    ${sending.left > 0 && html`<${Own} sending=${sending} t=${t} />`}`;
}

/**
 * Own entries: those the server knows, and those of this page on their way or acknowledged since.
 * @param {{sent: string[], left: number}} own @param {(payload: any) => Promise<import("../net.js").Ack>} send @param {T} t
 */
function useEntries(own, send, t) {
  const [added, setAdded] = useState(/** @type {{text: string, at: string}[]} */ ([]));
  const [said, setSaid] = useState("");
  useEffect(() => setAdded((before) => before.filter((one) => one.at !== "sent")), [JSON.stringify(own.sent)]); // the server's list has caught up
  const entries = [...own.sent.map((text) => ({ text, at: "sent" })), ...added.filter(({ text }) => !own.sent.includes(text))];
  const left = Math.max(0, own.left - (entries.length - own.sent.length));

  /** @param {string} typed */
  async function add(typed) {
    const text = typed.trim().replace(/\s+/g, " ");
    if (!text || left === 0 || entries.some((one) => one.text === text)) return false;
    const mark = (/** @type {string} */ at) => setAdded((before) => before.map((one) => (one.text === text ? { text, at } : one)));
    setSaid("");
    setAdded((before) => [...before, { text, at: "sending" }]);
    const timer = setTimeout(mark, LATE_MS, "late");
    const ack = await send({ text });
    clearTimeout(timer);
    if (ack.ok) mark("sent");
    else setAdded((before) => before.filter((one) => one.text !== text));
    const message = ack.ok ? "" : ack.error.message || t("phone.answer.again");
    setSaid(message);
    announce(message || t("phone.answer.sent"));
    return ack.ok;
  }
  return { entries, left, said, add };
}

/** @param {{sending: ReturnType<typeof useEntries>, t: T}} props */
function Own({ sending, t }) {
  const [text, setText] = useState("");
  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const typed = text;
    setText("");
    if (!(await sending.add(typed))) setText(typed.trim());
  }
  return html`<form class="guess cloud-own" onSubmit=${submit}>
      <label for="cloud-own">${t("phone.cloud.label")} · ${t("phone.cloud.left", { left: sending.left })}</label>
      <input id="cloud-own" type="text" value=${text} onInput=${(/** @type {any} */ event) => setText(event.target.value)} maxlength=${MOST_LETTERS}
        autocomplete="off" autocorrect="off" autocapitalize="none" spellcheck=${false} enterkeyhint="send" />
      <button class="button main">${t("phone.cloud.send")}</button>
    </form>
    ${sending.entries.length === 0 && html`<p class="cloud-note">${t("phone.cloud.read_first")}</p>`}`;
}

/** What was tapped stands pressed among the words; here is what was written. @param {{sending: ReturnType<typeof useEntries>, listed?: string[], t: T}} props */
function Mine({ sending, listed = [], t }) {
  const { entries, left, said } = sending;
  const written = entries.filter(({ text }) => !listed.includes(text));
  const waits = entries.some(({ at }) => at === "late");
  return html`<p class="cloud-mine" role="status">
    ${written.length > 0 && html`<span class="sr-only">${t("phone.cloud.mine")} </span>${written.map(({ text, at }) => html`<span class=${`cloud-sent is-${at}`}>${at === "sent" ? html`<${Check} />` : "… "}${text}</span>`)}`}
    ${said || (waits ? t("phone.answer.late") : left === 0 && entries.every(({ at }) => at === "sent") ? t("phone.cloud.enough") : "")}
  </p>`;
}

/** A colour and a tilt of its own for each word, the same on every wall. @param {string} text */
export function lookOf(text) {
  let sum = 7;
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) || 0)) % 9973;
  return { colour: sum % COLOURS, tilt: text.length > 10 ? 0 : ((sum >> 3) % 5) - 2 };
}

/** @param {{words: Word[], label: string}} props */
function Slips({ words, label }) {
  return html`<ul class="cloud-words" aria-label=${label}>
    ${words.map(({ text, size }) => {
      const { colour, tilt } = lookOf(text);
      return html`<li key=${text} class=${`cloud-word tone-${colour}`} style=${{ "--size": size, "--tilt": `${tilt * 0.35}deg` }}><bdi>${text}</bdi></li>`;
    })}
  </ul>`;
}

/** The wall. @param {{round: any, progress: any, t: T, left: number | undefined, kit: Kit}} props */
export function Screen({ round, progress, t, left, kit }) {
  const { body, reveal } = round;
  const extra = (progress && progress.extra) || {};
  /** @type {Word[]} */
  const words = reveal ? reveal.words : extra.words || body.words;
  const none = reveal ? t("screen.cloud.none") : t("screen.cloud.waiting");
  return html`<div class=${reveal ? "round cloud revealed" : "round cloud"}>
    <header class="round-head"><${kit.Tag} round=${round} t=${t} more=${t("screen.cloud.how")} /><${kit.Clock} round=${round} left=${left} t=${t} /></header>
    <${kit.Fit} class="cloud-ask" on=${body.text}><h1>${body.text}</h1><//>
    <${kit.Fit} class="cloud-sky" on=${words.map(({ text, size }) => `${text}${size}`).join() + body.text}>${words.length > 0 ? html`<${Slips} words=${words} label=${t("screen.cloud.words")} />` : html`<p class="cloud-none">${none}</p>`}<//>
    ${!reveal && html`<${kit.Turnout} progress=${progress} t=${t} />`}
  </div>`;
}

/** The remote. Nothing that waits is shown here: it may stand beside the projector. @param {{round: any, progress: any, t: T, kit: typeof import("../desk/kit.js")}} props */
export function Desk({ round, progress, t, kit }) {
  const { body, reveal } = round;
  const extra = (progress && progress.extra) || {};
  const words = reveal ? reveal.words : extra.words || body.words;
  const held = (progress && progress.held) || 0;
  return html`<section class="card">
    <h3>${body.text}</h3>
    <p><strong>${kit.number(words.length)}</strong> ${t("desk.cloud.shown")}</p>
    ${held > 0 && html`<p class="notice"><strong>${kit.number(held)}</strong> ${t("desk.cloud.held")}</p>`}
  </section>`;
}

export const styles = `
.cloud-picks { display: grid; grid-template-columns: 1fr 1fr; grid-gap: 8px; padding-bottom: var(--space-2); }
.cloud-pick { display: flex; align-items: center; justify-content: center; min-height: 3rem; padding: 4px 8px 6px; border: 2px solid var(--violet-dark); border-radius: var(--radius-m); background: var(--lilac); font-weight: 700; line-height: 1.15; overflow-wrap: anywhere; }
.cloud-pick[aria-pressed="true"] { background: var(--violet-dark); color: #fff; }
.cloud-pick[aria-disabled="true"] { border-color: var(--edge); background: var(--line); color: var(--ink-soft); }
.cloud-pick .icon, .cloud-sent .icon { flex: none; margin-right: 0.3em; }
.cloud-how { padding-bottom: var(--space-2); margin-top: -0.5rem; font-weight: 700; color: var(--violet-dark); }
.cloud-mine { min-height: 1.5rem; font-size: 0.9375rem; }
.cloud-sent { display: inline-block; max-width: 100%; margin: 0 4px 4px 0; padding: 0 10px 1px; border-radius: var(--radius-full); background: var(--card); border: 2px solid var(--line); font-weight: 700; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; vertical-align: top; }
.cloud-sent.is-sending, .cloud-sent.is-late { border-style: dashed; border-color: var(--edge); }
.cloud-own { margin-top: auto; }
.cloud-own label { flex: none; width: 100%; padding: 0 var(--space-1) 4px; font-weight: 700; }
.cloud-note { padding-top: 4px; font-size: 0.875rem; line-height: 1.25; color: var(--ink-soft); }

.round.cloud { grid-template-rows: auto auto minmax(0, 1fr) auto; gap: calc(1.2 * var(--u)); }
.round.cloud.revealed { grid-template-rows: auto auto minmax(0, 1fr); }
.cloud-ask { max-height: calc(23 * var(--u)); padding: 0.25em calc(19 * var(--u)) 0.25em 0; margin: -0.25em 0; }
.cloud-ask h1 { font-size: calc(4.2 * var(--u) * min(var(--k), 1.3)); }
.cloud-ask.tight h1, .cloud-ask.tighter h1, .cloud-ask.tightest h1 { font-size: calc(3.5 * var(--u)); }
.revealed .cloud-ask { padding-right: 0; }
.cloud-sky { display: grid; }
.cloud-words { display: flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: calc(1 * var(--u)) calc(1.4 * var(--u)); margin: auto 0; padding: calc(0.4 * var(--u)) 0; }
.cloud-word { max-width: 100%; padding: 0.04em 0.36em 0.14em; font-size: calc(var(--size) * var(--u) * var(--k)); font-weight: 800; line-height: 1.1; white-space: nowrap; border-radius: 0.3em 0.42em 0.28em 0.38em; box-shadow: 0 0.07em 0 rgba(27, 23, 48, 0.16); transform: rotate(var(--tilt)); }
.cloud-word.tone-0 { background: #e6dbff; color: #3f1ba8; } .cloud-word.tone-1 { background: #ffe9a8; color: #1b1730; } .cloud-word.tone-2 { background: #d8f2e6; color: #064a32; }
.cloud-word.tone-3 { background: #dcecff; color: #074a8c; } .cloud-word.tone-4 { background: #ffe3ee; color: #8f0f42; } .cloud-word.tone-5 { background: #ffdcc0; color: #6b2a03; }
.cloud-none { margin: auto 0; text-align: center; font-size: calc(4.2 * var(--u)); color: var(--ink-soft); font-weight: 600; }
@media (prefers-reduced-motion: no-preference) {
  .cloud-word { animation: cloud-in 0.35s ease-out; }
  @keyframes cloud-in { from { opacity: 0; transform: scale(0.8) rotate(var(--tilt)); } }
}
`;
