/**
 * The connection of any surface: connect, come back, and send every command until it is acknowledged.
 * No view is kept here (store.js) and nothing is shown. Read next: docs/protocol.md "Manners", then `createOutbox`, then `connect`.
 */
import { io } from "../vendor/socket.io.esm.min.js";

/** @typedef {{code: string, message: string, retry: boolean}} Refusal */
/** @typedef {({ok: true, v?: number} & Record<string, any>) | {ok: false, error: Refusal}} Ack */
/** @typedef {(verb: string, payload: object, acked: (ack: Ack) => void) => void} Emit */
/** @typedef {{verb: string, payload: object, closes: number, onWire: boolean, done: (ack: Ack) => void}} Command */

/** Without `tryAllTransports` the client never falls back to polling. Back-off at random within 0-3 s: a hall comes back spread out. */
const OPTIONS = {
  transports: ["websocket", "polling"],
  tryAllTransports: true,
  timeout: 5000,
  reconnectionDelay: 1500,
  reconnectionDelayMax: 3000,
  randomizationFactor: 1,
};
const MOST_CLOSES = 2;
const RETRY_MS = [3000, 5000];
const REFUSED_MS = [4000, 6000];
const DROPPED_MS = [500, 3000];
/** A page hidden for longer may hold a socket that died unnoticed: connecting anew is quicker than the heartbeat. */
const ASLEEP_MS = 10000;
const FINAL = ["grant/none", "protocol/mismatch"];
const RELOADED = "kuis.reloaded";

/** @param {number} bytes */
export function randomHex(bytes) {
  const raw = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(raw, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {number[]} range */
function between([least, most]) {
  return least + Math.random() * (most - least);
}

/** @param {string} code @returns {Ack} */
function givenUp(code) {
  return { ok: false, error: { code, message: "", retry: true } };
}

/**
 * Commands that wait for their ack, oldest first. Each keeps its `id` however often it is sent, so it has one effect.
 * @param {(run: () => void, ms: number) => unknown} [later]
 */
export function createOutbox(later = setTimeout) {
  /** @type {Map<string, Command>} */
  const waiting = new Map();
  /** @type {Emit | null} */
  let emit = null;

  /** @param {string} id @param {Ack} ack */
  function finish(id, ack) {
    const command = waiting.get(id);
    waiting.delete(id);
    if (command) command.done(ack);
  }

  /** @param {string} id @param {Ack} ack */
  function acked(id, ack) {
    const command = waiting.get(id);
    if (!command) return;
    if (ack.ok || !ack.error.retry) return finish(id, ack);
    command.onWire = false;
    later(() => transmit(id), between(RETRY_MS));
  }

  /** @param {string} id */
  function transmit(id) {
    const command = waiting.get(id);
    if (!command || !emit || command.onWire) return;
    command.onWire = true;
    emit(command.verb, command.payload, (ack) => acked(id, ack));
  }

  return {
    /** Now or once connected. @param {string} verb @param {object} [payload] @returns {Promise<Ack>} */
    send(verb, payload = {}) {
      const id = randomHex(8);
      return new Promise((done) => {
        waiting.set(id, { verb, payload: { id, ...payload }, closes: 0, onWire: false, done });
        transmit(id);
      });
    },
    /** @param {Emit} emitter */
    opened(emitter) {
      emit = emitter;
      [...waiting.keys()].forEach(transmit);
    },
    /** `blamed`: cut perhaps because of what was on the wire; twice is enough. @param {boolean} blamed */
    closed(blamed) {
      emit = null;
      for (const [id, command] of [...waiting]) {
        if (command.onWire && blamed) command.closes += 1;
        command.onWire = false;
        if (command.closes >= MOST_CLOSES) finish(id, givenUp("net/given_up"));
      }
    },
    /** Nothing will be acknowledged any more. @param {string} code */
    abandon(code) {
      emit = null;
      [...waiting.keys()].forEach((id) => finish(id, givenUp(code)));
    },
  };
}

/** Reloads for a newer protocol, but only once: a cache that still gives the old page must not spin. @param {boolean} mismatch */
function reloadOnce(mismatch) {
  try {
    if (!mismatch) return sessionStorage.removeItem(RELOADED);
    if (sessionStorage.getItem(RELOADED)) return;
    sessionStorage.setItem(RELOADED, "1");
  } catch {
    return; // nobody could remember the first reload
  }
  location.reload();
}

/**
 * Opens the connection and keeps it; `auth()` is asked at every attempt. `handlers` has a function for each event it wants and
 * `link(state, error?)`: `online`, `offline`, `refused` (the server said no) or `over` (after `bye`: only `resume()` connects again).
 * @param {string} namespace
 * @param {() => object} auth
 * @param {Record<string, (payload: any, error?: any) => void>} handlers
 */
export function connect(namespace, auth, handlers) {
  const { link, bye, ...events } = handlers;
  const outbox = createOutbox();
  const socket = io(namespace, { ...OPTIONS, auth: (/** @type {(auth: object) => void} */ give) => give(auth()) });
  let over = false;
  let hiddenAt = 0;

  for (const [event, run] of Object.entries(events)) socket.on(event, run);

  socket.on("connect", () => {
    reloadOnce(false);
    link("online");
    outbox.opened((verb, payload, acked) => socket.emit(verb, payload, acked));
  });

  socket.on("disconnect", (/** @type {string} */ reason) => {
    outbox.closed(reason !== "ping timeout" && reason !== "io client disconnect");
    if (over) return;
    link("offline");
    // Then socket.io leaves it to us to come back.
    if (!socket.active && reason === "io server disconnect") setTimeout(again, between(DROPPED_MS));
  });

  socket.on("connect_error", (/** @type {Error & {data?: {code?: string}}} */ error) => {
    if (socket.active) {
      // It goes on trying. A proxy may swallow websockets: each timeout turns the order of transports round.
      if (error.message === "timeout") socket.io.opts.transports.reverse();
      return link("offline");
    }
    const code = (error.data && error.data.code) || "server/failed";
    if (code === "protocol/mismatch") reloadOnce(true);
    link("refused", { ...error.data, code });
    if (!FINAL.includes(code)) setTimeout(again, between(REFUSED_MS));
  });

  socket.on("bye", (/** @type {{code: string, message: string}} */ last) => {
    over = true;
    socket.disconnect();
    outbox.abandon(last.code);
    link("over");
    if (bye) bye(last);
  });

  function again() {
    if (!over && !socket.connected) socket.connect();
  }

  /** The person looks at the page again: connect at once. */
  function wake() {
    if (over || document.visibilityState === "hidden") return;
    const asleep = hiddenAt > 0 && Date.now() - hiddenAt > ASLEEP_MS;
    hiddenAt = 0;
    if (!socket.connected || asleep) socket.disconnect().connect(); // disconnect() also resets the back-off
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") hiddenAt = Date.now();
    else wake();
  });
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", (event) => event.persisted && wake());

  return {
    send: outbox.send,
    /** Connects anew, also after `bye`. */
    resume() {
      over = false;
      socket.disconnect().connect();
    },
  };
}
