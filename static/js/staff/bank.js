/**
 * One bank: its items as a list that stays quick with thousands of them (only what is seen is drawn), search, filters, and what can be done
 * with an item. Everything done here can be undone. Read next: list.js (what is to be seen), item.js (one of them).
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { call, part } from "./api.js";
import { BankHead } from "./bank_head.js";
import { Chooser } from "./chooser.js";
import { Export } from "./export.js";
import { keptIn } from "./kept.js";
import { typeName, valueOf } from "./labels.js";
import { NO_FILTERS, afterMove, afterOf, matching, occurring, statusOf, visible } from "./list.js";
import { Heading, KeyLine, Link, NotYet, said, useEvery, useKeys, useLoaded } from "./page.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("./page.js").Staff} Staff */

const LOOK_MS = 15000;
const NARROW = "(max-width: 52rem)";
const ROW = { wide: 60, narrow: 108 };
/** @type {[string, string][]} */
const KEYS = [["↑ ↓", "staff.key.arrows"], ["Enter", "staff.key.open"], ["/", "staff.key.search"], ["N", "staff.key.new"], ["Alt+↑ ↓", "staff.key.move"], ["D", "staff.key.duplicate"], ["Del", "staff.key.delete"], ["Ctrl+Z", "staff.key.undo"]];

/** @param {{staff: Staff, id: string}} props */
export function Bank({ staff, id }) {
  const { answer, reload } = useLoaded(`banks/${part(id)}`);
  const [filters, setFilters] = useState(NO_FILTERS);
  const [current, setCurrent] = useState("");
  const [adds, setAdds] = useState(false);
  const [names, setNames] = useState(false);
  const [exports, setExports] = useState(false);
  const search = useRef(/** @type {HTMLInputElement | null} */ (null));
  const seen = useRef("");
  const bank = answer && answer.ok ? answer.bank : null;
  const items = bank ? bank.items : [];
  const shown = matching(items, filters);
  const may = staff.powers.has("edit") && !(bank && bank.broken);
  /** After an act of our own: what is seen now is no news. */
  async function seeOwn() {
    const now = await reload();
    if (now.ok) seen.current = now.bank.version;
  }
  const acts = useActs(staff, id, items, seeOwn, setCurrent);
  const at = (/** @type {number} */ n) => shown[Math.min(Math.max(n, 0), shown.length - 1)];
  const here = shown.findIndex((item) => item.id === current);
  const pick = (/** @type {number} */ n) => shown.length > 0 && setCurrent(at(n).id);
  const filtered = shown.length < items.length;

  useEvery(reload, LOOK_MS, [id]);
  useEffect(() => {
    if (bank && seen.current && seen.current !== bank.version) staff.news(t("staff.bank.changed_outside"));
    if (bank) seen.current = bank.version;
  }, [bank && bank.version]);
  const withCurrent = (/** @type {(item: Json) => unknown} */ run) => () => (may && here >= 0 ? run(shown[here]) : false);
  useKeys({
    "/": () => search.current && search.current.focus(),
    n: () => may && setAdds(true),
    d: withCurrent(acts.duplicate),
    delete: withCurrent(acts.remove),
    "alt+arrowup": withCurrent((item) => acts.move(item, -1, filtered)),
    "alt+arrowdown": withCurrent((item) => acts.move(item, 1, filtered)),
    arrowdown: () => pick(here + 1),
    arrowup: () => pick(Math.max(here, 0) - 1),
    home: () => pick(0),
    end: () => pick(shown.length - 1),
    pagedown: () => pick(here + 10),
    pageup: () => pick(here - 10),
    enter: (event) => (/** @type {HTMLElement} */ (event.target).closest("a, button, summary") || here < 0 ? false : staff.go(`/staff/banks/${part(id)}/items/${part(current)}`)),
  });
  if (!bank) return html`<${NotYet} answer=${answer} staff=${staff} />`;
  return html`<div class="bank">
    <${Heading} title=${said(bank.title, staff.lang)} back=${["/staff/banks", t("staff.banks.title")]} staff=${staff}>
      <p class="page-links">
        ${staff.powers.has("trial") && html`<${Link} staff=${staff} to=${`/staff/banks/${part(id)}/trial`}>${t("staff.trial.bank")}<//>`}
        <${Link} staff=${staff} to=${`/staff/banks/${part(id)}/history`}>${t("staff.past.title")}<//>
        ${staff.powers.has("export") && html`<button type="button" class="plain" onClick=${() => setExports(true)}>${t("staff.export.title")}</button>`}
        ${may && html`<button type="button" class="plain" onClick=${() => setNames(true)}>${t("staff.past.head")}</button>`}
        ${staff.powers.has("import") && html`<a href=${`/staff/import?bank=${part(id)}`}>${t("staff.import.link")}</a>`}
      </p>
    <//>
    <${Broken} broken=${bank.broken} />
    <${Search} items=${items} filters=${filters} set=${setFilters} search=${search} />
    <div class="list-head">
      <p role="status">${t("staff.bank.count", { shown: shown.length, all: items.length })}${filtered && html` <button type="button" class="plain" onClick=${() => setFilters(NO_FILTERS)}>${t("staff.bank.all")}</button>`}</p>
      ${may && html`<button type="button" class="main" onClick=${() => setAdds(true)}>${t("staff.bank.add")}</button>`}
    </div>
    ${shown.length > 0
      ? html`<${Rows} staff=${staff} bank=${id} items=${shown} current=${current} choose=${setCurrent} acts=${may ? acts : null} filtered=${filtered} />`
      : html`<div class="empty"><p>${t(items.length ? "staff.bank.none_found" : "staff.bank.none_yet")}</p></div>`}
    <${KeyLine} keys=${KEYS} />
    ${names && html`<${BankHead} bank=${bank} close=${() => setNames(false)} done=${() => (setNames(false), seeOwn())} />`}
    ${exports && html`<${Export} id=${id} close=${() => setExports(false)} />`}
    ${adds && html`<${Chooser} staff=${staff} close=${() => setAdds(false)} choose=${(/** @type {string} */ type) => staff.go(`/staff/banks/${part(id)}/new?type=${part(type)}${current ? `&after=${part(current)}` : ""}`)} />`}
  </div>`;
}

/** A file that cannot be read as it is: its line and what is wrong there. @param {{broken: Json | null}} props */
export function Broken({ broken }) {
  return broken && html`<p class="broken" role="alert"><b>${t("staff.bank.broken")}</b> ${t("staff.bank.line", { line: broken.line })} ${broken.message}</p>`;
}

/** What can be done with an item, each with its way back. @param {Staff} staff @param {string} id @param {Json[]} items @param {() => Promise<any>} reload @param {(id: string) => void} choose */
function useActs(staff, id, items, reload, choose) {
  const path = `banks/${part(id)}`;
  /** @param {string} method @param {string} where @param {object} [body] */
  async function send(method, where, body) {
    const answer = await call(method, `${path}/${where}`, body);
    if (answer.ok) await reload();
    else staff.news(answer.error.message);
    return answer;
  }
  /** @param {Json} item @param {string} after */
  const put = (item, after) => send("POST", "items", { item, after });
  /** The version is asked for anew: what is undone may have been changed since. @param {string} item */
  async function takeAway(item) {
    const now = await call("GET", `${path}/items/${part(item)}`);
    return now.ok ? send("DELETE", `items/${part(item)}`, { base: now.version }) : now;
  }
  return {
    async duplicate(/** @type {Json} */ row) {
      const got = await call("GET", `${path}/items/${part(row.id)}`);
      if (!got.ok) return staff.news(got.error.message);
      const { id: _, ...item } = got.item;
      const added = await put(item, row.id);
      if (!added.ok) return;
      choose(added.item.id);
      staff.news(t("staff.did.duplicated"), () => takeAway(added.item.id));
    },
    async remove(/** @type {Json} */ row) {
      const after = afterOf(items, row.id);
      const next = items[items.findIndex((item) => item.id === row.id) + 1];
      const gone = await send("DELETE", `items/${part(row.id)}`, { base: row.version });
      if (!gone.ok) return;
      choose(next ? next.id : after);
      staff.news(t("staff.did.deleted", { label: row.label }), async () => {
        const back = await put(gone.item, gone.after ?? after);
        if (back.ok) choose(row.id);
      });
    },
    async move(/** @type {Json} */ row, /** @type {number} */ by, /** @type {boolean} */ filtered) {
      if (filtered) return staff.news(t("staff.bank.move_filtered"));
      const after = afterMove(items, row.id, by);
      const before = afterOf(items, row.id);
      if (after === null) return;
      const moved = await send("POST", "move", { item: row.id, after });
      if (moved.ok) staff.news(t("staff.did.moved"), () => send("POST", "move", { item: row.id, after: before }));
    },
  };
}

/** @param {{items: Json[], filters: import("./list.js").Filters, set: (filters: import("./list.js").Filters) => void, search: any}} props */
function Search({ items, filters, set, search }) {
  const choices = /** @type {const} */ ([
    ["type", occurring(items, "type"), typeName],
    ["form", occurring(items, "forms"), (/** @type {string} */ one) => valueOf("", "forms", one)],
    ["skill", occurring(items, "skill"), (/** @type {string} */ one) => valueOf("", "skill", one)],
    ["level", occurring(items, "level"), (/** @type {string} */ one) => valueOf("", "level", one)],
    ["tag", occurring(items, "tags"), (/** @type {string} */ one) => one],
    ["status", ["draft", "approved", "off", "advice"], (/** @type {string} */ one) => t(`staff.status.${one}`)],
  ]);
  return html`<search class="search">
    <label class="search-text"><span>${t("staff.search")}</span><input ref=${search} type="search" value=${filters.text} onInput=${(/** @type {any} */ event) => set({ ...filters, text: event.target.value })} /></label>
    ${choices.map(
      ([name, values, word]) => values.length > (name === "type" ? 1 : 0) && html`<label><span>${t(`staff.filter.${name}`)}</span>
        <select value=${filters[name]} onChange=${(/** @type {any} */ event) => set({ ...filters, [name]: event.target.value })}>
          <option value="">${t("staff.filter.any")}</option>${values.map((one) => html`<option value=${one}>${word(one)}</option>`)}
        </select></label>`,
    )}
  </search>`;
}

/** @param {{staff: Staff, bank: string, items: Json[], current: string, choose: (id: string) => void, acts: any, filtered: boolean}} props */
function Rows({ staff, bank, items, current, choose, acts, filtered }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const narrow = useNarrow();
  const row = narrow ? ROW.narrow : ROW.wide;
  const waiting = new Set(keptIn(staff.person, bank));
  const { first, last } = visible(items.length, row, top, height);
  const here = items.findIndex((item) => item.id === current);
  useEffect(() => {
    const seen = box.current;
    if (!seen) return;
    const watch = new ResizeObserver(() => setHeight(seen.clientHeight));
    watch.observe(seen);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const seen = box.current;
    if (!seen || here < 0) return;
    if (here * row < seen.scrollTop) seen.scrollTop = here * row;
    if ((here + 1) * row > seen.scrollTop + seen.clientHeight) seen.scrollTop = (here + 1) * row - seen.clientHeight;
    const writes = document.activeElement && document.activeElement.matches("input, select, textarea");
    const frame = requestAnimationFrame(() => !writes && /** @type {HTMLElement | null} */ (seen.querySelector("[data-current] a"))?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, [current]);
  return html`<div ref=${box} class="rows-box" onScroll=${(/** @type {any} */ event) => setTop(event.target.scrollTop)} tabindex="-1">
    <ul class="item-rows" style=${{ height: `${items.length * row}px` }}>
      ${items.slice(first, last).map((item, i) => html`<${Row} key=${item.id} staff=${staff} bank=${bank} item=${item} n=${first + i} of=${items.length} row=${row} isCurrent=${item.id === current || (here < 0 && first + i === 0)} choose=${choose} acts=${acts} filtered=${filtered} kept=${waiting.has(item.id)} />`)}
    </ul>
  </div>`;
}

function useNarrow() {
  const [narrow, setNarrow] = useState(matchMedia(NARROW).matches);
  useEffect(() => {
    const asked = matchMedia(NARROW);
    const heard = () => setNarrow(asked.matches);
    asked.addEventListener("change", heard);
    return () => asked.removeEventListener("change", heard);
  }, []);
  return narrow;
}

/** @param {any} props */
function Row({ staff, bank, item, n, of, row, isCurrent, choose, acts, filtered, kept }) {
  const status = statusOf(item);
  const tab = isCurrent ? 0 : -1;
  const tool = (/** @type {string} */ name, /** @type {string} */ sign, /** @type {() => unknown} */ run, disabled = false) =>
    html`<button type="button" tabindex=${tab} disabled=${disabled} title=${t(`staff.tool.${name}`)} aria-label=${t(`staff.tool.${name}_of`, { label: item.label })} onClick=${run}>${sign}</button>`;
  return html`<li class="item-row" style=${{ top: `${n * row}px`, height: `${row}px` }} aria-setsize=${of} aria-posinset=${n + 1} data-current=${isCurrent ? "" : undefined} onfocusin=${() => choose(item.id)}>
    <${Link} staff=${staff} to=${`/staff/banks/${part(bank)}/items/${part(item.id)}`} class="item-link" tabindex=${tab}>
      <span class="item-label">${item.label || item.id}</span>
      <span class="item-about">${typeName(item.type)}${item.level && html` · ${valueOf("", "level", item.level)}`}${item.tags && item.tags.length > 0 && html` · ${item.tags.join(", ")}`}</span>
    <//>
    <span class="badges">
      ${kept && html`<span class="badge is-kept">${t("staff.status.kept")}</span>`}
      ${status !== "approved" && html`<span class=${`badge is-${status}`}>${t(`staff.status.${status}`)}</span>`}
      ${(item.cautions || []).length > 0 && html`<span class="badge is-advice">${t("staff.bank.advice", { n: item.cautions.length })}</span>`}
    </span>
    ${acts && html`<span class="tools">
      ${tool("up", "↑", () => acts.move(item, -1, filtered), n === 0)}${tool("down", "↓", () => acts.move(item, 1, filtered), n === of - 1)}
      ${tool("duplicate", t("staff.tool.duplicate"), () => acts.duplicate(item))}${tool("delete", t("staff.tool.delete"), () => acts.remove(item))}
    </span>`}
  </li>`;
}
