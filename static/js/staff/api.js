/**
 * The staff JSON API: one call, one answer. Never throws: a lost server and an expired login are answers too (`net/lost`, `net/login`).
 * Which addresses there are: quizserver/web/staff/banks.py. Nothing is drawn here.
 */
import { t } from "../words.js";

/** @typedef {Record<string, any>} Json */

const WAIT_MS = 15000;
/** Shows that a form comes from a page of ours. @returns {string} */
export const token = () => document.querySelector("meta[name=csrf-token]")?.getAttribute("content") || "";

/** @param {string} code @param {number} status @returns {Json} */
function failed(code, status) {
  return { ok: false, status, error: { code, message: t(code === "net/login" ? "staff.net.login" : "staff.net.lost") } };
}

/** @param {string} method @param {string} path below /staff/api @param {object} [body] @param {number} [wait] milliseconds @returns {Promise<Json>} the answer with its `status` */
export async function call(method, path, body, wait = WAIT_MS) {
  const isFile = body instanceof FormData || body instanceof Blob;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), wait);
  try {
    const response = await fetch(`/staff/api/${path}`, {
      method,
      signal: stop.signal,
      headers: { Accept: "application/json", "X-CSRFToken": token(), ...(body && !isFile ? { "Content-Type": "application/json" } : {}) },
      body: isFile ? /** @type {FormData | Blob} */ (body) : body && JSON.stringify(body),
    });
    if (response.status === 401) return failed("net/login", 401);
    const answer = await response.json();
    // The token of this page belonged to the login that has ended.
    if (!answer.ok && answer.error.code === "staff/stale") return failed("net/login", response.status);
    return { ...answer, status: response.status };
  } catch {
    return failed("net/lost", 0);
  } finally {
    clearTimeout(timer);
  }
}

/** An address part. @param {string | number} part */
export const part = (part) => encodeURIComponent(String(part));

/**
 * Sends a file; the answer comes in lines, the last one is it. @param {string} path @param {File} file @param {(line: Json) => void} seen what every line before says
 * @param {AbortSignal} signal @returns {Promise<Json>}
 */
export async function send(path, file, seen, signal) {
  try {
    const response = await fetch(`/staff/api/${path}`, { method: "POST", signal, headers: { Accept: "application/json", "X-CSRFToken": token() }, body: file });
    if (response.status === 401) return failed("net/login", 401);
    const lines = /** @type {any} */ (response.body).pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { done, value } = await lines.read();
      text += value || "";
      if (done) return { ...JSON.parse(text), status: response.status };
      // What stands before the last line is progress.
      const last = text.trimEnd().lastIndexOf("\n");
      if (last >= 0) {
        for (const line of text.slice(0, last).split("\n")) seen(JSON.parse(line));
        text = text.slice(last + 1);
      }
    }
  } catch {
    return failed("net/lost", 0);
  }
}
