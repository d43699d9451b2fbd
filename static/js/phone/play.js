/**
 * A round on the phone: the line above it (section, number, time), its own part from rounds/<type>.js, and the result after the close.
 * No type of round is known here. Read next: rounds/choice.js.
 */
import { html, useEffect, useErrorBoundary, useRef, useState } from "../../vendor/preact-htm.js";
import { secondsLeft } from "../store.js";
import { announce } from "../ui/announce.js";
import { Question } from "../ui/Question.js";
import { Result } from "../ui/Result.js";
import { t } from "../words.js";
import { useRoundFile } from "../ui/round_files.js";

const TICK_MS = 250;
const WARN_AT = 10;

/** Measures how long a step has been on the screen, pauses not counted. `now` is in milliseconds. */
export function createStopwatch() {
  let spent = 0;
  /** @type {number | null} */
  let since = null;
  return {
    /** @param {number} now */
    reset(now) {
      spent = 0;
      since = now;
    },
    /** @param {boolean} on @param {number} now */
    run(on, now) {
      if (on === (since !== null)) return;
      if (since !== null) spent += now - since;
      since = on ? now : null;
    },
    /** @param {number} now */
    seconds(now) {
      const ms = spent + (since === null ? 0 : now - since);
      return Math.round(Math.max(0, ms)) / 1000;
    },
  };
}

/** The part of `you` that belongs to this round; messages for the round before may still be the newest. @param {any} you @param {any} round */
export function ownPart(you, round) {
  const own = you.round && you.round.number === round.number ? you.round : { number: round.number, body: null };
  return { ...you, round: own };
}

/** Seconds left, four times a second; null without a limit. A player with extra time has a `left` of their own. @param {any} state */
function useLeft({ view, viewAt, you, youAt }) {
  const [, tick] = useState(0);
  const running = view.phase === "open" && !view.paused && view.round.left !== undefined;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => tick(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [running]);
  if (view.phase !== "open") return null;
  const own = ownPart(you, view.round).round.left;
  return own === undefined ? secondsLeft(view.round.left, viewAt, view.paused) : secondsLeft(own, youAt, view.paused);
}

/** @param {string} step @param {boolean} running */
function useStopwatch(step, running) {
  const watch = useRef(createStopwatch()).current;
  useEffect(() => {
    // After the second frame the step has been painted: that is when the person sees it.
    let frame = requestAnimationFrame(() => (frame = requestAnimationFrame((now) => watch.reset(now))));
    watch.reset(performance.now());
    return () => cancelAnimationFrame(frame);
  }, [step]);
  useEffect(() => watch.run(running, performance.now()), [running]);
  return watch;
}

/** @param {any} round */
const questionOf = (round) => round.body.text || round.body.title || round.section;

/** For a type without a client file. @param {{round: any}} props */
function Plain({ round }) {
  return html`<${Question} text=${questionOf(round)} />`;
}

const PLAIN = { Phone: Plain };

/** A fault in one round must not end the game: its question stays readable, and the next round is drawn anew. @param {{part: any, round: any}} props */
function Guarded({ part, ...props }) {
  const [fault] = useErrorBoundary((error) => console.error(error));
  return fault ? html`<${Plain} round=${props.round} />` : html`<${part} ...${props} />`;
}

/** @param {{round: any, left: number | null}} props */
function Above({ round, left }) {
  const shown = left === null ? 0 : Math.ceil(left);
  const warned = left !== null && shown <= WARN_AT && shown > 0;
  useEffect(() => {
    if (warned && round.seconds > 2 * WARN_AT) announce(t("phone.time.warning", { n: WARN_AT }));
  }, [warned]);
  const place = round.in_section > 1 ? t("phone.round.place", { index: round.index, of: round.in_section }) : "";
  return html`<div class="above">
    <p class="kicker" tabindex="-1"><span>${round.section}</span>${place && html` <span class="place">${place}</span>`}</p>
    ${left !== null &&
    html`<div class="time ${warned ? "is-short" : ""}" role="timer" aria-label=${t("phone.time.left", { n: shown })}>
      <span class="time-bar"><i style=${{ width: `${Math.min(100, (100 * left) / round.seconds)}%` }}></i></span><b>${shown}</b>
    </div>`}
  </div>`;
}

/**
 * After the close the view may come before `you` with the result: until then nobody may be told "no answer".
 * @param {any} view
 * @param {any} you
 */
function useSettled(view, you) {
  const closed = useRef({ number: 0, v: 0 });
  if (view.phase !== "closed") closed.current = { number: 0, v: 0 };
  else if (closed.current.number !== view.round.number) closed.current = { number: view.round.number, v: view.v };
  return view.phase === "closed" && you.v >= closed.current.v;
}

/** What a round type lets a phone do while the game stands still, if anything. @param {{state: any, send: (answer: any) => Promise<import("../net.js").Ack>}} props */
export function StillPossible({ state, send }) {
  const { round } = state.view;
  const file = useRoundFile(round.type, PLAIN);
  const answer = (/** @type {any} */ payload) => send({ round: round.number, step: round.step, payload, took: 0 });
  return file && file.Paused ? html`<${file.Paused} round=${round} you=${ownPart(state.you, round)} send=${answer} t=${t} />` : null;
}

/** @param {{state: any, send: (answer: any) => Promise<import("../net.js").Ack>, takeBack: (round: number) => Promise<import("../net.js").Ack>}} props */
export function Play({ state, send, takeBack }) {
  const { view } = state;
  const { round } = view;
  const you = ownPart(state.you, round);
  const left = useLeft(state);
  const watch = useStopwatch(`${round.number} ${round.step}`, view.phase === "open" && !view.paused);
  const file = useRoundFile(round.type, PLAIN);
  const isSettled = useSettled(view, state.you);
  const page = useRef(/** @type {HTMLElement | null} */ (null));

  useEffect(() => {
    // Not while typing: a new clue must not close the keyboard.
    if (document.activeElement && ["INPUT", "TEXTAREA"].includes(document.activeElement.tagName) && view.phase === "open") return;
    /** @type {HTMLElement | null | undefined} */ (page.current?.querySelector(".kicker"))?.focus();
    window.scrollTo(0, 0);
  }, [round.number, round.step, view.phase]);

  /** @param {any} payload */
  const answer = (payload) => send({ round: round.number, step: round.step, payload, took: file && file.untimed ? 0 : watch.seconds(performance.now()) });
  const shows = file && file.Phone;
  return html`<div ref=${page} class="play is-${view.phase} type-${round.type}">
    <${Above} round=${round} left=${left} />
    ${isSettled && html`<${Result} own=${round.voided ? "phone.result.voided" : shows && file.resultKey ? file.resultKey(round, you) : ""} you=${you} />`}
    ${shows ? html`<${Guarded} part=${file.Phone} key=${round.number} round=${round} you=${you} send=${answer} t=${t} left=${left} takeBack=${() => takeBack(round.number)} />` : html`<h1 class="question">${questionOf(round)}</h1>`}
    ${view.phase === "closed" && html`<p class="look-up">${t("phone.round.look_up")}</p>`}
  </div>`;
}
