/**
 * The safeguarding lead's page: make the key (once, before a visit), unlock it, work on the requests. Locked it knows nothing; unlocked it
 * locks itself after ten idle minutes and stores nothing. Read next: requests.js (the list), wrapping.js (the key), docs/threat-model.md.
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { fromBase64, open, openList, seal } from "../ui/sealing.js";
import { Requests } from "./requests.js";
import { makeKey, unwrap } from "./wrapping.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/room.js").Room} Room */
/** @typedef {{public: string, secret: Uint8Array, others: Uint8Array[]}} Key her present key, and older ones that the same passphrase opens */

const IDLE_MS = 10 * 60 * 1000;
const HERE_MS = 5000;
const LEAST_LETTERS = 12;
const SIGNS_OF_LIFE = ["pointerdown", "keydown", "scroll"];

/** @param {{room: Room, state: Json}} props */
export function Lead({ room, state }) {
  const [keys, setKeys] = useState(/** @type {Json[] | null} */ (null));
  const [key, setKey] = useState(/** @type {Key | null} */ (null));
  const [list, setList] = useState(/** @type {Json | null} */ (null));
  const [note, setNote] = useState("");
  const [renews, setRenews] = useState(false);

  async function load() {
    const ack = await room.send("lead_keys");
    if (ack.ok) setKeys(ack.keys);
    else setNote(ack.error.message);
  }
  useEffect(() => {
    load();
  }, []);
  /** @param {string} why */
  function lock(why) {
    if (key) [key.secret, ...key.others].forEach((secret) => secret.fill(0));
    setKey(null);
    setList(null);
    setNote(why);
    room.send("lead_away");
  }
  async function look() {
    if (!key) return;
    const ack = await room.send("lead_here", { public: key.public });
    if (!ack.ok) return ack.error.code === "box/key_replaced" ? lock(ack.error.message) : setNote(ack.error.message);
    const text = openList(key.secret, ack.list);
    if (text) setList(JSON.parse(text));
  }
  useEffect(() => {
    if (!key) return;
    look();
    const timer = setInterval(look, HERE_MS);
    return () => clearInterval(timer);
  }, [key]);
  useIdle(Boolean(key), () => lock(t("desk.requests.locked_idle")));

  if (!keys) return html`<p class="quiet" role="status">${note || t("desk.requests.loading")}</p>`;
  if (key) return html`<${Requests} room=${room} lead=${key} wrapped=${keys[0].wrapped} list=${list} note=${note} look=${look} lock=${() => lock("")} />`;
  const made = () => (setRenews(false), setNote(t("desk.requests.try_now")), load());
  if (!keys.length || renews) return html`<${MakeKey} room=${room} made=${made} back=${keys.length ? () => setRenews(false) : null} />`;
  return html`<${Unlock} keys=${keys} opened=${(/** @type {Key} */ opened) => (setKey(opened), setNote(note && t("desk.requests.test_open")))} note=${note} renew=${() => setRenews(true)} here=${state.lead && state.lead.here} />`;
}

/** @param {boolean} on @param {() => void} run */
function useIdle(on, run) {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!on) return;
    let timer = setTimeout(() => latest.current(), IDLE_MS);
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), IDLE_MS);
    };
    SIGNS_OF_LIFE.forEach((sign) => document.addEventListener(sign, alive, { passive: true }));
    return () => {
      clearTimeout(timer);
      SIGNS_OF_LIFE.forEach((sign) => document.removeEventListener(sign, alive));
    };
  }, [on]);
}

/** What a passphrase is, and that nobody can bring it back, before there is anything to lose. @param {{room: Room, made: () => void, back: (() => void) | null}} props */
function MakeKey({ room, made, back }) {
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const [message, setMessage] = useState("");
  const [busy, setBusy] = useState(false);
  /** @param {Event} event */
  async function make(event) {
    event.preventDefault();
    if (first.trim().length < LEAST_LETTERS) return setMessage(t("desk.requests.too_short", { n: LEAST_LETTERS }));
    if (first !== second) return setMessage(t("desk.requests.not_the_same"));
    setBusy(true);
    const key = await makeKey(first);
    setFirst("");
    setSecond("");
    const ack = await room.send("keep_lead_key", key);
    setBusy(false);
    if (ack.ok) made();
    else setMessage(ack.error.message);
  }
  return html`<section class="card lead-card">
    <h2>${t("desk.requests.make_title")}</h2>
    <p>${t("desk.requests.make_text")}</p>
    <p class="notice">${t("desk.requests.make_lost")}</p>
    <form onSubmit=${make}>
      <${Secret} id="lead-first" label=${t("desk.requests.first")} value=${first} set=${setFirst} />
      <${Secret} id="lead-second" label=${t("desk.requests.second")} value=${second} set=${setSecond} />
      <p class="problem" role="alert">${message}</p>
      <button class="do primary wide" disabled=${busy}>${t(busy ? "desk.requests.working" : "desk.requests.make")}</button>
      ${back && html`<button type="button" class="do wide" onClick=${back}>${t("desk.requests.back")}</button>`}
    </form>
  </section>`;
}

/**
 * Opening is the test of a new passphrase too: a sealed line is opened before anything else is shown.
 * @param {{keys: Json[], opened: (key: Key) => void, note: string, renew: () => void, here: boolean}} props
 */
function Unlock({ keys, opened, note, renew, here }) {
  const [passphrase, setPassphrase] = useState("");
  const [message, setMessage] = useState("");
  const [busy, setBusy] = useState(false);
  /** @param {Event} event */
  async function unlock(event) {
    event.preventDefault();
    setBusy(true);
    setMessage("");
    const found = [];
    for (const { wrapped } of keys) found.push(await unwrap(passphrase, wrapped));
    setBusy(false);
    const [secret, ...others] = found;
    const test = seal(keys[0].public, "ok");
    if (!secret || !test || open(secret, fromBase64(test)) !== "ok") return setMessage(t("desk.requests.wrong"));
    setPassphrase("");
    opened({ public: keys[0].public, secret, others: /** @type {Uint8Array[]} */ (others.filter(Boolean)) });
  }
  return html`<section class="card lead-card">
    <h2>${t("desk.requests.unlock_title")}</h2>
    <p>${note || t(here ? "desk.requests.here_elsewhere" : "desk.requests.unlock_text")}</p>
    <form onSubmit=${unlock}>
      <${Secret} id="lead-passphrase" label=${t("desk.requests.passphrase")} value=${passphrase} set=${setPassphrase} />
      <p class="problem" role="alert">${message}</p>
      <button class="do primary wide" disabled=${busy || !passphrase}>${t(busy ? "desk.requests.working" : "desk.requests.unlock")}</button>
    </form>
    <details><summary>${t("desk.requests.lost_title")}</summary><p>${t("desk.requests.lost_text")}</p>
      <button type="button" class="do wide" onClick=${renew}>${t("desk.requests.renew")}</button></details>
  </section>`;
}

/** Never remembered by the browser. @param {{id: string, label: string, value: string, set: (text: string) => void}} props */
function Secret({ id, label, value, set }) {
  return html`<label for=${id}>${label}</label>
    <input id=${id} type="password" autocomplete="new-password" spellcheck=${false} value=${value} onInput=${(/** @type {any} */ event) => set(event.target.value)} />`;
}
