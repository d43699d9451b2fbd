/**
 * The run list: what was played, is on, comes and was dropped, how the time stands, and what can be done about it. On the desk and, without
 * inserting, in a dialog on the wall. It comes on request and again whenever the course changes. What a tap means: order.js.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { advance, tell } from "./commands.js";
import { t } from "../words.js";
import { coming, from, headed, moved, withBack, without } from "./order.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("./order.js").Row} Row */
/** @typedef {import("./commands.js").Context} Context */

const REFRESH_MS = 30000;
const SIGNS = /** @type {Record<string, string>} */ ({ done: "✓", now: "▶", skipped: "–", dropped: "–", next: "" });

/** Minutes ahead or behind, in words; empty without an end time. @param {number | null | undefined} ahead */
export function paceText(ahead) {
  if (ahead === null || ahead === undefined) return "";
  if (ahead > 1) return t("screen.list.ahead", { minutes: ahead });
  return ahead < -1 ? t("screen.list.behind", { minutes: -ahead }) : t("screen.list.on_time");
}

/** @param {{c: Context, insert?: boolean}} props */
export function RunList({ c, insert = false }) {
  const list = c.lists.programme;
  const [open, setOpen] = useState("");
  const ask = () => void c.send("list_programme");
  useEffect(() => {
    ask();
    const timer = setInterval(ask, REFRESH_MS);
    return () => clearInterval(timer);
  }, [c.view.v]);
  useEffect(() => {
    const here = document.querySelector(".run-item.is-now, .run-item.is-next");
    if (here) here.scrollIntoView({ block: "center" });
  }, [Boolean(list)]);
  if (!list) return html`<p class="quiet" role="status">${t("screen.list.loading")}</p>`;
  const rest = coming(list.items);
  const arrange = async (/** @type {string[]} */ order, /** @type {string} */ said = "") => {
    const ack = await tell(c, "arrange", { seen: list.seen, rest: order });
    if (!ack.ok) ask();
    else if (said) c.set({ toast: said });
    return ack.ok;
  };
  return html`<section class="run-list" aria-label=${t("screen.list.title")}>
    <${Pace} list=${list} drop=${() => arrange(without(rest, list.drop), t("screen.list.did_drop", { items: list.drop.length }))} />
    ${headed(list.items).map((part) => html`<h3>${part.dropped ? t("screen.list.dropped") : part.head}</h3>
      <ul>${part.rows.map((row) => html`<${Item} key=${row.uid + (row.number || "")} c=${c} row=${row} rest=${rest} arrange=${arrange} open=${open === row.uid} turn=${() => setOpen(open === row.uid ? "" : row.uid)} />`)}</ul>`)}
    ${insert && html`<${Insert} c=${c} add=${(/** @type {string} */ ref) => arrange([ref, ...rest], t("screen.list.did_insert"))} />`}
  </section>`;
}

/** When it ends, how late or early that is, and what could go. @param {{list: Json, drop: () => void}} props */
function Pace({ list, drop }) {
  const pace = paceText(list.ahead);
  const late = list.ahead !== null && list.ahead < -1;
  return html`<div class=${late ? "run-pace is-late" : "run-pace"} role="status">
    <p>${pace && html`<strong>${pace}</strong> `}${t(list.ends_at ? "screen.list.left_until" : "screen.list.left", { minutes: list.left, ends_at: list.ends_at.replace(":", ".") })}</p>
    ${late && list.drop.length > 0 && html`<button type="button" class="do" onClick=${drop}><span>${t("screen.list.drop_all", { items: list.drop.length })}</span></button>`}
  </div>`;
}

/** @param {Row} row */
function nameOf(row) {
  return row.label || (row.in_section > 1 ? t("screen.list.place", { index: row.index, of: row.in_section }) : row.section);
}

/** One item; a tap opens what can be done with it. @param {{c: Context, row: Row, rest: string[], arrange: (order: string[], said?: string) => Promise<boolean>, open: boolean, turn: () => void}} props */
function Item({ c, row, rest, arrange, open, turn }) {
  const name = nameOf(row);
  const state = row.voided ? "voided" : row.state;
  const doings = doingsFor(c, row, rest, arrange);
  const about = [t(`screen.list.is_${state}`), row.state === "next" ? t("screen.list.minutes", { minutes: Math.max(1, Math.round(row.minutes)) }) : ""].filter(Boolean).join(" · ");
  const inside = html`<i class="run-sign" aria-hidden="true">${row.voided ? "✕" : SIGNS[row.state]}</i><span class="run-name">${name}</span><span class="run-about">${about}</span>`;
  return html`<li class=${`run-item is-${state}`}>
    ${doings.length ? html`<button type="button" class="run-head" aria-expanded=${open} onClick=${turn}>${inside}</button>` : html`<p class="run-head">${inside}</p>`}
    ${open && doings.length > 0 && html`<div class="run-doings">${doings.map(({ id, run, off }) => html`<button type="button" key=${id} class="do" disabled=${off} onClick=${run}><span>${t(`screen.list.do_${id}`)}</span></button>`)}</div>`}
  </li>`;
}

/**
 * @param {Context} c @param {Row} row @param {string[]} rest
 * @param {(order: string[], said?: string) => Promise<boolean>} arrange
 * @returns {{id: string, run: () => unknown, off?: boolean}[]}
 */
function doingsFor(c, row, rest, arrange) {
  const { uid } = row;
  if (row.state === "dropped") return [{ id: "take_back", run: () => arrange(withBack(rest, uid)) }];
  if (row.state === "next") {
    return [
      { id: "up", run: () => arrange(moved(rest, uid, -1)), off: rest[0] === uid },
      { id: "down", run: () => arrange(moved(rest, uid, 1)), off: rest[rest.length - 1] === uid },
      { id: "jump", run: async () => (await arrange(from(rest, uid))) && leave(c) },
      { id: "drop", run: () => arrange(without(rest, [uid])) },
    ];
  }
  if (!row.may_void) return [];
  return [{ id: row.voided ? "count" : "void", run: () => tell(c, "void", { round: row.number, on: !row.voided }) }];
}

/** After a jump: on to it at once, unless a question is still open, which nobody should lose by a tap on a list. @param {Context} c */
function leave(c) {
  const { phase, next } = c.view;
  if (phase === "ready") return tell(c, "skip", { step: next.step });
  if (phase === "open") return c.set({ toast: t("screen.list.jump_open") });
  return advance(c);
}

/** Any item of any bank, as the next one. @param {{c: Context, add: (ref: string) => Promise<boolean>}} props */
function Insert({ c, add }) {
  const shelf = c.lists.shelf;
  const [bank, setBank] = useState("");
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open) void c.send("list_shelf");
  }, [open]);
  if (!open) return html`<button type="button" class="do wide" onClick=${() => setOpen(true)}><span>${t("screen.list.insert")}</span></button>`;
  const banks = shelf ? shelf.banks : [];
  const shown = banks.find((/** @type {Json} */ one) => one.id === bank) || banks[0];
  const pick = async (/** @type {string} */ ref) => (await add(ref)) && setOpen(false);
  return html`<section class="card run-insert" aria-label=${t("screen.list.insert")}>
    <label for="bank">${t("screen.list.bank")}</label>
    <select id="bank" value=${shown ? shown.id : ""} onChange=${(/** @type {any} */ event) => setBank(event.target.value)}>
      ${banks.map((/** @type {Json} */ one) => html`<option value=${one.id}>${one.title}</option>`)}
    </select>
    <ul>${shown && shown.items.map((/** @type {Json} */ item, /** @type {number} */ i) => html`<li key=${item.ref}><span>${item.label || t("screen.list.number", { number: i + 1 })}</span>
      <button type="button" class="do" onClick=${() => pick(item.ref)}><span>${t("screen.list.do_insert")}</span><span class="sr-only"> ${item.label || i + 1}</span></button></li>`)}</ul>
    <button type="button" class="do wide" onClick=${() => setOpen(false)}><span>${t("screen.close")}</span></button>
  </section>`;
}
