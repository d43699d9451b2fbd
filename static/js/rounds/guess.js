/**
 * Tebak kata for the whole hall: letter boxes, one clue after another, private guesses. On the phone the boxes, the clue and the field
 * must be seen together above an open keyboard. Server side and words: quizserver/rounds/guess.py.
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { announce } from "../ui/announce.js";
import { Check } from "../ui/icons.js";
import { Explanation } from "../ui/Question.js";

/** What the facilitator does now, by step. @param {any} round */
export const todo = (round) => `desk.guess.todo_${round.step}`;

/** @typedef {typeof import("../words.js").t} T */
/** @typedef {{text: string, result: string}} Guess */

const MOST_LETTERS = 40;
/** Rungs of the ladder: each opens letters, and the next clue where there is one. */
const RUNGS = 3;
const LATE_MS = 3000;

/** @param {{round: any, you: any, send: (payload: any) => Promise<import("../net.js").Ack>, t: T}} props */
export function Phone({ round, you, send, t }) {
  const { body, reveal } = round;
  const own = you.round.body || { found: false, guesses: [] };
  const guessing = useGuesses(own, send, t);
  if (reveal) return html`<${Shown} body=${body} reveal=${reveal} t=${t} />`;
  return html`<${Boxes} words=${body.words} t=${t} />
    <${Clue} body=${body} t=${t} />
    ${guessing.found ? html`<p class="found"><${Check} /> <b>${t("phone.guess.found")}</b> ${t("phone.guess.found_wait")}</p>` : html`<${Entry} guessing=${guessing} t=${t} />`}
    <${OwnGuesses} guesses=${guessing.guesses} t=${t} />`;
}

/**
 * Own guesses, newest first: those the server knows and those this page has seen acknowledged since.
 * @param {{found: boolean, guesses: Guess[]}} own
 * @param {(payload: any) => Promise<import("../net.js").Ack>} send
 * @param {T} t
 */
function useGuesses(own, send, t) {
  const [added, setAdded] = useState(/** @type {Guess[]} */ ([]));
  const [status, setStatus] = useState({ at: "idle", text: "" });
  useEffect(() => setAdded([]), [JSON.stringify(own.guesses)]); // the server's list has caught up
  const guesses = [...own.guesses, ...added];
  const found = own.found || guesses.some((one) => one.result === "right");

  /** @param {string} text */
  async function guess(text) {
    setStatus({ at: "sending", text: t("phone.answer.sending") });
    const timer = setTimeout(() => setStatus({ at: "late", text: t("phone.answer.late") }), LATE_MS);
    const ack = await send({ text });
    clearTimeout(timer);
    const said = ack.ok ? t(`phone.guess.${ack.result}`) : ack.error.message || t("phone.answer.again");
    if (ack.ok) setAdded((before) => [...before, { text, result: ack.result }]);
    setStatus({ at: ack.ok ? ack.result : "refused", text: said });
    announce(said);
    return ack.ok;
  }
  return { guesses, found, status, guess };
}

/** A word that was shouted counts for nobody: then the banner must not say that time is up. @param {any} round */
export function resultKey({ reveal }) {
  return reveal && reveal.leaked ? "phone.guess.leaked" : "";
}

/** @param {(string | null)[][]} words @returns {{letters: number, open: number}} */
function countLetters(words) {
  const signs = words.flat().filter((sign) => sign === null || /[\p{L}\p{N}]/u.test(sign));
  return { letters: signs.length, open: signs.filter((sign) => sign !== null).length };
}

/** @param {{words: (string | null)[][], t: T}} props */
function Boxes({ words, t }) {
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  const longest = Math.max(...words.map((word) => word.length));
  const spoken = words.map((word) => word.map((letter) => letter || t("phone.guess.blank")).join(", ")).join("; ");
  const look = letters > 14 ? "is-most" : letters > 8 ? "is-many" : "";
  return html`<div class="boxes ${look}" role="img" aria-label=${t("phone.guess.boxes", { n: letters, letters: spoken })} style=${{ "--longest": longest }}>
    ${words.map((word) => html`<span class="boxes-word">${word.map((letter) => html`<i class=${letter ? "is-open" : ""}>${letter}</i>`)}</span>`)}
  </div>`;
}

/** The newest clue; a word without one is asked by its letters. @param {{body: any, t: T}} props */
function Clue({ body, t }) {
  const shown = body.clues.length;
  const { letters, open } = countLetters(body.words);
  const rung = body.clue_count > 1 ? t("phone.guess.clue", { n: shown, of: body.clue_count }) : t("phone.guess.open", { open, letters });
  const clue = body.clues[shown - 1] || t("phone.guess.letters", { letters });
  useEffect(() => announce(`${rung} ${clue}`), [rung]);
  return html`<div class="clue">
    <p class="clue-number">${rung}</p>
    <h1>${clue}</h1>
    ${shown > 1 && html`<ol class="clues-before" aria-label=${t("phone.guess.clues_before")}>${body.clues.slice(0, -1).map((/** @type {string} */ text) => html`<li>${text}</li>`)}</ol>`}
  </div>`;
}

/** @param {{guessing: ReturnType<typeof useGuesses>, t: T}} props */
function Entry({ guessing, t }) {
  const [text, setText] = useState("");
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const { status } = guessing;
  const busy = status.at === "sending" || status.at === "late";
  // When the keyboard comes, the field goes to its edge, so that as much as possible of boxes and clue is seen above it.
  useEffect(() => {
    const settle = () => document.activeElement === field.current && field.current?.scrollIntoView({ block: "end" });
    window.addEventListener("resize", settle);
    return () => window.removeEventListener("resize", settle);
  }, []);
  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    field.current?.focus(); // keeps the keyboard open for the next guess
    const guess = text.trim();
    if (guess && !busy && (await guessing.guess(guess))) setText("");
  }
  return html`<p class="feedback is-${status.at}">${status.text}</p>
    <form class="guess" onSubmit=${submit}>
      <label class="sr-only" for="guess">${t("phone.guess.label")}</label>
      <input id="guess" type="text" ref=${field} value=${text} onInput=${(/** @type {any} */ event) => setText(event.target.value)} placeholder=${t("phone.guess.label")}
        maxlength=${MOST_LETTERS} autocomplete="off" autocorrect="off" autocapitalize="none" spellcheck=${false} enterkeyhint="send" />
      <button class="button main" aria-disabled=${busy}>${t("phone.guess.go")}</button>
    </form>`;
}

/** @param {{guesses: Guess[], t: T}} props */
function OwnGuesses({ guesses, t }) {
  if (guesses.length === 0) return html`<p class="own-guesses">${t("phone.guess.private")}</p>`;
  return html`<p class="own-guesses">${t("phone.guess.own")} ${guesses.slice().reverse().map((one, i) => html`${i > 0 && " · "}<span class=${one.result === "no" ? "" : "is-near"}>${one.text}</span>`)}</p>`;
}

/** @param {{body: any, reveal: any, t: T}} props */
function Shown({ body, reveal, t }) {
  return html`<section class="answer-word"><p>${t("phone.guess.word")}</p><h1>${reveal.word}</h1></section>
    <${Explanation} text=${reveal.explanation || body.clues[body.clues.length - 1]} />`;
}

/** @typedef {typeof import("../screen/kit.js")} Kit */
/** @typedef {(string | null)[]} Word */

/** The width and height, in hundredths of the wall's height, that the boxes may take on the narrowest wall (4:3). */
const WALL = { wide: 122, high: 31 };

/**
 * Words over lines so that the boxes are as large as can be. A gap between words is as wide as half a box.
 * @param {Word[]} words @returns {{lines: Word[][], columns: number}}
 */
export function layWords(words) {
  /** @param {number} most */
  const pack = (most) => {
    /** @type {Word[][]} */
    const lines = [];
    let used = Infinity;
    for (const word of words) {
      if (used + 0.5 + word.length > most) lines.push([]);
      used = lines[lines.length - 1].length ? used + 0.5 + word.length : word.length;
      lines[lines.length - 1].push(word);
    }
    return lines;
  };
  const length = (/** @type {Word[]} */ line) => line.reduce((sum, word) => sum + word.length + 0.5, -0.5);
  const all = length(words);
  const longest = Math.max(...words.map((word) => word.length));
  let best = { lines: pack(all), columns: all, size: 0 };
  for (let most = longest; most <= all; most += 0.5) {
    const lines = pack(most);
    const columns = Math.max(...lines.map(length));
    const size = Math.min(WALL.wide / (columns * 1.14), WALL.high / (lines.length * 1.32));
    if (size > best.size) best = { lines, columns, size };
  }
  return best;
}

/** @param {{words: Word[], label: string}} props */
function WallBoxes({ words, label }) {
  const { lines, columns } = layWords(words);
  return html`<div class="letters" role="img" aria-label=${label} style=${{ "--columns": columns, "--lines": lines.length }}>
    ${lines.map((line) => html`<div class="letters-line">${line.map((word) => html`<span class="letters-word">${word.map((letter, i) => html`<i key=${`${i}${letter || ""}`} class=${letter ? "is-open" : ""}>${letter}</i>`)}</span>`)}</div>`)}
  </div>`;
}

/** The wall. @param {{round: any, progress: any, t: T, left: number | undefined, kit: Kit}} props */
export function Screen({ round, progress, t, left, kit }) {
  const { body, reveal } = round;
  if (reveal) return html`<${ScreenReveal} round=${round} t=${t} kit=${kit} />`;
  const { letters } = countLetters(body.words);
  const counts = (progress && progress.extra) || {};
  const shown = body.words.map((/** @type {Word} */ word) => word.map((letter) => letter || t("screen.guess.blank")).join(" ")).join(", ");
  return html`<div class="round guess">
    <h1 class="sr-only">${round.section}</h1>
    <header class="round-head"><${kit.Tag} round=${round} t=${t} more=${t("screen.guess.letters", { letters })} /><${kit.Clock} round=${round} left=${left} t=${t} /></header>
    <${WallBoxes} words=${body.words} label=${shown} />
    <div class="guess-below">
      <${kit.Fit} class=${`clues-place ${body.clues.join("").length > LONG ? "is-long" : ""}`} on=${body.rung + body.clues.join("|")}><${Ladder} round=${round} left=${left} t=${t} kit=${kit} /><//>
      <div class="found-card">
        <p class="found-number">${kit.number(counts.found || 0)}</p>
        <p>${t("screen.guess.found")}</p>
        ${counts.near > 0 && html`<p class="near">${t("screen.guess.near", { near: counts.near })}</p>`}
      </div>
    </div>
  </div>`;
}

/** More letters of clues than fit beside each other at the size that a last row reads well. */
const LONG = 320;

/**
 * The rungs: open clues, letters where there is no clue, and when the next rung comes. Of open letters only the newest rung is told.
 * @param {{round: any, left: number | undefined, t: T, kit: Kit}} props */
function Ladder({ round, left, t, kit }) {
  const { body } = round;
  const next = round.next_step_in === undefined || left === undefined ? null : Math.max(1, Math.ceil(round.next_step_in - (round.left - left)));
  const counted = countLetters(body.words);
  const rungs = Array.from({ length: RUNGS }, (_, i) => i).filter((i) => i === 0 || i < body.clue_count || i >= body.rung - 1);
  const textOf = (/** @type {number} */ i) => {
    if (i < body.rung) return body.clues[i] || t(i === 0 ? "screen.guess.word_of" : "screen.guess.open", counted);
    const opens = i < body.clue_count ? "clue" : "letters";
    return i === body.rung && next !== null ? t(`screen.guess.${opens}_soon`, { seconds: next }) : t(`screen.guess.${opens}_later`);
  };
  return html`<ol class="ladder">
    ${rungs.map(
      (i) => html`<li key=${i} class=${i < body.rung ? "clue is-open" : "clue"}><span class="clue-number">${i + 1}</span><span class="clue-text">${textOf(i)}</span>
        ${body.worth && html`<span class="clue-worth">${kit.number(body.worth[i])}</span>`}</li>`,
    )}
  </ol>`;
}

/** The word, kindly also when it was shouted. @param {{round: any, t: T, kit: Kit}} props */
function ScreenReveal({ round, t, kit }) {
  const { reveal, body } = round;
  const words = reveal.word.split(" ").map((/** @type {string} */ word) => Array.from(word));
  const found = reveal.found || 0;
  const why = reveal.explanation || body.clues[body.clues.length - 1];
  return html`<div class="round guess revealed">
    <h1 class="sr-only">${reveal.word}</h1>
    <header class="round-head"><${kit.Tag} round=${round} t=${t} /></header>
    <${WallBoxes} words=${words} label=${reveal.word} />
    <${kit.Fit} class="guess-result" on=${reveal.word + reveal.explanation}>
      ${why && html`<p class="explanation">${why}</p>`}
      <p class=${reveal.leaked ? "guess-count leaked" : "guess-count"}>${reveal.leaked ? t("screen.guess.leaked") : found > 0 ? t("screen.guess.found_by", { found }) : t("screen.guess.found_none")}</p>
    <//>
  </div>`;
}

/** The remote: no word before the close, it may stand beside the projector. @param {{round: any, progress: any, t: T, kit: typeof import("../desk/kit.js")}} props */
export function Desk({ round, progress, t, kit }) {
  const { body, reveal } = round;
  const counts = (progress && progress.extra) || {};
  return html`<section class="card">
    <h3>${reveal ? reveal.word : body.clue_count ? t("desk.guess.clues", { open: body.clues.length, of: body.clue_count }) : t("screen.guess.word_of", countLetters(body.words))}</h3>
    ${reveal
      ? html`${reveal.leaked && html`<p>${t("screen.guess.leaked")}</p>`}<${kit.ReadOut} text=${reveal.explanation} />`
      : html`<ol class="clue-list">${body.clues.map((/** @type {string} */ clue) => html`<li>${clue}</li>`)}</ol>`}
    <p><strong>${kit.number(counts.found || 0)}</strong> ${t("desk.guess.found")} · <strong>${kit.number(counts.near || 0)}</strong> ${t("desk.guess.near")}</p>
  </section>`;
}
