/**
 * What a surface knows: the newest of each thing the server sent, and how the connection is. Nothing is shown or sent from here.
 * The order of views counts within one connection only: after a crash of the server their numbers may be lower. Read next: net.js.
 */
import { useLayoutEffect, useReducer } from "../vendor/preact-htm.js";

/** @typedef {{[kind: string]: any}} State */

/** @param {State} first */
export function createStore(first) {
  /** @type {State} */
  let state = first;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {Set<string>} */
  let seen = new Set();

  /** @param {State} patch */
  function set(patch) {
    state = { ...state, ...patch };
    listeners.forEach((run) => run());
  }

  return {
    get: () => state,
    set,
    /** @param {() => void} run @returns {() => void} */
    subscribe(run) {
      listeners.add(run);
      return () => {
        listeners.delete(run);
      };
    },
    /** The next of each kind replaces what is here, whatever its `v`. */
    newConnection() {
      seen = new Set();
    },
    /** Keeps what the server sent, and when, unless something newer came before. @param {string} kind @param {{v: number}} sent @param {number} [now] */
    take(kind, sent, now = performance.now()) {
      if (seen.has(kind) && sent.v < state[kind].v) return;
      seen.add(kind);
      set({ [kind]: sent, [`${kind}At`]: now });
    },
  };
}

/**
 * What the store knows; the component is drawn again whenever that changes.
 * @param {{get: () => State, subscribe: (run: () => void) => () => void}} store
 */
export function useStore(store) {
  const [, redraw] = useReducer((/** @type {number} */ n) => n + 1, 0);
  // A layout effect: what came between the first drawing and an effect after it would not be shown.
  useLayoutEffect(() => store.subscribe(() => redraw(0)), []);
  return store.get();
}

/**
 * Seconds left, null without a limit. `left` was true at `at` (performance.now()); room time stands still in a pause.
 * @param {number | undefined} left
 * @param {number} at
 * @param {boolean} paused
 * @param {number} [now]
 * @returns {number | null}
 */
export function secondsLeft(left, at, paused, now = performance.now()) {
  if (left === undefined || left === null) return null;
  return paused ? left : Math.max(0, left - (now - at) / 1000);
}
