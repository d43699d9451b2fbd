/** A refused row of an import in the editor's form, with what could be read of it. It joins the import when the form has nothing left to say. */
import { html, useEffect, useMemo, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { ItemForm } from "./form.js";
import { fieldsOfType, upload } from "./item.js";
import { typeName } from "./labels.js";
import { usePlayer } from "./player.js";
import { Preview } from "./preview.js";
import { emptyItem, tidy } from "./schema.js";

/** @typedef {Record<string, any>} Json */

const USUAL = "choice";

/** @param {import("./page.js").Staff} staff @param {string} type @param {Json} known @returns {Json} */
function begun(staff, type, known) {
  const { schema, blank } = staff.types[type];
  const fields = fieldsOfType(staff, type);
  const has = Object.fromEntries(Object.entries(known).filter(([name]) => schema.properties[name]));
  // An empty key beside a read one would be two keys.
  return { ...(known.type === type ? emptyItem(fields) : { ...emptyItem(fields), ...blank }), ...has, type };
}

/** @param {{staff: import("./page.js").Staff, row: import("./import_rows.js").Row, done: (item: Json) => void, close: () => void}} props */
export function Fix({ staff, row, done, close }) {
  const known = row.draft || { text: { id: row.title } };
  const [item, setItem] = useState(() => begun(staff, staff.types[known.type] ? known.type : USUAL, known));
  const [lang, setLang] = useState(staff.lang);
  const head = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    head.current?.focus();
    scrollTo(0, 0);
  }, []);
  const fields = fieldsOfType(staff, item.type);
  const sent = useMemo(() => tidy(item, fields), [item]);
  const player = usePlayer(sent, { lang, runs: false });
  const right = player.checked === sent && player.errors.length === 0;
  const types = Object.keys(staff.types).sort((a, b) => typeName(a).localeCompare(typeName(b)));
  return html`<div class="item fix">
    <div class="halves"><div class="half">
      <h2 ref=${head} tabindex="-1">${t("staff.import.fix_title", { where: row.where })}</h2>
      <p class="broken">${row.why}</p>
      <div class="field"><label for="fix-type">${t("staff.filter.type")}</label><select id="fix-type" value=${item.type} onChange=${(/** @type {any} */ event) => setItem(begun(staff, event.target.value, { ...known, ...item, type: known.type }))}>${types.map((type) => html`<option value=${type}>${typeName(type)}</option>`)}</select></div>
      <${ItemForm} key=${item.type} schema=${staff.types[item.type].schema} shared=${staff.shared} item=${item} errors=${player.errors} cautions=${player.cautions} all=${true} change=${setItem} upload=${upload} />
    </div><${Preview} player=${player} lang=${lang} choose=${setLang} /></div>
    <footer class="save-bar"><p role="status">${right ? t("staff.import.fix_right") : t("staff.import.fix_wrong", { n: player.errors.length })}</p>
      <button type="button" onClick=${close}>${t("staff.import.fix_back")}</button><button type="button" class="main" disabled=${!right} onClick=${() => done(sent)}>${t("staff.import.fix_done")}</button></footer>
  </div>`;
}
