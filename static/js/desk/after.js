/**
 * After a visit: report, close, wipe with a receipt, and a visit that moves to or from another laptop. Files are made by the server while one
 * waits and saved by this browser; nothing is kept here. Read next: quizserver/web/after.py.
 */
import { html, useEffect, useState } from "../../vendor/preact-htm.js";
import { Dialog } from "../screen/dialogs.js";
import { useSaid } from "../ui/announce.js";
import { t } from "../words.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/commands.js").Context} Context */

const FILES = ["pdf", "xlsx", "csv"];
/** What the name of a saved file ends with; a visit that moves is looked for by its ending on the second laptop. */
const ENDINGS = /** @type {Record<string, string>} */ ({ receipt: "-receipt.pdf", room: ".room" });

/** Asks the server for something about visits. Throws the sentence of its refusal. @param {string} path @param {RequestInit} [how] */
async function ask(path, how) {
  const reply = await fetch(`/desk/visits${path}?lang=${document.documentElement.lang}`, { cache: "no-store", ...how }).catch(() => null);
  if (!reply) throw new Error(t("desk.after.lost"));
  if (!reply.ok) {
    const { error } = await reply.json().catch(() => ({ error: null }));
    throw new Error((error && error.message) || t("desk.after.lost"));
  }
  return reply;
}

/** Saves a made file under a name that says what it is. @param {string} visit @param {string} kind */
async function save(visit, kind) {
  const content = await (await ask(`/${visit}/${kind}`, { method: "POST" })).blob();
  const file = `quizserver-${visit}${ENDINGS[kind] || `.${kind}`}`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return t("desk.after.made", { file });
}

/** @param {{c: Context, room: import("../screen/room.js").Room}} props */
export function After({ c, room }) {
  const [visits, setVisits] = useState(/** @type {Json[] | null} */ (null));
  const [said, setSaid] = useSaid();
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(/** @type {{what: string, does: () => Promise<string>} | null} */ (null));
  const runs = c.view.phase !== "setup";

  async function list() {
    try {
      setVisits((await (await ask("")).json()).visits);
    } catch (problem) {
      setSaid(String(/** @type {Error} */ (problem).message));
    }
  }
  useEffect(() => {
    list();
  }, [runs]);

  /** One thing at a time: each takes the laptop a second. @param {() => Promise<string>} job */
  async function work(job) {
    setSure(null);
    setBusy(true);
    setSaid(t("desk.after.making"));
    try {
      setSaid(await job());
    } catch (problem) {
      setSaid(String(/** @type {Error} */ (problem).message));
    }
    setBusy(false);
    list();
  }
  /** @param {boolean} moved */
  async function close(moved) {
    const ack = await room.send("close_room", { moved });
    if (!ack.ok) throw new Error(ack.error.message);
    return moved ? save("last", "room") : "";
  }
  /** @param {number} number */
  async function wipe(number) {
    await ask(`/${number}`, { method: "DELETE" });
    return t("desk.after.did_wipe");
  }
  /** @param {any} event */
  async function take(event) {
    const [file] = event.target.files;
    if (!file) return;
    await work(async () => {
      await ask("", { method: "POST", body: file });
      return t("desk.after.did_take");
    });
    event.target.value = "";
  }
  const files = (/** @type {string} */ visit) =>
    FILES.map((kind) => html`<button type="button" class="do" disabled=${busy} onClick=${() => work(() => save(visit, kind))}>${t(`desk.after.${kind}`)}</button>`);

  return html`<section class="after">
    <p class="quiet">${t("desk.after.steps")}</p>
    <p class="after-said">${said}</p>
    ${runs
      ? html`<section class="card"><h2>${t("desk.after.now")}</h2><p>${t("desk.after.now_text")}</p>
          <div class="after-buttons">${files("last")}
            <button type="button" class="do" disabled=${busy} onClick=${() => setSure({ what: "move", does: () => close(true) })}>${t("desk.after.move")}</button>
            <button type="button" class="do primary" disabled=${busy} onClick=${() => setSure({ what: "close", does: () => close(false) })}>${t("desk.after.close")}</button></div></section>`
      : html`<section class="card"><h2><label for="take">${t("desk.after.take")}</label></h2><p id="take-text">${t("desk.after.take_text")}</p>
          <input id="take" type="file" accept=".room" aria-describedby="take-text" disabled=${busy} onChange=${take} /></section>`}
    <h2>${t("desk.after.visits")}</h2>
    ${visits && visits.length === 0 && html`<p>${t("desk.after.none")}</p>`}
    ${visits && visits.map((one) => html`<${Visit} key=${one.number} visit=${one} files=${files} busy=${busy} work=${work}
      wipe=${() => setSure({ what: "wipe", does: () => wipe(one.number) })} />`)}
    ${visits && visits.some((one) => one.state !== "wiped") && html`<p class="quiet">${t("desk.after.week")}</p>`}
    ${sure && html`<${Sure} what=${sure.what} yes=${() => work(sure.does)} no=${() => setSure(null)} />`}
  </section>`;
}

/** @param {{visit: Json, files: (visit: string) => any, busy: boolean, work: (job: () => Promise<string>) => void, wipe: () => void}} props */
function Visit({ visit, files, busy, work, wipe }) {
  const number = String(visit.number);
  const day = new Date(visit.opened * 1000).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" });
  const get = (/** @type {string} */ kind) => html`<button type="button" class="do" disabled=${busy} onClick=${() => work(() => save(number, kind))}>${t(`desk.after.${kind}`)}</button>`;
  return html`<section class="card"><h3>${visit.school || t("desk.after.unnamed")}</h3>
    <p class="quiet">${visit.number} · ${day} · ${t("desk.after.heads", { heads: visit.heads })}</p>
    <p>${t(`desk.after.state_${visit.state}`)}</p>
    <div class="after-buttons">
      ${visit.moved ? visit.state === "moved" && get("room") : files(number)}
      ${visit.state === "wiped" ? get("receipt") : html`<button type="button" class="do" disabled=${busy} onClick=${wipe}>${t("desk.after.wipe")}</button>`}
    </div></section>`;
}

/** @param {{what: string, yes: () => void, no: () => void}} props */
function Sure({ what, yes, no }) {
  return html`<${Dialog} name="sure" title=${t(`desk.after.ask_${what}`)} close=${no}>
    <p>${t(`desk.after.ask_${what}_note`)}</p>
    <div class="dialog-buttons">
      <button type="button" class="do primary" onClick=${yes}>${t(`desk.after.yes_${what}`)}</button>
      <button type="button" class="do" data-first onClick=${no}>${t("desk.after.no")}</button>
    </div>
  <//>`;
}
