/**
 * The open list of the safeguarding lead: what is unread first, then what may be urgent. A request is fetched and opened here, and its text
 * stays in this page's memory until it is locked. Read next: opened.js, then handover.js.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { useAnnounced, useArrivals, useSaid } from "../ui/announce.js";
import { seal } from "../ui/sealing.js";
import { HandOver } from "./handover.js";
import { LONGEST, ageText, fetchOpened, idOf, inOrder } from "./opened.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/room.js").Room} Room */
/** @typedef {import("./opened.js").Opened} Opened */

const OUTCOMES = ["met", "referred", "to_counsellor", "table_offered", "not_found", "not_request"];

/** @param {{room: Room, lead: any, wrapped: Json, list: Json | null, note: string, look: () => Promise<unknown>, lock: () => void}} props */
export function Requests({ room, lead, wrapped, list, note, look, lock }) {
  const [texts, setTexts] = useState(/** @type {Map<string, Opened>} */ (new Map()));
  const [message, setMessage] = useState("");
  const rows = list ? list.requests : [];
  const unread = rows.filter((/** @type {Json} */ row) => !row.is_read && !row.outcome).length;
  useAnnounced(note);
  useArrivals(unread, (n) => t("desk.requests.came", { n }));

  /** @param {Json} row */
  async function read(row) {
    const opened = await fetchOpened(room, row, lead);
    if (typeof opened === "string") return setMessage(opened);
    setTexts((now) => new Map(now).set(idOf(row), opened));
    await look();
  }
  /** @param {Json} row @param {string} outcome @param {boolean} second */
  async function close(row, outcome, second) {
    const ack = await room.send("set_outcome", { room: row.room, request: row.request, outcome, second });
    setMessage(ack.ok ? "" : ack.error.message);
    await look();
  }
  const visits = new Set(rows.map((/** @type {Json} */ row) => row.room)).size;
  return html`<section class="lead-page">
    <header class="lead-top"><p><b>${t("desk.requests.ready")}</b> ${t("desk.requests.ready_text")}</p><button type="button" class="do" onClick=${lock}>${t("desk.requests.lock")}</button></header>
    ${list && list.due > 0 && html`<p class="notice" role="alert">${t(list.due >= 72 ? "desk.requests.due_72" : "desk.requests.due_24")}</p>`}
    ${note && html`<p class="quiet">${note}</p>`}
    <p class="problem" role="alert">${message}</p>
    ${!list ? html`<p class="quiet">${t("desk.requests.loading")}</p>` : !rows.length && html`<p class="card">${t("desk.requests.none")}</p>`}
    <ul class="lead-list">${inOrder(rows, texts).map((row) => html`<${Row} key=${idOf(row)} row=${row} opened=${texts.get(idOf(row))} showVisit=${visits > 1} read=${() => read(row)} close=${(/** @type {string} */ outcome, /** @type {boolean} */ second) => close(row, outcome, second)} />`)}</ul>
    <${Slip} room=${room} lead=${lead} done=${look} />
    ${rows.length > 0 && html`<${HandOver} room=${room} lead=${lead} wrapped=${wrapped} rows=${rows} done=${look} />`}
  </section>`;
}

/** @param {{row: Json, opened: Opened | undefined, showVisit: boolean, read: () => void, close: (outcome: string, second: boolean) => void}} props */
function Row({ row, opened, showVisit, read, close }) {
  const state = row.outcome ? t(`desk.requests.outcome_${row.outcome}`) : t(row.is_read ? "desk.requests.open" : "desk.requests.unread");
  return html`<li class=${`card lead-row ${row.outcome ? "is-done" : row.is_read ? "" : "is-new"}`}>
    <p class="lead-head"><b>${t(`desk.requests.from_${row.source}`)}</b><span>${ageText(row.age)}</span><span class="lead-state">${state}</span></p>
    ${showVisit && html`<p class="quiet">${row.visit}</p>`}
    ${opened
      ? html`<${Inside} opened=${opened} />`
      : html`<button type="button" class="do wide ${row.is_read ? "" : "primary"}" onClick=${read}>${t(row.is_read ? "desk.requests.read_again" : "desk.requests.read")}</button>`}
    ${opened && !row.outcome && html`<${Outcomes} row=${row} close=${close} />`}
  </li>`;
}

/** @param {{opened: Opened}} props */
export function Inside({ opened }) {
  if (opened.unreadable) return html`<p class="lead-text">${t("desk.requests.unreadable")}</p>`;
  return html`${opened.risk && html`<p class="lead-risk">${t("desk.requests.risk")}</p>`}
    ${opened.text && html`<blockquote class="lead-text">${opened.text}</blockquote>`}
    ${opened.meet.length > 0 && html`<ul class="lead-meet">${opened.meet.map((one) => html`<li>${t(`desk.requests.${one}`)}</li>`)}</ul>`}
    <p><b>${t("desk.requests.find")}</b> ${opened.find || t("desk.requests.find_none")}</p>`;
}

/** @param {{row: Json, close: (outcome: string, second: boolean) => void}} props */
function Outcomes({ row, close }) {
  if (row.is_doubted) {
    return html`<p>${t("desk.requests.second_text")}</p><div class="lead-outcomes">
      <button type="button" class="do" onClick=${() => close("not_request", true)}>${t("desk.requests.second_yes")}</button>
      ${OUTCOMES.filter((one) => one !== "not_request").map((one) => html`<button type="button" class="do" onClick=${() => close(one, false)}>${t(`desk.requests.outcome_${one}`)}</button>`)}
    </div>`;
  }
  return html`<p>${t("desk.requests.outcome")}</p>
    <div class="lead-outcomes">${OUTCOMES.map((one) => html`<button type="button" class="do" onClick=${() => close(one, false)}>${t(`desk.requests.outcome_${one}`)}</button>`)}</div>`;
}

/** A paper slip, typed in by the lead and sealed here like a phone's. @param {{room: Room, lead: any, done: () => unknown}} props */
function Slip({ room, lead, done }) {
  const [text, setText] = useState("");
  const [message, setMessage] = useSaid();
  /** @param {Event} event */
  async function add(event) {
    event.preventDefault();
    const sealed = text.trim() && seal(lead.public, JSON.stringify({ door: "talk", text, meet: [], find: "" }));
    if (!sealed) return setMessage(t("desk.requests.slip_empty"));
    const ack = await room.send("add_slip", { sealed });
    if (ack.ok) setText("");
    setMessage(ack.ok ? t("desk.requests.slip_done") : ack.error.message);
    done();
  }
  return html`<details class="card"><summary>${t("desk.requests.slip_title")}</summary>
    <form onSubmit=${add}><label for="slip">${t("desk.requests.slip_text")}</label>
      <textarea id="slip" rows="3" maxlength=${LONGEST} autocomplete="off" spellcheck=${false} value=${text} onInput=${(/** @type {any} */ event) => setText(event.target.value)}></textarea>
      <button class="do wide">${t("desk.requests.slip_add")}</button><p>${message}</p></form></details>`;
}
