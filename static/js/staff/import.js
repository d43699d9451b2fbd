/**
 * Import: a file is chosen and read, every row of it is shown with what it becomes in a bank, and what was chosen is saved in one go.
 * Until then all of it is in this page only; what was put right by hand is not left without a question.
 * Read next: import_rows.js (what rows are), import_list.js (how they look), import_fix.js.
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { call, part, send } from "./api.js";
import { Fix } from "./import_fix.js";
import { Counts, List } from "./import_list.js";
import { asNew, askedOf, chosenOf, countsOf, filtered, rowsOf, titleFrom, withFixed, withFound } from "./import_rows.js";
import { Heading, Link, NotYet, said, useAskFirst, useLoaded } from "./page.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("./page.js").Staff} Staff */
/** @typedef {import("./import_rows.js").Row} Row */

const MOST_BYTES = 20000000;
const WORK_MS = 90000;

/** @param {{staff: Staff, wanted: string}} props `wanted`: the bank one came from */
export function Import({ staff, wanted }) {
  const { answer } = useLoaded("banks");
  const [told, setTold] = useState(/** @type {Json | null} */ (null));
  const [done, setDone] = useState(/** @type {Json | null} */ (null));
  if (!answer || !answer.ok) return html`<${NotYet} answer=${answer} staff=${staff} />`;
  const banks = answer.banks.filter((/** @type {Json} */ one) => one.kind === "bank" && !one.broken);
  const again = () => (setTold(null), setDone(null));
  // Away from rows that are only here one goes by a real change of page: the browser can then ask first.
  const away = told && !done ? { ...staff, go: (/** @type {string} */ path) => location.assign(path) } : staff;
  return html`<div class="import">
    <${Heading} title=${t("staff.import.title")} back=${["/staff/banks", t("staff.banks.title")]} staff=${away} />
    ${done ? html`<${Done} staff=${staff} done=${done} again=${again} />` : told ? html`<${DryRun} staff=${staff} told=${told} banks=${banks} wanted=${wanted} again=${again} done=${setDone} />` : html`<${Choose} take=${setTold} />`}
  </div>`;
}

/** The file: dropped or picked, then read, with how far that is. @param {{take: (told: Json) => void}} props */
function Choose({ take }) {
  const [over, setOver] = useState(false);
  const [state, setState] = useState({ reads: "", rows: 0, why: "" });
  const stop = useRef(/** @type {AbortController | null} */ (null));
  useEffect(() => () => stop.current?.abort(), []);
  /** @param {File | undefined} file */
  async function read(file) {
    if (!file) return;
    const refuse = (/** @type {string} */ why) => setState({ reads: "", rows: 0, why });
    if (file.size > MOST_BYTES) return refuse(t("staff.import.too_large", { name: file.name, most: MOST_BYTES / 1000000 }));
    stop.current = new AbortController();
    setState({ reads: file.name, rows: 0, why: "" });
    const answer = await send(`import/read?name=${part(file.name)}`, file, (line) => setState({ reads: file.name, rows: line.done, why: "" }), stop.current.signal);
    if (stop.current.signal.aborted) return setState({ reads: "", rows: 0, why: "" });
    if (answer.ok) take({ ...answer.told, file: file.name });
    else refuse(`${file.name}: ${answer.error.message}`);
  }
  if (state.reads) {
    return html`<div class="sheet reading" role="status"><h2>${t("staff.import.reading", { name: state.reads })}</h2><progress aria-label=${t("staff.import.reading", { name: state.reads })}></progress>
      <p>${state.rows < 0 ? t("staff.import.waits") : t("staff.import.so_far", { n: state.rows })}</p><p class="buttons"><button type="button" onClick=${() => stop.current?.abort()}>${t("staff.import.stop")}</button></p></div>`;
  }
  return html`<label class=${`drop ${over ? "is-over" : ""}`} onDragOver=${(/** @type {DragEvent} */ event) => (event.preventDefault(), setOver(true))} onDragLeave=${() => setOver(false)}
      onDrop=${(/** @type {DragEvent} */ event) => (event.preventDefault(), setOver(false), read(event.dataTransfer?.files[0]))}>
      <b>${t("staff.import.choose")}</b><span>${t("staff.import.kinds")}</span>
      <input type="file" onChange=${(/** @type {any} */ event) => read(event.target.files[0])} />
    </label>
    ${state.why && html`<p class="broken" role="alert">${state.why}</p>`}
    <p class="hint">${t("staff.import.nothing_yet")}</p>
    <p><a href="/staff/api/import/template" download="soal-baru.xlsx">${t("staff.import.template")}</a></p>`;
}

/** @param {{staff: Staff, told: Json, banks: Json[], wanted: string, again: () => void, done: (done: Json) => void}} props */
function DryRun({ staff, told, banks, wanted, again, done }) {
  const [rows, setRows] = useState(() => rowsOf(told));
  const [bank, setBank] = useState("");
  const [title, setTitle] = useState(titleFrom(told.file));
  const [which, setWhich] = useState("all");
  const [fixes, setFixes] = useState(/** @type {Row | null} */ (null));
  const [hasFixed, setHasFixed] = useState(false);
  const [busy, setBusy] = useState(true);
  const [why, setWhy] = useState("");
  useAskFirst(hasFixed || Boolean(fixes));
  const asked = useRef({ n: 0, target: /** @type {string | null} */ (null) });
  /** Only the newest answer counts: rows may be put right while an older one is on its way. @param {Row[]} now @param {string | null} target null: the likely one, "": a new bank */
  async function compare(now, target) {
    const n = ++asked.current.n;
    asked.current.target = target;
    setWhy("");
    setRows(now);
    if (target === "") return setBank(""), setRows(asNew(now)), setBusy(false);
    setBusy(true);
    const answer = await call("POST", `import/compare${target === null ? "" : `?bank=${part(target)}`}`, askedOf(now), WORK_MS);
    if (n !== asked.current.n) return;
    setBusy(false);
    if (!answer.ok) return setWhy(answer.error.message);
    const { bank: found, rows: seen } = answer.compared;
    asked.current.target = found;
    setBank(found);
    setRows((rows) => (found ? withFound(rows, seen) : asNew(rows)));
  }
  useEffect(() => {
    const known = banks.find((one) => one.id === wanted);
    compare(rows, known ? wanted : null);
  }, []);
  async function save() {
    setBusy(true);
    const answer = await call("POST", `import/save?bank=${part(bank)}`, { ...chosen, title, file: told.file, format: told.format }, WORK_MS);
    if (answer.ok) return done(answer);
    await compare(rows, bank);
    setWhy(answer.error.message);
    setBusy(false);
  }
  /** @param {Json} item */
  function fixed(item) {
    if (!fixes) return;
    setFixes(null);
    setHasFixed(true);
    compare(withFixed(rows, fixes.key, item), asked.current.target);
  }
  const counts = countsOf(rows);
  const chosen = chosenOf(rows);
  const change = (/** @type {string} */ key, /** @type {boolean} */ take) => setRows((rows) => rows.map((row) => (row.key === key ? { ...row, take } : row)));
  if (fixes) return html`<${Fix} staff=${staff} row=${fixes} done=${fixed} close=${() => setFixes(null)} />`;
  const nothing = chosen.set.length + chosen.delete.length === 0;
  return html`<section class="sheet target"><p><b>${told.file}</b> · ${t("staff.import.read", { n: told.items.length + told.skipped.length })} <button type="button" class="plain" onClick=${again}>${t("staff.import.other")}</button></p>
      ${told.warnings.filter((/** @type {Json} */ one) => !told.items.some((/** @type {Json} */ item) => item.where === one.where)).map((/** @type {Json} */ one) => html`<p class="notice">${one.why}</p>`)}
      <div class="targets"><div class="field"><label for="target">${t("staff.import.into")}</label><select id="target" value=${bank} disabled=${busy} onChange=${(/** @type {any} */ event) => compare(rows, event.target.value)}>
        <option value="">${t("staff.import.new_bank")}</option>${banks.map((one) => html`<option value=${one.id}>${said(one.title, staff.lang)}</option>`)}</select></div>
        ${bank === "" && html`<div class="field"><label for="title">${t("staff.import.new_title")}</label><input id="title" maxlength="70" value=${title} onInput=${(/** @type {any} */ event) => setTitle(event.target.value)} /></div>`}</div></section>
    <${Counts} counts=${counts} which=${which} choose=${setWhich} />
    <${List} key=${which} staff=${staff} rows=${filtered(rows, which)} change=${change} fix=${setFixes} />
    <footer class="save-bar"><p role="status">${busy ? t("staff.loading") : counts.refused > 0 ? t("staff.import.stay_out", { n: counts.refused }) : t("staff.import.as_drafts")}</p>
      ${why && html`<p class="wrong" role="alert">${why}</p>`}
      <button type="button" class="main" disabled=${busy || nothing || (bank === "" && !title.trim())} onClick=${save}>${chosen.delete.length ? t("staff.import.save_delete", { n: chosen.set.length, gone: chosen.delete.length }) : t("staff.import.save", { n: chosen.set.length })}</button></footer>`;
}

/** @param {{staff: Staff, done: Json, again: () => void}} props */
function Done({ staff, done, again }) {
  const head = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => head.current?.focus(), []);
  return html`<section class="sheet imported"><h2 ref=${head} tabindex="-1">${t("staff.import.done")}</h2>
    <p>${t("staff.import.counts", { added: done.added, changed: done.changed, deleted: done.deleted })}</p><p>${t("staff.import.then")}</p>
    <p class="buttons"><${Link} staff=${staff} to=${`/staff/banks/${part(done.bank)}`} class="button">${t("staff.import.open_bank")}<//> <${Link} staff=${staff} to="/staff/waiting" class="button">${t("staff.import.open_waiting")}<//>
      <button type="button" onClick=${again}>${t("staff.import.another")}</button></p></section>`;
}
