/**
 * "Main sendiri": a bank or programme played alone, one item after another, drafts too. Time passes as in the hall; the phone is tapped, the
 * wall goes on with "Lanjut". Nothing is stored. Read next: player.js.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { call, part } from "./api.js";
import { Frame, Steps } from "./frames.js";
import { Heading, NotYet, said, useKeys, useLoaded } from "./page.js";
import { usePlayer } from "./player.js";
import { known } from "./picker.js";
import { Languages } from "./preview.js";

/** @typedef {Record<string, any>} Json */

/** @param {{staff: import("./page.js").Staff, kind: string, id: string}} props `kind`: banks or programmes */
export function Trial({ staff, kind, id }) {
  const { answer } = useLoaded(`${kind}/${part(id)}`);
  if (!answer || !answer.ok) return html`<${NotYet} answer=${answer} staff=${staff} />`;
  const whole = answer.bank || answer.programme;
  const references = answer.bank ? whole.items.map((/** @type {Json} */ item) => [id, item.id, item.label]) : inProgramme(whole);
  return html`<${Playing} staff=${staff} title=${said(whole.title, staff.lang)} back=${`/staff/${kind}/${part(id)}`} references=${references} />`;
}

/** Bank, name and text of every item, in the order of the programme. @param {Json} programme @returns {[string, string, string][]} */
function inProgramme({ sections, picker }) {
  const items = known(picker);
  const all = sections.flatMap((/** @type {Json} */ section) => section.items);
  return all.map((/** @type {string} */ one) => [...one.split("/"), (items.get(one) || {}).label]);
}

/** @param {{staff: import("./page.js").Staff, title: string, back: string, references: [string, string, string][]}} props */
function Playing({ staff, title, back, references }) {
  const [at, setAt] = useState(0);
  const [lang, setLang] = useState(staff.lang);
  const [item, setItem] = useState(/** @type {Json | null} */ (null));
  const [note, setNote] = useState("");
  const [side, setSide] = useState(/** @type {"phone" | "desk"} */ ("phone"));
  const player = usePlayer(item, { lang, runs: true, alone: String(at) });
  const to = (/** @type {number} */ n) => setAt(Math.min(Math.max(n, 0), references.length - 1));
  const isLast = at >= references.length - 1;
  useEffect(() => {
    if (!references.length) return;
    setItem(null);
    setNote("");
    const [bank, name] = references[at];
    let wanted = true;
    call("GET", `banks/${part(bank)}/items/${part(name)}`).then((got) => {
      if (!wanted) return;
      if (got.ok) setItem(got.item);
      else setNote(got.error.message);
    });
    return () => {
      wanted = false;
    };
  }, [at]);
  const view = player.shown && player.shown.screen;
  const isDone = player.over || Boolean(view && view.phase === "closed" && view.next.does === "finish");
  const next = () => (isDone ? !isLast && to(at + 1) : player.move({ do: "advance" }));
  useKeys({ " ": (event) => (/** @type {HTMLElement} */ (event.target).closest("button, a, summary") ? false : next()), arrowright: next, pagedown: next });
  if (!references.length) return html`<div class="trial"><${Heading} title=${t("staff.trial.title", { title })} back=${[back, t("staff.past.back")]} staff=${staff} /><p class="empty">${t("staff.bank.none_yet")}</p></div>`;
  return html`<div class="trial">
    <${Heading} title=${t("staff.trial.title", { title })} back=${[back, t("staff.past.back")]} staff=${staff}>
      <p class="hint">${t("staff.trial.text")}</p>
    <//>
    <div class="trial-bar">
      <label><span>${t("staff.trial.item")}</span><select value=${String(at)} onChange=${(/** @type {any} */ event) => to(Number(event.target.value))}>${references.map(([, name, label], n) => html`<option value=${String(n)}>${n + 1}. ${label || name}</option>`)}</select></label>
      <button type="button" class=${isDone ? "main" : ""} disabled=${isLast} onClick=${() => to(at + 1)}>${t("staff.trial.next_item")}</button>
      <${Steps} player=${player} />
      <div class="two" role="group" aria-label=${t("staff.preview.side")}>${/** @type {const} */ (["phone", "desk"]).map((one) => html`<button type="button" aria-pressed=${side === one} onClick=${() => setSide(one)}>${t(`staff.frame.${one}`)}</button>`)}</div>
      <${Languages} lang=${lang} choose=${setLang} />
    </div>
    <p role="status" class=${note || player.stale ? "notice" : "sr-only"}>${note || (player.stale ? t("staff.preview.not_yet") : t("staff.trial.place", { n: at + 1, of: references.length }))}</p>
    <div class="trial-frames">
      <${Frame} key=${`screen-${lang}`} kind="screen" player=${player} lang=${lang} />
      <${Frame} key=${`${side}-${lang}`} kind=${side} player=${player} lang=${lang} />
    </div>
  </div>`;
}
