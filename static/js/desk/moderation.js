/**
 * What students typed, for a person to read before the hall does: approve, rewrite, hold, remove, undo. Oldest first, page by page; marks of the
 * word filter in words. Texts come on request only (`list_entries`), never with a view. Server side: quizserver/core/moderation.py.
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { announce, useSaid } from "../ui/announce.js";
import { number, t } from "../words.js";
import { Mirrored } from "./mirrored.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/room.js").Room} Room */
/** @typedef {(action: string, entry: Json, text?: string) => Promise<boolean>} Act */

const REFRESH_MS = 5000;
const SETTLE_MS = 250;
const FILTERS = ["held", "approved", "removed"];
/** Keys on an entry that has the focus; the same letters stand on its buttons. @type {Record<string, string>} */
const KEYS = { s: "approve", t: "rewrite", x: "remove", w: "hold", z: "undo" };

/** What may be done with an entry now. @param {Json} entry */
export function actionsFor({ status, mine, undo }) {
  const steps = { held: mine ? [] : ["approve"], approved: ["hold"], removed: ["hold"] }[/** @type {"held"} */ (status)] || [];
  return [...steps, "rewrite", ...(status === "removed" ? [] : ["remove"]), ...(undo ? ["undo"] : [])];
}

/** "baru saja", "40 detik", "3 menit". @param {number} seconds */
export function ageText(seconds) {
  if (seconds < 10) return t("desk.mod.age_now");
  return seconds < 90 ? t("desk.mod.age_seconds", { n: Math.round(seconds / 10) * 10 }) : t("desk.mod.age_minutes", { n: Math.round(seconds / 60) });
}

/** @param {{room: Room, state: Json}} props */
export function Moderation({ room, state }) {
  const { entries, progress, grant, view } = state;
  const [filter, setFilter] = useState("held");
  const [page, setPage] = useState(1);
  const [message, setMessage] = useSaid();
  const [last, setLast] = useState(/** @type {Json | null} */ (null));
  const held = (progress && progress.held) || 0;
  const may = Boolean(grant && grant.powers.includes("moderate"));

  async function list() {
    const ack = await room.send("list_entries", { page, filter });
    if (!ack.ok && ack.error.code !== "room/none") setMessage(ack.error.message);
  }
  useEffect(() => {
    if (!may) return;
    const first = setTimeout(list, SETTLE_MS);
    const timer = setInterval(list, REFRESH_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [page, filter, held, may, view && view.v]); // another device's act brings a new view

  /** @type {Act} */
  async function act(action, entry, text = "") {
    const { round, entry: which, version } = entry;
    const ack = await room.send("moderate", { round, entry: which, action, seen: version, ...(action === "rewrite" ? { text } : {}) });
    setMessage(ack.ok ? t(`desk.mod.did_${action}`) : ack.error.message);
    setLast(ack.ok && action !== "undo" ? { ...entry, version: version + 1, did: action } : null);
    await list();
    return ack.ok;
  }
  const shown = entries && entries.filter === filter ? entries : null;
  const total = shown ? (shown.total ? t("desk.mod.total", { total: shown.total }) : t(`desk.mod.empty_${filter}`)) : "";
  useEffect(() => announce(total), [shown && [shown.filter, shown.page].join()]);
  if (!may) return html`<${Mirrored} yes=${() => room.resume({ projector_off: true })} />`;
  return html`<section class="moderation">
    <div class="mod-filters" role="group" aria-label=${t("desk.mod.filters")}>
      ${FILTERS.map((one) => html`<button type="button" aria-pressed=${one === filter} onClick=${() => (setPage(1), setFilter(one))}>${t(`desk.mod.filter_${one}`)}${one === "held" && held > 0 && html` <b class="badge">${number(held)}</b>`}</button>`)}
    </div>
    <div class="mod-said">
      <p>${message || total || t("desk.mod.loading")}</p>
      ${last && html`<button type="button" class="do" onClick=${() => act("undo", last)}>${t("desk.mod.undo")}</button>`}
    </div>
    ${shown && html`<${Queue} entries=${shown.entries} act=${act} />`}
    ${shown && shown.pages > 1 && html`<nav class="pages" aria-label=${t("desk.mod.pages")}>
      <button type="button" class="do" disabled=${shown.page <= 1} onClick=${() => setPage(shown.page - 1)}>${t("desk.people.before")}</button>
      <span>${t("desk.people.page", { page: shown.page, pages: shown.pages })}</span>
      <button type="button" class="do" disabled=${shown.page >= shown.pages} onClick=${() => setPage(shown.page + 1)}>${t("desk.people.after")}</button>
    </nav>`}
    <p class="mod-keys quiet">${t("desk.mod.keys")}</p>
  </section>`;
}

/** Who works through the list with the keyboard stays at the same place when an entry leaves it. @param {{entries: Json[], act: Act}} props */
function Queue({ entries, act }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const at = useRef(-1);
  const rows = () => [.../** @type {NodeListOf<HTMLElement>} */ (box.current ? box.current.querySelectorAll(".entry") : [])];
  const goTo = (/** @type {number} */ index) => rows()[Math.max(0, Math.min(index, entries.length - 1))]?.focus();
  useEffect(() => {
    if (at.current >= 0 && (!document.activeElement || document.activeElement === document.body)) goTo(at.current);
  }, [entries.map(({ round, entry }) => `${round}.${entry}`).join()]);
  return html`<ol class="entries" ref=${box} onFocusCapture=${(/** @type {Event} */ event) => (at.current = rows().findIndex((row) => row.contains(/** @type {Node} */ (event.target))))}>
    ${entries.map((entry, index) => html`<${Entry} key=${`${entry.round}.${entry.entry}`} entry=${entry} act=${act} move=${(/** @type {number} */ by) => goTo(index + by)} />`)}
  </ol>`;
}

/** @param {{entry: Json, act: Act, move: (by: number) => void}} props */
function Entry({ entry, act, move }) {
  const { text, shown, status, flags, heads, age, approvals, mine } = entry;
  const [writes, setWrites] = useState(false);
  const actions = actionsFor(entry);
  const start = (/** @type {string} */ action) => (action === "rewrite" ? setWrites(true) : act(action, entry));
  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = KEYS[event.key.toLowerCase()];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
    else if (action && actions.includes(action)) start(action);
    else return;
    event.preventDefault();
  }
  const isRisk = flags.includes("risk");
  return html`<li class=${`entry is-${status} ${isRisk ? "is-risk" : ""}`} tabindex="0" onKeyDown=${press}>
    <p class="entry-about"><span>${entry.about}</span> · ${ageText(age)}${heads > 1 && html` · ${t("desk.people.heads", { heads })}`}</p>
    <p class="entry-text">${text ? html`<bdi>${text}</bdi>` : t("desk.mod.taken_back")}</p>
    ${shown !== text && shown && html`<p class="entry-shown"><b>${t(status === "approved" ? "desk.mod.shown_as" : "desk.mod.would_show")}</b> <bdi>${shown}</bdi></p>`}
    ${flags.length > 0 && html`<ul class="entry-flags" aria-label=${t("desk.mod.flags")}>${flags.map((/** @type {string} */ flag) => html`<li class=${`flag-${flag}`}>${t(`desk.mod.flag.${flag}`)}</li>`)}</ul>`}
    ${isRisk && html`<p class="entry-note">${t("desk.mod.risk_note")}</p>`}
    ${status === "held" && flags.length > 0 && html`<p class="entry-note">${t(mine ? "desk.mod.second_mine" : approvals > 0 ? "desk.mod.second_yours" : "desk.mod.second")}</p>`}
    ${writes
      ? html`<${Rewrite} entry=${entry} done=${() => setWrites(false)} act=${act} />`
      : text && html`<div class="entry-buttons">${actions.map((action) => html`<button type="button" class=${action === "approve" ? "do primary" : "do"} onClick=${() => start(action)}>${t(`desk.mod.${action}`)}</button>`)}</div>`}
  </li>`;
}

/** @param {{entry: Json, done: () => void, act: Act}} props */
function Rewrite({ entry, done, act }) {
  const [text, setText] = useState(entry.shown);
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useEffect(() => field.current?.focus(), []);
  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    if (text.trim() && (await act("rewrite", entry, text))) done();
  }
  const id = `rewrite-${entry.round}-${entry.entry}`;
  return html`<form class="entry-rewrite" onSubmit=${save} onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && done()}>
    <label for=${id}>${t("desk.mod.rewrite_label", { most: entry.longest })}</label>
    <textarea id=${id} ref=${field} rows=${entry.longest > 60 ? 4 : 1} maxlength=${entry.longest} value=${text} onInput=${(/** @type {any} */ event) => setText(event.target.value)}></textarea>
    <div class="entry-buttons"><button class="do primary">${t("desk.mod.rewrite_save")}</button><button type="button" class="do" onClick=${done}>${t("desk.mod.rewrite_leave")}</button></div>
  </form>`;
}
