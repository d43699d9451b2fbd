/**
 * Plays one item alone, as it stands in the form: keeps the moves, asks the server what everybody sees after them, once more after each
 * change. The frames (frames.js) show it. Nothing is stored on either side. Read next: quizserver/core/trial.py.
 */
import { useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { call } from "./api.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {{field: string, message: string}[]} Said */
/**
 * @typedef {Object} Player
 * @property {Json | null} shown views of the newest moment in which the item could be played
 * @property {boolean} stale the item cannot be played as it stands: `shown` is older
 * @property {boolean} over nothing comes after what is shown
 * @property {boolean} begun somebody has made a move
 * @property {Said} errors
 * @property {Said} cautions
 * @property {Json | null} checked the item that `errors` and `cautions` are about
 * @property {(move: Json) => Promise<Json>} move resolves with the ack
 * @property {() => void} again
 */

const PAUSE_MS = 250;
const NOTHING = { shown: null, stale: false, over: false, begun: false, errors: [], cautions: [], checked: null, due: null };

/** Room time of a trial: it passes where `runs`, else it stands at the last move. */
function createClock() {
  let began = performance.now();
  return { reset: () => (began = performance.now()), seconds: () => (performance.now() - began) / 1000 };
}

/**
 * @param {Json | null} item
 * @param {{lang: string, runs: boolean, alone?: string}} how `lang` of the views; `runs`: time passes; `alone`: changes when another item begins
 * @returns {Player}
 */
export function usePlayer(item, { lang, runs, alone = "" }) {
  const [state, setState] = useState(/** @type {any} */ (NOTHING));
  const moves = useRef(/** @type {Json[]} */ ([]));
  const clock = useRef(createClock()).current;
  const run = useRef(0);
  const queue = useRef(/** @type {Promise<any>} */ (Promise.resolve()));
  const newest = useRef({ item, lang });
  newest.current = { item, lang };
  const now = () => (runs ? clock.seconds() : moves.current.length ? moves.current[moves.current.length - 1].at : 0);

  /** @param {Json} [move] @returns {Promise<Json>} */
  async function play(move) {
    const asked = newest.current;
    if (!asked.item) return { ok: true };
    const at = now();
    const tried = move ? [...moves.current, { ...move, at }] : moves.current;
    const answer = await call("POST", "trial", { ...asked, moves: tried, at });
    if (!answer.ok) return answer;
    if (!answer.playable) {
      setState((/** @type {any} */ before) => ({ ...before, ...answer, stale: true, checked: asked.item }));
      return { ok: true };
    }
    // What was tapped and no longer fits: the phone begins anew, as one that has not answered.
    if (!move && answer.played < tried.length) run.current += 1;
    moves.current = tried.slice(0, answer.played);
    const over = answer.screen.phase === "ended";
    setState((/** @type {any} */ before) => ({
      // After its last page a slide leaves an empty stage: what was shown stays.
      shown: over && before.shown ? before.shown : { ...answer, runs, run: run.current },
      stale: false, over, begun: moves.current.length > 0, errors: answer.errors, cautions: answer.cautions, checked: asked.item, due: over ? null : answer.due,
    }));
    return answer.ack;
  }

  /** One after another: a move must never be lost because a word was typed meanwhile. @param {Json} [move] @returns {Promise<Json>} */
  function ask(move) {
    const done = queue.current.then(() => play(move));
    queue.current = done.catch(() => null);
    return done;
  }

  function begin() {
    moves.current = [];
    run.current += 1;
    clock.reset();
  }
  function again() {
    begin();
    ask();
  }

  useEffect(() => {
    begin();
    setState(NOTHING);
  }, [alone]);
  useEffect(() => {
    const timer = setTimeout(ask, state.shown ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [item, lang, alone]);
  useEffect(() => {
    if (!runs || state.due === null) return;
    const timer = setTimeout(ask, state.due * 1000 + 50);
    return () => clearTimeout(timer);
  }, [state.shown, runs]);
  return { ...state, move: ask, again };
}
