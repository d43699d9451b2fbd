/**
 * One room as the screen or the desk sees it: the connection, what the server sent, and the hooks that draw from it.
 * Nothing is decided and nothing is drawn here. Read next: ../net.js (how commands are acknowledged), then screen/commands.js.
 */
import { useEffect, useReducer, useRef, useState } from "../../vendor/preact-htm.js";
import { connect } from "../net.js";
import { createStore, secondsLeft, useStore } from "../store.js";

/** @typedef {import("../net.js").Ack} Ack */
/** @typedef {Record<string, any>} Json */
/** @typedef {{store: ReturnType<typeof createStore>, send: (verb: string, payload?: object) => Promise<Ack>, resume: (auth?: Json) => void}} Room */

const CLOCK_MS = 200;

/**
 * Connects as `role` ("screen" or "desk"). `extra` is added to the auth; `resume({projector_off: true})` changes it.
 * @param {string} role
 * @param {Json} [extra]
 * @returns {Room}
 */
export function openRoom(role, extra = {}) {
  const store = createStore({ link: "connecting", refused: null, last: null, view: null, viewAt: 0, progress: null, hall: null, grant: null, people: null, entries: null, lead: null, programme: null, shelf: null, written: null, trouble: null });
  const page = document.body.dataset;
  let more = extra;
  const net = connect(`/${role}`, () => ({ protocol: Number(page.protocol), lang: document.documentElement.lang, ...more }), {
    link(link, refused = null) {
      if (link === "online") store.newConnection();
      store.set({ link, refused });
    },
    view(view) {
      // No room runs: the next one counts its facts from the beginning again, and nothing may be said of the last one's phones.
      if (view.phase === "setup") {
        store.newConnection();
        store.set({ progress: null });
      }
      store.take("view", view);
    },
    progress: (progress) => store.take("progress", progress),
    people: (people) => store.set({ people }),
    entries: (entries) => store.set({ entries }),
    lead: (lead) => store.set({ lead }),
    programme: (programme) => store.set({ programme }),
    shelf: (shelf) => store.set({ shelf }),
    written: (written) => store.set({ written }),
    hall: (hall) => store.set({ hall }),
    grant: (grant) => store.set({ grant }),
    trouble: (trouble) => store.set({ trouble: trouble && trouble.code ? trouble : null }),
    bye: (last) => store.set({ last }),
  });
  return {
    store,
    send: net.send,
    resume(auth) {
      if (auth) more = { ...more, ...auth };
      store.set({ link: "connecting", last: null });
      net.resume();
    },
  };
}

/** Draws again whenever the store changes. @param {Room} room */
export const useRoom = (room) => useStore(room.store);

/**
 * Seconds left of the open step, counted down here between two views; undefined without a limit. While the server is away its room time
 * stands still, and so does this.
 * @param {import("../store.js").State} state
 * @returns {number | undefined}
 */
export function useLeft({ view, viewAt, link }) {
  const [, tick] = useReducer((/** @type {number} */ n) => n + 1, 0);
  const round = view && view.phase === "open" ? view.round : null;
  const runs = Boolean(round && round.left !== undefined && view && !view.paused && link === "online");
  const held = useRef(/** @type {number | undefined} */ (undefined));
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(tick, CLOCK_MS, 0);
    return () => clearInterval(timer);
  }, [runs]);
  if (!round || round.left === undefined) return undefined;
  if (link !== "online" && held.current !== undefined) return held.current;
  held.current = secondsLeft(round.left, viewAt, view.paused) || 0;
  return held.current;
}

/** `lost` soon after the connection went, `back` for a moment after it came again, else nothing. @param {string} link */
export function useLinkNote(link) {
  const [note, setNote] = useState("");
  const wasLost = useRef(false);
  useEffect(() => {
    if (link === "online" && !wasLost.current) return;
    wasLost.current = link === "offline" || (wasLost.current && link !== "online");
    const timers =
      link === "online"
        ? [setTimeout(setNote, 0, "back"), setTimeout(setNote, 3000, "")]
        : [setTimeout(setNote, 800, link === "offline" ? "lost" : "")];
    return () => timers.forEach(clearTimeout);
  }, [link]);
  return note;
}

/** What came on request and is kept until it is asked for again. @param {import("../store.js").State} state */
export function listsOf({ programme, shelf, written }) {
  return { programme, shelf, written };
}

/** How an address is said and typed: without what a browser adds by itself. @param {string | undefined} url */
export function plainAddress(url) {
  return (url || "").replace(/^https?:\/\//, "").replace(/\/$/, "");
}
