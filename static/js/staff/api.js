/**
 * The staff JSON API: one call, one answer. Never throws: a lost server and an expired login are answers too (`net/lost`, `net/login`).
 * Which addresses there are: quizserver/web/staff/banks.py. Nothing is drawn here.
 */
import { t } from "../words.js";

/** @typedef {Record<string, any>} Json */

const WAIT_MS = 15000;

/** @param {string} code @param {number} status @returns {Json} */
function failed(code, status) {
  return { ok: false, status, error: { code, message: t(code === "net/login" ? "staff.net.login" : "staff.net.lost") } };
}

/** @param {string} method @param {string} path below /staff/api @param {object} [body] @returns {Promise<Json>} the answer with its `status` */
export async function call(method, path, body) {
  const isFile = body instanceof FormData;
  const token = document.querySelector("meta[name=csrf-token]");
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT_MS);
  try {
    const response = await fetch(`/staff/api/${path}`, {
      method,
      signal: stop.signal,
      headers: { Accept: "application/json", "X-CSRFToken": token ? token.getAttribute("content") || "" : "", ...(body && !isFile ? { "Content-Type": "application/json" } : {}) },
      body: isFile ? /** @type {FormData} */ (body) : body && JSON.stringify(body),
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
