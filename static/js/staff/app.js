/**
 * The staff pages that work with banks: which page an address means, and the line of news below all of them. Log-in, accounts and the head
 * of the page are the server's (templates/staff.html). Read next: page.js, then banks.js.
 */
import { html, render, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { loadWords, t } from "../words.js";
import { call } from "./api.js";
import { Bank } from "./bank.js";
import { Banks } from "./banks.js";
import { History } from "./history.js";
import { Import } from "./import.js";
import { Item, NewItem } from "./item.js";
import { NotYet, useKeys } from "./page.js";
import { Programme } from "./programme.js";
import { sharedNames } from "./schema.js";
import { Trial } from "./trial.js";
import { Waiting } from "./waiting.js";

/** @typedef {Record<string, any>} Json */
/** @typedef {import("./page.js").Staff} Staff */

const NEWS_MS = 12000;

/** @param {Staff} staff @param {string[]} parts of the address below /staff @param {URLSearchParams} asked */
function pageFor(staff, parts, asked) {
  const [kind, id, what, item] = parts;
  if (kind === "import") return html`<${Import} staff=${staff} wanted=${asked.get("bank") || ""} />`;
  if (kind === "waiting") return html`<${Waiting} staff=${staff} />`;
  if (!id) return html`<${Banks} staff=${staff} />`;
  if (what === "history") return html`<${History} staff=${staff} kind=${kind} id=${id} />`;
  if (what === "trial") return html`<${Trial} staff=${staff} kind=${kind} id=${id} />`;
  if (kind === "programmes") return html`<${Programme} staff=${staff} id=${id} />`;
  if (what === "new") return html`<${NewItem} staff=${staff} bank=${id} type=${asked.get("type") || ""} after=${asked.get("after")} />`;
  return item ? html`<${Item} staff=${staff} bank=${id} id=${item} />` : html`<${Bank} staff=${staff} id=${id} />`;
}

/** The menu is the server's; pages change below it without asking the server. Programmes have no line of their own. @param {string} path */
function showPlace(path) {
  for (const link of document.querySelectorAll(".top nav a")) {
    const place = link.getAttribute("href") || "";
    const isHere = path === place || path.startsWith(`${place}/`) || (place === "/staff/banks" && path.startsWith("/staff/programmes/"));
    if (isHere) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** @param {{types: Json}} props */
function App({ types }) {
  const [address, setAddress] = useState(location.pathname + location.search);
  const [news, setNews] = useState(/** @type {{text: string, undo?: () => Promise<any>} | null} */ (null));
  const undos = useRef(/** @type {(() => Promise<any>)[]} */ ([]));
  const page = /** @type {HTMLElement} */ (document.getElementById("app")).dataset;
  useEffect(() => {
    const came = () => setAddress(location.pathname + location.search);
    addEventListener("popstate", came);
    return () => removeEventListener("popstate", came);
  }, []);
  useEffect(() => showPlace(location.pathname), [address]);
  useEffect(() => {
    const timer = news ? setTimeout(setNews, NEWS_MS, null) : undefined;
    return () => clearTimeout(timer);
  }, [news]);
  async function undo() {
    const last = undos.current.pop();
    if (!last) return;
    setNews(null);
    const done = await last();
    if (!done || done.ok !== false) setNews({ text: t("staff.did.undone") });
  }
  /** @type {Staff} */
  const staff = {
    person: page.person || "",
    powers: new Set((page.powers || "").split(" ")),
    lang: document.documentElement.lang,
    types,
    shared: sharedNames(types),
    go(path) {
      history.pushState({ inside: true }, "", path);
      undos.current = [];
      setNews(null);
      setAddress(path);
      scrollTo(0, 0);
    },
    news(text, back) {
      if (back) undos.current.push(back);
      setNews({ text, undo: back });
    },
  };
  useKeys({ "ctrl+z": () => (undos.current.length ? undo() : false) });
  const [path, query] = address.split("?");
  const parts = path.split("/").slice(2).map(decodeURIComponent);
  return html`<div key=${path}>${pageFor(staff, parts, new URLSearchParams(query))}</div>
    <div class="news-place" role="status">${news && html`<p class="news"><span>${news.text}</span>${news.undo && html` <button type="button" onClick=${undo}>${t("staff.undo")}</button>`}</p>`}</div>`;
}

async function start() {
  const place = /** @type {HTMLElement} */ (document.getElementById("app"));
  await loadWords(document.body.dataset.words || "");
  const answer = await call("GET", "schema");
  place.textContent = "";
  render(answer.ok ? html`<${App} types=${answer.types} />` : html`<${NotYet} answer=${answer} />`, place);
}
start();
