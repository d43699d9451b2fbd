/**
 * The hand-over: every request with its outcome, as one file that opens with the passphrase and without a server, or on paper. Both are made
 * here, in the lead's browser. Only when she says that it arrived does the laptop count the requests as handed over.
 */
import { html, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { useSaid } from "../ui/announce.js";
import { sealList } from "../ui/sealing.js";
import { ageText, fetchOpened, idOf } from "./opened.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("../screen/room.js").Room} Room */

const FILE = "serah-terima.html";

/** One request in words. @param {Json} row @param {import("./opened.js").Opened} opened */
function record(row, opened) {
  return {
    head: `${t(`desk.requests.from_${row.source}`)} · ${row.visit} · ${ageText(row.age)}`,
    text: opened.unreadable ? t("desk.requests.unreadable") : opened.text,
    meet: opened.meet.map((one) => t(`desk.requests.${one}`)).join(", "),
    find: opened.find,
    outcome: t(`desk.requests.outcome_${row.outcome}`),
  };
}

/** A script with all it imports, as one address: the file must open anywhere. @param {URL} url @returns {Promise<string>} */
async function packed(url) {
  let text = await (await fetch(url.href)).text();
  for (const [whole, path] of text.matchAll(/from "(\.[^"]+)"/g)) text = text.replace(whole, `from "${await packed(new URL(path, url))}"`);
  return `data:text/javascript;base64,${btoa(unescape(encodeURIComponent(text)))}`;
}

/** @param {string} text */
const plain = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** The file. @param {string} sealed @param {Json} wrapped */
async function fileOf(sealed, wrapped) {
  const script = await packed(new URL("./handover_open.js", import.meta.url));
  const words = Object.fromEntries(["meet_label", "find", "outcome", "wrong", "working"].map((key) => [key, t(`desk.requests.${key}`)]));
  return `<!doctype html><html lang="${document.documentElement.lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${plain(t("desk.requests.file_title"))}</title>
<style>body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.0625rem/1.5 system-ui,sans-serif;color:#1b1730;background:#fffbf2}input,button{font:inherit;padding:.6rem;width:100%;box-sizing:border-box;margin:.4rem 0}article{border-top:2px solid #e9dcc0;padding:1rem 0}blockquote{margin:.4rem 0;padding:.6rem 1rem;background:#fff;white-space:pre-wrap}</style>
<h1>${plain(t("desk.requests.file_title"))}</h1><form id="ask"><label>${plain(t("desk.requests.passphrase"))}<input type="password" autocomplete="off"></label><button>${plain(t("desk.requests.unlock"))}</button><p id="note" role="alert"></p></form><main id="all"></main>
<script type="application/json" id="sealed">${JSON.stringify({ sealed, wrapped, words }).replace(/</g, "\\u003c")}</script>
<script type="module" src="${script}"></script></html>`;
}

/** @param {string} content */
function save(content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "text/html" }));
  link.download = FILE;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** @param {{room: Room, lead: any, wrapped: Json, rows: Json[], done: () => unknown}} props */
export function HandOver({ room, lead, wrapped, rows, done }) {
  const [made, setMade] = useState({ way: "", holds: "" });
  const [records, setRecords] = useState(/** @type {Json[]} */ ([]));
  const [message, setMessage] = useSaid();
  const missing = rows.some((row) => !row.outcome);
  // What came or changed since is in no file yet: it must not count as handed over.
  const holds = rows.map((row) => `${idOf(row)} ${row.outcome}`).join();

  /** @param {string} way */
  async function make(way) {
    const all = [];
    for (const row of rows) {
      const opened = await fetchOpened(room, row, lead);
      if (typeof opened === "string") return setMessage(opened);
      all.push(record(row, opened));
    }
    if (way === "file") save(await fileOf(sealList(lead.public, JSON.stringify(all)), wrapped));
    else {
      setRecords(all);
      setTimeout(print, 300);
    }
    setMade({ way, holds });
  }
  async function arrived() {
    const ack = await room.send("hand_over", { way: made.way });
    setMessage(ack.ok ? t("desk.requests.handed_over") : ack.error.message);
    if (ack.ok) setRecords([]);
    done();
  }
  return html`<section class="card hand-over">
    <h2>${t("desk.requests.hand_over")}</h2>
    <p>${t(missing ? "desk.requests.hand_over_missing" : "desk.requests.hand_over_text")}</p>
    <div class="lead-outcomes">
      <button type="button" class="do" disabled=${missing} onClick=${() => make("file")}>${t("desk.requests.as_file")}</button>
      <button type="button" class="do" disabled=${missing} onClick=${() => make("print")}>${t("desk.requests.as_print")}</button>
    </div>
    ${made.holds === holds && html`<p>${t(`desk.requests.made_${made.way}`)}</p><button type="button" class="do primary wide" onClick=${arrived}>${t("desk.requests.arrived")}</button>`}
    <p>${message}</p>
    <div class="print-only"><h1>${t("desk.requests.file_title")}</h1>
      ${records.map((one) => html`<article><h2>${one.head}</h2><blockquote>${one.text}</blockquote><p>${t("desk.requests.meet_label")} ${one.meet || "-"}</p><p>${t("desk.requests.find")} ${one.find || "-"}</p><p>${t("desk.requests.outcome")} ${one.outcome}</p></article>`)}
    </div>
  </section>`;
}
