/**
 * Paket kunjungan: made at the office, brought in on the laptop of the visit after a look at what it would change. The file stays in this
 * page until it is brought in. Who may do which: web/staff/package.py.
 */
import { html, render, useEffect, useState } from "../../vendor/preact-htm.js";
import { loadWords, t } from "../words.js";
import { call, part } from "./api.js";
import { download } from "./download.js";
import { whenText } from "./kept.js";
import { said } from "./page.js";

/** @typedef {Record<string, any>} Json */

const WORK_MS = 90000;
const MOST_BYTES = 100000000;
const lang = document.documentElement.lang;

/** Programmes to choose, and what stays behind. */
function Make() {
  const [programmes, setProgrammes] = useState(/** @type {Json[]} */ ([]));
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]));
  const [state, setState] = useState({ busy: false, why: "", left: /** @type {Json[] | null} */ (null) });
  useEffect(() => {
    call("GET", "package").then((answer) => (answer.ok ? setProgrammes(answer.programmes) : setState({ busy: false, why: answer.error.message, left: null })));
  }, []);
  async function make() {
    setState({ busy: true, why: "", left: null });
    const answer = await call("POST", "package/make", { programmes: chosen }, WORK_MS);
    setState({ busy: false, why: answer.ok ? "" : answer.error.message, left: answer.ok ? answer.made.left : null });
    if (answer.ok) download(`${chosen.join("-").slice(0, 60)}.peksos`, answer.made.content);
  }
  const toggle = (/** @type {string} */ id) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return html`<section class="sheet package-make"><h2>${t("staff.package.make")}</h2><p>${t("staff.package.make_text")}</p>
    <fieldset><legend>${t("staff.package.programmes")}</legend>${programmes.map((one) => html`<label key=${one.id} class="take"><input type="checkbox" checked=${chosen.includes(one.id)} onChange=${() => toggle(one.id)} /> <span>${said(one.title, lang)}</span></label>`)}</fieldset>
    <p class="buttons"><button type="button" class="main" disabled=${state.busy || chosen.length === 0} onClick=${make}>${t("staff.package.make_button")}</button></p>
    ${state.why && html`<p class="broken" role="alert">${state.why}</p>`}
    ${state.left && html`<div role="status"><p class="notice">${t("staff.package.made")}</p>
      ${state.left.length > 0 && html`<p>${t("staff.package.left", { n: state.left.length })}</p><ul class="plain-list">${state.left.map((one) => html`<li>${one.label} <span class="quiet">${one.bank}</span></li>`)}</ul>`}</div>`}
  </section>`;
}

/** What a row of a package is called. @param {Json} row */
function nameOf(row) {
  const kind = row.path.startsWith("banks/program-") ? "programme" : row.path.startsWith("banks/") ? "bank" : row.path.startsWith("pictures/") ? "picture" : row.path.startsWith("help/") ? "help" : row.path === "office.json" ? "office" : "logo";
  return `${t(`staff.package.kind.${kind}`)}: ${row.title ? said(row.title, lang) : row.path.split("/").pop()}`;
}

/** A file, a look at it, and bringing it in. */
function Take() {
  const [file, setFile] = useState(/** @type {File | null} */ (null));
  const [seen, setSeen] = useState(/** @type {Json | null} */ (null));
  const [replace, setReplace] = useState(/** @type {string[]} */ ([]));
  const [state, setState] = useState({ busy: false, why: "", done: -1 });
  /** @param {File | undefined} chosen */
  async function look(chosen) {
    if (!chosen) return;
    setSeen(null);
    setReplace([]);
    if (chosen.size > MOST_BYTES) return setState({ busy: false, done: -1, why: t("staff.package.too_large", { name: chosen.name, most: MOST_BYTES / 1000000 }) });
    setFile(chosen);
    setState({ busy: true, why: "", done: -1 });
    const answer = await call("POST", "package/look", chosen, WORK_MS);
    setState({ busy: false, why: answer.ok ? "" : answer.error.message, done: -1 });
    if (answer.ok) setSeen(answer.seen);
  }
  async function take() {
    if (!file) return;
    setState({ busy: true, why: "", done: -1 });
    const answer = await call("POST", `package/take?${replace.map((path) => `replace=${part(path)}`).join("&")}`, file, WORK_MS);
    setState({ busy: false, why: answer.ok ? "" : answer.error.message, done: answer.ok ? answer.files : -1 });
    if (answer.ok) setSeen(null);
  }
  const toggle = (/** @type {string} */ path) => setReplace(replace.includes(path) ? replace.filter((one) => one !== path) : [...replace, path]);
  return html`<section class="sheet package-take"><h2>${t("staff.package.take")}</h2><p>${t("staff.package.take_text")}</p>
    <div class="field"><label for="package-file">${t("staff.package.file")}</label><input id="package-file" type="file" accept=".peksos" onChange=${(/** @type {any} */ event) => look(event.target.files[0])} /></div>
    ${state.busy && html`<p role="status">${t("staff.loading")}</p>`}
    ${state.why && html`<p class="broken" role="alert">${state.why}</p>`}
    ${state.done >= 0 && html`<div role="status"><p class="notice">${t("staff.package.done", { n: state.done })}</p><p class="buttons"><a class="button" href="/screen">${t("staff.package.to_screen")}</a></p></div>`}
    ${seen && html`<p>${t("staff.package.from", { by: seen.by || "-", when: whenText(seen.made_at * 1000, lang) })}</p>
      <ul class="import-rows">${seen.rows.map((/** @type {Json} */ row) => html`<li key=${row.path} class=${`import-row is-${row.state === "local" ? "both_changed" : row.state}`}>
        <p class="import-head"><span class=${`badge is-${row.state === "local" ? "both_changed" : row.state}`}>${t(`staff.package.state.${row.state}`)}</span> <b>${nameOf(row)}</b></p>
        ${row.items && row.state !== "unchanged" && html`<p class="quiet">${t("staff.package.items", row.items)}</p>`}
        ${row.state === "local" && html`<p>${t(row.path.startsWith("banks/") ? "staff.package.copy" : "staff.package.stays")}</p><label class="take"><input type="checkbox" checked=${replace.includes(row.path)} onChange=${() => toggle(row.path)} /> <span>${t("staff.package.replace")}</span></label>`}
      </li>`)}</ul>
      <p class="buttons"><button type="button" class="main" disabled=${state.busy || seen.rows.every((/** @type {Json} */ row) => row.state === "unchanged")} onClick=${take}>${t("staff.package.take_button")}</button></p>`}
  </section>`;
}

async function start() {
  const place = /** @type {HTMLElement} */ (document.getElementById("app"));
  await loadWords(document.body.dataset.words || "");
  place.textContent = "";
  render(html`<div class="import"><h1>${t("staff.package.title")}</h1>${place.dataset.takes && html`<${Take} />`}${place.dataset.makes && html`<${Make} />`}</div>`, place);
}
start();
