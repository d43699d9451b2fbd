/**
 * One item: the form on the left, what comes of it on the right. Every change is kept in this browser at once; "Simpan" writes it into the
 * bank, as a version in the history. Read next: editing.js (what is kept, saved and undone), form.js, preview.js.
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { call, part } from "./api.js";
import { Compare, conflicts, differences, merged } from "./compare.js";
import { useEditing } from "./editing.js";
import { ItemForm } from "./form.js";
import { keyOf, whenText } from "./kept.js";
import { typeName } from "./labels.js";
import { Heading, KeyLine, NotYet, isWriting, useEvery, useKeys, useLoaded } from "./page.js";
import { usePlayer } from "./player.js";
import { Preview } from "./preview.js";
import { emptyItem, fieldsOf, tidy } from "./schema.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("./page.js").Staff} Staff */

const HERE_MS = 10000;
const NEW = "new";
/** @type {[string, string][]} */
const KEYS = [["Ctrl+S", "staff.key.save"], ["Ctrl+Z", "staff.key.undo_form"], ["Esc", "staff.key.back"]];

/** @param {Staff} staff @param {string} type */
export const fieldsOfType = (staff, type) => (staff.types[type] ? fieldsOf(staff.types[type].schema) : []);

/** An item of a bank. @param {{staff: Staff, bank: string, id: string}} props */
export function Item({ staff, bank, id }) {
  const { answer, reload } = useLoaded(`banks/${part(bank)}/items/${part(id)}`);
  if (!answer || !answer.ok) return html`<${NotYet} answer=${answer} staff=${staff} />`;
  return html`<${Editor} key=${id} staff=${staff} bank=${bank} id=${id} loaded=${answer} reload=${reload} />`;
}

/** One that is not in the bank yet. @param {{staff: Staff, bank: string, type: string, after: string | null}} props */
export function NewItem({ staff, bank, type, after }) {
  const known = staff.types[type];
  if (!known) return html`<${NotYet} answer=${{ error: { message: t("staff.wrong.type") } }} staff=${staff} />`;
  const [loaded] = useState({ item: { ...emptyItem(fieldsOf(known.schema)), ...known.blank, type }, version: "", stats: null });
  return html`<${Editor} key=${type} staff=${staff} bank=${bank} id="" after=${after} loaded=${loaded} reload=${() => Promise.resolve()} />`;
}

/** @param {any} props */
function Editor({ staff, bank, id, after, loaded, reload }) {
  const [lang, setLang] = useState(staff.lang);
  const fields = fieldsOfType(staff, loaded.item.type);
  const path = `banks/${part(bank)}/items`;
  const edit = useEditing({
    staff, loaded, fields, keeper: keyOf(staff.person, bank, id || NEW),
    send: (item, version) => (version ? call("PUT", `${path}/${part(id)}`, { item, base: version }) : call("POST", path, { item, after: after || null })),
    added: (item) => staff.go(`/staff/banks/${part(bank)}/items/${part(item.id)}`),
  });
  const player = usePlayer(staff.powers.has("trial") ? edit.sent : null, { lang, runs: false });
  const home = `/staff/banks/${part(bank)}`;
  const may = staff.powers.has("edit");
  const others = useOthers(bank, id, loaded, edit);
  // What stands below the form (approval, who changed it last) is about what is in the file now.
  useEffect(() => {
    if (id && edit.version !== loaded.version) reload();
  }, [edit.version]);
  const isChecked = player.checked === edit.sent;
  const errors = edit.refused.length ? edit.refused : player.errors;
  const save = () => edit.save(isChecked ? errors : []);
  /** Out of a field first, then out of the item. @param {KeyboardEvent} event */
  const leave = (event) => (isWriting(event.target) ? /** @type {HTMLElement} */ (event.target).blur() : staff.go(home));
  useKeys({ "ctrl+s": () => may && save(), "ctrl+z": () => edit.undo(), escape: leave });
  if (!staff.types[loaded.item.type]) return html`<${NotYet} answer=${{ error: { message: t("staff.wrong.type") } }} staff=${staff} />`;
  if (edit.theirs) return html`<${Conflict} staff=${staff} edit=${edit} fields=${fields} home=${home} />`;
  return html`<div class="item">
    <div class="halves">
      <div class="half">
        <${Heading} title=${id ? typeName(edit.item.type) : t("staff.item.new", { type: typeName(edit.item.type) })} back=${[home, t("staff.item.back")]} staff=${staff}>
          <p class="quiet">${id && html`<code>${id}</code> · `}${t(`staff.status.${id ? edit.item.status || "approved" : "kept"}`)}${edit.item.reviewer && html` · ${t("staff.item.reviewed", { who: edit.item.reviewer, when: edit.item.reviewed_on || "" })}`}</p>
        <//>
        ${!may && html`<p class="hint">${t("staff.item.reads_only")}</p>`}
        ${others.length > 0 && html`<p class="notice" role="status">${t("staff.item.others", { names: others.join(", ") })}</p>`}
        ${edit.isOld && html`<p class="notice" role="status">${t("staff.item.newer")} <button type="button" onClick=${edit.look}>${t("staff.item.look")}</button></p>`}
        ${edit.found && html`<${Found} edit=${edit} lang=${staff.lang} />`}
        <div inert=${Boolean(edit.found) || !may}>
          <${ItemForm} schema=${staff.types[edit.item.type].schema} shared=${staff.shared} item=${edit.item} errors=${errors} cautions=${player.cautions} all=${edit.tried} change=${edit.change} upload=${upload} />
        </div>
      </div>
      ${staff.powers.has("trial") && html`<${Preview} player=${player} lang=${lang} choose=${setLang} />`}
    </div>
    <${Statistics} stats=${loaded.stats} />
    <${Review} staff=${staff} bank=${bank} id=${id} loaded=${loaded} edit=${edit} fields=${fields} />
    ${may && html`<footer class="save-bar"><p role="status">${edit.note}</p>
      <button type="button" disabled=${!edit.mayUndo} onClick=${edit.undo}>${t("staff.undo")}</button>
      <button type="button" class="main" disabled=${!edit.isChanged || edit.isSaving} onClick=${save}>${t("staff.save")}</button></footer>`}
    <${KeyLine} keys=${KEYS} />
  </div>`;
}

/** A picture goes to the server at once and gets its name there. @param {File} file */
export async function upload(file) {
  const form = new FormData();
  form.append("file", file);
  return call("POST", "pictures", form);
}

/** Who else has this item open; and whether somebody, or git, has changed it meanwhile. @param {string} bank @param {string} id @param {Json} loaded @param {ReturnType<typeof useEditing>} edit */
function useOthers(bank, id, loaded, edit) {
  const [others, setOthers] = useState(/** @type {string[]} */ (loaded.editors || []));
  const newest = useRef(edit);
  newest.current = edit; // by the time an answer comes, more may have been typed
  async function here() {
    if (!id) return;
    const path = `banks/${part(bank)}/items/${part(id)}`;
    const answer = await call("POST", `${path}/here`);
    if (answer.ok) setOthers(answer.editors || []);
    const now = await call("GET", path);
    if (now.ok) newest.current.saw(now);
  }
  useEffect(() => {
    here();
  }, []);
  useEvery(here, HERE_MS, [id]);
  return others;
}

/** Something was kept here and never saved. @param {{edit: any, lang: string}} props */
export function Found({ edit, lang }) {
  return html`<div class="notice" role="alert"><p>${t("staff.kept.found", { when: whenText(edit.found.at, lang) })}</p>
    <p class="buttons"><button type="button" class="main" onClick=${edit.goOn}>${t("staff.kept.continue")}</button> <button type="button" onClick=${edit.discard}>${t("staff.kept.discard")}</button></p></div>`;
}

/** Two people have changed the same: both versions, and a choice in each field. @param {any} props */
export function Conflict({ staff, edit, fields, home }) {
  const { item: theirs, who, at } = edit.theirs;
  const rows = conflicts(edit.base, edit.sent, theirs || {});
  const [choice, setChoice] = useState(() => /** @type {Record<string, string>} */ (Object.fromEntries(rows.map((row) => [row.name, row.take]))));
  const heads = /** @type {[string, string]} */ ([who ? t("staff.conflict.theirs", { who, when: at ? whenText(at * 1000, staff.lang) : "" }) : t("staff.conflict.outside"), t("staff.conflict.mine")]);
  return html`<div class="conflict">
    <${Heading} title=${t("staff.conflict.title")} back=${[home, t("staff.item.back")]} staff=${staff} />
    <p role="alert">${t(!theirs ? "staff.conflict.gone" : who ? "staff.conflict.text" : "staff.conflict.text_outside")}</p>
    ${rows.length > 0 && theirs && html`<div class="scrolls"><${Compare} rows=${rows} type=${edit.item.type} fields=${fields} heads=${heads} choice=${choice} choose=${(/** @type {string} */ name, /** @type {string} */ whose) => setChoice({ ...choice, [name]: whose })} /></div>`}
    <p class="buttons"><button type="button" class="main" onClick=${() => edit.settle(theirs ? merged(edit.sent, theirs, choice) : edit.sent)}>${t("staff.conflict.take")}</button>
      ${theirs && html` <button type="button" onClick=${() => edit.settle(theirs)}>${t("staff.conflict.all_theirs")}</button>`}</p>
  </div>`;
}

/** What past visits say of this item. @param {{stats: Json | null}} props */
function Statistics({ stats }) {
  return stats && html`<section class="sheet stats"><h2>${t("staff.stats.title")}</h2>
    <p>${t("staff.stats.played", { visits: stats.visits, heads: stats.heads })}${stats.right !== null && ` ${t("staff.stats.right", { percent: stats.right })}`}</p>
    ${stats.wrong && html`<p>${t("staff.stats.wrong", { option: stats.wrong.label, percent: stats.wrong.percent })}</p>`}
  </section>`;
}

/** A draft waits for a second pair of eyes: what changed since the last approved version, and the button. @param {any} props */
function Review({ staff, bank, id, loaded, edit, fields }) {
  if (!id || edit.item.status !== "draft") return null;
  const { approved } = loaded;
  // What is played is written out in full, with what every item has that says nothing else.
  const rows = approved ? differences(tidy(approved, fields), tidy(loaded.item, fields)) : [];
  async function approve() {
    const answer = await call("POST", `banks/${part(bank)}/items/${part(id)}/approve`, { base: edit.version });
    staff.news(answer.ok ? t("staff.did.approved") : answer.error.message);
    if (answer.ok) edit.saw(answer);
  }
  return html`<section class="sheet review"><h2>${t("staff.review.title")}</h2>
    ${approved ? html`<p>${t("staff.review.since")}</p><div class="scrolls"><${Compare} rows=${rows} type=${edit.item.type} fields=${fields} heads=${[t("staff.review.then"), t("staff.review.now")]} /></div>` : html`<p>${t("staff.review.never")}</p>`}
    ${staff.powers.has("approve") &&
    (loaded.is_own
      ? html`<p class="hint">${t("staff.review.own")}</p>`
      : html`<button type="button" class="main" disabled=${edit.isChanged} onClick=${approve}>${t("staff.review.approve")}</button>${edit.isChanged && html`<p class="hint">${t("staff.review.save_first")}</p>`}`)}
  </section>`;
}
