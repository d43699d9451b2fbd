/**
 * What every staff page needs: loading, moving on without a reload, the line of news with "Urungkan", the keys. No page is drawn here.
 */
import { html, useEffect, useRef, useState } from "../../vendor/preact-htm.js";
import { t } from "../words.js";
import { call } from "./api.js";

/** @typedef {Record<string, any>} Json */
/**
 * @typedef {Object} Staff who is here, and what there is to work with
 * @property {string} person account name, part of what is kept in this browser
 * @property {Set<string>} powers
 * @property {string} lang
 * @property {Record<string, {title: string, schema: Json, blank: Json}>} types round types by name
 * @property {string[]} shared field names that all types have
 * @property {(path: string) => void} go to another staff page
 * @property {(text: string, undo?: () => Promise<any>) => void} news
 */

/** Loads once, and again with `reload`. What is there stays while it is being loaded anew. @param {string} path */
export function useLoaded(path) {
  const [answer, setAnswer] = useState(/** @type {Json | null} */ (null));
  const wanted = useRef(path);
  wanted.current = path;
  async function reload() {
    const got = await call("GET", path);
    // A lost server must not take away what can be read.
    if (wanted.current === path) setAnswer((before) => (got.ok || !before || !before.ok ? got : { ...before, trouble: got.error }));
    return got;
  }
  useEffect(() => {
    setAnswer(null);
    reload();
  }, [path]);
  return { answer, reload };
}

/** Calls `run` every so often while the page is looked at. @param {() => unknown} run @param {number} ms @param {any[]} on */
export function useEvery(run, ms, on) {
  const newest = useRef(run);
  newest.current = run;
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && newest.current(), ms);
    return () => clearInterval(timer);
  }, on);
}

/** The browser asks before the page is left while something here is kept nowhere else. @param {boolean} isOnlyHere */
export function useAskFirst(isOnlyHere) {
  useEffect(() => {
    if (!isOnlyHere) return;
    const leaving = (/** @type {BeforeUnloadEvent} */ event) => event.preventDefault();
    addEventListener("beforeunload", leaving);
    return () => removeEventListener("beforeunload", leaving);
  }, [isOnlyHere]);
}

/** Is somebody writing? Then keys are letters. @param {EventTarget | null} target */
export function isWriting(target) {
  const field = /** @type {HTMLElement | null} */ (target);
  return Boolean(field && (field.isContentEditable || field.tagName === "TEXTAREA" || field.tagName === "SELECT" || (field.tagName === "INPUT" && !["checkbox", "radio", "button", "file"].includes(/** @type {HTMLInputElement} */ (field).type))));
}

/** "ctrl+s", "alt+arrowup", "/". @param {KeyboardEvent} event */
export function keyName(event) {
  return [event.ctrlKey || event.metaKey ? "ctrl" : "", event.altKey ? "alt" : "", event.key.toLowerCase()].filter(Boolean).join("+");
}

const ALSO_WHILE_WRITING = ["ctrl+s", "escape"];

/** @param {Record<string, (event: KeyboardEvent) => unknown>} keys what each does; one that returns false leaves the key to the browser */
export function useKeys(keys) {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    function pressed(event) {
      const name = keyName(event);
      const run = newest.current[name];
      if (!run || event.defaultPrevented || (isWriting(event.target) && !ALSO_WHILE_WRITING.includes(name))) return;
      if (run(event) !== false) event.preventDefault();
    }
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}

/** A link to another staff page. @param {{staff: Staff, to: string, class?: string, children?: any, [more: string]: any}} props */
export function Link({ staff, to, children, ...more }) {
  /** @param {MouseEvent} event */
  function click(event) {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    staff.go(to);
  }
  return html`<a href=${to} onClick=${click} ...${more}>${children}</a>`;
}

/** The heading of a page, where the focus goes when one comes to it. @param {{title: string, back?: [string, string], staff: Staff, children?: any}} props `back`: address and name of the page above */
export function Heading({ title, back, staff, children }) {
  const head = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    document.title = `${title} · quizserver`;
  }, [title]);
  useEffect(() => {
    if (history.state && history.state.inside) head.current?.focus();
  }, []);
  return html`<header class="page-head">
    ${back && html`<p class="back"><${Link} staff=${staff} to=${back[0]}>← ${back[1]}<//></p>`}
    <h1 ref=${head} tabindex="-1">${title}</h1>
    ${children}
  </header>`;
}

/** Loading, or why there is nothing. @param {{answer: Json | null, staff: Staff}} props */
export function NotYet({ answer }) {
  if (!answer) return html`<p class="quiet" role="status">${t("staff.loading")}</p>`;
  return html`<div class="empty"><h1>${t("staff.not_here")}</h1><p role="alert">${answer.error.message}</p><p><a href="/staff/banks">${t("staff.banks.title")}</a></p></div>`;
}

/** Both languages, the page's own first. @param {Json | undefined} text @param {string} lang */
export const said = (text, lang) => (text && (text[lang] || text.id)) || "";

/** The keys of a page, in a line. @param {{keys: [string, string][]}} props pairs of key and word */
export function KeyLine({ keys }) {
  return html`<details class="keys"><summary>${t("staff.keys")}</summary><dl>${keys.map(([key, word]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${t(word)}</dd></div>`)}</dl></details>`;
}
